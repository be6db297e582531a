"""A sample company in an ATS of the sandbox: colleagues, jobs, and people at all stages; and its hooks' way to us."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sandbox.ats.ashby import AshbyFake
from sandbox.ats.greenhouse import GreenhouseFake
from sandbox.ats.lever import LeverFake
from sandbox.ats.server import Hook
from sandbox.posting import posted

_PEOPLE: Final = (
    ("Noor", "Haddad", 0, 3),  # at which of its stages, and since how many days
    ("Ben", "Osei", 0, 20),
    ("Mia", "Torres", 1, 9),
    ("Ivan", "Petrov", 2, 6),
    ("Lena", "Vogel", 3, 14),
    ("Tom", "Baker", 4, 30),
)
_JOBS: Final = ("Welder", "Compiler Engineer")
_AT_AN_INTERVIEW: Final = 2
_LINK: Final = "https://meet.example/acme"
_SECONDS: Final = 10
_LOOK: Final = 0.5


def move_in(fake: GreenhouseFake | LeverFake | AshbyFake, now: datetime) -> None:
    """The sample company has worked with it for a while; it has told nobody so far."""
    if isinstance(fake, GreenhouseFake):
        _into_greenhouse(fake, now)
    elif isinstance(fake, AshbyFake):
        _into_ashby(fake, now)
    else:
        _into_lever(fake, now)
    fake.hooks.clear()


def _into_greenhouse(fake: GreenhouseFake, now: datetime) -> None:
    rita = fake.add_user("Rita Okafor", "rita@acme.example")
    hana = fake.add_user("Hana Mori", "hana@acme.example")
    jobs = [fake.add_job(job, managers=(hana,)) for job in _JOBS]
    for number, (first, last, place, days) in enumerate(_PEOPLE):
        stage, at = fake.stages[place], now - timedelta(days=days)
        _, application = fake.apply(
            jobs[number % 2], first_name=first, last_name=last, email=_address(first, last), stage=stage, at=at
        )
        fake.rows["applications"][application]["recruiter_id"] = rita
        if place == _AT_AN_INTERVIEW:
            fake.schedule(application, _ahead(now), link=_LINK, panel=(hana,))


def _into_lever(fake: LeverFake, now: datetime) -> None:
    rita = fake.add_user("Rita Okafor", "rita@acme.example")
    hana = fake.add_user("Hana Mori", "hana@acme.example")
    jobs = [fake.add_job(job, owner=rita, manager=hana) for job in _JOBS]
    for number, (first, last, place, days) in enumerate(_PEOPLE):
        stage, at = fake.stages[place], now - timedelta(days=days)
        _, opportunity = fake.apply(
            jobs[number % 2], first_name=first, last_name=last, email=_address(first, last), stage=stage, at=at
        )
        if place == _AT_AN_INTERVIEW:
            fake.schedule(opportunity, _ahead(now), link=_LINK, panel=(hana,))


def _into_ashby(fake: AshbyFake, now: datetime) -> None:
    rita = fake.add_user("Rita Okafor", "rita@acme.example")
    hana = fake.add_user("Hana Mori", "hana@acme.example")
    jobs = [fake.add_job(job) for job in _JOBS]
    for number, (first, last, place, days) in enumerate(_PEOPLE):
        _, application = fake.apply(
            jobs[number % 2],
            first_name=first,
            last_name=last,
            email=_address(first, last),
            stage=fake.stages[place],
            at=now - timedelta(days=days),
            team=((rita, "Recruiter"), (hana, "Hiring Manager")),
        )
        if place == _AT_AN_INTERVIEW:
            fake.schedule(application, _ahead(now), link=_LINK, who="Hana Mori")


def _address(first: str, last: str) -> str:
    return f"{first.lower()}.{last.lower()}@candidates.example"


def _ahead(now: datetime) -> datetime:
    return (now + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)


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
