"""What follows in other tables from something that was taken back: suppressions, and addresses (R7, R17, R21)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from domain.events import ApplicationReceived, CandidateUpdated, Undone
from domain.names import Channel
from domain.state.consent import ConsentChange
from domain.state.model import Candidate, CandidateState
from ledger.delivery.suppressions import ALL, change
from ledger.people import address_owners as owners
from ledger.people.address_hash import AddressHasher
from ledger.schema import addresses, candidates, storable, suppressions, timeline
from ledger.timeline import facts

_NAMING: Final = ("application_received", "candidate_updated")
"""Types of facts that say which addresses somebody has."""


def carry_out(
    connection: Connection,
    hasher: AddressHasher,
    candidate_id: str,
    candidate: Candidate | None,
    event: Undone,
    at: str,
) -> None:
    """Bring suppressions and addresses up to it. Raises ValueError where channels change and nobody says whose."""
    own = (candidate_id, *owners.joined_into(connection, candidate_id))
    gone = [storable(ident) for ident in event.without]
    rows = connection.execute(
        select(timeline).where(timeline.c.candidate_id.in_(own), timeline.c.event_id.in_(gone))
    ).all()
    if event.closed is not None:
        if candidate is None:
            raise ValueError("an undo opens or closes channels: pass the candidate whose they are")
        joined = any(row.candidate_id != candidate_id for row in rows)
        _open(connection, own, [row.occurred_at for row in rows], at, joined=joined)
        for name in event.closed:
            channel = None if name == ALL else Channel(name)
            change(connection, hasher, candidate, ConsentChange("close", channel, "opted out"), at)
    if any(row.type in _NAMING for row in rows):
        _forget_addresses(connection, hasher, candidate_id, gone)


def _open(connection: Connection, own: Sequence[str], closed_at: Sequence[str], at: str, *, joined: bool) -> None:
    """Lift what the facts of those instants had closed, but for addresses with which somebody else asked for peace."""
    s = suppressions.c
    made: ColumnElement[bool] = s.closed_at.in_(closed_at)
    if joined:  # as it was taken over
        made = or_(made, s.reason.in_([f"joined with {ident}" for ident in own]))
    which = s.candidate_id.in_(own), s.lifted_at.is_(None), made
    lifted = connection.execute(select(s.address_hmac, s.channel).where(*which)).all()
    connection.execute(update(suppressions).where(*which).values(lifted_at=at))
    for row in lifted:
        for other_id, theirs in _others_with(connection, row.address_hmac, own):
            if theirs.stopped or (row.channel != ALL and Channel(row.channel) in theirs.closed_channels):
                mine = s.address_hmac == row.address_hmac, s.channel == row.channel
                again = {"lifted_at": None, "candidate_id": other_id}
                connection.execute(update(suppressions).where(*mine).values(again))


def _others_with(connection: Connection, seal: str, own: Sequence[str]) -> list[tuple[str, CandidateState]]:
    """Everybody else who has or had this address, as their last decision left them."""
    query = select(addresses.c.candidate_id, candidates.c.snapshot).join(
        candidates, candidates.c.candidate_id == addresses.c.candidate_id
    )
    rows = connection.execute(query.where(addresses.c.address_hmac == seal, addresses.c.candidate_id.notin_(own)))
    return [(row.candidate_id, CandidateState.model_validate_json(row.snapshot)) for row in rows]


def _forget_addresses(connection: Connection, hasher: AddressHasher, candidate_id: str, gone: Sequence[str]) -> None:
    """An address that only what was taken back had named is not this person's, so nobody is found by it (R17)."""
    query = select(timeline).where(timeline.c.candidate_id == candidate_id, timeline.c.type.in_(_NAMING))
    told: dict[bool, set[str]] = {True: set(), False: set()}
    country = ""
    for row in connection.execute(query.order_by(timeline.c.seq)):
        fact = facts.restored(row._mapping)
        if not isinstance(fact, ApplicationReceived | CandidateUpdated):
            continue
        country = fact.candidate.country or country
        named = (hasher.email(fact.candidate.email or ""), hasher.phone(fact.candidate.phone or "", country))
        told[row.event_id in gone] |= {seal for sealed in named if sealed for seal in sealed.all}
    only = told[True] - told[False]
    connection.execute(
        delete(addresses).where(addresses.c.candidate_id == candidate_id, addresses.c.address_hmac.in_(only))
    )
