"""Whatever is told between two looks into the ledger, nobody is lost by it (R3, R17).

A gateway tells what is about different people at the same time, and reading takes several looks. So the same reading is
done again and again, with an application of the other record told before the first look, before the second, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.arrivals import Known, NotOnRecord, Reading, Request
from integrations.ashby.events import Ashby
from integrations.greenhouse.events import Greenhouse
from ledger.inbox.rows import Arrival, Settled
from ledger.store import Ledger
from tests.integrations.ats.ats_desk import NOW, Desk
from tests.integrations.ats.ats_words import SECRET, Event, ashby, ashby_events, greenhouse, greenhouse_events

BEFORE = NOW - timedelta(seconds=1)
EVENTS: dict[str, dict[str, Event]] = {
    "greenhouse": {event.name: event for event in greenhouse_events()},
    "ashby": {event.name: event for event in ashby_events()},
}
MERGES: dict[str, Callable[[], Request]] = {
    "greenhouse": lambda: greenhouse("merge_candidate", {"person": {"id": 4712, "new_candidate_id": 5}}, NOW),
    "ashby": lambda: ashby(
        "candidateMerge", {"deletedCandidate": {"id": "4712"}, "mergedCandidate": {"id": "5"}}, NOW, "click"
    ),
}
DELETIONS: dict[str, Callable[[], Request]] = {
    "greenhouse": lambda: greenhouse(
        "delete_candidate", {"person": {"id": 4711, "deleted_application_ids": [88001]}}, NOW
    ),
    "ashby": lambda: ashby("candidateDelete", {"candidate": {"id": "4711"}}, NOW, "click"),
}
CLOSINGS: dict[str, Callable[[], Request]] = {
    "greenhouse": lambda: greenhouse("job_updated", {"job": {"id": 301, "status": "closed"}}, NOW),
    "ashby": lambda: ashby("jobUpdate", {"job": {"id": "301", "status": "Closed"}}, NOW, "click"),
}


class InBetween:
    """The ledger as a door reads it, with something that happens before its n-th look."""

    def __init__(self, ledger: Ledger, n: int, happens: Callable[[], None]) -> None:
        self._ledger, self._left, self._happens = ledger, n, happens

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._ledger, name)

        def look(*args: Any, **named: Any) -> Any:
            if self._left == 0:
                self._happens()
            self._left -= 1
            return found(*args, **named)

        return look

    @property
    def has_happened(self) -> bool:
        return self._left < 0


class Waiting:
    """A desk at which an application waits to be told."""

    def __init__(self, folder: Path, source: str) -> None:
        self.desk = Desk(folder, Greenhouse([SECRET]) if source == "greenhouse" else Ashby([SECRET]))
        self.ledger, self.about = self.desk.ledger, f"{source}:4712"
        self.request = EVENTS[source]["4712 applies"].request(BEFORE, 1)
        (entry,) = self.desk.door.entries(self.request)
        self.ledger.inbox.put(
            [Arrival(source, entry.key, entry.kind, entry.about, entry.body, BEFORE, entry.application)]
        )

    def is_told(self) -> None:
        """As the gateway does: the addresses are theirs, the clock has it, and the row is ticked off."""
        reading = self.desk.read(self.request)
        told = reading.tells[0].fact["candidate"]
        self.ledger.claim(self.about, at=BEFORE, email=told["email"])
        (row,) = self.ledger.inbox.due(NOW, 1)
        facts = tuple((tell.candidate_id, tell.fact["event_id"]) for tell in reading.tells)
        self.ledger.inbox.settle_all([Settled(row.number, "told", BEFORE, facts=facts)])

    def reads(self, request: Request, looks: int) -> tuple[Reading | None, bool]:
        """What is read while the application is told in between (None: it waits), and were there so many looks?"""
        between = InBetween(self.ledger, looks, self.is_told)
        (entry,) = self.desk.door.entries(request)
        known = Known(playbook=self.desk.playbook, reader=between, now=NOW)  # type: ignore[arg-type]
        try:
            return self.desk.door.read(entry, known), between.has_happened
        except NotOnRecord:
            return None, between.has_happened


@pytest.fixture(params=["greenhouse", "ashby"])
def source(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def each_moment(
    folder: Path, source: str, request: Request, begin: Callable[[Waiting], None] = lambda _: None
) -> Iterator[Reading | None]:
    """What is read of the request, with the application told at each moment of its reading."""
    for looks in range(20):
        waiting = Waiting(folder / str(looks), source)
        begin(waiting)
        reading, has_happened = waiting.reads(request, looks)
        waiting.ledger.close()
        if not has_happened:
            assert looks
            return
        yield reading
    raise AssertionError("a reading never ends")


def test_r17_a_merge_never_overtakes_an_application_that_is_just_being_told(tmp_path: Path, source: str) -> None:
    readings = list(each_moment(tmp_path, source, MERGES[source]()))
    assert readings and all(reading is None for reading in readings)


def test_r7_a_deletion_waits_for_another_record_s_application_that_is_just_being_told(
    tmp_path: Path, source: str
) -> None:
    def one_is_here(waiting: Waiting) -> None:
        tells = waiting.desk.read(EVENTS[source]["4711 applies"].request(BEFORE, 2)).tells
        waiting.ledger.claim(f"{source}:4711", at=BEFORE, email=tells[0].fact["candidate"]["email"])
        waiting.desk.here(tells)

    readings = list(each_moment(tmp_path, source, DELETIONS[source](), one_is_here))
    assert readings and all(reading is None for reading in readings)


def test_s19_a_job_that_closes_waits_for_those_who_applied_before(tmp_path: Path, source: str) -> None:
    readings = list(each_moment(tmp_path, source, CLOSINGS[source]()))
    assert readings and all(reading is None for reading in readings)
