"""A record with a log and checkpoints, and the ways in which somebody who can write the ledger may rewrite it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from ledger.audit.export import Exported, export
from ledger.audit.keys import SigningKey
from ledger.audit.log import Kept
from ledger.audit.verifier import Report, canonical, chain_hash, verify
from ledger.store import Ledger
from tests.ledger.conftest import NOW, append, noted, replied

EVE = "manual:eve"
PEOPLE = ("manual:ann", "manual:bob", EVE)


def key(name: str = "acme.example/followup", byte: int = 7) -> SigningKey:
    return SigningKey(name, bytes([byte]) * 32)


@dataclass
class Record:
    """A ledger, and the outsider who keeps what was mailed."""

    ledger: Ledger
    execute: Callable[..., list[Any]]
    key: SigningKey = field(default_factory=key)
    operators: list[str] = field(default_factory=list)
    at: datetime = NOW
    mailed: list[bytes] = field(default_factory=list)

    def told(self) -> Record:
        """Some facts of three people, some of them personal."""
        for number in range(1, 5):
            for ident in PEOPLE:
                append(self.ledger, noted(number), candidate_id=ident)
        append(self.ledger, replied(words="Thursday suits me"))
        return self

    def checkpoint(self) -> Kept:
        """What the installation's worker does every ten minutes; the outsider keeps it."""
        self.at += timedelta(minutes=10)
        assert self.ledger.log.catch_up(self.at)
        made = self.ledger.log.checkpoint(self.key.name, self.key.note, self.at, self.operators)
        self.mailed.append(made.note.encode())
        return made

    def export(self, about: str | None = "manual:ann", disclose: Sequence[str] = ()) -> Exported:
        made = self.checkpoint()
        self.mailed.pop()
        ids = None if about is None else [about]
        return export(self.ledger.log, made, self.key, about=about, candidate_ids=ids, disclose=disclose)

    def examined(self, about: str | None = "manual:ann", **more: Any) -> Report:
        """What an outsider finds with the checkpoints of before, and an export of now."""
        return verify(self.export(about).data, self.key.public, checkpoints=self.mailed, **more)

    # ------------------------------------------------------------ whoever can write the ledger

    def rechain(self, ident: str) -> None:
        """Make one's chain hold again, as whoever knows how it is made can."""
        columns = "seq, event_id, type, occurred_at, payload, commitments"
        rows = self.execute(f"SELECT {columns} FROM timeline WHERE candidate_id = :c ORDER BY seq", c=ident)
        previous = ""
        for seq, row in enumerate(rows, start=1):
            entry = {**row._mapping, "candidate_id": ident, "seq": seq}
            previous = chain_hash(previous, entry)
            where = "WHERE candidate_id = :c AND event_id = :e"
            self.execute(f"UPDATE timeline SET seq = :s, hash = :h {where}", s=seq, h=previous, c=ident, e=row.event_id)
        assert self.ledger.verify(ident) == []

    def relog(self) -> None:
        """Make the log anew from what is on record now; the worker goes on signing without knowing it."""
        for table in ("log_entries", "feed_cursors", "checkpoints"):
            self.execute(f"DELETE FROM {table}")

    def rewrite(self, ident: str, seq: int, **fields: Any) -> None:
        where = "WHERE candidate_id = :c AND seq = :s"
        ((payload,),) = self.execute(f"SELECT payload FROM timeline {where}", c=ident, s=seq)
        changed = canonical(json.loads(payload) | fields)
        self.execute(f"UPDATE timeline SET payload = :p {where}", p=changed, c=ident, s=seq)

    def remove(self, ident: str, seq: int | None = None) -> None:
        which = "" if seq is None else "AND seq = :s"
        values = {} if seq is None else {"s": seq}
        self.execute(f"DELETE FROM timeline WHERE candidate_id = :c {which}", c=ident, **values)
