"""The ledger as decisions and deliveries write it: one transaction, and the candidate's book that is open in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from sqlalchemy import Connection, Select, Text, bindparam, delete, exists, or_, select

from domain.delivery.settled_doubts import without_settled_doubts
from domain.events import ApplicationReceived, CandidateUpdated, DeliveryUnknown, Event
from domain.messages.opening_list import Opening
from domain.messages.own_words import OwnWords
from domain.names import CLOSED_STAGES, AttemptState, Channel
from domain.people.contact_details import told_by
from domain.people.team import Team
from domain.playbook.model import Playbook
from domain.playbook.rule_history import RuleHistory
from domain.reducers.recovered import can_be_read
from domain.state.consent import Closings
from domain.state.model import Candidate, CandidateState, Position, SkippedFact, Stamp
from ledger import schema
from ledger.audit.log import RecordLog
from ledger.delivery import attempts, own_words, suppressions
from ledger.delivery.attempts import AlreadyReserved, Attempt
from ledger.delivery.group_commit import SharedCommits
from ledger.delivery.suppressions import SuppressionRequest
from ledger.engine import CommitInDoubt, LedgerUnavailable
from ledger.inbox import rows as inbox
from ledger.inbox import told as inbox_told
from ledger.inbox.mailboxes import Mailboxes
from ledger.inbox.rows import Inbox
from ledger.instants import from_text, to_text
from ledger.keys.person_keys import KeyPlace
from ledger.operations.leader_lock import only_one
from ledger.operations.recovery import Recovery
from ledger.people import address_owners as owners
from ledger.people import erasures as erasing
from ledger.people import team
from ledger.people.address_hash import AddressHasher, HashedAddress
from ledger.people.colleague_links import ColleagueLinks
from ledger.people.desk_access import DeskAccess
from ledger.people.erasures import Erasures
from ledger.people.merges import Merges
from ledger.people.page_links import PageLinks
from ledger.people.redactions import Redactions
from ledger.playbooks import in_force as playbooks
from ledger.playbooks.in_force import NoPlaybook, Playbooks
from ledger.queries import positions, search
from ledger.queries.open_candidates import Waiting
from ledger.queries.positions import PositionHeard
from ledger.queries.reading import Reader
from ledger.queries.watch import Watch
from ledger.schema import aliases, candidates, timeline
from ledger.systems.notes import SystemNotes
from ledger.systems.runs import SystemRuns
from ledger.timeline import effects, facts, projection
from ledger.timeline import hash_chain as chain
from ledger.timeline.feed import Feed
from ledger.timeline.stories import Stories
from ledger.upserts import insert_or_keep, insert_or_replace

if TYPE_CHECKING:
    from ledger.keys.resealing import Progress
    from ledger.people.left_in_plain import Sign
    from ledger.reporting.keeper import RowKeeper
    from ledger.reporting.reading import ReportRows
    from ledger.reporting.tested import TestedMessages

__all__ = ["AlreadyReserved", "Attempt", "Book", "CommitInDoubt", "Ledger", "LedgerUnavailable", "NoPlaybook"]

T = TypeVar("T")


class Ledger(Reader):
    """The ledger of all candidates: reads as `Reader` has them, and the writing. Safe to share between threads."""

    def __init__(self, url: str, secret_keys: Sequence[str], place: KeyPlace | None = None) -> None:
        super().__init__(url, secret_keys, place)
        self._may_encrypt: Final = place is not None and place.lasts
        self.playbooks: Final = Playbooks(self._database)
        self.waiting: Final = Waiting(self._database, self._seals)
        self.inbox: Final = Inbox(self._database, self._seals)
        self.mailboxes: Final = Mailboxes(self._database)
        self.links: Final = PageLinks(self._database, secret_keys)
        self.desk: Final = DeskAccess(self._database)
        self.colleague_links: Final = ColleagueLinks(secret_keys, self.links.holds)
        self.recovery: Final = Recovery(self._database, self._seals, self.keys)
        self.promise: Final = Watch(self._database)
        self.feed: Final = Feed(self._database)
        self.log: Final = RecordLog(self._database, self.feed)
        self.erasures: Final = Erasures(self._database, self._seals, secret_keys)
        self.redactions: Final = Redactions(self._database)
        self.notes: Final = SystemNotes(self._database)
        self.runs: Final = SystemRuns(self._database)
        self._shared: Final = SharedCommits(self._database)
        self._watchers: list[Callable[[Sequence[Event]], None]] = []

    @cached_property
    def report_keeper(self) -> RowKeeper:
        """What keeps the rows of reports. Loaded late: most commands need no report."""
        from ledger.reporting.keeper import RowKeeper

        return RowKeeper(self._database, self.feed, self.playbooks)

    @cached_property
    def report_rows(self) -> ReportRows:
        from ledger.reporting.reading import ReportRows

        return ReportRows(self._database)

    @cached_property
    def tested_messages(self) -> TestedMessages:
        from ledger.reporting.tested import TestedMessages

        return TestedMessages(self._database)

    def watch(self, watcher: Callable[[Sequence[Event]], None]) -> None:
        """Have facts shown to somebody who counts them, each once, after its commit. A watcher must not raise."""
        self._watchers.append(watcher)

    def only_one(self, what: str) -> AbstractContextManager[Callable[[], bool]]:
        """For as long as the block runs: asks whether this process is the one of all on this ledger that does it."""
        return only_one(self._database, what)

    def migrate(self) -> None:
        """Bring the tables up to date; quick where they are. A ledger that is new is encrypted from its first fact.

        Raises LedgerUnavailable, KeysUnavailable among them.
        """
        from ledger.operations.migrating import migrate

        is_new = migrate(self._database)
        if self._may_encrypt and (is_new or self._is_unused()):  # a start may have died behind the tables
            self.keys.begin_ledger()
            self.keys.take_back()
        search.fill_in(self._database)

    def _is_unused(self) -> bool:
        """Is nothing in it yet, no playbook either, and isn't it sealed?"""
        some = (exists().select_from(table) for table in (schema.playbooks, schema.timeline, schema.inbox))
        used = bool(self._database.scalar(select(or_(*some))))
        return not used and not self.keys.seals_ledger

    def seal_more(self, at: datetime, sign: Sign | None = None) -> bool:
        """Seal some of what is in plain from before the ledger was sealed; is there more to do? `sign`: by the key of
        the checkpoints, where an entry has to be changed that an earlier release wrote.

        Raises KeysUnavailable and LedgerUnavailable.
        """
        from ledger.keys.resealing import seal_page

        return self.keys.seals_ledger and seal_page(self._database, self.keys, at, sign)

    def sealing(self) -> Progress | None:
        """How far that is; None where the ledger is not sealed. Raises LedgerUnavailable."""
        from ledger.keys.resealing import progress

        return progress(self._database)

    def sealed_since(self) -> tuple[bool, datetime | None]:
        """Is all of it sealed; and since when, where it began in plain. Raises LedgerUnavailable."""
        from ledger.keys.resealing import sealed_since

        return sealed_since(self._database) if self.keys.has_store else (False, None)

    def note_intake(self, workflow_id: str, candidate_id: str) -> None:
        """Note whom an intake is about, by what is known now. Raises LedgerUnavailable."""
        row = {"workflow_id": workflow_id, "candidate_id": candidate_id}
        with self._database.writing(f"intake/{workflow_id}") as connection:
            insert_or_replace(connection, schema.intakes, [row])

    def intakes_of(self, candidate_ids: Sequence[str]) -> list[str]:
        """The workflow ids of the intakes that were about these ids. Raises LedgerUnavailable."""
        i = schema.intakes.c
        query = select(i.workflow_id).where(i.candidate_id.in_(candidate_ids)).order_by(i.workflow_id)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    @contextmanager
    def book(self, candidate_id: str) -> Iterator[Book]:
        """One writing transaction under the candidate's lock; commits at the end, rolls back on an exception.

        Raises CommitInDoubt where the commit fails, LedgerUnavailable where anything before it does.
        """
        self.keys.ready(candidate_id)
        with self._database.writing(candidate_id) as connection:
            book = Book(connection, self._seals, candidate_id)
            yield book
        self._show(book)

    def enter(self, candidate_id: str, body: Callable[[Book], T], *, ends: bool = False) -> T:
        """As `book`, with `body` for the block: what it gives, once that is committed.

        On SQLite others who write at the same time share the commit; for what `body` may do then, and what it means
        that it `ends` something, see `ledger.delivery.group_commit.SharedCommits.write`.
        """
        books: list[Book] = []
        self.keys.ready(candidate_id)

        def opened(connection: Connection) -> T:
            books.append(Book(connection, self._seals, candidate_id))
            return body(books[-1])

        result = self._shared.write(candidate_id, opened, ends=ends)
        self._show(books[-1])
        return result

    def _show(self, book: Book) -> None:
        for watcher in self._watchers:
            watcher(book.laid)

    def claim(
        self,
        candidate_id: str,
        *,
        at: datetime,
        email: str = "",
        phone: str = "",
        country: str = "",
        name: str | None = None,
    ) -> str:
        """Whose these addresses are: somebody's who is here, or from now on this candidate's.

        Of several that claim the same address at once one gets it, and the others its id, so that a person who comes
        in twice at the same moment is still one (R17). A local `phone` is read in `country`. What is no address
        claims nothing. A phone joins only somebody of the same `name` (None: it is not asked for), and nobody with
        another email address. The other id becomes an alias: see `Reader.owner_of`. Raises LedgerUnavailable.
        """
        wanted = (self._seals.email(email), self._seals.phone(phone, country))
        if not any(wanted):
            return candidate_id
        with self._database.writing(owners.ADDRESSES) as connection:
            owner = self._owner(connection, candidate_id, wanted, name, email)
            return self._claimed(connection, candidate_id, owner, at, wanted)

    def claim_told(self, candidate_id: str, fact: ApplicationReceived, *, at: datetime) -> str:
        """Whose the addresses are that a fact names which is about to be told: as `claim`, and from now on it counts
        as if it stood on record (R17). Raises LedgerUnavailable, and KeyShredded once the person was erased.
        """
        told, fact_id = told_by(fact), schema.storable(fact.event_id)
        person = told.candidate
        email, name = person.email or "", f"{person.first_name or ''} {person.last_name or ''}".strip()
        wanted = (self._seals.email(email), self._seals.phone(person.phone or "", person.country or ""))
        whose = ""
        if self.keys.seals_ledger:  # a key can't be made within the transaction, and an alias needs none
            with self._database.reading() as connection:
                whose = self._owner(connection, candidate_id, wanted, name, email)
        while True:
            self.keys.ready(whose)
            with self._database.writing(owners.ADDRESSES) as connection:
                owner = self._owner(connection, candidate_id, wanted, name, email)
                if owner == whose or not self.keys.seals_ledger:
                    self._claimed(connection, candidate_id, owner, at, wanted)
                    owners.claim(connection, self._seals, owner, fact_id, told)
                    return owner
                connection.rollback()
            whose = owner  # somebody else has claimed them since

    def _owner(
        self,
        connection: Connection,
        candidate_id: str,
        wanted: tuple[HashedAddress | None, HashedAddress | None],
        name: str | None,
        email: str,
    ) -> str:
        """Whose the address and the number are; the candidate's, where they are nobody's yet."""
        if (way := owners.way_to_owner(connection, candidate_id))[1:]:
            return way[-1]  # joined since the caller looked
        joining = owners.found(connection, self._seals, wanted[0]) if wanted[0] else []
        if not joining and name is not None:
            joining = owners.found_by_phone(connection, self._seals, wanted[1], name=name, email=email)
        elif not joining and not wanted[0]:
            joining = owners.found(connection, self._seals, wanted[1])
        # Told before, though perhaps not on record yet: then they have a clock of their own.
        here = owners.has_claim(connection, candidate_id) or inbox_told.was_told(connection, candidate_id)
        if not joining or here or candidate_id in owners.found(connection, self._seals, *wanted):
            return candidate_id
        return joining[0]

    def _claimed(
        self,
        connection: Connection,
        candidate_id: str,
        owner: str,
        at: datetime,
        wanted: tuple[HashedAddress | None, ...],
    ) -> str:
        if owner != candidate_id:
            owners.alias(connection, candidate_id, owner)
        owners.record(connection, owner, to_text(at), *wanted)
        return owner

    def claim_more(self, candidate_id: str, fact: ApplicationReceived | CandidateUpdated, *, at: datetime) -> None:
        """Note what a fact that is about to be told says of somebody who is followed up under this id, or will be as
        soon as they hear it: it counts before it stands on record (R17). Raises LedgerUnavailable, and KeyShredded
        once they were erased.
        """
        told, fact_id = told_by(fact), schema.storable(fact.event_id)
        with self._database.reading() as connection:
            named = owners.news_of(connection, self._seals, candidate_id, told)
        if named is None:
            return
        self.keys.ready(candidate_id)
        with self._database.writing(owners.ADDRESSES) as connection:
            if not owners.is_told(connection, candidate_id, fact_id):
                owners.record(connection, candidate_id, to_text(at), *named)
                owners.claim(connection, self._seals, candidate_id, fact_id, told)

    def close_for_strangers(self, wish: SuppressionRequest, at: datetime) -> None:
        """Close an address of somebody who is not followed up here; nothing, where somebody here has it.

        Raises LedgerUnavailable.
        """
        with self._database.writing(owners.ADDRESSES) as connection:
            if not suppressions.known_by(connection, self._seals, wish):
                suppressions.heed(connection, self._seals, wish, to_text(at))

    def join_strangers(self, candidate_id: str, owner_id: str) -> bool:
        """Have whatever is told under the first id be about the second.

        False, with nothing done, where the first is about to be followed up here under that id: then its clock is the
        one that hands over. Raises LedgerUnavailable.
        """
        with self._database.writing(owners.ADDRESSES) as connection:
            if owners.way_to_owner(connection, candidate_id)[1:]:
                return True
            if candidate_id in owners.way_to_owner(connection, owner_id):
                return True
            told = inbox_told.was_told(connection, candidate_id)
            if told or owners.is_here(connection, candidate_id):
                return False
            owners.alias(connection, candidate_id, owner_id)
            return True

    def own_words(self, candidate_ids: Sequence[str], event_id: str) -> OwnWords | None:
        """As `Book.own_words`, without a lock. Raises LedgerUnavailable."""
        return self._database.asked(own_words.found, candidate_ids, event_id)

    @contextmanager
    def stories(self, candidate_id: str, joined: Sequence[str]) -> Iterator[Stories]:
        """As `Book.stories`, for looking ahead: without a lock. Raises LedgerUnavailable."""
        with self._database.reading() as connection:
            yield Stories(connection, self._seals, candidate_id, joined)

    def subject_of_answer(self, candidate_id: str, seq: int) -> str:
        """What an answer to the candidate is about where nobody says so. Raises LedgerUnavailable."""
        with self._database.reading() as connection:
            return own_words.thread_of(connection, candidate_id, seq + 1)[0]

    def open_position(self, job: str, about: Mapping[str, Any], author: str, at: datetime) -> None:
        """Note that a position is open: {title, department, level, location, employment_type, tags, link}. What isn't
        told stays as it was. Raises LedgerUnavailable.
        """
        with self._database.writing("positions") as connection:
            positions.write(connection, job, about, author, at)

    def close_position(self, job: str, author: str, at: datetime) -> bool:
        """Have no message name a position any more, from this commit on; was it open? Raises LedgerUnavailable."""
        with self._database.writing("positions") as connection:
            return positions.close(connection, job, author, at)

    def hear_position(self, heard: PositionHeard) -> None:
        """Take in what an ATS says of a position. Raises LedgerUnavailable."""
        with self._database.writing("positions") as connection:
            positions.hear(connection, heard)

    def openings(self) -> list[Opening]:
        """As `Book.openings`, without a lock. Raises LedgerUnavailable."""
        return self.positions.openings()

    def try_to_write(self) -> None:
        """Begin to write, and leave it: readers still work where another process holds the ledger, or its disk is full.

        Raises LedgerUnavailable with what stands in the way.
        """
        with self._database.writing("doctor") as connection:
            connection.rollback()

    def up_to_date(self) -> bool:
        """Are the tables those of this version? False also where there are none. Raises LedgerUnavailable."""
        from ledger.operations.migrating import is_current

        return is_current(self._database)

    def mark_delivered(self, touch_key: str, attempt: int, at: datetime) -> None:
        """The provider says that this attempt arrived: the first time counts (K2). Raises LedgerUnavailable."""
        with self._database.writing(f"delivered/{touch_key}") as connection:
            attempts.mark_delivered(connection, touch_key, attempt, to_text(at))

    def doubt(self, touch_key: str, attempt: int) -> attempts.Doubt:
        """What helps to ask a provider what became of this attempt. Raises LedgerUnavailable."""
        return self._database.asked(attempts.doubt, touch_key, attempt)

    def settle_doubt(self, touch_key: str, attempt: int, at: datetime, candidate_id: str = "") -> None:
        """After a CommitInDoubt of a reservation, on which nothing was sent: an `attempting` becomes `not_accepted`.

        Best effort: with the ledger still away the attempt stays as it is, and counts as unknown later. `at` is the
        instant under which it was reserved, so that nobody else's reservation is given up. `candidate_id` is whose
        book it was, where the key begins with another id of theirs.
        """
        candidate_id = candidate_id or touch_key.partition("/")[0]
        # The same lock as the commit in doubt had: where the server is still at it, this waits for its end.
        with suppress(LedgerUnavailable), self._database.writing(candidate_id) as connection:
            attempts.give_up(connection, touch_key, attempt, to_text(at))


_CLOCKS_DIFFER: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What nearly every use of a book needs, read at once."""

    position: Position
    playbook: int | None  # its number in the ledger's order
    applications_digest: str
    last_return: str | None  # when the last of the colleagues who are away is back, in stored form
    inbox_waits: bool  # is something in the inbox that is about them and has not been told to their clock?
    last_told: str  # when something from the inbox last was, in stored form
    alias_of: str  # the id that this one is another name of; empty where it is none
    team_edition: int
    erased: str  # "marked" once they are being erased, "emptied" once their record is; else empty


class Book:
    """One candidate's part of the ledger, open for writing within one transaction. For one thread."""

    def __init__(self, connection: Connection, hasher: AddressHasher, candidate_id: str) -> None:
        self._connection = connection
        self._seals = hasher
        self._candidate_id = candidate_id
        self.laid: list[Event] = []  # what this transaction puts on record for the first time

    # ------------------------------------------------------------ the chain

    def position(self) -> Position:
        """Where the candidate's chain ends; seq 0 before the first fact."""
        return self._opening.position

    def compare(self, position: Position) -> Literal["same", "ahead", "behind"]:
        """How the ledger stands to a state's position: `ahead` has more facts, `behind` lacks some or has others."""
        mine = self.position()
        if position.seq > mine.seq:
            return "behind"
        if position.seq == mine.seq:
            return "same" if position.head == mine.head else "behind"
        return "ahead" if position.head == self._hash_at(position.seq) else "behind"

    def since(self, seq: int, limit: int) -> tuple[list[Event], Position]:
        """The facts after `seq`, at most `limit`, and the position that they lead to."""
        rows = self._connection.execute(
            select(timeline)
            .where(timeline.c.candidate_id == self._candidate_id, timeline.c.seq > seq)
            .order_by(timeline.c.seq)
            .limit(limit)
        ).all()
        if not rows:
            return [], self.position() if seq >= self.position().seq else Position(seq=seq, head=self._hash_at(seq))
        return [facts.restored(row._mapping) for row in rows], Position(seq=rows[-1].seq, head=rows[-1].hash)

    def readable(self, skipped: Sequence[SkippedFact]) -> list[Event]:
        """Of the facts that an older release skipped, those on record that this one can read."""
        if not skipped:
            return []
        ids = [schema.storable(one.event_id) for one in skipped]
        rows = self._connection.execute(
            select(timeline).where(timeline.c.candidate_id == self._candidate_id, timeline.c.event_id.in_(ids))
        ).all()
        found = [facts.restored(row._mapping) for row in rows]
        return [fact for fact in found if can_be_read(fact)]

    def carry_out(self, events: Sequence[Event], candidate: Candidate) -> None:
        """Do what follows in other tables from facts on record that the release which wrote them could not read."""
        effects.carry_out(self._connection, self._seals, self._candidate_id, candidate, events)

    def has_any(self, types: Sequence[str]) -> bool:
        """Is a fact of one of these types on record for the candidate?"""
        which = timeline.c.candidate_id == self._candidate_id, timeline.c.type.in_(types)
        return bool(self._connection.execute(select(exists().where(*which))).scalar())

    def has_moved(self, since: datetime) -> bool:
        """Is a change of stage on record since then, or one into a stage that ends an application?"""
        into = or_(*(timeline.c.payload.contains(f'"stage":"{stage}"') for stage in CLOSED_STAGES))
        which = timeline.c.candidate_id == self._candidate_id, timeline.c.type == "stage_changed"
        lately = or_(timeline.c.occurred_at >= to_text(since), into)
        return bool(self._connection.execute(select(exists().where(*which, lately))).scalar())

    def raise_if_newer(self) -> None:
        """Raises NewerRelease where a release has projected the candidate whose states this one must not touch."""
        query = select(candidates.c.snapshot).where(candidates.c.candidate_id == self._candidate_id)
        if (text := self._connection.execute(query).scalar()) is not None:
            Stamp.model_validate_json(text)

    def append(self, events: Sequence[Event], candidate: Candidate | None, recorded_at: datetime) -> Position:
        """Put facts on record, each once by its `event_id`, and carry out what follows from them in other tables. A
        doubt about an attempt whose end is on record is none any more, and is left out.

        `candidate` is the person as they are now; without them a fact that closes or opens channels raises ValueError
        (R7). Returns where the chain ends now. `recorded_at` is the workflow's time and enters no id and no hash.
        """
        new = list({schema.storable(event.event_id): event for event in reversed(events)}.values())[::-1]
        if any(isinstance(event, DeliveryUnknown) for event in new):
            new = without_settled_doubts(new, partial(attempts.is_settled, self._connection))
        if not new or self._opening.erased == "emptied":  # a confirmation may come after they were forgotten (R23)
            return self.position()
        entries = facts.linked(self._candidate_id, new, self.position())
        if self._insert(entries, recorded_at) != len(entries):
            # Some stood there already, so what was just laid has gaps: take it up, and lay only what is new.
            self._connection.execute(
                delete(timeline).where(
                    timeline.c.candidate_id == self._candidate_id, timeline.c.seq > self.position().seq
                )
            )
            known = self._known([entry.event_id for entry in entries])
            new = [event for event in new if schema.storable(event.event_id) not in known]
            entries = facts.linked(self._candidate_id, new, self.position())
            self._insert(entries, recorded_at)
        self.laid += new
        effects.carry_out(self._connection, self._seals, self._candidate_id, candidate, new)
        if entries:
            self._moved_to(Position(seq=entries[-1].seq, head=entries[-1].hash))
        return self.position()

    def own_words(self, candidate_ids: Sequence[str], event_id: str) -> OwnWords | None:
        """What a colleague wrote to the person, as this transaction sees it; None once it is erased."""
        return own_words.found(self._connection, candidate_ids, event_id)

    # ------------------------------------------------------------ the reservation book

    def attempts(self, touch_key: str) -> list[Attempt]:
        """The attempts to send this touch, the first one first."""
        return attempts.of_touch(self._connection, touch_key)

    def reserve(  # noqa: PLR0913  each is named where it is called
        self,
        *,
        touch_key: str,
        attempt: int,
        application_id: str,
        step: str,
        channel: Channel,
        address: str,
        subject: str,
        body: str,
        message_id: str,
        at: datetime,
        playbook: str,
    ) -> None:
        """Write down the attempt before it is made. Send only after this book's commit has been confirmed.

        Raises AlreadyReserved where the attempt stands there already.
        """
        row = attempts.begun(
            touch_key,
            attempt,
            self._candidate_id,
            channel,
            AttemptState.ATTEMPTING,
            at,
            application_id=application_id,
            step=step,
            address=address,
            subject=subject,
            body=body,
            message_id=message_id,
            playbook=playbook,
        )
        row = attempts.as_row(self._connection, row)
        if not insert_or_keep(self._connection, schema.attempts, [row]):
            raise AlreadyReserved(f"Attempt {attempt} of {touch_key} is reserved already.")

    def settle(self, touch_key: str, attempt: int, state: AttemptState, provider_message_id: str = "") -> None:
        """Write down how an attempt ended that is on no candidate's timeline: a mail to a colleague."""
        attempts.settle(self._connection, touch_key, attempt, state, provider_message_id)

    def suppressed(self, candidate: Candidate) -> Closings:
        """The channels that the ledger has closed for the candidate's present addresses (R7), whoever closed them."""
        return suppressions.closed_for(self._connection, self._seals, candidate)

    def unheard(self, since: datetime) -> bool:
        """Is there something in the inbox about this person that a snapshot taken at `since` does not hold (R3)?

        It waits still, or their clock was told after that. Another host's clock may be a little ahead or behind.
        """
        return self._opening.inbox_waits or self._opening.last_told > to_text(since - _CLOCKS_DIFFER)

    def heard_after(self, now: datetime) -> timedelta:
        """How long it makes sense to wait until they are not `unheard` any more: as long again as something has waited
        in the inbox, or until what was told last is past.
        """
        since = self._connection.execute(inbox.waiting_since(self._candidate_id)).scalar()
        if since is not None:
            return now - from_text(since)
        last = self._opening.last_told
        return from_text(last) + _CLOCKS_DIFFER - now if last else timedelta()

    @property
    def alias_of(self) -> str:
        """The id that this one is another name of (R17); empty where it is none."""
        return self._opening.alias_of

    @property
    def erased(self) -> str:
        """How far their erasure is (R23): empty where there is none, else `marked`, or `emptied` at last."""
        return self._opening.erased

    def applies_anew(self, told: Sequence[Event]) -> bool:
        """Does somebody new apply under this id, which was erased (R23)?"""
        return erasing.applies_anew(self._connection, self._candidate_id, told)

    @property
    def merges(self) -> Merges:
        """What joins this candidate with other ids of the same person (R17)."""
        return Merges(self._connection, self._seals, self._candidate_id)

    def stories(self, joined: Sequence[str]) -> Stories:
        """The whole record of the candidate, and of the ids that were joined into theirs (R21)."""
        return Stories(self._connection, self._seals, self._candidate_id, joined)

    def openings(self) -> list[Opening]:
        """The positions that messages may name, as this transaction sees them (S18)."""
        return positions.open_ones(self._connection)

    # ------------------------------------------------------------ rules and projection

    def playbook(self) -> Playbook:
        """The playbook in force, as this transaction sees it (R18). Raises NoPlaybook before the first."""
        if self._opening.playbook is None:
            raise NoPlaybook
        return playbooks.rules(self._connection, self._opening.playbook).playbook

    def standing(self) -> RuleHistory:
        """Since when the rules in force stand (R18). Raises NoPlaybook before the first."""
        if self._opening.playbook is None:
            raise NoPlaybook
        return playbooks.rules(self._connection, self._opening.playbook).standing

    def team(self, now: datetime) -> Team:
        """Who acts for whom, as this transaction sees it (R25); a statement more where that has changed, else none."""
        return team.at(self._connection, now, self._opening.last_return, self._opening.team_edition)

    def project(self, state: CandidateState, view: Mapping[str, Any]) -> None:
        """Write where the candidate stands, for those who read; `view` is what `status` prints, `state` the whole."""
        before = self._opening
        if before.erased:
            return
        written = projection.write(self._connection, state, view, before.position, before.applications_digest)
        self.__dict__["_opening"] = replace(before, applications_digest=written)

    # ------------------------------------------------------------ within

    @cached_property
    def _opening(self) -> _Opening:
        row = self._connection.execute(_OPENING, {"whose": self._candidate_id}).one()
        position = Position(seq=row.seq, head=row.hash) if row.seq else Position()
        applications = row.applications_digest or ""
        waits, told = bool(row.inbox_waits), row.last_told or ""
        names = row.alias_of or "", row.team_edition or 0, row.erased or ""
        return _Opening(position, row.playbook, applications, row.last_return, waits, told, *names)

    def _moved_to(self, position: Position) -> None:
        before = self._opening
        self.__dict__["_opening"] = replace(before, position=position)

    def _hash_at(self, seq: int) -> str:
        """The hash of an entry; empty for 0 and where there is none."""
        query = select(timeline.c.hash).where(timeline.c.candidate_id == self._candidate_id, timeline.c.seq == seq)
        return self._connection.execute(query).scalar() or ""

    def _known(self, event_ids: list[str]) -> set[str]:
        query = select(timeline.c.event_id).where(
            timeline.c.candidate_id == self._candidate_id, timeline.c.event_id.in_(event_ids)
        )
        return set(self._connection.execute(query).scalars())

    def _insert(self, entries: Sequence[chain.Entry], recorded_at: datetime) -> int:
        at = to_text(recorded_at)
        rows = [facts.as_row(self._connection, entry, at) for entry in entries]
        return insert_or_keep(self._connection, timeline, rows)


def _opening_query() -> Select[Any]:
    """Built once: it is a third of what opening a book costs."""
    whose = bindparam("whose", type_=Text)
    last = (
        select(timeline.c.seq, timeline.c.hash)
        .where(timeline.c.candidate_id == whose)
        .order_by(timeline.c.seq.desc())
        .limit(1)
        .subquery()
    )
    projected = select(candidates.c.applications_digest).where(candidates.c.candidate_id == whose)
    waits, told = inbox.standing_of(whose)
    return select(
        playbooks.number_in_force().label("playbook"),
        projected.scalar_subquery().label("applications_digest"),
        select(last.c.seq).scalar_subquery().label("seq"),
        select(last.c.hash).scalar_subquery().label("hash"),
        team.last_return().label("last_return"),
        team.edition().label("team_edition"),
        waits.label("inbox_waits"),
        told.label("last_told"),
        select(aliases.c.owner_id).where(aliases.c.candidate_id == whose).scalar_subquery().label("alias_of"),
        erasing.standing_of(whose).label("erased"),
    )


_OPENING: Final = _opening_query()
