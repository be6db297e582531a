"""Lever's events: nothing of them is believed but ids, and what is told is what Lever's API shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.names import Channel, Stage
from integrations.arrivals import NotUnderstood
from tests.integrations.ats.ats_desk import NOW, Desk, any_order, only, signals, told
from tests.integrations.ats.lever_server import LeverServer
from tests.integrations.ats.lever_words import (
    ARCHIVED,
    CONTACT,
    OPP,
    POSTING,
    REASON,
    about,
    lever_desk,
    lever_server,
    ms,
    opportunity,
    signed,
    slots,
)


@pytest.fixture
def lever() -> Iterator[LeverServer]:
    with lever_server() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, lever: LeverServer) -> Iterator[Desk]:
    with lever_desk(tmp_path, lever) as made:
        yield made


# Whatever event comes, it is the opportunity as it stands now that is told.
SHOWN = [
    ("they applied", "applicationCreated", opportunity(), ["application_received"], "applied"),
    ("moved", "candidateStageChange", opportunity("On-Site Interview"),
     ["application_received", "stage_changed"], "interview"),
    ("moved to a stage of their own", "candidateStageChange", opportunity("Role play"),
     ["application_received", "stage_changed"], "applied"),
    ("archived", "candidateArchiveChange", opportunity("Phone screen") | ARCHIVED,
     ["application_received", "rejected"], "rejected"),
    ("an older form of archived", "candidateArchiveChange",
     opportunity() | {"archivedAt": ms(NOW), "archiveReason": REASON},
     ["application_received", "rejected"], "rejected"),
    ("archived meanwhile", "candidateStageChange", opportunity("Offer") | ARCHIVED,
     ["application_received", "rejected"], "rejected"),
    ("open again", "candidateArchiveChange", opportunity("Offer"),
     ["application_received", "rejection_withdrawn", "stage_changed"], "offer"),
    ("a lead", "candidateStageChange", opportunity("Reached out"),
     ["application_received", "stage_changed"], "prospect"),
    ("a lead without a job", "candidateStageChange", opportunity("New lead", applications=[]), [], None),
    ("a lead who was closed", "candidateArchiveChange", opportunity("New lead") | ARCHIVED, [], None),
]  # fmt: skip


@pytest.mark.parametrize(("event", "shown", "wanted", "stage"), [r[1:] for r in SHOWN], ids=[r[0] for r in SHOWN])
def test_what_is_shown_is_what_is_told(
    desk: Desk, lever: LeverServer, event: str, shown: dict[str, Any], wanted: list[str], stage: str | None
) -> None:
    lever.put(f"opportunities/{OPP}", shown)
    reading = desk.read(about(event))
    assert signals(reading) == wanted
    assert only(told(reading.tells)).stage == stage if wanted else reading.note


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [("Hired", "hired", "hired"), ("Withdrew", "non-hired", "withdrawn"), ("Timing", "non-hired", "rejected")],
)
def test_the_reason_for_archiving_decides_what_it_was(
    desk: Desk, lever: LeverServer, text: str, kind: str, stage: str
) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer") | ARCHIVED)
    lever.put(f"archive_reasons/{REASON}", {"id": REASON, "text": text, "type": kind})
    app = only(told(desk.read(about("candidateHired")).tells))
    # It is dated when we heard of it (R15), and counts as the decision of today that it is (R20).
    assert app.stage == stage and app.entry.entered_at == NOW and not app.entry.midway


def test_an_application_is_told_with_all_that_messages_need_and_nothing_more(desk: Desk) -> None:
    (tell,) = desk.read(about("applicationCreated")).tells
    assert tell.candidate_id == f"lever:{CONTACT}"
    assert tell.fact == {
        "event_id": f"lever:application:{OPP}",
        "occurred_at": NOW.isoformat(),
        "source": "lever",
        "application_id": OPP,
        "stage": "applied",
        "applied_at": (NOW - timedelta(days=4)).isoformat(),
        "candidate": {
            "last_name": "Tam Nguyen",  # in one piece, so that nobody says which is the first
            "email": "tam@mail.example",
            "phone": "+1 416 555 0123",
        },
        "job_id": POSTING,
        "job_title": "Account Executive",
        "department": "Commercial",
        "location": "Toronto",
        "level": "Senior",
        "employment_type": "Full-time",
        "application_source": "LinkedIn",
        "recruiter": {"name": "Rita Okafor", "email": "rita@acme.example", "role": "Talent Partner"},
        "hiring_manager": {"name": "Mei Lin", "email": "mei@acme.example"},
        "known_as": f"lever:{CONTACT}",
    }


def test_data_that_is_not_signed_is_not_believed(desk: Desk, lever: LeverServer) -> None:
    lies = {"opportunityId": OPP, "contactId": "victim", "toStageId": "offer", "name": "Mallory", "toArchived": {}}
    reading = desk.read(signed("candidateHired", lies))
    assert {tell.candidate_id for tell in reading.tells} == {f"lever:{CONTACT}"}
    assert only(told(reading.tells)).stage is Stage.APPLIED


@pytest.mark.parametrize("ident", ["../users/u1", "a/b", "x?y", "x y", "", None, {"id": 1}, "ä", "." * 5])
def test_an_id_that_leads_elsewhere_is_not_asked_for(desk: Desk, lever: LeverServer, ident: Any) -> None:
    with pytest.raises(NotUnderstood):
        desk.read(signed("candidateStageChange", {"opportunityId": ident, "x": 1}))
    assert lever.asked == []


def test_an_undone_archiving_leaves_them_where_they_were(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("On-site interview"))
    first = desk.read(about("candidateStageChange", token="a", at=NOW - timedelta(minutes=9)))
    lever.put(f"opportunities/{OPP}", opportunity("On-site interview") | ARCHIVED)
    no = desk.read(about("candidateArchiveChange", token="b", at=NOW - timedelta(minutes=3)))
    lever.put(f"opportunities/{OPP}", opportunity("On-site interview"))
    undone = desk.read(about("candidateArchiveChange", token="c", at=NOW - timedelta(minutes=1)))
    ends = {only(told(tells)).stage for tells in any_order([first, no, undone])}
    assert ends == {Stage.INTERVIEW}
    app = only(told([*first.tells, *no.tells, *undone.tells]))
    assert app.entry.number == 1  # the stay goes on, and its messages are not sent again


def test_who_may_not_be_contacted_is_not_mailed_from_the_first_instant(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity(dataProtection={"contact": {"allowed": False, "expiresAt": None}}))
    (tell,) = desk.read(about("applicationCreated")).tells
    assert told([tell]).closed_channels == (Channel.EMAIL,)


def test_a_contact_s_new_address_is_told(desk: Desk, lever: LeverServer) -> None:
    event = signed("contactUpdated", {"contactId": CONTACT})
    assert desk.read(event).note == "about someone who isn't followed up here"
    state = desk.here(desk.read(about("applicationCreated")).tells)
    lever.put(f"contacts/{CONTACT}", {"id": CONTACT, "name": "Tam Tran", "emails": ["tam@new.example"]})
    person = told(desk.read(event).tells, state).candidate
    assert (person.full_name, person.email) == ("Tam Tran", "tam@new.example")


def test_each_opportunity_has_tags_of_its_own(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity(tags=["EU", "Referral"]))
    state = desk.here(desk.read(about("applicationCreated")).tells)
    assert state.candidate.tags_now == ("eu", "referral")
    other = "31c9716f-d4e0-47e8-a34a-87a60e49bcc2"
    lever.put(f"opportunities/{other}", opportunity(tags=["vip"]) | {"id": other})
    second = desk.read(signed("applicationCreated", {"opportunityId": other, "contactId": CONTACT}, token="t-2"))
    state = desk.stands(told(second.tells, state))
    assert state.candidate.tags_now == ("eu", "referral", "vip")
    lever.put(f"opportunities/{OPP}", opportunity("On-Site Interview", tags=["eu"]))
    moved = desk.read(about("candidateStageChange"))
    assert signals(moved)[-1] == "candidate_updated" and told(moved.tells, state).candidate.tags_now == ("eu", "vip")


def test_a_merge_shows_when_the_contact_changes_and_the_old_one_is_gone(desk: Desk, lever: LeverServer) -> None:
    desk.here(desk.read(about("applicationCreated")).tells)
    lever.put(f"opportunities/{OPP}", opportunity("Offer", contact="another"))
    assert "candidate_merged" not in signals(desk.read(about("candidateStageChange")))
    lever.drop(f"contacts/{CONTACT}")
    tells = desk.read(about("candidateStageChange")).tells
    (merged,) = [tell for tell in tells if tell.signal == "candidate_merged"]
    assert (merged.candidate_id, merged.fact["merged_id"]) == ("lever:another", f"lever:{CONTACT}")


# ---------------------------------------------------------------- deletion


def test_a_deletion_is_believed_only_where_lever_shows_nothing(desk: Desk, lever: LeverServer) -> None:
    state = desk.here(desk.read(about("applicationCreated")).tells)
    assert desk.read(about("candidateDeleted")).tells == ()  # said, but it is still there
    lever.drop(f"opportunities/{OPP}")
    reading = desk.read(about("candidateDeleted"))  # the opportunity alone
    after = told(reading.tells, state)
    assert not after.stopped and only(after).stage is Stage.APPLIED
    assert "Opportunity deleted" in after.pending[-1].error  # type: ignore[attr-defined]
    lever.drop(f"contacts/{CONTACT}")
    after = told(desk.read(about("candidateDeleted")).tells, state)
    assert after.stopped and only(after).stage is Stage.WITHDRAWN


def test_somebody_anonymised_is_left_in_peace(desk: Desk, lever: LeverServer) -> None:
    state = desk.here(desk.read(about("applicationCreated")).tells)
    lever.put(f"opportunities/{OPP}", opportunity(isAnonymized=True, name="Anonymized", emails=[]))
    lever.put(f"contacts/{CONTACT}", {"id": CONTACT, "isAnonymized": True})
    after = told(desk.read(about("candidateStageChange")).tells, state)
    assert after.stopped and only(after).stage is Stage.WITHDRAWN


def test_what_is_gone_meanwhile_is_told_by_its_deletion(desk: Desk, lever: LeverServer) -> None:
    lever.drop(f"opportunities/{OPP}")
    assert desk.read(about("candidateStageChange")).note


def test_a_panel_is_one_interview_and_internal_words_stay_inside(desk: Desk, lever: LeverServer) -> None:
    state = desk.here(desk.read(about("applicationCreated")).tells)
    lever.put(f"opportunities/{OPP}/interviews", slots(0, 1, 2))
    state = told(desk.read(about("interviewCreated")).tells, state)
    (visit,) = only(state).interviews
    assert (visit.at, visit.ends_at) == (NOW + timedelta(days=2), NOW + timedelta(days=2, hours=2, minutes=45))
    assert (visit.location, visit.with_whom, visit.title, visit.notes) == ("Room 4", "Mei 0, Mei 1, Mei 2", "", "")
    assert {one.email for one in visit.interviewers} == {"mei@acme.example"}, "who is asked for feedback (R14)"
    desk.stands(state)
    lever.put(f"opportunities/{OPP}/interviews", slots(0, 1, 2, canceledAt=ms(NOW)))
    state = told(desk.read(about("interviewDeleted", token="t-2", at=NOW + timedelta(seconds=1))).tells, state)
    assert only(state).interviews[0].cancelled_at is not None


def offer(status: str, ident: str = "o-1", days: int = 1, **more: Any) -> dict[str, Any]:
    fields = [
        {"text": "Start", "identifier": "anticipated_start_date", "value": ms(NOW + timedelta(days=30))},
        {"text": "Salary", "identifier": "salary_amount", "value": 120000},
    ]
    return {"id": ident, "status": status, "createdAt": ms(NOW - timedelta(days=days)), "fields": fields} | more


@pytest.mark.parametrize(
    ("made", "says"),
    [
        ([offer("draft")], []),
        ([offer("approval-sent")], []),
        ([offer("denied")], []),
        ([offer("sent")], ["offer_extended"]),
        ([offer("sent-manually")], ["offer_extended"]),
        ([offer("draft", "o-0", 3), offer("opened")], ["offer_extended"]),
        ([offer("signed")], ["offer_extended", "offer_answered"]),
        ([], []),
    ],
)
def test_s11_an_offer_that_lies_with_them_is_told_with_the_stage(
    desk: Desk, lever: LeverServer, made: list[dict[str, Any]], says: list[str]
) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer"))
    lever.put(f"opportunities/{OPP}/offers", made)
    reading = desk.read(about("candidateStageChange"))
    assert signals(reading) == ["application_received", "stage_changed", *says]
    for tell in reading.tells:
        if tell.signal == "offer_extended":
            assert tell.fact["start_date"] == (NOW + timedelta(days=30)).date().isoformat()
            assert tell.fact["offer_id"] == "o-1" and "pay" not in tell.fact, "the terms are for a colleague (R13)"


def test_s11_a_key_that_may_not_read_offers_still_tells_the_stage(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer"))
    before = len(lever.asked)
    desk.read(about("candidateStageChange"))
    calls = lever.asked[before:].index(f"opportunities/{OPP}/offers")
    lever.script(*["" for _ in range(calls)], "403")
    assert signals(desk.read(about("candidateStageChange"))) == ["application_received", "stage_changed"]
