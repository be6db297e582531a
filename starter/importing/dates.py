"""Dates as exports write them: by a format that the whole column agrees with, never guessed line by line.

11/03/2026 alone may be in March or November. One cell of the column that can be only one settles all of it; where none
does, a person says so with `--dates`, or the column is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final, Literal

DateOrder = Literal["dmy", "mdy"]
ORDERS: Final[tuple[DateOrder, ...]] = ("dmy", "mdy")

_NUMBERS: Final = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)[,T ]*(.*)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?!\d)[,T ]*(.*)")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?Z?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?[\s\-/]+(?:de |of )?([^\W\d_]+)\.?,?[\s\-/]+(?:de )?(\d{4}|\d{2})(?!\d)[,T ]*(.*)")  # fmt: skip # noqa: E501
_MONTH_FIRST: Final = re.compile(r"([^\W\d_]+)\.?[\s\-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s\-]+(\d{4})(?!\d)[,T ]*(.*)")
_WEEKDAY: Final = re.compile(r"^[^\W\d_]{2,10}\.?,\s+(?=\S)")
_CLOCK: Final = re.compile(
    r"(?:at |um )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?\s*([ap])?\.?m?\.?(?:\s*Uhr)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?(?:\s*\(?[A-Z]{2,5}\)?)?",
    re.IGNORECASE,
)
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
_EXCEL: Final = re.compile(r"4\d{4}(?:\.\d+)?|5[0-4]\d{3}(?:\.\d+)?")
_CENTURY: Final = 2000

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner jan. janvier janv enero ene janeiro januari gennaio",
            "february feb februar février févr fevrier febrero fevereiro februari febbraio",
            "march mar märz maerz mrz mars marzo março maart",
            "april apr avril avr abril aprile",
            "may mai mayo maio mei maj maggio",
            "june jun juni juin junio junho giugno",
            "july jul juli juillet juil julio julho luglio",
            "august aug août aout agosto augusti augustus",
            "september sep sept septembre septiembre setembro settembre",
            "october oct oktober okt octobre octubre outubro ottobre",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre déc decembre diciembre dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}


class BadDate(ValueError):
    """A cell that is no date; a clause on why."""


class Ambiguous(ValueError):
    """A cell that is one date or another, and nobody has said which."""


@dataclass(frozen=True)
class DateOrderFinding:
    """What a column says about day and month: an order, nothing (no cell needs one), or that it cannot be known."""

    order: DateOrder | None = None
    ambiguous: bool = False
    contradicts: bool = False


def judge(cells: Iterable[str]) -> DateOrderFinding:
    """The order of day and month that every cell of the column agrees with."""
    fits = dict.fromkeys(ORDERS, True)
    numeric = differs = dotted_only = False
    dots = slashes = 0
    for cell in cells:
        found = _NUMBERS.fullmatch(_bare(cell))
        if not found:
            continue
        one, other = int(found[1]), int(found[3])
        possible = {order: _day(found, order) is not None for order in ORDERS}
        if not any(possible.values()):
            continue  # no date in any order: left out by itself
        numeric = True
        differs = differs or one != other
        dots, slashes = dots + (found[2] == "."), slashes + (found[2] != ".")
        fits = {order: fits[order] and possible[order] for order in ORDERS}
    dotted_only = dots > 0 and not slashes
    if not numeric:
        return DateOrderFinding()
    match fits["dmy"], fits["mdy"]:
        case True, False:
            return DateOrderFinding("dmy")
        case False, True:
            return DateOrderFinding("mdy")
        case True, True if dotted_only or not differs:
            return DateOrderFinding("dmy")  # nobody writes the month first with dots
        case True, True:
            return DateOrderFinding(ambiguous=True)
    return DateOrderFinding(ambiguous=True, contradicts=True)


def read_date(text: str, order: DateOrder | None, tz: tzinfo | None = None, hours_in: tzinfo | None = None) -> datetime:
    """The instant; a date alone at its beginning in `tz`, and a time without an offset in `hours_in`; both are the
    reader's zone where they are not given.

    Raises BadDate, and Ambiguous where `order` is needed.
    """
    bare = _bare(text)
    if not bare:
        raise BadDate("is empty")
    found = _parts(bare, order)
    if found is None:
        return _by_number(bare, text, tz)
    day, rest = found
    clock = _CLOCK.fullmatch(rest.strip()) if rest.strip() else None
    if rest.strip() and clock is None:
        raise BadDate("has a time that isn't one")
    return _at(day, clock, tz, hours_in)


def midday_of(begins_at: datetime, tz: tzinfo | None, now: datetime) -> datetime:
    """An instant for a date alone that is the same day in `tz` and by nearly all clocks; any other instant as it is.

    Shown by another clock, its beginning would be the evening before. Not later than now, where it has begun.
    """
    local = begins_at.astimezone(tz)
    if local.time() != time() or begins_at > now:
        return begins_at
    noon = datetime.combine(local.date(), time(12), UTC)
    if noon.astimezone(tz).date() != local.date():  # east of UTC+12 it is the day after
        noon -= timedelta(hours=3)
    return min(noon, now)


def _parts(bare: str, order: DateOrder | None) -> tuple[date, str] | None:
    """The day, and what stands behind it; None where this is no date in words or figures."""
    if found := _YEAR_FIRST.fullmatch(bare):
        day = _date(int(found[1]), int(found[3]), int(found[4]))
        return (day, found[5]) if day else None
    if found := _NUMBERS.fullmatch(bare):
        if order is None and _day(found, "dmy") != _day(found, "mdy"):
            raise Ambiguous
        day = _day(found, order or "dmy")
        return (day, found[5]) if day else None
    for pattern, at_day, at_month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        if (found := pattern.fullmatch(bare)) and (month := _MONTHS.get(found[at_month].casefold())):
            day = _date(_year(found[3]), month, int(found[at_day]))
            return (day, found[4]) if day else None
    if found := _COMPACT.fullmatch(bare):
        day = _date(int(found[1]), int(found[2]), int(found[3]))
        return (day, f"{found[4]}:{found[5]}" if found[4] else "") if day else None
    return None


def _by_number(bare: str, text: str, tz: tzinfo | None) -> datetime:
    """Seconds or milliseconds since 1970, and Excel's days since 1900."""
    if _EPOCH.fullmatch(bare):
        return datetime.fromtimestamp(int(bare[:10]), UTC)
    if _EXCEL.fullmatch(bare):
        return _at(date(1899, 12, 30) + timedelta(days=int(float(bare))), None, tz)
    raise BadDate(f"{text[:60]!r} isn't a date")


def _at(day: date, clock: re.Match[str] | None, tz: tzinfo | None, hours_in: tzinfo | None = None) -> datetime:
    if clock is None:
        return _as_utc(datetime.combine(day, time(), tz))
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    try:
        at = datetime.combine(day, time(hour, minute, second))
    except ValueError:
        raise BadDate("has a time that isn't one") from None
    if clock[5]:
        return _as_utc(at.replace(tzinfo=_offset(clock[5])))
    return _as_utc(at.replace(tzinfo=hours_in))


def _as_utc(local: datetime) -> datetime:
    try:
        return local.astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        raise BadDate("isn't a date that can be meant") from None


def _offset(text: str) -> timezone:
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if length >= timedelta(days=1):
        raise BadDate("has an offset that isn't one")
    return timezone(length if text[0] == "+" else -length)


def _bare(text: str) -> str:
    """Without the weekday before it."""
    return _WEEKDAY.sub("", " ".join(text.split()))


def _day(found: re.Match[str], order: DateOrder) -> date | None:
    one, other = int(found[1]), int(found[3])
    day, month = (one, other) if order == "dmy" else (other, one)
    return _date(_year(found[4]), month, day)


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else _CENTURY + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
