"""Any system that can send a webhook by the Standard Webhooks specification: `/hooks/ats`.

The body is our own envelope, `{candidate_id, signal, fact}`, as `followup schema` prints it under `hook`.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from standardwebhooks import Webhook

from domain.names import BadId, candidate_id, digest
from integrations.arrivals import (
    UNREADABLE,
    Entry,
    Known,
    NotUnderstood,
    OutgoingSignal,
    Reading,
    Request,
    UnverifiedRequest,
    body_digest,
)

SOURCE: Final = "ats"
TOLERANCE: Final = timedelta(minutes=5)

_LONGEST_ID: Final = 200  # characters, of a fact's

_MAKE_ONE: Final = "make one with `echo whsec_$(head -c 32 /dev/urandom | base64)`"
_FIELDS: Final = {"candidate_id", "signal", "fact"}
_MISSING: Final = "The headers webhook-id, webhook-timestamp and webhook-signature are required."
_WRONG: Final = "The signature is wrong."
_STALE: Final = "The timestamp is too far from now."


def door(secret: str) -> StandardWebhooks:
    """Raises ValueError where the secret is none by the specification."""
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < 16:
        raise ValueError(f"FOLLOWUP_WEBHOOK_SECRET must be whsec_ and base64 of at least 16 bytes; {_MAKE_ONE}.")
    return StandardWebhooks(secret)


class StandardWebhooks:
    """The door of everybody who speaks our own words."""

    source = SOURCE
    wants = frozenset({"webhook-id", "webhook-timestamp", "webhook-signature"})

    def __init__(self, secret: str) -> None:
        self._signer = Webhook(secret)

    def verify(self, request: Request) -> None:
        """By the specification, over the very bytes; of several signatures one that is right is enough."""
        ident, stamp, given = (request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
        if not (ident and stamp and given):
            raise UnverifiedRequest(_MISSING)
        sent_at = _instant(stamp)
        if sent_at is None or abs(request.received_at - sent_at) > TOLERANCE:
            raise UnverifiedRequest(_STALE)
        try:
            right = self._signer.sign(msg_id=ident, timestamp=sent_at, data=request.body.decode())
        except UnicodeDecodeError:
            raise UnverifiedRequest(_WRONG) from None  # the specification signs text
        if not any(hmac.compare_digest(right.encode(), one.encode()) for one in given.split(" ")):
            raise UnverifiedRequest(_WRONG)

    def entries(self, request: Request) -> list[Entry]:
        """One, with the message's id for a key: the sender repeats it with a repeat."""
        ident = request.headers.get("webhook-id", "") or body_digest(request.body)
        sent_at = _instant(request.headers.get("webhook-timestamp", "")) or request.received_at
        try:
            said = json.loads(request.body)
            kept = json.dumps({"id": ident, "sent_at": sent_at.isoformat(), "said": said}, ensure_ascii=False)
            body = kept.encode("utf-8", "replace").decode()  # halves of characters no clock and no database takes
        except (ValueError, RecursionError):
            return [Entry(ident, UNREADABLE, "", request.body.decode("utf-8", "replace"))]
        kind, about = "", ""
        if isinstance(said, dict):
            kind, about = (str(said.get(name) or "") for name in ("signal", "candidate_id"))
        return [Entry(ident, kind or UNREADABLE, _full_id(about) or about, body)]

    def read(self, entry: Entry, known: Known) -> Reading:
        """The envelope as it was said; what it leaves out of the fact comes from the webhook's own headers."""
        try:
            kept = json.loads(entry.body)
            said = kept["said"]
        except (ValueError, KeyError, TypeError, RecursionError):
            raise NotUnderstood("The body isn't JSON.") from None
        return Reading((_tell(said, kept),))


def _tell(said: Any, kept: dict[str, Any]) -> OutgoingSignal:
    if not isinstance(said, dict) or not said.keys() >= _FIELDS - {"fact"} or said.keys() - _FIELDS:
        raise NotUnderstood("The body must be an object with candidate_id, signal and fact, and nothing else.")
    fact = said.get("fact", {})
    if not isinstance(fact, dict) or not all(isinstance(said[name], str) for name in ("candidate_id", "signal")):
        raise NotUnderstood("candidate_id and signal must be text, and fact an object.")
    try:
        ident = candidate_id(said["candidate_id"])
    except BadId as error:
        raise NotUnderstood(str(error)) from None
    usual = {"event_id": _event_id(kept["id"]), "occurred_at": kept["sent_at"], "source": SOURCE}
    return OutgoingSignal(ident, said["signal"], usual | fact)


def _event_id(ident: str) -> str:
    """The webhook's own id, so that it can be found again; of a very long one a digest."""
    whole = f"{SOURCE}/{ident}"
    return whole if len(whole) <= _LONGEST_ID else f"{SOURCE}/{digest(ident, size=40)}"


def _full_id(text: str) -> str:
    try:
        return candidate_id(text)
    except BadId:
        return ""


def _instant(stamp: str) -> datetime | None:
    """Unix seconds; None where it is something else."""
    if not stamp.isdecimal() or len(stamp) > 11:
        return None
    return datetime.fromtimestamp(int(stamp), UTC)
