"""Dates, times and lengths as a person writes them, by their language and country: from the Unicode locale data.

The words are in the language of the message that says them; order, clock and zone are those of the reader's country:
`Wednesday, December 2` and `3:00 PM ET` in the United States, `Wednesday, 2 December` and `15:00 (Greenwich Mean Time)`
in the United Kingdom, `Mittwoch, 2. Dezember` and `15:00 (Mitteleuropäische Zeit)` in Germany. The data is loaded when
it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from domain.time.zones import offset_label

if TYPE_CHECKING:
    from babel import Locale


class Spoken(str):
    """A value in English that can also say itself in another language."""

    _say: Callable[[str], str]

    def __new__(cls, say: Callable[[str], str]) -> Spoken:
        value = super().__new__(cls, say("en"))
        value._say = say
        return value

    def in_language(self, tag: str) -> str:
        """For a message's language, such as `de` or `pt-BR`; English where that is none or not known."""
        return self._say(tag)


def reader_of(locale: str, country: str) -> str:
    """Who reads, as a tag: their own locale with the country in which they are, where it names none: `en-GB`."""
    language, *rest = locale.replace("_", "-").split("-")
    if any(len(part) == 2 and part.isalpha() for part in rest) or not country:
        return locale
    return "-".join([language or "und", *rest, country.partition("-")[0].upper()])


def spoken_date(day: date | None, reader: str = "") -> str:
    """A date as they write it, such as Friday, December 4; nothing for none."""
    return "" if day is None else Spoken(lambda tag: _date(day, _locale(tag, reader)))


def spoken_time(local: datetime, reader: str = "") -> str:
    """The time of day with its zone as they say it, such as 10:00 AM ET."""
    return Spoken(lambda tag: _time(local, _locale(tag, reader)))


def spoken_hour(local: datetime, reader: str = "") -> str:
    """The time of day without its zone: 10:00 AM."""
    return Spoken(lambda tag: _hour(local, _locale(tag, reader)))


def spoken_length(length: timedelta, reader: str = "") -> str:
    """60 minutes; nothing for no time at all."""
    minutes = int(length.total_seconds()) // 60
    return Spoken(lambda tag: _minutes(minutes, _locale(tag, reader))) if minutes > 0 else ""


# --- who reads ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _locale(tag: str, reader: str) -> Locale:
    """The language of the words, as it is written where the reader is."""
    parts = [*(tag or "en").replace("_", "-").split("-")]
    country = _country(reader) or _country(tag)
    language = parts[0].lower()
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    names = [f"{language}_{country}"] if country else []
    if script:
        names = [f"{language}_{script}_{country}", f"{language}_{script}"] if country else [f"{language}_{script}"]
    for name in names:
        if found := _parsed(name):
            return found
    if language == "en" and country:
        # English there has no rules of its own: day before month, and the clock by which people there live.
        theirs = _parsed(f"und_{country}")
        found = _parsed("en_001" if theirs and "a" in str(theirs.time_formats["short"].pattern) else "en_150")
        assert found is not None
        return found
    if language == "en":
        return _american()
    return _parsed("_".join(parts)) or _parsed(language) or _locale("en", reader)


def _country(tag: str) -> str:
    return next((part.upper() for part in re.split("[-_]", tag)[1:] if len(part) == 2 and part.isalpha()), "")


def _parsed(name: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        return None


def _american() -> Locale:
    found = _parsed("en_US")
    assert found is not None
    return found


# --- dates and hours ----------------------------------------------------------------------------------------------

_YEAR_LAST: Final = re.compile(r"[,،\s]*(?:'[^']*'\s*)?y+(?:[\s.]*'[^']*'[\s.]*)?$")
"""At the end of a full date's pattern: `EEEE, d. MMMM y`, `EEEE, d 'de' MMMM 'de' y`."""


def _date(day: date, locale: Locale) -> str:
    """Without the year where the language writes it last: dates that are told are never far away."""
    from babel.dates import format_date

    return _plain(format_date(day, _YEAR_LAST.sub("", str(locale.date_formats["full"].pattern)), locale=locale))


def _hour(local: datetime, locale: Locale) -> str:
    from babel.dates import format_time

    return _plain(format_time(local.replace(tzinfo=None), "short", locale=locale))


def _time(local: datetime, locale: Locale) -> str:
    hour, zone = _hour(local, locale), zone_words(local, locale)
    if zone.isupper() and zone.isalpha():
        return f"{hour} {zone}"
    return f"{hour}, {zone}" if "(" in zone else f"{hour} ({zone})"


def _minutes(minutes: int, locale: Locale) -> str:
    from babel.units import format_unit

    said = format_unit(minutes, "duration-minute", "long", locale=locale)
    return f"{minutes} min" if "duration-" in said else _plain(said)


def _plain(text: str) -> str:
    """With ordinary blanks: the narrow one before PM is a box in some mail programs."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# --- zones --------------------------------------------------------------------------------------------------------

_STANDS_FOR: Final = {
    "America_Central": "America/Chicago",
    "America_Eastern": "America/New_York",
    "America_Mountain": "America/Denver",
    "America_Pacific": "America/Los_Angeles",
    "Atlantic": "America/Halifax",
    "Australia_Central": "Australia/Adelaide",
    "Australia_Eastern": "Australia/Sydney",
    "Europe_Central": "Europe/Paris",
    "Europe_Eastern": "Europe/Bucharest",
    "GMT": "Europe/London",
    "Hawaii_Aleutian": "Pacific/Honolulu",
}
"""What people mean by a name that spans zones of several offsets: Pacific Time is not that of Vancouver in a winter in
which Vancouver's clocks are an hour ahead of Los Angeles', nor Central Time in summer that of Mexico City."""

_SUMMER_FOR_ALL: Final = frozenset(("bg", "br", "bs", "gd", "hr", "is", "nn", "ru", "sr"))
"""Languages for which babel holds the form of summer time, where the words for any time should be."""

_NAMELESS: Final = re.compile(r"(?:Etc/)?(?:GMT|UTC|UCT|Universal|Zulu|Greenwich|[EMH]ST)(?:[+-]?\d+)?", re.IGNORECASE)
"""Zones of an offset alone. The signs in their names say the contrary of what people mean: Etc/GMT+5 is UTC-05:00."""


def zone_words(local: datetime, locale: Locale) -> str:
    """The zone as people say it, true at that instant: Eastern Time, or ET for Americans; else its city's time."""
    from babel.core import get_global

    named = str(local.tzinfo)
    name = _name_in_data(named)
    if "/" not in name or _NAMELESS.fullmatch(named):
        return offset_label(local)
    meta = get_global("meta_zones").get(name)
    if meta and _is_meant(local, str(meta)):
        is_summer = _is_summer(local)
        widths = ("short", "long") if str(locale) == "en_US" else ("long",)
        for width in widths:
            own, shared = _names(locale.time_zones, name, width), _names(locale.meta_zones, str(meta), width)
            if found := own.get("generic") or shared.get("generic"):
                return _plain(found)
            kind = "daylight" if is_summer else "standard"
            if width == "long" and (found := own.get(kind) or shared.get(kind)):
                return _plain(found)
    return _city_words(name, locale)


@lru_cache(maxsize=1024)
def _name_in_data(name: str) -> str:
    """The name under which the locale data has a zone: often one that the zone table keeps for old times' sake."""
    from babel.core import get_global

    known, aliases = get_global("meta_zones"), get_global("zone_aliases")
    if name in known:
        return name
    now = aliases.get(name, name)
    return now if now in known else next((old for old, new in aliases.items() if new == now and old in known), name)


def _names(table: Any, key: str, width: str) -> dict[str, str]:
    """The names of a zone in one width; the data marks by signs what must not be taken from another locale."""
    found = (table.get(key) or {}).get(width) or {}
    return {kind: said for kind, said in found.items() if said and "\u2205" not in said}


def _is_meant(local: datetime, meta: str) -> bool:
    """Is it that time there which people mean by the common name?"""
    stands_for = _STANDS_FOR.get(meta)
    if stands_for is None:
        return True
    if meta == "GMT" and _is_summer(local):  # British and Irish summer time have names of their own
        return str(local.tzinfo) in ("Europe/London", "Europe/Dublin")
    return local.astimezone(ZoneInfo(stands_for)).utcoffset() == local.utcoffset()


def _is_summer(local: datetime) -> bool:
    halves = (datetime(local.year, month, 15, 12, tzinfo=UTC).astimezone(local.tzinfo) for month in (1, 7))
    return (local.utcoffset() or timedelta()) > min(one.utcoffset() or timedelta() for one in halves)


def _city_words(name: str, locale: Locale) -> str:
    city = (locale.time_zones.get(name) or {}).get("city") or name.rpartition("/")[2].replace("_", " ")
    # A country's own data has the form of summer time where its language's has none.
    own = _parsed("_".join(filter(None, (locale.language, locale.script)))) or locale
    form = "%s" if locale.language in _SUMMER_FOR_ALL else str(own.zone_formats.get("region", "%s"))
    return _plain(form.replace("%s", str(city)))
