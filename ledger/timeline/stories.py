"""The whole record of a person, with the rules as they were at each moment: what an undo looks at (R21)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection, select

from domain.decisions.context import DecisionContext
from domain.decisions.twin import Fact
from domain.decisions.undo import Attempted, Story
from domain.events import Event
from domain.names import AttemptState
from domain.playbook.rule_history import Rules
from domain.state.model import Candidate
from ledger.delivery import attempts, suppressions
from ledger.instants import from_text, to_text
from ledger.people.address_hash import AddressHasher
from ledger.playbooks import in_force as playbooks
from ledger.playbooks.in_force import NoPlaybook
from ledger.schema import playbooks as versions
from ledger.schema import timeline
from ledger.timeline import facts


class Stories:
    """Within one transaction, which may be one that only reads."""

    def __init__(
        self, connection: Connection, hasher: AddressHasher, candidate_id: str, joined: Sequence[str] = ()
    ) -> None:
        self._connection, self._seals = connection, hasher
        self._whose, self._joined = candidate_id, tuple(joined)
        self._records: dict[str, list[Fact]] = {}

    def story(self, now: datetime, *, told: Sequence[Event] = ()) -> Story:
        """Of the candidate; `told` is what stands at the end of it and is not written down yet. Raises NoPlaybook."""
        written = {fact.event.event_id for fact in self.record_of(self._whose)}
        more = [Fact(event, now) for event in told if event.event_id not in written]
        begun = attempts.of_candidate(self._connection, self._whose, AttemptState.ATTEMPTING)
        return Story(
            whose=self._whose,
            record=[*self.record_of(self._whose), *more],
            now=now,
            world_of=self.world_of,
            record_of=self.record_of,
            joined=self._joined,
            in_flight=[Attempted(one.touch_key, one.step, one.channel, one.attempted_at) for one in begun],
        )

    def record_of(self, candidate_id: str) -> list[Fact]:
        """Everything on record under an id, in order, each fact with when it was put there."""
        if candidate_id not in self._records:
            query = select(timeline).where(timeline.c.candidate_id == candidate_id).order_by(timeline.c.seq)
            rows = self._connection.execute(query)
            known = [Fact(facts.restored(row._mapping), from_text(row.recorded_at)) for row in rows]
            self._records[candidate_id] = known
        return self._records[candidate_id]

    def world_of(self, candidate: Candidate, at: datetime) -> DecisionContext:
        """What held at an instant. What the person's own facts closed stands in their state. Raises NoPlaybook."""
        rules = self._rules(at)
        own = (self._whose, *self._joined)
        closed = suppressions.closed_by_others(self._connection, self._seals, candidate, own, to_text(at))
        return DecisionContext(rules.playbook, candidate, at, closed, rules.standing)

    @cached_property
    def _versions(self) -> list[tuple[str, int]]:
        query = select(versions.c.applied_at, versions.c.number).order_by(versions.c.number)
        return [(row.applied_at, row.number) for row in self._connection.execute(query)]

    def _rules(self, at: datetime) -> Rules:
        if not self._versions:
            raise NoPlaybook
        place = bisect_right([applied_at for applied_at, _ in self._versions], to_text(at))
        return playbooks.rules(self._connection, self._versions[max(place - 1, 0)][1])
