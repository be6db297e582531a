"""A worker as a process of its own, with SDK options of the bench's choice: `python -m bench.one_worker OPTIONS`.

OPTIONS is a JSON object: what `worker.make_worker` hands on to the SDK's `Worker`, and `sandbox: true` for its default
runner. Everything else is the product's own, read from the settings as `followup worker` reads them.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from typing import Any

from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner

from connection import connect
from keystore import key_place
from ledger.store import Ledger
from settings import read_settings
from starter.log_words import WORKER_RUNS
from worker import running_worker, senders_of


def main() -> None:
    options: dict[str, Any] = json.loads(sys.argv[1]) if len(sys.argv) > 1 else {}
    if options.pop("sandbox", False):
        options["workflow_runner"] = SandboxedWorkflowRunner()
    asyncio.run(_work(options))


async def _work(options: dict[str, Any]) -> None:
    settings = read_settings()
    ledger = Ledger(settings.ledger_address, settings.keys, key_place(settings))
    client = await connect(settings, ledger.keys)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running_worker(client, ledger, senders_of(settings), settings=settings, **options):
        print(WORKER_RUNS, flush=True)
        await stop.wait()
    ledger.close()


if __name__ == "__main__":
    main()
