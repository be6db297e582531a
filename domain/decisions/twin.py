"""The life of a person in which something was never said, told beside the one on record (R21).

Both are folded from the same record. From what was never said on, what decisions put on record may follow from it: so
the other life takes its own, by the rules that were in force. What went out in this life and would not have in the
other went out because of what was said, which can then not be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide, touch_of
from domain.decisions.due_step import DueStep
from domain.decisions.message_context import Links, message_context
from domain.decisions.scheduling import ScheduledStep, scheduled
from domain.delivery.mail_sender import MailSender, mail_sender
from domain.events import (
    CameInSilent,
    DeliveryPending,
    DeliveryReported,
    DeliveryUnknown,
    Event,
    EventBuffered,
    Expired,
    Held,
    HistoryJoined,
    InterviewHeld,
    NotAcceptedYet,
    OptedOut,
    Redacted,
    RefusedForGood,
    Resumed,
    Sent,
    SilenceBreached,
    Skipped,
    TakenBack,
    TaskCompleted,
    TaskDropped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
    Undone,
    WentQuiet,
    Withdrawn,
)
from domain.messages.render import path_of
from domain.messages.template_parsing import MessageError, whole_source
from domain.messages.variants import chosen_variant
from domain.names import OWN_WORDS, Channel, is_for_colleague
from domain.reducers import changes
from domain.reducers.colleagues import key_for_colleague
from domain.reducers.evolve import begin, evolve
from domain.reducers.merge_handshake import MERGE_TASK
from domain.reducers.merged_history import put_together, taken_apart
from domain.reducers.own_words import is_own_words
from domain.state.model import DONE_TASKS_LIMIT, Application, Candidate, CandidateState, Entry

_WAKES: Final = 400
"""How often the other life may wake by itself between two moments of the record: a guard."""

_DERIVED: Final = (
    Skipped,
    Expired,
    TaskReminded,
    TaskEscalated,
    SilenceBreached,
    WentQuiet,
    EventBuffered,
    CameInSilent,
)
_BY_RULE: Final = (Resumed, InterviewHeld, OptedOut, Withdrawn)
"""Facts that are told, and that a decision puts on record by itself too: then their source is `system`."""

_AS_ON_RECORD: Final = ("ledger", MERGE_TASK, "records")
"""Kinds of tasks that no decision opens, so they are as they are in both lives."""

_SPOKEN: Final = ("answer", "call", "silence", "reach")
"""Kinds of tasks of which the end says that a colleague has spoken to them."""

_DELIVERY: Final = (Sent, NotAcceptedYet, RefusedForGood, DeliveryUnknown, DeliveryPending)
_MAY_HAVE_GONE: Final = (Sent, DeliveryUnknown, DeliveryPending)


class Fact(NamedTuple):
    """A fact with the instant at which it was put on record."""

    event: Event
    at: datetime


class WentOut(NamedTuple):
    """What went out, or was done, because of what is to be taken back."""

    event: Event
    what: str  # "sent", "unknown" or "done"

    @property
    def at(self) -> datetime:
        return self.event.occurred_at


WorldOf = Callable[[Candidate, datetime], DecisionContext]
"""The rules that were in force at an instant, and what others had closed for the person's addresses by then."""

RecordOf = Callable[[str], Sequence[Fact]]
"""The record of another id of the same person (R17)."""


class Lives:
    """Two lives of one person: as it is on record, and without some of its facts."""

    def __init__(
        self, whose: str, record: Sequence[Fact], without: Collection[str], world_of: WorldOf, record_of: RecordOf
    ) -> None:
        self.real = begin(whose)
        self.other = self.real
        self.because: list[WentOut] = []
        self.derived: list[Event] = []
        """What the decisions of the other life put on record."""
        self.closings: list[OptedOut] = []
        """Stops of this life that followed from what a colleague had answered."""
        self.on_record: set[tuple[str, str]] = set()
        """Of this life, since they differ: the types and keys of what touches came to without going out."""
        self.differ = False
        self.is_behind = False
        """Would something have gone out in the other life that did not in this one?"""
        self._record, self._without = record, set(without)
        self._world_of, self._record_of = world_of, record_of
        self._whose = whose
        self._delivered = {fact.event.touch_key for fact in record if isinstance(fact.event, _DELIVERY)}
        self._ids: dict[str, set[str]] = {}
        self._settled: set[str] = set()
        self._known: set[tuple[str, int]] = set()
        self._stale = False
        self._now: datetime | None = None
        self._decided_at: datetime | None = None

    def live(self, until: datetime) -> None:
        """Tell both to the end of the record, and let the other's clock run on. Raises Undecidable."""
        begins, left = self._begins(), 0
        for at, facts in groupby(self._record, key=lambda fact: fact.at):
            if self.differ:
                self._run_on(at)
            for fact in facts:
                self._take(fact.event, at, is_first=left == begins)
                left += 1
            if self.differ and (self._stale or self._is_due(at)):
                self._decide(at)
            self._now = at
        if self.differ:
            self._run_on(until)

    def _begins(self) -> int:
        """The place in the record from which on the lives differ.

        What was taken back before is no part of either; where that lies across it, the lives part there already.
        """
        places: dict[str, int] = {}
        for place, fact in enumerate(self._record):
            joined = self._ids_of(fact.event.merged_id) if isinstance(fact.event, HistoryJoined) else ()
            for ident in (fact.event.event_id, *joined):
                places.setdefault(ident, place)
        firsts = [place for ident, place in places.items() if ident in self._without]
        begins = min(firsts, default=len(self._record))
        spans = []
        for end, fact in enumerate(self._record):
            if isinstance(fact.event, Undone) and fact.event.becomes == "done":
                first = min((places[ident] for ident in fact.event.without if ident in places), default=end)
                spans.append((first, end, fact.event.without))
        for first, end, _ in reversed(spans):
            if first < begins < end:
                begins = first
        for _, end, gone in spans:
            if end > begins:
                self._without.update(gone)
        return begins

    # ------------------------------------------------------------ one fact

    def _take(self, event: Event, at: datetime, *, is_first: bool) -> None:
        if is_first:
            self._part(at)
        before = self.real
        if isinstance(event, HistoryJoined) and self._holds(event):
            self._join(event, at)
            return
        self.real = evolve(self.real, event)
        if not self.differ:
            if isinstance(event, _MAY_HAVE_GONE):  # whatever is found out about it later, it was sent before
                self._known.add((event.touch_key, event.attempt))
            return
        if event.event_id in self._without:
            self._keep_numbers(self.other)
            self._stale = True
            return
        if isinstance(event, TakenBack | Undone | Redacted):
            return
        if self._follows(event, before):
            if isinstance(event, Skipped | Expired):
                self.on_record.add((event.type, event.touch_key))
            if isinstance(event, OptedOut):
                self.closings.append(event)
            return
        if key_for_colleague(event) and not isinstance(event, Expired | Skipped):  # no candidate read it
            self.other = evolve(self.other, event)
            self._stale = True
            return
        if isinstance(event, _DELIVERY) or (isinstance(event, Held) and event.channel is not None):
            self._deliver(event, before, at)
            return
        if isinstance(event, TaskCompleted) and self.other.task(event.task_id) is None:
            self._complete(event, before)
            return
        earlier = self.other
        self.other = evolve(self.other, event)
        if isinstance(event, DeliveryReported):
            self._settled.add(event.touch_key)
        self._keep_numbers(earlier)
        self._stale = True

    def _part(self, at: datetime) -> None:
        """From here on the two differ; the other waits for what this one waited for."""
        self.differ, self.other = True, self.real
        if self._now is not None and self.other.applications:
            self._decide(self._now)
            self.derived.clear()

    def _follows(self, event: Event, before: CandidateState) -> bool:
        """Did a decision put it on record, so that it may follow from what was said?"""
        if isinstance(event, Held):
            return event.channel is None
        if isinstance(event, TaskOpened):
            taken_over = "@" in event.event_id and not event.event_id.rpartition("@")[2].isdigit()
            return event.kind not in _AS_ON_RECORD and (not taken_over or "@undo-" in event.event_id)
        if isinstance(event, TaskDropped):
            task = before.task(event.task_id)
            return task is None or task.kind not in _AS_ON_RECORD
        return isinstance(event, _DERIVED) or (isinstance(event, _BY_RULE) and event.source == "system")

    def _complete(self, event: TaskCompleted, before: CandidateState) -> None:
        """What a colleague did although the other life did not ask for it is done in that one too."""
        task = before.task(event.task_id)
        if task is not None and task.kind in _SPOKEN:
            self.because.append(WentOut(event, "done"))
        done = (*self.other.done_tasks, event.task_id)[-DONE_TASKS_LIMIT:]
        self.other = self.other.replace(done_tasks=done)

    def _deliver(self, event: Event, before: CandidateState, at: datetime) -> None:
        """What became of an attempt to send is the same in both, if it would have been made in the other life."""
        key: str = event.touch_key  # type: ignore[attr-defined]
        attempt: int = getattr(event, "attempt", 0)
        if self._stale or self._decided_at != at:  # a delivery decides before it sends
            self._decide(at)
        if isinstance(event, _MAY_HAVE_GONE) and (key, attempt) not in self._known:
            self._known.add((key, attempt))
            if not self._would_have_gone(key, event.channel, before, event.occurred_at):
                self.because.append(WentOut(event, "sent" if isinstance(event, Sent) else "unknown"))
        self.other = evolve(self.other, event)
        if key in self.real.tries:
            self.other = self.other.replace(tries={**self.other.tries, key: self.real.tries[key]})
        if not isinstance(event, Held):
            self._settled.add(key)
        self._stale = True

    def in_flight(self, key: str, channel: Channel, at: datetime, event: Event) -> None:
        """An attempt was begun, and nothing on record says how it ended."""
        if is_for_colleague(key):
            return
        if not self._would_have_gone(key, channel, self.real, at):
            self.because.append(WentOut(event, "unknown"))

    # ------------------------------------------------------------ the other life's own clock

    def _run_on(self, until: datetime) -> None:
        """Let it wake for its duties. What it would send stays due: nobody knows how that would have ended."""
        for _ in range(_WAKES):
            decision = self.other.decision
            if decision is None or decision.at is None or decision.at >= until:
                return
            if decision.action == "send" and decision.touch and decision.touch.key not in self._delivered:
                self.is_behind = True
            if not self._is_due(decision.at):
                return
            self._decide(decision.at)

    def _is_due(self, now: datetime) -> bool:
        """Does it wake by now for anything but a message?"""
        decision = self.other.decision
        if decision is None or decision.at is None or decision.action != "wake" or decision.at > now:
            return False
        return self._decided_at is None or decision.at > self._decided_at

    def _decide(self, now: datetime) -> None:
        world = self._world_of(self.other.candidate, now)
        decided = decide(self.other, world, settled=self._settled)
        self.other = decided.state.replace(decision=decided.next)
        self.derived += decided.events
        self._settled, self._stale, self._decided_at = set(), False, now

    # ------------------------------------------------------------ would it have gone out?

    def _would_have_gone(self, key: str, channel: Channel, before: CandidateState, at: datetime) -> bool:
        """Would this touch have gone out in the other life too, by then, this way, and in these words?"""
        world, theirs = self._world_of(before.candidate, at), self._world_of(self.other.candidate, at)
        one = _placed(key, self.other, theirs)
        if one is None or one.outcome != "send" or one.channel is not channel:
            return False
        if one.at > at and not (self.is_behind and one.due.due_at <= at):
            mine = _placed(key, before, world)
            if mine is None or mine.at <= at or one.at > mine.at:
                return False
        if is_own_words(key):  # the words are the same; whose name we put under them may not be
            return _signs(one, before) == _signs(one, self.other)
        here = _placed(key, before, world)
        return here is None or _same_words(here, before, world, one, self.other, theirs)

    # ------------------------------------------------------------ numbers, and other ids of the person

    def _keep_numbers(self, earlier: CandidateState) -> None:
        """No number of a stay is given twice, and a stay that both lives come to has one number: touch keys hold it."""
        apps = []
        for app in self.other.applications:
            mine, before = self.real.application(app.application_id), earlier.application(app.application_id)
            if mine is not None:
                app = _numbered(app, mine, before.entry if before else None)
            apps.append(app)
        self.other = self.other.replace(applications=tuple(apps))

    def _holds(self, event: Event) -> bool:
        """Is something that is to be taken back part of the record that was joined here?"""
        return isinstance(event, HistoryJoined) and not self._without.isdisjoint(self._ids_of(event.merged_id))

    def _ids_of(self, whose: str) -> set[str]:
        """Of all facts under another id, and under those that were joined into it."""
        if whose not in self._ids:
            self._ids[whose] = set()  # should they ever be joined in a circle
            record = self._record_of(whose)
            inner = [self._ids_of(f.event.merged_id) for f in record if isinstance(f.event, HistoryJoined)]
            self._ids[whose] = {fact.event.event_id for fact in record}.union(*inner)
        return self._ids[whose]

    def _join(self, event: HistoryJoined, at: datetime) -> None:
        """Join what the other id's record would have been."""
        if not self.differ:
            self._part(at)
        theirs = Lives(
            event.merged_id, self._record_of(event.merged_id), self._without, self._world_of, self._record_of
        )
        theirs.live(at)
        self.because += theirs.because
        patch = changes.between(theirs.real, theirs.other)
        self.real, earlier = evolve(self.real, event), self.other
        try:
            record = changes.applied(put_together(event.merged_id, event.record, event.details), patch)
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
            self.other = evolve(self.other, event)
        else:
            public, details = taken_apart(record)
            self.other = evolve(self.other, event.replace(record=public, details=details))
        self._keep_numbers(earlier)
        self._stale = True


def _numbered(app: Application, mine: Application, before: Entry | None) -> Application:
    entered = before is None or before.number != app.entry.number
    if entered and mine.entry.stage is app.entry.stage and mine.entry.number != app.entry.number:
        app = app.replace(entry=app.entry.replace(number=mine.entry.number))
        return app.replace(entries=mine.entries)
    return app.replace(entries=max(app.entries, mine.entries))


def _placed(key: str, state: CandidateState, context: DecisionContext) -> ScheduledStep | None:
    return next((one for one in scheduled(state, context) if one.due.key == key), None)


# ---------------------------------------------------------------- words


_NO_LINKS: Final = Links(unsubscribe="")


def _same_words(
    one: ScheduledStep,
    state: CandidateState,
    context: DecisionContext,
    other: ScheduledStep,
    their_state: CandidateState,
    theirs: DecisionContext,
) -> bool:
    """Would they have read the same? Nothing is rendered: what the words name is compared."""
    if one.due.step.message == OWN_WORDS or one.channel is None or other.channel is None:
        return True
    path, their_path = _path(one.due, state, one.channel, context), _path(other.due, their_state, other.channel, theirs)
    if path is None or path != their_path:
        return path == their_path
    if one.channel is Channel.EMAIL and _sender(one, state, context) != _sender(other, their_state, theirs):
        return False
    mine = message_context(state, touch_of(one, state, context), context, _NO_LINKS)
    others = message_context(their_state, touch_of(other, their_state, theirs), theirs, _NO_LINKS)
    words = whole_source(context.about(one.due.app).playbook, path)
    return not any(_names(words, group, name) for group, name in _different(mine, others))


def _signs(one: ScheduledStep, state: CandidateState) -> str:
    app = state.application(one.due.app.application_id)
    return app.recruiter.name if app else ""


def _sender(one: ScheduledStep, state: CandidateState, context: DecisionContext) -> MailSender:
    """From whom it comes, which stands in From: whatever the words say."""
    app = state.application(one.due.app.application_id)
    return mail_sender(context.playbook, app.recruiter if app else None)


def _path(due: DueStep, state: CandidateState, channel: Channel, context: DecisionContext) -> str | None:
    sms, locale = channel is Channel.SMS, state.candidate.locale or None
    message = due.step.message or ""
    ident, kept = state.candidate.candidate_id, state.variant_had(message)
    context = context.about(due.app)
    variant = chosen_variant(context.playbook, message, due.step, ident, sms=sms, locale=locale, kept=kept)
    try:
        return path_of(context.playbook, message, sms=sms, locale=locale, variant=variant)
    except MessageError:
        return None


def _different(mine: Any, theirs: Any) -> list[tuple[str, str]]:
    found = []
    for group in mine:
        one, other = mine[group], theirs.get(group)
        if isinstance(one, dict) and isinstance(other, dict):
            found += [(group, name) for name in {*one, *other} if one.get(name, "") != other.get(name, "")]
        elif one != other:
            found.append((group, ""))
    return found


def _names(template: str, group: str, name: str) -> bool:
    wanted = rf"\b{re.escape(group)}\.{re.escape(name)}\b" if name else rf"\b{re.escape(group)}\b"
    return re.search(wanted, template) is not None
