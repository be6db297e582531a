"""A release taken back while people wait, and two at once on one task queue (R26, docs/releases.md).

N is the code as it is, N+1 a copy with a field more at several depths, a type of fact more and a signal more; both are
real workers on the real server. Counted in the outbox: nothing twice, nothing lost, and a stop is heard by either.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from temporalio.client import WorkflowExecutionStatus

from domain.events.releases import SCHEMA_NUMBER, NewerRelease
from domain.state.model import CandidateState
from starter.embedded import end, spawn
from tests.e2e.next_release import NEXT, NO_WAY_BACK, ROOT, argv, patched, tell
from tests.forked import begin
from tests.house import QUICK, House, build, connected, fact, until

pytestmark = pytest.mark.long

UPDATES = 500
"""More than go out however long a busy machine takes over any part."""
RENEW_SECONDS = "4"


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return patched(tmp_path_factory.mktemp("next"))


@pytest.fixture
async def home(server: Any, tmp_path: Path) -> Any:
    """As the quick playbook, over a little more time: enough for each release to have its part."""
    rules = yaml.safe_load((QUICK / "playbook.yaml").read_text())
    rules["stages"]["applied"]["steps"][1] |= {"every": "PT2S", "times": UPDATES}
    folder = tmp_path / "playbook"
    (folder / "messages" / "applied").mkdir(parents=True)
    for file in (QUICK / "messages" / "applied").iterdir():
        (folder / "messages" / "applied" / file.name).write_text(file.read_text())
    (folder / "playbook.yaml").write_text(yaml.safe_dump(rules))
    made = build(await connected(server.address), tmp_path / "home", playbook=folder)
    yield (
        made,
        {
            "FOLLOWUP_HOME": str(made.settings.home),
            "FOLLOWUP_PLAYBOOK": str(folder),
            "TEMPORAL_ADDRESS": server.address,
            "RENEW_SECONDS": RENEW_SECONDS,
        },
    )
    await made.leave()


@contextmanager
def working(tree: Path, env: dict[str, str], name: str) -> Iterator[subprocess.Popen[bytes]]:
    log = Path(env["FOLLOWUP_HOME"]) / f"{name}.log"
    if tree == ROOT:
        process = begin("tests.e2e.release_worker", log=log, env=env)
    else:
        process = spawn(argv("release_worker.py"), log=log, env=env | {"PYTHONPATH": str(tree)})
    try:
        yield process
        assert process.poll() is None, log.read_text()[-3000:]
    finally:
        end(process, patience=60)


def sent_to(house: House) -> Counter[str]:
    """How many messages each person got, by the far end's account."""
    return Counter(entry.touch_key.split("/")[0] for entry in house.outbox())


def no_touch_twice_and_none_lost(house: House) -> None:
    touches = Counter(entry.touch_key for entry in house.outbox())
    assert {key: n for key, n in touches.items() if n > 1} == {}
    assert any("/update/" in key for key in touches)
    for ident in sent_to(house):
        updates = sorted(
            int(key.rpartition("/")[2]) for key in touches if key.startswith(f"{ident}/") and "/update/" in key
        )
        assert updates == list(range(1, len(updates) + 1)), f"{ident} was not told every time"


def state_of(house: House, ident: str) -> dict[str, Any]:
    return house.ledger.snapshot(ident) or {}


async def runs(house: House, people: list[str]) -> dict[str, str]:
    told = await asyncio.gather(*(house.handle(ident).describe() for ident in people))
    return {ident: one.run_id for ident, one in zip(people, told, strict=True)}


async def renewed(house: House, before: dict[str, str]) -> None:
    """Wait until everybody has continued as new."""
    end_at = asyncio.get_running_loop().time() + 60
    while any(before[ident] == run for ident, run in (await runs(house, list(before))).items()):
        assert asyncio.get_running_loop().time() < end_at, "somebody did not continue as new within a minute"
        await asyncio.sleep(0.3)


async def a_task_failed(house: House, ident: str) -> None:
    """Wait until the web UI shows that a workflow task of theirs failed."""
    end_at = asyncio.get_running_loop().time() + 60
    while asyncio.get_running_loop().time() < end_at:
        history = await house.handle(ident).fetch_history()
        if any(one.HasField("workflow_task_failed_event_attributes") for one in history.events):
            return
        await asyncio.sleep(0.3)
    raise AssertionError("no workflow task failed within a minute")


@pytest.mark.nightly
async def test_r26_a_release_is_taken_back_while_people_wait_and_comes_again(
    home: tuple[House, dict[str, str]], newer: Path
) -> None:
    house, env = home
    people = []
    with working(newer, env, "newer"):
        for name in ("ann", "bob", "cyd", "dee", "eve"):
            people.append(await house.applies(name))
        ann, bob, cyd, dee, eve = people
        tell(newer, env, ann, "praised", fact(text="first", event_id="praise-1"))
        await until(lambda: all(sent_to(house)[p] >= 2 for p in people), what="two messages each by the newer release")
        await renewed(house, await runs(house, people))

    with working(ROOT, env, "older"):
        before, had = await runs(house, people), sent_to(house)
        going_on = (ann, bob, eve)
        await until(lambda: all(sent_to(house)[p] >= had[p] + 2 for p in people), what="messages by the older release")
        # The gateway is the newer one still: a signal more, and details more in a signal that both know.
        tell(newer, env, ann, "praised", fact(text="second", event_id="praise-2"))
        tell(newer, env, bob, "candidate_updated", fact(candidate={"pronoun": "she", "last_name": "Roe"}))
        tell(newer, env, cyd, "rejected", fact(panel="two of three", application_id="eng"))
        await house.tell(dee, "opted_out")
        await until(lambda: "opted_out" in house.types(dee), what="the stop on record")
        at_stop = sent_to(house)[dee]
        await until(lambda: "rejected" in house.types(cyd), what="the rejection on record")
        rejected_at = sent_to(house)[cyd]
        await until(lambda: "praised" in house.types(ann), what="the unknown signal on record")
        now = sent_to(house)
        await until(lambda: all(sent_to(house)[p] > now[p] for p in going_on), what="messages after all that")
        await renewed(house, {ident: before[ident] for ident in going_on})
        # The older one shows what it cannot read, asks a colleague to look, and has folded in what it can.
        assert house.rows(ann, "praised")[1]["text"] == "second"
        assert [task["kind"] for task in house.ledger.tasks(candidate_id=ann)] == ["refused"]
        assert [one["event_id"] for one in state_of(house, ann)["skipped"] if one["type"] == "praised"] == ["praise-2"]
        assert state_of(house, bob)["candidate"]["last_name"] == "Roe"
        for ident in people:
            state = state_of(house, ident)
            assert state["applications"][0]["team"] == "blue", "an unknown field went lost on the way"
        assert state_of(house, eve)["applications"][0]["entry"]["mood"] == "calm"

    with working(newer, env, "newer-again"):
        now = sent_to(house)
        await until(lambda: all(sent_to(house)[p] >= now[p] + 3 for p in going_on), what="messages again", patience=90)
        await until(lambda: not house.ledger.tasks(candidate_id=ann), what="the end of the task")
    assert state_of(house, ann)["praise"] == ["first", "second"]
    assert not [one for one in state_of(house, ann).get("skipped", []) if one["type"] == "praised"]
    assert state_of(house, bob)["candidate"]["pronoun"] == "she"
    assert {state_of(house, p)["applications"][0]["team"] for p in people} == {"blue"}
    no_touch_twice_and_none_lost(house)
    assert sent_to(house)[dee] == at_stop, "something went out after a stop"
    assert sent_to(house)[cyd] == rejected_at, "a rejection stops all but its own message, which waits out its hour"
    assert all(house.ledger.verify(p) == [] for p in people)


def releases_that_sent(house: House, people: list[str]) -> set[str]:
    """By what the newer one writes beside each message that it hands over, and the older one does not know."""
    return {"newer" if row.get("tone") else "older" for ident in people for row in house.rows(ident, "sent")}


@pytest.mark.parametrize(
    ("size", "messages"), [(4, 3), pytest.param(8, 6, marks=pytest.mark.nightly)], ids=["by day", "by night"]
)
async def test_r26_two_releases_at_once_on_one_task_queue_send_nothing_twice_and_lose_nothing(
    home: tuple[House, dict[str, str]], newer: Path, size: int, messages: int
) -> None:
    house, env = home
    people = []
    with working(newer, env, "newer"):
        with working(ROOT, env, "older"):
            for number in range(size):
                people.append(await house.applies(f"p{number}"))
            stopped, praised, rejected = people[:3]
            await until(lambda: all(sent_to(house)[p] >= 2 for p in people), what="two messages each")
            tell(newer, env, praised, "praised", fact(text="well done", event_id="praise"))
            await house.tell(stopped, "opted_out")
            await house.tell(rejected, "rejected", application_id="eng")
            await until(lambda: "opted_out" in house.types(stopped), what="the stop on record")
            at_stop = sent_to(house)[stopped]
            await until(lambda: "rejected" in house.types(rejected), what="the rejection on record")
            rejected_at = sent_to(house)[rejected]
            going_on = [p for p in people if p not in (stopped, rejected)]
            await until(lambda: all(sent_to(house)[p] >= messages for p in going_on), what="messages enough")
            await until(lambda: len(releases_that_sent(house, people)) == 2, what="messages by both releases")
        now, more = sent_to(house), messages - 1
        await until(lambda: all(sent_to(house)[p] >= now[p] + more for p in going_on), what="more by one", patience=90)
        await until(lambda: state_of(house, praised).get("praise") == ["well done"], what="the praise in the state")
    no_touch_twice_and_none_lost(house)
    assert sent_to(house)[stopped] == at_stop, "something went out after a stop"
    assert sent_to(house)[rejected] == rejected_at, "a rejection stops all but its own message"
    assert all(house.ledger.verify(p) == [] for p in people)


@pytest.mark.nightly
async def test_r26_a_release_without_a_way_back_makes_the_older_one_wait_and_say_so(
    home: tuple[House, dict[str, str]], tmp_path: Path
) -> None:
    """A stage more: the older worker could not place it. Its tasks fail and wait, so that nothing is lost."""
    house, env = home
    newest = patched(tmp_path / "newest", (*NEXT, *NO_WAY_BACK))
    with working(newest, env, "newest"):
        ann, bob = await house.applies("ann"), await house.applies("bob")
        tell(newest, env, bob, "stage_changed", fact(stage="trial", application_id="eng"))
        await until(lambda: sent_to(house)[ann] >= 2, what="two messages")
        await until(lambda: state_of(house, bob)["applications"][0]["entry"]["stage"] == "trial", what="the new stage")
        await renewed(house, await runs(house, [ann]))
    before = sent_to(house)

    with working(ROOT, env, "older"):
        await house.tell(ann, "opted_out")
        said = f"schema {SCHEMA_NUMBER + 1}"
        await until(lambda: said in (Path(env["FOLLOWUP_HOME"]) / "older.log").read_text(), what="a sentence")
        await a_task_failed(house, ann)
        assert (await house.handle(ann).describe()).status == WorkflowExecutionStatus.RUNNING
        assert sent_to(house) == before
        with pytest.raises(NewerRelease, match="start the newer release again"):
            CandidateState.model_validate(house.ledger.snapshot(ann))

    with working(newest, env, "newest-again"):
        await until(lambda: "opted_out" in house.types(ann), what="the stop on record", patience=60)
    assert sent_to(house)[ann] == before[ann], "something went out after a stop"
    assert state_of(house, bob)["applications"][0]["entry"]["stage"] == "trial"
    no_touch_twice_and_none_lost(house)
    assert all(house.ledger.verify(p) == [] for p in (ann, bob))
