"""What a sleeping clock costs a worker, and what the worker's settings do: `python -m bench.memory`.

The same people do the same work under each variant of the worker's settings, one after the other, each on an
installation of its own; then so many clocks sleep in the worker's memory, or do not fit.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from typing import Any, Final

from bench.installation import installed
from domain.names import Stage
from worker import CACHED, THREADS

TITLE: Final = "Worker memory and settings"

SHIPPED, SANDBOX = "as shipped", "the SDK's sandbox"

VARIANTS: Final[dict[str, dict[str, Any]]] = {
    SHIPPED: {},
    SANDBOX: {"sandbox": True},
    "cache a tenth": {"max_cached_workflows": 10},
    "no cache": {"max_cached_workflows": 0},
    "10 local activities at once": {"max_concurrent_local_activities": 10},
    "2 workflow tasks at once": {"max_concurrent_workflow_tasks": 2},
    "2 pollers": {"max_concurrent_workflow_task_polls": 2},
}
"""What was tried. Each is beside `as shipped` in the same run."""

_PEOPLE: Final = 100


async def _per_clock(sleepers: int, options: dict[str, Any]) -> float:
    """Bytes that one sleeping clock adds to the worker's memory."""
    async with installed(touches=1) as place:
        await place.start_worker(**options)
        warm = sleepers // 4
        await place.enrol((f"warm{n}" for n in range(warm)), Stage.SCREENING)
        await place.sleeping(warm, 120 + warm)
        await asyncio.sleep(2)
        before = place.memory()["worker"]
        await place.enrol((f"p{n}" for n in range(sleepers)), Stage.SCREENING)
        await place.sleeping(warm + sleepers, 120 + sleepers)
        await asyncio.sleep(2)
        return (place.memory()["worker"] - before) / sleepers


async def _at_work(options: dict[str, Any], people: int, touches: int) -> dict[str, float]:
    """Messages a second and CPU per message, from the first enrolment to the last message."""
    async with installed(touches=touches) as place:
        await place.start_worker(**options)
        before, begun = place.spent(), time.perf_counter()
        await place.enrol((f"p{n}" for n in range(people)), Stage.APPLIED)
        await place.sent("p", people * touches, patience=600)
        took, used = time.perf_counter() - begun, place.spent() - before
        done = people * touches
        return {
            "per_second": done / took,
            "server_ms": used.server / done * 1000,
            "worker_ms": used.worker / done * 1000,
            "worker_mb": place.memory()["worker"] / 2**20,
        }


async def _measure(full: bool) -> dict[str, Any]:
    people, touches, rounds = (_PEOPLE, 10, 3) if full else (30, 5, 1)
    sleepers = 2000 if full else 300
    found: dict[str, list[dict[str, float]]] = {name: [] for name in VARIANTS}
    for _ in range(rounds):  # round about, so that each variant meets the same weather
        for name, options in VARIANTS.items():
            found[name].append(await _at_work(_sized(options, people), people, touches))
            print(f"{name}: {found[name][-1]}", file=sys.stderr, flush=True)
    return {
        "people": people,
        "touches": touches,
        "rounds": rounds,
        "variants": {
            name: {figure: statistics.median(one[figure] for one in ones) for figure in ones[0]}
            for name, ones in found.items()
        },
        "sleepers": sleepers,
        "per_clock": {name: await _per_clock(sleepers, VARIANTS[name]) for name in (SHIPPED, SANDBOX)},
        "cache": CACHED,
        "threads": THREADS,
    }


def _sized(options: dict[str, Any], people: int) -> dict[str, Any]:
    """A tenth of the cache is a tenth of those who are at work."""
    tenth = "max_cached_workflows" in options and options["max_cached_workflows"] > 0
    return options | ({"max_cached_workflows": max(1, people // 10)} if tenth else {})


def measure(full: bool) -> dict[str, Any]:
    """All variants, and the memory of a sleeping clock."""
    return asyncio.run(_measure(full))


def table(found: dict[str, Any]) -> list[str]:
    """As Markdown; each variant as a ratio of what is shipped."""
    shipped = found["variants"][SHIPPED]
    lines = [
        "| worker settings | messages a second | against as shipped | CPU ms a message: worker | server | worker, MB |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, one in found["variants"].items():
        lines.append(
            f"| {name} | {one['per_second']:.0f} | {one['per_second'] / shipped['per_second']:.2f} "
            f"| {one['worker_ms']:.1f} | {one['server_ms']:.1f} | {one['worker_mb']:.0f} |"
        )
    per_clock = found["per_clock"]
    return [
        *lines,
        "",
        f"{found['people']} people, {found['touches']} messages to each, median of {found['rounds']}. "
        f"As shipped: cache "
        f"{found['cache']:,}, {found['threads']} threads and local activities, no sandbox.",
        "",
        f"A sleeping clock in the worker's memory: {per_clock[SHIPPED] / 1024:.0f} KB, in {SANDBOX} "
        f"{per_clock[SANDBOX] / 1024:.0f} KB ({found['sleepers']:,} of them); out of the cache: nothing.",
    ]


def main() -> None:
    print("\n".join(table(measure("--full" in sys.argv))))


if __name__ == "__main__":
    main()
