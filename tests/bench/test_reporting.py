"""What a report over many messages takes, as `python -m bench.reporting` measures it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench.reporting import everything, table
from tests.postgres import PostgresServer

KINDS = ("", "--by job", "--by recruiter", "--where recruiter")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.ledger() as found:
        yield found


@pytest.mark.nightly
@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_million_messages_are_reported_on_in_ten_seconds_and_500_mb(url: str) -> None:
    """By this process's own CPU, since the machine may be anybody's; the reader takes in 1,000 facts a second."""
    found = everything(url, 1_000_000, 20_000, KINDS)
    assert found["fill"]["facts_per_cpu_s"] >= 1000
    for one in found["reports"]:
        assert one["messages"] >= 1_000_000
        assert one["cpu_s"] < 10, one
        assert one["memory_mb"] < 500, one


def test_what_was_measured_makes_the_table_of_the_page() -> None:
    one = {"messages": 1_006_674, "cases": 1_734_040, "report_s": 7.44, "cpu_s": 5.73, "memory_mb": 358}
    reports = [{**one, "kind": ""}, {**one, "kind": "--by job"}]
    lines = table({"fill": {"facts_per_cpu_s": 3217}, "reports": reports})
    assert lines[0].startswith("1,006,674 messages of a year and 1,734,040 things that were waited for; ")
    assert lines[-2:] == ["| as it is | 5.7 | 7.4 | 358 |", "| `--by job` | 5.7 | 7.4 | 358 |"]
