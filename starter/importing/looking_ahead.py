"""What people of a file would get if they came in now, and who of them would come in silent for too long (R20)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.commands import signal_fact
from domain.events import Event
from domain.forecast.coming_in import AlreadySilent, already_silent
from domain.forecast.first_weeks import FirstWeeks, first_weeks
from domain.people.person_names import greeting_name
from domain.playbook.model import Playbook
from domain.playbook.rule_history import Rules
from domain.reducers.evolve import begin, evolve
from domain.state.consent import NO_CLOSINGS
from domain.state.model import CandidateState
from ledger.queries.reading import Reader
from starter.importing.lines import Enrolment
from starter.importing.matching import SortedOut


def look_ahead(
    sorted_out: SortedOut,
    playbook: Playbook,
    now: datetime,
    reader: Reader | None,
    advance: Callable[[], None],
) -> list[FirstWeeks]:
    """Their first weeks, each person once with all their lines."""
    lines: dict[str, list[Enrolment]] = {}
    for one in sorted_out.new:
        lines.setdefault(sorted_out.owner.get(one.line, one.candidate_id), []).append(one)
    found = []
    for ident, theirs in lines.items():
        snapshot = reader.snapshot(reader.owner_of(ident)) if reader else None
        state = CandidateState.model_validate(snapshot) if snapshot else begin(ident)
        for one in theirs:
            state = evolve(state, signal_fact("application_received", _told(one, now), now=now))
        person = state.candidate
        closed = reader.suppressed(person) if reader else NO_CLOSINGS  # whoever closed it, under whichever id (R7)
        greeting = greeting_name(person.first_name, person.last_name)
        found.append(first_weeks(state, playbook, now, greeting, suppressed=closed))
        advance()
    return found


def already_silent_of(
    people: Sequence[Enrolment], rules: Rules, *, now: datetime, reader: Reader | None
) -> list[AlreadySilent]:
    """Those of them who would come in silent for too long."""
    told: dict[str, list[Event]] = {}
    for one in people:
        fact = signal_fact("application_received", _told(one, now), now=now)
        told.setdefault(one.candidate_id, []).append(fact)
    if not told:
        return []
    if reader is None:
        return already_silent(told, rules.playbook, now, rules.standing)
    return already_silent(told, rules.playbook, now, rules.standing, reader.suppressed)


def _told(one: Enrolment, now: datetime) -> dict[str, object]:
    return {"event_id": one.event_id, "occurred_at": now.isoformat(), "source": "cli", **one.fact}
