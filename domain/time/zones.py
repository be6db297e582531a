"""Time zones by name: the one table, and what the names of other systems mean in it.

The table is the pinned `tzdata`, never the system's, which may be years older; names come from it too. What Windows and
older tables call a zone comes from the CLDR, through babel.
"""

from __future__ import annotations

import re
import zoneinfo
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

STALE_AFTER: Final = timedelta(days=365)
"""A table older than this lacks what governments have changed since."""

_OFFSET: Final = re.compile(r"\((?:UTC|GMT)(?:(?P<sign>[+-])(?P<hours>\d{1,2}):(?P<minutes>\d{2}))?\)\s*")
_COMMON_NAME: Final = re.compile(r"(?P<where>[\w .]+) time(?: \((?P<country>us & canada|us and canada|canada|us)\))?")
_AMERICAN: Final = {
    "alaska": "alaskan standard time",
    "hawaii": "hawaiian standard time",
    "arizona": "us mountain standard time",
    "indiana (east)": "us eastern standard time",
}
_WITHOUT_PLACE: Final = re.compile(
    r"Etc/.*|GMT.*|U(?:TC|CT|niversal)|Zulu|Greenwich|(?:E|M|H)ST|(?:C|E|M|W)ET|(?:E|C|M|P)ST\d[A-Z]DT"
)
"""Names of an offset or an abbreviation: they lie in no country, whatever zone stands behind them."""
_JANUARY, _JULY = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)


def offset_label(local: datetime) -> str:
    """How far a local time is from UTC: `UTC-05:00`; `UTC` where it isn't."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def zone_label(local: datetime) -> str:
    """What follows a local time: the letters of its zone, `EST`, or its offset where the zone has none, `UTC+08:00`."""
    name = local.strftime("%Z")
    return name if name[:1].isalpha() else offset_label(local)


def use_pinned_table() -> None:
    """Have every ZoneInfo of this process read the pinned table alone. To be called before the first one is made."""
    if zoneinfo.TZPATH:
        zoneinfo.reset_tzpath(to=[])
        ZoneInfo.clear_cache()


def table_version() -> str:
    """The release of the table that is in use: 2026f."""
    with resources.files("tzdata").joinpath("zoneinfo/tzdata.zi").open(encoding="utf-8") as table:
        return table.readline().removeprefix("# version ").strip()


def is_stale(version: str, now: datetime) -> bool:
    """Is a release such as 2026f older than a year? It has no date: a letter is taken for two months."""
    found = re.fullmatch(r"(\d{4})([a-z]?)", version)
    if not found:
        return True
    month = min(12, 2 * (ord(found[2] or "a") - ord("a") + 1))
    return date(int(found[1]), month, 28) + STALE_AFTER < now.date()


@lru_cache(maxsize=4096)
def zone_named(text: str) -> str:
    """The table's name of the zone that is meant by what a person or another system wrote; empty where none is."""
    words = " ".join(text.split()).casefold()
    if not words or len(words) > 200:
        return ""
    if found := _table_name(words) or _windows().get(words):
        return found
    offset = _OFFSET.match(words.upper())
    rest = words[offset.end() :] if offset else words
    found = _by_common_name(rest) or _windows().get(rest, "")
    if offset and not found:
        found = _windows().get(_AMERICAN.get(rest, ""), "") or _by_cities(rest)
    if offset and not offset["sign"] and rest in ("", "coordinated universal time"):
        found = "Etc/UTC"
    return found if found and (not offset or _has_offset(found, offset)) else ""


def zone(text: str) -> ZoneInfo:
    """The zone that is meant. Raises ValueError with a sentence where none is."""
    if name := zone_named(text):
        return ZoneInfo(name)
    raise ValueError(f"{text[:60]!r} is not a time zone; write one such as Europe/Berlin")


def zone_names() -> list[str]:
    """Every name of the table."""
    return list(_names().values())


def kept_as(text: str) -> str:
    """How the name of a zone is put on record: as the table spells it; one of Windows' as it is, for it spans
    countries, and the zone that stands for it does not.
    """
    return _table_name(text) or " ".join(text.split())


@lru_cache(maxsize=1024)
def country_of_zone(text: str) -> str:
    """The country in which a zone lies, old names included, as two letters; empty for one that lies in none."""
    name = _table_name(text)
    if not name or _WITHOUT_PLACE.fullmatch(name):
        return ""
    if name in _countries():
        return _countries()[name]
    from babel.core import get_global

    return _countries().get(get_global("zone_aliases").get(name, ""), "")


def _table_name(text: str) -> str:
    words = "_".join(text.split()).casefold()
    return _names().get(words, "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name of the table, by its letters in any case."""
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.casefold(): name for name in listed if name != "Factory"}


@lru_cache(maxsize=1)
def _windows() -> dict[str, str]:
    """Windows' names, by their letters in any case."""
    from babel.core import get_global

    return {name.casefold(): zone for name, zone in get_global("windows_zone_mapping").items()}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """The one country in which each zone lies, from the table that comes with the time zones."""
    table = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@lru_cache(maxsize=1)
def _cities() -> dict[str, str]:
    """Zones by the city that they are named for."""
    return {name.rpartition("/")[2].replace("_", " ").casefold(): name for name in _countries()}


def _by_common_name(words: str) -> str:
    """`Eastern Time (US & Canada)` is what Windows calls Eastern Standard Time."""
    found = _COMMON_NAME.fullmatch(words)
    if not found or (found["where"] in ("eastern", "central", "mountain", "pacific") and not found["country"]):
        return ""
    return _windows().get(f"{found['where']} standard time", "")


def _by_cities(words: str) -> str:
    """`Amsterdam, Berlin, Bern, Rome`: the first city that a zone is named for."""
    cities = (city.strip() for city in words.split(","))
    return next((_cities()[city] for city in cities if city in _cities()), "")


def _has_offset(name: str, offset: re.Match[str]) -> bool:
    """Is the zone that far from UTC in winter or in summer? Else something else was meant."""
    said = timedelta()
    if offset["sign"]:
        said = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"]))
        said = -said if offset["sign"] == "-" else said
    return said in (at.astimezone(ZoneInfo(name)).utcoffset() for at in (_JANUARY, _JULY))
