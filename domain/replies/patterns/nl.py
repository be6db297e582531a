"""Dutch."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_THINGS = (
    r"(?:e-?mails?|mails?|mailtjes|berichten|berichtjes|sms(?:'?jes|en|jes|'en|je)?|apps?|appjes|telefoontjes"
    r"|nieuwsbrief|nieuwsbrieven|contact|reclame|meldingen|notificaties|updates|herinneringen|whatsapps?|post"
    r"|informatie|spam|mailings?|tekstberichten|bericht|oproepen)"
)
_WRITE = (
    r"(?:mail(?:en|t)?|stuur|sturen|stuurt|app(?:en|t)?|sms(?:en|t)?|bel(?:len|t)?|schrijf(?:t)?|schrijven"
    r"|contacteer|contacteren|contacteert|benader(?:en|t)?|lastig ?(?:te )?vallen|val|vallen|bericht(?:en)?"
    r"|spam(?:men|t)?|stoor|storen|bereiken|zenden|zend|toesturen|toe te sturen|e-?mailen|herinner(?:en)?"
    r"|whatsappen|opbellen|aanschrijven|benaderd|benaderen|bestoken)"
)
_SUCH = (
    r"(?:uw|jullie|je|jouw|de|die|deze|dit|dat|al|alle|meer|verdere|zulke|dergelijke|nog|het|andere|zoveel"
    r"|automatische|van|al die)"
)
_LIST = (
    r"(?:(?:e-?mail|mail(?:ing)?|contact|verzend|sms|kandidaten|distributie)?-?(?:lijst(?:en)?|bestand(?:en)?"
    r"|database|systeem|nieuwsbrief|mailing(?:list)?|adressenbestand|administratie|databank|verzendlijst|contacten"
    r"|talentpool))"
)

NL: Final = Language(
    stop=(
        rf"(?:stop|stopt|hou|houd|houdt|kap|kappen|stoppen|ophouden|ophoudt|staak|te stoppen)(?: (?:nu|alstublieft"
        rf"|aub|a\.u\.b\.?|eens|alsjeblieft|svp|direct|meteen|ermee|op|toch|maar|graag|u|je|jullie))* (?:met|van)(?:"
        rf" (?:mij|me|het|al|dat|deze|die|jullie|de|uw|ons|nu|zo))*(?: (?:te )?(?:{_WRITE}|{_THINGS}|lastigvallen"
        rf"|sturen van (?:{_SUCH} )*(?:{_THINGS}|{_WRITE})|dit|dat|spammen|gezeur))+",
        rf"(?:stop|stopt)(?: (?:{_SUCH}|het sturen van|alstublieft|aub))* (?:{_THINGS})",
        rf"(?:stuur|stuurt|mail|mailt|app|appt|sms|smst|bel|belt|zend|schrijf|contacteer|benader)(?: (?:u|je"
        rf"|jullie))? (?:mij|me|ons)?(?: (?:alstublieft|aub|a\.u\.b\.?|alsjeblieft|svp|ook|maar|a u b))* ?(?:geen"
        rf"|niet|nooit)(?: (?:{_SUCH} )*(?:{_THINGS}))?(?: (?:meer|weer|op dit nummer|toe|verder|op|langer))*(?!"
        rf" (?:voor|na|op (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|mijn|het werk|de)|tijdens"
        rf"|tot|naar|om|overdag|s avonds|in|vandaag|morgen|als))",
        rf"(?:geen|niet|nooit)(?: (?:meer|langer|verder))* (?:contact (?:meer )?(?:op(?: te)? ?nemen|met mij"
        rf"|opnemen)|(?:te )?{_WRITE}|gemaild|gebeld|benaderd|gecontacteerd|lastiggevallen|geappt|aangeschreven)(?:"
        rf" (?:worden|meer|aub|alstublieft))*",
        rf"(?:ik )?(?:wil|wens|zou|wil ik|hoef|hoef ik|wens ik|willen)(?: (?:ik|graag|liever|u|jullie|van|het|echt"
        rf"|dat|je|niet dat))* (?:geen|niet|niets|nooit)(?: (?:meer|langer|verder|door|van|op|u|jullie|per|sms|mail"
        rf"|e-?mail))*(?: (?:{_SUCH} )*(?:{_THINGS}|benaderd|gemaild|gebeld|gecontacteerd|geappt|aangeschreven"
        rf"|lastiggevallen|horen|ontvangen|krijgen|gestoord|gespamd))+(?: (?:meer|worden|ontvangen|krijgen|van (?:u"
        rf"|jullie|je)|hebben|te ontvangen|te krijgen|horen|wensen))*",
        rf"(?:geen|niet) (?:{_SUCH} )*(?:{_THINGS}) (?:meer|verder)(?: (?:sturen|ontvangen|graag|aub|alstublieft|van"
        rf" (?:u|jullie)|a\.u\.b\.?|alsjeblieft|svp|te sturen|te ontvangen|krijgen|naar dit nummer))*|(?:nooit|niet)"
        rf" meer (?:{_WRITE})|neem(?:t)? (?:alstublieft |aub )?(?:geen|nooit) (?:meer )?contact (?:meer )?(?:met mij"
        rf" |met me )?(?:op|meer)?",
        rf"(?:verwijder|haal|schrap|wis|gooi|neem|verwijdert|haalt|wist|uitschrijven|verwijderen|halen|wissen"
        rf"|schrappen|af ?te ?halen|schrijf|schrijft|meld|meldt|afmelden)(?: (?:mij|me|mijn|ons|aub|alstublieft"
        rf"|a\.u\.b\.?|alsjeblieft|nu|direct|meteen|naam|nummer|e-?mailadres|adres|gegevens|e-?mail|telefoonnummer"
        rf"|mailadres|en|graag|u|jullie|te|svp|even))* (?:uit|van|voor)(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS}))(?:"
        rf" (?:af|verwijderen|halen|te halen|te verwijderen|schrappen|uit|afhalen|wissen|aub|alstublieft))*",
        rf"(?:mij|me|mijn (?:naam|nummer|e-?mailadres|adres|gegevens|e-?mail|telefoonnummer))(?: (?:graag|aub"
        rf"|alstublieft|direct|nu))* (?:uit|van)(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS})) (?:af)?(?: ?(?:te"
        rf" )?(?:verwijderen|halen|schrappen|wissen|haalt|haal|verwijdert|verwijder|af te halen|afhalen))?",
        r"(?:(?:ik )?(?:wil|wens|zou|kunt u|kun je|kunnen jullie|wilt u|wil je|willen jullie|hierbij|gelieve"
        r"|graag)(?: (?:ik|mij|me|graag|u|jullie|hierbij|willen|aub|alstublieft|ons|ik me|ik mij))* )?(?:uit ?te"
        r" ?schrijven|uitschrijven|uitgeschreven worden|af ?te ?melden|afmelden|afgemeld worden)(?: (?:voor|van|uit"
        r"|bij)(?: \w+){1,3})?(?: aub| alstublieft)?(?= ?(?:$|[\n.!,?]))",
        rf"(?:schrijf|schrijft|meld|meldt) (?:mij|me)(?: (?:aub|alstublieft|direct|a\.u\.b\.?|alsjeblieft))* (?:uit"
        rf"|af)(?= ?(?:$|[\n.!,]|voor|van|aub|graag))(?: (?:voor|van)(?: (?:{_SUCH} )*(?:{_LIST}|{_THINGS})))?",
        r"(?:verwijder|wis|vernietig|verwijdert|wist|verwijderen|wissen|verwijdering van)(?: (?:alstublieft|aub|al"
        r"|alle|direct|ook|onmiddellijk|a\.u\.b\.?))* (?:mijn|al mijn|mij)(?: (?:persoonlijke|persoons))?(?:"
        r" ?(?:gegevens|persoonsgegevens|data|nummer|e-?mailadres|telefoonnummer|account|profiel|mailadres"
        r"|contactgegevens|adres))?(?: (?:en|uit|conform|volgens|avg|systeem|jullie|uw|de|direct|te|verwijderen"
        r"|wissen))*(?= ?(?:$|[\n.!,]|aub|alstublieft|en))",
        r"laat (?:mij|me|ons)(?: (?:toch|nou|nu|aub|alstublieft|eens|alsjeblieft|gewoon))* (?:met rust|in vrede"
        r"|rust)|(?:mij|me) met rust (?:te )?laten|met rust gelaten worden|met rust laten|vergeet mijn nummer"
        r"|verlies mijn nummer",
        r"(?:ik )?(?:trek|herroep|intrekken)(?: (?:hierbij|mijn|alle))* (?:toestemming|instemming)(?: (?:in|hierbij"
        r"|voor|tot|en|om)[^.!?\n]{0,40})?|(?:ik )?maak (?:hierbij )?bezwaar tegen[^.!?\n]{0,50}|geen toestemming"
        r" (?:om mij te|meer|voor)[^.!?\n]{0,40}",
        r"rot op|flikker op|donder op|ga weg|sodemieter op|krijg de \w+|val dood|oprotten|kap ermee|hou(?:d)?"
        r" (?:ermee|hiermee|er mee) op|hou(?:d)? op(?! (?:met (?:werken|roken|studeren|mijn)|te bestaan))|stop"
        r" (?:hiermee|ermee|daarmee)|val (?:mij|me) niet (?:meer )?lastig",
        rf"(?:ik )?(?:heb|had|zie|zou)(?: (?:ik|graag|liever))* liever (?:dat (?:u|jullie|je) )?(?:niet|geen)(?:"
        rf" (?:meer|dat u|{_SUCH}))*(?: (?:{_THINGS}|{_WRITE}|benaderd|gemaild|contact|stuurt|mailt|belt|opneemt"
        rf"|ontvang|ontvangen|hebben|mij|me))+|(?:liever|gelieve) (?:geen|niet)(?: (?:meer|langer))? (?:{_SUCH}"
        rf" )*(?:{_THINGS}|{_WRITE})(?: meer)?",
        r"(?:stuur|stuurt|zend|mail|app|schrijf)(?: (?:me|mij|ons|aub|alstublieft|u|alsjeblieft))* (?:niets"
        r"|niks)(?: (?:meer|verder))+(?: (?:op|toe))?|(?:niets|niks) meer (?:sturen|mailen|appen|schrijven"
        r"|toesturen)(?: aub)?|(?:ik )?(?:wil|hoef)(?: (?:ik|echt|dit|dat|van|jullie|u|je))* (?:niets|niks|niet"
        r"|nooit)(?: (?:meer|verder))+(?: (?:van (?:u|jullie|je)|horen|ontvangen|krijgen|weten|hebben))*",
        r"(?:ik )?(?:wil|wens)(?: (?:graag|ik|dit|deze berichten|deze mails))+ (?:van (?:de|die|deze|jullie|uw)"
        r" lijst|niet(?: meer)?|eraf|uit het bestand|er af|van de mailinglijst)(?: (?:af|worden gehaald|gehaald"
        r" worden|verwijderd worden))?|(?:haal|schrijf|gooi|verwijder)(?: (?:mij|me|aub|alstublieft|dan|nu"
        r"|alsjeblieft))* (?:eraf|er af|eruit|er uit|daar af|van de lijst af)",
        r"(?:vergeet|wis|verwijder|haal|gooi)(?: (?:aub|alstublieft))? mijn (?:nummer|gegevens|e-?mailadres"
        r"|mailadres|adres|contact|naam|e-?mail|telefoonnummer)(?: (?:weg|aub|alstublieft|eruit|eraf|nu"
        r"|direct))*(?= ?(?:$|[\n.!,]|en))|(?:geen|nooit) contact(?: (?:meer|gewenst|a\.?u\.?b|op|opnemen))+"
        r"|contact (?:is )?(?:niet gewenst|ongewenst)|ik verbied (?:u|jullie|je)[^.!?\n]{0,30}",
        r"(?:stop|hou op|houd op|kappen|stoppen)(?: (?:nu|eens|met|dit|deze|die|dat|het|al|jullie|uw|toch|ermee))+"
        r" ?(?:gespam|spammen|lastigvallen|gezeur|gedoe|bombardement|gestalk|stalken|getreiter)?|benader (?:me|mij)"
        r" niet(?: (?:meer|langer))?|bel (?:me|mij) niet(?: meer)?(?= ?(?:$|[\n.!,]))|gelieve (?:mij|me) (?:niet"
        r"|geen)[^.!?\n]{0,30}",
        r"(?:ik )?(?:wil|wens)(?: (?:ik|graag))? van (?:deze|die|jullie|uw|de) (?:\w+)?lijst af|(?:niet (?:meer"
        r"|langer)|nooit meer) (?:gecontacteerd|benaderd|gemaild|gebeld|lastiggevallen|aangeschreven|ge-?appt"
        r"|gesms't)(?: (?:te )?worden)?|stop (?:met )?(?:het )?(?:sturen|versturen|toesturen) van (?:de |deze |die "
        r"|jullie |uw )?(?:berichten|mails?|sms'?jes|e-?mails?|meldingen)|(?:niet meer|geen) contact (?:meer"
        r" )?(?:zoeken|opnemen)|(?:geen|nooit) (?:sms'?jes|appjes|mailtjes|mails|berichten) meer",
        r"(?:ik )?(?:stel|stellen)(?: \w+){0,3} (?:geen|niet (?:langer|meer)) prijs(?: meer)? op (?:verder\w*|uw"
        r"|jullie|deze|nog meer|zulke|dergelijke|berichten|contact|mails|toekomstige)[^.!?\n]{0,40}"
        r"|geen prijs(?: meer)? op (?:verder\w*|uw|jullie|contact|berichten|mails)[^.!?\n]{0,30}",
        r"(?:kunt|kun|kunnen|zou|zouden|wilt|wil|willen|graag|gelieve|verzoek|hierbij)?(?: ?(?:u|je|jullie|mogen"
        r"|vriendelijk|aub|graag|om|ik)){0,4} ?(?:mij|me|ons|mijn (?:naam|nummer|cv|gegevens|e-?mailadres"
        r"|adres))(?: (?:graag|aub|alstublieft|direct|nu|svp|alsjeblieft|dan|even))* (?:uit|van)(?: (?:het|de|uw"
        r"|jullie|dat|die|dit|deze|al|alle))* (?:\w*bestand(?:en)?|\w*lijst|systeem|database|nieuwsbrief"
        r"|administratie|databank)(?: (?:kunnen|willen|te|laten|worden))* (?:halen|gehaald|verwijderen|verwijderd"
        r"|schrappen|geschrapt|gooien|haalt|verwijdert|afhalen)(?: (?:aub|alstublieft|worden|svp))*",
        r"(?:hou|houd|houdt|stop|stopt|kap|schei)(?: (?:nou|nu|eens|toch|gewoon|even|alsjeblieft|aub|alstublieft"
        r"|svp|maar|een keer|daar|hier)){0,5}(?: (?:op|uit))? (?:met|mee)(?: (?:het|al|dat|die|jullie|mij|me"
        r"|deze)){0,3} (?:appen|appjes|sms'?en|sms'?jes|smsen|mailen|mailtjes|mails|bellen|berichten|spam|spammen"
        r"|gespam|sturen|berichtjes|stalken|lastigvallen)(?: (?:en|of) (?:appen|appjes|sms'?en|sms'?jes|smsen"
        r"|mailen|mailtjes|mails|bellen|berichten|sturen))*(?! (?:over|naar|voor|om|tijdens|op (?:mijn|het)))",
    ),
    alone=(
        r"stop|stoppen|stopt|uitschrijven|uitschrijving|opzeggen|basta|klaar nu|kappen|ophouden"
        r"|hou op|houd op|verwijder mij|verwijder me|haal me eraf|haal mij eraf|meld me af|meld mij af|schrijf me"
        r" uit|schrijf mij uit|eraf|ik wil eraf|nooit meer|opgehoepeld|genoeg nu|stop er ?mee"
        r"|stop (?:sms|mail|e-?mail|mails|berichten)|geen (?:sms|mail|e-?mail|mails|berichten|contact|reclame"
        r"|appjes|sms'?jes)|niet (?:mailen|bellen|appen|sms'?en|storen)",
        r"genoeg is genoeg|het is wel genoeg(?: zo)?|stop maar|niet meer doen|geen contact|geen contact meer|haal"
        r" me weg|haal mij weg|er uit|eruit|schrap mij|nooit meer contact|niet meer contacteren|niet contacteren"
        r"|hou maar op|stop nu|uitschrijven graag|graag stoppen|graag afmelden",
    ),
    alone_in_texts=(r"afmelden|afmelding|einde|annuleren|verwijderen|verwijder",),
    doubt=(
        r"stop(?:t|pen)?|uitschrijv\w*|uitgeschreven|afmeld\w*|afgemeld|uit te schrijven|opzeggen|ophouden"
        r"|hou(?:d)? (?:\w+ )?op(?! de hoogte)|kappen",
        rf"(?:geen|niet|nooit)(?: \w+){{0,3}} (?:meer )?(?:{_THINGS} meer|{_WRITE}|gemaild|benaderd|gebeld|contact)"
        rf"|(?:geen|niet) (?:{_THINGS}) meer|niets meer (?:horen|van)|niet (?:langer|meer) (?:ontvangen|horen"
        rf"|lastig)",
        rf"(?:te veel|teveel|zoveel|minder|genoeg van|zat van|zo veel|al die|constant|steeds|moe van) (?:{_SUCH}"
        rf" )*(?:{_THINGS})|(?:spuug|beu|ben het|word) (?:zat|beu|gek van)|zat van",
        r"(?:verwijder|haal|wis|schrap)(?:t|en)? (?:\w+ ){0,3}(?:mij|me|mijn (?:naam|nummer|gegevens|e-?mailadres"
        r"|adres|data|e-?mail|telefoonnummer))|(?:van|uit) (?:de|jullie|uw|deze|die) (?:\w+)?lijst|(?:jullie|uw"
        r"|deze|de) (?:mailing|verzend|mail)?(?:lijst|bestand|database)|(?:mij|me|ik) eraf|verwijderd worden",
        r"met rust|lastig ?(?:ge)?val\w*|spam\w*|avg|gdpr|privacywet|autoriteit persoonsgegevens|advocaat|aangifte"
        r"|klacht|irritant\w*|hinderlijk|opdringerig|toestemming|stalk\w*|intimid\w*",
        r"(?:hoe|waar)(?: \w+){0,3} (?:aan )?mijn (?:nummer|gegevens|e-?mailadres|mail|adres)|verkeerd(?:e)?"
        r" (?:nummer|persoon|verbonden|adres)|wie (?:bent u|ben je|zijn jullie)|waarom (?:\w+ ){0,4}(?:mailt|mailen"
        r"|stuurt|sturen|bellen|belt|appen|krijg ik|blijf)",
        r"(?:geen|niet) (?:interesse|geinteresseerd)(?! in (?:een |de )?(?:nacht|deeltijd|thuis|tijdelijk)\w*)|geen"
        r" behoefte|hoeft niet meer|(?:nooit|niet) (?:aangemeld|gesolliciteerd|ingeschreven|toestemming)|blokk\w+"
        r"|kut\w*|fuck\w*|verdomme|godver\w*|klote\w*|oprot\w*",
        r"(?:minder|te) (?:vaak|veel (?:mails?|berichten|sms|contact))|minder vaak|elke dag[^.!?\n]{0,30}(?:mail"
        r"|bericht|sms|app)\w*|bombard\w*|overspoel\w*|aandring\w*|opdring\w*|zeur\w*|bestook\w*|mijn privacy"
        r"|(?:dit|dat) is (?:niet|niet meer) (?:het|mijn|de) (?:nummer|telefoon|juiste|goede)(?: van \w+)?|ik ben"
        r" (?:niet|geen) (?:ana|maria|de juiste|degene|de persoon)|hier woont geen|ken geen \w+|(?:hoofdstuk"
        r"|onderwerp|zaak|kous)(?: \w+){0,2} (?:afgesloten|gesloten|klaar|af)|weer jullie|wat moet ik (?:hier"
        r"|daar)mee|belachelijk|onbeschoft",
        r"(?:laten we|laat)(?: (?:het|we|maar|dit))+ (?:hierbij|rusten|zitten)|(?:niet|nooit)(?: \w+){0,3}"
        r" (?:gevraagd|aangevraagd|toegestemd|ingestemd|om gevraagd)|(?:kan|weet)(?: me| ik| mij)* niet"
        r" (?:herinneren|meer dat ik)|wat is dit|wie zijn (?:jullie|dit)|ken (?:u|jullie|je) niet|(?:heb|ben)(?:"
        r" er)?(?: \w+){0,2} (?:genoeg van|klaar mee|mee klaar|zat)|klaar mee",
        r"(?:liever|graag|wil|zou)(?: \w+){0,4} (?:niet|geen|minder|niets)(?: \w+){0,4} (?:ontvang\w*|contact\w*"
        r"|berichten|mails?|sms\w*|gemaild|gebeld|benaderd|horen|herinner\w*)|(?:eraf|van de lijst|uit de lijst|uit"
        r" het bestand|uit jullie (?:systeem|bestand)|van jullie lijst)|uit (?:te )?schrijven|uitgeschreven",
        r"(?:heel|erg|zo|wel erg|zeer|te) vaak(?= ?(?:$|[\n.!?,]))|kan het (?:wat|iets|een beetje|ietsje) minder"
        r"|(?:dacht|meende)(?: \w+){0,5} (?:afgemeld|uitgeschreven|verwijderd|opgezegd)|(?:had|heb)(?: \w+){0,4}"
        r" (?:al|eerder)(?: \w+){0,3} (?:gevraagd|gezegd)(?: \w+){0,4} (?:stop\w*|niet|verwijder\w*|uitschrijv\w*)"
        r"|(?:begint|wordt|vind (?:dit|het|ik dit|ik het))(?: \w+){0,2} (?:vervelend|irritant)|vervelend te worden"
        r"|irriteert|de verkeerde|verkeerd (?:verbonden|iemand)|hoe lang (?:gaan|nog)|(?:niet|geen) (?:op zoek naar"
        r"|zoek naar) (?:werk|een baan|baan)|zoek geen (?:werk|baan)|voel me ongemakkelijk|niet prettig|niet fijn"
        r" dat",
        r"hou(?:d|dt)? (?:\w+ ){0,3}op(?! de hoogte)|schei (?:\w+ ){0,3}uit|(?:bestand|lijst|systeem|database|databank"
        r"|nieuwsbrief)(?: \w+){0,3} (?:gehaald|halen|verwijderd|verwijderen|geschrapt|schrappen|gooien|af)",
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:(?:fijn|leuk|lekker|mooi|top|super|geweldig|ja hoor|joepie|hoera|oh"
        r"|pff+|zucht|goh|nee|och|handig|toe maar|he he)[\W ]{1,4})?(?:alweer|weer|al weer|nu weer|wederom"
        r"|nog) (?:een|zo'?n|eentje|die)(?: \w+)? ?(?:mail|mailtje|e-?mail|bericht|berichtje|sms|sms'?je|appje"
        r"|app|herinnering|reminder|melding|vacature|oproep)|(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:(?:fijn|leuk"
        r"|lekker|mooi|top|super|geweldig|ja hoor|joepie|hoera|oh|pff+|zucht|goh|och|handig"
        r"|toe maar)[\W ]{1,4})(?:alweer|weer|al weer|nu weer|wederom|nog) (?:een|zo'?n|eentje|jullie)(?: (?:baan"
        r"|functie|aanbod|vacature|\w+))?|(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:alweer|al weer|nu alweer"
        r"|jullie alweer|jullie weer|weer jullie|hebben we jullie weer|daar (?:zijn|heb je) (?:jullie"
        r"|ze) weer)(?= ?[?!.,]| jullie| \w+ van jullie)",
        r"(?:tweede|derde|vierde|vijfde|zesde|zevende|achtste|tiende|twintigste|honderdste|\d+e) (?:mail|mailtje"
        r"|e-?mail|bericht|berichtje|sms|sms'?je|appje|app|herinnering|reminder|melding|vacature"
        r"|oproep)(?: \w+){0,3} (?:vandaag|deze week|deze maand|in (?:een|\d+|twee|drie) \w+|van (?:u|jullie)|al)"
        r"|zoveelste|(?:drie|vier|vijf|zes|zeven|acht|tien|twintig|\d+) (?:mails|mailtjes|berichten|berichtjes"
        r"|sms'?jes|sms'?en|appjes|herinneringen) (?:vandaag|deze|in|per|op een|sinds)|(?:drie|vier|vijf|zes|\d+"
        r"|zoveel|tig) keer (?:per|in de|op een|deze) (?:dag|week)[^.!\n]{0,30}(?:jullie|mail|bericht|sms|app"
        r"|stuur|schrijf|mens|normaal)",
        r"hoeveel(?: \w+){0,2} (?:mails|mailtjes|berichten|berichtjes|appjes|sms\w*|herinneringen)"
        r"|hoe vaak (?:nog|moet ik (?:dit|het|nog|dat))|(?:lezen|leest|lees|kijken|kijkt|kijk)(?: (?:jullie|u|je"
        r"|er|iemand|daar))+(?: \w+){0,2} (?:eigenlijk|uberhaupt|wel eens|ooit)|(?:lezen|leest) (?:jullie|u"
        r"|je)(?: \w+){0,2} (?:profielen|cv'?s)|voor(?:dat)? (?:jullie|u|je)(?: \w+){0,2} op (?:verzenden"
        r"|verstuur|versturen) (?:druk\w*|klik\w*)|(?:niets|niks) met (?:mij|mijn (?:profiel|cv|vak"
        r"|werk)) te maken|massamail\w*|bulkmail\w*|(?:knip|kopieer|copy)[- ]?(?:en[- ]?)?(?:plak|paste)\w*",
        r"(?:ben (?:je|jij|u)|is dit|is het|bent u|zijn jullie|praat ik (?:met|tegen)|spreek ik (?:met|tegen)"
        r"|app ik (?:met|tegen)|zit (?:er|hier|daar))(?: \w+){0,3} (?:robot|chat ?bot|bot|machine|computer"
        r"|automaat|echt mens|mens|echt persoon|echt iemand)|moet (?:dat|dit|het)(?: (?:nou|nu|echt|allemaal|zo"
        r"|per se|elke dag|iedere dag|steeds|zo nodig|zo vaak))+(?= ?[?!])|moet dat(?= ?\?)|alles (?:dubbel"
        r"|twee keer|drie keer)|(?:per|via) (?:e-?)?mail (?:en|als)(?: ook)? (?:per |via )?(?:sms|app)",
        r"(?:jullie|u) (?:kennen|kent) (?:me|mij)(?: \w+){0,3} goed|(?:geven|geeft|geef)(?: (?:jullie|u"
        r"|je))?(?: (?:ook|echt|het))* (?:nooit|niet) op|word(?:en|t)? (?:jullie|je|u) (?:per"
        r"|voor elk) \w+ betaald|per (?:bericht|mail|sms) betaald|(?:niets|niks) beters te doen|(?:serieus"
        r"|echt waar|kom op|doe normaal|jeetje|pff+|allemachtig)\W{1,3}(?:\w+ ){0,3}(?:mail|bericht|sms|appje"
        r"|midden in de nacht|op zondag|op zaterdag|weer|alweer|om \d)|meen(?:t|en)? (?:je|jullie|u) (?:dit|dat"
        r"|het|niet)|doe (?:toch |eens )?normaal|midden in de nacht (?:een )?(?:mail|bericht|sms|app)\w*|(?:mail"
        r"|bericht|sms|app)\w*(?: \w+){0,2} (?:midden in de nacht|op zondag(?:avond|ochtend)?(?= ?[?!]))",
        r"(?:wie heeft|van wie|hoe kom|hoe komen|waar heb\w*|waar haal\w*|waarom heb\w*)(?: \w+){0,4} (?:mijn|m'n"
        r"|dit) (?:nummer|gegevens|e-?mailadres|mailadres|adres|contactgegevens|telefoonnummer|06|naam)|(?:nooit"
        r"|nergens)(?: \w+){0,2} (?:ingeschreven|aangemeld|gesolliciteerd|toestemming|doorgegeven|achtergelaten"
        r"|opgegeven)|(?:kan|kon) me niet (?:meer )?herinneren|waarom krijg ik(?: \w+)? (?:dit|deze|jullie|al)",
        r"(?:dit|mijn) (?:nummer|adres|e-?mailadres|mailadres|gegevens|06)(?: \w+){0,3} niet (?:meer"
        r"|langer) (?:te )?(?:gebruiken|gebruikt|benaderen|mailen|appen|bellen)|(?:gebruik"
        r"|gebruikt)(?: \w+)? (?:dit|mijn) (?:nummer|adres\w*|e-?mailadres|gegevens)(?: \w+)? niet|(?:wil|moet"
        r"|hoe kom ik|hoe kan ik|kom ik)(?: \w+){0,3} (?:hier|er|hiervan|daar|ervan) ?(?:van)?af"
        r"|hoe kom ik (?:van )?(?:jullie|dit|deze)(?: \w+){0,3} af|niet meer in mijn (?:mailbox|inbox|mail"
        r"|postvak)",
        r"(?:hoeft|hoeven|hoef)(?: \w+){0,3} (?:me|mij|ons)(?: \w+){0,2} (?:niet|niks|niets)(?: \w+){0,2} (?:meer"
        r"|verder)|(?:bespaar|besparen)(?: u| je| jullie)? (?:de moeite|je de|u de)|heeft geen zin (?:om )?(?:mij"
        r"|me|meer|verder)|niet (?:meer )?nodig (?:om )?(?:mij|me) (?:te|nog|meer|verder)|(?:verspil"
        r"|verspillen)(?: \w+){0,3} tijd|zonde van (?:je|jullie|uw) tijd|(?:verder\w*|uw|jullie|deze"
        r"|dergelijke) (?:berichten|mails|e-?mails|correspondentie|contact)(?: \w+){0,2} (?:niet (?:meer )?"
        r"|on)(?:gewenst|nodig|welkom|op prijs)|(?:af ?te ?zien|afzien) van (?:verder contact"
        r"|verdere (?:berichten|mails|correspondentie|benadering)|contact|toekomstige)",
        r"(?:zou|zouden|stel)(?: \w+){0,4} (?:waarderen|op prijs stellen|fijn vinden|prettig vinden|dankbaar zijn"
        r"|prijs op)(?:,? \w+){0,4} (?:niet|geen|niets|met rust)|(?:ben|al|nu|inmiddels"
        r"|sinds \w+)(?: \w+){0,2} (?:met pensioen|gepensioneerd)|(?:zit|ben)(?: (?:ik|hier|al|prima|heel|erg"
        r"|gewoon))* (?:goed|prima|best|heerlijk|tevreden|gelukkig|happy) (?:waar ik (?:zit|ben|werk)|bij mijn"
        r"|op mijn (?:plek|plaats))"
        r"|(?:heb|hoef|wil|zoek)(?: \w+){0,2} geen (?:baan|werk|vacatures|aanbiedingen)"
        r"(?: (?:nodig|meer))?(?! (?:in|met|als|van|bij|op|voor))"
        r"|mijn (?:profiel|account|cv)(?: \w+){0,2} (?:verwijderen|wissen"
        r"|opheffen|sluiten|eraf|eruit)|(?:geen|niet) (?:zin|trek) (?:meer )?in (?:dit|deze|jullie|al)",
        r"(?:word|ben)(?: \w+){0,4} (?:moe|gek|ziek|beu|zat) van|(?:hier|er|hiervan) (?:zo |echt |erg )?(?:moe"
        r"|gek|ziek) van|(?:elke|iedere) (?:week|dag|maand|ochtend|keer) (?:dezelfde|hetzelfde|weer|opnieuw|een"
        r"|zo'?n)|(?:kan|mag|moet) (?:dit|dat|het)(?: \w+){0,2} minder|(?:ik ben"
        r"|ben) (?:een )?\w+(?: \w+)?,? (?:geen|niet een) (?:\w*chauffeur|\w*medewerker|\w*monteur|\w*werker"
        r"|verpleeg\w*|kok|schoonmaker)|genoeg van (?:dit|deze|jullie|al|die)",
    ),
    refusal=(
        r"genoeg|het is genoeg|niet meer|nee|nee,? (?:dank (?:u|je)(?: wel)?|bedankt|dankjewel)|nee bedankt|nee"
        r" hoor|bedankt,? (?:maar )?nee|geen interesse|niet geinteresseerd|ik (?:heb geen interesse|ben niet"
        r" geinteresseerd)|hoeft niet|laat maar|nooit|liever niet|niks voor mij|niet voor mij|geen behoefte(?:"
        r" aan)?|wil ik niet|ik wil niet|nu niet|pas|vergeet het(?: maar)?|geen zin|nop|nope|no",
        r"het hoeft niet(?: meer)|laat maar zitten|niet relevant|niet meer nodig|vergeet maar|geen belangstelling"
        r"|ik pas|te laat|doe maar niet|beter van niet|absoluut niet|zeker niet|niets voor mij|nee niet meer|ik"
        r" hoef niet|laten we het hierbij(?: houden| laten)?|ik zie er van af",
        r"alweer|niet weer|weer jullie|oh nee|nee nee|liever van niet|doe maar niet|nee laat maar|kan het wat minder",
        r"nee,? (?:dank(?:je|u)?|bedankt|joh|hoeft niet|laat maar|geen interesse|merci)|laat (?:maar )?(?:zitten"
        r"|gaan)|laat het (?:maar )?(?:zitten|rusten|gaan)|hoeft (?:echt |al )?niet(?: hoor| meer| bedankt)?"
        r"|niet geinteresseerd,? (?:bedankt|dank)|(?:bedankt|dank),? (?:maar )?(?:geen interesse|nee|niet nodig)"
        r"|niet nodig|geen trek|serieus|echt waar|meen je niet|gaat niet door voor mij|mij niet gezien|zonder mij"
        r"|niet aan mij besteed|ik hoef niks",
    ),
    harmless=(
        r"(?:bus|tram|trein|metro|tussen|eind|volgende|laatste|eerste|pit|een|halte)[ -]?stops?|(?:bus|tram|trein"
        r"|metro|lijn \d+) (?:\w+ )?stopt(?: \w+)?|halte|stopcontact\w*|stopverf|non-?stop|stoptrein|stopwatch"
        r"|stoplicht\w*|stopbord|doorstop",
        r"(?:niet|nooit|kan niet|zonder te|wil niet|nog niet|niet te|blijf niet)(?: \w+){0,2} (?:stoppen|ophouden"
        r"|stop|gestopt)(?: met[^.!?\n]{0,20})?|(?:stop|stopte|gestopt|stoppen|stopt|ben gestopt|hou op"
        r"|ophouden)(?: (?:ik|om|per|op|in|binnenkort|dan|dus|nu))* (?:met (?:werken|roken|studeren|mijn (?:studie"
        r"|baan|werk|huidige|opleiding)|de (?:studie|opleiding)|school|mijn|drinken|lesgeven|het werk)|om \d+|bij"
        r" mijn|op mijn werk|\d+|per (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
        r"|november|december|direct met|\d+))(?: \w+)?|(?:mijn|het|dit|de) (?:contract|project|stage|cursus"
        r"|opleiding|abonnement) stopt",
        r"(?:mij|me|ik|moet|wil)?(?: ?(?:moet|wil|helaas|mij|me|ik|voor|van))* ?(?:afmelden|af te melden|afgemeld"
        r"|uitschrijven|uit te schrijven|uitgeschreven) (?:voor|van|bij|uit) (?:de |het |een |mijn |dinsdag|maandag"
        r"|woensdag|donderdag|vrijdag|die |dit )*(?:gesprek|afspraak|interview|dinsdag|maandag|woensdag|donderdag"
        r"|vrijdag|kennismaking|training|open dag|universiteit|opleiding|studie|school|kvk|sessie|werkoverleg"
        r"|meeting|vergadering|assessment)(?: \w+)?|(?:dinsdag|maandag|woensdag|donderdag|vrijdag|morgen|vandaag"
        r"|ziek|helaas)(?: \w+){0,2} (?:afmelden|afgemeld|af te melden)",
        r"(?:niet|nog niet|aub niet|alstublieft niet) (?:\w+ ){0,2}(?:verwijderen|uitschrijven|afmelden|wissen"
        r"|schrappen|verwijder)|(?:verwijder|haal|schrijf|schrap|meld)(?: (?:mij|me|mijn|aub|alstublieft|gegevens"
        r"|alsjeblieft))* (?:niet|nog niet)(?: (?:uit|van|af)(?: \w+){0,3})?",
        r"(?:verwijder|haal|wis|schrap|negeer|vervang|gooi|verwijderen|halen)(?:t|en)? (?:(?:aub|alstublieft|de|het"
        r"|mijn|die|dat|deze|een|even|u) )*(?:oude|vorige|eerste|tweede|laatste|dubbele|verkeerde|foto|bestand"
        r"|bijlage|document|versie|cv|brief|tikfout|typfout|fout|regel|pagina|komma|spatie|afspraak|datum|bericht"
        r"|mail|e-?mail|zin|alinea|kopie|tussenvoegsel)(?: \w+){0,3}",
        r"(?:mijn|het|de) (?:telefoonnummer|nummer|adres|foto|naam|geboortedatum)(?: \w+)? (?:van|uit|op|in|op het"
        r"|uit het|van het) (?:mijn |het |de )?(?:cv|profiel|document|formulier|brief|sollicitatie|linkedin)(?:"
        r" \w+)?",
        r"(?:mail|bel|app|sms|stuur|schrijf|contacteer|benader)(?:t|en)? (?:u )?(?:mij|me|mijn)?(?: (?:aub"
        r"|alstublieft|alsjeblieft|liever|a\.u\.b\.?))* ?(?:niet|geen \w+|pas|liever niet)(?: meer)? (?:voor|na|op"
        r" (?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|mijn (?:werk|oude|kantoor|zakelijke"
        r"|vaste)\w*|het werk|de zaak|kantoor|dit oude)|tijdens|tot|naar (?:mijn|het|de) (?:werk|oude|zakelijke"
        r"|kantoor|bedrijfs)\w*|om \d+|overdag|'?s avonds|in de (?:ochtend|middag|avond)|vandaag|morgen|als ik"
        r"|onder werktijd|deze week|huidige|tussen)(?: \w+)?|(?:geen|niet) (?:mails?|berichten|bellen|mailen)"
        r" (?:naar|op) (?:mijn |het |de )?(?:werk|oude|zakelijke|kantoor)\w*(?: \w+)?",
        r"(?:nog |helaas |tot nu toe |ik heb )+(?:geen|niets|niet)(?: \w+){0,2} (?:ontvangen|gekregen|gehoord"
        r"|gezien)|(?:geen|niets|niet) (?:mail|mails|bericht|berichten|e-?mail|sms|reactie|uitnodiging)"
        r" (?:ontvangen|gekregen|gehad|binnen)|(?:uw|jullie|je) (?:mail|bericht|e-?mail)(?: \w+){0,3} (?:niet|pas"
        r"|nog niet) (?:ontvangen|gezien|gelezen|aangekomen|binnen)",
        r"geen (?:vragen|probleem|haast|zorgen|bezwaar|idee|tijd|punt|moeite|dank)(?: meer)?|verder geen vragen"
        r"|(?:aarzel|schroom|twijfel)(?:t)? niet(?: om [^.!?\n]{0,30})?|(?:sorry|excuses|hoop|wil|wilde|niet de"
        r" bedoeling)(?: \w+){0,5} (?:lastig ?(?:te )?val\w*|storen|stoor|opdringerig|spammen)",
        r"(?:in|uit|bij) (?:de|mijn|het) (?:spam|ongewenste)(?:box|map|filter|folder| mail| e-?mail)?|spam(?:box"
        r"|map|filter|folder)|(?:training|cursus|project|ervaring|kennis|certificaat|beleid"
        r"|toestemmingsformulier)(?: \w+){0,4} (?:avg|gdpr|spam|nieuwsbrie\w+|privacy)|avg[- ](?:training|traject"
        r"|project|compliance|beleid|verklaring|formulier|cursus|kennis)|(?:getekend|ondertekend|ingevuld"
        r"|bijgevoegd)e?(?: \w+){0,3} (?:toestemming\w*|avg\w*)|toestemming(?:sformulier|sverklaring)|(?:geef"
        r"|hierbij|heb|met) (?:\w+ ){0,2}toestemming (?:voor|om (?:mijn (?:referent|gegevens)|contact))|advocaat"
        r" (?:bij|in|gespecialiseerd)|advocatenkantoor",
        r"(?:zet|houd|hou|plaats|voeg|bewaar|laat)(?: (?:mij|me|mijn \w+|aub|maar))* (?:op|in|aan|toe aan) (?:de"
        r"|jullie|uw|een|die) (?:\w+)?(?:lijst|bestand|database|portefeuille|wachtlijst)|(?:wacht|vragen|deelnemers"
        r"|boodschappen|prijs|referentie|namen|literatuur|check|to-?do)-?lijst",
        r"(?:gesprek|afspraak|interview|reis|boeking)(?: \w+){0,2} annuleren|(?:staat|zegt|antwoord|(?<!^)sms|reageer"
        r"|woord|stuur)(?: \w+){0,2} [\"'“„]?stop[\"'”]?(?: (?:om|te|voor)[^.!?\n]{0,25})?|einde (?:van|maand|dag"
        r"|week|jaar|middag|contract)|eind van|uit (?:de|het|mijn|dienst|ervaring|huis|eten|\w+haven)|genoeg"
        r" (?:tijd|ervaring|informatie|plek|ruimte|parkeer\w+|om|voor)|geblokkeerd in mijn agenda|(?:agenda|tijd"
        r"|ochtend|middag|dag) (?:\w+ ){0,2}(?:ge)?blokke\w+|blokke\w+ (?:\w+ ){0,2}(?:agenda|tijd|ochtend|middag"
        r"|dag)|irritante? (?:vertraging|files?|buren)|(?:hoe|waar) (?:kan|moet|vind) ik (?:de|het|jullie|parkeren)"
        r"|klacht(?:en)?(?:afhandeling|behandeling|procedure|management|af)",
        r"(?:gaf|gegeven|opgegeven|ingevuld|geschreven|doorgegeven|heb)(?: \w+){0,4} (?:het |een |de )?verkeerde?"
        r" (?:nummer|adres|e-?mailadres|mail|mailadres)(?: \w+)?|verkeerde? (?:nummer|adres|e-?mailadres) (?:op|in"
        r"|opgegeven|gegeven|ingevuld|doorgegeven)|wat vervelend|geen twijfel|zonder twijfel|niet (?:gebeld|gemaild"
        r"|teruggebeld)",
        r"stop[,!. ]{1,3}(?:sorry |wacht |even |klein )*(?:foutje|fout|verkeerde? (?:bestand|cv|datum|bijlage"
        r"|versie|dag|link)|correctie|vergissing|ik bedoel\w*|typfout)|stop(?: maar| even)* met (?:zoeken|wachten"
        r"|lezen)|stop-?motion\w*|niet (?:bellen|appen|mailen|storen) (?:voor|na|tussen|tot|op|tijdens|vandaag"
        r"|morgen|overdag|onder)(?: \w+)?|geen interesse in (?:een |de |het )?(?:\w+ )?(?:leaseauto|auto"
        r"|\w*dienst(?:en)?|nacht\w*|avond\w*|weekend\w*|ploegen\w*|deeltijd|zzp|detachering|thuiswerk\w*|reizen"
        r"|pensioen\w*)",
        r"(?:uitgeschreven|afgemeld|uitschrijven|afmelden|uit te schrijven|af te melden) (?:bij|uit|als|voor"
        r"|van) (?:het |de |een |mijn )?(?:uwv|kvk|gemeente|universiteit|hogeschool|sportschool|lunch|borrel"
        r"|diner|training|uitje|cursus|rooster|bootcamp|rondleiding|proefdag|uitzendbureau|indeed|linkedin"
        r"|randstad|etentje|bedrijfsuitje|inschrijving)|(?:van|uit|op|in) (?:mijn|m'n|het|de) (?:cv|profiel"
        r"|brief)(?: \w+){0,3} (?:verwijderen|halen|schrappen|wissen|weghalen)|(?:per ongeluk"
        r"|abusievelijk)(?: \w+){0,5} (?:verwijderd|gewist|afgemeld|uitgeschreven|geblokkeerd)|(?:haal|schrijf"
        r"|zet)(?: (?:me|mij|aub))+ (?:van|uit|voor) (?:de|het)(?: \w+)? ?\w*(?:dienst|rooster|planning|ploeg)",
        r"twijfel(?: \w+)? of (?:het|we|dat)(?: (?:nou|nu|om))* (?:om|\d+|maandag|dinsdag|woensdag|donderdag"
        r"|vrijdag)[^.!?\n]{0,30}",
    ),
    greetings=(
        r"(?:hallo|hoi|hey|hi|dag|goede(?:n)?(?:morgen|middag|avond|dag)|goedemorgen|goedemiddag|beste|geachte"
        r"|lieve)(?: (?:heer|mevrouw|meneer|allemaal|team|heer/mevrouw|mevrouw/meneer|dhr\.?|mw\.?|mevr\.?|allen))*",
    ),
    closings=(
        r"(?:met )?(?:vriendelijke|hartelijke) ?(?:groeten|groet)|mvg|groetjes|groeten|groet|gr|bedankt|dank u|dank"
        r"|hoogachtend|doei|bvd|dank je",
    ),
    courtesy=(
        r"(?:alvast |hartelijk |heel erg |van harte |veel )?(?:bedankt|dank(?: (?:u|je))?(?: wel)?|dankjewel"
        r"|dankuwel|dank)(?: (?:voor (?:alles|de (?:moeite|info|informatie|mail|berichten|interesse|tijd"
        r"|uitnodiging)|uw (?:begrip|tijd|moeite|hulp|interesse)|je (?:moeite|tijd)|het (?:aanbod|bericht))|alvast"
        r"|toch|en|maar))*",
        r"alstublieft|aub|a\.?u\.?b|alsjeblieft|ajb|svp|nu|direct|meteen|onmiddellijk|per direct|sorry|ok|oke|ja|en"
        r"|maar|ook|dus|dan|toch|gewoon|graag|echt|nogmaals|even|eens|verder|voortaan|vanaf nu|in de toekomst|in"
        r" het vervolg|mensen|hierbij|zo snel mogelijk|svp|alvast|gelieve|helaas|nou|goed|zeg|u|jullie|je|ik|met"
        r" mij|voor altijd|om",
        r"(?:kunt|kun|kunnen|wilt|wil|willen|zou|zouden|zoudt)(?: (?:u|je|jullie|mij|me|ik))*(?: (?:willen|kunnen"
        r"|alstublieft|aub|mij|me|graag))*|(?:ik )?(?:wil|verzoek|vraag|eis|wens|zou graag|wil graag|verzoek u)(?:"
        r" (?:u|jullie|dat|om|vriendelijk|dringend|je))*|met dit verzoek|zou u",
        r"fijne (?:dag|avond|week)(?: nog)?|succes(?: ermee| verder)?|doei|tot nooit|verstuurd vanaf mijn \w+|niets"
        r" persoonlijks|alle goeds",
    ),
    reasons=(
        r"(?:u heeft |je hebt |jullie hebben |dit is )?(?:het |een )?verkeerd(?:e)? (?:nummer|persoon|verbonden"
        r"|adres)|wie (?:is dit|bent u|ben je|zijn jullie|is dat)|hoe kom(?:t u|en jullie| je|t je) aan mijn"
        r" (?:nummer|gegevens|e-?mailadres|adres)|ik ken (?:u|je|jullie) niet",
        r"(?:ik )?(?:heb |ben )?(?:absoluut |echt |helaas )?(?:geen interesse|niet geinteresseerd|niet meer"
        r" geinteresseerd)(?: (?:meer|in (?:deze|de) (?:baan|functie|vacature)|hierin))*|(?:ik )?(?:zoek|ben)(?:"
        r" \w+)? (?:geen|niet)(?: meer)? (?:werk|baan|op zoek)(?: meer)?|(?:ik )?(?:heb )?(?:al |inmiddels )?(?:een"
        r" )?(?:andere |nieuwe )?baan(?: (?:gevonden|al))?",
        r"(?:ik heb (?:me|mij) |heb (?:me|mij) |ik )?nooit (?:aangemeld|ingeschreven|gesolliciteerd|toestemming"
        r" gegeven|hierom gevraagd)(?: (?:voor (?:dit|iets)|bij jullie|hiervoor))?|dit is (?:spam|stalken"
        r"|intimidatie|te veel|echt te veel)|spam|(?:ik krijg )?(?:veel )?te ?veel (?:mails|berichten|sms'?jes"
        r"|appjes)|(?:dat )?heb ik al (?:eerder |vaker |twee keer |meerdere keren )?(?:gevraagd|gezegd)|voor de"
        r" (?:laatste|tweede|derde) keer|volgens de avg|op grond van de avg|conform de avg|anders (?:blokkeer ik"
        r" (?:u|jullie|je)|dien ik een klacht in)",
    ),
    withdraw=(
        r"(?:trek|trekken|wil|wens|moet|ga|zou)(?: (?:ik|hierbij|graag|helaas|bij deze|mijn|mij|me|daarom|dan|nu))*"
        r" (?:sollicitatie|kandidatuur|mijn sollicitatie|mijn kandidatuur)(?: \w+){0,5} (?:in(?:trekken)?"
        r"|terug(?:trekken)?|in te trekken|terug te trekken|te trekken)|(?:sollicitatie|kandidatuur)(?: \w+){0,4}"
        r" (?:in ?te ?trekken|intrekken|terugtrekken|terug te trekken|ingetrokken|annuleren|als (?:vervallen"
        r"|ingetrokken|beeindigd|afgesloten)(?: beschouwen)?|niet (?:voort|door)zetten|stopzetten|stop te zetten)"
        r"|intrekking van mijn sollicitatie|trek[^.!?\n]{0,20} (?:me|mij|mijn sollicitatie) (?:\w+ ){0,3}terug",
        r"(?:trek|trekken|wil|moet|wens)(?: (?:ik|hierbij|helaas|graag))* (?:me|mij)(?: (?:graag|hierbij|helaas"
        r"|toch))* (?:terug(?:trekken| te trekken)?)(?: (?:uit|voor|van|als)(?: \w+){1,4})?|(?:me|mij) terug ?(?:te"
        r" )?trek\w*(?: uit[^.!?\n]{0,30})?|(?:me|mij) terug uit (?:de|het)[^.!?\n]{0,25}",
        r"(?:andere|nieuwe|ander)(?: \w+)? (?:baan|functie|aanbod|aanbieding|job|werkgever|contract|bedrijf|plek"
        r"|werk)(?: (?:al|inmiddels))?(?: \w+){0,2} (?:geaccepteerd|aangenomen|gevonden|getekend|gekozen|aanvaard"
        r"|begonnen|gestart|gekregen en|aangevangen)|(?:gekozen|getekend|gegaan|besloten|kies|teken|gekozen heb)(?:"
        r" \w+){0,3} (?:voor|bij|met) (?:een )?(?:ander(?:e)?|nieuwe?)(?: \w+)? (?:baan|functie|aanbod|aanbieding"
        r"|werkgever|bedrijf|organisatie)",
        r"(?:elders|ergens anders|bij een ander(?:e)? (?:bedrijf|werkgever|organisatie))(?: \w+){0,4} (?:getekend"
        r"|aangenomen|gevonden|begonnen|gestart|aan de slag|geaccepteerd|beginnen|werken)|(?:getekend|aangenomen"
        r"|begonnen|aan de slag|baan gevonden|iets gevonden)(?: \w+){0,2} (?:elders|ergens anders|bij een ander)"
        r"|(?:ik )?(?:heb)(?: (?:al|inmiddels|net|ondertussen))* (?:een|mijn) (?:\w+ )?baan (?:gevonden"
        r"|geaccepteerd|aangenomen)|(?:iets anders|wat anders) gevonden",
        r"(?:ik )?(?:ben|heb)(?: \w+){0,3} (?:niet (?:meer|langer) (?:geinteresseerd|beschikbaar|op zoek)|geen"
        r" interesse meer)(?: in[^.!?\n]{0,30})?|geen interesse meer|niet (?:meer|langer) (?:geinteresseerd"
        r"|beschikbaar voor (?:de|deze) (?:functie|baan|rol)|in aanmerking|op zoek naar)|geen kandidaat meer",
        r"(?:ga|wil|zal|wens)(?: \w+){0,3} niet (?:meer )?(?:verder|doorgaan|door(?:gaan)?|voortzetten)(?: (?:met"
        r"|in)(?: \w+){1,4})?|zie (?:ik )?(?:\w+ )?(?:verder )?af van (?:de|het|deze|mijn|verdere|een)(?: \w+){1,3}"
        r"|(?:af te zien|afzien) van (?:de|het|deze|mijn|verdere)(?: \w+){1,3}|(?:sla|wijs)(?: \w+){0,3} (?:aanbod"
        r"|uitnodiging|functie|gesprek)(?: \w+)? (?:af|over)|(?:blijf|blijven)(?: \w+){0,2} bij mijn (?:huidige "
        r"|oude )?(?:werkgever|baan|bedrijf)",
        r"(?:haal|verwijder|schrap|trek|sluit|annuleer|stop)(?: (?:mij|me|mijn|aub|alstublieft|graag|de))*"
        r" (?:sollicitatie|kandidatuur|uit (?:de|het) (?:procedure|proces|sollicitatie\w*|selectie\w*))(?: (?:in"
        r"|terug|maar|aub|alstublieft))*",
        r"(?:heb|ben|ga|start|begin|kies|koos|gekozen|teken)(?: \w+){0,5} (?:een |het )?(?:ander(?:e)?|nieuwe?)"
        r" (?:baan|job|functie|aanbod|aanbieding|werkgever|bedrijf|uitdaging|werk|rol)(?: \w+)?|(?:elders|ergens"
        r" anders|bij de concurrent)(?!(?: \w+){0,2} (?:kan|kon|moet|zou|mag))(?: \w+){0,3}(?= ?(?:$|[\n.!,]))",
        r"(?:ga|wil|kan|zal|neem)(?: \w+){0,4} niet(?: \w+){0,3} (?:verder|aannemen|accepteren|door|doorgaan"
        r"|voortzetten|deelnemen)(?: (?:met|in|aan|op)(?: \w+){1,3})?|(?:wijs|sla|bedank)(?: \w+){0,5} (?:af|over"
        r"|voor de (?:functie|baan|eer|uitnodiging)|voor het aanbod)(?= ?(?:$|[\n.!,]))|(?:moet|wil)(?: \w+){0,4}"
        r" (?:afzien|bedanken voor (?:de|het)|afwijzen|afhaken|terugtrekken)(?: \w+){0,3}|(?:ik )?(?:haak|trek mij"
        r"|trek me)(?: \w+){0,2} (?:af|terug)(?= ?(?:$|[\n.!,]))",
        r"(?:blijf|besloten|gekozen|kies)(?: \w+){0,5} (?:bij mijn (?:huidige|oude)|te blijven|blijven)(?:"
        r" \w+){0,3}|(?:heb|ik heb)(?: (?:al|inmiddels|net|intussen|een|leuke|vaste|mooie))* (?:baan|job|werk|iets)"
        r" (?:gevonden|geaccepteerd|aangenomen)|niet (?:meer|langer)(?: \w+){0,3} (?:beschikbaar|interesse"
        r"|geinteresseerd|kandidaat)",
        r"zie(?: (?:ik|er|toch|maar|helaas|hierbij|daarom|hier|dan|bij deze|nu"
        r"|liever))* (?:van )?af(?! en toe)(?: van(?: \w+){1,4})?(?= ?(?:$|[\n.!,;]|in|bij|te|omdat|want|wegens"
        r"|door|sorry))|(?:zie|zien)(?: (?:ik|toch|maar|helaas|hierbij|daarom|liever))* (?:ervan|er van|daarvan"
        r"|hiervan|er maar van|er toch van) af|(?:aanbod|baan|functie|job|klus|plek|vacature"
        r"|contract)(?: \w+){0,4} (?:toch )?niet (?:doen|nemen|aannemen|accepteren|tekenen)|(?:aanbod|baan"
        r"|functie|aanbieding)(?: \w+){0,4} (?:afwijzen|afslaan|weigeren|af te wijzen|af te slaan)",
        r"(?:haak|haken)(?: (?:ik|toch|helaas|hierbij|maar|dan|nu|bij deze))* af|(?:stap|stappen)(?: (?:ik|toch"
        r"|helaas|hierbij|maar|dan|nu))* (?:eruit|er uit|uit de procedure|uit het proces)|(?:baan|functie|werk"
        r"|job|vacature|plek|bedrijf|rol)(?: \w+){0,3} (?:niets|niks|niet|niet echt iets) (?:is "
        r"|was )?voor (?:mij|me)|(?:baan|functie|job|rol)(?: \w+){0,3} (?:niet|niks) (?:bij mij|bij me) past"
        r"|laat (?:de|deze|het|die|dit)(?: \w+){0,3} (?:schieten|lopen|voorbijgaan|aan me voorbij"
        r"|aan mij voorbij)|(?:bedank|bedanken)(?: \w+){0,3} voor (?:de|het|deze|dit) (?:functie|baan|aanbod|eer"
        r"|kans)|blijf(?: \w+){0,3} (?:zitten )?waar ik (?:zit|ben)",
        r"(?:ik )?ga (?:het|dit|dat)(?: (?:toch|helaas|maar|dus|niet))* niet doen"
        r"|besloten(?: om)?(?: \w+){0,3} niet (?:verder|door) te gaan|blijf(?: (?:ik|toch|lekker|gewoon|maar"
        r"|liever))* bij mijn (?:baas|huidige|oude|werk|werkgever|baan|bedrijf)",
    ),
    maybe_withdraw=(
        r"(?:twijfel|overweeg|weet (?:nog )?niet|denk erover|misschien|waarschijnlijk|ben er niet (?:meer )?zeker"
        r"|aarzel)(?: \w+){0,8} (?:terug\w*|in te trekken|intrekken|door wil|doorga|verder wil|sollicitatie|bij mij"
        r" past|blijf|functie|stoppen)|ander(?:e)? aanb\w+[^.!?\n]{0,50}(?:beslis|denk|overweeg|termijn|reager)\w*"
        r"|van gedachten veranderd|toch niet (?:helemaal )?(?:iets voor mij|de juiste|wat ik zoek)|twijfel of",
        r"(?:niet|nog niet)(?: (?:zo|helemaal|echt|meer|100))* (?:zeker|overtuigd|uit)(?:(?= ?(?:$|[\n.!]))|(?:"
        r" \w+){0,8} (?:terug\w*|verder|doorgaan|door|sollicitatie|functie|baan|procedure|aanbod|blijf|past|stop\w*"
        r"|intrek\w*|nog wil))|(?:twijfel|aarzel|overweeg|denk erover|ben aan het (?:twijfelen|nadenken))(?!"
        r" niet)(?:(?= ?(?:$|[\n.!]))|(?: \w+){0,8} (?:terug\w*|verder|doorgaan|door|sollicitatie|functie|baan"
        r"|procedure|aanbod|blijf|past|stop\w*|intrek\w*|nog wil))|(?:heb|kreeg|gekregen|ligt)(?: \w+){0,3} (?:een"
        r" ander|nog een|andere|tweede) (?:aanbod|aanbieding|aanbiedingen|optie)(?! (?:geaccepteerd|aangenomen))"
        r"|(?:on hold|in de wacht|even stilleggen|pauzeren)|van gedachten veranderd|plannen (?:zijn )?(?:veranderd"
        r"|gewijzigd)",
        r"twijfel(?: (?:heel|erg|nog|eigenlijk|een beetje|wel|enorm|sterk|best|zo|echt|ik|er|flink|toch"
        r"|steeds))*(?:,? (?:of ik|of dit|of het wel|over|aan))(?: \w+){0,5}|(?:neig|hel"
        r"|leun)(?: \w+){0,3} naar (?:de|het|een)? ?(?:ander\w*|nee|blijven|afzeggen)|(?:voel"
        r"|heb)(?: \w+){0,3} (?:meer|beter) (?:voor|bij) (?:de|dat|een|het) ander\w*"
        r"|weet(?: \w+){0,3} niet(?: \w+){0,2} of (?:ik|het|dit)(?: \w+){0,5} (?:weg wil|zie zitten|overstap\w*"
        r"|iets voor mij|aandurf|aankan|bij me past|nog wil|wel wil)|(?:dit|het"
        r"|dat)(?: is)?(?: \w+){0,2} (?:niets|niks|niet echt iets|niet) voor (?:mij|me)|(?:neem|pak"
        r"|kies)(?: ik)?(?: \w+){0,2} (?:waarschijnlijk|denk ik|misschien)(?: \w+){0,2} (?:die|de|het) ander\w*"
        r"|koudwatervrees|knoop(?: \w+){0,3} (?:nog )?niet doorgehakt",
    ),
    still_in=(
        r"(?:niet|nog niet|nog geen|geen|nooit|zonder|voordat ik)(?: \w+){0,4} (?:geaccepteerd|aangenomen|getekend"
        r"|gevonden|ingetrokken|intrekken|terugtrekken|teruggetrokken|in te trekken|terug te trekken)|(?:andere"
        r"|nieuwe) (?:baan|aanbieding|functie) (?:nog )?(?:niet|geen) (?:geaccepteerd|getekend|aangenomen)|(?:trek"
        r"|trekt)(?: \w+){0,4} niet (?:in|terug)",
        r"(?:hebben|heeft|heb|is)(?: (?:u|je|jullie|hij|zij|iemand|de andere kandidaat))(?: \w+){0,5}"
        r" (?:ingetrokken|aangenomen|getekend|teruggetrokken|gevonden|gekozen)|mijn (?:vriend(?:in)?|broer|zus"
        r"|collega|man|vrouw)(?: \w+){0,4} (?:aangenomen|getekend|teruggetrokken|gevonden|geaccepteerd)|(?:vorige"
        r"|eerste|andere|oude|eerdere|laatste) sollicitatie(?: \w+){0,2}|niet (?:meer )?beschikbaar op[^.!?\n]{0,20}",
    ),
    texts=(r"sms(?:'?jes|en|'en|jes|berichten)?|appjes|app(?:en|t)?|whatsapps?|tekstberichten",),
    mails=(r"e-?mails?|mails?|mailen|mailtjes|nieuwsbrie(?:f|ven)",),
    another_way=(
        r"(?:maar |liever |graag |gewoon |alleen |wel |beter |u (?:mag|kunt) |je (?:mag|kunt) |jullie (?:mogen"
        r"|kunnen) |stuur (?:mij |me |maar |liever |een ){0,6}|gebruik |prefereer |ik heb liever |contacteer me "
        r"|bereik me |mag |een |mij |me |en |daarentegen |contact ){0,6}(?:per |via |over |met |de ){0,6}"
        r"(?:(?P<texts>sms(?:'?je)?|whatsapp|appje|app)|(?P<mails>e-?mails?|mails?|mailen|mailtje|mail)"
        r"|(?P<calls>telefoon|telefonisch|bellen|bel))(?: (?:is|zijn|mag|kan|gaat|prima|goed|oke|ok|prettiger|beter"
        r"|wel|fijn|akkoord|heeft mijn voorkeur|graag|alstublieft|aub|me|mij|maar|gewoon|liever|geen probleem|vind"
        r" ik|wel goed|voldoende|volstaat|werkt|nog steeds|welkom|altijd|fijner|blijft|mogen)){0,6}",
        r"(?P<ring>bel me|bel mij|belt u me|belt u mij)(?: (?:liever|gewoon|maar|graag|aub|alstublieft)){0,6}",
    ),
    only_by=(
        r"(?:e-?mails?|mails?|mailen),? (?:in plaats van|ipv|i\.p\.v\.|en niet|niet|liever dan) (?:per |via |een "
        r"|te )*(?P<texts>sms(?:'?jes|sen|'en|en)?|appjes|whatsapp|appen)",
        r"(?:sms|appje|whatsapp),? (?:in plaats van|ipv|en niet|niet) (?:per |via |een )*(?P<mails>e-?mails?|mails?)",
        r"(?P<texts>(?:alleen|uitsluitend|enkel)(?: (?:nog|maar))? (?:per |via )?(?:e-?mail|mail)|(?:per |via"
        r" )(?:e-?mail|mail) (?:alleen|uitsluitend|enkel))",
        r"(?:in plaats van|ipv) (?P<texts>sms(?:'?jes)?|appjes|whatsapp)(?:,? \w+){0,4} (?:e-?mails?|mails?|mailen)",
        r"(?:liever|beter) (?:per |via |een )?(?:e-?mail(?:en|s)?|mail(?:en|s|tje)?) dan (?:per |via |een"
        r" )?(?P<texts>sms(?:'?jes|'en|en)?|appjes|appen|whatsapp)",
        r"(?:liever|beter) (?:per )?(?:sms|sms'en|appen) dan (?:per )?(?P<mails>e-?mail(?:en|s)?|mail(?:en|s)?)",
        r"(?P<texts>sms|appen|whatsapp) (?:niet|nee|liever niet),? (?:e-?mail|mail)(?: (?:wel|ja|graag))?",
    ),
    reactions=(
        r"(?:vond|vindt|vind(?: ik)?|leuk|hield van|houdt van|hou van|lachte om|lacht om|moest lachen om|benadrukte"
        r"|benadrukt|beklemtoonde|stelde een vraag (?:bij|over)|vroeg zich af|betwijfelde|heeft gereageerd met"
        r" [^\w\s]{1,12} op|reageerde (?:met )?[^\w\s]{0,12} ?op|gereageerd op|vond niet leuk|(?:verwijderde|heeft)"
        r" .{1,34} (?:van|bij|uit)|gaf .{1,24} (?:aan|een)|[^\w\s]{1,12} (?:op|naar|aan))",
        r"heeft met .{1,14} gereageerd op",
    ),
    reactions_after=(
        r"(?:leuk|niet leuk|grappig|geweldig|benadrukt|leuk gevonden|een hartje(?: gegeven)?|verwijderd)",
    ),
)
