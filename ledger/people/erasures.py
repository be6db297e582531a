"""Forgetting a person (R23): who is to be erased, how far that is, and what is left of them in the ledger.

An id that was erased is never used again: whoever comes in under it later is somebody new, under a new id, and the old
one is another name of theirs. So nothing that stands under an erased id can be anybody's, and an erasure can be done
again at any time, also on a ledger that was restored from an older copy.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, Connection, case, delete, exists, or_, select, update

from domain.decisions.erasing import begins_anew
from domain.events import ApplicationReceived, Erased, Event
from domain.names import OPEN_STAGES, FollowUpState, workflow_id
from domain.people.erased_words import Words, leaves, of_person, of_texts
from domain.state.consent import ATS_DELETED
from domain.state.model import Position
from domain.state.task_kinds import ERASURE
from domain.views.erasure_left import Left
from ledger import schema
from ledger.delivery import suppressions
from ledger.engine import Database
from ledger.inbox.rows import WAITING
from ledger.instants import from_text, to_text
from ledger.keys.columns import fetched
from ledger.keys.key_store import KeysUnavailable
from ledger.keys.sealing import NotSealedHere, cipher, opened, seal
from ledger.people import address_owners as owners
from ledger.people import legal_holds
from ledger.people.address_hash import AddressHasher
from ledger.people.erasure_search import came_in_since, found_in_tables, readable
from ledger.people.ids_of_person import ids_of, is_emptied
from ledger.people.left_in_plain import Sign, put_away
from ledger.people.legal_holds import HELD, Held, Hold, raise_if_held
from ledger.schema import aliases, attempts, candidates, erased_ids, erasures, inbox, tasks, timeline
from ledger.timeline import facts
from ledger.upserts import insert_or_keep, insert_or_replace

__all__ = ["EMPTIES", "REASONS", "Erasure", "Erasures", "Held", "Hold", "NotKnown", "Reason"]

Reason = Literal["request", "colleague", "ats", "retention"]
"""Why somebody is erased: they asked, a colleague decided it, their ATS deleted them, or their time was up."""

State = Literal["asked", "running", "refused", "done"]

REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

_CLOSES: Final[dict[Reason, str]] = {
    "request": "asked to be erased",
    "colleague": "erased by a colleague",
    "ats": ATS_DELETED,
}
"""Why their addresses are closed for good. Whose time is up has refused nothing, and may apply again."""

_REPLAYED: Final = "the erasures file"
"""Who asks where an erasure is done again on a ledger that was restored."""

_WORDS: Final = b"words of an erasure"
_OPEN: Final = tuple(map(str, OPEN_STAGES[1:]))
"""Stages in which a decision is still owed; whoever is merely approached is at rest once nothing comes next."""


class NotKnown(LookupError):
    """There is nobody of that id to be erased."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure, as far as it is."""

    erasure_id: str
    reason: Reason
    asked_by: str
    asked_at: datetime
    state: State
    says: str
    ids: tuple[str, ...]
    done: dict[str, Any]
    certificate: dict[str, Any] | None
    finished_at: datetime | None


class Erasures:
    """The erasures of one ledger. Safe to share between threads. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database, hasher: AddressHasher, secret_keys: Sequence[str]) -> None:
        self._database = database
        self._seals = hasher
        self._secrets = tuple(
            hmac.new(key.encode(), b"words of an erasure", hashlib.sha256).digest() for key in secret_keys
        )

    # ------------------------------------------------------------ asking

    def ask(self, candidate_id: str, reason: Reason, by: str, at: datetime) -> Erasure:
        """Have a person erased, under whichever of their ids; the same one again where it is under way already.

        Raises Held where a legal hold forbids it, and NotKnown.
        """
        with self._database.writing("erasures") as connection:
            mine = (
                select(erased_ids.c.erasure_id).join(erasures, _SAME).where(erasures.c.state.in_(("asked", "running")))
            )
            owner = owners.way_to_owner(connection, candidate_id)[-1]
            if found := connection.execute(mine.where(erased_ids.c.candidate_id == owner)).scalar():
                return _read(connection, found)
            # An id that was emptied is nobody's any more, also where somebody new goes by it.
            theirs = [ident for ident in ids_of(connection, candidate_id) if not is_emptied(connection, ident)]
            known = select(erased_ids.c.erasure_id, erasures.c.state).join_from(erased_ids, erasures, _SAME)
            for row in connection.execute(known.where(erased_ids.c.candidate_id.in_(theirs))):
                if row.state in ("asked", "running"):
                    return _read(connection, row.erasure_id)
            if not any(_is_here(connection, ident) for ident in theirs):
                raise NotKnown(candidate_id)
            raise_if_held(connection, theirs, at)
            return _read(connection, _begin(connection, theirs, reason, by, to_text(at)))

    def ask_again(self, erasure_id: str, ids: Sequence[str], reason: Reason, at: datetime) -> None:
        """Take up an erasure that this ledger, restored from an older copy, does not know as done.

        One that was only broken off here goes on with what it has: the words to look for, and what its steps did.
        """
        with self._database.writing("erasures") as connection:
            there = connection.execute(select(erasures.c.state).where(erasures.c.erasure_id == erasure_id)).scalar()
            if there == "done" and all(is_emptied(connection, ident) for ident in ids):
                return
            named = [{"candidate_id": i, "erasure_id": erasure_id, "marked_at": None, "emptied_at": None} for i in ids]
            if there in ("asked", "running"):
                insert_or_keep(connection, erased_ids, named)
                return
            row = _row(erasure_id, reason, _REPLAYED, to_text(at))
            insert_or_replace(connection, erasures, [row])
            insert_or_replace(connection, erased_ids, named)

    def under_way(self) -> list[str]:
        """Those that were begun and are not done, the oldest first."""
        query = select(erasures.c.erasure_id).where(erasures.c.state.in_(("asked", "running")))
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(erasures.c.asked_at, erasures.c.erasure_id)).scalars())

    def one(self, erasure_id: str) -> Erasure:
        """How far it is. Raises NotKnown."""
        with self._database.reading() as connection:
            return _read(connection, erasure_id)

    def of(self, candidate_id: str) -> Erasure | None:
        """The erasure of that id; None where there is none."""
        query = select(erased_ids.c.erasure_id).where(erased_ids.c.candidate_id == candidate_id)
        with self._database.reading() as connection:
            found = connection.execute(query).scalar()
            return _read(connection, found) if found else None

    # ------------------------------------------------------------ the steps

    def mark(self, erasure_id: str, at: datetime) -> dict[str, int]:
        """From this commit on nothing goes out to them and nothing is taken in about them; their addresses are closed,
        their links dead. Raises Held.
        """
        with self._alone(erasure_id) as (connection, ids):
            erasure = _read(connection, erasure_id)
            now = to_text(at)
            ids = _with_joined(connection, erasure_id, ids)
            if erasure.state == "asked" and erasure.asked_by != _REPLAYED:  # what was begun is carried through
                try:
                    raise_if_held(connection, ids, at)
                except Held as held:
                    refused = {"state": "refused", "says": held.without_reason, "finished_at": now, "words": None}
                    connection.execute(update(erasures).where(_is(erasure_id)).values(refused))
                    unmarked = erased_ids.c.erasure_id == erasure_id, erased_ids.c.emptied_at.is_(None)
                    connection.execute(delete(erased_ids).where(*unmarked))
                    connection.commit()
                    raise
            theirs = erased_ids.c.erasure_id == erasure_id, erased_ids.c.marked_at.is_(None)
            connection.execute(update(erased_ids).where(*theirs).values(marked_at=now))
            at_rest = {"state": str(FollowUpState.CLOSED), "next_at": None}
            connection.execute(update(candidates).where(candidates.c.candidate_id.in_(ids)).values(at_rest))
            closed = self._close(connection, ids, erasure.reason, now)
            revoked = [{"candidate_id": ident, "revoked_at": now} for ident in ids]
            insert_or_replace(connection, schema.link_revocations, revoked)
            standing = connection.execute(select(erasures.c.words).where(_is(erasure_id))).scalar()
            words = _words(connection, ids) | (self._opened(standing) if standing else Words())
            connection.execute(
                update(erasures).where(_is(erasure_id)).values(state="running", says="", words=self._sealed(words))
            )
            return _note(
                connection,
                erasure_id,
                "addresses",
                closed=max(closed, erasure.done.get("addresses", {}).get("closed", 0)),
            )

    def _close(self, connection: Connection, ids: Sequence[str], reason: Reason, now: str) -> int:
        """Every address that they have or had, as far as it is known by its hash; how many that are."""
        marks = list(
            connection.execute(
                select(schema.addresses.c.address_hmac).where(schema.addresses.c.candidate_id.in_(ids)).distinct()
            ).scalars()
        )
        why = _CLOSES.get(reason)
        if why is None:
            return 0
        s = schema.suppressions
        for mark in marks:
            stands = s.c.address_hmac == mark, s.c.channel == suppressions.ALL
            there = connection.execute(select(s.c.reason, s.c.lifted_at).where(*stands)).first()
            if (
                there is not None
                and there.lifted_at is None
                and not (there.reason == ATS_DELETED and why != ATS_DELETED)
            ):
                continue  # a wish that was heard before is kept as it was said
            row = {"address_hmac": mark, "channel": suppressions.ALL, "closed_at": now, "reason": why}
            insert_or_replace(connection, s, [row | {"candidate_id": ids[0], "lifted_at": None}])
        return len(marks)

    def empty(self, erasure_id: str, at: datetime, sign: Sign | None = None) -> dict[str, int]:
        """Take everything personal out of the ledger, in one commit; what stays is that something happened, and when.

        From it on nothing is written under their ids any more. Safe to repeat. `sign`: by the key of the checkpoints,
        where an entry has to be changed that an earlier release wrote.
        """
        with self._alone(erasure_id) as (connection, ids):
            erasure = _read(connection, erasure_id)
            plain = sum(put_away(connection, ident, at, keep=False, sign=sign) for ident in ids)
            counts = _emptied(connection, ids, to_text(at)) | {"plain": plain}
            for ident in ids:
                _put_on_record(connection, ident, erasure, at)
            before = erasure.done.get("ledger", {})
            told = {name: count + before.get(name, 0) for name, count in counts.items()}
            connection.execute(
                update(erased_ids)
                .where(erased_ids.c.erasure_id == erasure_id, erased_ids.c.emptied_at.is_(None))
                .values(emptied_at=to_text(at))
            )
            return _note(connection, erasure_id, "ledger", **told)

    def note(self, erasure_id: str, step: str, **counts: Any) -> dict[str, Any]:
        """What a step did, for the certificate; it is added to nothing and replaces what the step had told before."""
        with self._database.writing("erasures") as connection:
            return _note(connection, erasure_id, step, **counts)

    def stuck(self, erasure_id: str, says: str) -> None:
        """What is still in the way of the certificate."""
        with self._database.writing("erasures") as connection:
            connection.execute(update(erasures).where(_is(erasure_id)).values(says=says))

    def not_theirs(self, erasure_id: str, by: str) -> int:
        """Where the last search found a word of their name and nothing else, it means somebody else, as whoever has
        looked there says; how many places those are.
        """
        with self._database.writing("erasures") as connection:
            done = _read(connection, erasure_id).done
            search, before = done.get("search", {}), done.get("not_theirs", {})
            count = int(search.get("places", 0))
            if found := search.get("parts"):
                keys, places = sorted({*before.get("keys", ()), *found}), before.get("places", 0) + count
                _note(connection, erasure_id, "not_theirs", by=by, keys=keys, places=places)
                _note(connection, erasure_id, "search", tries=search.get("tries", 0))
            return count

    def finish(self, erasure_id: str, certificate: Mapping[str, Any], at: datetime) -> None:
        """It is done: the words that were looked for go too, and the certificate stays."""
        text = json.dumps(certificate, ensure_ascii=False)
        # What the steps did stands in the certificate; the ids of intakes are other systems' own.
        values = {"state": "done", "says": "", "words": None, "done": "{}", "certificate": text}
        values |= {"finished_at": to_text(at)}
        with self._database.writing("erasures") as connection:
            connection.execute(update(erasures).where(_is(erasure_id)).values(values))

    # ------------------------------------------------------------ what the steps ask

    def words(self, erasure_id: str) -> Words:
        """What to look for afterwards: their names, addresses, and what they and colleagues wrote."""
        with self._database.reading() as connection:
            sealed = connection.execute(select(erasures.c.words).where(_is(erasure_id))).scalar()
        return self._opened(sealed) if sealed else Words()

    def event_ids(self, ids: Sequence[str]) -> set[str]:
        """The ids of every fact on record under these, some of which other systems' intakes are called by."""
        with self._database.reading() as connection:
            return set(
                connection.execute(select(timeline.c.event_id).where(timeline.c.candidate_id.in_(ids))).scalars()
            )

    def touch_keys(self, ids: Sequence[str]) -> set[str]:
        """The keys of every message that was ever reserved for these."""
        with self._database.reading() as connection:
            return set(
                connection.execute(select(attempts.c.touch_key).where(attempts.c.candidate_id.in_(ids))).scalars()
            )

    def messages(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """By channel, the providers' ids of what went out to these: to ask the providers to erase them."""
        a, found = attempts.c, dict[str, list[str]]()
        query = select(a.channel, a.provider_message_id).where(a.candidate_id.in_(ids), a.provider_message_id != "")
        with self._database.reading() as connection:
            for channel, ident in connection.execute(query.order_by(a.attempted_at)):
                found.setdefault(channel, []).append(ident)
        return found

    def found_in_tables(self, erasure_id: str) -> tuple[list[Left], Words]:
        """Where in the ledger something of theirs still stands, and which of the words are rightly somebody else's too,
        so that a file that holds them says nothing.
        """
        words, ids, marked = self.words(erasure_id), set(self.one(erasure_id).ids), self._marked(erasure_id)
        with self._database.reading() as connection:
            return found_in_tables(connection, words, ids, marked)

    def something_waits(self, erasure_id: str) -> bool:
        """Does something wait that came in about them since they were marked? It is said to nobody."""
        marked = self._marked(erasure_id)
        waits = inbox.c.state == WAITING, inbox.c.about.in_(marked)
        with self._database.reading() as connection:
            rows = connection.execute(
                select(inbox.c.about, inbox.c.state, inbox.c.received_at).where(*waits)
            ).mappings()
            return any(came_in_since(row, marked) for row in rows)

    def _marked(self, erasure_id: str) -> dict[str, str]:
        """Since when nothing is taken in about each of their ids."""
        i = erased_ids.c
        query = select(i.candidate_id, i.marked_at).where(i.erasure_id == erasure_id, i.marked_at.is_not(None))
        with self._database.reading() as connection:
            return {row.candidate_id: row.marked_at for row in connection.execute(query)}

    # ------------------------------------------------------------ who is erased

    def are_erased(self, *candidate_ids: str) -> bool:
        """Was one of these ids erased, or is it about to be? Nothing is said to whoever had it."""
        which = erased_ids.c.candidate_id.in_(candidate_ids), erased_ids.c.marked_at.is_not(None)
        with self._database.reading() as connection:
            return bool(connection.execute(select(exists().where(*which))).scalar())

    def successor(self, candidate_id: str) -> str:
        """Under which id somebody new is followed up who comes in under an erased one: made where there is none."""
        with self._database.writing(owners.ADDRESSES) as connection:
            way = owners.way_to_owner(connection, candidate_id)
            if not is_erased(connection, way[-1]):
                return way[-1]
            new = _free_id(connection, candidate_id)
            owners.alias(connection, way[-1], new)
            return new

    def takes_in(self, candidate_id: str, owner_id: str, fact: Event) -> str:
        """Under which id this is to be told, which came in under the first and is about the second; empty: under none.

        What is about a process that was erased is not taken in; whoever applies again is somebody new.
        """
        with self._database.reading() as connection:
            gone = [ident for ident in dict.fromkeys((candidate_id, owner_id)) if is_erased(connection, ident)]
            if not gone:
                return owner_id
            anew = applies_anew(connection, gone[-1], [fact])
            new = owner_id if owner_id not in gone else ""
            if new and (anew or not _is_about_old(connection, candidate_id, fact)):
                return new
        return self.successor(candidate_id) if anew else ""

    def all_done(self) -> dict[str, frozenset[str]]:
        """By erasure that is done, the ids of which nothing is left."""
        query = select(erased_ids.c.erasure_id, erased_ids.c.candidate_id).join_from(erased_ids, erasures, _SAME)
        query = query.where(erasures.c.state == "done", erased_ids.c.emptied_at.is_not(None))
        found: dict[str, set[str]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(query):
                found.setdefault(row.erasure_id, set()).add(row.candidate_id)
        return {erasure: frozenset(ids) for erasure, ids in found.items()}

    def forget_late(self) -> int:
        """Empty what came in about people who were erased after they were, and has been settled; how many rows."""
        late = inbox.c.about.in_(select(erased_ids.c.candidate_id).where(erased_ids.c.emptied_at.is_not(None)))
        theirs = late, inbox.c.state != WAITING, or_(inbox.c.body != "", inbox.c.error != "")
        new = exists().where(aliases.c.candidate_id == inbox.c.about)
        with self._database.reading() as connection:  # most looks find nothing, and write nothing
            if connection.execute(select(inbox.c.number).where(*theirs, ~new).limit(1)).first() is None:
                return 0
        with self._database.writing("inbox") as connection:
            return connection.execute(update(inbox).where(*theirs, ~new).values(body="", error="", facts=None)).rowcount

    # ------------------------------------------------------------ legal holds

    def hold(self, candidate_id: str, reason: str, by: str, at: datetime, ends_at: datetime | None = None) -> None:
        """Nobody erases this person until it is lifted, or has ended."""
        with self._database.writing("erasures") as connection:
            legal_holds.place(connection, candidate_id, reason, by, at, ends_at)

    def lift(self, candidate_id: str, by: str, at: datetime) -> int:
        """How many holds on the person that ended."""
        with self._database.writing("erasures") as connection:
            return legal_holds.lift(connection, ids_of(connection, candidate_id), by, at)

    def holds(self, at: datetime, candidate_id: str | None = None) -> list[Hold]:
        """The legal holds that stand, of everybody or on one person."""
        with self._database.reading() as connection:
            ids = None if candidate_id is None else ids_of(connection, candidate_id)
            return legal_holds.standing(connection, at, ids)

    # ------------------------------------------------------------ whose time is up

    def at_rest(self, before: datetime, after: str, limit: int) -> list[tuple[str, str]]:
        """(id, state as JSON) of people with no open application and no contact since `before`, in order, after that
        id: those among whom somebody's time may be up.
        """
        c, a = candidates.c, schema.applications.c
        joined = exists().where(aliases.c.candidate_id == c.candidate_id)
        open_one = exists().where(a.candidate_id == c.candidate_id, a.stage.in_(_OPEN))
        lately = or_(c.last_contact_at.is_(None), c.last_contact_at < to_text(before))
        query = select(c.candidate_id, c.snapshot).where(c.candidate_id > after, ~joined, ~open_one, lately)
        with self._database.reading() as connection:
            rows = fetched(connection, query.order_by(c.candidate_id).limit(limit))
        return [(row["candidate_id"], row["snapshot"]) for row in rows]

    def asked_about(self) -> list[str]:
        """Those about whose erasure a task is open."""
        t = tasks.c
        query = select(t.candidate_id).where(t.closed_at.is_(None), t.kind == ERASURE).distinct()
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(t.candidate_id)).scalars())

    # ------------------------------------------------------------ SQLite's own

    def compact(self) -> bool:
        """Write SQLite's log into the file and cut it off, with others connected; did it work? PostgreSQL: nothing."""
        if not self._database.is_sqlite:
            return True
        with self._database.explained(), self._database.turn(), self._database.engine.connect() as connection:
            busy, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
        return not busy

    def is_own_file(self, place: str) -> bool:
        """Is the file at that place SQLite's, or its log?"""
        file = self._database.file
        own = () if file is None else tuple(f"{file.absolute()}{end}" for end in ("", "-wal", "-shm", "-journal"))
        return any(one == place or one.endswith(f"/{place}") for one in own)  # in full, or as the home has it

    def rewrite(self) -> None:
        """Write SQLite's file again from its rows, without what an older release left in free pages."""
        if self._database.is_sqlite:
            with self._database.explained(), self._database.turn(), self._database.engine.connect() as connection:
                connection.exec_driver_sql("VACUUM")
            self.compact()

    # ------------------------------------------------------------ within

    @contextmanager
    def _alone(self, erasure_id: str) -> Iterator[tuple[Connection, list[str]]]:
        """A transaction during which nobody's book of theirs is open, and their ids. Raises NotKnown."""
        with self._database.writing("erasures") as connection:
            ids = list(_read(connection, erasure_id).ids)
            owners.lock_people(connection, ids)
            owners.lock(connection)
            yield connection, ids

    def _sealed(self, words: Words) -> str:
        content = json.dumps(words.as_json(), ensure_ascii=False).encode()
        return base64.b64encode(seal(cipher(self._secrets[0]), content, _WORDS)).decode()

    def _opened(self, sealed: str) -> Words:
        for key in self._secrets:
            with suppress(NotSealedHere):
                return Words.of_json(json.loads(opened(cipher(key), base64.b64decode(sealed), _WORDS)))
        raise KeysUnavailable(
            "The words that an erasure looks for are sealed under a FOLLOWUP_SECRET_KEY that isn't set any more; add "
            "the old key at the end of the list."
        )


def is_erased(connection: Connection, candidate_id: str) -> bool:
    """Was that id erased, or is it about to be?"""
    marked = exists().where(erased_ids.c.candidate_id == candidate_id, erased_ids.c.marked_at.is_not(None))
    return bool(connection.execute(select(marked)).scalar())


def standing_of(candidate_id: ColumnElement[str]) -> Any:
    """A scalar subquery: empty, "marked" or "emptied", by how far the erasure of that id is."""
    i = erased_ids.c
    how = case((i.emptied_at.is_not(None), "emptied"), (i.marked_at.is_not(None), "marked"), else_="")
    return select(how).where(i.candidate_id == candidate_id).scalar_subquery()


def applies_anew(connection: Connection, candidate_id: str, told: Sequence[Event]) -> bool:
    """Is an application among what was told that is no old one of whoever was erased under that id?"""
    at = connection.execute(select(erased_ids.c.marked_at).where(erased_ids.c.candidate_id == candidate_id)).scalar()
    if at is None or not any(isinstance(fact, ApplicationReceived) for fact in told):
        return False
    which = timeline.c.candidate_id == candidate_id, timeline.c.type == "application_received"
    payloads = connection.execute(select(timeline.c.payload).where(*which)).scalars()
    known = {json.loads(payload).get("application_id") for payload in payloads}
    return any(begins_anew(fact, from_text(at), known) for fact in told)


def ask_for(connection: Connection, candidate_id: str, told: Erased) -> None:
    """Have them erased whose clock was told so without anybody having asked the ledger: a worker takes it up."""
    if not connection.execute(select(exists().where(erased_ids.c.candidate_id == candidate_id))).scalar():
        by = told.author or told.source
        _begin(connection, ids_of(connection, candidate_id), told.reason, by, to_text(told.occurred_at))


# ---------------------------------------------------------------- rows of the erasures


_SAME: Final = erased_ids.c.erasure_id == erasures.c.erasure_id


def _is(erasure_id: str) -> ColumnElement[bool]:
    return erasures.c.erasure_id == erasure_id


def _with_joined(connection: Connection, erasure_id: str, ids: list[str]) -> list[str]:
    """The ids of an erasure, with those that were joined into them since it was asked for."""
    found = [other for ident in ids for other in ids_of(connection, ident)]
    more = [ident for ident in dict.fromkeys(found) if ident not in ids and not is_emptied(connection, ident)]
    named = [{"candidate_id": i, "erasure_id": erasure_id, "marked_at": None, "emptied_at": None} for i in more]
    insert_or_keep(connection, erased_ids, named)
    return [*ids, *more]


def _row(erasure_id: str, reason: str, by: str, at: str) -> dict[str, Any]:
    nothing = {"says": "", "words": None, "done": "{}", "certificate": None, "finished_at": None}
    return {"erasure_id": erasure_id, "reason": reason, "asked_by": by, "asked_at": at, "state": "asked", **nothing}


def _begin(connection: Connection, ids: Sequence[str], reason: Reason, by: str, at: str) -> str:
    erasure_id = secrets.token_hex(8)
    insert_or_keep(connection, erasures, [_row(erasure_id, reason, by, at)])
    named = [{"candidate_id": i, "erasure_id": erasure_id, "marked_at": None, "emptied_at": None} for i in ids]
    insert_or_replace(connection, erased_ids, named)
    return erasure_id


def _read(connection: Connection, erasure_id: str) -> Erasure:
    row = connection.execute(select(erasures).where(_is(erasure_id))).mappings().first()
    if row is None:
        raise NotKnown(erasure_id)
    ids = select(erased_ids.c.candidate_id).where(erased_ids.c.erasure_id == erasure_id)
    return Erasure(
        erasure_id=erasure_id,
        reason=row["reason"],
        asked_by=row["asked_by"],
        asked_at=from_text(row["asked_at"]),
        state=row["state"],
        says=row["says"],
        ids=tuple(connection.execute(ids.order_by(erased_ids.c.candidate_id)).scalars()),
        done=json.loads(row["done"]),
        certificate=json.loads(row["certificate"]) if row["certificate"] else None,
        finished_at=from_text(row["finished_at"]) if row["finished_at"] else None,
    )


def _note(connection: Connection, erasure_id: str, step: str, **counts: Any) -> dict[str, Any]:
    done = json.loads(connection.execute(select(erasures.c.done).where(_is(erasure_id))).scalar() or "{}")
    text = json.dumps(done | {step: counts}, ensure_ascii=False)
    connection.execute(update(erasures).where(_is(erasure_id)).values(done=text))
    return counts


def _is_here(connection: Connection, candidate_id: str) -> bool:
    waits = exists().where(inbox.c.about == candidate_id)
    return owners.is_here(connection, candidate_id) or bool(connection.execute(select(waits)).scalar())


def _is_about_old(connection: Connection, candidate_id: str, fact: Event) -> bool:
    """Is it about an application that was erased?"""
    if fact.application_id is None:
        return False
    which = timeline.c.candidate_id == candidate_id, timeline.c.type == "application_received"
    about = timeline.c.payload.contains(f'"application_id":{json.dumps(fact.application_id)}', autoescape=True)
    return bool(connection.execute(select(exists().where(*which, about))).scalar())


def _free_id(connection: Connection, candidate_id: str) -> str:
    """The id with a number behind it that nobody has or had."""
    number = 2
    while _is_here(connection, new := f"{candidate_id[:90]}.{number}") or _was_used(connection, new):
        number += 1
    return new


def _was_used(connection: Connection, candidate_id: str) -> bool:
    used = (
        exists().where(erased_ids.c.candidate_id == candidate_id),
        exists().where(aliases.c.candidate_id == candidate_id),
        exists().where(aliases.c.owner_id == candidate_id),
    )
    return bool(connection.execute(select(or_(*used))).scalar())


# ---------------------------------------------------------------- what is taken out


def _words(connection: Connection, ids: Sequence[str]) -> Words:
    """What is known by the record alone to be theirs, for the search afterwards."""
    words = Words()
    t, c = timeline.c, candidates.c
    for row in readable(connection, select(c.name, c.snapshot).where(c.candidate_id.in_(ids))):
        words |= of_person({"full_name": row["name"]})
        words |= of_person((json.loads(row["snapshot"] or "{}") or {}).get("candidate") or {})
    told = select(t.type, t.personal).where(t.candidate_id.in_(ids), t.personal.is_not(None))
    for row in readable(connection, told):
        personal = json.loads(row["personal"] or "{}")  # unreadable, where their key was shredded before
        words |= of_texts(row["type"], personal)
        for one in leaves(personal):
            words |= of_person(one)
    sent = select(attempts.c.channel, attempts.c.address).where(attempts.c.candidate_id.in_(ids)).distinct()
    for row in readable(connection, sent):
        words |= of_person({"email" if row["channel"] == "email" else "phone": row["address"]})
    return words


def _emptied(connection: Connection, ids: Sequence[str], now: str) -> dict[str, int]:
    """Everything that `EMPTIES` says, for these ids; how many rows of each kind held something."""
    words = _words(connection, ids)
    theirs = timeline.c.candidate_id.in_(ids)
    apps = set(
        connection.execute(
            select(schema.applications.c.application_id).where(schema.applications.c.candidate_id.in_(ids))
        ).scalars()
    )
    counts: dict[str, int] = {}

    def run(kind: str, statement: Any) -> None:
        counts[kind] = counts.get(kind, 0) + connection.execute(statement).rowcount

    run("facts", update(timeline).where(theirs, timeline.c.personal.is_not(None)).values(personal=None, salts=None))
    a = attempts.c
    held = or_(a.address != "", a.subject != "", a.body != "")
    nothing = dict.fromkeys(("address", "subject", "body", "address_mark"), "")
    run("messages", update(attempts).where(a.candidate_id.in_(ids), held).values(nothing))
    run("tasks", delete(tasks).where(tasks.c.candidate_id.in_(ids)))
    run("projections", delete(candidates).where(candidates.c.candidate_id.in_(ids)))
    for table in (
        schema.applications,
        schema.search_words,
        schema.search_marks,
        schema.candidate_tags,
        schema.addresses,
        schema.claims,
        schema.fresh_links,
        schema.intakes,
    ):
        run("rows beside them", delete(table).where(table.c.candidate_id.in_(ids)))
    run("rows beside them", delete(aliases).where(aliases.c.owner_id.in_(ids)))  # whoever came in since keeps theirs
    looks = schema.key_looks.c.workflow_id.in_([workflow_id(ident) for ident in ids])
    run("rows beside them", delete(schema.key_looks).where(looks))
    run("rows beside them", delete(schema.conditions).where(schema.conditions.c.about.in_(ids)))
    n = schema.system_notes.c
    due = update(schema.system_notes).where(n.candidate_id.in_(ids), n.state.in_(("waiting", "sending")))
    run("notes not written", due.values(state="dropped", ended_at=now, next_try_at=None, says=""))
    connection.execute(update(schema.legal_holds).where(schema.legal_holds.c.candidate_id.in_(ids)).values(reason=""))
    for ident in ids:  # an earlier release kept the reason of a refusal
        refused = erasures.c.state == "refused", erasures.c.says.startswith(HELD.format(ident), autoescape=True)
        connection.execute(update(erasures).where(*refused).values(says=""))
    counts["arrivals"] = _emptied_inbox(connection, ids, apps, words, now)
    return counts


def _emptied_inbox(connection: Connection, ids: Sequence[str], apps: set[str], words: Words, now: str) -> int:
    """What came in about them loses its body, also where it could not be said whom it is about and it names them. Its
    key stays: by it the same thing said again is known, and makes nobody of them anew.
    """
    i = inbox.c
    sources = {ident.partition(":")[0] for ident in ids}
    since = {
        row.candidate_id: row.marked_at or now
        for row in connection.execute(select(erased_ids).where(erased_ids.c.candidate_id.in_(ids)))
    }
    query = select(i.number, i.source, i.about, i.application, i.facts, i.body, i.state, i.received_at)
    query = query.where(or_(i.body != "", i.error != "", i.facts.is_not(None)))
    gone: list[tuple[int, str]] = []
    for row in readable(connection, query, at_once=20):  # bodies may be large
        by_id = row["about"] in since
        by_application = row["source"] in sources and row["application"] in apps
        told = any(f'["{ident}"' in (row["facts"] or "") for ident in ids)
        named = bool(words.certain_in(row["body"]))
        if not (by_id or by_application or told or named):
            continue
        if row["state"] == WAITING and row["received_at"] > since.get(row["about"], min(since.values(), default=now)):
            continue  # it came in since: it has its turn, and may be somebody's who applies anew
        gone.append((row["number"], row["state"]))
    for number, state in gone:
        values: dict[str, Any] = {"body": "", "error": "", "facts": None}
        if state == WAITING:
            values |= {"state": "nothing", "told_at": now, "next_try_at": None}
        connection.execute(update(inbox).where(i.number == number).values(values))
    return len(gone)


def _put_on_record(connection: Connection, candidate_id: str, erasure: Erasure, at: datetime) -> None:
    """That they were erased, as the last entry of a record that is there; once."""
    last = select(timeline.c.seq, timeline.c.hash).where(timeline.c.candidate_id == candidate_id)
    row = connection.execute(last.order_by(timeline.c.seq.desc()).limit(1)).first()
    if row is None:
        return
    fact = Erased(
        event_id=f"erased:{erasure.erasure_id}",
        occurred_at=at,
        reason=erasure.reason,
        erasure=erasure.erasure_id,
    )
    known = select(exists().where(timeline.c.candidate_id == candidate_id, timeline.c.event_id == fact.event_id))
    if connection.execute(known).scalar():
        return
    (entry,) = facts.linked(candidate_id, [fact], Position(seq=row.seq, head=row.hash))
    insert_or_keep(connection, timeline, [facts.as_row(connection, entry, to_text(at))])


EMPTIES: Final[dict[str, str]] = {
    "timeline": "every personal field and its salt go, and what earlier releases left in plain; what happened and when "
    "stays, and the chain still verifies",
    "candidates": "goes",
    "applications": "go",
    "search_words": "go",
    "search_marks": "go",
    "candidate_tags": "go",
    "attempts": "address, subject and words go; that a message went, when, and the provider's id stay",
    "suppressions": "stay, as hashes, and are added to",
    "addresses": "go",
    "claims": "go",
    "aliases": "go",
    "tasks": "go",
    "inbox": "bodies go; the key stays, by which the same thing said again is known",
    "fresh_links": "go",
    "link_revocations": "stay, and are added to",
    "conditions": "go",
    "legal_holds": "the reason goes",
    "erased_ids": "stay",
    "erasures": "stay",
    "person_keys": "are overwritten, here and in the second copy; that there was one, and when it went, stays",
    "key_looks": "go",
    "intakes": "go",
    "touches": "stay: they count messages, and say of whom by a number alone",
    "touch_cases": "stay: they count what was owed, and say of whom by a number alone",
    "touch_people": "stay: by pseudonym, with nothing personal",
    "touch_kinds": "are not about people",
    "touch_groups": "are not about people",
    "log_entries": "stay: hashes, by which a record that was changed is found",
    "checkpoints": "stay: a hash over all of the record",
    "replaced_facts": "stay, without what earlier releases left in plain",
    "key_epochs": "are not about people",
    "sealing": "is not about people",
    "feed_cursors": "are not about people",
    "positions": "are not about people",
    "playbooks": "are not about people",
    "mailboxes": "are not about people",
    "team": "is about colleagues",
    "desk_links": "are about colleagues",
    "desk_sessions": "are about colleagues",
    "desk_events": "are about colleagues",
    "desk_later": "is about colleagues",
    "system_notes": "what was not written yet is not written; that a note was, and its number there, stays",
    "system_runs": "are not about people",
}
"""What an erasure does in each table; a test holds it to the schema."""
