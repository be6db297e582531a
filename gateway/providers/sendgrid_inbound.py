"""SendGrid's Inbound Parse: mail that candidates write, raw or in fields.

A mail that comes in is cut down at once to what is needed to read it: attachments leave their names alone. Whom it is
about is looked up before it is stored, so that a stop holds from that commit on (R3); it is read when it is told.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from channels.reasons import scrubbed
from domain.names import Channel, digest
from domain.replies import is_stop_word, read
from domain.return_dates import return_date
from domain.told import ReplyReceived
from gateway.arrivals import Entry, Known, NotUnderstood, Reading, Request, Tell, body_digest, unreadable
from gateway.providers.reports import ABOUT_A_COLLEAGUE, report
from gateway.providers.sendgrid_signature import Verifier
from gateway.replies.form import fields_of
from gateway.replies.kinds import Kind, kind_of
from gateway.replies.mail import Mail, load, mail_of
from gateway.replies.own_words import own_words
from gateway.replies.whom import Whom, returned_touch, whom
from ledger.engine import LedgerUnavailable
from ledger.reading import Reader
from settings import Settings

log = logging.getLogger("followup.gateway")

SOURCE: Final = "mail"

RETRIED_FOR: Final = timedelta(days=3, minutes=10)
"""SendGrid tries for three days to hand over a mail."""

UNVERIFIED: Final = "sender not verified"
"""Stands as the author of what came from an address that anybody could have written into the From:."""

_BOUNCES: Final = {"bounce": "bounced", "blocked": "blocked", "complaint": "spam_report"}


def door(settings: Settings) -> Inbound:
    """The door of this installation. Raises BadSetting."""
    assert settings.sendgrid_inbound_key is not None
    verifier = Verifier("sendgrid_inbound_key", settings.sendgrid_inbound_key.get_secret_value(), RETRIED_FOR)
    return Inbound(verifier, Reader(settings.ledger_address, settings.keys), settings.keys)


@dataclass(frozen=True, slots=True)
class Inbound:
    """Answers `/hooks/sendgrid/inbound`."""

    verifier: Verifier
    reader: Reader
    keys: Sequence[str]

    @property
    def source(self) -> str:
        return SOURCE

    def verify(self, request: Request) -> None:
        self.verifier.check(request)

    def entries(self, request: Request) -> list[Entry]:
        mail = mail_of(fields_of(request.body, request.headers.get("content-type", "")))
        if mail is None:
            return unreadable(request)
        # Not by the Message-ID alone: some automatic mail has the same one each time, and some none.
        same = (
            mail.message_id,
            mail.date,
            mail.sender,
            mail.subject,
            body_digest(mail.text.encode("utf-8", "replace")),
        )
        body = json.dumps({"received_at": request.received_at.isoformat(), "mail": mail.dump()})
        return [Entry(digest(*same, size=40), kind_of(mail).what, self._about(mail), body)]

    def _about(self, mail: Mail) -> str:
        try:
            touch = returned_touch(mail, self.reader, self.keys) if mail.report else None
            found = Whom(touch.candidate_id) if touch else whom(mail, self.reader, self.keys)
        except LedgerUnavailable as error:
            log.warning("whom a mail is about could not be looked up: %s", error)
            return ""
        return found.candidate_id if found and not found.is_colleague else ""

    def read(self, entry: Entry, known: Known) -> Reading:
        mail, received_at = _opened(entry)
        kind = kind_of(mail)
        if kind.what in _BOUNCES:
            return self._came_back(entry, mail, kind, received_at, known)
        if kind.what == "noise":
            return Reading(note=kind.why)
        found = whom(mail, known.reader, self.keys)
        if found is None:
            return _from_nobody(kind)
        if found.is_colleague:
            return Reading(note="a colleague answers the daily digest; say it with `followup contacted` or `note`")
        if _is_colleague(mail.sender, found.candidate_id, known):
            return Reading(note="written by a colleague; `followup contacted` says that they were written to")
        return _told(entry, mail, kind, found, received_at)

    def _came_back(self, entry: Entry, mail: Mail, kind: Kind, received_at: datetime, known: Known) -> Reading:
        attempt = returned_touch(mail, known.reader, self.keys)
        if attempt is None:
            return Reading(note=f"{kind.why}; about no mail of ours")
        if Whom(attempt.candidate_id).is_colleague:
            return Reading(note=f"{ABOUT_A_COLLEAGUE}: {kind.why}")
        why = f"{kind.why} {scrubbed(mail.returned.diagnosis, attempt.address)}".strip()
        return Reading((report(attempt, _BOUNCES[kind.what], _event_id(entry), received_at, SOURCE, why),))


def _from_nobody(kind: Kind) -> Reading:
    if kind.what == "automatic":
        return Reading(note="automatic mail of nobody who is here")
    raise NotUnderstood(
        "Nobody here has the address that this mail came from, and it answers no mail of ours; enrol them or add the "
        "address to whom it belongs, then `followup inbox retry`."
    )


def _told(entry: Entry, mail: Mail, kind: Kind, found: Whom, received_at: datetime) -> Reading:
    """What a mail of theirs says: an answer, an absence, a stop."""
    if kind.what == "automatic" and found.surely != "yes":
        return Reading(note=f"automatic mail of a sender who is not verified ({kind.why})")
    text = _words(mail)
    fact: dict[str, Any] = {
        "event_id": _event_id(entry),
        "occurred_at": received_at.isoformat(),
        "source": SOURCE,
        "author": "" if found.surely == "yes" else UNVERIFIED,
        "text": text,
        "channel": str(Channel.EMAIL),
        "automatic": kind.what == "automatic",
        "in_reply_to": found.attempt.message_id if found.attempt else (mail.answers or ("",))[0],
    }
    if found.attempt and found.attempt.application_id:
        fact["application_id"] = found.attempt.application_id
    if kind.what == "automatic":
        back = return_date(f"{mail.subject}\n{text}", received_at.date())
        return Reading(
            (Tell(found.candidate_id, "reply_received", fact | ({"returns_on": str(back)} if back else {})),)
        )
    stops = read(ReplyReceived.model_validate(fact)).intent == "stop"
    tells = [Tell(found.candidate_id, "reply_received", fact)]
    if not stops and is_stop_word(_bare(mail.subject), Channel.EMAIL):
        # The mail that List-Unsubscribe asks for, and people who write no more than that.
        stops = True
        out = {name: fact[name] for name in ("occurred_at", "source", "author")}
        out |= {"event_id": _event_id(entry, 1), "reason": "asked us to stop, in the subject of a mail"}
        stop = Tell(found.candidate_id, "opted_out", out)
        tells = [stop, *tells] if text else [stop]
    if found.surely == "forged" and not stops:
        raise NotUnderstood(
            "The sender's domain says that this mail is not from there (SPF), so nothing is told; ask the candidate. "
            "A stop would count all the same."
        )
    return Reading(tuple(tells))


def _words(mail: Mail) -> str:
    """What they wrote, and what they attached."""
    said = own_words(mail.text)
    if mail.meeting:
        said = f"{mail.meeting.capitalize()}: {mail.subject}\n{said}".strip()
    if mail.attachments:
        said = f"{said}\n\n(Attached: {', '.join(mail.attachments)})".strip()
    return said[:9_900]


def _bare(subject: str) -> str:
    """The subject without what mail programs put in front of it."""
    while (cut := subject.partition(":"))[1] and len(cut[0].strip()) <= 4:
        subject = cut[2]
    return subject


def _is_colleague(sender: str, candidate: str, known: Known) -> bool:
    """Did somebody of ours write, with the candidate's mail at hand? Then it is no reply."""
    address = sender.lower()
    if address == known.playbook.sender.email.lower():
        return True
    state = known.reader.snapshot(known.reader.owner_of(candidate)) or {}
    if address == str((state.get("candidate") or {}).get("email", "")).lower():
        return False  # somebody of ours who applies is a candidate
    people = [
        app.get(role) or {} for app in state.get("applications") or [] for role in ("recruiter", "hiring_manager")
    ]
    return any(address == str(one.get("email", "")).lower() for one in people)


def _opened(entry: Entry) -> tuple[Mail, datetime]:
    try:
        kept = json.loads(entry.body)
        mail, received_at = load(kept["mail"]), datetime.fromisoformat(kept["received_at"])
    except (ValueError, KeyError, TypeError):
        mail = None
    if mail is None:
        raise NotUnderstood("It holds no mail, or is no longer kept; see SendGrid's own activity feed.")
    return mail, received_at


def _event_id(entry: Entry, number: int = 0) -> str:
    return f"{SOURCE}:{digest(entry.key, size=32)}:{number}"
