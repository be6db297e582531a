"""How dates and times are said to colleagues: in the reader's zone, as they are written in the company's country."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from clock import Clock, host_now
from domain.time.written import Written, written_in
from domain.time.zones import zone_label

_clock: ContextVar[Clock] = ContextVar("clock", default=host_now)


@dataclass
class _Company:
    """What is known of whose command it is. One for each command: what a thread of it learns holds for all of it."""

    country: str = ""


_company: ContextVar[_Company | None] = ContextVar("company", default=None)

_zone: ContextVar[tzinfo | None] = ContextVar("zone", default=None)
"""The reader's; None is this machine's."""


def now() -> datetime:
    """The present instant, aware UTC, by the clock that the command was given."""
    return _clock.get()()


@contextmanager
def told_by(clock: Clock, zone: tzinfo | None = None) -> Iterator[None]:
    """For as long as the block runs, `now` is what this clock says: commands are typed at a certain time, and read in
    the zone; None is this machine's.
    """
    token, company, there = _clock.set(clock), _company.set(_Company()), _zone.set(zone)
    try:
        yield
    finally:
        _clock.reset(token)
        _company.reset(company)
        _zone.reset(there)


def here(at: datetime) -> datetime:
    """The instant by the reader's clock."""
    return at.astimezone(_zone.get())


def written_for(country: str) -> None:
    """From now on dates and hours are written as they are in the company's country."""
    if (company := _company.get()) is not None:
        company.country = country


def forms() -> Written:
    """How dates and hours are written for the reader: as in the company's country, once that is known."""
    company = _company.get()
    return written_in(company.country if company else "")


def _local(at: datetime | str) -> datetime:
    return here(datetime.fromisoformat(at) if isinstance(at, str) else at)


def shown(at: datetime | str | None, *, long: bool = False) -> str:
    """An instant for people, in the reader's zone with its name: `Mon 23 Nov 09:12 CET`, or in the United States
    `Mon, Nov 23, 9:12 AM EST`; `long`, for a sentence, `Monday, November 23 at 9:12 AM EST`; a dash for none.
    """
    if at is None:
        return "-"
    local = _local(at)
    if local.date() == here(now()).date():
        return f"today at {shown_hour(local)}"
    return _day_and_hour(local, long=long)


def _day_and_hour(local: datetime, *, long: bool) -> str:
    if long:
        return forms().long_at(local.date(), shown_hour(local), year=local.year != here(now()).year)
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
    year = day.year != here(now()).year
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
        if (local := (instant.astimezone(there) if there else here(instant))).time() == time():
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
