"""Words from outside in one line, without what would break a header or steer a terminal, and with all that is theirs.

Joiners stay: names in Persian and in languages of India are written with them, and many an emoji.
"""

from __future__ import annotations

import unicodedata
from typing import Final

JOINERS: Final = frozenset("\u200c\u200d")
"""The zero-width non-joiner and the joiner."""


def one_line(text: str) -> str:
    """The text in one line: line breaks and other control characters are blanks, and what nobody sees is left out."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _kept(c) for c in text)
    return " ".join(text.split())


def printable(line: str) -> str:
    """The line with a blank for each character that no terminal should get; its indentation stays."""
    return line if line.isprintable() else "".join(c if c.isprintable() or c in JOINERS else " " for c in line)


def _kept(char: str) -> str:
    """What stands for a character that `str.isprintable` denies."""
    kind = unicodedata.category(char)
    if char in JOINERS or "\U000e0020" <= char <= "\U000e007f" or kind == "Cn":
        return char  # tags make flags; what this Python's tables do not know is newer than they
    return "" if kind == "Cf" else " "
