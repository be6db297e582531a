"""No report tells what one candidate answered: not by a recruiter, not by a part, not by taking one from another."""

from __future__ import annotations

import itertools
import random
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.anonymity import TOGETHER, WAITS_FOR, grouped, without_persons
from domain.reporting.figures import Period, Rows, k7, k13
from domain.reporting.records import DAY, NO_KIND, Case, Cases, Group
from domain.reporting.report import as_json, make_report
from domain.reporting.segments import COLLEAGUES, parts, where
from domain.reporting.statistics import Mean
from domain.reporting.tables import tables

YEAR = Period(0, 365 * DAY, 365 * DAY)


def answer(
    number: int,
    at: int,
    recruiter: str = "rita",
    *,
    score: int = 4,
    job: str = "eng",
    nps: int | None = None,
    rejected: bool = True,
    comment: bool = False,
) -> Case:
    words = ["rejected"] * rejected + ["comment"] * comment + ([f"nps:nps={nps}"] if nps is not None else [])
    group = Group(job=job, recruiter=recruiter, department=f"of-{job}")
    return Case("survey", number, number, 0, NO_KIND, group, at, value=score, about=" ".join(words))


def rows(*answers: Case) -> Rows:
    return Rows((), {"survey": Cases("survey", answers)})


def told(*answers: Case, until: int = YEAR.known_until) -> list[Case]:
    return [*without_persons(rows(*answers), until).of("survey")]


@pytest.mark.parametrize(("many", "shown"), [(1, 0), (4, 0), (5, 5), (6, 5), (9, 5), (10, 10)])
def test_below_five_answers_nothing_is_shown(many: int, shown: int) -> None:
    answers = [answer(n, n * DAY) for n in range(many)]
    made = make_report(rows(*answers), YEAR, by=("recruiter", "job"))
    assert made.figures["K7"]["score"].n == shown
    for one in made.segments:
        assert one.figures["K7"]["score"].n in (0, shown)
    narrowed = make_report(rows(*answers), YEAR, where_is=(("recruiter", "rita"),))
    assert narrowed.figures["K7"]["score"].n == shown


def test_the_rest_of_a_whole_cannot_be_had_by_subtraction() -> None:
    """Ten answers, six of one recruiter: what is left of the whole without her is not four people's."""
    answers = [answer(n, n * DAY, "rita" if n < 6 else "sam") for n in range(10)]
    whole = make_report(rows(*answers), YEAR, by=("recruiter",))
    (rita,) = [one for one in whole.segments if one.figures["K7"]["score"].n]
    left = whole.figures["K7"]["score"].n - rita.figures["K7"]["score"].n
    assert left == 0 or left >= TOGETHER


def test_each_question_has_groups_of_its_own() -> None:
    """Two of five said how likely they are to recommend us: their two answers are told to nobody."""
    answers = [answer(n, n * DAY, nps=9 if n < 2 else None) for n in range(5)]
    made = make_report(rows(*answers), YEAR)
    assert made.figures["K7"]["score"].n == 5 and made.figures["K7"]["nps"].n == 0


def test_with_one_question_nobody_is_told_how_they_answered_another() -> None:
    grouped_ = told(*(answer(n, n * DAY, nps=9, comment=True) for n in range(5)))
    assert all(sum((bool(one.value), "nps" in one.about, "comment" in one.about)) == 1 for one in grouped_)


def test_who_never_has_four_others_counts_after_a_while_without_their_recruiter() -> None:
    answers = [answer(n, n * DAY, f"r{n}") for n in range(5)]
    assert told(*answers, until=WAITS_FOR) == []
    later = told(*answers, until=WAITS_FOR + 4 * DAY)
    assert len(later) == 5 and {one.group.recruiter for one in later} == {""}
    assert {one.group.job for one in later} == {"eng"}, "what they have in common stays"


def test_k13_tells_no_group_in_which_only_some_were_rejected() -> None:
    answers = [answer(n, n * DAY, f"r{n}", rejected=n < 3) for n in range(5)]
    made = Rows((), {"survey": Cases("survey", grouped(answers, YEAR.known_until))})
    assert k7(made, YEAR)["score"].n == 5 and k13(made, YEAR)["score"].n == 0


def test_a_group_that_counts_stays_as_it_is_when_more_is_answered() -> None:
    answers = [answer(n, n * DAY, "rita" if n % 3 else "sam") for n in range(40)]
    for until in range(0, 200 * DAY, 5 * DAY):
        now, later = told(*answers, until=until), told(*answers, until=until + 5 * DAY)
        assert later[: len(now)] == now or {*now} <= {*later}


_lives = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from("rst"), st.sampled_from("xy"), st.integers(1, 5), st.booleans()),
    max_size=40,
)


@given(_lives)
def test_whatever_is_subtracted_five_people_or_nobody_are_left(lives: list[tuple[int, str, str, int, bool]]) -> None:
    answers = [
        answer(n, at * DAY, recruiter, job=job, score=score, rejected=rejected)
        for n, (at, recruiter, job, score, rejected) in enumerate(lives)
    ]
    whole = without_persons(rows(*answers), YEAR.known_until)
    seen: list[frozenset[int]] = []
    every = [*enumerate(whole.of("survey"))]

    def numbers(wanted: list[tuple[str, str]], period: Period) -> frozenset[int]:
        some = where(whole, wanted)
        left = [*some.of("survey")]
        found = []
        for number, one in every:
            if one in left and period.has(one.began_at):
                left.remove(one)
                found.append(number)
        return frozenset(found)

    periods = [YEAR, Period(0, 100 * DAY, YEAR.known_until), Period(0, 101 * DAY, YEAR.known_until)]
    for period in periods:
        seen.append(numbers([], period))
        seen += [numbers([("recruiter", name)], period) for name in "rst"]
        seen += [numbers([("job", name)], period) for name in "xy"]
        seen.append(numbers([("recruiter", "r"), ("job", "x")], period))
    for one, other in itertools.product(seen, seen):
        assert len(one - other) == 0 or len(one - other) >= TOGETHER


def test_no_form_of_the_report_tells_fewer() -> None:
    """Not as JSON, nor as files, nor by time."""
    rng = random.Random(5)
    answers = [answer(n, rng.randrange(300) * DAY, rng.choice("abc"), nps=rng.randrange(11)) for n in range(33)]
    made = make_report(rows(*answers), YEAR, by=COLLEAGUES)
    numbers = [one["score"].n for one in made.satisfaction] + [one["nps"].n for one in made.satisfaction]
    assert all(n == 0 or n >= TOGETHER for n in numbers)
    found = as_json(made)
    for one in [found["figures"]["K7"], found["figures"]["K13"], *(part["K7"] for part in found["segments"])]:
        assert one["score"]["n"] == 0 or one["score"]["n"] >= TOGETHER
    for table in tables(made, UTC):
        for row in table.rows:
            means = [cell for cell in row if isinstance(cell, Mean)]
            assert all(cell.n == 0 or cell.n >= TOGETHER for cell in means), table.name


def test_parts_hold_nobody_by_themselves() -> None:
    answers = [answer(n, n * DAY, "rita", job="eng" if n else "ops") for n in range(5)]
    by_job = parts(without_persons(rows(*answers), YEAR.known_until), "job")
    assert all(not [*part.of("survey")] for part in by_job.values()), "the five don't have a job in common"
