"""Who may use the desk: links that log a colleague in once, sessions, and the record of both.

A token is chance, and the ledger keeps its hash alone: whoever reads the ledger can log in as nobody. Sessions end
after twelve hours, or as soon as somebody logs out, is taken out of the team, or has their sessions ended.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, func, select, update

from domain.people.team import LEAD, Member, key_of
from ledger.engine import Database
from ledger.instants import from_text, shown, to_text
from ledger.people import team
from ledger.schema import desk_events, desk_later, desk_links, desk_sessions
from ledger.upserts import insert_or_keep, insert_or_replace

SESSION_LIFE: Final = timedelta(hours=12)

MAILED_LIFE: Final = timedelta(minutes=30)
PRINTED_LIFE: Final = timedelta(hours=1)

MAILED_GAP: Final = timedelta(minutes=1)
"""At least between two mails with a link to one colleague."""

MAILED_A_DAY: Final = 12
"""At most within 24 hours, so that nobody fills a colleague's mailbox."""

KEPT: Final = timedelta(days=90)
"""How long links and sessions that are over stay on record."""

_SUBJECT: Final = "desk"
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Who is logged in."""

    key: str  # as in the team
    name: str
    email: str
    role: str  # domain.people.team.ROLES
    by_login: bool = False  # of a link that was printed on this machine, for whoever is logged in there
    timezone: str = ""  # where they work, if not where the company is

    @property
    def shown(self) -> str:
        return self.name or self.email

    @property
    def author(self) -> str:
        """Whose word it is, on record."""
        return self.shown


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody's time at the desk."""

    mark: str
    person: Person
    ends_at: datetime


def of_team(one: Member) -> Person:
    """A colleague of the team."""
    return Person(one.key, one.name, one.email, one.role, timezone=one.timezone)


def of_login(login: str) -> Person:
    """Whoever is logged in on this machine: they hold its files, so they may do all that a lead may."""
    return Person(key_of(login, ""), login, "", LEAD, by_login=True)


class DeskAccess:
    """Links and sessions of one installation. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ------------------------------------------------------------ links

    def printed_link(self, person: Person, at: datetime) -> str:
        """The token of a link that logs in at once: for the terminal, which no mail scanner reads."""
        with self._database.writing(_SUBJECT) as connection:
            _forget(connection, at)
            return _link(connection, person, at, PRINTED_LIFE, mailed=False)

    def mailed_link(self, person: Person, at: datetime) -> str | None:
        """The token of a link that asks for a press first; None where the last one is too recent or there were many."""
        links = desk_links.c
        lately = select(func.count(), func.max(links.made_at)).where(
            links.key == person.key, links.mailed.is_(True), links.made_at > to_text(at - timedelta(days=1))
        )
        with self._database.writing(_SUBJECT) as connection:
            _forget(connection, at)
            made, last = connection.execute(lately).one()
            if made >= MAILED_A_DAY or (last and at - from_text(last) < MAILED_GAP):
                return None
            return _link(connection, person, at, MAILED_LIFE, mailed=True)

    def look(self, token: str, at: datetime) -> tuple[Person, bool] | None:
        """Whom an unused link logs in, and whether it was mailed; None where it logs in nobody. Changes nothing."""
        with self._database.reading() as connection:
            row = connection.execute(_unused(token, at)).mappings().first()
            return (_person(row), bool(row["mailed"])) if row is not None else None

    def log_in(self, token: str, at: datetime) -> tuple[str, Person] | None:
        """Use a link up: the token of a new session, and whose it is; None where the link logs in nobody."""
        with self._database.writing(_SUBJECT) as connection:
            row = connection.execute(_unused(token, at)).mappings().first()
            if row is None:
                return None
            used = update(desk_links).where(desk_links.c.mark == row["mark"], desk_links.c.used_at.is_(None))
            if not connection.execute(used.values(used_at=to_text(at))).rowcount:
                return None
            person = _person(row)
            return _begin(connection, person, at), person

    # ------------------------------------------------------------ sessions

    def begin(self, person: Person, at: datetime) -> str:
        """The token of a new session, of somebody who proved elsewhere who they are."""
        with self._database.writing(_SUBJECT) as connection:
            return _begin(connection, person, at)

    def session(self, token: str, at: datetime) -> Session | None:
        """Whose session it is, as the team has them now; None where it is none, or over."""
        s = desk_sessions.c
        query = select(desk_sessions).where(
            s.mark == _mark(token), s.ended_at.is_(None), s.ends_at > to_text(at), s.began_at <= to_text(at)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            person = _person(row)
            if not person.by_login:
                known = team.read(connection).by_key(person.key)
                if known is None or not known.role or known.has_left(at):
                    return None
                person = of_team(known)
            return Session(row["mark"], person, from_text(row["ends_at"]))

    def end(self, mark: str, at: datetime) -> None:
        """Log somebody out."""
        ended = update(desk_sessions).where(desk_sessions.c.mark == mark, desk_sessions.c.ended_at.is_(None))
        with self._database.writing(_SUBJECT) as connection:
            connection.execute(ended.values(ended_at=to_text(at)))

    def end_all(self, key: str | None, at: datetime) -> int:
        """Log a colleague out everywhere, or with None everybody; how many sessions ended. Their links die, too."""
        s, links = desk_sessions.c, desk_links.c
        sessions = update(desk_sessions).where(s.ended_at.is_(None), s.ends_at > to_text(at))
        unused = update(desk_links).where(links.used_at.is_(None), links.ends_at > to_text(at))
        if key is not None:
            sessions, unused = sessions.where(s.key == key), unused.where(links.key == key)
        with self._database.writing(_SUBJECT) as connection:
            connection.execute(unused.values(used_at=to_text(at)))
            return connection.execute(sessions.values(ended_at=to_text(at))).rowcount

    # ------------------------------------------------------------ their own list

    def put_off(self, key: str, task: str, until: datetime) -> None:
        """Keep a task off a colleague's list until then."""
        with self._database.writing(_SUBJECT) as connection:
            insert_or_replace(connection, desk_later, [{"key": key, "task": task, "until": to_text(until)}])

    def take_up(self, key: str, task: str | None = None) -> None:
        """Have a task, or with None all of them, on the list again."""
        c = desk_later.c
        statement = delete(desk_later).where(c.key == key)
        with self._database.writing(_SUBJECT) as connection:
            connection.execute(statement if task is None else statement.where(c.task == task))

    def later(self, key: str, at: datetime) -> dict[str, datetime]:
        """What a colleague has put off, and until when."""
        c = desk_later.c
        rows = self._database.rows(select(c.task, c.until).where(c.key == key, c.until > to_text(at)))
        return {row["task"]: from_text(row["until"]) for row in rows}

    # ------------------------------------------------------------ the record

    def note(self, kind: str, who: str, at: datetime) -> None:
        """Put on record that something happened at the door; of what happens often, how often in that hour."""
        hour = to_text(at.replace(minute=0, second=0, microsecond=0))
        c, row = desk_events.c, {"hour": hour, "kind": kind, "who": who[:_LONGEST], "times": 0}
        with self._database.writing(_SUBJECT) as connection:
            insert_or_keep(connection, desk_events, [row])
            this = update(desk_events).where(c.hour == hour, c.kind == kind, c.who == row["who"])
            connection.execute(this.values(times=c.times + 1))

    def events(self, *, limit: int = 200) -> list[dict[str, Any]]:
        """{hour, kind, who, times}, the latest first."""
        c = desk_events.c
        query = select(desk_events).order_by(c.hour.desc(), c.kind, c.who).limit(limit)
        return [{**row, "hour": shown(row["hour"])} for row in self._database.rows(query)]


def _link(connection: Connection, person: Person, at: datetime, life: timedelta, *, mailed: bool) -> str:
    token = secrets.token_urlsafe(32)
    row = _row(person) | {"mark": _mark(token), "mailed": mailed, "made_at": to_text(at), "used_at": None}
    connection.execute(desk_links.insert().values(**row, ends_at=to_text(at + life)))
    return token


def _begin(connection: Connection, person: Person, at: datetime) -> str:
    token = secrets.token_urlsafe(32)
    row = _row(person) | {"mark": _mark(token), "began_at": to_text(at), "ended_at": None}
    connection.execute(desk_sessions.insert().values(**row, ends_at=to_text(at + SESSION_LIFE)))
    return token


def _unused(token: str, at: datetime) -> Any:
    c = desk_links.c
    return select(desk_links).where(
        c.mark == _mark(token), c.used_at.is_(None), c.ends_at > to_text(at), c.made_at <= to_text(at)
    )


def _forget(connection: Connection, at: datetime) -> None:
    """What was over long ago goes."""
    long_ago = to_text(at - KEPT)
    tables: Sequence[Any] = (desk_links, desk_sessions)
    for table in tables:
        connection.execute(delete(table).where(table.c.ends_at < long_ago))
    connection.execute(delete(desk_events).where(desk_events.c.hour < long_ago))
    connection.execute(delete(desk_later).where(desk_later.c.until < to_text(at)))


def _row(person: Person) -> dict[str, Any]:
    return {
        "key": person.key,
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "by_login": person.by_login,
    }


def _person(row: Any) -> Person:
    return Person(row["key"], row["name"], row["email"], row["role"], bool(row["by_login"]))


def _mark(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
