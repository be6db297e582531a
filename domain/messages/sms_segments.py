"""How many segments a text takes (GSM 03.38): what it costs, and where it gets too long to read (R12).

In the GSM alphabet 160 letters go into one segment, 153 into each of several; a few letters, such as € or [, count
twice. One letter outside the alphabet makes the whole text UCS-2: 70, or 67 in each of several; an emoji counts twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The basic table: one place each."""

GSM_TWICE: Final = frozenset("\f^{}\\[~]|€")
"""The extension table: an escape and the letter."""

_ONE_GSM, _MANY_GSM = 160, 153
_ONE_UCS2, _MANY_UCS2 = 70, 67


class Segments(NamedTuple):
    """What a text takes."""

    number: int
    places: int  # septets in the GSM alphabet, else UTF-16 code units
    gsm: bool


def segments(text: str) -> Segments:
    """Segments of a text as providers bill them; nothing is none."""
    gsm = not foreign_letters(text)
    if gsm:
        sizes = [2 if letter in GSM_TWICE else 1 for letter in text]
        one, many = _ONE_GSM, _MANY_GSM
    else:
        sizes = [2 if ord(letter) > 0xFFFF else 1 for letter in text]
        one, many = _ONE_UCS2, _MANY_UCS2
    places = sum(sizes)
    if places <= one:
        return Segments(1 if places else 0, places, gsm)
    return Segments(_packed(sizes, many), places, gsm)


def foreign_letters(text: str) -> tuple[str, ...]:
    """The letters that are not in the GSM alphabet, each once, in order."""
    return tuple(dict.fromkeys(letter for letter in text if letter not in GSM and letter not in GSM_TWICE))


def _packed(sizes: Iterable[int], room: int) -> int:
    """A letter of two places is never cut in half: it opens the next segment."""
    count, used = 1, 0
    for size in sizes:
        if used + size > room:
            count, used = count + 1, 0
        used += size
    return count
