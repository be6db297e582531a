"""What would go out, when and why, if nobody did anything: the live decision, played forward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.decisions.colleague_steps import asked_fact, shown_name, zone_of
from domain.decisions.colleague_words import addressee
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.signing import letter_of, signature_of
from domain.delivery.sent_fact import sent
from domain.events import ColleagueAsked, DeliveryReported, Event, Sent, Why
from domain.names import Channel
from domain.people.team import NO_TEAM, Team
from domain.playbook.model import Playbook
from domain.playbook.rule_history import FROM_THE_BEGINNING, RuleHistory
from domain.reducers.evolve import evolve, evolve_all
from domain.state.consent import NO_CLOSINGS
from domain.state.model import CandidateState, ColleagueTouch, Decision, Touch
from domain.time.zones import zone

_STEPS: Final = 2000
_STEPS_PER_DAY: Final = 20
_MOST_STEPS: Final = 20_000
"""Decisions that are played at most: for a short look, for each day of a long one, and for the longest."""


class EndsLater(RuntimeError):
    """Too many decisions to play; `at` is how far it came."""

    def __init__(self, at: datetime, steps: int) -> None:
        super().__init__(f"the preview did not come to an end after {steps} decisions")
        self.at = at


@dataclass(frozen=True, slots=True)
class Planned:
    """One touch that would go out."""

    at: datetime
    touch: Touch
    why: Why
    tz: ZoneInfo
    state: CandidateState  # as they stand then
    team: Team = NO_TEAM  # who is away, and who acts for them
    to: str = ""  # the colleague who gets it instead of the candidate

    def as_json(self) -> dict[str, Any]:
        """The contract's row of `next` and `preview`."""
        to = {"to": self.to} if self.to else {}
        return {
            "at": self.at.isoformat(),
            "local_at": self.at.astimezone(self.tz).isoformat(),
            "stage": str(self.touch.stage),
            "step": self.touch.step,
            "channel": str(self.touch.channel),
            "message": self.touch.message,
            "why": in_words(self.why),
            "application_id": self.touch.application_id,
            **to,
        }


def in_words(why: Why) -> str:
    """The reasons as one line, each with its rule."""
    return "; ".join(f"{reason.text} ({reason.rule})" if reason.rule[:1] in "RS" else reason.text for reason in why)


def play(
    state: CandidateState,
    playbook: Playbook,
    start: datetime,
    until: datetime,
    *,
    told: tuple[Event, ...] = (),
    suppressed: frozenset[Channel] = NO_CLOSINGS,
    standing: RuleHistory = FROM_THE_BEGINNING,
    team: Team = NO_TEAM,
) -> Iterator[tuple[CandidateState, tuple[Event, ...], Decision, datetime]]:
    """Every decision from `start` to `until`, with what it puts on record; `told` happens on the way, in time order.

    Raises EndsLater.
    """
    now, waiting = start, list(told)
    state = _as_if_handed_over(state, start)
    settled: tuple[str, ...] = ()
    steps = min(max(_STEPS, (until - start).days * _STEPS_PER_DAY), _MOST_STEPS)
    for _ in range(steps):
        while waiting and waiting[0].occurred_at <= now:
            state = evolve(state, waiting.pop(0))
        context = DecisionContext(playbook, state.candidate, now, suppressed, standing, team)
        decided = decide(state, context, settled=settled)
        state, decision, settled = decided.state, decided.next, ()
        events = decided.events
        if decision.action == "send" and decision.touch and decision.at and decision.at <= now:
            variant = letter_of(state, decision.touch, context)
            fact = sent(decision.touch, now, decision.why, playbook=decision.playbook, variant=variant)
            state = evolve_all(state, (fact,)).replace(decision=decision)
            settled = (fact.touch_key,)
            yield state, (*events, fact), decision, now
            continue
        if decision.colleague and decision.at and decision.at <= now:
            asked = asked_fact(decision.colleague, now, playbook=decision.playbook)
            state = evolve_all(state, (asked,)).replace(decision=decision)
            yield state, (*events, asked), decision, now
            continue
        state = state.replace(decision=decision)
        yield state, events, decision, now
        times = [t for t in (decision.at, waiting[0].occurred_at if waiting else None) if t is not None]
        if not times or min(times) > until:
            return
        now = max(min(times), now + timedelta(microseconds=1)) if min(times) <= now else min(times)
    raise EndsLater(now, steps)


def _as_if_handed_over(state: CandidateState, now: datetime) -> CandidateState:
    """What is being handed over right now is taken, as most of it is; what is in doubt for good stays so."""
    for key, attempt in list(state.tries.items()):
        if attempt.pending_until is not None:
            taken = DeliveryReported(
                event_id=f"preview:{key}",
                occurred_at=now,
                application_id=attempt.application_id,
                touch_key=key,
                attempt=attempt.attempt,
                outcome="accepted",
                channel=attempt.channel or Channel.EMAIL,
            )
            state = evolve(state, taken)
    return state


@dataclass(frozen=True, slots=True)
class Forecast:
    """What would go out, and where the look ahead was cut."""

    planned: tuple[Planned, ...]
    looked_to: datetime
    more: bool = False
    """Are there more of them before `looked_to`?"""
    beyond: bool = False
    """May something follow after `looked_to`?"""
    cut: bool = False
    """Does `looked_to` lie before the end that was asked for, because there are too many decisions on the way?"""


def forecast(
    state: CandidateState,
    playbook: Playbook,
    start: datetime,
    until: datetime,
    *,
    count: int | None = None,
    **more: Any,
) -> Forecast:
    """The touches that would go out between the two instants: all of them, or the first `count`."""
    found: list[Planned] = []
    decision: Decision | None = None
    team: Team = more.get("team", NO_TEAM)
    try:
        for now_state, events, decision, now in play(state, playbook, start, until, **more):
            context = DecisionContext(playbook=playbook, candidate=now_state.candidate, now=now, team=team)
            for event in events:
                if isinstance(event, Sent) and decision.touch is not None:
                    if count is not None and len(found) >= count:
                        return Forecast(tuple(found), now, more=True)
                    signed = signature_of(now_state, decision.touch, context).why if team.members else ()
                    why = (*event.why, *signed)
                    found.append(Planned(now, decision.touch, why, context.tz, now_state, team))
                elif isinstance(event, ColleagueAsked) and decision.colleague is not None:
                    if count is not None and len(found) >= count:
                        return Forecast(tuple(found), now, more=True)
                    found.append(_asked(decision.colleague, now, now_state, context))
    except EndsLater as error:
        return Forecast(tuple(found), error.at, beyond=True, cut=True)
    return Forecast(tuple(found), until, beyond=decision is not None and decision.at is not None)


def _asked(touch: ColleagueTouch, at: datetime, state: CandidateState, context: DecisionContext) -> Planned:
    """A mail to a colleague, in the hours of whoever gets it."""
    to = addressee(state, touch, context)
    tz = zone(zone_of(to.reader, context))
    return Planned(at, touch, touch.why, tz, state, context.team, shown_name(to.reader))


def upcoming(
    state: CandidateState, playbook: Playbook, start: datetime, until: datetime, *, count: int, **more: Any
) -> list[Planned]:
    """The first touches that would go out between the two instants, at most `count`; no further is looked."""
    found: list[Planned] = []
    for now_state, events, decision, now in play(state, playbook, start, until, **more):
        context = DecisionContext(playbook=playbook, candidate=now_state.candidate, now=now)
        for event in events:
            if isinstance(event, Sent) and decision.touch is not None:
                found.append(Planned(now, decision.touch, event.why, context.tz, now_state))
                if len(found) >= count:
                    return found
    return found
