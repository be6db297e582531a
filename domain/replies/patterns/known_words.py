"""Words by which a language is known, read or not: data for `domain.replies.languages`."""

from __future__ import annotations

from typing import Final

READ_WORDS: Final = {
    "en": """
    aye nae wee pal
    a an the and or but nor so if as of at by for from in into on onto off out over under up down to with
    without about after again against all also always am any anyone anything are around away back be became
    because been before being below best better between both bring call called came can cant cannot come coming
    could couldnt day days did didnt do does doesnt doing done dont during each early either else end enough
    even ever every everything few find fine first free fri friday get getting give given glad go going good got
    great had happy hard has have havent having he hear hello help her here hey hi him his hope how however i id
    if ill im in is isnt it its ive job jobs just keep know last late later least left less let lets like little
    long look looking lot made make many may maybe me mean meet meeting mine mins minutes mon monday more
    morning most much must my myself near need never new next nice no noon not nothing now number o'clock office
    often ok okay okey old once one only open other our ours own part people perhaps please possible pretty put
    quite rather re ready really right role said same sat saturday say see seem seen send sent set shall she
    should shouldnt since some someone something soon sorry still such sun sunday sure take taken talk team tell
    than thank thanks that thats their them then there these they thing things think this those though three thu
    thurs thursday till time times today together tomorrow too took touch tue tues tuesday two unfortunately
    until us use used very via want wanted was wasnt way we wed wednesday week weekend weeks well went were what
    when where whether which while who whole whom why will wish within wont work working works would wouldnt
    write wrong yeah year years yep yes yesterday yet you your yours address afternoon agency analyst applied
    apply applicant application arrive attached attachment available benefits call candidate car care careers
    change company contact contract copy cover date degree deliver design developer dear driver email emails
    engineer english evening excited expect experience feedback form forward full hire hiring holiday home hour
    hours hr hybrid interested interview interviews kind letter link living location mail manager marketing
    message messages mobile month months notice nurse offer onsite online opportunity parking part-time phone
    place position process profile project question questions rate received recruiter references regards remote
    remotely reply reschedule resume salary sales school send senior shift shifts sick skills software start
    started starting support teacher text train training updates video visa warehouse zoom btw asap plz pls thx
    thks ty u ur r c k gr8 gonna wanna gotta ya yup nope nah np cuz coz bc tmrw tmr tomo 2moro 2day wk wks appt
    msg txt tho thru abt lol omg idk hiya cheers ta mate bro cool awesome perfect lovely works alright brilliant
    wknd min hrs yr yrs am pm est cet gmt bst cv
    """,
    "de": """
    aber alle allem allen alles als also am an ander andere anderen auch auf aus bald bei beim bereits besser
    bin bis bist bitte da dabei dafur damit danach danke dann daran darauf darf das dass dein deine dem den denn
    der des deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch durfen eben eher ein
    eine einem einen einer eines einfach einige einmal er erst erste es etwa etwas euch euer eure fast frau
    freue freuen fruh fur ganz gar geben gegen gehen geht gern gerne gestern gibt ging gleich gross gut gute
    guten guter habe haben hab hat hatte hatten heute hier hin hallo herr ich ihm ihn ihnen ihr ihre ihrem ihren
    ihrer im immer in ins ist ja jede jeden jeder jedoch jemand jetzt kann kannst kein keine keinen kommen kommt
    konnen konnte konnten kurz lange lasse leider lieber liebe mache machen macht mal man mehr mein meine meinem
    meinen meiner melde melden mich mir mit moin mochte morgen muss mussen nach nachste nachsten naturlich nein
    nicht nichts nie noch nun nur ob oder ohne okay passt passen per prima schon sehr sein seine seit selbst
    sich sie sind so soll sollte sondern sonst spat spater tag tage tagen tun uber uhr um und uns unser unsere
    unter vereinbaren viel viele vielen vielleicht vom von vor war ware waren warum was wegen weil weiter
    weiterhin welche wenn wer werde werden wie wieder will wir wird wissen wo woche wochen wohl wollen worden
    wurde wurden zeit zu zum zur zwar zwei zwischen montag dienstag mittwoch donnerstag freitag samstag sonntag
    montags freitags vormittag nachmittag abend mittag urlaub krank adresse anbei anfrage angebot anruf anrufen
    anschreiben arbeit arbeiten arbeitgeber ausbildung beginn bescheid bewerbung betrieb bewerbe buro datum
    einladung einverstanden erfahrung erreichbar erreichen firma frage fragen fuhrerschein gehalt gesprach
    grusse gruss homeoffice interesse interessiert interview kundigungsfrist lebenslauf moglich nachricht rufen
    ruckmeldung schicht schicke schicken schreiben sende senden stelle stellen telefon telefonat telefonisch
    termin terminvorschlag teilzeit unterlagen verfugbar vertrag vollzeit vorstellungsgesprach zeugnisse zusage
    unterwegs bahn wohne grad dank nen ne nix geht's gehts hab's evtl lg vg mfg
    """,
    "fr": """
    a ai aie ainsi alors apres as au aucun aujourd'hui aussi autre autres aux avais avait avant avec avez avoir
    avons beaucoup bien bientot bon bonne bonjour bonsoir c'est ca car ce ceci cela celle celui ces cet cette
    chaque chez chose ci comme comment dans de depuis demain dernier des desole desolee deux devrais dire dit
    dois doit donc dont du elle elles en encore entre es est et etaient etais etait ete etes etre eu eux faire
    fais fait faut fois font grand heure heures hier ici il ils j'ai j'aimerais je jour jours jusque l'autre la
    le les leur leurs lui lors ma mai maintenant mais matin me meme merci mes midi mieux moi moins mois mon n'ai
    n'est ne ni nos notre nous nouveau on ont ou oui par parce parfait pas pendant pense peu peut peux plus
    plusieurs plutot possible pour pourrais pourquoi pourriez pouvez pouvoir premier pres prochain prochaine
    puis qu'il quand que quel quelle quelque quelques qui quoi rien sa salut sans se semaine sera serai serais
    ses si soir sois soit son sont souhaite souhaiterais sous suis sur ta te tes ton toujours tous tout toute
    toutes tres trop tu un une va vais vas vers veux veuillez viens voici voila voir vont vos votre vous vrai y
    lundi mardi mercredi jeudi vendredi samedi dimanche accord adresse appel appeler apres-midi attente bureau
    candidat candidature cdi cdd conge contrat convient cordialement courriel date dispo disponible
    disponibilite disponibilites dossier email emploi entreprise entretien envoie envoyer experience formation
    interesse interessee joindre joint lettre lien message mission numero offre permis place poste preavis
    question questions recu recrutement rappeler rdv rendez-vous reponse retard salaire societe stage telephone
    teletravail travail travaille train visio voiture stp svp bcp dsl pk pr ds ok d'accord c
    """,
    "es": """
    a acerca ademas ahi ahora al algo alguien algun alguna algunas algunos alli antes aqui asi aun aunque ayer
    bastante bien buen buena buenas bueno buenos cada casi cerca claro como con contra cosa cual cuales cuando
    cuanto dar de debe debo decir del demas desde despues dia dias dice dijo donde dos durante e el ella ellas
    ellos en encantada encantado entonces entre era eran eres es esa esas ese eso esos esta estaba estan estar
    estare estaria estas este esto estos estoy estuve fue fui fuera gracias gran gusta gustaria ha haber habia
    hace hacer hacia han hasta hay he hola hora horas hoy igual ir jamas junto la las le les listo lo los luego
    manana mas mayor me mejor menos mi mientras mio mis misma mismo mucha muchas mucho muchos muy nada nadie ni
    ningun ninguna no nos nosotros nuestra nuestro nueva nuevo nunca o os otra otras otro otros para parece pero
    perdon perfecto poco podemos poder podria podriamos pone por porque primer primera proxima proximo pronto
    pude puede pueden puedo pues que quedamos queria quien quiero quisiera sabe se sea segun seguro sera seria
    ser si sido siempre sin sino sobre solo somos son soy su sus tal tambien tampoco tan tanto tarde tener
    tenemos tengo tiene tienen toda todas todavia todo todos trata tres tu tus un una unas uno unos usted
    ustedes va vale vamos van vaya ver vez viene vosotros voy vuestra y ya yo lunes martes miercoles jueves
    viernes sabado domingo adjunto atentamente busco candidatura carnet contrato correo curriculo direccion
    disponibilidad disponible empleo empresa entrevista enviar envio espero experiencia fecha gusto hablar
    horario interesa interesada interesado llamada llamar llame mandar mensaje mensajes numero oferta oficina
    oferta pregunta preguntas puesto recibido remoto respuesta saludo saludos semana sueldo salario telefono
    trabajo trabajar trabajando turno vacante xfa xq q k tb tmb bn grax d porfa favor
    """,
    "pt": """
    a acho agora ai ainda alem algo alguem algum alguma alguns amanha ano antes ao aos apenas apos aquele aqui
    as assim ate atras bem boa boas bom cada certo claro com como consigo contra coisa cada da dar das de dela
    dele depois desde deve devo dia dias disse do dois dos durante e ela elas ele eles em enquanto entao entre
    era eram essa esse esta estao estar estarei estas estava estavam este esteja estes estou eu falar faz fazer
    ficar ficamos fico foi for foram gostaria gosto grande ha haja hoje hora horas ir isso isto ja jamais la lhe
    lhes logo mais mas me melhor menos mes mesma mesmo meu meus minha minhas muita muitas muito muitos na nada
    nao nas nem nenhum nenhuma ninguem no nos nossa nosso nova novo num numa nunca o obrigada obrigado ola oi
    onde ontem os ou outra outras outro outros para parece pela pelas pelo pelos per pode podem podemos poder
    poderia posso pouco por porque pois primeiro proxima proximo quais qual qualquer quando quanto quase que
    quem quero queria sao se seja sem sempre sendo ser sera seria seu seus si sido sim so sob sobre sou sua suas
    tal talvez tambem tanto tao tarde te tem temos tenho ter teria teve toda todas todo todos tres tudo tu um
    uma umas uns vai vamos vao vez vir voce voces vos vou segunda terca quarta quinta sexta sabado domingo feira
    adoro agradeco anexo aguardo atenciosamente candidatura carta combinado comboio contrato conversar
    cumprimentos curriculo disponibilidade disponivel emprego empresa entrevista enviar envio experiencia
    horario interessada interessado interesse ligar ligacao manha mensagem mensagens marcar numero oferta
    oportunidade pergunta perguntas perfeito problema proposta remoto resposta retorno reuniao salario semana
    telefone trabalho trabalhar turno vaga vcs vc pq tb tbm msg blz obg pfv pf q n td ta to pra pro
    """,
    "nl": """
    aan aangezien achter al alle alleen alles als altijd ander andere anders ben bent beter bij bijna binnen
    blij buiten daar daarna dag dagen dan dank dankjewel danku dat de deze denk dezelfde die dit doe doen door
    dus echt een eens eerder eerst eerste eigenlijk elk elke en enige er erg even ga gaan gaat gedaan geen
    geweest gewoon geef geven goed goede goedemiddag goedemorgen graag had hadden hallo heb hebben hebt heeft
    heel helaas hem hen het hier hij hoe hoi hoor houd hun iemand iets ik in is ja jaar je jij jou jouw jullie
    kan kom komen komt kon kunnen kunt laat laatste later leuk maar maak maken me meer mee meest meteen met mij
    mijn minder moest moet moeten mogelijk morgen na naar natuurlijk nee niemand niet niets nieuwe niks nodig
    nog nooit nu of om omdat onder ons onze ook op over pas per prima rond samen schikt sinds snel soms soort
    steeds straks te tegen ten terug tijd tijdens toch toen tot tussen twee u uit uiteraard uur uw van vanaf
    vandaag vanmiddag veel ver verder via vind volgende voor vooral vraag waar waarom wanneer want waren was wat
    we week weer weet wel welke werd wie wij wil willen word worden wordt zal ze zeer zeker zelf zich zie zien
    zij zijn zo zoals zoek zonder zou zouden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag adres
    afspraak aanbod antwoord baan baas bedrijf bedankt bellen beschikbaar bericht berichten bijlage contract
    dienst ervaring fijn functie geachte gebeld gesprek groet groeten interesse geinteresseerd kantoor ochtend
    middag avond nummer opleiding opzegtermijn past plaats plek reactie rijbewijs salaris sollicitatie
    solliciteren sollicitatiegesprek spreken stuur sturen telefoon telefonisch thuis thuiswerken trein
    uitnodiging vacature vakantie verlaat voorkeur voorstel vragen vriendelijke werk werken werkt ziek lukt ff
    idd aub mvg gr mn n
    """,
    "it": """
    a abbastanza abbiamo ad adesso agli ai al alcune alcuni alla alle allo allora altra altre altri altro anche
    ancora anno appena avere avete avevo avrei bene ben benissimo buon buona buonasera buone buongiorno c'e che
    chi ci ciao cio circa come comunque con contro cosa cosi cui da dagli dai dal dalla dalle davvero de degli
    dei del della delle dello dentro deve devo di dice dopo dove dovrei due durante e ecco ed entro era erano
    essere esempio fa fare faccio fatto fino fra fuori fosse gia giorni giorno giusto gli grande grazie ha hai
    hanno ho i ieri il in infatti insieme invece io l'ho la lavoro le lei li lo loro lui ma magari mai mattina
    me meglio meno mese mezzo mi mia mie miei mio molta molte molti molto ne nei nel nella nelle nello nessun
    nessuna nessuno niente noi non nostra nostro nulla nuova nuovo o oggi ogni oltre ora ore ormai pare penso
    per perche pero perfetto piacere piacerebbe piu poco poi possibile posso possiamo potete potrebbe potrei
    poteva prima primo prossima prossimo puo pure pronto qua qual quale quali qualche qualcosa qualcuno quando
    quanto quasi quella quelle quelli quello questa queste questi questo qui quindi sa salve sara sarebbe sarei
    se sei sempre senza sera si sia siamo siete sono sopra sotto sta stata stato stessa stesso sto su sua subito
    sue sul sulla suo suoi tal tanto te tra tre troppo tu tua tuo tutta tutte tutti tutto un una uno va vado
    vengo verso vi via voglio voi volta vorrei vostra vostro lunedi martedi mercoledi giovedi venerdi sabato
    domenica allegato allego appuntamento arrivo azienda attesa candidatura chiamare chiamata chiami colloquio
    conferma confermo contratto cordiali curriculum data disponibile disponibilita domanda domande esperienza
    fissare indirizzo interessata interessato interesse inviare invio lavorare mail messaggio messaggi numero
    offerta orario ottimo patente posizione posto preavviso proposta ricevuto risposta ritardo saluti scusi
    scusate sede settimana sentirci sentire stipendio telefono treno turno ufficio nn xk cmq cn sn dv grz
    """,
    "nordic": """
    af aldrig aldri alla alle allt alt alltid altid anden andre annan annen annet andra at att av bara bare
    bedre battre ble blev bli blir blive bliver borde bra bor da dag dagar dage dager de deg dei dem den denna
    denne der deras deres det detta dette dig din dine ditt du efter eftermiddag eftersom ej eller emot en end
    endast ene er era ert et ett etter fa far fick fikk fin fint finns finnes for fore fore forst forste fra
    fram fran fri gar gang gansket garna gerne gik gick gikk gjerne gjor gjore god godt gor gore ha had hade
    hadde haft han har hel heller helt hem hej hei her hjem ho hos hon hun hur hva hvad hvem hver hvilken hvis
    hvor hvordan hvornar har i icke idag ifall igen igjen ikke ikvall imorgen imorgon in ingen inga inn innan
    inte is ja jag jamen jeg jo jobb jobba jobbe jobber jobbar job jobbet kan klockan klokka klokken kl kom
    komma komme kommer kunde kunne lagom lang lenge lige like litt lite lidt lor ma maste matte med meg meget
    mellan mellom mellem men mer mera mere mest mig min mina mine mitt mot mycket mye na nagon nagot nar naste
    neste nej nei ni nock noe noen nog nogle noget nok nu ny nye nya nytt nyt och ocksa og ogsa om opp op oss os
    over pa par per ringa ringe ringer sa saker sade sammen samma samt se sedan ser si sig siden sin sine sist
    skal ska skall skriva skrive skulle sluta slik som snakke snart snill stor sta svar svare synes ta tack tak
    takk tager tid tiden til till tilbage tilbake tillbaka to trenger tre tror tycker under uke ungefar upp uten
    utan uden ut vad vaere vara vare var vart vecka vegne vel vem ver vet ved vi vid vil ville vill vilken
    vilket visst vore vart aven ar ara onskar onsker over mandag mandag tisdag tirsdag onsdag torsdag fredag
    lordag lordag sondag ansokan ansogning soknad soknaden intervju interview intresserad interessert
    interesseret tid tider tjanst stilling mote mode moede passer passar svar kontor arbeid arbejde arbete
    fungerer fungerar gladelig gleder ser fram hilsen halsningar vennlig venlig vanliga mvh formiddag
    formiddagen ettermiddag ettermiddagen eftermiddagen telefon mail mejl sende skicka send lonn lon sprak
    erfaring erfarenhet erfaring sporgsmal sporsmal fraga fragor senere senare beklager beklagar desvarre
    desverre tyvarr ledig ledigt mulig mulighed mojlighet mojligt
    """,
    "pl": """
    a aby albo ale ani az bardzo bede bedzie bez bo by byc byl byla bylo by chce chcialbym chcialabym chyba ci
    co czas czesc czy czyli dla dlatego dlaczego do dobre dobry dobrze dopiero dwa dzien dzieki dziekuje dzis
    dzisiaj dzwonic gdy gdzie go godz godzina godzinie godziny i ich ile im inny ja jak jaka jaki jakie jako je
    jego jej jest jestem jestesmy jesli jeszcze juz jutro kiedy kilka kogo kontakt kto ktora ktore ktory ktorych
    lub lepiej ma mam mamy mi mial mialem mialam miedzy mnie moge moglbym moglabym moj moja moje mozna moze
    mozemy mozliwe mozliwosc moim moich my na nad nadal nam nas nasz nic nie niestety nim niz no o od odpowiedz
    ok okolo on ona one oni oraz pan pani panstwa panstwo pani pasuje po pod pomoc poniewaz potem pozdrawiam
    pozniej praca prace pracy pracowac pracuje przed przez przy prosze przepraszam pytanie pytania rano razem
    raz rok rozmowa rozmowe rozmowy sa sam sie swoj swoje tak taka taki takie tam te tego tej tel telefon ten
    teraz tez to trzeba tu tutaj tych tylko tym tydzien ty u w wasz we wiec wiecej wiem witam wolny wolne
    wczoraj wszystko wtedy wy wysylam z za zaden zainteresowana zainteresowany zalaczam zawsze ze zeby znow
    poniedzialek wtorek wtorku sroda srode czwartek piatek sobota niedziela spotkanie termin aplikacja oferta
    oferte stanowisko wynagrodzenie doswiadczenie firma firmy umowa umowe cv popoludniu wieczorem
    """,
    "cs": """
    a aby ahoj ale anebo ani ano asi az bez bohuzel bude budu by bych byl byla bylo byt chci chtel chtela cas co
    dal dalsi dekuji diky den dnes do dobre dobry dva hodin hodiny i jak jake jako je jeden jeho jeji jen jeste
    ji jsem jsme jsou jste k kde kdo kdy kdyz ke ktera ktere ktery kvuli lepe ma mam mame me mezi mi mit mne
    mnou moc mohl mohla mohu muj muze muzeme muzu my na nad nam nas ne nebo neco nejsem nemam nemuzu nemohu nez
    nic o od odpoledne on ona oni otazka otazky po pod pokud potom pouze prace praci prave pred pres pri pro
    prosim proto protoze prvni rad rada rano s sam se si snad stale svuj ta tak take taky tam tato tady te ted
    tedy telefon ten tento teto tim to toho tom tomu tuto ty tyden tydnu u uz v vam vas vase velmi vic vice vsak
    vse vsechno vy vyhovuje z za zatim ze zda zitra pondeli utery streda stredu ctvrtek patek sobota nedele
    pohovor nabidka nabidku pozice pozici smlouva schuzka som sme ste nie ano dakujem prosim vam mozem moze bol
    bola budem bude ako kde ked pre alebo len este uz velmi mozno pondelok utorok streda stvrtok piatok hodine
    pracu pohovor
    """,
    "fi": """
    ai aika aina aivan ajan alkaen ei eika emme en ennen ensi etta eli ehka he heti hei hieman hyva hyvaa hyvin
    huomenna iltapaivalla ilman itse ja jo joka jos josta jotka jotta juuri kai kanssa kaikki kautta keskiviikko
    kello kiitos kiitoksia kiinnostunut klo koska koko kuin kuinka kun kuten kyllä kylla lauantai lisaa me
    meidan mika mikali mielellani mielenkiintoinen mina minua minulle minulla minun minusta missa mita moi
    mukaan mukava mutta muu myos myohemmin nain ne niin noin nyt nyyt ok ole olemme olen olet olette oli olin
    olisi olisin olla on onko ovat paiva paivaa paikka parhaiten perjantai perjantaina pitaa puhelin saa saako
    saan sama sanoa se sen siella siis siita sina sinun sopii sopisi sopiva sunnuntai sitten tai takia tama
    tanaan tassa te teidan terveisin terve tiistai tiistaina torstai torstaina tuo tyo tyota tyopaikka
    haastattelu haastatteluun hakemus vain vaikka vai valitettavasti viela viikko viikolla voi voin voisi voisin
    voisinko voisitteko yli ystavallisin maanantai maanantaina aamulla
    """,
    "tr": """
    kusura bakma bakmayin yil ay iki uc dort bes deneyim ehliyet calistim calisiyorum oturuyorum onayliyorum
    bugun geliyorum
    acaba ama ancak artik aslinda bana bazi belki ben beni benim bey bile bilgi bir biraz biri biz bizim boyle
    bu bugun bunu bunun cok cunku da daha de degil degilim diye dolayi en evet fakat gayet gibi gun gunu gore
    gorusme gorusmek gorusuruz gunler haber hafta hala hanim hangi hayir hem hep her herhangi icin ile ilgili
    ilgileniyorum is ise iyi iste kabul kadar kendi ki kim kolay lutfen mi mu musait musaitim mulakat mumkun
    nasil ne neden nerede nicin o olan olarak oldu oldugu olur olurum onu onun onlar oyle pozisyon rica saat
    sabah sadece sanirim sayin selam selamlar siz size sizi sizin sonra su tabii tamam telefon tesekkur
    tesekkurler ederim tum uygun uygundur uzere var vardir ve veya ya yani yarin yok yine zaman zaten pazartesi
    sali carsamba persembe cuma cumartesi pazar ogleden merhaba basvuru
    """,
    "ru": """
    а без более больше будет буду бы был была были было быть в вам вами вас ваш ваша ваше вы во вот все всегда
    всего всем вторник г где да даже два для до добрый доброе день еще ещё его ее если есть же за завтра здесь
    здравствуите и из или им их к как какая какие какои когда кто ли лучше мне меня много могу можем можете
    можно мои моя мое моего моеи мы на над надо нам нас наш не него нее нет ни них но ну о об она они оно от
    отлично очень по под пожалуиста позже после потом потому почему при про работа работу работы работе рабочии
    раз рад рада с сам свои своего сеичас сегодня скоро снова со собеседование спасибо среда среду суббота так
    также такои там те тем теперь то тогда тоже только тот три ты у уже утра утром хорошо хотел хотела хотелось
    хочу через чем четверг что чтобы эта эти это этого этои этом этот я понедельник пятница пятницу воскресенье
    вечером дня часов час часа вопрос вопросы вакансия вакансию вакансии резюме опыт отправил отправила письмо
    почту телефон номер подходит подоидет удобно устроит интересно интересует готов готова встреча встречу
    привет уважением согласен согласна зарплата удаленно і й та що як це не є ви ми він вона вони мені мене мої
    моя моє у з за до від для на під при про або але якщо коли де так ні дуже дякую будь ласка вас вам ваш можу
    можна буде буду був була робота роботу роботи завтра сьогодні вівторок середа середу четвер п'ятниця
    п'ятницю понеділок добре ще вже також тільки співбесіда резюме вакансія година годині добрии вітаю привіт
    зручно підходить
    """,
}
"""Folded, as `text_folding.folded` does. Names, places and products are left out: they stand in every language."""

TRADES: Final = """
    amsterdam athens barcelona berlin bern birmingham bologna bordeaux boston bristol brussels bruxelles
    budapest chicago
    copenhagen dublin edinburgh firenze frankfurt geneve genf glasgow hamburg helsinki istanbul koln koeln krakow leeds
    lille lisboa lisbon liverpool london londres lyon madrid manchester marseille milan milano munchen munich napoli
    nantes nice oslo paris porto praha prague roma rome rotterdam sevilla stockholm stuttgart torino toronto toulouse
    utrecht valencia warszawa warsaw wien vienna wroclaw zurich austria belgium brasil brazil canada china deutschland
    england espana europe france germany india ireland italia italy nederland norway poland polska portugal scotland
    spain suisse sweden switzerland turkey ukraine usa wales arabic danish dutch french german greek hindi italian
    mandarin polish portuguese russian spanish swedish turkish ukrainian urdu
    account admin agile ai android angular ansible api app apple aws azure backend barista bash bi cashier cfo
    cloud coach chef cleaner clerk cnc consultant cook crm css cto data database devops django docker
    electrician erp excel fastapi figma finance flask flutter forklift frontend fullstack gcp git github gitlab
    go golang google graphql hadoop html ios java javascript jenkins jira jquery js junior kafka kotlin
    kubernetes lambda laravel linkedin linux logistics mac mechanic microsoft ml mongodb mysql net next node
    nodejs nginx nosql office operator oracle outlook owner pandas payroll photoshop php pilot plumber postgres
    postgresql powerpoint product python pytorch qa rails react redis redux rest ruby rust sap scala scrum
    security seo server shopify skype spark spring sql stack swift tableau teams tech technician tensorflow
    terraform test tester typescript ui ux vue web welder whatsapp windows wordpress word xml internet info pdf
    doc docx jpg png sms code email e-mail mail mails online home-office team team's hotel taxi bus iphone
    android gps usb pc tv dna phd mba bsc msc gmbh ag ltd inc llc bv sa srl street st road rd avenue ave
    lane flat floor apt building house str strasse straat laan weg plein platz allee rue bd boulevard place
    calle avenida plaza via viale piazza rua praca travessa ul ulica tel fax mob whatsapp telegram signal north
    south east west jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july
    august september october november december januar februar marz mai juni juli oktober dezember janvier
    fevrier mars avril juin juillet aout septembre octobre novembre decembre enero febrero marzo abril mayo
    junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro marco maio junho julho setembro
    outubro novembro dezembro januari februari maart mei augustus gennaio febbraio aprile maggio giugno luglio
    settembre ottobre dicembre
    """
"""Of jobs, tools, addresses and calendars: known, whatever the language."""

UNREAD_WORDS: Final = {
    "Catalan": """
    si us plau no més amb em el els la les meu meva meus que per què aquest aquesta aquests res mai escriviu
    envieu enviïn escriguin rebre vull voldria puc gràcies però molt molts també vosaltres nosaltres correus
    missatges treball feina avui demà dilluns dimarts dimecres dijous divendres estic sóc tinc i a al del dels
    una un deixeu deixin contacteu m'escriviu m'envieu vostre vostra encara ja em fer ara
    """,
    "Basque": """
    mesedez ez idatzi gehiago eskerrik asko nire niri nuen dut naiz zara dira da eta baina baino bidali mezurik
    mezuak lana lanaren nahi ezazu inoiz berriro bat hau hori egun kaixo zuen deitu iezadazu didazue
    """,
    "Galician": """
    grazas non máis unha moi teño estou pero hai meu miña escriban envíen mensaxes traballo pola polo
    """,
    "Estonian": """
    palun ärge mulle enam kirjutage ei soovi teie teilt kirju aitäh tänan olen mina minu sõnumeid saatke
    saatmine lõpetage ma see ja et kuid või kui siis väga tööd tööle kohta rohkem minuga ühendust võtke
    helistage sobib kuidas tere mind oma ole mul on ka homme esmaspäev teisipäev kolmapäev neljapäev reede
    """,
    "Lithuanian": """
    prašau daugiau man nerašyti nerašykite nebesiųskite nesiųskite ačiū labas noriu nenoriu laiškų jūsų jūs aš
    esu yra ir kad bet su dėl labai mano mane iš apie darbo darbą dabar taip kaip jau tik pas gauti žinučių
    susisiekite pirmadienį antradienį trečiadienį
    """,
    "Latvian": """
    lūdzu vairs nerakstiet man nesūtiet paldies es esmu un ir ka bet ar par ļoti mani mans vēstules ziņas jūsu
    jūs darbu darba negribu vēlos nevēlos saņemt vairāk nezvaniet labdien kā jau tikai no uz
    """,
    "Swahili": """
    tafadhali msiniandikie tena asante sana mimi ninyi yangu wangu kazi ujumbe barua usinitumie naomba sitaki
    kupokea acha kunitumia kwa ya na wa ni hii hizi kuwa lakini habari nina niko kwenu nimepata msinitumie
    mnitumie simu
    """,
    "Tagalog": """
    huwag na po kayong mag-email sa akin ako ang ng mga hindi ko kayo ninyo ayaw salamat magandang araw pakiusap
    itigil mensahe tungkol trabaho pwede puwede lang naman kung kayo sana kasi pero para ito iyon gusto
    makatanggap magpadala tumawag nang ba nyo niyo mag-text
    """,
    "Indonesian": """
    tolong jangan hubungi saya lagi terima kasih tidak mau ingin menerima pesan dari anda kami kalian mohon
    berhenti mengirim kirim email yang dan ini itu untuk dengan akan sudah bisa ada pekerjaan kerja selamat pagi
    siang besok hari atau karena bapak ibu sila awak kepada hentikan menghantar mesej dihubungi menghubungi
    nomor
    """,
    "Hungarian": """
    kérem ne írjanak nekem többet köszönöm nem és hogy egy az vagyok van már soha több üzenetet küldjenek ne
    küldjön leveleket kérek törölje töröljenek adataimat szeretnék szeretném nincs csak vagy ha ez itt mert jó
    napot üdvözlettel hívjanak keressenek munka állás meg is kapni levelet hagyjanak békén hétfő kedd szerda
    """,
    "Romanian": """
    vă rog să nu mă mai contactați mulțumesc sunt este și pentru cu din mi-ați îmi nu-mi scrieți trimiteți
    mesaje mesajele doresc vreau primesc de la nici că dar sau foarte bună ziua lucru loc muncă ștergeți datele
    mele opriți încetați ați meu mea dumneavoastră niciun mai la o în marți miercuri joi vineri
    """,
    "Vietnamese": """
    vui lòng đừng gửi email cho tôi nữa cảm ơn không muốn nhận tin nhắn của bạn xin hãy ngừng liên lạc với là và
    có được này đã sẽ công việc chào anh chị em ơn việc thêm từ các những xóa làm phiền gọi điện dung toi khong
    cam muon nhan lien
    """,
    "Serbo-Croatian": """
    molim vas nemojte mi više pisati hvala ne želim primati poruke poruka slati šaljite zovite da je sam su za
    od što ali ili samo kako kao nije biti moj moja moje vaš vaše posao razgovor sutra danas dobar dan ovo
    prestanite kontaktirati mene se na i u viškom ponedjeljak utorak srijeda četvrtak petak obrišite podatke
    """,
    "Slovene": """
    prosim ne pišite mi več hvala nočem želim prejemati sporočil sporočila vaših od vas sem je in da za na pri
    tudi ampak kot bi lahko delo razgovor jutri danes nehajte pošiljati kontaktirajte moje moj izbrišite podatke
    nimam več ne ponedeljek torek sredo četrtek
    """,
    "Albanian": """
    ju lutem mos më shkruani më faleminderit nuk dua të marr mesazhe nga unë jam është dhe për me një që punë
    puna dërgoni dërgojini kontaktoni përsëri shumë mirë por
    """,
    "Icelandic": """
    vinsamlegast ekki skrifa mér aftur takk ég er og að það til þér við vil fá póst hætta hættið senda skilaboð
    frá ykkur hafa samband fleiri
    """,
    "Irish": """
    ná scríobh chugam arís le do thoil go raibh maith agat níl mé agus tá an is mian liom liom teachtaireachtaí
    post
    """,
    "Welsh": """
    peidiwch â ysgrifennu ataf eto os gwelwch yn dda diolch dwi ddim eisiau mwy o negeseuon rwy'n ac i mi anfon
    gysylltu
    """,
    "Afrikaans": """
    asseblief moenie weer vir my skryf nie dankie ek wil boodskappe ontvang hierdie van julle kontak baie meer
    hou op stuur is nie
    """,
    "Maltese": """
    jekk jogħġbok tiktbulix tibgħatulix aktar grazzi ma rridx nirċievi messaġġi mingħandkom jien u dan xogħol
    """,
    "Azerbaijani": """
    xahiş edirəm mənə daha yazmayın təşəkkür mən istəmirəm mesaj göndərməyin və üçün sizdən çox deyil işə
    """,
    "Haitian": """
    tanpri pa ekri m ankò mèsi mwen vle resevwa mesaj nan men nou sispann voye pou yo li ap
    """,
    "Yoruba": """
    jọwọ ẹ má kọ̀wé sí mi mọ́ ẹ ṣé mo fẹ́ gba àwọn iṣẹ́ yín ni ti fún kò
    """,
    "Hausa": """
    don allah kada ku sake rubuta mini ina son saƙo na gode ba zan karɓa aiki daga gare ku
    """,
    "Somali": """
    fadlan ha ii soo qorin mar dambe mahadsanid ma rabo fariimo inaan waxaan iyo shaqo igala soo xiriirin
    """,
    "Zulu": """
    ngicela ningangibhaleli futhi ngiyabonga angifuni ukuthola imiyalezo yenu umsebenzi ukuthi
    """,
    "Esperanto": """
    bonvolu ne skribi al mi plu dankon mi ne volas ricevi mesaĝojn viajn kaj estas ĉesu sendi
    """,
    "Bulgarian": """
    моля не ми пишете повече благодаря не искам да получавам съобщения от вас аз съм е и за се на с това спрете
    изпращате имейли вече изтрийте данните ми още много работа но как желая ме контакт търсете
    """,
    "Serbian": """
    молим вас немојте ми више писати хвала не желим да примам поруке од вас сам је и за се на престаните шаљите
    што али посао нису није
    """,
    "Macedonian": """
    ве молам не ми пишувајте повеќе благодарам не сакам да добивам пораки од вас сум е и за со на престанете
    испраќајте работа
    """,
    "Belarusian": """
    калі ласка больш не пішыце мне дзякуй я не хачу атрымліваць паведамленні ад вас і гэта што ў праца
    """,
    "Kazakh": """
    өтінемін маған енді жазбаңыз жазбаңыздар рахмет мен хабарлама алғым келмейді сіздерден және үшін бұл жұмыс
    """,
    "Mongolian": """
    надад дахиж бичихгүй байна уу баярлалаа би мессеж авахыг хүсэхгүй та ба энэ ажил
    """,
    "Persian": """
    لطفا لطفاً دیگر به من پیام ندهید نکنید نفرستید ایمیل ارسال است را از که با این برای نمی خواهم می ممنون تماس
    نگیرید هستم نیستم شما کار دریافت کنم
    """,
    "Urdu": """
    براہ کرم مجھے دوبارہ پیغام نہ کریں بھیجیں شکریہ میں نہیں چاہتا ہے ہیں کا کی کے سے اور آپ مہربانی رابطہ اب
    مزید
    """,
}
"""As they are written: words of sentences, with those of asking for peace."""
