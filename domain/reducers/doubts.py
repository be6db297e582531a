"""What a candidate's words that need a person's judgement do to the state (R3, R7, R8).

A doubtful stop holds everything until a colleague says what was meant; a wish to withdraw waits beside the answer that
is owed. What a colleague answers is carried out by the next decision, as the very facts that would have told it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from domain.events import (
    Approved,
    Event,
    Hired,
    OptedOut,
    Rejected,
    ReplyReceived,
    TaskCompleted,
    TaskOpened,
    Withdrawn,
)
from domain.names import SENDING_CHANNELS, Channel
from domain.reducers import own_words
from domain.replies.classify import Reading, is_stop_word, read
from domain.replies.wishes import gives_a_reason
from domain.state.consent import ATS_DELETED, BY_ATS, ConsentChange, scope
from domain.state.model import Application, CandidateState, Doubt, PendingReply, Settling, Stop
from domain.state.reachability import wants_peace
from domain.state.task_kinds import DOUBT, STOPPED

_Part = TypeVar("_Part", Doubt, Settling)

_MOST = 8
"""Applications, and answers waiting to be carried out, that are kept at a time."""


# ---------------------------------------------------------------- what they write


def doubted(state: CandidateState, event: ReplyReceived, reading: Reading) -> CandidateState:
    """The state after a message that may ask us to stop. A second one while the first is open adds to it, and
    a colleague is asked anew: what they answered to the first was said without it.
    """
    named = (event.application_id,) if event.application_id else ()
    old = state.doubt
    if old is None:
        doubt = Doubt(
            since=event.occurred_at,
            event_id=event.event_id,
            closes=reading.closes,
            applications=named,
            channel=event.channel,
        )
        return state.model_copy(update={"doubt": doubt})
    everything = not old.closes or not reading.closes
    update = {
        "closes": () if everything else tuple(sorted({*old.closes, *reading.closes})),
        "applications": _unique((*old.applications, *named)),
        "answered": False,
        "asks": event.event_id,
        "asked_at": max(old.asks_since, event.occurred_at),
    }
    return state.model_copy(update={"doubt": old.model_copy(update=update)})


def owing(state: CandidateState, event: ReplyReceived, reading: Reading) -> CandidateState:
    """The state after a message that we owe an answer to (R9). A wish to withdraw is put to a colleague at once, also
    where another reply of theirs is waiting.
    """
    owed = state.owed
    if owed is None or own_words.is_answered(state):  # what they write after our answer is another
        owed = PendingReply(
            since=event.occurred_at,
            event_id=event.event_id,
            application_id=event.application_id,
            withdraws=reading.withdraws,
            certain=reading.certain or not reading.withdraws,
            channel=event.channel,
        )
    elif reading.withdraws and (not owed.withdraws or (reading.certain and not owed.certain)):
        update: dict[str, Any] = {"withdraws": True, "certain": reading.certain, "asks": event.event_id}
        owed = owed.model_copy(update=update | {"application_id": event.application_id or owed.application_id})
    return state.model_copy(update={"owed": owed})


def reached(state: CandidateState) -> CandidateState:
    """A colleague has reached them: if it was no stop, no answer is owed any more."""
    if state.doubt is None:
        return state
    return state.model_copy(update={"doubt": state.doubt.model_copy(update={"answered": True})})


# ---------------------------------------------------------------- what is closed and opened for certain


def consent_changed(
    before: CandidateState, state: CandidateState, event: Event, change: ConsentChange
) -> CandidateState:
    """What follows from channels that were closed or opened: `before` is the state without that, `state` with it."""
    return _closed(before, state, event, change) if change.action == "close" else _opened(before, state, event, change)


def _closed(before: CandidateState, state: CandidateState, event: Event, change: ConsentChange) -> CandidateState:
    at, old = event.occurred_at, state.stop
    wrote = withdraws = False
    by_ats, deleted = change.reason in BY_ATS, change.reason == ATS_DELETED
    scoped = any(one.answer == "stop" and one.closes for one in state.settling)
    if isinstance(event, ReplyReceived):
        reading = read(event)
        wrote = bool(event.text.strip()) and not _is_nothing_but_a_stop(event)
        withdraws, scoped = reading.withdraws, bool(reading.closes)
    if old is None or set(state.closed_channels) != set(before.closed_channels):
        stop = Stop(at=at, since=at, by_ats=by_ats, deleted=deleted, scoped=scoped, wrote=wrote)
        if old is not None:
            update: dict[str, Any] = {"by_ats": old.by_ats and by_ats, "scoped": old.scoped and scoped}
            stop = stop.model_copy(update=update | {"deleted": deleted or old.deleted})
        if old is not None and old.wrote and not old.seen:
            stop = stop.model_copy(update={"since": old.since, "wrote": True, "withdraws": old.withdraws})
    else:
        stop = old.model_copy(update={"since": at, **_ASKED_AGAIN}) if wrote and not old.wrote else old
        stop = stop.model_copy(update={"by_ats": stop.by_ats and by_ats, "deleted": stop.deleted or deleted})
    if withdraws:
        stop = stop.model_copy(update={"withdraws": True})
    if deleted:  # what they wrote is answered by nobody, and asked about by nobody: they are gone
        return state.model_copy(update={"stop": stop, "doubt": None, "owed": None, "settling": ()})
    settling = tuple(one for one in state.settling if one.answer != "stop" or not _covers(state, one.closes))
    state = state.model_copy(update={"settling": settling, "stop": stop})
    if (doubt := state.doubt) is not None and (_covers(state, doubt.closes) or wants_peace(state)):
        stop = stop.model_copy(update={"since": min(stop.since, doubt.since), **_ASKED_AGAIN})
        state = state.model_copy(update={"doubt": None, "silence_from": _latest(state.silence_from, at)})
    if (owed := state.owed) is not None and wants_peace(state):  # their words are in the task about the application
        update = {"since": min(stop.since, owed.since), "withdraws": stop.withdraws or owed.withdraws, **_ASKED_AGAIN}
        stop = stop.model_copy(update=update)
        state = state.model_copy(update={"owed": None})
    return state.model_copy(update={"stop": stop})


def _is_nothing_but_a_stop(event: ReplyReceived) -> bool:
    """By its words alone, however it was taken by whoever knows more of it: a button's mail may hold a letter, too."""
    words = read(event.model_copy(update={"read_as": None}))
    stops = is_stop_word(event.text, event.channel) or (words.kind == "stop" and words.certain)
    return stops and not words.withdraws and not gives_a_reason(event.text)  # whoever says why is to be shown


_ASKED_AGAIN: dict[str, Any] = {"wrote": True, "asked": False, "seen": False}
"""There are words of theirs that a colleague has not been shown."""


def _opened(before: CandidateState, state: CandidateState, event: Event, change: ConsentChange) -> CandidateState:
    """They opened it again themselves: that also answers whether they meant to stop it (R7)."""
    if not state.closed_channels:
        state = state.model_copy(update={"stop": None})
    if wants_peace(before) and not wants_peace(state):
        state = state.model_copy(update={"silence_from": _latest(state.silence_from, event.occurred_at)})
    doubt = state.doubt
    if doubt is None or event.occurred_at < doubt.since:
        return state
    left = () if change.channel is None else tuple(c for c in doubt.closes or SENDING_CHANNELS if c != change.channel)
    if left:
        return state.model_copy(update={"doubt": doubt.model_copy(update={"closes": left})})
    return _goes_on(state, doubt, event.occurred_at)


def _covers(state: CandidateState, closes: tuple[Channel, ...]) -> bool:
    return set(closes or SENDING_CHANNELS) <= set(state.closed_channels)


# ---------------------------------------------------------------- what a colleague answers


def answered(state: CandidateState, event: Approved) -> CandidateState:
    """The state after a colleague's word on what they meant. Its task is still among the open ones."""
    task = state.task(event.task_id)
    if task is None or event.answer is None:
        return state
    if task.kind == DOUBT and state.doubt is not None:
        return _doubt_answered(state, state.doubt, event)
    if task.kind == STOPPED:
        return _seen(state, task.application_id, event)
    if state.owed is not None and state.owed.withdraws:
        return _withdrawal_answered(state, state.owed, event)
    return state


def _doubt_answered(state: CandidateState, doubt: Doubt, event: Approved) -> CandidateState:
    at = event.occurred_at
    if event.answer == "stop":  # it goes on holding until the stop itself stands
        return _settle(state, event, closes=doubt.closes)
    if event.answer == "go-on":
        return _goes_on(state, doubt, at)
    found = _in_question(state, doubt.applications)
    if not found:  # nothing is open that could be withdrawn: what they wrote is still to be answered
        return _goes_on(state, doubt, at)
    state = state.model_copy(update={"doubt": None, "silence_from": _latest(state.silence_from, at)})
    return _settle(state, event, applications=found)


def _goes_on(state: CandidateState, doubt: Doubt, at: datetime) -> CandidateState:
    """It was an ordinary message: the hold ends, the silence during it was nobody's, and an answer is owed (R9)."""
    owed = state.owed
    if not doubt.answered and (owed is None or owed.since > doubt.since):
        application_id = doubt.applications[-1] if len(doubt.applications) == 1 else None
        theirs = owed or PendingReply(
            since=doubt.since, event_id=doubt.event_id, application_id=application_id, channel=doubt.channel
        )
        owed = theirs.model_copy(update={"since": doubt.since, "known_at": at})
    return state.model_copy(update={"doubt": None, "owed": owed, "silence_from": _latest(state.silence_from, at)})


def _withdrawal_answered(state: CandidateState, owed: PendingReply, event: Approved) -> CandidateState:
    found = _in_question(state, _named(owed))
    if event.answer == "go-on" or (event.answer == "withdrawn" and not found):
        asks = f"{owed.asks or owed.event_id}:go-on"[-200:]
        owed = owed.model_copy(update={"withdraws": False, "certain": True, "asks": asks})
        return state.model_copy(update={"owed": owed})
    if event.answer == "stop":
        return _settle(state, event)
    return _settle(state.model_copy(update={"owed": None}), event, applications=found)


def may_withdraw(kind: str, state: CandidateState) -> bool:
    """Is an application open that they may mean, where a task asks whether they withdraw (R8)?"""
    if kind == DOUBT:
        return state.doubt is None or bool(_in_question(state, state.doubt.applications))
    return state.owed is None or bool(_in_question(state, _named(state.owed)))


def _named(owed: PendingReply) -> tuple[str, ...]:
    return (owed.application_id,) if owed.application_id else ()


def _seen(state: CandidateState, application_id: str | None, event: Approved | TaskCompleted) -> CandidateState:
    """A colleague knows that they want no messages, and says what becomes of the application."""
    if state.stop is not None:
        state = state.model_copy(update={"stop": state.stop.model_copy(update={"seen": True})})
    if isinstance(event, Approved) and event.answer == "withdrawn":
        named = (application_id,) if application_id else ()
        return _settle(state, event, applications=_in_question(state, named))
    apps = tuple(
        a.model_copy(update={"stop_seen_at": event.occurred_at}) if a.application_id == application_id else a
        for a in state.applications
    )
    return state.model_copy(update={"applications": apps})


def _settle(
    state: CandidateState,
    event: Approved,
    *,
    closes: tuple[Channel, ...] = (),
    applications: tuple[str, ...] = (),
) -> CandidateState:
    if event.answer == "withdrawn" and not applications:
        return state
    assert event.answer in ("stop", "withdrawn")
    one = Settling(
        task_id=event.task_id, answer=event.answer, author=event.author, closes=closes, applications=applications
    )
    others = tuple(s for s in state.settling if s.task_id != event.task_id)
    return state.model_copy(update={"settling": (*others, one)[-_MOST:]})


def _in_question(state: CandidateState, named: tuple[str, ...]) -> tuple[str, ...]:
    """The applications that a withdrawal is about: those that their messages named, else the only or the latest one
    that is open.
    """
    still = [a for a in state.applications if not a.is_closed]
    found = [a for a in still if a in [state.meant(name) for name in named]]
    return tuple(a.application_id for a in found or (still[-1:] if not named else []))


# ---------------------------------------------------------------- around tasks, and what a decision puts on record


def task_opened(state: CandidateState, event: TaskOpened) -> CandidateState:
    """It is remembered that a colleague was asked after a stop, so that it is asked once."""
    if event.kind != STOPPED or state.stop is None:
        return state
    return state.model_copy(update={"stop": state.stop.model_copy(update={"asked": True})})


def task_completed(state: CandidateState, event: TaskCompleted) -> CandidateState:
    """`done` on what is asked after a stop confirms the application. Its task is still among the open ones."""
    task = state.task(event.task_id)
    return _seen(state, task.application_id, event) if task is not None and task.kind == STOPPED else state


def placed(state: CandidateState, application_id: str, event: Event) -> CandidateState:
    """The state after something was told of an application. Of one whose end was told nothing more is asked."""
    app = state.application(application_id)
    if app is None or not app.is_closed or not isinstance(event, Rejected | Withdrawn | Hired):
        return state
    settling = []
    for one in state.settling:
        rest = tuple(a for a in one.applications if a != app.application_id)
        if one.answer == "stop" or rest:
            settling.append(one.model_copy(update={"applications": rest}))
    state = state.model_copy(update={"settling": tuple(settling)})
    owed = state.owed
    if owed is None or not owed.withdraws or not _is_about(owed, app, state):
        return state
    if isinstance(event, Withdrawn):  # what they asked for is done
        return state.model_copy(update={"owed": None})
    asks = f"{owed.asks or owed.event_id}:closed"[-200:]
    return state.model_copy(
        update={"owed": owed.model_copy(update={"withdraws": False, "certain": True, "asks": asks})}
    )


def _is_about(owed: PendingReply, app: Application, state: CandidateState) -> bool:
    if owed.application_id is not None:
        meant = state.meant(owed.application_id)
        return meant is None or meant.application_id == app.application_id
    return all(a.is_closed or a.application_id == app.application_id for a in state.applications)


def facts(state: CandidateState, now: datetime) -> Iterator[Event]:
    """What a colleague's answers come to, told as if the candidate had said it in so many words."""
    for one in state.settling:
        about: dict[str, Any] = {"occurred_at": now, "author": one.author}
        if one.answer == "stop":
            for channel in scope(one.closes):
                ident = f"answered:{one.task_id}:{channel or 'all'}"
                yield OptedOut(event_id=ident, channel=channel, reason="a colleague read it as a stop", **about)
        for name in one.applications:
            yield Withdrawn(event_id=f"answered:{one.task_id}:{name}"[:180], application_id=name, **about)


# ---------------------------------------------------------------- two records of one person (R17)


def joined(mine: CandidateState, theirs: CandidateState, renamed: Mapping[str, str]) -> dict[str, Any]:
    """What holds for either holds for both: a doubt, a stop, an answer that is still to be carried out."""
    known = {one.task_id for one in mine.settling}
    more = tuple(_renamed(one, renamed) for one in theirs.settling if one.task_id not in known)
    return {
        "doubt": _one_doubt(mine.doubt, _renamed(theirs.doubt, renamed) if theirs.doubt else None),
        "stop": _one_stop(mine.stop, theirs.stop),
        "settling": (*more, *mine.settling)[-_MOST:],
        "silence_from": _latest(mine.silence_from, theirs.silence_from),
    }


def _renamed(one: _Part, renamed: Mapping[str, str]) -> _Part:
    return one.model_copy(update={"applications": tuple(renamed.get(name, name) for name in one.applications)})


def _one_doubt(mine: Doubt | None, theirs: Doubt | None) -> Doubt | None:
    if mine is None or theirs is None:
        return mine or theirs
    first = mine if mine.since <= theirs.since else theirs
    latest = mine if mine.asks_since >= theirs.asks_since else theirs
    everything = not mine.closes or not theirs.closes
    update = {
        "closes": () if everything else tuple(sorted({*mine.closes, *theirs.closes})),
        "applications": _unique((*theirs.applications, *mine.applications)),
        "answered": mine.answered and theirs.answered,
        "asks": latest.asks_about,
        "asked_at": latest.asks_since,
    }
    return first.model_copy(update=update)


def _one_stop(mine: Stop | None, theirs: Stop | None) -> Stop | None:
    if mine is None or theirs is None:
        return mine or theirs
    update = {
        "since": min(mine.since, theirs.since),
        "withdraws": mine.withdraws or theirs.withdraws,
        "wrote": mine.wrote or theirs.wrote,
        "by_ats": mine.by_ats and theirs.by_ats,
        "deleted": mine.deleted or theirs.deleted,
        "scoped": mine.scoped and theirs.scoped,
        "asked": mine.asked and theirs.asked,
        "seen": mine.seen and theirs.seen,
    }
    return (mine if mine.at >= theirs.at else theirs).model_copy(update=update)


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[-_MOST:]


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)
