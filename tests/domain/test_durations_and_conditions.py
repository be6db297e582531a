"""How a playbook writes lengths of time, and the words of `when:`."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, application
from pydantic import BaseModel, ValidationError

from domain.decisions.context import DecisionContext
from domain.decisions.due_steps import facts_of
from domain.playbook import conditions
from domain.playbook.conditions import WORDS, BadCondition, holds, parse
from domain.reducers.evolve import begin, evolve
from domain.time.durations import Duration
from tests.tables import each


@each(
    ("text", "business_days", "days", "elapsed"),
    [
        ("P14D", 0, 14, timedelta()),
        ("P1W", 0, 7, timedelta()),
        ("P1W2DT3H", 0, 9, timedelta(hours=3)),
        ("PT2H30M", 0, 0, timedelta(hours=2, minutes=30)),
        ("PT90S", 0, 0, timedelta(seconds=90)),
        ("PT0S", 0, 0, timedelta()),
        ("2bd", 2, 0, timedelta()),
        ("0bd", 0, 0, timedelta()),
        ("7d", 0, 7, timedelta()),
        ("14D", 0, 14, timedelta()),
        ("1w", 0, 7, timedelta()),
        ("48h", 0, 0, timedelta(hours=48)),
    ],
)
def test_durations_are_read(text: str, business_days: int, days: int, elapsed: timedelta) -> None:
    found = Duration.parse(text)
    assert found == Duration(business_days, days, elapsed)
    assert Duration.parse(str(found)) == found, "what is written is read again"


NO_DURATIONS = ["", "P", "PT", "P1DT", "-P1D", "P1.5D", "two days", "P1M", "P1Y", "30m"]


@each("text", NO_DURATIONS)
def test_what_is_no_duration_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a duration; write P14D, PT2H or 2bd \(business days\)"):
        Duration.parse(text)


@each(
    ("text", "instead"),
    [
        ("7 days", "write P7D"),
        ("1 day", "write P1D"),
        ("2 weeks", "write P2W"),
        ("48 hours", "write PT48H"),
        ("30 min", "write PT30M"),
        ("2 business days", "write 2bd"),
        ("3 working days", "write 3bd"),
        ("2 bd", "write 2bd"),
        ("1BD", "write 1bd"),
        ("2 months", "months differ in length, so write days, such as P60D"),
    ],
)
def test_what_is_written_in_words_is_told_as_it_is_written_here(text: str, instead: str) -> None:
    with pytest.raises(ValueError, match=f"is not a duration; {instead}$"):
        Duration.parse(text)


@pytest.mark.parametrize("value", [3, None, 1.5, ["P1D"]])
def test_a_number_is_no_duration(value: Any) -> None:
    class Holder(BaseModel):
        wait: Duration

    with pytest.raises(ValidationError, match="is not a duration"):
        Holder(wait=value)
    assert Holder.model_validate({"wait": "PT2H"}).model_dump(mode="json") == {"wait": "PT2H"}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("decision_pendin", "did you mean 'decision_pending'?"),
        ("not answred", "did you mean 'answered'?"),
        ("interview_upcomming and answered", "did you mean 'interview_upcoming'?"),
        ("zzz", "the words are decision_pending, interview_upcoming"),
    ],
)
def test_an_unknown_word_suggests_the_right_one(text: str, hint: str) -> None:
    with pytest.raises(BadCondition) as caught:
        parse(text)
    assert hint in str(caught.value)


@each(
    "text",
    ["answered()", "__import__('os')", "1", "answered == note", "answered if note else note", "[answered]", "'a'",
     "answered.note", "lambda: note", "answered and", "answered note", "-answered", "note := answered"],
)  # fmt: skip
def test_nothing_but_words_can_stand_in_a_condition(text: str) -> None:
    with pytest.raises(BadCondition, match=r"may hold only words|cannot be read"):
        parse(text)


@pytest.mark.parametrize(("a", "b"), list(itertools.product([True, False], repeat=2)))
def test_conditions_combine(a: bool, b: bool) -> None:
    facts = dict.fromkeys(WORDS, False) | {"answered": a, "note": b}
    assert holds("answered and note", facts) is (a and b)
    assert holds("answered or note", facts) is (a or b)
    assert holds("not answered and not (note or answered)", facts) is (not a and not b)
    assert holds("", facts) and holds("  ", facts)


def test_every_word_has_a_meaning() -> None:
    state = evolve(begin("manual:ann"), application())
    assert set(facts_of(state.applications[0], state, DecisionContext(PLAYBOOK, state.candidate, MONDAY))) == set(WORDS)


def test_a_condition_that_slips_through_is_false_never_code() -> None:
    assert isinstance(conditions.WORDS, dict)
    with pytest.raises(BadCondition):
        holds("answered + note", dict.fromkeys(WORDS, True))
