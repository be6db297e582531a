"""What stands in Ashby's timeline of a candidate: mails by `candidate.addEmailMessage`, all else by
`candidate.createNote`.

A mail has an id of ours, which Ashby takes once. It knows a note by nothing of ours, so a note is looked for by its
mark. Neither notifies anybody.
"""

from __future__ import annotations

import html
from datetime import timedelta
from typing import Any, Final, Literal, get_args

from domain.addresses import BadAddress, normal_email
from integrations.ashby.client import AshbyApi, Fault
from integrations.ats.api import ApiAway, ApiRefuses
from integrations.ats.notes import NoteNotTaken, NoteRefused, NoteUnknown, OutgoingNote
from integrations.ats.payload import Said
from transport.http_request import NotKnown, NotSent

SOURCE: Final = "ashby"
_HAS_IT: Final = ("already", "unique", "duplicate", "exists")
"""One of these is in the fault's name where Ashby has a mail with that id. How it says so isn't documented."""

Visibility = Literal["public", "private"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)


class AshbyNotes:
    """The way of one installation."""

    source = SOURCE

    def __init__(self, api: AshbyApi, *, mail_from: str = "", visibility: Visibility = "public") -> None:
        """`mail_from`: the address of ours that mails are shown with; without it they are notes, too."""
        self._api, self._from, self._private = api, mail_from, visibility == "private"

    def find(self, note: OutgoingNote) -> str | None:
        if self._is_mail(note) and self._their_address(note):
            return None  # Ashby takes it but once: it is handed over again
        try:
            for page in self._api.pages("candidate.listNotes", candidateId=note.candidate):
                for one in page:
                    if note.mark in html.unescape(str(one.get("content") or "")):
                        return str(one.get("id") or "")
        except (ApiAway, ApiRefuses) as error:
            raise _as_told(error) from None
        return None

    def write(self, note: OutgoingNote) -> str:
        address = self._their_address(note) if self._is_mail(note) else ""
        if address:
            return self._hand_over("candidate.addEmailMessage", self._mail(note, address), note)
        body = {
            "candidateId": note.candidate,
            "note": {"type": "text/plain", "value": note.text},
            "sendNotifications": False,
            "isPrivate": self._private,
        }
        return self._hand_over("candidate.createNote", body, note)

    def _is_mail(self, note: OutgoingNote) -> bool:
        return bool(self._from) and note.note.channel == "email" and note.note.kind in ("message", "reply")

    def _their_address(self, note: OutgoingNote) -> str:
        """The candidate's address in Ashby; empty where it has none. Raises NoteNotTaken, and NoteRefused where Ashby
        has no such candidate.
        """
        try:
            person = self._api.one("candidate.info", id=note.candidate)
        except (ApiAway, ApiRefuses) as error:
            raise _as_told(error) from None
        if person is None:
            raise NoteRefused("Ashby has no such candidate any more.")
        return Said(person).text("primaryEmailAddress", "value")

    def _mail(self, note: OutgoingNote, address: str) -> dict[str, Any]:
        sender, to = (address, self._from) if note.note.inbound else (self._from, address)
        return {
            "candidateId": note.candidate,
            "emailProviderEmailId": note.fact_id,
            "subject": note.note.subject or note.note.title,
            "from": sender,
            "to": to,
            "body": html.escape(note.text).replace("\n", "<br>"),
            "sentAt": note.note.at.isoformat().replace("+00:00", "Z"),
            "isPrivate": self._private,
            **({"messageUrl": note.link} if note.link else {}),
        }

    def _hand_over(self, method: str, body: dict[str, Any], note: OutgoingNote) -> str:
        try:
            reply = self._api.hand_over(method, body)
        except ApiAway as error:
            raise NoteNotTaken(str(error), error.rest, ours=error.ours) from None
        except NotSent as error:
            raise NoteNotTaken(f"Ashby could not be reached: {error}.", timedelta(seconds=30)) from None
        except NotKnown as error:
            raise NoteUnknown(f"Ashby gave no whole answer: {error}.") from None
        if reply.status >= 500:  # it may have been taken all the same
            raise NoteUnknown(f"Ashby failed as it took the note (status {reply.status}).")
        if not 200 <= reply.status < 300:
            try:
                away = self._api.api.away(reply, method)
            except ApiRefuses as refused:
                raise _as_told(refused) from None
            raise _as_told(away)
        try:
            said = self._api.read(reply, method)
        except Fault as error:
            if method == "candidate.addEmailMessage" and any(word in error.code for word in _HAS_IT):
                return note.fact_id
            raise NoteRefused(str(error)) from None
        except ApiAway as error:
            if error.ours:
                raise _as_told(error) from None
            raise NoteUnknown(str(error)) from None
        return Said(said).ident("results", "id") or note.fact_id


def sender(address: str) -> str:
    """The address of ours that mails are shown with. Raises ValueError, naming the setting."""
    try:
        return normal_email(address) if address else ""
    except BadAddress:
        raise ValueError("FOLLOWUP_ASHBY_MAIL_FROM must be an address such as talent@example.com.") from None


def _as_told(error: ApiAway | ApiRefuses) -> NoteNotTaken | NoteRefused:
    if isinstance(error, ApiAway):
        return NoteNotTaken(str(error), error.rest, ours=error.ours)
    gone = isinstance(error, Fault) and error.is_gone
    return NoteRefused("Ashby has no such candidate any more." if gone else str(error))
