"""Colleagues who have left, on record (R25): what it changes at once, and what it costs a touch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.events import Person
from domain.people.team import Absence, member
from ledger.store import Ledger
from tests.ledger.conftest import ANN, NOW
from tests.ledger.test_ledger_statements import counted
from tests.ledger.test_ledger_workload import application, stands

DAY = timedelta(days=1)
KIM = member("Kim Park", "kim@acme.example", role="recruiter", source="typed")
SAM = member("Sam Lee", "sam@acme.example", role="recruiter", source="typed")
LOU = member("Lou Bell", "lou@acme.example", role="lead", source="typed")


@pytest.fixture
def team(ledger: Ledger) -> Ledger:
    for one in (KIM, SAM, LOU):
        ledger.team.note(one)
    return ledger


def acts(ledger: Ledger) -> str:
    with ledger.book(ANN) as book:
        cover = book.team(NOW).cover_for("Kim Park", "kim@acme.example", NOW)
    return cover.who.name if cover is not None and cover.who is not None else ""


def test_r25_from_the_commit_on_every_decision_goes_by_the_successor_and_back(team: Ledger) -> None:
    assert acts(team) == ""
    since = team.team.leave(KIM.key, SAM.key, NOW - DAY, "lou")
    assert acts(team) == "Sam Lee"
    assert team.team.leave(KIM.key, SAM.key, NOW, "lou") == since, "said again, it is since the first time"
    assert team.team.leave(KIM.key, LOU.key, NOW, "lou") == NOW and acts(team) == "Lou Bell"
    assert team.team.come_back(KIM.key, "lou") and acts(team) == ""
    assert not team.team.come_back(KIM.key, "lou")


def test_r25_whom_they_covered_is_covered_by_the_successor(team: Ledger) -> None:
    team.team.set_absence(LOU.key, Absence(NOW - DAY, NOW + DAY, (NOW + DAY).date(), KIM.key), "lou")
    team.team.set_absence(SAM.key, Absence(NOW - DAY, NOW + DAY, (NOW + DAY).date(), KIM.key), "lou")
    team.team.leave(KIM.key, SAM.key, NOW - DAY, "lou")
    known = {one.name: one for one in team.team.all().members}
    assert known["Lou Bell"].absence is not None and known["Lou Bell"].absence.cover == SAM.key
    assert known["Sam Lee"].absence is not None and known["Sam Lee"].absence.cover == KIM.key, (
        "nobody covers for themselves"
    )


def test_a_touch_costs_what_it_cost_although_somebody_has_left_for_good(team: Ledger) -> None:
    usual = 0
    for _ in range(2):  # the first one opens the connection, too
        with counted(team) as statements, team.book(ANN) as book:
            book.team(NOW)
        usual = len(statements)
    team.team.leave(KIM.key, SAM.key, NOW - DAY, "lou")
    costs = []
    for _ in range(3):
        with counted(team) as statements, team.book(ANN) as book:
            assert book.team(NOW).members
        costs.append(len(statements) - usual)
    assert costs == [1, 0, 0], "it is read where it has changed"


@pytest.mark.parametrize("change", ["note", "absence", "back", "file", "another leaves"])
def test_whatever_changes_the_team_is_read_again(team: Ledger, change: str) -> None:
    team.team.leave(KIM.key, SAM.key, NOW - DAY, "lou")
    assert acts(team) == "Sam Lee"
    match change:
        case "note":
            team.team.note(member("Di New", "di@acme.example", role="recruiter", source="typed"))
        case "absence":
            team.team.set_absence(SAM.key, Absence(NOW - DAY, NOW + DAY, (NOW + DAY).date(), LOU.key), "lou")
        case "back":
            team.team.come_back(KIM.key, "lou")
        case "file":
            team.team.follow_file([member("Eve Ash", "eve@acme.example", role="lead", source="file")])
        case "another leaves":
            team.team.leave(SAM.key, LOU.key, NOW - DAY, "lou")
    with team.book(ANN) as book:
        found = book.team(NOW)
    assert {*found.members} == ({*team.team.all().members} if change != "back" else set())


def test_whose_applications_are_told_are_those_of_clocks_that_run(team: Ledger) -> None:
    stands(team, "manual:ann", application(recruiter=Person(name="Kim Park", email="KIM@acme.example")))
    stands(team, "manual:bob", application(recruiter=Person(name="Kim Park")))
    stands(team, "manual:cy", application(recruiter=Person(name="Kim Park", email="kim@other.example")))
    stands(team, "manual:di", application(recruiter=Person(name="Sam Lee", email="sam@acme.example")))
    found = [one.candidate_id for one in team.team.applications_of(KIM)]
    assert found == ["manual:ann", "manual:bob"]
