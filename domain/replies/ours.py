"""Our own words, taken out of what somebody wrote: what we said is not theirs, whatever mail program quoted it (R8).

A run of six words in a row that we wrote as well is ours; links, addresses, quote marks and line breaks are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from domain.replies.text_folding import folded

if TYPE_CHECKING:
    from domain.playbook.model import Playbook

RUN: Final = 6
"""Words in a row. Fewer are anybody's: "thank you for your time" is what they write, too."""

_MOST: Final = 20_000
"""Words of theirs that are compared."""

_A_MAIL: Final = 20
"""Words of ours in a mail of ours; another mail shares a run with one of the playbook, "you will hear from us by"."""

_PIECE: Final = re.compile(
    r"<?(?:https?://|mailto:|www\.)[^\s<>\])]{1,2000}>?|[\w.+-]{1,64}@[\w.-]{1,200}|\]\([^)\s]{0,500}\)|([^\W_]+)"
)
"""A link, an address, the end of a link in Markdown; or a word, which alone is kept."""


@dataclass(frozen=True, slots=True)
class Ours:
    """The texts that we sent, prepared for comparing."""

    runs: frozenset[tuple[str, ...]] = field(default_factory=frozenset)
    words: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.words)


NOTHING_OURS: Final = Ours()


def ours_of(texts: Iterable[str]) -> Ours:
    """What is ours in all of these. A text may leave out what differs from person to person, marked by U+FFFC."""
    runs: set[tuple[str, ...]] = set()
    words: set[str] = set()
    for text in texts:
        for piece in text.split("\ufffc"):
            said = [word for word, _, _ in _words(piece)]
            words.update(said)
            runs.update(zip(*(said[start:] for start in range(RUN)), strict=False))
    return Ours(frozenset(runs), frozenset(words))


def together(given: Sequence[Ours]) -> Ours:
    """Several as one."""
    return Ours(frozenset().union(*(one.runs for one in given)), frozenset().union(*(one.words for one in given)))


def without_ours(text: str, ours: Ours) -> str:
    """Their text without the runs of words that are ours, to be read; empty where no word is left. People are shown the
    whole (R8).
    """
    words, mine = _told_apart(text, ours)
    return _left(text, words, mine) if any(mine) else text


def beside_ours(text: str, ours: Ours, *, below: bool) -> str:
    """What stands below our words, and without `below` between them, too; empty where too few of ours are
    there to be a mail of ours.
    """
    words, mine = _told_apart(text, ours)
    first = mine.rfind(1) if below else mine.find(1)
    if mine.count(1) < _A_MAIL:
        return ""
    return _left(text, words[first:], mine[first:], words[first][1])


def _told_apart(text: str, ours: Ours) -> tuple[list[tuple[str, int, int]], bytearray]:
    """The words, and which of them are ours."""
    words = _words(text)[:_MOST] if ours.runs else []
    mine = bytearray(len(words))
    said = [word for word, _, _ in words]
    for at, run in enumerate(zip(*(said[start:] for start in range(RUN)), strict=False)):
        if run in ours.runs:
            mine[at : at + RUN] = b"\1" * RUN
    return words, mine


def _left(text: str, words: list[tuple[str, int, int]], mine: bytearray, at: int = 0) -> str:
    kept: list[str] = []
    for number, (_, start, end) in enumerate(words):
        if mine[number]:
            kept.append(text[at:start])
            at = end
    kept.append(text[at:])
    left = "".join(kept)
    return left if re.search(r"[^\W\d_]", _PIECE.sub(lambda found: found[1] or "", left)) else ""


def share_of_ours(text: str, ours: Ours) -> float:
    """Which part of the words we have used as well, somewhere."""
    said = [word for word, _, _ in _words(text)]
    return sum(word in ours.words for word in said) / len(said) if said else 0.0


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(folded(found[1]), found.start(), found.end()) for found in _PIECE.finditer(text) if found[1]]


_FILLED_LINK: Final = re.compile(r"\]\(\s*\{\{[^}]{0,200}\}\}\s*\)")
_FILLED: Final = re.compile(r"\{\{[^}]{0,500}\}\}|\{%[^%]{0,500}%\}|\{#[^#]{0,2000}#\}")


@lru_cache(maxsize=4)
def _of_version(_version: str, bodies: tuple[str, ...]) -> Ours:
    return ours_of(_FILLED.sub("\ufffc", _FILLED_LINK.sub("]", body)) for body in bodies)


def ours_in(playbook: Playbook) -> Ours:
    """What every message of the playbook says, footers, signatures and opt-out lines too, in all its languages."""
    return _of_version(playbook.version, tuple(message.body for _, message in sorted(playbook.messages.items())))
