"""Lever's events: nothing of them is believed but ids, and what is told is what Lever's API shows."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from domain.names import Channel, Stage
from gateway.arrivals import Forged, NotNow, NotUnderstood, Request
from gateway.ats.lever import OLDEST, Lever, door
from gateway.ats.lever_api import LeverApi
from settings import BadSetting, Settings
from tests.gateway.ats_desk import NOW, Desk, any_order, never_raises_else, only, request, signals, told
from tests.gateway.lever_server import LeverServer

SECRET = "a-signature-token"
OPP, CONTACT, POSTING, REASON = "opp-1", "contact-1", "posting-1", "reason-1"


@pytest.fixture
def lever() -> Iterator[LeverServer]:
    with LeverServer() as made:
        made.put(f"opportunities/{OPP}", opportunity())
        made.put(
            f"postings/{POSTING}",
            {
                "id": POSTING,
                "text": "Account Executive",
                "categories": {
                    "team": "Sales",
                    "department": "Commercial",
                    "location": "Toronto",
                    "commitment": "Full-time",
                    "level": "Senior",
                },
                "salaryRange": {"min": 1, "max": 2, "currency": "CAD"},
                "owner": {"id": "u1", "name": "Olu Ade", "email": "olu@acme.example", "jobTitle": "Recruiter"},
                "hiringManager": {"id": "u2", "name": "Mei Lin", "email": "mei@acme.example"},
            },
        )
        made.put(f"archive_reasons/{REASON}", {"id": REASON, "text": "Underqualified", "type": "non-hired"})
        made.put(f"contacts/{CONTACT}", {"id": CONTACT, "name": "Tam Nguyen", "emails": ["tam@mail.example"]})
        made.put("contacts/another", {"id": "another", "name": "Tam Nguyen", "emails": ["tam@mail.example"]})
        yield made


@pytest.fixture
def desk(tmp_path: Path, lever: LeverServer) -> Iterator[Desk]:
    api = LeverApi(lever.key, lever.url, budget=timedelta(seconds=2))
    made = Desk(tmp_path, Lever(["the-next-token", SECRET], api))
    yield made
    made.ledger.close()


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def signed(event: str, data: Any, *, token: str = "t-1", at: datetime = NOW, now: datetime = NOW) -> Request:
    triggered_at = ms(at)
    signature = hmac.new(SECRET.encode(), f"{token}{triggered_at}".encode(), hashlib.sha256).hexdigest()
    body = {"event": event, "triggeredAt": triggered_at, "token": token, "signature": signature, "data": data}
    return request(body, {}, now)


def about(event: str, **more: Any) -> Request:
    data = {"opportunityId": OPP, "contactId": CONTACT, "candidateId": OPP}
    return signed(event, data, **more)


def opportunity(stage: str = "New applicant", **more: Any) -> dict[str, Any]:
    moved = ms(NOW - timedelta(minutes=10))
    return {
        "id": OPP,
        "name": "Tam Nguyen",
        "contact": CONTACT,
        "emails": ["tam@mail.example"],
        "phones": [{"type": "home", "value": "416 555 0100"}, {"type": "mobile", "value": "+1 416 555 0123"}],
        "stage": {"id": f"stage-{stage}".replace(" ", "-"), "text": stage},
        "stageChanges": [
            {"toStageId": "elsewhere", "updatedAt": moved + 1},
            {"toStageId": f"stage-{stage}".replace(" ", "-"), "updatedAt": moved},
        ],
        "archived": None,
        "origin": "applied",
        "owner": {"id": "u3", "name": "Rita Okafor", "email": "rita@acme.example", "jobTitle": "Talent Partner"},
        "applications": [
            {"id": "app-1", "posting": POSTING, "type": "posting", "createdAt": ms(NOW - timedelta(days=4))}
        ],
        "createdAt": ms(NOW - timedelta(days=4)),
        "lastAdvancedAt": moved,
        "dataProtection": None,
        "isAnonymized": False,
    } | more


ARCHIVED = {"archived": {"reason": REASON, "archivedAt": ms(NOW - timedelta(minutes=3))}}

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
    assert app.stage == stage and app.entry.entered_at == NOW - timedelta(minutes=3)


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
            "first_name": "Tam",
            "last_name": "Nguyen",
            "email": "tam@mail.example",
            "phone": "+1 416 555 0123",
        },
        "job_id": POSTING,
        "job_title": "Account Executive",
        "department": "Commercial",
        "location": "Toronto",
        "level": "Senior",
        "employment_type": "Full-time",
        "recruiter": {"name": "Rita Okafor", "email": "rita@acme.example", "role": "Talent Partner"},
        "hiring_manager": {"name": "Mei Lin", "email": "mei@acme.example"},
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
    assert desk.read(event).note == "about nobody who is followed up here"
    state = desk.here(desk.read(about("applicationCreated")).tells)
    lever.put(f"contacts/{CONTACT}", {"id": CONTACT, "name": "Tam Tran", "emails": ["tam@new.example"]})
    person = told(desk.read(event).tells, state).candidate
    assert (person.last_name, person.email) == ("Tran", "tam@new.example")


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


# ---------------------------------------------------------------- interviews


def slots(*hours: int, panel: str = "panel-1", **more: Any) -> list[dict[str, Any]]:
    start = NOW + timedelta(days=2)
    return [
        {
            "id": f"i-{hour}",
            "panel": panel,
            "subject": "Screen with the slow one",
            "note": "she is weak on pricing",
            "date": ms(start + timedelta(hours=hour)),
            "duration": 45,
            "location": "Room 4",
            "timezone": "America/Toronto",
            "interviewers": [{"id": "u", "name": f"Mei {hour}", "email": "mei@acme.example"}],
            "canceledAt": None,
        }
        | more
        for hour in hours
    ]


def test_a_panel_is_one_interview_and_internal_words_stay_inside(desk: Desk, lever: LeverServer) -> None:
    state = desk.here(desk.read(about("applicationCreated")).tells)
    lever.put(f"opportunities/{OPP}/interviews", slots(0, 1, 2))
    state = told(desk.read(about("interviewCreated")).tells, state)
    (visit,) = only(state).interviews
    assert (visit.at, visit.ends_at) == (NOW + timedelta(days=2), NOW + timedelta(days=2, hours=2, minutes=45))
    assert (visit.location, visit.with_whom, visit.title, visit.notes) == ("Room 4", "Mei 0, Mei 1, Mei 2", "", "")
    desk.stands(state)
    lever.put(f"opportunities/{OPP}/interviews", slots(0, 1, 2, canceledAt=ms(NOW)))
    state = told(desk.read(about("interviewDeleted", token="t-2", at=NOW + timedelta(seconds=1))).tells, state)
    assert only(state).interviews[0].cancelled_at is not None


# ---------------------------------------------------------------- the API's faults


@pytest.mark.parametrize(
    ("fault", "error", "word"),
    [
        ("429", NotNow, "busy"),
        ("500", NotNow, "away"),
        ("503", NotNow, "away"),
        ("hang", NotNow, "could not be asked"),
        ("cut", NotNow, "could not be asked"),
        ("html", NotNow, "FOLLOWUP_LEVER_URL"),
        ("redirect", NotNow, "not followed"),
        ("403", NotUnderstood, "may not read"),
        ("400", NotUnderstood, "refuses"),
    ],
)
def test_what_fails_for_now_is_asked_again_and_nothing_is_made_up(
    desk: Desk, lever: LeverServer, fault: str, error: type[Exception], word: str
) -> None:
    lever.script(fault)
    with pytest.raises(error, match=word) as caught:
        desk.read(about("candidateStageChange"))
    assert lever.key not in str(caught.value) and "tam@" not in str(caught.value)
    assert lever.elsewhere == []  # the key went nowhere else
    assert signals(desk.read(about("candidateStageChange"))) == ["application_received", "stage_changed"]


def test_a_fault_in_the_middle_tells_nothing_by_halves(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity("Offer") | ARCHIVED)
    for asked in (1, 2):
        lever.script(*[""] * asked, "503")
        with pytest.raises(NotNow):
            desk.read(about("candidateArchiveChange"))


def test_a_wrong_key_is_a_matter_of_settings_and_loses_nothing(tmp_path: Path, lever: LeverServer) -> None:
    desk = Desk(tmp_path, Lever([SECRET], LeverApi("wrong", lever.url)))
    with pytest.raises(NotNow, match="FOLLOWUP_LEVER_API_KEY"):
        desk.read(about("candidateStageChange"))
    desk.ledger.close()


def test_lever_away_is_asked_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Lever([SECRET], LeverApi("key", "http://127.0.0.1:9")))
    with pytest.raises(NotNow, match="could not be asked"):
        desk.read(about("candidateStageChange"))
    desk.ledger.close()


@pytest.mark.parametrize("key", ["", " key", "ké", "a\nb"])
def test_a_malformed_key_or_address_is_named(key: str) -> None:
    secret = SecretStr(SECRET)
    with pytest.raises(BadSetting, match="FOLLOWUP_LEVER_API_KEY"):
        door(Settings(lever_secret=secret, lever_api_key=SecretStr(key)))
    with pytest.raises(BadSetting, match="FOLLOWUP_LEVER_SECRET"):
        door(Settings(lever_secret=SecretStr(" , "), lever_api_key=SecretStr("key")))
    assert door(Settings(lever_secret=secret, lever_api_key=SecretStr("key"))).source == "lever"


# ---------------------------------------------------------------- the door


def forged(**fields: Any) -> Request:
    return request(json.loads(about("candidateHired").body) | fields, {})


@pytest.mark.parametrize(
    "fields",
    [
        {"signature": ""},
        {"signature": "0" * 64},
        {"signature": None},
        {"token": "another"},
        {"token": None},
        {"triggeredAt": ms(NOW) + 1},
        {"triggeredAt": str(ms(NOW))},
        {"triggeredAt": True},
        {"triggeredAt": None},
        {"triggeredAt": 10**400},
    ],
)
def test_a_forged_request_is_refused(desk: Desk, fields: dict[str, Any]) -> None:
    with pytest.raises(Forged):
        desk.door.verify(forged(**fields))


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(desk: Desk, body: bytes) -> None:
    with pytest.raises(Forged):
        desk.door.verify(request(body, {}))


@pytest.mark.parametrize(
    ("age", "fresh"),
    [
        (timedelta(), True),
        (timedelta(hours=20), True),  # Lever tries again for hours
        (timedelta(days=13), True),  # and lets a person send it again for two weeks
        (OLDEST + timedelta(minutes=1), False),
        (-timedelta(minutes=4), True),
        (-timedelta(minutes=6), False),
        (timedelta(days=36500), False),
    ],
)
def test_an_old_event_is_refused(desk: Desk, age: timedelta, fresh: bool) -> None:
    old = signed("candidateHired", {"opportunityId": OPP}, at=NOW - age)
    if fresh:
        desk.door.verify(old)
        return
    with pytest.raises(Forged, match="time"):
        desk.door.verify(old)


def test_the_token_is_the_key_so_that_a_signature_counts_once(desk: Desk) -> None:
    one = desk.door.entries(about("candidateHired"))[0]
    other = desk.door.entries(signed("candidateDeleted", {"opportunityId": "other"}))[0]
    assert one.key == other.key == "t-1" and one.about == f"lever:{CONTACT}"


def test_a_test_from_lever_s_settings_says_so(desk: Desk) -> None:
    assert desk.read(signed("candidateHired", {})).note == "a test from Lever's settings"


LEAVES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | st.text(max_size=20)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
EVENTS = st.sampled_from(
    ["applicationCreated", "candidateHired", "candidateStageChange", "candidateArchiveChange", "candidateDeleted",
     "interviewCreated", "interviewDeleted", "contactUpdated"]
) | st.text(max_size=10)  # fmt: skip


def mutated(value: Any, draw: st.DrawFn) -> Any:
    if draw(st.integers(0, 12)) == 0:
        return draw(ANYTHING)
    if isinstance(value, dict):
        return {key: mutated(inner, draw) for key, inner in value.items()}
    return [mutated(inner, draw) for inner in value] if isinstance(value, list) else value


@st.composite
def shown(draw: st.DrawFn) -> Any:
    return mutated(draw(st.sampled_from([opportunity(), opportunity("Own"), opportunity() | ARCHIVED])), draw)


@given(event=EVENTS, data=ANYTHING | st.just({"opportunityId": OPP, "contactId": CONTACT}), app=shown())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_and_no_answer_ever_does_more_than_be_not_understood(
    desk: Desk, lever: LeverServer, event: str, data: Any, app: Any
) -> None:
    lever.put(f"opportunities/{OPP}", app)
    lever.put(f"opportunities/{OPP}/interviews", app)
    lever.put(f"postings/{POSTING}", data)
    lever.put(f"archive_reasons/{REASON}", app)
    (entry,) = desk.door.entries(signed(event, data))
    never_raises_else(desk.door, entry, desk.known(), NotUnderstood, NotNow)
