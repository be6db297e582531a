"""Texts that candidates write. Twilio posts them once or twice and then never again: stored first, answered at once.

Whose number it is is looked up before it is stored, so that a STOP holds from that commit on (R3).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from xml.sax.saxutils import escape

from domain.names import Channel, digest
from domain.replies.classify import MessageReading, read_text
from domain.replies.ours import NOTHING_OURS, Ours, ours_in, ours_of, together
from domain.replies.recorded_reply import asks_who_we_are, wants_texts_again
from domain.state.consent import scope
from gateway.providers.shared_doubts import SHARED, is_doubtful, is_shared, with_others
from gateway.providers.shared_doubts import told as told_of_others
from gateway.providers.twilio_signature import SIGNED, Verifier, form_of
from integrations.arrivals import Entry, Known, NotUnderstood, OutgoingSignal, Reading, Request
from keystore import key_place
from ledger.delivery.attempts import Attempt
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import Sought
from ledger.store import Ledger, LedgerUnavailable, NoPlaybook
from settings import Settings

log = logging.getLogger("followup.gateway")

SOURCE: Final = "text"

NOTHING_TO_SAY: Final = "<Response/>"


def door(settings: Settings) -> Inbound:
    """The door of this installation."""
    return Inbound(Verifier(settings).check, Ledger(settings.ledger_address, settings.keys, key_place(settings)))


@dataclass(frozen=True, slots=True)
class Inbound:
    """Answers `/hooks/twilio/inbound`."""

    source = SOURCE
    wants = SIGNED

    verify: Callable[[Request], None]
    ledger: Ledger

    def entries(self, request: Request) -> list[Entry]:
        form = form_of(request)
        medium, _, number = form.text("From", 80).rpartition(":")  # whatsapp:+12125550123, or a number alone
        said = {
            "received_at": request.received_at.isoformat(),
            "medium": medium.lower(),
            "sid": form.text("MessageSid") or form.text("SmsSid") or form.text("SmsMessageSid"),
            "from": number,
            "text": form.text("Body", 5000),
            "opt_out": form.text("OptOutType", 20).upper(),
            "files": form.text("NumMedia", 5),
        }
        key = said["sid"] or digest(request.body.decode("utf-8", "replace"), size=40)
        entry = Entry(key, "inbound", "", json.dumps(said), wishes=_wishes(said))
        doubtful = is_doubtful(_read(said))
        try:
            people = self.ledger.find_by_address(phone=number)
            last = self.ledger.last_attempt_to(people, Channel.SMS) if len(people) > 1 else None
            about = last.candidate_id if last else next(iter(people), "")
        except LedgerUnavailable as error:  # Twilio does not come again: it is looked up as it is stored
            log.warning("whose number a text came from could not be looked up: %s", error)
            return [replace(entry, sought=Sought(number, SHARED if doubtful else ""))]
        entry = replace(entry, about=about)
        return with_others(entry, people) if about and doubtful else [entry]

    def answer(self, request: Request) -> tuple[str, bytes]:
        """What Twilio is answered: HELP gets who we are and how to stop, everything else nothing.

        Where Twilio says that it has taken the word itself (OptOutType), it has answered, too.
        """
        form = form_of(request)
        said = NOTHING_TO_SAY
        if asks_who_we_are(form.text("Body")) and not form.text("OptOutType"):
            said = f"<Response><Message>{escape(self._who_we_are())}</Message></Response>"
        return "text/xml", said.encode()

    def _who_we_are(self) -> str:
        try:
            playbook = self.ledger.playbooks.rules().playbook
        except (LedgerUnavailable, NoPlaybook):
            return "You get texts about your job application. Reply STOP to opt out."
        return (
            f"{playbook.company.name}: texts about your job application. Questions: {playbook.sender.email}. "
            "Reply STOP to opt out."
        )

    def read(self, entry: Entry, known: Known) -> Reading:
        said, at = _opened(entry)
        people = known.reader.find_by_address(phone=said["from"])
        if not people:
            if wishes := _wishes(said):
                if wishes[0].action == "open":
                    return Reading(note="anyone enrolled with this number will get texts again")
                raise NotUnderstood(
                    "Nobody here has the number that this text came from, and it says stop: that applies to anyone "
                    "enrolled with it. If it belongs to someone here, add the number, then "
                    "`followup inbox retry`."
                )
            raise NotUnderstood(
                "Nobody here has the number that this text came from; enroll them or add the number to the right "
                "person, then `followup inbox retry`."
            )
        text, opt_out = said["text"], said["opt_out"]
        envelope = {"occurred_at": at.isoformat(), "source": SOURCE}
        event_id = f"{SOURCE}:{digest(entry.key, size=32)}"
        if opt_out == "HELP" or asks_who_we_are(text):
            return Reading(note="they asked who we are, and were told so at once")
        if wants_texts_again(text):
            return Reading(_each(people, "opted_in", event_id, envelope | {"channel": str(Channel.SMS)}))
        last = known.reader.last_attempt_to(people, Channel.SMS)
        writer = known.reader.owner_of(last.candidate_id) if last else people[0]
        ours = together([ours_in(known.playbook), ours_of(known.reader.words_sent(writer))])
        read = _read(said, ours)
        if is_shared(entry):
            reply = _reply(f"{event_id}:reply", envelope, said, read, None)
            return told_of_others(entry, reply, read)
        tells = [OutgoingSignal(writer, "reply_received", _reply(f"{event_id}:reply", envelope, said, read, last))]
        stops = read.kind == "stop" and read.certain and bool({None, Channel.SMS} & set(scope(read.closes)))
        if opt_out == "STOP" or stops:
            # A stop is about the number, so all who have it are told. Twilio closes it whatever the word was.
            why = "opted out at Twilio" if opt_out == "STOP" else "a stop came from a number that they share"
            told = _each(people, "opted_out", event_id, envelope | {"channel": str(Channel.SMS), "reason": why})
            # Their own reply says it for whoever wrote it.
            tells = [*(tell for tell in told if opt_out == "STOP" or tell.candidate_id != writer), *tells]
        return Reading(tuple(tells))


def _read(said: dict[str, str], ours: Ours = NOTHING_OURS) -> MessageReading:
    return read_text(said["text"], datetime.fromisoformat(said["received_at"]).date(), ours=ours)


def _wishes(said: dict[str, str]) -> tuple[SuppressionRequest, ...]:
    """What holds for the number as soon as the text is kept, whoever has it (R3, R7)."""
    number, text = said["from"], said["text"]
    if said["opt_out"] == "HELP" or asks_who_we_are(text):
        return ()
    if wants_texts_again(text):
        return (SuppressionRequest("open", Channel.SMS, "START", phone=number),)
    read = _read(said)
    if read.kind == "stop" and read.certain:
        # What they say of mail is about their address, which nobody reads out of a number.
        channels = [channel for channel in scope(read.closes) if channel in (None, Channel.SMS)]
        if channels:
            return tuple(SuppressionRequest("close", channel, "asked us to stop", phone=number) for channel in channels)
    if said["opt_out"] == "STOP":
        return (SuppressionRequest("close", Channel.SMS, "opted out at Twilio", phone=number),)
    return ()


def _each(people: list[str], signal: str, event_id: str, fact: dict[str, Any]) -> tuple[OutgoingSignal, ...]:
    """The same to everybody who has the number."""
    told = ({**fact, "event_id": f"{event_id}:{number}"} for number in range(len(people)))
    return tuple(OutgoingSignal(ident, signal, one) for ident, one in zip(people, told, strict=True))


def _reply(
    event_id: str, envelope: dict[str, Any], said: dict[str, str], read: MessageReading, last: Attempt | None
) -> dict[str, Any]:
    files = int(said["files"]) if said["files"].isdecimal() else 0
    text = said["text"] + (f"\n\n(Attached: {files} picture{'s' if files > 1 else ''} or file)" if files else "")
    fact = envelope | {
        "event_id": event_id,
        "text": text.strip(),
        "channel": str(Channel.SMS),
        "read_as": read.read_as(),
    }
    if said["medium"]:
        fact["medium"] = said["medium"]
    if read.kind == "automatic" and read.returns_on:
        fact["returns_on"] = str(read.returns_on)
    return fact | ({"application_id": last.application_id} if last and last.application_id else {})


def _opened(entry: Entry) -> tuple[dict[str, str], datetime]:
    try:
        kept = json.loads(entry.body)
        said = {name: str(kept[name]) for name in ("sid", "from", "text", "opt_out", "files", "received_at")}
        said["medium"] = str(kept.get("medium", ""))  # rows of older releases have none
        return said, datetime.fromisoformat(kept["received_at"])
    except (ValueError, KeyError, TypeError):
        raise NotUnderstood("It holds no text, or is no longer kept; see Twilio's own log.") from None
