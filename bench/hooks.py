"""From a hook to the candidate's changed state, on the dev server: `python -m bench.hooks [HOOKS]`.

A real gateway, worker and Temporal dev server (SQLite on disk), each a process of its own, all on this machine. A stage
change is posted; time runs from the beginning of the request until the ledger's projection shows the new stage. First
one at a time, then as many people at once as there are.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from starter.embedded import LocalServer, end, free_port, is_listening, spawn, wait_until_listening
from tests.gateway.gate import SECRET, GatewayProcess, Sender, moved
from tests.house import House, build, connected, until

PEOPLE = 20
STAGES = ("screening", "interview")


def main() -> None:
    _tell(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 400))


def measure(hooks: int) -> dict[str, Any]:
    """Milliseconds until the answer and until the changed state, one at a time and many at once; hooks a second."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        server = LocalServer(port=free_port(), database=Path(folder) / "temporal.db")
        process = spawn(server.command(), log=Path(folder) / "temporal.log")
        try:
            wait_until_listening(server.port, process)
            return asyncio.run(_measure(server, Path(folder), hooks))
        finally:
            end(process, patience=5)


async def _measure(server: LocalServer, folder: Path, hooks: int) -> dict[str, Any]:
    os.environ["TEMPORAL_ADDRESS"] = server.address
    house = build(await connected(server.address), folder / "home", webhook_secret=SecretStr(SECRET))
    doors = GatewayProcess(house.settings, server.address)
    doors.start()
    argv = [sys.executable, "-m", "starter.cli.main", "worker"]
    worker = spawn(argv, log=folder / "worker.log", env=doors.env)
    sender = Sender(f"http://127.0.0.1:{doors.port}")
    await until(lambda: is_listening(doors.port), what="the gateway")
    try:
        people = [await house.applies(f"p{n}") for n in range(PEOPLE)]
        await until(lambda: all(house.ledger.status(ident) for ident in people), what="the enrolment")
        alone = [await _one(house, sender, people[n % PEOPLE], n // PEOPLE) for n in range(hooks // 4)]
        rounds = count(hooks // 4 // PEOPLE + 1)
        many: list[tuple[float, float]] = []
        begun = time.perf_counter()
        for turn in (next(rounds) for _ in range(hooks // PEOPLE)):
            many += await asyncio.gather(*(_one(house, sender, ident, turn) for ident in people))
        rate = len(many) / (time.perf_counter() - begun)
        return {"one at a time": _cuts(alone), f"{PEOPLE} at once": _cuts(many), "per_second": rate}
    finally:
        doors.kill()
        end(worker, patience=12)
        await sender.client.aclose()
        house.ledger.close()


async def _one(house: House, sender: Sender, ident: str, turn: int) -> tuple[float, float]:
    """Seconds until the answer, and until the changed state."""
    stage = STAGES[turn % 2]
    begun = time.perf_counter()
    answer = await sender.post(moved(ident, stage))
    answered = time.perf_counter() - begun
    assert answer.status_code == 200, answer.text
    while (house.ledger.status(ident) or {})["applications"][0]["stage"] != stage:
        await asyncio.sleep(0.005)
    return answered, time.perf_counter() - begun


def _cuts(took: list[tuple[float, float]]) -> dict[str, dict[str, float]]:
    """p50 and p99 in milliseconds."""
    found = {}
    for name, seconds in (("answer", [a for a, _ in took]), ("changed state", [b for _, b in took])):
        cuts = statistics.quantiles(seconds, n=100)
        found[name] = {"p50": cuts[49] * 1000, "p99": cuts[98] * 1000, "n": len(seconds)}
    return found


def _tell(found: dict[str, Any]) -> None:
    for what, kinds in found.items():
        for name, cut in kinds.items() if isinstance(kinds, dict) else ():
            print(f"{what:<14} {name:<14} p50 {cut['p50']:6.1f} ms   p99 {cut['p99']:6.1f} ms   n {cut['n']}")
    print(f"{found['per_second']:.0f} hooks a second, answered and at work")


if __name__ == "__main__":
    main()
