"""`enroll --dry-run`: what each person would get in their first two weeks, grouped where they are many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from starter.wording.candidates import plain
from starter.wording.instants import forms

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from domain.forecast.first_weeks import FirstWeeks, Group

_ONE_BY_ONE: Final = 12
"""So many people are told one by one; more of them in groups."""

_GROUPS: Final = 25
_NAMES: Final = 3


def as_json(people: Sequence[FirstWeeks], zone: ZoneInfo) -> dict[str, Any]:
    """Every person, and the days."""
    from domain.forecast.first_weeks import by_day

    return {
        "people": [
            {
                "id": one.candidate_id,
                "name": one.name,
                "greeting": one.greeting,
                "stages": list(one.stages),
                "next": [contact.as_json() for contact in one.contacts],
            }
            for one in people
        ],
        "days": [
            {"day": day.day.isoformat(), "people": day.people, "messages": day.messages, "tasks": day.tasks}
            for day in by_day(people, zone)
        ],
        "doubtful": [{"id": one.candidate_id, "name": one.name} for one in people if not one.greeting],
    }


def words(people: Sequence[FirstWeeks], zone: ZoneInfo) -> Iterable[str]:
    """The same for a person to read."""
    from domain.forecast.first_weeks import by_day, by_what_they_get

    if not people:
        return
    yield from _doubtful([one for one in people if not one.greeting])
    days = by_day(people, zone)
    if days:
        yield ""
        yield f"People who hear from you on each day of the next two weeks, by the company's calendar ({zone.key}):"
        for day in days:
            written = _many(day.people, "person", "people") if day.people else ""
            tasks = f"{_many(day.tasks, 'task')} for colleagues" if day.tasks else ""
            yield f"  {_day(day.day)}  {', '.join(filter(None, (written, tasks)))}"
    yield ""
    if len(people) <= _ONE_BY_ONE:
        yield "What each of them gets:"
        for one in people:
            gets = "; ".join(f"{_day(c.at.astimezone(zone).date())} {c.words}" for c in one.contacts)
            yield f"  {plain(one.name)} ({', '.join(one.stages)}): {gets or 'nothing in these two weeks'}"
        return
    groups = by_what_they_get(people, zone)
    yield "What they get, by group:"
    yield from map(_group, groups[:_GROUPS])
    if rest := groups[_GROUPS:]:
        many = sum(len(group.people) for group in rest)
        yield f"  {_many(many, 'person', 'people')} in {len(rest)} smaller groups; --json lists everyone"


def _group(group: Group) -> str:
    gets = ", then ".join(group.gets) or "nothing in these two weeks"
    begins = ""
    if group.first and group.last:
        span = _day(group.first) if group.first == group.last else f"{_day(group.first)} to {_day(group.last)}"
        begins = f", beginning {span}"
    named = _names([one.name for one in group.people])
    return f"  {len(group.people):>5} in {', '.join(group.stages)}: {gets}{begins} ({named})"


def _doubtful(people: Sequence[FirstWeeks]) -> Iterable[str]:
    if people:
        yield ""
        yield f"Greeted without a name, because we aren't sure of it ({len(people)}):"
        yield from (f"  {plain(one.name)} ({one.candidate_id})" for one in people[: 4 * _ONE_BY_ONE])
        if len(people) > 4 * _ONE_BY_ONE:
            yield f"  and {len(people) - 4 * _ONE_BY_ONE} more; --json lists them"


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(plain(name) for name in names[:_NAMES])
    return shown + (f" and {len(names) - _NAMES} more" if len(names) > _NAMES else "")


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def _day(day: date) -> str:
    return forms().day(day)
