"""Text as one types it on any keyboard, so that words are found however they were written."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u00b4": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u00ad": "",
        "ß": "ss",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "Ł": "L",
        "Ø": "O",
        "Đ": "D",
        "Æ": "AE",
    }
)

_MOST_PARTS = 4
"""Letters that one sign may stand for. A few signs stand for a whole sentence (U+FDFA for 18 letters), and a text of
nothing else would be read for many times as long as it is."""


def without_accents(text: str) -> str:
    """No accents, curly apostrophes, or blanks of odd widths; letters keep their case."""
    if text.isascii():
        return text
    # Letter by letter: a whole text's accents would be put in order before they are dropped, which takes time that
    # grows with the square of their number.
    return text.translate({ord(c): _plain(c) for c in set(text) if not c.isascii()})


@lru_cache(4096)
def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter.translate(_ALIKE))
    if len(parts) > _MOST_PARTS:
        return letter
    return "".join(c for c in parts if not unicodedata.combining(c))


def folded(text: str) -> str:
    """The same in lower case."""
    return without_accents(text).lower()
