"""Somebody is erased while something else goes on about them (R23): a merge, a hook, a broadcast, a digest, another
erasure, a worker that starts cold, keys that are away. Each time they are gone, and others lose nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from temporalio.client import Client
from temporalio.service import RPCError

from domain.commands import Untellable
from domain.names import (
    BROADCAST_WORKFLOW,
    DIGEST_WORKFLOW,
    TASK_QUEUE,
    Channel,
    broadcast_workflow_id,
    workflow_id,
)
from domain.operations.broadcasts import Broadcast, Target
from ledger.keys.key_store import KeysUnavailable
from ledger.schema import metadata
from starter.client import NoSuchCandidate, Refused
from starter.embedded import LocalServer
from starter.erasing import begin, carry_out, erase
from tests.e2e.test_erased import applied, erased, places, working
from tests.gateway.gate import SECRET, gateway
from tests.house import House, build, connected, fact, until
from tests.machine_time import machine_now
from tests.senders import Provider, hangs_until_let_go
from worker import erasing_of

pytestmark = [pytest.mark.machine_time, pytest.mark.long]


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    await made.leave()


def words_of(house: House) -> list[str]:
    return [f"quill{house.tag}", f"zq-{house.tag}"]


@pytest.mark.parametrize("which", ["the one who stays", "the one who is merged away"])
async def test_r23_somebody_in_the_middle_of_a_merge_is_erased_under_both_ids(house: House, which: str) -> None:
    """The other id's message hangs at the provider, so that it can't hand over."""
    provider = Provider(house.settings.home, script=[hangs_until_let_go])
    async with house.working({Channel.EMAIL: provider}, settings=house.settings):
        away = f"greenhouse:{house.tag}1"
        house.started.append(away)
        contact = {"first_name": "Zebulon", "last_name": f"Quill{house.tag}", "email": f"zq-{house.tag}-1@example.com"}
        await house.tell(away, "application_received", application_id="a1", job_id="eng", candidate=contact)
        await until(provider.entered.is_set, what="the delivery that hangs")
        stays = await applied(house, 2)
        await house.tell(stays, "candidate_merged", merged_id=away)
        await until(lambda: house.rows(stays, "candidate_merged"), what="the merge")
        asked = stays if which == "the one who stays" else away
        erasure = await begin(house.client, house.ledger, asked, "request", "kim", machine_now())
        provider.let_go.set()
        await until(
            lambda: house.ledger.erasures.one(erasure.erasure_id).state == "done", what="the erasure", patience=60
        )
        assert house.ledger.erasures.one(erasure.erasure_id).ids == (away, stays)
        assert await places(house, words_of(house)) == {}
        for ident in (away, stays):
            assert house.ledger.status(ident) is None and house.ledger.verify(ident) == []
            with pytest.raises(Untellable):
                await house.tell(ident, "stage_changed", application_id="a1", stage="interview")


CALLS = 60
"""About one of them, so that what they cost hangs on no machine."""


async def test_r23_hooks_that_come_in_at_the_same_moment_bring_nobody_back(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some come before it, many while it goes on, one after it; what is said of Bob all counts."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    house = build(await connected(server.address), tmp_path / "home", webhook_secret=SecretStr(SECRET))
    over, said = asyncio.Event(), {"of Ann": 0, "of Bob": 0}
    async with working(house), gateway(house.settings, house.ledger, clock=machine_now) as ats:
        ann, bob = await applied(house), await house.applies("bob")
        await until(lambda: house.rows(bob, "sent"), what="Bob's mail")

        async def call(ident: str, whose: str, app: str) -> None:
            about = {"application_id": app, "note": f"Zebulon Quill{house.tag} 1 rang" if whose == "of Ann" else "rang"}
            answer = await ats.post({"candidate_id": ident, "signal": "contacted", "fact": about})
            assert answer.status_code == 200
            said[whose] += 1

        async def calls() -> None:
            while not over.is_set() and said["of Ann"] < CALLS:
                await asyncio.gather(call(ann, "of Ann", "a1"), call(bob, "of Bob", "eng"))

        calling = asyncio.create_task(calls())
        await until(lambda: said["of Ann"] > 1, what="the first calls")
        done = await erase(house.followup, ann, "colleague", "kim", patience=60, told=lambda says: None)
        over.set()
        await calling
        await call(ann, "of Ann", "a1")
        await until(lambda: not house.ledger.inbox.listing("waiting"), what="the end of what came in")
        await until(lambda: len(house.rows(bob, "contacted")) == said["of Bob"], what="what was said of Bob")
        assert done.state == "done", done.says
        assert house.types(ann)[-1] == "erased" and house.ledger.status(ann) is None
        assert house.ledger.verify(ann) == house.ledger.verify(bob) == []
        house.ledger.erasures.forget_late()  # as the look every quarter of an hour does
        assert [name for name in await places(house, words_of(house)) if "ledger" not in name] == []
        with house.ledger._database.reading() as connection:
            rows = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
        assert rows and not [row for row in rows if f"quill{house.tag}" in row.lower()]
    await house.leave()


async def test_r23_two_erasures_of_one_person_at_once_under_both_of_their_ids_are_one(house: House) -> None:
    async with working(house):
        ann, other = await applied(house), await applied(house, 2)
        await house.tell(ann, "candidate_merged", merged_id=other)
        await until(lambda: other in (house.ledger.status(ann) or {"joined": []})["joined"], what="the joining")
        quiet: dict[str, Any] = {"patience": 60, "told": lambda says: pytest.fail(says)}
        both = await asyncio.gather(
            erase(house.followup, ann, "colleague", "kim", **quiet),
            erase(house.followup, other, "request", "the candidate", **quiet),
            erase(house.followup, ann, "ats", "followup", **quiet),
        )
        assert len({one.erasure_id for one in both}) == 1 and {one.state for one in both} == {"done"}
        assert both[0].ids == (ann, other)
        assert await places(house, words_of(house)) == {}
    assert [house.types(ident).count("erased") for ident in (ann, other)] == [1, 1]


async def test_r23_a_broadcast_and_a_digest_that_name_them_hold_it_up_until_they_are_over(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their runs are about no one person, so that they are deleted only once they have ended."""
    monkeypatch.setattr("activities.erasing._SOON", 0)
    house.started += [broadcast_workflow_id("news", house.tag), f"digest-{house.tag}"]
    named = f"Zebulon Quill{house.tag} 1"
    targets = tuple(Target(candidate_id=f"manual:nobody-{n}-{house.tag}", fields={}) for n in range(3))
    async with working(house):
        ann, bob = await applied(house), await house.applies("bob")
        await until(lambda: house.rows(bob, "sent"), what="Bob's mail")
        news = Broadcast(
            matter=f"news-{house.tag}",
            signal="contacted",
            fields={"occurred_at": machine_now().isoformat(), "source": "cli", "note": "good news"},
            targets=(*targets, Target(candidate_id=bob, fields={"note": f"Ask {named} as well"})),
            per_second=1,
        )
        running = await house.client.start_workflow(
            BROADCAST_WORKFLOW, news, id=broadcast_workflow_id("news", house.tag), task_queue=TASK_QUEUE
        )
        digest = await house.client.start_workflow(
            DIGEST_WORKFLOW, {"why": f"for {named}"}, id=f"digest-{house.tag}", task_queue="nobody-works-here"
        )
        quiet: dict[str, Any] = {"patience": 60, "told": lambda says: None}
        done = await erase(house.followup, ann, "colleague", "kim", **quiet)
        assert done.certificate is None and "still runs: it's deleted once it's over" in done.says
        with suppress(RPCError):  # as soon as it's over it may be deleted
            await running.result()
        await until(lambda: house.rows(bob, "contacted"), what="what it says to the last of its targets")
        await digest.terminate(reason="its morning is over")
        # What it told Bob stands on his record, and a colleague takes it out.
        await house.followup.update(bob, "redact", fact(about=house.rows(bob, "contacted")[0]["event_id"]))
        done = await erase(house.followup, ann, "colleague", "kim", **quiet)
        assert done.state == "done", done.says
        assert (await places(house, words_of(house))).keys() <= {f"history of {workflow_id(bob)}"}
        assert house.ledger.status(bob) is not None


@pytest.mark.parametrize(
    "encrypted", [pytest.param(False, id="plain", marks=pytest.mark.nightly), pytest.param(True, id="encrypted")]
)
async def test_r23_a_worker_that_has_nothing_in_memory_erases_too(
    server: LocalServer, tmp_path: Path, encrypted: bool
) -> None:
    """No run is in its cache, and no key: each is read again, until it is gone."""
    client = await connected(server.address)
    warm = build(client, tmp_path / "home", encrypted=encrypted)
    async with working(warm):
        ann = await applied(warm)
    warm.ledger.close()
    cold = build(client, tmp_path / "home", encrypted=encrypted)
    cold.tag, cold.started = warm.tag, warm.started
    async with cold.working(settings=cold.settings, max_cached_workflows=0):
        said = await erased(cold, ann)
        assert await places(cold, words_of(cold)) == {}
    assert said["removed"]["workflow_runs"] == 1 and said["removed"]["keys"] == int(encrypted)
    await cold.leave()


async def test_r23_with_the_keys_away_for_ten_minutes_an_erasure_waits_and_others_lose_nothing(
    server: LocalServer, tmp_path: Path
) -> None:
    client = await connected(server.address)
    warm = build(client, tmp_path / "home", encrypted=True)
    keys, away = warm.settings.home / "keys", warm.settings.home / "away"
    async with working(warm):
        ann, bob = await applied(warm), await warm.applies("bob")
        await until(lambda: warm.rows(bob, "sent"), what="Bob's mail")
    erasure = warm.ledger.erasures.ask(ann, "request", "kim", machine_now()).erasure_id
    warm.ledger.close()
    cold = build(client, tmp_path / "home", encrypted=True)
    cold.tag, cold.started = warm.tag, warm.started
    began = machine_now()
    keys.rename(away)
    try:
        for minute in range(11):
            with pytest.raises((KeysUnavailable, OSError)):
                await carry_out(_at(cold, began + timedelta(minutes=minute)), erasure)
            assert not keys.exists()  # nobody takes an empty folder for the one that is away
        plain = await Client.connect(client.service_client.config.target_host)
        said = fact(stage="screening", application_id="eng")
        await plain.get_workflow_handle(workflow_id(bob)).signal("stage_changed", said)
    finally:
        away.rename(keys)
    async with cold.working(settings=cold.settings):
        await carry_out(_at(cold, began + timedelta(minutes=11)), erasure)
        done = cold.ledger.erasures.one(erasure)
        assert done.state == "done" and done.certificate is not None, done.says
        await until(lambda: cold.rows(bob, "stage_changed"), what="what Bob's clock was told meanwhile")
        assert await places(cold, words_of(cold)) == {}
        with pytest.raises((NoSuchCandidate, Refused)):
            await cold.update(ann, "note", text="more")
    await cold.leave()


def _at(house: House, instant: datetime) -> Any:
    return erasing_of(house.client, house.ledger, house.settings, lambda: instant)
