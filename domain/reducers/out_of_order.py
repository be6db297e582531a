"""What is said about an application before the application itself is known: signals and webhooks come in any order.

It is kept, and holds from the moment the application comes: a stop (R3), and as well an offer or an interview,
of which the candidate would hear nothing otherwise (R1). What makes the order is when each of them happened: a
word that is older than the application is about an earlier one, and one that is older than the stage in which the
application was told is overtaken. Each of this is put on record by a decision, so that the timeline says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, Literal

from domain.events import (
    EventBuffered,
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
    Withdrawn,
)
from domain.events.envelope import Event, Instant, Reason
from domain.names import Stage, digest
from domain.reducers import applications as stages
from domain.state.model import Application, BufferedEvent, CandidateState

CLOCKS_DIFFER: Final = timedelta(seconds=30)
"""So much earlier than the application may a word about it seem: clocks differ, and some tell whole seconds."""

EARLY_LIMIT: Final = 8
"""So many are kept for one person, the latest."""

NEWS_LIMIT: Final = 4
"""Of these so many that say no stage: they are long, and must push out no stop (R3)."""

_PLACING: Final = (StageChanged, Rejected, RejectionWithdrawn, Hired, HireWithdrawn, Withdrawn)
"""Facts that say where an application stands."""

_STOPS: Final = (Rejected, Withdrawn, Hired)
"""Those after which what was going on ends: they hold in whatever stage the application comes in."""

_UNDOING: Final = (RejectionWithdrawn, HireWithdrawn)
"""Those that undo a stop; without one before them they change nothing."""

_BELONGS: Final[dict[type[Event], Stage]] = {
    OfferExtended: Stage.OFFER,
    OfferAnswered: Stage.OFFER,
    InterviewScheduled: Stage.INTERVIEW,
    InterviewHeld: Stage.INTERVIEW,
    InterviewCancelled: Stage.INTERVIEW,
}
"""The stage in which there is such news."""

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
    InterviewHeld: "that an interview took place",
    InterviewCancelled: "that an interview is canceled",
}
"""Facts that are kept: those that say where an application stands, or what its candidate must hear of."""

_LONG_ID: Final = 150
"""Characters of an event id beyond which the ids of what is told about it hold its digest."""


def keep(state: CandidateState, event: Event) -> CandidateState:
    """The state after a fact about an application of which nobody has told yet."""
    if type(event) not in _WORDS or any(one.fact.event_id == event.event_id for one in state.early):
        return state
    return state.replace(early=_latest((*state.early, BufferedEvent(fact=event))))


def _latest(early: tuple[BufferedEvent, ...]) -> tuple[BufferedEvent, ...]:
    news = [one for one in early if not isinstance(one.fact, _PLACING)]
    left = tuple(one for one in early if one not in news[:-NEWS_LIMIT])
    others = [one for one in left if not isinstance(one.fact, _STOPS)]
    too_many = others[: max(0, len(left) - EARLY_LIMIT)]  # stops go last of all
    return tuple(one for one in left if one not in too_many)[-EARLY_LIMIT:]


def facts(state: CandidateState, now: Instant) -> Iterator[EventBuffered]:
    """What a decision puts on record about them, in the order in which they happened."""
    # What a newer release keeps, and this one does not know how to treat, waits for the newer one.
    for one in sorted((e for e in state.early if type(e.fact) in _WORDS), key=lambda one: one.fact.occurred_at):
        app = _about(state, one.fact)
        if app is None:
            if not one.told:
                yield _fact(one.fact, "kept", "it is kept until the application arrives", now)
        elif one.fact.occurred_at < (app.applied_at or app.entry.entered_at) - CLOCKS_DIFFER:
            yield _fact(one.fact, "old", "they applied after that, so it changes nothing", now)
        elif _is_overtaken(app, one.fact):
            yield _fact(one.fact, "old", f"it came in stage {app.stage} after that, so it changes nothing", now)
        else:
            yield _fact(one.fact, "counts", "the application has arrived, so it now counts", now)


def settle(state: CandidateState, event: EventBuffered) -> CandidateState:
    """The state after what a decision put on record about one of them."""
    one = next((one for one in state.early if one.fact.event_id == event.about), None)
    if one is None:
        return state
    if event.becomes == "kept":
        early = tuple(e.replace(told=True) if e is one else e for e in state.early)
        return state.replace(early=early)
    state = state.replace(early=tuple(e for e in state.early if e is not one))
    app = _about(state, one.fact)
    if app is None or event.becomes == "old":
        return state
    # Not before the application, else the same application told once more would seem a later one. News is news from
    # when we could tell it, else its message would be too late before it was due.
    since = (app.applied_at or app.entry.entered_at) if isinstance(one.fact, _PLACING) else app.known_since
    at = max(one.fact.occurred_at, since)
    return state.with_application(stages.move(app, one.fact.replace(occurred_at=at)))


def both(mine: tuple[BufferedEvent, ...], theirs: tuple[BufferedEvent, ...]) -> tuple[BufferedEvent, ...]:
    """Of two records of the same person (R17)."""
    known = {one.fact.event_id for one in mine}
    return _latest((*mine, *(one for one in theirs if one.fact.event_id not in known)))


def _is_overtaken(app: Application, event: Event) -> bool:
    """Did the application itself say something newer: a stage further on, in which this is no news?"""
    if isinstance(event, (*_STOPS, *_UNDOING)) or app.stage in (Stage.PROSPECT, Stage.APPLIED):
        return False
    is_newer = app.entries == 1 and app.known_since > event.occurred_at + CLOCKS_DIFFER
    return is_newer and app.stage is not _BELONGS.get(type(event))


def _about(state: CandidateState, event: Event) -> Application | None:
    if event.application_id is None:
        return state.applications[-1] if state.applications else None
    by_job = next((a for a in state.applications if a.job_id == event.application_id), None)
    return state.meant(event.application_id) or by_job


def _fact(event: Event, becomes: Literal["kept", "counts", "old"], words: str, now: Instant) -> EventBuffered:
    text = f"{_WORDS[type(event)]} arrived before the application; {words}"
    rule = "R3" if isinstance(event, _PLACING) else "R1"
    ident = event.event_id if len(event.event_id) <= _LONG_ID else digest(event.event_id, size=20)
    return EventBuffered(
        event_id=f"early:{becomes}:{ident}",
        occurred_at=now,
        application_id=event.application_id,
        about=event.event_id,
        becomes=becomes,
        why=(Reason(rule=rule, text=text),),
    )
