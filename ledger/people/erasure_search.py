"""Where in the ledger something of somebody who was erased still stands (R23), and what of it is others' too."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, select

from domain.names import NOBODY
from domain.people.erased_words import Words, of_person, one_words
from domain.views.erasure_left import Left
from ledger import schema
from ledger.instants import from_text
from ledger.keys.columns import StillSealed, pages
from ledger.people import address_owners as owners
from ledger.people.redactions import worded
from ledger.schema import attempts, candidates, inbox, timeline

_NOT_SEARCHED: Final = frozenset({"playbooks", "team"})
"""The company's own words, and its colleagues' names."""


def found_in_tables(
    connection: Connection, words: Words, ids: Collection[str], marked: Mapping[str, str]
) -> tuple[list[Left], Words]:
    """Where in the ledger something of theirs still stands, and which of the words are rightly somebody else's too,
    so that a file that holds them says nothing. `marked`: since when nothing is taken in about each of their ids.
    """
    found: dict[Left, Words] = {}
    others = Words()
    for table in schema.metadata.sorted_tables:
        if table.name in _NOT_SEARCHED:
            continue
        for row in _rows_of(connection, table):
            whose = str(row.get("candidate_id") or row.get("about") or "")
            text = "\n".join(str(value) for value in row.values() if isinstance(value, str))
            there, part = words.looked_for(text)
            others |= part - there  # somebody else's longer name, which a file of the ledger holds too
            if not there:
                continue
            if table is inbox and came_in_since(row, marked):
                continue  # it has its turn, and loses its words then (`forget_late`)
            if table is inbox:  # what came in since may be about somebody new who goes by their id
                whose = owners.way_to_owner(connection, whose)[-1]
            if whose and whose != NOBODY and whose not in ids and (theirs := _theirs(connection, whose)):
                shared = there.also_of(theirs)
                others |= shared
                there -= shared
            for name in (str(n) for n, v in row.items() if isinstance(v, str)) if there else ():
                if of_column := there.found_in(row[name]):
                    one = _left(table, row, name, "" if whose in ids else whose)
                    found[one] = found.get(one, Words()) | of_column
    shared = Words(parts=_parts_of_others(connection, {p for one in found.values() for p in one.parts}, ids))
    left = [(one, there - shared) for one, there in found.items()]
    return [replace(one, is_part=not there.sure) for one, there in left if there], others | shared


def readable(connection: Connection, query: Select[Any], at_once: int = 200) -> Iterator[dict[str, Any]]:
    """The rows; what lies under a key that nobody has any more is empty, and holds no erasure up."""
    for page in pages(connection, query, at_once, pass_over_lost=True):
        yield from ({n: "" if isinstance(v, StillSealed) else v for n, v in row.items()} for row in page)


def _rows_of(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """As they can be read; under a key that nobody has nothing can be found."""
    for page in pages(connection, select(table), 50, pass_over_lost=True):
        yield from page


def came_in_since(row: Mapping[Any, Any], marked: Mapping[str, str]) -> bool:
    """Did this row of the inbox come in about somebody after they were marked?"""
    since = marked.get(str(row["about"]))
    return since is not None and str(row["received_at"]) > since


def _left(table: Table, row: Mapping[str, Any], name: str, whose: str) -> Left:
    """The column of a row in which something still stands, as a person may see to it."""
    whose = "" if whose == NOBODY else whose
    if whose and table is timeline and name == "personal":
        one = worded(row)
        return Left("record", one.type, whose, one.event_id, from_text(row["occurred_at"]), one.problem)
    if whose and table is attempts and name in ("subject", "body"):
        return Left("record", "message", whose, row["touch_key"], from_text(row["attempted_at"]))
    return Left("ledger", f"{table.name}.{name}", whose)


def _parts_of_others(connection: Connection, parts: Collection[str], ids: Collection[str]) -> frozenset[str]:
    """Those of these names of one word that somebody else has too, or that the company says of itself: where one
    stands nobody could tell whom it means.
    """
    if not parts:
        return frozenset()
    small, found = {one.casefold(): one for one in parts}, set[str]()
    names = select(candidates.c.name).where(candidates.c.candidate_id.not_in(ids))
    for page in pages(connection, names, 500, pass_over_lost=True):
        found |= {small[word] for row in page for word in _single(row["name"]) if word in small}
    for table in (schema.team, schema.playbooks):
        for row in connection.execute(select(table)).mappings():
            told = {word for value in row.values() if isinstance(value, str) for word in _single(value)}
            found |= {small[word] for word in small.keys() & told}
    return frozenset(found)


def _single(text: str) -> set[str]:
    return set(one_words(text.casefold()))


def _theirs(connection: Connection, candidate_id: str) -> Words | None:
    """By what somebody else is known who is here; None where nobody of that id is."""
    query = select(candidates.c.name, candidates.c.snapshot).where(candidates.c.candidate_id == candidate_id)
    row = next(readable(connection, query), None)
    if row is None:
        return None
    about = (json.loads(row["snapshot"] or "{}") or {}).get("candidate") or {}
    return of_person({"full_name": row["name"]}) | of_person(about)
