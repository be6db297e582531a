"""What the ledger tells: quick reads for the command line, without Temporal, pydantic or the migrations' machinery.

Every answer is plain data. Instants are ISO 8601 with offset. All methods raise LedgerUnavailable.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from domain.names import OPEN_STAGES, Channel
from domain.workload import Workload
from ledger import chain, owners, workload
from ledger.addresses import Seals
from ledger.attempts import Attempt, by_message_ids, by_reference, last_arrival, latest_to, of_touch, words_to
from ledger.conditions import Conditions
from ledger.engine import Database
from ledger.instants import shown, to_text
from ledger.schema import addresses, aliases, applications, attempts, candidates, tasks, timeline

_ENVELOPE: Final = {"source": "system", "author": "", "application_id": None}
_ALWAYS: Final[dict[str, dict[str, Any]]] = {"sent": {"subject": "", "provider_message_id": ""}}
"""Keys that the contract of `timeline` promises and that a fact leaves out where they are empty."""


def _fitting(
    *,
    stage: str | None = None,
    job: str | None = None,
    recruiter: str | None = None,
    state: str | None = None,
    due_before: datetime | None = None,
) -> list[ColumnElement[bool]]:
    """Whom `listing` is asked for, of the rows of `candidates`."""
    c, a = candidates.c, applications.c
    of_application: list[ColumnElement[bool]] = []
    if stage is not None:
        of_application.append(a.stage == str(stage))
    if job is not None:
        of_application.append(a.job_id == job)
    if recruiter is not None:
        wanted = recruiter.lower()
        of_application.append(or_(func.lower(a.recruiter) == wanted, func.lower(a.recruiter_email) == wanted))
    which: list[ColumnElement[bool]] = [~exists().where(aliases.c.candidate_id == c.candidate_id)]  # R17: seen once
    if of_application:
        which.append(exists().where(and_(a.candidate_id == c.candidate_id, *of_application)))
    if state is not None:
        which.append(c.state == str(state))
    if due_before is not None:
        which.append(c.next_at < to_text(due_before))
    return which


class Reader:
    """Reads a ledger. Safe to share between threads."""

    def __init__(self, url: str, secret_keys: Sequence[str]) -> None:
        """`url`: `sqlite:///path` or `postgresql+psycopg://...`; `secret_keys`: newest first, at least one."""
        self.secret_keys: Final = tuple(secret_keys)
        """Newest first: what is marked so that nobody else can make it up is marked with these."""
        self._seals = Seals(secret_keys)
        self._database = Database(url)
        self.conditions: Final = Conditions(self._database)

    def close(self) -> None:
        """Give back the connections; the object must not be used afterwards."""
        self._database.close()

    def status(self, candidate_id: str) -> dict[str, Any] | None:
        """What `followup status` prints, as of the last decision; None where nobody has the id."""
        return self._json(select(candidates.c.view).where(candidates.c.candidate_id == candidate_id))

    def snapshot(self, candidate_id: str) -> dict[str, Any] | None:
        """The whole state as of the last decision (`CandidateState` as JSON); None where nobody has the id."""
        return self._json(select(candidates.c.snapshot).where(candidates.c.candidate_id == candidate_id))

    def known(self, candidate_id: str) -> bool:
        """Has the ledger ever heard of this candidate? Longer than Temporal's retention it does."""
        told = exists().where(timeline.c.candidate_id == candidate_id)
        stands = exists().where(candidates.c.candidate_id == candidate_id)
        with self._database.reading() as connection:
            return bool(connection.execute(select(or_(stands, told))).scalar())

    def listing(
        self,
        *,
        stage: str | None = None,
        job: str | None = None,
        recruiter: str | None = None,
        state: str | None = None,
        due_before: datetime | None = None,
        limit: int | None = None,
    ) -> list[dict[str, Any]]:
        """{id, name, stage, state, next_at, applications} of those who fit, the next due first, those at rest last.

        `applications` are {job, stage}, in the order of their ids.

        `stage`, `job` and `recruiter` (name or e-mail, in any case) must hold for one and the same application.
        """
        c = candidates.c
        fitting = _fitting(stage=stage, job=job, recruiter=recruiter, state=state, due_before=due_before)
        query = select(c.candidate_id, c.name, c.stage, c.state, c.next_at).where(*fitting)
        query = query.order_by(c.next_at.is_(None), c.next_at, c.candidate_id).limit(limit)
        rows = self._rows(query)
        theirs = self._applications([row["candidate_id"] for row in rows])
        return [
            {
                "id": row["candidate_id"],
                "name": row["name"],
                "stage": row["stage"],
                "state": row["state"],
                "next_at": shown(row["next_at"]),
                "applications": theirs[row["candidate_id"]],
            }
            for row in rows
        ]

    def how_many(self, **wanted: Any) -> int:
        """How many `listing` gives of the same, without a limit."""
        query = select(func.count()).select_from(candidates).where(*_fitting(**wanted))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def overdue(self, before: datetime) -> int:
        """How many candidates' next contact should have gone out before that instant, and has not."""
        c = candidates.c
        query = select(func.count()).select_from(candidates).where(c.next_at < to_text(before))
        query = query.where(~exists().where(aliases.c.candidate_id == c.candidate_id))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def _applications(self, candidate_ids: Sequence[str]) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {ident: [] for ident in candidate_ids}
        a = applications.c
        for some in _batches(candidate_ids):
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
        for some in _batches(sorted({*candidate_ids, *owner_of.values()})):
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
        for some in _batches(candidate_ids):
            told += [r["candidate_id"] for r in self._rows(select(aliases).where(aliases.c.candidate_id.in_(some)))]
        return {ident: self.owner_of(ident) for ident in told}

    def owner_of(self, candidate_id: str) -> str:
        """The id under which this candidate is here: another one where they came in twice, or turned out to be the same
        person as somebody else (R17); else the same.
        """
        return self.way_to_owner(candidate_id)[-1]

    def way_to_owner(self, candidate_id: str) -> list[str]:
        """The id, then each one that it was joined into, and last the one that is followed up."""
        with self._database.reading() as connection:
            return owners.way_to_owner(connection, candidate_id)

    def is_on_record(self, candidate_id: str, since: datetime) -> bool:
        """Is all on record that the gateway has told about them since then, under any of their ids?"""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.is_on_record(connection, candidate_id, since)

    def all_on_record(self, source: str, since: datetime, before: datetime) -> bool:
        """Is all on record that came in from a source in that time, about whomever?"""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.all_on_record(connection, source, since, before)

    def waits_to_be_told(self, about: str, before: datetime) -> bool:
        """Does an application of that id wait in the inbox that came in before?"""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.waits(connection, about, before)

    def others_wait_to_be_told(self, source: str, about: str, before: datetime) -> bool:
        """Does an application of another id wait in the inbox that came in from the source before?"""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.others_wait(connection, source, about, before)

    def said_of(self, source: str, about: str, kinds: Sequence[str], before: datetime) -> list[str]:
        """The bodies of what a source has said of that id in these kinds of events; empty ones where forgotten."""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.bodies_of(connection, source, about, kinds, before)

    def said_about(self, source: str, kinds: Sequence[str], words: str, before: datetime) -> list[str]:
        """The bodies of what a source has said in these kinds of events that hold these words."""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.bodies_with(connection, source, kinds, words, before)

    def came_in_after(self, about: str, at: datetime) -> bool:
        """Did the first word about that id come in after this instant? False also where none did."""
        from ledger import inbox_told

        with self._database.reading() as connection:
            first = inbox_told.first_said_of(connection, about)
        return first is not None and first > to_text(at)

    def last_said_of(self, source: str, application_id: str) -> str:
        """Under which id a source last named the person who has the application; empty where nobody knows."""
        from ledger import inbox_told

        with self._database.reading() as connection:
            return inbox_told.last_said_of(connection, source, application_id)

    def owners(self, wanted: Sequence[tuple[str, str, str]]) -> list[str | None]:
        """Whose each (e-mail, phone, country) is, None where nobody's: as `Ledger.claim` joins, for many at once."""
        sealed = [(self._seals.email(email), self._seals.phone(phone, country)) for email, phone, country in wanted]
        every = sorted({mark for pair in sealed for one in pair if one for mark in one.all})
        first: dict[str, str] = {}
        for some in _batches(every):
            query = select(addresses.c.address_hmac, addresses.c.candidate_id)
            query = query.where(addresses.c.address_hmac.in_(some))
            for row in self._rows(query.order_by(addresses.c.recorded_at, addresses.c.candidate_id)):
                first.setdefault(row["address_hmac"], row["candidate_id"])
        into = self._joined_into(sorted(set(first.values())))
        first = {mark: into.get(owner, owner) for mark, owner in first.items()}
        joining = [email or phone for email, phone in sealed]  # as `Ledger.claim` joins
        return [next((first[mark] for mark in one.all if mark in first), None) if one else None for one in joining]

    def timeline(self, candidate_id: str, *, after: int = 0) -> list[dict[str, Any]]:
        """All that is on record, in order (R15): {at, type, why, reasons, source, author, application_id, ...fields}.

        `why` is one string, `reasons` are {rule, text}; `erased` names the fields that an erasure removed. An
        interview's own time stands under `interview_at`, for `at` is when the fact occurred. `after`: only what stands
        behind that position of the chain.
        """
        query = select(timeline).where(timeline.c.candidate_id == candidate_id, timeline.c.seq > after)
        query = query.order_by(timeline.c.seq)
        return [_told(row) for row in self._rows(query)]

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
        with self._database.reading() as connection:
            return workload.read(connection, coming_before=coming_before, whose=whose)

    def recruiter_addresses(self) -> tuple[str, ...]:
        """The addresses of the recruiters whose candidates are not closed, each once."""
        mail = applications.c.recruiter_email
        theirs = candidates.c.candidate_id == applications.c.candidate_id
        query = select(mail).distinct().join(candidates, theirs).where(mail != "", candidates.c.state != "closed")
        return tuple(sorted(row["recruiter_email"] for row in self._rows(query)))

    def find_by_address(self, *, email: str = "", phone: str = "") -> list[str]:
        """Ids of those who have or had the address (R17), e-mail matches first. What is no address finds nobody."""
        with self._database.reading() as connection:
            return owners.found(connection, self._seals.email(email), self._seals.phone(phone))

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
        with self._database.reading() as connection:
            return latest_to(connection, list(candidate_ids)[:50], channel)

    def last_arrival(self, attempt: Attempt) -> datetime | None:
        """When another message to that address is last known to have arrived; None where the provider told of none."""
        with self._database.reading() as connection:
            return last_arrival(connection, attempt)

    def words_sent(self, candidate_id: str, *, most: int = 40) -> list[str]:
        """What the latest messages to somebody said, whichever of their ids they went to (R8)."""
        ids = list(dict.fromkeys(one for one in (candidate_id, self.owner_of(candidate_id)) if one))
        with self._database.reading() as connection:
            return words_to(connection, ids, most)

    def deliveries(self, *, candidate_id: str | None = None, state: str | None = None) -> list[dict[str, Any]]:
        """The attempts to send, oldest first, with address, subject and body where they were not erased."""
        query = select(attempts).order_by(attempts.c.attempted_at, attempts.c.touch_key, attempts.c.attempt)
        if candidate_id is not None:
            query = query.where(attempts.c.candidate_id == candidate_id)
        if state is not None:
            query = query.where(attempts.c.state == str(state))
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
            return [dict(row) for row in connection.execute(query).mappings()]

    def _json(self, query: Select[str]) -> dict[str, Any] | None:
        with self._database.reading() as connection:
            text = connection.execute(query).scalar()
        return None if text is None else json.loads(text)


def _batches(many: Sequence[str], size: int = 400) -> Iterator[Sequence[str]]:
    """In parts that fit into one statement of either database."""
    return (many[start : start + size] for start in range(0, len(many), size))


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    personal = json.loads(row["personal"] or "{}")
    fields = _ENVELOPE | _ALWAYS.get(row["type"], {}) | json.loads(row["payload"]) | personal
    reasons = _reasons(fields.pop("why", []))
    if "at" in fields:
        fields["interview_at"] = fields.pop("at")
    erased = sorted(json.loads(row["commitments"]).keys() - personal.keys())
    return {
        "at": shown(row["occurred_at"]),
        "type": row["type"],
        "why": "; ".join(reason["text"].rstrip(".") for reason in reasons),
        "reasons": reasons,
        **fields,
        **({"erased": erased} if erased else {}),
    }


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
