"""Tags: words by which colleagues, files and an ATS group people, in the one form in which they are kept and compared.

`EU`, ` eu ` and `eu` are one tag, and so are two that differ in how their accents are stored. A comma, a semicolon, a
bar and a line break stand between tags wherever they come from, and never in one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from domain.one_line import one_line

LONGEST: Final = 80
"""Characters of one tag."""

MOST: Final = 50
"""Tags that a person has, or that one fact names: what is known of somebody stays small."""

_BETWEEN: Final = re.compile(r"[,;|\r\n\u2028\u2029\uff0c\u3001\uff1b]")


class BadTag(ValueError):
    """Something that can be no tag; the message says what to do."""


def parts_of(text: str) -> list[str]:
    """What stands between the separators, as it is written."""
    return _BETWEEN.split(text)


def tags_in(text: str) -> tuple[str, ...]:
    """The tags in a text, each once and in its order. Raises BadTag for one that is too long."""
    found = dict.fromkeys(tag for part in parts_of(text) if (tag := one_form(part)))
    for tag in found:
        if len(tag) > LONGEST:
            raise BadTag(f"{tag[:20]!r}… is longer than the {LONGEST} characters that a tag may have; shorten it")
    return tuple(found)


def as_listed(texts: Iterable[str]) -> tuple[str, ...]:
    """The tags that another system lists, as far as they go: one that is too long ends with `…`, so that it shows, and
    behind the first fifty the rest is left out.
    """
    found: dict[str, None] = {}
    for text in texts:
        for part in parts_of(text):
            tag = one_form(part)
            cut = tag if len(tag) <= LONGEST else f"{tag[: LONGEST - 1].rstrip()}…"
            found |= {cut: None} if cut else {}
    return tuple(found)[:MOST]


def one_form(text: str) -> str:
    """Without what nobody sees, with one blank between words, without case, composed (NFC)."""
    return unicodedata.normalize("NFC", one_line(unicodedata.normalize("NFD", one_line(text)).casefold()))
