"""The states of an attempt: the diagram in docs/delivery.md is the table in the code, and what the table forbids."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from domain.delivery.attempts import EDGES, ENDS, IN_DOUBT, By, Finding, before, finding
from domain.names import AttemptState

PAGE = Path(__file__).parents[2] / "docs" / "delivery.md"
_LINE = re.compile(r"^    (\S+) --> (\S+) : (.+)$", re.MULTILINE)
S = AttemptState


def test_the_diagram_shows_every_edge_and_no_other() -> None:
    drawn = _LINE.findall(PAGE.read_text().partition("```mermaid")[2].partition("```")[0])
    edges = {(a, b, by) for a, b, words in drawn if b != "[*]" for by in words.split(", or ")}
    assert edges == {(a or "[*]", b, by) for (a, b), causes in EDGES.items() for by in causes}
    assert {(a, words) for a, b, words in drawn if b == "[*]"} == {
        (a, then) for a, ends in ENDS.items() for then in ends
    }
    assert len(drawn) == len(EDGES) + sum(map(len, ENDS.values()))


def test_what_is_settled_stays_so() -> None:
    assert IN_DOUBT == (S.ATTEMPTING, S.UNKNOWN)
    assert {a for a, _ in EDGES} == {None, *IN_DOUBT}
    assert before(S.NOT_ACCEPTED, By.NEVER_SENT) == (S.ATTEMPTING,)


@pytest.mark.parametrize(("resend", "reported"), [*itertools.product((False, True), ("", "bounced"))])
def test_a_new_attempt_never_follows_one_in_doubt_unless_the_step_says_so(resend: bool, reported: str) -> None:
    for state, number, wanted in itertools.product(IN_DOUBT, (1, 2, 3), (1, 2, 3)):
        free = finding(state, number, wanted, reported=reported, resend=resend) is Finding.FREE
        assert free == (resend and state is S.UNKNOWN and wanted > number)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.REFUSED, S.NOT_ACCEPTED])
def test_no_number_is_used_twice(state: AttemptState) -> None:
    for number, wanted in itertools.product((1, 2, 3), (1, 2, 3)):
        assert (finding(state, number, wanted) is Finding.FREE) == (wanted > number)


def test_what_went_out_and_came_back_is_not_taken_for_sent() -> None:
    assert finding(S.ACCEPTED, 1, 1) is Finding.TAKEN
    assert finding(S.ACCEPTED, 1, 1, reported="bounced") is Finding.CAME_BACK
    assert finding(S.REFUSED, 2, 1) is Finding.CAME_BACK
