"""Words of a no, of once more and of weariness, and words that place them: data for `domain.replies.unplaced`.

Folded, for all languages at once: what is a no in one language and an everyday word in another ("no" in Spanish, "no"
in Japanese letters) is a no here, since a word that places it is asked for as well.
"""

from __future__ import annotations

from typing import Final

NO: Final = """
    no not nope nah naw nay never none nothing nobody neither nor dont don't doesnt doesn't didnt didn't wont won't cant
    can't cannot isnt isn't wasnt wasn't arent aren't wouldnt wouldn't shouldnt shouldn't couldnt couldn't havent
    haven't hasnt hasn't aint ain't
    nein nee noe nicht nich net ned nix nichts nie niemals kein keine keinen keinem keiner keinerlei nimmer
    non pas plus rien jamais aucun aucune personne nan
    nada nunca ni ningun ninguna ninguno tampoco jamas
    nao nem nenhum nenhuma nunca jamais
    niet niets niks geen nooit noch
    niente nulla nessun nessuna nessuno mica neanche
    inte inga inget ingen aldrig ej nej ikke intet aldri nei ikkje
    nie nic nigdy zaden zadnych nikt nechci nejsem nemam nic nikdy zadne
    alkaa eika emme koskaan mitaan
    hayir degil degilim yok hic asla istemedim istemem istemiyorum
    не нет ничего никогда нельзя нi нi ні немає нічого нет
"""
IN_THE: Final = (
    r"(\b(?:to|tou|ta|tava|tamos|estou|esta|estao|estava|estamos|estarei|fico|fica|ficou|fiquei|moro|mora|vivo|cheguei"
    r"|chego|chegando|entrei|trabalho|trabalhei|parei|espero|esperando|aguardo|vejo|vi|vou|vamos|sento|deixei"
    r"|esqueci|entrego|entreguei|pego|preso|presa|parado|parada|aqui|ja|ainda|so|tudo|ali|la|sou|era|foi|fui|tenho"
    r"|assinado|marcado|combinado|confirmado|coloquei|botei|anexei|achei|li|recebi|caiu|pensando|interesse)) no\b"
    r"|^\W*no(?= (?:aguardo|momento|entanto|sabado|domingo|anexo|caminho|trabalho|onibus|trem|metro|comboio"
    r"|autocarro|carro|transito|final|fim|inicio|comeco|meu|seu|mesmo|horario|turno|dia|site|link|portal|contrato"
    r"|formulario|curriculo|proximo|hotel|hospital|predio|portao|estacionamento|local|whats\w*|zap)\b)"
)
"""The Portuguese "no", which is no no: "in the". What stands in front of it is the group."""
REFUSES: Final = """
    enough stop stopp cease quit desist refuse decline unsubscribe begging
    genug aufhoren schluss verzichten verzichte verschont verschonen reicht reichts raus
    assez arrete arretez cesse cessez suffit lachez lache decline refuse oubliez oublie
    basta bastaba dejenme paren pare olvidenme olvidense dejemoslo suficiente
    chega parem pare esquecam dispenso recuso basta suficiente
    genoeg stop ophouden
    basta smettete smettetela smettila lasciatemi dimenticatemi dimenticate rinuncio chiudiamola
    racker sluta slutt stoppe gider
    dosc przestan przestancie koniec wystarczy dajcie dost stacilo nechte dejte prestante riittaa lopettakaa yeter
    yetti biktim хватит довольно отстаньте достали надоело надоели
"""
ONCE_MORE: Final = """
    again constantly constant endless repeatedly nonstop umpteenth
    dauernd standig staendig
    rebelote constamment sempiternel
    alweer steeds
    ennesima ennesimo
    igen igjen znowu znow ciagle porad yine опять снова вечно
"""
WEARY: Final = """
    fed annoyed annoying irritating irritated pointless useless spam spammer spammers spamming robot bot bots
    chatbot automated harassment harassing pestering bothering nuisance nagging ridiculous silly boring yawn sigh ugh
    pff pfft meh seriously srsly ffs wtf unbelievable wrong mistaken mistake retired deceased died pension junk
    persistent pushy creepy rude nerves persistent relentless
    nervt nervig genervt lastig aufdringlich hartnackig ernsthaft spam roboter automat falsch irrtum
    verwechslung rentner rentnerin rente verstorben sinnlos nutzlos quatsch unverschamt frech dreist lacherlich
    lassant penible lourd lourds relou saoule saoulez gonfle harcelement robot automate serieux serieusement
    erreur trompez retraite decede decedee inutile ridicule marre soule fatigant
    pesado pesados pesadez cansancio cansa cansan harto harta aburre aburrido robot bot error
    confunde confunden equivoca equivocan jubilado jubilada fallecio insistan insista denunciar enserio ridiculo colmo
    agobio agobia
    chato chatos cansaco cansa cansam farto farta robo engano enganado enganou reformado
    reformada aposentado aposentada faleceu insistam insista denunciar ridiculo serio
    vervelend irritant vermoeiend beu robot vergist vergissing pensioen gepensioneerd overleden dring
    spam zinloos belachelijk serieus opdringerig zucht poeh hinderlijk
    noia noioso noiosi stufo stufa robot bot sbaglia sbagliate errore pensione pensionato
    pensionata morto deceduto insistete insista segnalero ridicolo serio scherziamo uffa fastidio fastidiosi
    robot robotti bott irriterande jobbigt trott trett traet spam mecz meczace nuda otravne nuda arsyttaa robotmu sinir
    бот робот спам бесит ошиблись ошибка пенсии
    privacy intrusive pest plenty lapsed uninterested
    privatsphare aufdringliche lastige seltener versorgt
    privee intrusives intrusif meprise pourvu
    privacidad invasivos invasivo privacidade lembretes
    opdringerige voorzien
    invadenti invadente
"""
PLACES: Final = """
    monday tuesday wednesday thursday friday saturday mon tue tues wed weds thu thur thurs fri sat tomorrow tmrw tmr
    tomoz tonight morning afternoon evening noon week weeks weekend weekends month months year years yesterday hour
    hours minute minutes mins time times date today later soon until till before after yet since january february april
    june july august september october november december
    yes yeah yep yup yea ok okay sure fine perfect great good gladly happy keen interested excited delighted love lovely
    looking forward confirm confirmed accept accepted agree agreed works available free ready start starting welcome
    problem problems worries worry rush bother idea clue bad doubt matter need needed hurry pressure issue issues
    job jobs role roles position post interview application cv resume form contract offer salary pay wage rate bonus
    shift shifts night nights days rota hours experience licence license driver driving car van bike bus train tram
    parking degree certificate certificates qualification qualifications reference references visa permit passport
    document documents file link attachment page website portal code password login address location office room door
    gate entrance map zoom teams skype invite calendar slot appointment call voicemail signal wifi laptop
    kids children daughter son school uni college course exam exams holiday holidays doctor ill appointment
    notice employer news decision side chance boss manager company colleague team pension insurance uniform tattoos
    allergies smoke smoking
    criminal convictions disability english german french spanish degree
    apply applied work worked working wait waiting late early come coming came attend arrive arrived afford
    question questions forgot forgotten nearly chat late printer preference reception eat food canteen left long
    declare record cancelled told
    lunch dress code hourly
"""
PLACES_DE: Final = """
    montag dienstag mittwoch donnerstag freitag samstag sonntags morgen morgens mittags abends abend nachmittag
    vormittag
    fruh spat spater uhr stunde stunden minuten woche wochen wochenende monat monate jahr jahre januar februar marz
    april
    juni juli august september oktober november dezember gestern heute noch bisher bevor vor nach bis seit ab erst
    ja jo jep ok okay gern gerne gut prima super klar passt perfekt freue freu freut interessiert interesse bereit frei
    verfugbar bestatige zusage einverstanden
    problem probleme sorge sorgen ahnung eile schlimm stress grund schlecht notig wichtig
    stelle job jobs position arbeit bewerbung lebenslauf gesprach vorstellungsgesprach vertrag angebot gehalt lohn
    stundenlohn schicht schichten nachtschicht fruhschicht spatschicht teilzeit vollzeit minijob erfahrung fuhrerschein
    auto rad fahrrad bus bahn zug parkplatz zeugnis zeugnisse abschluss ausbildung unterlagen dokument datei link anhang
    seite adresse raum tur eingang treffpunkt termin telefon kamera laptop kind kinder tochter sohn schule uni kita
    urlaub arzt krank chef chefin kundigung kundigungsfrist firma kollege kollegin team rauche vorstrafen deutsch
    englisch arbeite gearbeitet arbeitslos schaffe komme kommen wohne weit frage fragen vergessen formular
    entscheidung neuigkeiten
    essen kantine kollegin hausnummer
    durchgefallen vorstrafe spate netz empfang drucker nirgends
"""
PLACES_FR: Final = """
    colis paquet livraison
    tickets restaurant cantine mutuelle
    lundi mardi mercredi jeudi vendredi samedi demain matin midi soir apres-midi aprem heure heures h minutes semaine
    semaines week-end weekend mois an ans annee janvier fevrier mars avril juin juillet aout septembre octobre
    novembre
    decembre hier aujourd'hui tard tot bientot encore deja avant apres jusqu'a depuis tantot
    oui ouais ok okay d'accord bien parfait super volontiers ravi ravie content contente interesse interessee dispo
    disponible libre pret prete confirme accepte convient marche
    probleme problemes souci soucis idee grave stress mal
    poste job emploi travail boulot taf candidature cv entretien contrat offre salaire paie horaire horaires nuit nuits
    jour jours experience permis voiture velo bus train tram metro parking diplome diplomes attestation formation
    document
    documents fichier lien piece page site code adresse salle porte entree plan rdv rendez-vous telephone reseau enfant
    enfants fille fils ecole fac examen vacances medecin malade patron preavis entreprise collegue equipe fume casier
    anglais allemand travaille travailler viens venir arrive habite loin question questions nouvelles decision repas
    cantine batterie
"""
PLACES_ES: Final = """
    lunes martes miercoles jueves viernes sabado manana tarde noche mediodia hora horas minutos semana semanas finde mes
    meses ano anos enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer hoy
    luego pronto todavia aun antes despues hasta desde
    si claro vale ok bueno bien perfecto genial encantado encantada interesado interesada disponible libre listo lista
    confirmo acepto conviene sirve
    problema problemas pasa idea prisa preocupes preocupe malo mal
    puesto trabajo empleo vacante entrevista candidatura solicitud cv curriculum contrato oferta sueldo salario turno
    turnos horario noches experiencia carnet carne licencia coche moto bici bus tren metro parking titulo titulos
    certificado formacion documento documentos papeles archivo enlace link pagina web codigo direccion sala puerta
    entrada
    cita telefono cobertura hijo hijos hija nino ninos colegio universidad examen vacaciones medico enfermo enferma jefe
    jefa preaviso empresa companero companera equipo fumo antecedentes ingles frances trabajo trabajando trabajado
    voy ir llego vivo lejos pregunta preguntas olvidaba formulario retraso tardar cobertura impresora novedades
    noticias decision comida
    comedor aparcamiento
"""
PLACES_PT: Final = """
    segunda terca quarta quinta sexta sabado amanha manha tarde noite meio-dia hora horas minutos semana semanas mes
    meses
    ano anos janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro ontem hoje logo
    ainda
    antes depois ate desde
    sim claro ok bom bem perfeito otimo excelente combinado interessado interessada disponivel livre pronto pronta
    confirmo
    aceito serve
    problema problemas faz ideia pressa preocupe preocupes mal
    vaga lugar trabalho emprego posto entrevista candidatura cv curriculo contrato proposta oferta salario turno turnos
    horario noites experiencia carta cnh carro moto bicicleta autocarro onibus comboio trem metro diploma certificado
    formacao documento documentos arquivo ficheiro link pagina site codigo endereco morada sala porta entrada telefone
    filho filhos filha escola faculdade exame prova ferias medico doente chefe aviso empresa colega equipa equipe fumo
    antecedentes ingles trabalho trabalhar trabalhei trabalhando vou ir chego moro longe pergunta perguntas esquecia
    formulario demora
    rede impressora novidades
    decisao almoco
    refeitorio cantina estacionamento
"""
PLACES_NL: Final = """
    maandag dinsdag woensdag donderdag vrijdag zaterdag morgen ochtend middag avond vanmiddag vanavond uur uren
    minuten week
    weken weekend weekenden maand maanden jaar januari februari maart april mei juni juli augustus september oktober
    november december gisteren vandaag straks later nog tot voor na sinds vanaf
    ja jawel ok oke prima goed graag leuk perfect top fijn natuurlijk geinteresseerd beschikbaar vrij klaar bevestig
    akkoord
    probleem problemen zorgen idee haast erg stress
    baan functie werk vacature gesprek sollicitatie cv contract aanbod salaris loon dienst diensten nachtdienst rooster
    ervaring rijbewijs auto fiets scooter bus trein tram parkeren diploma diplomas certificaat opleiding document
    documenten bestand link bijlage pagina site code adres zaal deur ingang kaart afspraak telefoon bereik kind kinderen
    dochter zoon school examen vakantie dokter ziek baas opzegtermijn bedrijf collega team rook engels duits werk werkte
    gewerkt kom komen woon ver vraag vragen vergeten formulier late bereik printer kans nieuws beslissing lunch eten
    kantine strafblad
    parkeerplek gezakt
"""
PLACES_IT: Final = """
    lunedi martedi mercoledi giovedi venerdi sabato domani mattina pomeriggio sera mezzogiorno ora ore minuti settimana
    settimane weekend mese mesi anno anni gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre
    novembre dicembre feriali festivi ieri oggi dopo presto prima fino
    si certo ok bene perfetto ottimo volentieri felice interessato interessata disponibile libero libera pronto pronta
    confermo accetto va
    problema problemi preoccupi idea fretta male saprei
    posto lavoro impiego posizione colloquio candidatura cv curriculum contratto offerta stipendio turno turni orario
    notti
    esperienza patente auto macchina bici autobus treno metro parcheggio diploma laurea attestato formazione documento
    documenti file link allegato pagina sito codice indirizzo sala porta ingresso appuntamento telefono figlio figli
    figlia
    bambini scuola universita esame ferie medico malato malata capo preavviso azienda collega squadra fumo inglese
    lavoro
    lavorare lavorato lavorando vengo arrivo abito lontano domanda domande dimenticavo modulo ritardo campo stampante
    novita notizie
    decisione pranzo mensa
    precedente precedenti
"""
PLACES_ELSEWHERE: Final = """
    mandag tisdag onsdag torsdag fredag lordag imorgon kvall vecka veckan klockan ja bra gerne garna intresserad
    jobb jobbet intervju korkort bil cykel problem arbetat
    mandag tirsdag torsdag lordag imorgen aften uge uke klokken ja bra fint gerne interessert interesseret job jobb
    samtale korekort forerkort bil cykel sykkel problem endnu enda arbejdet
    poniedzialek wtorek sroda srode czwartek piatek jutro rano godzina tak dobrze pasuje chetnie praca pracy rozmowa
    umowa
    prawo prawa jazdy samochod rower problem problemu jeszcze mam moge wiem jestem
    pondeli utery streda stredu ctvrtek patek zitra ano dobre rada rad prace pohovor smlouva ridicak ridicsky auto kolo
    problem jeste mam muzu vim
    maanantai tiistai keskiviikko torstai perjantai huomenna joo kylla sopii hyva tyo haastattelu ajokortti ajokorttia
    auto pyora ongelma ongelmaa viela ole voi paase
    pazartesi sali carsamba persembe cuma yarin saat evet tamam olur uygun mulakat ehliyet ehliyetim araba sorun
    henuz
    bilmiyorum gelemem
    понедельник вторник среду среда четверг пятница пятницу завтра утром часов да хорошо подходит удобно работа работу
    собеседование права прав машины машину права машина велосипед проблем проблема еще могу знаю есть смогу
"""
OWN_FAULT: Final = """
    my oops sorry mein meine ups mon ma pardon desole desolee mi perdon meu minha desculpe desculpa mijn mio mia scusi
"""
"""Beside an error: it is theirs."""
PLACES_A_NO: Final = """
    found sent send sending received receive get got see seen hear heard understand remember know think find have do
    what
    where when which how own near far allowed able move moving
    gefunden erhalten bekommen gehort gesehen verstehe verstanden weiss sicher glaube kann konnte darf muss habe hab
    was wo
    wann wie welche
    trouve recu vu entendu compris sais pense crois peux pourrai quoi ou quand comment quel quelle combien
    encontrado encuentro recibido visto sabido entendido creo puedo podre tengo donde cuando como cual cuanto
    encontrei achei recebi soube entendi sei acho posso consigo tenho onde quando como qual quanto
    gevonden ontvangen gekregen gezien gehoord begrijp weet denk kan kon heb moet wat waar wanneer hoe welke
    trovato trovo ricevuto visto sentito capito credo posso riesco dove quando come quale quanto
"""
"""Says of what a no is; a sigh it does not explain."""
ARRIVES: Final = """
    got received seen saw arrived reach know open opened access late delay agency agencies
    automatic automatically generated automatisch erzeugte erzeugt automatique automatiquement automatico automatica
    erhalten bekommen gesehen kenn kenne angekommen zugriff
    recu vu connais arrive ouvre
    recibido visto recibi conozco llegado abre retraso
    recebi recebido visto conheco chegou abre atraso
    ontvangen gekregen gezien ken aangekomen open
    ricevuto visto conosco arrivato apre ritardo
"""
"""Of a message that did not come, or a number that is not known."""
POLITE: Final = """
    graag gern gerne love great happy keen free libre frei vrij libero libero livre contact call come welcome see own
    start
    working ready fine ok okay si sim ja oui yes bien bem bene goed gut good well sure up va vou ir fijn leuk today
    heute
    vandaag hoy hoje oggi aujourd'hui yet encore noch nog ancora ainda todavia
"""
"""Stands beside what we send as a matter of course, and says nothing of it."""
THANKS: Final = """
    thanks thank thx cheers ta sorry apologies danke dank entschuldigung merci desole desolee gracias perdon disculpe
    obrigado obrigada desculpe desculpa bedankt grazie scusi scusa tack takk tak dziekuje dekuji kiitos спасибо
    tesekkurler
"""
"""Says of what an "again" or a "still" is."""
OF_OURS: Final = """
    mail mails email emails mailing mailings message messages msg msgs text texts texting sms contact contacting
    contacted
    correspondence communication communications newsletter newsletters alert alerts reminder reminders update updates
    notifications list lists database files system systems number phone mobile write writing inbox ping pings
    nachricht nachrichten zuschriften zuschrift kontakt schreiben schreibt angeschrieben erinnerung erinnerungen
    verteiler
    liste datenbank kartei handy nummer postfach zusendungen benachrichtigungen jobangebote whatsapp
    courriel courriels texto textos relance relances envois envoi ecrire ecrivez contacter contactez fichier fichiers
    base
    numero boite annonces alertes
    mensaje mensajes correo correos envios envio escribir escriban escribirme contacten contactar lista ficheros movil
    avisos alertas
    mensagem mensagens envios envio escrever contactar contatar contacto contato ficheiros cadastro telemovel celular
    bericht berichten berichtjes anfragen mailtje mailtjes appje appjes schrijven schrijf contacteren lijst bestand
    nummer sms'jes
    messaggio messaggi invii scrivere scrivete contattare contatto archivi numero cellulare avvisi promemoria
    mejl meddelanden meldinger beskeder wiadomosci zpravy viestit mesaj
    these reply replies answers antworten reponse reponses respuesta respuestas respostas antwoorden risposte ricontatti
"""
"""What we send, and what we send it to."""
NO_LONGER: Final = """
    last final finally avoid instead rather else other others stop cease refrain forget change enough less fewer out
    letzte letzten letzter verzichten absehen andere anderen aufhort aufhoren statt weniger raus
    dernier derniere dernieres eviter evitez autres cesser cesse change retirer oter
    ultimo ultima ultimas ultimos evitar eviten evitenlos otros otras dejara dejar deje cambio
    evitem outros outras noutros deixasse deixassem deixar mudo parar
    laatste vermijd vermijden stoppen ophouden langer ander
    ultime evitate evitare altri altre smettere
"""
SIGNS_OF_NO: Final = (
    r"[不没沒別别勿无無停烦煩够夠]|ない|ません|やめ|もう|結構|十分|しつこ"
    r"|안 |안돼|없|마세요|그만|싫|\bلا\b|\bلم\b|\bلن\b|ليس|غير|كفى|كفايه|كفاية"
)
"""Of languages that set no blanks between words, or few."""
SIGNS_THAT_PLACE: Final = (
    r"[证證照客关關遅星周週曜月日点點時时分年岁歳可好行驾免許经経問问题題面工職职]"
    r"|大丈夫|はい|できます|ありがとう"
    r"|있|문제|괜찮|네|요일|نعم|يوم|الساعه|الساعة|مناسب|موعد|عمل|مشكل"
)
