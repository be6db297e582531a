"""Every peer of the benchmarks does the work that it is measured by."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import Counter
from pathlib import Path

import pytest

from bench.peers import PEERS, make
from bench.work import Peer, Sent, Sink, Work, account
from tests.house import until
from tests.machine_time import machine_now

SMALL = Work(people=20, first=3, cadence=1)
POSTGRES = bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"))
NEEDS = {"dbos": ("PostgreSQL", POSTGRES), "sqlpoll": ("PostgreSQL", POSTGRES)} | {
    "celery": ("Redis", shutil.which("redis-server") is not None)
}


BY_DAY = ("sqlpoll",)
pytestmark = pytest.mark.xdist_group("peers")  # one after the other, as they are measured


@pytest.mark.long
@pytest.mark.parametrize("name", [n if n in BY_DAY else pytest.param(n, marks=pytest.mark.nightly) for n in PEERS])
async def test_a_peer_sends_every_follow_up_once_and_none_after_a_reply(name: str, tmp_path: Path) -> None:
    program, is_here = NEEDS.get(name, ("", True))
    if not is_here:
        pytest.skip(f"{program} is not here; .ci/prerequisites installs it")
    peer = make(name, SMALL, tmp_path / name)
    try:
        peer.start()
        peer.enrol(SMALL.names())
        replied = await _replies(peer)
        await until(lambda: peer.finished(replied), patience=60, what="the last follow-up")
        told = peer.story(sorted(replied)[0])
    finally:
        peer.stop()
    sends = peer.sink.sends()
    counted = account(SMALL, sends, replied, SMALL.repliers())
    assert (counted.twice, counted.lost) == (0, 0)
    # What was on its way when the reply came may still go out, but nothing after it.
    later = Counter(one.person for one in sends if one.person in replied and one.at > replied[one.person])
    assert not [person for person, number in later.items() if number > 1]
    assert told
    assert not peer.worker_pids() and not peer.server_pids()


async def _replies(peer: Peer) -> dict[str, float]:
    """Everybody who is to reply does so after so many follow-ups; when each was accepted."""
    due, accepted = peer.work.repliers(), dict[str, float]()
    give_up_at = time.monotonic() + 60
    while len(accepted) < len(due):
        sent = Counter(one.person for one in peer.sink.sends())
        for person, number in due.items():
            if person not in accepted and sent[person] >= number:
                await asyncio.to_thread(peer.reply, person)
                accepted[person] = machine_now().timestamp()
        assert time.monotonic() < give_up_at, "not everybody was written to"
        await asyncio.sleep(0.02)
    return accepted


def test_the_account_tells_what_was_sent_twice_never_and_after_a_reply() -> None:
    work = Work(people=3, touches=2)
    sends = [Sent("p00000", "1", 1.0), Sent("p00000", "1", 2.0), Sent("p00000", "2", 3.0)]
    sends += [Sent("p00001", "1", 1.0), Sent("p00002", "1", 1.0), Sent("p00002", "2", 5.0)]
    counted = account(work, sends, {"p00002": 4.0}, {"p00002": 1})
    assert (counted.sent, counted.expected) == (6, 5)
    assert (counted.twice, counted.lost, counted.after_reply) == (1, 1, 1)
    assert counted.latest_after_reply == 1.0
    assert not counted.clean


def test_the_sink_is_read_on_from_where_it_was_left_and_half_a_line_waits(tmp_path: Path) -> None:
    writer, reader = Sink(tmp_path), Sink(tmp_path)
    assert reader.sends() == []
    writer.send("p00000", 1)
    with (tmp_path / "sink").open("ab") as file:
        file.write(b"p00001 1")
    assert [one.person for one in reader.sends()] == ["p00000"]
    with (tmp_path / "sink").open("ab") as file:
        file.write(b" 12.5\n")
    assert [(one.person, one.touch) for one in reader.sends()] == [("p00000", "1"), ("p00001", "1")]


def test_the_same_seed_has_the_same_third_reply_and_never_after_the_last() -> None:
    work = Work(people=300)
    assert work.repliers() == Work(people=300).repliers()
    assert len(work.repliers()) == 100
    assert set(work.repliers().values()) == {1, 2, 3, 4}
    assert work.repliers() != Work(people=300, seed=2).repliers()
