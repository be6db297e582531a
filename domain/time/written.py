"""Dates and hours as colleagues in a country read them, in English: `Fri, Jul 17` and `9:00 AM`, or `Fri 17 Jul` and
`09:00`. What candidates read says them by the whole of the locale data (`domain.time.spoken_dates`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

MONTH_FIRST: Final = frozenset({"AS", "BI", "CA", "GU", "MH", "MP", "PH", "PR", "US", "VI"})
"""Where English puts the month before the day. As the locale data has it, which takes too long to load for a command
that lists people; `tests/domain/test_written_dates.py` holds it to that.
"""

_PAIRS: Final = (
    "AEAGALARASAUBBBDBHBMBNBOBSBTCACLCOCRCUCYDJDMDODZECEGEHERETFJFMGDGHGMGRGTGUGYHKHNINIQJMJOKHKIKNKPKRKW"
    "KYLBLCLRLSLYMHMOMPMRMWMXMYNANINZOMPAPEPGPHPKPRPSPWQASASBSDSGSLSOSSSVSYSZTCTDTNTOTTUSUYVCVEVGVIVUWSYE"
    "ZM"
)
BY_HALVES: Final = frozenset(re.findall("..", _PAIRS))
"""Where English tells the hour with AM and PM."""


_DAY: Final = re.compile(
    r"\b((?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?) (\d{1,2}) "
    r"((?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ch|il|ust|em?ber|ober)?)\b"
)
_HOUR: Final = re.compile(r"(?<![\d:])([01]\d|2[0-3]):([0-5]\d)(?= their time\b)")
_HOURS: Final = re.compile(
    r"(?:(?<=outside )|(?<=outside sending hours \())([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)\b"
)


@dataclass(frozen=True, slots=True)
class Written:
    """How dates and hours are written in a country."""

    month_first: bool = False
    by_halves: bool = False

    def day(self, day: date, *, year: bool = False) -> str:
        """`Fri, Jul 17` or `Fri 17 Jul`."""
        return self._day(f"{day:%a}", f"{day:%b}", day, year=year)

    def long_day(self, day: date, *, year: bool = False) -> str:
        """`Friday, July 17` or `Friday 17 July`, for a sentence."""
        return self._day(f"{day:%A}", f"{day:%B}", day, year=year)

    def dated(self, day: date) -> str:
        """`Jul 17, 2026` or `17 Jul 2026`, for a column."""
        return f"{day:%b} {day.day}, {day.year}" if self.month_first else f"{day.day} {day:%b} {day.year}"

    def hour(self, at: datetime | time) -> str:
        """`9:00 AM` or `09:00`."""
        return f"{at.hour % 12 or 12}:{at:%M} {'AM' if at.hour < 12 else 'PM'}" if self.by_halves else f"{at:%H:%M}"

    def at(self, day: str, hour: str) -> str:
        """A day and an hour together: `Fri, Jul 17, 9:00 AM` or `Fri 17 Jul 09:00`."""
        return f"{day}, {hour}" if self.month_first else f"{day} {hour}"

    def long_at(self, day: date, hour: str, *, year: bool = False) -> str:
        """A day and an hour within a sentence: `Friday, July 17 at 9:00 AM`."""
        return f"{self.long_day(day, year=year)} at {hour}"

    def in_words(self, text: str) -> str:
        """A reason or a title on record with its days and hours as they are written here (`domain.time.their_time`)."""
        if self.month_first:
            text = _DAY.sub(r"\1, \3 \2", text)
        if self.by_halves:
            text = _HOUR.sub(lambda found: self._clock(*found.groups()), text)
            text = _HOURS.sub(
                lambda found: f"{self._clock(found[1], found[2])}-{self._clock(found[3], found[4])}", text
            )
        return text

    def _clock(self, hour: str, minute: str) -> str:
        return self.hour(time(int(hour), int(minute)))

    def _day(self, weekday: str, month: str, day: date, *, year: bool = False) -> str:
        if self.month_first:
            return f"{weekday}, {month} {day.day}{f', {day.year}' if year else ''}"
        return f"{weekday} {day.day} {month}{f' {day.year}' if year else ''}"


@lru_cache(maxsize=256)
def written_in(country: str) -> Written:
    """As it is written there; where no country is known, the day first and 24 hours."""
    code = country[:2].upper()
    return Written(month_first=code in MONTH_FIRST, by_halves=code in BY_HALVES)
