"""What the ledger tells: quick reads for the command line, without Temporal, pydantic or the migrations' machinery.

Every answer is plain data. Instants are ISO 8601 with offset. All methods raise LedgerUnavailable.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from domain.addresses import BadAddress, normal_email
from domain.names import OPEN_STAGES, Channel
from domain.people.search_words import fold, how_near, is_number, same_name, terms
from domain.views.workload import Colleague, Silent, Workload
from ledger.delivery.attempts import Attempt, by_message_ids, by_reference, last_arrival, latest_to, of_touch, words_to
from ledger.engine import Database, batches
from ledger.inbox import told as inbox_told
from ledger.instants import from_text, shown, to_text
from ledger.keys.columns import fetched
from ledger.keys.looks import Looks
from ledger.keys.person_keys import KeyPlace, PersonKeys
from ledger.operations.conditions import Conditions
from ledger.people import address_owners as owners
from ledger.people.address_hash import AddressHasher, HashedAddress
from ledger.people.team import TeamRecord
from ledger.queries import blind_index, workload
from ledger.queries import search as searching
from ledger.queries.listing import fitting as _fitting
from ledger.queries.of_colleague import OfColleague
from ledger.queries.positions import Positions
from ledger.queries.tags import TagsInUse
from ledger.schema import (
    addresses,
    aliases,
    applications,
    attempts,
    candidates,
    erased_ids,
    playbooks,
    tasks,
    timeline,
)
from ledger.timeline import hash_chain as chain
from ledger.timeline.holding import holds

if TYPE_CHECKING:
    from domain.state.consent import Closings
    from domain.state.model import Candidate

_OPENED: Final = 300
"""People whose names are opened at most to put them in order."""

_ENVELOPE: Final = {"source": "system", "author": "", "application_id": None}
_ALWAYS: Final[dict[str, dict[str, Any]]] = {"sent": {"subject": "", "provider_message_id": ""}}
"""Keys that the contract of `timeline` promises and that a fact leaves out where they are empty."""


class Reader:
    """Reads a ledger. Safe to share between threads."""

    def __init__(self, url: str, secret_keys: Sequence[str], place: KeyPlace | None = None) -> None:
        """`url`: `sqlite:///path` or `postgresql+psycopg://...`; `secret_keys`: newest first, at least one; `place`:
        where the keys are under which people's words are sealed, which only an encrypted installation needs.
        """
        self.secret_keys: Final = tuple(secret_keys)
        """Newest first: what is marked so that nobody else can make it up is marked with these."""
        self._seals = AddressHasher(secret_keys)
        self._database = Database(url)
        self.keys: Final = PersonKeys(self._database, place, secret_keys)
        self.conditions: Final = Conditions(self._database)
        self.positions: Final = Positions(self._database)
        self.of_colleague: Final = OfColleague(self._database)
        self.tags: Final = TagsInUse(self._database)
        self.team: Final = TeamRecord(self._database)

    def close(self) -> None:
        """Give back the connections; the object must not be used afterwards."""
        self._database.close()

    def company_country(self) -> str:
        """The country of the company, by the playbook in force; empty before the first."""
        content = self._json(select(playbooks.c.content).order_by(playbooks.c.number.desc()).limit(1))
        return str(((content or {}).get("company") or {}).get("country") or "")

    def status(self, candidate_id: str) -> dict[str, Any] | None:
        """What `followup status` prints, as of the last decision; None where nobody has the id."""
        return self._json(select(candidates.c.view).where(candidates.c.candidate_id == candidate_id))

    def snapshot(self, candidate_id: str) -> dict[str, Any] | None:
        """The whole state as of the last decision (`CandidateState` as JSON); None where nobody has the id."""
        return self._json(select(candidates.c.snapshot).where(candidates.c.candidate_id == candidate_id))

    def snapshots(self, candidate_ids: Collection[str]) -> dict[str, dict[str, Any]]:
        """The same of several, by id; whoever isn't here is left out."""
        c = candidates.c
        query = select(c.candidate_id, c.snapshot).where(c.candidate_id.in_(candidate_ids))
        with self._database.reading() as connection:
            return {row["candidate_id"]: json.loads(row["snapshot"]) for row in fetched(connection, query)}

    def suppressed(self, candidate: Candidate) -> Closings:
        """As `Book.suppressed`, for looking ahead: without a lock."""
        from ledger.delivery import suppressions  # late: it needs pydantic

        return self._database.asked(suppressions.closed_for, self._seals, candidate)

    def known(self, candidate_id: str) -> bool:
        """Has the ledger ever heard of this candidate? Until they are erased, it has."""
        told = exists().where(timeline.c.candidate_id == candidate_id)
        stands = exists().where(candidates.c.candidate_id == candidate_id)
        gone = exists().where(erased_ids.c.candidate_id == candidate_id, erased_ids.c.marked_at.is_not(None))
        return bool(self._database.scalar(select(and_(or_(stands, told), ~gone))))

    def has_anybody(self) -> bool:
        """Has anybody come in yet?"""
        return self._database.scalar(select(candidates.c.candidate_id).limit(1)) is not None

    def listing(
        self,
        *,
        stage: str | None = None,
        job: str | None = None,
        recruiter: str | Colleague | None = None,
        state: str | None = None,
        due_before: datetime | None = None,
        search: str = "",
        among: Sequence[str] | None = None,
        tags: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """{id, name, stage, state, next_at, silent_since, applications} of those who fit, the next due first, those at
        rest last. `applications` are {job, stage}, in the order of their ids.

        `stage`, `job` and `recruiter` (name or email, in any case) must hold for one and the same application;
        `search` finds as `find` does. `among` are at most some hundred ids. `tags`, in the form of `domain.tags`, are
        all theirs.
        """
        c = candidates.c
        found = self._found(search) if search else None
        fitting = _fitting(
            stage=stage, job=job, recruiter=recruiter, state=state, due_before=due_before, found=found, among=among,
            tags=tags,
        )  # fmt: skip
        silent = holds("silent_since")
        query = select(c.candidate_id, c.name, c.stage, c.state, c.next_at, silent.label("silent")).where(*fitting)
        query = query.order_by(c.next_at.is_(None), c.next_at, c.candidate_id).limit(limit)
        rows = self._rows(query)
        theirs = self._applications([row["candidate_id"] for row in rows])
        waiting = self._silent_since([row["candidate_id"] for row in rows if row["silent"]])
        return [
            {
                "id": row["candidate_id"],
                "name": row["name"],
                "stage": row["stage"],
                "state": row["state"],
                "next_at": shown(row["next_at"]),
                "silent_since": waiting.get(row["candidate_id"]),
                "applications": theirs[row["candidate_id"]],
            }
            for row in rows
        ]

    def _silent_since(self, candidate_ids: Sequence[str]) -> dict[str, str]:
        """Since when those of these who came in silent have heard nothing, where they have had no word yet (R20)."""
        c, found = candidates.c, {}
        for some in batches(candidate_ids):
            for row in self._rows(select(c.candidate_id, c.view).where(c.candidate_id.in_(some))):
                if since := json.loads(row["view"]).get("silent_since"):
                    found[row["candidate_id"]] = str(since)
        return found

    def how_many(self, *, search: str = "", **wanted: Any) -> int:
        """How many `listing` gives of the same, without a limit."""
        found = self._found(search) if search else None
        query = select(func.count()).select_from(candidates).where(*_fitting(**wanted, found=found))
        return int(self._database.scalar(query) or 0)

    def find(self, text: str, *, limit: int | None = None) -> tuple[list[dict[str, Any]], int]:
        """{id, name, state, email, phone, applications} of those with that name, address, number, id or job, and how
        many they are: the first `limit` of them, the nearest name first. Case, accents and order of words don't matter.

        `applications` are {id, job, title, stage}. An address or number that they had earlier finds them, too. Of very
        many on a sealed ledger those come first who are called so, and then whoever was in touch last.
        """
        c = candidates.c
        fitting = _fitting(found=self._found(text))
        ids, of_all = self._many_sealed(text, fitting, limit) if limit is not None else ([], 0)
        if not of_all:
            ids = self._nearest(text, fitting)
            ids, of_all = ids[:limit], len(ids)
        people: dict[str, dict[str, Any]] = {}
        for some in batches(ids):
            whole = select(c.candidate_id, c.name, c.state, c.view, c.snapshot).where(c.candidate_id.in_(some))
            people |= {row["candidate_id"]: _person(row) for row in self._rows(whole)}
        return [people[ident] for ident in ids if ident in people], of_all

    def _nearest(self, text: str, fitting: Sequence[ColumnElement[bool]]) -> list[str]:
        """All of those who fit, the nearest name first."""
        rows = self._rows(select(candidates.c.candidate_id, candidates.c.name).where(*fitting))
        rows.sort(key=lambda row: (how_near(row["name"], text), fold(row["name"]), row["candidate_id"]))
        return [row["candidate_id"] for row in rows]

    def _many_sealed(self, text: str, fitting: Sequence[ColumnElement[bool]], limit: int) -> tuple[list[str], int]:
        """The first of more people than are worth opening, and how many they are; 0 where those can be opened all."""
        c = candidates.c
        if not self.keys.seals_ledger:
            return [], 0
        of_all = int(self._database.scalar(select(func.count()).select_from(candidates).where(*fitting)) or 0)
        if of_all <= _OPENED:
            return [], 0
        lately = c.last_contact_at.is_(None), c.last_contact_at.desc(), c.candidate_id
        ids: list[str] = []
        with self._database.reading() as connection:
            so = blind_index.called_so(connection, terms(text))
            if so is not None:
                near = select(c.candidate_id).where(*fitting, so).order_by(*lately)
                ids = list(connection.execute(near.limit(_OPENED + 1)).scalars())
                if len(ids) <= _OPENED:
                    ids = self._nearest(text, [c.candidate_id.in_(ids)])
                ids = ids[:limit]
            if len(ids) < limit:
                rest = select(c.candidate_id).where(*fitting, *([~so] if so is not None else []))
                ids += connection.execute(rest.order_by(*lately).limit(limit - len(ids))).scalars()
        return ids, of_all

    def reached_at(self, email: str) -> list[str]:
        """The ids of those who have the address now; where nobody has, of those who had it once."""
        try:
            address = normal_email(email)
        except BadAddress:
            return []
        now = [row["id"] for row in self.find(email)[0] if row["email"] == address]
        return now or self.find_by_address(email=email)

    def called(self, name: str) -> list[str]:
        """The ids of those whose full name this is, whatever the order of its words."""
        query = select(candidates.c.candidate_id, candidates.c.name).where(*_fitting(found=self._found(name)))
        rows = self._rows(query.order_by(candidates.c.candidate_id))
        return [row["candidate_id"] for row in rows if same_name(row["name"], name)]

    def _found(self, text: str) -> ColumnElement[bool]:
        """Whom the text finds, of the rows of `candidates`; by an address, number or id also whose it was."""
        with self._database.reading() as connection:
            number = self._seals.phone(text) if is_number(text) else None  # reading numbers takes a while to load
            also = {*owners.found(connection, self._seals, self._seals.email(text), number)}
            owner = select(aliases.c.owner_id).where(
                aliases.c.candidate_id.in_([text.strip(), f"manual:{text.strip()}"])
            )
            also |= {owners.way_to_owner(connection, ident)[-1] for ident in connection.execute(owner).scalars()}
            return searching.fitting(connection, terms(text), sorted(also))

    def looks(self, now: Callable[[], datetime]) -> Looks:
        """Who had people's words shown to them by the codec server."""
        return Looks(self._database, now)

    def recruiters(self) -> list[Colleague]:
        """Everybody in the team, on record as a recruiter, or with a task; one person may stand there twice."""
        return self.team.colleagues()

    def overdue(self, before: datetime) -> int:
        """How many candidates' next contact should have gone out before that instant, and has not."""
        c = candidates.c
        query = select(func.count()).select_from(candidates).where(c.next_at < to_text(before))
        query = query.where(~exists().where(aliases.c.candidate_id == c.candidate_id))
        return int(self._database.scalar(query) or 0)

    def _applications(self, candidate_ids: Sequence[str]) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {ident: [] for ident in candidate_ids}
        a = applications.c
        for some in batches(candidate_ids):
            query = select(a.candidate_id, a.job_id, a.stage).where(a.candidate_id.in_(some))
            for row in self._rows(query.order_by(a.candidate_id, a.application_id)):
                found[row["candidate_id"]].append({"job": row["job_id"], "stage": row["stage"]})
        return found

    def jobs(self) -> list[str]:
        """The ids of all jobs that anybody has ever applied for."""
        return [row["job_id"] for row in self._rows(select(applications.c.job_id).distinct())]

    def people(self, candidate_ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """{id: {id, name, applications: their ids}} of those of the candidates who are here, however many one asks for.

        Somebody who was joined into another id is found under the id that is asked for, with all that is theirs, and
        `id` says under which they are followed up.
        """
        owner_of = self._joined_into(candidate_ids)
        found: dict[str, dict[str, Any]] = {}
        for some in batches(sorted({*candidate_ids, *owner_of.values()})):
            named = select(candidates.c.candidate_id, candidates.c.name).where(candidates.c.candidate_id.in_(some))
            found |= {row["candidate_id"]: {"name": row["name"], "applications": []} for row in self._rows(named)}
            theirs = select(applications.c.candidate_id, applications.c.application_id)
            for row in self._rows(theirs.where(applications.c.candidate_id.in_(some))):
                if row["candidate_id"] in found:
                    found[row["candidate_id"]]["applications"].append(row["application_id"])
        asked = {ident: owner_of.get(ident, ident) for ident in candidate_ids}
        return {ident: {"id": owner, **found[owner]} for ident, owner in asked.items() if owner in found}

    def holders(self, application_id: str) -> list[dict[str, Any]]:
        """{candidate_id, stage} of whoever is followed up and has an application of that id."""
        a = applications.c
        query = select(a.candidate_id, a.stage).where(a.application_id == application_id)
        query = query.where(~exists().where(aliases.c.candidate_id == a.candidate_id))
        return self._rows(query.order_by(a.candidate_id))

    def in_the_running(self, job_id: str) -> list[dict[str, Any]]:
        """{candidate_id, application_id} of everybody whose application for the job is open."""
        a = applications.c
        query = select(a.candidate_id, a.application_id).where(a.job_id == job_id, a.stage.in_(map(str, OPEN_STAGES)))
        query = query.where(~exists().where(aliases.c.candidate_id == a.candidate_id))
        return self._rows(query.order_by(a.candidate_id))

    def _joined_into(self, candidate_ids: Sequence[str]) -> dict[str, str]:
        """Who of these is followed up under another id, and under which."""
        told: list[str] = []
        for some in batches(candidate_ids):
            told += [r["candidate_id"] for r in self._rows(select(aliases).where(aliases.c.candidate_id.in_(some)))]
        return {ident: self.owner_of(ident) for ident in told}

    def owner_of(self, candidate_id: str) -> str:
        """The id under which they are here: another one where they came in twice, or turned out to be one (R17)."""
        return self.way_to_owner(candidate_id)[-1]

    def way_to_owner(self, candidate_id: str) -> list[str]:
        """The id, then each one that it was joined into, and last the one that is followed up."""
        return self._database.asked(owners.way_to_owner, candidate_id)

    def ids_of(self, candidate_id: str) -> list[str]:
        """The id under which they are followed up, then all that were joined into it (R17)."""
        with self._database.reading() as connection:
            owner = owners.way_to_owner(connection, candidate_id)[-1]
            return [owner, *owners.joined_into(connection, owner)]

    def is_on_record(self, candidate_id: str, since: datetime) -> bool:
        """Is all on record that the gateway has told about them since then, under any of their ids?"""
        return self._database.asked(inbox_told.is_on_record, candidate_id, since)

    def all_on_record(self, source: str, since: datetime, before: datetime) -> bool:
        """Is all on record that came in from a source in that time, about whomever?"""
        return self._database.asked(inbox_told.all_on_record, source, since, before)

    def waits_to_be_told(self, about: str, before: datetime) -> bool:
        """Does an application of that id wait in the inbox that came in before?"""
        return self._database.asked(inbox_told.waits, about, before)

    def others_wait_to_be_told(self, source: str, about: str, before: datetime) -> bool:
        """Does an application of another id wait in the inbox that came in from the source before?"""
        return self._database.asked(inbox_told.others_wait, source, about, before)

    def said_of(self, source: str, about: str, kinds: Sequence[str], before: datetime) -> list[str]:
        """The bodies of what a source has said of that id in these kinds of events; empty ones where forgotten."""
        return self._database.asked(inbox_told.bodies_of, source, about, kinds, before)

    def said_about(self, source: str, kinds: Sequence[str], words: str, before: datetime) -> list[str]:
        """The bodies of what a source has said in these kinds of events that hold these words."""
        return self._database.asked(inbox_told.bodies_with, source, kinds, words, before)

    def came_in_after(self, about: str, at: datetime) -> bool:
        """Did the first word about that id come in after this instant? False also where none did."""
        first = self._database.asked(inbox_told.first_said_of, about)
        return first is not None and first > to_text(at)

    def last_said_of(self, source: str, application_id: str) -> str:
        """Under which id a source last named the person who has the application; empty where nobody knows."""
        return self._database.asked(inbox_told.last_said_of, source, application_id)

    def owners(self, wanted: Sequence[tuple[str, ...]]) -> list[str | None]:
        """Whose each (email, phone, country, name) is, None where nobody's: as `Ledger.claim` joins, for many at once.

        Without a name a phone joins only those who give no email address.
        """
        sealed = [(self._seals.email(email), self._seals.phone(phone, where)) for email, phone, where, *_ in wanted]
        first = self._first_with([one for pair in sealed for one in pair if one])
        found: list[str | None] = []
        with self._database.reading() as connection:
            for (email, _, _, *name), (by_mail, by_phone) in zip(wanted, sealed, strict=True):
                joining = by_mail if name else by_mail or by_phone
                owner = next((first[mark] for mark in joining.all if mark in first), None) if joining else None
                if name and owner is None and by_phone and any(mark in first for mark in by_phone.all):
                    theirs = owners.found_by_phone(connection, self._seals, by_phone, name=name[0], email=email)
                    owner = next(iter(theirs), None)
                found.append(owner)
        return found

    def sharing(self, wanted: Sequence[tuple[str, str]]) -> list[str | None]:
        """Who else is here with each (phone, country): the first who had that number, None where nobody has."""
        sealed = [self._seals.phone(phone, country) for phone, country in wanted]
        first = self._first_with([one for one in sealed if one])
        return [next((first[mark] for mark in one.all if mark in first), None) if one else None for one in sealed]

    def _first_with(self, sealed: Sequence[HashedAddress]) -> dict[str, str]:
        """Who came first with each address, under the id by which they are followed up."""
        first: dict[str, str] = {}
        for some in batches(sorted({mark for one in sealed for mark in one.all})):
            query = select(addresses.c.address_hmac, addresses.c.candidate_id)
            query = query.where(addresses.c.address_hmac.in_(some))
            rows = self._rows(query.order_by(addresses.c.recorded_at, addresses.c.candidate_id))
            with self._database.reading() as connection:
                ids = {row["candidate_id"] for row in rows}
                left = owners.left_after_removal(connection, self._seals, ids)
            for row in rows:
                if row["address_hmac"] in left.get(row["candidate_id"], {row["address_hmac"]}):
                    first.setdefault(row["address_hmac"], row["candidate_id"])
        into = self._joined_into(sorted(set(first.values())))
        return {mark: into.get(owner, owner) for mark, owner in first.items()}

    def standings(self, candidate_ids: Sequence[str]) -> dict[str, list[dict[str, str]]]:
        """{id: [{application_id, job_id, stage[, unplaced]}]} of those here, whichever id of theirs one asks for."""
        owner_of = self._joined_into(candidate_ids)
        found: dict[str, list[dict[str, str]]] = {}
        a = applications.c
        for some in batches(sorted({*candidate_ids, *owner_of.values()})):
            query = select(a.candidate_id, a.application_id, a.job_id, a.stage).where(a.candidate_id.in_(some))
            for row in self._rows(query.order_by(a.candidate_id, a.application_id)):
                found.setdefault(row.pop("candidate_id"), []).append(row)
            self.positions.mark_unplaced(found, some)
        return {ident: found.get(owner_of.get(ident, ident), []) for ident in candidate_ids}

    def timeline(self, candidate_id: str, *, after: int = 0, whole: bool = False) -> list[dict[str, Any]]:
        """All that is on record, in order (R15): {at, type, event_id, why, reasons, source, author, application_id,
        ...fields}.

        `why` is one string, `reasons` are {rule, text}; `erased` names the fields that an erasure removed. An
        interview's own time stands under `interview_at`, for `at` is when the fact occurred. What is told of a day
        before they came in is of the day on which we learned of it, and `happened_at` says when it was (R15). `after`:
        only what stands behind that position of the chain. `whole`: for the person themselves, with what they chose in
        surveys, which is shown to nobody else.
        """
        t = timeline.c
        query = select(timeline).where(t.candidate_id == candidate_id, t.seq > after).order_by(t.seq)
        first = select(t.occurred_at, t.payload).where(t.candidate_id == candidate_id, t.type == "application_received")
        came_in = _heard_at(self._rows(first.order_by(t.seq).limit(1)))
        return [_not_before(_told(row, whole=whole), came_in) for row in self._rows(query)]

    def tasks(self, *, recruiter: str | None = None, candidate_id: str | None = None) -> list[dict[str, Any]]:
        """Open tasks, the most urgent first: {task, candidate_id, name, kind, title, due_at, assignee, application_id}.

        `recruiter` finds those that are assigned or were escalated to them, in any case of letters.
        """
        query = _task_query().where(tasks.c.closed_at.is_(None))
        if recruiter is not None:
            wanted = recruiter.lower()
            query = query.where(or_(func.lower(tasks.c.assignee) == wanted, func.lower(tasks.c.escalated_to) == wanted))
        if candidate_id is not None:
            query = query.where(tasks.c.candidate_id == candidate_id)
        return [_task(row) for row in self._rows(query.order_by(tasks.c.due_at, tasks.c.task_id))]

    def task(self, task_id: str) -> dict[str, Any] | None:
        """One task, open or closed: as in `tasks`, with {closed_at, outcome, result}; None where there is none."""
        rows = self._rows(_task_query().where(tasks.c.task_id == task_id))
        if not rows:
            return None
        row = rows[0]
        return _task(row) | {"closed_at": shown(row["closed_at"]), "outcome": row["outcome"], "result": row["result"]}

    def workload(self, *, coming_before: datetime | None = None, whose: str | None = None) -> Workload:
        """What lies before the colleagues: the open tasks, and with an instant also promises, breaches and what goes
        out before it. Few statements however many candidates there are. `whose`: of one candidate.
        """
        return self._database.asked(workload.read, coming_before=coming_before, whose=whose)

    def silent(self) -> list[Silent]:
        """Whoever came in silent for too long and has had no word yet, who waits longest first (R20)."""
        return self._database.asked(workload.silent)

    def recruiter_addresses(self) -> tuple[str, ...]:
        """The addresses of the recruiters whose candidates are not closed, each once."""
        mail = applications.c.recruiter_email
        theirs = candidates.c.candidate_id == applications.c.candidate_id
        query = select(mail).distinct().join(candidates, theirs).where(mail != "", candidates.c.state != "closed")
        return tuple(sorted(row["recruiter_email"] for row in self._rows(query)))

    def find_by_address(self, *, email: str = "", phone: str = "") -> list[str]:
        """Ids of those who have or had the address (R17), email matches first. What is no address finds nobody."""
        return self._database.asked(owners.found, self._seals, self._seals.email(email), self._seals.phone(phone))

    def attempts_at(
        self, *, touch_key: str = "", reference: str = "", message_ids: Sequence[str] = ()
    ) -> list[Attempt]:
        """The attempts that a provider or a reply names: by touch key, by opaque reference, or by Message-ID."""
        with self._database.reading() as connection:
            if touch_key:
                return of_touch(connection, touch_key)
            if reference:
                return by_reference(connection, reference)
            return by_message_ids(connection, message_ids[:50])

    def last_attempt_to(self, candidate_ids: Sequence[str], channel: Channel) -> Attempt | None:
        """Who of several with one address was written to last, and with what; None where nobody was."""
        return self._database.asked(latest_to, list(candidate_ids)[:50], channel)

    def last_arrival(self, attempt: Attempt) -> datetime | None:
        """When another message to that address is last known to have arrived; None where the provider told of none."""
        return self._database.asked(last_arrival, attempt)

    def words_sent(self, candidate_id: str, *, most: int = 40) -> list[str]:
        """What the latest messages to somebody said, whichever of their ids they went to (R8)."""
        ids = list(dict.fromkeys(one for one in (candidate_id, self.owner_of(candidate_id)) if one))
        return self._database.asked(words_to, ids, most)

    def deliveries(
        self, *, candidate_id: str | None = None, state: str | None = None, touch_key: str | None = None
    ) -> list[dict[str, Any]]:
        """The attempts to send, oldest first, with address, subject and body where they were not erased."""
        query = select(attempts).order_by(attempts.c.attempted_at, attempts.c.touch_key, attempts.c.attempt)
        if candidate_id is not None:
            query = query.where(attempts.c.candidate_id == candidate_id)
        if state is not None:
            query = query.where(attempts.c.state == str(state))
        if touch_key is not None:
            query = query.where(attempts.c.touch_key == touch_key)
        return [
            {**row, **{name: shown(row[name]) for name in ("attempted_at", "reported_at", "delivered_at")}}
            for row in self._rows(query)
        ]

    def verify(self, candidate_id: str) -> list[str]:
        """What is wrong with the candidate's chain (R15), one sentence each; an empty list means intact."""
        names = [timeline.c[name] for name in chain.Entry._fields]
        entries = self._rows(select(*names).where(timeline.c.candidate_id == candidate_id).order_by(timeline.c.seq))
        anchor = self._rows(
            select(candidates.c.seq, candidates.c.head).where(candidates.c.candidate_id == candidate_id)
        )
        seq, head = (anchor[0]["seq"], anchor[0]["head"]) if anchor else (0, "")
        return chain.breaks((chain.Entry(**entry) for entry in entries), seq=seq, head=head)

    def _rows(self, query: Select[Any]) -> list[dict[str, Any]]:
        with self._database.reading() as connection:
            return fetched(connection, query)

    def _json(self, query: Select[str]) -> dict[str, Any] | None:
        text = self._database.scalar(query)
        return None if text is None else json.loads(text)


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    """Somebody who was found, as `find` tells it."""
    view, person = json.loads(row["view"]), json.loads(row["snapshot"]).get("candidate") or {}
    return {
        "id": row["candidate_id"],
        "name": row["name"],
        "state": row["state"],
        "email": person.get("email") or "",
        "phone": person.get("phone") or "",
        "applications": [
            {name: app.get(name) or "" for name in ("id", "job", "title", "stage")} for app in view["applications"]
        ],
    }


_OWN: Final = {"survey_completed": "answers"}
"""What people were told that nobody sees beside their name."""


def _told(row: Mapping[str, Any], *, whole: bool = False) -> dict[str, Any]:
    personal = json.loads(row["personal"] or "{}")
    fields = _ENVELOPE | _ALWAYS.get(row["type"], {}) | json.loads(row["payload"]) | personal
    if not whole:
        fields.pop(_OWN.get(row["type"], ""), None)
    reasons = _reasons(fields.pop("why", []))
    if "at" in fields:
        fields["interview_at"] = fields.pop("at")
    erased = sorted(json.loads(row["commitments"]).keys() - personal.keys())
    return {
        "at": shown(row["occurred_at"]),
        "type": row["type"],
        "event_id": row["event_id"],
        "why": "; ".join(reason["text"].rstrip(".") for reason in reasons),
        "reasons": reasons,
        **fields,
        **({"erased": erased} if erased else {}),
    }


def _heard_at(rows: Sequence[Mapping[str, Any]]) -> datetime | None:
    """When we learned of the person, by the first application that was told; None where none was."""
    if not rows:
        return None
    given, occurred_at = json.loads(rows[0]["payload"]).get("heard_at"), from_text(rows[0]["occurred_at"])
    return max(datetime.fromisoformat(given), occurred_at) if given else occurred_at


def _not_before(row: dict[str, Any], came_in: datetime | None) -> dict[str, Any]:
    """The row, dated no earlier than they came in."""
    if came_in is None or datetime.fromisoformat(row["at"]) >= came_in:
        return row
    return {**row, "at": came_in.isoformat(), "happened_at": row["at"]}


def _reasons(why: Any) -> list[dict[str, str]]:
    """Reasons as they are written down; what a newer release writes there in another form is shown as it is."""
    if isinstance(why, list) and all(isinstance(one, dict) and {"rule", "text"} <= one.keys() for one in why):
        return why
    return [{"rule": "", "text": why if isinstance(why, str) else json.dumps(why, ensure_ascii=False)}]


def _task_query() -> Select[Any]:
    return select(tasks, func.coalesce(candidates.c.name, "").label("name")).select_from(
        tasks.outerjoin(candidates, candidates.c.candidate_id == tasks.c.candidate_id)
    )


def _task(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "task": row["task_id"],
        "candidate_id": row["candidate_id"],
        "name": row["name"],
        "kind": row["kind"],
        "title": row["title"],
        "due_at": shown(row["due_at"]),
        "assignee": row["assignee"],
        "application_id": row["application_id"],
    }
