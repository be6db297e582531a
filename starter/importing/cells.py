"""Cells as people fill them: two addresses in one, names before them, numbers with extensions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, TypeVar

from domain.addresses import BadAddress, normal_email, normal_phone
from domain.tags import MOST, BadTag, parts_of, tags_in

_T = TypeVar("_T")

_MAILTO: Final = re.compile(r"^\s*(?:mailto|e-?mail)\s*:\s*", re.IGNORECASE)
_ANGLES: Final = re.compile(r"<([^<>]+)>")
_NOTE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_BETWEEN_MAILS: Final = re.compile(r"[;,|\n\r\t]+|\s+/\s+|\s+(?:or|and|oder|und|ou|y|e)\s+|\s+", re.IGNORECASE)
_BETWEEN_PHONES: Final = re.compile(r"[;,|\n\r\t]+|\s+/\s+|\s+(?:or|and|oder|und|ou)\s+", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^\s*(?:tel|telefon|telephone|phone|mobile?|mobil|handy|cell|home|work|office|privat|direct|m|t|p|h|c)"
    r"(?:\s*\.)?\s*:?\s*(?=[+(\d])",
    re.IGNORECASE,
)
_EXTENSION: Final = re.compile(r"(?:;\s*ext=|,?\s*(?:x|ext\.?|extn\.?|extension|durchwahl|dw|app\.?|#)\s*\.?:?\s*)(\d{1,7})\s*$", re.IGNORECASE)  # fmt: skip # noqa: E501
_SHOWN: Final = 60
_A_NUMBER: Final = 6
"""Of fewer digits nobody makes a number anywhere."""


def read_email(text: str) -> tuple[str, str]:
    """The first address of a cell, and a clause on what was left out; empty where nothing was. Raises BadAddress."""
    whole = _MAILTO.sub("", text).partition("?")[0] if _MAILTO.match(text) else text
    try:
        return normal_email(whole), ""
    except BadAddress:
        pass
    parts = _ANGLES.findall(whole) or _BETWEEN_MAILS.split(_NOTE.sub("", whole))
    good = _readable(parts, lambda part: normal_email(_MAILTO.sub("", part).strip(" .,;<>'\"")))
    if not good:
        raise BadAddress(f"{text.strip()[:_SHOWN]!r} is not an email address; write one such as ann@example.com")
    others = list(dict.fromkeys(one for one in good if one != good[0]))
    return good[0], f"{good[0]} is used, and not {', '.join(others)}" if others else ""


def read_phone(text: str, country: str, assumed: str) -> tuple[str, str]:
    """The first number of a cell in E.164, and a clause on what was left out.

    A number without a country code is read in the line's `country`, else in the one that is `assumed` of all.
    Raises BadAddress.
    """
    where = country or assumed
    try:
        return _one_phone(text, where)
    except BadAddress as error:
        first = error
    good = _readable(_BETWEEN_PHONES.split(text), lambda part: _one_phone(part, where))
    if not good:
        raise BadAddress(f"{str(first).rstrip('.')}{_elsewhere(text, country, assumed)}")
    number, left = good[0]
    others = list(dict.fromkeys(one for one, _ in good if one != number))
    if others:
        left = f"{number} is used, and not {', '.join(others)}"
    return number, left


def read_tags(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags of a cell, and a clause on each that was left out."""
    found: list[str] = []
    left: list[str] = []
    for part in parts_of(text):
        try:
            found += [tag for tag in tags_in(part) if tag not in found]
        except BadTag as error:
            left.append(str(error))
    if len(found) > MOST:
        left.append(f"a person has at most {MOST} tags; {', '.join(found[MOST:])} came after these")
    return tuple(found[:MOST]), tuple(left)


def _readable(parts: Sequence[str], read: Callable[[str], _T]) -> list[_T]:
    """What the parts of a cell are read as, without those that cannot be."""
    found = []
    for part in parts:
        with suppress(BadAddress):
            found.append(read(part))
    return found


def _elsewhere(text: str, country: str, assumed: str) -> str:
    """A clause for a number that may be whole in another country, where the line says none."""
    if country or "+" in text or sum(map(str.isdigit, text)) < _A_NUMBER:
        return ""
    return f"{f' in {assumed}' if assumed else ''}; --country says where the numbers are from, as in --country DE"


_SCIENTIFIC: Final = re.compile(r"\+?(\d)(?:[.,](\d+))?e\+?(\d{1,2})", re.IGNORECASE)


def _as_typed(text: str) -> str:
    """A number that a spreadsheet took for a quantity, 1.2125550156E+10, by its digits. Raises BadAddress where it has
    dropped some.
    """
    if not (found := _SCIENTIFIC.fullmatch(text)):
        return text
    first, rest, power = found[1], found[2] or "", int(found[3])
    if len(rest) < power:
        raise BadAddress(f"a spreadsheet has cut {text!r} short; save the column as text, and export it again")
    return first + rest[:power]


def _one_phone(text: str, country: str) -> tuple[str, str]:
    bare = _as_typed(text.strip())
    bare = re.sub(r"^tel:", "", bare, flags=re.IGNORECASE)
    extension = _EXTENSION.search(bare)
    if extension:
        bare = bare[: extension.start()]
    bare = re.sub(r"\(0\)", "", _LABEL.sub("", bare)) if "+" in bare else _LABEL.sub("", bare)
    bare = re.sub(r"\s*\((?:mobile?|cell|home|work|privat|m|w|h)\)\s*", " ", bare, flags=re.IGNORECASE).strip()
    try:
        number = normal_phone(bare, country)
    except BadAddress as error:
        raise BadAddress(str(error).replace(repr(bare), repr(text.strip()[:_SHOWN]))) from None
    if not _is_whole(number):
        raise BadAddress(f"{text.strip()[:_SHOWN]!r} has the wrong number of digits for a phone number")
    return number, f"the extension {extension[1]} of {number} is left out" if extension else ""


def _is_whole(number: str) -> bool:
    """Is it more than what one dials within a town?"""
    import phonenumbers  # late, as in `domain.addresses`

    reason = phonenumbers.is_possible_number_with_reason(phonenumbers.parse(number))
    return reason == phonenumbers.ValidationResult.IS_POSSIBLE
