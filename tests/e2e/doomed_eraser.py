"""Erases people, and dies by its own hand in the middle of a step: `kill -9` of a process at the n-th thing it does.

Run as a program: `python -m tests.e2e.doomed_eraser HOME ADDRESS`, on an encrypted installation. Each line of its input
is `ERASURE STEP N`; for each a child goes through the steps up to that one and dies within it, at its n-th statement,
commit, call of Temporal, write to the disk or deletion of a file. A line `died` or `survived` is printed for each.

With `worker` before HOME it is a whole worker at `TEMPORAL_ADDRESS`, which dies at the third thing it does in the step
that `DIE_IN` names.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event
from temporalio.client import Client

import channels.erased_files
import worker
from activities.erasing import STEPS, Erasing, StepDone, StepOrder
from connection import DATA_CONVERTER
from keystore import key_place
from ledger.store import Ledger
from settings import Settings
from tests.house import QUICK, with_keys
from worker import erasing_of

_left: list[int] = []
"""How many things may still be done, once the step has begun."""


def moment() -> None:
    """Something was just done, or is about to be."""
    if _left:
        _left[0] -= 1
        if _left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def after(done: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        found = done(*given, **named)
        moment()
        return found

    return counted


async def go(home: Path, address: str, erasure: str, step: str, number: int) -> None:
    settings = Settings(home=home)
    ledger = Ledger(settings.ledger_address, settings.keys, key_place(settings))
    client = with_keys(await Client.connect(address, data_converter=DATA_CONVERTER), ledger.keys)
    erasing = erasing_of(client, ledger, settings)
    _count_all(ledger, client)
    for one in STEPS[: STEPS.index(step)]:
        await erasing.carry_out(StepOrder(erasure=erasure, step=one))
    _left.append(number)
    await erasing.carry_out(StepOrder(erasure=erasure, step=step))


def _count_all(ledger: Ledger, client: Client) -> None:
    event.listen(ledger._database.engine, "after_cursor_execute", lambda *_: moment())
    event.listen(ledger._database.engine, "commit", lambda *_: moment())
    for name in ("fsync", "pwrite", "write"):
        setattr(os, name, after(getattr(os, name)))
    channels.erased_files._holds = after(channels.erased_files._holds)
    Path.unlink = after(Path.unlink)  # type: ignore[method-assign]
    _count_calls(client)


def _work(home: Path) -> None:
    """A worker, as `followup worker` runs it."""
    kept = Erasing.carry_out

    async def carry_out(self: Erasing, order: StepOrder) -> StepDone:
        if order.step == os.environ.get("DIE_IN") and not _left:
            _count_all(self._ledger, self._client)
            _left.append(3)
        return await kept(self, order)

    Erasing.carry_out = carry_out  # type: ignore[method-assign]
    asyncio.run(worker.run_worker(Settings(home=home, playbook=QUICK)))


def _count_calls(client: Client) -> None:
    service: Any = client.service_client
    kept = service._rpc_call

    async def counted(*given: Any, **named: Any) -> Any:
        answer = await kept(*given, **named)
        moment()
        return answer

    service._rpc_call = counted


def main() -> None:
    home, address = Path(sys.argv[-2]), sys.argv[-1]
    if sys.argv[1] == "worker":
        _work(home)
        return
    for line in sys.stdin:
        erasure, step, number = line.split()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                asyncio.run(go(home, address, erasure, step, int(number)))
                status = 0
            finally:
                os._exit(status)
        _, how = os.waitpid(child, 0)
        died = os.WIFSIGNALED(how) and os.WTERMSIG(how) == signal.SIGKILL
        print("died" if died else f"survived {os.waitstatus_to_exitcode(how)}", flush=True)


if __name__ == "__main__":
    main()
