"""Ashby's events: whole applications as they stand, and several events for one click."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import Channel, Stage
from integrations.arrivals import NotNow, NotUnderstood, Request, UnverifiedRequest
from integrations.ashby.events import Ashby
from tests.domain.lives import live
from tests.gateway.anything import ANYTHING, mutated
from tests.integrations.ats.ats_desk import (
    NOW,
    Desk,
    any_order,
    decided,
    fact_of,
    never_raises_else,
    only,
    request,
    signals,
    told,
)
from tests.pace import pace

SECRET = "an-ashby-secret"
PERSON = "3b0d4c7e-0000-4000-8000-000000000001"
APP = "5c1e5d8f-0000-4000-8000-000000000002"
JOB = "6d2f6e90-0000-4000-8000-000000000003"
SCHEDULE = "7e306fa1-0000-4000-8000-000000000004"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, Ashby([SECRET]))
    yield made
    made.ledger.close()


def signed(action: str, data: Any, *, click: str | None = "click-1") -> Request:
    body = json.dumps({"action": action, "data": data} | ({"webhookActionId": click} if click else {})).encode()
    return request(body, {"ashby-signature": f"sha256={hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}"})


def application(stage: str = "Application Review", kind: str = "PreInterviewScreen", **more: Any) -> dict[str, Any]:
    return {
        "id": APP,
        "createdAt": (NOW - timedelta(days=5)).isoformat(),
        "updatedAt": (NOW - timedelta(minutes=1)).isoformat(),
        "status": "Active",
        "candidate": {
            "id": PERSON,
            "name": "Ines Vaz da Silva",
            "primaryEmailAddress": {"value": "ines@mail.example", "type": "Personal", "isPrimary": True},
            "primaryPhoneNumber": {"value": "+351 912 345 678", "type": "Personal", "isPrimary": True},
        },
        "currentInterviewStage": {"id": "s1", "title": stage, "type": kind, "orderInInterviewPlan": 2},
        "archiveReason": None,
        "job": {"id": JOB, "title": "Data Engineer", "locationId": "l1", "departmentId": "d1"},
        "hiringTeam": [
            {
                "userId": "u1",
                "firstName": "Hana",
                "lastName": "Ito",
                "email": "hana@acme.example",
                "role": "Hiring Manager",
            },
            {"userId": "u2", "firstName": "Rui", "lastName": "Melo", "email": "rui@acme.example", "role": "Recruiter"},
        ],
    } | more


def about(app: dict[str, Any], action: str = "candidateStageChange", **more: Any) -> Request:
    return signed(action, {"application": app}, **more)


def archived(text: str, kind: str, **more: Any) -> dict[str, Any]:
    reason = {"id": "r1", "text": text, "reasonType": kind, "isArchived": False}
    return (
        application("Archived", "Archived", status="Archived", archiveReason=reason, archivedAt=NOW.isoformat()) | more
    )


FIRST_WORD = [
    ("they applied", "applicationSubmit", application(), ["application_received"], "applied"),
    ("an own name of a known type", "applicationSubmit", application("Screening inbox"),
     ["application_received"], "applied"),
    ("an own name of no telling type", "applicationSubmit", application("Tea with the team", "Active"),
     ["application_received", "stage_changed"], "applied"),
    ("moved", "candidateStageChange", application("Onsite", "Active"),
     ["application_received", "stage_changed"], "interview"),
    ("offer by its type", "candidateStageChange", application("Paperwork", "Offer"),
     ["application_received", "stage_changed"], "offer"),
    ("turned down", "candidateStageChange", archived("Too junior", "RejectedByOrg"),
     ["application_received", "rejected"], "rejected"),
    ("they said no", "candidateStageChange", archived("Another offer", "RejectedByCandidate"),
     ["application_received", "withdrawn"], "withdrawn"),
    ("closed for some reason", "applicationUpdate", archived("Duplicate", "Other"),
     ["application_received", "rejected"], "rejected"),
    ("a lead", "applicationSubmit", application("New Lead", "Lead", status="Lead"),
     ["application_received"], "prospect"),
    ("edited", "applicationUpdate", application("Onsite", "Active"),
     ["application_received", "stage_changed"], "interview"),
]  # fmt: skip


def test_how_they_came_is_told_and_ids_of_departments_and_places_are_not(desk: Desk) -> None:
    source = {"id": "s1", "title": "Employee referral", "isArchived": False}
    tell, *_ = desk.read(about(application(source=source), "applicationSubmit")).tells
    assert tell.fact["application_source"] == "Employee referral"
    assert not {"department", "location"} & {*tell.fact}
    tell, *_ = desk.read(about(application(source=None), "applicationSubmit")).tells
    assert "application_source" not in tell.fact


@pytest.mark.parametrize(
    ("action", "app", "wanted", "stage"), [r[1:] for r in FIRST_WORD], ids=[r[0] for r in FIRST_WORD]
)
def test_what_the_first_word_about_somebody_becomes(
    desk: Desk, action: str, app: dict[str, Any], wanted: list[str], stage: str
) -> None:
    reading = desk.read(about(app, action))
    assert signals(reading) == wanted
    assert only(told(reading.tells)).stage == stage


def test_an_application_is_told_with_all_that_messages_need(desk: Desk) -> None:
    (tell,) = desk.read(about(application(), "applicationSubmit")).tells
    state = told([tell])
    app = only(state)
    assert (state.candidate.first_name, state.candidate.last_name) == ("", "Ines Vaz da Silva")
    assert (state.candidate.email, state.candidate.phone) == ("ines@mail.example", "+351912345678")
    assert (app.application_id, app.job_id, app.job_title) == (APP, JOB, "Data Engineer")
    assert (app.recruiter.name, app.hiring_manager.email) == ("Rui Melo", "hana@acme.example")
    assert app.applied_at == NOW - timedelta(days=5)


def hire() -> list[Request]:
    """One click: three actions with one id."""
    app = application("Hired", "Hired", status="Hired")
    offer = {"id": "o1", "applicationId": APP, "latestVersion": {"id": "v1", "startDate": "2026-12-01T00:00:00.000Z"}}
    return [
        signed("candidateHire", {"application": app, "offer": offer}),
        about(app, "candidateStageChange"),
        about(app, "applicationUpdate"),
    ]


@pytest.mark.parametrize("before", [None, "Offer", "Onsite"])
def test_a_hire_is_a_hire_in_whatever_order_its_three_actions_arrive(desk: Desk, before: str | None) -> None:
    requests = hire()
    assert len({desk.door.entries(one)[0].key for one in requests}) == 3
    known = []
    if before:
        known = list(desk.read(about(application(before, updatedAt=(NOW - timedelta(days=1)).isoformat()))).tells)
        desk.here(known)
    for tells in any_order([desk.read(one) for one in requests]):
        app = only(told([*known, *tells]))
        assert app.stage is Stage.HIRED and app.entries == (2 if before else 1)


def test_a_hire_brings_its_start_date_though_the_other_actions_do_not_know_it(desk: Desk) -> None:
    for tells in any_order([desk.read(one) for one in hire()]):
        app = only(told(tells))
        assert app.hire is not None and app.hire.start_date is not None


def test_a_hire_gets_one_welcome_and_no_rejection(desk: Desk) -> None:
    tells = [tell for one in hire() for tell in desk.read(one).tells]
    story = live([fact_of(tell) for tell in tells], start=NOW, days=10, candidate=f"ashby:{PERSON}")
    assert story.steps().count("welcome") == 1 and "closure" not in story.steps()


def test_somebody_who_is_active_again_stands_where_they_stood(desk: Desk) -> None:
    t = [(NOW - timedelta(minutes=m)).isoformat() for m in (30, 20, 10)]
    state = told(desk.read(about(application("Onsite", "Active", updatedAt=t[0]))).tells)
    state = told(
        desk.read(about(archived("Too junior", "RejectedByOrg", archivedAt=t[1], updatedAt=t[1]))).tells, state
    )
    entries = only(state).entries
    desk.stands(state)
    reading = desk.read(about(application("Onsite", "Active", updatedAt=t[2])))
    assert "rejection_withdrawn" in signals(reading)
    app = only(told(reading.tells, state))
    assert (app.stage, app.entries, app.entry.number) == (Stage.INTERVIEW, entries, 1)


# ---------------------------------------------------------------- interviews


def schedule(*hours: float, status: str = "Scheduled", updated: int = 5, **more: Any) -> Request:
    start = NOW + timedelta(days=3)
    events = [
        {
            "id": f"e{n}",
            "startTime": (start + timedelta(hours=h)).isoformat(),
            "endTime": (start + timedelta(hours=h + 1)).isoformat(),
            "meetingLink": "https://meet.example/abc",
            "location": "Video",
            "interviewers": [{"firstName": "Hana", "lastName": f"Ito{n}", "email": "hana@acme.example"}],
        }
        for n, h in enumerate(hours)
    ]
    fields = {
        "id": SCHEDULE,
        "status": status,
        "applicationId": APP,
        "candidateId": PERSON,
        "interviewStageId": "s1",
        "updatedAt": (NOW - timedelta(minutes=updated)).isoformat(),
        "interviewEvents": events,
    }
    return signed("interviewScheduleUpdate", {"interviewSchedule": fields | more}, click=f"sched-{updated}")


def test_five_slots_of_an_afternoon_are_one_interview(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite", "Active"))).tells)
    reading = desk.read(schedule(0, 1, 2, 3, 4))
    assert signals(reading) == ["interview_scheduled"]
    (visit,) = only(told(reading.tells, state)).interviews
    assert visit.at == NOW + timedelta(days=3) and visit.ends_at - visit.at == timedelta(hours=5)
    assert (visit.link, visit.location) == ("https://meet.example/abc", "Video")
    assert visit.with_whom == "Hana Ito0, Hana Ito1, Hana Ito2, Hana Ito3, Hana Ito4"
    assert {one.email for one in visit.interviewers} == {"hana@acme.example"}, "who is asked for feedback (R14)"


def test_two_days_are_two_interviews(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite", "Active"))).tells)
    found = only(told(desk.read(schedule(0, 1, 24)).tells, state)).interviews
    assert [i.interview_id for i in found] == [f"ashby.{SCHEDULE}", f"ashby.{SCHEDULE}.2"]


def test_an_interview_moves_and_is_called_off_and_one_of_two_days_falls_away(desk: Desk) -> None:
    state = desk.here([*desk.read(about(application("Onsite", "Active"))).tells, *desk.read(schedule(0, 24)).tells])
    moved = told(desk.read(schedule(2, updated=4)).tells, state)
    assert [(i.at.hour, i.cancelled_at is None) for i in only(moved).interviews] == [(15, False), (17, True)]
    off = told(desk.read(schedule(status="Cancelled", updated=3)).tells, state)
    assert all(i.cancelled_at for i in only(off).interviews)
    assert desk.read(schedule(0, 24, updated=2)).note  # nothing new


def test_an_older_plan_that_arrives_late_moves_nothing(desk: Desk) -> None:
    state = told(desk.read(about(application("Onsite", "Active"))).tells)
    newer, older = desk.read(schedule(5, updated=1)).tells, desk.read(schedule(0, updated=9)).tells
    assert [i.at.hour for i in only(told([*newer, *older], state)).interviews] == [20]


@pytest.mark.parametrize("status", ["OnHold", "Unknown", "", "Dreaming"])
def test_of_a_schedule_of_which_nobody_knows_whether_it_stands_nothing_is_guessed(desk: Desk, status: str) -> None:
    desk.here([*desk.read(about(application("Onsite", "Active"))).tells, *desk.read(schedule(0)).tells])
    with pytest.raises(NotUnderstood, match="of which nobody knows whether they take place"):
        desk.read(schedule(0, status=status, updated=1))


@pytest.mark.parametrize("status", ["NeedsScheduling", "WaitingOnCandidateBooking", "CandidateAvailabilitySubmitted"])
def test_an_interview_that_has_to_be_scheduled_anew_is_called_off(desk: Desk, status: str) -> None:
    desk.here([*desk.read(about(application("Onsite", "Active"))).tells, *desk.read(schedule(0)).tells])
    assert signals(desk.read(schedule(status=status, updated=1))) == ["interview_cancelled"]


@pytest.mark.parametrize("status", ["WaitingOnFeedback", "Complete"])
def test_an_interview_that_was_held_is_not_called_off(desk: Desk, status: str) -> None:
    desk.here([*desk.read(about(application("Onsite", "Active"))).tells, *desk.read(schedule(0)).tells])
    assert desk.read(schedule(0, status=status, updated=1)).tells == ()


def test_an_application_in_a_state_that_ashby_does_not_document_is_a_task(desk: Desk) -> None:
    state = told(desk.read(about(application("Onsite", "Active", status="Paused"))).tells)
    assert only(state).stage is Stage.APPLIED and "Ashby calls it 'Paused'" in state.pending[-1].error  # type: ignore[attr-defined]


def test_a_schedule_that_names_nobody_is_found_by_its_application(desk: Desk) -> None:
    with pytest.raises(NotNow):
        desk.read(schedule(0, candidateId=None))
    desk.here(desk.read(about(application("Onsite", "Active"))).tells)
    (tell,) = desk.read(schedule(0, candidateId=None)).tells
    assert tell.candidate_id == f"ashby:{PERSON}"


# ---------------------------------------------------------------- offers and people


def offer(status: str) -> Request:
    fields = {
        "id": "o1",
        "applicationId": APP,
        "offerStatus": status,
        "decidedAt": NOW.isoformat(),
        "latestVersion": {"id": "v1", "startDate": "2026-12-01", "salary": {"currencyCode": "EUR", "value": 1}},
    }
    return signed("offerUpdate", {"offer": fields})


def test_an_offer_counts_once_it_lies_with_the_candidate(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Offer", "Offer"))).tells)
    assert desk.read(offer("WaitingOnOfferApproval")).note
    state = told(desk.read(offer("WaitingOnCandidateResponse")).tells, state)
    made = only(state).offer
    assert made is not None and made.start_date is not None and made.pay == ""
    state = told(desk.read(offer("CandidateAccepted")).tells, state)
    assert only(state).offer.answer == "accepted"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "status", ["", "WaitingOnApprovalStart", "WaitingOnOfferApproval", "WaitingOnApprovalDefinition"]
)
def test_an_offer_that_is_still_within_the_company_is_told_to_nobody(desk: Desk, status: str) -> None:
    reading = desk.read(offer(status))
    assert reading.tells == () and reading.note == "no offer that lies with a candidate here"


def test_an_offer_in_a_state_that_ashby_does_not_document_is_for_a_person(desk: Desk) -> None:
    desk.here(desk.read(about(application("Offer", "Offer"))).tells)
    with pytest.raises(NotUnderstood, match="'CandidateIsThinking' is not known here"):
        desk.read(offer("CandidateIsThinking"))


def test_an_offer_that_lies_with_them_and_is_called_off_is_put_to_a_colleague(desk: Desk) -> None:
    """No message of ours takes an offer back, and nobody is asked for an answer to it any more."""
    state = desk.here(desk.read(about(application("Offer", "Offer"))).tells)
    deleted = signed("offerDelete", {"offer": {"id": "o1", "applicationId": APP}})
    assert desk.read(offer("OfferCancelled")).note and desk.read(deleted).note
    state = desk.stands(told(desk.read(offer("WaitingOnCandidateResponse")).tells, state))
    for gone in (offer("OfferCancelled"), deleted):
        after = told(desk.read(gone).tells, state)
        assert only(after).offer.answer == "called_off"  # type: ignore[union-attr]
        assert [task.kind for task in decided(after).tasks] == ["offergone"]


def test_a_merge_is_told_to_the_one_who_stays(desk: Desk) -> None:
    desk.here(desk.read(about(application())).tells)
    data = {"deletedCandidate": {"id": PERSON}, "mergedCandidate": {"id": "stays"}}
    (tell,) = desk.read(signed("candidateMerge", data)).tells
    assert (tell.candidate_id, tell.fact["merged_id"]) == ("ashby:stays", f"ashby:{PERSON}")


def test_nothing_is_sent_to_somebody_who_was_deleted(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite", "Active"))).tells)
    reading = desk.read(signed("candidateDelete", {"candidate": {"id": PERSON}}))
    state = told(reading.tells, state)
    assert set(state.closed_channels) == {Channel.EMAIL, Channel.SMS} and only(state).stage is Stage.WITHDRAWN
    start = [fact_of(t) for t in desk.read(about(application("Onsite", "Active"))).tells]
    story = live([*start, *(fact_of(t) for t in reading.tells)], start=NOW, candidate=f"ashby:{PERSON}")
    assert not story.sent and not story.of("task_opened") and story.decision.closed
    assert desk.read(signed("candidateDelete", {"candidate": {"id": "nobody"}})).note


@pytest.mark.parametrize("action", ["ping", "offerDelete", "jobCreate", "surveySubmit"])
def test_what_nothing_follows_from_says_so(desk: Desk, action: str) -> None:
    reading = desk.read(signed(action, {"webhookActionType": action}, click=None))
    assert reading.tells == () and reading.note


# ---------------------------------------------------------------- the door


@pytest.mark.parametrize("signature", ["", "sha256", "sha256=", "sha256=" + "0" * 64, "sha256=ü", "md5=" + "0" * 32])
def test_a_forged_request_is_refused(desk: Desk, signature: str) -> None:
    with pytest.raises(UnverifiedRequest):
        desk.door.verify(request(b"{}", {"ashby-signature": signature}))


def test_a_body_that_was_changed_or_cut_is_refused(desk: Desk) -> None:
    good = about(application())
    desk.door.verify(good)
    for body in (good.body[:-1], good.body.replace(b"Review", b"Revue"), b""):
        with pytest.raises(UnverifiedRequest):
            desk.door.verify(request(body, good.headers))


ACTIONS = st.sampled_from(
    ["applicationSubmit", "applicationUpdate", "candidateHire", "candidateStageChange", "candidateMerge",
     "candidateDelete", "interviewScheduleCreate", "interviewScheduleUpdate", "offerCreate", "offerUpdate", "ping"]
) | st.text(max_size=10)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> Any:
    whole = {
        "application": draw(st.sampled_from([application(), application("Own", "Active"), archived("No", "Other")])),
        "interviewSchedule": json.loads(schedule(0, 1, 30).body)["data"]["interviewSchedule"],
        "offer": json.loads(offer("WaitingOnCandidateResponse").body)["data"]["offer"],
        "candidate": {"id": PERSON},
        "deletedCandidate": {"id": PERSON},
        "mergedCandidate": {"id": "stays"},
    }
    return mutated(whole, draw)


_FUZZED: list[Desk] = []


@given(action=ACTIONS, data=bodies() | ANYTHING)
@pace(150)
def test_no_body_ever_does_more_than_be_not_understood(
    tmp_path_factory: pytest.TempPathFactory, action: str, data: Any
) -> None:
    if not _FUZZED:
        _FUZZED.append(Desk(tmp_path_factory.mktemp("fuzz"), Ashby([SECRET])))
        _FUZZED[0].here(_FUZZED[0].read(about(application())).tells)
    desk = _FUZZED[0]
    (entry,) = desk.door.entries(request({"action": action, "data": data, "webhookActionId": "x"}, {}))
    never_raises_else(desk.door, entry, desk.known(), NotUnderstood, NotNow)
