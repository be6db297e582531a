"""What came of an act: whether it is on record, or somebody else was first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from desk.http.pressed_words import pressed
from desk.http.visits import Visit
from desk.locales.translating import N_, _
from domain.views.candidate_status import CandidateStatus
from starter.client import NoAnswer, NoSuchCandidate, Refused
from starter.wording.candidates import plain
from starter.wording.instants import shown


@dataclass(frozen=True)
class Outcome:
    """In a sentence; `event_id` is what takes it back, empty where nothing does."""

    words: str
    well: bool = True
    event_id: str = ""
    unanswered: bool = False  # nobody said whether it is on record
    over: bool = False  # somebody else was first, and nothing is left to do
    signalled: str = ""  # the event id of what Temporal has, and a worker may not have read yet


_CLOSING: Final = ("task_completed", "approved")


async def updated(visit: Visit, view: CandidateStatus, name: str, fact: dict[str, Any], said: str) -> Outcome:
    """Say it as an update, whose validator decides, and tell what came of it. Raises TemporalUnreachable."""
    followup = await visit.desk.connecting()
    try:
        await followup.update(view.id, name, fact)
    except (Refused, NoAnswer, NoSuchCandidate) as error:
        return Outcome(pressed(str(error)), well=False, unanswered=isinstance(error, NoAnswer))
    return Outcome(said, event_id=fact["event_id"])


async def told(visit: Visit, view: CandidateStatus, name: str, fact: dict[str, Any], said: str) -> Outcome:
    """Say it as a signal. It is on record once Temporal has it. Raises TemporalUnreachable."""
    from domain.commands import Untellable
    from domain.names import BadId
    from ledger.keys.key_store import KeyShredded

    followup = await visit.desk.connecting()
    try:
        await followup.tell(view.id, name, fact)
    except KeyShredded:
        return Outcome(_("They have been erased, so nothing is taken in about them any more."), well=False)
    except (Untellable, BadId) as error:
        return Outcome(pressed(str(error)), well=False)
    return Outcome(said, event_id=fact["event_id"], signalled=fact["event_id"])


SEEN_WITHIN: Final = 3.0
"""Seconds that an act waits until what was signalled is on record, so that the next page shows it."""
_LOOKS: Final = 30

NOT_SEEN_YET: Final = N_("The page doesn't show it yet; reload it in a moment.")


async def seen_on_record(visit: Visit, view: CandidateStatus, outcome: Outcome) -> Outcome:
    """The outcome once the page that comes next can show it, or with a sentence that it can't yet."""
    if not outcome.signalled:
        return outcome
    for _look in range(_LOOKS):
        later = await visit.read(visit.ledger.timeline, view.id, after=view.position.seq)
        if any(entry["event_id"] == outcome.signalled for entry in later):
            return outcome
        await asyncio.sleep(SEEN_WITHIN / _LOOKS)
    return replace(outcome, words=f"{outcome.words} {_(NOT_SEEN_YET)}")


def who_was_first(entries: Sequence[dict[str, Any]], task: str, event_id: str) -> dict[str, Any] | None:
    """The entry that closed the task, where it isn't the one of this act."""
    closing = [entry for entry in entries if entry["type"] in _CLOSING and entry.get("task_id") == task]
    return closing[0] if closing and closing[0]["event_id"] != event_id else None


def closed_by(entries: Sequence[dict[str, Any]], task: Mapping[str, Any], reader: str) -> str:
    """`Sam Lee did this today at 11:00 CET.` of a task that is closed; empty where the reader did it."""
    entry = who_was_first(entries, str(task["task"]), "")
    if entry is None:
        return _("This was settled %(when)s.", when=shown(task["closed_at"]))
    if entry["author"] == reader:
        return ""
    who = plain(entry["author"]) or _("Somebody else")
    return _("%(who)s did this %(when)s.", who=who, when=shown(entry["at"]))


def first_words(entry: dict[str, Any]) -> str:
    """`Sam Lee got there first, today at 11:00 CET.`"""
    who = plain(entry["author"]) or _("Somebody else")
    return _("%(who)s got there first, %(when)s; you changed nothing.", who=who, when=shown(entry["at"]))
