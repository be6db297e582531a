"""The feed's reader that keeps the rows of reports: it takes in each fact once, and writes what that changed.

What is worked out is worked out before the transaction, in which nobody else writes on SQLite. Rows and the reader's
place in the feed are one commit, so a fact counts once however often it comes.
"""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, func, literal, select, update

from domain.addresses import BadAddress, normal_phone
from domain.decisions.context import DecisionContext
from domain.decisions.due_steps import rank_of
from domain.events import ApplicationReceived, CandidateUpdated, PreferencesSet, ReplyReceived, SurveyCompleted
from domain.names import Stage
from domain.playbook.model import NewerPlaybook, Playbook, Rank, Step
from domain.replies import recorded_reply
from domain.reporting.keeping import REFOLDING, WANTED, ReportFact, Rules, fold, seconds
from domain.reporting.records import Case, PersonRecord, Remembered, Touch
from domain.reporting.rows import rows_of
from domain.state.model import Candidate
from domain.time.zones import zone
from ledger.engine import Database
from ledger.instants import to_text
from ledger.keys.columns import StillSealed, pages
from ledger.playbooks.in_force import Playbooks
from ledger.reporting import answers
from ledger.reporting.numbers import Numbers
from ledger.schema import feed_cursors, timeline, touch_cases, touch_groups, touch_kinds, touch_people, touches
from ledger.timeline import facts
from ledger.timeline.feed import Feed
from ledger.upserts import insert_or_replace

READER: Final = "report"
"""The keeper's name among the feed's readers."""

EDITION: Final = 2
"""What the rows are made of. Who changes that counts on: rows of another edition are emptied, and made again from the
first fact on. It stands beside the readers' places, since it says how far such a place is worth something.

Whoever was erased stays in the counts: what the records knew of words that are gone is kept for that (`Remembered`), so
a record must be such that later editions can read its messages, replies and surveys.
"""
_EDITION: Final = "report rows, edition"
_OLD: Final = "old:"
"""Begins a record of an earlier edition, of which only what is `Remembered` counts."""

_SUBJECT: Final = "report rows"
_PAGE: Final = 500
_CHUNK: Final = 400
_PAUSE: Final = 0.1
_WHEREABOUTS: Final = ("application_received", "candidate_updated", "preferences_set")
"""Types of facts that say in which zone somebody is."""


class _Overtaken(Exception):
    """Another process has taken in these facts meanwhile."""


@dataclass(slots=True)
class _Person:
    """A person's record as it was, and as it becomes."""

    candidate_id: str
    record: PersonRecord = field(default_factory=PersonRecord)
    rows: tuple[list[Touch], list[Case]] = field(default_factory=lambda: ([], []))
    others: set[str] = field(default_factory=set)  # ids that were joined into this one
    is_changed: bool = False


class RowKeeper:
    """The rows of one ledger. Safe to share between threads. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database, feed: Feed, playbooks: Playbooks) -> None:
        self._database, self._feed, self._playbooks = database, feed, playbooks
        self._numbers = Numbers(database)
        self._whereabouts: OrderedDict[str, Candidate] = OrderedDict()
        self._turn = threading.Lock()
        self._is_of_this_edition = False

    # ------------------------------------------------------------ as a reader of the feed

    def take(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Take in these rows of the timeline, in their order; those that were taken in already change nothing."""
        with self._turn:
            self._begin_again(now)
            while rows and (cursor := self._feed.cursor(READER)) < rows[-1]["number"]:
                if self._are_next(rows, cursor):
                    self._take_in(rows, now)
                elif first := self._feed.read(READER, _PAGE):  # rows were emptied: what came before these comes first
                    self._take_in(first, now)
                else:
                    time.sleep(_PAUSE)

    def _take_in(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        while rows:
            cursor = self._feed.cursor(READER)
            rows = [row for row in rows if row["number"] > cursor]
            try:
                if rows:
                    self._take(rows, cursor, now)
                return
            except _Overtaken:  # by another process; what is left is worked out again
                self._forget()
            except BaseException:
                self._forget()
                raise

    def _are_next(self, rows: Sequence[Mapping[str, Any]], cursor: int) -> bool:
        """Does nothing lie between what was taken in and these?"""
        query = select(func.min(timeline.c.number)).where(timeline.c.number > cursor)
        with self._database.reading() as connection:
            first = connection.execute(query).scalar()
        return first is None or int(first) >= rows[0]["number"]

    def _begin_again(self, now: datetime) -> None:
        """Empty rows that an older release made of something else."""
        if self._is_of_this_edition:
            return
        with self._database.reading() as connection:
            is_known = _place(connection, _EDITION) == EDITION
        if not is_known:
            with self._database.writing(_SUBJECT) as connection:
                if _place(connection, _EDITION) != EDITION:  # another process may have been first
                    for table in (touches, touch_cases, touch_kinds, touch_groups):
                        connection.execute(delete(table))
                    p = touch_people.c
                    connection.execute(delete(touch_people).where(p.merged_into != ""))
                    is_old = p.record.startswith(_OLD)
                    connection.execute(update(touch_people).where(~is_old).values(record=literal(_OLD) + p.record))
                    connection.execute(delete(feed_cursors).where(feed_cursors.c.reader == READER))
                    this = {"reader": _EDITION, "number": EDITION, "read_at": to_text(now)}
                    insert_or_replace(connection, feed_cursors, [this])
            self._forget()
        self._is_of_this_edition = True

    def _forget(self) -> None:
        """What is remembered may be of a transaction that was rolled back."""
        self._whereabouts.clear()
        self._numbers.forget()

    def rest(self, now: datetime) -> None:
        """Nothing is to be done now and then."""

    def catch_up(self, now: datetime, patience: float = 5.0, tell: Callable[[int], None] = lambda _facts: None) -> bool:
        """Take in all that is on record by now; `tell` hears how many facts that were so far. False where that is not
        to be had within so many seconds, because a transaction is open that may belong before it.
        """
        with self._turn:
            self._begin_again(now)
        end, wanted, taken = time.monotonic() + patience, self._feed.last_number(), 0
        while self._feed.cursor(READER) < wanted:
            if rows := self._feed.read(READER, _PAGE):
                self.take(rows, now)
                taken += len(rows)
                tell(taken)
                end = time.monotonic() + patience
            elif time.monotonic() > end:
                return False
            else:
                time.sleep(_PAUSE)
        return True

    # ------------------------------------------------------------ one page

    def _take(self, rows: Sequence[Mapping[str, Any]], cursor: int, now: datetime) -> None:
        playbook = self._playbook()
        rules = Rules(
            asks=lambda stage, step: any(one.asks for one in _steps(playbook, stage, step)),
            rank=lambda stage, step: next(
                (str(rank_of(one, Stage(stage))) for one in _steps(playbook, stage, step)), str(Rank.UPDATE)
            ),
        )
        end_of_day = _ends_of_days(playbook)
        wanted = [row for row in rows if row["type"] in WANTED]
        gone: list[_Person] = []
        with self._database.reading() as connection:
            wanted = _opened(connection, wanted)
            people = self._people(connection, {row["candidate_id"] for row in wanted}, end_of_day)
            for row in wanted:
                person = people[row["candidate_id"]]
                person.is_changed = True
                if row["type"] in REFOLDING:
                    gone += self._refold(connection, person, row, people, rules, end_of_day, playbook)
                else:
                    fact = self._fact(connection, row, person, playbook)
                    fold(person.record, fact, rules)
        changed = {id(one): one for one in people.values() if one.is_changed}.values()
        changes = _Changes.of(changed, gone, end_of_day)
        answers.ready(self._database)
        with self._database.writing(_SUBJECT) as connection:
            if _place(connection, READER) != cursor:
                raise _Overtaken
            self._write(connection, changes)
            place = {"reader": READER, "number": rows[-1]["number"], "read_at": to_text(now)}
            insert_or_replace(connection, feed_cursors, [place])

    def _playbook(self) -> Playbook | None:
        in_force = self._playbooks.in_force()
        try:
            return Playbook.kept(in_force[1], in_force[0]) if in_force else None
        except (NewerPlaybook, ValueError):  # what it says of zones and steps is for a newer worker
            return None

    def _people(
        self, connection: Connection, ids: Iterable[str], end_of_day: Callable[[str], int]
    ) -> dict[str, _Person]:
        """The people that these ids are of, by each id."""
        people: dict[str, _Person] = {}
        owners: dict[str, str] = {}
        records: dict[str, str] = {}
        old: dict[str, str] = {}  # of an earlier edition
        left = set(ids)
        while left:  # an id may have been joined into one that was joined into another
            for row in _in_chunks(connection, touch_people.c.candidate_id, left):
                owners[row.candidate_id] = row.merged_into
                where = old if row.record.startswith(_OLD) else records
                where[row.candidate_id] = answers.opened(connection, row.record.removeprefix(_OLD))
            left = {owner for one in left if (owner := owners.get(one)) and owner not in owners}
        for ident in {*ids}:
            owner = ident
            while owners.get(owner):
                owner = owners[owner]
            if owner not in people:
                known = records.get(owner, "")
                record = PersonRecord.load(known) if known else PersonRecord()
                if (before := old.get(owner)) is not None:
                    record = PersonRecord(remembered=Remembered.of(before))
                people[owner] = _Person(owner, record, rows_of(record, end_of_day))
            people[ident] = people[owner]
        for row in _in_chunks(connection, touch_people.c.merged_into, {one.candidate_id for one in people.values()}):
            people[row.merged_into].others.add(row.candidate_id)
        return people

    def _refold(
        self,
        connection: Connection,
        person: _Person,
        row: Mapping[str, Any],
        people: dict[str, _Person],
        rules: Rules,
        end_of_day: Callable[[str], int],
        playbook: Playbook | None,
    ) -> list[_Person]:
        """Fold the person's record anew, up to this row: with those who turned out to be the same person, and without
        what was taken back. The people who are part of this one now.
        """
        old, ids = person.record, {person.candidate_id, *person.others}
        found: list[Any] = []
        left = set(ids)
        while left:
            query = select(timeline).where(timeline.c.candidate_id.in_(sorted(left)))
            more = all_opened(connection, query.where(timeline.c.number <= row["number"]))
            found += more
            ids |= left
            joined = {json.loads(one["payload"])["merged_id"] for one in more if one["type"] == "history_joined"}
            left = joined - ids
        undone = [json.loads(one["payload"]) for one in found if one["type"] == "undone"]
        without = sorted({ident for one in undone if one["becomes"] == "done" for ident in one.get("without", ())})
        record = PersonRecord(without=without, remembered=old.remembered)
        for ident in ids:
            self._whereabouts.pop(ident, None)
        slots = {one.number: one.slot for one in old.messages}  # as long as their zone was known, it is kept so
        read = {at: how for at, _, how in old.replies}
        answered = (one for app in old.applications for one in app.surveys)
        surveys = {one.at: (one.score, one.said) for one in answered if one.said}  # an erasure may have taken the words
        whereabouts: dict[str, Candidate] = {}
        for one in sorted(found, key=lambda one: int(one["number"])):
            if one["type"] in _WHEREABOUTS and one["event_id"] not in record.without:
                whose = one["candidate_id"]
                whereabouts[whose] = _moved(whereabouts.get(whose) or Candidate(candidate_id=whose), one)
            if one["type"] in WANTED and one["type"] not in REFOLDING:
                tz = None
                if one["type"] in ("sent", "delivery_unknown"):
                    tz = _zone_of(_best(whereabouts, one["candidate_id"]), playbook)
                fact = _as_fact(one, tz, Remembered(read=read, surveys=surveys), record.remembered)
                fold(record, fact, rules)
        for message in record.messages:
            message.slot = slots.get(message.number, message.slot)
        record.last = max(row["number"], record.last)
        record.number = record.number or row["number"]
        person.record = record
        gone = []
        for ident in ids - {person.candidate_id} - person.others:
            other = people.get(ident) or self._people(connection, [ident], end_of_day)[ident]
            if other is not person:
                gone.append(other)
                other.is_changed = False
            people[ident] = person
            person.others.add(ident)
        return gone

    # ------------------------------------------------------------ facts

    def _fact(
        self, connection: Connection, row: Mapping[str, Any], person: _Person, playbook: Playbook | None
    ) -> ReportFact:
        tz = None
        if row["type"] in _WHEREABOUTS:
            if (known := self._whereabouts.get(row["candidate_id"])) is not None:
                self._whereabouts[row["candidate_id"]] = _moved(known, row)
        elif row["type"] in ("sent", "delivery_unknown"):
            tz = _zone_of(self._where_is(connection, person, row), playbook)
        return _as_fact(row, tz, None, person.record.remembered)

    def _where_is(self, connection: Connection, person: _Person, row: Mapping[str, Any]) -> Candidate:
        """What is known, as of that fact, of the zone that the clock of its id has for them."""
        whose = row["candidate_id"]
        known = self._whereabouts.get(whose)
        if known is None:
            t, ids = timeline.c, sorted({whose, person.candidate_id, *person.others})
            query = select(timeline).where(t.candidate_id.in_(ids), t.type.in_(_WHEREABOUTS), t.number < row["number"])
            found: dict[str, Candidate] = {}
            for one in all_opened(connection, query.order_by(t.number)):
                if one["event_id"] not in person.record.without:
                    before = found.get(one["candidate_id"]) or Candidate(candidate_id=one["candidate_id"])
                    found[one["candidate_id"]] = _moved(before, one)
            known = self._whereabouts[whose] = _best(found, whose)
            if len(self._whereabouts) > _REMEMBERED:
                self._whereabouts.popitem(last=False)
        return known

    # ------------------------------------------------------------ written

    def _write(self, connection: Connection, changes: _Changes) -> None:
        kinds, groups = self._numbers.of(connection, [*changes.touches, *changes.cases])
        for number in changes.gone_touches:
            connection.execute(delete(touches).where(touches.c.number == number))
        for key in changes.gone_cases:
            which = (column == value for column, value in zip(touch_cases.primary_key, key, strict=True))
            connection.execute(delete(touch_cases).where(*which))
        for table, rows in ((touches, changes.touches), (touch_cases, changes.cases)):
            put = [{**_plain(one), "kind": kinds[one.kind], "grp": groups[one.group]} for one in rows]
            if table is touch_cases:
                put = [answers.closed_case(connection, row) for row in put]
            insert_or_replace(connection, table, put)
        records = [row | {"record": answers.closed_record(connection, row["record"])} for row in changes.records]
        insert_or_replace(connection, touch_people, records)


@dataclass(slots=True)
class _Changes:
    """What a page changes in the tables."""

    touches: list[Touch]
    cases: list[Case]
    gone_touches: list[int]
    gone_cases: list[tuple[str, int, int, int]]
    records: list[dict[str, Any]]

    @classmethod
    def of(cls, changed: Iterable[_Person], gone: Sequence[_Person], end_of_day: Callable[[str], int]) -> _Changes:
        """The difference between the rows of these people as they were and as they are; of some, all are gone."""
        old_touches = {one.number: one for person in gone for one in person.rows[0]}
        old_cases = {_key(one): one for person in gone for one in person.rows[1]}
        new_touches: dict[int, Touch] = {}
        new_cases: dict[tuple[str, int, int, int], Case] = {}
        records = []
        for person in changed:
            before, after = person.rows, rows_of(person.record, end_of_day)
            old_touches |= {one.number: one for one in before[0]}
            old_cases |= {_key(one): one for one in before[1]}
            new_touches |= {one.number: one for one in after[0]}
            new_cases |= {_key(one): one for one in after[1]}
            own = person.candidate_id
            records.append({"candidate_id": own, "merged_into": "", "record": person.record.dump()})
            records += [{"candidate_id": other, "merged_into": own, "record": ""} for other in sorted(person.others)]
        return cls(
            touches=[one for number, one in new_touches.items() if old_touches.get(number) != one],
            cases=[one for key, one in new_cases.items() if old_cases.get(key) != one],
            gone_touches=sorted(old_touches.keys() - new_touches.keys()),
            gone_cases=sorted(old_cases.keys() - new_cases.keys()),
            records=records,
        )


_REMEMBERED: Final = 20_000
"""People of whom it is remembered in which zone they are, in memory alone."""


def _key(one: Case) -> tuple[str, int, int, int]:
    return one.case, one.person, one.application, one.number


def _plain(one: Touch | Case) -> dict[str, Any]:
    values = one._asdict()
    del values["group"]
    return values


def _in_chunks(connection: Connection, column: Any, wanted: Iterable[str]) -> Iterable[Any]:
    """Rows whose column is one of these: databases take only so many values at once."""
    ordered = sorted(wanted)
    for start in range(0, len(ordered), _CHUNK):
        yield from connection.execute(select(touch_people).where(column.in_(ordered[start : start + _CHUNK])))


def _opened(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows, and of those whose personal fields are asked for what is sealed in them: the feed opens nothing."""
    asked = [row["number"] for row in rows if row["type"] in (*_WHEREABOUTS, "reply_received", "survey_completed")]
    t = timeline.c
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(asked), _CHUNK):
        query = select(t.number, t.personal).where(t.number.in_(asked[start : start + _CHUNK]))
        found |= {one["number"]: one for one in all_opened(connection, query)}
    return [{**row, **found.get(row["number"], {})} for row in rows]


def all_opened(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    """All rows, opened; what lies under a key that nobody has counts as taken out."""
    found = [row for page in pages(connection, query, _PAGE, pass_over_lost=True) for row in page]
    for row in found:
        for name in ("personal", "salts"):
            if isinstance(row.get(name), StillSealed):
                row[name] = None
    return found


def _place(connection: Connection, reader: str) -> int:
    query = select(feed_cursors.c.number).where(feed_cursors.c.reader == reader)
    return connection.execute(query).scalar() or 0


def _steps(playbook: Playbook | None, stage: str, step: str) -> list[Step]:
    """The steps of this name, for whomever they are."""
    found = [one for name, rules in playbook.stages.items() if name == stage for one in rules.steps] if playbook else []
    return [one for one in found if one.step == step]


def _ends_of_days(playbook: Playbook | None) -> Callable[[str], int]:
    """When a day is over at the company."""
    tz = zone(playbook.company.timezone if playbook else "UTC")

    @lru_cache(maxsize=5000)
    def end_of(day: str) -> int:
        start = datetime.fromisoformat(day) + timedelta(days=1)
        return int(start.replace(tzinfo=tz).timestamp())

    return end_of


def _as_fact(
    row: Mapping[str, Any], tz: tzinfo | None, before: Remembered | None = None, emptied: Remembered | None = None
) -> ReportFact:
    """A row of the timeline, as the record takes it in. `before`: what this record read out of it already; `emptied`:
    what one of an earlier edition did, which counts where the words are gone, and is forgotten with that.
    """
    at, kind = seconds(row["occurred_at"]), row["type"]
    before, emptied = before or Remembered(), emptied or Remembered()
    slot, read_as, score, said = None, "", 0, ""
    if kind in ("sent", "delivery_unknown"):
        kept_slot = emptied.slots.pop(row["number"], None)
        slot = kept_slot if row["personal"] is None else None
    elif kind == "reply_received":
        kept = emptied.read.pop(at, "")
        read_as = (kept if _is_emptied(row) else "") or before.read.get(at, "") or _reading(row)
    elif kind == "survey_completed":
        kept_words = emptied.surveys.pop(at, None)
        found = (kept_words if _is_emptied(row) else None) or before.surveys.get(at) or _chosen(row)
        score, said = found or (0, "")
    return ReportFact(
        number=row["number"],
        type=row["type"],
        event_id=row["event_id"],
        at=at,
        given=json.loads(row["payload"]),
        hidden=frozenset(json.loads(row["commitments"])),
        tz=tz,
        slot=slot,
        read_as=read_as,
        score=score,
        said=said,
    )


def _is_emptied(row: Mapping[str, Any]) -> bool:
    """Were words taken out of it, and with them what it says? How its door read a reply isn't among them."""
    is_read = bool(json.loads(row["payload"]).get("read_as"))
    return not is_read and bool(json.loads(row["commitments"]).keys() - json.loads(row["personal"] or "{}").keys())


def _chosen(row: Mapping[str, Any]) -> tuple[int, str] | None:
    """The first score of a survey, and all that was chosen in it, in a form in which reports keep it."""
    fact = facts.restored(row)
    if not isinstance(fact, SurveyCompleted) or not fact.answers:
        return None
    score = next((one.value for one in fact.answers if one.kind == "score" and one.value), 0)
    return score, " ".join(f"{one.kind}:{one.question}={one.choice or one.value}" for one in fact.answers)


def _reading(row: Mapping[str, Any]) -> str:
    """How a reply counts: as its door read it, else by its words, which an erasure may have taken."""
    fact = facts.restored(row)
    if not isinstance(fact, ReplyReceived):
        return ""
    found = recorded_reply.read(fact)
    if found.kind == "stop":
        return "doubt" if not found.certain else "stop_some" if found.closes else "stop"
    return found.kind


def _moved(known: Candidate, row: Mapping[str, Any]) -> Candidate:
    """Where they are, after a fact that may say so. It is personal, and kept in memory alone."""
    fact = facts.restored(row)
    if isinstance(fact, PreferencesSet):
        return known if fact.timezone is None else known.replace(timezone=fact.timezone)
    if not isinstance(fact, ApplicationReceived | CandidateUpdated):
        return known
    told, phone = fact.candidate, known.phone
    if isinstance(fact, CandidateUpdated) and "phone" in fact.removed:
        phone = ""
    country = (told.country or known.country).upper().partition("-")[0]
    if told.phone:
        with suppress(BadAddress):
            phone = normal_phone(told.phone, told.country or known.country)
    return known.replace(timezone=told.timezone or known.timezone, phone=phone, country=country)


def _zone_of(known: Candidate, playbook: Playbook | None) -> tzinfo | None:
    """Their zone, as a decision takes it (`domain.decisions.context`); UTC where no playbook is in force yet."""
    if playbook is None:
        return None
    return _zone(known.timezone, known.phone, playbook.company.timezone) or DecisionContext(playbook, known, _ANY).tz


def _best(found: Mapping[str, Candidate], whose: str) -> Candidate:
    """What is known under the id itself, else under another one of the same person (R17)."""
    own = found.get(whose) or Candidate(candidate_id=whose)
    if own.timezone or own.phone:
        return own
    return next((one for one in found.values() if one.timezone or one.phone), own)


_ANY: Final = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


@lru_cache(maxsize=5000)
def _zone(timezone: str, phone: str, _company: str) -> tzinfo | None:
    """The usual case, quickly: a zone that is on record by its own name."""
    return zone(timezone) if timezone and not phone else None
