"""The naive control: the same journey as most would write it on Temporal, with plain retries and no reservation.

`python -m tests.chaos.control` is its worker. The harness kills it as it kills ours, behind the same kind of provider,
and counts its duplicates: a harness that saw none here would see nothing.
"""

from __future__ import annotations

import asyncio
import json
import os
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from tests.chaos.doom import Doom

QUEUE = "naive"


@dataclass
class Journey:
    """One candidate: how many touches, and how many seconds apart."""

    candidate: str
    touches: int
    every: float


@activity.defn
def post_mail(touch_key: str) -> None:
    """Post it, and raise for whatever is no success: Temporal tries again."""
    doom = _doom()
    doom.die("before-post")
    body = {
        "personalizations": [{"to": [{"email": f"{touch_key.partition('/')[0]}@example.com"}]}],
        "from": {"email": "talent@acme.example"},
        "subject": "Your application",
        "content": [{"type": "text/plain", "value": "Thank you for your interest."}],
        "custom_args": {"touch_key": touch_key},
    }
    request = urllib.request.Request(
        f"{os.environ['CHAOS_CONTROL_URL']}/v3/mail/send",
        json.dumps(body).encode(),
        {"Authorization": "Bearer SG.test-key", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        answer.read()
    doom.die("after-post")


@workflow.defn
class NaiveFollowUp:
    """Sleep, send, sleep, send."""

    @workflow.run
    async def run(self, journey: Journey) -> None:
        for number in range(journey.touches):
            await workflow.execute_activity(
                post_mail, f"{journey.candidate}/{number + 1}", start_to_close_timeout=timedelta(seconds=8)
            )
            await workflow.sleep(journey.every)


_made: list[Doom] = []


def _doom() -> Doom:
    return _made[0]


async def main() -> None:
    _made.append(Doom(Path(os.environ["CHAOS_DOOM"])))
    while True:
        with suppress(RuntimeError, RPCError):
            client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
            break
        await asyncio.sleep(0.5)
    with ThreadPoolExecutor(50) as threads:
        await Worker(
            client,
            task_queue=QUEUE,
            workflows=[NaiveFollowUp],
            activities=[post_mail],
            activity_executor=threads,
            workflow_runner=UnsandboxedWorkflowRunner(),
        ).run()


if __name__ == "__main__":
    asyncio.run(main())
