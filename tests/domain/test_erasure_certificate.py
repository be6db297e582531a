"""What a certificate of erasure says of copies, and of what a colleague has looked at (R23)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.views.erasure_certificate import Copies, certificate, lines, page, unreadable_from
from tests.clocks import WEDNESDAY

DAYS = timedelta(days=1)
SEALED = Copies(sealed=True, keep=90 * DAYS, keep_bodies=30 * DAYS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def given(copies: Copies | None = None, notes: dict[str, int] | None = None, **done: Any) -> dict[str, Any]:
    return certificate(
        erasure_id="e1",
        ids=["manual:ann"],
        reason="request",
        asked_by="kim",
        asked_at=WEDNESDAY,
        finished_at=WEDNESDAY,
        done=done,
        messages={},
        looked_for=7,
        copies=copies,
        notes=notes,
    )


@pytest.mark.parametrize(
    ("erased_at", "copies", "day"),
    [
        (at("2026-11-30T23:59"), SEALED, "2027-03-02"),  # the key is replaced on 1 December, and stays for 90 days
        (at("2026-11-01T00:00"), SEALED, "2027-03-02"),
        (at("2026-12-31T12:00"), SEALED, "2027-04-02"),
        (at("2028-01-31T12:00"), SEALED, "2028-05-02"),  # over a leap day
        (at("2026-11-15"), Copies(sealed=True, keep=DAYS, keep_bodies=DAYS), "2027-01-02"),  # what came in outlives it
        (at("2026-11-15"), Copies(sealed=True, keep=DAYS, keep_bodies=365 * DAYS), "2027-12-02"),
        (at("2026-11-15"), Copies(keep=90 * DAYS), None),
    ],
)
def test_r23_the_day_from_which_no_copy_can_be_read(erased_at: datetime, copies: Copies, day: str | None) -> None:
    assert unreadable_from(erased_at, copies) == (date.fromisoformat(day) if day else None)


def test_r23_the_certificate_names_that_day_as_json_in_words_and_on_its_page() -> None:
    said = given(SEALED)
    assert said["copies_unreadable_from"] == "2026-10-31"
    for words in ("\n".join(lines(said)), page(said)):
        assert "From 31 Oct 2026 on, nobody" in words.replace("&#x27;", "'")


def test_r23_copies_in_plain_have_no_such_day_and_the_certificate_says_so() -> None:
    said = given()
    assert said["copies_unreadable_from"] is None and "aren't encrypted" in said["copies"]
    later = given(Copies(sealed=True, since=at("2026-06-01"), keep=90 * DAYS))
    assert "Copies from before 01 Jun 2026 aren't encrypted: delete them." in later["copies"]
    assert "through an intake" in given(SEALED, runs={"intakes": ["i1"]})["copies"]
    assert "through an intake" not in given(SEALED)["copies"]


def test_r23_what_a_colleague_found_to_mean_somebody_else_is_told() -> None:
    said = given(not_theirs={"by": "kim", "keys": ["one", "two"], "places": 2})
    told = "A word of their name is in 2 places. kim has checked, and says it means someone else."
    assert told in lines(said) and told in page(said)
    assert not [line for line in lines(given()) if "somebody else" in line]


def test_r23_notes_that_we_wrote_in_the_ats_are_counted_and_to_be_asked_for_there() -> None:
    said = given(notes={"lever": 1, "greenhouse": 12, "ashby": 0})
    about = [(one["system"], one["notes"]) for one in said["ask"] if "notes" in one]
    assert about == [("greenhouse", 12), ("lever", 1)]
    for words in ("\n".join(lines(said)), page(said)):
        assert "followup wrote 12 notes about them in Greenhouse" in words
        assert "followup wrote 1 note about them in Lever" in words and "check that it is gone" in words
    assert not [one for one in given()["ask"] if "note" in one["ask"]]


def test_an_older_certificate_is_read_as_it_was_written() -> None:
    older = given()
    del older["not_theirs"], older["copies_unreadable_from"], older["removed"]["plain"]
    assert lines(older) and page(older)
