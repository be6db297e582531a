"""From a hook to the candidate's timeline: once, in order, and whatever is away meanwhile. Counted at the timelines."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr

from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.gateway.gate import SECRET, GatewayProcess, Sender, gateway, moved, plain_client, rows, told
from tests.house import House, build, connected, until
from tests.machine_time import machine_now
from tests.temporal import SPARING

pytestmark = pytest.mark.machine_time


EACH = 20
"""Hooks for each person."""
STAGES = ("screening", "interview")


async def test_the_same_hook_ten_times_in_parallel_is_one_transition(house: House) -> None:
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        ann = await house.applies("ann")
        answers = await asyncio.gather(*(sender.post(moved(ann, "interview"), ident="m-1") for _ in range(10)))
        assert [answer.status_code for answer in answers] == [200] * 10
        await until(lambda: rows(house.ledger) == {"told": 1}, what="the telling")
        await until(lambda: told(house, ann), what="the transition")
    assert told(house, ann) == ["ats/m-1"]
    assert house.ledger.status(ann)["applications"][0]["stage"] == "interview"  # type: ignore[index]


async def test_somebody_new_comes_in_by_the_hook_alone(house: House) -> None:
    ident = f"greenhouse:{house.tag}"
    house.started.append(ident)
    fact = {
        "application_id": "a1",
        "job_id": "eng",
        "job_title": "Engineer",
        "candidate": {"first_name": "Bo", "email": "bo@example.com"},
    }
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        await sender.post({"candidate_id": ident, "signal": "application_received", "fact": fact})
        await until(lambda: house.rows(ident, "sent"), what="the acknowledgement")


async def test_a_stage_that_nobody_knows_becomes_a_colleagues_task(house: House) -> None:
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        ann = await house.applies("ann")
        await until(lambda: house.ledger.status(ann), what="her clock")
        await sender.post(moved(ann, "Phone Chat"))
        await until(lambda: house.rows(ann, "message_refused"), what="the refusal on record")
        await until(lambda: rows(house.ledger) == {"told": 1}, what="the telling")
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="a task for a colleague")


async def test_what_makes_no_sense_is_kept_for_people_and_stops_nobody(house: House) -> None:
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        ann = await house.applies("ann")
        for body in (b"\xff\xfe", b"not json", b"[]", b"{}", b'{"candidate_id": 7, "signal": "x", "fact": {}}'):
            assert (await sender.post(body)).status_code in (200, 401)  # what is no text cannot be signed
        assert (await sender.post(moved("greenhouse:nobody", "Phone Chat"))).status_code == 200
        assert (await sender.post({"candidate_id": "a@b.c", "signal": "hired", "fact": {}})).status_code == 200
        assert (await sender.post({"candidate_id": ann, "signal": "hried", "fact": {}})).status_code == 200
        assert (await sender.post(moved(ann))).status_code == 200
        await until(lambda: told(house, ann), what="the one that makes sense")
        await until(lambda: rows(house.ledger).get("not_understood") == 6, what="six for people to look at")
    kept = house.ledger.inbox.listing()
    assert all(row["error"].endswith((".", "?")) for row in kept), kept


async def test_a_retry_after_a_fix_tells_it(house: House) -> None:
    ident = f"greenhouse:{house.tag}"
    house.started.append(ident)
    async with house.working(), gateway(house.settings, house.ledger, clock=machine_now) as sender:
        await sender.post(moved(ident, "Phone Chat"))
        await until(lambda: rows(house.ledger) == {"not_understood": 1}, what="the refusal")
        await house.tell(ident, "application_received", application_id="eng", job_id="eng", job_title="Engineer")
        await until(lambda: house.ledger.status(ident), what="their clock")
        assert house.ledger.inbox.retry() == 1
        await until(lambda: rows(house.ledger) == {"told": 1}, what="the telling")


@pytest.fixture
def own_server(tmp_path: Path) -> LocalServer:
    """How to run a server that the test stops and starts; it keeps its state."""
    return LocalServer(port=free_port(), database=tmp_path / "temporal.db")


@pytest.mark.long
@pytest.mark.parametrize("many", [3, pytest.param(25, marks=pytest.mark.nightly)])
async def test_hundreds_of_hooks_while_temporal_is_stopped_are_all_taken_and_told_once_in_order(
    many: int, own_server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", own_server.address)
    temporal = spawn(own_server.command(), log=tmp_path / "temporal.log", env=SPARING)
    try:
        wait_until_listening(own_server.port, temporal)
        home = build(await connected(own_server.address), tmp_path / "home", webhook_secret=SecretStr(SECRET))
        people = [await home.applies(f"p{n}") for n in range(many)]
        async with gateway(home.settings, home.ledger, clock=machine_now) as sender:
            end(temporal, patience=10)
            begun = machine_now()
            answers = await asyncio.gather(*(hooks_of(sender, ident) for ident in people))
            took = (machine_now() - begun).total_seconds()
            assert [code for codes in answers for code in codes] == [200] * (many * EACH)
            assert rows(home.ledger) == {"waiting": many * EACH}
            ready = await sender.client.get(f"{sender.url}/readyz")
            assert ready.status_code == 200
            assert ready.json()["temporal"]["reachable"] is False
            temporal = spawn(own_server.command(), log=tmp_path / "temporal.log", env=SPARING)
            wait_until_listening(own_server.port, temporal)
            home = build(await connected(own_server.address), tmp_path / "home", webhook_secret=SecretStr(SECRET))
            async with home.working():
                await until(lambda: rows(home.ledger) == {"told": many * EACH}, patience=90, what="the telling")
                await until(lambda: all(len(told(home, i)) == EACH for i in people), patience=60, what="all of it")
        print(f"{many * EACH} hooks stored in {took:.1f} s while Temporal was away")
        assert {ident: told(home, ident) for ident in people} == {ident: expected(ident) for ident in people}
        home.ledger.close()
    finally:
        end(temporal, patience=5)


@pytest.mark.nightly  # by day the gateway is killed while hooks come in by tests/chaos/test_chaos.py
@pytest.mark.long
@pytest.mark.parametrize(("few", "killed_at"), [(3, (0.4,)), (25, (0.1, 0.4, 0.7))])
async def test_kill_minus_9_of_the_gateway_in_the_middle_loses_and_repeats_nothing(
    house: House, few: int, killed_at: tuple[float, ...]
) -> None:
    people = [await house.applies(f"p{n}") for n in range(few)]
    process = GatewayProcess(house.settings, house.client.service_client.config.target_host)
    process.start()
    try:
        async with house.working(), plain_client() as client:
            sender = Sender(f"http://127.0.0.1:{process.port}", client=client)
            sending = asyncio.gather(*(insisting(sender, ident) for ident in people))
            kills = 0
            for share in killed_at:
                await until(
                    lambda s=share: sum(rows(house.ledger).values()) >= few * EACH * s, what="some", closely=True
                )
                process.kill()
                kills += 1
                process.start()
            await sending
            await until(lambda: rows(house.ledger) == {"told": few * EACH}, patience=90, what="the telling")
            await until(lambda: all(len(told(house, i)) == EACH for i in people), patience=60, what="all of it")
    finally:
        process.kill()
    assert kills == len(killed_at)
    assert {ident: told(house, ident) for ident in people} == {ident: expected(ident) for ident in people}


async def hooks_of(sender: Sender, ident: str) -> list[int]:
    """One person's stage changes, one after the other; the answers' codes."""
    return [(await sender.post(moved(ident, STAGES[n % 2]), ident=f"{ident}-{n:02}")).status_code for n in range(EACH)]


async def insisting(sender: Sender, ident: str) -> None:
    for n in range(EACH):
        await sender.insist(moved(ident, STAGES[n % 2]), ident=f"{ident}-{n:02}")


def expected(ident: str) -> list[str]:
    return [f"ats/{ident}-{n:02}" for n in range(EACH)]
