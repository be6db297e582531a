"""Dates and times as people type and read them: in the reader's own zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from clock import Clock, host_now
from domain.time.written import Written, written_in
from domain.time.zones import zone_label
from starter.cli.errors import Wrong

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_SPAN = re.compile(r"(\d{1,4})\s*(m|min|h|d|w)")
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAYS = "2026-12-04, today, tomorrow or friday"
_TIMES = "2026-12-04T14:30, with +02:00 or without it for your own zone, or `friday 14:30`"


_clock: ContextVar[Clock] = ContextVar("clock", default=host_now)


@dataclass
class _Company:
    """What is known of whose command it is. One for each command: what a thread of it learns holds for all of it."""

    country: str = ""


_company: ContextVar[_Company | None] = ContextVar("company", default=None)


def now() -> datetime:
    """The present instant, aware UTC, by the clock that the command was given."""
    return _clock.get()()


@contextmanager
def told_by(clock: Clock) -> Iterator[None]:
    """For as long as the block runs, `now` is what this clock says: commands are typed at a certain time."""
    token, company = _clock.set(clock), _company.set(_Company())
    try:
        yield
    finally:
        _clock.reset(token)
        _company.reset(company)


def written_for(country: str) -> None:
    """From now on dates and hours are written as they are in the company's country."""
    if (company := _company.get()) is not None:
        company.country = country


def forms() -> Written:
    """How dates and hours are written for the reader: as in the company's country, once that is known."""
    company = _company.get()
    return written_in(company.country if company else "")


def read_day(text: str, option: str, today: date | None = None) -> date:
    """A date: ISO, `today`, `tomorrow`, or a weekday, which is the next one to come. Raises Wrong."""
    today = today or now().astimezone().date()
    word = text.strip().lower()
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    ahead = [n for n, name in enumerate(_WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    if ahead:
        return today + timedelta(days=(ahead[0] - today.weekday() - 1) % 7 + 1)
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Wrong(f"{option}: {text!r} isn't a date; write {_DAYS}.") from None


def read_instant(text: str, option: str, *, whole_days: bool = False, tz: tzinfo | None = None) -> datetime:
    """An instant: ISO with or without offset, or a day and a time; without an offset in `tz`, else in the reader's own.

    `whole_days`: a date alone means its first moment; otherwise a date without a time is refused. Raises Wrong.
    """
    typed = text.strip()
    day, _, clock = typed.rpartition(" ") if " " in typed else ("", "", typed)
    found = _TIME.fullmatch(clock)
    today = now().astimezone(tz).date()
    try:
        if found and "-" not in typed:
            return _instant(read_day(day or "today", option, today), time(int(found[1]), int(found[2])), tz)
        if typed.lower() in ("today", "tomorrow") or typed.isalpha() or len(typed) <= 10:
            day_alone = read_day(typed, option, today)
            if whole_days:
                return _instant(day_alone, time(), tz)
            raise Wrong(f"{option}: the time of day is missing; write {_TIMES}.")
        at = datetime.fromisoformat(typed)
        return at.astimezone(UTC) if at.tzinfo else _instant(at.date(), at.time(), tz)
    except (ValueError, OverflowError, OSError):
        raise Wrong(f"{option}: {text!r} isn't a time; write {_TIMES}.") from None


def has_zone(text: str) -> bool:
    """Does what was typed name its offset itself, as `2026-12-04T14:30+02:00` does?"""
    try:
        return datetime.fromisoformat(text.strip()).tzinfo is not None
    except ValueError:
        return False


def _instant(day: date, at: time, tz: tzinfo | None) -> datetime:
    return datetime.combine(day, at, tz).astimezone(UTC)


def read_span(text: str, option: str) -> timedelta:
    """A length of time such as 3d, 48h or 2w. Raises Wrong."""
    found = _SPAN.fullmatch(text.strip().lower())
    if not found:
        raise Wrong(f"{option}: {text!r} isn't a length of time; write it as 48h, 3d or 2w.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _local(at: datetime | str) -> datetime:
    return (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone()


def shown(at: datetime | str | None, *, long: bool = False) -> str:
    """An instant for people, in the reader's zone with its name: `Mon 23 Nov 09:12 CET`, or in the United States
    `Mon, Nov 23, 9:12 AM EST`; `long`, for a sentence, `Monday, November 23 at 9:12 AM EST`; a dash for none.
    """
    if at is None:
        return "-"
    local = _local(at)
    if local.date() == now().astimezone().date():
        return f"today at {shown_hour(local)}"
    return _day_and_hour(local, long=long)


def _day_and_hour(local: datetime, *, long: bool) -> str:
    if long:
        return forms().long_at(local.date(), shown_hour(local), year=local.year != now().astimezone().year)
    return forms().at(shown_day(local.date()), shown_hour(local))


def shown_hour(local: datetime) -> str:
    """The hour of a local time with its zone: `09:12 CET`, `9:12 AM EST`."""
    return f"{forms().hour(local)} {zone_label(local)}"


def shown_day(day: date | datetime | str, *, long: bool = False) -> str:
    """A date for people: `Mon 23 Nov` or `Mon, Nov 23`, with the year where it is not this one; `long`, for a
    sentence, `Monday, November 23`.
    """
    if isinstance(day, str):
        day = date.fromisoformat(day) if len(day) == 10 else _local(day).date()
    elif isinstance(day, datetime):
        day = _local(day).date()
    year = day.year != now().astimezone().year
    return forms().long_day(day, year=year) if long else forms().day(day, year=year)


def shown_in(at: datetime, tz: tzinfo, *, long: bool = False) -> str:
    """An instant by the clock of another zone, with its name: `Fri, Dec 4, 6:00 AM PST`."""
    return _day_and_hour(at.astimezone(tz), long=long)


def shown_until(at: datetime | str, tz: tzinfo | None = None) -> str:
    """Until when, for people: the day alone where it is the day's beginning in `tz` (the person's zone), or here.

    A date that was typed means its beginning; shown by another clock it would be the evening before.
    """
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    for there in (tz, None) if tz else (None,):
        if (local := instant.astimezone(there)).time() == time():
            return shown_day(local.date())
    return shown(instant)


def ago(at: datetime | str) -> str:
    """How long since, roughly: `3 days ago`."""
    passed = now() - _local(at)
    days, hours, minutes = passed.days, passed.seconds // 3600, passed.seconds // 60
    if days < 0:
        return "to come"
    if days:
        return "yesterday" if days == 1 else f"{days} days ago"
    if hours:
        return "1 hour ago" if hours == 1 else f"{hours} hours ago"
    return f"{minutes} min ago" if minutes else "just now"
