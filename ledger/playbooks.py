"""The playbooks that were put in force, and the one that is (R18)."""

from __future__ import annotations

import json
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, func, insert, select

from ledger.engine import Database
from ledger.instants import shown, to_text
from ledger.schema import playbooks

if TYPE_CHECKING:
    from domain.playbook import Playbook

_parsed: Final[dict[str, Playbook]] = {}
_parsing: Final = Lock()
_CACHED: Final = 32
"""More versions than a process meets between two starts; the oldest go first."""


class NoPlaybook(Exception):
    """No playbook is in force; the message is one sentence that says what to do."""

    def __init__(self) -> None:
        super().__init__("No playbook is in force; run `followup playbook apply`.")


class Playbooks:
    """Putting playbooks in force and asking which one is. A version is the hash of its content (`domain.playbook`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def apply(self, content: dict[str, Any], version: str, author: str, at: datetime) -> bool:
        """Put a playbook in force for everybody's next decision; False where it is. Raises LedgerUnavailable."""
        with self._database.writing("playbooks") as connection:
            latest = connection.execute(
                select(playbooks.c.number, playbooks.c.version).order_by(playbooks.c.number.desc()).limit(1)
            ).first()
            if latest and latest.version == version:
                return False
            row = {
                "number": latest.number + 1 if latest else 1,
                "version": version,
                "content": json.dumps(content, ensure_ascii=True),
                "author": author,
                "applied_at": to_text(at),
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


def version_in_force() -> Any:
    """The version in force as a scalar subquery, to be read along with something else."""
    latest = select(func.max(playbooks.c.number)).scalar_subquery()
    return select(playbooks.c.version).where(playbooks.c.number == latest).scalar_subquery()


def parsed(connection: Connection, version: str) -> Playbook:
    """The playbook of that version, parsed once per process. Raises NoPlaybook where there is no such version."""
    if (known := _parsed.get(version)) is not None:
        return known
    from domain.playbook import Playbook

    text = connection.execute(select(playbooks.c.content).where(playbooks.c.version == version).limit(1)).scalar()
    if text is None:
        raise NoPlaybook
    playbook = Playbook.model_validate_json(text)
    with _parsing:
        while len(_parsed) >= _CACHED:
            del _parsed[next(iter(_parsed))]
        return _parsed.setdefault(version, playbook)
