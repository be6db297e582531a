"""Channels closed for good, by address (R7): closing, opening again, and asking.

A closure of all channels is one row `all` per address. Opening a single channel afterwards leaves the other sending
channels closed, each in a row of its own: as the candidate's state has it (`domain.state.consent`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, update

from domain.names import NOBODY, SENDING_CHANNELS, Channel
from domain.state.consent import ATS_DELETED, BY_ATS, Closings, ConsentChange
from domain.state.model import Candidate
from ledger.people import address_owners as owners
from ledger.people.address_hash import AddressHasher, HashedAddress
from ledger.schema import suppressions
from ledger.upserts import insert_or_keep, insert_or_replace

ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class SuppressionRequest:
    """What whoever has an address wants of it, whether or not anybody here is known by it (R7). Personal."""

    action: Literal["close", "open"]
    channel: Channel | None  # None for all of them
    reason: str
    email: str = ""
    phone: str = ""
    country: str = ""  # in which a phone without a country code is read
    candidate_id: str = NOBODY  # who is known to have said it; what nobody known said, the same address may lift


_CLOSED: Final = select(suppressions.c.address_hmac, suppressions.c.channel, suppressions.c.reason).where(
    suppressions.c.address_hmac.in_(bindparam("wanted", expanding=True)), suppressions.c.lifted_at.is_(None)
)
"""Asked for each decision, so it is built once."""


def closed_for(connection: Connection, hasher: AddressHasher, candidate: Candidate) -> Closings:
    """The channels that are closed for the candidate's present addresses, under whichever key they were closed."""
    ways = _ways(hasher, candidate)
    if not ways:
        return Closings()
    return _closings(ways, connection.execute(_CLOSED, {"wanted": list(ways)}).all())


def closed_for_many(
    connection: Connection, hasher: AddressHasher, candidates: Sequence[Candidate], size: int = 400
) -> list[Closings]:
    """As `closed_for`, for many at once and in their order."""
    ways = [_ways(hasher, person) for person in candidates]
    every = sorted({seal for theirs in ways for seal in theirs})
    closed: dict[str, list[Any]] = {}
    for start in range(0, len(every), size):
        for row in connection.execute(_CLOSED, {"wanted": every[start : start + size]}):
            closed.setdefault(row.address_hmac, []).append(row)
    return [_closings(theirs, [row for seal in theirs for row in closed.get(seal, ())]) for theirs in ways]


def _ways(hasher: AddressHasher, candidate: Candidate) -> dict[str, Channel]:
    """The candidate's addresses, sealed, each with the way that it is."""
    return {seal: way for way, sealed in _addresses(hasher, candidate).items() for seal in sealed.all}


def _closings(ways: Mapping[str, Channel], rows: Sequence[Any]) -> Closings:
    """What the closings of addresses mean for somebody who has them.

    A closing belongs to the address or the number that it was said about (R7): whoever shares a number with somebody
    who said stop, or who was deleted, keeps their mail. An email address is a person's alone (R17).
    """
    closed: set[Channel] = set()
    refused: set[Channel] = set()
    for row in rows:
        channels = {*Channel} if row.channel == ALL else {Channel(row.channel)}
        if ways[row.address_hmac] is Channel.SMS:
            channels &= {*_OF_A_NUMBER}
        closed |= channels
        if row.reason not in BY_ATS:
            refused |= channels
    return Closings.of(closed, closed - refused)


_OF_A_NUMBER: Final = (Channel.SMS, Channel.PHONE)


def closed_by_others(
    connection: Connection, hasher: AddressHasher, candidate: Candidate, own: Sequence[str], at: str
) -> Closings:
    """As `closed_for`, as it was at the instant `at` (stored form), by anybody's fact but those of the ids `own`."""
    ways = _ways(hasher, candidate)
    s = suppressions.c
    which = s.address_hmac.in_(list(ways)), s.candidate_id.notin_(own), s.closed_at <= at
    still = or_(s.lifted_at.is_(None), s.lifted_at > at)
    return _closings(ways, connection.execute(select(s.address_hmac, s.channel, s.reason).where(*which, still)).all())


def change(connection: Connection, hasher: AddressHasher, candidate: Candidate, wanted: ConsentChange, at: str) -> None:
    """Close or open as the fact says, at the instant `at` (stored form)."""
    addresses = _addresses(hasher, candidate)
    if wanted.action == "close":
        # One channel is closed on its own address; all channels on both, for either may come back alone.
        hit = list(addresses.values()) if wanted.channel is None else [addresses.get(wanted.channel)]
        _close(connection, candidate, filter(None, hit), (wanted.channel or ALL,), wanted.reason, at)
    elif wanted.channel is None:
        _lift(connection, addresses.values(), None, at)
    elif wanted.channel in SENDING_CHANNELS:
        _open_one(connection, candidate, addresses.values(), wanted.channel, at)


def open_deleted(connection: Connection, hasher: AddressHasher, candidate: Candidate, before: str, at: str) -> None:
    """Open, at the instant `at`, what nothing but a deletion in an ATS had closed before another one."""
    s = suppressions.c
    _lift(connection, _addresses(hasher, candidate).values(), None, at, s.reason == ATS_DELETED, s.closed_at < before)


def heed(connection: Connection, hasher: AddressHasher, wish: SuppressionRequest, at: str) -> None:
    """Close by an address at the instant `at` (stored form), or open what that same address had closed.

    A closure that stands already is left alone, so that its being lifted goes on to depend on who made it: a START
    opens what a STOP from that number closed, and nothing that a colleague, an ATS, or a fact on record did.
    """
    sealed = [one for one in (hasher.email(wish.email), hasher.phone(wish.phone, wish.country)) if one]
    channel = str(wish.channel or ALL)
    if wish.action == "open":
        theirs = suppressions.c.candidate_id == NOBODY
        _lift(connection, sealed, None if wish.channel is None else (channel, ALL), at, theirs)
        return
    for one in sealed:
        _keep_closed(connection, one, channel, wish.candidate_id, wish.reason, at)


def _keep_closed(
    connection: Connection, address: HashedAddress, channel: str, candidate_id: str, reason: str, at: str
) -> None:
    """Close it, unless it is closed already: that stays as it was said."""
    where = suppressions.c.address_hmac.in_(address.all), suppressions.c.lifted_at.is_(None)
    standing = connection.execute(select(suppressions.c.channel).where(*where)).scalars().all()
    if channel in standing or ALL in standing:
        return
    closed = {"closed_at": at, "reason": reason, "candidate_id": candidate_id, "lifted_at": None}
    row = {"address_hmac": address.newest, "channel": channel, **closed}
    if not insert_or_keep(connection, suppressions, [row]):  # it stood here once, and was lifted
        again = suppressions.c.address_hmac == address.newest, suppressions.c.channel == channel
        connection.execute(update(suppressions).where(*again, suppressions.c.lifted_at.isnot(None)).values(closed))


def all_of(candidate: Candidate) -> frozenset[Channel]:
    """What is closed for somebody where all is closed that their addresses stand for."""
    return frozenset(Channel) if candidate.email else frozenset(_OF_A_NUMBER)


def known_by(connection: Connection, hasher: AddressHasher, wish: SuppressionRequest) -> list[str]:
    """The ids of everybody who has, or had, the wish's addresses (R17)."""
    return owners.found(connection, hasher, hasher.email(wish.email), hasher.phone(wish.phone, wish.country))


def _addresses(hasher: AddressHasher, candidate: Candidate) -> dict[Channel, HashedAddress]:
    found = {
        Channel.EMAIL: hasher.email(candidate.email),
        Channel.SMS: hasher.phone(candidate.phone, candidate.country),
    }
    return {channel: sealed for channel, sealed in found.items() if sealed}


def _close(
    connection: Connection,
    candidate: Candidate,
    addresses: Iterable[HashedAddress],
    channels: Iterable[str],
    reason: str,
    at: str,
) -> None:
    channels, addresses = tuple(channels), tuple(addresses)
    if reason in BY_ATS:  # nobody's wish is forgotten for what an ATS says later
        for sealed in addresses:
            for channel in channels:
                _keep_closed(connection, sealed, str(channel), candidate.candidate_id, reason, at)
        return
    rows = [
        {
            "address_hmac": sealed.newest,
            "channel": str(channel),
            "closed_at": at,
            "reason": reason,
            "candidate_id": candidate.candidate_id,
            "lifted_at": None,
        }
        for sealed in addresses
        for channel in channels
    ]
    for row in rows:
        stands = [suppressions.c[name] == row[name] for name in ("address_hmac", "channel")]
        stands.append(suppressions.c.lifted_at.is_(None))
        columns = suppressions.c.candidate_id, suppressions.c.reason
        standing = connection.execute(select(*columns).where(*stands)).first()
        if standing is None or standing.reason in BY_ATS:  # a wish counts for more than what an ATS said before it
            insert_or_replace(connection, suppressions, [row])
        elif (
            standing.candidate_id == NOBODY
        ):  # why it stands is kept, so that taking this back does not open what they closed (R21)
            connection.execute(update(suppressions).where(*stands).values(candidate_id=row["candidate_id"]))


def _lift(
    connection: Connection,
    addresses: Iterable[HashedAddress],
    channels: tuple[str, ...] | None,
    at: str,
    *which: ColumnElement[bool],
) -> None:
    wanted = [seal for sealed in addresses for seal in sealed.all]
    standing = suppressions.c.address_hmac.in_(wanted), suppressions.c.lifted_at.is_(None)
    statement = update(suppressions).where(*standing, *which)
    if channels is not None:
        statement = statement.where(suppressions.c.channel.in_(channels))
    connection.execute(statement.values(lifted_at=at))


def _open_one(
    connection: Connection, candidate: Candidate, addresses: Iterable[HashedAddress], channel: Channel, at: str
) -> None:
    addresses = list(addresses)
    by_seal = {seal: sealed for sealed in addresses for seal in sealed.all}
    rows = connection.execute(
        select(suppressions.c.address_hmac, suppressions.c.reason).where(
            suppressions.c.address_hmac.in_(by_seal), suppressions.c.lifted_at.is_(None), suppressions.c.channel == ALL
        )
    ).all()
    others = tuple(other for other in SENDING_CHANNELS if other is not channel)
    for row in rows:
        _close(connection, candidate, [by_seal[row.address_hmac]], others, row.reason, at)
    _lift(connection, addresses, (channel, ALL), at)
