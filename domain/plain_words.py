"""Text as one types it on any keyboard, so that words are found however they were written."""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u00b4": "'", "\u00a0": " ", "\u202f": " ", "\u00ad": "", "ß": "ss"}
)


def without_accents(text: str) -> str:
    """No accents, curly apostrophes, or blanks of odd widths; letters keep their case."""
    letters = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(c for c in letters if not unicodedata.combining(c))


def folded(text: str) -> str:
    """The same in lower case."""
    return without_accents(text).lower()
