"""How much each way of doing the work gets done: `python -m bench.throughput [--people 1000] [--peers floor dbos …]`.

Three phases, one after the other, so that each figure is about one thing:
1. everybody is enrolled, by sixteen callers; until the processes have worked it off;
2. a third of them reply at once, while all are asleep; until it is worked off;
3. the follow-ups of the others fall due, faster than they can be sent; from the first send to the last.
CPU is user and system time of worker and server with all their children, in phase 3. With `--core-each` the server
runs on one core and the worker on another; otherwise both run on all there are. The callers run on all in any case.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.peers import PEERS, make
from bench.peers.processes import bind, cpu_seconds, wait_for_rest
from bench.work import Account, Peer, Work, account, at_once

RESULTS = Path(".bench")
_STILL = 30.0
"""Seconds without a send after which no more are waited for: something is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """One peer's figures."""

    peer: str
    enrolments_per_s: float
    signals_per_s: float
    touches_per_s: float
    worker_ms_per_touch: float  # CPU
    server_ms_per_touch: float  # CPU
    apart: bool  # were all asleep before the first follow-up fell due? If not, phases ran into one another
    account: Account


def measure(peer: Peer, *, core_each: bool = False) -> Throughput:
    """All three phases of one peer, which is started and ended here."""
    work, repliers = peer.work, sorted(peer.work.repliers())
    try:
        peer.start()
        if core_each:
            _part(peer)
        watched = [*peer.worker_pids(), *peer.server_pids()]
        wait_for_rest(watched, 20)

        begun = time.time()
        peer.enrol(work.names())
        enrolled = _worked_off(watched, work)

        replying = time.time()
        at_once(peer.reply, repliers)
        replied = _worked_off(watched, work)
        apart = not peer.sink.sends()

        _wait_for_the_first(peer)
        before = cpu_seconds(peer.worker_pids()), cpu_seconds(peer.server_pids())
        _wait_for_the_last(peer, repliers)
        sends = peer.sink.sends()
        span = sends[-1].at - sends[0].at
        used = cpu_seconds(peer.worker_pids()) - before[0], cpu_seconds(peer.server_pids()) - before[1]
        return Throughput(
            peer=peer.name,
            enrolments_per_s=work.people / (enrolled - begun),
            signals_per_s=len(repliers) / (replied - replying),
            touches_per_s=len(sends) / span,
            worker_ms_per_touch=1000 * used[0] / len(sends),
            server_ms_per_touch=1000 * used[1] / len(sends),
            apart=apart,
            account=account(work, sends, {}, dict.fromkeys(repliers, 0)),
        )
    finally:
        peer.stop()


def _part(peer: Peer) -> None:
    """A core for the server and another one for the worker. Raises RuntimeError where there are no two to have."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise RuntimeError("a core for the server and one for the worker are two, and there is one")
    bind(peer.server_pids(), cores[0])
    bind(peer.worker_pids(), cores[1])


def _worked_off(watched: Sequence[int], work: Work) -> float:
    """When the processes were at rest again; not before now, where they are at rest already."""
    answered = time.time()
    return max(answered, wait_for_rest(watched, work.first))


def _wait_for_the_first(peer: Peer) -> None:
    until = time.monotonic() + peer.work.first + _STILL
    while not peer.sink.sends():
        if time.monotonic() > until:
            raise RuntimeError(f"{peer.name} has sent nothing; see {peer.folder}.")
        time.sleep(0.02)


def _wait_for_the_last(peer: Peer, repliers: Iterable[str]) -> None:
    """Until everybody has had all, and a little longer for what should not come; or until nothing comes any more."""
    repliers = set(repliers)
    last, still_since = 0, time.monotonic()
    while not peer.finished(repliers):
        time.sleep(0.1)
        if len(peer.sink.sends()) != last:
            last, still_since = len(peer.sink.sends()), time.monotonic()
        elif time.monotonic() - still_since > _STILL:
            break
    time.sleep(1 + 2 * peer.work.cadence)


def run(people: int, names: Sequence[str], seed: int = 1, *, core_each: bool = False) -> list[Throughput]:
    """One peer after the other, each in a folder of its own that is gone afterwards."""
    work = Work(people=people, first=people // 20 + 5, seed=seed)
    found = []
    for name in names:
        with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
            found.append(measure(make(name, work, Path(folder) / name), core_each=core_each))
    return found


def table(found: Sequence[Throughput]) -> str:
    """The figures, and the product's over each other's."""
    lines = [f"{'':<9}{'enrolments':>11}{'signals':>9}{'touches':>9}{'CPU ms a touch':>18}   {'product over it':<26}"]
    lines += [
        f"{'':<9}{'a second':>11}{'a second':>9}{'a second':>9}{'worker':>9}{'server':>9}   enrol signal touch  CPU"
    ]
    product = next((one for one in found if one.peer == "product"), None)
    for one in found:
        row = f"{one.peer:<9}{one.enrolments_per_s:>11.0f}{one.signals_per_s:>9.0f}{one.touches_per_s:>9.0f}"
        row += f"{one.worker_ms_per_touch:>9.1f}{one.server_ms_per_touch:>9.1f}   "
        if product is not None and one is not product:
            row += f"{product.enrolments_per_s / one.enrolments_per_s:>5.2f}"
            row += f"{product.signals_per_s / one.signals_per_s:>7.2f}{product.touches_per_s / one.touches_per_s:>6.2f}"
            row += f"{_cpu(product) / _cpu(one):>5.1f}"
        if not one.account.clean:
            row += f"  NOT RIGHT: {one.account}"
        if not one.apart:
            row += "  the phases overlapped: enrolling took too long"
        lines.append(row.rstrip())
    return "\n".join(lines)


def _cpu(one: Throughput) -> float:
    return max(0.001, one.worker_ms_per_touch + one.server_ms_per_touch)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=1000)
    options.add_argument("--peers", nargs="+", choices=list(PEERS), default=list(PEERS))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--core-each", action="store_true", help="a core for the server, and one for the worker")
    given = options.parse_args()
    found = run(given.people, given.peers, given.seed, core_each=given.core_each)
    third = given.people // 3
    print(f"{given.people} people, of whom {third} reply while all are asleep; 5 follow-ups for each of the others,")
    shared = f"{os.cpu_count()} cores for worker, server and callers together"
    print(f"a second apart; {'a core for the server, one for the worker' if given.core_each else shared}")
    print(table(found))
    how = {"people": given.people, "seed": given.seed, "core_each": given.core_each}
    keep("throughput", how | {"peers": [asdict(one) for one in found]})


def keep(name: str, figures: object) -> None:
    """Write figures to `.bench/NAME.json`."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
