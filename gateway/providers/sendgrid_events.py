"""SendGrid's event webhook: what became of a mail. One entry per event, told apart by what it says and not by its id,
since `sg_event_id` may change when a batch is sent again (sendgrid-nodejs #1435).

What changes something is told: bounce, drop, complaint, unsubscription, and word of a mail that was in doubt. The rest
(deferred, open, click) stays in the inbox as it came; deliveries stand beside the attempt.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from channels.reasons import scrubbed
from channels.sendgrid_answers import reported
from domain.names import Channel, candidate_id, digest, is_digest_key, is_for_colleague
from domain.replies.mail.bounces import judged
from gateway.providers.reports import ABOUT_A_COLLEAGUE, came_through, not_while_under_way, of_attempt, report
from gateway.providers.sendgrid_signature import SIGNED, Verifier
from integrations.arrivals import Entry, Known, NotUnderstood, OutgoingSignal, Reading, Request, unreadable
from ledger.delivery.attempts import Attempt
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import SUSPENDED
from settings import Settings

log = logging.getLogger("followup.gateway")

SOURCE: Final = "sendgrid"

RETRIED_FOR: Final = timedelta(hours=24, minutes=10)
"""SendGrid tries for 24 hours to hand over a batch."""

_MOST_EVENTS: Final = 5000

_UNSUBSCRIBED: Final = ("unsubscribe", "group_unsubscribe")


def door(settings: Settings) -> Events:
    """The door of this installation. Raises BadSetting."""
    assert settings.sendgrid_event_key is not None
    return Events(Verifier("sendgrid_event_key", settings.sendgrid_event_key.get_secret_value(), RETRIED_FOR).check)


@dataclass(frozen=True, slots=True)
class Events:
    """Answers `/hooks/sendgrid/events`."""

    source = SOURCE
    wants = SIGNED

    verify: Callable[[Request], None]

    def entries(self, request: Request) -> list[Entry]:
        try:
            batch = json.loads(request.body)
        except (ValueError, RecursionError):
            return unreadable(request)
        events = batch if isinstance(batch, list) else [batch]
        if len(events) > _MOST_EVENTS or not all(isinstance(one, dict) for one in events):
            return unreadable(request)
        return [_entry(one, request.received_at) for one in events]

    def read(self, entry: Entry, known: Known) -> Reading:
        said = _opened(entry)
        match said.get("event"):
            case "processed" | "delivered":
                return _arrived(entry, said, known)
            case "bounce" | "dropped":
                return _came_back(entry, said, known)
            case "spamreport" | "unsubscribe" | "group_unsubscribe":
                return _wants_no_more(entry, said, known)
            case "group_resubscribe":
                return Reading(note="a group of SendGrid's, which opens nothing here; they can say START or ask us")
            case "deferred" | "open" | "click":
                return Reading(note="kept, and told to no clock")
            case "account_status_change":
                return _of_the_account(_text(said, "type"))
        return Reading(note="an event that says nothing about a person")


def _entry(said: dict[str, Any], received_at: datetime) -> Entry:
    kind = _text(said, "event") or "event"
    touch = _text(said, "touch_key", 1000)
    mail = _text(said, "sg_message_id") or f"{touch}#{_text(said, 'attempt')}".strip("#") or _text(said, "smtp-id")
    happened = _text(said, "timestamp")
    if kind == "account_status_change":
        key = f"{SUSPENDED}{digest(json.dumps(said, sort_keys=True), size=32)}"
    elif mail and happened:
        key = digest(mail, kind, happened, _text(said, "email"), _text(said, "url", 1000), size=32)
    else:
        key = _text(said, "sg_event_id") or digest(json.dumps(said, sort_keys=True), size=32)
    body = json.dumps({"received_at": received_at.isoformat(), "said": said})
    return Entry(key=key, kind=kind, about=_whose(touch), body=body, wishes=_wishes(said))


def _of_the_account(status: str) -> Reading:
    """What SendGrid says of our account: suspended, nothing goes out, and only a person can put that right."""
    if not _SUSPENSION.search(status.lower()):
        return Reading(note=f"our account at SendGrid: {status or 'a change that is not named'}")
    status = re.sub(r"[^A-Za-z_ -]", "", status)[:60]
    log.error("SendGrid has suspended our account (%s): no email goes out until that is fixed there", status)
    raise NotUnderstood(
        f"SendGrid has suspended our account ({status}), so no email goes out: see to it at SendGrid, or set another "
        "FOLLOWUP_EMAIL. What is due meanwhile is tried again."
    )


_SUSPENSION: Final = re.compile(r"suspen|deactivat|ban|terminat|block")


def _wishes(said: dict[str, Any]) -> tuple[SuppressionRequest, ...]:
    """A complaint or an unsubscription closes the address as soon as it is kept, whoever has it (R3, R7)."""
    event, address = str(said.get("event")), _text(said, "email")
    no_more = event in ("spamreport", *_UNSUBSCRIBED)
    no_more |= event == "dropped" and _about_address(said) in ("unsubscribed", "spam_report")
    key = _text(said, "touch_key", 1000)
    if not no_more or not address or is_digest_key(key) or is_for_colleague(key):
        return ()
    return (SuppressionRequest("close", Channel.EMAIL, f"SendGrid says {event}", email=address),)


def _about_address(said: dict[str, Any]) -> str:
    """What the reason of a drop says about the address; empty where it is about the mail or the account."""
    return next(
        (word for word in reported("dropped", _text(said, "reason")) if word not in ("blocked", "undecided")), ""
    )


def _whose(touch_key: str) -> str:
    """The candidate in whose name the touch was begun; empty where the key is none of ours."""
    ident = touch_key.partition("/")[0]
    try:
        return candidate_id(ident) if ":" in ident else ""
    except ValueError:
        return ""


def _arrived(entry: Entry, said: dict[str, Any], known: Known) -> Reading:
    attempt = _attempt(said, known)
    if attempt is None:
        return Reading(note="not about one of our emails")
    arrived, ident = said.get("event") == "delivered", _text(said, "sg_message_id").partition(".")[0]
    at = _at(entry, said)
    return came_through(attempt, _event_id(entry), at, known.now, SOURCE, arrived=arrived, provider_id=ident)


def _came_back(entry: Entry, said: dict[str, Any], known: Known) -> Reading:
    attempt = _attempt(said, known)
    if attempt is None:
        return Reading(note="not about one of our emails")
    if is_digest_key(attempt.touch_key):
        return Reading(note=f"{ABOUT_A_COLLEAGUE}: it did not arrive ({_reason(said)})")
    not_while_under_way(attempt, known.now)
    at, why = _at(entry, said), _reason(said)
    told = []
    for number, (outcome, undecided) in enumerate(_outcomes(said)):
        arrived_at = known.reader.last_arrival(attempt) if undecided else None
        ident = _event_id(entry, number)
        told.append(report(attempt, outcome, ident, at, SOURCE, why, undecided=undecided, arrived_at=arrived_at))
    return Reading(tuple(told))


def _outcomes(said: dict[str, Any]) -> list[tuple[str, bool]]:
    """What it says of the mail and its address, each with whether the address is left undecided (R8).

    A bounce closes the address on evidence alone: what the other server said is read as in a mail that comes back.
    SendGrid's own word, that it has bounced before or that it is a bounce, names no evidence.
    """
    event = str(said.get("event"))
    if event == "dropped":
        told = reported(event, _text(said, "reason"))
        return [("blocked", True) if one == "undecided" else (one, False) for one in told]
    invalid = "invalid address" if _text(said, "bounce_classification").lower() == "invalid address" else ""
    found = judged(_text(said, "reason", 1000), invalid, status=_text(said, "status"))
    if found.verdict == "dead":
        return [("bounced", False)]
    return [("blocked", found.verdict == "undecided" and reported(event, _text(said, "type")) == ("undecided",))]


def _wants_no_more(entry: Entry, said: dict[str, Any], known: Known) -> Reading:
    """A complaint or an unsubscription: about a mail of ours, else about whoever has the address (R7)."""
    attempt = _attempt(said, known)
    at, event = _at(entry, said), str(said.get("event"))
    if attempt is not None:
        if is_digest_key(attempt.touch_key):
            return Reading(note=f"{ABOUT_A_COLLEAGUE}, who wants no more mail ({event})")
        outcome = "unsubscribed" if event in _UNSUBSCRIBED else "spam_report"
        return Reading((report(attempt, outcome, _event_id(entry), at, SOURCE, f"SendGrid says {event}"),))
    people = known.reader.find_by_address(email=_text(said, "email"))
    if not people:
        return Reading(note="about nobody who is here; it holds for whoever is enrolled with the address")
    return Reading(
        tuple(
            OutgoingSignal(
                ident,
                "opted_out",
                {
                    "event_id": _event_id(entry, number),
                    "occurred_at": at.isoformat(),
                    "source": SOURCE,
                    "channel": str(Channel.EMAIL),
                    "reason": f"SendGrid says {event}, about another email",
                },
            )
            for number, ident in enumerate(people)
        )
    )


def _attempt(said: dict[str, Any], known: Known) -> Attempt | None:
    touch = _text(said, "touch_key", 1000)
    number = _text(said, "attempt")
    if touch:
        return of_attempt(known.reader.attempts_at(touch_key=touch), int(number) if number.isdecimal() else None)
    smtp_id = _text(said, "smtp-id")
    return of_attempt(known.reader.attempts_at(message_ids=[smtp_id]), None) if smtp_id else None


def _opened(entry: Entry) -> dict[str, Any]:
    try:
        said = json.loads(entry.body)["said"]
    except (ValueError, KeyError, TypeError):
        said = None
    if not isinstance(said, dict):
        raise NotUnderstood("It holds no event, or is no longer kept; see SendGrid's own activity feed.")
    return said


def _at(entry: Entry, said: dict[str, Any]) -> datetime:
    """When it happened by SendGrid's clock; when it came in where that makes no sense."""
    received_at = datetime.fromisoformat(json.loads(entry.body)["received_at"])
    stamp = _text(said, "timestamp")
    if stamp.isdecimal() and len(stamp) <= 10:
        at = datetime.fromtimestamp(int(stamp), UTC)
        if received_at - timedelta(days=30) < at <= received_at:
            return at
    return received_at


def _event_id(entry: Entry, number: int = 0) -> str:
    return f"{SOURCE}:{digest(entry.key, size=32)}:{number}"


def _reason(said: dict[str, Any]) -> str:
    """What stands on the timeline: without addresses."""
    status = _text(said, "status") or _text(said, "bounce_classification")
    words = scrubbed(_text(said, "reason", 500), _text(said, "email"))
    return f"{said.get('event')}{f' {status}' if status else ''}{f': {words}' if words else ''}"


def _text(said: dict[str, Any], name: str, limit: int = 300) -> str:
    value = said.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    try:
        return str(value)[:limit].encode("utf-8", "replace").decode().strip()
    except ValueError:  # a number of thousands of digits
        return ""
