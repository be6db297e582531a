"""The feed's reader that writes notes into an ATS's timeline: one for each fact, in order, once.

Most ATSs take a note twice without noticing. So before a note goes it is entered as being sent; whatever was entered so
and has no end may have arrived, and the ATS's own notes are looked through for its mark before it goes again. Of one
person the notes go in the order of the facts; one that the ATS will never take is put aside, and holds up nobody.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from urllib.parse import quote

from domain.events.envelope import ERASED
from domain.operations.outage import Condition
from domain.views.ats_notes import KINDS, Note, kind_of, marker, note_of, written
from integrations.ats.api import BrokenOff
from ledger.store import Ledger
from ledger.systems.notes import READER, DueNote

log = logging.getLogger("followup.notes")

TROUBLE: Final = "system"
"""The kind of condition under which `doctor` finds what is in the way of a system."""

_OLDEST: Final = timedelta(days=30)
"""What happened before is not written any more: an ATS that was away for a week catches up, one that nobody connected
for months is not flooded.
"""
_AT_ONCE: Final = 50
_SETTLES: Final = timedelta(minutes=1)
"""So long after a hand-over that nobody confirmed a note may still come to be seen."""
_BUSY_FOR: Final = 20.0
"""Seconds after which a round ends, so that the feed is read on."""


class NoteRefused(Exception):
    """The ATS will never take this note; one sentence, with nothing personal in it."""


class NoteNotTaken(Exception):
    """It certainly has not been taken, and may be later.

    `rest`: nothing is to be written before; `ours`: somebody has to set something first.
    """

    def __init__(self, sentence: str, rest: timedelta | None = None, *, ours: bool = False) -> None:
        super().__init__(sentence)
        self.rest, self.ours = rest, ours


class NoteUnknown(Exception):
    """Nobody knows whether it was taken; one sentence."""


@dataclass(frozen=True, slots=True)
class OutgoingNote:
    """A note on its way."""

    candidate: str  # the ATS's own id of the record
    application: str  # the ATS's own id of the application that it is about; empty where it is about none
    fact_id: str
    note: Note
    link: str

    @property
    def text(self) -> str:
        """All of it, with the mark."""
        return written(self.note, self.fact_id, self.link)

    @property
    def mark(self) -> str:
        """By which it is known again."""
        return marker(self.fact_id)


class NoteWriter(Protocol):
    """How one ATS takes notes. For one thread."""

    @property
    def source(self) -> str:
        """The first part of the ids of its people."""

    def find(self, note: OutgoingNote) -> str | None:
        """The ATS's id of the note that has the mark; None where the person has none. Raises NoteNotTaken, and
        NoteRefused where the ATS has no such person.
        """

    def write(self, note: OutgoingNote) -> str:
        """Hand it over, once; the ATS's id of it. Raises NoteRefused, NoteNotTaken, NoteUnknown."""


class NotesReader:
    """Follows the feed for one ATS (`activities.feeds.FeedReader`)."""

    def __init__(
        self,
        ledger: Ledger,
        writer: NoteWriter,
        *,
        kinds: Collection[str] = KINDS,
        desk_url: str = "",
        country: str = "",
    ) -> None:
        """`kinds`: of notes to write. `desk_url`: where colleagues see the whole of it."""
        self._ledger, self._writer = ledger, writer
        self._source = writer.source
        self._kinds = frozenset(kinds)
        self._desk = desk_url.rstrip("/")
        self._country = country
        self._not_before: datetime | None = None
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        """The reader's name."""
        return READER.format(self._source)

    # ------------------------------------------------------------ as a reader of the feed

    def take(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Enter the notes that follow from these rows of the timeline."""
        due = []
        for row in rows:
            kind = kind_of(row["type"])
            if kind is None or kind not in self._kinds or json.loads(row["payload"]).get("source") == self._source:
                continue
            recorded_at = datetime.fromisoformat(row["recorded_at"])
            if now - recorded_at > _OLDEST or not self._record_of(row["candidate_id"]):
                continue
            due.append(
                DueNote(row["number"], row["candidate_id"], row["event_id"], kind, recorded_at, tries=0, begun_at=None)
            )
        self._ledger.notes.put(self._source, due)

    def rest(self, now: datetime) -> None:
        """Write what is due, for a while."""
        if self._not_before is not None and now < self._not_before:
            return
        began = time.monotonic()
        with self._turn, suppress(BrokenOff):  # what was about to go then may have gone, and is looked for
            while due := self._ledger.notes.due(self._source, now, _AT_ONCE):
                for one in due:
                    if not self._write(one, now) or time.monotonic() - began > _BUSY_FOR:
                        return

    # ------------------------------------------------------------ one note

    def _write(self, due: DueNote, now: datetime) -> bool:
        """Bring one note to its end, or put it off; False where the ATS takes none at present."""
        notes = self._ledger.notes
        outgoing = self._outgoing(due)
        if outgoing is None:
            notes.end(self._source, due.number, "dropped", now)
            return True
        try:
            if due.begun_at is not None:
                if now - due.begun_at < _SETTLES:
                    until = due.begun_at + _SETTLES
                    notes.postpone(self._source, due.number, until, says=_NOT_CONFIRMED, unknown=True)
                    return True
                if (found := self._writer.find(outgoing)) is not None:
                    notes.end(self._source, due.number, "done", now, note_id=found)
                    return True
            notes.sending(self._source, due.number, now)
            note_id = self._writer.write(outgoing)
        except NoteRefused as error:
            log.warning("a note was refused by %s and put aside: %s", self._source, error)
            notes.end(self._source, due.number, "refused", now, says=str(error))
            return True
        except NoteNotTaken as error:
            until = now + (error.rest or _pause(due.tries))
            # What was handed over before and could not be looked up is as doubtful as it was.
            notes.postpone(self._source, due.number, until, says=str(error), unknown=due.begun_at is not None)
            self._not_before = until
            self._say(str(error) if error.ours else "", now)
            return False
        except NoteUnknown as error:
            notes.postpone(
                self._source, due.number, now + max(_SETTLES, _pause(due.tries)), says=str(error), unknown=True
            )
            return True
        notes.end(self._source, due.number, "done", now, note_id=note_id)
        self._say("", now)
        return True

    def _outgoing(self, due: DueNote) -> OutgoingNote | None:
        """The note with its words; None where it is not to be written any more."""
        if self._ledger.erasures.are_erased(due.candidate_id, self._ledger.owner_of(due.candidate_id)):
            return None
        row = self._ledger.notes.fact(due.number)
        if row is None:
            return None
        fact = {**json.loads(row["payload"]), **json.loads(row["personal"] or "{}")}
        fact |= {"type": row["type"], "occurred_at": datetime.fromisoformat(row["occurred_at"])}
        words = ""
        if row["type"] == "sent":
            words = self._ledger.notes.words_of(fact.get("touch_key", ""), fact.get("attempt", 0))
        note = note_of(fact, system=self._source, words="" if words == ERASED else words, country=self._country)
        application = str(fact.get("application_id") or "")
        record = self._record_of(due.candidate_id, application)
        if note is None or not record:
            return None
        owner = self._ledger.owner_of(due.candidate_id)
        link = f"{self._desk}/candidates/{quote(owner, safe='')}" if self._desk else ""
        return OutgoingNote(record, application, due.event_id, note, link)

    def _record_of(self, candidate_id: str, application: str = "") -> str:
        """The ATS's own id of the person's record: of the application's, where it has several; empty where it has
        none.
        """
        mine = f"{self._source}:"
        theirs = [one for one in self._ledger.ids_of(candidate_id) if one.startswith(mine)]
        named = self._ledger.last_said_of(self._source, application) if application and len(theirs) > 1 else ""
        return (named if named in theirs else next(iter(theirs), "")).removeprefix(mine)

    def _say(self, sentence: str, now: datetime) -> None:
        """Put it where `doctor` looks, or take it back."""
        found = [Condition(TROUBLE, about=self._source, says=sentence)] if sentence else []
        self._ledger.conditions.replace(self.name, found, now)


_NOT_CONFIRMED: Final = "Nobody confirmed it; the ATS is asked for it."


def _pause(tries: int) -> timedelta:
    """Until the next try: 5 s, doubled each time, at most 10 minutes, for as long as it takes."""
    return min(timedelta(seconds=5 * (1 << min(tries, 8))), timedelta(minutes=10))
