"""Dates, times and lengths as people write them, in English and in the language of the message that says them.

English stands as it is; other languages come from the Unicode locale data, which is loaded when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale


class Spoken(str):
    """A value in English that can also say itself in another language."""

    _say: Callable[[Locale], str]

    def __new__(cls, english: str, say: Callable[[Locale], str]) -> Spoken:
        value = super().__new__(cls, english)
        value._say = say
        return value

    def in_language(self, tag: str) -> str:
        """For a message's language, such as `de` or `pt-BR`; English where that is not known."""
        locale = _locale(tag)
        return str(self) if locale is None else self._say(locale)


def spoken_date(day: date | None) -> str:
    """A date as a person writes it: Friday, 4 December."""
    return "" if day is None else Spoken(f"{day:%A}, {day.day} {day:%B}", lambda locale: _date(day, locale))


def spoken_time(local: datetime) -> str:
    """The time of day with its zone as people say it: 10:00 (New York time)."""
    return Spoken(f"{local:%H:%M} ({_zone_in_english(local)})", lambda locale: _time(local, locale))


def spoken_length(length: timedelta) -> str:
    """60 minutes; nothing for no time at all."""
    minutes = int(length.total_seconds()) // 60
    return Spoken(f"{minutes} minutes", lambda locale: _minutes(minutes, locale)) if minutes > 0 else ""


def _zone_in_english(local: datetime) -> str:
    name = str(local.tzinfo)
    city = name.rpartition("/")[2].replace("_", " ")
    return f"{city} time" if "/" in name else (local.tzname() or name)


# --- other languages ----------------------------------------------------------------------------------------------

_YEAR_LAST: Final = re.compile(r"[,\s]*(?:'[^']*'\s*)?y+(?:[\s.]*'[^']*'[\s.]*)?$")
"""At the end of a full date's pattern: `EEEE, d. MMMM y`, `EEEE, d 'de' MMMM 'de' y`."""


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    language = tag.partition("-")[0]
    if language in ("", "en"):
        return None
    for name in (tag.replace("-", "_"), language):
        try:
            return Locale.parse(name)
        except (ValueError, UnknownLocaleError):
            continue
    return None


def _date(day: date, locale: Locale) -> str:
    """Without the year where the language writes it last: dates that are told are never far away."""
    from babel.dates import format_date

    return format_date(day, _YEAR_LAST.sub("", str(locale.date_formats["full"].pattern)), locale=locale)


def _time(local: datetime, locale: Locale) -> str:
    from babel.dates import format_time, get_timezone_location

    time, name = format_time(local, "short", locale=locale), str(local.tzinfo)
    if "/" not in name:
        return f"{time} ({local.tzname() or name})"
    city = get_timezone_location(name, locale=locale, return_city=True)
    zone = str(locale.zone_formats.get("region", "%s")).replace("%s", city)
    return f"{time}, {zone}" if "(" in zone else f"{time} ({zone})"


def _minutes(minutes: int, locale: Locale) -> str:
    from babel.units import format_unit

    said = format_unit(minutes, "duration-minute", "long", locale=locale)
    return f"{minutes} min" if "duration-" in said else said
