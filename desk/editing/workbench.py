"""What the desk keeps in memory while leads edit a playbook: what they looked at, and comparisons under way.

Nothing of it outlives the process, and none of it is the playbook: that is the folder, and the ledger.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from starter.comparing import Comparison
from starter.examining import Examined

log = logging.getLogger("followup.desk")

_LOOKS: Final = 60
"""Previews that are kept, of everybody; each at most 64 KB or so."""
_COMPARISONS: Final = 4
_EXAMINED: Final = 4
STALE: Final = timedelta(minutes=2)
"""A comparison older than this is made again before it is shown."""

_Kept = TypeVar("_Kept")


class _Abandoned(Exception):
    """Nobody asks for it any more."""


@dataclass
class Comparing:
    """A comparison with everyone who's waiting, done or under way."""

    begun_at: datetime
    seen: int = 0
    of: int = 0
    found: Comparison | None = None
    failed: bool = False

    @property
    def is_over(self) -> bool:
        return self.failed or self.found is not None


@dataclass
class Workbench:
    """For one event loop."""

    _looks: OrderedDict[str, tuple[str, str]] = field(default_factory=OrderedDict)
    _compared: OrderedDict[tuple[str, str], Comparing] = field(default_factory=OrderedDict)
    _examined: OrderedDict[tuple[tuple[str, str], ...], Examined] = field(default_factory=OrderedDict)
    _under_way: set[asyncio.Future[Any]] = field(default_factory=set)

    def keep_look(self, session: str, html: str) -> str:
        """Keep a mail's document for its frame; the name by which this session alone gets it."""
        name = secrets.token_urlsafe(16)
        _keep(self._looks, name, (session, html), _LOOKS)
        return name

    def look(self, session: str, name: str) -> str | None:
        whose, html = self._looks.get(name, ("", ""))
        return html if whose == session and whose else None

    def examined(self, files: Mapping[str, str], look: Callable[[], Examined]) -> Examined:
        """What is wrong with these files, found out once."""
        key = tuple(sorted(files.items()))
        found = self._examined.get(key)
        if found is None:
            found = look()
            _keep(self._examined, key, found, _EXAMINED)
        return found

    def ahead(self, look: Callable[[], Any]) -> None:
        """Have something found out before anybody asks for it."""

        async def go() -> None:
            with contextlib.suppress(Exception):  # whoever asks for it is told
                await asyncio.to_thread(look)

        self._go(go())

    def _go(self, what: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(what)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def comparing(
        self,
        versions: tuple[str, str],
        now: datetime,
        waiting: int,
        compare: Callable[[Callable[[int], None]], Comparison],
    ) -> Comparing:
        """The comparison of two versions, begun if there is none that is fresh; it goes on in a thread of its own."""
        one = self._compared.get(versions)
        if one is not None and not (one.is_over and (one.failed or now - one.begun_at > STALE)):
            return one
        one = Comparing(now, of=waiting)
        _keep(self._compared, versions, one, _COMPARISONS)

        def seen(so_far: int) -> None:
            one.seen = so_far
            if self._compared.get(versions) is not one:
                raise _Abandoned

        async def go() -> None:
            try:
                one.found = await asyncio.to_thread(compare, seen)
            except _Abandoned:
                one.failed = True
            except Exception as error:
                log.error("a comparison of playbooks failed with %s", type(error).__name__)  # never what it says
                one.failed = True

        self._go(go())
        return one


def _keep(kept: OrderedDict[Any, _Kept], name: Any, value: _Kept, most: int) -> None:
    kept[name] = value
    kept.move_to_end(name)
    while len(kept) > most:
        kept.popitem(last=False)
