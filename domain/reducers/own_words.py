"""What becomes of a colleague's own words: they wait, go out, or are given up (R3, R6, R9, R21).

Their key hangs on the id of the fact that holds them, so that what is told twice goes out once; the state keeps that id
and never the words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.events import DeliveryReported, SayRequested
from domain.names import SAY_STEP, SENDING_CHANNELS, Channel, Stage, digest, touch_key
from domain.state.model import DONE_TASKS_LIMIT, SAID_LIMIT, Application, CandidateState, DeliveryAttemptState, Said

DONE_BY_WORDS: Final = ("answer", "call", "feedback", "reach", "silence", "unknown")
"""Kinds of tasks that are done once a colleague has written to them."""

_MARK: Final = "own-"
ENDED: Final = (Stage.REJECTED, Stage.WITHDRAWN)


def is_own_words(key: str) -> bool:
    """Is this the key of a touch with a colleague's own words?"""
    return f"/{SAY_STEP}/{_MARK}" in key


def occurrence_of(event_id: str) -> str:
    """What stands for this fact at the end of its touch key."""
    return _MARK + digest(event_id, size=12)


def key_of(event_id: str, state: CandidateState, app: Application) -> str:
    """The touch key of the words that this fact holds."""
    occurrence = occurrence_of(event_id)
    return touch_key(state.keyed_as(app), app.application_id, app.stage, app.entry.number, SAY_STEP, occurrence)


def channel_of(fact: SayRequested, state: CandidateState) -> Channel:
    """How the words go: as said, else the way in which they wrote what is answered, else by email."""
    if fact.channel is not None:
        return fact.channel
    wrote = state.owed.channel if fact.answer and state.owed is not None else Channel.EMAIL
    return wrote if wrote in SENDING_CHANNELS else Channel.EMAIL


def asked(state: CandidateState, fact: SayRequested, app: Application) -> CandidateState:
    """They wait from now on. Where an application was closed before, what was given up then makes room."""
    said = Said(
        event_id=fact.event_id,
        application_id=app.application_id,
        at=fact.occurred_at,
        channel=channel_of(fact, state),
        answer=fact.answer,
        answers=state.owed.event_id if fact.answer and state.owed is not None else "",
        task_id=fact.task_id,
    )
    others = state.said
    if len(others) >= SAID_LIMIT:
        others = {key: one for key, one in others.items() if not one.given_up}
    return state.replace(said={**others, key_of(fact.event_id, state, app): said})


def is_answered(state: CandidateState) -> bool:
    """Are words on their way that answer the reply which waits (R9)?"""
    owed = state.owed
    return owed is not None and any(one.answers == owed.event_id and not one.given_up for one in state.said.values())


def waiting(state: CandidateState) -> Iterator[tuple[str, Said, Application]]:
    """The words that are still to go, with their keys and the applications they are about."""
    for key, one in state.said.items():
        app = state.meant(one.application_id)
        if app is not None and not _is_over(key, one, app):
            yield key, one, app


def overtaken(state: CandidateState) -> Iterator[str]:
    """Keys of words that do not go because the application was closed after they were said, and that nobody was told
    of yet: a rejection or a withdrawal comes before them (R3).
    """
    for key, one in state.said.items():
        app = state.meant(one.application_id)
        if not one.given_up and (app is None or _is_over(key, one, app)):
            yield key


def _is_over(key: str, said: Said, app: Application) -> bool:
    """Was the application rejected or withdrawn since? Then only an answer goes that was said afterwards: its key has
    the new stay.
    """
    return app.stage in ENDED and not (said.answer and f"/{app.stage}.{app.entry.number}/{SAY_STEP}/" in key)


def settled(state: CandidateState, key: str, *, sent: bool) -> CandidateState:
    """The words have gone out, or never will; what a rejection stopped is kept, for a rejection can be undone (R21)."""
    one = state.said.get(key)
    if one is None:
        return state
    app = state.meant(one.application_id)
    if not sent and app is not None and _is_over(key, one, app):
        return state.replace(said={**state.said, key: one.replace(given_up=True)})
    state = state.replace(said={k: v for k, v in state.said.items() if k != key})
    if not sent:
        return state
    if state.owed is not None and one.answers == state.owed.event_id:
        state = state.replace(owed=None)
    task = state.task(one.task_id)
    if task is None or task.kind not in DONE_BY_WORDS:
        return state
    tasks = tuple(t.replace(resolved=True) if t is task else t for t in state.tasks)
    done = (*state.done_tasks, task.task_id)[-DONE_TASKS_LIMIT:]
    return state.replace(tasks=tasks, done_tasks=done)


def came_back(state: CandidateState, report: DeliveryReported, application_id: str) -> CandidateState:
    """They did not arrive. Words written for one channel go by no other: a colleague is asked (R6)."""
    key, old = report.touch_key, state.tries.get(report.touch_key)
    app = state.meant(application_id)
    if app is None:
        return state
    known = state.said.get(key)
    said = known or Said(
        event_id="", application_id=app.application_id, at=report.occurred_at, channel=report.channel, answer=True
    )
    attempt = DeliveryAttemptState(
        application_id=app.application_id,
        stage=app.stage,
        step=SAY_STEP,
        occurrence=key.rpartition("/")[2],
        attempt=max(report.attempt or 1, old.attempt if old else 1),
        excluded=tuple({*(old.excluded if old else ()), report.channel}),
        channel=report.channel,
    )
    return state.replace(said={**state.said, key: said}, tries={**state.tries, key: attempt})
