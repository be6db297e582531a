"""Who has, or had, an address: so that one person is found however they come (R17)."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, exists, func, literal, or_, select, text

from domain.people.person_names import agree, comparable
from ledger.engine import lock_key
from ledger.keys import columns
from ledger.keys.key_store import KeysUnavailable
from ledger.people.address_hash import AddressHasher, HashedAddress, normal_or_empty
from ledger.schema import addresses, aliases, candidates, claims, timeline
from ledger.upserts import insert_or_keep

if TYPE_CHECKING:  # pydantic takes a while to load, and most who read need none of it
    from domain.people.contact_details import ToldDetails
    from domain.state.model import Candidate

ADDRESSES: Final = "addresses"
"""What is locked by whoever decides whose an address or an id is."""


def found(connection: Connection, seals: AddressHasher, *wanted: HashedAddress | None) -> list[str]:
    """Ids of those with one of the addresses: of the first address before the second, who came first before others.

    Who was joined into somebody else is found as that one. An address that was removed finds nobody from the telling
    on.
    """
    ids: dict[str, None] = {}
    for sealed in filter(None, wanted):
        query = (
            select(addresses.c.candidate_id)
            .where(addresses.c.address_hmac.in_(sealed.all))
            .order_by(addresses.c.recorded_at, addresses.c.candidate_id)
        )
        rows = list(connection.execute(query).scalars())
        removing = left_after_removal(connection, seals, rows)
        ids |= {ident: None for ident in rows if ident not in removing or removing[ident] & {*sealed.all}}
    return list(dict.fromkeys(way_to_owner(connection, ident)[-1] for ident in ids))


def found_by_phone(
    connection: Connection, seals: AddressHasher, phone: HashedAddress | None, *, name: str, email: str
) -> list[str]:
    """Ids of those with this number who are this person (R17): of the same name, and without another email address.

    Families and agencies share numbers. What was told of them and is not on record yet counts, too.
    """
    if not (ids := found(connection, seals, phone)):
        return []
    here = normal_or_empty(email)
    people = _as_told(connection, seals, ids)

    def is_called_so(ident: str) -> bool:
        person = people[ident]
        if theirs := _name_of(person.who):
            return agree(theirs, name)
        sealed = person.older and seals.name(name, person.older.event_id)
        return bool(person.older and sealed and person.older.name_hmac in sealed.all)

    def has_another_email(ident: str) -> bool:
        theirs = people[ident].who.email
        return bool(here and theirs and theirs != here)

    return [ident for ident in ids if is_called_so(ident) and not has_another_email(ident)]


def left_after_removal(
    connection: Connection, seals: AddressHasher, candidate_ids: Collection[str]
) -> dict[str, frozenset[str]]:
    """Of those who have told that an address is not theirs any more, and whose record does not say so yet: the marks
    of the addresses that are left.
    """
    waiting = select(claims.c.candidate_id).where(claims.c.candidate_id.in_(candidate_ids)).distinct()
    ids = list(connection.execute(waiting).scalars())
    told: dict[str, _Told] = {}
    with suppress(KeysUnavailable):  # a stop must not wait for keys: then whoever had the address counts
        told = _as_told(connection, seals, ids) if ids else {}
    return {ident: frozenset(person.left) for ident, person in told.items() if person.left is not None}


@dataclass(slots=True)
class _Told:
    """Somebody as their record has them, and with what was told since."""

    who: Candidate
    left: set[str] | None = None  # the marks of their addresses, where one was removed; None: all that are known
    older: Row[Any] | None = None  # the first name that a release which knew no `told` has noted


def _as_told(connection: Connection, seals: AddressHasher, candidate_ids: Collection[str]) -> dict[str, _Told]:
    from domain.people.contact_details import ToldDetails
    from domain.state.model import Candidate

    c = candidates.c
    people = {ident: _Told(Candidate(candidate_id=ident)) for ident in candidate_ids}
    for row in connection.execute(select(c.candidate_id, c.snapshot).where(c.candidate_id.in_(candidate_ids))):
        known = json.loads(row.snapshot).get("candidate")
        if known:
            people[row.candidate_id].who = Candidate.model_validate(known)
    query = select(claims).where(claims.c.candidate_id.in_(candidate_ids)).order_by(claims.c.place)
    for claim in connection.execute(query):
        person = people[claim.candidate_id]
        if claim.told:
            _tell(person, seals, ToldDetails.model_validate_json(claim.told))
        elif claim.name_hmac and person.older is None:
            person.older = claim
    return people


def _tell(person: _Told, seals: AddressHasher, told: ToldDetails) -> tuple[HashedAddress | None, ...]:
    """Take in what was told; the addresses that it names."""
    from domain.people.contact_details import with_details

    person.who = with_details(person.who, told)
    country = told.candidate.country or person.who.country
    named = seals.email(told.candidate.email or ""), seals.phone(told.candidate.phone or "", country)
    left = named
    if told.removed:
        person.left = set()  # as `forget_others` does: what they had before is not theirs either
        left = seals.email(person.who.email), seals.phone(person.who.phone)
    if person.left is not None:
        person.left |= {mark for sealed in left if sealed for mark in sealed.all}
    return named


def _name_of(who: Candidate) -> str:
    return f"{who.first_name} {who.last_name}".strip()


def news_of(
    connection: Connection, seals: AddressHasher, candidate_id: str, told: ToldDetails
) -> tuple[HashedAddress | None, ...] | None:
    """The addresses that this names, where it changes by what name or address somebody is found; else None."""
    person = _as_told(connection, seals, [candidate_id])[candidate_id]
    before = person.who
    named = _tell(person, seals, told)
    now = person.who
    mine = select(addresses.c.address_hmac).where(addresses.c.candidate_id == candidate_id)
    known = set(connection.execute(mine).scalars())
    is_news = (
        bool(told.removed)
        or any(sealed and not known & {*sealed.all} for sealed in named)
        or (before.email, before.phone) != (now.email, now.phone)
        or comparable(_name_of(before)) != comparable(_name_of(now))
    )
    return named if is_news else None


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


def forget_others(connection: Connection, seals: AddressHasher, who: Candidate) -> None:
    """Note that the candidate has no other addresses than these, and those that are on their way: one that was removed
    may be somebody else's.
    """
    from domain.people.contact_details import ToldDetails

    person = _Told(who)
    kept = {mark for sealed in (seals.email(who.email), seals.phone(who.phone)) if sealed for mark in sealed.all}
    on_their_way = select(claims.c.told).where(claims.c.candidate_id == who.candidate_id).order_by(claims.c.place)
    for told in filter(None, connection.execute(on_their_way).scalars()):
        kept |= {
            mark
            for sealed in _tell(person, seals, ToldDetails.model_validate_json(told))
            if sealed
            for mark in sealed.all
        }
    theirs = addresses.c.candidate_id == who.candidate_id, addresses.c.address_hmac.not_in(kept)
    connection.execute(delete(addresses).where(*theirs))


def record(connection: Connection, candidate_id: str, at: str, *known: HashedAddress | None) -> None:
    """Note that the candidate has these addresses, since `at` (stored form) where it is news."""
    rows = [
        {"address_hmac": sealed.newest, "candidate_id": candidate_id, "recorded_at": at} for sealed in known if sealed
    ]
    insert_or_keep(connection, addresses, rows)


def claim(connection: Connection, seals: AddressHasher, candidate_id: str, event_id: str, told: ToldDetails) -> None:
    """Note what a fact that is about to be told says of who they are, until it stands on record (`settle_claim`).

    Raises KeysUnavailable where their key was not made ready, and KeyShredded.
    """
    last = select(func.max(claims.c.place)).where(claims.c.candidate_id == candidate_id)
    person = told.candidate
    name = seals.name(f"{person.first_name or ''} {person.last_name or ''}".strip(), event_id) if told.applies else None
    email = seals.email(person.email or "")
    row = {
        "candidate_id": candidate_id,
        "event_id": event_id,
        "place": (connection.execute(last).scalar() or 0) + 1,
        "name_hmac": name.newest if name else "",
        "email_hmac": email.newest if email else "",
        "told": columns.sealed(connection, candidate_id, told.model_dump_json()),
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
