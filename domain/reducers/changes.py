"""What differs between two states of one person, as a small JSON object, and the state with that (R21).

A merge patch (RFC 7396) over the JSON of the state, with applications and tasks by their ids: what is at its default is
not written, so null stands for "at its default again".
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import ValidationError

from domain.events import Undone
from domain.state.model import HELD_BESIDE_FACTS, CandidateState, LastUndo
from domain.state.unread_facts import skip

_OWN: Final = (
    *HELD_BESIDE_FACTS, "schema_number", "refused", "restarted_at", "merging", "joined", "leaving_to", "merged_into",
    "skipped", "undo",
)  # fmt: skip
"""What the workflow holds beside its facts, or what no undo is about."""

_BY_ID: Final = {"applications": "application_id", "tasks": "task_id"}


def between(before: CandidateState, after: CandidateState) -> dict[str, Any]:
    """What has to be changed in the one so that it is as the other."""
    return _patch(_plain(before), _plain(after))


def applied(state: CandidateState, changes: dict[str, Any]) -> CandidateState:
    """The state with the changes. Raises ValueError where they are none that this release can read."""
    whole = _keyed(state.model_dump(mode="json"))
    data = _merged(whole, {name: value for name, value in changes.items() if name not in _OWN})
    for name in _BY_ID:
        data[name] = list(data.get(name, {}).values())
    return CandidateState.model_validate(data)


def undone(state: CandidateState, event: Undone) -> CandidateState:
    """The state after what came of an undo."""
    refused = event.why[-1].text if event.becomes == "refused" and event.why else ""
    state = state.replace(undo=LastUndo(by=event.by, about=event.about, refused=refused))
    if event.becomes == "refused" or not event.changes:
        return state
    try:
        return applied(state, event.changes)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):  # by a newer release
        return skip(state, event)


def _plain(state: CandidateState) -> dict[str, Any]:
    whole = _keyed(state.model_dump(mode="json"))
    return {name: value for name, value in whole.items() if name not in _OWN}


def _keyed(data: dict[str, Any]) -> dict[str, Any]:
    return data | {name: {one[key]: one for one in data.get(name, [])} for name, key in _BY_ID.items()}


def _patch(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: None for name in before if name not in after}
    for name, value in after.items():
        old = before.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            if inner := _patch(old, value):
                found[name] = inner
        elif old != value:
            found[name] = value
    return found


def _merged(data: dict[str, Any], patch: dict[str, Any]) -> dict[str, Any]:
    result = dict(data)
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, dict):
            old = result.get(name)
            result[name] = _merged(old if isinstance(old, dict) else {}, value)
        else:
            result[name] = value
    return result
