"""What a clock's own history says about a ledger that was lost or restored: which entries to write again, and where.

Pure: a clock's story and the entries that the ledger has go in, the plan comes out (docs/recovery.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from domain.compact import has_unknown
from domain.events import Event, HistoryJoined, Reason, Recovered, Unknown
from domain.names import digest
from domain.reducers.merged_history import put_together, taken_apart
from domain.state.model import HELD_BESIDE_FACTS, CandidateState, Decision, DecisionResult, Position, Touch
from domain.state.unread_facts import skip

_CALLS = ("behind@", "agrees@", "opened:ledger-", "dropped:ledger-")
"""So begin the ids of facts about the disagreement itself, which stand behind it in a ledger that was restored."""


@dataclass
class Story:
    """What the runs of one clock say about its entries in the ledger, by their number in the chain."""

    end: CandidateState
    """The clock's state after the last decision that is known."""
    facts: dict[int, Event] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    """The hash at the ends of what a decision wrote."""
    states: dict[int, CandidateState] = field(default_factory=dict)
    """The state at such an end before which nothing is known, so that the story can begin there."""
    waited: Decision | None = None
    """What the clock waited for when it found the ledger behind."""

    @classmethod
    def begin(cls, state: CandidateState) -> Story:
        """At the start of a run: a new one, or one that goes on from another with its state."""
        story = cls(end=state)
        if state.position.seq:
            story._anchor(state)
        return story

    def hear(self, asked: CandidateState, result: DecisionResult, after: CandidateState) -> None:
        """A decision or delivery that was recorded: what it was given, what it gave back, the state after it."""
        self.end = after
        begins, ends = asked.position.seq, result.position.seq
        if after.attention and not asked.attention:
            self.waited = asked.decision
        if ends <= begins:
            return  # nothing was written, or the ledger lacked what the clock knew
        told = [event for event in asked.pending if event.event_id in result.appended]
        new = [event for event in result.events if event.event_id not in result.unwritten]
        batch = list({event.event_id: event for event in (*result.missing, *told, *new)}.values())
        self.heads[ends] = result.position.head
        if len(batch) == ends - begins:
            self.facts.update(enumerate(batch, start=begins + 1))
        else:  # some stood there already, so that nobody can say which one stands where
            self._anchor(after)

    def after(self, earlier: Story) -> Story:
        """The same clock's story with an earlier run's before it."""
        return Story(
            end=self.end,
            facts=earlier.facts | self.facts,
            heads=earlier.heads | self.heads,
            states=earlier.states | self.states,
            waited=self.waited or earlier.waited,
        )

    @property
    def begins_at(self) -> Position:
        """The first place in the chain that it knows; seq 0 where it knows it from its beginning."""
        first = min(self.heads, default=0)
        if 1 in self.facts or not first:
            return Position()
        known = min(first, min(self.facts, default=first + 1) - 1)
        return Position(seq=known, head=self.heads.get(known, "")) if known else Position()

    def waits_for(self, until: datetime) -> Touch | None:
        """The message that was due by then, and of which the clock does not know yet whether it went out."""
        decision = self.waited if self.end.attention else self.end.decision
        if decision is None or decision.action != "send" or decision.at is None or decision.at > until:
            return None
        return decision.touch

    def _anchor(self, state: CandidateState) -> None:
        self.heads[state.position.seq] = state.position.head
        self.states[state.position.seq] = state


@dataclass(frozen=True, slots=True)
class RecordedEntry:
    """An entry that the ledger has."""

    seq: int
    event_id: str
    hash: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How one candidate's chain is put right."""

    kept: int
    """The entries up to this one stay as they are."""
    lost: int
    """So many after it cannot be read anywhere any more."""
    record: CandidateState | None
    """What the clock knew after those; where some are lost."""
    facts: tuple[Event, ...]
    """Written again, up to the clock's position."""
    until: Position
    """The clock's position, through which the chain must pass."""
    behind: tuple[int, ...]
    """Entries that the ledger took in since it was restored: they come behind it."""

    @property
    def since(self) -> int:
        return self.kept + 1


def plan(story: Story, laid: Sequence[RecordedEntry]) -> Plan | None:
    """What is to be written again; None where the ledger has all that the clock has."""
    entries = {entry.seq: entry for entry in laid}
    until = story.end.position
    if until.seq == 0 or (until.seq in entries and entries[until.seq].hash == until.head):
        return None
    kept = max((s for s, head in story.heads.items() if s in entries and entries[s].hash == head), default=0)
    kept = min(kept, until.seq - 1)
    while kept < until.seq - 1 and _is_same(entries.get(kept + 1), story.facts.get(kept + 1)):
        kept += 1
    first, record = _first_known(story, kept)
    if first > kept + 1:  # what stands there already is all that there is of what cannot be read any more
        while kept + 2 < first and kept + 1 in entries and not _is_call(entries[kept + 1]):
            kept += 1
    again = tuple(story.facts[seq] for seq in range(first, until.seq + 1))
    ids = {_stored(event.event_id) for event in again}
    behind = tuple(seq for seq, entry in sorted(entries.items()) if seq > kept and entry.event_id not in ids)
    return Plan(kept=kept, lost=first - kept - 1, record=record, facts=again, until=until, behind=behind)


def _first_known(story: Story, kept: int) -> tuple[int, CandidateState | None]:
    """From where on every fact is known up to the clock's position, and the state before it where that is later."""
    until = story.end.position.seq
    first = until + 1
    while first - 1 > kept and first - 1 in story.facts:
        first -= 1
    if first == kept + 1:
        return first, None
    if first - 1 in story.states:
        return first, story.states[first - 1]
    return until + 1, story.end


def placeholder(the_plan: Plan, now: datetime) -> Recovered:
    """Stands in the place of what is lost, with what the clock knew after it."""
    assert the_plan.record is not None
    kept = the_plan.record.replace(tasks=tuple(task for task in the_plan.record.tasks if task.kind != "ledger"))
    record, details = taken_apart(kept, without=HELD_BESIDE_FACTS)
    last = the_plan.kept + the_plan.lost
    lost = f"{the_plan.lost} facts before this one were lost with the ledger"
    text = f"{lost}; what the clock knew after them is recorded here"
    return Recovered(
        event_id=f"lost@{last}",
        occurred_at=now,
        since=the_plan.since,
        until=last,
        lost=the_plan.lost,
        record=record,
        details=details,
        why=(Reason(rule="R15", text=text),),
    )


def seal(the_plan: Plan, proof: str, now: datetime) -> Recovered:
    """Says what was written anew, right behind it; `proof` is the hash that it comes to."""
    count = len(the_plan.facts)
    text = f"{count} facts were lost with the ledger and were read again from Temporal's history of this clock"
    return Recovered(
        event_id=f"recovered@{the_plan.until.seq}:{digest(the_plan.until.head, size=8)}",
        occurred_at=now,
        since=the_plan.since,
        until=the_plan.until.seq,
        head=the_plan.until.head,
        proof=proof,
        why=(Reason(rule="R15", text=text),),
    )


def taken_from(state: CandidateState, event: Recovered) -> CandidateState:
    """The state after it: as the record says, where it has one. What the workflow holds beside its facts stays."""
    if not event.record:
        return state
    try:
        record = put_together(state.candidate.candidate_id, event.record, event.details)
    except (ValidationError, ValueError, TypeError, KeyError):  # by a newer release: what comes after it still holds
        return skip(state, event)
    own: dict[str, Any] = {name: getattr(state, name) for name in HELD_BESIDE_FACTS}
    return record.replace(**own)


def can_be_read(fact: Event) -> bool:
    """Does this release know all that is in the fact, the record of a whole state among it?"""
    if isinstance(fact, Unknown) or has_unknown(fact):
        return False
    if isinstance(fact, HistoryJoined | Recovered) and fact.record:
        try:
            put_together("", fact.record, fact.details)
        except (ValidationError, ValueError, TypeError, KeyError):
            return False
    return True


def _is_same(entry: RecordedEntry | None, fact: Event | None) -> bool:
    return entry is not None and fact is not None and entry.event_id == _stored(fact.event_id)


def _is_call(entry: RecordedEntry) -> bool:
    return entry.event_id.startswith(_CALLS)


def _stored(event_id: str) -> str:
    """As the ledger keeps it, which takes no NUL."""
    return event_id.replace("\x00", "")
