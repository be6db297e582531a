"""An end of contact by how it is built, in all languages at once: a verb that ends something, or one of contact beside
a no, and what we send; with what stands around it in dialect, in letters, and on phones.

What is listed language by language in the other modules is not said again here.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_OURS_EN: Final = (
    r"(?:e-?mails|mails|mailings|mail-?outs|texts|text messages|messages|msgs|sms(?:es)?|newsletters?|alerts?"
    r"|job alerts?|notifications|reminders|updates|pings|shouts|digests?|bulletins?|spam)"
)
_EVERY: Final = r"(?:the|these|those|your|ur|all|any|further|more|future|weekly|daily|monthly|job|constant|endless|of)"
_TO_ME_EN: Final = (
    r"(?: (?:to|on|at|for|coming to|going to) (?:me|us|this (?:number|phone|address|e-?mail|inbox|mobile|line)"
    r"|my (?:number|phone|address|e-?mail|inbox|mobile)))?"
)
_CONTACT_EN: Final = (
    r"(?:contact|text|e-?mail|message|msg|call|ring|phone|write(?: to)?|bother|pester|hassle|annoy|bug|spam|ping)"
)
_NO_WAY: Final = (
    r"(?:by any means(?: at all)?|in any (?:way|form|shape or form|shape)|through any channel|under any circumstances"
    r"|via any (?:channel|medium)|by any (?:channel|method|route|medium)|on any (?:channel|number))"
)
_OURS_DE: Final = (
    r"(?:e-?mails?|mails?|nachrichten|sms|smsen|newsletter|werbung|texte|zuschriften|zusendungen|anschreiben|anfragen"
    r"|angebote[n]?|jobangebote[n]?|stellenangebote[n]?|benachrichtigungen|kontaktversuche[n]?|schreiberei"
    r"|texterei|post)"
)
_DOING_DE: Final = (
    r"(?:simsen|smsen|texten|schreiben|mailen|schicken|senden|nerven|anschreiben|kontaktieren|belastigen|spammen"
    r"|zuspammen|zutexten|zumullen|nachrichten|gesimse|geschreibe|getexte|gemaile|generve|whatsappen|anrufen)"
)
_PEOPLE_DE: Final = r"(?:ihnen|euch|dir|eich|enk|ihrer (?:firma|seite)|eurer (?:firma|seite)|eurem verein|eurem laden)"
_CONTACT_DE: Final = (
    r"(?:schreib|schick|send|mail|text|sims|kontaktier|meld|stor|belastig|nerv|behellig|schriib|schrib|schrieb)"
)
_SMALL_DE: Final = (
    r"(?:sie|ihr|du|mir|mich|ma|mi|mer|uns|bei mir|an mich|euch|sich|dich|bitte|doch|mal|endlich|einfach|ja|jetzt"
    r"|hier|aber|per (?:e-?mail|mail|sms|whatsapp|post)|ab (?:sofort|jetzt)|kunftig|in zukunft)"
)
_OURS_FR: Final = (
    r"(?:sms|textos?|messages?|mails?|e-?mails?|courriels?|offres?|annonces?|relances?|sollicitations?|notifications?"
    r"|alertes?|newsletters?|pubs?|spams?)"
)
_VERB_FR: Final = (
    r"(?:m'?(?:ecrire|envoyer|appeler|importuner|embeter|harceler|solliciter|adresser|emmerder|inonder|spammer)"
    r"|me (?:contacter|texter|deranger|relancer|solliciter|harceler|spammer|joindre|recontacter|mailer|demarcher)"
    r"|me faire parvenir|prendre contact|entrer en contact|communiquer avec moi)"
)
_OURS_ES: Final = (
    r"(?:mensajes?|mensajitos?|correos?|correitos?|mails?|e-?mails?|sms|ofertas?|avisos?|notificaciones|whatsapps?"
    r"|textos?|publicidad|comunicaciones|boletin(?:es)?|spam)"
)
_OURS_PT: Final = (
    r"(?:mensagen?s?|mensagem|msgs?|e-?mails?|sms|torpedos?|ofertas?|avisos?|notificacoes|vagas|comunicacoes|spam"
    r"|propaganda|publicidade|newsletters?|zaps?)"
)
_OURS_IT: Final = (
    r"(?:messaggi|messaggini|sms|mail|e-?mail|comunicazioni|offerte|annunci|avvisi|notifiche|pubblicita|newsletter"
    r"|spam|contatti)"
)
_OURS_NL: Final = (
    r"(?:sms'?jes|sms(?:'en|en)?|appjes|apps|mails?|mailtjes|e-?mails|berichten|berichtjes|vacatures|vacaturemails?"
    r"|nieuwsbrieven|nieuwsbrief|geapp|gemail|gesms|ge-?sms|gespam|gestuur|gezeur|gebel|meldingen|herinneringen"
    r"|mailings|job ?alerts?)"
)
_DET_NL: Final = r"(?:die|dat|de|het|deze|dit|al|jullie|uw|je|jouw|mijn|die stomme|al die|al dat|die eeuwige)"
_OURS_NORTH: Final = (
    r"(?:sms(?:er|'er|'e|en|erne)?|mail(?:s|en|ene)?|mejl(?:en)?|e-?post(?:en)?|beskeder(?:ne)?|meldinger|meddelanden"
    r"|utskick(?:en)?|nyhetsbrev(?:en)?|nyhedsbreve(?:t)?|reklame|reklam|jobbannonser|annonser|paminnelser"
    r"|paminnelser|notiser|varsler)"
)
_VERB_NORTH: Final = (
    r"(?:skriv(?:e|a)?|send(?:e)?|skick(?:a)?|kontakt(?:e|a)?|sms(?:'e|e|a|:a)?|ring(?:e|a)?|mail(?:e|a)?"
    r"|mejl(?:e|a)?"
    r"|plag(?:e)?|forstyrr(?:e)?|spamm?(?:e|a)?|tekst(?:e)?|texta|messe|maila|stor(?:a)?|tjat(?:a)?|mas(?:e)?)"
)
_TO_NORTH: Final = (
    r"(?: (?:til|till|mig|meg|oss|os|mere|mer|igen|igjen|flere|fler|langre|lenger|laengere|nogensinde|tak|takk|tack"
    rf"|dette nummer(?:et)?|det har numret|pa|{_OURS_NORTH}))*"
)
_LISTS: Final = (
    r"(?:mailing ?list\w*|mailings?|lists?|newsletter|verteiler(?:liste)?n?|liste|mailingliste|datenbank|kartei"
    r"|adressliste)"
)

ENDINGS: Final = Language(
    stop=(
        # English: end what is sent
        rf"(?:kill|kill off|bin|ditch|axe|nuke|scrap|cancel|end|terminate|turn off|switch off|shut off|shut down|halt"
        rf"|deactivate|disable|call off|pull|lay off|pack in|quit|stop|enough|enough with|enough of|done with"
        rf"|cut out)"
        rf" (?:with )?(?:{_EVERY} )+{_OURS_EN}{_TO_ME_EN}(?: (?:please|already|now|immediately|altogether|for good"
        rf"|thanks|asap))*",
        r"(?:kill|bin|ditch|axe|scrap|cancel|end) (?:the|these|your|that|this) (?:weekly|daily|monthly"
        r"|job) (?:e-?mail"
        r"|mail|text|message|newsletter)(?: please)?",
        rf"(?:cancel|disable|end|enough|nae mair) (?:{_EVERY} )*{_OURS_EN}{_TO_ME_EN}(?: now)?(?! (?:to|for|by|in) )",
        r"(?:quit|pack|knock) (?:it|this|that) (?:in |off )?with (?:the|these|your|all these) (?:texts|e-?mails"
        r"|messages|alerts)",
        r"(?:lach|fich|fout)(?:e|ez)[- ]moi(?= ?(?:$|[.!\n]))",
        rf"(?:no more|no further|nae mair|enough|stop|discontinue|cancel|end|quit) (?:(?:the|my|your|these|those"
        rf"|all|any) )*(?:job |work "
        rf"|vacancy |recruitment )(?:{_OURS_EN}|offers|ads|adverts|mail)(?: (?:please|thanks|ta|now))*"
        rf"|(?:discontinue|cancel|end|terminate) my {_OURS_EN}(?: (?:please|now))*",
        # English: a no beside contact
        rf"(?:do not|don'?t|dont|never)(?: ever)? {_CONTACT_EN} (?:me|us) (?:again |any ?more |further )?{_NO_WAY}",
        r"(?:do not|don'?t|dont|never) (?:you )?be (?:texting|e-?mailing|messaging|contacting|calling|annoying"
        r"|bothering|writing to|sending) (?:me|us)(?: (?:again|any ?more|now|these|them|things))*",
        rf"no (?:more )?(?:{_OURS_EN}|calls?|contact|phone|phone calls|post|letters)(?:,? (?:and |or )?(?:no"
        rf"|nor) (?:more "
        rf"|phone )?(?:e-?mails?|mails?|texts?|messages?|sms|calls?|contact|phone|letters|post|carrier pigeons"
        rf"|smoke signals|nothing))+",
        r"(?:please )?(?:no|nae) (?:more|mair|further) (?:of|a|o) (?:them|it|(?:these|this|those|your)(?: (?:texts"
        r"|e-?mails|messages|alerts|reminders))?)",
        r"(?:leave|keep|count|cut) (?:me|us) (?:out|off)(?: of| from)? (?:your |the |any |all |these |those "
        r"|future |further "
        r"|more )*(?:mailings?|mail-?outs?|e-?mails|texts|messages|mailing lists?|newsletters?|alerts|updates"
        r"|distribution lists?|campaigns?|circulars?)",
        r"(?:take|get|strike|scratch|scrub|remove|delete|wipe|have) (?:my (?:number|name|e-?mail|address"
        r"|details) )(?:taken "
        r"|struck |removed )?(?:off|from|out of) (?:whatever|whichever|every|any|all) (?:list|lists|database|system)"
        r"(?: (?:it'?s on|it is on|i'?m on|you'?ve got it on|you have it on|you have|you'?ve got|of yours))?",
        r"(?:bin|delete|lose|scrub|wipe|erase|forget|chuck|burn|destroy) (?:this|my) (?:number|e-?mail|address)"
        r"(?: (?:please|now|immediately|mate|will you|would you|will ya))*",
        r"(?:i'?d like|i want|i would like|i'?d love|i'?d prefer) (?:the|these|those|your|all|all the) "
        r"(?:e-?mails|texts|messages|alerts|reminders) to (?:end|stop|cease)(?: (?:now|please))*",
        # German, and its dialects
        rf"{_CONTACT_DE}(?:en|t|e|ts|t's|'s|s|ed|et|n)?(?: {_SMALL_DE})* (?:nicht(?:s)? mehr|nimmer|nimma|nimme"
        rf"|num+e?|nut"
        rf"|nix mehr|nie mehr|nie wieder|koa\w* \w+ mehr)(?: (?:per (?:e-?mail|mail|sms|whatsapp|post)|an (?:diese"
        rf"|meine|die) (?:nummer|adresse|handynummer|e-?mail-?adresse|mailadresse)|unter dieser nummer|hierher|zu"
        rf"|{_SMALL_DE}))*",
        rf"(?:hor|hort|horen|horts|hort's|hoert|herts)(?: (?:sie|ihr|bitte|endlich|doch|mal|jetzt|s|es"
        rf"|a))* auf(?: (?:mir"
        rf"|mich|ma|jetzt|bitte|endlich))*,? (?:zum|mit(?: (?:dem|der|den|eurem|eurer|euren|ihrem|ihren|ihrer|diesem"
        rf"|diesen|dieser|der ganzen|dem ganzen|die|eire|eich))?|mim|midm) (?:\w+ )?(?:{_OURS_DE}|{_DOING_DE})",
        rf"(?:lass|lasst|lassts|lasst's|lassen|lossts|losst|lond|lond's)(?: (?:sie|ihr|doch|bitte|endlich|mal"
        rf"|jetzt))*"
        rf" (?:das|dieses|die|des|den|euer|euere|eure) (?:standige |dauernde |ewige |\w+e )?(?:{_DOING_DE}"
        rf"|{_OURS_DE})"
        rf"(?: (?:sein|bleiben|gut sein|bleim|endlich|bitte|doch))*",
        r"(?:lass|lasst|lassts|lasst's|lassen|lossts|losst|lond|lond's|lo)(?: (?:sie|doch|bitte|endlich|jetzt"
        r"|einfach|mal))*"
        r" (?:mi|mich|me|mir|uns)(?: (?:doch|bitte|endlich|jetzt|einfach|mal))* (?:in|mit) (?:ruah?|rueh|ruh|ruhe"
        r"|friede?n?"
        r"|frieda|eure[nrm] \w+|ihre[nrm] \w+)(?: mit (?:euren|ihren|eurem|ihrem|eurer|ihrer|diesen|den|dem) \w+)?",
        rf"(?:schluss|genug|ende|aus|basta) (?:jetzt )?mit (?:den|euren|ihren|diesen|der|dem|dieser|diesem"
        rf"|all den)(?: \w+)?"
        rf" (?:{_OURS_DE}|{_DOING_DE})",
        rf"spar(?:t|en|ts)(?: (?:sie|ihr))? (?:euch|sich|eich)(?: (?:bitte|doch|kunftig|die|eure|ihre|weiteren?))*"
        rf" {_OURS_DE}",
        rf"(?:ich )?(?:will|mocht|mochte|mag|wui|wott)(?: (?:ich|i|jetzt|bitte|einfach"
        rf"|gern))* (?:von {_PEOPLE_DE} )?(?:nichts"
        rf"|nix|nie wieder (?:was|etwas)|nie mehr (?:was|etwas)|gar nichts|keinen ton|kein wort)(?: mehr)?(?: von "
        rf"{_PEOPLE_DE})? (?:horen|lesen|wissen|bekommen|kriegen|erhalten|sehen|hean)",
        r"per (?:e-?mail|mail|sms|whatsapp) (?:bitte |jetzt |mir )*(?:nichts|nix|nicht|keine \w+|gar nichts) mehr"
        r"(?: (?:schicken|senden|schreiben))?",
        r"(?:ich )?(?:bitte|ersuche|bitten|beantrage|verlange|erbitte|mochte)(?: (?:ich|sie|euch|hoflich"
        r"|freundlich|hiermit"
        r"|dringend|nachdrucklich|daher))*(?: um)?(?: (?:die|meine|sofortige|umgehende|baldige))* (?:austragung"
        r"|streichung"
        r"|abmeldung|herausnahme|entfernung)(?: (?:meiner|meines|der) (?:e-?mail-?)?(?:adresse|nummer|namens|daten))?"
        rf"(?: (?:aus|von|vom)(?: (?:ihrem|ihrer|eurem|eurer|dem|der|diesem|dieser|allen"
        rf"|ihren))?(?: \w+)? ?{_LISTS})?",
        r"(?:loscht?|loschts|streicht?|vergesst|vergessts|loschen sie|streichen sie|werft|schmeisst"
        r"|hauts?)(?: (?:bitte|doch"
        r"|endlich|sofort))* (?:mei|meine|de|die|diese) (?:nummer|numma|handynummer|telefonnummer|adresse"
        r"|daten)(?: (?:weg"
        r"|raus|aussi|aus[- ]?\w+|bitte|sofort))*",
        r"(?:gib|gebt|gebts|geben sie)(?: (?:jetzt|endlich|mir|bitte|doch|a))* (?:ruhe?|ruah?|frieden|a ruah?)",
        r"(?:ich )?(?:brauche|brauch|benotige|mochte|will|wunsche)(?: ich)? (?:ihre|eure|diese|solche"
        r"|die) (?:zusendungen"
        r"|mails|e-?mails|nachrichten|newsletter|sms|zuschriften|angebote|stellenangebote"
        r"|informationen)(?: (?:leider|bitte"
        r"|daher|jetzt|wirklich))* nicht (?:mehr|langer|weiter)",
        r"(?:widersprech\w*|widerruf\w*|untersag\w*|verbiet\w*)(?: (?:ich|ihnen|euch|hiermit))* (?:jede[rnm]?"
        r"|jegliche[rnm]?)"
        r" (?:weitere[rnm]? |kunftige[rnm]? |werbliche[rnm]? )*(?:kontaktaufnahmen?|kontakt|kommunikation|zusendung"
        r"|ansprache)(?: (?:durch (?:sie|euch)|mit mir|zu mir))?",
        # French
        rf"(?:fous|(?:lach|fich|fout|laiss)(?:e|ez|es))[- ](?:moi|nous)(?: (?:donc|enfin"
        rf"|un peu))* (?:tranquilles?|la paix|les baskets?"
        rf"|la grappe|en paix|avec vos \w+)(?: une bonne fois(?: pour toutes)?)?(?: avec (?:vos|tes|ces"
        rf"|toutes? (?:vos|ces)) {_OURS_FR})?",
        rf"(?:de |a )?ne (?:plus|pas|jamais)(?: (?:jamais|plus))? {_VERB_FR}(?: (?:avec moi|de mails?|de sms"
        rf"|de messages|"
        rf"quoi que ce soit|d'\w+|vos \w+|des \w+))*",
        rf"(?:n'est |y a |il n'y a |c'est )*plus (?:besoin|la peine|necessaire|utile) de {_VERB_FR}(?! (?:l'"
        rf"|(?:le|la|les|un|une|mon|ma|vos|ces)"
        rf" (?!sms|mails?|messages|textos|offres|annonces)))(?: (?:avec moi"
        rf"|quoi que ce soit|quoi que se soit|d'autres? \w+|des? \w+|vos \w+|rien|a l'avenir|desormais|plus))*",
        rf"(?:on arrete|arret\w+|cess\w+|stopp\w+|fini\w*|assez|y en a marre|ca suffit|marre)(?: (?:la|un peu"
        rf"|tout|avec"
        rf"|de|d'|les|vos|ces|tous|toutes))+ {_OURS_FR}",
        r"(?<!ai )(?<!avez )(?<!avais )(?:(?:effac|supprim|vir|enlev|retir|ray|jet)(?:e|er|ez)"
        r"|oubliez)[- ](?:moi )?(?:mon|ce) (?:num|numero|numero de \w+|tel"
        r"|telephone|portable|mail|e-?mail|adresse|nom)(?: (?:de (?:votre|vos|la|toutes? vos) (?:\w+)|svp|merci"
        r"|tout de suite|immediatement|s'il vous plait))*",
        r"me (?:rayer|radier|retirer|enlever|supprimer|desinscrire|desabonner|oter|sortir) de (?:vos|toutes? vos"
        r"|votre|cette"
        r"|la|ces) (?:listes?|base|bases|fichiers?|diffusions?|envois?|contacts)(?: (?:de |d')(?:diffusion"
        r"|donnees|envois?"
        r"|contacts?|mails?|candidats))?",
        # Spanish
        rf"(?:cort(?:ala|enla|a|en|ela|alas|adla)|acab(?:ala|enla|en)|par(?:ala|enla|en|a|ad|ale|enle)|baj(?:ale"
        rf"|enle)"
        rf"|dejense|dejate|deja|dejen|basta|bastante|suficiente|ya estuvo(?: bueno)?)(?: (?:ya|bien|un poco"
        rf"|la))*(?: (?:con|de))"
        rf"(?: (?:los|las|sus|tus|tantos|tantas|tanto|tanta|vuestros|vuestras|estos|estas|esos|esas|el|la|mandar"
        rf"|enviar"
        rf"|mandarme|enviarme|escribir))* {_OURS_ES}(?: (?:ya|por favor|de una vez))*",
        r"(?:que )?(?:ya )?no (?:me |nos )?(?:vuelvan|vuelva|vuelvas|volvais|volvas) a (?:escribir|escribirme"
        r"|contactar"
        r"|contactarme|llamar|llamarme|molestar|molestarme|mandar\w*|enviar\w*|dirigirse|comunicarse|mensajear\w*"
        r"|buscar\w*)"
        r"(?: (?:a mi|conmigo|nada|mas|nunca|mensajes|correos))*(?: (?:por|a traves de|bajo) (?:ningun|ninguna"
        r"|cualquier)"
        r" (?:medio|lado|via|motivo|canal|concepto))?",
        r"(?:ya )?no (?:me |nos )?(?:escrib[ai]\w*|mand[ea]\w*|envi[ea]\w*|contact[ea]\w*|molest[ea]\w*"
        r"|mensaje[ea]\w*)"
        r"(?: (?:nada|mas|nunca|jamas|ya|mensajes|correos|otra vez))+(?: (?:a (?:este|mi) (?:numero|telefono"
        r"|celular|correo)"
        r"|aqui|por (?:aqui|ningun lado|ningun medio|ninguna via|favor)))*",
        r"(?:me )?(?:(?:borr|elimin|quit|tach)(?:a|e|en|ad|ar)|saqu(?:e|en)|olvid(?:en|ense de))(?:me|nme"
        r"|dme)? (?:de (?:su|sus|tu|la|esa|esta|todas) "
        r"(?:listas?|base de datos|bases de datos|agenda|sistema|contactos|registros)|(?:mi|este) (?:numero"
        r"|telefono|correo"
        r"|contacto|celular)|de (?:ahi|alli|aqui|todo))(?: (?:ya|por favor|de una vez|de (?:su|sus|tu|la) \w+))*",
        # Portuguese
        rf"(?:chega|basta|cansei|parou|para|parem|pare|deixa|deixem|acabou|enough)(?: (?:ja|logo|ai))?(?: (?:de"
        rf"|com|d[oa]s?"
        rf"|ness[ae]s?|dess[ae]s?|as|os|ess[ae]s?|tant[ao]s?|mandar|enviar|me|mandarem"
        rf"|receber))+ {_OURS_PT}(?: (?:ja|por favor"
        rf"|pra mim|para mim|pro meu \w+))*",
        r"(?:apag(?:a|ue|uem|ar)|delet(?:a|e|em|ar)|exclu(?:a|am|ir)|remov(?:a|am|er)|retir(?:a|e|em|ar)|esquecam"
        r"|tir(?:a|e|em|ar)"
        r"|risca|risquem|elimin(?:a|e|em|ar))(?: (?:o|esse|este|meu|o meu|a|minha))+"
        r" (?:numero|telefone|contato|contacto|zap|celular|e-?mail|endereco|nome)(?: (?:ai|dai|da[ils]?(?: (?:sua"
        r"|vossa|tua)"
        r" )?(?:lista|agenda|base)?|por favor|pfv|logo))*",
        r"(?:solicito|peco|requeiro|exijo|agradeco|pretendo|gostaria de pedir)(?: que)?(?: (?:a|o|por favor"
        r"|desde ja))*"
        r" (?:remocao|exclusao|eliminacao|retirada|remov\w+|retir\w+|elimin\w+|exclu\w+|apag\w+)(?: (?:do|da|dos"
        r"|o|a|os"
        r"|meu|minha|meus|me))* (?:endereco|e-?mail|nome|numero|contacto|contato|dados|telefone"
        r"|inscricao)(?: de e-?mail)?"
        r"(?: (?:da|das|do|dos|de|desta|dessa)(?: (?:vossa|vossas|sua|suas|tua|toda a|toda))? (?:listas?|base|bases|"
        r"newsletter|mailing|envios?)(?: de (?:envios?|e-?mails?|contactos?|contatos?|distribuicao|correio"
        r"|divulgacao|dados)"
        r")?)?",
        r"me deix(?:a|e|em) (?:em paz|quiet[oa]|sossegad[oa]|na minha)(?: (?:por favor|ai|logo|com (?:ess[ae]s|as"
        r"|os|suas) \w+"
        r"))*",
        # Italian
        rf"(?:la )?(?:smett\w+|finitela|finiscila|piant\w+|basta|cessate|evitate)(?: (?:subito|pure|un po'"
        rf"|ora|adesso|una buona volta))?(?: (?:con|di|coi|dei|a|i|gli|le|la|quest\w+|vostr\w+|tutt\w+|mandare"
        rf"|mandarmi|inviare"
        rf"|inviarmi))* {_OURS_IT}(?: (?:per favore|grazie|subito|ora))*",
        r"(?:non (?:mi )?(?:contatta|scrive|scrivete|chiama|manda|cerca|invia|disturba)\w*|non (?:contattate|scrivete"
        r"|chiamate|mandate|cercate|disturbate)(?:mi|temi)?)(?: (?:piu|mai|mai piu|oltre|niente"
        r"|nulla))+(?:,? (?:ne|in|per|a"
        r"|via|nessun|nessuna|modo|forma|motivo|telefono|mail|posta|sms|messaggio|elettronica|e|questo|numero"
        r"|alcun|alcuna"
        r"|alcuna forma))*",
        r"(?:togliete|togli|levate|leva|cancellate|cancella|eliminate|elimina|rimuovete|rimuovi|dimenticate"
        r"|buttate)(?:mi)? (?:(?:il )?(?:mio|questo)"
        r" (?:numero|indirizzo|nome|contatto|recapito)|da(?:i|gli|lle|lla)? (?:vostr\w+ |quest\w+ "
        r"|sta )?(?:contatti|elenc\w+|list\w+"
        r"|rubrica|archivi\w*|database|mailing list|invii))(?: (?:per favore|grazie|subito|per cortesia|da\w* \w+))*",
        # Dutch
        rf"(?:hou|houd|houdt|kap|kapt|stop|stopt|schei|ophouden|stoppen|kappen)(?: (?:es|eens|toch|nou|nu|maar"
        rf"|gewoon|eindelijk"
        rf"|alsjeblieft|aub|op|uit|er|daar))*(?: (?:op|uit))? met (?:{_DET_NL} )*(?:{_OURS_NL}|ge\w+)",
        r"(?:ik )?(?:wil|hoef|wens|wou)(?: ik)? (?:van (?:jullie|u|je) )?(?:niks|niets|nooit meer iets|nooit meer"
        r"|geen woord)"
        r"(?: meer)?(?: van (?:jullie|u|je|jou|dit bedrijf))? (?:horen|ontvangen|krijgen|zien|vernemen|te horen)",
        r"(?:graag )?(?:verneem|hoor|ontvang|krijg)(?: ik)? (?:graag )?(?:niets|niks) meer(?: van (?:u|jullie|je))?",
        r"(?:laat|laten)(?: (?:je|jullie|u))? (?:niks meer|niets meer|nooit|nooit meer)(?: (?:iets"
        r"|wat))? (?:van (?:je|jullie|u"
        r"|jou|uzelf|jezelf) )?horen",
        rf"(?:graag |liever |ook )*(?:ontvang|krijg|wens|zie|wil|verneem) (?:ik )?(?:graag |liever )?(?:uw|jullie"
        rf"|deze"
        rf"|die|de|zulke)"
        rf" (?:\w+ )?{_OURS_NL}(?: (?:graag|liever|voortaan|in de toekomst))* (?:niet|niet meer"
        rf"|niet langer)(?: (?:meer|langer"
        rf"|verder|te ontvangen|ontvangen|krijgen|hebben))*",
        r"(?:gooi|flikker|smijt|verwijder|wis|haal|schrap|delete)(?: (?:mijn|m'n|me|dit|die))+ (?:nummer|gegevens"
        r"|naam"
        r"|adres|mail|mailadres|e-?mailadres|telefoonnummer|06|contact)(?: (?:maar|gewoon|nu|direct|meteen|weg"
        r"|eruit|aub"
        r"|alsjeblieft|uit \w+ \w+))*",
        # Danish, Norwegian, Swedish
        rf"(?:lad|la|lat)(?: (?:nu|venligst|vennligst|bare|for guds skyld|snalla|da|endelig|bli))*(?: (?:vaere"
        rf"|vara|bli|blive"
        rf"|vaer))?(?: (?:med|a|at|att|og))+ {_VERB_NORTH}{_TO_NORTH}",
        rf"(?:stop|stopp|stoppa|sluta|slutt|hold op|slut|lagg av|kutt ut|kutt|ophor|drop|dropp|droppa|upphor"
        rf"|skip)(?: (?:nu|nu da"
        rf"|da|venligst|genast|straks|na))*(?: (?:med|a|at|att|og|era|jeres|deres|alle|alla|de|de her|disse|dessa"
        rf"|den|det|ut"
        rf"|ditt|dit))* (?:{_VERB_NORTH}|{_OURS_NORTH}){_TO_NORTH}",
        r"(?:jag |jeg )?(?:vil|vill|onsker|onskar|gider|orkar|orker)(?: (?:jeg|jag))? (?:ikke|inte|aldrig"
        r"|aldri)(?: (?:ha|have"
        r"|fa|modtage|motta|se|hora|hore|hoyre))*(?: (?:mere|mer|flere|fler|noget|noe|nagot))*(?: (?:fra"
        r"|fran) (?:jer|dere|er"
        r"|dig|deg))(?: (?:mere|mer|igen|igjen|langre|lenger))*",
        r"(?:(?:ta|tag|plocka) (?:bort|vekk|vaek|av)|fjern|slett|slet|stryk|radera)(?: (?:bort|venligst|vennligst"
        r"|gjerne|snalla))*(?: (?:mig"
        r"|meg|mitt|mit|min|det her|dette|nummeret|nummer|numret|nummret|adresse|adress|mail|navn|namn|oplysninger"
        r"|uppgifter|opplysninger))+(?: (?:fran|fra|af|av|ur|mitt))*(?: (?:utskick(?:en|et)?|udsendelser(?:ne)?"
        r"|listen|lista"
        r"|jeres \w+|deres \w+|era? \w+|mailinglisten|sms-?listen))?",
        rf"(?:ikke|inga|ingen) (?:flere|fler|mer|mere) {_OURS_NORTH}(?: (?:tak|takk|tack))?"
        rf"|{_VERB_NORTH}(?: (?:mig|meg|oss))?"
        r" (?:inget|ingenting|intet|ingen) (?:mer|mere)|meld (?:meg|mig) (?:av|af|ut|ud)|(?:sluta upp|kutt ut"
        r"|stopp|slut)(?: med)?"
        rf" {_OURS_NORTH}",
        # all at once
        rf"(?:cancel|anul|annul|suspend|interromp|coup)\w* (?:todos |todas |tous |toutes |tutti |tutte )?(?:los"
        rf"|las|sus|estos|esos|as"
        rf"|os|essas|esses|suas|les|vos|ces|i|gli|le|questi|sti) (?:{_OURS_ES}|{_OURS_PT}|{_OURS_FR}|{_OURS_IT})",
        rf"(?:ya )?(?:baj|par|cort)(?:a|e|en)(?:le|la|nle|nla)(?: ya)?(?: (?:a|con|de) (?:los|las|sus"
        rf"|tantos) {_OURS_ES}"
        r"|(?= ya| ?$))",
        rf"(?:fatela|fate) finita con (?:questi|sti|i|le|quest\w+|\w+) ?{_OURS_IT}|(?:stop|basta) (?:coi|ai|agli"
        rf"|alle|con i|con le|con gli"
        rf"|con sti) {_OURS_IT}|la smettete di (?:scrivermi|mandarmi|contattarmi|disturbarmi|inviarmi)(?: \w+)?"
        r"|lasciate(?:mi|me|ci) (?:perdere|perde|stare|sta|in pace)",
        rf"(?:bitte )?keine (?:weiteren |neuen )?{_OURS_DE} mehr(?: (?:an (?:diese|meine) (?:nummer|adresse)"
        rf"|schicken|senden|bitte"
        rf"|danke))*|(?:schalt|stell|dreh)\w*(?: (?:bitte|sie))* (?:die|diese|eure|alle) {_OURS_DE} (?:ab|aus|ein)",
        r"(?:tu|tuts|tut|tun sie)(?: (?:mi|mich|mir|uns|bitte))+ (?:da |hier |aus (?:dem |der |eurem "
        r"|eurer )?\w+ |von (?:der |eurer )?\w+ "
        r")?(?:raus|weg|runter|aussi)|lasst? (?:nichts|nix) mehr von (?:euch|ihnen|dir|sich) horen",
        rf"(?:chiedo|richiedo|esigo|solicito|pido|exijo|je demande|ik verzoek om|ich bitte um|bitte um)(?: (?:la"
        rf"|el|le|l'|die|de|um))*"
        rf" ?(?:rimozione|cancellazione|eliminazione|baja|eliminacion|supresion|suppression|retrait|verwijdering"
        rf"|loschung)(?: (?:del|de|di"
        rf"|du|mon|mio|mi|van|mijn|meiner|meines|adresse|indirizzo|correo|numero|nummer|adres|nome|nom|e-?mail"
        rf"|mail|nombre|direccion"
        rf"|e-?mailadres|namens))* ?(?:da|de|dal|dalla|dalle|van|uit|aus|von|vom)(?: (?:la|vostr\w+|su|sus|vos"
        rf"|votre|toutes|todas|uw|jullie"
        rf"|dem|der|ihrem|ihrer|eurem|eurer))* ?(?:mailing list|list[ae]s?|lijst(?:en)?|{_LISTS})(?: de (?:correo"
        rf"|distribucion"
        rf"|diffusion|contactos?|contacts?))?",
        # Polish
        r"(?:prosze|bardzo prosze)(?: (?:juz|wiecej|do mnie|mi|nigdy))* nie (?:pisac|wysylac|kontaktowac|dzwonic"
        r"|przysylac)"
        r"(?: (?:juz|wiecej|do mnie|mi|sie ze mna|zadnych|wiadomosci|maili|sms-ow|smsow))*",
    ),
    alone=(
        rf"(?:bitte )?(?:die |diese |eure |ihre )?{_OURS_DE} (?:bitte )?(?:abstellen|abschalten|ausschalten"
        rf"|weglassen|sein lassen)",
        rf"(?:sehen|seht)(?: (?:sie|bitte|kunftig|in zukunft))* von (?:weiteren |ihren "
        rf"|euren )?{_OURS_DE}(?: an mich)? ab",
        r"(?:fate|faccia|fai) a meno di (?:scrivermi|contattarmi|mandarmi|cercarmi|disturbarmi|inviarmi)(?: \w+)?",
        r"(?:graag )?(?:van|uit) de lijst(?: af)?(?: graag)?|(?:jeg vil |jag vill )?(?:gerne |garna )?(?:afmeldes"
        r"|avmeldes|avregistreras)",
        r"(?:meine |die |diese )?(?:handy)?nummer (?:bitte )?(?:sofort )?(?:loschen|streichen)",
        r"(?:bloss|nur) (?:nichts|nix|nicht) mehr|lasst's gut sein|lasst es gut sein",
    ),
    doubt=(
        r"(?:no more|enough) (?:jobs?|roles|vacanc\w+|offers|ads|adverts)|(?:inga fler|ikke flere"
        r"|ingen flere) (?:jobb?|jobber|jobs|tilbud"
        r"|erbjudanden|annonse\w*)|keine (?:jobs|stellen|angebote) mehr(?= ?(?:$|[.!]|bitte|danke))|(?:plus d'"
        r"|assez d')(?:offres|annonces)"
        r"|(?:no mas|basta de) (?:ofertas|trabajos|vacantes)",
        r"(?:schreib|nerv|sims|text|belastig|mull)\w* (?:doch |bitte |lieber )?(?:wem|jemand|wen|jemanden"
        r"|jemandem|andere) ?ander\w*"
        r"|(?:text|message|bother|annoy|pester|e-?mail) (?:someone|somebody) else|(?:ecri|embet"
        r"|contact)\w+ (?:a )?quelqu'un d'autre"
        r"|(?:escrib|molest|mand)\w+ a otr[oa]|(?:scriv|disturb)\w+ a qualcun altro|(?:mail|app"
        r"|stuur)\w* (?:maar )?iemand anders",
        r"(?:these|they|those|texts|messages|e-?mails|alerts|reminders)(?: all)? (?:be|on) (?:paused|suspended"
        r"|stopped|hold|held off)"
        r"|(?:berichten|mails|appjes|sms'?jes)(?: \w+){0,2} op pauze|(?:message|text|e-?mail|write"
        r"|contact)(?: me)? (?:next|in|after|later)"
        r"(?: \w+){0,2},? or (?:don'?t|do not|not)(?=\W*$)",
        r"(?:pause|suspend|snooze|hold off(?: on)?|put on hold|freeze|postpone) (?:these|those|them"
        r"|all (?:of )?(?:these|this)"
        rf"|(?:{_EVERY} )+{_OURS_EN}|{_OURS_EN})|(?:give (?:it|this|me) (?:a few|some|a couple of|\w+) (?:weeks"
        rf"|months|years"
        r"|time))(?: \w+){0,3} (?:message|text|e-?mail|write|contact)\w*|(?:message|text|e-?mail|write"
        r"|contact)(?: me)?(?: again)?"
        r",? or (?:don'?t|do not|not)(?=\W*(?:$|idk|whatever|up to you|i don))",
        r"(?:pausier|unterbrech|aussetz|ruhen lassen)\w*(?: (?:sie|bitte|die|eure|ihre|diese))* (?:nachrichten"
        r"|mails|sms|e-?mails"
        r"|newsletter)|(?:nachrichten|mails|sms|e-?mails|newsletter)(?: \w+){0,4} (?:pausier|unterbrech|aussetz)\w*",
        rf"(?:suspend|mettre en pause|paus)\w*(?: (?:les|vos|ces|los|las|sus|estos|as|os|estes|i|gli|le|questi|de"
        rf"|die|deze))*"
        rf" (?:{_OURS_FR}|{_OURS_ES}|{_OURS_PT}|{_OURS_IT}|{_OURS_NL})",
        r"(?:cancel\w*|annul\w*) (?:tudo|todo|tutto|tout|alles|everything|the lot|it all)|laat (?:mij|me) gerust"
        r"|mik (?:mich|mi)"
        r"|(?:scrub|cross|scratch|delete)(?: \w+){0,3} (?:number|name)(?: \w+)? (?:wherever|whichever)",
        r"(?:shut it|zip it|pack it in|wind your neck in|do one)",
    ),
    refusal=(
        r"(?:zo |nu |nou |het )*(?:is|was) het mooi geweest(?: hoor)?",
        r"(?:ist|is|isch|wars|war)(?: (?:es|s|'s|a))? (?:jetzt|nun|langsam|iatz|jez)(?: (?:aber|auch|mal|langsam"
        r"|endlich|dann))* (?:gut|genug|schluss|guad|guet)",
        r"(?:c'est|c) bon (?:la|maintenant|hein|stop)(?: (?:hein|stop|merci))?",
        r"ya esta bien ya|e basta dai|nou is het goed",
        r"(?:jetzt|so|nun|langsam|iatz|jez)(?: (?:ist|is|isch|wars|war))?(?: (?:es|s|a))?(?: (?:aber|auch|mal"
        r"|langsam|wirklich|echt"
        r"|amoi|dann|a|ist|is))+ (?:gut|genug|schluss|guad|guet)",
        r"(?:es|jetzt|mir) (?:reicht|langt|reichts|langts)(?: (?:es|mir|jetzt|langsam|auch|aber|a))*(?: (?:mal"
        r"|jetzt|dann))?",
        r"(?:ca )?suffit(?: (?:maintenant|la|comme ca|hein))*",
        r"(?:ya )?(?:estuvo|estuvo bueno|fue suficiente)",
        r"(?:zo |nu |nou |dat )?(?:is|was) (?:het|dat)?(?: (?:wel|nu|nou|zo|weer|dan))+ (?:genoeg"
        r"|mooi)(?: (?:geweest|hoor|zo))*",
        r"(?:(?:nej|nei|no|men|sa),? )?(?:nu|na) (?:er|far|fick) det(?: (?:nok|nog|bra|vaere|vara))+"
        r"|det (?:racker|rekker|holder|er nok)(?: (?:nu|na|da"
        r"|altsa))*",
    ),
    courtesy=(
        r"(?:(?:per|via|by|par|por|pelo|op|over)(?: de)? )(?:telefono?|telephone|telefoon|phone|e-?mail|mail|sms"
        r"|post|whatsapp|text"
        r"|correo|courrier)(?:,? (?:oder|und|noch|or|and|nor|ou|et|ni|o|y|of|en|e|ne|nem)(?: (?:per|via|by|par"
        r"|por))?(?: de)?"
        r" (?:telefono?|telephone|telefoon|phone|e-?mail|mail|sms|post|whatsapp|text|correo|courrier))+",
        r"tho|though|x+|n|hoor|joh|zeg|love|luv|hun|pet|duck|hen|bruv|bro|fam|mate|eh|che|moca|moco|gell|gel|oida"
        r"|leitln|leute"
        r"|freunde|jetz|iatz|amoi|vlw|valeu|oh|hey|ey|hombre|tio|tia|nou|man|jongens|lads|folks",
        r"(?:would |could )?(?:you |please )*be so (?:kind|good) as to|(?:i'?d|i would|i should|we'?d"
        r"|we would) (?:be|feel) (?:very "
        r"|most |so |really )*(?:grateful|obliged|glad|thankful|pleased|happy) if you (?:would|could|might)"
        r"|with (?:many |all )?"
        r"(?:my )?(?:thanks|apologies|regards)|(?:and )?(?:with )?every good wish|good luck"
        r"|(?:all the )?best of luck|(?:for|with|in) "
        r"your search|no offen[cs]e (?:meant|intended)|i (?:hereby )?(?:must|have to) ask you to|by return",
        r"whatever the (?:channel|means|medium|form|reason)|(?:by|in|via|on|through) (?:whatever|any"
        r"|no) (?:channel|means|medium"
        r"|way|form)|(?:for|about) (?:any|whatever) (?:reason|purpose)|egal (?:auf welche[mn] (?:weg|kanal|wege)"
        r"|wie|ob (?:per )?\w+"
        r" oder (?:per )?\w+|woruber|wodurch)|auf (?:keinem|welchem) weg(?: auch immer)?|in (?:keiner"
        r"|welcher) form(?: auch immer)?"
        r"|sous (?:quelque|aucune) forme(?: que ce soit)?|(?:par|de) (?:quelque|aucun) (?:moyen|maniere|canal|biais)"
        r"(?: que ce soit)?|por (?:ningun|ninguna|cualquier) (?:medio|via|lado|canal|motivo)|bajo ningun concepto"
        r"|de ninguna (?:forma"
        r"|manera)|por (?:nenhum|nenhuma|qualquer) (?:meio|via|canal|motivo)|de (?:forma|maneira) (?:alguma|nenhuma)"
        r"|in (?:nessun|alcun) modo|per (?:nessun|alcun) motivo|in nessuna forma|op geen enkele (?:manier|wijze)"
        r"|nergens|nooit meer"
        r"|pa (?:noen|nogen|nagot) (?:mate|made|satt)",
        r"(?:ne|ni|nem|noch|weder|nor|en ook niet|ook niet|of)(?: (?:per|par|por|via|door|pelo|in))? (?:e-?mails?"
        r"|mails?|sms"
        r"|telefono|telefone|telefon|telefoon|telephone|llamadas?|chamadas?|messaggi|messages?|mensajes|mensagens"
        r"|posta elettronica"
        r"|posta|correos?|courrier|texts?|calls?|whatsapp|nada|niente|rien)",
        r"(?:je vous saurais gre|je vous serais (?:reconnaissante?|oblige[e]?)|je vous (?:prie|demande|remercie"
        r"|saurai gre)|(?:merci )?"
        r"de bien vouloir|bien vouloir|avec (?:mes|tous mes) (?:remerciements|salutations|excuses)|c'?est? bon"
        r"|je vous prierais"
        r"|madame,? monsieur|messieurs dames|c bon)",
        r"(?:ruego|les ruego|agradeceria que|le agradeceria que|les agradeceria que|les pido que|pido que)"
        r"|(?:por )?(?:cortesia"
        r"|gentileza)|per (?:cortesia|gentilezza|piacere)|gracias a dios|gracas a deus|com licenca",
        r"youse|yous|you lot|pal|ta|wee man|i mean it|(?:ik )?verzoek(?: ik)? (?:u|jullie)(?: (?:vriendelijk|om"
        r"|dringend))*|graag|ik"
        r"|ontvang(?= ik)|i|la prego|vi prego|ti prego|vi chiedo",
        r"haud yer wheesht|away ye go|away with ye|och|aye|nae offence|nae bother",
        r"mit (?:bestem|freundlichem) dank|hochachtungsvoll|nix fia unguad|pfiat ?(?:eich|di)|servus"
        r"|griass ?(?:eich|di)"
        r"|gruezi|merci vilmal",
    ),
    reasons=(
        # how it is with them: no work is looked for
        r"i(?:'ve| have) (?:now )?retired|(?:i(?:'ve| have)? been|i(?:'m| am)) (?:now |already |happily |long "
        r"|fully )?retired(?: (?:for |now "
        r"|since )?[\w ]{0,25})?"
        r"|(?:ich )?(?:bin|lebe)(?: (?:seit \w+|schon|jetzt|inzwischen|langst|ich))* (?:in rente|rentner(?:in)?"
        r"|pensioniert|im"
        r" ruhestand|in pension)|je suis (?:a la |en |deja )*retraitee?|(?:ya )?estoy (?:jubilad[oa]|retirad[oa])"
        r"|(?:ja )?(?:estou"
        r"|sou|to) (?:aposentad[oa]|reformad[oa])|(?:sono|sto) (?:gia )?in pensione|ho \d+ anni(?: e faccio (?:il"
        r"|la) \w+)?"
        r"|(?:ik )?ben (?:al |ik )?(?:met pensioen|gepensioneerd)|(?:ich )?bin \d+(?: jahre alt)?|tengo \d+ anos"
        r"|j'ai \d+ ans"
        r"|i(?:'m| am) \d+(?: years old)?",
        r"(?:my|our) (?:husband|wife|mother|father|mum|mam|mom|dad|son|daughter|brother|sister|nan|gran"
        r"|partner)(?: has)? (?:died"
        r"|passed(?: away)?|is (?:dead|deceased))(?: (?:in|on|last|at) \w+(?: \w+)?)?|(?:and )?(?:this|it) (?:was"
        r"|is) (?:his|her|my"
        r" (?:late )?(?:husband|wife|mother|father|mum|dad|son|daughter)'?s?) (?:phone|number|e-?mail|address|mobile)"
        r"|(?:mein|meine|unser|unsere) (?:\w+) (?:ist|is)(?: (?:leider|letztes jahr|vor \w+ \w+"
        r"|im \w+))* (?:verstorben|gestorben|tot)"
        r"|(?:mon|ma) \w+ (?:est|nous a) (?:decedee?|morte?|quittes?)(?: (?:en|le|depuis) \w+(?: \w+)?)?"
        r"|mi \w+ (?:ha )?"
        r"(?:fallecio|fallecido|murio|muerto)(?: (?:en|el|hace) \w+(?: \w+)?)?|(?:o |a )?(?:meu"
        r"|minha) \w+ (?:faleceu|morreu)"
        r"(?: (?:em|no|na|ha) \w+(?: \w+)?)?|(?:mio|mia) \w+ e (?:mort[oa]|mancat[oa]|decedut[oa]|scompars[oa])"
        r"|mijn \w+ is (?:vorig"
        r" jaar |pas |helaas )?(?:overleden|dood)",
        r"(?:this|that) (?:is|number is|phone is|phone belongs to|number belongs to|belongs to)(?: now)? (?:my|a"
        r"|our) (?:\d+[- ]year[- ]"
        r"old )?(?:son|daughter|kid|child|grandson|granddaughter|mum|mother|dad|wife|husband"
        r"|work)(?:'?s)?(?: (?:phone|number|one"
        r"|mobile))?(?:,? (?:who is|he is|he'?s|she'?s|aged?) \d+)?|(?:this|it) is a (?:work|child'?s|business"
        r"|family) (?:phone|number|one"
        r"|mobile)|its a work (?:one|phone|number)|est[ea] (?:numero|telefono|celular) es de (?:mi|un"
        r"|una) \w+(?: de \d+ anos)?"
        r"|ce numero est celui de (?:mon|ma) \w+(?: de \d+ ans)?|(?:das|diese nummer) (?:ist"
        r"|gehort)(?: jetzt)? (?:die nummer )?"
        r"(?:meine[rsm]?) \w+(?:s)?|questo (?:numero )?e (?:il numero )?di (?:mio|mia) \w+"
        r"|dit (?:nummer )?is van mijn \w+"
        r"|ess[ea] (?:numero|telefone) e d[oa] (?:meu|minha) \w+",
        r"(?:the|this|my|das|mein|mon|ma|mi|minha|mijn|la mia) (?:inbox|mailbox|postfach|boite|bandeja|caixa"
        r"|casella|inbox)(?: \w+)?"
        r" (?:is|ist|lauft|quillt|esta|e|deborde|platzt|est|zit|loopt)(?: (?:full|overflowing|uber|voll|pleine"
        r"|llena|cheia|piena|vol"
        r"|over|fast|bald|flooded))*",
        r"(?:these|the|your|all these) (?:texts|messages|sms) cost(?: me)?(?: (?:money|a fortune|extra|abroad"
        r"|to receive"
        r"|roaming|loads))*",
        # nobody who applied
        r"(?:i am|i'm|im) (?:not|no) (?:a |your |the |one of your )?(?:candidate|applicant|nurse|driver|person"
        r"|\w+er)|(?:i(?:'ve| have)? )?"
        r"never (?:been|was|worked as) (?:a |an )?\w+(?: in my (?:whole )?life)?|i (?:do not|don'?t) (?:know"
        r"|care) (?:how|where) you got"
        r" (?:hold of )?(?:me|my \w+|this(?: \w+)?)|(?:and )?(?:i )?(?:do not|don'?t) care"
        r"|i don'?t even know (?:you|who you are)",
        # they have work
        r"(?:i(?:'ve| have)? )?(?:got|have|found)(?: myself)? (?:a |another |my )?(?:new )?(?:job"
        r"|work)(?: in an? \w+)?(?: since \w+)?"
        r"(?: (?:so|and) (?:you|u) can)?|(?:i |ich )?(?:hab|habe|ho|ha) (?:ich |i )?(?:scho|schon|eh|eh scho"
        r"|bereits) (?:was|wos|oppis"
        r"|a \w+|eine? \w+|oan?|job|arbeit)(?!,? (?:aber|am|vor))|j'ai (?:deja )?trouve(?: (?:un|du) (?:travail"
        r"|boulot|job|emploi|taf))?|ya (?:tengo|encontre"
        r"|consegui)(?: (?:trabajo|chamba|laburo|curro|empleo|jale|pega))?(?!,? pero)|(?:ja |eu )*(?:to|tou|estou"
        r"|tenho|arrumei|arranjei|consegui)"
        r" (?:empregad[oa]|trabalhando|a trabalhar|emprego|trabalho|trampo|servico)(?!,? (?:mas|porem))|(?:ho"
        r"|gia) (?:gia )?(?:trovato|un)(?: (?:un"
        r"|lavoro|altro))*|(?:ik )?(?:heb|ben)(?: ik)? (?:al|allang|inmiddels) (?:een |ander "
        r"|een andere )*(?:baan|werk|voorzien"
        r"|aan het werk)|jag har (?:redan )?(?:jobb|fatt jobb)|jeg har (?:allerede )?(?:job|jobb|fatt jobb|faet job)",
        # said before
        r"(?:i (?:have |'?ve )?(?:now )?(?:asked|said|told you)(?: this| it| you)? (?:twice|three times|before"
        r"|already|enough)(?: (?:now"
        r"|already))?)|(?:second|third|fourth|3rd|2nd|4th)(?: (?:n|and|&) (?:last"
        r"|final))? time(?: (?:of )?asking)?|last time(?: of)?"
        r" asking|(?:das|ich sag(?:e)?s?)(?: \w+)? zum (?:letzten|dritten|zweiten) mal|(?:c'est )?la (?:derniere"
        r"|deuxieme|troisieme)"
        r" fois(?: que je (?:le |vous )?(?:dis|demande|ecris))?|es la (?:ultima|segunda"
        r"|tercera) vez(?: que (?:lo |se lo )?(?:digo|pido))?"
        r"|(?:e|ja e) a (?:ultima|segunda|terceira) vez(?: que (?:peco|digo))?|(?:avete|mi avete) (?:rotto"
        r"|stufato|stancato)(?: (?:le"
        r" \w+|abbastanza))?",
        # what else is said along with it
        r"(?:ich|ik|i) (?:will|wil|want) (?:es|das|het|it)(?: (?:alles|allemaal|all))? (?:nicht|niet|no) (?:mehr"
        r"|meer|more)"
        r"|under (?:article|art\.?) \d+(?: (?:of the )?(?:uk )?gdpr)?"
        r"|(?:i )?object to the processing of my (?:personal )?data"
        r"(?: for (?:recruitment|marketing|any|such|these) ?(?:purposes?)?)?",
        r"me (?:agarran|pillan|cogen|llegan) (?:siempre )?(?:manejando|trabajando|conduciendo|durmiendo|a deshoras)",
    ),
    mails=(r"mailings|mail-?outs",),
    another_way=(
        r"(?:per |eine |die |ab und zu )*(?P<texts>sms|whatsapp)(?: (?:ab und zu|hin und wieder"
        r"|dann und wann))*(?: (?:durft ihr"
        r"|konnt ihr|durfen sie|konnen sie|stort (?:mich )?nicht|ist ok|passt))(?: (?:mich|weiterhin|gern|gerne"
        r"|weiter|nicht))*",
        r"(?:eine |die |per )*(?P<texts>sms|whatsapp) (?:ab und zu|hin und wieder) stort mich nicht",
        r"(?:eine |die |per )*(?P<mails>e-?mails?|mails?)(?: (?:durft ihr|konnt ihr|durfen sie|konnen sie"
        r"|stort (?:mich )?nicht"
        r"|storen (?:mich )?nicht))(?: (?:mich|weiterhin|gern|gerne|weiter|nicht))*",
        r"(?:se quiserem |se quiser |si quieren |si quereis |se volete |als jullie willen |if you (?:want|like"
        r"|must) )?(?:mandem"
        r"|manda|mande|enviem|manden|mandad|envien|mandate|scrivete|stuur|send)(?: (?:um|un|una|me|een|an|por|per"
        r"|so|solo|maar|gerne"
        r"|gern))* (?:(?P<mails>e-?mails?|correos?|mails?|mailtjes?)|(?P<texts>sms|textos?|smsje))",
        r"(?:juste |seulement |par |les |mes |uniquement )*(?:(?P<mails>courriels?|mails?|e-?mails?)"
        r"|(?P<texts>sms|textos?))(?: (?:c'est"
        r"|ca|c))+ (?:correct|ok|bon|va|bien|parfait|me va)",
        r"(?:por |via |mejor )*(?:(?P<texts>sms|whatsapp)|(?P<mails>correo|mail|e-?mail)) (?:me va|me viene|esta"
        r"|va) (?:mejor|bien"
        r"|perfecto)(?:,? (?:seguid|sigan|sigue|seguir) por (?:ahi|alli|ese medio))?",
        r"(?:you (?:can|may) (?:still )?|please |but )*(?:(?P<texts>text)|(?P<mails>e-?mail)) me if (?:something"
        r"|anything|a job|one|sth"
        r"|ought) (?:turns|comes|pops)(?: up)?(?: (?:in|near|around|at) \w+)?",
        r"(?:my )?(?:personal |private |home )(?P<mails>e-?mail)(?:'s| is) (?:fine|ok|okay|good|grand)(?: (?:tho"
        r"|though))?",
    ),
)
