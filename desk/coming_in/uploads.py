"""Files that leads are bringing in: one a session, in memory alone, and gone once it's done or left."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from domain.forecast.coming_in import AlreadySilent
from domain.forecast.first_weeks import FirstWeeks
from domain.names import Stage
from starter.importing import Imported
from starter.importing.bounded import ReadTable
from starter.importing.dates import DateOrder
from starter.importing.matching import SortedOut
from starter.importing.telling import Told

KEPT: Final = timedelta(minutes=30)
"""How long a file stays after the last request about it."""
MOST: Final = 4
"""Files at the same time; the one that was looked at longest ago makes room."""


@dataclass(frozen=True)
class Choices:
    """What a lead said about a file."""

    columns: Mapping[str, str] = field(default_factory=dict)  # theirs → ours
    ignored: tuple[str, ...] = ()
    stages: Mapping[str, Stage] = field(default_factory=dict)  # theirs → ours
    dates: DateOrder | None = None
    job: str = ""  # everybody's, where no column names one


class Stopped(Exception):
    """Somebody left a file that was being looked through."""


@dataclass
class Work:
    """Something that takes a while, and how far it is."""

    what: str  # "look" or "tell"
    total: int = 0
    done: int = 0
    problem: str = ""
    task: asyncio.Task[None] | None = None
    is_stopped: bool = False

    def advance(self) -> None:
        """One more is done. Raises Stopped where nobody waits for the rest any more."""
        self.done += 1
        if self.is_stopped:
            raise Stopped

    @property
    def is_under_way(self) -> bool:
        return self.task is not None and not self.task.done()


@dataclass(frozen=True)
class Looked:
    """Who would come in, and what each would get."""

    imported: Imported
    sorted_out: SortedOut
    ahead: tuple[FirstWeeks, ...]
    silent: tuple[AlreadySilent, ...]
    asked: tuple[tuple[str, str], ...]  # columns of dates of which nobody knows what comes first, with an example


@dataclass
class Upload:
    """One file."""

    name: str
    read: ReadTable
    touched_at: datetime
    choices: Choices = field(default_factory=Choices)
    problem: str = ""
    needs: str = ""  # what no column holds: name, address or job
    looked: Looked | None = None
    told: Told | None = None
    work: Work | None = None
    drawn: dict[str, Any] = field(default_factory=dict)  # what its page shows

    @property
    def is_busy(self) -> bool:
        return self.work is not None and self.work.is_under_way


class Uploads:
    """All of them. For one event loop."""

    def __init__(self) -> None:
        self._by_session: dict[str, Upload] = {}

    def of(self, session: str, now: datetime) -> Upload | None:
        """The file of a session; None where it has none."""
        self._forget(now)
        found = self._by_session.get(session)
        if found is not None:
            found.touched_at = now
        return found

    def put(self, session: str, upload: Upload, now: datetime) -> bool:
        """Keep a file; False where those of others are all being brought in."""
        self._forget(now)
        self.drop(session)
        idle = [key for key, one in self._by_session.items() if not _is_telling(one)]
        while len(self._by_session) >= MOST and idle:
            self.drop(min(idle, key=lambda key: self._by_session[key].touched_at))
            idle = [key for key in idle if key in self._by_session]
        if len(self._by_session) >= MOST:
            return False
        self._by_session[session] = upload
        return True

    def drop(self, session: str) -> None:
        """Forget a session's file, but for one whose people are coming in."""
        found = self._by_session.get(session)
        if found is None or _is_telling(found):
            return
        if found.work is not None:
            found.work.is_stopped = True  # the thread that looks through it ends at the next person
        del self._by_session[session]

    def _forget(self, now: datetime) -> None:
        for session in [key for key, one in self._by_session.items() if now - one.touched_at >= KEPT]:
            self.drop(session)


def _is_telling(one: Upload) -> bool:
    return one.is_busy and one.work is not None and one.work.what == "tell"
