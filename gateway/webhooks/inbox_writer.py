"""Storing what arrives in the inbox."""

from __future__ import annotations

from collections.abc import Sequence

from gateway.dispatch.batching import BatchWriter
from ledger.inbox.rows import Arrival, Inbox


class InboxWriter:
    """Puts arrivals into the inbox, those of many requests in one commit. For one event loop."""

    def __init__(self, inbox: Inbox) -> None:
        def put(lots: Sequence[Sequence[Arrival]]) -> None:
            inbox.put([one for lot in lots for one in lot])

        self._lots = BatchWriter(put, "storing")

    async def store(self, arrivals: Sequence[Arrival]) -> None:
        """Return when they are durably stored, now or when they came in before. Raises LedgerUnavailable."""
        if arrivals:
            await self._lots.put(arrivals)

    async def close(self) -> None:
        """Wait for what is being stored."""
        await self._lots.close()
