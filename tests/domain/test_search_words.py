"""Somebody is found however their name, address or number is typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people.search_words import fits, name_key, same_name, terms, words_of, words_of_snapshot
from domain.state.model import Application, Candidate, CandidateState, Entry
from domain.views.workload import Colleague, called, merged
from tests.clocks import WEDNESDAY
from tests.pace import pace
from tests.tables import each

JURGEN = {
    "candidate_id": "greenhouse:10442",
    "first_name": "Jürgen",
    "last_name": "O\u2019Brien-Müller",
    "email": "j.mueller@post.example",
    "phone": "+4915123456789",
}
ZOE = {"candidate_id": "manual:zoe", "first_name": "Zoë", "last_name": "Łukasik", "email": "zoe@example.com"}


def state(person: dict[str, str], *jobs: tuple[str, str], **more: Any) -> CandidateState:
    applications = tuple(
        Application(
            application_id=f"app-{job}",
            job_id=job,
            job_title=title,
            known_since=WEDNESDAY,
            entry=Entry(stage="applied", number=1, entered_at=WEDNESDAY),
        )
        for job, title in jobs
    )
    return CandidateState(candidate=Candidate(**person), applications=applications, **more)


WORDS = words_of(state(JURGEN, ("ENG-7", "Senior Compiler Engineer"), joined=("lever:9f",)))


@each(
    "typed",
    [
        "jürgen", "JURGEN", "juergen", "Jur", "brien", "o'brien", "O\u2019Brien", "obrien", "müller", "Mueller",
        "müller jürgen", "Müller, Jürgen", "j.mueller@post.example", "J.Mueller@POST.example",
        "<j.mueller@post.example>", "@post.example", "post.example", "+49 151 23456789", "0151 23456789",
        "0151/23456789", "(0151) 234-56789", "0049 151 23456789", "+49 (0) 151 23456789", "6789",
        "greenhouse:10442", "10442", "eng-7", "ENG", "compiler",
        "jürgen eng-7", "lever:9f", "  jürgen  ",
    ],
)  # fmt: skip
def test_r17_somebody_is_found_by_what_is_known_of_them(typed: str) -> None:
    assert fits(WORDS, terms(typed)), WORDS


@pytest.mark.parametrize("typed", ["gen", "anna", "jürgen ops", "+49 151 23456780", "mueller@other.example", "%", "_"])
def test_r17_nobody_is_found_by_what_is_another_s(typed: str) -> None:
    assert not terms(typed) or not fits(WORDS, terms(typed))


def test_what_nobody_is_called_is_looked_for_in_part() -> None:
    assert len(terms("ann " * 500)) == 20 and len(terms("x" * 100_000)[0].spellings[0]) == 1000
    assert len(terms("5" * 100_000)[0].spellings[0]) == 1000


def test_only_where_nobody_is_found_otherwise_the_middle_of_a_word_counts() -> None:
    assert fits(WORDS, terms("gen"), anywhere=True)


@pytest.mark.parametrize("typed", ["", "   ", "...", "'\"", "-", "( )"])
def test_marks_alone_look_for_nobody(typed: str) -> None:
    assert terms(typed) == []


def test_whoever_is_followed_up_under_another_id_is_not_found_under_this_one() -> None:
    assert words_of(state(ZOE, merged_into="manual:other")) == ""


def test_what_stands_in_the_ledger_is_read_as_the_state_is() -> None:
    whole = state(ZOE, ("ENG-7", "Engineer"))
    assert words_of(whole) == words_of_snapshot(whole.model_dump(mode="json"))
    assert "lukasik" in words_of(whole).split()


@each(
    ("one", "other", "same"),
    [
        ("Ann Lee", "lee, ANN", True),
        ("Jürgen Müller", "mueller juergen", True),
        ("Anna-Lena Öz", "oz anna lena", True),
        ("Sean O\u2019Brien", "sean obrien", True),
        ("Ann Lee", "Ann", False),
        ("Ann Lee", "Ann Marie Lee", False),
        ("", "", False),
        ("Ann Ann Lee", "Ann Lee", False),
    ],
)
def test_r17_a_full_name_is_one_name_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@pace(200)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_is_found_by_itself_and_none_makes_an_error(first: str, last: str) -> None:
    words = words_of_snapshot({"candidate": {"candidate_id": "manual:x", "first_name": first, "last_name": last}})
    for typed in (f"{first} {last}", f"{last}, {first}"):
        assert fits(words, terms(typed), anywhere=True)
        assert not name_key(typed) or same_name(f"{first} {last}", typed)


KIM, OTHER_KIM = Colleague("Kim Park", "kim@acme.example"), Colleague("Kim Díaz", "kim.diaz@acme.example")
MO, NAMELESS = Colleague("Mo"), Colleague("", "team@acme.example")
TEAM = (KIM, OTHER_KIM, MO, NAMELESS, Colleague("kim park"), Colleague("KIM PARK", "Kim@acme.example"))


@each(
    ("typed", "fits"),
    [
        ("Kim", [OTHER_KIM, KIM]),
        ("kim park", [KIM]),
        ("park", [KIM]),
        ("KIM@acme.example", [KIM]),
        ("diaz", [OTHER_KIM]),
        ("Díaz, Kim", [OTHER_KIM]),
        ("mo", [MO]),
        ("team@acme.example", [NAMELESS]),
        ("Bob", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_colleague_is_meant_by_first_name_full_name_or_address(typed: str, fits: list[Colleague]) -> None:
    assert called(typed, TEAM) == fits


def test_a_colleague_who_is_on_record_in_several_ways_is_one() -> None:
    assert merged(TEAM) == [NAMELESS, OTHER_KIM, KIM, MO]
