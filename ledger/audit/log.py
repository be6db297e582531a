"""The log over the feed: a leaf for each fact, in the order of the feed, and signed checkpoints of how far it has come.

Whoever has an older checkpoint, and a newer one with an export, sees whether anything was rewritten or removed in
between (docs/audit.md). A leaf covers what an erasure leaves (`ledger.audit.verifier.ENTRY`), so it outlives one.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select, update

from ledger.audit.verifier import (
    ENTRY,
    PUT_APART,
    Checkpoint,
    Peaks,
    PublicKey,
    Refused,
    content_of,
    leaf_hash,
    leaf_of,
    mark_of,
    signed_part,
)
from ledger.engine import Database
from ledger.instants import from_text, shown, to_text
from ledger.keys.columns import keys_of, unopened
from ledger.schema import checkpoints, log_entries, replaced_facts, timeline
from ledger.timeline.feed import Feed
from ledger.upserts import insert_or_keep

READER: Final = "checkpoint"
"""The log's name among the feed's readers."""

Sign = Callable[[str], str]
"""From the text of a checkpoint to the signed note."""

_SUBJECT: Final = "audit log"


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint as it is kept here."""

    size: int
    note: str
    made_at: datetime
    mailed_at: datetime | None
    peaks: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Logged:
    """A fact that the log has, or one that it should have."""

    position: int | None
    fact: Mapping[str, Any] | None  # a row of the timeline; None where it is gone
    replaced: bool = False
    leaf: bytes = b""

    @property
    def fits(self) -> bool:
        """Is it what the log took in, whosever it is?"""
        return self.fact is not None and leaf_of(self.leaf[:32], self.fact) == self.leaf


class RecordLog:
    """The log of one ledger. Safe to share between threads. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database, feed: Feed) -> None:
        self._database, self._feed = database, feed

    # ------------------------------------------------------------ written

    def take(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Add the leaves of these rows of the feed; how many were new. Those that are there already are left out."""
        with self._database.reading() as connection:
            firsts = _first_hashes(connection, {row["candidate_id"] for row in rows})
        leaves = []
        for row in rows:  # before the transaction, in which nobody else writes on SQLite
            first = firsts.setdefault(row["candidate_id"], row["hash"])
            whose = {"candidate_id": row["candidate_id"], "number": row["number"]}
            leaves.append({**whose, "leaf": leaf_of(mark_of(first), row)})
        with self._database.writing(_SUBJECT) as connection:
            size, last = _end(connection)
            new = [leaf for leaf in leaves if leaf["number"] > last]
            rows_of_log = [{"position": position, **leaf} for position, leaf in enumerate(new, start=size)]
            insert_or_keep(connection, log_entries, rows_of_log)
        return len(new)

    def catch_up(self, now: datetime, patience: float = 5.0) -> bool:
        """Take in all that is on record by now. False where that is not to be had within so many seconds, because a
        transaction is open that may belong before it.
        """
        end, wanted = time.monotonic() + patience, self._feed.last_number()
        while self._feed.cursor(READER) < wanted:
            rows = self._feed.read(READER)
            if rows:
                self.take(rows)
                self._feed.advance(READER, rows[-1]["number"], now)
            elif time.monotonic() > end:
                return False
            else:
                time.sleep(_PAUSE)
        return True

    def checkpoint(self, origin: str, sign: Sign, now: datetime, operators: Sequence[str] = ()) -> Kept:
        """A signed checkpoint over all that the log has; the last one, where nothing came since."""
        with self._database.writing(_SUBJECT) as connection:
            last = connection.execute(_LATEST).first()
            tree = Peaks(last.size, [bytes.fromhex(one) for one in json.loads(last.peaks)]) if last else Peaks()
            # From where the last one ended and not from the beginning: so it continues that one, whatever was done
            # to the log since, and whoever checks finds that the log does not come to it any more.
            query = select(log_entries.c.leaf).where(log_entries.c.position >= tree.size)
            for leaf in connection.execute(query.order_by(log_entries.c.position)).scalars():
                tree.add(leaf_hash(leaf))
            if last is not None and (tree.size == last.size):
                return _kept(last)
            at = shown(to_text(now.replace(microsecond=0))) or ""
            note = sign(Checkpoint(tree.size, tree.root, at, tuple(operators)).text(origin))
            row = {"size": tree.size, "note": note, "made_at": to_text(now), "mailed_at": None}
            peaks = tuple(one.hex() for one in tree.hashes)
            insert_or_keep(connection, checkpoints, [{**row, "peaks": json.dumps(peaks)}])
        return Kept(tree.size, note, now, None, peaks)

    def mailed(self, size: int, at: datetime) -> None:
        """The checkpoint, and with it all before it, is where it was to be mailed."""
        c = checkpoints.c
        with self._database.writing(_SUBJECT) as connection:
            which = c.size <= size, c.mailed_at.is_(None)
            connection.execute(update(checkpoints).where(*which).values(mailed_at=to_text(at)))

    # ------------------------------------------------------------ read

    def size(self) -> int:
        with self._database.reading() as connection:
            return _end(connection)[0]

    def kept(self, limit: int = 1) -> list[Kept]:
        """The latest checkpoints, the last one first."""
        with self._database.reading() as connection:
            return [_kept(row) for row in connection.execute(_LATEST.limit(limit))]

    def leaves(self, size: int, start: int = 0) -> Iterator[bytes]:
        """The data of the leaves from `start` up to `size`, in order."""
        after = start - 1
        while after + 1 < size:
            position = log_entries.c.position
            query = select(position, log_entries.c.leaf).where(position > after, position < size)
            with self._database.reading() as connection:
                rows = connection.execute(query.order_by(position).limit(_PAGE)).all()
            if not rows:
                return
            yield from (bytes(row.leaf) for row in rows)
            after = rows[-1].position

    def doubts(self, public_key: str, last: int = 3, entries: int = 500) -> list[str]:
        """What does not hold of the last checkpoints and the last entries, a sentence each: a quick look, and not the
        whole record (`ledger.audit.export` with `ledger.audit.verifier` is that).
        """
        found = []
        kept = self.kept(last)[::-1]
        tree = Peaks(kept[0].size, [bytes.fromhex(one) for one in kept[0].peaks]) if kept else Peaks()
        leaves = self.leaves(kept[-1].size, tree.size) if kept else iter(())
        for one in kept:
            for leaf in itertools.islice(leaves, one.size - tree.size):
                tree.add(leaf_hash(leaf))
            try:
                signed = Checkpoint.read(one.note.encode(), PublicKey(public_key))
            except Refused as refused:
                found.append(str(refused))
                continue
            if (signed.size, signed.root) != (tree.size, tree.root):
                found.append(f"The log doesn't come to the checkpoint of {signed.made_at}: it was changed since.")
        size = kept[-1].size if kept else 0
        for logged in self.facts(None, size, max(0, size - entries)):
            if logged.fact is None:
                found.append(f"The fact that the log took in as number {(logged.position or 0) + 1:,} is gone.")
            elif not logged.fits and not self._was_put_apart(logged, public_key):
                found.append(f"Entry {logged.fact['seq']} of {logged.fact['candidate_id']} isn't what the log took in.")
        return found

    def _was_put_apart(self, logged: Logged, public_key: str) -> bool:
        """Did it lose what an earlier release had left in it in plain, as an entry says that this key signed?"""
        assert logged.fact is not None
        t = timeline.c
        query = select(timeline).where(t.candidate_id == logged.fact["candidate_id"], t.type == PUT_APART)
        with self._database.reading() as connection:
            rows = unopened(connection, query)
        signed = (row for row in rows if PublicKey(public_key).has_signed(*signed_part(row)))
        told = [one for row in signed for one in json.loads(row["payload"]).get("entries", ())]
        both = logged.leaf[32:].hex(), content_of(logged.fact).hex()
        return both in [(one["was"], one["now"]) for one in told]

    def facts(self, candidate_ids: Sequence[str] | None, size: int, start: int = 0) -> list[Logged]:
        """What the first so many leaves are of, about these people or (None) about everybody; with them, facts on
        record that the log does not have and should. `start`: of the leaves from that one on alone.
        What is sealed in them is not opened.
        """
        t, r, e = timeline.c, replaced_facts.c, log_entries.c
        with self._database.reading() as connection:
            wanted = e.position >= start, e.position < size
            ends = select(func.min(e.number), func.max(e.number)).where(*wanted)
            first, last = connection.execute(ends).one()
            first = (first or 0) if start else 0
            logged = select(e.position, e.number, e.leaf).where(*wanted)
            standing = select(timeline).where(t.number >= first, t.number <= (last or 0))
            aside = select(replaced_facts).where(r.number >= first)
            if candidate_ids is not None:
                logged = logged.where(e.candidate_id.in_(candidate_ids))
                standing = standing.where(t.candidate_id.in_(candidate_ids))
                aside = aside.where(r.candidate_id.in_(candidate_ids))
            rows = connection.execute(logged).all()
            places = {row.number: row.position for row in rows}
            leaves = {row.number: bytes(row.leaf) for row in rows}
            now = {row["number"]: row for row in unopened(connection, standing)}
            before = {row["number"]: dict(row) for row in connection.execute(aside).mappings()}
        known = now.keys() | before.keys()
        found = [Logged(places.get(number), row, leaf=leaves.get(number, b"")) for number, row in now.items()]
        found += [
            Logged(places[number], row, True, leaves[number]) for number, row in before.items() if number in places
        ]
        found += [Logged(place, None) for number, place in places.items() if number not in known]
        return sorted(found, key=lambda one: (one.position is None, one.position or 0))

    def opened(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The same rows of the timeline, with what is sealed in them opened; that of erased people is None."""
        with self._database.reading() as connection:
            keys = keys_of(connection)
        return keys.opened_rows(rows)


_PAGE: Final = 20_000
_PAUSE: Final = 0.1
_LATEST: Final = select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)


def _end(connection: Connection) -> tuple[int, int]:
    """How many leaves there are, and the number of the last one's fact."""
    query = select(log_entries.c.position, log_entries.c.number).order_by(log_entries.c.position.desc()).limit(1)
    last = connection.execute(query).first()
    return (last.position + 1, last.number) if last else (0, 0)


def _first_hashes(connection: Connection, candidate_ids: set[str]) -> dict[str, str]:
    """The hash of each one's first fact on record."""
    t = timeline.c
    first = (
        select(t.candidate_id, func.min(t.seq).label("seq"))
        .where(t.candidate_id.in_(sorted(candidate_ids)))
        .group_by(t.candidate_id)
        .subquery()
    )
    query = select(t.candidate_id, t.hash).join(
        first, (first.c.candidate_id == t.candidate_id) & (first.c.seq == t.seq)
    )
    return {row.candidate_id: row.hash for row in connection.execute(query)}


def _kept(row: Any) -> Kept:
    mailed_at = from_text(row.mailed_at) if row.mailed_at else None
    return Kept(row.size, row.note, from_text(row.made_at), mailed_at, tuple(json.loads(row.peaks)))


def entry_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Of a row of the timeline what a leaf covers."""
    return {name: row[name] for name in ENTRY}
