"""An older ledger, an older Temporal database, or both, put back after an erasure (R23): nobody comes back, and
nothing is sent to them. The server keeps its database in a file, which is put back as it was, and so is the ledger's.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from domain.names import Channel, workflow_id
from domain.state.model import CandidateState
from ledger.people.erasures_file import ErasuresFile
from starter.erasing import empty_again, finish_again
from tests.e2e.test_erased import applied, erased, places, working
from tests.house import House, build, connected, until
from tests.machine_time import machine_now
from tests.temporal import temporal_server
from worker import erasing_of

pytestmark = [pytest.mark.machine_time, pytest.mark.long]


@asynccontextmanager
async def machine(tmp_path: Path, encrypted: bool) -> AsyncIterator[House]:
    """A server on its file, and an installation."""
    database = tmp_path / "temporal" / "temporal.db"
    database.parent.mkdir(exist_ok=True)
    with temporal_server(tmp_path, time_skipping=False, database=database) as server:
        house = build(await connected(server.address), tmp_path / "home", encrypted=encrypted)
        if encrypted:
            house.ledger.keys.begin_ledger()
        try:
            yield house
        finally:
            house.ledger.close()


def files(tmp_path: Path) -> dict[str, list[Path]]:
    return {
        "ledger": list((tmp_path / "home").glob("ledger.db*")),
        "temporal": list((tmp_path / "temporal").glob("temporal.db*")),
    }


BY_NIGHT = pytest.mark.nightly


@pytest.mark.parametrize(
    ("older", "encrypted"),
    [
        pytest.param(("ledger", "temporal"), True, id="both, encrypted"),
        pytest.param(("ledger", "temporal"), False, id="both", marks=BY_NIGHT),
        pytest.param(("ledger",), False, id="ledger", marks=BY_NIGHT),
        pytest.param(("temporal",), False, id="temporal", marks=BY_NIGHT),
        pytest.param(("ledger",), True, id="ledger, encrypted", marks=BY_NIGHT),
        pytest.param(("temporal",), True, id="temporal, encrypted", marks=BY_NIGHT),
    ],
)
async def test_r23_what_is_put_back_as_it_was_before_brings_nobody_back_and_sends_them_nothing(
    tmp_path: Path, older: tuple[str, ...], encrypted: bool
) -> None:
    copies = tmp_path / "older"
    async with machine(tmp_path, encrypted) as house:
        async with working(house):
            ann, bob = await applied(house), await house.applies("bob")
            await until(lambda: house.rows(bob, "sent"), what="Bob's mail")
        tag, state = house.tag, CandidateState.model_validate(house.ledger.snapshot(ann))
    for kind, theirs in files(tmp_path).items():
        (copies / kind).mkdir(parents=True)
        for path in theirs:
            shutil.copy2(path, copies / kind / path.name)
    async with machine(tmp_path, encrypted) as house, working(house):
        house.tag = tag
        await erased(house, ann)
    for kind in older:
        for path in files(tmp_path)[kind]:
            path.unlink()
        for path in (copies / kind).iterdir():
            shutil.copy2(path, tmp_path / ("home" if kind == "ledger" else kind) / path.name)
    shutil.rmtree(copies)
    async with machine(tmp_path, encrypted) as house:
        house.tag = tag
        back = {workflow_id(ann)} & {run.id async for run in house.client.list_workflows()}
        assert bool(back) is ("temporal" in older)  # it was a real restore: they are back
        assert (house.ledger.erasures.of(ann) is None) is ("ledger" in older)
        # As a worker does before it starts to work (`worker._all_there`).
        file, erasing = (
            ErasuresFile(house.settings.erasures_file),
            erasing_of(house.client, house.ledger, house.settings),
        )
        assert len(empty_again(house.ledger, file, machine_now())) == int("ledger" in older)
        assert await finish_again(erasing, house.client, house.ledger, file) == 1
        mails = {entry.path for entry in house.outbox()}
        async with working(house):
            carl = await house.applies("carl")
            await until(lambda: len(house.rows(carl, "sent")) > 1, what="two mails to somebody else")
            sent_to = {entry.to for entry in house.outbox() if entry.path not in mails}
            assert "carl@example.com" in sent_to and sent_to <= {"bob@example.com", "carl@example.com"}
        assert house.ledger.status(ann) is None and house.ledger.erasures.under_way() == []
        assert house.types(ann)[-1] == "erased" and house.ledger.verify(ann) == []
        assert await places(house, [f"quill{tag}", f"zq-{tag}-1@"]) == {}
        assert house.ledger.suppressed(state.candidate) == frozenset(Channel)
        if encrypted:
            stored = [path.read_text("latin-1").lower() for path in files(tmp_path)["temporal"]]
            assert stored and not [text for text in stored if f"quill{tag}" in text]
