"""Windows that never open, or stay shut for long (for `playbook check`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from domain.playbook.model import Playbook
from domain.time.business_hours import WEEKDAYS, Calendar, Window

Said = tuple[str, str, bool]
"""Where, what is wrong and what to do; True for a hint."""

_TEXTS_FROM, _TEXTS_TO = time(8), time(20)
_YEAR: Final = 400
_LONG: Final = 10
"""Days without an open one that are worth a look."""

_NORMAL_WEEKEND: Final = timedelta(hours=64)
"""From Friday 17:30 to Monday 09:00, and what is shorter: deadlines go earlier around it, and that is meant."""


def of_windows(playbook: Playbook, today: date) -> Iterator[Said]:
    """Everything that keeps messages from ever going, or for long."""
    window = playbook.window
    bad = [day for day in window.closed_days if not _is_day(day)]
    for day in bad:
        yield "window.closed_days", f"{day!r} is not a date; write {_meant(day) or 'one such as 2026-12-24'}", False
    if not bad:
        yield from _shut(playbook, today)
    if window.open >= _TEXTS_TO or window.close <= _TEXTS_FROM:
        yield (
            "window",
            f"texts never go outside 08:00-20:00, so {window.open:%H:%M}-{window.close:%H:%M} has no hour for them, "
            "and they go at any hour from 08:00 to 20:00; choose a window within that",
            True,
        )
    if playbook.limits.min_gap.rough > playbook.max_silence.rough:
        yield (
            "limits.min_gap",
            f"{playbook.limits.min_gap} between two contacts is more than the longest silence, {playbook.max_silence}; "
            "shorten it",
            False,
        )


def longest_closed(playbook: Playbook) -> timedelta:
    """The longest time within a usual week for which the window is shut; a normal weekend does not count."""
    return _closed(playbook.window)


@lru_cache(maxsize=64)
def _closed(window: Window) -> timedelta:
    days = sorted(WEEKDAYS.index(day) for day in window.days)
    opens = timedelta(hours=window.open.hour, minutes=window.open.minute)
    closes = timedelta(hours=window.close.hour, minutes=window.close.minute)
    gaps = [
        timedelta(days=(after - day) % 7 or 7) + opens - closes
        for day, after in zip(days, [*days[1:], days[0]], strict=True)
    ]
    return max((gap for gap in gaps if gap > _NORMAL_WEEKEND), default=min(gaps))


def _shut(playbook: Playbook, today: date) -> Iterator[Said]:
    """How long nothing can go, with holidays, weekends and the company's own closed days, over a year and more."""
    office = playbook.office()
    last, end = today - timedelta(days=1), today + timedelta(days=_YEAR)
    day = today
    while day <= end:
        if office.is_open_day(day):
            last = day
        elif (day - last).days > _YEAR - 1 or (day == end and last < today):
            yield "window", "it never opens within a year; open at least one day a week, and look at closed_days", False
            return
        elif (day - last).days == _LONG:
            until = _next_open(office, day, end)
            shown = f"until {until:%d %B %Y}" if until else "for the rest of the year"
            yield (
                "window",
                f"nothing can go after {last:%d %B %Y} {shown}; see whether the closed days are meant",
                True,
            )
        day += timedelta(days=1)


def _next_open(office: Calendar, day: date, end: date) -> date | None:
    while day <= end:
        if office.is_open_day(day):
            return day
        day += timedelta(days=1)
    return None


_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")


def _meant(text: str) -> str:
    """24.12.2026 as it is written here; empty where it may be read in two ways, or in none."""
    found = _DAY_FIRST.fullmatch(text.strip())
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat() if found else ""
    except ValueError:
        return ""


def _is_day(text: str) -> bool:
    try:
        return bool(datetime.fromisoformat(text)) and len(text) == 10
    except ValueError:
        return False
