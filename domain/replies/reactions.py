"""Reactions: a text that was liked comes as a text of its own, which quotes ours with its opt-out line (R8)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from domain.names import Channel
from domain.replies.ours import Ours, share_of_ours, without_ours
from domain.replies.patterns import LANGUAGES
from domain.replies.patterns.language import compiled
from domain.replies.text_folding import folded
from domain.replies.wishes import WEARY_EMOJI, wish_in

_LONGEST: Final = 3_000
_OPEN: Final = "\"'“”„«»‹›「」『』《》‟〝〞‚‘’"
_QUOTED: Final = re.compile(
    rf"^(?P<before>[^{_OPEN}]{{0,70}})[{_OPEN}](?P<text>.+)[{_OPEN}](?P<after>[^{_OPEN}]{{0,50}})$", re.DOTALL
)
_NAMED: Final = re.compile(
    rf"[{_OPEN}]\s?(?:gef[aä]llt mir(?: nicht)?|mi piace|non mi piace|me gusta|no me gusta|j.aime|je n.aime pas|like"
    rf"|gosto|curti|vind ik leuk|ha ?ha|love|❤️?|👍)\s?[{_OPEN}]",
    re.IGNORECASE,
)
"""The name of a reaction, in marks of its own."""
_PICTURE: Final = re.compile(
    r"^(?:liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted \S{1,12} to|removed an? \w+(?: \w+)?"
    r" from) an? (?:image|photo|picture|movie|video|message"
    r"|attachment|link|audio message|sticker|contact|file|location)\.?$"
)
_BY_MAIL: Final = re.compile(
    r"^.{0,80}\b(?:reacted (?:\S{1,12} )?(?:via gmail|to your (?:message|e-?mail))|hat (?:\S{1,12} )?"
    r"(?:per gmail|uber gmail|auf ihre (?:nachricht|e-?mail)) reagiert|a reagi (?:via gmail|a votre message)"
    r"|reacciono (?:a traves de gmail|a tu mensaje)|reagiu (?:via gmail|a sua mensagem)|heeft (?:via gmail|op je"
    r" bericht) gereageerd|ha reagito (?:tramite gmail|al tuo messaggio))\b.{0,80}$",
    re.DOTALL,
)
_FEW: Final = 4
_SHORT: Final = 48
"""Words and letters beside what is quoted: a phone names somebody and what they did."""
_SPEAKS: Final = frozenset(
    """
    yes yeah yep no nope not ok okay sure fine good great thanks thank please sorry why what when where who how i my me
    you your we re about regarding said wrote write says got received stop end help wrong
    ja nein nicht gut danke bitte warum was wann wo wer wie ich mein mir du ihr wegen zu schrieben
    oui non pas merci pourquoi quoi quand je mon ma vous tu votre concernant d'accord
    si vale gracias porque que cuando donde yo mi usted su sobre perdon
    sim nao obrigado obrigada quando eu meu minha voce seu
    nee niet goed graag bedankt waarom wat waar ik mijn u uw
    no va bene grazie perche cosa dove io mio mia lei suo riguardo
    tak nie dziekuje da net spasibo
    """.split()  # noqa: SIM905 - a list of them would be a page long
)
"""Who quotes us to answer says one of these; a phone does not."""
_NO: Final = frozenset("🛑🚫⛔✋🖕❌🤬👎📵🔕")


def is_reaction(text: str, ours: Ours) -> bool:
    """Is it a phone's or a mail program's report of a reaction, or a smile and no words?"""
    text = text.strip()[:_LONGEST]
    if not text:
        return False
    if _is_sign(text):
        return not WEARY_EMOJI.intersection(text)
    plain = " ".join(folded(text).split())
    if _PICTURE.match(plain) or (len(plain) < 200 and _BY_MAIL.match(plain)):
        return True
    found = _QUOTED.match(_NAMED.sub(" gefallt mir ", text))
    if found is None:
        return False
    before, after = (" ".join(folded(part).split()).strip(" .:,-") for part in (found["before"], found["after"]))
    if not before and not after:
        return False
    spoken = [part for part in (before, after) if part]
    known = all(_says_reaction(part, "reactions" if part is before else "reactions_after") for part in spoken)
    if known:
        return True
    return _quotes_ours(found["text"], ours) and _says_little(" ".join(spoken))


def _quotes_ours(quoted: str, ours: Ours) -> bool:
    """Is it a text of ours, whole or cut off? Words that we use as well are anybody's: it takes runs of them."""
    left = without_ours(quoted, ours)
    return left != quoted and len(left.split()) <= 2 and share_of_ours(quoted, ours) > 0.9


def _says_little(beside: str) -> bool:
    """In a language that is not known: a name and a verb, and nothing that somebody says who quotes us to answer."""
    words = re.findall(r"[^\W\d_]+", beside)
    if not words or len(words) > _FEW or len(beside) > _SHORT or re.search(r"[?\d\uff1f\u061f]", beside):
        return False
    return not _SPEAKS.intersection(words) and wish_in(beside, Channel.SMS).kind == "answer"


def _says_reaction(said: str, part: str) -> bool:
    if _is_sign(said):
        return True
    parts = (part, "reactions", "reactions_after") if part == "reactions" else ("reactions_after", "reactions")
    return any(one.fullmatch(said) for name in parts for one in _patterns(name))


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(given, bounded=False) for one in LANGUAGES if (given := getattr(one, part)))


def make_ready() -> None:
    """Compile what reactions are read by: see `domain.replies.ready`."""
    for part in ("reactions", "reactions_after"):
        _patterns(part)


def _is_sign(text: str) -> bool:
    """Nothing but emoji, of which none says no."""
    signs = [c for c in text if not c.isspace() and c not in "\ufe0f\ufe0e\u200d.!,~"]
    return bool(signs) and not _NO.intersection(signs) and all(_is_emoji(c) for c in signs)


def _is_emoji(letter: str) -> bool:
    return letter > "\u203b" and unicodedata.category(letter) in ("So", "Sk", "Sm", "Cn")
