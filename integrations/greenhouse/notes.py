"""Notes in Greenhouse's timeline of a candidate, by `POST /v3/notes`.

Greenhouse knows a note by nothing of ours, so its own are looked through for the mark. A note tells nobody anything by
itself: the candidate is not notified.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, Literal, get_args

from integrations.ats.api import ApiAway, ApiRefuses
from integrations.ats.notes import NoteNotTaken, NoteRefused, NoteUnknown, OutgoingNote
from integrations.greenhouse.client import HarvestApi
from transport.http_request import NotKnown, NotSent

SOURCE: Final = "greenhouse"

Visibility = Literal["admin_only", "private", "public"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)


class GreenhouseNotes:
    """The way of one installation."""

    source = SOURCE

    def __init__(self, api: HarvestApi, *, user_id: str = "", visibility: Visibility = "public") -> None:
        """`user_id`: the Greenhouse user under whose name notes stand; the credential's own where it is empty."""
        self._api, self._user, self._visibility = api, user_id, visibility

    def find(self, note: OutgoingNote) -> str | None:
        try:
            for page in self._api.pages("notes", candidate_ids=note.candidate):
                for one in page:
                    if note.mark in str(one.get("body") or ""):
                        return str(one.get("id") or "")
        except ApiAway as error:
            raise NoteNotTaken(str(error), error.rest, ours=error.ours) from None
        except ApiRefuses as error:
            raise NoteRefused(str(error)) from None
        return None

    def write(self, note: OutgoingNote) -> str:
        body: dict[str, Any] = {
            "candidate_id": _number(note.candidate),
            "body": note.text,
            "visibility": self._visibility,
            "note_type": "NOTE",
        }
        if self._user:
            body["user_id"] = _number(self._user)
        try:
            reply = self._api.create_note(body)
        except ApiAway as error:
            raise NoteNotTaken(str(error), error.rest, ours=error.ours) from None
        except NotSent as error:
            raise NoteNotTaken(f"Greenhouse could not be reached: {error}.", timedelta(seconds=30)) from None
        except NotKnown as error:
            raise NoteUnknown(f"Greenhouse gave no whole answer: {error}.") from None
        if reply.status in (200, 201):
            return str(reply.object().get("id") or "")
        if reply.status >= 500:  # it may have been taken all the same
            raise NoteUnknown(f"Greenhouse failed as it took the note (status {reply.status}).")
        if reply.status == 404:
            raise NoteRefused("Greenhouse has no such candidate any more (status 404).")
        try:
            away = self._api.api.away(reply, "notes")
        except ApiRefuses as error:
            raise NoteRefused(str(error)) from None
        raise NoteNotTaken(str(away), away.rest, ours=away.ours)


def _number(ident: str) -> int | str:
    return int(ident) if ident.isdecimal() else ident
