"""All ids of one person, those among them that are just being joined; and whether nothing is left under an id."""

from __future__ import annotations

import json

from sqlalchemy import Connection, exists, select

from ledger.people import address_owners as owners
from ledger.schema import erased_ids, timeline


def ids_of(connection: Connection, candidate_id: str) -> list[str]:
    """All ids of the person, those among them that are just being joined."""
    found: list[str] = []
    waiting = [owners.way_to_owner(connection, candidate_id)[-1]]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found.append(one)
            waiting += owners.joined_into(connection, one)
            waiting += (other for other in _said_to_be(connection, one) if owners.is_here(connection, other))
    return found


def _said_to_be(connection: Connection, candidate_id: str) -> list[str]:
    """The other ids of which it was said that they are this person: their clocks may not have handed over yet."""
    t = timeline.c
    merged = t.type == "candidate_merged"
    told = select(t.payload).where(merged, t.candidate_id == candidate_id)
    payloads = [json.loads(payload) for payload in connection.execute(told).scalars()]
    names = [said[name] for said in payloads for name in ("merged_id", "into") if said.get(name)]
    named = t.payload.contains(f'"merged_id":{json.dumps(candidate_id)}', autoescape=True)
    names += connection.execute(select(t.candidate_id).where(merged, named).distinct()).scalars()
    # Who came in since under an id that was erased is somebody new.
    return [owners.way_to_owner(connection, name)[-1] for name in names if not is_emptied(connection, name)]


def is_emptied(connection: Connection, candidate_id: str) -> bool:
    """Was all taken out that stood under that id? Then it is nobody's any more."""
    which = erased_ids.c.candidate_id == candidate_id, erased_ids.c.emptied_at.is_not(None)
    return bool(connection.execute(select(exists().where(*which))).scalar())
