"""Who has, or had, an address: so that one person is found however they come (R17)."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, exists, func, literal, or_, select, text

from domain.people.person_names import agree, comparable
from ledger.engine import lock_key
from ledger.people.address_hash import AddressHasher, HashedAddress, normal_or_empty
from ledger.schema import addresses, aliases, candidates, claims, timeline
from ledger.upserts import insert_or_keep

ADDRESSES: Final = "addresses"
"""What is locked by whoever decides whose an address or an id is."""


def found(connection: Connection, *wanted: HashedAddress | None) -> list[str]:
    """Ids of those with one of the addresses: of the first address before the second, who came first before others.

    Who was joined into somebody else is found as that one.
    """
    ids: dict[str, None] = {}
    for sealed in filter(None, wanted):
        query = (
            select(addresses.c.candidate_id)
            .where(addresses.c.address_hmac.in_(sealed.all))
            .order_by(addresses.c.recorded_at, addresses.c.candidate_id)
        )
        ids |= dict.fromkeys(connection.execute(query).scalars())
    return list(dict.fromkeys(way_to_owner(connection, ident)[-1] for ident in ids))


def found_by_phone(
    connection: Connection, seals: AddressHasher, phone: HashedAddress | None, *, name: str, email: str
) -> list[str]:
    """Ids of those with this number who are this person (R17): of the same name, and without another email address.

    Families and agencies share numbers. What was told of them and is not on record yet counts, too.
    """
    if not (ids := found(connection, phone)):
        return []
    query = select(candidates.c.candidate_id, candidates.c.name, candidates.c.snapshot)
    rows = {row.candidate_id: row for row in connection.execute(query.where(candidates.c.candidate_id.in_(ids)))}
    told: dict[str, list[Row[Any]]] = {}
    claimed = select(claims).where(claims.c.candidate_id.in_(ids)).order_by(claims.c.place)
    for claim in connection.execute(claimed):
        told.setdefault(claim.candidate_id, []).append(claim)
    here, mail = normal_or_empty(email), seals.email(email)

    def is_called_so(ident: str) -> bool:
        if ident in rows and comparable(rows[ident].name):
            return agree(rows[ident].name, name)
        first = next((claim for claim in told.get(ident, []) if claim.name_hmac), None)  # a later one renames nobody
        sealed = first and seals.name(name, first.event_id)
        return bool(first and sealed and first.name_hmac in sealed.all)

    def has_another_email(ident: str) -> bool:
        last = next((claim for claim in reversed(told.get(ident, [])) if claim.email_hmac), None)
        if last is not None:
            return mail is not None and last.email_hmac not in mail.all
        row = rows.get(ident)
        theirs = json.loads(row.snapshot).get("candidate", {}).get("email", "") if row else ""
        return bool(here and theirs and theirs != here)

    return [ident for ident in ids if is_called_so(ident) and not has_another_email(ident)]


def is_news(connection: Connection, candidate_id: str, *wanted: HashedAddress | None) -> bool:
    """Is one of these not known as the candidate's yet?"""
    mine = set(
        connection.execute(select(addresses.c.address_hmac).where(addresses.c.candidate_id == candidate_id)).scalars()
    )
    return any(sealed and not mine & set(sealed.all) for sealed in wanted)


def is_told(connection: Connection, candidate_id: str, event_id: str) -> bool:
    """Does that very fact stand on the candidate's record?"""
    which = timeline.c.candidate_id == candidate_id, timeline.c.event_id == event_id
    return bool(connection.execute(select(exists().where(*which))).scalar())


def has_claim(connection: Connection, candidate_id: str) -> bool:
    """Is any address known as this candidate's, or anything told of them that is not on record yet?"""
    has_address = exists().where(addresses.c.candidate_id == candidate_id)
    is_told = exists().where(claims.c.candidate_id == candidate_id)
    return bool(connection.execute(select(or_(has_address, is_told))).scalar())


def is_here(connection: Connection, candidate_id: str) -> bool:
    """Is anything known of that very id: an address, a decision, a fact, or one that was told?"""
    known = (
        exists().where(addresses.c.candidate_id == candidate_id),
        exists().where(claims.c.candidate_id == candidate_id),
        exists().where(candidates.c.candidate_id == candidate_id),
        exists().where(timeline.c.candidate_id == candidate_id),
    )
    return bool(connection.execute(select(or_(*known))).scalar())


def joined_into(connection: Connection, candidate_id: str) -> list[str]:
    """Every other id of a person: those that were joined into this one, and into those."""
    found: list[str] = []
    waiting = [candidate_id]
    while waiting:
        query = select(aliases.c.candidate_id).where(aliases.c.owner_id.in_(waiting))
        waiting = [ident for ident in connection.execute(query).scalars() if ident not in (candidate_id, *found)]
        found += waiting
    return found


def way_to_owner(connection: Connection, candidate_id: str) -> list[str]:
    """The id, the one whose it is, and so on to the one under which the person is followed up."""
    way = [candidate_id]
    while True:
        query = select(aliases.c.owner_id).where(aliases.c.candidate_id == way[-1])
        owner = connection.execute(query).scalar()
        if owner is None or owner in way:
            return way
        way.append(owner)


def lock(connection: Connection) -> None:
    """Alone with addresses and aliases until this transaction ends; after a candidate's own lock, never before it."""
    if connection.dialect.name != "sqlite":  # there a writer is alone anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": lock_key(ADDRESSES)})


def lock_people(connection: Connection, candidate_ids: Collection[str]) -> None:
    """Wait until no book of these people is open, and keep all of them shut until this transaction ends.

    So a stop that is put into the inbox is committed either before somebody looks whether they may send, or after
    their reservation was (R3). Whoever holds one person's lock must not ask for this. On SQLite a writer is alone.
    """
    if connection.dialect.name == "sqlite" or not candidate_ids:
        return
    ids, more = set(candidate_ids), set(candidate_ids)
    while more:  # under whose name the book stands
        query = select(aliases.c.owner_id).where(aliases.c.candidate_id.in_(more))
        more = set(connection.execute(query).scalars()) - ids
        ids |= more
    keys = sorted(map(lock_key, ids))  # in one order, so that two of these cannot wait for each other
    connection.execute(text("SELECT pg_advisory_xact_lock(k) FROM unnest(CAST(:keys AS bigint[])) k"), {"keys": keys})


def take_over(connection: Connection, candidate_id: str, other_id: str) -> None:
    """The addresses of the other id are this one's from now on, and their names stand on record."""
    theirs = select(addresses.c.address_hmac, addresses.c.recorded_at).where(addresses.c.candidate_id == other_id)
    rows = [{**row, "candidate_id": candidate_id} for row in connection.execute(theirs).mappings()]
    insert_or_keep(connection, addresses, rows)
    connection.execute(delete(claims).where(claims.c.candidate_id == other_id))
    connection.execute(delete(addresses).where(addresses.c.candidate_id == other_id))


def alias(connection: Connection, candidate_id: str, owner_id: str) -> None:
    """Note that whatever is told under this id is about the owner."""
    insert_or_keep(connection, aliases, [{"candidate_id": candidate_id, "owner_id": owner_id}])


def forget_others(connection: Connection, candidate_id: str, *kept: HashedAddress | None) -> None:
    """Note that no other address than these is the candidate's: one that was removed may be somebody else's."""
    marks = [mark for sealed in kept if sealed for mark in sealed.all]
    theirs = addresses.c.candidate_id == candidate_id, addresses.c.address_hmac.not_in(marks)
    connection.execute(delete(addresses).where(*theirs))


def record(connection: Connection, candidate_id: str, at: str, *known: HashedAddress | None) -> None:
    """Note that the candidate has these addresses, since `at` (stored form) where it is news."""
    rows = [
        {"address_hmac": sealed.newest, "candidate_id": candidate_id, "recorded_at": at} for sealed in known if sealed
    ]
    insert_or_keep(connection, addresses, rows)


def claim(
    connection: Connection,
    candidate_id: str,
    event_id: str,
    name: HashedAddress | None,
    email: HashedAddress | None,
) -> None:
    """Note what a fact that is about to be told says of who they are, until it stands on record (`settle_claim`)."""
    last = select(func.max(claims.c.place)).where(claims.c.candidate_id == candidate_id)
    row = {
        "candidate_id": candidate_id,
        "event_id": event_id,
        "place": (connection.execute(last).scalar() or 0) + 1,
        "name_hmac": name.newest if name else "",
        "email_hmac": email.newest if email else "",
    }
    insert_or_keep(connection, claims, [row])


def settle_claim(connection: Connection, candidate_id: str, event_id: str) -> None:
    """The fact stands on record, so that it is known from there who they are."""
    mine = claims.c.candidate_id == candidate_id, claims.c.event_id == event_id
    connection.execute(delete(claims).where(*mine))


def ids_of(candidate_id: str | ColumnElement[str]) -> Select[Any]:
    """The candidate's id and all those that were joined into it (R17), as a query."""
    whose = literal(candidate_id) if isinstance(candidate_id, str) else candidate_id
    ids = select(whose.label("id")).cte("ids", recursive=True, nesting=True)
    ids = ids.union(select(aliases.c.candidate_id).where(aliases.c.owner_id == ids.c.id))
    return select(ids.c.id)
