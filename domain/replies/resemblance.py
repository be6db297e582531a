"""How much a message resembles stops, and withdrawals, that people have written: a second opinion beside the phrases.

A linear model over pieces of words and pairs of words, learned from the tables in `tests/replies/`
(`python -m tests.replies.train`). It can't say what in a message it goes by, so it closes nothing and takes nothing
back: it makes a person look at what no phrase is known for, and lets go what only a loose phrase would have held, where
it resembles neither. Whole numbers all the way, so every machine reads alike.
"""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache
from importlib import resources
from itertools import pairwise
from math import isqrt
from typing import Final, NamedTuple

from domain.replies.text_folding import folded

SIZE: Final = 1 << 16
"""Numbers for each of the three: how telling a piece is, and how much it speaks for a stop and for a withdrawal."""
HEAD: Final = struct.Struct("<32s4i")
"""Of the file: what it was learned from, then the scale and the offset of both opinions."""
FILE: Final = "resemblance.bin"

LIKE_A_STOP: Final = -50
"""From here on somebody looks. In thousandths, as all five; chosen on tables that the model had not learned from
(docs/reading.md)."""
IN_A_FEW_WORDS: Final = 400
"""By so much more must a message resemble that is short: one strange word weighs too much there."""
FEW_WORDS: Final = 8
PERHAPS_A_STOP: Final = -300
"""From here on a withdrawal may be a wish to hear no more as well."""
LIKE_A_WITHDRAWAL: Final = -200
UNLIKE_EITHER: Final = -775
"""Below this, what a loose phrase would have held is an answer."""

_LONGEST: Final = 3_000
_FEWEST: Final = 3
"""Words of a message that is judged: what is shorter is a phrase's to tell."""
_LINK: Final = re.compile(r"\S*(?:://|@|www\.)\S*")
_TOKEN: Final = re.compile(r"[^\W_]+|[?!]")
_LONGEST_WORD: Final = 40
_PIECES: Final = (3, 4, 5)


class Resemblance(NamedTuple):
    """In thousandths; above nothing, it resembles."""

    stop: int
    withdrawal: int


def resemblance(text: str) -> Resemblance | None:
    """What a text resembles, without quotes and without our own words; None where there is too little of it."""
    tokens = tokens_of(text)
    if sum(one[0].isalpha() for one in tokens) < _FEWEST:
        return None
    weights = _weights()
    telling, length, stop, withdrawal = weights.telling, 0, 0, 0
    for at in pieces_of(tokens):
        if told := telling[at]:
            length += told * told
            stop += told * weights.stop[at]
            withdrawal += told * weights.withdrawal[at]
    if not length:
        return None
    root = isqrt(length << 16)
    return Resemblance(
        weights.stop_from + stop * weights.stop_scale // root,
        weights.withdrawal_from + withdrawal * weights.withdrawal_scale // root,
    )


def tokens_of(text: str) -> list[str]:
    """Its words, and what asks or shouts."""
    return [one[:_LONGEST_WORD] for one in _TOKEN.findall(_LINK.sub(" ", folded(text[:_LONGEST])))]


def pieces_of(tokens: list[str]) -> set[int]:
    """Where the numbers of each piece stand: of the pieces of its words, its words, and words side by side."""
    found: set[str] = set()
    for token in set(tokens):
        bounded = f"<{token}>"
        for size in _PIECES:
            found.update(bounded[at : at + size] for at in range(len(bounded) - size + 1))
    found.update(" " + token for token in tokens)
    found.update(f" {one} {other}" for one, other in pairwise(tokens))
    return {zlib.crc32(one.encode()) % SIZE for one in found}


class _Weights(NamedTuple):
    telling: memoryview
    stop: memoryview
    withdrawal: memoryview
    stop_scale: int
    stop_from: int
    withdrawal_scale: int
    withdrawal_from: int


@cache
def _weights() -> _Weights:
    raw = resources.files("domain.replies").joinpath(FILE).read_bytes()
    _, *scales = HEAD.unpack_from(raw)
    body = memoryview(raw)[HEAD.size :]
    signed = body[SIZE:].cast("b")
    return _Weights(body[:SIZE], signed[:SIZE], signed[SIZE:], *scales)


def learned_from() -> bytes:
    """What the numbers were learned from, as `tests.replies.train` names it."""
    raw = resources.files("domain.replies").joinpath(FILE).read_bytes()
    named: bytes = HEAD.unpack_from(raw)[0]
    return named
