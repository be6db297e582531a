"""Lines that may be about one person are told one after the other, in the file's order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from starter.cli.recognising import by_person, recognise
from starter.importing.lines import Enrolment


def line(number: int, ident: str, email: str = "", phone: str = "", job: str = "E1") -> Enrolment:
    return Enrolment(number, ident, job, "Somebody", email, phone, "", {})


def test_a_chain_of_shared_addresses_is_one_person() -> None:
    people = [line(2, "a", "x@x", ""), line(3, "b", "y@x", ""), line(4, "c", "z@x", "1"), line(5, "d", "y@x", "1")]
    assert [[one.line for one in group] for group in by_person(people)] == [[2], [3, 4, 5]]


def test_the_same_person_and_job_twice_in_a_file_is_told_once() -> None:
    found = recognise([line(2, "a", "x@x"), line(3, "b", "x@x"), line(4, "b", "x@x", job="E2")], None)
    assert [one.line for one in found.new] == [2, 4]
    assert [one.line for one in found.here] == [3]


MARKS = st.sampled_from(["", "1", "2", "3", "4"])


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), MARKS, MARKS), max_size=12))
def test_groups_share_nothing_and_lose_nobody(marks: list[tuple[str, str, str]]) -> None:
    people = [
        line(n, ident, email and f"e{email}", phone and f"p{phone}") for n, (ident, email, phone) in enumerate(marks)
    ]
    groups = by_person(people)
    assert sorted(one.line for group in groups for one in group) == list(range(len(people)))
    owned = [{mark for one in group for mark in (one.candidate_id, one.email, one.phone) if mark} for group in groups]
    assert sum(len(marks) for marks in owned) == len(set().union(*owned))
    assert all([one.line for one in group] == sorted(one.line for one in group) for group in groups)
