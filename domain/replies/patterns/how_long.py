"""How long will this go on? The question by itself, where something in it says that it goes on: a sigh, and no stop.

"Until when?" alone is about a deadline, and "how long does it take?" about an interview: neither is here.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_LONE: Final = r"(?=[ \n?!.]*$)"
"""Nothing follows: "how long will this go on for, the trial shift?" asks something else."""
_CRIES: Final = r"(?= ?(?:\?{2,}|[?.]*!)[?!.]*$)"


def _asked(question: str, *words: str) -> str:
    """The question, where one of these stands somewhere in it. That is looked for where the question begins alone."""
    return rf"(?={question})(?=[^.!\n]{{0,80}}\b(?:{'|'.join(words)})){question}"


HOW_LONG: Final = Language(
    doubt=(
        r"(?:this|these|all (?:of )?(?:this|these))(?: (?:is|are|will|keeps?|goes|going|go|carry|carries|carrying|on"
        rf"|continues?|lasts?|be))* (?:until|till|til) when{_LONE}",
        r"(?:until|till|til) when (?:will|is|are|does|do|must)(?: (?:all|this|these|it|you|we|i|go|going|keep|keeping"
        rf"|carry|carrying|continue|continuing|on|up|put|with)){{2,7}}{_LONE}",
        r"how (?:much )?long(?:er)? (?:is|are|will|does|do|must|can|should|has) (?:all )?(?:this|these"
        r"|that)(?: (?:still"
        r"|really|now|have|to|be|got|supposed|meant))*(?: (?:go|going|goes|keep|keeping|carry|carrying|continue"
        rf"|continuing|drag|dragging))(?: (?:on|for|like this|then|please|up))*{_LONE}",
        _asked(r"(?:wie ?lang\w*|bis wann)", "noch", "so", "weiter")
        + r" (?:geht|gehts|soll|sollen|wird|lauft|muss|will|darf)(?: (?:das|dies|es|hier|alles"
        r"|jetzt|denn|eigentlich|man|ich|ganze))*(?: (?:noch|so|weiter|weitergehen|weiterlaufen|gehen|laufen|dauern"
        rf"|bitte|denn|hier)){{1,5}}{_LONE}",
        rf"(?:ca|tout (?:ca|cela)|cela),? (?:va (?:durer|continuer) |dure |continue )?(?:jusqu'a quand|jusque quand"
        rf"|encore (?:longtemps|combien de temps)){_LONE}",
        _asked(r"jusqu'a quand", "ca", "cela", "encore", "contin", "comme")
        + r"(?: (?:encore|est-ce que|ca|cela|va|vont|doit|tout|durer|continuer|dure|durera|continuera"
        rf"|va-t-il falloir|comme ca|on|supporter)){{1,7}}{_LONE}",
        r"(?:pendant )?combien de temps (?:encore )?(?:est-ce que )?(?:ca|cela|tout ca) (?:va |doit )?(?:encore )?"
        rf"(?:continuer|continue|durer encore|durera encore)(?: (?:encore|comme ca|ainsi))?{_LONE}",
        r"(?:esto|eso|todo (?:esto|eso)|esta (?:cosa|historia)|estos (?:mensajes|correos))(?: (?:va|van) a (?:seguir"
        rf"|durar|continuar)| sigue| siguen)?(?: asi)?,? (?:hasta cuando|cuanto (?:tiempo )?mas){_LONE}",
        _asked(r"(?:hasta cuando|cuanto (?:tiempo )?mas)", "esto", "eso", "asi", "segu", "sig", "contin")
        + r"(?: (?:con|va|van|seguira|sigue|siguen|piensan|piensa|pensais|a"
        r"|tiene|tienen|hay|que|seguir|durar|continuar|durara|aguantar|asi|todo|esto|eso|mas|vamos|estar"
        rf")){{1,8}}{_LONE}",
        r"(?:isto|isso|tudo (?:isto|isso)|essa (?:coisa|historia))(?: (?:vai|continua|segue|ainda))?(?: (?:durar"
        rf"|continuar|seguir|assim))*,? (?:ate quando|por mais quanto tempo|quanto tempo mais){_LONE}",
        _asked(
            r"(?:ate quando|(?:por )?(?:mais quanto tempo|quanto tempo mais|quanto mais tempo))",
            "isto",
            "isso",
            "nisto",
            "nisso",
            "assim",
            "contin",
        )
        + r"(?: (?:e|que|isto|isso"
        r"|vai|vao|tudo|continuar|durar|continua|dura|assim|seguir|com|esta|essa|historia|vamos|ficar|nisto"
        rf"|nisso|ainda)){{1,8}}{_LONE}",
        _asked(r"(?:hoe ?lang|tot wanneer)", "nog", "zo", "door", "verder")
        + r" (?:gaat|gaan|blijft|blijven|moet|houdt)(?: (?:dit|dat|het|jullie|u|nog|zo|door"
        rf"|doorgaan|verder|aan|aanhouden|eigenlijk|allemaal|nou|nu|gaan)){{2,7}}{_LONE}",
        r"(?:questo|tutto (?:questo|cio)|(?:que)?sta (?:cosa|storia|solfa))(?: (?:va|andra) avanti| continua"
        rf"| durera)?,? (?:fino a quando|ancora per quanto|per quanto ancora){_LONE}",
        _asked(
            r"(?:fino a quando|(?:per )?quanto (?:tempo )?ancora|ancora per quanto)",
            "quest",
            "avanti",
            "continu",
            "sta",
            "cosi",
            "tutto",
        )
        + r"(?: (?:deve|dovra|va|andra|vuole|si"
        r"|tempo|avanti|andare|continua|continuare|continuera|durera|durare|questo|questa|sta|cosa|storia|tutto|cosi"
        rf"|ancora)){{1,8}}{_LONE}",
        rf"^(?:(?:and|y|e|et|en|und|ma|mas|pero|mais),? )?(?:until when|hasta cuando|ate quando|jusqu'a quand"
        rf"|fino a quando|tot wanneer){_CRIES}",
        rf"(?:jak dlugo|do kiedy)(?: (?:to|jeszcze|bedzie|ma|potrwa|trwac|trwalo|tak)){{2,6}}{_LONE}",
        rf"(?:nereye|ne zamana) kadar (?:boyle|bu)(?: \w+){{0,3}}{_LONE}",
        rf"(?:hur lange|hvor lenge|hvor laenge) (?:ska|skal|haller)(?: (?:det|detta|dette|har|her|pa|halla|holde|fort"
        rf"satta|fortsette|fortsaette|vare|vara|sa)){{2,6}}{_LONE}",
    ),
)
