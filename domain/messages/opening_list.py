"""How openings stand in a message: a line each, with a link only where it is known to be safe (S18)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

MOST_OPENINGS: Final = 5
"""So many are named in one message; the ones that fit best."""

_LONGEST_LINK: Final = 500
_LINK: Final = re.compile(
    r"https://[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}(?::\d{1,5})?(?:[/?#][\w\-./?=&%+~:#,;@!]*)?"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A position that is open."""

    job: str
    title: str
    department: str = ""
    level: str = ""
    location: str = ""
    employment_type: str = ""
    tags: tuple[str, ...] = ()
    link: str = ""
    opened_at: str = ""  # in the ledger's form, by which later ones sort last

    def as_value(self) -> dict[str, str]:
        """What a message may print of it."""
        return {"title": self.title, "department": self.department, "location": self.location, "link": self.link}


def safe_link(text: str) -> str:
    """The address as it may stand in a mail; empty where it is none that leads to an ordinary https page."""
    link = text.strip()
    if len(link) > _LONGEST_LINK or not _LINK.fullmatch(link):
        return ""
    try:
        parts = urlsplit(link)
        return link if parts.hostname and not parts.username and "@" not in parts.netloc and parts.port != 0 else ""
    except ValueError:
        return ""


def lines(values: Any) -> list[tuple[str, str, str]]:
    """(title, where, link) of each opening in a message's values; what isn't one is left out."""
    found = []
    for one in values if isinstance(values, list | tuple) else ():
        if isinstance(one, Mapping) and (title := _line(one.get("title"))):
            where = ", ".join(text for name in ("department", "location") if (text := _line(one.get(name))))
            found.append((title, where, safe_link(str(one.get("link") or ""))))
    return found[:MOST_OPENINGS]


def _line(value: Any) -> str:
    return " ".join("".join(c for c in str(value or "") if c.isprintable() or c.isspace()).split())
