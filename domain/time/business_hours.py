"""Decent hours (R5): windows, business days and holidays in the candidate's own zone, right across DST changes.

Every instant in and out is aware UTC; local time exists only inside these functions. A local time that a DST change
skips is taken as the first instant after the gap; one that occurs twice as the first of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

import holidays as holiday_tables
from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from domain.time.durations import Duration

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MAX_DAYS = 400
"""No window may stay shut for longer than this: a guard against a playbook that closes every day."""


class Window(BaseModel):
    """When messages may go, in the candidate's own zone (R5)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
    open: time = time(9)
    close: time = time(17, 30)
    holidays: bool = True
    weekends: bool = True
    """The weekend of the candidate's country is off, also where it is not Saturday and Sunday."""
    closed_days: tuple[str, ...] = ()  # the company's own, ISO dates

    @field_validator("closed_days", mode="before")
    @classmethod
    def _dates_as_text(cls, value: Any) -> Any:
        """YAML reads 2026-12-24 without quotes as a date; either way of writing it is the same playbook."""
        if not isinstance(value, list | tuple):
            return value
        return [day.isoformat() if isinstance(day, date) and not isinstance(day, datetime) else day for day in value]

    @model_validator(mode="after")
    def _opens_at_all(self) -> Window:
        if not self.days:
            raise ValueError("window.days is empty, so nothing could ever be sent; name at least one day")
        if self.open.tzinfo or self.close.tzinfo:
            raise ValueError("the window is by the candidate's own clock; write its times without a zone, as 17:30")
        if self.open >= self.close:
            raise ValueError(
                f"the window opens at {self.open:%H:%M} and closes at {self.close:%H:%M}, so it never opens"
            )
        return self


@lru_cache(maxsize=256)
def _holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    try:
        return frozenset(holiday_tables.country_holidays(country, subdiv=subdivision, years=year))
    except NotImplementedError:  # the library's word for a country or region without a table
        return _holidays(country, None, year) if subdivision else frozenset()


_SATURDAY_AND_SUNDAY = frozenset((5, 6))


@lru_cache(maxsize=256)
def weekend(country: str) -> frozenset[int]:
    """The weekdays (Monday is 0) that are off in the country; Saturday and Sunday where it is not known."""
    try:
        return frozenset(holiday_tables.country_holidays(country).weekend) or _SATURDAY_AND_SUNDAY
    except NotImplementedError:  # the library's word for a country without a table
        return _SATURDAY_AND_SUNDAY


def working_days(window: Window, country: str, home: str) -> frozenset[int]:
    """The weekdays on which the window opens in `country`, as meant by a company in `home` (R5).

    Nobody is written to on their weekend. Where the window is the company's whole working week, and theirs is as long
    but lies on other days, it is their whole working week: Sunday to Thursday in Riyadh for Monday to Friday.
    """
    days = frozenset(WEEKDAYS.index(day) for day in window.days)
    theirs, ours = weekend(country), weekend(home)
    if not window.weekends or theirs == ours:
        return days
    every = frozenset(range(7))
    if days == every - ours and len(theirs) == len(ours):
        return every - theirs
    return days - theirs or every - theirs


@lru_cache(maxsize=4096)
def to_utc(day: date, at: time, tz: ZoneInfo) -> datetime:
    """The instant of a local time of day."""
    instant = datetime.combine(day, at, tz).astimezone(UTC)
    back = instant.astimezone(tz)
    if back.replace(tzinfo=None) != datetime.combine(day, at):
        # In a gap: fold=0 reads it with the offset before the change, which lands as long after the gap as the
        # wanted time was into it. Step back to the gap's end.
        offset_before = datetime.combine(day, at, tz).utcoffset() or timedelta()
        offset_after = back.utcoffset() or timedelta()
        into_gap = datetime.combine(day, at).replace(tzinfo=UTC) - offset_before
        gap = offset_after - offset_before
        latest = into_gap
        earliest = into_gap - gap
        while latest - earliest > timedelta(seconds=1):  # the change lies between; find it to the second
            middle = earliest + (latest - earliest) / 2
            if middle.astimezone(tz).utcoffset() == offset_after:
                latest = middle
            else:
                earliest = middle
        return latest.replace(microsecond=0)
    return instant


def local_date(instant: datetime, tz: ZoneInfo) -> date:
    return instant.astimezone(tz).date()


LAST_CALL = timedelta(minutes=10)
"""What is planned for the end of a window is planned this long before it shuts: a worker may be late."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The hours of one person: a window of local time, in a zone, with a country's holidays off."""

    tz: ZoneInfo
    days: frozenset[int]  # Monday is 0
    opens: time
    closes: time
    country: str = ""
    subdivision: str | None = None
    holidays: bool = True
    closed_days: frozenset[date] = frozenset()

    @classmethod
    def of(
        cls, window: Window, *, tz: ZoneInfo, country: str, subdivision: str | None = None, home: str = ""
    ) -> Calendar:
        """`home` is the company's country, whose working week the window's days mean; theirs where it is not given."""
        return _calendar(window, tz, country, subdivision, home or country)

    def extended(self) -> Calendar:
        """08:00-20:00 on any day: interview details and answers to what they just did ("When rules meet")."""
        return Calendar(tz=self.tz, days=frozenset(range(7)), opens=time(8), closes=time(20), holidays=False)

    def for_texts(self) -> Calendar:
        """Never outside 08:00-20:00, whatever the playbook says (R5)."""
        opens, closes = max(self.opens, time(8)), min(self.closes, time(20))
        if opens >= closes:  # a night window has no hour for texts; the nearest decent one is all of 08:00-20:00
            opens, closes = time(8), time(20)
        return Calendar(
            self.tz, self.days, opens, closes, self.country, self.subdivision, self.holidays, self.closed_days
        )

    def is_open_day(self, day: date) -> bool:
        return (
            day.weekday() in self.days
            and day not in self.closed_days
            and not (self.holidays and self.country and day in _holidays(self.country, self.subdivision, day.year))
        )

    def spans(self, start: date, step: int = 1) -> Iterator[tuple[datetime, datetime]]:
        """Opening and closing instants of the open days from `start` on, or backwards with step -1."""
        day = start
        for _ in range(_MAX_DAYS):
            if self.is_open_day(day):
                opens, closes = to_utc(day, self.opens, self.tz), to_utc(day, self.closes, self.tz)
                if opens < closes:
                    yield opens, closes
            day += timedelta(days=step)
        raise ValueError("the window of the playbook stays shut for more than a year; open at least one day a week")

    def is_open(self, instant: datetime) -> bool:
        return self.next_open(instant) == instant

    def next_open(self, instant: datetime) -> datetime:
        """The first instant, not before this one, at which the window is open. The closing instant itself is shut."""
        for opens, closes in self.spans(local_date(instant, self.tz)):
            if instant < closes:
                return max(instant, opens)
        raise AssertionError("spans() ends by raising")

    def last_open(self, instant: datetime) -> datetime:
        """The last instant, not after this one, at which the window is open, with time to spare before it closes."""
        for opens, closes in self.spans(local_date(instant, self.tz), step=-1):
            if opens <= instant:
                return min(instant, max(opens, closes - LAST_CALL))
        raise AssertionError("spans() ends by raising")

    def opening_of(self, day: date) -> datetime:
        """When the window opens on that day, or on the next open day."""
        return next(self.spans(day))[0]

    def add_business_days(self, day: date, count: int) -> date:
        """The date `count` open days later (earlier for a negative count); the day itself does not count."""
        step = 1 if count >= 0 else -1
        for _ in range(abs(count)):
            day += timedelta(days=step)
            for _ in range(_MAX_DAYS):
                if self.is_open_day(day):
                    break
                day += timedelta(days=step)
        return day

    def add(self, instant: datetime, duration: Duration) -> datetime:
        """The instant a duration later: days keep the local time of day, business days count open days only."""
        return self._shift(instant, duration, 1)

    def subtract(self, instant: datetime, duration: Duration) -> datetime:
        """The instant a duration earlier."""
        return self._shift(instant, duration, -1)

    def _shift(self, instant: datetime, duration: Duration, sign: int) -> datetime:
        if duration.business_days or duration.days:
            local = instant.astimezone(self.tz)
            day = local.date()
            if duration.business_days:
                day = self.add_business_days(day, sign * duration.business_days)
            else:
                day += timedelta(days=sign * duration.days)
            if day != local.date():
                instant = to_utc(day, local.time().replace(microsecond=0), self.tz)
        return instant + sign * duration.elapsed


@lru_cache(maxsize=2048)
def _calendar(window: Window, tz: ZoneInfo, country: str, subdivision: str | None, home: str) -> Calendar:
    return Calendar(
        tz=tz,
        days=working_days(window, country, home),
        opens=window.open,
        closes=window.close,
        country=country,
        subdivision=subdivision,
        holidays=window.holidays,
        closed_days=_dates(window.closed_days),
    )


def _dates(days: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in days)
