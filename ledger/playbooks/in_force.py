"""The playbooks that were put in force, and the one that is (R18)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, func, insert, select, update

from ledger.engine import Database
from ledger.instants import from_text, shown, to_text
from ledger.schema import playbooks

if TYPE_CHECKING:
    from domain.playbook.model import Playbook
    from domain.playbook.rule_history import Rules

_CACHED: Final = 32
"""More versions than a process meets between two starts; the oldest go first."""

_REMEMBERED: Final = 20
"""So many versions back it is known since when a rule stands; longer ago nobody waits who began before it."""


_known: Final[WeakKeyDictionary[Engine, dict[int, Rules]]] = WeakKeyDictionary()
_knowing: Final = Lock()


class NoPlaybook(Exception):
    """No playbook is in force; the message is one sentence that says what to do."""

    def __init__(self) -> None:
        super().__init__("No playbook is in force; run `followup playbook apply`.")


class NotThatOne(Exception):
    """Another playbook is in force than the one that was looked at; who put it there, and when."""

    def __init__(self, author: str, at: str) -> None:
        super().__init__("Another playbook has been put in force meanwhile.")
        self.author, self.at = author, at


class Playbooks:
    """Putting playbooks in force and asking which one is. A version is the hash of its content
    (`domain.playbook.model`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def apply(
        self,
        content: dict[str, Any],
        version: str,
        author: str,
        at: datetime,
        *,
        reason: str = "",
        files: Mapping[str, str] | None = None,
        only_after: str | None = None,
    ) -> bool:
        """Put a playbook in force for everybody's next decision; False where it is. Raises LedgerUnavailable.

        `files`: what it was read from; kept also where it is in force and they aren't on record yet. `only_after`: the
        version that has to be in force until now, "" for none; raises NotThatOne where it is another.
        """
        with self._database.writing("playbooks") as connection:
            latest = connection.execute(
                select(playbooks.c.number, playbooks.c.version, playbooks.c.author, playbooks.c.applied_at)
                .order_by(playbooks.c.number.desc())
                .limit(1)
            ).first()
            if latest and latest.version == version:
                _keep_files(connection, latest.number, files)
                return False
            if only_after is not None and only_after != (latest.version if latest else ""):
                raise NotThatOne(latest.author if latest else "", (shown(latest.applied_at) or "") if latest else "")
            row = {
                "number": latest.number + 1 if latest else 1,
                "version": version,
                "content": json.dumps(content, ensure_ascii=True),
                "author": author,
                "applied_at": to_text(at),
                "reason": reason,
                "files": json.dumps(dict(files)) if files else None,
            }
            connection.execute(insert(playbooks).values(row))
            return True

    def in_force(self) -> tuple[str, dict[str, Any]] | None:
        """Version and content of the playbook in force; None before the first. Raises LedgerUnavailable."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(playbooks.c.version, playbooks.c.content).order_by(playbooks.c.number.desc()).limit(1)
            ).first()
        return (row.version, json.loads(row.content)) if row else None

    def version_in_force(self) -> str | None:
        """Its version alone; None before the first. Raises LedgerUnavailable."""
        with self._database.reading() as connection:
            found = connection.execute(select(playbooks.c.version).order_by(playbooks.c.number.desc()).limit(1))
            return found.scalar()

    def rules(self) -> Rules:
        """What is in force, read into rules. Raises NoPlaybook before the first, and LedgerUnavailable."""
        with self._database.reading() as connection:
            number = connection.execute(select(func.max(playbooks.c.number))).scalar()
            if number is None:
                raise NoPlaybook
            return rules(connection, number)

    def content(self, version: str) -> dict[str, Any] | None:
        """The content of a version that is or was in force, for `playbook diff` and for old decisions."""
        with self._database.reading() as connection:
            text = connection.execute(
                select(playbooks.c.content).where(playbooks.c.version == version).limit(1)
            ).scalar()
        return json.loads(text) if text else None

    def history(self) -> list[dict[str, Any]]:
        """What was put in force, oldest first: {version, author, applied_at}."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(playbooks.c.version, playbooks.c.author, playbooks.c.applied_at).order_by(playbooks.c.number)
            ).all()
        return [{"version": r.version, "author": r.author, "applied_at": shown(r.applied_at)} for r in rows]

    def keep_files(self, version: str, files: Mapping[str, str]) -> None:
        """Have on record what the version in force was read from, if a former release kept none. Raises
        LedgerUnavailable.
        """
        with self._database.writing("playbooks") as connection:
            latest = select(playbooks.c.number, playbooks.c.version).order_by(playbooks.c.number.desc()).limit(1)
            row = connection.execute(latest).first()
            if row is not None and row.version == version:
                _keep_files(connection, row.number, files)

    def acts(self) -> list[dict[str, Any]]:
        """The same with {number, reason, has_files}: has each the files that it was read from?"""
        columns = playbooks.c
        asked = select(
            columns.number, columns.version, columns.author, columns.applied_at, columns.reason,
            columns.files.is_not(None).label("has_files"),
        )  # fmt: skip
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(columns.number)).all()
        return [{**row._mapping, "applied_at": shown(row.applied_at), "has_files": bool(row.has_files)} for row in rows]

    def act(self, number: int) -> dict[str, Any] | None:
        """One of them with its {content, files}; `files` is None where they aren't on record."""
        with self._database.reading() as connection:
            row = connection.execute(select(playbooks).where(playbooks.c.number == number)).first()
        if row is None:
            return None
        told = {**row._mapping, "applied_at": shown(row.applied_at), "content": json.loads(row.content)}
        return told | {"files": json.loads(row.files) if row.files else None}


def _keep_files(connection: Connection, number: int, files: Mapping[str, str] | None) -> None:
    """Of what was put in force by a release that kept none."""
    if files:
        theirs = (playbooks.c.number == number) & playbooks.c.files.is_(None)
        connection.execute(update(playbooks).where(theirs).values(files=json.dumps(dict(files))))


def number_in_force() -> Any:
    """The number of the version in force as a scalar subquery, to be read along with something else."""
    return select(func.max(playbooks.c.number)).scalar_subquery()


def rules(connection: Connection, number: int) -> Rules:
    """The playbook of that number and since when its rules stand, read once per engine. Raises NoPlaybook."""
    known = _known.get(connection.engine, {}).get(number)
    if known is not None:
        return known
    found = _read(connection, number)
    with _knowing:
        ours = _known.setdefault(connection.engine, {})
        while len(ours) >= _CACHED:
            del ours[next(iter(ours))]
        return ours.setdefault(number, found)


@lru_cache(_CACHED)
def _kept(content: str, version: str) -> Playbook:
    """A playbook as the ledger keeps it, read once in a process however many ledgers it opens: what it finds out about
    its messages stays with it. Raises ValidationError, NewerPlaybook.
    """
    from domain.playbook.model import Playbook

    return Playbook.kept(json.loads(content), version)


def _read(connection: Connection, number: int) -> Rules:
    from pydantic import ValidationError

    from domain.playbook.model import NewerPlaybook
    from domain.playbook.rule_history import RuleHistory, Rules, standing_after

    rows = connection.execute(
        select(playbooks)
        .where(playbooks.c.number <= number, playbooks.c.number > number - _REMEMBERED)
        .order_by(playbooks.c.number)
    ).all()
    if not rows or rows[-1].number != number:
        raise NoPlaybook
    before: Playbook | None = None
    standing = RuleHistory()
    for row in rows:
        try:
            playbook = _kept(row.content, row.version)
        except (ValidationError, NewerPlaybook):
            if row.number == number:
                raise
            before, standing = None, RuleHistory()  # of a time when other keys were allowed: what follows counts anew
            continue
        if before is not None:
            standing = standing_after(standing, before, playbook, from_text(row.applied_at))
        before = playbook
    assert before is not None
    return Rules(before, standing)
