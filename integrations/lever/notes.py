"""Notes in Lever, by `POST /opportunities/:id/notes`.

A note of Lever's belongs to an opportunity, not to a person: one that is about no application goes to the one that was
opened last. Lever takes the same note as often as it comes, so its own are looked through for the mark. Nobody who
follows the candidate is notified.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final, Literal, get_args

from integrations.ats.api import ApiAway, ApiRefuses
from integrations.ats.notes import NoteNotTaken, NoteRefused, NoteUnknown, OutgoingNote
from integrations.ats.payload import Said
from integrations.lever.lists import LeverLists
from transport.http_request import NotKnown, NotSent

SOURCE: Final = "lever"
Visibility = Literal["public", "secret"]
VISIBILITIES: Final[tuple[Visibility, ...]] = get_args(Visibility)
"""Secret notes are for those who may see sensitive information."""

USER: Final = "FOLLOWUP_LEVER_USER_ID"
_NOBODY: Final = "Lever has no opportunity of this candidate any more."


class LeverNotes:
    """The way of one installation."""

    source = SOURCE

    def __init__(self, lists: LeverLists, *, user_id: str = "", visibility: Visibility = "public") -> None:
        """`user_id`: the Lever user in whose name notes stand; nobody's where it is empty."""
        self._lists, self._user, self._visibility = lists, user_id, visibility

    def find(self, note: OutgoingNote) -> str | None:
        try:
            named = _named(note)
            if named and (found := self._found(note, named)) is not None:
                return found
            for place in self._places(note):
                if place != named and (found := self._found(note, place)) is not None:
                    return found
        except ApiAway as error:
            raise NoteNotTaken(str(error), error.rest, ours=error.ours) from None
        except ApiRefuses as error:
            raise NoteRefused(str(error)) from None
        return None

    def write(self, note: OutgoingNote) -> str:
        named = _named(note)
        if named and (written := self._write(note, named)) is not None:
            return written
        try:
            # It is about no application, or about one that is not Lever's, or not any more.
            place = next((one for one in self._places(note) if one != named), None)
        except ApiAway as error:
            raise NoteNotTaken(str(error), error.rest, ours=error.ours) from None
        except ApiRefuses as error:
            raise NoteRefused(str(error)) from None
        written = self._write(note, place) if place else None
        if written is None:
            raise NoteRefused(_NOBODY)
        return written

    def _write(self, note: OutgoingNote, opportunity: str) -> str | None:
        """The id of the note; None where Lever has no such opportunity."""
        body: dict[str, Any] = {"value": note.text, "secret": self._visibility == "secret", "notifyFollowers": False}
        try:
            reply = self._lists.create_note(opportunity, body, user=self._user)
        except ApiAway as error:
            raise NoteNotTaken(str(error), error.rest, ours=error.ours) from None
        except NotSent as error:
            raise NoteNotTaken(f"Lever could not be reached: {error}.", timedelta(seconds=30)) from None
        except NotKnown as error:
            raise NoteUnknown(f"Lever gave no whole answer: {error}.") from None
        if reply.status in (200, 201):
            made = reply.object().get("data")
            return str(made.get("id") or "") if isinstance(made, dict) else ""
        if reply.status >= 500:  # it may have been taken all the same
            raise NoteUnknown(f"Lever failed as it took the note (status {reply.status}).")
        if reply.status in (404, 410):
            return None
        if reply.status == 400 and not self._user:
            sentence = f"Lever takes no note that is in nobody's name (status 400); set {USER}."
            raise NoteNotTaken(sentence, timedelta(minutes=10), ours=True)
        try:
            away = self._lists.api.away(reply, "notes")
        except ApiRefuses as error:
            raise NoteRefused(str(error)) from None
        raise NoteNotTaken(str(away), away.rest, ours=away.ours)

    def _found(self, note: OutgoingNote, opportunity: str) -> str | None:
        """The id of the note of an opportunity that has the mark."""
        if self._lists.api.read(f"opportunities/{opportunity}") is None:
            return None
        for page in self._lists.pages(f"opportunities/{opportunity}/notes"):
            for one in page:
                if any(note.mark in text for text in _texts(one)):
                    return str(one.get("id") or "")
        return None

    def _places(self, note: OutgoingNote) -> list[str]:
        """The person's opportunities: first those that are open, of these the newest."""
        theirs = [one for one in self._lists.opportunities_of([note.candidate]) if isinstance(one.get("id"), str)]
        theirs.sort(key=lambda one: (not one.get("archived"), _number(one.get("createdAt"))), reverse=True)
        return [one["id"] for one in theirs]


def _named(note: OutgoingNote) -> str:
    """The opportunity that it is about, as far as it may be one of Lever's."""
    return Said(note.application).ident()


def _texts(note: dict[str, Any]) -> list[str]:
    """All that a note says: each of its fields has a text, and comments on it are fields, too."""
    fields = note.get("fields")
    found = [one.get("value") for one in fields if isinstance(one, dict)] if isinstance(fields, list) else []
    return [one for one in (*found, note.get("text")) if isinstance(one, str)]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
