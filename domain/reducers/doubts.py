"""What a candidate's words that need a person's judgement do to the state (R3, R7, R8).

A doubtful stop holds everything until a colleague says what was meant; a wish to withdraw waits beside the answer that
is owed. What a colleague answers is carried out by the next decision, as the very facts that would have told it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

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
from domain.reducers.merge_rules import Rule, both, by_rules, either, last, widest
from domain.replies.recorded_reply import Reading, is_stop_word, read
from domain.replies.wishes import gives_a_reason
from domain.state.consent import ATS_DELETED, BY_ATS, ConsentChange, scope
from domain.state.model import Application, CandidateState, Doubt, PendingReply, Settling, Stop
from domain.state.reachability import wants_peace
from domain.state.task_kinds import DOUBT, STOPPED
from domain.time.instants import latest

_MOST = 8
"""Applications, and answers waiting to be carried out, that are kept at a time."""

_NAMED = last(_MOST)


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
        return state.replace(doubt=doubt)
    doubt = old.replace(
        closes=widest(old.closes, reading.closes),
        applications=_NAMED(named, old.applications),
        answered=False,
        asks=event.event_id,
        asked_at=max(old.asks_since, event.occurred_at),
    )
    return state.replace(doubt=doubt)


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
        about = event.application_id or owed.application_id
        owed = owed.replace(withdraws=True, certain=reading.certain, asks=event.event_id, application_id=about)
    return state.replace(owed=owed)


def reached(state: CandidateState) -> CandidateState:
    """A colleague has reached them: if it was no stop, no answer is owed any more."""
    if state.doubt is None:
        return state
    return state.replace(doubt=state.doubt.replace(answered=True))


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
            stop = stop.replace(
                by_ats=old.by_ats and by_ats, scoped=old.scoped and scoped, deleted=deleted or old.deleted
            )
        if old is not None and old.wrote and not old.seen:
            stop = stop.replace(since=old.since, wrote=True, withdraws=old.withdraws)
    else:
        stop = _asked_again(old, at) if wrote and not old.wrote else old
        stop = stop.replace(by_ats=stop.by_ats and by_ats, deleted=stop.deleted or deleted)
    if withdraws:
        stop = stop.replace(withdraws=True)
    if deleted:  # what they wrote is answered by nobody, and asked about by nobody: they are gone
        return state.replace(stop=stop, doubt=None, owed=None, settling=())
    settling = tuple(one for one in state.settling if one.answer != "stop" or not _covers(state, one.closes))
    state = state.replace(settling=settling, stop=stop)
    if (doubt := state.doubt) is not None and (_covers(state, doubt.closes) or wants_peace(state)):
        stop = _asked_again(stop, min(stop.since, doubt.since))
        state = state.replace(doubt=None, silence_from=latest(state.silence_from, at))
    if (owed := state.owed) is not None and wants_peace(state):  # their words are in the task about the application
        stop = _asked_again(stop, min(stop.since, owed.since))
        stop = stop.replace(withdraws=stop.withdraws or owed.withdraws)
        state = state.replace(owed=None)
    return state.replace(stop=stop)


def _asked_again(stop: Stop, since: datetime) -> Stop:
    """There are words of theirs that a colleague has not been shown."""
    return stop.replace(since=since, wrote=True, asked=False, seen=False)


def _is_nothing_but_a_stop(event: ReplyReceived) -> bool:
    """By its words alone, however it was taken by whoever knows more of it: a button's mail may hold a letter, too."""
    words = read(event.replace(read_as=None))
    stops = is_stop_word(event.text, event.channel) or (words.kind == "stop" and words.certain)
    return stops and not words.withdraws and not gives_a_reason(event.text)  # whoever says why is to be shown


def _opened(before: CandidateState, state: CandidateState, event: Event, change: ConsentChange) -> CandidateState:
    """They opened it again themselves: that also answers whether they meant to stop it (R7)."""
    if not state.closed_channels:
        state = state.replace(stop=None)
    if wants_peace(before) and not wants_peace(state):
        state = state.replace(silence_from=latest(state.silence_from, event.occurred_at))
    doubt = state.doubt
    if doubt is None or event.occurred_at < doubt.since:
        return state
    left = () if change.channel is None else tuple(c for c in doubt.closes or SENDING_CHANNELS if c != change.channel)
    if left:
        return state.replace(doubt=doubt.replace(closes=left))
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
    state = state.replace(doubt=None, silence_from=latest(state.silence_from, at))
    return _settle(state, event, applications=found)


def _goes_on(state: CandidateState, doubt: Doubt, at: datetime) -> CandidateState:
    """It was an ordinary message: the hold ends, the silence during it was nobody's, and an answer is owed (R9)."""
    owed = state.owed
    if not doubt.answered and (owed is None or owed.since > doubt.since):
        application_id = doubt.applications[-1] if len(doubt.applications) == 1 else None
        theirs = owed or PendingReply(
            since=doubt.since, event_id=doubt.event_id, application_id=application_id, channel=doubt.channel
        )
        owed = theirs.replace(since=doubt.since, known_at=at)
    return state.replace(doubt=None, owed=owed, silence_from=latest(state.silence_from, at))


def _withdrawal_answered(state: CandidateState, owed: PendingReply, event: Approved) -> CandidateState:
    found = _in_question(state, _meant(owed))
    if event.answer == "go-on" or (event.answer == "withdrawn" and not found):
        return state.replace(owed=_withdraws_no_more(owed, "go-on"))
    if event.answer == "stop":
        return _settle(state, event)
    return _settle(state.replace(owed=None), event, applications=found)


def _withdraws_no_more(owed: PendingReply, why: str) -> PendingReply:
    """It is a reply like any other: what is asked about it now is another question."""
    return owed.replace(withdraws=False, certain=True, asks=f"{owed.asks or owed.event_id}:{why}"[-200:])


def may_withdraw(kind: str, state: CandidateState) -> bool:
    """Is an application open that they may mean, where a task asks whether they withdraw (R8)?"""
    if kind == DOUBT:
        return state.doubt is None or bool(_in_question(state, state.doubt.applications))
    return state.owed is None or bool(_in_question(state, _meant(state.owed)))


def _meant(owed: PendingReply) -> tuple[str, ...]:
    return (owed.application_id,) if owed.application_id else ()


def _seen(state: CandidateState, application_id: str | None, event: Approved | TaskCompleted) -> CandidateState:
    """A colleague knows that they want no messages, and says what becomes of the application."""
    if state.stop is not None:
        state = state.replace(stop=state.stop.replace(seen=True))
    if isinstance(event, Approved) and event.answer == "withdrawn":
        named = (application_id,) if application_id else ()
        return _settle(state, event, applications=_in_question(state, named))
    apps = tuple(
        a.replace(stop_seen_at=event.occurred_at) if a.application_id == application_id else a
        for a in state.applications
    )
    return state.replace(applications=apps)


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
    return state.replace(settling=(*others, one)[-_MOST:])


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
    return state.replace(stop=state.stop.replace(asked=True))


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
            settling.append(one.replace(applications=rest))
    state = state.replace(settling=tuple(settling))
    owed = state.owed
    if owed is None or not owed.withdraws or not _is_about(owed, app, state):
        return state
    if isinstance(event, Withdrawn):  # what they asked for is done
        return state.replace(owed=None)
    return state.replace(owed=_withdraws_no_more(owed, "closed"))


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


_ONE_DOUBT: Final[Mapping[str, Rule]] = {"closes": widest, "applications": _NAMED, "answered": both}
_ONE_STOP: Final[Mapping[str, Rule]] = {
    "since": min,
    "withdraws": either,
    "wrote": either,
    "by_ats": both,
    "deleted": either,
    "scoped": both,
    "asked": both,
    "seen": both,
}


def one_doubt(mine: Doubt | None, theirs: Doubt | None) -> Doubt | None:
    """The first of two, open until both are answered."""
    if mine is None or theirs is None:
        return mine or theirs
    newest = mine if mine.asks_since >= theirs.asks_since else theirs
    one = by_rules(mine, theirs, _ONE_DOUBT).replace(asks=newest.asks_about, asked_at=newest.asks_since)
    first = mine if mine.since <= theirs.since else theirs
    return one.replace(since=first.since, event_id=first.event_id, channel=first.channel)


def one_stop(mine: Stop | None, theirs: Stop | None) -> Stop | None:
    """The later of two, with what was said in either."""
    if mine is None or theirs is None:
        return mine or theirs
    return by_rules(mine, theirs, _ONE_STOP).replace(at=max(mine.at, theirs.at))


def settling_of_both(mine: tuple[Settling, ...], theirs: tuple[Settling, ...]) -> tuple[Settling, ...]:
    """The answers of colleagues that are still to be carried out."""
    known = {one.task_id for one in mine}
    return (*(one for one in theirs if one.task_id not in known), *mine)[-_MOST:]
