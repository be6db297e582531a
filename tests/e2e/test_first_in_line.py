"""Where the worker is behind, a clock with an offer on it goes first (R19): the order, on the real dev server."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from domain.names import Channel
from starter.embedded import LocalServer
from tests.house import QUICK, House, build, connected, until
from tests.senders import Provider
from tests.temporal import temporal_server

OTHERS = 80

_OFFERS = """\
  offer:
    steps:
      - {step: letter, after: application_received, expires: P1D, message: applied/hello, rank: offer}
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server of its own: clocks that never came to a decision would be started again by others' workers (R26)."""
    with temporal_server(tmp_path_factory.mktemp("temporal")) as local:
        yield local


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """The quick playbook and a letter to an offer."""
    folder = tmp_path / "playbook"
    folder.mkdir()
    (folder / "playbook.yaml").write_text((QUICK / "playbook.yaml").read_text() + _OFFERS)
    shutil.copytree(QUICK / "messages", folder / "messages")
    made = build(await connected(server.address), tmp_path / "home", playbook=folder)
    yield made
    await made.leave()


async def priority_of(house: House, ident: str) -> int:
    told = await house.handle(ident).describe()
    return told.raw_description.workflow_execution_info.priority.priority_key


async def test_r19_an_offer_overtakes_a_backlog_that_was_there_before_it(house: House) -> None:
    provider = Provider(house.settings.home)
    house.senders[Channel.EMAIL] = provider
    people = [await house.applies(f"p{n}") for n in range(OTHERS)]
    ann = await house.applies("ann", stage="offer")
    assert await priority_of(house, ann) == 1
    async with house.working(max_concurrent_workflow_tasks=4):  # fewer than wait: the server has a backlog to order
        await until(lambda: any(key.startswith(ann) for key in provider.posts), what="the letter")
        before = [key for key in provider.posts if not key.startswith(ann)]
        await until(lambda: len(provider.posts) > OTHERS, patience=60, what="the others")
    assert len(before) < OTHERS / 4, "the last to come, and among the first to go"
    assert await priority_of(house, people[0]) == 0


async def test_r19_a_clock_that_runs_moves_up_when_an_offer_is_told(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        assert await priority_of(house, ann) == 0
        await house.tell(ann, "offer_extended", application_id="eng", title="Engineer", pay="$130,000")
        assert await priority_of(house, ann) == 1
        await until(lambda: "offer_extended" in house.types(ann), what="the offer on record")
        assert (await house.update(ann, "note", text="fine"))["state"] == "active"
