"""Facts that decisions and deliveries put on record."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict

from domain.compact import Compact
from domain.events.envelope import Event, Instant, Why
from domain.names import Channel, Stage

# ---------------------------------------------------------------- put on record by decisions and deliveries


class TouchEvent(Event):
    """Something about one touch."""

    application_id: str
    touch_key: str
    stage: Stage
    step: str
    occurrence: str
    why: Why = ()


class Sent(TouchEvent):
    """A provider accepted it."""

    type: Literal["sent"] = "sent"
    personal: ClassVar[frozenset[str]] = frozenset({"subject"})
    attempt: int
    channel: Channel
    subject: str = ""
    message: str = ""
    variant: str = ""  # of the message: "a" is the base; "" where it has none (K10)
    playbook: str = ""
    provider_message_id: str = ""
    message_id: str = ""
    rank: str = "update"
    kind: str = "update"
    asks: bool = False
    due_at: Instant | None = None
    by_at: Instant | None = None
    promise_by: date | None = None
    used_note: bool = False
    answers: bool = False  # R2: it is the word that a message of ours had promised in a stage before
    signed_by: str = ""  # the colleague whose name stands under it or in From:; empty where none does
    covers_for: str = ""  # R25: the colleague who was away, where another one signed for them
    covers_until: date | None = None
    off_week: bool = False  # counts in the day's cap and the gap, and not in the week's


class ColleagueAsked(TouchEvent):
    """A mail about them went to a colleague: the provider accepted it. No contact with the candidate, and in none of
    their figures.
    """

    type: Literal["colleague_asked"] = "colleague_asked"
    personal: ClassVar[frozenset[str]] = frozenset({"subject"})
    attempt: int
    channel: Channel = Channel.EMAIL
    to: str = ""  # the name of whoever got it
    covers_for: str = ""  # R25: the colleague who was away, where another one got it for them
    asked: str = ""  # the mark of the colleague whose word is wanted
    question: str = ""  # `feedback`, `still_employed`; empty where nothing is asked
    number: int = 1  # how often they have been written to about it, this one included
    subject: str = ""
    message: str = ""
    playbook: str = ""
    provider_message_id: str = ""
    message_id: str = ""
    due_at: Instant | None = None


class Held(TouchEvent):
    """It was due and must wait until `until`. `channel`: it waits for its turn there, and is not tried before."""

    type: Literal["held"] = "held"
    until: Instant | None = None
    channel: Channel | None = None


class Skipped(TouchEvent):
    """It will not go, because something made it needless or forbidden."""

    type: Literal["skipped"] = "skipped"


class Expired(TouchEvent):
    """It will not go, because it is too late (R16)."""

    type: Literal["expired"] = "expired"


class NotAcceptedYet(TouchEvent):
    """The provider certainly did not take it; the next try is not before `retry_at`."""

    type: Literal["not_accepted"] = "not_accepted"
    attempt: int
    channel: Channel
    retry_at: Instant


class RefusedForGood(TouchEvent):
    """The provider will never take it for this address."""

    type: Literal["refused"] = "refused"
    attempt: int
    channel: Channel
    address_bad: bool = True
    opted_out: bool = False
    undecided: bool = False  # nothing says whether the address exists: three such over a week close it (R8)


class DeliveryUnknown(TouchEvent):
    """It may or may not have gone out; never followed by a blind resend."""

    type: Literal["delivery_unknown"] = "delivery_unknown"
    attempt: int
    channel: Channel
    ask_at: Instant
    promise_by: date | None = None
    message: str = ""
    variant: str = ""  # as of one that was sent, where it was known
    off_week: bool = False


class DeliveryPending(TouchEvent):
    """It is being handed over, which takes long: how that ends is on record by `until`, or it is unknown."""

    type: Literal["delivery_pending"] = "delivery_pending"
    attempt: int
    channel: Channel
    until: Instant
    promise_by: date | None = None
    message: str = ""
    variant: str = ""
    off_week: bool = False


class TaskOpened(Event):
    """Something a person must do by `due_at` (R1, R6, R9)."""

    type: Literal["task_opened"] = "task_opened"
    personal: ClassVar[frozenset[str]] = frozenset({"title", "why"})  # they may quote what came in
    task_id: str
    kind: str
    title: str
    due_at: Instant
    assignee: str = ""
    touch_key: str | None = None
    stage: Stage | None = None
    step: str | None = None
    occurrence: str | None = None
    why: Why = ()


class TaskReminded(Event):
    """A task is due soon or overdue, and its assignee was reminded (R9)."""

    type: Literal["task_reminded"] = "task_reminded"
    task_id: str
    why: Why = ()


class TaskEscalated(Event):
    """A task is overdue and now stands with the hiring manager, too (R9)."""

    type: Literal["task_escalated"] = "task_escalated"
    task_id: str
    to: str = ""
    why: Why = ()


class TaskDropped(Event):
    """No longer needed: what it asked for has happened otherwise."""

    type: Literal["task_dropped"] = "task_dropped"
    task_id: str
    why: Why = ()


class SilenceBreached(Event):
    """The longest silence passed without a contact (R1)."""

    type: Literal["silence_breached"] = "silence_breached"
    since: Instant
    why: Why = ()


class EventBuffered(Event):
    """Something was said about an application before the application itself (R3, `domain.reducers.out_of_order`): it
    is kept until that comes; then it counts, or it is older than the application and changes nothing. `about` is its
    event id."""

    type: Literal["told_early"] = "told_early"
    about: str
    becomes: Literal["kept", "counts", "old"]
    why: Why = ()


class CameInSilent(Event):
    """They had heard nothing for too long when they came in: they are owed word, and listed until they had it (S20)."""

    type: Literal["came_in_silent"] = "came_in_silent"
    since: Instant
    why: Why = ()


class Undone(Event):
    """What was told has been taken back by the fact `by`, and counts no more (R21); or that was refused, and why.

    `without` are the ids of all facts that count no more. `changes` is what differs in the state without them
    (`domain.reducers.changes`), so that whoever reads the record in its order comes to the same. `closed` are the
    channels that stay closed by what is left, where what was taken back closed or opened any.
    """

    type: Literal["undone"] = "undone"
    personal: ClassVar[frozenset[str]] = frozenset({"changes"})
    about: str
    by: str
    becomes: Literal["done", "refused"]
    without: tuple[str, ...] = ()
    changes: dict[str, Any] = {}
    closed: tuple[str, ...] | None = None  # "all", or the channels
    why: Why = ()


class WentQuiet(Event):
    """Silence by design: nothing more will be sent unless they write or a colleague acts (S2)."""

    type: Literal["went_quiet"] = "went_quiet"
    why: Why = ()


class ClockRestarted(Event):
    """The run `run_id` of their clock was ended in Temporal from outside, and their clock was started again (R26)."""

    type: Literal["clock_restarted"] = "clock_restarted"
    run_id: str
    ended_as: str  # terminated, canceled, failed, timed out: Temporal's word for how
    why: Why = ()


class AttentionRaised(Event):
    """Something is wrong that a person must look at, and nothing is sent meanwhile."""

    type: Literal["attention_raised"] = "attention_raised"
    why: Why = ()


class AttentionCleared(Event):
    """The ledger and the workflow agree again."""

    type: Literal["attention_cleared"] = "attention_cleared"
    why: Why = ()


class MessageRefused(Event):
    """Something was told to the workflow that could not be understood; kept so that a person can look
    (docs/architecture.md).
    """

    type: Literal["message_refused"] = "message_refused"
    personal: ClassVar[frozenset[str]] = frozenset({"error", "payload"})
    name: str
    error: str
    payload: str = ""  # what was said, as JSON


class HistoryJoined(Event):
    """What is known of the same person under another id is taken over (R17): their record as of the handing over.

    `record` is a `CandidateState` without what is personal in it, which stands in `details`
    (`domain.reducers.merged_history`).
    """

    type: Literal["history_joined"] = "history_joined"
    personal: ClassVar[frozenset[str]] = frozenset({"details"})
    merged_id: str
    record: dict[str, Any] = {}
    details: dict[str, Any] = {}
    why: Why = ()


class HandedOver(Event):
    """From here on the same person is followed up under another id, and nothing more under this one (R17)."""

    type: Literal["handed_over"] = "handed_over"
    into: str
    why: Why = ()


class MergeRefused(Event):
    """The other one is followed up here already: handing over to them would leave nobody who does (R17)."""

    type: Literal["merge_refused"] = "merge_refused"
    into: str
    why: Why = ()


class MergeAwaited(Event):
    """The other clock has not handed over yet; it is asked again at `ask_at` (R17)."""

    type: Literal["merge_awaited"] = "merge_awaited"
    merged_id: str
    ask_at: Instant
    why: Why = ()


class Recovered(Event):
    """The ledger was lost or restored from an older copy, and was filled again from Temporal's histories (R15).

    Entries `since` to `until` of the chain were written anew; the first `lost` of them could be read nowhere any more,
    and `record` with `details` is what the clock knew after them. `head` is the hash that the clock has for `until`,
    `proof` the one that the entries as written anew come to: salts of personal fields cannot be read back.
    `signature` is by the key of whoever recovered them (docs/audit.md), over all else that the entry says.
    """

    type: Literal["recovered"] = "recovered"
    personal: ClassVar[frozenset[str]] = frozenset({"details"})
    since: int
    until: int
    lost: int = 0
    head: str = ""
    proof: str = ""
    record: dict[str, Any] = {}
    details: dict[str, Any] = {}
    signature: str = ""
    why: Why = ()


class EntryPutApart(Compact):
    """One entry that lost what stood in it in plain: its number and its hash, which stay; the hashes over all of it
    before (`was`) and now; and what it comes to in its chain as it stands now (`proof`), empty where it is in none.
    `operator` is the key that had signed it, where it was signed: that can't be checked on what is left of it.
    """

    model_config = ConfigDict(frozen=True)
    seq: int
    hash: str
    was: str
    now: str
    proof: str = ""
    operator: str = ""


class PutApart(Event):
    """What an earlier release put on record in plain stands among the personal fields of its entries now, or an erasure
    took it out (R23). Their hashes are those on record, so that whatever comes behind them still holds; what each of
    them comes to stands here. `signature` is by the key of the checkpoints, over all else that the entry says.
    """

    type: Literal["put_apart"] = "put_apart"
    entries: tuple[EntryPutApart, ...] = ()
    signature: str = ""
