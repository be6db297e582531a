"""Everyday politeness with a no, or a word of a stop, in it: "no trouble", "de nada", "don't hesitate to ask"."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_END: Final = r"(?= ?(?:$|[.;:!?\n)]|, (?!mir\b|mich\b|me\b|m'|a |de |zu |om |te )))"
"""The clause ends here: "no se moleste en escribirme" is no politeness."""
_I: Final = r", (?:i|i'll|ich|je|voy|yo|vou|eu|ik|vengo|vado|io)\b"
"""What they do themselves instead; wider than "no se moleste", which by itself may be a stop."""

EVERYDAY: Final = Language(
    harmless=(
        # at your service
        r"(?:do not|don'?t) hesitate to (?:get in touch|be in touch|ask|call|ring|write|reach out)(?: with me| to me)?"
        r"|zoger(?:n|t)? (?:sie |ihr )?(?:bitte )?nicht,? (?:mich|uns) (?:anzurufen|zu fragen|zu kontaktieren"
        r"|anzuschreiben)"
        r"|no (?:dude|duden|dudes) en (?:ponerse|ponerte|ponerme) en contacto(?: conmigo| con nosotros)?"
        r"|aarzelt u niet(?: om)?(?: contact (?:met (?:mij|ons) )?op te nemen| (?:mij|ons) te (?:bellen|mailen))?"
        r"|aarzel niet(?: om)? contact (?:met (?:mij|ons) )?op te nemen",
        r"for any (?:further )?(?:questions?|quer(?:y|ies))|bei (?:weiteren )?(?:ruck)?fragen"
        r"|pour toute (?:autre )?question"
        r"|para cualquier (?:duda|consulta|cosa|pregunta)|para qualquer (?:duvida|esclarecimento|coisa|questao)"
        r"|bij (?:verdere )?vragen|per qualsiasi (?:chiarimento|domanda|cosa|dubbio|informazione)",
        # what somebody texts before the next message
        rf"(?:(?:and|oh|also|but|just|so|ps|btw),? ){{0,3}}(?:one|another|an?|some|two|last|final|1"
        rf"|2) ?(?:more |last |other "
        rf"|quick |small |final |tiny ){{0,3}}(?:things?|points?){_END}"
        rf"|(?:(?:nur|und|ach|ah|so),? ){{0,3}}(?:noch (?:eine (?:kleine )?sache|etwas|was|eins)"
        rf"|eins noch|eine (?:letzte "
        rf"|andere )?sache(?: noch)?){_END}"
        rf"|(?:(?:et|ah|juste|sinon),? ){{0,3}}(?:encore )?une (?:autre |derniere "
        rf"|petite ){{0,2}}chose(?: encore)?{_END}"
        rf"|(?:(?:y|ah|solo),? ){{0,3}}(?:una|otra) (?:ultima |pequena ){{0,2}}cos(?:a|ita)(?: mas)?{_END}"
        rf"|(?:(?:e|ah|so|ja agora),? ){{0,3}}(?:mais )?uma (?:ultima |outra ){{0,2}}coisa(?: mais)?{_END}"
        rf"|(?:(?:en|o|oh|alleen),? ){{0,3}}(?:nog )?(?:een|1) (?:laatste |ander ){{0,2}}ding(?:etje)?(?: nog)?{_END}"
        rf"|nog iets{_END}"
        rf"|(?:(?:e|ah|solo),? ){{0,3}}(?:ancora )?un(?:'|a )(?:altra |ultima )?cosa(?: ancora)?{_END}",
        # not for my sake
        r"(?:do not|don'?t) (?:go to (?:any|too much|so much) trouble|put yourself out|worry(?: about (?:it|that))?"
        rf"|trouble yourself)(?: on my account| for me)?{_END}"
        rf"|no (?:trouble|fuss|hassle)(?: at all| please| on my account)*{_END}"
        r"|(?:mach(?:en|t)? (?:sie )?(?:sich|dir|euch) )?(?:bitte )?keine umstande(?: (?:bitte|meinetwegen|wegen mir"
        rf"|machen))*{_END}|mach(?:en|t)? (?:sie )?(?:sich|dir|euch)(?: bitte)? keine (?:gedanken|sorgen){_END}"
        rf"|mach(?:en|t)? (?:sie )?(?:sich|dir|euch)(?: bitte)? keine muhe{_I}"
        r"|ne vous (?:derangez|embetez|tracassez|donnez) (?:donc |surtout )?pas(?: (?:pour (?:moi|ca|si peu)|(?:cette"
        rf"|la|tant de) peine))?{_I}|ne vous (?:derangez|embetez|tracassez) pas pour (?:moi|ca|si peu){_END}"
        rf"|no se (?:moleste|apure|tome (?:la|tanta) molestia){_I}|no se preocupe(?: usted| por (?:mi|eso))?{_END}"
        rf"|nao se (?:incomode|rale|de ao trabalho){_I}|nao se preocupe(?: comigo| com isso)?{_END}"
        rf"|doe(?:t)?(?: u| jullie)?(?: vooral)? geen moeite(?: voor mij)?{_I}"
        rf"|non si (?:disturbi|scomodi|prenda (?:il|tanto) disturbo){_I}|non si preoccupi(?: per (?:me|questo))?{_END}",
        r"(?:i )?hope (?:it|that|this) (?:was|is) ?n(?:o|')?t (?:too much )?(?:bother|trouble)"
        r"|(?:ich hoffe,? es hat|hoffentlich hat es) (?:ihnen )?keine (?:muhe|umstande) gemacht"
        r"|espero que no haya sido (?:mucha|demasiada) molestia|hopelijk was het niet (?:te veel|veel) moeite"
        r"|spero (?:che )?non sia stato (?:troppo|un) disturbo|j'espere que ca n'a pas ete trop (?:complique|long)",
        # without me
        r"(?:do not|don'?t) wait for me|warten sie nicht auf mich|ne m'attendez pas|no me esperen?|nao esperem? por mim"
        r"|wacht(?:en)? (?:u )?niet op mij|non mi aspett(?:ate|i)",
        # you are welcome
        rf"(?:it|that)'?s nothing{_I}|nichts zu danken|(?:das )?macht (?:gar |uberhaupt )?nichts{_END}"
        rf"|kein (?:thema|ding|akt){_END}|(?:ce n'est|c'est) rien{_END}|il n'y a pas de quoi|de rien{_END}"
        rf"|de nada{_END}|no hay de que|nao tem de que|geen dank{_END}|niets te danken|di niente{_END}"
        r"|non c'e di che",
        # nothing against it
        rf"no (?:objections?|complaints)(?: from (?:me|my side))?{_END}|keine (?:einwande|bedenken){_END}"
        rf"|nada (?:a (?:opor|acrescentar)|que (?:objetar|anadir))|niente da aggiungere{_END}"
        rf"|nessuna obiezione|nichts hinzuzufugen|rien a ajouter|niets toe te voegen|nothing to add",
        # what does not work, or not now
        r"(?:did not|didn'?t|does not|doesn'?t|will not|won'?t) (?:go through|load|come through)"
        r"|offnet sich(?: leider)? nicht|ladt(?: leider)? nicht|ne (?:s'ouvre|se charge) pas"
        r"|je ne peux pas (?:parler|decrocher|telephoner)|(?:parad[oa]|pres[oa]) no transito"
        r"|(?:erledigt,? |vertrag |formular |bewerbung |brief |post )ist raus|au plus (?:vite|tot)"
        r"|(?:i'?d|i would) (?:rather|prefer to) (?:talk|speak|chat)(?: (?:by|on|over) (?:the )?phone)?",
        r"never (?:say|said) no to \w+",
        # once more, gladly
        r"(?:(?:once )?again|once more),? (?:many |so many )?(?:thanks?|thank you|cheers)|(?:thanks?|thank you|cheers)"
        r"(?: (?:so much|a lot|very much))? again"
        r"|(?:hi|hey|hello|morning|hallo|hoi|hola|oi|ola|salut|bonjour|ciao|salve|moin)(?: \w+)? "
        r"(?:again|nochmals?|noch mal|nog eens|nog een keer|weer|otra vez|de nuevo|outra vez|de novo|encore|di nuovo)"
        rf"{_END}|(?:otra vez|de nuevo|nuevamente),? (?:muchas |mil )?gracias|(?:mais uma vez|outra vez|novamente),?"
        r" (?:muito )?obrigad[oa]|(?:ancora|di nuovo),? (?:tante |mille )?grazie"
        r"|(?:encore|a nouveau),? (?:un grand )?merci"
        rf"|(?:nochmals?|noch mal|nogmaals),? (?:vielen |herzlichen |hartelijk )?(?:dank|danke|bedankt)"
        rf"|(?:ancora|sempre|di nuovo) io{_END}|(?:si puo|posso|siamo|e|sono|valgo|potrei|e possibile) ancora{_END}",
        rf"(?:(?:and )?(?:the )?same to you(?: all| too| both)?|you too){_END}",
        # nothing that hurries
        rf"(?:nothing|nichts|niks|niets|rien|nada|niente)(?: (?:too|that|very|de|di|so))?"
        r" (?:urgent|dringendes|dringends"
        rf"|urgente|special|besonderes|bijzonders|special|planned|new yet){_END}|non fa (?:niente|nulla){_END}"
        rf"|never been (?:better|happier|keener|readier)|(?:couldn'?t|could not|can'?t|cannot) (?:be happier|agree more"
        rf"|thank you enough|wait)|can'?t complain|(?:que yo sepa no|que eu saiba nao|not that i know(?: of)?|not to my"
        rf" knowledge|nicht dass ich wusste|pas que je sache|non che io sappia|niet dat ik weet){_END}"
        r"|(?:most|many|some|few|others) (?:people )?(?:don'?t|do not|never) bother"
        rf"|(?:taking|take) me on(?! (?:about|over))|all sorted(?: (?:on|at|from))?(?: my)? (?:end|side)?"
        r"(?= ?(?:$|[.!,]))"
        rf"|sorry to be (?:such )?a (?:pest|pain|nuisance|bother)|(?:is )?anyone there|flooded (?:here|at|in)",
        # a call, please
        r"(?:ich )?(?:bitte )?um (?:einen |kurzen |baldigen |ihren )*ruckruf(?: wird gebeten)?",
    ),
)
