"""What stands in the way of an erasure's certificate (R23): where something of theirs still is, and what to do.

It names ids, entries and files, and no words of anybody: it stands in the ledger and in logs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from shlex import quote
from typing import Final

_MOST: Final = 5
"""So many places are told at once; the next look tells the others."""

_ANY_FILE: Final = ": delete it, or take their name out of it"
_FILES: Final = {
    "own": ", the ledger's own, in what is left of rows that were deleted: run `VACUUM` on it once nothing runs",
    "copy": ", a copy of the ledger: delete it, or move it out of the home to where you keep copies",
    "export": ", an export of the record that shows their words: delete it, or move it out of the home",
}

_PARTS: Final = (
    "Where it's only a word of their name, it may mean someone else: if all of those do, run `followup erase` "
    "again with --not-theirs."
)

_WHAT: Final = {
    "noted": "a note",
    "reply_received": "a reply",
    "contacted": "what was noted of a call",
    "survey_answered": "an answer to the survey",
    "survey_completed": "answers to the survey",
    "feedback_received": "a colleague's feedback",
    "left": "why they left",
    "colleague_asked": "the subject of an email to a colleague",
    "rejected": "the rejection's feedback",
    "sent": "a message's subject",
    "say_requested": "a colleague's message",
    "task_opened": "a task",
    "task_completed": "how a task was done",
    "interview_scheduled": "notes on an interview",
    "application_received": "notes on an application",
    "history_joined": "the record of an id that was joined",
    "message": "a message",
}


@dataclass(frozen=True, slots=True)
class Left:
    """One place in which something of theirs still is."""

    store: str  # "record", "ledger", "file" or "temporal"
    place: str  # an entry's type, a table and column, a file, a workflow id
    whose: str = ""
    ident: str = ""  # by which `followup redact` knows it
    at: datetime | None = None
    problem: str | None = None  # why `followup redact` can't take it out
    what: str = ""  # of a file: the ledger's "own", a "copy" of it, an "export" of the record, or something else
    is_part: bool = False  # one word of their name stands there, which may be somebody else's

    @property
    def key(self) -> str:
        """By which a place is known again once a person has looked at it."""
        return "\n".join((self.store, self.place, self.whose, self.ident))

    @property
    def says(self) -> str:
        return f"{self._says} (a word of their name)" if self.is_part else self._says

    @property
    def _says(self) -> str:
        match self.store:
            case "record":
                what = _WHAT.get(self.place, f"an entry of type {self.place}")
                where = f"{what}{f' of {self.at:%d %b %Y}' if self.at else ''} on {self.whose}"
                if self.problem:
                    small = self.problem[:1].lower() + self.problem[1:]
                    return f"{where} (event {self.ident}): {small} Correct it there, or erase {self.whose} too"
                return f"{where}: `followup redact {self.whose} --event {quote(self.ident)}` takes its words out"
            case "file":
                return f"the file {self.place}{_FILES.get(self.what, _ANY_FILE)}"
            case "temporal":
                return f"the workflow {self.place}, which still runs: it's deleted once it's over"
        return f"the ledger's {self.place}" + (f" about {self.whose}" if self.whose else "")


def in_the_way(left: Iterable[Left]) -> str:
    """All of it in a sentence or two, each place with what to do."""
    told = told_once(list(left))
    more = f" And {len(told) - _MOST} more places, told next time." if len(told) > _MOST else ""
    places = "; ".join(f"({number}) {one.says}" for number, one in enumerate(told[:_MOST], 1))
    parts = f" {_PARTS}" if any(one.is_part for one in told) else ""
    return f"Some of their data is still in other places, so there's no certificate yet. {places}.{more}{parts}"


def told_once(left: Sequence[Left]) -> list[Left]:
    """Without the places that are written again from an entry which is told itself, and go with it."""
    entries = {one.whose for one in left if one.store == "record"}
    kept = [one for one in left if one.store != "ledger" or one.whose not in entries]
    return list({(one.store, one.place, one.whose, one.ident): one for one in kept}.values())
