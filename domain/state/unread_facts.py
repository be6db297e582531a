"""Facts that this release cannot read, or not wholly: noted in the state, so that a newer release folds them in.

That one reads the notes, looks into the ledger, and folds the person anew (`evolve.refold`, docs/releases.md).
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.compact import has_unknown
from domain.events import Event, Unknown
from domain.state.model import SKIPPED_LIMIT, CandidateState, SkippedFact


def skip(state: CandidateState, event: Event) -> CandidateState:
    """The state with a note that this fact, or a part of it, is not in it."""
    if any(one.event_id == event.event_id for one in state.skipped):
        return state
    # One of each type is enough to find that it can be read by now; those still to be carried out each count.
    others = tuple(one for one in state.skipped if one.unread or one.type != event.type)
    return state.replace(skipped=(*others, _note(event))[-SKIPPED_LIMIT:])


def unread(events: Iterable[Event]) -> tuple[SkippedFact, ...]:
    """Notes of the facts that this release puts on record without knowing what follows from them in other tables."""
    return tuple(_note(event, unread=True) for event in events if isinstance(event, Unknown))


def with_unread(state: CandidateState, notes: tuple[SkippedFact, ...]) -> CandidateState:
    """The state with notes that a decision gave back: also where this release, a newer one, can read them."""
    if not notes:
        return state
    ids = {one.event_id for one in notes}
    others = tuple(one for one in state.skipped if one.event_id not in ids)
    return state.replace(skipped=(*others, *notes)[-SKIPPED_LIMIT:])


def is_read_in_part(event: Event) -> bool:
    """Does the fact hold fields, at any depth, that this release does not know?"""
    return not isinstance(event, Unknown) and has_unknown(event)


def _note(event: Event, *, unread: bool = False) -> SkippedFact:
    return SkippedFact(event_id=event.event_id, type=event.type, unread=unread)
