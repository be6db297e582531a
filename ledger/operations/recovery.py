"""Writing again what a ledger lost, from what the clocks know (docs/recovery.md).

Each candidate in one transaction under their lock, so that it can be broken off and run again. Nothing that the ledger
still has is changed, but for the place of what it took in since it was restored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, exists, func, select, update

from domain.events import (
    ColleagueAsked,
    DeliveryUnknown,
    Event,
    HandedOver,
    NotAcceptedYet,
    RefusedForGood,
    Sent,
)
from domain.names import AttemptState, Channel, FollowUpState, is_for_colleague
from domain.reducers.recovered import Plan, RecordedEntry, Story, placeholder, plan, seal
from domain.state.consent import ATS_DELETED, ATS_SAYS, ConsentChange
from domain.state.model import CandidateState, Position, Touch
from domain.state.reachability import address
from domain.views.status import status_view
from ledger import schema
from ledger.audit.keys import SigningKey
from ledger.audit.verifier import signed_part
from ledger.delivery import suppressions
from ledger.delivery.attempts import Attempt, as_row, begun, of_candidate
from ledger.engine import Database
from ledger.inbox import rows as inbox
from ledger.instants import from_text, to_text
from ledger.keys.person_keys import PersonKeys
from ledger.people import address_owners as owners
from ledger.people.address_hash import AddressHasher
from ledger.schema import aliases, attempts, candidates, replaced_facts, timeline
from ledger.timeline import effects, facts, projection
from ledger.timeline.hash_chain import PUT_APART, RECOVERED, Entry
from ledger.upserts import insert_or_keep

_STATES: Final = {
    Sent: AttemptState.ACCEPTED,
    ColleagueAsked: AttemptState.ACCEPTED,
    NotAcceptedYet: AttemptState.NOT_ACCEPTED,
    RefusedForGood: AttemptState.REFUSED,
    DeliveryUnknown: AttemptState.UNKNOWN,
}

_Ended = Sent | ColleagueAsked | NotAcceptedYet | RefusedForGood | DeliveryUnknown

_MARGIN: Final = timedelta(minutes=1)
"""Clocks of hosts differ: what was told so shortly before a decision may not have been in it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written again for one candidate."""

    facts: int
    lost: int


class Recovery:
    """Putting a ledger right. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database, hasher: AddressHasher, keys: PersonKeys) -> None:
        self._database = database
        self._seals = hasher
        self._keys = keys

    # ------------------------------------------------------------ from the clocks to the ledger

    def missing(self, story: Story) -> Plan | None:
        """What the ledger lacks of what this clock knows; None where it lacks nothing."""
        with self._database.reading() as connection:
            return plan(story, _laid(connection, story.end.candidate.candidate_id))

    def close_again(self, states: Iterable[CandidateState], at: datetime) -> int:
        """Close every channel that a person has closed, by their clock, for all with that address (R7); how many."""
        count = 0
        with self._database.writing("suppressions") as connection:
            for state in states:
                count += self._closed(connection, state, at)
        return count

    def doubt(self, story: Story, touch: Touch, at: datetime) -> bool:
        """Reserve a message that may have gone out before the loss, as one that was begun: nobody sends it blindly.

        False where the ledger knows of that attempt.
        """
        state = story.end
        self._keys.ready(state.candidate.candidate_id)
        with self._database.writing(state.candidate.candidate_id) as connection:
            row = _row(state, touch.key, touch, AttemptState.ATTEMPTING, at)
            return bool(insert_or_keep(connection, attempts, [as_row(connection, row)]))

    def fill(self, story: Story, at: datetime, key: SigningKey | None = None) -> Filled | None:
        """Write again what the ledger lacks, and what follows from it in other tables; None where it lacks nothing.

        `key`: the operator's, which signs the entries that say so (docs/audit.md).
        """
        state = story.end
        whose = state.candidate.candidate_id
        self._keys.ready(whose)
        with self._database.writing(whose) as connection:
            the_plan = plan(story, _laid(connection, whose))
            if the_plan is None:
                return None
            position = _write_again(connection, whose, the_plan, at, _signed_by(key) if key else None)
            lost = [as_row(connection, row) for e in the_plan.facts if (row := _attempt(state, e))]
            insert_or_keep(connection, attempts, lost)
            effects.carry_out(connection, self._seals, whose, state.candidate, the_plan.facts)
            self._take_from(connection, state, the_plan, at)
            shown = state.replace(pending=(), position=position)
            known = select(candidates.c.applications_digest).where(candidates.c.candidate_id == whose)
            before = connection.execute(known).scalar() or ""
            projection.write(connection, shown, status_view(shown), position, before)
        return Filled(facts=len(the_plan.facts), lost=the_plan.lost)

    # ------------------------------------------------------------ from the ledger to the clocks

    def unfinished(self) -> list[str]:
        """Ids of those who are followed up and have not come to an end, in order."""
        joined = exists().where(aliases.c.candidate_id == candidates.c.candidate_id)
        query = select(candidates.c.candidate_id).where(candidates.c.state != str(FollowUpState.CLOSED), ~joined)
        return self._database.scalars(query.order_by(candidates.c.candidate_id))

    def begun(self, candidate_id: str) -> list[Attempt]:
        """The candidate's attempts to send that began, and of which nobody has said how they ended."""
        return self._database.asked(of_candidate, candidate_id, AttemptState.ATTEMPTING)

    def never_decided(self) -> list[str]:
        """Ids whose addresses are known, and about whom nothing ever came on record."""
        a = schema.addresses.c.candidate_id
        known = exists().where(timeline.c.candidate_id == a) | exists().where(aliases.c.candidate_id == a)
        return self._database.scalars(select(a).where(~known).distinct().order_by(a))

    def tell_again(self, candidate_ids: Sequence[str]) -> int:
        """Have told again what the gateway told these clocks after their last decision on record; how many entries.

        The decision may have been lost with Temporal. What was heard all the same is a repeat, which is harmless.
        """
        i = schema.inbox.c
        told = select(i.about, func.max(i.told_at)).where(i.state == "told", i.about != "", i.body != "")
        again = 0
        with self._database.writing("inbox") as connection:
            last = {about: at for about, at in connection.execute(told.group_by(i.about)) if at}
            owner_of = {about: owners.way_to_owner(connection, about)[-1] for about in last}
            for whose in set(candidate_ids) & set(owner_of.values()):
                newest = connection.execute(
                    select(func.max(timeline.c.recorded_at)).where(
                        timeline.c.candidate_id == whose, timeline.c.type.not_in((RECOVERED, PUT_APART))
                    )
                ).scalar()
                since = to_text(from_text(newest) - _MARGIN) if newest else ""
                theirs = [about for about, owner in owner_of.items() if owner == whose and last[about] > since]
                if theirs:
                    statement = update(schema.inbox).where(
                        i.about.in_(theirs), i.state == "told", i.told_at > since, i.body != ""
                    )
                    values = {"state": inbox.WAITING, "next_try_at": None, "told_at": None}
                    again += connection.execute(statement.values(**values)).rowcount
        return again

    # ------------------------------------------------------------ within

    def _closed(self, connection: Connection, state: CandidateState, at: datetime) -> int:
        closed: tuple[Channel | None, ...] = (None,) if state.stopped else state.closed_channels
        by_ats = state.stop is not None and state.stop.by_ats
        count = 0
        for channel in closed:
            wanted = {channel} if channel else suppressions.all_of(state.candidate)
            if not wanted <= suppressions.closed_for(connection, self._seals, state.candidate):
                reason = "closed in the candidate's clock when the ledger was lost"
                if state.stop is not None and by_ats:
                    reason = ATS_DELETED if state.stop.deleted else ATS_SAYS
                change = ConsentChange("close", channel, reason)
                suppressions.change(connection, self._seals, state.candidate, change, to_text(at))
                count += 1
        return count

    def _take_from(self, connection: Connection, state: CandidateState, the_plan: Plan, at: datetime) -> None:
        """What stands in other tables and is known from the state alone, where the facts that led to it are lost."""
        whose, stamp = state.candidate.candidate_id, to_text(at)
        person = state.candidate
        owners.record(
            connection, whose, stamp, self._seals.email(person.email), self._seals.phone(person.phone, person.country)
        )
        self._closed(connection, state, at)
        for other in state.joined:
            owners.alias(connection, other, whose)
        into = next((e.into for e in the_plan.facts if isinstance(e, HandedOver)), state.merged_into)
        if into:
            owners.alias(connection, whose, into)
        if the_plan.record is not None:
            insert_or_keep(
                connection,
                schema.tasks,
                [effects.task_row(connection, whose, task, to_text(task.opened_at)) for task in the_plan.record.tasks],
            )
            done = select(schema.tasks.c.task_id).where(
                schema.tasks.c.candidate_id == whose, schema.tasks.c.closed_at.is_(None)
            )
            still = {task.task_id for task in state.tasks}
            gone = [ident for ident in connection.execute(done).scalars() if ident not in still]
            connection.execute(
                update(schema.tasks).where(schema.tasks.c.task_id.in_(gone)).values(closed_at=stamp, outcome="dropped")
            )


def _laid(connection: Connection, candidate_id: str) -> list[RecordedEntry]:
    columns = timeline.c.seq, timeline.c.event_id, timeline.c.hash
    rows = connection.execute(select(*columns).where(timeline.c.candidate_id == candidate_id))
    return [RecordedEntry(seq=row.seq, event_id=row.event_id, hash=row.hash) for row in rows]


Sign = Callable[[Mapping[str, Any]], str]


def _signed_by(key: SigningKey) -> Sign:
    return lambda entry: key.sign(signed_part(entry)[0])


def _write_again(
    connection: Connection, whose: str, the_plan: Plan, at: datetime, sign: Sign | None = None
) -> Position:
    """The chain as it was up to the clock's position, the entry that says so, and then what came in since."""
    rows = connection.execute(
        select(timeline)
        .where(timeline.c.candidate_id == whose, timeline.c.seq >= the_plan.kept)
        .order_by(timeline.c.seq)
    ).all()
    behind = [(facts.restored(row._mapping), row.recorded_at) for row in rows if row.seq in the_plan.behind]
    head = next((row.hash for row in rows if row.seq == the_plan.kept), "")
    _put_aside(connection, whose, the_plan.kept)

    entries: list[Entry] = []
    here = Position(seq=the_plan.kept, head=head)
    if the_plan.record is not None:
        before = Position(seq=the_plan.kept + the_plan.lost - 1, head=head)
        entries += facts.linked(whose, [placeholder(the_plan, at)], before, sign)
        here = Position(seq=entries[-1].seq, head=entries[-1].hash)
    entries += facts.linked(whose, the_plan.facts, here)
    proof = entries[-1].hash
    entries[-1] = entries[-1]._replace(hash=the_plan.until.head)  # through which the clock knows the chain to pass
    insert_or_keep(connection, timeline, [facts.as_row(connection, entry, entry.occurred_at) for entry in entries])

    (vouched,) = facts.linked(whose, [seal(the_plan, proof, at)], the_plan.until, sign)
    later = facts.linked(whose, [event for event, _ in behind], Position(seq=vouched.seq, head=vouched.hash))
    since = [
        facts.as_row(connection, entry, recorded_at) for entry, (_, recorded_at) in zip(later, behind, strict=True)
    ]
    insert_or_keep(connection, timeline, [facts.as_row(connection, vouched, to_text(at)), *since])
    last = later[-1] if later else vouched
    return Position(seq=last.seq, head=last.hash)


def _put_aside(connection: Connection, whose: str, kept: int) -> None:
    """What comes to stand in another place: as it was, it stays for whoever checks the log (ledger.audit.log)."""
    which = timeline.c.candidate_id == whose, timeline.c.seq > kept
    names = [column.name for column in replaced_facts.columns]
    rows = connection.execute(select(*(timeline.c[name] for name in names)).where(*which)).mappings().all()
    insert_or_keep(connection, replaced_facts, [dict(row) for row in rows])
    connection.execute(delete(timeline).where(*which))


def _attempt(state: CandidateState, event: Event) -> dict[str, Any] | None:
    """The reservation that a fact about a delivery comes from; without the mail's words, which are lost."""
    outcome = _STATES.get(type(event))
    if outcome is None or not isinstance(event, _Ended):
        return None
    row = _row(state, event.touch_key, event, outcome, event.occurred_at)
    if isinstance(event, Sent | ColleagueAsked):
        names = ("subject", "message_id", "provider_message_id", "playbook")
        row |= {name: getattr(event, name) for name in names}
    return row


def _row(state: CandidateState, key: str, of: Touch | _Ended, outcome: AttemptState, at: datetime) -> dict[str, Any]:
    to = "" if is_for_colleague(key) else address(state.candidate, of.channel)
    about = {"application_id": of.application_id, "step": of.step, "address": to}
    return begun(key, of.attempt, state.candidate.candidate_id, of.channel, outcome, at, **about)
