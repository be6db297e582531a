"""Twilio's status callbacks: what became of a text. They come in any order, so only an end says something.

The address of the callback names the touch by an opaque reference (`channels.reference`), which is how a text is found
of which we do not know whether it was taken.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import parse_qs, urlsplit

from channels.reference import PARAMETER
from channels.twilio_answers import reported
from domain.names import NOBODY, digest
from gateway.providers.reports import came_through, not_while_under_way, report
from gateway.providers.twilio_signature import SIGNED, Verifier, form_of
from integrations.arrivals import Entry, Known, NotUnderstood, OutgoingSignal, Reading, Request
from keystore import key_place
from ledger.delivery.attempts import Attempt
from ledger.engine import LedgerUnavailable
from ledger.queries.reading import Reader
from settings import Settings

log = logging.getLogger("followup.gateway")

SOURCE: Final = "twilio"

_TAKEN: Final = frozenset({"accepted", "queued", "sending", "sent", "scheduled"})
_ARRIVED: Final = frozenset({"delivered", "read"})
_FAILED: Final = frozenset({"failed", "undelivered", "canceled"})


def door(settings: Settings) -> Status:
    """The door of this installation."""
    return Status(Verifier(settings).check, Reader(settings.ledger_address, settings.keys, key_place(settings)))


@dataclass(frozen=True, slots=True)
class Status:
    """Answers `/hooks/twilio/status`."""

    source = SOURCE
    wants = SIGNED

    verify: Callable[[Request], None]
    reader: Reader

    def entries(self, request: Request) -> list[Entry]:
        form = form_of(request)
        sid = form.text("MessageSid") or form.text("SmsSid")
        status = (form.text("MessageStatus") or form.text("SmsStatus")).lower() or "status"
        given = parse_qs(urlsplit(request.url).query).get(PARAMETER, [""])
        reference = given[0][:64]
        said = {"received_at": request.received_at.isoformat(), "sid": sid, "status": status, "ref": reference}
        said |= {"code": form.text("ErrorCode", 10)}
        about = ""
        try:
            about = next((one.candidate_id for one in self.reader.attempts_at(reference=reference)), "")
        except LedgerUnavailable as error:
            log.warning("whom a text's status is about could not be looked up: %s", error)
        key = digest(sid or request.body.decode("utf-8", "replace"), status, reference, said["code"], size=40)
        return [Entry(key, status, about if about != NOBODY else "", json.dumps(said))]

    def read(self, entry: Entry, known: Known) -> Reading:
        try:
            said = json.loads(entry.body)
            at = datetime.fromisoformat(said["received_at"])
            sid, status, code = str(said["sid"]), str(said["status"]), str(said["code"])
            reference = str(said["ref"])
        except (ValueError, KeyError, TypeError):
            raise NotUnderstood("It holds no status, or is no longer kept; see Twilio's own log.") from None
        attempt = _meant(known.reader.attempts_at(reference=reference), sid)
        if attempt is None:
            return Reading(note="about no text of ours")
        event_id = f"{SOURCE}:{digest(entry.key, size=32)}"
        if status in _TAKEN or status in _ARRIVED:
            return came_through(attempt, event_id, at, known.now, SOURCE, arrived=status in _ARRIVED, provider_id=sid)
        if status in _FAILED:
            not_while_under_way(attempt, known.now)
            return Reading(_failed(attempt, event_id, at, status, code))
        return Reading(note=f"the status {status[:30]} changes nothing")


def _meant(found: list[Attempt], sid: str) -> Attempt | None:
    """The attempt with that sid; else, of those that never got one, the last."""
    texts = [one for one in found if one.channel == "sms"]
    named = [one for one in texts if sid and one.provider_message_id == sid]
    nameless = [one for one in texts if not one.provider_message_id]
    return next(iter((named or nameless)[::-1]), None)


def _failed(attempt: Attempt, event_id: str, at: datetime, status: str, code: str) -> tuple[OutgoingSignal, ...]:
    why = f"Twilio says {status}{f' ({code})' if code else ''}"
    # After an opt-out the touch is open again for the next channel, and texts are closed for good.
    also = {"unsubscribed": ": they opted out of texts"}
    return tuple(
        report(attempt, outcome, f"{event_id}:{number}", at, SOURCE, why + also.get(outcome, ""))
        for number, outcome in enumerate(reported(code))
    )
