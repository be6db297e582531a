"""The weekly mail to leads says how tests of variants stand, and what ends one (K10)."""

from __future__ import annotations

from activities.reports import words
from domain.reporting.figures import Period, Rows
from domain.reporting.report import make_report
from tests.domain.tested_lives import BEGINS, World, at_the_end, experiment, looks

PERIOD = Period(BEGINS, BEGINS + 91 * 86400, BEGINS + 91 * 86400)


def test_an_open_test_says_about_how_long_and_a_decided_one_how_to_end_it() -> None:
    world = World(6, {"a": 0.3, "b": 0.5}, people=500)
    is_open, decided = looks(world, experiment(0.2))[4], at_the_end(world, experiment(0.2))
    said = words(make_report(Rows([], {}), PERIOD, experiments=(is_open,)))
    assert "- The test of interview/invite isn't decided yet: a " in said and " weeks to go." in said
    assert "--winner" not in said
    said = words(make_report(Rows([], {}), PERIOD, experiments=(decided,)))
    assert "- The test of interview/invite is decided: b is better than a (" in said
    assert "- Run `followup playbook apply --winner interview/invite` to do that." in said


def test_a_variant_that_harms_is_in_it() -> None:
    world = World(1, {"a": 0.3, "b": 0.3}, people=600, harm_rates={"b": 0.2})
    said = words(make_report(Rows([], {}), PERIOD, experiments=(at_the_end(world, experiment(0.1)),)))
    assert "- **Variant b of interview/invite does harm: " in said


def test_without_a_test_nothing_is_said_of_tests() -> None:
    assert "test" not in words(make_report(Rows([], {}), PERIOD)).lower()
