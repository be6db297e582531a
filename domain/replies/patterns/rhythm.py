"""Wishes about how often, when and where we write, and who writes first: one more module for all languages at once.

Nobody who has one has said "stop", and hardly any says "no". All are doubts: a person looks at them (R3).
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_ENDS: Final = r"(?= ?(?:$|[.;:!?,\n]))"
_SENT: Final = (
    r"(?:texts?|messages?|msgs?|e-?mails?|mails?|alerts?|reminders?|notifications?|newsletters?|nachrichten|mails?|sms"
    r"|erinnerungen|newsletter|zuschriften|messages|courriels|mails|sms|textos|relances|envois|alertes|mensajes"
    r"|correos?|avisos|recordatorios|envios|mensagens|e-?mails|lembretes|avisos|envios|berichten|berichtjes|mails"
    r"|mailtjes|herinneringen|appjes|messaggi|mail|comunicazioni|promemoria|notifiche|avvisi)"
)
_OUR: Final = (
    r"(?:these|those|the|your|all|ihre?|eure?|die|diese|vos|les|ces|sus|vuestros|los|estos|de|jullie|i|vostr[ei])"
)
_PERIOD: Final = (
    r"(?:day|week|fortnight|month|quarter|year|hour|tag|woche|monat|quartal|jour|semaine|mois|trimestre|dia|semana"
    r"|mes|dag|week|maand|kwartaal|giorno|settimana|mese)"
)
_FEW: Final = (
    r"(?:once|one|twice|1|2|two|einmal|ein mal|eine|einer|une fois|un|une|deux|una vez|uno|una|uma vez|um|uma|een keer"
    r"|eentje|een|1x|una volta|una)"
)
_MANY: Final = (
    r"(?:\d+ ?(?:x|mal|times|fois|veces|vezes|keer|volte)?|second|third|fourth|fifth|sixth|tenth|two|three|four|five"
    r"|six|seven"
    r"|eight|nine|ten|twelve|dozen|zwei|drei|vier|funf|sechs|sieben|dritte|vierte|funfte|sechste|deux|trois|quatre|cinq"
    r"|sept|huit|troisieme|quatrieme|cinquieme|dos|tres|cuatro|cinco|seis|tercer[oa]?|cuart[oa]|quint[oa]|dois|duas"
    r"|quatro"
    r"|terceir[oa]|quart[oa]|twee|drie|vijf|zes|zeven|derde|vierde|vijfde|due|tre|quattro|cinque|sei|terz[oa]|quarto"
    r"|quinto)"
)
_HOUR: Final = (
    r"\d{1,2}(?:[.:h]\d\d)? ?(?:a\.?m|p\.?m|o'?clock|in the morning|at night|uhr(?: fruh| morgens| nachts)?|h(?: du"
    r" mat\w*)?"
    r"|heures? du mat\w*|de la (?:manana|noche|madrugada)|da (?:manha|noite|madrugada)|uur(?: 's \w+)?"
    r"|del mattino|di (?:mattina|notte|sera))"
)
_NOT_NOW: Final = (
    r"(?:sundays?|saturdays?|the weekend|weekends?|sonntags?|am wochenende|(?:un |le )?(?:dimanche|samedi)|(?:le"
    r" )?week-?end"
    r"|(?:un |en |los )?domingos?|(?:un |los )?sabados?|(?:ao |num )?domingos?|fim de semana|(?:op )?(?:een )?zondag"
    r"|(?:in het )?weekend|(?:di )?domenica|(?:di )?sabato)"
)
_MINE_AT_WORK: Final = (
    r"(?:my |the )?(?:work|office|company|employer'?s|business) (?:e-?mail|mail|inbox|address|account|phone|number"
    r"|mobile)"
    r"|(?:meine|die) (?:geschafts|arbeits|dienst|firmen|buro)(?:adresse|mail\w*|nummer|handy)|(?:mein|das) (?:dienst"
    r"|firmen"
    r"|arbeits)(?:handy|postfach|telefon)|(?:mon|ma|le|la|l') ?(?:adresse|mail|boite|numero|telephone|portable) (?:pro"
    r"|professionnel\w*|du (?:boulot|travail|bureau)|de (?:mon|ma) (?:boulot|travail|boite|employeur))"
    r"|(?:el|mi) (?:correo|telefono|movil|numero|celular) (?:del|de la|de mi) (?:trabajo|oficina|empresa|curro|jef[ea])"
    r"|(?:o|meu)? ?(?:e-?mail|endereco|numero|telefone|telemovel|celular) (?:do|da|de) (?:meu )?(?:trabalho|firma"
    r"|empresa"
    r"|servico|escritorio)|(?:mijn|het|m'n) (?:werk|kantoor)(?:mail|adres|mailadres|telefoon|nummer|gsm|inbox)"
    r"|(?:la|il|l') ?(?:mia |mio )?(?:mail|casella|indirizzo|numero|telefono|cellulare) (?:del lavoro|dell'ufficio|di"
    r" lavoro"
    r"|aziendale|dell'azienda)"
)
_KIN: Final = (
    r"(?:wife|husband|partner|daughter|son|mum|mom|mother|dad|father|brother|sister|girlfriend|boyfriend|flatmate|kids?"
    r"|frau|mann|mannes|tochter|sohn|mutter|vater|bruder|schwester|freundin|freund|partnerin|femme|mari|fille|fils"
    r"|mere|pere|frere"
    r"|soeur|blonde|copine|copain|compagne|conjoint\w*|mujer|marido|espos[oa]|hij[oa]|madre|padre|herman[oa]|novi[oa]"
    r"|senora"
    r"|mulher|filh[oa]|mae|pai|irma|irmao|namorad[oa]|vrouw|man|vriendin|vriend|dochter|zoon|moeder|vader|broer|zus"
    r"|moglie|marito|figli[oa]|mamma|papa|fratello|sorella|compagn[oa]|fidanzat[oa])"
)
_PHONE: Final = (
    r"(?:phone|number|mobile|cell|handy|nummer|telefon|telephone|portable|numero|tel|telefono|movil|celular|cel"
    r"|telefone"
    r"|telemovel|gsm|telefoon|cellulare|mail|inbox|address|adresse|e-?mail|correo)"
)
_READY: Final = (
    r"(?:i (?:ever )?(?:need|want) (?:you|it|one|something|anything|any of (?:it|this)|help)|i'?m (?:good and )?ready"
    r"|at all"
    r"|(?:the|a) (?:need|time|mood) (?:arises|comes|takes me)|i (?:do|feel like it)|needed|need be|necessary|anything"
    r" changes"
    r"|things change)"
)
_PRAISE: Final = (
    r"(?:respekt|respect|knap|complimenti|chapeau|bravo|wow|ole|felicidades|parabens|classy|charming|hut ab|serio|echt"
    r" jetzt|seriously|really|ernsthaft|serieux|en serio|a serio|davvero|kkk|gente)"
)
"""What somebody adds who isn't pleased about the hour."""
_THING: Final = (
    r"(?:e-?mail|mail|address|inbox|mailbox|number|phone|account|mobile|adresse|nummer|handy|postfach|mails|telefon"
    r"|boite|numero|telephone|portable|tel|courriels"
    r"|buzon|correo|celular|cel|telefono|movil|cuenta|endereco|telefone|telemovel|conta|adres|toestel|telefoon|gsm"
    r"|casella|indirizzo|cellulare)"
)

RHYTHM: Final = Language(
    doubt=(
        # fewer of them
        rf"(?:fewer|less|not (?:quite )?so many|not as many) (?:of )?(?:{_OUR} )?{_SENT}|(?:fewer|less) of (?:these"
        rf"|those|them)"
        rf"|(?:hear|message|text|write|mail|e-?mail|send|contact)(?:ing|ed)?(?: \w+){{0,4}} (?:less|a bit less|less"
        rf" often|less"
        rf" frequently|not (?:quite )?so often){_ENDS}",
        r"(?:eas(?:e|ed|ing)|back(?:ed|ing)?|slow(?:ed|ing)?|calm(?:ed|ing)?|cool(?:ed|ing)?|ton(?:e|ed|ing)|dial(?:ed"
        r"|led|ling)?)"
        r" (?:it |things |this |them |the (?:messages|texts|mails|e-?mails) )?(?:off|down|up|back)(?: a (?:bit|little"
        r"|touch)| on"
        r" (?:the|these|your|all))",
        rf"(?:cut (?:down|back) (?:on|the)|spread (?:out )?|space (?:out )?|reduce|limit|bundle)(?: \w+){{0,2}}"
        rf" {_SENT}",
        rf"(?:weniger|nicht (?:ganz )?so viele?|seltener)(?: (?:von )?(?:diesen|diese|ihren|euren|solche|solchen))?"
        rf" {_SENT}"
        r"|(?:schreib\w*|meld\w*|schick\w*|mail\w*|anschreib\w*)(?: \w+){0,4} seltener|seltener (?:schreiben|melden"
        r"|anschreiben"
        r"|schicken|mailen|schickt|schreibt)|(?:bisschen|etwas|bissl|wenig|wengerl) (?:weniger|seltener|kurzer treten)",
        r"espac\w+(?: un peu| davantage| un petit peu| plus)*(?: (?:vos|les|ces|tout ca|vos prises))*"
        r"|(?:moins|pas autant) (?:de |d')(?:mails?|messages?|sms|courriels?|textos|relances|envois|nouvelles)"
        r"|(?:ecri\w+|envoy\w+|relanc\w+|contact\w+)(?: \w+){0,3} moins(?: souvent)?|(?:lever|leve[rz]) le pied"
        r"|y aller (?:un peu )?mollo|moins souvent",
        rf"(?<!com )menos (?:{_SENT}|seguido|a menudo|frecuencia)|(?:espaci|reduc|baj|aflo[jv])\w*(?: un (?:poco"
        rf"|poquito))?(?: (?:los|sus"
        rf"|el|la|con|tantos?))* (?:{_SENT}|ritmo|frecuencia)",
        rf"(?<!com )(?:menos|nao tant[ao]s) (?:{_SENT}|vezes|frequencia)|(?:espac|reduz|diminu|abrand)\w*(?: um"
        rf" (?:pouco|bocadinho))?(?: (?:os"
        rf"|as|o|a))* (?:{_SENT}|ritmo|frequencia)|com menos frequencia|pegar (?:mais )?leve",
        rf"(?:iets(?:je)?|wat|een beetje|beetje) (?:minder|rustiger)|minder (?:vaak|{_SENT})|(?:mag|kan) het (?:wat"
        rf"|iets\w*|ook)"
        rf" minder",
        rf"meno (?:{_SENT}|spesso|frequent\w+)|(?:dirad|ridur|ridu|rallent)\w*(?: un (?:po'?|pochino))?(?: (?:le|i|il"
        rf"|la|gli|con))*"
        rf" (?:{_SENT}|ritmo|frequenza)",
        # once a week would do
        rf"{_FEW}(?:[ ,]\w+)? (?:(?:a|per|every|each|pro|die|in der|im|par|por|al?|a la|ao|alla?|in|in de|in het"
        rf"|all[ao]) )+{_PERIOD}"
        r"(?: [\w']+){0,3} (?:plenty|enough|sufficient|fine|do|suffice|ok|langen|reichen|genug|genugen|langt|reicht"
        r"|suffi\w+"
        r"|conviendrait|bast\w*|sobra|suficiente|alcanza\w*|chega\w*|genoeg|voldoende|volstaat|prima|sufficien\w*"
        r"|avanza\w*)",
        # so many of them
        rf"{_MANY} (?:{_SENT}|in|since|today|this|within|before|heute|in|seit|diese|aujourd'hui|en|cette|depuis|hoy"
        rf"|desde|esta"
        rf"|hoje|em|vandaag|sinds|deze|oggi|da|nella?)(?: \w+){{0,2}} (?:breakfast|lunch|this (?:morning|week|month)"
        rf"|yesterday|one day"
        r"|two days|today|fruhstuck|gestern|heute|dieser woche|diese woche|einem tag|hier|ce matin|cette semaine"
        r"|un(?:e)? jour(?:nee)?"
        r"|deux jours|ayer|hoy|esta semana|un dia|una semana|ontem|hoje|um dia|uma semana|gisteren|vandaag|een dag"
        r"|deze week"
        r"|ieri|oggi|un giorno|questa settimana)",
        rf"{_MANY} {_SENT} (?:a|per|am|pro|par|al|por|ao|op|al) (?:1 )?(?:day|week|hour|tag|woche|jour|semaine|dia"
        rf"|semana|dag|een dag"
        rf"|giorno|week)|\d ?(?:x|mal|keer|fois|veces|vezes|volte) (?:am|op|par|al|por|ao|in)(?: een| 1| un| un'|"
        rf" una)? (?:tag|dag|jour|dia"
        r"|giorno|ora)",
        r"every\W{1,3}single\W{1,3}(?:day|morning|week|hour|evening)|every (?:day|morning) (?:this|these|with this"
        r"|with these|the"
        r" same)|(?:jeden tag|taglich) (?:das|dasselbe|so was|so eine|diese|aufs neue)|(?:tous les jours|chaque jour)"
        r" (?:ca|pareil"
        r"|la meme|ce|ces)|(?:todos los dias|cada dia|diario) (?:esto|lo mismo|igual|con esto)|tod[oa]s? (?:os"
        r" )?(?:santo )?dias? (?:isso|isto|a"
        r" mesma|essa|esse|igual)|(?:elke|iedere) (?:dag|week|ochtend) (?:dit|deze|dat|hetzelfde|zo'?n|weer)|(?:ogni"
        r"|tutti i) (?:santo )?"
        r"giorn[oi] (?:questo|questa|cosi|la stessa|lo stesso|sto|sta)|every day this",
        rf"{_FEW} (?:a|pro|am|par|al|por|ao|per|op) (?:een )?(?:day|tag|jour|dia|dag|giorno)(?: \w+){{0,3}} (?:bit"
        rf" much|a lot|too much|too many"
        r"|viel|heftig|beaucoup|trop|mucho|demasiado|muito|demais|veel|tantino|tanto|troppo|troppi)",
        r"(?:can't|cannot|don't|barely|hardly) (?:keep up with|keep track of|even read) (?:all )?(?:of )?(?:them|these"
        r"|this|your|the (?:mails"
        r"|messages|texts))|(?:komm\w*|kann)(?: \w+){0,4} (?:mit dem lesen|nicht mehr hinterher|nicht"
        r" (?:hinter)?her)(?: \w+){0,2}"
        r"|(?:n')?arrive (?:pas|plus) a (?:suivre|tout lire)|no (?:doy abasto|alcanzo a leer)|nao dou conta de (?:ler"
        r"|tant)"
        r"|kan het niet (?:meer )?bijhouden|non riesco (?:piu )?a (?:star\w* dietro|leggerl\w+)",
        # is that necessary
        r"(?:is|was) (?:all (?:of )?)?(?:this|that|it|any of (?:it|this)) (?:all )?(?:really |strictly |entirely "
        r"|actually )?necessary\b"
        r"|(?:do|does|did) (?:you|u|ye|it|this|they|that) (?:lot |people |guys |really )?(?:have|need) to (?:be|text"
        r"|txt|write|mail|e-?mail|message|buzz|ping"
        r"|send|happen)(?: \w+){0,5} (?:at|so|every|this|\d|all|on|before|after)",
        r"(?:muss|mussen|musst)(?! ich)(?: \w+){0,6} (?:jede\w* (?:tag|woche|mal|stunde)|standig|dauernd|so oft|so"
        r" fruh|so spat|sein) ?(?:\?|sein)"
        r"|(?:ist|war) das (?:alles |wirklich |denn |echt )+(?:notig|notwendig)",
        r"(?:est-ce|c'est|tout ca est|est ce) (?:vraiment |bien )*(?:necessaire|utile|oblige)(?: tou\w+| de)?"
        r"|(?:hace|hacia) (?:de verdad |realmente )?falta (?:tant|todo est|que me)|de verdad (?:hace falta|es"
        r" necesario)"
        r"|(?:e|sao|precisa)(?: mesmo)? (?:necessari[oa]s?|preciso)(?: \w+)? (?:tant|tud|isto|isso)|precisa(?:m)?"
        r" mesmo de (?:tant|mandar|enviar)"
        r"|(?:is|moet)(?: dat| dit)(?: nu| nou)?(?: allemaal| echt| elke dag)+(?: nodig| zo)?|(?:serve|servono|e)(?:"
        r" davvero| proprio)"
        r" (?:necessari[oa]|tutt[oie]|tant[oie])",
        # at that hour
        rf"^(?:its|it's|it is|es ist|il est|son las|sao|het is|sono le) {_HOUR}(?:[ ,.!?]+[\w']+){{0,4}}\W*$",
        rf"(?:{_SENT}|text(?:ing)?|txt|msg|writ(?:e|ing)|mail(?:ing)?|ping(?:ing)?|schreib\w*|anschreib\w*|ecri\w+"
        rf"|envoy\w+|escrib\w+|mand\w+|escrev\w+|stur\w+|appen|appt|scriv\w+)(?: me| mir| mi)?"
        rf" (?:at|before|after|um|vor|nach|a|avant|apres|antes de las|a las|as|antes das|om|voor|na|alle|prima"
        rf" delle)(?: las)? {_HOUR}",
        rf"(?:really|seriously|now|echt|jetzt|hasta|incluso|ate|zelfs|echt|pure|persino) (?:on|am|an|at|een|un|le|op"
        rf"|di|em|al?|los|num|aos?)?"
        rf" ?(?:a )?{_NOT_NOW}|{_NOT_NOW}(?: \w+){{0,3}}[ ,.]+(?:really|seriously|echt jetzt|ernsthaft|serieux"
        rf"|serieusement|franchement|en serio|de verdad"
        r"|a serio|serio|serieus|davvero|no dai|sul serio|honestly|come on)(?= ?[^a-z]*(?:$|\n))",
        r"(?:these|they|this|your \w+|die|das|diese|eure \w+|ca|ces \w+|vos \w+|esto|estos|sus \w+|isso|isto|essas"
        r" \w+|dit|die|jullie \w+|questi|questo|mi)"
        r"(?: [\w']+){0,2} (?:wakes?|woke|waking|weckt?|wecken|geweckt|reveill\w+|despiert\w+|acord\w+|wekken|wakker"
        r"|sveglia\w*)"
        r"(?: \w+){0,2} (?:me|us|mich|uns|baby|kids|kinder|meine|m'|nos|mij|ons)?",
        r"(?:a|at|um|om) (?:quest'?ora|this hour|this time|diese[r]? uhrzeit|cette heure|estas horas|esta hora|dit"
        r" uur)(?: \w+){0,2}"
        r" (?:sleep|asleep|dormo|schlaf\w*|dors|duermo|durmo|slaap|dormivo)|(?:i'?m|i am|i was|i) (?:asleep"
        r"|sleep(?:ing)?)(?: \w+){0,2} (?:at|when) (?:this|that|you)"
        r"|^(?:[\w']+ ){0,5}(?:at|um|a|om) (?:this|this ungodly|diese|estas|quest'?) ?(?:hour|uhrzeit|horas?|ora)\W*$",
        r"(?:phone|handy|cel|celular|movil|telefono|telephone|telemovel|telefoon|gsm|telefono)(?: \w+){0,3} (?:buzz\w*"
        r"|vibr\w*|goes off|going off|pings|brummt|piept|sonne|suena|toca|trilt|suona|squilla)"
        r"|(?:buzz\w*|vibra\w*)(?: \w+){0,4} (?:phone|handy|cel|celular|movil|telefono|misa|mass|church)",
        # at that place
        rf"(?:this|that|it) (?:is|was|goes to|comes to|gets to)(?: \w+){{0,2}} (?:{_MINE_AT_WORK})(?! (?:too|so|now"
        rf"|since))"
        rf"|(?:these|they|those|your \w+|this|ihre \w+|die|vos \w+|ces \w+|sus \w+|estos \w+|as vossas \w+|deze \w+"
        rf"|jullie \w+|queste \w+|le vostre \w+)(?: \w+){{0,4}}"
        rf" (?:to|at|on|an|auf|in|arrivent|sur|a|al|en|no|na|para o|op|naar|sulla|nella|alla)? ?(?:{_MINE_AT_WORK})",
        rf"(?:das|dies|hier)(?: \w+){{0,2}} (?:ist|geht an)? ?(?:{_MINE_AT_WORK})|c'?e?(?:'est|st|ette adresse est|"
        rf" est)(?: \w+){{0,2}} (?:{_MINE_AT_WORK})"
        rf"|(?:est[ea]|eso) (?:es|va a)(?: \w+)? ?(?:{_MINE_AT_WORK})|(?:este|isto|isso|esse)(?: \w+)? e(?: mesmo)?"
        rf" ?(?:{_MINE_AT_WORK}|o d[ao] (?:firma|empresa|trabalho))"
        rf"|(?:dit|dat) is(?: \w+)? (?:{_MINE_AT_WORK})|(?:questa|questo|quest'indirizzo) e(?: proprio)?"
        rf" (?:{_MINE_AT_WORK})",
        r"(?:my )?(?:boss|manager|supervisor|employer|colleagues?|co-?workers?) (?:sees? (?:them|it|these|this|my)"
        r"|reads? (?:them|it|these|my)|can (?:see|read)|has access"
        r"|monitors?|is (?:reading|watching))|(?:chef\w*|assistentin|sekretarin|kolleg\w+) (?:liest|lesen|sieht"
        r"|schaut)(?: \w+){0,2}"
        r"|(?:chef\w*|patron\w*|collegues?|secretaire) (?:voit|lit|voient|lisent|a acces)|(?:jef[ea]|companer\w+)"
        r" (?:l[oe]s? )?(?:ve|lee|ven|leen)"
        r"|(?:chefe|colegas?) (?:ve|le|veem|leem)|(?:baas|collega'?s?|chef) (?:leest|ziet|lezen|kijkt)(?: mee)?"
        r"|(?:capo|collegh\w) (?:legge|vede|leggono|vedono)",
        rf"(?:this|that|it)(?: is|'s) (?:actually |still )?my {_KIN}(?:'?s) {_PHONE}|(?:das|dies)(?: hier)? ist (?:das"
        rf" |die )?(?:handy|nummer|telefon|mail\w*) (?:von )?(?:meine[rsmn]?) {_KIN}"
        rf"|c'est (?:le |la |l')?(?:{_PHONE}) (?:a |de )(?:ma|mon) {_KIN}|(?:este|esta|es) (?:es )?(?:el |la"
        rf" )?{_PHONE} de mi {_KIN}"
        rf"|(?:este|esse|isto)? ?e o {_PHONE} (?:da|do)(?: minha| meu)? {_KIN}|(?:dit|dat) is (?:de |het )?{_PHONE}"
        rf" van (?:mijn|m'n) {_KIN}"
        rf"|(?:questo|e) (?:e )?(?:il |la )?{_PHONE} di (?:mia|mio) {_KIN}",
        rf"(?:shared?|share|shares|gemeinsam\w*|partag\w+|compart\w+|partilh\w+|gedeeld\w*|delen|deel|condivi\w+)(?:"
        rf" \w+){{0,4}} (?:inbox|mailbox|address|account|phone|postfach|adresse|boite"
        rf"|correo|telefono|e-?mail|endereco|mailbox|adres|casella|mail|one|this|numero)(?: \w+){{0,3}} {_KIN}"
        rf"|(?:inbox|mailbox|address|account|phone|postfach|adresse|boite|correo"
        rf"|telefono|e-?mail|endereco|adres|casella|mail|numero) (?:\w+ )?(?:shared|gemeinsam|partagee?|compartid[oa]"
        rf"|partilhad[oa]|gedeeld|condivis[oa])"
        rf"(?: \w+){{0,3}} {_KIN}|my {_KIN} (?:and i )?shares? (?:this|it)|(?:this|the) (?:\w+ )?(?:address|inbox"
        rf"|account|phone) with my {_KIN}",
        # they will write first
        rf"(?:i'?ll|i will|ill|i shall|i'?d rather) (?:be in touch|get in touch|contact you|reach out|come back to you"
        rf"|get back to you|write|shout|holler|call you|ring you|let you know|give you a (?:shout|call|ring)|use it"
        rf"|come to you)(?: \w+){{0,3}}"
        rf" (?:if and when|if|when|once|should) {_READY}|(?:be|get) in touch(?: with you)? if at all|(?:we|you"
        rf"|you'?ll) (?:can|will)? ?(?:leave it|hear from me|wait) (?:to me|if|when|till|until) {_READY}",
        r"(?:ich )?(?:meld\w*|ruhr\w*|komm\w*)(?: ich)?(?: (?:mich|von mir aus|schon|selber|selbst|dann|auf (?:sie"
        r"|euch)))*,? (?:wenn|falls|sobald|sollte)(?: (?:ich|es|mal))*"
        r" (?:\w+ )?(?:was|etwas|bedarf|brauch\w*|soweit|so weit|notig|interesse|lust|wieder)|(?:meld\w* mich (?:schon"
        r" )?(?:von selbst|von mir aus|selbst|selber|dann schon))|wenn (?:uberhaupt|dann) meld\w* ich mich",
        r"(?:je )?(?:reviendrai|reviens|recontacterai|ferai signe|vous ferai signe|contacterai|appellerai)(?: (?:vers"
        r"|vous|moi))*(?: \w+)? (?:si|quand|lorsque|le cas|en cas)(?: [\w']+){0,3} (?:besoin|fait sentir|echeant"
        r"|moment|faut|envie|pret\w*|change)"
        r"|c'est moi qui (?:vous )?(?:appel|contact|recontact|ecri|revien|ferai)\w*",
        r"(?:ya |si eso |si acaso |yo )(?:(?:ya |os |les |le |te |yo |me )*)(?:aviso|avisare|avisar[ei]|contacto"
        r"|escribo|llamo|busco|digo|dire)(?: yo)?(?: (?:cuando|si)(?: \w+){0,3} (?:necesit\w+|haga falta|quiera|listo"
        r"|lista|interes\w*)| mas adelante| yo)"
        r"|(?:yo )?(?:los|les|os) (?:busco|contacto|llamo|aviso) (?:yo )?(?:cuando|si) (?:\w+ )?(?:necesit|haga falta"
        r"|quier)\w*|si (?:algun dia |algo )?(?:necesito|quiero)(?: algo)?,? (?:ya )?(?:yo )?(?:os|les|te|me) (?:\w+"
        r" )?(?:busco|aviso|contacto|escribo|pongo)",
        r"(?:eu )?(?:aviso|digo|procuro|chamo|entro em contac?to|ligo|falo)(?: eu| (?:vos|voces|convosco|com voces))*"
        r" (?:se|quando|caso)(?: (?:\w+ )?){0,2}(?:precis|quis|estiver pront|houver necessidade|for preciso|der"
        r" vontade|mudar)\w*"
        r"|(?:se|quando) (?:eu )?precisar,? (?:eu )?(?:procuro|chamo|aviso|ligo|digo|contact\w*)",
        r"(?:ik )?(?:trek|bel|mail|meld|laat|kom|zoek)(?: (?:ik|zelf|wel|jullie|je|u|me|het))*(?: aan de bel| weten|"
        r" contact| op je af)?(?:,? (?:als|wanneer|zodra)(?: \w+){0,3} (?:nodig|zover|zo ver|klaar|behoefte))"
        r"|(?:trek|hang) (?:ik )?zelf (?:wel )?aan de bel|(?:meld|laat) (?:ik )?(?:me )?zelf wel(?: iets)?",
        r"(?:mi faccio|mi faro|mi farei) (?:vivo|viva|sentire)(?: (?:io|semmai|se mai))+|(?:se|quando|semmai|casomai)"
        r" (?:avro|ho|avessi|dovessi|mi serve|mi servisse|servira)(?: (?:avere|bisogno|voglia|qualcosa))*,? (?:vi|la"
        r"|ti|mi)"
        r" (?:cerco|cerchero|contatto|contattero|chiamo|scrivo|faccio|ricontatto)(?: (?:io|vivo|sentire))*|vi (?:cerco"
        r"|contatto|chiamo|scrivo) io",
        # only for something else
        r"(?:unless|except if)(?: \w+){2,16},? (?:please )?(?:don'?t|do not|no need to|needn'?t) (?:bother|write"
        r"|contact|message|text|mail|get in touch|reach out)"
        r"|(?:don'?t|do not|no need to|needn'?t) (?:bother|write|contact me|message me|text me|mail me|reach out|get"
        r" in touch) unless"
        r"|solange(?: \w+){2,12},? (?:braucht|brauchen|musst|mussen)(?: \w+){0,4} nicht (?:zu )?(?:melden|schreiben"
        r"|anrufen)"
        r"|(?:se|si)(?: \w+){2,12},? (?:escus\w+|inutil\w*|inutile|no hace falta|nao (?:vale a pena|precisa\w*|se"
        r" incomodem?)|no se molest\w+)(?: \w+)? (?:de |que )?(?:m[e']|escrev|ecri|escrib|contac|scriv|perder)\w*"
        r"|(?:alleen|pas) (?:als|mailen|bellen|schrijven)(?: \w+){1,10},? anders (?:niet|hoeft|laat)|(?:il|o|el|le|the"
        r"|den) (?:resto|reste|rest) (?:dispenso|non mi|no me|ne m'|i can do|brauch|konnt|hoef)\w*",
        # not now
        r"(?:hold off|pause|press pause|give it a rest)(?: (?:on|with|the|your|all|sending|these|of))* (?:messages"
        r"|texts|mails|e-?mails|alerts|these|for now|for a while)"
        r"|(?:leave|park) it (?:there|at that|here)(?: for (?:now|the moment|the time being))?|(?:got|have) (?:other"
        r"|enough|too much) (?:\w+ )?(?:things )?on my (?:mind|plate)"
        r"|(?:lo dejamos|dejarlo|lo dejemos|lo dejo) (?:aqui|ahi|asi|por ahora|por el momento)|(?:fico|ficamos|fique)"
        r" por aqui|depois logo se ve"
        r"|(?:on en reste|restons-en|j'en reste) la|(?:belassen wir es|lassen wir(?:'s| es)) (?:dabei|erstmal|vorerst"
        r"|mal)|(?:laten we|laat) het (?:hierbij|daarbij|even|voorlopig)"
        r"|(?:lasciamo|fermiamoci|lasciamola) (?:qui|stare|perdere|cosi)|(?:voorlopig|momenteel|nu even|even) (?:even"
        r" )?geen behoefte|(?:andere|wel andere|genoeg) (?:dingen|zorgen) aan mijn hoofd"
        r"|andere sorgen|(?:d'autres|autre) (?:chats a fouetter|soucis|choses en tete)|(?:tengo )?la cabeza en"
        r" otr[oa]s? \w+|(?:ho|avrei) (?:la testa altrove|altro (?:per la testa|a cui pensare))|cabeca noutro lado",
        # that will do
        r"(?:that'?s|thats|that is) (?:enough|plenty|quite enough) (?:for (?:today|now|one day)|now|thanks|thx)|(?:i"
        r" )?thought (?:we|this|you|that) (?:were|was|had) (?:finished|done|over|settled)"
        r"|^(?:ja ?){1,3},? (?:is|ist)(?: ja)? (?:schon )?(?:gut|recht)(?: jetzt)?\W*$|(?:bon|voila),? (?:ca ira|ca"
        r" suffira|c'est bon) (?:pour|comme)",
        r"^p+f+t*\W*$|^(?:mah+|meh+|ugh+|argh+|uff+a*|bof+|boh|bah|tss+|buf+|puf+|hmpf|mate|la vem(?: eles?)?|ainda"
        r"|encore|ancora|otra vez|again|wieder|weer)[.…!]*$",
        # somebody, or a machine
        r"(?:is (?:there )?(?:anyone|anybody|somebody|someone|a (?:person|human)|any human)|anyone|anybody)"
        r" (?:actually |even |really )?(?:behind|reading|at the other end|there|writing)(?: \w+){0,3} ?\?"
        r"|(?:dear|hello|hi|hey|beste|cher|chere|querid[oa]|estimad[oa]|car[oa]|liebe[rs]?|lieber) (?:robot|computer"
        r"|bot|machine|algorithm|system|roboter|ordinateur|ordenador|computador|maquina|automaat)"
        r"|(?:y a-t-il|il y a) (?:quelqu'un|un humain|une vraie personne)(?: \w+){0,5}|(?:hay|ha) (?:alguien|una"
        r" persona|algun humano)(?: \w+){0,3} (?:ahi|detras|leyendo)|tem alguem (?:ai|lendo|do outro lado)"
        r"|zit (?:er )?(?:daar )?(?:iemand|een mens) (?:achter|te)|c'e qualcuno(?: \w+){0,3} (?:dietro|li|che legge)"
        r"|(?:steckt|sitzt|liest) da (?:\w+ )?(?:jemand|ein mensch|wer)|(?:is|e) (?:this|questo|dit|isto) (?:a|un|een"
        r"|um) (?:call ?cent(?:er|re))",
        # what is kept about them
        r"(?:what|which|welche|quelles?|que|quais|wat|welke|che|quali) (?:personal |personenbezogenen? "
        r"|persoons)?(?:data|information|daten|informationen|angaben|donnees|informations|datos|informacion|dados"
        r"|informacoes|gegevens|dati|informazioni)(?: \w+){0,5}"
        r" (?:store|hold|keep|have|process|gespeichert|speichern|haben|verarbeiten|conservez|detenez|avez|tienen"
        r"|guardan|tratan|conservan|tem|guardam|tratam|bewaart|heeft|bewaren|hebben|conservate|avete|trattate)"
        r"|(?:article|art\.?|artikel|articulo|artigo|articolo) ?(?:15|17|21)\b(?: (?:of|der|du|del|da|van|do|ds-?gvo"
        r"|rgpd|gdpr|avg|lgpd))?|(?:complaint|beschwerde|plainte|queja|queixa|denuncia|reclamacao|klacht|reclamo"
        r"|segnalazione)(?: \w+){0,4}"
        r" (?:ico|dpc|datenschutz\w*|cnil|aepd|cnpd|anpd|autoriteit\w*|garante)",
        r"(?:how|where|wie|woher|comment|ou|como|de donde|onde|hoe|come|dove)(?: \w+){0,4} (?:get|got|find|found"
        r"|obtained?|kommen|haben|habt|kamen|eu|trouve\w*|obtenu|consigui\w*|sacaron|tienen|consegui\w+|arranj\w+|tem"
        r"|kom\w+|avete)(?: \w+){0,2} (?:my|an meine|mon|ma|mi|meu|minha|aan mijn|il mio|i miei)"
        r" (?:\w+ )?(?:number|e-?mail|address|details|data|nummer|adresse|daten|mail\w*|numero|coordonnees|telefono"
        r"|correo|datos|contac?to|telefone|gegevens|contatto|indirizzo|dati)",
        # at that hour, with a compliment
        rf"^(?:[\w']+ ){{0,2}}{_NOT_NOW},? (?:um |at |a las |as |alle |om |a )?(?:halb |half )?[\w:.]+(?:"
        rf" \w+)?[ .,!]+{_PRAISE}\W*$"
        rf"|^(?:um|le|las|at|as|alle|om|a las)? ?\d{{1,2}}(?:[.:h]\d\d| y media)?(?: \w+){{0,3}} (?:feiertag"
        rf"|ferragosto|holiday|bank holiday|festivo|feriado|feestdag|ferie)\W*(?:{_PRAISE}\W*)?$"
        rf"|^(?:um|le|las|at|as|alle|om|a las|it is|es|son las)? ?\d{{1,2}}(?:[.:h]\d\d| y media)?(?: ?uhr| ?h)?(?:"
        rf" (?:de la manana|da manha|da madrugada|de la madrugada|del mattino|in the morning|du matin|'s"
        rf" ochtends))?(?: gente)?[ .,!]+(?:\w+ )?{_PRAISE}\W*$"
        rf"|(?:mail|e-?mail|text|message|sms|ping|buzz) at (?:[0-6](?:[.:]\d\d)? ?(?:a\.?m)|(?:10|11)(?:[.:]\d\d)?"
        rf" ?p\.?m|midnight)",
        r"(?:meia[ -]noite|mitternacht|midnight|minuit|medianoche|middernacht|mezzanotte)(?: \w+){0,3}[ ,.]+(?:serio|a"
        r" serio|echt|really|seriously|serieux|en serio|serieus|davvero)",
        r"(?:on|work|working|worked|mach\w*|hab\w*|fais|hago|faco|heb|faccio)(?: \w+)? (?:nights?|night ?shifts?"
        r"|nachtschicht|nachtdienst|de nuit|turno de noche|turno da noite|il turno di notte|notti)(?:"
        r" [\w']+){0,3}[ ,.]+(?:so |and )?(?:i |ich |je )?(?:(?:a )?(?:buzz|ping|text|call)|sleep|asleep|schlaf\w*"
        r"|dors|duermo|durmo|slaap|dormo|net in slaap)",
        r"(?:during|in|mid|mitten in|en plein[e]?|en plena|en medio de|no meio d[ao]|midden in|in piena|durante)(?:"
        r" (?:the|der|la|a|de|il))? (?:mass|messe|misa|missa|mis|messa|beerdigung)",
        r"(?:kan|kann|could|can|puo|pode|puede|peut)(?: (?:dit|das|this|it|ca|esto|isto|questo|they|these))?(?:"
        r" \w+){0,3} (?:overdag|tagsuber|in the daytime|office hours|en journee|en horario|durante o dia|di giorno)",
        # at that place, whoever else reads
        rf"(?:this|the|diese[rs]?|dieses|das|cette|ce|este|esta|ese|esse|essa|es|questo|questa|quest'|dit|deze|die)"
        rf" ?(?:is |es |e |est )?(?:actually |just |also )?(?:el |o |il |the |my |le |la |meine |mijn )?{_THING}(?:"
        rf" \w+)?"
        rf" (?:is|ist|est|es|e|geht|ligt|staat|goes|belongs|lo|la|gets)(?: \w+){{0,4}} (?:work|office|company|shop"
        rf"|store|school|reception|employer|dienstlich\w*|geschaftlich\w*|firmen\w*|buro\w*|arbeit\w*|sekretariat\w*"
        rf"|bureau|boulot|travail"
        rf"|empresa|oficina|trabajo|escuela|tienda|firma|trabalho|escola|balcao|loja|werk\w*|kantoor|balie|winkel"
        rf"|ufficio|negozio|lavoro|azienda|scuola|bottega)(?! \w+ (?:call|ring|use|feel free))"
        rf"|(?:es|e|is|c'est|it'?s) (?:el|o|il|de|het|le|la|the|my) {_THING} (?:de|da|do|del|della|dell'|van|du|of|at)"
        rf" ?(?:la |el |het |de |the |my |mi )?(?:oficina|empresa|trabajo|escola|firma|trabalho|kantoor|werk|ufficio"
        rf"|negozio|lavoro|bureau|boulot|office|shop|school|work)",
        r"(?:you|u|ye|sie|ihr|vous|ustedes|voces|jullie|mi|me)(?: (?:are|have|keep|avete|habt|haben|han|sind|avez))?"
        r" (?:writ\w+|mail\w*|text\w*|messag\w*|schreib\w*|geschrieben|ecri\w+|escrib\w+|escrev\w+|schrijf\w*|stuur\w*"
        r"|scritto|scrivete)(?: me| mir| mi)?"
        r" (?:to|at|an|auf|a|al|en|no|ao|naar|op|in|sul|sur) (?:my |meine |mon |mi |meu |mijn |il mio |la mia"
        r" )?(?:work\w*|office|employer\w*|arbeits\w+|dienst\w+|firmen\w+|geschafts\w+|adresse pro\w*|boulot|travail"
        r"|correo del trabajo|trabajo|trabalho|werkadres|werkmail|werk|ufficio|lavoro|indirizzo di lavoro)",
        r"(?:liest|lesen|lit|lisent|lee|leen|leem|leest|lezen|legge|leggono|reads?|sees?|ve|ven|veem|vede|vedono)"
        r" (?:hier |da |das |all |everything )?(?:mit|mee|along|over my shoulder|tudo|todo|tutto|everything|all of"
        r" (?:it|this|these)|what comes in)"
        r"|(?:todo (?:el )?mundo|toda a gente|tutti|alle|everyone|everybody|tout le monde|iedereen)(?: \w+){0,2} (?:le"
        r"|lee|ve|ven|legge|vede|reads?|sees?|lit|voit|leest|ziet|lesen|mit)\b"
        r"|(?:it|security|reception|the office|head office) (?:can see|sees|reads|monitors|checks) (?:what|everything"
        r"|it|them|all|these)|lo (?:revisa|ve|lee) (?:informatica|todo|rrhh|mi jef\w)",
        rf"(?:my |meine? |mon |ma |mi |mis |meu |minha |os meus |as minhas |mijn |mio |mia |i miei )(?:\w+ )?{_KIN}s?"
        rf" (?:uses?|use|opens?|open|answers?|reads?|nutzt|liest|offnet|utilise|ouvre|lit|usa|abre|lee|usam|le|leem"
        rf"|gebruikt|leest|apre|legge|risponde)"
        rf"(?: \w+){{0,2}} {_THING}|(?<!vecchio )(?<!viejo )(?<!antiguo )(?<!velho )(?:lo|la|o|a|le) (?:usa|utilise"
        rf"|abre|apre|gebruikt) (?:mi|meu|minha|mon|ma|mijn|mia|mio) {_KIN}|c'est (?:mon|ma) {_KIN} qui (?:ouvre|lit"
        rf"|repond|releve)",
        # counted
        rf"(?:number|nummer|numero|nr|no|n) {_MANY} (?:today|this week|heute|diese woche|aujourd'hui|hoy|hoje|vandaag"
        rf"|deze week|oggi)|siamo a {_MANY}(?! (?:posto|buon))|(?:van|vamos|ya son|ja sao|ja vao) (?:con |por"
        rf" )?{_MANY} (?:esta semana|hoy|hoje|{_SENT})",
        r"(?:reminders?|promemoria|recordatorios?|rappels?|erinnerung|herinnering|lembretes?|resumen|summary) (?:of"
        r"|about|del|de|der|an die|do|dos|des|aan de|sur) (?:a |the |los |las |le |la |o |other )?(?:previous |vorige "
        r"|last |letzte )?(?:reminders?|promemoria|recordatorios?|resumenes|rappels?|erinnerung|herinnering|lembretes?"
        r"|summar\w+)"
        r"|got the (?:message|hint|point)\W+(?:the )?first time|(?:more|another \w+|\d+ more) of (?:these|them) to"
        r" (?:come|look forward to)|(?:amable|gentile|aimable|gentil|nett|vriendelijk|friendly) (?:fue el|era il|etait"
        r" le|foi o|war die|was de|was the) (?:primero|primo|premier|primeiro|erste|eerste|first)"
        r"|^(?:mais uma|mais um|otro mas|otra mas|encore un[e]?|noch ein[es]?|nog een|ancora un[oa]?|un altro|un'altra"
        r"|another one|and another|yet another)\W*$",
        # somebody, or a machine
        r"(?:dear|hello|hi|hey|cher|chere|liebe[rs]?|hola|caro|cara|beste|estimad[oa])(?: \w+)?"
        r" ?[{\[<(«%]+ ?\w*(?: \w+)? ?[}\]>)»%]+|(?:dear|cher|chere|beste|estimad[oa]|car[oa]|liebe[rs]?)"
        r" (?:candidat\w*|kandida\w*|bewerber\w*|applicant|sollicitant)\W+(?:n|no|nr|is|ist|est|es|e|:|on)\b"
        r"|(?:detras de|atras d|dietro|hinter|behind|derriere|achter) (?:estos|esto|estes|essas?|queste|questi|diesen"
        r"|den|these|this|ces|deze|die) (?:\w+ )?(?:correos|mensajes|mails|e-?mails|mensagens|messaggi|nachrichten"
        r"|messages|envois|berichten)(?: [\w']+){0,3} (?:alguna persona|alguien|alguem|qualcuno|una persona|ein mensch"
        r"|jemand|a person|anyone|somebody|human|quelqu'un|iemand|een mens)",
        # set otherwise
        r"(?:turn|switch) (?:some |any |all |most )?(?:of )?(?:this|these|it|them|that) (?:off|down)|(?:kan|kann|geht"
        r"|can|could) (?:dit|das|this|it|these)(?: \w+){0,2} (?:uit|aus|off)\b(?! (?:of|den|der|het|my))"
        r"|(?:would|could|is|ware|ist|ginge|serait|seria|podria ser|zou|kan het|sarebbe|possibile) (?:it |possible "
        r"|possibile |posible |het |das |auch |ook |an? )*(?:monthly|weekly|fortnightly|monatlich|wochentlich"
        r"|mensuel\w*|hebdo\w*|mensual|semanal|quincenal|mensal|maandelijks|wekelijks|mensile|settimanale)(?! (?:pay"
        r"|paid|zahl|contract|meet|lohn|salar|rota))"
        r"|(?:group|bundel|bundl|grouper|agrupar|juntar|raggruppar|bundeln|zusammenfass)\w*(?: \w+){0,4} (?:one|weekly"
        r"|single|einer|un|uno|una|um|uma|een) (?:\w+ )?(?:mail|e-?mail|message|envoi|correo|mensaje|envio|mensagem"
        r"|messaggio|bericht|nachricht|sms)"
        r"|(?:only|just|nur|que|so|solo|alleen|seulement) (?:if|when|wenn|quand|cuando|quando|se|si|als) (?:there'?s "
        r"|there is |c'e |hay |houver |es |il y a |er )+(?:mesmo |wirklich |really |vraiment |de verdad |echt |davvero"
        r" )?(?:\w+ )?(?:news|novidades?|novita|novedades|neuigkeiten|neues|nouvelles|du nouveau|nieuws)(?: vera|"
        r" reale)?"
        r"|basterebbe (?:quando|solo|una|un)|(?:is|are|was) (?:this|these) one (?:compulsory|mandatory|obligatory"
        r"|optional)(?: or)?",
        # they will write first, in fewer words
        r"(?:i'?ll|ill|i will) (?:shout|holler|call|ring|write|be in touch|get in touch|give you a shout) (?:you )?if"
        r" (?:there'?s|there is|i need|i want|owt|anything)|i'?ll look at (?:your|the) (?:web)?site when"
        r"|(?:meld|melde|rufe?) (?:ich )?mich(?: schon| dann)? wenn (?:was|etwas|mal was|es was) (?:is|ist|gibt)"
        r"|(?:trek|hang|bel)(?: ik)? (?:wel|zelf|zelf wel) (?:aan de bel )?als er (?:iets|wat) is|(?:j'?e? ?vous |vous"
        r" )?(?:ferai|fais) signe (?:au|en cas de|si) (?:besoin|jamais)?"
        r"|se (?:eu )?precisar,? (?:eu )?(?:dou|digo|mando) (?:noticias|sinal|algo)|(?:os|les|te) dare un toque(?: si|"
        r" cuando)?|sono io che (?:vi|mi) (?:cerco|chiamo|contatto|faccio)",
        # let it rest
        r"let'?s (?:just )?(?:park|shelve|drop|leave) (?:it|this|that)(?: there| here)?(?: shall we)?(?= ?(?:$"
        r"|[.;:!?\n]))|we'?re? good here|(?:think|guess|feel) (?:we'?ve|we have|we) (?:all )?(?:said|covered|done)"
        r" (?:everything|it all|all there is|enough)|little (?:left )?(?:for (?:either|both) of us )?to (?:say|add)"
        r"|facciamo che(?: per ora)? va bene cosi|per ora va bene cosi|not (?:a|the) (?:great|good|best|right) time(?:"
        r" at all| really)?\W*$|(?:not|isn'?t|aren'?t) where my head is|dejemoslo (?:asi|aqui|ahi)|(?:bleiben"
        r"|belassen) wirs? (?:dabei|mal dabei)|belassen wirs",
        # what is kept about them
        r"(?:inzage|einsicht|acces|acceso|acesso|accesso) (?:in|a|aux?|alle|ai|aos?|en) (?:alles|alle|mijn|meine|mes"
        r"|mis|os meus|meus|miei|i miei)|(?:d'ou|de onde|de donde|da dove|woher|waar) (?:tenez|tem|tienen|haben|habt"
        r"|halen|avete)(?: \w+){0,2} (?:mon|meu|mi|meine|mijn|il mio)"
        r"|(?:how long|wie lange|combien de temps|cuanto tiempo|quanto tempo|hoe lang|per quanto)(?: \w+){0,3} (?:my"
        r"|meine|mes|mis|meus|mijn|miei) (?:data|details|daten|donnees|datos|dados|gegevens|dati)|(?:overview"
        r"|overzicht|ubersicht|apercu|resumen)(?: \w+){0,2} (?:my|mijn|meiner|mes|mis) (?:data|gegevens|daten|donnees"
        r"|datos)"
        r"|(?:herkomst|herkunft|provenance|origine|procedencia|proveniencia|provenienza) (?:van|meiner|de|di|da)"
        r" (?:mijn|meiner|mes|mon|mi|mis|meu|mio|miei)?",
        # a stop in other letters, or of what comes next
        r"^(?:remove|delete)(?: me)?\W*$|\bdnc(?: list)?\b|st(?:ahp|ohp|aahp)\b|(?:do not|don'?t|dont) send (?:me"
        r" )?(?:a|another|the) (?:second|third|fourth|fifth|sixth|seventh|next|single)(?: one)?|(?:nix|nichts|nimmer"
        r"|nie wieder|nimma)(?: mehr)? (?:hin|her|zu)?(?:schick|schreib|schreiw|send)\w*"
        r"|(?:senden|schicken|schreiben) sie mir (?:bitte )?(?:keine|nichts) (?:weiteren|mehr|weiteres)|(?:suspend\w+"
        r"|cesar|interrump\w+)(?: \w+){0,2} (?:el|los|todo) (?:envio|envios|correos|mensajes)|(?:levate|togliete"
        r"|cavate)(?:mi|temi)?(?: pure| per favore) dall(?:'elenco|a lista|a banca)|non mandatemi altro"
        r"|(?:stuur|stuurt)(?: mij| me)? (?:niks|niets) (?:meer|nimeer)|(?:nun|nn|num) (?:me|mi) (?:mannate|scrivite"
        r"|scassate)|schrap (?:mij|me)(?: \w+){0,2} (?:uit|van)|opo(?:r-me|nho-me) ao envio|(?:hereby )?withdraw"
        r" (?:any |all |my )?consent|(?:mailen|bellen|appen) (?:heeft|hoeft)(?: \w+){0,6} niet meer"
        r"|rot (?:toch |nou )?op|(?:please )?(?:do not|don'?t|dont) (?:e-?mail|text|message|mail|write to) me (?:here"
        r" or anywhere|anywhere)|kindly cease|cease sending|pod(?:e|em) parar de (?:me )?(?:enviar|mandar)|if i get"
        r" (?:one|another|1)(?: more)?(?: single)? (?:message|text|mail|e-?mail)",
        # the sixth of them
        r"(?<!\bmy )(?<!\bmeine )(?<!\bmon )(?<!\bma )(?<!\bmi )(?<!\bmeu )(?<!\bminha )(?<!\bmijn )(?<!\bmio )"
        r"(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|umpteenth|nth|dritt|viert|funft|sechst|siebt|zehnt"
        r"|zigst|troisiem|quatriem|cinquiem|sixiem|septiem|eniem|tercer|cuart|quint|sext|septim|enesim|terceir|quart"
        r"|setim|derde|vierde|vijfde|zesde|zevende|zoveelste|terz|sest|settim|ennesim)\w{0,2}(?: \w+)? (?:reminder"
        r"|message|text|e-?mail|mail|nudge|alert|erinnerung|nachricht|sms|rappel|relance|courriel|recordatorio|mensaje"
        r"|correo|aviso|lembrete|mensagem|herinnering|bericht|berichtje|mailtje|appje|promemoria|messaggio|sollecito)"
        r"(?!\w)",
        # will it go on
        rf"(?:will|are|do|does|is) (?:(?:these|those|your|all (?:these|the|your)|the) {_SENT}|this|these|those|it all)"
        r" (?:be )?(?:going on|go(?:ing)? on (?:for|much|like this|forever)|keep(?:ing)? (?:on )?coming|carry(?:ing)?"
        r" on"
        r"|ever (?:end|stop))",
        rf"(?:ces|vos|tous ces) {_SENT} (?:vont|continu\w+|dureront|n'arretent)|(?:ca|cela) va (?:continuer|durer)"
        r" (?:encore )?longtemps",
        rf"(?:van?|seguiran)(?: a)? (?:seguir|continuar|durar)(?: \w+){{0,3}} (?:estos|esos|sus|tantos) {_SENT}"
        rf"|(?:estos"
        rf"|esos|sus|tantos) {_SENT}(?: \w+)? (?:van a seguir|seguiran|siguen|no paran|no se acaban)",
        rf"(?:estes|esses|tantos|os vossos) {_SENT}(?: \w+)? (?:vao|continuam|nao param|nao acabam)|va[io]"
        rf" (?:continuar|durar)(?: \w+){{0,4}} (?:estes|esses|tantos) {_SENT}",
        rf"(?:gaan|blijven) (?:deze|die|jullie|al die|al deze) {_SENT}(?: \w+){{0,3}} (?:door|doorgaan|lang|komen)",
        rf"(?:queste|quelle|le vostre|questi|quei|i vostri) {_SENT}(?: \w+)? (?:continu\w+|andranno|vanno avanti|non"
        r" finiscono|dureranno)",
        r"(?:is|will) (?:this|it) (?:going to |gonna )?(?:be |come |happen )?(?:every|each) (?:single )?day now"
        r"|(?:kommt"
        r"|geht) das (?:jetzt )?(?:taglich|jeden tag)|(?:c'est|ce sera|ca va etre) tous les jours maintenant|(?:va a"
        r" ser|sera)(?: asi)? todos los dias ahora|iss?t?o vai ser todo (?:o )?dia agora|(?:komt|gaat) dit nu elke dag"
        r"|sara cosi ogni giorno",
        # the hour, and nothing else
        rf"^(?:\w+,? )?(?:it'?s|es ist|c'est|es|e|het is) (?:a )?{_NOT_NOW}(?:[ ,.]+(?:y |and |et |e |und |en"
        rf" )?(?:it'?s"
        r" |son |sao |sono |il est |es ist )?(?:las |le |as )?(?:\d{1,2}|five|six|seven|eight|sechs|sieben|acht|six"
        r"|sept"
        r"|huit|seis|siete|ocho|sete|oito|zes|zeven|sei|sette|otto)(?: \w+){0,4})?\W*$",
        r"(?:at this hour|um (?:diese|die) (?:uhr)?zeit|a cette heure(?:-ci)?|a estas horas|a esta hora|op dit"
        r" (?:tijdstip|uur)|a quest'ora)\W+(?:seriously|really|ernsthaft|echt|serieusement|serieux|en serio|a serio"
        r"|serio|serieus|sul serio|davvero)",
        # a way to end it
        r"(?:switch|turn|shut) (?:this|these)(?: \w+)? off|(?:couper|desactiver|eteindre) (?:ca|cela|tout ca)|(?:apagar"
        r"|desactivar) (?:esto|eso|todo esto)|(?:desligar|desativar) iss?t?o|si puo (?:spegnere|disattivare)(?: da"
        r" qualche parte| questa roba| tutto questo)?\W*$",
        r"(?:phone|mobile|handy|telefon|telephone|portable|movil|celular|telemovel|telefoon|telefono|cellulare)"
        r"(?: \w+){0,8} (?:because of|wegen|a cause de|por culpa de|por causa de|por|door|per colpa|a causa) (?:you"
        r"|euch|ihnen|vous|ustedes|vosotros|voces|vossa causa|jullie|vostra|di voi)",
        r"(?:who|wer|qui|quien|quem|wie|chi)(?: \w+)? (?:signed me up|put me on (?:this|your|the) list|m'a inscri\w+|me"
        r" (?:apunto|inscribio|inscreveu|registrou|cadastrou)|(?:heeft )?m(?:ij|e)(?: \w+){0,2} (?:opgegeven|aangemeld"
        r"|ingeschreven)|mi ha iscritt\w+|mich(?: \w+){0,2} (?:eingetragen|angemeldet))",
        r"tant[ao]s? (?:mensagem|mensaje|messaggio|correo|e-?mail|sms|aviso|lembrete|recordatorio|promemoria)\b",
    ),
    harmless=(
        # a mix-up about what they applied for, a call that was better than a letter, a bus
        r"(?:mix-?up|mistake|error|verwechslung|irrtum|erreur|engano|equivocacion|vergissing|errore)(?: \w+){0,3}[,.;:]"
        r" (?:i|ich|je|j'|yo|eu|ik|io|mi)(?: \w+){0,3} ?(?:applied|applying|beworben|postul\w+|present\w+|concorri"
        r"|candidat\w+|sollicit\w+|solicit\w+)",
        r"(?:instead of|rather than|and not|statt|anstatt|plutot que|au lieu|en vez|en lugar|em vez|in plaats van"
        r"|invece|e non)(?: \w+){0,2} (?:only |just |nur |solo |seulement |de |d'|di |van |te |zu |por )*(?:writing"
        r"|schreiben|ecrire|escribir|escrever|schrijven|schreef|scrivere|schriftlich|iscritto|per iscritto)",
        r"(?:halt|stop|arret|para|ferma)\w* (?:the |der |die |le |la |il |o |a |el |de |het )?(?:bus|tram|train|zug"
        r"|metro|trein|autobus|autocarro|onibus|comboio|tren|treno|s-bahn|u-bahn|bahn|rer)(?: \w+)?",
        # a number that was left, a phone that is switched off
        r"(?:gave|left) my (?:phone )?number (?:to|at|with) (?:the |your )?(?:\w+ )?(?:at |in )?(?:the"
        r" )?(?:reception\w*"
        r"|office|desk|front desk|gate|colleague|agency)",
        r"(?:handy|telefon|telephone|portable|phone|movil|telemovel|telefoon|telefono|cellulare)(?: \w+){1,4},?"
        r" (?:bitte"
        r" )?(?:sprechen sie auf|laissez|leave|deje|dejen|deixe|deixem|spreek|lasciate|lasci)(?: \w+){0,3} (?:mailbox"
        r"|message|voicemail|mensaje|mensagem|bericht|messaggio)",
        # not to be left out
        r"(?:please |pls )?(?:do not|don'?t|dont) give (?:the|my|this) (?:job|place|role|spot|slot|position)(?: away|"
        r" up)?(?: to (?:somebody|someone|anybody|anyone)(?: else)?)?",
        # enough of something else
        r"(?:basta|chega|genug|genoeg|enough|assez|sick|tired|stufo|hart[oa]|fart[oa]|beu)(?: (?:de|di|da|about|of|von"
        r"|vom|con|with|the|this|la|el|el|lo|o|a|il|dieser|diesem|de|van|het|dit))* ?(?:weather|heat|rain|snow|cold"
        r"|wind|traffic|wetter|hitze|regen|schnee|stau"
        r"|pluie|chaleur|neige|froid|lluvia|calor|nieve|frio|trafico|chuva|neve|transito|hitte|sneeuw|kou|pioggia"
        r"|caldo|freddo|nebbia|promesas|promesse|promises|horas|parking)(?: non se ne puo piu)?",
        # in disbelief and joy
        r"^(?:ma |oh |no |nee |ach )?(?:arrete[sz]?|para|pare|hou op|smettila|hor auf|stop it|stop|shut up|dejate)(?:"
        r" zeg| mal)?[,!. …]+(?:c'est|en serio|echt|davvero|no way|wirklich|ernsthaft|really|seriously|ben ik|quede|je"
        r" suis|serio|a serio|sei|is dat|the press\w*|wrong (?:file|link|room|button|door|attachment"
        r"|date))(?:[ ,!?.]+[\w']+){0,4}",
        # schemes, and lists of other things
        r"(?:opt(?:ing)? out|leave|withdraw|afmelden|uitschrijven|afzien|me retirer|retirer|sortir|desister|dar(?:me"
        r"|nos)? de baja|salir(?:me)?|sair|desistir|aussteigen|austreten|raus|abmelden|widersprechen|uscire|tolt[oa]"
        r"|togliermi|cancellarmi|recedere)(?: (?:of|from|de|del|des|da|do|dal|dalla|dallo|aus|uit|van|voor|the|la|le"
        r"|el|der|die|das|dem|einer|your|uw|jullie|l|aanvullende|complementaria|company))*"
        r" ?(?:l')?\w*(?:dental|pension\w*|scheme|mutuelle|versicherung|vorsorge|rente|regeling|fondo|fonds|seguro"
        r"|plan|assurance\w*|mensa|union|sindicat\w*|gewerkschaft)",
        r"(?:(?:tir|remov|retir|enlev|quit|sac|streich|take|strike|haal|togli)\w*(?: \w+){1,5} )?(?:list|liste|lista"
        r"|lijst|elenco)(?: (?:of|for|de|del|do|da|dos|das|des|du|der|fur|van|voor|per|la|the|el|il))* ?(?:lunch"
        r"|dinner|almoco|jantar|almuerzo|cena|comida|dejeuner|diner|mittagessen|referenz\w*|references|referenties"
        r"|guests?|parking|pranzo|hoy|today|espera|attesa|attente)|referenzliste|gasteliste|warteliste|aus (?:der|dem)"
        r" \w*(?:versicherung|vorsorge|rente|plan) (?:raus|austreten|aussteigen)",
        r"unsubscribed from (?!you|this|these|here|all|it|them|the |every|any|mail|text|text|notif|alert)\w+(?: \w+)?"
        r"|(?:di de baja|cancellato|cancelei a inscricao|abgemeldet|desinscrit|uitgeschreven) (?:de|da|en|em|no|noutro"
        r"|bei|bij) (?:otro|un altro|outro|uma outra|noutro|einem anderen|een andere|un autre)(?: \w+)?",
        r"(?:my|our|this|the) (?:\w+ ){1,3}won'?t leave (?:me|us) alone(?: about \w+ \w+)?|(?:me and my|my) \w+ lot"
        r" won'?t leave me alone",
        rf"(?:once|one day|twice|einmal|zweimal|une fois|un jour|una vez|un dia|uma vez|um dia|een keer|een dag|una"
        rf" volta|un giorno)(?: (?:a|per|pro|die|in der|par|por|a la|alla|in de))+ {_PERIOD}(?: \w+){{0,3}} (?:office"
        rf"|homeoffice|home|remote|buro|bureau|teletravail|oficina|escritorio|kantoor|thuis|ufficio)(?: \w+){{0,3}}",
        r"(?:how many|wie viele|combien de|cuantos|quantos|hoeveel|quanti|quante) \w+ (?:a|per|am|pro|par|al|por|ao)"
        r" (?:day|week|hour|tag|jour|dia|dag|giorno) (?:hay que|muss man|faut-il|moet je|bisogna|do i|would i|will"
        r" i)(?: \w+)?",
        r"(?:newsletter|boletin|bulletin|nieuwsbrief)(?: \w+){0,2} (?:of my|of a|at my|meiner|de mon|de mi|do meu|van"
        r" mijn|del mio)(?: \w+){0,3}",
        # a place that is offered
        r"(?:use|send (?:it|them|everything) to|write to|call|ring|reach me (?:on|at)) my (?:work|office|company)"
        r" (?:e-?mail|mail|inbox|address|phone|number|mobile)",
        r"(?:this|that) is my (?:new )?(?:work|office|company) (?:phone|number|e-?mail|mail|mobile|address),? (?:so"
        r" )?(?:feel free|you can|please (?:use|call|ring)|use|call|ring|save|from now)(?: \w+){0,4}",
        # our shift, your mails: what the work is about
        r"(?:how many|wie viele|combien de|cuantos|quantos|hoeveel|quanti|quante) (?:mails?|e-?mails?|messages?|anrufe"
        r"|calls?|tickets?|nachrichten|courriels|appels|correos|llamadas|berichten|messaggi|chiamate)"
        r" (?:a|per|am|pro|par|al|por|ao) (?:day|week|hour|tag|jour|dia|dag|giorno)(?: \w+){0,3} (?:handle|answer"
        r"|process|bearbeit\w+|beantwort\w+|traite\w*|atiend\w+|respond\w+|behandel\w+|gestis\w+)",
        # what happens when
        r"(?:i'?ll|i will|ich|je|yo|eu|ik|io)(?: \w+){0,3} (?:be in touch|get back to you|let you know|come back to"
        r" you|melde mich|reviens vers vous|aviso|laat (?:het )?weten|faccio sapere)(?: \w+){0,2} (?:as soon as|once"
        r"|when|sobald|wenn|des que|quand|en cuanto|cuando"
        r"|assim que|quando|zodra|als|appena) (?:i (?:know|hear|have|get|arrive|land|receive)|ich (?:mehr weiss|zuruck"
        r"|es weiss|die|das)|j'(?:en sais|ai|arrive)|sepa|tenga|llegue|souber|tiver|chegar|ik (?:meer weet|het weet|de"
        r"|het)|so|ho|arrivo)",
    ),
)
