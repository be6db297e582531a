"""Greenhouse's events about an application, one by one: what each becomes, and what it must not become."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.names import Stage
from integrations.arrivals import Reading
from tests.integrations.ats.ats_desk import NOW, PLAYBOOK, Desk, any_order, only, signals, told
from tests.integrations.ats.greenhouse_words import (
    APPLIED,
    REJECTED,
    about,
    application,
    candidate,
    greenhouse_desk,
    signed,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with greenhouse_desk(tmp_path) as made:
        yield made


# Each event about somebody of whom nobody has heard before, and about whom it is the only word.
FIRST_WORD = [
    ("a new application", "new_candidate_application", application(), ["application_received"], Stage.APPLIED),
    ("added at a later stage", "new_candidate_application", application("Face to Face"),
     ["application_received"], "interview"),
    ("case and blanks do not matter", "new_candidate_application", application("phone  SCREEN"),
     ["application_received"], "screening"),
    ("a stage of their own: the task says so", "new_candidate_application", application("Try-out"),
     ["application_received", "stage_changed"], "applied"),
    ("moved, before the hook was set up", "candidate_stage_change", application("Face to Face"),
     ["application_received", "stage_changed"], "interview"),
    ("rejected", "reject_candidate", application(**REJECTED), ["application_received", "rejected"], "rejected"),
    ("they said no", "reject_candidate",
     application(**REJECTED | {"rejection_reason": {"name": "Pay", "type": {"name": "They rejected us"}}}),
     ["application_received", "withdrawn"], "withdrawn"),
    ("rejected for nothing", "reject_candidate", application(**REJECTED | {"rejection_reason": None}),
     ["application_received", "rejected"], "rejected"),
    ("hired", "hire_candidate", application(None, offer={"starts_at": "2026-12-01", "resolved_at": NOW.isoformat()}),
     ["application_received", "hired"], "hired"),
    ("a prospect", "new_prospect_application", application(None, prospect=True), ["application_received"], "prospect"),
    ("a prospect without a job", "new_prospect_application", application(None, prospect=True, jobs=[]), [], None),
    ("a prospect who was closed", "reject_candidate", application(None, prospect=True, **REJECTED), [], None),
    ("edited", "application_updated", application("Onsite"), ["application_received", "stage_changed"], "interview"),
    ("unrejected", "unreject_candidate", application("Offer"),
     ["application_received", "rejection_withdrawn", "stage_changed"], "offer"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("action", "app", "wanted", "stage"), [row[1:] for row in FIRST_WORD], ids=[r[0] for r in FIRST_WORD]
)
def test_what_the_first_word_about_somebody_becomes(
    desk: Desk, action: str, app: dict[str, Any], wanted: list[str], stage: str | None
) -> None:
    reading = desk.read(about(app, action))
    assert signals(reading) == wanted
    if not wanted:
        assert reading.note
        return
    state = told(reading.tells)
    assert state.candidate.candidate_id == "greenhouse:4711" and only(state).stage == stage


def test_an_application_is_told_with_all_that_messages_need_and_nothing_more(desk: Desk) -> None:
    (tell,) = desk.read(about(application(), "new_candidate_application")).tells
    assert tell.fact == {
        "event_id": "greenhouse:application:88001",
        "occurred_at": NOW.isoformat(),
        "source": "greenhouse",
        "application_id": "88001",
        "stage": "applied",
        "applied_at": APPLIED.isoformat(),
        "candidate": {
            "first_name": "Noor",
            "last_name": "Haddad",
            "email": "noor.haddad@mail.example",  # never the mailbox at work
            "phone": "+1 212 555 0123",
        },
        "job_id": "300",
        "job_title": "Senior Welder",
        "department": "Workshop",
        "location": "Bremen, Germany",
        "employment_type": "Full-time",
        "application_source": "Jobs page",
        "recruiter": {"name": "Rita Okafor", "email": "rita@acme.example"},
        "known_as": "greenhouse:4711",
        "tags": ["welding"],
        "tags_of": "greenhouse:4711",
    }
    app = only(told([tell]))
    assert (app.entry.entered_at, app.entry.anchors["application_received"]) == (NOW, APPLIED)


def test_one_application_is_one_fact_whatever_brings_it(desk: Desk) -> None:
    first = desk.read(about(application(), "new_candidate_application", ident="a")).tells
    second = desk.read(about(application("Phone Screen"), ident="b")).tells
    assert first[0].fact["event_id"] == second[0].fact["event_id"]
    assert only(told([*first, *second])).stage is Stage.SCREENING


def test_the_same_event_ten_times_is_one_transition(desk: Desk) -> None:
    tells = [t for n in range(10) for t in desk.read(about(application("Phone Screen"), ident=str(n))).tells]
    state = told(tells)
    assert [f.type for f in state.pending] == ["application_received", "stage_changed"]


def test_the_body_is_the_key_whatever_the_unsigned_header_says(desk: Desk) -> None:
    keys = {desk.door.entries(about(application(), ident=ident))[0].key for ident in ("a", "b", None, "ü" * 300)}
    assert len(keys) == 1


@pytest.mark.parametrize("action", ["update_candidate", "application_updated"])
def test_a_captured_request_that_is_replayed_under_another_id_is_the_same_fact(desk: Desk, action: str) -> None:
    desk.here(desk.read(about(application())).tells)
    payload = {"application": application(), "candidate": candidate()}
    facts = [desk.read(signed(action, payload, ident=ident)).tells[0].fact["event_id"] for ident in ("a", "b")]
    assert facts[0] == facts[1]


def test_two_bodies_are_two_events(desk: Desk) -> None:
    one, two = (desk.door.entries(about(application(stage)))[0] for stage in ("Onsite", "Offer"))
    assert one.key != two.key and one == desk.door.entries(about(application("Onsite")))[0]
    assert (one.kind, one.about) == ("candidate_stage_change", "greenhouse:4711")


def test_a_stage_that_nobody_mapped_is_a_task_that_says_which_line_is_missing(desk: Desk) -> None:
    state = told(desk.read(about(application('The "bake-off"'))).tells)
    refused = state.pending[-1]
    assert only(state).stage is Stage.APPLIED and refused.type == "message_refused"
    assert refused.error == (  # type: ignore[attr-defined]
        "Greenhouse calls it 'The \"bake-off\"', which isn't one of our stages: add the line "
        '`"The \\"bake-off\\"": screening` (or whichever it is) below `greenhouse:` in the playbook\'s ats.yaml, run '
        "`followup playbook apply`, and move them with `followup stage`"
    )


def test_a_company_s_own_names_go_before_those_that_it_came_with(desk: Desk, tmp_path: Path) -> None:
    ats = PLAYBOOK.ats.model_copy(update={"greenhouse": {"Onsite": Stage.OFFER, "The bake-off": Stage.SCREENING}})
    desk.playbook = PLAYBOOK.model_copy(update={"ats": ats})
    assert only(told(desk.read(about(application("onsite"))).tells)).stage is Stage.OFFER
    assert only(told(desk.read(about(application("The Bake-Off"))).tells)).stage is Stage.SCREENING


def test_events_that_arrive_in_any_order_end_in_the_same_stage(desk: Desk) -> None:
    def at(minutes: int, stage: str) -> Reading:
        moved = (NOW - timedelta(minutes=minutes)).isoformat()
        return desk.read(about(application(stage, last_activity_at=moved)))

    readings = [at(30, "Phone Screen"), at(20, "Face to Face"), at(10, "Offer")]
    assert {only(told(tells)).stage for tells in any_order(readings)} == {Stage.OFFER}


def test_an_undone_rejection_leaves_them_where_they_were_in_any_order(desk: Desk) -> None:
    t = [(NOW - timedelta(minutes=m)).isoformat() for m in (30, 20, 10)]
    moved = desk.read(about(application("Onsite", last_activity_at=t[0])))
    no = desk.read(
        about(application("Onsite", **REJECTED | {"rejected_at": t[1], "last_activity_at": t[1]}), "reject_candidate")
    )
    undone = desk.read(about(application("Onsite", last_activity_at=t[2]), "unreject_candidate"))
    assert {only(told(tells)).stage for tells in any_order([moved, no, undone])} == {Stage.INTERVIEW}


def test_a_rejection_carries_its_reason_and_no_feedback(desk: Desk) -> None:
    app = only(told(desk.read(about(application(**REJECTED), "reject_candidate")).tells))
    assert (app.reason, app.feedback, app.entry.entered_at) == ("Skills", "", NOW)


def test_a_hire_brings_the_start_date_and_an_unhire_takes_it_back(desk: Desk) -> None:
    offer = {"id": 6, "starts_at": "2026-12-01", "resolved_at": (NOW - timedelta(minutes=9)).isoformat()}
    started = desk.read(about(application("Offer", last_activity_at=(NOW - timedelta(hours=1)).isoformat())))
    hired = desk.read(about(application(None, status="hired", offer=offer), "hire_candidate"))
    state = told([*started.tells, *hired.tells])
    assert only(state).stage is Stage.HIRED
    assert only(state).hire.start_date.isoformat() == "2026-12-01"  # type: ignore[union-attr]
    state = told(desk.read(about(application("Offer"), "unhire_candidate")).tells, state)
    assert (only(state).stage, only(state).hire) == (Stage.OFFER, None)


def test_a_hire_counts_although_the_offer_was_accepted_before_they_were_last_moved(desk: Desk) -> None:
    moved = desk.read(about(application("Offer", last_activity_at=(NOW - timedelta(minutes=5)).isoformat())))
    offer = {"resolved_at": (NOW - timedelta(hours=2)).isoformat()}
    hired = desk.read(about(application(None, offer=offer), "hire_candidate"))
    assert only(told([*moved.tells, *hired.tells])).stage is Stage.HIRED


def test_an_edited_application_brings_newer_details_and_moves_nobody(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite"))).tells)
    edited = application("Onsite", candidate=candidate(recruiter={"name": "Ravi", "email": "ravi@acme.example"}))
    reading = desk.read(about(edited, "application_updated", ident="e1"))
    assert signals(reading) == ["application_received"]
    app = only(told(reading.tells, state))
    assert (app.recruiter.name, app.stage) == ("Ravi", Stage.INTERVIEW)


def test_an_application_that_was_edited_after_its_end_stays_closed(desk: Desk) -> None:
    state = desk.here(desk.read(about(application(**REJECTED), "reject_candidate")).tells)
    reading = desk.read(about(application(**REJECTED), "application_updated", ident="e2"))
    assert only(told(reading.tells, state)).stage is Stage.REJECTED
