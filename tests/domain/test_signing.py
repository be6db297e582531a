"""Whose name stands under a message, in From: and on the candidate's page, while a recruiter is away (R25)."""

from __future__ import annotations

from typing import Any

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.signing import Signature, acting_manager, acting_recruiter, signature_of
from domain.people.team import NO_TEAM, Absence, Member, Team
from domain.playbook.model import Playbook
from domain.state.model import CandidateState, Touch
from domain.views.candidate_page import own_page
from tests.domain.lives import MONDAY, PLAYBOOK, D, H, fact, playbook
from tests.domain.test_assigning import KIM, LOU, SAM, after, told

AWAY = Absence(MONDAY - D, MONDAY + 9 * D, (MONDAY + 9 * D).date(), "sam@acme.example")


def colleague(one: e.Person, absence: Absence | None = None, **more: Any) -> Member:
    return Member(one.email, one.name, one.email, "recruiter", absence=absence, **more)


TEAM = Team((colleague(KIM, AWAY), colleague(SAM, title="Talent Partner", phone="+1 555 0100"), colleague(LOU)))


def world(state: CandidateState, team: Team = TEAM, rules: Playbook = PLAYBOOK) -> DecisionContext:
    return DecisionContext(rules, state.candidate, MONDAY + H, team=team)


def first_touch(state: CandidateState, rules: Playbook = PLAYBOOK) -> Touch:
    touch = decide(state, DecisionContext(rules, state.candidate, MONDAY + H)).next.touch
    assert touch is not None
    return touch


def test_r25_the_cover_s_name_title_address_and_phone_stand_there() -> None:
    state = after(told(KIM, MONDAY))
    (app,) = state.applications
    person = acting_recruiter(app, world(state)).person
    assert person == e.Person(name="Sam Lee", email="sam@acme.example", role="Talent Partner", phone="+1 555 0100")
    assert acting_recruiter(app, world(state, NO_TEAM)).person == KIM
    alone = Team((colleague(KIM, AWAY),))
    assert acting_recruiter(app, world(state, alone)).person == KIM, "nobody covers, and somebody has to sign"
    (standing,) = own_page(state, world(state)).standings
    assert standing.contact.name == "Sam Lee", "their page names who can be reached"


def test_r25_the_record_says_who_signed_for_whom_where_anybody_did() -> None:
    state = after(told(KIM, MONDAY))
    touch = first_touch(state)
    signed = signature_of(state, touch, world(state))
    assert (signed.by, signed.covers_for, signed.until) == ("Sam Lee", "Kim Park", AWAY.back_on)
    assert signed.why[0].rule == "R25"
    assert signature_of(state, touch, world(state, NO_TEAM)) == Signature("Kim Park")
    unsigned = {name: {"subject": "Word", "body": "From us all."} for name in PLAYBOOK.messages}
    silent = playbook(messages=unsigned)
    assert signature_of(state, touch, world(state, rules=silent)) == Signature(), "nobody's name stands there"
    in_from = playbook(messages=unsigned, sender={"name": "Acme", "email": "t@acme.example", "from": "recruiter"})
    assert signature_of(state, touch, world(state, rules=in_from)).by == "Sam Lee", "it comes from them by name"


def test_r25_one_application_has_a_cover_of_its_own_and_a_manager_has_one_too() -> None:
    state = after(told(KIM, MONDAY), fact(e.Assigned, MONDAY, cover=LOU))
    (app,) = state.applications
    assert acting_recruiter(app, world(state)).person.name == "Lou Bell"
    manager = app.model_copy(update={"hiring_manager": KIM})
    assert acting_manager(manager, world(state)) == "Sam Lee"
    assert acting_manager(manager, world(state, NO_TEAM)) == "Kim Park"
