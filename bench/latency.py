"""How long a person or an ATS waits: `python -m bench.latency`.

From a hook to the changed state (`bench.hooks`), and what a command takes from a cold shell, beside a Python that does
nothing: that part no program in Python can save.
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import subprocess
import sys
import time
from typing import Any, Final

from bench import hooks
from bench.installation import Installation, installed
from domain.names import Stage

TITLE: Final = "Latency"
LIMIT: Final = 0.6
"""Seconds that `followup status` may take over `python -c pass`."""

_COMMANDS: Final = ("status", "list", "tasks", "timeline")


async def _cold(times: int) -> dict[str, Any]:
    """Seconds from the shell, each command in turn beside `python -c pass`, so that both meet the same weather."""
    async with installed(touches=3) as place:
        await place.start_worker()
        (ident,) = await place.enrol(["ann"], Stage.APPLIED)
        await place.enrol((f"p{n}" for n in range(20)), Stage.SCREENING)
        await place.sent("ann", 3)
        place.end_worker()
        nothing: list[float] = []
        took: dict[str, list[float]] = {command: [] for command in _COMMANDS}
        used: dict[str, list[float]] = {command: [] for command in _COMMANDS}
        for _ in range(times):
            for command in _COMMANDS:
                nothing.append(_nothing(place))
                before = _cpu_of_children()
                took[command].append(place.asked(command, *((ident,) if command in ("status", "timeline") else ())))
                used[command].append(_cpu_of_children() - before)
    return {
        "times": times,
        "nothing": statistics.median(nothing),
        "commands": {
            command: {
                "median": statistics.median(seconds),
                "cpu": statistics.median(used[command]),
                "over nothing": statistics.median(
                    one - nothing[len(_COMMANDS) * turn + number] for turn, one in enumerate(seconds)
                ),
            }
            for number, (command, seconds) in enumerate(took.items())
        },
    }


def _cpu_of_children() -> float:
    """Seconds of CPU of the children that have ended: what a busy machine changes less than the time by the clock."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _nothing(place: Installation) -> float:
    """Seconds of a Python that does nothing, in the same surroundings."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], env=os.environ | place.env, check=True)
    return time.perf_counter() - begun


def measure(full: bool) -> dict[str, Any]:
    """Hooks, and commands from a cold shell."""
    return {"hooks": hooks.measure(2000 if full else 240), "cold": asyncio.run(_cold(21 if full else 7))}


def table(found: dict[str, Any]) -> list[str]:
    """As Markdown."""
    told, cold = found["hooks"], found["cold"]
    lines = ["| a hook that moves a stage | until | p50, ms | p99, ms | n |", "|---|---|---:|---:|---:|"]
    for how, kinds in told.items():
        for until, cut in kinds.items() if isinstance(kinds, dict) else ():
            lines.append(f"| {how} | {until} | {cut['p50']:.0f} | {cut['p99']:.0f} | {cut['n']} |")
    lines += [
        "",
        f"{told['per_second']:.0f} hooks a second, answered and at work.",
        "",
        f"| from a cold shell | s | over `python -c pass` ({cold['nothing']:.2f} s) | at most | CPU s |",
        "|---|---:|---:|---:|---:|",
    ]
    for command, seconds in cold["commands"].items():
        most = f"{LIMIT}" if command == "status" else ""
        lines.append(
            f"| `followup {command}` | {seconds['median']:.2f} | {seconds['over nothing']:.2f} | {most} "
            f"| {seconds['cpu']:.2f} |"
        )
    lines += ["", f"Medians of {cold['times']}, each beside a `python -c pass` of the same moment."]
    return lines


def main() -> None:
    print("\n".join(table(measure("--full" in sys.argv))))


if __name__ == "__main__":
    main()
