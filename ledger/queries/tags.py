"""Who has which tag (`domain.tags`)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from ledger.engine import Database
from ledger.schema import candidate_tags, candidates


def write(connection: Connection, candidate_id: str, tags: Sequence[str]) -> None:
    """Have the candidate found by these tags alone."""
    connection.execute(delete(candidate_tags).where(candidate_tags.c.candidate_id == candidate_id))
    if tags:
        connection.execute(insert(candidate_tags), [{"candidate_id": candidate_id, "tag": tag} for tag in tags])


def having(tag: str) -> ColumnElement[bool]:
    """Who has the tag, of the rows of `candidates`."""
    return candidates.c.candidate_id.in_(select(candidate_tags.c.candidate_id).where(candidate_tags.c.tag == tag))


class TagsInUse:
    """Asks about tags as such. Raises LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[str]:
        """Every tag that anybody has, in order."""
        query = select(candidate_tags.c.tag).distinct().order_by(candidate_tags.c.tag)
        return self._database.scalars(query)
