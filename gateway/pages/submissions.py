"""What candidates say on their pages: put into the inbox first, told to their clocks after, so that nothing that they
were told is recorded hangs on Temporal being there (R3, R7).

The inbox's lock on a person with something waiting makes a stop hold from its commit on: nothing reserved later goes.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

from clock import Clock
from domain.names import Channel, digest
from gateway.pages.page_request import SOURCE, STOP, PageRequest
from integrations.arrivals import Entry, Known, NotUnderstood, OutgoingSignal, Reading, Request, UnverifiedRequest
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import Arrival

AUTHOR: Final = "candidate"

_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}")


def nonce() -> str:
    """Stands in a form, so that the same form sent twice is one wish. It guards nothing: see docs/pages.md."""
    return secrets.token_urlsafe(12)


Storing = Callable[[list[Arrival]], Awaitable[None]]
"""Returns when the arrivals are durably in the inbox. Raises LedgerUnavailable."""


class PageSubmissions:
    """Records what candidates want."""

    def __init__(self, storing: Storing, wake: Callable[[], None], clock: Clock) -> None:
        """`wake` is called when something has been stored."""
        self._store = storing
        self._wake = wake
        self._clock = clock

    async def record(
        self, request: PageRequest, kind: str, tells: list[tuple[str, dict[str, Any]]], mark: str = ""
    ) -> None:
        """Durably, as one: signals and their fields. Said again with the same form or `mark`, it is the same wish.

        Raises LedgerUnavailable.
        """
        given = mark or request.form.get("n", "")
        # A stop is never taken for a repeat: they may have started again since the form was opened (R7).
        once = given if _NONCE.fullmatch(given) and kind != STOP else nonce()
        said = json.dumps(tells, sort_keys=True, default=str)  # the same form with other words is another wish
        key = f"{kind}:{digest(request.candidate_id, once, said)}"
        now = self._clock()
        facts = [
            {"signal": signal, "fact": fields | envelope(f"{SOURCE}:{key}:{position}", now)}
            for position, (signal, fields) in enumerate(tells)
        ]
        body = json.dumps({"candidate_id": request.candidate_id, "tells": facts})
        wishes = tuple(_closing(request, fields) for signal, fields in tells if signal == "opted_out")
        await self._store([Arrival(SOURCE, key, kind, request.candidate_id, body, now, wishes=wishes)])
        self._wake()


def _closing(request: PageRequest, fields: dict[str, Any]) -> SuppressionRequest:
    """A stop holds as soon as it is stored, for whoever shares the address too (R3, R7)."""
    who = request.state.candidate
    channel = Channel(fields["channel"]) if fields.get("channel") else None
    return SuppressionRequest(
        "close",
        channel,
        "asked us to stop",
        email=who.email if channel is not Channel.SMS else "",
        phone=who.phone if channel is not Channel.EMAIL else "",
        country=who.country,
        candidate_id=request.candidate_id,
    )


def envelope(event_id: str, at: datetime) -> dict[str, str]:
    """Who says it, and when."""
    return {"event_id": event_id, "occurred_at": at.isoformat(), "source": SOURCE, "author": AUTHOR}


class PageSource:
    """How the sweeper reads what the pages put into the inbox. Nothing comes in by it from outside."""

    source = SOURCE

    def verify(self, request: Request) -> None:
        raise UnverifiedRequest("There is no hook for this.")

    def entries(self, request: Request) -> list[Entry]:
        return []

    def read(self, entry: Entry, known: Known) -> Reading:
        try:
            said = json.loads(entry.body)
            candidate_id = known.reader.owner_of(said["candidate_id"])
            return Reading(tuple(OutgoingSignal(candidate_id, one["signal"], one["fact"]) for one in said["tells"]))
        except (ValueError, KeyError, TypeError):
            raise NotUnderstood("What a candidate's page stored cannot be read; this is a bug in followup.") from None
