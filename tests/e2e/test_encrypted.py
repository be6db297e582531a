"""On an encrypted installation nothing that a person is or says stands in Temporal in plain, and all goes as ever."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from domain.names import workflow_id
from ledger.keys.key_store import KeyShredded, KeysUnavailable
from starter.embedded import LocalServer
from tests.house import House, build, connected, fact, until
from workflows.candidate import CandidateFollowUp
from workflows.intake import CandidateIntake

pytestmark = pytest.mark.machine_time

PLANTED = (
    "Wilhelmina", "Oppenheimer-Lee", "willa.o@example.com", "+12125550187", "Engineer", "likes the compiler talk",
    "Thursday suits me", "a word on pay", "salary expectation",
)  # fmt: skip


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home", encrypted=True)
    yield made
    await made.leave()


async def willa(house: House, name: str = "willa") -> str:
    person = {
        "first_name": "Wilhelmina", "last_name": "Oppenheimer-Lee", "email": "willa.o@example.com",
        "phone": "+12125550187",
    }  # fmt: skip
    return await house.applies(name, candidate=person)


async def histories(house: House) -> dict[str, WorkflowHistory]:
    return {
        f"{one.id}/{one.run_id}": await house.client.get_workflow_handle(one.id, run_id=one.run_id).fetch_history()
        async for one in house.client.list_workflows("TaskQueue = 'followup'")
        if house.tag in one.id
    }


def in_plain(history: WorkflowHistory) -> set[str]:
    whole = b"".join(event.SerializeToString() for event in history.events)
    return {word for word in PLANTED if word.encode() in whole}


async def test_no_word_of_a_person_stands_in_their_history_in_plain(house: House) -> None:
    async with house.working():
        ida = await willa(house)
        await until(lambda: house.rows(ida, "sent"), what="the acknowledgement")
        await house.update(ida, "note", text="likes the compiler talk")
        await house.tell(ida, "reply_received", channel="email", text="Thursday suits me", application_id="eng")
        await house.tell(ida, "contacted", channel="phone", note="a word on pay", application_id="eng")
        await until(lambda: house.rows(ida, "reply_received"), what="the reply")
        assert (await house.followup.query(ida))["name"] == "Wilhelmina Oppenheimer-Lee"
        described = await house.handle(ida).describe()
    found = await histories(house)
    assert found
    assert {name: in_plain(history) for name, history in found.items() if in_plain(history)} == {}
    assert not [word for word in PLANTED if word.encode() in described.raw_description.SerializeToString()]
    assert {row["type"] for row in house.ledger.timeline(ida)} >= {"sent", "noted", "reply_received"}
    replayer = Replayer(
        workflows=[CandidateFollowUp, CandidateIntake],
        workflow_runner=UnsandboxedWorkflowRunner(),
        data_converter=house.client.data_converter,
        namespace=house.client.namespace,
    )
    for history in found.values():
        await replayer.replay_workflow(history)


async def test_other_systems_go_on_signalling_in_plain(house: House, server: LocalServer) -> None:
    theirs = await Client.connect(server.address)
    async with house.working():
        ida = await willa(house)
        await until(lambda: house.rows(ida, "sent"), what="the acknowledgement")
        told = fact(stage="screening", application_id="eng")
        await theirs.get_workflow_handle(workflow_id(ida)).signal("stage_changed", told)
        await until(lambda: house.rows(ida, "stage_changed"), what="the move")
        envelope = {
            "candidate_id": ida,
            "signal": "stage_changed",
            "fact": fact(stage="interview", application_id="eng"),
        }
        answer: Any = await theirs.execute_workflow(
            "CandidateIntake", envelope, id=f"intake-{house.tag}", task_queue="followup", result_type=dict
        )
    assert answer["candidate_id"] == ida
    assert house.ledger.intakes_of([ida]) == [f"intake-{house.tag}"], "so that it goes with the person"


async def test_keys_that_are_away_are_waited_for_and_nobody_is_lost(house: House) -> None:
    keys = house.settings.home / "keys"
    async with house.working():
        ida = await willa(house)
        await until(lambda: house.rows(ida, "sent"), what="the acknowledgement")
    cold = build(house.client, house.settings.home, encrypted=True)
    cold.tag, cold.started = house.tag, house.started
    keys.rename(keys.with_name("away"))
    async with cold.working():
        with pytest.raises(KeysUnavailable):
            await cold.tell(ida, "stage_changed", stage="screening", application_id="eng")
        plain = await Client.connect(house.client.service_client.config.target_host)
        await plain.get_workflow_handle(workflow_id(ida)).signal(
            "stage_changed", fact(stage="screening", application_id="eng")
        )

        async def is_tried_again() -> bool:
            async for event in cold.handle(ida).fetch_history_events():
                if event.HasField("workflow_task_failed_event_attributes"):
                    return True
            return False

        for _ in range(200):
            if await is_tried_again():
                break
        else:
            raise AssertionError("no task failed for want of the keys")
        with pytest.raises(KeysUnavailable):
            cold.rows(ida, "stage_changed")  # whoever asks meanwhile is told why
        keys.with_name("away").rename(keys)
        await until(lambda: cold.rows(ida, "stage_changed"), what="the move, once the keys are back")
    cold.ledger.close()


async def test_whoever_is_erased_is_told_nothing_more(house: House) -> None:
    async with house.working():
        ida, bob = await willa(house), await house.applies("bob")
        await until(lambda: house.rows(ida, "sent") and house.rows(bob, "sent"), what="the acknowledgements")
        await house.handle(ida).terminate(reason="erased")
        house.ledger.keys.shred([workflow_id(ida)])
        with pytest.raises(KeyShredded):
            await house.tell(ida, "stage_changed", stage="screening", application_id="eng")
        await house.tell(bob, "stage_changed", stage="screening", application_id="eng")
        await until(lambda: house.rows(bob, "stage_changed"), what="the other's move")
