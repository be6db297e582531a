"""Objects of Lever's API with every field and value that its reference names, and what each of them comes to here."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.state.model import CandidateState
from tests.integrations.ats.live_ats import LEVER, START, Both, both

DAY = int((START - timedelta(days=2)).timestamp() * 1000)
CONTACT, OPPORTUNITY, POSTING, RITA, HANA = "c-1", "o-1", "p-1", "u-1", "u-2"

USERS = [
    {
        "id": ident, "name": name, "username": "x", "email": f"{name[:4].lower()}@acme.example", "accessRole": "admin",
        "photo": None, "createdAt": DAY, "deactivatedAt": None, "externalDirectoryId": None, "linkedContactIds": [],
        "jobTitle": "Recruiter", "managerId": None,
    }
    for ident, name in ((RITA, "Rita Okafor"), (HANA, "Hana Mori"))
]  # fmt: skip
PERSON: dict[str, Any] = {
    "id": CONTACT, "createdAt": DAY, "updatedAt": DAY, "name": "Haddad, Noor", "headline": "Steel Ltd",
    "isAnonymized": False, "location": {"name": "Toronto"}, "emails": ["noor@x.example", "n@y.example"],
    "phones": [{"type": "mobile", "value": "+1 416 555 0123"}], "allowed": None,
}  # fmt: skip
OPEN: dict[str, Any] = {
    "id": OPPORTUNITY, "headline": "Steel Ltd", "contact": CONTACT, "confidentiality": "non-confidential",
    "location": "Toronto", "links": [], "createdAt": DAY, "updatedAt": DAY, "lastInteractionAt": DAY,
    "lastAdvancedAt": DAY, "snoozedUntil": None, "archivedAt": None, "archiveReason": None, "archived": None,
    "owner": RITA, "tags": ["welding"], "sources": ["LinkedIn"], "origin": "applied", "sourcedBy": None,
    "resume": None, "followers": [RITA], "urls": {"list": "https://x.example", "show": "https://x.example"},
    "opportunityLocation": None,
    "applications": [
        {"id": "a-1", "type": "posting", "candidateId": OPPORTUNITY, "opportunityId": OPPORTUNITY, "posting": POSTING,
         "postingHiringManager": HANA, "postingOwner": RITA, "name": "Noor", "email": "noor@x.example", "phone": None,
         "company": None, "links": [], "comments": None, "user": None, "customQuestions": [], "createdAt": DAY,
         "archived": None, "requisitionForHire": None}
    ],
}  # fmt: skip
JOB: dict[str, Any] = {
    "id": POSTING, "text": "Welder", "createdAt": DAY, "updatedAt": DAY, "user": RITA, "owner": RITA,
    "hiringManager": HANA, "confidentiality": "non-confidential",
    "categories": {"team": "Hall 2", "department": "Workshop", "location": "Toronto", "allLocations": ["Toronto"],
                   "commitment": "Full-time", "level": "Senior"},
    "content": {"description": "x", "descriptionHtml": "x", "lists": [], "closing": "", "closingHtml": ""},
    "country": "CA", "tags": [], "state": "published", "distributionChannels": ["public"], "reqCode": None,
    "requisitionCodes": [], "salaryDescription": None, "salaryRange": None, "urls": {}, "workplaceType": "onsite",
}  # fmt: skip


class Account(Both):
    """Lever with just these objects in it."""

    def begin(self) -> None:
        self.has("users", *USERS)
        self.has("contacts", PERSON)
        self.has("postings", JOB)

    def has(self, resource: str, *rows: dict[str, Any]) -> None:
        self.fake.rows[resource] |= {row["id"]: dict(row) for row in rows}

    def shows(self, stage: str = "Phone interview", **changes: Any) -> None:
        """The opportunity as it is now."""
        ident = self.fake._stage(stage)
        moves = [{"toStageId": ident, "toStageIndex": 2, "userId": RITA, "updatedAt": DAY}]
        self.has("opportunities", OPEN | {"stage": ident, "stageChanges": moves} | changes)

    def differences(self) -> list[str]:
        return [one.what for one in self.look().differences]

    def comes_in(self) -> CandidateState:
        self.look()
        asyncio.run(self.settles())
        self.time.now += timedelta(hours=1)
        return CandidateState.model_validate(self.ledger.snapshot(f"lever:{CONTACT}"))


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with both(tmp_path, LEVER) as way:
        way.__class__ = Account
        assert isinstance(way, Account)
        way.begin()
        yield way


def test_an_opportunity_comes_in_with_all_that_rules_may_ask_for(account: Account) -> None:
    account.shows()
    state = account.comes_in()
    (app,) = state.applications
    assert (str(app.stage), app.job_title, app.department, app.level) == ("interview", "Welder", "Workshop", "Senior")
    assert (app.location, app.employment_type, app.application_source) == ("Toronto", "Full-time", "LinkedIn")
    assert (app.recruiter.email, app.hiring_manager.email) == ("rita@acme.example", "hana@acme.example")
    assert (state.candidate.first_name, state.candidate.email, state.candidate.phone) == (
        "Noor", "noor@x.example", "+14165550123"
    )  # fmt: skip
    assert state.candidate.tags_now == ("welding",)
    assert app.catch_up, "nobody says that they were moved there just now (S20)"


@pytest.mark.parametrize(
    ("what", "stage", "changes", "comes_to"),
    [
        ("one who is archived", "Offer", {"archived": {"reason": "r", "archivedAt": DAY}}, []),
        ("one who is archived, in the older words", "Offer", {"archivedAt": DAY, "archiveReason": "r"}, []),
        ("a lead with a job", "New lead", {}, []),
        ("one without a job", "New applicant", {"applications": []}, []),
        ("a stage that nobody has named", "Coffee", {}, ["new: Welder, applied"]),
        ("a job that nobody may see", "New applicant", {"applications": [{"id": "a", "posting": "hidden"}]},
         ["new: hidden, applied"]),
        ("one without an owner", "New applicant", {"owner": None}, ["new: Welder, applied"]),
    ],
)  # fmt: skip
def test_whoever_is_new_and_shown_so(
    account: Account, what: str, stage: str, changes: dict[str, Any], comes_to: list[str]
) -> None:
    account.shows(stage, **changes)
    assert [one.partition(";")[0] for one in account.differences()] == comes_to, what


@pytest.mark.parametrize(
    ("reason", "kind", "stage"),
    [
        ("Hired", "hired", "hired"),
        ("Angestellt", "hired", "hired"),
        ("Withdrew", "non-hired", "withdrawn"),
        ("Underqualified", "non-hired", "rejected"),
    ],
)
def test_what_an_archived_opportunity_is_closed_as(account: Account, reason: str, kind: str, stage: str) -> None:
    account.shows()
    account.comes_in()
    account.has("archive_reasons", {"id": "r-1", "text": reason, "status": "active", "type": kind})
    now = int(account.time.now.timestamp() * 1000)
    account.shows(archived={"reason": "r-1", "archivedAt": now}, updatedAt=now)
    assert str(account.comes_in().applications[0].stage) == stage


@pytest.mark.parametrize(
    ("status", "answer"),
    [("draft", None), ("approval-sent", None), ("approved", None), ("denied", None), ("sent", ""),
     ("sent-manually", ""), ("opened", ""), ("signed", "accepted")],
)  # fmt: skip
def test_each_status_of_an_offer(account: Account, status: str, answer: str | None) -> None:
    account.shows("Offer")
    account.comes_in()
    document = {"fileName": "offer.pdf", "uploadedAt": DAY, "downloadUrl": "https://x.example"}
    account.has(
        "offers",
        {"id": "of-1", "opportunity": OPPORTUNITY, "createdAt": DAY, "updatedAt": DAY, "status": status,
         "creator": RITA, "posting": POSTING, "approved": None, "approvedAt": None, "sentAt": None,
         "fields": [{"text": "Start date", "identifier": "anticipated_start_date", "value": DAY}],
         "sentDocument": document, "signedDocument": document if status == "signed" else None},
    )  # fmt: skip
    made = account.comes_in().applications[0].offer
    assert (made.answer if made else None) == answer


@pytest.mark.parametrize(
    ("what", "changes", "planned"),
    [
        ("one that is planned", {}, 1),
        ("one that was called off", {"canceledAt": DAY}, 0),
        ("one without a time", {"date": None}, 0),
        ("one that took place before anybody heard of it", {"date": DAY}, 0),
    ],
)
def test_each_state_of_an_interview(account: Account, what: str, changes: dict[str, Any], planned: int) -> None:
    account.shows()
    interview = {
        "id": "i-1", "opportunity": OPPORTUNITY, "panel": "pa-1", "subject": "Screen", "note": "be kind",
        "interviewers": [{"id": HANA, "name": "Hana Mori", "email": "hana@acme.example", "feedbackTemplate": None}],
        "timezone": "America/Toronto", "createdAt": DAY, "updatedAt": DAY,
        "date": int((START + timedelta(days=3)).timestamp() * 1000), "duration": 45, "location": "Hall 2",
        "feedbackTemplate": None, "feedbackForms": [], "feedbackReminder": "once", "user": RITA, "stage": "x",
        "canceledAt": None, "postings": [POSTING], "gcalEventUrl": None,
    }  # fmt: skip
    account.has("interviews", interview | changes)
    interviews = account.comes_in().applications[0].interviews
    assert len(interviews) == planned, what
    if planned:
        assert (interviews[0].location, interviews[0].with_whom) == ("Hall 2", "Hana Mori")
        assert interviews[0].ends_at - interviews[0].at == timedelta(minutes=45)
