"""Two ids of one person (R17), as a candidate's open book sees them: who is followed up, and what the other id left.

Of the other id only what is committed is read, without its lock, so that two who are joined never wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from domain.events import Event
from domain.names import AttemptState, Channel
from domain.state.consent import ATS_DELETED, ATS_SAYS, Closings, ConsentChange
from domain.state.model import Candidate, CandidateState, SkippedFact
from ledger.delivery import suppressions
from ledger.delivery.attempts import Attempt, of_candidate
from ledger.instants import to_text
from ledger.people import address_owners as owners
from ledger.people.address_hash import AddressHasher
from ledger.schema import candidates, storable, timeline
from ledger.timeline import facts


@dataclass(frozen=True, slots=True)
class Merges:
    """Within one candidate's writing transaction."""

    connection: Connection
    seals: AddressHasher
    candidate_id: str

    def hand_over(self, into: str) -> bool:
        """Whatever is told under this id is about `into` from now on.

        False where `into` is followed up under this very id: then it stays so, or nobody would be left.
        """
        owners.lock(self.connection)
        if owners.way_to_owner(self.connection, into)[-1] == self.candidate_id:
            return False
        owners.alias(self.connection, self.candidate_id, into)
        return True

    def way_to_owner(self, other_id: str) -> list[str]:
        """The other id, then each one that it was joined into, and last the one that is followed up."""
        return owners.way_to_owner(self.connection, other_id)

    def record_of(self, other_id: str) -> CandidateState | None:
        """The other id's state as of its last decision; None where it never took one."""
        query = select(candidates.c.snapshot).where(candidates.c.candidate_id == other_id)
        text = self.connection.execute(query).scalar()
        return None if text is None else CandidateState.model_validate_json(text)

    def facts_of(self, other_id: str, skipped: Sequence[SkippedFact]) -> list[Event]:
        """Facts on record under the other id that its clock could not read, in their order."""
        if not skipped:
            return []
        ids = [storable(one.event_id) for one in skipped]
        which = timeline.c.candidate_id == other_id, timeline.c.event_id.in_(ids)
        rows = self.connection.execute(select(timeline).where(*which).order_by(timeline.c.seq)).all()
        return [facts.restored(row._mapping) for row in rows]

    def closed_for(self, other: Candidate) -> Closings:
        """The channels that are closed for the other's addresses (R7), whoever closed them."""
        return suppressions.closed_for(self.connection, self.seals, other)

    def close_at_once(self, person: Candidate, owner_id: str, wanted: ConsentChange, at: datetime) -> None:
        """A stop told under an id that was joined holds from this commit on, before the owner's clock hears it (R3)."""
        owner = self.record_of(owner_id)
        for whose in (person, *((owner.candidate,) if owner else ())):
            suppressions.change(self.connection, self.seals, whose, wanted, to_text(at))

    def unconfirmed(self, other_id: str) -> list[Attempt]:
        """The other id's attempts to send that began, and of which nobody has said how they ended."""
        return of_candidate(self.connection, other_id, AttemptState.ATTEMPTING)

    def close_for_all(self, state: CandidateState, other: Candidate, at: datetime) -> None:
        """What is closed for the person is closed for every address of theirs, the other's too (R7)."""
        closed: tuple[Channel | None, ...] = (None,) if state.stopped else state.closed_channels
        by_ats = state.stop is not None and state.stop.by_ats
        for person in (state.candidate, other.replace(candidate_id=self.candidate_id)):
            stands = self.closed_for(person)
            for channel in closed:
                if not ({channel} if channel else suppressions.all_of(person)) <= stands:
                    reason = f"joined with {other.candidate_id}"
                    if state.stop is not None and by_ats:
                        reason = ATS_DELETED if state.stop.deleted else ATS_SAYS
                    change = ConsentChange("close", channel, reason)
                    suppressions.change(self.connection, self.seals, person, change, to_text(at))
