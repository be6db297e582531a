"""The playbook in force: each stage's cadence as a picture over weeks, with the words of each message.

What is shown is what the same rules would do for a sample person who enters the stage now, in a zone that can be
chosen. Leads change it in `desk/editing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from starlette.responses import Response

from desk.http.visits import Visit
from desk.locales.translating import _
from domain.names import Stage
from domain.time.zones import zone, zone_named
from starter.sample import PREMISES, sample

WEEKS: Final = 13
"""How far the picture goes: a quarter of a year."""

MOST: Final = 40
"""Messages of one stage."""

_DAY: Final = 10
"""Units of the picture's width for one day."""


@dataclass(frozen=True)
class Dot:
    """A message in the picture."""

    x: float
    kind: str
    says: str


@dataclass(frozen=True)
class Row:
    """One stage."""

    stage: str
    premise: str
    planned: Sequence[Any]
    dots: Sequence[Dot]
    shut: Sequence[int]
    """Days from the first on which nothing may go: weekends and holidays."""
    more: bool


async def playbook(visit: Visit) -> Response:
    """`/playbook`: all stages."""
    wanted = visit.asked("zone") or visit.timezone or "UTC"
    if not zone_named(wanted):
        words = _("%(wanted)s isn't a time zone; write one such as America/New_York.", wanted=repr(wanted))
        return visit.show("nobody", 404, title=_("No such zone"), words=words)
    rules, rows = await visit.read(_rows, visit, wanted)
    history = await visit.read(visit.ledger.playbooks.history)
    return visit.show(
        "playbook", rules=rules, rows=rows, zone_chosen=wanted, weeks=WEEKS, width=WEEKS * 7 * _DAY, day=_DAY,
        since=history[-1] if history else None, zones=_ZONES,
    )  # fmt: skip


_ZONES: Final = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo",
    "Europe/London", "Europe/Berlin", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip


def _rows(visit: Visit, timezone: str) -> tuple[Any, list[Row]]:
    rules = visit.ledger.playbooks.rules().playbook
    return rules, [_row(visit, rules, stage, timezone) for stage in Stage if stage in rules.stages]


def _row(visit: Visit, rules: Any, stage: Stage, timezone: str) -> Row:
    from domain.forecast.preview import forecast

    state, told = sample(stage, timezone, visit.now)
    seen = forecast(state, rules, visit.now, visit.now + timedelta(weeks=WEEKS), count=MOST, told=told)
    first = visit.now.astimezone(zone(timezone))
    return Row(
        stage=str(stage),
        premise=PREMISES[stage].rstrip(":"),
        planned=seen.planned,
        dots=[_dot(one, first) for one in seen.planned],
        shut=_shut(rules, state, first.date(), visit.now),
        more=seen.more or seen.cut,
    )


def _dot(one: Any, first: datetime) -> Dot:
    there = one.at.astimezone(first.tzinfo)
    days = (there.date() - first.date()).days + (there.hour + there.minute / 60) / 24
    return Dot(days * _DAY, "task" if one.touch.channel in ("phone", "linkedin") else "message", one.touch.step)


def _shut(rules: Any, state: Any, first: date, now: datetime) -> list[int]:
    """The days on which nothing goes in their zone."""
    from domain.decisions.context import DecisionContext

    calendar = DecisionContext(rules, state.candidate, now).calendar
    days = (first + timedelta(days=number) for number in range(WEEKS * 7))
    return [number for number, day in enumerate(days) if not calendar.is_open_day(day)]


async def words(visit: Visit) -> Response:
    """`/playbook/words?stage=…&n=…&zone=…`: the words of one of a stage's messages, for the sample person."""
    text, problem = await visit.read(_words, visit)
    return visit.part("letter", words=text, problem=problem, when="")


def _words(visit: Visit) -> tuple[Any, str]:
    from domain.forecast.preview import forecast
    from starter.words_ahead import words_of

    stage, number, timezone = visit.asked("stage"), visit.asked("n"), visit.asked("zone") or visit.timezone or "UTC"
    known = stage in list(Stage) and number.isdecimal() and len(number) <= 3 and zone_named(timezone)
    if not known:
        return None, _("There is no such message.")
    rules = visit.ledger.playbooks.rules().playbook
    state, told = sample(Stage(stage), timezone, visit.now)
    seen = forecast(state, rules, visit.now, visit.now + timedelta(weeks=WEEKS), count=MOST, told=told)
    if int(number) >= len(seen.planned):
        return None, _("There is no such message.")
    found = words_of(seen.planned[int(number)], rules, in_force=True)
    return found, found.problem
