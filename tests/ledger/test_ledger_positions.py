"""Positions that are open, closed and open again (S18): as a colleague says, and as an ATS goes on repeating."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from ledger.queries.positions import PositionHeard
from ledger.store import Ledger
from tests.ledger.conftest import NOW

H = timedelta(hours=1)
ABOUT = {"title": "Data Engineer", "department": "Platform"}


def heard(is_open: bool, hours: float = 0, **about: object) -> PositionHeard:
    return PositionHeard("greenhouse", "301", is_open, NOW + hours * H, ABOUT | about)


def jobs(ledger: Ledger) -> list[str]:
    return [one.job for one in ledger.openings()]


def test_what_is_not_said_again_stays(ledger: Ledger) -> None:
    ledger.open_position("x", {**ABOUT, "tags": ["python"], "link": "https://a.example/x"}, "kim", NOW)
    ledger.open_position("x", {"title": "Lead Engineer", "level": None}, "sam", NOW + H)
    (one,) = ledger.openings()
    assert (one.title, one.department, one.tags, one.link) == (
        "Lead Engineer", "Platform", ("python",), "https://a.example/x",
    )  # fmt: skip
    with ledger.book("manual:ann") as book:
        assert book.openings() == [one]


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ([heard(True)], True),
        ([heard(True), heard(False, 1)], False),
        ([heard(False)], False),
        ([heard(False, 1), heard(True, 0)], False),  # told late, and overtaken
        ([heard(True), heard(False, 1), heard(True, 2)], True),
        ([heard(True), "close", heard(True, 2)], False),  # a repetition reopens nothing that a colleague closed
        ([heard(True), "close", heard(False, 2), heard(True, 3)], True),  # a change does: it is the later decision
        ([heard(True), heard(False, 1), "open", heard(False, 2)], True),
        (["open", heard(False, 1)], False),
    ],
)
def test_s18_the_last_word_counts_and_a_repetition_is_none(
    ledger: Ledger, said: Sequence[PositionHeard | str], is_open: bool
) -> None:
    for one in said:
        if one == "close":
            ledger.close_position("301", "kim", NOW + H)
        elif one == "open":
            ledger.open_position("301", ABOUT, "kim", NOW)
        elif isinstance(one, PositionHeard):
            ledger.hear_position(one)
    assert bool(jobs(ledger)) is is_open


def test_an_ats_mends_what_is_known_of_an_open_position(ledger: Ledger) -> None:
    ledger.hear_position(heard(True))
    ledger.hear_position(heard(True, 1, title="Data Engineer, Streaming", location="Berlin"))
    (one,) = ledger.openings()
    assert (one.title, one.location, one.opened_at[:10]) == (
        "Data Engineer, Streaming", "Berlin", NOW.date().isoformat(),
    )  # fmt: skip


def test_of_a_job_that_was_never_open_here_nothing_is_listed(ledger: Ledger) -> None:
    ledger.hear_position(PositionHeard("greenhouse", "302", False, NOW))
    assert jobs(ledger) == [] and ledger.positions.all() == []
    assert not ledger.close_position("999", "kim", NOW)
