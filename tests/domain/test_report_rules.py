"""`report:` in the playbook: to whom the report is mailed, and when."""

from __future__ import annotations

from datetime import time

import pytest
from lives import playbook
from pydantic import ValidationError

from domain.playbook.model import ReportRules


@pytest.mark.parametrize(
    ("every", "days", "at"),
    [
        ("mon 08:00", {0}, time(8)),
        ("Fri mon 07:45", {0, 4}, time(7, 45)),
        ("sun  sun 23:59", {6}, time(23, 59)),
    ],
)
def test_weekdays_and_a_time_are_read(every: str, days: set[int], at: time) -> None:
    found = ReportRules(to=("lou@acme.example",), every=every)
    assert (found.days, found.at) == (days, at)
    assert ReportRules.model_validate(found.model_dump()) == found


@pytest.mark.parametrize("every", ["", "08:00", "mon", "monday 08:00", "mon 8:00", "mon 24:00", "mon 08:00 tue"])
def test_what_is_no_weekday_with_a_time_is_refused(every: str) -> None:
    with pytest.raises(ValidationError, match="is no weekday with a time; write it as `mon 08:00`"):
        ReportRules(every=every)


def test_addresses_are_checked_and_each_is_written_to_once() -> None:
    found = ReportRules(to=("Lou@Acme.example", "lou@acme.example"))
    assert len(found.to) == len(set(found.to)) <= 2
    with pytest.raises(ValidationError):
        ReportRules(to=("lou",))


def test_a_playbook_that_says_nothing_of_it_keeps_its_version() -> None:
    assert playbook().version == playbook(report={}).version
    assert playbook(report={"to": ["lou@acme.example"]}).version != playbook().version
