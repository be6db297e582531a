"""A colleague who has left: everything goes by their successor, whoever names them later (R25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.decisions.context import DecisionContext
from domain.decisions.signing import acting_manager, acting_recruiter
from domain.events import Person
from domain.names import Stage
from domain.people.team import Absence, Member, Team, member
from domain.state.model import Application, Candidate, Entry
from tests.domain.lives import PLAYBOOK

NOW = datetime(2026, 12, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
KIM = member("Kim Park", "kim@acme.example", role="recruiter")
SAM = member("Sam Lee", "sam@acme.example", role="recruiter", title="Talent Partner")
LOU = member("Lou Bell", "lou@acme.example", role="lead")


def left(one: Member, to: Member | None, at: datetime = NOW - DAY) -> Member:
    return replace(one, left_at=at, successor=to.key if to else "")


def away(one: Member, cover: Member) -> Member:
    return replace(one, absence=Absence(NOW - DAY, NOW + DAY, (NOW + DAY).date(), cover.key))


@pytest.mark.parametrize(
    ("team", "acts", "says"),
    [
        ((left(KIM, SAM), SAM), SAM, "Kim Park has left; Sam Lee has taken over"),
        ((left(KIM, SAM), away(SAM, LOU), LOU), LOU, "Kim Park has left; Lou Bell has taken over"),
        ((left(KIM, SAM), left(SAM, LOU), LOU), LOU, "Kim Park has left; Lou Bell has taken over"),
        ((left(KIM, None), LOU), LOU, "Kim Park has left, and nobody has taken over"),
    ],
)
def test_r25_what_was_theirs_is_the_successors(team: tuple[Member, ...], acts: Member, says: str) -> None:
    cover = Team(team).cover_for(KIM.name, KIM.email, NOW)
    assert cover is not None and cover.acts is not None and cover.acts.key == acts.key
    assert cover.words.startswith(says)


def test_r25_who_leaves_tomorrow_is_here_today() -> None:
    assert Team((left(KIM, SAM, NOW + DAY), SAM)).cover_for(KIM.name, KIM.email, NOW) is None


def test_r25_who_was_covered_by_somebody_who_left_is_covered_by_their_successor() -> None:
    cover = Team((away(LOU, KIM), left(KIM, SAM), SAM)).cover_for("Lou Bell", "", NOW)
    assert cover is not None and cover.who is not None and cover.who.key == SAM.key
    assert "Lou Bell is away until" in cover.words


def test_r25_the_successor_signs_and_is_told_of_nobody_they_cover_for() -> None:
    entry = Entry(stage=Stage.APPLIED, number=1, entered_at=NOW)
    app = Application(
        application_id="eng", job_id="eng", known_since=NOW, entry=entry,
        recruiter=Person(name="Kim Park", email="kim@acme.example"),
        hiring_manager=Person(name="Kim Park"), cover=Person(name="Lou Bell", email="lou@acme.example"),
    )  # fmt: skip
    context = DecisionContext(
        PLAYBOOK, Candidate(candidate_id="manual:ann"), NOW, team=Team((left(KIM, SAM), SAM, LOU))
    )
    acting = acting_recruiter(app, context)
    assert (acting.person.name, acting.person.role) == ("Sam Lee", "Talent Partner"), "not who covered for a holiday"
    assert acting_manager(app, context) == "Sam Lee", "what is escalated goes there, too"


@pytest.mark.parametrize(
    ("team", "back"),
    [
        ((KIM, away(SAM, KIM)), ["Sam Lee"]),
        ((KIM, SAM), []),
        ((KIM, away(SAM, LOU), LOU), []),
        ((KIM, away(SAM, LOU), away(LOU, KIM)), ["Sam Lee", "Lou Bell"]),
    ],
)
def test_nobody_takes_over_who_is_covered_by_whoever_leaves(team: tuple[Member, ...], back: list[str]) -> None:
    assert [one.name for one in Team(team).leads_back(KIM.key, SAM.key, NOW)] == back
