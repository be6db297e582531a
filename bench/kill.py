"""What is left of the work after `kill -9`: `python -m bench.kill [--people 200] [--peers floor dbos …]`.

The same for all. A provider that answers after 50 ms takes the messages. A third of the people reply, each after some
follow-ups. With a quarter of the work done the workers are killed; while they are away follow-ups fall due, and half of
those who are still to reply do so now (where the server takes it); then workers start again. With 60 % done workers and
server are killed together, and start again. At the end the sink is counted: what was sent twice, what never, what after
a reply had been accepted; and how long nothing was sent.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from bench.peers import PEERS, make
from bench.throughput import keep
from bench.work import CALLERS, Account, Peer, Work, account

ANSWER = 0.05
"""Seconds that the provider takes to answer: what a mail provider's API takes."""

_WORKERS_AT, _ALL_AT = 0.25, 0.6
_AWAY = 4.0
_STILL = 60.0
"""Seconds without a send, after a restart, after which what has not come is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endured:
    """One peer's account after both kills."""

    peer: str
    account: Account
    silence: float  # the longest time without a send, from the first kill to the last send
    told: list[str]  # what the peer itself can tell about one person afterwards


class Replies:
    """Says each reply until it is accepted, as a provider's hook does, and keeps when it was."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self._callers = ThreadPoolExecutor(CALLERS)
        self._over = threading.Event()
        self.said: set[str] = set()
        self.accepted: dict[str, float] = {}

    def say(self, person: str) -> None:
        self.said.add(person)
        self._callers.submit(self._insist, person)

    def _insist(self, person: str) -> None:
        while not self._over.is_set():
            try:
                self._peer.reply(person)
            except Exception:  # whatever a client raises while its server is away
                self._over.wait(0.1)
            else:
                self.accepted[person] = time.time()
                return

    def close(self) -> None:
        self._over.set()
        self._callers.shutdown()


def endure(peer: Peer) -> Endured:
    """Both kills of one peer, which is started and ended here."""
    work = peer.work
    due = work.repliers()
    replies = Replies(peer)
    total = sum(due.get(person, work.touches) for person in work.names())
    try:
        peer.start()
        peer.enrol(work.names())
        _go_on(peer, replies, due, until=round(total * _WORKERS_AT))

        killed = time.time()
        peer.kill(server=False)
        time.sleep(_AWAY)  # so that what waits falls due
        still = [person for person in sorted(due) if person not in replies.said]
        for person in still[::2]:
            replies.say(person)
            due[person] = min(due[person], _different(peer)[person])
        time.sleep(1)
        peer.restart()
        _go_on(peer, replies, due, until=round(total * _ALL_AT))

        peer.kill(server=True)
        time.sleep(_AWAY)
        peer.restart()
        _go_on(peer, replies, due, until=None)
        time.sleep(2 + 2 * work.cadence)  # for what should not come

        sends = peer.sink.sends()
        times = sorted([killed, *(one.at for one in sends if one.at > killed)])
        return Endured(
            peer=peer.name,
            account=account(work, sends, replies.accepted, due),
            silence=max((later - earlier for earlier, later in pairwise(times)), default=0.0),
            told=_told(peer, _of_interest(peer, due)),
        )
    finally:
        replies.close()
        peer.stop()


def _go_on(peer: Peer, replies: Replies, due: dict[str, int], *, until: int | None) -> None:
    """Reply for those whose turn it is, until so much was sent; or, None, until all is done or nothing comes."""
    last, still_since = -1, time.monotonic()
    while True:
        seen = len(peer.sink.sends())
        if until is not None and seen >= until:
            return
        different = _different(peer)
        for person, number in due.items():
            if person not in replies.said and different[person] >= number:
                replies.say(person)
        if peer.finished(due) and len(replies.accepted) == len(due):
            return
        if seen != last:
            last, still_since = seen, time.monotonic()
        elif time.monotonic() - still_since > _STILL:
            return
        time.sleep(0.02)


def _different(peer: Peer) -> Counter[str]:
    return Counter(person for person, _ in {(one.person, one.touch) for one in peer.sink.sends()})


def _of_interest(peer: Peer, due: dict[str, int]) -> str:
    """Somebody who did not get all; else the first one."""
    different = _different(peer)
    names = peer.work.names()
    return next((one for one in names if different[one] < due.get(one, peer.work.touches)), names[0])


def _told(peer: Peer, person: str) -> list[str]:
    try:
        return peer.story(person)
    except Exception as error:  # part of the finding: nobody can be asked
        return [f"{type(error).__name__}: {error}"]


def run(people: int, names: Sequence[str], seed: int = 1, *, blind: bool = False) -> list[Endured]:
    """One peer after the other, each in a folder of its own that is gone afterwards.

    `blind`: the product's provider cannot be asked what it took; no other peer asks.
    """
    work = Work(people=people, first=max(5, people // 20), cadence=2, answer=ANSWER, seed=seed)
    found = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
            peer = make(name, work, Path(folder) / name)
            if blind:
                (peer.folder / "blind").touch()
            found.append(endure(peer))
    return found


def table(found: Sequence[Endured]) -> str:
    lines = [f"{'':<9}{'sent':>6}{'due':>6}{'twice':>7}{'lost':>6}{'after a reply':>15}{'longest silence':>17}"]
    for one in found:
        counted = one.account
        late = f"{counted.after_reply}"
        if counted.after_reply:
            late += f" (by {counted.latest_after_reply:.2f} s)"
        lines.append(
            f"{one.peer:<9}{counted.sent:>6}{counted.expected:>6}{counted.twice:>7}{counted.lost:>6}{late:>15}"
            f"{one.silence:>15.0f} s"
        )
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--stories", action="store_true", help="print what each can tell about one person afterwards")
    options.add_argument("--blind", action="store_true", help="the product's provider cannot be asked what it took")
    given = options.parse_args()
    found = run(given.people, given.peers, given.seed, blind=given.blind)
    print(f"{given.people} people, 5 follow-ups each, a third reply; workers killed once, then workers and server")
    print(table(found))
    for one in found if given.stories else []:
        print(f"\n{one.peer}, asked about one person:", *one.told, sep="\n  ")
    keep("kill", {"people": given.people, "seed": given.seed, "peers": [asdict(one) for one in found]})


if __name__ == "__main__":
    main()
