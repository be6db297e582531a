"""Stops with what people say along with them: an age, a loss, a broken link, a lawyer; and withdrawals that give the
place to somebody else. One more module for all languages at once.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_BOOKS: Final = r"(?:books?|records?|files?|lists?|registers?|system|database)"

_NOT_SURE: Final = (
    r"(?:not|don'?t|doesn'?t|dont|no|wonder\w*|doubt\w*|nicht|frage mich|bezweifl?e\w*|ne|pas|sais|demande|dudo|nao"
    r"|duvido|non|dubito|niet|geen|betwijfel\w*|vraag)"
)
_SENSE: Final = (
    r"(?:makes? (?:any |much )?sense|sinn (?:macht|ergibt|hat)|(?:macht|ergibt|hat)(?: \w+){0,3} sinn|(?:ait|a|avoir)"
    r"(?: \w+){0,2} (?:sens|utilite|interet)|(?:tiene|tenga)(?: \w+){0,2} sentido|(?:faz|faca|tem)(?: \w+){0,2}"
    r" sentido|zin(?: meer)? heeft|(?:abbia|ha)(?: \w+){0,2} senso)"
)
_NO_SENSE: Final = (
    r"(?:(?:no|not much|little|n't much|n't any) (?:sense|point|use)|(?:macht|hat|ergibt)(?: \w+){0,2} (?:keinen|wenig)"
    r" sinn|(?:keinen|wenig) sinn(?: mehr)? (?:macht|hat|ergibt)|n'a (?:plus|pas|guere)(?: \w+){0,2} (?:sens|interet)"
    r"|no tiene (?:mucho |ya )?sentido|nao faz (?:muito |mais |grande )?sentido|non ha (?:piu |molto )*senso"
    r"|heeft (?:\w+ ){0,2}(?:geen|weinig|niet (?:zo ?)?veel) zin"
    r"|(?:geen|weinig|niet (?:zo ?)?veel) zin (?:meer )?heeft)"
)
_TO_HEAR: Final = (
    r"(?:mail|e-?mail|text|writ|messag|contact(?!o)|anschreib|schreib|nachricht|kartei|kontakt|ecri|fiche|coordonn"
    r"|ficha|escri(?!tori)|escrev|contat|scriv|scheda|schrijv|bericht|bestand|my (?:record|file|details|profile)"
    r"|meine? (?:daten|profil|akte)|mes donnees|mon profil|mis datos|mi perfil|meus dados|meu perfil|miei dati"
    r"|mio profilo|mijn (?:gegevens|profiel))"
)
"""Of a doubt whether there is any sense in writing to them, or in keeping them on file."""

PARTINGS: Final = Language(
    stop=(
        r"(?:stop\w*|quit) (?:texting|txting|txtin|messaging|msging|e-?mailing|mailing|calling|ringing)(?: me)?"
        r"(?:,? (?:and|or|n) (?:texting|txting|txtin|messaging|msging|e-?mailing|mailing|calling|ringing))+(?: me)?",
        rf"(?:cross|strike|scratch|wipe|score) (?:me|us|my name|my number|this number) (?:off|from|out of) (?:your|the)"
        rf"(?: \w+)? ?{_BOOKS}(?: now| please)?",
        r"(?:take|get|pull) my (?:name|number|details|address) (?:out of|off) (?:whatever|wherever|anything|any list)"
        r"(?: \w+){0,3}",
        rf"get (?:it|this|that|this number|my (?:number|name|details)) off (?:of )?(?:your|the) {_BOOKS}",
        r"(?:that|this) (?:was|is|had better be|better be|will be) the last (?:msg|message|text|e-?mail|mail)"
        r" (?:that )?"
        r"(?:you|u|ya) (?:ever )?(?:send|write|text|mail)(?: me| to me)?",
        r"(?:i'?d|i would|would)(?: much| really)? (?:rather|prefer)(?: it if| that)? (?:you|u) (?:didn'?t|did not"
        r"|do not"
        r"|don'?t|wouldn'?t) (?:get in touch|contact me|be in touch|write(?: to me)?|text me|message me|e-?mail me)"
        r" (?:again|any ?more|in future)",
        r"(?:do not|don'?t|dont) want anything (?:more |else |further )?from (?:you|u)(?: lot| people| all)?",
        r"(?:see|make sure|ensure)(?: to it)? (?:that )?(?:she|he|they|we|i)(?: is| are| am|'s|'re|'m)? ?(?:not|isn'?t"
        r"|aren'?t|never)(?: be)? (?:written to|contacted|texted|e-?mailed|messaged|bothered) (?:again|any ?more)",
        # German
        r"(?:das|dies)(?: hier)? (?:war|ist)(?: jetzt| nun| hoffentlich)* die letzte (?:mail|e-?mail|nachricht"
        r"|sms),? die"
        r" ich von (?:ihnen|euch|dir) (?:sehen|lesen|bekommen|kriegen|erhalten) (?:will|mochte)",
        r"(?:sms|mails?|e-?mails?|nachrichten) (?:will|mochte)(?: ich)? (?:nicht|keine) mehr (?:kriegen|bekommen|haben"
        r"|erhalten)",
        # French
        r"(?:et )?(?:je (?:vous )?demande )?la cessation(?: immediate)? de (?:tout|toute)s? (?:demarchage|contact"
        r"|sollicitation|prospection|envoi)s?(?: a mon (?:egard|encontre))?",
        # Spanish
        r"no (?:quiero|deseo) recibir (?:ni una sola|ni un solo|ninguna|ningun) (?:comunicacion|mensaje|correo|oferta"
        r"|sms|llamada)(?: suy[ao]s?| de ustedes| vuestr[ao])?(?: mas)?",
        # Portuguese
        r"(?:ja )?nao (?:pretendo|desejo|tenciono) (?:mais )?receber (?:mais )?(?:propostas|ofertas|mensagens|contactos"
        r"|contatos|e-?mails|anuncios)(?: voss[ao]s?| su[ao]s?| seus?)?(?: mais)?",
        r"(?:exijo |peco )?(?:e )?que se abstenham de qualquer (?:novo |outro )?(?:contacto|contato)(?: comigo)?",
        r"me tira(?:m)? (?:dessa|desta|da) lista(?: ai)?",
        # Dutch
        r"haal (?:me|mij)(?: maar| dan| nu| gerust| dus)* van de(?:ze)? (?:lijst|mailinglijst|verzendlijst)(?: af)?",
        r"(?:je |jullie |u )?(?:hoeft|hoeven) (?:me|mij) (?:echt )?(?:nooit|niet) meer te (?:benaderen|mailen|appen"
        r"|schrijven|contacteren)",
        # Italian
        r"non occorre(?: piu)? che mi (?:scriv|contatt|mand)\w+(?: piu| ancora)?",
        r"non (?:mandat|scriv|inviat)e(?:mi|temi)? piu (?:messaggi\w*|sms|mail)(?: sul (?:cell\w*|telefono|mio"
        r" numero))?",
        r"(?:vorrei|desidero|voglio) non ricevere piu (?:quest\w+|le|i|la|il|altr\w+|alcun\w*|vostr\w+)(?:"
        r" (?:vostr\w+|mail"
        r"|e-?mail|newsletter|messaggi|sms|annunci|offerte))+",
    ),
    doubt=(
        # nothing else either, of whatever kind
        r"(?:nor|or|and not|neither|n'?t want|not want|without)(?: (?:do|would|will) i (?:want|wish|need|like)(?:"
        r" for)?)? any(?:thing|body|one)? (?:else|more|further|other\w*)"
        r"(?: at all)? (?:from|by) (?:you|u|your|yous|this|that)\b(?: \w+)?|nor (?:do i|am i|will i)(?: \w+){0,3}"
        r" (?:others?|another|further|more) (?:from|by|of) (?:you|u|your|these|those|them)",
        r"(?:do not|don'?t|dont|did not|no longer|have no)(?: really| particularly)? (?:wish|want|care|need|desire)"
        r" (?:to (?:receive|get|see|be sent|read) )(?:any )?(?:others|more of (?:these|them|those|this)|another one"
        r"|further (?:ones|surveys|mails|messages|texts|emails|updates))",
        r"(?:noch |und |auch )*(?:sonst (?:irgend)?(?:etwas|was|nichts)|nichts (?:sonst|weiteres|anderes)) von"
        r" (?:ihnen|euch|ihrer firma|eurer firma|ihrem team)(?!(?: \w+){0,2} (?:gehort|bekommen|erhalten|gelesen|da))",
        r"ni (?:rien|quoi que ce soit)(?: d'autre)? (?:de votre part|venant de (?:vous|chez vous)|de vous"
        r"|de votre equipe)|ni aucun(?:e)? autre(?: \w+)? (?:de votre part|de vous)",
        r"ni (?:ninguna otra cosa|nada mas|cosa alguna)(?: \w+)? (?:de|por) (?:su parte|ustedes|vosotros|vuestra parte"
        r"|su equipo)",
        r"nem (?:mais )?(?:nada|coisa alguma|outra coisa)(?: mais)? (?:da|de|do) (?:(?:vossa|sua) (?:parte|equip\w+)"
        r"|voces|vcs|vos)",
        r"(?:noch|en ook)(?: ook)? (?:iets|niets|wat)(?: anders| meer| verder)? van (?:jullie|u|uw)"
        r"(?!(?: \w+){0,2} (?:gehoord|ontvangen|gekregen|gelezen))",
        r"ne (?:nient'altro|altro|null'altro|niente|nulla)(?: altro)? da (?:voi|parte vostra|lei|parte sua)",
        r"(?:do not|don'?t|dont) (?:circle back|follow up|chase me)(?: again| any ?more| with me)?|my answer was no",
        r"(?:i )?(?:get|got|receive|keep getting) (?:these|them)(?: \w+){0,4} every (?:day|week|morning|single day)",
        r"(?:esto )?me va(?:n)? a (?:llegar|escribir|mandar)(?: esto)? (?:todos los dias|cada dia|todas las semanas)",
        r"(?:shan'?t|won'?t|will not|do not|don'?t|no longer) (?:be needing|need|be requiring) (?:you|your (?:help"
        r"|services?|mails|messages|lot))(?: for)?",
        r"what (?:data|information) (?:do )?you (?:hold|have|keep|store)(?: on| about) me(?: and)?(?: \w+){0,6}"
        r" (?:deleted?|erased?|removed?)|how (?:i'?d|i would|do i|can i|to) (?:go about having|get|have) (?:it|them"
        r"|that"
        r"|my (?:data|details)) (?:deleted|erased|removed)",
        r"(?:estou|to|fico) bem (?:onde|como) (?:estou|to),? nao vale a pena",
        r"j'ai trouve un (?:cdi|cdd),? je ne (?:suis|cherche) plus(?: en recherche)?"
        r"|(?:no,? )?(?:ormai|oramai) ho (?:gia )?trovato",
        rf"{_NOT_SURE}(?: [\w'-]+){{0,5}}? {_SENSE}(?:,? [\w'-]+){{0,7}}?,? {_TO_HEAR}\w*"
        rf"|{_NO_SENSE}(?:,? [\w'-]+){{0,7}}?,? {_TO_HEAR}\w*",
        r"(?:next one|the next one) goes to (?:the )?(?:ico|police|ombudsman|my lawyer)",
    ),
    courtesy=(
        r"(?:that was |it'?s |it is )?(?:lovely|kind|sweet|nice|good) of you to think of me(?: but)?|all the best to"
        r" you",
        r"(?:danke|vielen dank) (?:furs|fur das) angebot|(?:nix|nichts) fur ungut",
        r"(?:mire|mirad?),?|se lo digo con carino|que dios le bendiga|dios le bendiga|pesad?os",
        r"agradeco a atencao(?: mas)?|(?:muitas )?felicidades",
        r"(?:heel )?lief dat (?:je|jullie|u) aan me denk(?:t|en)(?: maar)?|hoor",
        r"for the love of god|(?:so )?how many times(?: do i have to say (?:it|this))?|for good",
    ),
    reasons=(
        r"my (?:wife|husband|mother|father|mum|mom|dad|partner|brother|sister|son|daughter)(?: [^\W\d_]+)?(?: has)?"
        r" (?:passed away|died)(?: (?:in|on|last|this) \w+)?",
        r"(?:the|your|that) (?:unsubscribe )?(?:link|button)(?: at the bottom| below| in (?:it|there|your mails?))?"
        r" (?:goes"
        r" nowhere|does nothing|is (?:broken|dead)|doesn'?t work|does not work|won'?t work)",
        r"(?:i'?ve|ive|i have) had this number (?:for )?\w+ (?:yrs?|years?|months?)|(?:and )?i still get [\w']+(?:"
        r" \w+)?"
        r" (?:texts|mails|messages)",
        r"(?:these|the|your) texts (?:wake|keep waking|woke) (?:up )?(?:the|my) (?:baby|kids?|children|wife|husband)",
        r"(?:i )?(?:do not|don'?t|dont) want your (?:jobs?|vacancies|offers)",
        r"kein bedarf(?: mehr)?|(?:ich )?bin (?:schon )?(?:seit \w+ (?:jahren|monaten) )?in rente|wie oft (?:denn"
        r" )?noch",
        r"j'ai (?:monte|cree|ouvert) ma (?:boite|societe|entreprise)|a defaut,? je saisirai(?: la| les)? \w+"
        r"|ni pour (?:ca|cela) ni pour autre chose|j'ai clique(?: \w+ fois)? sur le lien,? ca (?:ne )?marche pas",
        r"(?:que )?(?:yo )?ya me jubile|no se en que idioma decir\w+|el proximo (?:mensaje|correo) lo vera mi abogado",
        r"ben (?:al )?voorzien|ik blijf (?:lekker )?waar ik (?:zit|ben)|(?:graag|gaarne) mijn gegevens (?:vernietigen"
        r"|wissen|verwijderen)|hoe kom ik van deze (?:mails|berichten) af",
        r"(?:ho (?:ormai|gia) \d+ anni e )?sono in pensione(?: da (?:un pezzo|anni|tempo))?|come ci si (?:disiscrive"
        r"|cancella)|(?:e )?che due palle|sempre voi",
    ),
    withdraw=(
        r"(?:i'?ve|i have|ive|i) (?:took|taken) (?:the|a) (?:job|role|position|post) (?:at|with) \w+",
        r"(?:someone|somebody) else can have my (?:place|slot|spot|interview)(?: on| for)?|(?:you'?ll|youll|you"
        r" will) have"
        r" to give (?:it|my (?:place|slot)) to (?:someone|somebody) else",
        r"(?:do not|don'?t|dont) (?:put|send) my (?:cv|name|application) (?:to|forward to|through to) \w+ after all",
        r"changed my mind about (?:the|this|that)(?: \w+){0,3} (?:job|role|position|post|place)",
        r"(?:podem|pode) dar o meu lugar(?: \w+){0,3} a (?:outra pessoa|outro|outra|alguem)",
        r"laissez tomber pour (?:\w+ et pour )?(?:le|la|ce|cette) (?:poste|job|place|mission|emploi)",
        r"renuncio a (?:continuar|seguir)(?: en (?:el|este) (?:proceso|seleccion))?|descart[ae]n?me(?: (?:pa|para))"
        r"|(?:asi (?:q|que) )?no sigo con (?:lo vuestro|lo suyo|el proceso)",
    ),
    maybe_withdraw=(
        r"(?:to|estou) (?:achando|a achar) que (?:essa|esta) (?:vaga|funcao) (?:n|nao) e (?:pra|para) mim",
        r"mi sa che (?:a (?:sto|questo) giro )?passo|(?:vllt|vielleicht) lass ich'?s(?: doch| lieber)?(?: bleiben)?",
        r"(?:please |pls )?(?:do not|don'?t|dont) put me (?:forward|up)(?: for (?:it|this|that))?(?= ?(?:$|[.,;!\n]))",
        r"(?:have to|got to|going to|gonna|must|will|i'?ll) say no to (?:this|it|that|the (?:job|role|offer|position"
        r"|place)|(?!\w*s\b)\w+)(?= ?(?:$|[.,;!\n]))",
        r"(?:isn'?t|is not|no|not) much point (?:in )?(?:my |me )?(?:coming|applying|going on)",
    ),
    still_in=(r"ik blijf (?:lekker )?waar ik (?:zit|ben) tot(?: \w+){1,3}",),
    harmless=(
        r"no (?:pares|paren|pareis|dejes|dejen|dejeis) de (?:mand|envi|escrib)\w+(?: (?:\w+)){0,2}",
        r"(?:nao|n) (?:para|pare|parem|deixe|deixem) de (?:me )?(?:mand|envi|escrev)\w+(?: \w+)?(?: nao)?",
        r"(?:surtout )?(?:n')?arretez pas(?: surtout)?(?: de m'?(?:envoyer|ecrire)(?: \w+){0,2})?",
        r"(?:stop|stopp|halt)[!,. ]+(?:ich )?hab(?:e)? mich (?:vertan|vertippt|verschrieben|geirrt)",
        r"stop it,? (?:really|seriously|no way|you'?re kidding)|stop calling (?:it|this|that)(?: a| an)?(?: \w+)?",
        r"basta (?:la|il|lo|l'|una?|con (?:el|la|un|una)) ?(?!mail|mensaj|messagg|spam)\w+(?='| |\?)",
        r"(?:ora )?smetto di (?:rompere|disturbare|scrivere|fare domande)",
        r"j'en ai marre de (?:mon|ma) (?:patron\w*|boulot|job|chef\w*|boite|travail|taf)|ja chega de horas?(?: \w+)?",
        r"(?:not|stopped|never) (?:getting|receiving|got) your (?:texts|mails|e-?mails|messages)(?: for some reason)?",
        r"(?:will|would|do|can) (?:they|you) drop me if(?: i)?",
        r"non scrivete piu a mi[ao] (?:sorella|fratello|madre|padre|moglie|marito|figli[ao])",
        r"no me escribas? (?:x|por) (?:whatsapp|wasap|telegram)",
        r"tengo que (?:cancelar|anular) (?:lo|la cita|la entrevista|el encuentro) del? \w+",
        r"(?:i )?(?:already|just) told \w+ (?:yes|no)(?: on the phone| by phone| in person)?",
    ),
)
