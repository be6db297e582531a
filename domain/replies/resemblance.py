"""How much a message resembles stops, and withdrawals, that people have written: a second opinion beside the phrases.

A linear model over pieces of words, words, and what words mean side by side, learned from the tables in
`tests/replies/` (`python -m tests.replies.train`). It can't say what in a message it goes by, so it closes nothing and
takes nothing back: it makes a person look at what no phrase is known for, and lets go what only a loose phrase would
have held, where it resembles neither. Whole numbers all the way, so every machine reads alike.
"""

from __future__ import annotations

import re
import struct
import zlib
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from math import isqrt
from typing import Final, NamedTuple

from domain.replies.patterns.meanings import MEANINGS
from domain.replies.text_folding import folded

SIZE: Final = 1 << 17
"""Numbers for each of the three: how telling a piece is, and how much it speaks for a stop and for a withdrawal."""
HEAD: Final = struct.Struct("<32s4i")
"""Of the file: what it was learned from, then the scale and the offset of both opinions."""
FILE: Final = "resemblance.bin"

LIKE_A_STOP: Final = -150
"""From here on somebody looks. In thousandths, as all of these; chosen on tables that the model had not learned from
(docs/reading.md)."""
OF_MESSAGES: Final = 140
"""By so much less, where it speaks of messages: few answers do, and one in three of the stops that have no phrase."""
OF_NOTHING_NAMED: Final = 200
"""By so much less, where no word says what it is about (`unplaced.is_placed`): nine in ten answers have such a word,
and two in five stops."""
OF_NOTHING_NAMED_IN_A_FEW_WORDS: Final = 150
IN_A_FEW_WORDS: Final = 200
"""By so much more must a message resemble that is short: one strange word weighs too much there."""
FEW_WORDS: Final = 8
SURELY_A_STOP: Final = 0
"""Below this, what is a stop by its phrases is put to a person: nobody is closed for good on one sign alone."""
MUCH_LIKE_A_STOP: Final = 300
"""From here on a sentence with words of a stop is one, however little the rest of the message resembles any."""
PERHAPS_A_STOP: Final = -200
"""From here on a withdrawal may be a wish to hear no more as well."""
LIKE_A_WITHDRAWAL: Final = -420
UNLIKE_EITHER: Final = -540
"""Below this, what a loose phrase would have held is an answer."""
UNLIKE_A_NO: Final = -500
"""The same of a no, or a sigh, that nothing places: people say no to much."""

_LONGEST: Final = 3_000
_FEWEST: Final = 3
"""Words of a message that is judged: what is shorter is a phrase's to tell."""
_LINK: Final = re.compile(r"\S*(?:://|@|www\.)\S*")
_TOKEN: Final = re.compile(r"[^\W_]+|[?!]")
_LONGEST_WORD: Final = 40
_PIECES: Final = (3, 4, 5)
_SENTENCE: Final = re.compile(r"[.!?\n;:]+")
_NEAR: Final = 4
"""Words from one meaning to another that still belongs to it."""
_LENGTHS: Final = 6
_MESSAGE: Final = "message"


class Resemblance(NamedTuple):
    """In thousandths; above nothing, it resembles."""

    stop: int
    withdrawal: int


def resemblance(text: str) -> Resemblance | None:
    """What a text resembles, without quotes and without our own words; None where there is too little of it."""
    if sum(one[0].isalpha() for one in _tokens_of(_plain(text))) < _FEWEST:
        return None
    weights = _weights()
    telling, length, stop, withdrawal = weights.telling, 0, 0, 0
    for at in pieces_of(text):
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


def speaks_of_messages(text: str) -> bool:
    """Is there a word for a message in it?"""
    return any(_MESSAGE in _meanings_of(token) for token in _tokens_of(_plain(text)))


def pieces_of(text: str) -> set[int]:
    """Where the numbers of each piece of a text stand: of pieces of its words, of words and of meanings that stand
    together, of how it begins and ends, and of how long it is.
    """
    plain = _plain(text)
    tokens = _tokens_of(plain)
    found = {piece for token in set(tokens) for piece in _pieces_of_word(token)}
    found.update(" " + token for token in tokens)
    found.update(f" {one} {other}" for one, other in pairwise(tokens))
    found.update(f" {one} ~ {other}" for one, other in zip(tokens, tokens[2:], strict=False))
    if tokens:
        found.update(("^" + tokens[0], "^" + " ".join(tokens[:2]), "$" + tokens[-1]))
    found.add(f"#{min(_LENGTHS, (len(tokens) + 1).bit_length() - 1)}")
    for sentence in _SENTENCE.split(plain):
        found |= _pieces_of_meaning([_meanings_of(token) for token in _tokens_of(sentence)])
    return {zlib.crc32(one.encode()) % SIZE for one in found}


def _plain(text: str) -> str:
    return _LINK.sub(" ", folded(text[:_LONGEST]))


def _tokens_of(plain: str) -> list[str]:
    """Its words, and what asks or shouts."""
    return [one[:_LONGEST_WORD] for one in _TOKEN.findall(plain)]


def _pieces_of_word(token: str) -> set[str]:
    bounded = f"<{token}>"
    return {bounded[at : at + size] for size in _PIECES for at in range(len(bounded) - size + 1)}


def _pieces_of_meaning(said: list[tuple[str, ...]]) -> set[str]:
    """Each meaning in a sentence, those that follow each other closely, and all that stand in one sentence."""
    found: set[str] = set()
    for at, meanings in enumerate(said):
        near = {other for later in said[at + 1 : at + 1 + _NEAR] for other in later}
        found.update(f"@{one}>{other}" for one in meanings for other in near)
    all_of = sorted({one for meanings in said for one in meanings})
    found.update("@" + one for one in all_of)
    found.update(f"@{one}&{other}" for at, one in enumerate(all_of) for other in all_of[at + 1 :])
    return found


@lru_cache(4096)
def _meanings_of(token: str) -> tuple[str, ...]:
    """What a word may mean."""
    whole, begun = _meanings()
    return tuple(sorted(whole.get(token, set()).union(*(begun.get(token[:at], ()) for at in range(2, len(token) + 1)))))


@cache
def _meanings() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What whole words mean, and what words mean that begin so."""
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for meaning, words in MEANINGS.items():
        for word in words.split():
            (begun if word.endswith("*") else whole).setdefault(word.removesuffix("*"), set()).add(meaning)
    return whole, begun


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
