"""Finding people by what they are called, reached by, and have applied for (`domain.people.search_words`)."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, delete, false, or_, select

from domain.people.search_words import Term, fits, words_of_snapshot
from ledger.engine import Database
from ledger.keys.columns import keys_of
from ledger.queries import blind_index
from ledger.schema import aliases, candidates, search_words
from ledger.upserts import insert_or_keep, insert_or_replace

PAGE: Final = 500

_SEALED: Final = "\x02"
"""Stands for the words of somebody who is found by marks; nobody types it."""


def write(connection: Connection, candidate_id: str, words: str) -> None:
    """Have the candidate found by these words alone; by none where they are empty."""
    if keys_of(connection).seals_ledger:
        blind_index.write(connection, candidate_id, words)
        words = _SEALED if words else ""
    if words:
        insert_or_replace(connection, search_words, [{"candidate_id": candidate_id, "words": words}])
    else:
        connection.execute(delete(search_words).where(search_words.c.candidate_id == candidate_id))


def fitting(connection: Connection, wanted: Sequence[Term], also: Collection[str] = ()) -> ColumnElement[bool]:
    """Who is found, of the rows of `candidates`: those with a word that begins so, and only where there is nobody,
    those with one that has it in the middle. `also`: ids that are found by something else.
    """
    c, known = candidates.c, list(also)
    unwritten = _unwritten(connection)
    for anywhere in (False, True):
        words = and_(*(_found(term, anywhere=anywhere or term.anywhere) for term in wanted)) if wanted else false()
        more = [ident for ident, theirs in unwritten if wanted and fits(theirs, wanted, anywhere=anywhere)]
        some = select(search_words.c.candidate_id).where(words)
        if anywhere or known or more or connection.execute(some.limit(1)).first():
            break
    whole = or_(c.candidate_id.in_(some), c.candidate_id.in_([*known, *more]))
    if wanted and keys_of(connection).seals_ledger:
        return or_(whole, blind_index.found(connection, wanted))
    return whole


def _found(term: Term, *, anywhere: bool) -> ColumnElement[bool]:
    column = search_words.c.words
    return or_(*(column.contains(one if anywhere else f" {one}", autoescape=True) for one in term.spellings))


def _unwritten(connection: Connection) -> list[tuple[str, str]]:
    """Those whom a release wrote that knew nothing of this table, and what they are found by: as a rule nobody."""
    return [(ident, words) for ident, words in _page(connection, None) if words]


def fill_in(database: Database) -> None:
    """Write what those are found by who have no row yet, page by page: a look where there is nobody.

    A decision that is taken meanwhile knows better, and its row stays.
    """
    while True:
        with database.reading() as connection:
            rows = [{"candidate_id": ident, "words": words} for ident, words in _page(connection, PAGE) if words]
        if not rows:
            return
        with database.writing("search words") as connection:
            if keys_of(connection).seals_ledger:
                for row in rows:
                    write(connection, row["candidate_id"], row["words"])
            else:
                insert_or_keep(connection, search_words, rows)


def _page(connection: Connection, limit: int | None) -> list[tuple[str, str]]:
    c = candidates.c
    query = select(c.candidate_id, c.snapshot).where(
        c.candidate_id.not_in(select(search_words.c.candidate_id)),
        c.candidate_id.not_in(select(aliases.c.candidate_id)),
    )
    rows = connection.execute(query.limit(limit)).all()
    return [(row.candidate_id, words_of_snapshot(json.loads(row.snapshot))) for row in rows]
