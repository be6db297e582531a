"""Facts as rows of the timeline, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import Connection

from domain.events import EVENT_TYPES, Event, ReplyReceived, dump_event, load_event
from domain.events.envelope import ERASED
from domain.events.releases import is_personal
from domain.state.model import Position
from ledger.instants import to_text
from ledger.keys.columns import sealed
from ledger.schema import storable
from ledger.timeline import hash_chain as chain

_ENVELOPE: Final = ("type", "event_id", "occurred_at")
"""Fields of a fact that have columns of their own."""


def linked(
    candidate_id: str,
    events: Iterable[Event],
    after: Position,
    sign: Callable[[Mapping[str, Any]], str] | None = None,
) -> list[chain.Entry]:
    """The facts as the entries that follow the position, signed where they are to be."""
    entries: list[chain.Entry] = []
    seq, head = after.seq, after.head
    for event in events:
        fields = {name: value for name, value in dump_event(event).items() if name not in _ENVELOPE}
        entry = chain.link(
            head,
            candidate_id=candidate_id,
            seq=seq + 1,
            event_id=storable(event.event_id),
            type=event.type,
            occurred_at=to_text(event.occurred_at),
            public={name: value for name, value in fields.items() if not is_personal(event, name)},
            personal={name: value for name, value in fields.items() if is_personal(event, name)},
            sign=sign,
        )
        entries.append(entry)
        seq, head = entry.seq, entry.hash
    return entries


def as_row(connection: Connection, entry: chain.Entry, recorded_at: str) -> dict[str, Any]:
    """The row of an entry, its personal part sealed where the ledger is."""
    whose = entry.candidate_id
    private = {"personal": sealed(connection, whose, entry.personal), "salts": sealed(connection, whose, entry.salts)}
    return entry._asdict() | private | {"recorded_at": recorded_at}


def restored(row: Mapping[Any, Any]) -> Event:
    """The fact that a row holds; personal fields that were erased are at their defaults. What a newer release wrote is
    kept as it is, and is an `Unknown` where this one cannot read it.
    """
    envelope = {"type": row["type"], "event_id": row["event_id"], "occurred_at": row["occurred_at"]}
    values = json.loads(row["payload"]) | json.loads(row["personal"] or "{}")
    cls = EVENT_TYPES.get(row["type"])
    if cls is not None and (erased := json.loads(row["commitments"]).keys() - values.keys()):
        values |= {name: ERASED for name in erased & cls.model_fields.keys() if cls.model_fields[name].is_required()}
        if cls is ReplyReceived and "text" in erased:  # that they wrote something counts (R8)
            values["text"] = ERASED
    return load_event(values | envelope)
