"""Dates and times as people type and read them: in the reader's own zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from starter.cli.errors import Wrong
from starter.wording.instants import now

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2}):(\d{2})")
_SPAN = re.compile(r"(\d{1,4})\s*(m|min|h|d|w)")
_UNITS = {"m": "minutes", "min": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAYS = "2026-12-04, today, tomorrow or friday"
_TIMES = "2026-12-04T14:30, with +02:00 or without it for your own zone, or `friday 14:30`"


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
