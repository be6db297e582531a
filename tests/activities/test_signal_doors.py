"""The way in is strict, and marks what it has checked (docs/releases.md)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.common import RawValue

from activities.intake import NOTHING, Envelope, Intake, checked, read_envelope
from domain.commands import Untellable
from domain.events import Unknown, dump_event, load_event
from domain.names import CHECKED

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


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"candidate_id": "myats:1"}', "The envelope lacks signal and fact; `followup schema` prints what it has"),
        (b'"Ida"', "An intake takes one JSON object, an envelope; `followup schema` prints what it has"),
        (b"{", "An intake takes one JSON object"),
        (b"[" * 100_000, "An intake takes one JSON object"),
        (b'{"candidate_id": 1, "signal": "withdrawn", "fact": {}}', "The envelope's candidate_id is wrong"),
        (b'{"candidate_id": "myats:1", "signal": "withdrawn", "fact": "x"}', "The envelope's fact is wrong"),
    ],
)
def test_an_envelope_that_cannot_be_read_is_refused_in_a_sentence_that_quotes_nothing(
    data: bytes, sentence: str
) -> None:
    with pytest.raises(Untellable, match=re.escape(sentence)) as refused:
        read_envelope(RawValue(Payload(metadata={"encoding": b"json/plain"}, data=data)))
    assert "Ida" not in str(refused.value)


def test_an_envelope_that_another_system_has_encrypted_is_refused_and_one_that_is_missing_too() -> None:
    with pytest.raises(Untellable, match="encoded as 'binary/encrypted'; it has to be json/plain, without a codec"):
        read_envelope(RawValue(Payload(metadata={"encoding": b"binary/encrypted"}, data=b"\x00")))
    with pytest.raises(Untellable, match="An intake takes one JSON object"):
        read_envelope(NOTHING)


def test_an_envelope_is_read_as_it_was_before_and_keeps_what_a_newer_release_wrote() -> None:
    said = RawValue(Payload(metadata={"encoding": b"json/plain"}, data=json.dumps(SAID | {"urgent": True}).encode()))
    assert read_envelope(said).model_dump() == SAID | {"urgent": True}
