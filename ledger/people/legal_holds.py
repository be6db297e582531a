"""Legal holds: while one stands nobody erases whom it is on (R23)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, or_, select, update

from ledger.instants import from_text, to_text
from ledger.schema import legal_holds
from ledger.upserts import insert_or_replace

HELD: Final = "{} is under a legal hold"


class Held(ValueError):
    """Somebody must not be erased now; one sentence on why, and what to do. `without_reason`: the same as it may be
    kept, for the reason is in somebody's words and goes with what it is about.
    """

    def __init__(self, says: str, without_reason: str = "") -> None:
        super().__init__(says)
        self.without_reason = without_reason or says


@dataclass(frozen=True, slots=True)
class Hold:
    """Why somebody must not be erased."""

    candidate_id: str
    reason: str
    placed_by: str
    placed_at: datetime
    ends_at: datetime | None


def place(
    connection: Connection, candidate_id: str, reason: str, by: str, at: datetime, ends_at: datetime | None
) -> None:
    """Nobody erases this person until it is lifted, or has ended."""
    row = {"candidate_id": candidate_id, "placed_at": to_text(at), "reason": reason, "placed_by": by}
    ends = to_text(ends_at) if ends_at else None
    insert_or_replace(connection, legal_holds, [row | {"ends_at": ends, "lifted_at": None, "lifted_by": ""}])


def lift(connection: Connection, ids: Sequence[str], by: str, at: datetime) -> int:
    """How many holds on these that ended."""
    stands = legal_holds.c.candidate_id.in_(ids), legal_holds.c.lifted_at.is_(None)
    values = {"lifted_at": to_text(at), "lifted_by": by}
    return connection.execute(update(legal_holds).where(*stands).values(values)).rowcount


def standing(connection: Connection, at: datetime, ids: Sequence[str] | None) -> list[Hold]:
    """The holds that stand at that instant, of everybody or on these."""
    h = legal_holds.c
    query = select(legal_holds).where(h.lifted_at.is_(None), or_(h.ends_at.is_(None), h.ends_at > to_text(at)))
    if ids is not None:
        query = query.where(h.candidate_id.in_(ids))
    return [
        Hold(
            row["candidate_id"],
            row["reason"],
            row["placed_by"],
            from_text(row["placed_at"]),
            from_text(row["ends_at"]) if row["ends_at"] else None,
        )
        for row in connection.execute(query.order_by(h.placed_at)).mappings()
    ]


def raise_if_held(connection: Connection, ids: Sequence[str], at: datetime) -> None:
    """Raises Held where one of these is."""
    if holds := standing(connection, at, ids):
        one = holds[0]
        until = f" until {one.ends_at:%d %b %Y}" if one.ends_at else ""
        held = HELD.format(one.candidate_id) + f"{until}, placed by {one.placed_by}"
        raise Held(
            f"{held}: {one.reason.rstrip('.')}. `followup hold {one.candidate_id} --lift` ends it.",
            f"{held}. `followup hold {one.candidate_id}` says why, and `--lift` ends it.",
        )
