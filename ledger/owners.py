"""Who has, or had, an address: so that one person is found however they come (R17)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ledger.addresses import Sealed
from ledger.schema import addresses, aliases
from ledger.upserts import insert_or_keep


def found(connection: Connection, *wanted: Sealed | None) -> list[str]:
    """Ids of those with one of the addresses: of the first address before the second, who came first before others."""
    ids: dict[str, None] = {}
    for sealed in filter(None, wanted):
        query = (
            select(addresses.c.candidate_id)
            .where(addresses.c.address_hmac.in_(sealed.all))
            .order_by(addresses.c.recorded_at, addresses.c.candidate_id)
        )
        ids |= dict.fromkeys(connection.execute(query).scalars())
    return list(ids)


def alias(connection: Connection, candidate_id: str, owner_id: str) -> None:
    """Note that whatever is told under this id is about the owner."""
    insert_or_keep(connection, aliases, [{"candidate_id": candidate_id, "owner_id": owner_id}])


def record(connection: Connection, candidate_id: str, at: str, *known: Sealed | None) -> None:
    """Note that the candidate has these addresses, since `at` (stored form) where it is news."""
    rows = [
        {"address_hmac": sealed.newest, "candidate_id": candidate_id, "recorded_at": at} for sealed in known if sealed
    ]
    insert_or_keep(connection, addresses, rows)
