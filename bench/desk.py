"""What the desk's pages take on a large ledger: `python -m bench.desk [PEOPLE]`.

A sealed ledger of as many people, each 200th of whom waits for an answer. Per page the CPU time of this process, which
serves it, as a median of twenty, the slowest of them, and the size of what the browser gets.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx
from sqlalchemy import insert

from bench.finding import AT, fill
from desk.app import create_app
from ledger.instants import to_text
from ledger.keys.key_mirror import KeyMirror
from ledger.keys.key_store import FolderKeys
from ledger.keys.person_keys import KeyPlace
from ledger.people.desk_access import of_login
from ledger.playbooks.folder import read_playbook
from ledger.schema import tasks
from ledger.store import Ledger
from settings import DEFAULT_PLAYBOOK, Settings

TIMES: Final = 20
EVERY: Final = 200
JOBS: Final = 250

PAGES: Final = (
    "/?whose=all",
    "/candidates",
    "/candidates?q=Ann",
    "/candidates?q=Anna+Walker4711",
    "/candidates?stage=interview&state=active",
    "/candidates/ats:711",
    "/jobs",
    "/jobs/job-1",
    "/system",
)


async def main() -> None:
    """Build the ledger, and ask for each page."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with TemporaryDirectory() as folder:
        place = KeyPlace(FolderKeys(Path(folder) / "keys"), lambda: AT, mirror=KeyMirror(Path(folder) / "keys"))
        settings = Settings(home=Path(folder))
        ledger = Ledger(settings.ledger_address, settings.keys, place)
        ledger.migrate()
        playbook = read_playbook(DEFAULT_PLAYBOOK)
        ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "bench", AT)
        fill(ledger, people, JOBS)
        _ask(ledger, people)
        app = create_app(settings, ledger, clock=lambda: AT)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1") as client:
            token = ledger.desk.printed_link(of_login("bench"), AT)
            await client.get(f"/in/{token}")
            print(f"{people:,} people, {people // EVERY:,} tasks; median and slowest of {TIMES}, CPU", flush=True)
            for path in PAGES:
                await _measured(client, path)
        ledger.close()


async def _measured(client: httpx.AsyncClient, path: str) -> None:
    took, size, status = [], 0, 0
    for _ in range(TIMES):
        before = time.process_time()
        answer = await client.get(path)
        took.append((time.process_time() - before) * 1000)
        size, status = len(answer.content), answer.status_code
    median = statistics.median(took)
    print(f"  {path:<44} {status}  {median:6.0f} ms  {max(took):6.0f} ms  {size / 1000:6.1f} KB", flush=True)


def _ask(ledger: Ledger, people: int) -> None:
    """A task for each 200th of them."""
    rows = [
        {
            "task_id": f"answer-{number:06d}", "candidate_id": f"ats:{number}", "application_id": None,
            "kind": "answer", "title": "Reply to their message", "assignee": "",
            "opened_at": to_text(AT), "due_at": to_text(AT),
        }
        for number in range(0, people, EVERY)
    ]  # fmt: skip
    names = {column.name for column in tasks.columns if not column.nullable}
    with ledger._database.writing("bench") as connection:
        for row in rows:
            connection.execute(insert(tasks).values({**dict.fromkeys(names, ""), **row}))


if __name__ == "__main__":
    asyncio.run(main())
