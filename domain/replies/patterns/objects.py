"""What can be given up, in seven languages: the job and its process, another one, and what comes with a job.

Each word is a regular expression for a whole folded word.
"""

from __future__ import annotations

from typing import Final

JOBS: Final = """
jobs? role position vacancy vacancies post process running recruit\\w* hiring selection candidacy candidature
candidates? considerations? contention shortlist race interviews? employ\\w* employers? compan(?:y|ies) firm contract
opportunit(?:y|ies) hired work working career placement apprenticeship internship cv file market pool
(?:this|that|the)\\s(?:\\w+\\s)?(?:one|thing) (?:graduate|grad|trainee)\\s(?:scheme|programme|program)
\\w*stelle stellen \\w*bewerb\\w* kandidat\\w* \\w*prozess\\w* \\w*verfahren\\w* \\w*position rolle arbeit\\w*
\\w*vertrag firma unternehmen betrieb vorstellungsgesprach gesprach einladung rennen eingestellt genommen auswahl\\w*
mitarbeit tatigkeit anstellung ausbildungsplatz zusage jobsuche
postes? emplois? process\\w* recrutements? selection procedure entretiens? mission contrat cdi cdd travail boulot
(?:un|le|mon|ce|votre|du)\\sstage alternance entreprise societe boite candidatures? candidate?s? embauch\\w*
engage\\w* postul\\w* dossier poursuivre
suite aventure employeur
puestos? trabaj\\w* empleos? vacantes? proceso\\w* seleccion candidaturas? postulacion entrevistas? contrat\\w*
empresas? compania convocatoria expediente concurso lo\\sde\\w*\\s\\w+ lo\\s(?:vuestro|suyo|tuyo)
vagas? processo\\w* selecao empregos? cargo trabalh\\w* candidatos? recrutamento posicao contrato empresa servico trampo
baan functie vacature procedure selectie\\w* sollicit\\w* kandida\\w* kandidatuur werk\\w* bedrijf gesprek klus rol
contract proces
posto lavor\\w* processo selezion\\w* posizione ruolo colloqui\\w* candidatur\\w* impiego azienda contratto iter
assunt\\w* incarico ricerca
jobb\\w* ansok\\w* soknad\\w* ansogning\\w* tjanst\\w* stilling\\w* pros?ess\\w* annat annan annen annet anden andet
rekrutac\\w* aplikac\\w* kandydat\\w* prac[aeyi]\\w* stanowisk\\w* umowe zgloszenie udzialu nabidk\\w*
prihlask\\w*
zadost hakemu\\w* tyo\\w* paik\\w* tarjou\\w* basvuru\\w* teklif\\w* pozisyon\\w* surec\\w*
"""

LOOSE_JOBS: Final = """
applications? offers? place spot invitation interest name entry candidacy
platz angebot\\w* anmeldung interesse
offres? proposition place invitation interet demande
ofertas? solicitud(?:es)? plaza participacion inscripcion interes invitacion propuesta oportunidad
ofertas? propostas? lugar convite interesse inscricao participacao oportunidade
aanbod aanbieding plek plaats uitnodiging interesse kans
ofert[eay] offert\\w* proposta domanda invito interesse opportunita
"""
"""They also stand beside what comes with a job: an application for a parking space, an offer of a room."""

ANOTHER: Final = """
(?:someone|somebody|anyone)(?:\\selse)? stay\\w* remain\\w* another\\s(?:one|offer) elsewhere somewhere something sth
summat signed yes competitor startup start-up
jemand\\w* bleib\\w* woanders anderswo etwas besseres anderweitig andernorts unterschrieben unterzeichnet zugesagt
fundig
(?:quelqu'un|qqn) autre\\schose reste\\w* ailleurs quelque mieux signe signee concurrent\\w*
alguien otra\\s(?:cosa|persona) qued\\w+ algo mejor firm(?:e|o|ado) fich(?:e|ado)
alguem outra\\s(?:coisa|pessoa) fico ficar algo melhor assin(?:ei|ado|o) noutr[oa]
iemand blijf\\w* elders iets wat getekend aangenomen
qualcun\\w* rest(?:o|are|ero) riman\\w+ rimarro altrove qualcosa meglio firmat[oa] firmo
"""
"""Work that somebody has found with others."""

BESIDES: Final = """
insurances? pensions? dental vision health(?:care)? medical plan plans benefits? perks? bonus stock
shares allowance vouchers? discounts? shifts? weekends? nights saturdays? sundays? mondays? tuesdays?
wednesdays? thursdays? fridays? days? dates? slots? hours? overtime lates earlies rota rides? lifts? carpool relocation
flat room rooms accommodation housing hotel dorm (?<!of\\s)courses? class classes lessons? training workshop webinar
seminar
(?:parking|car\\spark|locker|training|course|lunch)\\s(?:space|spot|place|slot|permit|bay) parking car bike bicycle
laptop phone uniform locker canteen lunch dinner breakfast meals? catering gym yoga membership
subscription party outing trip picnic team-building survey trial tour session mentoring
newsletter newsletters travel flights? trains? bus refund loan deposit
\\w*versicherung\\w* (?:\\w{3,})?rente \\w*vorsorge\\w* \\w*leistungen zuschuss\\w* \\w*bonus gutschein\\w* rabatt\\w*
\\w*(?<!ge)schicht(?:en)? \\w+dienste? wochenend\\w* samstag\\w* sonntag\\w* montag\\w* dienstag\\w* mittwoch\\w*
donnerstag\\w*
freitag\\w* termin uhrzeit uberstunden mitfahr\\w* fahrgemeinschaft umzug\\w* \\w*wohnung \\w*zimmer unterkunft
\\w*kurse?s?
seminar\\w* schulung\\w* lehrgang \\w*parkplatz stellplatz kantine\\w* (?:mittag|abend)?essen mittagstisch
dienstwagen firmenwagen
dienstrad jobrad jobticket fitness\\w* fitnessstudio\\w* mitgliedschaft abo \\w*feier ausflug betriebsrat handy laptop
fahrkarte reisekosten
mutuelle\\w* assurances? prevoyance retraite epargne tickets?-restaurants? tickets? cheques? prime primes avantages?
reductions? remise horaires? week-ends? weekends? nuits soirs samedis? dimanches? lundis? mardis? mercredis? jeudis?
vendredis? creneaux? covoiturage navette demenagement logement chambre appartement hebergement formations?
(?<!en\\s)cours
place\\sde\\s(?:parking|stationnement) parking stationnement cantine repas dejeuner voiture velo telephone abonnement
sport salle soiree sortie seminaire
seguros? pension planes? fondos? bono bonos vales? cheque descuentos? beneficios? prestaciones turnos? horarios?
guardias?
(?<!buenas\\s)noches sabados? domingos? lunes martes miercoles jueves viernes (?<!buenos\\s)dias fecha cita hora
horas festivos fin(?:es)?\\sde\\ssemana ruta
transporte coche carro moto mudanza traslado piso habitacion cuarto alojamiento residencia cursos? clases? taller
(?:plaza|sitio)\\sde\\s(?:aparcamiento|parking|garaje) aparcamiento parqueadero estacionamiento comedor almuerzo
comida gimnasio abono suscripcion cena fiesta excursion
planos? seguros? fundo vale vales cheque descontos? beneficios? bonus auxilio turnos? escala horarios? plantao
fi(?:m|ns)\\sde\\ssemana sabados? domingos? segundas tercas quartas quintas sextas \\w+-feira feriados?
(?<!boas\\s)noites hora boleia carona
transporte carro mudanca quarto apartamento alojamento moradia residencia cursos? formacao aulas? treinamento
(?:lugar|vaga)\\s(?:de|no|da|do)\\s(?:estacionamento|garagem|parque) estacionamento cantina refeitorio almoco
refeicao ginasio academia assinatura jantar festa
\\w*verzekering\\w* pensioen\\w* \\w*regeling \\w*plan bonus korting\\w* cadeaubon\\w* \\w*dienst \\w*diensten \\w*ploeg
weekend\\w* zaterdag\\w* zondag\\w* maandag\\w* dinsdag\\w* woensdag\\w* donderdag\\w* vrijdag\\w* dag dagen nachten
overuren carpool\\w* lift rit verhuis\\w* kamer woning huisvesting appartement cursus\\w* training\\w* opleiding\\w*
parkeer\\w* kantine lunch\\w* maaltijd\\w* leaseauto auto fiets\\w* leasefiets abonnement sportschool borrel uitje feest
telefoon laptop reiskosten\\w*
assicurazion\\w* polizza fondo sanitari\\w* pensione previdenza buon[oi] ticket sconti? sconto benefit welfare premio
turn[oi] orari[oi]? weekend week-end sabat[oi] domenic(?:a|he) lunedi martedi mercoledi giovedi venerdi giorn[oi]
notti? straordinari passaggio navetta trasferimento trasloco stanza camera alloggio appartamento cors[oi] formazione
lezion[ei] posto\\sauto parcheggio mensa pranzo cena pasto auto macchina bici palestra abbonamento festa gita
"""
"""What comes with a job, or is but a time: whoever gives it up is still in."""

FILLERS: Final = """
i i'm i'll im me my myself you your it its it's this that these here now then at the moment point stage time any more
further anymore longer altogether completely entirely please sorry thanks thank thx cheers unfortunately sadly
regretfully regrettably kindly politely respectfully today officially formally again instead too well all everything
with from of out in on for to a an after am is have has be been will do not no too mate guys though x
ich mich mir leider hiermit daher deshalb somit jetzt nun doch dann also heute bitte danke sorry ganz damit davon
hiervon es das dies alles hier dabei raus aus lieber wieder offiziell mehr weiter erstmal euch ihnen von
je me moi donc malheureusement maintenant desormais finalement merci desole desolee ici cela ca tout y en la pas plus
suite du de
yo me ya por favor gracias lamentablemente ahora entonces finalmente de esto eso todo aqui ello lo la del al mas
adelante con en
eu ja por favor obrigado obrigada infelizmente agora entao finalmente disto disso isto isso tudo aqui mais de do da
frente adiante com
ik me mij helaas hierbij daarom nu dan toch graag dus hier dit dat het alles ervan er van af bij deze maar liever
bedankt sorry verder meer mee door terug uit
io mi mia purtroppo ora adesso quindi allora dunque grazie scusate scusi qui questo cio tutto di del da dal piu
avanti indietro fuori con
"""
"""Says nothing of what is given up."""

GIVES_UP: Final = (
    r"(?:declin|withdraw|forgo|forego|renounc)\w*|(?:opt|drop|pull)\w* out|pass on|do without|turn down",
    r"verzicht\w*|lehne|abmelden",
    r"renonc\w*|(?:me )?desist\w*|(?:me )?retir\w*",
    r"renunci\w*|rechaz\w*|abr(?:o|ir) mao|abdic\w*|dispens\w*|recus\w*",
    r"(?:zie|zien)(?: (?:ik|graag|toch|liever))* af|afzien|bedank(?:en)? voor|sla",
    r"rinunci\w*|rifiut\w*|faccio a meno",
)
"""Gives up something, whatever it is."""
