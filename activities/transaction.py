"""The part that every decision shares: compare the snapshot with the ledger, catch up, decide, write down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from activities import outcomes
from activities.merging import hand_over, take_over
from domain.decisions import erasing, undo
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.merge_steps import passing_on, while_joining
from domain.decisions.undo import A_CLICK, may_take_back
from domain.events import (
    AttentionCleared,
    AttentionRaised,
    Event,
    OptedIn,
    Reason,
    Redacted,
    TakenBack,
    TaskDropped,
    TaskOpened,
    Undone,
)
from domain.events.releases import SCHEMA_NUMBER
from domain.names import FollowUpState, task_id
from domain.reducers.evolve import catch_up, evolve_all, refold
from domain.reducers.recovered import can_be_read
from domain.state.consent import Closings, applied_anew, change_of
from domain.state.model import CandidateState, Decision, DecisionRequest, DecisionResult, Task
from domain.state.reachability import is_closed_by_ats
from domain.state.unread_facts import unread, with_unread
from domain.views.status import newly_shown, status_view
from ledger.store import Book

_PAGE = 100
"""Facts of the ledger folded in at a time; the marker that carries them stays far below the limit of a payload."""

_LOOK_AGAIN = timedelta(hours=1)


@dataclass
class CandidateTransaction:
    """One transaction over one candidate's book: what is known, and what this sitting puts on record."""

    book: Book
    ask: DecisionRequest
    state: CandidateState
    missing: tuple[Event, ...] = ()
    events: tuple[Event, ...] = ()
    next: Decision | None = None
    pending_appended: bool = False  # does what was told stand in the ledger already?
    kept: tuple[Event, ...] = ()  # told to one who has handed over, to be passed on
    handed_over: bool = False  # because the ledger knows this id as another name: the other clock has yet to hear it
    refolds: bool = False  # is the state folded again from the ledger, because an older release had skipped something?

    @classmethod
    def open(cls, book: Book, request: DecisionRequest) -> CandidateTransaction | DecisionResult:
        """Compare the positions first. A result instead of a transaction: nothing may be decided now."""
        if book.erased:
            return _forgotten(book, request)
        standing = book.compare(request.state.position)
        if standing == "behind":
            return _behind(book, request)
        if standing == "ahead":
            book.raise_if_newer()
        refolds = _can_read_what_was_skipped(book, request) or _takes_words_out(book, request)
        if standing == "same" and not refolds:
            sitting = cls(book, request, request.state)
        else:
            missing, position = book.since(0 if refolds else request.state.position.seq, _PAGE)
            if not refolds and _lost_words(request, missing):
                refolds = True
                missing, position = book.since(0, _PAGE)
            more = position.seq < book.position().seq
            taking_in = refold if refolds else catch_up
            state = taking_in(request.state, missing, more=more).replace(position=position)
            if more:
                again = (request.state.decision or Decision()) if refolds else Decision()
                again = again.replace(at=request.now, action="wake")
                return DecisionResult(missing=tuple(missing), next=again, position=position, more=True, refolds=refolds)
            sitting = cls(book, request, state, missing=tuple(missing), refolds=refolds)
        if request.state.attention:
            sitting.record(AttentionCleared(event_id=f"agrees@{request.state.position.seq}", occurred_at=request.now))
            sitting.record(*_dropped(request, lambda task: task.kind == "ledger", _AGREED))
            sitting.record(*_begun(book, request))
        sitting.state = sitting.state.replace(schema_number=SCHEMA_NUMBER)
        sitting._merge()
        sitting._take_back()
        return sitting

    def _merge(self) -> None:
        """Hand over to whom the same person is followed up as, or take over from them (R17)."""
        state, merges = self.state, self.book.merges
        if not (state.merged_into or state.leaving_to) and self.book.alias_of:
            # Nobody asked this clock to: it was started by something that did not know the other name.
            self.state = state = state.replace(leaving_to=self.book.alias_of)
            self.handed_over = True
            self._close_for(self.book.alias_of)
        if state.merged_into:
            self.kept = state.pending  # said to the other one, and on record there
            self._close_for(state.merged_into)
            self.state = state.replace(pending=())
        elif state.leaving_to:
            self.record(hand_over(merges, state, self.ask.now))
        while facts := take_over(self.book.merges, self.state, self.ask.now):
            self.record(*facts)

    def _close_for(self, other_id: str) -> None:
        """A stop among what was just told holds for the one who is followed up from this commit on (R3)."""
        owner = self.book.merges.way_to_owner(other_id)[-1]
        for event in self.state.pending:
            for change in (one for one in change_of(event) if one.action == "close"):
                self.book.merges.close_at_once(self.state.candidate, owner, change, event.occurred_at)

    def _take_back(self) -> None:
        """Put on record what comes of what was just taken back (R21), before anything is decided or sent."""
        told = [event for event in self.state.pending if isinstance(event, TakenBack) or may_take_back(event)]
        for event in told:
            if not isinstance(event, TakenBack) and not self._has_left(event):
                continue
            stories = self.book.stories(self.state.joined)
            story = stories.story(self.ask.now, told=(*self.state.pending, *self.events))
            found = undo.facts(story, event, self.state)
            self.record(*found)
            # What it opens is open, and what it closes is closed, from this very decision on (R7).
            opening = [fact for fact in found if isinstance(fact, Undone) and fact.closed is not None]
            if opening:
                self.append_pending()
                self.book.carry_out(opening, self.state.candidate)

    def _has_left(self, event: Event) -> bool:
        """Has something happened that this could take back? Most moves are news, and need no look into the record."""
        kinds = ("opted_out",) if isinstance(event, OptedIn) else ("rejected", "hired", "withdrawn")
        told = (*kinds, "stage_changed")
        if any(one.type in told and one is not event for one in self.state.pending) or self.book.has_any(kinds):
            return True
        return not isinstance(event, OptedIn) and self.book.has_moved(since=event.occurred_at - A_CLICK)

    def world(self) -> DecisionContext:
        """The rules in force in this very transaction, and the channels that the ledger has closed."""
        pending = self.state.pending
        if any(applied_anew(event) or any(c.action == "open" for c in change_of(event)) for event in pending):
            self.append_pending()  # what they opened again themselves is open from this very decision on (R7)
        candidate = self.state.candidate
        closed, doubted = self.book.suppressed(candidate), False
        for waiting in self.state.merging:  # the same person, who has not handed over yet: a stop of theirs holds (R7)
            if other := self.book.merges.record_of(waiting.merged_id):
                by_ats = other.closed_channels if is_closed_by_ats(other) else ()
                theirs = Closings.of(other.closed_channels, by_ats)
                closed = closed.and_also(self.book.merges.closed_for(other.candidate)).and_also(theirs)
                doubted = doubted or other.doubt is not None
        return DecisionContext(
            playbook=self.book.playbook(),
            candidate=candidate,
            now=self.ask.now,
            suppressed=closed,
            standing=self.book.standing(),
            team=self.book.team(self.ask.now),
            doubted=doubted,
        )

    @property
    def decision(self) -> Decision:
        """The last one taken."""
        return self.next or Decision()

    def record(self, *events: Event) -> None:
        """Fold in facts; they are written at the end of the transaction."""
        self.state = evolve_all(self.state, events)
        self.events = (*self.events, *events)

    def append_pending(self) -> None:
        """Write down what was told, before something is looked up that hangs on it."""
        if self.state.pending and not self.pending_appended:
            self.pending_appended = True
            self.book.append(self.state.pending, self.state.candidate, self.ask.now)

    def decide(self, context: DecisionContext) -> Decision:
        """Take the decision on what is known now."""
        settled = {key for e in (*self.missing, *self.state.pending, *self.events) if (key := _settled(e))}
        decided = decide(self.state, context, settled=settled)
        self.state = decided.state
        self.events = (*self.events, *decided.events)
        self.next = while_joining(decided.next, self.state)
        if self.kept or (self.handed_over and self.state.merged_into):
            self.next = passing_on(self.next, self.ask.now)
        return self.next

    def write(self) -> DecisionResult:
        """Append what is new, project where the candidate stands, and give the result for the workflow."""
        assert self.next is not None
        pending = self.state.pending
        told = () if self.pending_appended else pending
        position = self.book.append([*told, *self.events], self.state.candidate, self.ask.now)
        notes = unread((*pending, *self.events))
        self.state = with_unread(self.state, notes).replace(pending=(), position=position, decision=self.next)
        self.book.project(self.state, status_view(self.state))
        return DecisionResult(
            missing=self.missing,
            refolds=self.refolds,
            events=self.events,
            next=self.next,
            position=position,
            unread=notes,
            appended=tuple(event.event_id for event in pending),
            shown=newly_shown(self.state),
        )


def _forgotten(book: Book, request: DecisionRequest) -> DecisionResult:
    """They are being erased, or were (R23): the clock ends. Whoever applies again under that id is passed on."""
    told = request.state.pending
    if book.applies_anew(told):
        return DecisionResult(next=passing_on(erasing.at_rest(), request.now), position=request.state.position)
    appended = tuple(event.event_id for event in told)
    return DecisionResult(next=erasing.at_rest(), position=request.state.position, appended=appended)


def _can_read_what_was_skipped(book: Book, request: DecisionRequest) -> bool:
    """Can this release read what an older one skipped of this person? Then they are folded again from the ledger.

    What follows from such a fact in other tables is carried out now, where the older release could not, and what
    colleagues were asked because of it is dropped.
    """
    skipped = request.state.skipped
    if not skipped or request.state.catching_up:
        return False
    on_record = book.readable(skipped)
    ids = {one.event_id for one in skipped}
    waiting = [event for event in request.state.pending if event.event_id in ids and can_be_read(event)]
    if not on_record and not waiting:
        return False
    due = {one.event_id for one in skipped if one.unread}
    as_they_are = evolve_all(request.state, on_record).candidate  # their address may be among what was skipped
    book.carry_out([event for event in on_record if event.event_id in due], as_they_are)
    whose = request.state.candidate.candidate_id
    needless = {task_id("refused", whose, event.event_id) for event in (*on_record, *waiting)}
    text = "a newer release has read what was told, and it counts"
    dropped = _dropped(request, lambda task: task.task_id in needless, Reason(rule="R26", text=text))
    book.append(dropped, request.state.candidate, request.now)
    return True


def _takes_words_out(book: Book, request: DecisionRequest) -> bool:
    """Does a colleague take words out of the record (R23)? Then that is written first, and they are folded again from
    what is left, so that the clock has them no more either.
    """
    told = [event for event in request.state.pending if isinstance(event, Redacted)]
    if not told or request.state.catching_up:
        return False
    book.append(told, request.state.candidate, request.now)
    return True


def _lost_words(request: DecisionRequest, missing: Sequence[Event]) -> bool:
    """Did something that this clock still knows lose its words, because Temporal's database is an older copy?"""
    begins = request.state.position.seq == 0 or request.state.catching_up
    return not begins and any(isinstance(fact, Redacted) for fact in missing)


def of_this_release(result: DecisionResult) -> DecisionResult:
    """The verdict with the number of the release that gives it, so that an older one does not go on from it."""
    if result.schema_number == SCHEMA_NUMBER:
        return result
    return result.replace(schema_number=SCHEMA_NUMBER)


def _settled(event: Event) -> str | None:
    """The key of the touch that this fact ended, if it ended one."""
    key = getattr(event, "touch_key", None)  # also of a fact that only a newer release reads
    return key if isinstance(key, str) and event.type != "held" else None


def _dropped(request: DecisionRequest, which: Callable[[Task], bool], why: Reason) -> list[TaskDropped]:
    """The calls for people that end, with the reason; also in a ledger that never heard of them."""
    return [
        TaskDropped(
            event_id=f"dropped:{task.task_id}@{request.state.position.seq}",
            occurred_at=request.now,
            application_id=task.application_id,
            task_id=task.task_id,
            why=(why,),
        )
        for task in request.state.tasks
        if which(task)
    ]


def _begun(book: Book, request: DecisionRequest) -> list[Event]:
    """What was on its way when the ledger was lost: the clock waits for it no more, and it may have gone out."""
    waited_for = {key for key, attempt in request.state.tries.items() if attempt.pending_until is not None}
    begun = book.merges.unconfirmed(request.state.candidate.candidate_id)
    return [outcomes.broken_off(attempt, request.now) for attempt in begun if attempt.touch_key not in waited_for]


def _behind(book: Book, request: DecisionRequest) -> DecisionResult:
    """The ledger lacks what the workflow knows (it was restored): nothing is sent until people have looked
    (docs/architecture.md).
    """
    look_again = Decision(at=request.now + _LOOK_AGAIN, action="wake", state=FollowUpState.ATTENTION, why=_BEHIND)
    if request.state.attention:
        return DecisionResult(next=look_again, position=request.state.position)
    ident = task_id("ledger", request.state.candidate.candidate_id, str(request.state.position.seq))
    events: Sequence[Event] = (
        AttentionRaised(event_id=f"behind@{request.state.position.seq}", occurred_at=request.now, why=_BEHIND),
        TaskOpened(
            event_id=f"opened:{ident}",
            occurred_at=request.now,
            task_id=ident,
            kind="ledger",
            title="The ledger is older than this candidate's clock: fill it with `followup recover ledger`",
            due_at=request.now + timedelta(days=1),
            why=_BEHIND,
        ),
    )
    state = evolve_all(request.state, events)
    # Written for people to see; the position stays the workflow's, so that the disagreement is not papered over.
    position = book.append(events, state.candidate, request.now)
    shown = state.replace(pending=(), position=position, decision=look_again)
    book.project(shown, status_view(shown))
    return DecisionResult(
        events=tuple(events), next=look_again, position=request.state.position, shown=newly_shown(shown)
    )


_AGREED = Reason(rule="ledger", text="ledger and clock agree again")
_BEHIND = (
    Reason(rule="ledger", text="the ledger lacks facts that this clock has, so nothing is sent until that is fixed"),
)
