"""What goes through Temporal is sealed for the person it is about, and what is plain is read as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.api.failure.v1 import Failure
from temporalio.converter import ActivitySerializationContext, WorkflowSerializationContext
from temporalio.exceptions import ApplicationError

from connection import DATA_CONVERTER, converter_with
from ledger.keys.key_store import KeyShredded, KeysUnavailable
from ledger.keys.person_keys import PersonKeys
from ledger.keys.sealing import NotSealedHere
from ledger.store import Ledger
from payload_codec import ENCODING, KEY_ID, PersonCodec
from tests.ledger.keys_for_tests import Keys
from tests.ledgers import put

ANN, BOB, INTAKE = "candidate-manual-ann", "candidate-manual-bob", "intake-1"
PLAIN = Payload(metadata={"encoding": b"json/plain", "followup-checked": b"1"}, data=b'{"name": "Ann Lee"}')


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["k"], Keys(tmp_path / "keys").place)
    yield made
    made.close()


@pytest.fixture
def keys(ledger: Ledger) -> PersonKeys:
    ledger.keys.begin()
    return ledger.keys


def of(workflow_id: str) -> WorkflowSerializationContext:
    return WorkflowSerializationContext(namespace="default", workflow_id=workflow_id)


def in_activity(workflow_id: str) -> ActivitySerializationContext:
    return ActivitySerializationContext(
        namespace="default",
        activity_id="1",
        activity_type="take_in",
        activity_task_queue="followup",
        workflow_id=workflow_id,
        workflow_type="CandidateIntake",
        is_local=False,
    )


async def test_it_is_sealed_whole_and_opened_by_whoever_has_the_keys(keys: PersonKeys) -> None:
    codec = PersonCodec(keys, "default")
    (sealed,) = await codec.with_context(of(ANN)).encode([PLAIN])
    assert sealed.metadata["encoding"] == ENCODING
    assert b"Ann" not in sealed.SerializeToString() and b"checked" not in sealed.SerializeToString()
    assert sealed.metadata[KEY_ID].decode() == keys.of_workflow(ANN).key_id
    for reader in (codec, codec.with_context(of(ANN)), codec.with_context(in_activity(ANN))):
        assert await reader.decode([sealed]) == [PLAIN]
    assert await codec.encode([sealed]) == [sealed], "what is handed on as it came is not sealed twice"


async def test_two_people_have_two_keys_and_one_text_looks_different_each_time(keys: PersonKeys) -> None:
    codec = PersonCodec(keys, "default")
    ann, again = [(await codec.with_context(of(ANN)).encode([PLAIN]))[0] for _ in range(2)]
    (bob,) = await codec.with_context(of(BOB)).encode([PLAIN])
    assert len({one.data for one in (ann, again, bob)}) == 3
    assert ann.metadata[KEY_ID] == again.metadata[KEY_ID] != bob.metadata[KEY_ID]


async def test_what_belongs_to_another_namespace_or_was_changed_is_not_opened(keys: PersonKeys) -> None:
    (sealed,) = await PersonCodec(keys, "default").with_context(of(ANN)).encode([PLAIN])
    with pytest.raises(NotSealedHere):
        await PersonCodec(keys, "other").decode([sealed])
    forged = Payload(metadata=dict(sealed.metadata), data=sealed.data[:-1] + bytes([sealed.data[-1] ^ 1]))
    with pytest.raises(NotSealedHere):
        await PersonCodec(keys, "default").decode([forged])
    relabelled = Payload(metadata=dict(sealed.metadata), data=sealed.data)
    relabelled.metadata[KEY_ID] = keys.of_workflow(BOB).key_id.encode()
    with pytest.raises(NotSealedHere):
        await PersonCodec(keys, "default").decode([relabelled])


async def test_a_plain_installation_says_and_reads_plain(ledger: Ledger) -> None:
    codec = PersonCodec(ledger.keys, "default").with_context(of(ANN))
    assert await codec.encode([PLAIN]) == [PLAIN]
    assert await codec.decode([PLAIN]) == [PLAIN]


async def test_other_systems_may_go_on_in_plain(keys: PersonKeys) -> None:
    codec = PersonCodec(keys, "default")
    assert await codec.with_context(of(ANN)).decode([PLAIN]) == [PLAIN]
    assert await codec.with_context(of(INTAKE)).encode([PLAIN]) == [PLAIN], "they read what an intake answers"
    (inside,) = await codec.with_context(in_activity(INTAKE)).encode([PLAIN])
    assert inside.metadata["encoding"] == ENCODING


async def test_the_converter_of_a_workflow_is_made_once(keys: PersonKeys) -> None:
    whole = converter_with(keys, "default")
    ann = whole.with_context(of(ANN))
    assert whole.with_context(in_activity(ANN)) is ann is ann.with_context(of(ANN))
    bob = ann.with_context(of(BOB))
    assert bob is whole.with_context(of(BOB)) is not ann
    (sealed,) = await bob.encode(["Bob"])
    assert sealed.metadata[KEY_ID].decode() == keys.of_workflow(BOB).key_id
    assert await whole.decode([sealed], [str]) == ["Bob"]
    (plain,) = await whole.with_context(of(INTAKE)).encode(["said"])
    assert plain.metadata["encoding"] == b"json/plain"


async def test_what_another_system_has_encrypted_is_handed_on_as_it_came(keys: PersonKeys) -> None:
    foreign = Payload(metadata={"encoding": ENCODING, "encryption-key-id": b"theirs"}, data=b"?")
    codec = PersonCodec(keys, "default").with_context(of(ANN))
    assert await codec.decode([foreign]) == [foreign], "so the clock can refuse it on the record, and goes on"


async def test_what_is_about_no_one_person_lies_under_one_key(keys: PersonKeys) -> None:
    codec, found = PersonCodec(keys, "default"), set()
    for ident in ("followup-digest", "followup-digest-2026-07-15", "broadcast-7"):
        (sealed,) = await codec.with_context(of(ident)).encode([PLAIN])
        found.add(sealed.metadata[KEY_ID])
        assert await codec.with_context(of("followup-digest-2026-07-16")).decode([sealed]) == [PLAIN]
    assert len(found) == 1


async def test_an_erased_person_and_keys_that_are_away_are_two_errors(
    keys: PersonKeys, ledger: Ledger, tmp_path: Path
) -> None:
    codec = PersonCodec(keys, "default").with_context(of(ANN))
    (sealed,) = await codec.encode([PLAIN])
    cold = PersonCodec(PersonKeys(ledger._database, Keys(tmp_path / "keys").place), "default").with_context(of(ANN))
    (tmp_path / "keys").rename(tmp_path / "away")
    for call in (cold.decode([sealed]), cold.encode([PLAIN])):
        with pytest.raises(KeysUnavailable):
            await call
    (tmp_path / "away").rename(tmp_path / "keys")
    assert await cold.decode([sealed]) == [PLAIN]
    keys.shred([ANN])
    for call in (codec.decode([sealed]), codec.encode([PLAIN])):
        with pytest.raises(KeyShredded):
            await call


async def test_the_words_of_a_failure_are_sealed_too(keys: PersonKeys) -> None:
    converter = converter_with(keys, "default").with_context(of(ANN))
    failure = Failure()
    await converter.encode_failure(ApplicationError("Ann Lee has no address", "Ann Lee"), failure)
    assert b"Ann" not in failure.SerializeToString()
    assert failure.message == "Encoded failure"
    read = await converter.decode_failure(failure)
    assert isinstance(read, ApplicationError) and read.message == "Ann Lee has no address"
    assert read.details == ("Ann Lee",)
    again = Failure()
    await converter.encode_failure(read, again)
    assert b"Ann" not in again.SerializeToString()


async def test_another_system_reads_why_its_intake_was_refused(keys: PersonKeys) -> None:
    failure = Failure()
    refused = ApplicationError("The envelope lacks signal", type="Refused")
    await converter_with(keys, "default").with_context(of(INTAKE)).encode_failure(refused, failure)
    theirs = await DATA_CONVERTER.decode_failure(failure)
    assert isinstance(theirs, ApplicationError) and theirs.message == "The envelope lacks signal"
