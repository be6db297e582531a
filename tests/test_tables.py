"""A table that is held in one test: every row is tried, and each that fails is named."""

from __future__ import annotations

import inspect

import pytest

from tests.tables import each


def test_every_row_is_tried_and_each_that_fails_is_named() -> None:
    tried = []

    @each("number", range(4), ids=lambda number: f"row {number}")
    def odd_ones_fail(number: int) -> None:
        tried.append(number)
        assert number % 2 == 0, number

    with pytest.raises(ExceptionGroup, match=r"^2 of 4 rows failed: row 1; row 3") as failed:
        odd_ones_fail()
    assert tried == [0, 1, 2, 3]
    assert [str(error).partition("\n")[0] for error in failed.value.exceptions] == ["1", "3"]


def test_tables_may_be_crossed_and_fixtures_stay() -> None:
    tried = []

    @each("letter", "ab")
    @each(("number", "said"), [(1, "one"), pytest.param(2, "two", id="the second")])
    def all_of_them(fixture: str, number: int, letter: str, said: str) -> None:
        tried.append((fixture, letter, number, said))

    assert list(inspect.signature(all_of_them).parameters) == ["fixture"]
    all_of_them(fixture="x")
    assert tried == [("x", "a", 1, "one"), ("x", "a", 2, "two"), ("x", "b", 1, "one"), ("x", "b", 2, "two")]


def test_a_table_without_rows_and_a_row_with_marks_are_refused() -> None:
    with pytest.raises(AssertionError, match="without rows"):
        each("number", [])
    with pytest.raises(AssertionError, match="a test of its own"):
        each("number", [pytest.param(1, marks=pytest.mark.nightly)])
