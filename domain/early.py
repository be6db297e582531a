"""What is said about an application before the application itself is known: signals and webhooks come in any order.

It is kept, and holds from the moment the application comes: a stop (R3), and as well an offer or an interview,
of which the candidate would hear nothing otherwise (R1). What makes the order is when each of them happened: a
word that is older than the application is about an earlier one, and changes nothing. Each of this is put on record by a
decision, so that the timeline says it, and a record that was kept before this rule folds as it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, Literal

from domain import stages, touches
from domain.envelope import Event, Instant, Reason
from domain.events import (
    Hired,
    HireWithdrawn,
    InterviewCancelled,
    InterviewHeld,
    InterviewScheduled,
    OfferAnswered,
    OfferExtended,
    Rejected,
    RejectionWithdrawn,
    StageChanged,
    ToldEarly,
    Withdrawn,
)
from domain.state import Application, CandidateState, Early

CLOCKS_DIFFER: Final = timedelta(seconds=30)
"""So much earlier than the application may a word about it seem: clocks differ, and some tell whole seconds."""

EARLY_LIMIT: Final = 8
"""So many are kept for one person, the latest."""

_PLACING: Final = (StageChanged, Rejected, RejectionWithdrawn, Hired, HireWithdrawn, Withdrawn)
"""Facts that say where an application stands."""

_WORDS: Final[dict[type[Event], str]] = {
    StageChanged: "another stage",
    Rejected: "a rejection",
    RejectionWithdrawn: "that a rejection is undone",
    Hired: "a hire",
    HireWithdrawn: "that a hire is undone",
    Withdrawn: "a withdrawal",
    OfferExtended: "an offer",
    OfferAnswered: "the answer to an offer",
    InterviewScheduled: "an interview",
    InterviewHeld: "that an interview was held",
    InterviewCancelled: "that an interview is cancelled",
}
"""Facts that are kept: those that say where an application stands, or what its candidate must hear of."""


def keep(state: CandidateState, event: Event) -> CandidateState:
    """The state after a fact about an application of which nobody has told yet."""
    if type(event) not in _WORDS or any(one.fact.event_id == event.event_id for one in state.early):
        return state
    return state.model_copy(update={"early": (*state.early, Early(fact=event))[-EARLY_LIMIT:]})


def facts(state: CandidateState, now: Instant) -> Iterator[ToldEarly]:
    """What a decision puts on record about them, in the order in which they happened."""
    for one in sorted(state.early, key=lambda one: one.fact.occurred_at):
        app = _about(state, one.fact)
        if app is None:
            if not one.told:
                yield _fact(one.fact, "kept", "it is kept until the application comes", now)
        elif one.fact.occurred_at < (app.applied_at or app.entry.entered_at) - CLOCKS_DIFFER:
            yield _fact(one.fact, "old", "they applied after that, so it changes nothing", now)
        else:
            yield _fact(one.fact, "counts", "the application has come, and it holds", now)


def settle(state: CandidateState, event: ToldEarly) -> CandidateState:
    """The state after what a decision put on record about one of them."""
    one = next((one for one in state.early if one.fact.event_id == event.about), None)
    if one is None:
        return state
    if event.becomes == "kept":
        early = tuple(e.model_copy(update={"told": True}) if e is one else e for e in state.early)
        return state.model_copy(update={"early": early})
    state = state.model_copy(update={"early": tuple(e for e in state.early if e is not one)})
    app = _about(state, one.fact)
    if app is None or event.becomes == "old":
        return state
    # Not before the application, else the same application told once more would seem a later one.
    at = max(one.fact.occurred_at, app.applied_at or app.entry.entered_at)
    return touches.replace_application(state, stages.move(app, one.fact.model_copy(update={"occurred_at": at})))


def both(mine: tuple[Early, ...], theirs: tuple[Early, ...]) -> tuple[Early, ...]:
    """Of two records of the same person (R17)."""
    known = {one.fact.event_id for one in mine}
    return (*mine, *(one for one in theirs if one.fact.event_id not in known))[-EARLY_LIMIT:]


def _about(state: CandidateState, event: Event) -> Application | None:
    if event.application_id is None:
        return state.applications[-1] if state.applications else None
    by_job = next((a for a in state.applications if a.job_id == event.application_id), None)
    return state.meant(event.application_id) or by_job


def _fact(event: Event, becomes: Literal["kept", "counts", "old"], words: str, now: Instant) -> ToldEarly:
    text = f"{_WORDS[type(event)]} was told before the application; {words}"
    rule = "R3" if isinstance(event, _PLACING) else "R1"
    return ToldEarly(
        event_id=f"early:{becomes}:{event.event_id}",
        occurred_at=now,
        application_id=event.application_id,
        about=event.event_id,
        becomes=becomes,
        why=(Reason(rule=rule, text=text),),
    )
