"""What people write whom we woke, and whether they can get out of it: two more kinds, for all languages at once.

Of the hour they say no more than what it is, and of the way out no more than "it". Both are doubts: a person looks at
them (R3). Who gives an hour for an appointment, or says when they work, has answered.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_LEAD: Final = (
    r"(?:(?:um+|er+m?|uh|right|good grief|for god'?s sake|sagt mal|sag mal|sans blague|no me digas|quase|a ver"
    r"|please|pls|plz|omg|hey|oi|jeez|jesus|guys|folks|people|dude|mate|man|come on|seriously|really|honestly|ffs"
    r"|wtf|excuse me|hello|hi|you (?:guys|lot|people|know)|leute|bitte|ey|hallo|mensch|alter|echt|im ernst|mann|svp"
    r"|s'il vous plait|franchement|non mais|serieux|serieusement|putain|les gars|bonjour|por favor|porfa|oigan|oye|oiga"
    r"|en serio|gente|chicos|hola|pessoal|olhem|olhe|a serio|serio|alsjeblieft|aub|ajb|jongens|zeg|serieus|mensen|hoi"
    r"|per favore|ragazzi|scusate|ma|oh|dai|davvero|signori|ciao)[ ,!.\u2026]*){0,3}"
)
"""What stands in front of it, where nothing but the hour is said."""
_SMALL_HOUR: Final = (
    r"(?:[1-6]|one|two|three|four|five|six|eins|zwei|drei|vier|funf|sechs|une|deux|trois|quatre|cinq|una|dos"
    r"|tres|cuatro"
    r"|cinco|seis|uma|duas|quatro|een|twee|vijf|zes|due|tre|quattro|cinque|sei)"
)
_PAST: Final = (
    r"(?:half (?:past )?|quarter (?:to|past) |(?:ten|five|twenty) (?:to|past) |halb |viertel (?:vor|nach) |kwart"
    r" (?:voor|over) )?"
)
_AND: Final = r"(?: y (?:media|cuarto|pico)| et (?:demie?|quart)| e (?:meia|mezza|mezzo|tal|pouco|un quarto))?"
_IN_THE_NIGHT: Final = (
    r"(?:in the (?:\w+ )?morning|at night|a\.?m\.?|o'?clock in the morning|fruh(?: morgens)?|morgens|nachts|in"
    r" der (?:fruh"
    r"|fruhe|nacht)|am morgen|du mat(?:in)?|de la nuit|de la (?:manana|madrugada|noche)|da (?:manha|madrugada|noite)"
    r"|'?s (?:ochtends|morgens|nachts)|in de (?:ochtend|nacht)|(?:di|del|della) (?:mattina|mattino|notte))"
)
_NIGHT: Final = (
    rf"(?:las? |le |l'|as |a )?{_PAST}{_SMALL_HOUR}(?:[:.h]\d\d)?(?: ?(?:uhr|uur|heures?|h|horas?|o'?clock)(?:"
    rf" ?\d\d)?)?"
    rf"{_AND} ?{_IN_THE_NIGHT}"
)
"""An hour at which most people sleep."""
_IT_IS: Final = (
    r"(?:it'?s|it is|tis|(?:es|s) (?:ist|is)|'s ist|il est|on est a|son|es|sao|e|estamos (?:a|as)|(?:het|t) is"
    r"|'t is|sono"
    r"|e)"
)
_BARELY: Final = (
    r"(?: (?:only|like|literally|barely|just|bloody|erst|grad|gerade|a peine|seulement|apenas|solo|so|ainda|pas"
    r"|nog maar"
    r"|pas|appena|solo|fucking))?"
)
_NOTHING_MORE: Final = r"(?=(?: (?:here|hier|ici|aqui|qui|lads|les gars|gente|ragazzi|jongens|leute))?[^\w]*$)"
_THIS_HOUR: Final = (
    r"(?:at (?:this|that|such an?|an?) (?:\w+ )?(?:hour|time of (?:night|day|the night))|(?:um|zu) (?:diese[rn]?"
    r"|so einer"
    r"|solch einer|die) (?:\w+ )?(?:uhr)?zeit|a (?:cette|une) heure(?:-| )?(?:ci|la|pareille)?|a estas horas|a"
    r" (?:esta|essa"
    r"|estas|esa) horas?|a (?:tais|semejantes|tales) horas|op (?:dit|zo'?n|dat) (?:uur|tijdstip)|a quest'ora)"
)
_WRITES: Final = (
    r"(?:text(?:s|ing|ed)?|txts?|write?s?|writing|messag(?:es?|ing)|mails?|mailing|e-?mails?|e-?mailing|sends?|sending"
    r"|ping(?:s|ing)?|bother(?:s|ing)?|schreib\w*|anschreib\w*|schick\w*|simst|verschick\w*|ecri\w+|envoi\w*|envoy\w+"
    r"|texte\w*|derange\w*|escrib\w+|mand\w+|envia\w*|molest\w+|escrev\w+|incomod\w+|stuur\w*|sturen|app|appt|appen"
    r"|mailt|schrijf\w*|scriv\w+|invia\w*|disturb\w+)"
)
_WHO: Final = r"(?:who|wer|qui|quien|quem|wie|chi)"
_NOBODY: Final = (
    r"(?:nobody|no one|people|anyone|anybody|somebody|someone|a person|niemand\w*|jemand\w*|keinem|menschen|leute[n]?"
    r"|personne|les gens|on n'?|a nadie|nadie|a la gente|ninguem|a ninguem|as pessoas|toch niemand|mensen|iemand"
    r"|a nessuno|nessuno|la gente|alle persone|non si)"
)
_SLEEP: Final = (
    r"(?:asleep|sleep\w*|in bed|schlaf\w*|schlaf|im bett|dor[mt]\w*|au lit|duerm\w+|durm\w+|slap\w*|slaap\w*|letto)"
)
_OF_THE_NIGHT: Final = (
    r"(?:in the (?:middle|dead) of the night|mitten in der nacht|en pleine nuit|au milieu de la nuit|en (?:plena|mitad"
    r" de la) noche|a meio da noite|no meio da noite|midden in de nacht|nel (?:cuore|mezzo) della notte|in piena notte)"
)
_SENDING: Final = (
    r"(?:texts?|messages?|msgs?|e-?mails?|mails?|sms|reminders?|nachricht\w*|erinnerung\w*|textos?|mensajes?|correos?"
    r"|mensagem|mensagens|berichte?n?|berichtje|appje|mailtje|messaggi\w*|promemoria)"
)
_MAY_I: Final = (
    r"(?:can|could|may|might|any way|anyway|is there (?:any |a )?way|any chance|how (?:can|do|could|would)|i'?d"
    r" (?:like|love"
    r")|i (?:want|would like|wanna)|want|let|would you let)"
)
_PLEASE: Final = r"(?: (?:please|pls|just|maybe|possibly|perhaps|simply|now|to|i|me|we|for me|ever|even|ask|then))*"
_DONE: Final = (
    r"(?= ?(?:$|[.,;:!?\n\u2026)]|(?:please|pls|plz|thanks|thx|bitte|danke|svp|merci|por favor|gracias|aub|ajb|grazie)"
    r"\b))"
)
"""The clause ends there: it isn't the car park that they want to get out of."""
_IT: Final = r"(?:this(?: (?:thing|stuff|whole thing|lot|now))?|these(?: things)?|it(?: all)?|all (?:of )?(?:this|it))"
_ONTO: Final = (
    r"(?:i (?:ever )?(?:got|ended up|came to be|landed|was put|got put)(?: \w+)? (?:on|onto|into|in) (?:this|it"
    r"|these|here|your"
    r")|(?:got|ended up) on (?:this|it|here))"
)

HOURS: Final = Language(
    doubt=(
        # nothing but the hour
        rf"^\W*{_LEAD}{_IT_IS}{_BARELY} {_NIGHT}{_NOTHING_MORE}",
        rf"^\W*{_LEAD}(?:um |a |at |om |alle |als )?{_NIGHT}(?=[^\w!]*(?:!"
        rf"|[\U0001f620\U0001f621\U0001f624\U0001f644\U0001f92c])"
        rf"[^\w]*{_LEAD}[^\w]*$)",
        r"^\W*"
        + _LEAD
        + r"(?:it'?s |it is )?not even (?:[1-7]|five|six|seven)(?: ?(?:a\.?m\.?|o'?clock))?(?: in the morning)?"
        r"(?: yet)?[^\w]*$"
        r"|^\W*"
        + _LEAD
        + r"(?:es ist )?(?:noch )?nicht (?:ein)?mal (?:[1-7]|funf|sechs|sieben)(?: uhr)?(?: fruh| morgens)?[^\w]*$"
        r"|^\W*"
        + _LEAD
        + r"il (?:n')?est (?:meme pas|pas encore|pas meme) (?:[1-7]|cinq|six|sept) ?(?:h|heures)?(?: du mat\w*)?[^\w]*$"
        r"|^\W*" + _LEAD + r"(?:aun |todavia )?no son ni las (?:[1-7]|cinco|seis|siete)(?: de la manana)?[^\w]*$"
        r"|^\W*" + _LEAD + r"(?:ainda )?nem sao (?:[1-7]|cinco|seis|sete)(?: horas)?(?: da manha)?[^\w]*$"
        r"|^\W*"
        + _LEAD
        + r"(?:het|t) is (?:verdorie |verdomme |godver\w* |toch )?nog (?:geen|niet eens) (?:[1-7]|vijf|zes"
        r"|zeven)(?: uur)?(?: eens)?[^\w]*$"
        r"|^\W*"
        + _LEAD
        + r"non sono (?:nemmeno|neanche|ancora) le (?:[1-7]|cinque|sei|sette)(?: di mattina| del mattino)?[^\w]*$",
        # that hour
        rf"^\W*{_LEAD}{_THIS_HOUR}[^\w]*$",
        rf"{_WHO}(?: \w+){{0,2}} {_WRITES}(?: \w+){{0,3}} (?:{_THIS_HOUR}|at {_NIGHT}|at \d{{1,2}} ?[ap]m|um"
        rf" {_NIGHT}|a {_NIGHT}"
        rf"|om {_NIGHT})"
        rf"|{_WHO}(?: \w+){{0,2}} {_THIS_HOUR}(?: \w+){{0,3}} {_WRITES}",
        rf"{_WRITES}(?: \w+){{0,2}} {_NOBODY}(?: \w+){{0,3}} {_THIS_HOUR}|{_NOBODY}(?: \w+){{0,3}} {_WRITES}(?:"
        rf" \w+){{0,4}}"
        rf" {_THIS_HOUR}|{_THIS_HOUR}(?: [\w']+){{0,3}} {_WRITES}(?: [\w']+){{0,3}} {_NOBODY}"
        rf"|{_THIS_HOUR},?(?: [\w']+){{0,2}} {_NOBODY}(?: \w+){{0,3}} {_WRITES}",
        rf"{_NOBODY}(?: \w+){{0,3}} {_SLEEP}(?: \w+){{0,2}} {_THIS_HOUR}|{_THIS_HOUR},?(?: \w+){{0,2}} {_SLEEP}"
        rf" ?(?:man|people"
        r"|normale\w*|les gens|la gente)?",
        # the clock
        r"(?:do you (?:people |guys |lot |folks )?(?:even |actually )?(?:know|realise|realize)|(?:have you )?any"
        r" idea|have you (?:lot"
        r" |people |guys )?(?:any idea|seen)|did you (?:even )?(?:see|check)|seen) (?:what|the) time(?: it"
        r" is)?(?: it is| here| over here"
        r"| right now)?(?=[^\w]*$)|(?:look|looked|looking) at (?:the|a) clock(?=[^\w]*$)",
        r"(?:wisst ihr|wissen sie|weisst du|schon (?:ein)?mal gesehen|seht ihr)(?: (?:eigentlich|uberhaupt|denn"
        r"|schon))*,? wie spat es"
        r" (?:\w+ )?ist|(?:auf die uhr|auf eure uhr|auf ihre uhr) (?:geschaut|gesehen|geguckt|gekuckt|schauen"
        r"|gucken)(?=[^\w]*$)",
        r"(?:vous avez|avez-vous|t'as|tu as|ils ont)(?: \w+)? (?:vu|regarde) l'heure(?: qu'il est)?|(?:vous"
        r" savez|savez-vous|tu sais)"
        r"(?: \w+)? (?:quelle heure il est|l'heure qu'il est)",
        r"(?:han|habeis|has|ha|vieron|visteis)(?: \w+)? (?:visto |mirado )?(?:la hora que es|que hora es|que"
        r" horas son|el reloj)"
        r"|(?:saben|sabeis|sabes|sabe)(?: \w+)? (?:que hora es|la hora que es|que horas son)(?=[^\w]*$)",
        r"(?:ja |voces |ja voces )*(?:viram|viu|viste|olharam)(?: bem)? (?:que horas sao|as horas(?: que sao)?|a"
        r" hora|para o relogio)"
        r"|(?:sabem|sabe|sabes) (?:que|as) horas (?:que )?sao(?=[^\w]*$)",
        r"(?:weten jullie|weet je|weet u|weten ze|hebben jullie gezien)(?: (?:wel|eigenlijk|zelf|eens))* hoe"
        r" laat het is"
        r"|op de klok gekeken",
        r"(?:avete|hai|ha)(?: \w+)? (?:visto|guardato) (?:che or[ae] (?:sono|e)|l'or[ao]\w*|che ore)|(?:sapete"
        r"|sai|sa)(?: \w+)? che or[ae]"
        r" (?:sono|e)(?=[^\w]*$)",
        # in the middle of the night
        rf"{_SENDING}(?: \w+)? {_OF_THE_NIGHT}(?=[^\w]|$)|{_OF_THE_NIGHT},?(?: \w+){{0,3}} {_SENDING}"
        rf"|^\W*{_LEAD}(?:it'?s (?:the )?|es ist |on est |es |e |het is |e |siamo )?{_OF_THE_NIGHT}[^\w]*$",
        # may I get out of it
        rf"{_MAY_I}{_PLEASE} (?:get|come|be|go|hop|step|have|opt) (?:myself |me )?(?:taken )?(?:off|out)(?: of)?"
        rf" {_IT}{_DONE}"
        rf"|{_MAY_I}{_PLEASE} (?:be )?(?:taken|let|put) (?:off|out){_DONE}|(?:way|ways) (?:out of|off) {_IT}{_DONE}"
        rf"|(?:like|want|wants|wanting) (?:off|out(?: of)?) {_IT}{_DONE}|(?:get|let|take) me (?:off|out)(?: of)?"
        rf" {_IT}{_DONE}",
        r"(?:kann|darf|konnte|konnt|durfte|wurd\w*|mochte?|mocht|will|kame?|kam|wie komm\w*|lasst|lass"
        r"|lassen)(?: (?:ich|man|mi|mich|sie"
        r"|ma))*(?: (?:bitte|vielleicht|auch|gern\w*|eventuell|einfach|evtl|mal))* (?:da|hier|dort)(?: (?:bitte"
        r"|vielleicht|auch|gern\w*"
        r"|wieder|eventuell|mal|irgendwie|einfach|evtl))* (?:raus|heraus|runter|rausgenommen|rausgestrichen"
        r"|rauskommen|runterkommen|runternehmen|rausnehmen"
        rf"|weg){_DONE}|(?:da|hier) (?:wieder )?(?:raus|runter) (?:bitte|kommen|durfen|konnen){_DONE}"
        rf"|(?:moglichkeit|weg|option)(?: \w+)?,? (?:da|hier|daraus|hieraus) ?(?:wieder )?(?:rauszukommen"
        rf"|runterzukommen|auszusteigen|raus){_DONE}",
        r"(?:je|on|j')(?: \w+)? ?(?:peux|peut|pourrais|pourrait|voudrais|veux|aimerais|fait|sors)(?: (?:pour"
        r"|comment|je))* ?(?:en sortir|sortir"
        r" de (?:la|ca|ce (?:truc|machin))|m'en (?:retirer|aller|sortir)|me (?:retirer|sortir) de (?:la|ca))"
        rf"(?:, )?{_DONE}|comment (?:on |je |j')?(?:en sort|(?:me |m')?sors? de (?:la|ca|ce (?:truc|machin))|en"
        rf" sortir|sortir de (?:la|ca)){_DONE}"
        rf"|(?:peut-on|pouvez-vous|vous pouvez|pourriez-vous|possible de)(?: \w+)? ?(?:m'|me |nous )(?:en"
        rf" )?(?:enlever|retirer|sortir|oter)"
        rf"(?: de (?:la|ca))?{_DONE}|(?:peut-on|puis-je|possible d'|moyen d')(?: ?)en sortir{_DONE}",
        rf"(?:puedo|podria|quiero|quisiera|como)(?: (?:hago|para|puedo|me))* (?:salirme|salgo|salir|borrarme"
        rf"|quitarme|sacarme)(?: (?:ya"
        rf"|de (?:esto|eso|aqui|ahi)))+{_DONE}|me (?:puedo|podria) (?:salir|quitar|borrar|bajar)(?: de (?:esto"
        rf"|eso|aqui|ahi|todo esto))?{_DONE}"
        rf"|(?:me )?(?:podrian|pueden|podeis|puede|podria) (?:sacar|quitar|borrar|bajar)(?:me)? de (?:esto|eso"
        rf"|aqui|ahi|todo esto)"
        rf"|(?:hay|habra) (?:\w+ )?(?:forma|manera|modo) de (?:salir(?:se|me)|quitarse|borrarse|salir de (?:esto"
        rf"|aqui)){_DONE}",
        rf"^\W*(?:ola,? |sera que )?(?:eu )?(?:posso|podia|poderia|queria) sair(?: por favor)?\W*$"
        rf"|(?:posso|podia|poderia|da pra|da para|quero|queria|como(?: e que)?)(?: (?:eu|me|faco|para|pra))*"
        rf" (?:sair|saio|tirar-me|sair-me)"
        rf" (?:disto|disso|daqui|dai|dessa|desta|deste troco){_DONE}|(?:da pra|da para|podem|pode|podiam"
        rf"|poderiam) (?:me )?tirar(?:-me)?"
        rf" (?:disto|disso|daqui|dai|dessa|desta){_DONE}|(?:ha|tem|existe) (?:\w+ )?(?:maneira|forma|jeito|como)"
        rf" de (?:eu )?(?:sair|me tirar)"
        rf"(?: (?:disto|disso|daqui|dessa))?{_DONE}",
        r"(?:mag|kan|kon|wil|zou|wou|mocht|moge?n|hoe (?:kom|kan|krijg))(?: (?:ik|je|men|we|me|mij))+(?:"
        r" (?:misschien|ook|aub|ajb|alsjeblieft"
        r"|alstublieft|graag|gewoon|alsnog|nu|toch|eigenlijk))* (?:er|hier|daar|der)(?: (?:misschien|ook|weer"
        r"|nog|aub|ajb|alsjeblieft"
        r"|alstublieft|graag|gewoon|alsnog|ooit|even|nu|ergens))* ?(?:af|vanaf|uit|vanuit)(?: (?:mogen|kunnen"
        r"|gehaald|worden|komen|willen|gaan))*"
        rf"{_DONE}|(?:mag|kan|wil|zou|hoe kom) ik (?:graag |misschien |weer )?(?:eraf|hieraf|er vanaf|ervanaf"
        rf"|eruit|hieruit){_DONE}"
        rf"|(?:is er|bestaat er) (?:een|ook een|geen) (?:manier|mogelijkheid|optie) om (?:hier|er|daar)(?:uit|af"
        rf"|vanaf)? ?(?:uit|af|vanaf)?"
        rf" te (?:stappen|komen|gaan|raken){_DONE}"
        rf"|haal me (?:er|hier|d'r)(?: (?:maar|toch|aub|gewoon|even))* (?:af|uit|vanaf){_DONE}",
        rf"(?:vorrei|voglio|posso|potrei|preferirei) (?:esserne|starne|restarne|rimanerne|tirarmene) fuori{_DONE}"
        rf"|(?:posso|potrei|vorrei|voglio|si puo|come|come faccio a|come si fa a|(?:c'e|esiste) (?:un )?modo"
        rf" (?:di|per))(?: (?:anche|forse|ne))*"
        rf" ?(?:uscirne|esco|ne esco|tirarmene fuori|tirarmi fuori|togliermi|uscire) ?(?:da (?:qui|questa cosa"
        rf"|questo giro|tutto questo|li))?{_DONE}"
        rf"|(?:mi )?(?:potete|potreste|puo|potrebbe) (?:toglier|tirar|levar)(?:mi|e)(?: fuori)? (?:da (?:qui"
        rf"|questa cosa|li|tutto questo)"
        rf"|di mezzo){_DONE}",
        # need I be on it still
        r"(?:need|needs|want|ought|meant|supposed|reason) (?:to (?:still )?|for me to (?:still )?)be on (?:here"
        r"|this|it|these)"
        r"(?: still| any ?more| any longer)"
        r"|(?:why|not sure why|no idea why) (?:am i|i'?m|i am) (?:still )?on (?:this|here|these)(?: list)?(?:"
        r" still| any ?more)?"
        r"|(?:warum|wieso|weshalb) (?:bin ich|ich)(?: \w+)? (?:noch|immer noch) (?:da|hier) (?:drin|drauf"
        r"|drinstehe|draufstehe|drin bin)"
        r"|muss ich (?:hier|da) (?:uberhaupt )?noch (?:drin|drauf|drinstehen|draufstehen)(?: sein| stehen)?"
        r"|(?:besoin|raison|utile) (?:d'etre |d'y etre |que je sois )encore (?:la-?dedans|dessus|dans cette liste)"
        r"|pourquoi (?:je suis|suis-je) encore (?:la-?dedans|dessus)"
        r"|por que sigo (?:metid[oa] )?en est[oe]|por ?que (?:e que )?(?:ainda )?(?:continuo|estou) (?:ainda"
        r" )?(?:nisto|nisso|nesta lista)"
        r"|waarom (?:sta ik|ik)(?: \w+)? (?:hier|er|daar) (?:nog |nog steeds )?(?:op|in)(?: sta)?(?=[^\w]|$)"
        r"|perche (?:sono|ci sono|sto) ancora (?:qui dentro|in questa cosa|in elenco|in questa lista)",
        # nobody knows how they came to be in it
        rf"(?:no idea|not (?:even )?sure|(?:don'?t|do not|can'?t|cannot)(?: \w+)? (?:know|remember|recall"
        rf"|think)) how {_ONTO}"
        r"|wie ich (?:da|hier)(?: (?:uberhaupt|eigentlich|je|jemals))? (?:rein|drauf|reinge|draufge|rauf"
        r"|hineinge|raufge)(?:gekommen|geraten"
        r"|gerutscht|kommen|raten|rutscht)\w*"
        r"|comment (?:je me suis|j'ai (?:ete|atterri)|je suis|j'y suis)(?: \w+)? ?(?:retrouve|inscrit|atterri"
        r"|arrive)e? (?:la-?dedans|dessus)"
        r"|como (?:acabe|llegue a estar|me meti|me metieron|termine|entre) (?:en (?:esto|esta lista)|aqui metid\w)"
        r"|como (?:vim parar|entrei|fui parar|me meteram) (?:aqui|n?isto|nesta|nessa|a esta lista)"
        r"|hoe ik (?:er|hier|daar)(?: ?(?:op|in))?(?: ooit| eigenlijk| ben)* ?(?:erop |erin )?(?:ben"
        r" )?(?:gekomen|beland|terecht ?gekomen|verzeild)"
        r"(?: ben| geraakt)?|hoe ik (?:erop|erin|hierop|hierin) (?:ben )?(?:gekomen|beland|terecht ?gekomen)"
        r"|come (?:ci|vi) (?:sono|sia|fossi) (?:finit|capitat|arrivat)[oa] (?:dentro|in mezzo)|come (?:ci|vi)"
        r" sono finit[oa]",
    ),
    harmless=(
        # an hour that suits, or at which they work
        rf"(?:i (?:start|finish|begin|work|get up)(?: \w+)? |ich (?:fange|beginne|arbeite)(?: \w+)? |je"
        rf" (?:commence|finis|travaille)"
        rf"(?: \w+)? |(?:empiezo|termino|comeco|acabo|entro|saio|salgo|begin|inizio|finisco)(?: \w+)? )?(?:at "
        rf"|um |a |as |om |alle )?"
        rf"{_NIGHT}(?: (?:is|would be|ist|ware|est|es|esta|e|zou|that|das|ca))?(?: \w+)? (?:fine|ok|okay|perfect"
        rf"|great|good|works?(?: for"
        r" me)?|suits?(?: me)?|passt(?: mir)?(?: sehr)?(?: gut)?|geht(?: gut)?|prima|goed|kan|lukt|me va(?:"
        r" (?:tres |muy |perfectamente )?"
        r"(?:bien|perfecto))?|va(?: tres)? bien|convient|(?:me )?viene(?: muy)? bien|perfeito|otimo|bem|bom|da"
        r"|va (?:bene|benissimo)|benissimo"
        r"|mi va(?: bene)?|perfetto)(?: (?:gut|with me|for me|by me|mit mir|pour moi|para mi|para mim|voor mij"
        r"|per me|mir))?",
        r"(?:at (?:this|that) hour|um diese (?:uhr)?zeit|a cette heure(?:-ci|-la)?|a est?as horas|a est?a hora|a"
        r" essa hora|op dit (?:uur|tijdstip)"
        r"|a quest'ora),? (?:ya |ja |normalmente |usually )?(?:i'?m|i am|i have|i usually|bin ich|habe ich|muss"
        r" ich|arbeite ich|sitze ich"
        r"|je suis|j'ai|je travaille|estoy|tengo|trabajo|suelo|estou|tenho|trabalho|ben ik|zit ik|werk ik|heb ik"
        r"|sto|sono|ho|lavoro)"
        r"(?! (?:\w+ )?(?:asleep|sleep\w*|bed|am schlafen|im bett|en train de dormir|au lit|couche\w*|durmiendo"
        r"|dormid\w|acostad\w|a dormir|na cama"
        r"|dormindo|slap\w*|aan het slapen|a letto|dormendo|a dormire))(?: \w+){0,2}",
        r"(?:sorry|apolog\w+|entschuldig\w+|verzeih\w+|desole\w*|pardon|perdon\w*|disculp\w+|desculp\w+|scusa\w*"
        r"|mi scuso|excus\w+)"
        rf"(?: [\w']+){{0,6}} {_THIS_HOUR}",
        rf"{_THIS_HOUR}(?: \w+){{0,2}} (?:sorry|entschuldig\w+|desole\w*|perdon|desculp\w+|scusa\w*)",
        # out of a building, or a place
        r"(?:wie komm\w*|komm\w*|wo komm\w*) (?:ich|man|wir)(?: \w+)? (?:aus|von) (?:dem|der|den|vom) (?!list"
        r"|verteil|news|mail|kartei|datenb"
        r"|system|nummer)\w+(?: (?:wieder|dann|noch|gut))* (?:raus|heraus|runter)",
        r"(?:como|por donde|por onde) (?:saio|salgo|se sale|se sai) (?:da|do|de la|del|de) (?!list|bole|news"
        r"|base|grupo|cadastro|vos|sus|esto|isto)\w+",
        r"(?:hoe|waar) kom (?:ik|je) (?:weer )?(?:de|het|uit de|uit het|van de|van het) (?!lijst|nieuws|mail"
        r"|bestand|systeem)\w+"
        r"(?: (?:weer|nog))* (?:uit|af)?",
        r"(?:come|da dove) (?:esco|si esce) (?:dalla|dal|dallo|dall')(?! ?(?:list|elenco|newsl|banca|mail|giro)) ?\w+",
        # a message that was found late
        r"(?:omg|wow|oh no|sorry|argh|oops),? (?:i )?(?:just|only) (?:now )?(?:found|saw|seen|seeing|noticed"
        r"|spotted|opened|got to|read)(?: \w+)?"
        r" (?:this|your|the|these) (?:text|message|msg|mail|e-?mail)s?(?: (?:now|today|from|of|like|about|\w+"
        r" (?:weeks?|days?|months?) ago))*",
    ),
    maybe_withdraw=(
        # somebody says it for them
        r"(?:(?:i'?m|i am|this is|its|it'?s) (?:\w+ |\w+'s ){1,2}(?:mum|mom|mother|dad|father|wife|husband"
        r"|partner|sister|brother)"
        r"|(?:hier ist|ich bin|hier schreibt) (?:die|der) (?:mutter|mama|vater|papa|frau|mann|schwester|bruder)"
        r"|(?:je suis|c'est|ici) (?:la |le )(?:maman|mere|pere|papa|femme|mari|soeur|frere) (?:de |d')"
        r"|soy (?:la |el )(?:mama|madre|papa|padre|mujer|marido|hermana|hermano) de"
        r"|(?:sou|aqui e) (?:a |o )(?:mae|pai|mulher|marido|irma|irmao) d[aeo]"
        r"|(?:ik ben|je spreekt met) de (?:moeder|mama|vader|papa|vrouw|man|zus|broer) van"
        r"|sono (?:la |il )(?:mamma|madre|papa|padre|moglie|marito|sorella|fratello) d[ie]"
        r"|(?:on behalf of|im namen|im auftrag|de la part de|de parte de|em nome d[aeo]|namens|per conto di)"
        r" (?:my|meine[rs]?|ma|mon|mi|minha"
        r"|meu|da|do|mijn|mia|mio|d[ei] mi[ao]) \w+)"
        r"[^?]{0,140}?\b(?:won'?t be (?:going for|taking|starting|coming to|joining|pursuing)|not (?:to )?(?:go"
        r" for|going for|take|taking|pursue)"
        r"|(?:tritt|nimmt|fangt)[^.!?\n]{0,40} nicht (?:an|mehr an)|(?:wird|will|mochte)[^.!?\n]{0,40} nicht"
        r" (?:antreten|annehmen|anfangen)"
        r"|ne (?:se presentera|prendra|viendra|commencera|donnera)[^.!?\n]{0,12} (?:pas|plus)"
        r"|no (?:se )?(?:va a|se va a|podra|quiere) (?:presentar(?:se)?|coger|aceptar|incorporar(?:se)?|empezar|optar)"
        r"|nao (?:se )?(?:vai|quer|podera) (?:concorrer|aceitar|ficar com|comecar|candidatar-se|apresentar-se)"
        r"|(?:gaat|wil|zal|komt)[^.!?\n]{0,24} (?:niet (?:voor|op|naar) (?:de|het) (?:baan|functie|vacature|job"
        r"|werk)|niet (?:beginnen|starten|werken))"
        r"|non (?:si presenta|si presentera|accetta|accettera|viene|verra|prende|prendera|iniziera))\b",
    ),
)
