"""SendGrid's Inbound Parse: mail that candidates write, raw or in fields.

A mail that comes in is cut down at once to what is needed to read it: attachments leave their names alone. Whom it is
about is looked up before it is stored, so that a stop holds from that commit on (R3); it is read when it is told.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from channels.reasons import scrubbed
from domain.addresses import folded_email
from domain.delivery.undelivered import address_mark
from domain.names import Channel, digest, is_for_colleague
from domain.playbook.model import Playbook
from domain.replies.classify import MessageReading, read_mail
from domain.replies.mail import bounces
from domain.replies.mail.authentication_results import Authority
from domain.replies.mail.forms import Field, fields_of
from domain.replies.mail.kinds import Kind, kind_of
from domain.replies.mail.parse import Mail, load, mail_of
from domain.replies.mail.raw_mail import RAW, key_of, mail_received, split
from domain.replies.ours import NOTHING_OURS, Ours, ours_in, ours_of, together
from domain.state.consent import scope
from gateway.providers.reports import ABOUT_A_COLLEAGUE, report
from gateway.providers.sendgrid_signature import SIGNED, Verifier
from gateway.providers.shared_doubts import is_doubtful, is_shared, with_others
from gateway.providers.shared_doubts import told as told_of_others
from gateway.sender_match import SenderMatch, match_sender, returned_touch
from gateway.webhooks.unparsed import UnparsedBody, spared
from integrations.arrivals import (
    UNREADABLE,
    Entry,
    Known,
    NotUnderstood,
    OutgoingSignal,
    Reading,
    Request,
    body_digest,
)
from keystore import key_place
from ledger.delivery.suppressions import SuppressionRequest
from ledger.queries.reading import Reader
from ledger.store import Ledger, NoPlaybook
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
    return Inbound(Ledger(settings.ledger_address, settings.keys, key_place(settings)), settings.keys, verifier.check)


@dataclass(frozen=True, slots=True)
class Mails:
    """Mail that came in, by whatever way: as it is kept, and what it comes to when it is told."""

    source = SOURCE

    ledger: Ledger
    keys: Sequence[str]

    def entries_of(self, mail: Mail, key: str, received_at: datetime, also: str = "") -> list[Entry]:
        """A mail as it is kept, with whom it is about and what holds as soon as it is kept. `also`: its other key.

        Raises LedgerUnavailable: kept as about nobody it would hold nobody (R3), and whoever brought it comes again.
        """
        body = json.dumps({"received_at": received_at.isoformat(), "mail": mail.dump()})
        found = self._whom(mail)
        kind = _kind(mail, found)
        about = found.candidate_id if found and not found.is_colleague else ""
        said = read_mail(mail, received_at.date(), ours=self._ours(found), answers_ours=_answers_ours(found))
        entry = Entry(key, kind.what, about, body, wishes=self._wishes(mail, kind, said, found), also=also)
        if not found or not about or not is_doubtful(said):
            return [entry]
        return with_others(entry, _sharing(mail, found, self.ledger))

    def _whom(self, mail: Mail) -> SenderMatch | None:
        touch = returned_touch(mail, self.ledger, self.keys) if kind_of(mail).what in _BOUNCES else None
        return SenderMatch(touch.candidate_id, touch) if touch else match_sender(mail, self.ledger, self.keys)

    def _wishes(
        self, mail: Mail, kind: Kind, said: MessageReading, found: SenderMatch | None
    ) -> tuple[SuppressionRequest, ...]:
        """What holds for an address as soon as the mail is kept, whoever has it and whoever is found (R3, R7)."""
        if found and found.is_colleague:
            return ()
        written_to = found.attempt.address if found and found.attempt else ""
        if kind.what == "complaint":
            address = written_to or mail.returned.recipient
            return (
                (SuppressionRequest("close", Channel.EMAIL, "complained about spam", email=address),) if address else ()
            )
        if said.kind != "stop" or not said.certain:
            return ()  # a doubt holds what is for them by its row, until it is told
        if kind.what == "automatic" and (found is None or found.authentication != "yes"):
            return ()  # a machine's words, and nobody knows whose machine
        try:
            if found and _is_colleague(
                mail.sender, found.candidate_id, self.ledger.playbooks.rules().playbook, self.ledger
            ):
                return ()
        except NoPlaybook:  # then it waits for its telling
            return ()
        addresses = dict.fromkeys(one.lower() for one in (mail.sender, written_to) if one)
        # What they say of texts is about their number, which nobody reads out of a mail's address.
        channels = [channel for channel in scope(said.closes) if channel in (None, Channel.EMAIL)]
        return tuple(
            SuppressionRequest("close", channel, "asked us to stop", email=one)
            for channel in channels
            for one in addresses
        )

    def _ours(self, found: SenderMatch | None) -> Ours:
        """What we wrote to them, before anything is told; nothing where no playbook is in force."""
        try:
            return _ours_to(found, self.ledger, self.ledger.playbooks.rules().playbook)
        except NoPlaybook as error:
            log.warning("what an email answers could not be looked up: %s", type(error).__name__)
            return NOTHING_OURS

    def read(self, entry: Entry, known: Known) -> Reading:
        mail, received_at = _opened(entry)
        kind = kind_of(mail)
        if not is_shared(entry) and kind.what in _BOUNCES:
            return self._came_back(entry, mail, kind, received_at, known)
        found = match_sender(mail, known.reader, self.keys)
        kind = _kind(mail, found)
        ours = _ours_to(found, known.reader, known.playbook)
        said = read_mail(mail, received_at.date(), ours=ours, answers_ours=_answers_ours(found))
        if is_shared(entry):
            fact = _fact(mail, said, SenderMatch(entry.about), received_at) | {"event_id": _event_id(entry)}
            return told_of_others(entry, fact, said)
        if said.kind == "noise":
            return Reading(note=said.why)
        if found is None:
            return _from_nobody(kind, stops=said.kind == "stop" and said.certain)
        if found.attempt is not None and is_for_colleague(found.attempt.touch_key) and said.kind == "answer":
            about = found.attempt.candidate_id.removeprefix("manual:")
            raise NotUnderstood(
                f"A colleague has answered by email what they were asked about {about}: read it, and record it with "
                f"`followup feedback {about}`."
            )
        if found.is_colleague:
            return Reading(note="a colleague answers the daily digest; say it with `followup contacted` or `note`")
        if _is_colleague(mail.sender, found.candidate_id, known.playbook, known.reader):
            return Reading(note="written by a colleague; `followup contacted` says that they were written to")
        return _told(entry, mail, kind, said, found, received_at, known.reader)

    def _came_back(self, entry: Entry, mail: Mail, kind: Kind, received_at: datetime, known: Known) -> Reading:
        attempt = returned_touch(mail, known.reader, self.keys)
        if attempt is None:
            if known.reader.attempts_at(message_ids=mail.returned.message_ids):
                raise NotUnderstood(
                    "It says that one of our emails came back, but names it by an id that could be guessed, and not "
                    "the address that it had gone to; check whether that address works."
                )
            raise NotUnderstood(
                "It says that an email came back or was complained about, and names neither an email nor an address of "
                f"ours ({kind.why}). If its words tell whom it is about, see to their address; else leave it."
            )
        if SenderMatch(attempt.candidate_id).is_colleague:
            return Reading(note=f"{ABOUT_A_COLLEAGUE}: {kind.why}")
        if kind.what == "bounce" and not bounces.speaks_of(mail, attempt.address):
            kind = Kind(*bounces.elsewhere(kind.why))
        why = f"{kind.why} {scrubbed(mail.returned.diagnosis, attempt.address)}".strip()
        arrived_at = known.reader.last_arrival(attempt) if kind.undecided else None
        told = report(
            attempt, _BOUNCES[kind.what], _event_id(entry), received_at, SOURCE, why,
            undecided=kind.undecided, arrived_at=arrived_at,
        )  # fmt: skip
        return Reading((told,))


@dataclass(frozen=True, slots=True)
class Inbound(Mails):
    """Answers `/hooks/sendgrid/inbound`."""

    wants = SIGNED

    verify: Callable[[Request], None]

    def entries(self, request: Request) -> list[Entry]:
        content_type = request.headers.get("content-type", "")
        posted = fields_of(request.body, content_type)
        mail = _mail_in(request.body, content_type, posted)
        if mail is None:
            return [kept_unread(request.body, content_type, request.received_at)]
        return self.entries_of(mail, posted_key(mail), request.received_at, _mailbox_key(posted))


def posted_key(mail: Mail) -> str:
    """The key of a mail that SendGrid posts. Not by the Message-ID alone: some automatic mail has the same one each
    time, and some none.
    """
    same = (mail.message_id, mail.date, mail.sender, mail.subject, body_digest(mail.text.encode("utf-8", "replace")))
    return digest(*same, size=40)


def _mailbox_key(posted: Sequence[Field]) -> str:
    """The key of the same mail in a mailbox; empty where what is posted does not say."""
    values = {one.name: one.value for one in posted if not one.file_name}
    try:
        return key_of(*split(values["email"])) if "email" in values else key_of(values.get("headers", b""))
    except Exception as error:  # as in reading it: then it has one key alone
        log.warning("an email's headers could not be read: %s", type(error).__name__)
        return ""


def _from_nobody(kind: Kind, *, stops: bool) -> Reading:
    if kind.what == "automatic":
        return Reading(note="automatic email of nobody who is here")
    if stops:
        raise NotUnderstood(
            "Nobody here has the address that this email came from, and it says stop: that applies to anyone "
            "enrolled with it. If it belongs to someone here, add the address, then `followup inbox retry`."
        )
    raise NotUnderstood(
        "Nobody here has the address that this email came from, and it doesn't answer any of our emails; enroll them "
        "or add the "
        "address to the right person, then `followup inbox retry`."
    )


def _told(
    entry: Entry,
    mail: Mail,
    kind: Kind,
    said: MessageReading,
    found: SenderMatch,
    received_at: datetime,
    reader: Reader,
) -> Reading:
    """What a mail of theirs says: an answer, an absence, a stop."""
    if kind.what == "automatic" and found.authentication != "yes":
        return Reading(note=f"automatic email of a sender who is not verified ({kind.why})")
    fact = _fact(mail, said, found, received_at) | {"event_id": _event_id(entry)}
    stops = said.kind == "stop"
    if found.authentication in _DOUBTS and not stops and said.kind != "automatic":
        raise NotUnderstood(f"{_DOUBTS[found.authentication]} A stop would count all the same.")
    tells = [OutgoingSignal(found.candidate_id, "reply_received", fact)]
    if stops and said.certain and {None, Channel.EMAIL} & set(scope(said.closes)):
        out = {name: fact[name] for name in ("occurred_at", "source", "author")}
        shared = {"channel": str(Channel.EMAIL), "reason": "a stop came from an address that they share"}
        tells += [
            OutgoingSignal(ident, "opted_out", out | shared | {"event_id": _event_id(entry, number)})
            for number, ident in enumerate(_sharing(mail, found, reader), start=2)
        ]
    return Reading(tuple(tells))


_DOUBTS: Final = {
    "forged": "The sender's domain says that this email isn't from there (SPF), so it's not passed on; ask the "
    "candidate.",
    "stranger": "It answers one of our emails by an id that could be guessed, from an address that nobody here has, so "
    "nothing is told; ask the candidate.",
}


def _sharing(mail: Mail, found: SenderMatch, reader: Reader) -> list[str]:
    """Who else is known by an address that the stop closes."""
    addresses = {one for one in (mail.sender, found.attempt.address if found.attempt else "") if one}
    people = {ident for one in addresses for ident in reader.find_by_address(email=one)}
    return sorted(people - {reader.owner_of(found.candidate_id)})


def _fact(mail: Mail, said: MessageReading, found: SenderMatch, received_at: datetime) -> dict[str, Any]:
    """A reply's fields, but for its id: their words, and how they are read."""
    attempt = found.attempt
    fact: dict[str, Any] = {
        "occurred_at": received_at.isoformat(),
        "source": SOURCE,
        "author": "" if found.authentication == "yes" else UNVERIFIED,
        "text": _words(mail, said),
        "channel": str(Channel.EMAIL),
        "automatic": said.kind == "automatic",
        "in_reply_to": attempt.message_id if attempt else (mail.answers or ("",))[0],
        "message_id": mail.message_id[:1000],
        "subject": mail.subject[:300],
        "read_as": said.read_as(),
    }
    if mark := address_mark(mail.sender):
        fact["address_mark"] = mark
    if said.returns_on:
        fact["returns_on"] = str(said.returns_on)
    return fact | ({"application_id": attempt.application_id} if attempt and attempt.application_id else {})


def _kind(mail: Mail, found: SenderMatch | None) -> Kind:
    return kind_of(mail, answers_ours=_answers_ours(found))


def _answers_ours(found: SenderMatch | None) -> bool:
    """Did it come to an address that we signed, or name a Message-ID of ours?"""
    return found is not None and found.attempt is not None


def _ours_to(found: SenderMatch | None, reader: Reader, playbook: Playbook) -> Ours:
    """What is ours in a mail: what we wrote to them, and what every message of the playbook says."""
    sent = reader.words_sent(found.candidate_id) if found and not found.is_colleague else []
    return together([ours_in(playbook), ours_of(sent)])


def _words(mail: Mail, said: MessageReading) -> str:
    """What they wrote, and what they attached."""
    words = said.own_words
    if not words and said.kind == "stop":
        words = f"(Subject: {mail.subject.strip()})"
    if mail.meeting:
        words = f"{mail.meeting.capitalize()}: {mail.subject}\n{words}".strip()
    if mail.attachments:
        words = f"{words}\n\n(Attached: {', '.join(mail.attachments)})".strip()
    return words[:9_900]


def _is_colleague(sender: str, candidate: str, playbook: Playbook, reader: Reader) -> bool:
    """Did somebody of ours write, with the candidate's mail at hand? Then it is no reply."""
    address = folded_email(sender)
    if address == folded_email(playbook.sender.email):
        return True
    state = reader.snapshot(reader.owner_of(candidate)) or {}
    if address == folded_email(str((state.get("candidate") or {}).get("email", ""))):
        return False  # somebody of ours who applies is a candidate
    apps = state.get("applications") or []
    people = [app.get(role) or {} for app in apps for role in ("recruiter", "hiring_manager")]
    people += [one for app in apps for i in app.get("interviews") or [] for one in i.get("interviewers") or []]
    if any(address == folded_email(str(one.get("email", ""))) for one in people):
        return True
    return any(address == folded_email(one.email) for one in reader.team.all().members if one.email)  # a cover, perhaps


def _mail_in(body: bytes, content_type: str, posted: list[Field] | None = None) -> Mail | None:
    """The mail that is posted; None where none can be read."""
    try:
        if content_type == RAW:
            return mail_received(body, Authority())
        return mail_of(fields_of(body, content_type) if posted is None else posted)
    except Exception as error:  # what nobody thought of: it is kept, to be read after a fix
        log.error("reading an email failed with %s", type(error).__name__)
        return None


def kept_unread(posted: bytes, content_type: str, received_at: datetime) -> Entry:
    """What cannot be read now, without what was attached, so that it can be read after a fix."""
    content_type = content_type[:500]
    spare = spared(posted, content_type)
    body = {"received_at": received_at.isoformat(), "content_type": content_type, "unread": spare.dump()}
    return Entry(body_digest(posted), UNREADABLE, "", json.dumps(body))


def _opened(entry: Entry) -> tuple[Mail, datetime]:
    left_out = ""
    try:
        kept = json.loads(entry.body)
        received_at = datetime.fromisoformat(kept["received_at"]).astimezone(UTC)
        if "unread" in kept:
            spare = UnparsedBody.load(kept["unread"])
            mail, left_out = _mail_in(spare.body, str(kept["content_type"])), spare.said
            if mail is None:
                raise NotUnderstood(
                    f"No email can be read out of what was posted.{left_out} Once followup has been put right, "
                    "`followup inbox retry` reads it again."
                )
        else:
            mail = load(kept["mail"])
    except (ValueError, KeyError, TypeError):
        mail = None
    if mail is None:
        raise NotUnderstood("It holds no email, or is no longer kept; see SendGrid's own activity feed.")
    return mail, received_at


def _event_id(entry: Entry, number: int = 0) -> str:
    return f"{SOURCE}:{digest(entry.key, size=32)}:{number}"
