"""Taking the words out of one thing on record (R23), in every table that has them: its entry, its message, its task."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, select, update

from domain.events.envelope import ERASED
from domain.names import AttemptState
from domain.people.redacting import fields_to_take_out, why_not
from ledger.engine import Database
from ledger.keys.columns import fetched, sealed
from ledger.people import address_owners as owners
from ledger.schema import attempts, candidates, storable, tasks, timeline
from ledger.timeline import facts
from ledger.timeline.hash_chain import canonical

_SHORT: Final = 5

_SETTLED: Final = (str(AttemptState.ACCEPTED), str(AttemptState.REFUSED), str(AttemptState.NOT_ACCEPTED))
"""What became of such a message is known, so that nobody asks the provider about it by its words."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A thing on record, as it may be shown to whoever is about to take its words out."""

    candidate_id: str
    event_id: str
    type: str
    words: dict[str, str] = field(default_factory=dict)
    problem: str | None = None


class Redactions:
    """What has words and may lose them, on one ledger. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, candidate_ids: Sequence[str], wanted: str) -> Worded | None:
        """The thing of that event id, or of the only one that begins so; or the message of that key."""
        with self._database.reading() as connection:
            return found(connection, candidate_ids, wanted)

    def listing(self, candidate_ids: Sequence[str]) -> list[Worded]:
        """All of theirs that has words, the latest first."""
        t = timeline.c
        query = select(timeline).where(t.candidate_id.in_(candidate_ids), t.personal.is_not(None))
        with self._database.reading() as connection:
            rows = fetched(connection, query.order_by(t.recorded_at.desc(), t.seq.desc()))
        return [one for row in rows if (one := worded(row)).problem is None]

    def take_out(self, candidate_id: str, about: str) -> int:
        """Again, on a ledger that was restored from an older copy."""
        with self._database.writing("redactions") as connection:
            owners.lock_people(connection, [candidate_id])
            return take_out(connection, [candidate_id, *owners.joined_into(connection, candidate_id)], about)


def found(connection: Connection, candidate_ids: Sequence[str], wanted: str) -> Worded | None:
    """The one of that event id, or of the only id that begins so; or the message of that key."""
    t = timeline.c
    theirs = t.candidate_id.in_(candidate_ids)
    rows = fetched(connection, select(timeline).where(theirs, t.event_id == storable(wanted)))
    if not rows and len(wanted) > 5:
        rows = fetched(connection, select(timeline).where(theirs, t.event_id.startswith(wanted, autoescape=True)))
    if len(rows) == 1:
        return worded(rows[0])
    a = attempts.c
    query = select(a.candidate_id, a.touch_key, a.subject, a.body).where(
        a.candidate_id.in_(candidate_ids), a.touch_key == wanted
    )
    sent = fetched(connection, query.order_by(a.attempt))
    if not sent:
        return None
    words = {name: sent[-1][name] for name in ("subject", "body") if sent[-1][name]}
    return Worded(sent[-1]["candidate_id"], wanted, "message", words)


def worded(row: Mapping[str, Any]) -> Worded:
    """What a row of the timeline says."""
    event, personal = facts.restored(row), json.loads(row["personal"] or "{}")
    fields = fields_to_take_out(event, personal)
    words = {name: said if isinstance(said := personal[name], str) else json.dumps(said) for name in fields}
    return Worded(row["candidate_id"], row["event_id"], row["type"], words, why_not(event, personal))


def take_out(connection: Connection, candidate_ids: Sequence[str], about: str) -> int:
    """Empty what it says, for good; how many fields went. Safe to repeat."""
    t, count, keys, gone = timeline.c, 0, {about}, set[str]()
    which = t.candidate_id.in_(candidate_ids), t.event_id == storable(about)
    for row in fetched(connection, select(timeline).where(*which)):
        event, personal = facts.restored(row), json.loads(row["personal"] or "{}")
        salts = json.loads(row["salts"] or "{}")
        fields = () if why_not(event, personal) else fields_to_take_out(event, personal)
        left = [{name: value for name, value in part.items() if name not in fields} for part in (personal, salts)]
        values = {
            name: sealed(connection, row["candidate_id"], canonical(part) if part else None)
            for name, part in zip(("personal", "salts"), left, strict=True)
        }
        same = t.candidate_id == row["candidate_id"], t.seq == row["seq"]
        gone |= {said for name in fields for said in _texts(personal[name])}
        if fields:
            connection.execute(update(timeline).where(*same).values(values))
        count += len(fields)
        payload = json.loads(row["payload"])
        if isinstance(key := payload.get("touch_key"), str):
            keys.add(key)
        if isinstance(task := payload.get("task_id"), str):
            column = {"title": ERASED} if row["type"] == "task_opened" else {"result": ""}
            connection.execute(update(tasks).where(tasks.c.task_id == task).values(column))
    a = attempts.c
    theirs = a.candidate_id.in_(candidate_ids), a.touch_key.in_(keys), a.state.in_(_SETTLED)
    nothing = {"subject": "", "body": ""}
    said = (a.subject != "") | (a.body != "")
    count += connection.execute(update(attempts).where(*theirs, said).values(nothing)).rowcount
    _scrub(connection, candidate_ids, gone)
    return count


def _scrub(connection: Connection, candidate_ids: Sequence[str], gone: Collection[str]) -> None:
    """Take the same texts out of how they stand. A clock that runs writes that anew; that of an id which was joined
    into another has ended, and a ledger that is an older copy may have to wait for its clock.
    """
    c = candidates.c
    for row in fetched(connection, select(c.candidate_id, c.view, c.snapshot).where(c.candidate_id.in_(candidate_ids))):
        told = {name: json.dumps(_scrubbed(json.loads(row[name]), gone)) for name in ("view", "snapshot")}
        if gone and any(json.loads(told[name]) != json.loads(row[name]) for name in told):
            values = {name: sealed(connection, row["candidate_id"], text) for name, text in told.items()}
            connection.execute(update(candidates).where(c.candidate_id == row["candidate_id"]).values(values))


def _scrubbed(value: Any, gone: Collection[str]) -> Any:
    if isinstance(value, dict):
        return {name: _scrubbed(one, gone) for name, one in value.items()}
    if isinstance(value, list):
        return [_scrubbed(one, gone) for one in value]
    return ERASED if isinstance(value, str) and value in gone else value


def _texts(value: Any) -> set[str]:
    """Every text within that is long enough to be nobody else's."""
    if isinstance(value, dict):
        return {text for one in value.values() for text in _texts(one)}
    if isinstance(value, list):
        return {text for one in value for text in _texts(one)}
    return {value} if isinstance(value, str) and len(value) > _SHORT else set()
