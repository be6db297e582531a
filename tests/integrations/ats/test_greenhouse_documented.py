"""Harvest v3 objects with every documented field and value, and what each of them comes to here."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.state.model import CandidateState
from integrations.ats.reconcile import Reconciliation
from tests.integrations.ats.live_ats import START, Both, both

STAMP = "2026-11-01T09:30:00.000Z"

APPLICATION: dict[str, Any] = {
    "id": 500, "created_at": STAMP, "updated_at": STAMP, "candidate_id": 400, "job_id": 300, "job_post_id": None,
    "recruiter_id": 200, "coordinator_id": None, "referrer_id": None, "source_id": 100, "stage_id": 9001,
    "stage_name": "Phone Interview", "status": "in_process", "needs_decision": False, "prospect": False,
    "rejected_at": None, "rejection_reason_id": None, "last_activity_at": STAMP, "location_address": None,
    "answers": [], "prospective_job_ids": [], "custom_fields": {}, "agency_note_id": None,
}  # fmt: skip
CANDIDATE: dict[str, Any] = {
    "id": 400, "created_at": STAMP, "updated_at": STAMP, "first_name": "Noor", "last_name": "Haddad",
    "preferred_name": None, "company": None, "title": None, "last_activity_at": STAMP, "private": False,
    "can_email": True, "tags": ["welding"], "linked_user_ids": [], "phone_numbers": [],
    "addresses": [], "email_addresses": [{"value": "noor@x.example", "type": "personal"}],
    "website_addresses": [], "social_media_addresses": [], "custom_fields": None,
}  # fmt: skip
JOB: dict[str, Any] = {
    "id": 300, "created_at": STAMP, "updated_at": STAMP, "name": "Welder", "requisition_id": "REQ-1", "notes": None,
    "confidential": False, "status": "open", "opened_at": STAMP, "closed_at": None, "is_template": None,
    "copied_from_id": None, "department_id": 30, "office_ids": [31],
    "custom_fields": {"employment_type": {"name": "Employment Type", "type": "single_select", "value": "Full-time"}},
}  # fmt: skip
USER: dict[str, Any] = {
    "id": 200, "first_name": "Rita", "last_name": "Okafor", "name": "Rita Okafor", "job_title": None,
    "primary_email": "rita@acme.example", "emails": ["rita@acme.example"], "deactivated": False, "site_admin": True,
    "agency_id": None, "employee_id": None, "linked_candidate_ids": [], "office_ids": [], "department_ids": [],
    "interviewer_tags": [],
}  # fmt: skip
INTERVIEW: dict[str, Any] = {
    "id": 600, "created_at": STAMP, "updated_at": STAMP, "job_id": 300, "application_id": 500,
    "job_interview_id": 7, "starts_at": "2026-11-06T14:00:00.000Z", "ends_at": "2026-11-06T14:45:00.000Z",
    "all_day_start_on": None, "all_day_end_on": None, "location": "Hall 2", "status": "scheduled",
    "organizer_id": None, "scheduled_at": STAMP, "availability_received_at": None, "external_event_id": None,
    "video_conferencing_url": "https://meet.example/x",
}  # fmt: skip


class Account(Both):
    """Greenhouse with just these objects in it."""

    def has(self, resource: str, *rows: dict[str, Any]) -> None:
        self.fake.rows[resource] |= {row["id"]: dict(row) for row in rows}

    def differences(self) -> list[str]:
        return [one.what for one in self.look().differences]

    def comes_in(self) -> CandidateState:
        self.look()
        asyncio.run(self.settles())
        return CandidateState.model_validate(self.ledger.snapshot("greenhouse:400"))


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with both(tmp_path) as way:
        way.__class__ = Account
        assert isinstance(way, Account)
        way.has("jobs", JOB)
        way.has("users", USER)
        way.has("candidates", CANDIDATE)
        way.has("departments", {"id": 30, "name": "Workshop", "parent_id": None, "external_id": None})
        way.has("offices", {"id": 31, "name": "Berlin", "location": "Berlin, Germany", "parent_id": None})
        way.has("sources", {"id": 100, "name": "LinkedIn", "type": {"id": 1, "name": "Third-party boards"}})
        yield way


def test_an_application_comes_in_with_all_that_rules_may_ask_for(account: Account) -> None:
    account.has("applications", APPLICATION)
    state = account.comes_in()
    (app,) = state.applications
    assert (str(app.stage), app.job_title, app.department) == ("interview", "Welder", "Workshop")
    assert (app.location, app.employment_type, app.application_source) == ("Berlin, Germany", "Full-time", "LinkedIn")
    assert app.recruiter.email == "rita@acme.example"
    assert state.candidate.tags_now == ("welding",)
    assert app.catch_up, "nobody says that they were moved there just now (S20)"


@pytest.mark.parametrize(
    ("what", "changes", "comes_to"),
    [
        ("one who is hired", {"status": "hired"}, []),
        ("one who was turned down", {"status": "rejected", "rejected_at": STAMP}, []),
        ("a prospect who became a candidate", {"status": "converted", "prospect": True}, []),
        ("a prospect without a job", {"prospect": True, "job_id": None, "stage_name": None, "stage_id": None}, []),
        ("a prospect with one", {"prospect": True, "job_id": None, "prospective_job_ids": [300]}, []),
        ("a stage that nobody has named", {"stage_name": "Coffee"}, ["new: Welder, applied; stage"]),
        ("a job that nobody may see", {"job_id": 999}, []),
    ],
)
def test_whoever_is_new_and_shown_so(account: Account, what: str, changes: dict[str, Any], comes_to: list[str]) -> None:
    account.has("applications", APPLICATION | changes)
    found = account.differences()
    assert [one.partition(";")[0] for one in found] == [one.partition(";")[0] for one in comes_to], what


@pytest.mark.parametrize(
    ("key", "stage"),
    [("WE_REJECTED_THEM", "rejected"), ("THEY_REJECTED_US", "withdrawn"), ("NONE_SPECIFIED", "rejected")],
)
def test_a_rejection_is_a_withdrawal_where_the_reasons_key_says_so(account: Account, key: str, stage: str) -> None:
    account.has("applications", APPLICATION)
    account.comes_in()
    account.time.now += timedelta(days=1)
    account.has("rejection_reasons", {"id": 70, "name": "Gehalt", "type": {"id": 2, "key": key, "name": "irgendwas"}})
    detail = {"id": 71, "application_id": 500, "rejected_by_id": None, "rejection_reason_id": 70, "rejected_at": STAMP}
    account.has("rejection_details", detail)
    now = account.time.now.isoformat()
    account.has("applications", APPLICATION | {"status": "rejected", "rejected_at": now, "last_activity_at": now})
    assert str(account.comes_in().applications[0].stage) == stage


@pytest.mark.parametrize(
    ("status", "changes", "planned"),
    [
        ("scheduled", {}, 1),
        ("to_be_scheduled", {"starts_at": None, "ends_at": None}, 0),
        ("skipped", {}, 0),
        ("scheduled", {"starts_at": None, "ends_at": None, "all_day_start_on": "2026-11-06"}, 0),
        ("to_be_sent", {}, 0),
        ("sent", {}, 0),
        ("received", {}, 0),
        ("awaiting_feedback", {}, 0),
        ("complete", {}, 0),
        ("collect_feedback", {}, 0),
    ],
)
def test_each_state_of_an_interview(account: Account, status: str, changes: dict[str, Any], planned: int) -> None:
    """One that was held before anybody heard of it is nobody's news."""
    account.has("applications", APPLICATION)
    account.comes_in()
    account.has("interviews", INTERVIEW | {"status": status} | changes)
    account.has(
        "interviewers",
        {"id": 61, "interview_id": 600, "user_id": 200, "scorecard_id": None, "email": "rita@acme.example",
         "response_status": "accepted"},
        {"id": 62, "interview_id": 600, "user_id": None, "scorecard_id": None, "email": "guest@other.example",
         "response_status": "needs_action"},
        {"id": 63, "interview_id": 600, "user_id": 200, "scorecard_id": None, "email": "no@acme.example",
         "response_status": "declined"},
    )  # fmt: skip
    Reconciliation(account.ledger, account.api.listing(), account.door, account.time).soon()
    asyncio.run(account.settles())
    interviews = CandidateState.model_validate(account.ledger.snapshot("greenhouse:400")).applications[0].interviews
    assert len(interviews) == planned
    if planned:
        assert interviews[0].with_whom == "Rita Okafor, guest@other.example"
        assert interviews[0].ends_at - interviews[0].at == timedelta(minutes=45)


@pytest.mark.parametrize(
    ("status", "sent_on", "answer"),
    [("Created", None, None), ("Created", "2026-11-04", ""), ("Accepted", "2026-11-04", "accepted"),
     ("Rejected", "2026-11-04", "declined"), ("Deprecated", "2026-11-04", "replaced")],
)  # fmt: skip
def test_each_state_of_an_offer(account: Account, status: str, sent_on: str | None, answer: str | None) -> None:
    account.has("applications", APPLICATION | {"stage_name": "Offer"})
    account.comes_in()
    account.time.now = START + timedelta(hours=1)
    listing = account.api.listing()
    offer = {
        "id": 800, "created_at": STAMP, "updated_at": STAMP, "version": 1, "application_id": 500, "job_id": 300,
        "candidate_id": 400, "opening_id": None, "starts_on": None, "sent_on": None, "resolved_at": None,
        "status": "Created", "custom_fields": {},
    }  # fmt: skip
    for state in ("Created", status) if sent_on else (status,):
        account.has("offers", offer | {"status": state, "sent_on": sent_on})
        Reconciliation(account.ledger, listing, account.door, account.time).soon()
        asyncio.run(account.settles())
    made = CandidateState.model_validate(account.ledger.snapshot("greenhouse:400")).applications[0].offer
    assert (made.answer if made else None) == answer
