"""What many sleeping candidates cost those who are at work: `python -m bench.growth [SIZE …]`.

One installation grows from size to size: that many candidates sleep for weeks, and at each size the same few are at
work, so that a touch can be compared with a touch. Server, worker and commands are processes of their own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from typing import Any, Final

from bench.installation import Installation, Spent, installed
from domain.names import Stage
from worker import CACHED

TITLE: Final = "Growth with sleeping candidates"
QUICK_SIZES, FULL_SIZES = (100, 1000), (1000, 10_000, 50_000)
PROBES, TOUCHES, ROUNDS = 30, 8, 3
"""People at work at each size, messages to each of them, one a second, and how often that is done."""

_IDLE: Final = 6.0
"""Seconds in which nothing happens, to know what sleepers alone cost."""


async def _grow(sizes: tuple[int, ...], rounds: int) -> dict[str, Any]:
    found = []
    async with installed(TOUCHES) as place:
        await place.start_worker()
        there = 0
        for size in sizes:
            begun = time.perf_counter()
            await place.enrol((f"sleeper{n}" for n in range(there, size)), Stage.SCREENING)
            await place.sleeping(size, 300 + size)
            took = time.perf_counter() - begun
            _say(f"{size} sleep; enrolled at {(size - there) / took:.0f} a second")
            found.append({"size": size, "enrolled_per_second": (size - there) / took} | await _at(place, size, rounds))
            there = size
    return {"sizes": found, "probes": PROBES, "touches": TOUCHES, "rounds": rounds, "cache": CACHED}


async def _at(place: Installation, size: int, rounds: int) -> dict[str, Any]:
    """Everything that is measured at one size."""
    await asyncio.sleep(3)  # what enrolment left for the server to tidy up
    cached = place.memory()
    per_touch = [await cost(place, f"s{size}r{turn}x") for turn in range(rounds)]
    commands = {
        name: statistics.median(place.asked(*command) for _ in range(3))
        for name, command in {
            "list": ("list",),
            "status": ("status", f"sleeper0-{place.house.tag}"),
            "doctor --promise": ("doctor", "--promise"),
        }.items()
    }
    restart = await _restart(place, f"s{size}late")
    fresh = place.memory()
    return {
        "cpu_ms_per_touch": {
            part: [round(getattr(one, part) * 1000, 2) for one in per_touch] for part in ("server", "worker")
        },
        "memory": {"server": cached["server"], "worker": cached["worker"], "worker_fresh": fresh["worker"]},
        "disk": place.disk(),
        "commands": commands,
        "restart_to_first_touch": restart,
    }


async def cost(place: Installation, prefix: str) -> Spent:
    """CPU seconds per touch: what server and worker use beyond what they use with everybody asleep."""
    begun, before = time.perf_counter(), place.spent()
    await asyncio.sleep(_IDLE)
    idle, slept = place.spent() - before, time.perf_counter() - begun
    begun, before = time.perf_counter(), place.spent()
    await place.enrol((f"{prefix}{n}" for n in range(PROBES)), Stage.APPLIED)
    touches = PROBES * TOUCHES
    await place.sent(prefix, touches)
    used, took = place.spent() - before, time.perf_counter() - begun
    return Spent(
        (used.server - idle.server / slept * took) / touches, (used.worker - idle.worker / slept * took) / touches
    )


async def _restart(place: Installation, name: str) -> float:
    """Seconds from the start of a worker until the first message of somebody who came due while none ran."""
    await place.enrol([name], Stage.APPLIED)
    await place.sent(name, 1)
    place.end_worker()
    await asyncio.sleep(1.5)  # the next message falls due meanwhile
    there = _sent_to(place, name)
    begun = time.perf_counter()
    await place.start_worker()
    await place.sent(name, there + 1)
    took = time.perf_counter() - begun
    await place.sent(name, TOUCHES)
    return took


def _sent_to(place: Installation, name: str) -> int:
    return len(place.house.rows(f"manual:{name}-{place.house.tag}", "sent"))


def measure(full: bool) -> dict[str, Any]:
    """Grow through the sizes. The full ones take about an hour, nearly all of it for enrolling 50,000 people."""
    return asyncio.run(_grow(FULL_SIZES if full else QUICK_SIZES, ROUNDS if full else 2))


def table(found: dict[str, Any]) -> list[str]:
    """As Markdown, one column per size."""
    sizes = found["sizes"]
    first = per_touch(sizes[0])

    def row(name: str, *cells: str) -> str:
        return f"| {name} | " + " | ".join(cells) + " |"

    def mb(value: int) -> str:
        return f"{value / 2**20:,.0f}"

    lines = [
        row("sleeping candidates", *(f"{one['size']:,}" for one in sizes)),
        "|---|" + "---:|" * len(sizes),
        row("CPU ms per touch, server and worker", *(f"{per_touch(one):.1f}" for one in sizes)),
        row(f"the same, against {sizes[0]['size']:,} sleepers", *(f"{per_touch(one) / first:.2f}" for one in sizes)),
        row("worker memory, MB, as it grew", *(mb(one["memory"]["worker"]) for one in sizes)),
        row("worker memory, MB, after a restart", *(mb(one["memory"]["worker_fresh"]) for one in sizes)),
        row("server memory, MB", *(mb(one["memory"]["server"]) for one in sizes)),
        row("Temporal's database, MB", *(mb(one["disk"]["temporal"]) for one in sizes)),
        row("ledger, MB", *(mb(one["disk"]["ledger"]) for one in sizes)),
    ]
    lines += [
        row(f"`followup {name}`, s", *(f"{one['commands'][name]:.2f}" for one in sizes))
        for name in sizes[0]["commands"]
    ]
    lines += [
        row("worker restart to first touch, s", *(f"{one['restart_to_first_touch']:.1f}" for one in sizes)),
        row("enrolled per second", *(f"{one['enrolled_per_second']:.0f}" for one in sizes)),
        "",
        f"{found['probes']} people at work beside the sleepers, {found['touches']} messages to each, median of "
        f"{found['rounds']} rounds; the worker keeps at most {found['cache']:,} clocks in memory.",
    ]
    return lines


def per_touch(one: dict[str, Any]) -> float:
    server, worker = (one["cpu_ms_per_touch"][part] for part in ("server", "worker"))
    return float(statistics.median(a + b for a, b in zip(server, worker, strict=True)))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", type=int, nargs="*", default=list(QUICK_SIZES))
    options.add_argument("--rounds", type=int, default=ROUNDS)
    given = options.parse_args()
    found = asyncio.run(_grow(tuple(sorted(given.sizes)), given.rounds))
    print("\n".join(table(found)))
    print(json.dumps(found), file=sys.stderr)


if __name__ == "__main__":
    main()
