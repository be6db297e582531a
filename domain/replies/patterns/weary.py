"""Complaints that name no stop, by kind and in many languages side by side, as one kind of complaint is one idea.

All are doubts: a person looks at them (R3).
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_ANY: Final = r"(?: [\w']+){0,4}"
_FEW: Final = r"(?: [\w']+){0,2}"
_US: Final = (
    r"(?:you|u|ye|yous|your|ur|yours|euch|ihnen|ihr|sie|ihre[nrm]?|eure[nrm]?|deine[nrm]?|dir|vous|vos|votre|toi|tes"
    r"|ustedes|usted|vosotros|vuestr[oa]s?|sus?|ti|voces|vc|vcs|vos|voss[oa]s?|seus?|suas?|jullie|jou|uw|u|jou"
    r"|voi|vostr[eiao]|lei|te|er|dere|jer|deres|jeres|was|wasze|vas|вас|ваши?|вам)"
)
_THESE: Final = (
    r"(?:this|these|that|those|it|them|das|dies|diese[nr]?|ca|cela|ces|ceci|esto|eso|estos|estas|esta|isto|isso"
    r"|dit|dat"
    r"|deze|questo|questi|queste|quest[ao]|det har|dette|tohle|tego|это)"
)
_OUR_MESSAGES: Final = (
    r"(?:texts?|messages?|msgs?|e-?mails?|mails?|alerts?|reminders?|updates?|notifications?|nachrichten|mitteilungen"
    r"|erinnerungen|sms|messages?|courriels?|textos?|relances|annonces|alertes|mensajes?|correos?|avisos"
    r"|recordatorios"
    r"|mensagens|mensagem|lembretes|alertas|berichten|berichtjes|mailtjes|appjes|herinneringen|messaggi|promemoria"
    r"|avvisi)"
)
_MY_DETAILS: Final = (
    r"(?:my|meine[nr]?|mon|ma|mes|mis?|meus?|minhas?|mijn|il mio|la mia|i miei|mitt|mit|mine|mina|moj\w*)(?: \w+)?"
    r" (?:number|num|phone|details|e-?mail|address|data|name|info|contact|nummer|daten|adresse|kontakt|mail|numero"
    r"|coordonnees|donnees|adresse|datos|correo|telefono|celular|dados|telefone|celular|contac?to|gegevens|adres"
    r"|mailadres|dati|indirizzo|recapito|recapiti|oplysninger|uppgifter|opplysninger|dane|udaje)"
)
_BOX: Final = (
    r"(?:inbox|mailbox|phone|postfach|posteingang|handy|boite(?: mail| aux lettres)?|telephone|buzon|bandeja|movil"
    r"|caixa(?: de (?:entrada|correio))?|telemovel|celular|mailbox|inbox|telefoon|casella(?: di posta)?|telefono)"
)
_FULL: Final = (
    r"(?:full|drowning|overflow\w*|flooded|exploding|bursting|blowing|clogged|swamped|quillt|voll|platzt|uberlauft"
    r"|zugemullt|deborde|pleine|explose|saturee|llen[oa]|saturad[oa]|desbordad[oa]|lotad[oa]|cheia|entupida|vol"
    r"|stroomt"
    r"|ontploft|pien[oa]|intasat[oa]|scoppia)"
)

WEARY: Final = Language(
    doubt=(
        # a box that is full because of us
        rf"{_BOX}{_ANY} {_FULL}{_ANY} {_US}|{_FULL}{_ANY} {_BOX}{_ANY} {_US}",
        # said before, and not heard
        r"(?:already|before|twice|times|once|clearly)(?: \w+){0,3} (?:told|asked|said|opted|unsubscribed|refused"
        r"|declined|requested)(?! (?:me|by|us|that i|if|whether|for the))|i (?:have |already |did |'ve )*(?:told|said"
        r"|asked|opted out|refused|declined)(?: \w+){0,3} (?:already|twice|before|three times|many times|times|no\b)",
        r"(?:schon|bereits)(?: \w+){0,3} (?:gesagt|gebeten|erklart|mitgeteilt|abgelehnt|geschrieben, dass)|hatte"
        r" (?:ihnen|sie|euch|ich)(?: \w+){0,4} (?:gesagt|gebeten)|wie oft (?:soll|muss|denn|noch)(?: \w+){0,3}",
        r"(?:deja|x|fois)(?: \w+){0,2} (?:dit|demande|repondu non|signale)|l'ai (?:deja )?(?:dit"
        r"|demande)(?: \w+){0,2}"
        r" (?:fois|deja)",
        r"ya (?:se lo|os lo|lo|les|te lo|se los) (?:he |habia )?(?:dije|dicho|pedi|pedido|explique|comente)"
        r"|(?:se lo|lo) (?:dije|he dicho|pedi)(?: \w+){0,3} veces",
        r"ja (?:lhes?|vos|o|te)? ?(?:disse|tinha dito|pedi|avisei|expliquei|falei)(?: (?:isso|isto"
        r"|que nao|varias))|(?:ja )?(?:disse|falei|pedi|avisei)(?: (?:isso|isto|para|pra))*(?: \w+){0,2} vezes",
        r"(?:heb|had)(?: (?:dat|dit|het|ik|u|jullie|toch))+ al(?: \w+){0,3} (?:gezegd|gevraagd|aangegeven"
        r"|laten weten)"
        r"|(?:al|keer)(?: \w+){0,2} (?:gezegd|aangegeven)",
        r"(?:gia|volte)(?: \w+){0,2} (?:detto|chiesto|spiegato)|(?:detto|chiesto) (?:gia )?(?:\w+ )?volte"
        r"|(?:l'ho|ho) gia (?:detto|chiesto)",
        # never asked for, never signed up, never gave
        r"(?:do ?n'?t|do not|didn'?t|did not|never|no|not|without)(?: [\w']+){0,4} (?:sign(?:ed|ing)? up|subscrib\w+"
        r"|regist\w+ (?:with|to|for)|asked? for|ask for|request\w*|gave|giv\w+|consent\w*|agree\w*|permission"
        r"|opt(?:ed)?"
        rf" in)(?: [\w']+){{0,3}} (?:{_THESE}|{_OUR_MESSAGES}|my|you|your|anything|any)",
        r"who (?:gave|give|granted)(?: \w+){0,2} (?:permission|consent|the right|authority)"
        r"|(?:right|permission|allowed|authori[sz]ed) to (?:use|keep|hold|have|store) my",
        rf"{_MY_DETAILS}{_FEW} (?:nie|niemals|nicht) (?:gegeben|weitergegeben|uberlassen|angegeben|freigegeben)"
        r"|(?:nie|nicht)(?: \w+){0,3} (?:angemeldet|eingetragen|registriert|zugestimmt|darum gebeten|gefragt|bestellt"
        r"|eingewilligt)(?! (?:beim|bei der|im|weil))",
        r"(?:n'ai|ai|j'ai)(?: (?:rien|jamais|pas|moi))+ (?:demande|donne|souscrit|autorise|accepte de|consenti)"
        r"(?: (?:a personne|de tel|mon|mes|rien|moi))*|je (?:ne )?me suis (?:jamais|pas) (?:inscrit|abonne)\w*",
        r"(?:no|nunca|jamas|tampoco)(?: (?:os|les|he|te|yo|lo|me))* (?:pedido|pedi|di|dado|suscribi|suscrito|inscrito"
        r"|inscribi|autorice|autorizado|registre|registrado|solicite|solicitado)(?: (?:nada|esto|eso|mi|mis|permiso"
        r"|consentimiento|aqui|en|nunca|a))",
        r"(?:nao|nunca|jamais)(?: (?:vos|lhes|me|eu|te))* (?:pedi|dei|autorizei|inscrevi|cadastrei|registei|subscrevi"
        r"|solicitei|assinei)(?: (?:nada|isto|isso|o meu|os meus|meu|meus|para|em|autorizacao|nenhum\w*|por))",
        r"(?:niet|nooit|nergens)(?: \w+){0,3} (?:gevraagd|ingeschreven|aangemeld|gegeven|toestemming)|(?:niet"
        r"|nooit) om"
        r" (?:dit|deze|jullie|zulke)",
        r"(?:non|mai)(?: (?:vi|ho|mi|sono|le))* (?:chiesto|dato|iscritt[oa]|registrat[oa]|autorizzato|richiesto)"
        r"(?: (?:niente|nulla|questo|questi|queste|nessun\w*|da nessuna|il mio|i miei|il consenso|mai|a))",
        r"(?:nie|ne|en|ikke|inte|не|aldrig)(?: \w+){0,3} (?:prosilem|prosilam|zapisywa\w+|wyrazi\w+ zgody"
        r"|zadal\w*|pyytany"
        r"|tilannut|bedt om|bett om|bedt|samtykket|tilmeldt|samtyckt|anmalt|просил\w*|подписыва\w+|давал\w*"
        r"|соглаша\w+)",
        # at such an hour
        r"(?:do|does|don'?t) (?:you|u|ya) (?:people |guys |lot |all )?(?:ever |never )?sleep(?= ?(?:$|[\n.!?,]))"
        r"|schlaft ihr (?:eigentlich )?(?:nie|auch mal)|vous (?:ne )?dormez jamais|no (?:duermen|dormis) nunca",
        # somebody else
        r"(?:wrong|falsche[nr]?|mauvais[e]?|equivocad[oa]|errad[oa]|verkeerde|sbagliat[oa])(?: (?:person|number|guy"
        r"|lady|woman|man|michael|nummer|numero|persoon|persona|pessoa))|you have the wrong \w+|got the wrong \w+"
        r"(?= ?(?:$|[\n.!?,]))|(?:vous faites|c'est une|faites) erreur|vous (?:vous )?tromp\w+ de|se (?:confunde"
        r"|equivoca)n?(?= ?(?:$|[\n.!?,]| de (?:numero|persona)))|(?:deve ser|foi|e) engano|enganou-se|enganaram-se"
        r"|(?:u |jullie )?(?:vergist|vergissen) (?:u|zich|je)|si sbaglia|avete sbagliato|sie (?:irren|verwechseln)"
        r"(?: (?:sich|mich|da))*",
        # the dead and the retired are not to be written to
        r"(?:passed away|died|deceased|verstorben|gestorben|decede\w*|mort[eo]?|fallecio|fallecido|murio|faleceu"
        r"|morreu|overleden|gestorven|deceduto|mancat[oa])[^\n]{0,60}(?:records?|database|files?|list|kartei"
        r"|datenbank"
        r"|liste|verteiler|fichiers?|base|datos|ficheros?|lista|cadastro|dados|gegevens|bestand|lijst|dati|archivi\w*"
        r"|elenco)",
        r"(?:update|correct|change|clean up|aktualisier\w*|andern|mettre a jour|mettez a jour|actuali[cz]\w+"
        r"|atuali[sz]\w+"
        r"|aanpassen|pas|bijwerken|aggiorn\w+)(?: \w+){0,2} (?:your|ihre[nr]?|eure[nr]?|votre|vos|vuestr[oa]|su"
        r"|vosso?a?"
        r"|seu|sua|uw|jullie|vostr[oi]|vostra)(?: \w+)? (?:records?|database|files?|lists?|kartei|datenbank|liste"
        r"|verteiler|fichiers?|base|datos|fichero\w*|lista|cadastro|dados|gegevens|bestand\w*|lijst\w*|dati"
        r"|archivi\w*)",
        # how to make it end
        rf"(?:how|wie|wo|comment|ou|como|donde|hoe|come|hvordan|hur|jak|kako)(?: [\w'-]+){{0,5}} (?:off|disable\w*"
        r"|deactivate|abstell\w*|ausschalt\w*|abschalt\w*|deaktivier\w*|los|desactiv\w*|arret\w*|stopp\w*"
        r"|coupe\w*|quita\w*"
        r"|apag\w*|desliga\w*|cancela\w*|par[ao]|uitzet\w*|uit|disattiv\w*|ferma\w*|spegne\w*|stacca\w*"
        r"|wylacz\w*|zrus\w*)"
        rf"(?= ?(?:$|[\n?!.]| {_THESE}| {_OUR_MESSAGES}))|(?:off|stop) (?:switch|button)"
        r"|(?:kann|lasst) (?:man|sich) (?:das|dies)(?: \w+){0,3} (?:abstellen|abschalten|abbestellen|ausschalten)"
        r"|comment on (?:arrete|coupe|stoppe)(?: \w+)?|(?:turn|switch|shut) (?:this|these|them|it|that|alerts?|texts?"
        r"|messages?|e-?mails?)(?: \w+)? off",
        # nothing better to do, never tired, until when
        r"(?:nothing|nichts|rien(?: de)?|nada|niks|niets|niente(?: di)?|nulla(?: di)?) (?:better|besseres|mieux|mejor"
        r"|melhor|mais nada|beters|meglio)(?: \w+)? (?:to do|zu tun|a faire|que hacer|para fazer|te doen|da fare)"
        r"|(?:mais )?nada (?:mais )?para fazer|habt ihr nichts besseres|nichts besseres vor",
        r"(?:do ?n'?t|do not|are ?n'?t|never) (?:you|u|ye)(?: \w+){0,2} (?:get|ever|tired|bored|learn|take)(?: \w+)?"
        r"|(?:are you|will you|you)(?: \w+){0,2} (?:going to )?(?:keep|carry on|go on|continue) (?:doing"
        r"|sending|writing"
        r"|texting|on|with)(?: \w+)?|how (?:much longer|long) (?:will|is|are|do|does|must)(?: \w+){0,4} (?:go on|keep"
        r"|last|continue|on)|when (?:will|does) (?:this|it) (?:end|stop)|gone on (?:long|far) enough"
        r"|(?:this|it) has (?:gone on|to end|got to)",
        r"(?:ca|cela) (?:commence|suffit|devient|fait)(?: \w+){0,2} (?:bien faire|lourd|lassant|penible|long)"
        r"|c'est (?:lassant|penible|lourd|fatigant|usant|pesant)|(?:es|resulta) (?:cansino|pesado|agotador|cansado)"
        r"|que (?:pesadez|cansancio|pesados|hartazgo|canseira|saco|chatice|noia|palle|lastima de)"
        r"|ya esta bien(?=,? ?(?:$|[\n.!?]| no| de))|(?:nou|nu) is het (?:wel )?(?:klaar|genoeg|mooi geweest)"
        r"|(?:het|dit) (?:is|wordt) (?:wel )?(?:vermoeiend|mooi geweest|vervelend|storend|irritant|hinderlijk)"
        r"|(?:on|auf) (?:my|the|die|meine) nerve[sn]|getting on my|(?:sur|tapez) les nerfs|de los nervios"
        r"|nos nervos|op (?:mijn|m'n)"
        r" zenuwen|sui nervi|nu racker det|na holder det|nok er nok|nu er det nok|riittaa jo|mam dosc|uz dost",
        # we will tell on you
        r"(?:report(?:ing)?|block(?:ing)?|flag(?:ging)?|melde|melden|blockiere|anzeigen|signaler?|bloquer?|denunci\w+"
        r"|bloque\w*|denunci\w*|bloquei\w*|meld|blokkeer|blokkeren|segnal\w+|bloccher\w+|blocco)(?: \w+){0,2} (?:you"
        r"|this|number|as (?:junk|spam)|nummer|numero|als spam|comme spam|como spam|come spam|jullie|vi)(?: \w+)?"
        r"|(?:dit|dieses?|ce|este|esse|questo|den har) (?:nummer|numero)(?: \w+){0,2} (?:melden|blokkeren|sperren"
        r"|blockieren|blocken|rapporteren)|ga (?:dit|jullie|dat) (?:\w+ )?(?:melden|blokkeren)",
        # let it be over
        r"(?:consider|regard|treat|call)(?: \w+){0,2} (?:conversation|matter|correspondence|contact|chat|case"
        r"|subject|it)"
        r"(?: \w+)? (?:closed|over|ended|finished|done|a day)|(?:betrachten|sehen)(?: \w+){0,4} (?:erledigt|beendet"
        r"|abgeschlossen)(?: an)?|(?:let'?s|let us|i'?d like to|we should|we can) (?:end|leave|stop"
        r"|finish)(?: \w+){0,2}"
        r" (?:here|there|at that)|(?:restons|en reste|en rester|arretons|tenons)(?:[- ]en)? (?:nous )?la"
        r"|dej\w+ (?:aqui"
        r"|asi|ahi)|(?:vamos|fiquemos|ficamos|podemos) (?:ficar|deixar|parar|acabar)? ?(?:por aqui|assim|nisto)"
        r"|(?:hierbij|daarbij|het hier) (?:laten|bij laten|houden)|(?:chiudiamola|finiamola|chiudiamo|finiamo"
        r"|fermiamoci)"
        r"(?: \w+)? ?(?:qui|qua)?|belassen wir es(?: \w+)?|dabei belassen",
        # it is of no use, and we are not cared for
        rf"(?:messages|texts|e-?mails|mails|updates|alerts|nachrichten|mails|messages|mensajes|correos"
        rf"|mensagens|berichten"
        rf"|messaggi){_ANY} (?:no use|useless|pointless|irrelevant|no longer relevant|nutzlos|sinnlos"
        rf"|uberflussig|inutiles?"
        r"|no me sirven|inutiles|nao me servem|zinloos|nutteloos|inutili|non mi servono)|(?:these|they"
        r"|this)(?: \w+){0,2}"
        r" (?:pointless|useless|no use)|i (?:do ?n'?t|do not|couldn'?t) (?:care|give a \w+)(?! (?:which"
        r"|about the hours"
        r"|what|if|when|where|how))|(?:not|no longer) (?:seeking|looking for|after|in need of)(?: (?:any|a|new"
        r"|further))*"
        r" (?:employment|work|job|jobs|opportunit\w+|position|vacanc\w+)|no longer want (?:jobs?|any|these|work)",
        r"(?:darauf|auf (?:das|dies\w*|so etwas|sowas|ihre|eure)(?: \w+)?) (?:kann|mochte|werde"
        r"|wurde) ich(?: \w+){0,3}"
        r" verzichten|verzichte (?:ich )?(?:auf|dankend|gern)|(?:keinen|kein) (?:grund|bedarf|anlass"
        r"|sinn) (?:fur|in|an"
        r"|zu|mehr)(?: \w+){0,2} (?:kontakt|austausch|nachrichten|mails|schreiben|angebote\w*|\w+)|(?:danke"
        r"|merci|thanks"
        r"|gracias|obrigad[oa]|bedankt|grazie|thank you) (?:fur|pour|for|por|voor|per) (?:nichts|rien|nothing"
        r"|nada|niks"
        r"|niets|niente|nulla)|(?:an|am) nein (?:verstehen|versteht)|(?:of|about) no (?:do|don'?t|is)|(?:no"
        r"|nein|non|nee)"
        r" (?:heisst|means|is|significa|betekent|quiere decir|c'est) (?:no|nein|non|nee|nao)",
        r"ni me interesa[^.!?\n]{0,30}|ni (?:quiero|necesito|falta)(?: \w+){0,3}|nem (?:quero|preciso)(?: \w+){0,2}"
        r"|n'en (?:ai|veux)(?: \w+)? (?:pas besoin|rien a faire|plus|pas)|me da igual lo que|non mi importa"
        r"|me ne frega"
        r"|boeit me niet|kan me niet schelen|m'en (?:fiche|fous|moque)|mir egal, was|kein bedarf",
        # had I wanted to, I would have answered
        r"(?:if|wenn|si|se|als|caso|had)(?: [\w']+){0,6} (?:want\w*|interest\w*|wollte|interess\w*|voulais|quisiera"
        r"|quisiese|quisesse|queria|estivesse|wilde|zou willen|volessi|volevo"
        r"|fossi)(?: [\w']+){0,3},?(?: [\w']+){0,4}"
        r" (?:answered|replied|responded|called|told|reagiert|geantwortet|gemeldet|repondu|contestado|respondido"
        r"|contestaria|respondia|geantwoord|gereageerd|gebeld|risposto)|(?:silence|no answer|lack of (?:reply"
        r"|response))"
        r"(?: \w+){0,3} (?:told|says?|said|answer|speaks?)|(?:did ?n'?t|not|never) (?:answer|reply"
        r"|respond)\w*(?: \w+){0,2}"
        r" (?:for a reason|on purpose)|ignor(?:ed|ing) (?:you|your|all)|being ignored",
        # great, and six hundred kilometres away
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:great|brilliant|lovely|super|wow|perfect|fantastic|wonderful"
        r"|impressive|klasse"
        r"|toll|prima|super|na toll|wunderbar|genial|formidable|bravo|estupendo|genial|fantastico|que (?:bien|bonito"
        r"|maravilla|maravilha|legal|otimo)|otimo|maravilha|fijn|top|leuk|lekker|geweldig|ottimo|bello|fantastico"
        rf"|complimenti)\W{{1,3}}(?:[\w']+ ){{0,8}}(?:km|miles|kilomet\w+|meilen|hours away|stunden|heures"
        rf"|horas|uur|ore)"
        r"(?: \w+){0,3}(?= ?(?:$|[\n.!?,]))|(?:impressive|bravo|congratulations|gluckwunsch|felicitations|enhorabuena"
        r"|felicidades|parabens|complimenti|gefeliciteerd)\W{1,3}(?:[\w']+ ){0,4}"
        rf"{_OUR_MESSAGES}",
        r"(?:ca ?n'?t|cannot|do ?n'?t|do) (?:you|u) (?:see|know|realise|realize)(?: \w+){0,4} (?:\d{1,2} ?(?:am"
        r"|pm)|night"
        r"|sunday|late|time)|(?:give|gis) it a rest|beg(?:ging)? (?:you|u|of you)(?! to (?:consider|give me|let me))"
        r"|spare me|(?:wish|like|want|rather)(?: (?:you|u|to|that|would))* (?:forget|forgot)(?: that"
        r"| about)? (?:i|me)"
        rf"|happier without(?: {_THESE}| your| the)?|opted out(?! of (?:the|a|my))|no recollection of",
        # from where, and why me
        r"(?:gave|given|giving|sold|passed|passing|shared|sharing|leaked|handed|got|bought)(?: \w+){0,3} (?:my|me)"
        r" (?:number|details|e-?mail|data|name|contact|cv|info|up)(?! (?:to the (?:manager|team)|on the))"
        r"|my (?:number|details|data|e-?mail|name)(?: \w+){0,2} (?:sold|passed on|leaked|given to you|ended up)"
        r"|signed me up|why (?:are )?(?:you|u)(?: a?re?)? (?:messag|text|e-?mail|contact|writ|bother)\w+"
        r"|who you are or why",
        r"meine[nr]? (?:\w+ )?(?:\w*nummer|daten|adresse|mail)(?: \w+){0,2} (?:gegeben|weitergegeben|verkauft|her)"
        r"|warum (?:ich|sie mich|ihr mich)(?: \w+)? (?:angeschrieben|anschreib\w+|kontaktier\w*)"
        r"|(?:donne|refile|vendu|transmis|passe)(?: \w+){0,2} (?:mon|mes) (?:numero|coordonnees|mail|adresse"
        r"|donnees|06|07)"
        r"|comment vous m'avez (?:trouve|eu)\w*|pourquoi (?:vous m'ecri|on m'ecri|est-ce que vous m'ecri)\w*"
        r"|(?:dado|pasado|vendido|sacado|dio|paso)(?: \w+){0,3} mis? (?:numero|datos|correo|telefono|celular|movil)"
        r"|(?:deu|passou|vendeu|vendido|passaram|arranjaram|deram)(?: \w+){0,3} (?:o meu|meu|os meus"
        r"|meus) (?:numero|dados"
        r"|e-?mail|telefone|contac?to|celular)|(?:gegeven|verkocht|doorgegeven|gaf)(?: \w+){0,3} mijn (?:nummer"
        r"|gegevens"
        r"|mail|adres)|mijn (?:nummer|gegevens|mailadres|adres)(?: \w+){0,3} (?:gegeven|verkocht|doorgegeven|vandaan)"
        r"|(?:dato|passato|venduto|trovato)(?: \w+){0,3} (?:il mio|i miei) (?:numero|dati|mail|contatto"
        r"|recapito|cellulare)",
        r"(?:must|has to) be (?:some|a|an) (?:mistake|error|mix-?up)(?! (?:in|with|on))|(?:hay"
        r"|debe (?:de )?haber|ser)"
        r" un (?:error|malentendido)(?! (?:en|con))|(?:ha|deve haver|houve) (?:um|algum) (?:engano|equivoco)(?! n)"
        r"|(?:il y a|y a|doit y avoir) (?:une )?(?:erreur|meprise|confusion)(?! (?:dans|sur|avec|de))|(?:er"
        r"|dat) (?:is"
        r"|moet)(?: \w+){0,2} (?:vergissing|misverstand)|(?:ci sia|c'e|dev'esserci) (?:stato )?un (?:errore|equivoco"
        r"|malinteso)(?! (?:nel|ne|con|su))|(?:wohl|jemand|sich)(?: \w+)? (?:vertan|vertippt|geirrt|verwahlt)",
        # less of it, and apart
        r"(?:less|fewer|seltener|weniger|moins|menos|minder|meno)(?: \w+)? (?:frequent\w*|often|oft|haufig|souvent"
        r"|frecuen\w+|frequen\w+|vezes|veces|vaak|spesso)|menos (?:a menudo|frecuencia)|respe[ck]\w+(?: \w+){0,3}"
        r" (?:priva\w+|wish\w*|decision|entscheidung|wunsch|choix|decisao|keuze|wens|scelta)|(?:too|rather"
        r"|quite|plutot"
        r"|assez|bastante|nogal|piuttosto|ziemlich) (?:intrusi\w+|invasi\w+|invad\w+|opdringerig\w*|aufdringlich\w*)"
        r"|(?:draw|drawing) a line under|interest (?:has|is) (?:lapsed|gone|waned|over)|not looking(?: (?:rn"
        r"|right now|atm"
        r"|at the moment|at present|currently|for now|just now|anymore))|decides? to annoy"
        r"|taper sur (?:le systeme|les nerfs)"
        r"|a (?:real |right |total |bit of a )*pest\b|that'?s plenty|so many pings",
        # rather somebody else, and else another number
        r"(?:focus|concentr\w*|konzentrier\w*|richt\w*|find|turn)(?: [\w'-]+){0,5} (?:other|another"
        r"|somebody else|someone"
        r" else|andere[nr]?|d'autres|autres|otros|outros|noutros|altri) (?:candidat\w*|applicant\w*|bewerber\w*"
        r"|kandidat\w*|people|to write)|(?:if|wenn|falls|si|se|als|indien) (?:[\w']+ ){1,3}(?:carries on"
        r"|goes on|continues"
        r"|keeps (?:up|happening)|so weitergeht|weitergeht|aufhort|continue|sigue|continua|continuar|doorgaat"
        r"|ophoudt)"
        r"(?= ?(?:$|[\n.!?,;]| (?:i|i'll|ich|wechsle|je|yo|cambio|mudo|eu|neem|ik|cambiero|denuncio|bloqueo)\b))"
        r"|(?:firm|clear|definite|polite|flat) no\b|my (?:solicitor|lawyer|attorney) will|read my (?:last"
        r"|previous|earlier)"
        r"|(?:zei|sagte|disse|dije|dit|said|ho detto|explained)(?: [\w']+){0,6}:? (?:keine|geen|pas de|no|nao"
        r"|niente|ofertas"
        r"|offerte) (?:jobs?|vacatures|ofertas|offres|offerte|vagas|stellen)",
        # somebody else again, and a list that they are on
        r"(?:confus\w*|mistak\w*|mix\w*|verwechsel\w*|confond\w*|confund\w*|verwar\w*|taking)(?: [\w'-]+){0,2}"
        r" (?:me|mich|moi|mij|mi|com|con)\b(?! (?:about|the|with the|a bit|over|die|der|le|la))|(?:me|mich|mi)"
        r" (?:confond\w+|confund\w+|verwechsel\w+)|(?:deben de |devem estar a )?confundir(?:-?me)?"
        r"|(?:am i|stehe ich|bin ich|je suis|suis-je|estoy|estou|sta ik|sono)(?: [\w']+){0,2} (?:on|auf|sur|en"
        r"|em|na|numa"
        r"|nalguma|op|in)(?: [\w']+){0,4} (?:list|liste|lista|lijst|verteiler)(?= ?(?:\?| or| oder| ou| o| of))",
        # had you read it
        r"(?:if you(?:'d| had)?|had you|hatten sie|hattet ihr|wenn sie|si vous aviez|si hubier\w+|si hubies\w+"
        r"|se tivess\w+"
        r"|als u|als jullie|se avest\w+|se avess\w+)(?: [\w']+){0,5} (?:read|looked at|seen|gelesen|angeschaut"
        r"|lu|regarde"
        r"|leido|mirado|lido|visto|gelezen|bekeken|letto|guardato)(?: [\w']+){0,3} (?:cv|resume|profile"
        r"|lebenslauf|profil"
        r"|curriculum|perfil|curriculo|profiel|profilo)|(?:hatten sie|hattet ihr|als u"
        r"|si hubieran)(?: [\w']+){0,4} (?:cv"
        r"|lebenslauf|profil|profiel) (?:gelesen|had gelezen|angeschaut|gelezen)",
        # all this was said, asked, and is too much
        r"(?:been|gone) (?:through|over) this(?! (?:with|in))|(?:das|dies) hatten wir (?:doch |ja )?schon"
        r"|on en a deja parle"
        r"|ya (?:lo )?(?:hablamos|habiamos hablado)|ja falamos (?:d|sobre)(?:isso|isto)?"
        r"|daar hebben we het al(?: \w+)? gehad"
        r"|ne abbiamo gia parlato|asked (?:you )?(?:so )?nicely|(?:asked|told)(?: you)? politely",
        r"(?:this is|it is|it'?s|that is|getting|becoming|wird|devient|c'est|ya es|esto ya es|isto e|ja e|wordt"
        r"|diventa|adesso e"
        r"|sta diventando)(?: (?:ya|ja|me"
        r"|mir|just|all|a bit|langsam|gia|adesso|vraiment|das|dit|ca|wel|isto|esto|echt|a))* (?:too much"
        r"|zu viel|trop|demasiado"
        r"|demais|te veel|troppo)(?: (?:for me|pour moi|para mi|para mim|voor mij|per me|now|jetzt|langsam|ya|ja))?"
        r"(?= ?(?:$|[\n.!]))",
        # the day that it is
        r"(?:(?<=^)|(?<=\n)|(?<=[.!?,] ))(?:[\w']+,? ){0,2}(?:it'?s|it is|its|es ist|heute ist|c'est|que es|es"
        r"|hoje e|e"
        r"|het is|oggi e) (?:a |an |le |hoy |de |zo )?(?:christmas|xmas|easter|new year|sunday|saturday night"
        r"|bank holiday"
        r"|weihnacht\w*|heiligabend|ostern|silvester|sonntag|feiertag|noel|paques|dimanche|navidad|nochebuena"
        r"|domingo|pascua"
        r"|natal|pascoa|kerst|zondag|pasen|natale|pasqua|domenica|ferragosto)(?: (?:day|eve|hoor|quand meme"
        r"|verdorie|heute))?"
        r"(?=\W*(?:$|\n))",
        # content, and in need of nothing
        r"(?:i'?m|im|am|all) (?:all )?sorted(?! (?:out )?(?:the|with the|my|for (?:mon|tues|wed|thurs|fri|sat"
        r"|sun|tomorrow)))"
        r"|all i need\b|(?:tout|todo|tudo|alles|tutto)(?: [\w']+){0,3} (?:qu'il me faut"
        r"|dont j'ai besoin"
        r"|que necesito|(?:de )?que preciso|wat ik nodig heb|was ich brauche|cio che mi serve|che mi serve)"
        r"|a no from (?:me|us)|done with (?:job|jobs|applying|recruit\w*|interview\w*|all this|this|looking)"
        r"|(?:change|wechsle|wechseln|changer|cambiar|mudar|veranderen|cambiare) (?:of )?(?:my|meine|die|de|mon"
        r"|mi|meu|il mio)?"
        r" ?(?:phone )?(?:number|nummer|numero) (?:or|oder|ou|o|of)|emigrated|(?:make|take) a note (?:of that"
        r"|that (?:mr|ms"
        r"|mrs|he|she|i (?:no|do|am not)))|happy in my (?:current )?(?:role|job|post)",
        r"(?:tres bien|bien|heureu\w+|muy bien|muy contenta?o?|muito bem|bem|prima|goed|benissimo|bene|contento"
        r"|contenta"
        r"|wunschlos|glucklich|zufrieden|content\w*|satisf\w+)(?: [\w']+){0,2} (?:dans mon|en mi|no meu"
        r"|na minha|in mijn|nel"
        r" mio|mit meinem|in meinem|de mon) (?:[\w']+ )?(?:poste|job|travail|boulot|trabajo|puesto|empleo"
        r"|emprego|trabalho|baan"
        r"|functie|werk|lavoro|posto|stelle|arbeit)(?: (?:actuel\w*|actual|atual|attuale|huidige))?(?= ?(?:$"
        r"|[\n.!,]| merci"
        r"| gracias| obrigad| dank| grazie| bedankt))|(?:for|in) (?:goodness|heaven'?s|god'?s|pity'?s|christ'?s"
        r"|fuck'?s)"
        r"(?: sake)?|um (?:himmels|gottes) willen|bon sang|por (?:el )?amor de di[eo]s|pelo amor de deus"
        r"|in godsnaam|per"
        r" l'amor di dio|madonna mia|mamma mia che",
        # no work is looked for
        r"nie szukam(?: \w+)? pracy|nehledam(?: \w+)? praci|soker inte(?: \w+)? jobb|soger ikke(?: \w+)? job"
        r"|ser ikke etter"
        r" jobb|is aramiyorum|не ищу(?: \w+)? работу|en etsi(?: \w+)? toita|(?:suche|brauche)(?: ich)? kein(?:e"
        r"|en)? (?:arbeit"
        r"|job|stelle)(?: mehr)?(?= ?(?:$|[\n.!,]))|no busco (?:trabajo|empleo|nada)|nao (?:procuro"
        r"|busco) (?:trabalho|emprego"
        r"|nada)|zoek geen (?:werk|baan|job)|non cerco (?:lavoro|niente)|ne cherche (?:pas|plus) (?:de travail"
        r"|d'emploi|rien)",
        # it is wrong to write at all
        r"(?:rude|disrespectful|inappropriate|unprofessional|unacceptable|unmoglich|unverschamt|daneben"
        r"|unprofessionell|gonfle"
        r"|deplace|inacceptable|irrespectueux|fatal|inaceptable|de mala educacion|pessimo|inaceitavel|mal-educado"
        r"|onbeschoft|niet kunnen|ongepast|onprofessioneel|assurdo|inaccettabile"
        r"|maleducat[oi])(?: [\w']+){0,6} (?:text\w*"
        r"|writ\w+|contact\w*|messag\w*|e-?mail\w*|angeschrieben|schreib\w*|ecri\w+|contacte\w*|escri\w+|escrev\w+"
        r"|berichten|schrijf\w*|schrijven|scriv\w+|contatt\w*)",
        # whose phone this is
        r"(?:phone|number|e-?mail|handy|nummer|anschluss|telephone|numero|movil|telefono|celular|telemovel"
        r"|telefone|telefoon"
        r"|cellulare)(?: (?:is|of|from|von|vom|de|do|da|del|van|di|est))+(?: (?:her|his|the|ihre[mnr]?"
        r"|seine[mr]?|son|sa|su|sus"
        r"|haar|zijn|suo|sua|suoi|o|la|le|el|whole|ganzen))* (?:dad|father|mum|mother|parents|wife|husband"
        r"|office|vater|mutter"
        r"|eltern|frau|mann|buro|pere|mere|bureau|padre|madre|oficina|pai|mae|escritorio|vader|moeder|kantoor"
        r"|padre|madre"
        r"|ufficio)|(?:her|his|my) (?:dad|father|mum|mother|wife|husband|boss|gran\w*)(?:'?s|s')? (?:phone"
        r"|number|e-?mail|mobile)"
        r"|(?:inbox|number|phone|mailbox|e-?mail) belongs to",
        # what lies between us
        r"(?:you|u) (?:still )?owe me(?! nothing| an answer)|(?:schuldet|schulden)(?: sie)? mir|me devez"
        r"|me deben|me debeis|devem-me"
        r"|me devem|(?:zijn|bent) (?:me|mij) nog|mi dovete|(?:nothing|nichts|plus rien|rien|nada|niets|niente"
        r"|nulla)(?: mehr| more"
        r"| else| meer| piu| mas)? (?:to say to (?:you|your)|zu sagen|a vous dire|que decirles|que deciros"
        r"|a dizer-vos|a dizer|te"
        r" zeggen|da dirvi)|(?:ihnen|euch) nichts mehr zu sagen|niets meer te zeggen",
        # data that were said to be gone
        r"(?:told|assured|informed|promised|gesagt|mitgeteilt|dit|assure|dijeron|dicho|disseram|dito|gezegd"
        r"|verteld|detto"
        r"|assicurato)(?: [\w'-]+){0,4} (?:data|details|number|daten|nummer|donnees|coordonnees|datos|dados"
        r"|gegevens|dati)"
        r"(?: [\w']+){0,5} (?:deleted|erased|removed|gone|geloscht|entfernt|effacees?|supprimees?|borrados"
        r"|eliminados|apagados"
        r"|eliminados|verwijderd|gewist|cancellati|eliminati)|(?:zero|no|not a) chance of me|wearing me down"
        r"|(?:every|each) time my (?:phone|mobile)|jedes mal wenn (?:mein|das) handy"
        r"|elke keer dat mijn telefoon|ogni volta che"
        r" (?:vibra|suona)",
        r"sick (?:to|and tired)|(?:archive|blacklist|suppress|deactivate|deregister|unregister) me|suppression list"
        r"|withdraw my (?:details|data|number"
        r"|e-?mail|info\w*|name)|hoeven? (?:echt |ook )?niet meer(?= ?(?:$|[\n.!]))"
        r"|keine (?:weiteren? )?anfragen(?: mehr)?"
        r"|mijn nummer (?:wissen"
        r"|weghalen|weggooien)",
        # whose robot is this
        r"(?:robot|bot|automat\w*|(?:a|una?|uma|une|eine|een) (?:machine|maquina|macchina|maschine)|computer"
        r"|automatisch)"
        r"(?= ?\?|(?: \w+){0,4} (?:schreibt|ecrit|escribe|escreve|schrijft|scrive|writes|writing|typing)|$)",
        # not this week, not for the time being
        r"(?:do not|don'?t|please not|never) (?:contact|e-?mail|text|message|write to|write|sms|msg"
        r"|get in touch with)"
        r"(?: me| us)?(?: \w+)? (?:this (?:week|month)|for (?:now|a while|the (?:moment|time being"
        r"|next (?:few )?\w+))"
        r"|at the moment|today)|(?:do not|don'?t|not) get in touch(?: with me)?(?! (?:until|before|by|at|on))"
        r"|(?:diese woche|diesen monat|vorerst|momentan|derzeit|im moment)(?: \w+){0,2} (?:nicht|keine) (?:schreiben"
        r"|kontaktieren|mails?|nachrichten|anschreiben|melden|sms)|(?:nicht|keine)(?: \w+){0,2} (?:diese woche"
        r"|vorerst)"
        r"(?: \w+){0,2} (?:schreiben|kontaktieren|schicken)",
    ),
    maybe_withdraw=(
        r"(?:i am|i'm|im) (?:no|not) (?:longer|any ?more) (?:accepting|taking)(?: (?:any|new"
        r"|further))* (?:offers?|interviews?"
        r"|invitations?|positions?|jobs?|roles?)",
    ),
    harmless=(
        # a message that did not come, and an apology for one
        r"(?:de|je|uw|jullie|het|uw) (?:mail|e-?mail|bericht|sms|app)(?: \w+)? (?:niet"
        r"|nooit)(?: \w+)? (?:gekregen|ontvangen"
        r"|gezien|gevonden|gelezen|aangekomen|binnen\w*)|geen bereik|(?:entschuldig\w*|sorry|desole\w*|perdon|perdona"
        r"|disculp\w*|desculp\w*|scus\w*|excus\w*)(?: [\w']+){1,4} (?:nachricht(?:en)?|messages?|mensajes?|mensagens?"
        r"|mensagem|berichtje|bericht|messaggi[o]?|mails?|e-?mails?|texts?|sms)",
        # a slip, and no wish
        r"(?:block\w*|unsubscrib\w*|delet\w*|opted out|blockier\w*|geloscht|abgemeldet|bloque\w*|desabonne\w*"
        r"|supprime"
        r"|bloqueo|bloquead\w*|borre|borrado|bloqueou|bloquei|apaguei|geblokkeerd|verwijderd|uitgeschreven"
        r"|afgemeld|bloccato"
        r"|cancellato)(?: [\w']+){0,4} (?:by (?:mistake|accident|error)|accidentally|aus versehen|versehentlich"
        r"|par erreur"
        r"|sans faire expres|por error|sin querer|por engano|sem querer|per ongeluk|per sbaglio|per errore)"
        r"|(?:by (?:mistake|accident)|accidentally|aus versehen|versehentlich|par erreur|por error|sin querer"
        r"|por engano|sem"
        r" querer|per ongeluk|per sbaglio|per errore)(?: [\w']+){0,4} (?:block\w*|unsubscrib\w*|delet\w*|blockier\w*"
        r"|geloscht|abgemeldet|bloque\w*|desabonne\w*|supprime|bloqueo|borre|bloqueou|bloquei|apaguei|geblokkeerd"
        r"|verwijderd|uitgeschreven|bloccato|cancellato)",
        # no more nights, and gladly days
        r"(?:nachts|nachtschicht\w*|schicht|am band|am wochenende)(?: [\w']+){0,2} (?:arbeiten )?(?:mochte|will"
        r"|wollte|kann)"
        r"(?: ich)? nicht(?: mehr)?|(?:mochte|will|kann)(?: ich)?(?: [\w']+){0,2} nicht mehr (?:nachts"
        r"|am wochenende|im"
        r" schichtdienst|am band|in (?:der|die) (?:nacht|pflege|gastro|schicht))(?: arbeiten)?|(?:don'?t|do not"
        r"|not) want(?: to"
        r" (?:work|do))?(?: any)? (?:nights?|weekends?|shifts?|evenings?|sundays?)(?: any ?more)?|(?:veux"
        r"|souhaite|peux)"
        r" (?:plus|pas) (?:faire|travailler)(?: [\w']+)? (?:nuits?|week-?ends?|dimanches?|chaine|soirs?)"
        r"|no (?:quiero|puedo)"
        r" (?:ya )?(?:trabajar|hacer)(?: mas)? (?:de noche|noches|fines de semana|turnos?|domingos)|nao quero"
        r"(?: mais)? (?:trabalhar|fazer)(?: mais)? (?:de noite|noites|a noite|fins de semana|turnos?|domingos)"
        r"|wil(?: ik)? niet meer (?:'s nachts|in het weekend|'s avonds|in ploegen\w*)(?: werken)?"
        r"|non voglio piu (?:lavorare"
        r"|fare)(?: di)? (?:notte|notti|domenica|turni|weekend)",
        r"(?:veux|souhaite) (?:pas|plus) (?:du|le|ce|de) (?:poste|travail|job) (?:de nuit|du soir|de week-?end"
        r"|du dimanche"
        r"|en 3x8|en equipe)|nao quero a vaga d[aeo] (?:noite|madrugada|fim de semana)|(?:de )?(?:nachtbaan"
        r"|nachtdienst"
        r"|avonddienst|weekenddienst)\w*(?: [\w']+)? niet|(?:nachtstelle|nachtschicht|spatschicht"
        r"|wochenendschicht)(?: will"
        r"| mochte)(?: ich)? nicht",
        # off hold, and the line
        r"(?:take|get|put) me off hold|(?:last|other|previous) (?:recruiter|agency"
        r"|company)(?: \w+){0,2} (?:spammed|ghosted"
        r"|bombarded|pestered|annoyed|ignored)(?: me)?|(?:llam|toqu|suon|klingel|sonn|aanbel|ring)\w*(?: the"
        r"| el| al| a| il| la"
        r"| le)? (?:timbre|campainha|campanello|doorbell|bell)(?: \w+){0,3}|(?:stopp?|stopt|halt|arret|par"
        r"|ferm)\w*(?: [\w']+)?"
        r" (?:the |die |la |a |de |el )?(?:line|anlage|linea|linha|lijn|chaine|production|produktion|conveyor"
        r"|maquina|macchina)"
        r"(?: \w+)?|(?:paren|suspendan|stop|pause|suspendez|fermate|suspendam|anhalten) (?:the |el |la |le |o "
        r"|il )?(?:clock"
        r"|plazo|reloj|delai|prazo|termine|uhr)",
        r"non (?:lo )?so(?= ?(?:$|[\n.!,?]|ancora|bene))|no (?:lo )?se(?= ?(?:$|[\n.!,?]|todavia|aun))",
        # who is there, and nothing else
        r"(?:(?<=^)|(?<=\n))(?:(?:hi|hello|sorry|hallo|bonjour|pardon|hola|perdona|ola|oi|ciao|scusi"
        r"|hoi)[ ,]{1,2})?(?:who"
        r" (?:is this|are you|is it|am i (?:talking|speaking) to)|wer (?:ist (?:da|das|dort)|sind sie|bist du)"
        r"|c'est qui"
        r"|qui est-ce|qui etes-vous|quien (?:es|eres)|quem (?:e|fala|es)|wie (?:is dit|ben je|bent u)"
        r"|chi (?:sei|e|parla))"
        r"(?: (?:please|sorry|bitte|denn|svp|por favor|perdon|aub|scusi|scusa|pls))?(?=\W*(?:$|\n))",
        # not yet, and nothing else
        r"(?:(?<=^)|(?<=\n))(?:(?:no|nein|ne|non|nao|nee),? )?(?:not yet|noch nicht|pas encore|todavia no"
        r"|aun no|ainda nao"
        r"|nog niet|non ancora|inte annu|ikke enda|jeszcze nie|jeste ne|henuz degil|еще нет|sorry not yet)"
        r"(?=[ ,.]*(?:sorry|leider|desole\w*|lo siento|desculpe|helaas|mi dispiace|purtroppo)?\W*(?:$|\n))",
    ),
    stop=(
        # texts stop, in the order of a sign
        r"(?:sms|texts?|whatsapp|e-?mails?|mails?) (?:stop|stopp|stoppen|aus|weg|raus|off)(?= ?(?:$|[\n.!,;]"
        r"|bitte|please"
        r"|svp|aub|por favor|thanks|danke|und|and|et|en|y|e|aber|but|mais))",
        # Nordic, with a courtesy between
        r"(?:skriv|send|kontakt|kontakta|ring|mail|mejla|skicka|sms)(?:a|e)?(?: (?:venligst|vennligst|snalla"
        r"|vanligen|bare"
        r"|gerne|til|till|mig|meg|os|oss|mer|mere))* (?:ikke|inte|aldrig|aldri|ej)(?: (?:til|till|mig|meg|os"
        r"|oss|flere"
        r"|fler|igen|igjen|mail|mejl|sms|beskeder|meldinger|meddelanden))* (?:mer|mere|langere|laengere|lenger"
        r"|langre|igen"
        r"|igjen|flere|fler)(?: (?:mail|mails|mejl|sms|beskeder|meldinger|meddelanden|til|till|mig|meg|tak|takk"
        r"|tack))*",
        r"(?:jag|jeg) (?:onskar|onsker|vill|vil|gider|orkar|orker)(?: \w+)? (?:inte|ikke)(?: (?:at|att"
        r"|a))*(?: (?:hora|hore"
        r"|bli|blive|fa|faa|have|ha|modtage|motta|ta emot|kontaktad|kontaktet|kontaktes|kontaktas|noe|noget|nagot))+"
        r"(?: (?:mer|mere|flere|fler|fra|fran|jer|dere|er|mail|mejl|sms|beskeder|meldinger|meddelanden))+",
    ),
)
