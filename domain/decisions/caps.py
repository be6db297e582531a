"""Not too much (R4): the first instant at which one more contact keeps every cap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.events import Reason
from domain.playbook.model import Limits
from domain.time.business_hours import Calendar, local_date, to_utc
from domain.time.their_time import LABEL, long_day, their_time

WEEK = timedelta(days=7)


class Contacts(list[datetime]):
    """When they were, or will be, contacted. `off_week` count in the day's cap and the gap, not in the week's."""

    def __init__(self, at: Iterable[datetime], off_week: Iterable[datetime] = ()) -> None:
        super().__init__(at)
        self.off_week = set(off_week)


class Slot(NamedTuple):
    at: datetime
    why: tuple[Reason, ...]


def first_slot(wanted: datetime, contacts: Sequence[datetime], limits: Limits, calendar: Calendar) -> Slot:
    """The first instant, not before `wanted`, in the window and within the caps.

    `contacts` are those that reached the person and those that are already planned and go first.
    """
    at = calendar.next_open(wanted)
    why: tuple[Reason, ...] = () if at == wanted else (_hours(wanted, at, calendar),)
    for _ in range(4 * len(contacts) + 4):
        blocked = _blocked_until(at, contacts, limits, calendar)
        if blocked is None:
            return Slot(at, why)
        until, text = blocked
        at = calendar.next_open(until)
        why = (*why, Reason(rule="R4", text=text))
    return Slot(at, why)


def _blocked_until(
    at: datetime, contacts: Sequence[datetime], limits: Limits, calendar: Calendar
) -> tuple[datetime, str] | None:
    """Which cap stands in the way at this instant, and until when."""
    gap = limits.min_gap.rough
    near = [c for c in contacts if abs(at - c) < gap]
    if near:
        return max(near) + gap, f"the last contact was less than {_hours_of(gap)} earlier"
    day = local_date(at, calendar.tz)
    same_day = [c for c in contacts if local_date(c, calendar.tz) == day]
    if len(same_day) >= limits.per_day:
        next_day = to_utc(day + timedelta(days=1), calendar.opens, calendar.tz)
        return next_day, f"the daily limit of {limits.per_day} has been reached"
    off_week = contacts.off_week if isinstance(contacts, Contacts) else ()
    around = sorted(c for c in contacts if abs(at - c) < WEEK and c not in off_week)
    for start in [*(c for c in around if c <= at), at]:
        inside = [c for c in around if start <= c < start + WEEK]
        if len(inside) >= limits.per_week and start <= at < start + WEEK:
            return start + WEEK, f"the limit of {limits.per_week} in 7 days has been reached"
    return None


def _hours(wanted: datetime, at: datetime, calendar: Calendar) -> Reason:
    local, goes = wanted.astimezone(calendar.tz), at.astimezone(calendar.tz)
    if not calendar.is_open_day(local.date()):
        what = f"{long_day(local)} isn't a business day there"
    else:
        what = f"outside sending hours ({calendar.opens:%H:%M}-{calendar.closes:%H:%M})"
    when = f"{goes:%H:%M} {LABEL}" if goes.date() == local.date() else their_time(at, calendar.tz)
    return Reason(rule="R5", text=f"{what}, so it has to wait until {when}")


def _hours_of(gap: timedelta) -> str:
    return f"{gap.total_seconds() / 3600:g} hours"
