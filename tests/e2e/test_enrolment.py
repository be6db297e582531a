"""Many candidates from a file: nobody twice, nothing twice, bad lines told by number."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from channels.outbox import list_outbox
from tests.e2e.test_up import Installation, here

__all__ = ["here"]

BAD = (17, 500)


def sheet(path: Path, people: int) -> Path:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "first_name", "email", "timezone", "job_id", "job_title", "stage"])
        for i in range(people):
            address = "nobody" if i in BAD else f"c{i}@example.com"
            rows.writerow([f"c{i}", f"Name{i}", address, "America/New_York", "eng", "Engineer", "applied"])
    return path


@pytest.mark.nightly
@pytest.mark.timeout(400)
def test_all_are_enrolled_once_however_often_the_file_is_given(here: Installation, tmp_path: Path) -> None:
    people = 1000
    file = str(sheet(tmp_path / "people.csv", people))
    here.env["FOLLOWUP_PLAYBOOK"] = str(Path(__file__).parents[1] / "playbooks" / "once")
    here.up()
    first = here.type("enroll", file)
    overloaded = first.returncode == 4  # a machine at its limit: the command says to run it again for the rest
    for _ in range(3):
        first = here.type("enroll", file) if first.returncode == 4 else first
    again = here.type("enroll", file)
    assert first.returncode == again.returncode == 1, f"{first.stderr}\n{again.stderr}"
    good = people - len(BAD)
    assert overloaded or f"Enrolled {good}, 0 already here, 2 with errors" in first.stdout
    assert f"Enrolled 0, {good} already here, 2 with errors" in again.stdout
    lines = ", ".join(str(i + 2) for i in sorted(BAD))
    assert f"lines {lines}: email: 'nobody' is not an email address" in first.stderr
    here.wait_for(lambda: len(list_outbox(here.home)) >= good, patience=180)
    sent = Counter(entry.touch_key for entry in list_outbox(here.home))
    assert len(sent) == good
    assert set(sent.values()) == {1}
    assert len(json.loads(here.type("list", "--json").stdout)) == good
