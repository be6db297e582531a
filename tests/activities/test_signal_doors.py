"""The way in is strict, and marks what it has checked (docs/releases.md)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from activities.intake import Envelope, Intake, checked
from domain.events import Unknown, dump_event, load_event
from domain.names import CHECKED
from domain.telling import Untellable

SAID: dict[str, Any] = {"candidate_id": "manual:ann", "signal": "withdrawn", "fact": {"event_id": "w"}}


async def test_r26_an_envelope_with_a_field_too_many_is_refused_in_a_sentence() -> None:
    nowhere: Any = None
    with pytest.raises(Untellable, match="An envelope has no field 'urgent'"):
        await Intake(nowhere, nowhere).tell(Envelope.model_validate(SAID | {"urgent": True}))


@pytest.mark.parametrize("fact", [{"mood": "good"}, {"event_id": 3}])
async def test_r26_a_fact_that_makes_no_sense_is_refused_at_the_way_in(fact: dict[str, Any]) -> None:
    nowhere: Any = None
    with pytest.raises(Untellable):
        await Intake(nowhere, nowhere).tell(Envelope.model_validate(SAID | {"signal": "contacted", "fact": fact}))


def test_r26_what_a_history_holds_of_an_envelope_is_kept() -> None:
    kept = Envelope.model_validate_json(json.dumps(SAID | {"urgent": True}))
    assert kept.model_dump() == SAID | {"urgent": True}


def test_a_signal_says_in_its_metadata_that_it_was_checked_and_is_plain_json() -> None:
    fact = load_event({"type": "praised", "event_id": "p", "occurred_at": "2026-11-25T15:00:00Z", "text": "ü"})
    assert isinstance(fact, Unknown)
    payload = checked(fact).payload
    assert dict(payload.metadata) == {"encoding": b"json/plain", CHECKED: b"1"}
    assert json.loads(payload.data) == dump_event(fact)
