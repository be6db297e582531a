"""What the command line reads: where everybody stands, and what there is to do."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from domain.events import Event, Person, TaskCompleted, TaskDropped, TaskEscalated, TaskOpened, TaskReminded
from domain.names import Stage
from domain.state.model import Application, CandidateState, Entry
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW, append, noted, person

BOB, EVE = "manual:bob", "greenhouse:77"


def state(candidate_id: str = ANN, *jobs: str, stage: Stage = Stage.APPLIED, recruiter: str = "Kim") -> CandidateState:
    applications = tuple(
        Application(
            application_id=f"a-{job}",
            job_id=job,
            known_since=NOW,
            recruiter=Person(name=recruiter, email=f"{recruiter.lower()}@acme.example"),
            entry=Entry(stage=stage, number=1, entered_at=NOW),
        )
        for job in jobs or ("j1",)
    )
    return CandidateState(candidate=person(candidate_id, first_name="Ann", last_name="Lee"), applications=applications)


def view(stands: CandidateState, *, state: str = "active", days: int | None = 1) -> dict[str, Any]:
    at = (NOW + timedelta(days=days or 0)).isoformat().replace("+00:00", "Z")
    return {
        "id": stands.candidate.candidate_id,
        "name": stands.candidate.full_name,
        "state": state,
        "stage": str(stands.applications[0].stage),
        "applications": [{"id": a.application_id, "job": a.job_id, "stage": a.stage} for a in stands.applications],
        "last_contact_at": None,
        "next": None if days is None else {"at": at, "step": "update", "channel": "email", "message": "m", "why": "w"},
        "promise": None,
        "tasks": [],
        "recruiter": stands.applications[0].recruiter.name,
    }


def project(ledger: Ledger, stands: CandidateState, **fields: Any) -> None:
    with ledger.book(stands.candidate.candidate_id) as book:
        book.project(stands, view(stands, **fields))


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in found]


def test_whose_an_application_is_can_be_asked_without_the_person(ledger: Ledger) -> None:
    project(ledger, state(ANN, "j1", "j2"))
    project(ledger, state(EVE, "j2", stage=Stage.OFFER))
    assert ledger.holders("a-j1") == [{"candidate_id": ANN, "stage": "applied"}]
    assert [row["candidate_id"] for row in ledger.holders("a-j2")] == [EVE, ANN]
    assert ledger.holders("a-j3") == []


def test_a_projection_comes_back_as_it_was_written(ledger: Ledger) -> None:
    stands = state()
    assert (ledger.status(ANN), ledger.snapshot(ANN), ledger.known(ANN)) == (None, None, False)
    project(ledger, stands)
    assert ledger.status(ANN) == view(stands)
    assert CandidateState.model_validate(ledger.snapshot(ANN)) == stands
    assert ledger.known(ANN)
    project(ledger, stands, state="paused", days=None)
    assert ledger.status(ANN) == view(stands, state="paused", days=None)
    row = {"id": ANN, "name": "Ann Lee", "stage": "applied", "state": "paused", "next_at": None, "silent_since": None}
    assert ledger.listing() == [row | {"applications": [{"job": "j1", "stage": "applied"}]}]
    assert ledger.jobs() == ["j1"]


def test_the_list_is_filtered_and_the_next_due_comes_first(ledger: Ledger) -> None:
    project(ledger, state(ANN, "j1"), days=3)
    project(ledger, state(BOB, "j1", "j2", stage=Stage.INTERVIEW, recruiter="Lee"), days=1)
    project(ledger, state(EVE, "j3", stage=Stage.OFFER), state="paused", days=None)
    assert ids(ledger.listing()) == [BOB, ANN, EVE]
    assert ids(ledger.listing(limit=1)) == [BOB]
    assert ids(ledger.listing(job="j1")) == [BOB, ANN]
    assert ids(ledger.listing(job="j1", stage="interview")) == [BOB]
    assert ids(ledger.listing(stage=Stage.OFFER)) == [EVE]
    assert ids(ledger.listing(recruiter="kim")) == [ANN, EVE]
    assert ids(ledger.listing(recruiter="LEE@acme.example")) == [BOB]
    assert ids(ledger.listing(state="paused")) == [EVE]
    assert ids(ledger.listing(due_before=NOW + timedelta(days=2))) == [BOB]
    assert ids(ledger.listing(due_before=NOW + timedelta(days=3))) == [BOB]
    assert ledger.listing(job="j9") == []
    assert ledger.listing()[0]["next_at"] == "2026-03-03T14:30:00+00:00"


def test_the_list_follows_a_change_of_applications(ledger: Ledger) -> None:
    project(ledger, state(ANN, "j1"))
    project(ledger, state(ANN, "j1", "j2"))
    assert ids(ledger.listing(job="j2")) == [ANN]
    project(ledger, state(ANN, "j2", stage=Stage.REJECTED))
    assert ledger.listing(job="j1") == []
    assert ids(ledger.listing(job="j2", stage="rejected")) == [ANN]


def opened(task_id: str, *, days: int = 1, assignee: str = "Kim", **fields: Any) -> TaskOpened:
    values: dict[str, Any] = {"kind": "answer", "title": "Answer the reply", "application_id": "a1"} | fields
    return TaskOpened(
        event_id=f"open-{task_id}",
        occurred_at=NOW,
        task_id=task_id,
        due_at=NOW + timedelta(days=days),
        assignee=assignee,
        **values,
    )


def test_open_tasks_are_listed_the_most_urgent_first(ledger: Ledger) -> None:
    project(ledger, state(ANN))
    append(ledger, opened("t1", days=3), opened("t2", days=1, assignee="Lee"))
    append(ledger, opened("t3", days=2), candidate_id=BOB)
    assert ledger.tasks()[0] == {
        "task": "t2",
        "candidate_id": ANN,
        "name": "Ann Lee",
        "kind": "answer",
        "title": "Answer the reply",
        "due_at": "2026-03-03T14:30:00+00:00",
        "assignee": "Lee",
        "application_id": "a1",
    }
    assert [task["task"] for task in ledger.tasks()] == ["t2", "t3", "t1"]
    assert [task["task"] for task in ledger.tasks(recruiter="kim")] == ["t3", "t1"]
    assert [task["task"] for task in ledger.tasks(candidate_id=BOB)] == ["t3"]


def test_a_task_that_is_done_or_dropped_leaves_the_list(ledger: Ledger) -> None:
    facts: list[Event] = [
        opened("t1"),
        opened("t2"),
        TaskReminded(event_id="r", occurred_at=NOW, task_id="t1"),
        TaskEscalated(event_id="e", occurred_at=NOW, task_id="t1", to="Max"),
    ]
    append(ledger, *facts)
    assert [task["task"] for task in ledger.tasks(recruiter="max")] == ["t1"]
    append(
        ledger,
        TaskCompleted(event_id="c", occurred_at=NOW, task_id="t1", result="called"),
        TaskDropped(event_id="d", occurred_at=NOW, task_id="t2"),
    )
    assert ledger.tasks() == []
    done, dropped = ledger.task("t1"), ledger.task("t2")
    assert done is not None
    assert dropped is not None
    assert (done["outcome"], done["result"], done["closed_at"]) == ("completed", "called", "2026-03-02T14:30:00+00:00")
    assert dropped["outcome"] == "dropped"
    assert ledger.task("t9") is None


def test_a_candidate_is_known_by_facts_alone(ledger: Ledger) -> None:
    append(ledger, noted(1))
    assert ledger.known(ANN)
    assert not ledger.known(BOB)


@pytest.mark.parametrize("module", ["alembic", "temporalio", "pydantic", "phonenumbers", "psycopg"])
def test_reading_loads_no_heavy_library(module: str) -> None:
    code = "import sys, ledger.queries.reading as r; r.Reader('sqlite:///x.db', ['k']); "
    code += f"sys.exit('{module}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
