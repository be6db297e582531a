"""The activity `deliver`: look up, gate, reserve, send, confirm, decide the next (docs/architecture.md, "The loop"
and "Delivery").

It can run again although it did its work, so it looks before it leaps: at the ledger's position, at the touch's
attempts, and once more at the rules, in the very transaction that reserves. What it cannot know it calls unknown.

No template runs in that transaction: the words are written before it, from what the clock knows and the playbook that
was last seen in force. Where the transaction finds that they depend on something else now, it is taken back, they are
written again, and it starts over.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from zlib import crc32

from temporalio import activity

from activities import outcomes
from activities.handing_over import Handovers, Place, SendTimeouts, pauses, post
from activities.transaction import CandidateTransaction, of_this_release
from activities.writing import MessageRenderer, RenderedMessage, UnwritableMessage, Wording, Written
from channels.sender import (
    SOCKET_BUDGET,
    Accepted,
    ChannelLimiter,
    Deferred,
    NotAccepted,
    Outcome,
    OutgoingMessage,
    Refused,
    Sender,
    Unknown,
    time_limit,
)
from clock import Clock, host_now
from domain.decisions.colleague_steps import asked_fact, shown_name
from domain.decisions.colleague_words import addressee
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.signing import Signature, letter_of, signature_of
from domain.delivery.attempts import Finding, finding
from domain.delivery.retries import slow_time
from domain.delivery.sent_fact import sent
from domain.events import DeliveryPending, Event, Why
from domain.messages.own_words import OwnWords
from domain.names import AttemptState, Channel
from domain.people.team import NO_TEAM
from domain.playbook.model import Playbook
from domain.reducers.evolve import evolve
from domain.state.model import (
    Candidate,
    CandidateState,
    ColleagueTouch,
    Decision,
    DecisionRequest,
    DecisionResult,
    Touch,
)
from domain.views.status import newly_shown
from ledger.store import Attempt, Book, CommitInDoubt, Ledger, LedgerUnavailable

log = logging.getLogger(__name__)

LATEST_START = timedelta(seconds=8)
"""Host time between scheduling and the POST after which we do not send: a laptop that slept, a worker that hung."""

_CONFIRM_BUDGET = 7.0
"""Seconds since the start within which a confirmation is tried again; the activity's own limit is 8."""

_WRITING_BUDGET = 3.0
"""Seconds since the start within which words are written anew; the transaction and the send need the rest of the 8."""

_REWRITES = 2
"""How often they are, where something changes each time."""

_SOON = timedelta(seconds=5)
_LONG = timedelta(minutes=15)
_LATER = timedelta(seconds=10)
"""At the earliest; as much again at the latest, so that not all come back at once."""

_BUSY = "the computer was too busy to write the message"
_OTHER_WORDS = "what the message depends on changed while it was being written"
_UNHEARD = "something has just come in about them that their clock has not seen yet"
_GIVEN_UP = "it was not certain that the attempt was reserved, so it was not sent"
_CLOSED = "their address is closed"
_CAME_BACK = "the provider has since said that it can't be delivered this way"


@dataclass(frozen=True, slots=True)
class Reserved:
    """A touch whose reservation is committed, ready to be sent."""

    transaction: CandidateTransaction
    context: DecisionContext
    touch: Touch
    letter: RenderedMessage
    why: Why  # of the decision that the timer waited for: what moved it is told there
    message: OutgoingMessage
    signature: Signature
    verdict: DecisionResult


class _NotNow(Exception):
    """Something stands in the way of this attempt: what, as a fact. Raised and caught within the transaction."""

    def __init__(self, fact: Event) -> None:
        super().__init__()
        self.fact = fact


class _OtherWords(Exception):
    """The words depend on something else than was thought. Raised within the transaction, so that it is taken back."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.wording = wording


class Deliveries:
    """Deliveries over one ledger and one set of ways out. Safe to share between threads."""

    def __init__(
        self,
        ledger: Ledger,
        senders: Mapping[Channel, Sender],
        writer: MessageRenderer,
        lines: Mapping[Channel, ChannelLimiter],
        clock: Clock = host_now,
        *,
        patience: SendTimeouts | None = None,
        handovers: Handovers | None = None,
    ) -> None:
        self._ledger = ledger
        self._senders = senders
        self._writer = writer
        self._lines = lines
        self._playbook: Playbook | None = None  # as the latest transaction found it in force,
        self._team = NO_TEAM  # and the colleagues
        self._clock = clock
        self._patience = patience or SendTimeouts()
        self._handovers = handovers or Handovers()

    @activity.defn(name="deliver", no_thread_cancel_exception=True)
    def deliver(self, request: DecisionRequest) -> DecisionResult:
        """Send the touch that the state's decision waits for, if the gate still agrees; decide what comes next."""
        started = time.monotonic()
        with Place() as place:  # on the channel, held until the confirmation is written
            step = self._reserve(request, place, started)
            if isinstance(step, DecisionResult):
                return of_this_release(step)
            fact = self._send(step, request.now, place, started)
            return of_this_release(self._confirm(step, fact, started))

    # ------------------------------------------------------------ look up, gate, reserve

    def _written_ahead(self, request: DecisionRequest) -> Written | None:
        """The words of the touch that the clock waits for, as things stood when they were last looked at."""
        decision, playbook = request.state.decision or Decision(), self._playbook
        touch = decision.going
        if playbook is None or touch is None or touch.channel not in self._senders:
            return None
        if not self._lines[touch.channel].looks_free(touch.key, urgent=touch.urgent, now=request.now):
            return None
        try:
            context = DecisionContext(playbook, request.state.candidate, request.now, team=self._team)
            context = self._with_openings(request.state, touch, context, self._ledger)
            own = _own_words(self._ledger, request.state, touch)
            return self._writer.write(self._writer.wording(request.state, touch, context, own))
        except (UnwritableMessage, LookupError):
            return None  # the transaction says so, if it still is so

    def _with_openings(
        self, state: CandidateState, touch: Touch, context: DecisionContext, record: Ledger | Book
    ) -> DecisionContext:
        """The positions that are open at this very moment, where the message names some: one that was filled is in none
        that goes out from then on (S18).
        """
        if not self._writer.names_openings(state, touch, context):
            return context
        return replace(context, openings=tuple(record.openings()))

    def _reserve(self, request: DecisionRequest, place: Place, started: float) -> DecisionResult | Reserved:
        """Write the words, and enter with them; again with others where the transaction finds that it takes those."""
        written = self._written_ahead(request)
        for _ in range(_REWRITES):
            try:
                return self._enter(request, place, written, last=time.monotonic() - started > _WRITING_BUDGET)
            except _OtherWords as other:
                written = self._writer.write(other.wording)
        return self._enter(request, place, written, last=True)

    def _enter(
        self, request: DecisionRequest, place: Place, written: Written | None, *, last: bool
    ) -> DecisionResult | Reserved:
        """One transaction. A result: nothing is to be sent now, or it is not this touch any more.

        Raises _OtherWords, unless it is the `last` time.
        """
        reserved: list[Reserved] = []

        def reserving(book: Book) -> DecisionResult | Reserved:
            step = self._prepare(book, request, place, written, last=last)
            if isinstance(step, Reserved):
                reserved.append(step)
            return step

        ident = request.state.candidate.candidate_id
        try:
            return self._ledger.enter(ident, reserving)
        except CommitInDoubt:
            if reserved:  # in doubt whether it is reserved: certainly not sent
                touch = reserved[0].touch
                self._ledger.settle_doubt(touch.key, touch.attempt, request.now, ident)
            raise

    def _prepare(
        self, book: Book, request: DecisionRequest, place: Place, written: Written | None, *, last: bool
    ) -> DecisionResult | Reserved:
        """Look up, gate, compare the words with what they depend on now, reserve."""
        transaction = CandidateTransaction.open(book, request)
        if isinstance(transaction, DecisionResult):
            return transaction
        before = self._look_up(transaction)
        context = transaction.world()
        self._playbook, self._team = context.playbook, context.team
        touch = transaction.decide(context).going
        if touch is None or not _is_go(transaction):
            return transaction.write()
        try:
            if before:
                self._look_at(before[-1], touch, transaction, context)
            self._gate(touch, transaction, context, place)
            rendered = self._rendered(touch, transaction, context, written, last=last)
        except _NotNow as reason:
            transaction.record(reason.fact)
            transaction.decide(context)
            return transaction.write()
        return self._reserved(touch, transaction, context, rendered)

    def _look_up(self, transaction: CandidateTransaction) -> list[Attempt]:
        """The attempts to send the touch that this clock waits for. One that broke off is on record as that."""
        transaction.append_pending()  # what is told about an attempt comes before the look at it
        waiting = _waiting(transaction.ask)
        before = transaction.book.attempts(waiting.key) if waiting else []
        begun = bool(before) and before[-1].state is AttemptState.ATTEMPTING
        if waiting and begun and not _is_waited_for(transaction, before[-1]):
            transaction.record(self._begun(transaction, waiting, before[-1]))
        return before

    def _look_at(
        self, last: Attempt, touch: Touch, transaction: CandidateTransaction, context: DecisionContext
    ) -> None:
        """Raises _NotNow where the attempt before leaves none to be made."""
        now, decision = context.now, transaction.decision
        found = finding(last.state, last.attempt, touch.attempt, reported=last.reported, resend=touch.resend_unknown)
        mine = _as_attempted(touch, last)
        if found is Finding.TAKEN and isinstance(mine, ColleagueTouch):
            to = {"provider_message_id": last.provider_message_id, "subject": last.subject}
            raise _NotNow(asked_fact(mine, now, playbook=last.playbook, **to))
        match found:
            case Finding.CUT_OFF | Finding.IN_DOUBT:
                variant = letter_of(transaction.state, mine, context)
                raise _NotNow(outcomes.unknown(mine, now, decision, str(found), variant))
            case Finding.TAKEN:
                variant = letter_of(transaction.state, mine, context)
                signature = signature_of(transaction.state, mine, replace(context, now=last.attempted_at))
                why, ident = (*decision.why, *signature.why), last.provider_message_id
                signed = signature.as_fields()
                raise _NotNow(sent(mine, now, why, provider_message_id=ident, variant=variant, **signed))
            case Finding.CAME_BACK:
                raise _NotNow(outcomes.refused(mine, now, decision, Refused(_CAME_BACK, address_bad=False)))
            case Finding.GIVEN_UP:
                given_up = NotAccepted(_GIVEN_UP, timedelta())
                raise _NotNow(outcomes.not_accepted(mine, now, decision, given_up, exactly=True))

    def _gate(self, touch: Touch, transaction: CandidateTransaction, context: DecisionContext, place: Place) -> None:
        """Raises _NotNow where something is unheard, where there is no way out, or where others go before it."""
        now, decision = context.now, transaction.decision
        if transaction.book.unheard(since=transaction.ask.now):
            # It may be a stop (R3), which holds from its commit in the inbox on. No attempt was made: it is looked at
            # again soon, and the less often the longer something about them waits.
            wait = transaction.book.heard_after(now)
            hold = Deferred(now + min(max(wait, _SOON), _LONG), _UNHEARD)
            raise _NotNow(outcomes.held(touch, now, decision, hold))
        if touch.channel not in self._senders:
            no_way = NotAccepted("no provider is set up for this channel")
            raise _NotNow(outcomes.not_accepted(touch, now, decision, no_way))
        if isinstance(touch, ColleagueTouch) and _is_closed_for(touch, transaction, context):
            raise _NotNow(outcomes.refused(touch, now, decision, Refused(_CLOSED, address_bad=False)))
        line = self._lines[touch.channel]  # never waited for: others' clocks go on
        if place.is_taken:
            return
        if its_turn := line.enter(touch.key, urgent=touch.urgent, now=now, tz=context.tz):
            raise _NotNow(outcomes.held(touch, now, decision, its_turn))
        place.take(line)

    def _rendered(
        self,
        touch: Touch,
        transaction: CandidateTransaction,
        context: DecisionContext,
        written: Written | None,
        *,
        last: bool,
    ) -> Written:
        """The words, if what they depend on still holds. Raises _OtherWords, and _NotNow where there are none."""
        now, decision = context.now, transaction.decision
        try:
            own = _own_words(transaction.book, transaction.state, touch)
            context = self._with_openings(transaction.state, touch, context, transaction.book)
            wording = self._writer.wording(transaction.state, touch, context, own)
        except UnwritableMessage as error:
            raise _NotNow(outcomes.refused(touch, now, decision, Refused(str(error), address_bad=False))) from None
        if written is None or written.wording != wording:
            if not last:
                raise _OtherWords(wording)
            raise _NotNow(outcomes.held(touch, now, decision, Deferred(now + _SOON, _OTHER_WORDS)))
        if written.busy:
            until = now + _LATER + _LATER * (crc32(touch.key.encode()) % 1000) / 1000
            raise _NotNow(outcomes.held(touch, now, decision, Deferred(until, _BUSY)))
        if written.problem:
            raise _NotNow(outcomes.refused(touch, now, decision, Refused(written.problem, address_bad=False)))
        return written

    def _reserved(
        self, touch: Touch, transaction: CandidateTransaction, context: DecisionContext, written: Written
    ) -> Reserved:
        """Write the attempt down, before it is made."""
        assert written.letter is not None
        message = self._writer.address(written, transaction.state, touch, context)
        decision = transaction.decision
        if transaction.events or transaction.state.pending:
            verdict = transaction.write()
        else:  # nothing was put on record before the reservation
            verdict = DecisionResult(position=transaction.state.position, next=decision)
        transaction.book.reserve(
            touch_key=touch.key,
            attempt=touch.attempt,
            application_id=touch.application_id,
            step=touch.step,
            channel=touch.channel,
            address=message.to,
            subject=message.subject,
            body="" if isinstance(touch, ColleagueTouch) else message.text,  # a link by which to answer is in it
            message_id=message.message_id,
            at=context.now,
            playbook=decision.playbook,
        )
        waited_for = transaction.ask.state.decision or decision
        is_ours = isinstance(touch, ColleagueTouch)
        signature = Signature() if is_ours else signature_of(transaction.state, touch, context)
        return Reserved(transaction, context, touch, written.letter, waited_for.why, message, signature, verdict)

    # ------------------------------------------------------------ send

    def _send(self, step: Reserved, now: datetime, place: Place, started: float) -> Event:
        """Send once; whatever happens becomes a fact. Not ended in time: that it is pending, and its own thread says
        later how it ended.
        """
        touch, decision = step.touch, step.transaction.decision
        late = self._clock() - activity.info().current_attempt_scheduled_time
        if late > LATEST_START:
            slept = NotAccepted(f"the computer was {late.total_seconds():.0f} s late, so it was not sent")
            return outcomes.not_accepted(touch, now, decision, slept)
        sender = self._senders[touch.channel]

        def left() -> Callable[[Outcome], None]:
            place.set_aside()
            return partial(self._ended_late, step, now, started, self._lines[touch.channel])

        handover = self._handovers.begin(partial(post, sender, step.message))
        wait = self._patience.wait.total_seconds() - (time.monotonic() - started)
        outcome = handover.within(wait, left)
        if outcome is None:
            until = now + time_limit(sender) + self._patience.margin
            return outcomes.pending(touch, now, decision, until, step.letter.variant)
        return self._fact(step, outcome, now)

    def _fact(self, step: Reserved, outcome: Outcome, now: datetime) -> Event:
        """How it ended, for the record."""
        touch, decision = step.touch, step.transaction.decision
        if isinstance(outcome, NotAccepted) and outcome.slows:
            self._lines[touch.channel].slow_down(slow_time(outcome.retry_after), now)
        match outcome:
            case Accepted(provider_message_id=provider_id) if isinstance(touch, ColleagueTouch):
                to = addressee(step.transaction.state, touch, step.context)
                return asked_fact(
                    touch,
                    now,
                    to=shown_name(to.reader),
                    covers_for=to.covers_for,
                    playbook=decision.playbook,
                    subject=step.message.subject,
                    provider_message_id=provider_id,
                    message_id=step.message.message_id,
                )
            case Accepted(provider_message_id=provider_id):
                return sent(
                    touch,
                    now,
                    (*step.why, *step.signature.why),
                    playbook=decision.playbook,
                    subject=step.message.subject,
                    provider_message_id=provider_id,
                    message_id=step.message.message_id if touch.channel is Channel.EMAIL else "",
                    used_note=step.letter.used_note,
                    variant=step.letter.variant,
                    **step.signature.as_fields(),
                )
            case Refused():
                return outcomes.refused(touch, now, decision, outcome)
            case NotAccepted():
                return outcomes.not_accepted(touch, now, decision, outcome)
            case Unknown(reason=reason):
                return outcomes.unknown(touch, now, decision, reason, step.letter.variant)

    def _begun(self, transaction: CandidateTransaction, waiting: Touch, last: Attempt) -> Event:
        """An attempt was begun, and nobody has said how it ended: a worker died, or a thread of one is still at it.

        Nobody sends it again either way. Where it may take long it is waited for, as its record has it; else, and from
        then on, it may have gone out, whatever was told since.
        """
        decision, now = transaction.ask.state.decision or Decision(), transaction.ask.now
        touch = _as_attempted(waiting, last)
        limit = time_limit(self._senders[last.channel]) if last.channel in self._senders else SOCKET_BUDGET
        until = last.attempted_at + limit + self._patience.margin
        if limit > SOCKET_BUDGET and now < until:
            return outcomes.pending(touch, last.attempted_at, decision, until)
        return outcomes.unknown(touch, now, decision, str(Finding.CUT_OFF))

    # ------------------------------------------------------------ confirm

    def _confirm(self, step: Reserved, fact: Event, started: float) -> DecisionResult:
        """Put the outcome on record and decide the next. The ledger away: the fact goes home in the marker."""
        while True:
            try:
                return self._write_outcome(step, fact)
            except LedgerUnavailable:
                if time.monotonic() - started > _CONFIRM_BUDGET - 3:
                    return _unwritten(step, fact)
                time.sleep(0.2)  # the ledger's own time-out has passed before; this only keeps from spinning

    def _ended_late(
        self, step: Reserved, began: datetime, started: float, line: ChannelLimiter, outcome: Outcome
    ) -> None:
        """In the thread of a message that took long: put on record how it ended, where the clock finds it.

        The ledger away for a while: it is tried again, and what is never written counts as unknown.
        """
        try:
            now = began + timedelta(seconds=time.monotonic() - started)
            fact, candidate = self._fact(step, outcome, now), step.transaction.state.candidate
            for pause in pauses():
                try:
                    self._ledger.enter(
                        candidate.candidate_id, lambda book: book.append([fact], candidate, now), ends=True
                    )
                    return
                except LedgerUnavailable:
                    time.sleep(pause)
            log.warning("how a message ended could not be written down, so it counts as unknown")
        finally:
            line.leave_slot()

    def _write_outcome(self, step: Reserved, fact: Event) -> DecisionResult:
        before = step.verdict
        state = step.transaction.state.replace(position=before.position)

        def confirming(book: Book) -> DecisionResult:
            if book.compare(before.position) != "same":
                if isinstance(fact, DeliveryPending):  # it has ended meanwhile, and how stands there: look again
                    return before.replace(next=Decision(action="wake", at=step.context.now))
                # This attempt was given up for dead and somebody else went on: only say how it ended.
                book.append([fact], state.candidate, step.context.now)
                return _unwritten(step, fact)
            transaction = CandidateTransaction(book, DecisionRequest(state=state, now=step.context.now), state)
            transaction.record(fact)
            transaction.decide(step.context)
            verdict = transaction.write()
            return verdict.replace(
                events=(*before.events, *verdict.events),
                appended=(*before.appended, *verdict.appended),
                unread=(*before.unread, *verdict.unread),
            )

        return self._ledger.enter(state.candidate.candidate_id, confirming, ends=True)


def _waiting(request: DecisionRequest) -> Touch | None:
    """The touch that the clock waited for, or what it was to send to a colleague."""
    decision = request.state.decision or Decision()
    return decision.going or decision.touch


def _is_go(transaction: CandidateTransaction) -> bool:
    """Is the touch that the timer waited for still the one to send, and now? Intent stands in the history first."""
    waiting, decision = _waiting(transaction.ask), transaction.decision
    touch = decision.going
    if transaction.refolds:  # read again from the ledger: the next decision sends
        return False
    if transaction.missing or waiting is None or touch is None or decision.at is None:
        return False
    same = (waiting.key, waiting.channel, waiting.attempt) == (touch.key, touch.channel, touch.attempt)
    return same and decision.at <= transaction.ask.now


def _is_closed_for(touch: ColleagueTouch, transaction: CandidateTransaction, context: DecisionContext) -> bool:
    """Is the colleague's own address closed, by a bounce or by their wish?"""
    try:
        to = addressee(transaction.state, touch, context).reader.email
    except LookupError:
        return False
    reader = Candidate(candidate_id=context.candidate.candidate_id, email=to)
    return Channel.EMAIL in transaction.book.suppressed(reader)


def _own_words(record: Ledger | Book, state: CandidateState, touch: Touch) -> OwnWords | None:
    """What a colleague wrote, from the record; nothing for a message of the playbook."""
    said = state.said.get(touch.key)
    return record.own_words((state.candidate.candidate_id, *state.joined), said.event_id) if said else None


def _is_waited_for(transaction: CandidateTransaction, last: Attempt) -> bool:
    """Is it on record already that this attempt takes long?"""
    known = transaction.state.tries.get(last.touch_key)
    return known is not None and known.pending_until is not None and known.attempt == last.attempt


def _as_attempted(touch: Touch, attempt: Attempt) -> Touch:
    """The touch as that attempt went: its number and channel, which may be others by now."""
    return touch.replace(attempt=attempt.attempt, channel=attempt.channel)


def _unwritten(step: Reserved, fact: Event) -> DecisionResult:
    """The outcome could not be written down: the workflow keeps it until the ledger is back."""
    before = step.verdict
    state = evolve(step.transaction.state.replace(position=before.position), fact)
    decided = decide(state, step.context, settled={step.touch.key})
    new = (fact, *decided.events)
    return before.replace(
        events=(*before.events, *new),
        next=decided.next,
        shown=newly_shown(decided.state.replace(decision=decided.next)),
        unwritten=tuple(event.event_id for event in new),
    )
