"""What somebody who is brought in would hear first, and who of them has waited for too long already (R20, S20).

Pure, and by the live decision: `enroll --dry-run` says it before anybody is told anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.decisions.catch_up import silent_applications
from domain.events import Event, Sent, TaskOpened
from domain.forecast.preview import play
from domain.playbook.model import Playbook
from domain.playbook.rule_history import FROM_THE_BEGINNING, RuleHistory
from domain.reducers.evolve import begin, evolve_all
from domain.state.consent import NO_CLOSINGS, Closings
from domain.state.model import Candidate

_HORIZON: Final = timedelta(days=7)
"""Two business days are over by then, holidays or not."""


@dataclass(frozen=True, slots=True)
class AlreadySilent:
    """Somebody who comes in silent for longer than they may be."""

    candidate_id: str
    name: str
    since: datetime  # the last contact, else the application
    hears_at: datetime | None  # when they hear from us; None where a colleague is asked at once
    asked: bool = False


def already_silent(
    people: Mapping[str, Sequence[Event]],
    playbook: Playbook,
    now: datetime,
    standing: RuleHistory = FROM_THE_BEGINNING,
    closed_for: Callable[[Candidate], Closings] = lambda _: NO_CLOSINGS,
) -> list[AlreadySilent]:
    """Those of the people who would come in silent, in their order, with when each hears; `people` are by id the facts
    that would be told of each, and `closed_for` says what is closed for somebody's addresses (R7).
    """
    found = (_one(ident, told, playbook, now, standing, closed_for) for ident, told in people.items())
    return [one for one in found if one is not None]


def _one(
    ident: str,
    told: Iterable[Event],
    playbook: Playbook,
    now: datetime,
    standing: RuleHistory,
    closed_for: Callable[[Candidate], Closings],
) -> AlreadySilent | None:
    state = evolve_all(begin(ident), told)
    since: datetime | None = None
    asked = False
    closed = closed_for(state.candidate)
    for after, events, _, at in play(state, playbook, now, now + _HORIZON, suppressed=closed, standing=standing):
        if since is None:
            waiting = [app.silent_since for app in silent_applications(after) if app.silent_since is not None]
            at_once = [app.silent_since for app in after.applications if app.silent_since is not None]
            if not waiting and not at_once:  # whoever is silent is found in the very first decision
                return None
            since = min(waiting or at_once)
        asked = asked or any(isinstance(event, TaskOpened) for event in events)
        if any(isinstance(event, Sent) for event in events):
            return AlreadySilent(ident, state.candidate.full_name, since, at)
    return AlreadySilent(ident, state.candidate.full_name, since, None, asked) if since is not None else None
