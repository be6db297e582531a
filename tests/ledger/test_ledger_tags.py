"""Who has which tag, on both databases."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, insert

from domain.names import Stage
from domain.state.model import CandidateState
from domain.views.status import status_view
from ledger.schema import applications, candidate_tags, candidates
from ledger.store import Ledger
from tests.ledger.conftest import person
from tests.ledger.test_ledger_statements import counted
from tests.ledger.test_ledger_workload import application

ANN, BEN, CAL = "manual:ann", "manual:ben", "greenhouse:17"
Execute = Callable[..., list[Any]]


def stand(ledger: Ledger, ident: str, *tags: str, stage: Stage = Stage.APPLIED, **more: Any) -> None:
    who = person(ident, tags={"hand": tags} if tags else {})
    state = CandidateState(candidate=who, applications=(application(stage=stage),), **more)
    with ledger.book(ident) as book:
        book.project(state, status_view(state))


def ids(ledger: Ledger, *tags: str, **more: Any) -> list[str]:
    found = [row["id"] for row in ledger.listing(tags=tags, **more)]
    assert ledger.how_many(tags=tags, **more) == len(found)
    return sorted(found)


def test_people_are_listed_by_all_of_several_tags_and_by_other_filters(ledger: Ledger, execute: Execute) -> None:
    stand(ledger, ANN, "eu", "vip")
    stand(ledger, BEN, "eu", stage=Stage.INTERVIEW)
    stand(ledger, CAL)
    assert ids(ledger) == sorted([ANN, BEN, CAL])
    assert ids(ledger, "eu") == [ANN, BEN] and ids(ledger, "eu", "vip") == [ANN]
    assert ids(ledger, "eu", stage="interview") == [BEN] and ids(ledger, "e") == ids(ledger, "%") == []
    assert ledger.tags.all() == ["eu", "vip"]
    stand(ledger, ANN, "vip", "100% '; --")
    assert ids(ledger, "eu") == [BEN] and ids(ledger, "100% '; --") == [ANN]
    stand(ledger, ANN, merged_into=BEN)  # they stand under the other id (R17)
    assert ids(ledger, "vip") == [] and execute("SELECT tag FROM candidate_tags ORDER BY 1") == [("eu",)]


def test_tags_are_written_when_they_change_and_else_not(ledger: Ledger, execute: Execute) -> None:
    stand(ledger, ANN, "eu")
    with counted(ledger) as statements:
        stand(ledger, ANN, "eu")
    assert not any("candidate_tags" in statement for statement in statements)
    # An older release knows of no tags, and leaves its own mark when it writes who applied for what.
    execute("UPDATE candidates SET applications_digest = 'an older release'")
    stand(ledger, ANN)
    assert ids(ledger, "eu") == []


MANY, OF_A_JOB = 50_000, 2_000


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_fifty_thousand_people_are_listed_by_tag_in_a_moment(ledger: Ledger) -> None:
    """Beside the other filters too; what the process itself computes is counted."""
    crowd(ledger, MANY)
    for wanted in ((), ("everybody",), ("tenth",), ("tenth", "hundredth"), ("rare",), ("nobody",)):
        for more in ({}, {"stage": "applied"}, {"job": "job-1"}):
            before = time.process_time()
            found = ledger.listing(tags=wanted, limit=500, **more)
            took = time.process_time() - before
            fits = [
                n for n in range(MANY) if {*wanted} <= {*tags_of(n)} and (not more.get("job") or n // OF_A_JOB == 1)
            ]
            assert len(found) == min(len(fits), 500) and took < 0.5, (wanted, more, took)


def test_a_position_with_many_candidates_is_listed_without_going_through_all_of_them_for_each(
    on_sqlite: Ledger,
) -> None:
    crowd(on_sqlite, 4_000, of_a_job=4_000)
    before = time.process_time()
    assert on_sqlite.how_many(job="job-0") == 4_000
    assert on_sqlite.how_many(job="job-0", tags=["tenth"]) == 400
    assert time.process_time() - before < 0.25  # 0.01 s, where all of the position for each is 0.6 s


def crowd(ledger: Ledger, many: int, *, of_a_job: int = OF_A_JOB) -> None:
    """Rows as a decision leaves them, copied under other ids."""
    stand(ledger, ANN)
    with ledger._database.reading() as connection:
        base = dict(connection.execute(candidates.select()).mappings().one())
        app = dict(connection.execute(applications.select()).mappings().one())
    with ledger._database.writing("a test") as connection:
        for table in (candidates, applications):
            connection.execute(delete(table))
        for start in range(0, many, 1000):
            ids = {n: f"ats:{n}" for n in range(start, min(start + 1000, many))}
            who = [{"candidate_id": ident, "workflow_id": ident} for ident in ids.values()]
            connection.execute(insert(candidates), [base | one for one in who])
            jobs = [{"candidate_id": ident, "job_id": f"job-{n // of_a_job}"} for n, ident in ids.items()]
            connection.execute(insert(applications), [app | one for one in jobs])
            tags = [{"candidate_id": ident, "tag": tag} for n, ident in ids.items() for tag in tags_of(n)]
            connection.execute(insert(candidate_tags), tags)


def tags_of(number: int) -> list[str]:
    """Three tags or so each, of some two hundred."""
    by = {"tenth": 10, "hundredth": 100, "rare": 10_000}
    return ["everybody", *(name for name, n in by.items() if number % n == 0), f"tag {number % 197}"]
