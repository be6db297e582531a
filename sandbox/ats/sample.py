"""A sample company in an ATS of the sandbox: colleagues, jobs, and people at all stages; and its hooks' way to us."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sandbox.ats.greenhouse import GreenhouseFake
from sandbox.ats.server import Hook
from sandbox.posting import posted

_PEOPLE: Final = (
    ("Noor", "Haddad", "Application Review", 3),
    ("Ben", "Osei", "Application Review", 20),
    ("Mia", "Torres", "Phone Screen", 9),
    ("Ivan", "Petrov", "Phone Interview", 6),
    ("Lena", "Vogel", "Onsite", 14),
    ("Tom", "Baker", "Offer", 30),
)
_SECONDS: Final = 10
_LOOK: Final = 0.5


def move_in(fake: GreenhouseFake, now: datetime) -> None:
    """The sample company has worked with it for a while; it has told nobody so far."""
    rita = fake.add_user("Rita Okafor", "rita@acme.example")
    hana = fake.add_user("Hana Mori", "hana@acme.example")
    jobs = [fake.add_job("Welder", managers=(hana,)), fake.add_job("Compiler Engineer", managers=(hana,))]
    for number, (first, last, stage, days) in enumerate(_PEOPLE):
        _, application = fake.apply(
            jobs[number % 2],
            first_name=first,
            last_name=last,
            email=f"{first.lower()}.{last.lower()}@candidates.example",
            stage=stage,
            at=now - timedelta(days=days),
        )
        fake.rows["applications"][application]["recruiter_id"] = rita
        if stage == "Phone Interview":
            at = (now + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
            fake.schedule(application, at, link="https://meet.example/acme", panel=(hana,))
    fake.hooks.clear()


class HookPosts:
    """Posts what an ATS tells to the gateway, each until it is taken, in a thread of its own."""

    def __init__(self, hooks: list[Hook], address: str, watcher: Callable[[str, int], None] | None = None) -> None:
        self._hooks, self._address, self._watcher = hooks, address, watcher
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="hooks")

    def __enter__(self) -> HookPosts:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join(_SECONDS)

    def _run(self) -> None:
        while not self._closing.wait(_LOOK):
            while self._hooks and self._post(self._hooks[0]):
                self._hooks.pop(0)

    def _post(self, hook: Hook) -> bool:
        status = posted(self._address, hook.body, hook.headers)
        if status and self._watcher:
            self._watcher(hook.kind, status)
        return status != 0  # else the gateway is not there yet
