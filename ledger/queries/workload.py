"""What lies before the colleagues, in few statements however many candidates there are (`domain.views.workload`)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from domain.names import CLOSED_STAGES, OPEN_STAGES, SENDING_CHANNELS, Channel, Stage
from domain.people.team import Absence, Member, Team
from domain.state.task_kinds import ANSWER, ASKS_FOR_NEWS, DOUBT, FEEDBACK, PROMISE, STOPPED
from domain.views.workload import (
    About,
    Breach,
    Colleague,
    Coming,
    Happened,
    OpenTask,
    Promise,
    Return,
    Silent,
    Workload,
    answers_of,
    title_now,
)
from ledger.engine import batches
from ledger.instants import from_text, to_text
from ledger.keys.columns import fetched
from ledger.people import team
from ledger.schema import applications, candidates, tasks, timeline
from ledger.timeline.holding import MARKS, holds

Json = Mapping[str, Any]

_WRITTEN_AS: Final = {
    ANSWER: ("reply_received",),
    DOUBT: ("reply_received",),
    STOPPED: ("reply_received",),
    FEEDBACK: ("survey_answered", "survey_completed"),
}
"""Tasks that are about something they wrote, and the facts that hold it."""


def read(connection: Connection, *, coming_before: datetime | None, whose: str | None = None) -> Workload:
    """Tasks, promises, breaches, and what goes out before an instant; with None the open tasks alone.

    `whose`: those of one candidate.
    """
    is_open = (
        tasks.c.closed_at.is_(None) if whose is None else tasks.c.closed_at.is_(None) & (tasks.c.candidate_id == whose)
    )
    rows = fetched(connection, select(tasks).where(is_open))
    wanted: list[ColumnElement[bool]] = [candidates.c.candidate_id.in_(select(tasks.c.candidate_id).where(is_open))]
    if coming_before is not None:
        wanted += [candidates.c.next_at < to_text(coming_before)]
        wanted += [holds(mark) for mark in MARKS]
    query = select(candidates.c.candidate_id, candidates.c.name, candidates.c.stage, candidates.c.snapshot)
    people = {row["candidate_id"]: _Person(row) for row in fetched(connection, query.where(or_(*wanted)))}
    words = _words(connection, {row["candidate_id"]: people[row["candidate_id"]] for row in rows if _asks(row, people)})
    found = Workload(
        tasks=tuple(_task(row, people.get(row["candidate_id"]), words) for row in rows),
        addresses=_addresses(connection),
        team=team.read(connection),
    )
    if coming_before is None:
        return found
    everybody = [people[ident] for ident in sorted(people)]
    return Workload(
        tasks=found.tasks,
        promises=tuple(promise for person in everybody for promise in person.promises()),
        breaches=tuple(breach for person in everybody for breach in person.breaches()),
        coming=tuple(one for person in everybody for one in person.coming() if one.at < coming_before),
        silent=tuple(one for person in everybody for one in person.silent()),
        addresses=found.addresses,
        team=found.team,
        returns=tuple(_returns(connection, found.team, coming_before)),
    )


def _returns(connection: Connection, colleagues: Team, before: datetime) -> Iterator[Return]:
    """Who came back lately, or does so before that instant, with what happened meanwhile (R25)."""
    for one in colleagues.members:
        away = one.absence
        if away is not None and before - _LATELY < away.until < before and away.since < away.until:
            cover = colleagues.by_key(away.cover)
            happened = tuple(_happened(connection, one, away))
            yield Return(one, away.since, away.until, cover.shown if cover else "", happened)


def _happened(connection: Connection, whose: Member, away: Absence) -> Iterator[Happened]:
    """What is on record of their candidates from when they left until they were back."""
    a, t, c = applications.c, timeline.c, candidates.c
    mail = func.lower(a.recruiter_email)
    by_name = and_(a.recruiter == whose.name, a.recruiter_email == "")
    theirs = or_(mail == whose.email.lower(), by_name) if whose.email else by_name
    query = select(t.candidate_id, t.type, t.payload).order_by(t.candidate_id, t.seq)
    query = query.where(t.candidate_id.in_(select(a.candidate_id).where(theirs)), t.type.in_(_HAPPENS))
    query = query.where(t.occurred_at >= to_text(away.since), t.occurred_at < to_text(away.until))
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stages: dict[str, str] = {}
    for row in connection.execute(query):
        counts[row.candidate_id][row.type] += 1
        stage = _STAGE_OF.get(row.type) or (json.loads(row.payload).get("stage") if row.type == _MOVED else None)
        stages |= {row.candidate_id: str(stage)} if stage else {}
    for some in batches(sorted(counts)):
        people = select(c.candidate_id, c.name, c.stage, c.snapshot).where(c.candidate_id.in_(some))
        for person in sorted(fetched(connection, people), key=lambda row: (row["name"], row["candidate_id"])):
            number = counts[person["candidate_id"]]
            yield Happened(
                _Person(person).about(None),
                sent=number["sent"],
                replies=number["reply_received"],
                done=number["task_completed"] + number["approved"],
                moved_to=stages.get(person["candidate_id"], ""),
            )


_MOVED: Final = "stage_changed"
_STAGE_OF: Final = {"rejected": Stage.REJECTED, "hired": Stage.HIRED, "withdrawn": Stage.WITHDRAWN}
_HAPPENS: Final = ("sent", "reply_received", "task_completed", "approved", _MOVED, *_STAGE_OF)
_LATELY: Final = timedelta(days=21)
"""However long the company was closed, whoever came back longer ago has had a digest since."""


def silent(connection: Connection) -> list[Silent]:
    """Whoever came in silent for too long and has had no word yet, who waits longest first (R20)."""
    c = candidates.c
    query = select(c.candidate_id, c.name, c.stage, c.snapshot).where(holds("silent_since"))
    rows = fetched(connection, query.order_by(c.candidate_id))
    return sorted((one for row in rows for one in _Person(row).silent()), key=lambda one: one.since)


def _addresses(connection: Connection) -> dict[str, str]:
    """By recruiter's name, where the name stands for one address alone."""
    query = select(applications.c.recruiter, applications.c.recruiter_email).distinct()
    known: defaultdict[str, set[str]] = defaultdict(set)
    for name, email in connection.execute(query.where(applications.c.recruiter_email != "")):
        known[name.strip().lower()].add(email.strip().lower())
    return {name: min(emails) for name, emails in known.items() if name and len(emails) == 1}


class _Person:
    """A candidate's row, its snapshot read as plain JSON: quicker by far than the whole state's model."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._row = row
        self._state: Json = json.loads(row["snapshot"])
        self._applications: list[Json] = list(self._state.get("applications") or ())

    def about(self, application_id: str | None) -> About:
        """The application of that id; without one, or where it is gone, the one that stands for the person."""
        named = [a for a in self._applications if a.get("application_id") == application_id]
        leading = [a for a in self._applications if _stage(a) == self._row["stage"]]
        app: Json = next(iter([*named, *leading, *self._applications]), {})
        return About(
            candidate_id=self._row["candidate_id"],
            name=self._row["name"] or self._row["candidate_id"],
            application_id=app.get("application_id"),
            job=app.get("job_id") or "",
            job_title=app.get("job_title") or "",
            several=len(self._applications) > 1,
            stopped=self.left_in_peace and not self.is_held,
            doubt=next((t["task_id"] for t in self._state.get("tasks") or () if t.get("kind") == DOUBT), ""),
            recruiter=_colleague(app.get("recruiter")),
            manager=_colleague(app.get("hiring_manager")),
            cover=_colleague(app.get("cover")),
        )

    @property
    def ids(self) -> list[str]:
        """The id, and those that were joined into it (R17)."""
        return [self._row["candidate_id"], *(self._state.get("joined") or ())]

    @property
    def is_held(self) -> bool:
        """May they have asked us to stop, and has nobody said yet whether they did (R3)?"""
        return bool(self._state.get("doubt"))

    @property
    def left_in_peace(self) -> bool:
        """Have they asked for no messages, or may they have (R3, R7)? Then no silence is counted against it."""
        closed = set(self._state.get("closed_channels") or ()) & set(SENDING_CHANNELS)
        if (self._state.get("stop") or {}).get("by_ats") and not self.is_held and self._is_owed_word():
            return False  # they refused nothing: their ATS says so
        if self._state.get("stopped") or self.is_held or closed == set(SENDING_CHANNELS):
            return True
        person: Json = self._state.get("candidate") or {}
        ways = {Channel.EMAIL} if person.get("email") else set()
        ways |= {Channel.SMS} if person.get("phone") and person.get("sms_consent_at") else set()
        return bool(closed) and not (self._state.get("stop") or {}).get("scoped") and not ways - closed

    def _is_owed_word(self) -> bool:
        """As `domain.decisions.channel_choice` has it."""
        stop, apps = self._state.get("stop") or {}, self._state.get("applications") or ()
        if stop.get("deleted"):
            at = datetime.fromisoformat(stop["at"])
            apps = [app for app in apps if datetime.fromisoformat(app["known_since"]) > at]
            return any(_stage(app) in OPEN_STAGES and _stage(app) != Stage.PROSPECT for app in apps)
        return any(_stage(app) != Stage.PROSPECT and not app.get("closed_silently") for app in apps)

    def greeted_as(self) -> str:
        """Their first name, as messages greet them; empty where that is in doubt."""
        from domain.people.person_names import greeting_name

        person: Json = self._state.get("candidate") or {}
        return greeting_name(person.get("first_name") or "", person.get("last_name") or "")

    def reach(self) -> dict[str, str]:
        """How a colleague may reach them; in no way while they want to be left in peace, or may."""
        person: Json = self._state.get("candidate") or {}
        known = {name: person[name] for name in ("email", "phone") if person.get(name)}
        return {} if self.left_in_peace else known

    def answers(self, kind: str) -> tuple[str, ...]:
        """What may be answered to a task of that kind."""
        owed: Json = self._state.get("owed") or {}
        return answers_of(
            kind,
            withdraws=bool(owed.get("withdraws")),
            certain=bool(owed.get("certain", True)),
            job=self._may_withdraw(kind, owed),
        )

    def _may_withdraw(self, kind: str, owed: Json) -> bool:
        """Is an application open that they may mean (`domain.reducers.doubts.may_withdraw`)?"""
        named = {owed["application_id"]} if owed.get("application_id") else set()
        if kind == DOUBT:
            named = set((self._state.get("doubt") or {}).get("applications") or ())
        for app in self._applications:
            if _stage(app) not in CLOSED_STAGES and (
                not named or named & {app.get("application_id"), *app.get("also", ())}
            ):
                return True
        return False

    def asked_since(self, kind: str, opened_at: datetime, application_id: str | None = None) -> datetime:
        """Since when words of theirs belong to a task of that kind."""
        if kind == FEEDBACK:  # it may have been told late, and is asked about as it is known (R15)
            about = (a for a in self._applications if a.get("application_id") == application_id)
            return min([opened_at, *(_at(app["feedback_at"]) for app in about if app.get("feedback_at"))])
        part: Json = self._state.get({DOUBT: "doubt", STOPPED: "stop", ANSWER: "owed"}.get(kind, "")) or {}
        return min(opened_at, _at(part["since"])) if part else opened_at

    def promises(self) -> list[Promise]:
        return [
            Promise(
                self.about(app["application_id"]),
                date.fromisoformat(app["promise_by"]),
                self.reach(),
                news=self._asks_for_news(app["application_id"]),
            )
            for app in self._applications
            if app.get("promise_by") and _stage(app) in OPEN_STAGES
        ]

    def _asks_for_news(self, application_id: str) -> bool:
        """Is a sentence asked for that goes into the word on the promised day?"""
        tasks: list[Json] = list(self._state.get("tasks") or ())
        asked = [t for t in tasks if t.get("kind") == PROMISE and t.get("application_id") == application_id]
        return any(str(t.get("title", "")).endswith(ASKS_FOR_NEWS) for t in asked)

    def breaches(self) -> list[Breach]:
        return [
            Breach(self.about(app["application_id"]), _at(app["breached_at"]), _since(app), self.reach())
            for app in self._applications
            if app.get("breached_at") and _stage(app) in OPEN_STAGES and not self.left_in_peace
        ]

    def silent(self) -> list[Silent]:
        """As `domain.decisions.catch_up.silent_applications` has it."""
        decision: Json = self._state.get("decision") or {}
        touch, at = decision.get("touch") or {}, decision.get("send_at") or decision.get("at")
        found = []
        for app in [] if self.left_in_peace or self._state.get("merged_into") else self._applications:
            came_in_at, last = app.get("came_in_at"), app.get("last_contact_at")
            had_word = came_in_at is None or (last is not None and _at(last) >= _at(came_in_at))
            if app.get("silent_since") and not had_word and _stage(app) in OPEN_STAGES and not app.get("quiet"):
                hears = at if touch.get("application_id") == app.get("application_id") else None
                since = _at(app["silent_since"])
                found.append(Silent(self.about(app["application_id"]), since, _at(hears) if hears else None))
        return found

    def coming(self) -> list[Coming]:
        decision: Json = self._state.get("decision") or {}
        touch, at = decision.get("touch"), decision.get("send_at") or decision.get("at")
        if not touch or not at:
            return []
        return [Coming(self.about(touch["application_id"]), _at(at), touch["step"], touch["channel"])]


def _stage(app: Json) -> str:
    return str((app.get("entry") or {}).get("stage") or "")


def _since(app: Json) -> datetime | None:
    told = app.get("last_contact_at") or (app.get("entry") or {}).get("entered_at")
    return _at(told) if told else None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _colleague(person: Json | None) -> Colleague:
    person = person or {}
    return Colleague((person.get("name") or "").strip(), (person.get("email") or "").strip())


_Written = tuple[datetime, str, str]
"""When, in a fact of which type, and the words."""


def _asks(row: Mapping[str, Any], people: Mapping[str, _Person]) -> bool:
    """Is the task about something that they wrote?"""
    return row["kind"] in _WRITTEN_AS and row["candidate_id"] in people


def _words(connection: Connection, asked: Mapping[str, _Person]) -> Mapping[str, list[_Written]]:
    """What those people wrote, and when, in order; of a machine's mail and of mere reactions nothing."""
    whose = {ident: owner for owner, person in asked.items() for ident in person.ids}
    found: defaultdict[str, list[_Written]] = defaultdict(list)
    t = timeline.c
    query = select(t.candidate_id, t.type, t.occurred_at, t.payload, t.personal)
    query = query.where(t.type.in_({kind for kinds in _WRITTEN_AS.values() for kind in kinds}))
    for some in batches(sorted(whose)):
        for row in fetched(connection, query.where(t.candidate_id.in_(some))):
            said, own = json.loads(row["payload"]), json.loads(row["personal"] or "{}")
            text = own.get("text") or own.get("comment") or ""
            taken = (said.get("read_as") or {}).get("kind")
            if text and not said.get("automatic") and taken not in ("automatic", "reaction"):
                found[whose[row["candidate_id"]]].append((from_text(row["occurred_at"]), row["type"], text))
    return {owner: sorted(written) for owner, written in found.items()}


def _task(row: Mapping[str, Any], person: _Person | None, words: Mapping[str, list[_Written]]) -> OpenTask:
    ident, opened_at = row["candidate_id"], from_text(row["opened_at"])
    since = person.asked_since(row["kind"], opened_at, row["application_id"]) if person else opened_at
    theirs = [(at, text) for at, kind, text in words.get(ident, ()) if kind in _WRITTEN_AS.get(row["kind"], ())]
    return OpenTask(
        task=row["task_id"],
        kind=row["kind"],
        title=title_now(
            row["kind"],
            row["title"],
            held=person is not None and person.is_held,
            peace=person is not None and person.left_in_peace,
        ),
        about=person.about(row["application_id"]) if person else About(ident, ident, row["application_id"]),
        assignee=row["assignee"],
        opened_at=opened_at,
        due_at=from_text(row["due_at"]),
        escalated_at=from_text(row["escalated_at"]) if row["escalated_at"] else None,
        escalated_to=row["escalated_to"],
        answers=person.answers(row["kind"]) if person else (),
        words="\n\n".join(text for at, text in theirs if at >= since),
        reach=person.reach() if person else {},
        greeted_as=person.greeted_as() if person and row["kind"] == FEEDBACK else "",
    )
