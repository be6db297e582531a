"""Greenhouse's events, one by one: what each becomes, and what it must not become."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.names import Channel, Stage
from gateway.arrivals import Forged, NotNow, NotUnderstood, Reading, Request
from gateway.ats.greenhouse import Greenhouse
from gateway.ats.payload import kept
from tests.gateway.ats_desk import NOW, PLAYBOOK, Desk, any_order, never_raises_else, only, request, signals, told

SECRET = "a-greenhouse-secret"
APPLIED = NOW - timedelta(days=3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, Greenhouse(["the-next-secret", SECRET]))
    yield made
    made.ledger.close()


def signed(action: str, payload: Any, *, ident: str | None = None, at: datetime = NOW) -> Request:
    # Greenhouse writes <, > and & as escapes, and signs them so.
    body = json.dumps({"action": action, "payload": payload}).replace("<", "\\u003c").replace(">", "\\u003e").encode()
    headers = {"signature": f"sha256 {hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()}"}
    return request(body, headers | ({"greenhouse-event-id": ident} if ident else {}), at)


def candidate(**more: Any) -> dict[str, Any]:
    return {
        "id": 4711,
        "first_name": "Noor",
        "last_name": "Haddad",
        "title": "Welder <TIG>",
        "external_id": None,
        "is_private": False,
        "can_email": True,
        "phone_numbers": [{"value": "+1 212 555 0177", "type": "work"}, {"value": "+1 212 555 0123", "type": "mobile"}],
        "email_addresses": [
            {"value": "noor@forge.example", "type": "work"},
            {"value": "noor.haddad@mail.example", "type": "personal"},
        ],
        "recruiter": {"id": 9, "email": "rita@acme.example", "name": "Rita Okafor", "employee_id": "7"},
        "coordinator": {"id": 10, "email": "cody@acme.example", "name": "Cody Brandt", "employee_id": None},
        "attachments": [],
        "tags": ["welding"],
    } | more


def application(stage: str | None = "Application Review", **more: Any) -> dict[str, Any]:
    return {
        "id": 88001,
        "rejected_at": None,
        "prospect": False,
        "status": "active",
        "applied_at": APPLIED.isoformat().replace("+00:00", "Z"),
        "last_activity_at": (NOW - timedelta(minutes=1)).isoformat().replace("+00:00", "Z"),
        "source": {"id": 31, "public_name": "Jobs page"},
        "rejection_reason": None,
        "current_stage": {"id": 5, "name": stage, "interviews": []} if stage else None,
        "candidate": candidate(),
        "jobs": [
            {
                "id": 300,
                "name": "Senior Welder",
                "confidential": False,
                "departments": [{"id": 1, "name": "Workshop", "external_id": None}],
                "offices": [{"id": 2, "name": "Bremen", "location": "Bremen, Germany"}],
                "hiring_team": {"hiring_managers": [{"user_id": 12, "employee_id": None}]},
                "custom_fields": {
                    "employment_type": {"name": "Employment Type", "type": "single_select", "value": "Full-time"},
                    "salary_range": {
                        "name": "Salary",
                        "type": "currency_range",
                        "value": {"min_value": "1", "unit": "EUR"},
                    },
                },
            }
        ],
    } | more


def about(app: dict[str, Any], action: str = "candidate_stage_change", **more: Any) -> Request:
    return signed(action, {"application": app}, **more)


REJECTED = {
    "status": "rejected",
    "rejected_at": NOW.isoformat(),
    "rejection_reason": {"id": 3, "name": "Skills", "type": {"id": 1, "name": "We rejected them"}},
}

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
        "recruiter": {"name": "Rita Okafor", "email": "rita@acme.example"},
    }
    assert only(told([tell])).entry.entered_at == APPLIED


def test_one_application_is_one_fact_whatever_brings_it(desk: Desk) -> None:
    first = desk.read(about(application(), "new_candidate_application", ident="a")).tells
    second = desk.read(about(application("Phone Screen"), ident="b")).tells
    assert first[0].fact["event_id"] == second[0].fact["event_id"]
    assert only(told([*first, *second])).stage is Stage.SCREENING


def test_the_same_event_ten_times_is_one_transition(desk: Desk) -> None:
    tells = [t for n in range(10) for t in desk.read(about(application("Phone Screen"), ident=str(n))).tells]
    state = told(tells)
    assert [f.type for f in state.pending] == ["application_received", "stage_changed"]
    keys = {desk.door.entries(about(application(), ident="the-same"))[0].key for _ in range(10)}
    assert keys == {"the-same"}


def test_without_an_id_the_body_is_the_key(desk: Desk) -> None:
    one, two = (desk.door.entries(about(application(stage)))[0] for stage in ("Onsite", "Offer"))
    assert one.key != two.key and one == desk.door.entries(about(application("Onsite")))[0]
    assert (one.kind, one.about) == ("candidate_stage_change", "greenhouse:4711")


def test_a_stage_that_nobody_mapped_is_a_task_that_says_which_line_is_missing(desk: Desk) -> None:
    state = told(desk.read(about(application('The "bake-off"'))).tells)
    refused = state.pending[-1]
    assert only(state).stage is Stage.APPLIED and refused.type == "message_refused"
    assert refused.error == (  # type: ignore[attr-defined]
        "Greenhouse calls it 'The \"bake-off\"', which is none of our stages: add the line "
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


# ---------------------------------------------------------------- people


def test_do_not_mail_holds_from_the_first_instant(desk: Desk) -> None:
    app = application(candidate=candidate(can_email=False))
    (tell,) = desk.read(about(app, "new_candidate_application")).tells
    assert told([tell]).closed_channels == (Channel.EMAIL,)


def test_can_email_true_opens_nothing(desk: Desk) -> None:
    """R7: only they themselves open it again."""
    state = told(desk.read(about(application(candidate=candidate(can_email=False)))).tells)
    again = desk.read(signed("update_candidate", {"candidate": candidate(can_email=True)}))
    assert (again.tells, again.note) == ((), "about nobody who is followed up here")
    desk.here(desk.read(about(application(candidate=candidate(can_email=False)))).tells)
    again = desk.read(signed("update_candidate", {"candidate": candidate(can_email=True)}))
    assert told(again.tells, state).closed_channels == (Channel.EMAIL,)
    assert told(desk.read(about(application("Onsite"))).tells, state).closed_channels == (Channel.EMAIL,)


def test_a_candidate_s_new_address_is_told(desk: Desk) -> None:
    state = desk.here(desk.read(about(application())).tells)
    new = candidate(email_addresses=[{"value": "noor@new.example", "type": "personal"}])
    reading = desk.read(signed("update_candidate", {"candidate": new}))
    assert told(reading.tells, state).candidate.email == "noor@new.example"


def test_a_merge_is_told_to_the_one_who_stays(desk: Desk) -> None:
    desk.here(desk.read(about(application())).tells)
    reading = desk.read(signed("merge_candidate", {"person": {"id": 4711, "new_candidate_id": 5000}}))
    (tell,) = reading.tells
    assert (tell.candidate_id, tell.fact["merged_id"]) == ("greenhouse:5000", "greenhouse:4711")
    nobody = desk.read(signed("merge_candidate", {"person": {"id": 1, "new_candidate_id": 2}}))
    assert not nobody.tells and nobody.note


def test_nothing_is_sent_to_somebody_who_was_deleted(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite"))).tells)
    gone = {"id": 4711, "first_name": "Noor", "deleted_application_ids": [88001]}
    reading = desk.read(signed("delete_candidate", {"person": gone}))
    assert signals(reading) == ["opted_out", "withdrawn"]
    state = told(reading.tells, state)
    assert state.stopped and set(state.closed_channels) == {Channel.EMAIL, Channel.SMS}
    assert only(state).stage is Stage.WITHDRAWN


def test_a_deletion_that_is_a_merge_closes_nobody_s_channels(desk: Desk) -> None:
    """Without a hook for merges Greenhouse tells them as deletions, of which the applications go on elsewhere."""
    desk.here(desk.read(about(application("Onsite"))).tells)
    with pytest.raises(NotUnderstood, match="how Greenhouse tells a merge"):
        desk.read(signed("delete_candidate", {"person": {"id": 4711, "deleted_application_ids": []}}))


def test_an_anonymised_person_is_left_in_peace_and_what_they_did_here_is_not_undone(desk: Desk) -> None:
    state = desk.here(desk.read(about(application(None, status="hired"), "hire_candidate")).tells)
    reading = desk.read(signed("candidate_anonymized", {"candidate_id": 4711, "anonymized_fields": ["full_name"]}))
    assert signals(reading) == ["opted_out"]
    assert only(told(reading.tells, state)).stage is Stage.HIRED
    other = desk.read(signed("candidate_anonymized", {"candidate_id": 4711, "anonymized_fields": ["education"]}))
    assert not other.tells and other.note


def test_a_deleted_application_is_for_a_colleague_to_judge_unless_the_playbook_says(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite"))).tells)
    gone = {"application": {"id": 88001, "candidate_id": 4711, "job_id": 300}}
    after = told(desk.read(signed("delete_application", gone)).tells, state)
    assert only(after).stage is Stage.INTERVIEW and "Application deleted" in after.pending[-1].error  # type: ignore[attr-defined]
    ats = PLAYBOOK.ats.model_copy(update={"greenhouse": {"application deleted": Stage.WITHDRAWN}})
    desk.playbook = PLAYBOOK.model_copy(update={"ats": ats})
    assert only(told(desk.read(signed("delete_application", gone)).tells, state)).stage is Stage.WITHDRAWN


# ---------------------------------------------------------------- offers


def offer(status: str, **more: Any) -> Request:
    fields = {
        "id": 66,
        "application_id": 88001,
        "job_id": 300,
        "version": 1,
        "notes": "she wants more",
        "start_date": "12/01/2026",
    }
    return signed(
        "offer_updated", fields | {"offer_status": status, "sent_on": "2026-11-02", "resolved_at": None} | more
    )


def test_an_offer_counts_once_it_was_sent(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Offer"))).tells)
    assert desk.read(offer("Created", sent_on=None)).note == "an offer that was not sent yet"
    assert desk.read(offer("Deprecated")).tells == ()
    state = told(desk.read(offer("Created")).tells, state)
    made = only(state).offer
    assert made is not None and (made.start_date.isoformat(), made.notes) == ("2026-12-01", "")  # type: ignore[union-attr]
    state = told(desk.read(offer("Rejected", resolved_at=NOW.isoformat())).tells, state)
    assert only(state).offer.answer == "declined"  # type: ignore[union-attr]


def test_an_offer_to_somebody_who_may_still_be_on_the_way_is_read_again_later(desk: Desk) -> None:
    with pytest.raises(NotNow):
        desk.read(offer("Created"))
    with pytest.raises(NotUnderstood, match="88001"):
        desk.read(offer("Created"), now=NOW + timedelta(days=2))


@pytest.mark.parametrize("action", ["ping", "interview_deleted", "offer_deleted", "scorecard_deleted", "job_created"])
def test_what_nothing_follows_from_says_so(desk: Desk, action: str) -> None:
    reading = desk.read(signed(action, {"interview": {"id": 5}}))
    assert reading.tells == () and reading.note


# ---------------------------------------------------------------- the door


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256",
        "sha256 ",
        "sha256 " + "0" * 64,
        "sha1 " + "0" * 40,
        "sha256 ünlikely",
        hmac.new(SECRET.encode(), b"{}", hashlib.sha256).hexdigest(),
        "sha256=" + hmac.new(SECRET.encode(), b"{}", hashlib.sha256).hexdigest(),
    ],
)
def test_a_forged_request_is_refused(desk: Desk, signature: str) -> None:
    with pytest.raises(Forged) as caught:
        desk.door.verify(request(b"{}", {"signature": signature}))
    assert SECRET not in str(caught.value) and "0" * 40 not in str(caught.value)


def test_a_body_that_was_changed_or_cut_is_refused(desk: Desk) -> None:
    good = about(application())
    desk.door.verify(good)
    for body in (
        good.body[:-1],
        good.body + b" ",
        good.body.replace(b"Onsite", b"Offer").replace(b"4711", b"4712"),
        b"",
    ):
        with pytest.raises(Forged):
            desk.door.verify(request(body, good.headers))


def test_every_secret_that_is_set_opens_the_door_and_no_secret_does_not() -> None:
    good = about(application())
    Greenhouse([SECRET, "another"]).verify(good)
    Greenhouse(["another", SECRET]).verify(good)
    for door in (Greenhouse([]), Greenhouse(["another"])):
        with pytest.raises(Forged):
            door.verify(good)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b'"text"', b"9" * 5000])
def test_what_cannot_be_split_is_kept_for_a_person(desk: Desk, body: bytes) -> None:
    (entry,) = desk.door.entries(request(body, {}))
    assert entry.kind == "unreadable"
    with pytest.raises(NotUnderstood):
        desk.door.read(entry, desk.known())


def test_a_body_that_is_no_longer_kept_cannot_be_read_again(desk: Desk) -> None:
    (entry,) = desk.door.entries(about(application()))
    with pytest.raises(NotUnderstood):
        desk.door.read(type(entry)(entry.key, entry.kind, entry.about, ""), desk.known())


LEAVES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | st.text(max_size=20)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ACTIONS = st.sampled_from(
    ["new_candidate_application", "candidate_stage_change", "reject_candidate", "unreject_candidate", "hire_candidate",
     "unhire_candidate", "application_updated", "update_candidate", "merge_candidate", "delete_candidate",
     "candidate_anonymized", "delete_application", "offer_created", "offer_updated", "ping"]
) | st.text(max_size=10)  # fmt: skip


def mutated(value: Any, draw: st.DrawFn) -> Any:
    """The value with anything at all in some of its places."""
    if draw(st.integers(0, 12)) == 0:
        return draw(ANYTHING)
    if isinstance(value, dict):
        return {key: mutated(inner, draw) for key, inner in value.items()}
    return [mutated(inner, draw) for inner in value] if isinstance(value, list) else value


@st.composite
def payloads(draw: st.DrawFn) -> Any:
    person = {"id": 4711, "new_candidate_id": 9, "deleted_application_ids": [1, 2]}
    whole = {
        "application": application(draw(st.text(max_size=10)), offer={"starts_at": "2026-12-01"})
        | draw(st.sampled_from([{}, REJECTED])),
        "candidate": candidate(),
        "person": person,
        "candidate_id": 4711,
        "anonymized_fields": ["full_name"],
        "id": 5,
        "application_id": 88001,
        "offer_status": "Created",
        "sent_on": "2026-11-02",
    }
    return mutated(whole, draw)


@given(action=ACTIONS, payload=payloads() | ANYTHING)
@settings(max_examples=300, deadline=None)
def test_no_body_ever_does_more_than_be_not_understood(
    tmp_path_factory: pytest.TempPathFactory, action: str, payload: Any
) -> None:
    desk = fuzzed(tmp_path_factory)
    (entry,) = desk.door.entries(request({"action": action, "payload": payload}, {}))
    never_raises_else(desk.door, entry, desk.known(), NotUnderstood, NotNow)


_FUZZED: list[Desk] = []


def fuzzed(factory: pytest.TempPathFactory) -> Desk:
    """One ledger for all the examples: nothing is written to it but Noor's application."""
    if not _FUZZED:
        _FUZZED.append(Desk(factory.mktemp("fuzz"), Greenhouse([SECRET])))
        _FUZZED[0].here(_FUZZED[0].read(about(application("Onsite"))).tells)
    return _FUZZED[0]


@given(raw=st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_splitting_never_raises(raw: bytes) -> None:
    assert len(Greenhouse([SECRET]).entries(request(raw, {"greenhouse-event-id": raw.decode("latin-1")}))) == 1


def test_what_is_stored_says_when_it_came(desk: Desk) -> None:
    (entry,) = desk.door.entries(about(application(), at=datetime(2026, 10, 31, 8, tzinfo=UTC)))
    assert entry.body.startswith('{"received_at": "2026-10-31T08:00:00+00:00"')
    assert kept({}, NOW) == '{"received_at": "2026-11-02T15:00:00+00:00", "said": {}}'
