"""A wish to be left in peace from now on, as people put it at the end of something longer (R3).

A sentence with one of these is put to a person, whatever stands before it: an hour of somebody's story doesn't take
back its last line. Folded, for all languages at once.
"""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.language import Language

_LAST: Final = (
    # let that be the last
    r"(?:be|is|was|were|as) (?:the|my|your|our) (?:very )?(?:last|final)(?: (?:thing|time|word|words|message|mail"
    r"|e-?mail|text|one"
    r"|contact|letter|exchange|reminder))?(?: (?:that )?(?:i|we|you) (?:\w+ ){0,2}(?:hear|get|receive|see|write|send"
    r"|contact|have)"
    r"\w*| from (?:you|your)| between us)",
    r"(?:be|is) the end of (?:it|this|the matter)(?: between (?:us|you and me)|(?= ?[.!]| ?$))|(?:that|this) (?:be"
    r"|were|was) the (?:last|end) (?:of it"
    r" )?(?:from|between) (?:you|us)|(?:the )?(?:final|last) (?:message|mail|e-?mail|text|thing) (?:that )?i (?:get"
    r"|receive|hear|see)"
    r"(?! (?:was|said|is|says|told|came))",
    r"(?:das )?(?:letzte|letztes)(?: (?:mal|nachricht|mail|sms))?,? (?:war|sein|ware|bleib\w*|was ich|das ich|die ich"
    r"|die ihr|dass)"
    r"[^.!?\n]{0,30}(?:von (?:ihnen|euch)|hor\w*|bekomm\w*|erhalt\w*|lese?)(?! habe\b)|damit schluss (?:ware|ist) mit",
    r"(?:soit|fut) (?:le|la|ton|votre) (?:tout )?derni(?:er|ere)(?: (?:message|mail|courriel|sms|fois"
    r"|chose|courrier"
    r"|nouvelle))?(?= ?[.!\n]| (?:que|entre|de votre|qui)|$)",
    r"(?:sea|fuera|fuese) (?:el|la|lo|su) ultim[oa](?: (?:mensaje|correo|vez|cosa|noticia))?(?= ?[.!\n]| que (?:\w+"
    r" ){0,2}(?:recib|se"
    r"|oig|escrib|llega|sepa)\w*|$)",
    r"(?:fosse|seja|for) (?:a|o|esta a|este o) ultim[oa](?: (?:mensagem|mail|e-?mail|vez|coisa|noticia))?(?= ?[.!\n]|"
    r" que (?:\w+ ){0,2}"
    r"(?:receb|escrev|ouc|oic|mand|envi|chega)\w*|$)",
    r"(?:het|de|dit) laatste(?: (?:bericht|mail|keer|wat))? (?:was|is|zijn|wat|dat|blijft)? ?(?:wat |dat )?(?:ik|u"
    r"|jullie)?[^.!?\n]{0,20}"
    r"(?:van (?:u|jullie|je)|hoor|hore|ontvang|krijg)(?! (?:heb|was))",
    r"(?:fosse|sia) (?:il|la|l'|l') ?ultim[oa](?: (?:messaggio|mail|volta|cosa|notizia))?(?= ?[.!\n]| che (?:\w+"
    r" ){0,2}(?:ricev|sent|scriv"
    r"|mandat|legg)\w*|$)",
)
_FROM_NOW_ON: Final = (
    r"(?:from (?:now|here|this point|today|this day)(?: on(?:wards?)?)?|going forward|hereafter|henceforth|after this"
    r"|after that"
    r"|once and for all|for good|at last|now please|please)"
)
_PEACE: Final = (
    rf"(?:leave|let) (?:me|us|him|her) (?:in peace|alone|be|well alone|in quiet)(?=,? {_FROM_NOW_ON}\b| ?[.!\n]| ?$)"
    rf"|{_FROM_NOW_ON},? (?:just )?(?:leave|let) (?:me|us|him|her) (?:in peace|alone|be)"
    r"|(?:like|want|wish|prefer|ask|hoping|hope) to be (?:left|let) (?:in peace|alone|be|well alone)"
    r"|(?:appreciate|grateful for|welcome|thankful for|enjoy|glad of|prefer) (?:(?:some|the|a bit of|a little"
    r"|complete) )?(?:silence"
    r"|(?:peace|quiet)(?: and (?:peace|quiet))?)(?! (?:in|on|at) (?:the|my))",
    r"(?:lass(?:t|en sie)?|lasset) (?:mich|uns|ihn|sie)(?: (?:\w+ ){0,4})? ?(?:in (?:ruhe|frieden)|zufrieden)"
    r"|(?:meine|unsere) ruhe (?:haben"
    r"|will|mocht\w*|brauch\w*)|(?:will|mocht\w*|hatte)(?: \w+){0,3} (?:meine|unsere) ruhe(?= ?[.!\n]| haben|$)|ruhe"
    r" vor (?:euch|ihnen)",
    r"(?:laissez|laisse)[- ](?:moi|nous|le|la)(?: \w+){0,2} (?:tranquilles?|en paix)|(?:voudrais|veux|aimerais"
    r"|souhaite|demande)"
    r"(?: \w+){0,4} (?:qu'on me laisse|etre laissee?|avoir la paix)",
    r"(?:dejen(?:me|nos)|dejad(?:me|nos)|dejeme|deje(?:n)? (?:de|que me)|(?:que )?me dejen)(?: \w+){0,2} (?:en paz"
    r"|tranquil[oa]s?)",
    r"(?:deixem|deixe|deixa)(?:-me|-nos| me| nos)(?: \w+){0,2} (?:em paz|sossegad[oa]|quiet[oa]|tranquil[oa])"
    r"|(?:quero|queria) (?:ficar"
    r" em paz|sossego|que me deixem)",
    r"laat (?:me|mij|ons|hem|haar)(?: \w+){0,4} met rust|(?:wil|zou)(?: \w+){0,4} met rust (?:gelaten|worden)|rust"
    r" (?:wil|willen) (?:hebben"
    r"|ik)",
    r"(?:lasciate|lasci|lascia)(?:mi|ci|temi| mi)?(?: \w+){0,2} (?:in pace|tranquill[oa]|stare in pace)|(?:vorrei"
    r"|voglio) (?:essere lasciat[oa]"
    r"|che mi lasci\w+|stare) (?:in pace|tranquill[oa])",
    # what they need to hear no more, or go without
    r"(?:don'?t|do not|no longer) (?:need|want|wish|care|have) to (?:hear|know|read|be told) (?:about|of"
    r"|from)[^.!?\n;]{0,50}(?:any ?(?:more"
    r"|longer)|again|ever)|(?:take|strike|remove) my (?:details|name|number) (?:off|from|out of) (?:whatever"
    r"|everything|wherever|anything)"
    r"|no (?:newsletters?|talent pools?|surveys?|'?similar roles'?|christmas \S+|birthday \w+),? (?:and )?no ",
)
PEACE: Final = Language(doubt=(*_LAST, *_PEACE))
ASKS_FOR_PEACE: Final = (*_LAST, *_PEACE)
