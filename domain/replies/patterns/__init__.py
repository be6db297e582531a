"""What a reply is read by: the words of each language, as data (R7, R8)."""

from __future__ import annotations

from typing import Final

from domain.replies.patterns.bare_refusals import BARE_REFUSALS
from domain.replies.patterns.de import DE
from domain.replies.patterns.en import EN
from domain.replies.patterns.endings import ENDINGS
from domain.replies.patterns.es import ES
from domain.replies.patterns.everyday import EVERYDAY
from domain.replies.patterns.fr import FR
from domain.replies.patterns.hints import HINTS
from domain.replies.patterns.hours import HOURS
from domain.replies.patterns.how_long import HOW_LONG
from domain.replies.patterns.it import IT
from domain.replies.patterns.kinds import WEST
from domain.replies.patterns.language import Language
from domain.replies.patterns.leaving import LEAVING
from domain.replies.patterns.nl import NL
from domain.replies.patterns.other_hands import OTHER_HANDS
from domain.replies.patterns.others import EASTERN, NORTHERN_AND_SLAVIC
from domain.replies.patterns.partings import PARTINGS
from domain.replies.patterns.peace import PEACE
from domain.replies.patterns.pt import PT
from domain.replies.patterns.rhythm import RHYTHM
from domain.replies.patterns.weary import WEARY

LANGUAGES: Final[tuple[Language, ...]] = (
    EN,
    DE,
    FR,
    ES,
    PT,
    NL,
    IT,
    WEST,
    WEARY,
    ENDINGS,
    LEAVING,
    PARTINGS,
    EVERYDAY,
    RHYTHM,
    HOW_LONG,
    HOURS,
    HINTS,
    BARE_REFUSALS,
    PEACE,
    OTHER_HANDS,
    NORTHERN_AND_SLAVIC,
    EASTERN,
)
