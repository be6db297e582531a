"""The colleagues on record: from `team.yaml`, from the ATS, and who is away and covered by whom (R25)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, case, delete, func, or_, select, update

from domain.names import OPEN_STAGES
from domain.people.team import MANAGER, NO_TEAM, RECRUITER, Absence, Member, Team, key_of
from domain.views.workload import Colleague
from ledger.engine import Database
from ledger.instants import from_text, to_text
from ledger.schema import applications, candidates, tasks
from ledger.schema import team as table
from ledger.upserts import insert_or_keep

FILE, ATS, TYPED = "file", "ats", "typed"
_ALWAYS: Final = "9999"  # after every instant in stored form
_SUBJECT: Final = "team"
_OPEN: Final = [str(stage) for stage in OPEN_STAGES]
_ABOUT: Final = ("name", "email", "role", "title", "phone", "source", "timezone")


class Held(NamedTuple):
    """An application that somebody looks after."""

    candidate_id: str
    application_id: str
    job: str
    stage: str


class TeamRecord:
    """Reading and writing the team. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Team:
        """Everybody on record."""
        return self._database.asked(read)

    def at(self, now: datetime) -> Team:
        """The team, if anybody is away then or has a time zone of their own; else an empty one, in which everybody acts
        themselves, by the company's clock.
        """
        with self._database.reading() as connection:
            return at(connection, now, connection.execute(select(last_return())).scalar())

    def follow_file(self, members: Sequence[Member]) -> bool:
        """Have the record say what the file says; was anything new? Who is in it no more stays while they are away, or
        have candidates.
        """
        with self._database.reading() as connection:
            known = {one.key: one for one in read(connection).members}
        wanted = {one.key: one for one in members}
        left = [one for one in known.values() if one.source == FILE and one.key not in wanted]
        changed = [one for one in members if _said(known.get(one.key)) != _said(one)]
        if not left and not changed:
            return False
        with self._database.writing(_SUBJECT) as connection:
            for one in left:
                stays = one.absence is not None or one.left_at is not None or _names(connection, one)
                which = table.c.key == one.key
                if stays:
                    connection.execute(update(table).where(which).values(source=ATS, role=RECRUITER))
                else:
                    connection.execute(delete(table).where(which))
            for one in changed:
                _note(connection, one)
            _moved_on(connection)
        return True

    def note(self, one: Member) -> None:
        """Write down a colleague whom somebody has named with an address; who is there already stays as they are."""
        with self._database.writing(_SUBJECT) as connection:
            insert_or_keep(connection, table, [_row(one)])

    def leave(self, key: str, successor: str, at: datetime, author: str) -> datetime:
        """Somebody works here no more, and somebody else has what was theirs: from this commit on, for every clock.
        Since when; said again, it is since the first time, unless somebody else takes over.
        """
        with self._database.writing(_SUBJECT) as connection:
            row = connection.execute(select(table.c.left_at, table.c.successor).where(table.c.key == key)).one_or_none()
            same = row is not None and row.left_at and row.successor == successor
            since = from_text(row.left_at) if row is not None and same else at
            values: dict[str, Any] = {"left_at": to_text(since), "successor": successor, "away_said_by": author}
            away = {"away_since": None, "away_until": None, "back_on": None, "cover": ""}
            connection.execute(update(table).where(table.c.key == key).values(**values, **away))
            covered = table.c.cover == key
            connection.execute(update(table).where(covered, table.c.key != successor).values(cover=successor))
            _moved_on(connection)
            return since

    def come_back(self, key: str, author: str) -> bool:
        """They work here again; what others took over stays theirs. False where they had not left."""
        values = {"left_at": None, "successor": "", "away_said_by": author}
        with self._database.writing(_SUBJECT) as connection:
            gone = table.c.left_at.is_not(None)
            is_back = connection.execute(update(table).where(table.c.key == key, gone).values(**values)).rowcount > 0
            _moved_on(connection)
            return is_back

    def set_absence(self, key: str, absence: Absence, author: str) -> None:
        """Somebody is away so from now on; what was said before about them counts no more."""
        values = {
            "away_since": to_text(absence.since),
            "away_until": to_text(absence.until),
            "back_on": absence.back_on.isoformat(),
            "cover": absence.cover,
            "away_said_by": author,
        }
        with self._database.writing(_SUBJECT) as connection:
            connection.execute(update(table).where(table.c.key == key).values(**values))
            _moved_on(connection)

    def colleagues(self) -> list[Colleague]:
        """As `Reader.recruiters`."""
        a = applications.c
        with self._database.reading() as connection:
            pairs = connection.execute(select(a.recruiter, a.recruiter_email).distinct()).all()
            given = connection.execute(select(tasks.c.assignee).where(tasks.c.closed_at.is_(None)).distinct()).scalars()
            found = [Colleague(name.strip(), email.strip()) for name, email in pairs]
            found += [Colleague("", text.strip()) if "@" in text else Colleague(text.strip()) for text in given]
            return found + [Colleague(one.name, one.email) for one in read(connection).members]

    def applications_of(self, one: Member) -> list[Held]:
        """Every application of theirs whose candidate's clock still runs, in order."""
        a, c = applications.c, candidates.c
        by_name = (a.recruiter == one.name) & (a.recruiter_email == "")
        theirs = or_(func.lower(a.recruiter_email) == one.email.lower(), by_name) if one.email else by_name
        query = select(a.candidate_id, a.application_id, a.job_id, a.stage)
        query = query.join(candidates, a.candidate_id == c.candidate_id).where(c.state != "closed", theirs)
        with self._database.reading() as connection:
            found = connection.execute(query.order_by(a.candidate_id, a.application_id))
            return [Held(*row) for row in found]

    def candidates_of(self) -> dict[tuple[str, str], int]:
        """How many open candidates name each (recruiter, address)."""
        a, c = applications.c, candidates.c
        theirs = a.candidate_id == c.candidate_id
        query = select(a.recruiter, a.recruiter_email, func.count(a.candidate_id.distinct())).join(candidates, theirs)
        query = query.where(c.state != "closed", a.stage.in_(_OPEN)).group_by(a.recruiter, a.recruiter_email)
        with self._database.reading() as connection:
            return {(name.strip(), email.strip()): int(number) for name, email, number in connection.execute(query)}


def read(connection: Connection) -> Team:
    rows = connection.execute(select(table).order_by(table.c.key)).mappings()
    return Team(tuple(_member(row) for row in rows))


def last_return() -> ColumnElement[Any]:
    """When the last of those who are, or were, away is back; who has left never is, and the team matters for good where
    somebody has a zone of their own. Read with everything else that a decision needs.
    """
    for_good = or_(table.c.left_at.is_not(None), table.c.timezone != "")
    returns = case((for_good, _NEVER), else_=table.c.away_until)
    return select(func.max(returns)).scalar_subquery()


_NEVER: Final = "9999"


def edition() -> ColumnElement[Any]:
    """What changes with every change of the team: by it a process knows whether what it has read still holds."""
    return select(func.coalesce(func.sum(table.c.edition), 0) * _MOST + func.count()).scalar_subquery()


_MOST: Final = 100_000
"""More colleagues than any company has."""

_READ: Final[WeakKeyDictionary[Engine, tuple[int, Team]]] = WeakKeyDictionary()


def at(connection: Connection, now: datetime, until: str | None, known: int | None = None) -> Team:
    """The team where somebody may be away at that instant, or has a zone of their own. Else it costs no statement; nor
    does it while the team is of the `known` edition that was read before.
    """
    if until is None or until <= to_text(now):
        return NO_TEAM
    before = _READ.get(connection.engine)
    if known is not None and before is not None and before[0] == known:
        return before[1]
    found = read(connection)
    if known is not None:
        _READ[connection.engine] = known, found
    return found


def _moved_on(connection: Connection) -> None:
    """The team is another edition now, whatever was changed, or taken out."""
    connection.execute(update(table).values(edition=table.c.edition + 1))


def note_named(connection: Connection, named: Iterable[tuple[str, Any]]) -> None:
    """Note the recruiters and hiring managers whom an application names: (role, person). Whom the record has already
    stays as it is, so that no two candidates of one recruiter wait for each other.
    """
    rows: dict[str, dict[str, Any]] = {}
    for role, person in named:
        name, email = person.name.strip(), person.email.strip()
        if name or email:
            one = Member(key_of(name, email), name, email, role, person.role.strip(), person.phone.strip(), ATS)
            rows.setdefault(one.key, _row(one))
    if not rows:
        return
    known = set(connection.execute(select(table.c.key).where(table.c.key.in_(sorted(rows)))).scalars())
    insert_or_keep(connection, table, [rows[key] for key in sorted(rows) if key not in known])


def named_by(state: Any) -> list[tuple[str, Any]]:
    """Whom a candidate's applications name, with the role that this gives them."""
    return [
        (role, person)
        for app in state.applications
        for role, person in ((RECRUITER, app.recruiter), (MANAGER, app.hiring_manager))
        if person.name.strip() or person.email.strip()
    ]


def _note(connection: Connection, one: Member) -> None:
    if not insert_or_keep(connection, table, [_row(one)]):
        connection.execute(update(table).where(table.c.key == one.key).values(**_said(one)))


def _names(connection: Connection, one: Member) -> bool:
    """Does any candidate name them as their recruiter?"""
    a = applications.c
    mail = func.lower(a.recruiter_email) == one.email.lower() if one.email else a.recruiter == one.name
    return connection.execute(select(a.candidate_id).where(mail).limit(1)).first() is not None


def _said(one: Member | None) -> dict[str, str]:
    return {name: str(getattr(one, name)) for name in _ABOUT} if one is not None else {}


def _row(one: Member) -> dict[str, Any]:
    nobody: dict[str, Any] = {"away_since": None, "away_until": None, "back_on": None, "cover": "", "away_said_by": ""}
    nobody |= {"left_at": None, "successor": "", "edition": 0}
    return {"key": one.key, **_said(one), **nobody}


def _member(row: RowMapping) -> Member:
    absence = None
    if row["away_since"] and row["away_until"] and row["back_on"]:
        with suppress(ValueError):  # a row that somebody has written by hand holds up no decision (R26)
            back_on = date.fromisoformat(row["back_on"])
            absence = Absence(from_text(row["away_since"]), from_text(row["away_until"]), back_on, row["cover"])
    about = {name: str(row[name]) for name in _ABOUT}
    left_at = None
    if row["left_at"]:
        with suppress(ValueError):
            left_at = from_text(row["left_at"])
    return Member(key=row["key"], absence=absence, left_at=left_at, successor=row["successor"], **about)
