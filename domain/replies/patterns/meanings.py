"""Words of seven languages by what they mean, so that what is learned of one language helps in the others.

A star stands for any ending. A word may have several meanings, as "no" and "once" have in Spanish and English; what is
told by them is told by how they stand together (`domain.replies.resemblance`). Folded.
"""

from __future__ import annotations

from typing import Final

MEANINGS: Final[dict[str, str]] = {
    "message": """
        message messages messaging msg* text texts texted texting txt* mail mails mailed mailing* email* sms*
        notification* alert alerts newsletter* reminder* update updates nudge* ping pings spam* letters nachricht*
        benachrichtig* mitteilung* erinnerung* rundmail* mailerei zuschrift* whatsapp* smsen courriel* texto* relance*
        alerte* annonces notif* mensaje* correo* aviso* avisos recordatorio* notificacion* alertas correitos mensajit*
        emails mensagem mensagens notificac* lembrete* recados bericht* berichtje* mailtje* appje* herinnering*
        melding* smsje* mailen mailt messaggi* notific* avvisi avviso promemoria comunicazion* messaggin* post courrier
        correio posta
    """,
    "write": """
        write writes writing wrote written contact contacts contacting contacted reach reaching email emailing
        schreib* schrieb* geschrieben anschreib* angeschrieben kontakt* kontaktier* melden meldet meldest gemeldet
        zuschicken schickt schicken senden sendet zusenden ecri* ecrivez contacter contactez contacte recontact*
        envoy* envoi* escrib* escriban escrito contacten contact* contacto contactar mandar mandan manden mandeis
        mandais enviar envian envien escrev* escrit* contat* contac* mandem mandam enviem enviam envio schrijf*
        schrijv* geschreven benader* stuur* sturen gestuurd mail mailen appen scriv* scritto contatt* mand* mandate
        mandare invi* inviate inviare
    """,
    "call": """
        call calls calling called ring rings ringing rang phone phoning dial anruf* angerufen telefon* ruf rufen ruft
        klingel* appel* telephon* appeler llam* telefone* lig* ligar ligam ligacao ligacoes bel bellen belt gebeld
        opbellen chiam*
    """,
    "bother": """
        bother* disturb* nag nagging pester* harass* hound* chase* chasing badger* annoy* wake* waking woke stalk*
        bombard* flood* swamp* stor storen stort nerv* belastig* genervt lastig* weck* geweckt bombardier* zumull*
        uberschutt* derang* embet* saoul* harcel* reveill* inond* gav* soule molest* acos* agobi* fastidi* despert*
        bombarde* satur* incord* incomod* chate* perturb* acord* encher* enchend* assedi* macad* stoor* vervel* irrit*
        wakker gewekt bestook* overspoel* infastid* tormen* scocci* svegli* assill* stress* romper* rompete
    """,
    "you": """
        you your yours u ur ya yall y'all ye guys folks people lot ihr euch euer eure euren eurem eurer sie ihnen ihre
        ihren ihrem ihrer du dir dich vous votre vos tu te toi ustedes usted vosotros os vuestro vuestra vuestros
        vuestras su sus voces voce vc vcs vosso vossa vossos vossas jullie je jij uw jou voi vi vostro vostra vostri
        vostre lei
    """,
    "me": """
        i me my mine myself i'm im i'll i've i'd ich mich mir mein meine meinen meinem meiner ma mi je j moi mon mes
        yo mis conmigo eu mim meu minha meus minhas comigo ik mij mijn mn m'n io mio mia miei mie
    """,
    "no": """
        no not don't dont doesn't doesnt didn't didnt won't wont can't cant cannot isn't isnt aren't never nope nah
        without neither nor none nothing needn't shouldn't wouldn't nein nee nicht net nich ned kein keine keinen
        keinem keiner nie niemals nix nichts ohne weder non pas ne n jamais rien aucun aucune sans ni nunca jamas nada
        ningun ninguna ninguno sin tampoco nao nenhum nenhuma sem nem niet geen nooit niks niets zonder mai niente
        nulla nessun nessuna nessuno senza mica
    """,
    "nomore": """
        anymore longer more mehr langer weiter* weitere plus davantage mas mais meer verder* piu
    """,
    "stop": """
        stop stops stopp stopped stopping quit cease ceases end ends ending enough done finish* halt desist refrain
        aufhor* aufzuhor* hort schluss genug reicht einstell* beend* unterlass* lasst verzicht* verschon* arret* cess*
        stopper suffit assez fin terminer basta paren parar pare dejen dejad dejar dejeis cese* cesar suficiente
        terminar parem chega deixem deixar acab* stop* ophoud* houd hou genoeg eind* klaar staak* smett* ferma* cessa*
        finit* finirla piantat*
    """,
    "remove": """
        remove* removing delete* deleting erase* erasing unsubscrib* unsub deregister* opt strike scratch take off
        drop wipe losch* geloscht streich* gestrichen entfern* austrag* abmeld* abbestell* abmelden rausnehm* nehmt
        supprim* retir* effac* desinscri* desabonn* enlev* ray* radi* elimin* borr* quit* baja desuscri* saquen
        suprim* remov* apag* tir* exclu* descadastr* cancel* verwijder* schrap* haal* uitschrijv* afmeld* wis wissen
        cancell* togli* toglie* tolga rimuov* disiscri* depenn*
    """,
    "list": """
        list lists database records file files system register* mailing* profile account liste listen verteiler*
        kartei datenbank system* profil konto listes fichier* base bdd compte lista listas datos perfil cuenta listado
        cadastro conta lijst* bestand* profiel elenco archivio rubrica profilo
    """,
    "less": """
        less fewer rarely seldom occasional* ease easing slow slower cut reduce* reducing tone quieter spread space
        spacing sparing* weniger seltener kurzer reduzier* sparsam* drossel* runterfahr* langsam* moins espac* rare*
        rarement redui* ralenti* lever calm* menos reduc* reduz* espaci* baj* aflojen aflojar diminu* abrand* maneir*
        minder zuinig* rustig* verminder* spaarzaam temper* meno ridur* ridu* dirad* rallent*
    """,
    "toomuch": """
        too many much lots loads tons amount number dozen* hundred* excessive* overload* zu viel viele vielen menge
        flut haufen anzahl uberflut* trop tant tellement nombreux quantite avalanche tas demasiad* tanto tantos tanta
        tantas muchos muchas cantidad monton avalancha exces* demais muito muitos muitas quantidade enxurrada excess*
        teveel veel zoveel vele stroom hoeveelheid troppo troppi troppe troppa tanti tante valanga quantita
    """,
    "again": """
        again another yet still already constant* always repeat* nonstop endless* keep keeps kept wieder schon dauernd
        standig immer noch nochmal andauernd pausenlos abermals encore deja toujours sanscesse constamment re rebelote
        nouveau otra otro vez nuevamente siempre ya todavia aun constante* novo nova outra outro sempre ainda ja toda
        weer alweer opnieuw steeds telkens nog al constant voortdurend altijd ancora nuovo gia ennesim* continu*
        dinuovo
    """,
    "often": """
        every daily day days weekly hourly twice thrice frequen* often times jeden jede jedes taglich tag tage tagen
        wochentlich oft haufig mal chaque jour jours quotidien* tous toutes souvent fois semaine cada diario diari*
        dia dias todos todas frecuen* veces menudo seguido todo vezes elke ieder* dag dagen dagelijks* vaak keer
        frequent* ogni giorno giorni quotidian* tutti tutte spesso volte volta
    """,
    "unsocial": """
        early late night midnight weekend weekends sunday sundays saturday holiday asleep sleep sleeping bed dinner
        fruh spat nacht nachts mitternacht wochenende sonntag* sonntags feiertag* schlaf* schlafen bett feierabend
        urlaub morgens abends tot tard nuit minuit dimanche* samedi ferie dors dormir soir matin temprano tarde noche
        madrugada domingo* sabado finde festivo dorm* cama cedo noite fimdesemana feriado vroeg laat middernacht
        zondag* zaterdag slaap* slapen avond ochtend 's presto tardi notte mezzanotte domenica sabato letto sera
        mattina alba christmas weihnacht* heiligabend noel reveillon navidad nochebuena natal kerst* natale vigilia
        exam* prufung exame esame meeting
    """,
    "workplace": """
        work office boss manager colleague* employer coworker* desk shared wife husband partner kids mum mom dad
        girlfriend boyfriend private personal arbeit* buro chef chefin kolleg* dienstlich* firmen* geschaftlich* frau
        mann privat* gemeinsam* boulot travail bureau patron* collegue* employeur professionnel* femme mari perso
        personnel* prive* trabajo oficina jefe jefa companer* empresa laboral mujer marido privad* personal* trabalho
        escritorio chefe colega* profissional mulher esposa pessoal* werk* kantoor baas collega* zakelijk* vrouw man
        prive gezamenlijk* lavoro ufficio capo collegh* azienda aziendal* moglie marito
    """,
    "details": """
        number phone address details data info information contact name inbox mailbox nummer telefonnummer adresse
        daten angaben handy handynummer postfach kontaktdaten numero donnees coordonnees infos portable boite nom
        telefono direccion datos movil celular correo bandeja nombre telefone telemovel endereco dados caixa nome
        telefoonnummer adres gegevens mobiel* naam indirizzo dati recapit* cellulare casella
    """,
    "whence": """
        where who how why whose woher wo wer wie warum wieso weshalb wozu ou d'ou qui comment pourquoi donde quien
        como porque onde quem porqu* waar hoe waarom vanwaar waarvandaan dove chi come perche
    """,
    "got": """
        get got getting receive receiving received given gave obtain* found have bekomm* bekam erhalt* kriege* krieg
        habt haben gegeben hergekommen recois recu recev* avez eu obtenu trouve donne recib* consig* tienen tienes
        sac* sacaron dio dado obtuv* receb* consegu* tem tens arranj* deram obtive* pegaram krijg* gekregen ontvang*
        hebben heb gegeven komen ricev* avete avuto ottenut* dato preso trovato
    """,
    "signup": """
        sign signed signing subscribe* subscribed register* registered consent* agree* agreed permission opted asked
        requested joined angemeldet eingetragen registrier* zugestimmt einwillig* eingewilligt erlaub* gebeten
        angefordert abonniert inscri* abonn* autoris* accord demande sollicit* suscri* registr* autoric* autoriz*
        permiso pedido apunt* inscr* registe* cadastr* permiss* pedi pediu subscr* ingeschreven aangemeld
        geregistreerd toestemming gevraagd akkoord abonne* iscritt* registrat* consens* autorizz* permesso richiest*
        chiesto
    """,
    "law": """
        gdpr law legal lawyer solicitor report* complain* complaint article ico ccpa privacy protection unsolicited
        illegal authority regulator police dsgvo gesetz* anwalt* rechts* melde anzeige* datenschutz* beschwer* artikel
        widersprech* widerspruch unaufgefordert* rgpd loi avocat* cnil signal* plainte opposition oppose* illegal*
        lopd ley abogado denunci* aepd articulo oposicion reclamac* lgpd lei advogado cnpd anpd artigo oposicao
        reclama* avg wet advocaat klacht* autoriteit bezwaar aangifte legge avvocato garante segnal* articolo
        opposizione opporm*
    """,
    "feeling": """
        tired tiring sick fed annoying annoyed irritating ridiculous pointless joke enough seriously honestly wtf omg
        ffs ugh sigh rude pushy creepy intrusive weary exhausting nervt nervig lastig satt mude anstrengend lacherlich
        ehrlich ernsthaft mann puh boah aufdringlich ubertrieben unverschamt langsam marre lourd penible fatigant
        fatigue ridicule serieux franchement pff saoulant abuse relou insistant* hart* cans* pesad* cansin* ridiculo
        serio joder uf puf abus* insistent* sinceramente fart* chat* porra aff puxa saco nossa zat beu moe vermoeiend
        irritant belachelijk serieus eerlijk zucht poeh opdringerig* stuf* stanc* stancante ridicol* uffa basta dai
        mamma pesant* patience geduld paciencia pazienza
    """,
    "later": """
        later sometime future someday moment now meanwhile until till autumn september spring summer currently present
        spater irgendwann zukunft kunftig zurzeit derzeit momentan vorerst erstmal bis jetzt aktuell tard instant
        actuellement jusqu* futur avenir maintenant pourl'instant luego adelante momento ahora futuro hasta actual*
        mientras depois adiante agora ate atual* entretanto enquanto voorlopig nu toekomst even tot momenteel eerst
        dopo poi adesso ora fino attual* intanto
    """,
    "myself": """
        i'll shout touch reach let myself back holler melde selbst selber bescheid ruhre vonmir signe recontacterai
        reviendrai moimeme contacterai aviso avisare avisar escribire contacto dire digo avisarei procuro direi zelf
        bel laat weten contact meld vivo faro sentire sento contatto avviso
    """,
    "choose": """
        choose choosing choice select pick wahl* auswahl* auswahlen aussuchen choisi* choix eleg* elij* escolh* kiez*
        keuze scegl* scelta
    """,
    "need": """
        need needed needs necessary necessarily require* must have unnecessary muss mussen musst notig braucht brauch*
        brauche soll sein besoin necessaire obliger oblige faut devez doit falta necesari* hace tienen necesit*
        obligatori* precis* necess* tem obrigatori* nodig hoeft hoef* moet moeten noodzakelijk bisogno serve
        necessari* dovete deve
    """,
    "robot": """
        bot bots robot robots automated automatic automation template copypaste machine ai generic human chatbot
        algorithm roboter automatisch* automat* maschine* serienbrief massenmail* ki mensch textbaustein* automatique*
        automate ia humain generique modele automatic* maquina plantilla human* robo modelo machine* sjabloon mens
        macchina modello uman* persona
    """,
    "please": """
        please pls plz kindly grateful appreciate appreciated could would can may possible way bitte gerne konnten
        konnte mochte wurden ware moglich dankbar kann konnt svp merci pourriez pourrait voudrais aimerais serait
        pouvez stp favor porfa podrian podria puede pueden posible gustaria agradeceria podem pode poderiam poderia
        possivel gostava gostaria agradecia agradeco alsjeblieft alstublieft aub graag kunnen kunt kan zou mogelijk
        mag favore cortesia potete potreste puo possibile vorrei gradirei gentil* preg*
    """,
    "thanks": """
        thanks thank thx ty cheers ta danke dank vielen merci gracias obrigad* obg valeu bedankt grazie
    """,
    "joblist": """
        job jobs role roles vacancy vacancies position positions offer offers opportunit* opening openings
        opportunities stelle stellen stellenangebot* angebot angebote vakanz* projekte poste postes offre offres
        opportunite* emploi* oferta ofertas vacante* puesto* empleo* oportunidad* vaga vagas oferta* emprego*
        oportunidade* vacature* baan banen functie* aanbod aanbieding* posizion* offerta offerte annunc* lavori
    """,
    "unless": """
        unless except if only when solange wenn falls nur ausser sofern sauf sinon seulement si salvo excepto menos
        solo exceto se so tenzij behalve als alleen tranne purche
    """,
    "application": """
        application applications apply applied applying candidacy candidate process interview interviews bewerbung*
        beworben bewerb* kandidat* verfahren vorstellungsgesprach gesprach* candidature* postul* processus entretien*
        candidatura* solicitud proceso entrevista* candidatur* processo concorr* sollicit* kandida* procedure gesprek*
        selezione colloquio colloqui
    """,
    "withdraw": """
        withdraw* withdrew pull pulling decline declining declined reject rejecting step forward bow zuruckzieh*
        zuruckziehen ziehe zuruck abspringe* absag* verzichte ruckzug retir* desist* renonc* renunci* declin* trek
        terugtrek* intrek* zie bedank* afzie* ritir* rinunci*
    """,
    "otherjob": """
        accepted accept another elsewhere found new signed hired started starting angenommen andere anderes anderen
        woanders gefunden neue neuen unterschrieben zugesagt eingestellt anderweitig accepte autre ailleurs trouve
        nouveau signe embauche acept* otra otro encontre encontrado nuevo firm* contrat* aceit* outra outro encontrei
        arranjei novo assin* aangenomen anders elders gevonden nieuwe getekend accettat* altra altro altrove trovato
        nuovo firmat* assunt*
    """,
    "wrong": """
        wrong mistaken mistake error belong* isn't falsch* irrtum verwechsel* verwechslung verwahlt erreur trompe*
        mauvais equivoc* erron* engan* errad* erro verkeerd* vergis* fout* sbagli* errat* errore
    """,
    "docs": """
        cv resume document documents passport certificate certificates reference references contract portfolio link
        form upload attachment attached pdf photo lebenslauf unterlagen zeugnis* anhang datei dateien vertrag formular
        dokument* foto ausweis diplome contrat lien formulaire piece fichier justificatif* curriculum documento*
        contrato enlace formulario adjunto titulo archivo curriculo anexo ficheiro arquivo documenten diploma
        formulier bijlage documenti contratto modulo allegato file
    """,
    "pay": """
        salary pay wage wages rate bonus pension insurance dental benefits overtime gehalt lohn rente versicherung
        uberstunden salaire paie prime mutuelle retraite assurance salario sueldo bono seguro ordenado vale reforma
        salaris loon pensioen verzekering stipendio assicurazione pensione ral buoni
    """,
    "travel": """
        bus train tram car parking drive driving traffic bike airport flight zug bahn auto parken parkplatz verkehr
        fahrrad flug stau metro voiture trafic velo vol rer autobus tren coche aparcar trafico vuelo bici onibus
        autocarro comboio trem carro estacion* voo trein parkeren file fiets vlucht treno macchina parcheggio traffico
        volo
    """,
    "weekday": """
        monday tuesday wednesday thursday friday tomorrow montag dienstag mittwoch donnerstag freitag morgen lundi
        mardi mercredi jeudi vendredi demain lunes martes miercoles jueves viernes manana segunda terca quarta quinta
        sexta amanha maandag dinsdag woensdag donderdag vrijdag lunedi martedi mercoledi giovedi venerdi domani
    """,
    "messages": """
        messages texts mails emails reminders updates notifications alerts newsletters msgs pings nudges smses
        nachrichten mails mailings erinnerungen benachrichtigungen mitteilungen meldungen textos courriels relances
        rappels alertes notifications notifs mensajes correos mensajitos recordatorios avisos notificaciones mensagens
        lembretes notificacoes berichten berichtjes mailtjes appjes herinneringen meldingen messaggi messaggini
        notifiche promemoria avvisi comunicazioni
    """,
    "these": """
        these those this that dies diese dieser diesen dieses das ces cet cette ce ca cela estos estas esto eso esos
        esas este estes isto isso essas esses deze dit dat die questi queste questo questa quei quelle
    """,
    "arrives": """
        arrive arrives arriving arrived coming comes came landing lands land popping pops turns showing shows appearing
        appears hits rolling piling kommt kommen kam kamen landet landen trudel* eintrudel* reinkomm* reinflatter*
        ankommt ankommen erschein* tauchen auftauch* stapel* arrivent arrivee debarqu* tombe tombent atterri* defil*
        affich* llega llegan llegando llegar cae caen entra entran aparec* chega chegam chegar chegando caem caindo
        komt komen kwam kwamen belanden binnenkom* verschijn* arriva arrivano arrivare arrivat* arrivi compai*
        piovono intasa*
    """,
    "phone": """
        phone buzz buzzes buzzing vibrat* ping pinging screen handset ringtone notification beep* lights lock handy
        brumm* summ* vibrier* piep* display bimmel* telephone vibre sonne sonner ecran bipe telefono vibra vibrando
        suena sonando sonar pantalla pita celular movil telemovel telefone toca tocar apita apitar tela ecra vibrar
        telefoon mobieltje trilt trillen piept gaat scherm vibra squilla suona trilla schermo cellulare telefonino
    """,
    "shift": """
        shift shifts class classroom lesson lecture ward theatre site till customer customers driving meeting meetings
        church schicht* dienst unterricht sitzung termin op kunden vorlesung gottesdienst besprechung station service
        cours reunion clients classe chantier quart caisse turno turnos clase clases reunion reuniones quirofano
        clientes misa aula aulas reuniao reunioes plantao expediente obra dienst les lessen vergadering klanten kassa
        ploeg turno turni lezione lezioni riunione riunioni clienti reparto cantiere corsia messa
    """,
    "family": """
        wife husband son daughter kids kid children baby mother mum mom father dad parents neighbour neighbor flatmate
        roommate girlfriend boyfriend frau mann sohn tochter kind kinder mutter mama vater papa eltern nachbar*
        mitbewohn* femme mari fils fille enfant* mere pere bebe voisin* coloc* mujer marido hijo hija hijos madre padre
        bebe vecin* esposa filho filha filhos mae pai crianca* vizinh* vrouw man zoon dochter kind kinderen moeder
        vader buurman buurvrouw huisgenoot moglie marito figlio figlia figli madre padre bimb* bambin* vicin*
        coinquilin*
    """,
    "read": """
        read reads reading unread ignore ignored ignoring skip skipping delete bin trash answer answered reply replied
        lese lesen liest gelesen ungelesen ignorier* papierkorb antworte antworten geantwortet lis lire lu lus ignore*
        corbeille repondu repondre reponds leo leer leido ignor* papelera respondi contestado contestar contesto leio
        ler lido lixo respondido responder lees lezen gelezen ongelezen negeer* prullenbak geantwoord beantwoord*
        leggo leggere letto cestin* risposto rispondere rispondo
    """,
    "change": """
        something anything somehow sort fix change changed adjust limit restrict settings setting turn off mute pause
        button option way andern einstell* abschalt* ausschalt* abstell* begrenz* stumm pausier* knopf changer regler
        reglage* parametr* desactiv* couper limiter pause bouton cambiar ajust* desactivar silenci* limitar pausa
        boton opcion mudar configur* desativ* desligar pausar botao opcao veranderen aanpassen instelling* uitzetten
        beperk* pauze knop cambiare impostazion* disattiv* silenzi* limitare pausa pulsante opzione
    """,
}
