"""Whether a message is in a language that we read: where it is not, nobody here can say that it is no stop (R3).

By words of sentences, jobs and appointments of each language that has patterns in `domain.replies.patterns`, and by
words that give away a language that has none. Pure, and bounded in time.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from typing import Final

from domain.replies.patterns.known_words import READ_WORDS, TRADES, UNREAD_WORDS
from domain.replies.text_folding import folded

_LONGEST: Final = 3_000
"""Characters that are looked at: the language shows in the first lines."""
_TOKEN: Final = re.compile(r"[^\s.,;:!?()\[\]{}\"<>|/\\+*=#_&%~@$€£…–—“”„«»\u2022\u00b7\u060c\u061b\u061f\u0964]+")
_PARTED: Final = re.compile(r"[,;|/\n\u2022]")
"""Parts what is listed."""
_ADDRESS: Final = ("@", "://", "www.", ".com", ".org", ".net", ".example")
"""Stands in what is no word but a link or an address."""
_LONGEST_WORD: Final = 60
_MOST: Final = 120
"""Words that are looked at."""
_DIGIT: Final = re.compile(r"\d")
_THRICE: Final = re.compile(r"(.)\1{2,}")
_FEWEST: Final = 4
"""Words of which none is known: fewer may be a name, a place, a product."""
_INITIALS: Final = 4
_SHARE: Final = 6
"""One known word in so many is enough."""
_RUN: Final = 6
"""Letters that are as much as two words, where words have no blanks between them."""

_SCRIPTS: Final = (
    (0x0000, "latin"), (0x0370, "unread"), (0x0400, "cyrillic"), (0x0530, "unread"), (0x0600, "arabic"),
    (0x0700, "unread"), (0x0750, "arabic"), (0x0780, "unread"), (0x08A0, "arabic"), (0x0900, "unread"),
    (0x0E00, "unspaced"), (0x1000, "unspaced"), (0x10A0, "unread"), (0x1100, "eastern"), (0x1200, "unread"),
    (0x1780, "unspaced"), (0x1800, "unread"), (0x1C80, "cyrillic"), (0x1C90, "unread"), (0x1D00, "latin"),
    (0x1F00, "unread"), (0x2000, "none"), (0x2C60, "latin"), (0x2C80, "unread"), (0x2DE0, "cyrillic"),
    (0x2E80, "eastern"), (0xA000, "none"), (0xA640, "cyrillic"), (0xA6A0, "unread"), (0xA720, "latin"),
    (0xA800, "unread"), (0xA960, "eastern"), (0xA980, "unread"), (0xAB30, "latin"), (0xAB70, "unread"),
    (0xAC00, "eastern"), (0xD800, "none"), (0xF900, "eastern"), (0xFB00, "latin"), (0xFB13, "unread"),
    (0xFB50, "arabic"), (0xFE00, "none"), (0xFE70, "arabic"), (0xFF00, "latin"), (0xFF65, "eastern"),
    (0x10000, "none"), (0x20000, "eastern"), (0x40000, "none"),
)  # fmt: skip
"""Where the letters of a script begin. Those of `unread` and `unspaced` have no patterns."""
_BEGINS: Final = [start for start, _ in _SCRIPTS]

_ENDINGS: Final = ("yorum", "yoruz", "iyor", "uyor", "ecegim", "acagim", "ebilirim", "abilirim", "ebilir", "abilir")
"""Of Turkish, which says with an ending what others say with a word."""


def is_unread(words: str, names: Collection[str] = ()) -> bool:
    """Is it in a language that nothing here reads? Names, numbers, addresses and lists are in none."""
    tokens = _tokens(words)
    by_script = Counter(_script(one[0]) for one in tokens)
    unspaced = sum(len(one) for one in tokens if _script(one[0]) == "unspaced")
    foreign = by_script["unread"] + (max(2, by_script["unspaced"]) if unspaced >= _RUN else 0)
    if foreign >= 2 and 2 * foreign > len(tokens):
        return True
    if by_script["eastern"] and 2 * by_script["eastern"] >= len(tokens):
        return False
    called = {folded(name) for name in names}
    told = [one for one in tokens if folded(one) not in called]
    return _sounds_unread(told) or (_has_sentence(words) and _is_unknown(told))


def _tokens(text: str) -> list[str]:
    """What may be words: each letter as one sign, one kind of apostrophe, and no links or addresses."""
    text = unicodedata.normalize("NFC", text[:_LONGEST]).replace("\u2019", "'").replace("\u02bc", "'")
    found: list[str] = []
    for piece in text.split():
        if any(sign in piece for sign in _ADDRESS):
            continue
        for one in _TOKEN.findall(piece):
            word = one.strip("'`-")[:_LONGEST]
            if (
                word[:1].isalpha()
                and not _DIGIT.search(word)
                and (len(word) <= _LONGEST_WORD or _script(word[0]) in ("unspaced", "eastern"))
            ):
                found.append(word)
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _sounds_unread(tokens: list[str]) -> bool:
    """Are more of its words known from a language that we do not read than from any that we do?"""
    theirs: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    for word in {one.lower() for one in tokens}:
        read = _languages_of(word)
        ours.update(read)
        of = _UNREAD.get(word, ())
        theirs.update(of)
        if not read and word not in _ANYWHERE:
            telling.update(of)
    if not theirs:
        return False
    most = max(ours.values(), default=0)
    size = len({one.lower() for one in tokens})
    return any(
        found > most and 3 * found >= size and telling[language] >= (1 if found >= 3 else 2)
        for language, found in theirs.items()
    )


def _has_sentence(text: str) -> bool:
    """Do three words stand side by side? In a list they hardly do."""
    return any(len(piece.split(None, 2)) > 2 for piece in _PARTED.split(text[:_LONGEST]))


def _is_unknown(tokens: list[str]) -> bool:
    """A sentence of which hardly a word is known."""
    shouted = all(one.isupper() for one in tokens)  # short ones may well be initials then
    counted = [one for one in tokens if (len(one) > _INITIALS if shouted else len(one) > 1 and one.islower())]
    counted = [one for one in counted if _script(one[0]) in ("latin", "cyrillic")]
    if len(counted) < _FEWEST:
        return False
    # A capital inside a text is a name; where it is a word that is known, it tells of the language all the same.
    times = Counter(one.lower() for one in tokens)
    return sum(often for one, often in times.items() if _is_known(one)) * _SHARE < len(counted)


def _is_known(word: str) -> bool:
    plain = _folded(word)
    if plain in _READ or plain in _ANYWHERE or (len(plain) > 6 and plain.endswith(_ENDINGS)):
        return True
    parts = re.split(r"['-]", plain) if "'" in plain or "-" in plain else []
    once = _THRICE.sub(r"\1", plain) if _THRICE.search(plain) else plain
    return once in _READ or any(part in _READ or part in _ANYWHERE for part in (*parts, _THRICE.sub(r"\1\1", plain)))


def _folded(word: str) -> str:
    return word if word.isascii() else folded(word)


def _languages_of(word: str) -> tuple[str, ...]:
    return _READ.get(_folded(word), ())


def _script(letter: str) -> str:
    return _SCRIPTS[bisect_right(_BEGINS, ord(letter)) - 1][1]


def _by_word(lists: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in lists.items():
        for word in dict.fromkeys(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found


_READ: Final = _by_word({language: folded(words) for language, words in READ_WORDS.items()})
_ANYWHERE: Final = frozenset(TRADES.split())


def _as_typed(lists: dict[str, str]) -> dict[str, str]:
    """With the long words as one types them who leaves accents out."""
    return {
        language: words
        + " "
        + " ".join(one for word in words.split() if len(one := folded(word)) > 3 and one not in _READ)
        for language, words in lists.items()
    }


_UNREAD: Final = _by_word(_as_typed(UNREAD_WORDS))
