"""Putting what earlier releases left in plain where it can be sealed and taken out (R23), without breaking a record.

An entry's hash covers what it says in plain. So the hash stays as it was, and an entry of its own says, signed, what
each of them came to before and comes to now (docs/audit.md).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import Connection, select, update

from domain.events import EntryPutApart, PutApart
from domain.names import digest
from domain.people.erased_words import WRITTEN, Words, leaves, of_person
from domain.reducers.left_in_plain import put_apart
from domain.state.model import Position
from ledger.audit.verifier import PublicKey, Refused, content_of, signed_part
from ledger.instants import to_text
from ledger.keys.columns import MARK, pages, sealed
from ledger.schema import playbooks, replaced_facts, timeline
from ledger.timeline import facts
from ledger.timeline import hash_chain as chain
from ledger.upserts import insert_or_keep

Sign = Callable[[bytes], str]
"""Signs with the key of the checkpoints."""

_SHORT: Final = 5


def put_away(connection: Connection, whose: str, at: datetime, *, keep: bool, sign: Sign | None = None) -> int:
    """Have nothing personal stand in plain in any entry of theirs: kept among what is personal, or gone; how many
    entries had some.

    Under the person's lock. Safe to repeat. Raises KeyShredded, KeysUnavailable.
    """
    t, rows = timeline.c, list[dict[str, Any]]()
    for page in pages(
        connection, select(timeline).where(t.candidate_id == whose).order_by(t.seq), 200, pass_over_lost=True
    ):
        rows += page
    quotes = _quotes(rows)
    changed = [row for row in rows if _apart(row, quotes) is not None and not (keep and _is_lost(row))]
    aside = _aside(connection, whose, quotes)
    if not changed and not aside:
        return 0
    intact = _intact(rows)
    told = [
        EntryPutApart(seq=row["seq"], hash=row["hash"], was=content_of(row).hex(), now=content_of(now).hex())
        for row, now in aside
    ]
    behind = {row["seq"]: before["hash"] for before, row in pairwise(rows)}  # which may leave numbers out, after a loss
    operators = _operators(connection)
    for row in changed:
        now = _rewritten(connection, row, quotes, keep=keep)
        if row["seq"] in intact:  # nobody vouches for one that was changed before
            entry = chain.Entry(**{name: now[name] for name in chain.Entry._fields})
            proof = chain.expected_hash(entry, behind.get(row["seq"], ""))
            was, hashed, by = content_of(row).hex(), content_of(now).hex(), _signed_with(row, operators)
            told.append(EntryPutApart(seq=row["seq"], hash=row["hash"], was=was, now=hashed, proof=proof, operator=by))
    _put_on_record(connection, whose, told, rows, at, sign)
    return len(changed) + len(aside)


def _apart(row: Mapping[str, Any], quotes: Callable[[str], bool]) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """An entry's payload and what is personal in it as they are to be; None where they are so."""
    payload, personal = json.loads(row["payload"]), _read(row["personal"])
    public, private = put_apart(row["type"], payload, personal or {}, quotes)
    return None if public == payload else (public, private)


def _rewritten(
    connection: Connection, row: Mapping[str, Any], quotes: Callable[[str], bool], *, keep: bool
) -> dict[str, Any]:
    """The row with its payload and commitments as they are to be, written."""
    both = _apart(row, quotes)
    assert both is not None
    public, private = both
    before, salts, commitments = _read(row["personal"]), _read(row["salts"]) or {}, json.loads(row["commitments"])
    moved = [name for name, value in private.items() if (before or {}).get(name) != value]
    for name in moved:
        salts[name] = secrets.token_hex(16)
        commitments[name] = chain.commitment(salts[name], private[name])
    values: dict[str, Any] = {"payload": chain.canonical(public), "commitments": chain.canonical(commitments)}
    if keep:
        texts = {"personal": chain.canonical(private), "salts": chain.canonical(salts)} if private else {}
        values |= {name: sealed(connection, row["candidate_id"], text) for name, text in texts.items()}
    t = timeline.c
    same = t.candidate_id == row["candidate_id"], t.seq == row["seq"]
    connection.execute(update(timeline).where(*same).values(values))
    return {**row, **values}


def _aside(
    connection: Connection, whose: str, quotes: Callable[[str], bool]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Entries that a recovery put aside, before and after: of those nothing personal is kept."""
    r, found = replaced_facts.c, []
    for one in connection.execute(select(replaced_facts).where(r.candidate_id == whose)).mappings().all():
        row = dict(one)
        payload = json.loads(row["payload"])
        public, _ = put_apart(row["type"], payload, {}, quotes)
        if public != payload:
            now = row | {"payload": chain.canonical(public)}
            connection.execute(update(replaced_facts).where(r.number == row["number"]).values(payload=now["payload"]))
            found.append((row, now))
    return found


def _put_on_record(
    connection: Connection,
    whose: str,
    told: Collection[EntryPutApart],
    rows: list[dict[str, Any]],
    at: datetime,
    sign: Sign | None,
) -> None:
    if not told or not rows:
        return
    ident = digest("put apart", *(one.was for one in told), size=10)
    fact = PutApart(event_id=f"put-apart:{ident}", occurred_at=at, entries=tuple(told))
    last = Position(seq=rows[-1]["seq"], head=rows[-1]["hash"])
    (entry,) = facts.linked(whose, [fact], last, _signed_by(sign) if sign is not None else None)
    insert_or_keep(connection, timeline, [facts.as_row(connection, entry, to_text(at))])


def _operators(connection: Connection) -> list[PublicKey]:
    """Those of the playbook in force, whose word counts on what was recovered."""
    query = select(playbooks.c.content).order_by(playbooks.c.number.desc()).limit(1)
    told = json.loads(connection.execute(query).scalar() or "{}").get("audit") or {}
    found = []
    for key in told.get("operators") or ():
        with suppress(Refused):
            found.append(PublicKey(key))
    return found


def _signed_with(row: Mapping[str, Any], operators: Collection[PublicKey]) -> str:
    """Which of these keys signed that facts were recovered; empty where none did, or it says no such thing."""
    if row["type"] != chain.RECOVERED:
        return ""
    message, signature = signed_part(row)
    return next((key.written for key in operators if key.has_signed(message, signature)), "")


def _signed_by(sign: Sign) -> Callable[[Mapping[str, Any]], str]:
    return lambda entry: sign(signed_part(entry)[0])


def _intact(rows: list[dict[str, Any]]) -> set[int]:
    """The numbers of the entries whose hashes are accounted for."""
    entries = [chain.Entry(**{name: row[name] for name in chain.Entry._fields}) for row in rows]
    apart, previous, found = chain.set_apart(entries), "", set()
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        if chain.fits(entry, previous, following, apart):
            found.add(entry.seq)
        previous = entry.hash
    return found


def _quotes(rows: list[dict[str, Any]]) -> Callable[[str], bool]:
    """Has a reason words in it that they, or colleagues about them, wrote, or a name or address of theirs?"""
    words, said = Words(), set[str]()
    for row in rows:
        personal = _read(row["personal"]) or {}
        for one in leaves({name: value for name, value in personal.items() if name != "why"}):  # our own words
            words |= of_person(one)
            said |= {v for n, v in one.items() if n in WRITTEN and isinstance(v, str) and len(v) > _SHORT}
    return lambda text: any(one in text for one in said) or bool(words.certain_in(text))


def _is_lost(row: Mapping[str, Any]) -> bool:
    """Does what is personal in it lie under a key that nobody has?"""
    return bool(row["personal"]) and row["personal"].startswith(MARK)


def _read(text: str | None) -> dict[str, Any] | None:
    """None also where it lies under a key that nobody has."""
    if not text or text.startswith(MARK):
        return None
    found: dict[str, Any] = json.loads(text)
    return found
