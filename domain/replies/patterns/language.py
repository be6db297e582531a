"""What a language's words are read by: data for `domain.replies.wishes`, one module per language.

Written for folded text (`text_folding.folded`: lower case, no accents), so accents in a pattern are dropped as well.
A blank in a pattern stands for a blank or the end of a line. Every pattern is reviewed for what else it catches; what
it must not catch stands in `harmless`.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from domain.replies.text_folding import without_accents


@dataclass(frozen=True)
class Language:
    """One language's patterns, as regular expressions without bounds."""

    stop: tuple[str, ...] = ()
    """Says stop, wherever it stands and whatever surrounds it."""
    alone: tuple[str, ...] = ()
    """Says stop where nothing is beside it but courtesy: one word or a few."""
    alone_in_texts: tuple[str, ...] = ()
    """The same in a text alone; in a mail the word may as well be about an interview."""
    doubt: tuple[str, ...] = ()
    """May be a stop: a person looks at it. `stop` and `alone` are doubts, too."""
    refusal: tuple[str, ...] = ()
    """A no that may mean anything, where nothing is beside it but courtesy."""
    harmless: tuple[str, ...] = ()
    """Holds such words, and is about something else. Looked at before all others."""
    greetings: tuple[str, ...] = ()
    """What stands before a name."""
    closings: tuple[str, ...] = ()
    """What stands above a name, at the end."""
    courtesy: tuple[str, ...] = ()
    """Greetings, thanks, politeness, and small words: they change nothing."""
    reasons: tuple[str, ...] = ()
    """Why they want it: beside a stop it stays a certain one."""
    withdraw: tuple[str, ...] = ()
    """Takes back their application."""
    maybe_withdraw: tuple[str, ...] = ()
    """May take it back: a person looks at it."""
    still_in: tuple[str, ...] = ()
    """Sounds like taking it back, and does not: negated, asked, or somebody else's."""
    texts: tuple[str, ...] = ()
    """Words for texts."""
    mails: tuple[str, ...] = ()
    """Words for e-mail."""
    another_way: tuple[str, ...] = ()
    """How else they want to hear: with `texts`, `mails`, `calls` as the group around the way's word,
    or `ring` where they ask to be called."""
    only_by: tuple[str, ...] = ()
    """One way instead of the other, which is closed: the group `texts` or `mails` is about the one that is closed."""
    reactions: tuple[str, ...] = ()
    """What phones put before the text that was reacted to."""
    reactions_after: tuple[str, ...] = ()
    """What they put behind it."""
    words_have_ends: bool = True
    """False where words stand side by side without blanks."""


LETTER: Final = r"[^\W\d_]"


def compiled(patterns: tuple[str, ...], *, bounded: bool = True) -> re.Pattern[str]:
    """One expression of all of them. `bounded`: whole words only, as languages with blanks have them."""
    if not patterns:
        return re.compile(r"(?!)")
    plain = "|".join(_spaced(without_accents(one)) for one in patterns)
    with _uncollected():
        return re.compile(rf"(?<![\w])(?:{plain})(?![\w])" if bounded else plain)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nobody looks for garbage meanwhile: compiling leaves none, and half of its time would go into that."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _spaced(pattern: str) -> str:
    """The pattern in which each blank also stands for the end of a line."""
    made, in_set, escaped = [], False, False
    for letter in pattern:
        if escaped:
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == "[":
            in_set = True
        elif letter == "]":
            in_set = False
        elif letter == " ":
            letter = r"\n " if in_set else r"[ \n]"
        made.append(letter)
    return "".join(made)
