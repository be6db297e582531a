"""Writing together: what came up while the ledger was busy goes into one commit, so that a burst costs few of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Generic, TypeVar

from ledger.engine import LedgerBusy
from ledger.store import CommitInDoubt, LedgerUnavailable

log = logging.getLogger("followup.gateway")

MOST: Final = 200
"""Things in one commit."""

TRIES: Final = 3
"""Of a commit that another process held up, or that is in doubt: what is written so is harmless when repeated."""

_T = TypeVar("_T")
_Lot = tuple[_T, "asyncio.Future[None]"]


class BatchWriter(Generic[_T]):
    """Writes things in a thread of its own, many at once. For one event loop."""

    def __init__(self, write: Callable[[Sequence[_T]], object], name: str) -> None:
        """`write` puts all of them into one commit, or raises; the same ones twice must do no harm."""
        self._write = write
        self._lots: list[_Lot[_T]] = []
        self._writing: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)

    async def put(self, thing: _T) -> None:
        """Return when it is durably written. Raises LedgerUnavailable."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lots.append((thing, future))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._go_on())
        await future

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._writing is not None:
            await self._writing
        self._thread.shutdown()

    async def _go_on(self) -> None:
        while self._lots:
            lots, self._lots = self._lots[:MOST], self._lots[MOST:]
            things = [thing for thing, _ in lots]
            answers = await asyncio.get_running_loop().run_in_executor(self._thread, self._put, things)
            for (_, future), answer in zip(lots, answers, strict=True):
                if future.done():  # whoever waited has gone; it is written all the same
                    continue
                if answer is None:
                    future.set_result(None)
                else:
                    future.set_exception(answer)

    def _put(self, things: Sequence[_T]) -> list[Exception | None]:
        """One commit for all; where that fails for a reason that lies in one of them, one for each."""
        try:
            self._surely(things)
        except LedgerUnavailable as error:
            return [error] * len(things)
        except Exception as error:
            if len(things) == 1:
                log.error("writing to the inbox failed with %s", type(error).__name__)
                return [error]
            return [answer for thing in things for answer in self._put([thing])]
        return [None] * len(things)

    def _surely(self, things: Sequence[_T]) -> None:
        for _ in range(TRIES - 1):
            try:
                self._write(things)
                return
            except (LedgerBusy, CommitInDoubt) as error:
                log.warning("writing to the inbox is tried again: %s", error)
        self._write(things)
