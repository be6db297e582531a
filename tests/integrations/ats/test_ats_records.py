"""What an ATS says of one record of a person, of a job, and of an offer: what follows from it, and what does not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.names import Channel, Stage
from domain.reducers import coming_in
from domain.state.model import Candidate, CandidateState
from integrations.arrivals import NotOnRecord, NotUnderstood, WebhookSource
from integrations.ashby.events import Ashby
from integrations.greenhouse.events import Greenhouse
from ledger.inbox.rows import Arrival, Settled
from tests.clocks import WEDNESDAY
from tests.integrations.ats.ats_desk import NOW, Desk, decided, only, signals, told
from tests.integrations.ats.ats_office import Office
from tests.integrations.ats.ats_words import (
    MAIL,
    NUMBER,
    SECRET,
    Event,
    ashby,
    ashby_events,
    greenhouse,
    greenhouse_events,
)
from tests.integrations.ats.lever_server import LeverServer
from tests.integrations.ats.lever_words import ARCHIVED, CONTACT, OPP, lever_desk, lever_server, ms, opportunity
from tests.integrations.ats.lever_words import about as lever_about
from tests.integrations.ats.lever_words import signed as lever_signed

EVENTS = {"greenhouse": {e.name: e for e in greenhouse_events()}, "ashby": {e.name: e for e in ashby_events()}}
GAP = timedelta(seconds=7)


def door(source: str) -> WebhookSource:
    return Greenhouse([SECRET]) if source == "greenhouse" else Ashby([SECRET])


class Story(Office):
    """An office to which events are told one by one, by name."""

    def __init__(self, folder: Path, source: str) -> None:
        super().__init__(folder, [door(source)], WEDNESDAY)
        self.source = source
        self.count = 0

    def happens(self, *names: str) -> Story:
        async def each() -> None:
            for name in names:
                self.count += 1
                self.now = max(self.now, WEDNESDAY + self.count * GAP)
                self.posts(EVENTS[self.source][name])
                await self.settles()

        asyncio.run(each())
        return self

    def posts(self, event: Event) -> None:
        self.arrives(self.source, event.request(WEDNESDAY + self.count * GAP, self.count))

    def person(self, record: str = "4711") -> CandidateState:
        owner = self.ledger.owner_of(f"{self.source}:{record}")
        snapshot = self.ledger.snapshot(owner)
        assert snapshot is not None
        return CandidateState.model_validate(snapshot)

    def kinds(self) -> set[str]:
        return {task.kind for task in self.person().tasks}

    def said(self) -> str:
        owner = self.ledger.owner_of(f"{self.source}:4711")
        return str(self.ledger.timeline(owner)) + str(self.ledger.status(owner))


@pytest.fixture(params=["greenhouse", "ashby"])
def story(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Story]:
    made = Story(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, Greenhouse([SECRET]))
    yield made
    made.ledger.close()


@pytest.fixture
def lever() -> Iterator[LeverServer]:
    with lever_server() as made:
        yield made


# ---------------------------------------------------------------- records


def test_r7_a_second_record_that_is_deleted_takes_its_own_application_and_nothing_else(story: Story) -> None:
    story.happens("4711 applies", "4712 applies", "4712 deleted", "4711 invited")
    first, second = (story.person().meant(ident) for ident in ("88001", "88002"))
    assert first is not None and first.stage is Stage.INTERVIEW
    assert second is not None and second.closed_silently and second.stage is Stage.WITHDRAWN
    assert not story.person().closed_channels and not story.ledger.suppressed(story.person().candidate)
    assert "asked us to stop" not in story.said() and "own wish" not in story.said()


@pytest.mark.parametrize("older", [False, True], ids=["told now", "joined by an older release"])
def test_r7_a_duplicate_for_a_job_that_came_from_a_file_takes_nothing_along(
    tmp_path: Path, older: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both records are about the job of the file; releases before joined both numbers into one application."""
    if older:
        monkeypatch.setattr(coming_in, "_has_number", lambda _app, _event: False, raising=False)
    story = Story(tmp_path, "greenhouse")
    told = {"candidate": {"first_name": "Noor", "email": MAIL}, "job_id": "300", "application_id": "300"}
    fact = {"event_id": "file:1", "source": "cli", "stage": "interview", "job_title": "Welder", **told}
    asyncio.run(story.followup.tell("manual:noor", "application_received", fact))
    story.happens("4711 applies")
    body = EVENTS["greenhouse"]["4712 applies"].request(WEDNESDAY + GAP, 2).body
    story.arrives(
        "greenhouse", greenhouse_again(body.replace(b'"id": 301, "name": "Fitter"', b'"id": 300, "name": "Welder"'))
    )
    asyncio.run(story.settles())
    assert {app.job_id for app in story.person().applications} == {"300"}
    story.happens("4712 deleted")
    first = story.person().meant("88001")
    assert first is not None and first.is_open and not story.person().stopped
    assert len(story.person().applications) == (1 if older else 2)
    story.happens("4711 deleted")
    assert story.person().stopped and all(app.is_closed for app in story.person().applications)
    story.close()


def test_r7_the_record_under_which_they_are_followed_up_may_be_the_one_that_is_deleted(story: Story) -> None:
    story.happens("4711 applies", "4712 applies", "4711 deleted")
    first, second = (story.person().meant(ident) for ident in ("88001", "88002"))
    assert first is not None and first.closed_silently and second is not None and second.is_open
    assert not story.person().stopped
    story.happens("4712 deleted")
    assert story.person().stopped and all(app.is_closed for app in story.person().applications)


@pytest.mark.parametrize("wish", [False, True], ids=["only deleted", "and wished for peace"])
def test_r7_who_applies_anew_in_a_new_record_hears_again_unless_they_wished_for_peace(
    tmp_path: Path, wish: bool
) -> None:
    story = Story(tmp_path, "greenhouse").happens("4711 applies", "4711 deleted")
    if wish:
        fact = {"event_id": "stop:1", "source": "cli"}
        asyncio.run(story.followup.tell("greenhouse:4711", "opted_out", fact))
        asyncio.run(story.settles())
    story.now = WEDNESDAY + timedelta(hours=2)
    story.arrives("greenhouse", EVENTS["greenhouse"]["4712 applies"].request(story.now, 9))
    asyncio.run(story.settles())
    new = story.person().meant("88002")
    assert new is not None and new.is_open
    assert story.person().stopped is wish and bool(story.ledger.suppressed(story.person().candidate)) is wish
    assert any("/88002/" in key for _, key in story.sent) is not wish
    story.close()


def test_r7_an_address_that_was_not_to_be_mailed_before_the_deletion_is_not_mailed_after_it(tmp_path: Path) -> None:
    story = Story(tmp_path, "greenhouse").happens("4711 applies")
    no_mail = {"candidate": {"id": 4711, "can_email": False}}
    story.arrives("greenhouse", greenhouse("update_candidate", no_mail, WEDNESDAY + GAP))
    story.happens("4711 deleted")
    story.now = WEDNESDAY + timedelta(hours=2)
    story.arrives("greenhouse", EVENTS["greenhouse"]["4712 applies"].request(story.now, 9))
    asyncio.run(story.settles())
    assert story.ledger.suppressed(story.person().candidate) == {Channel.EMAIL}
    assert not [key for _, key in story.sent if "/88002/" in key] and story.kinds() == {"reach"}
    story.close()


def test_r7_of_somebody_deleted_nothing_says_that_they_asked_for_it_and_no_task_is_left(story: Story) -> None:
    story.happens("4711 applies", "4711 invited", "4711 deleted", "4711 updated")
    person = story.person()
    assert person.stopped and person.stop is not None and person.stop.by_ats and not person.tasks
    assert "asked us to stop" not in story.said() and "own wish" not in story.said()


def test_r7_who_shares_a_number_with_somebody_deleted_keeps_their_mail(story: Story) -> None:
    story.happens("4711 applies", "4711 deleted")
    other = Candidate(candidate_id="manual:other", email="else@mail.example", phone=NUMBER)
    closed = story.ledger.suppressed(other)
    assert closed == {Channel.SMS, Channel.PHONE} == closed.by_ats
    assert Channel.EMAIL in story.ledger.suppressed(other.model_copy(update={"email": MAIL}))


def test_r7_who_was_merged_and_then_deleted_is_gone_with_all_of_it(story: Story) -> None:
    story.happens("4712 applies", "4711 applies", "4711 merged away", "4712 deleted")
    assert story.person().stopped and all(app.is_closed for app in story.person().applications)


def test_a_merge_of_two_of_whom_nobody_has_heard_holds_for_what_comes_later(story: Story) -> None:
    story.happens("4711 merged away", "4711 applies")
    assert story.ledger.owner_of(f"{story.source}:4711") == f"{story.source}:4712"
    assert list(story.clocks) == [f"{story.source}:4712"]


def test_r3_an_application_that_comes_after_the_deletion_of_its_person_starts_nothing(story: Story) -> None:
    story.happens("4711 deleted", "4711 applies")
    assert not story.clocks and not story.sent


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize("name", ["deleted", "anonymised", "is not to be mailed", "merged away", "has no address"])
def test_nobody_gets_a_clock_for_what_is_said_of_strangers(tmp_path: Path, name: str) -> None:
    story = Story(tmp_path, "greenhouse").happens(f"4711 {name}")
    assert not story.clocks and not any(story.temporal.waiting.values())
    closed = story.ledger.suppressed(Candidate(candidate_id="manual:x", email=MAIL, phone=NUMBER))
    assert closed == ({Channel.EMAIL} if name == "is not to be mailed" else frozenset())
    story.close()


def test_r7_the_address_of_a_stranger_who_is_deleted_is_closed_unless_somebody_here_has_it(tmp_path: Path) -> None:
    story = Story(tmp_path, "greenhouse").happens("4711 applies")
    for number, mail in enumerate((MAIL, "gone@mail.example")):
        person = {"id": 99 + number, "deleted_application_ids": [5], "email_addresses": [{"value": mail}]}
        story.arrives("greenhouse", greenhouse("delete_candidate", {"person": person}, WEDNESDAY))
    asyncio.run(story.settles())
    assert not story.ledger.suppressed(story.person().candidate)
    gone = story.ledger.suppressed(Candidate(candidate_id="manual:x", email="gone@mail.example"))
    assert Channel.EMAIL in gone.by_ats
    story.close()


# ---------------------------------------------------------------- what was told and is not on record


@pytest.mark.parametrize(
    ("action", "payload"),
    [
        ("update_candidate", {"candidate": {"id": 4711}}),
        ("merge_candidate", {"person": {"id": 4711, "new_candidate_id": 5}}),
        ("merge_candidate", {"person": {"id": 5, "new_candidate_id": 4711}}),
        ("delete_candidate", {"person": {"id": 4711, "deleted_application_ids": [88001]}}),
        ("delete_candidate", {"person": {"id": 4711, "deleted_application_ids": []}}),
        ("candidate_anonymized", {"candidate_id": 4711, "anonymized_fields": ["full_name"]}),
        ("candidate_anonymized", {"candidate_id": 4711, "anonymized_fields": ["phone_numbers"]}),
        ("delete_application", {"application": {"id": 88001, "candidate_id": 4711}}),
        ("job_updated", {"job": {"id": 300, "status": "closed"}}),
        ("job_deleted", {"job": {"id": 300}}),
    ],
)
def test_r3_what_is_about_somebody_just_told_waits_until_they_are_on_record(
    desk: Desk, action: str, payload: Any
) -> None:
    was_told(desk, "greenhouse")
    with pytest.raises(NotOnRecord):
        desk.read(greenhouse(action, payload, NOW))


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("candidateMerge", {"deletedCandidate": {"id": "4711"}, "mergedCandidate": {"id": "5"}}),
        ("candidateDelete", {"candidate": {"id": "4711"}}),
        ("jobUpdate", {"job": {"id": "300", "status": "Closed"}}),
        ("interviewScheduleUpdate", {"interviewSchedule": {"id": "s", "applicationId": "88001", "candidateId": "4711",
                                                           "status": "Cancelled"}}),
    ],
)  # fmt: skip
def test_r3_ashby_s_waits_as_well(tmp_path: Path, action: str, data: Any) -> None:
    desk = Desk(tmp_path, Ashby([SECRET]))
    was_told(desk, "ashby")
    with pytest.raises(NotOnRecord):
        desk.read(ashby(action, data, NOW, "click"))
    desk.ledger.close()


def test_r3_lever_s_waits_as_well(tmp_path: Path, lever: LeverServer) -> None:
    with lever_desk(tmp_path, lever) as desk:
        was_told(desk, "lever", CONTACT)
        lever.drop(f"contacts/{CONTACT}")
        lever.drop(f"opportunities/{OPP}")
        for event in (lever_signed("contactUpdated", {"contactId": CONTACT}), lever_about("candidateDeleted")):
            with pytest.raises(NotOnRecord):
                desk.read(event)


def was_told(desk: Desk, source: str, record: str = "4711") -> None:
    """Something was told about them a moment ago, and no worker has put it on record yet."""
    about, at = f"{source}:{record}", NOW - timedelta(seconds=1)
    desk.ledger.inbox.put([Arrival(source, "1", "applied", about, "{}", at, "88001")])
    (row,) = desk.ledger.inbox.due(NOW, 1)
    desk.ledger.inbox.settle_all([Settled(row.number, "told", at, facts=((about, f"{source}:application:88001"),))])


# ---------------------------------------------------------------- closing needs no job


@pytest.mark.parametrize("first", ["applies", "sourced"])
def test_r3_a_rejection_that_names_no_job_closes_the_application_on_record(tmp_path: Path, first: str) -> None:
    story = Story(tmp_path, "greenhouse").happens(f"4711 {first}", "4711 rejected without a job")
    assert only(story.person()).stage is Stage.REJECTED and only(story.person()).job_id == "300"
    assert [row["kind"] for row in story.ledger.inbox.listing("not_understood")] == []
    story.close()


def test_r3_an_update_that_names_no_job_keeps_the_one_on_record(story: Story) -> None:
    name = "4711 updated without a job" if story.source == "greenhouse" else "4711 without a job"
    story.happens("4711 applies", name)
    assert only(story.person()).job_id == "300" and not story.ledger.inbox.listing("not_understood")


def test_r3_an_archived_opportunity_without_a_posting_is_closed(tmp_path: Path, lever: LeverServer) -> None:
    with lever_desk(tmp_path, lever) as desk:
        state = desk.here(desk.read(lever_about("applicationCreated")).tells)
        lever.put(f"opportunities/{OPP}", opportunity(applications=[], **ARCHIVED))
        assert only(told(desk.read(lever_about("candidateArchiveChange")).tells, state)).stage is Stage.REJECTED


# ---------------------------------------------------------------- prospects, offers, addresses


def test_s1_a_prospect_who_has_applied_for_the_job_is_not_courted_for_it(tmp_path: Path) -> None:
    story = Story(tmp_path, "greenhouse").happens("4711 sourced")
    body = EVENTS["greenhouse"]["4711 applies"].request(WEDNESDAY + GAP, 2).body.replace(b"88001", b"88009")
    story.arrives("greenhouse", greenhouse_again(body))
    asyncio.run(story.settles())
    old, new = (story.person().meant(ident) for ident in ("88001", "88009"))
    assert old is not None and old.closed_silently and new is not None and new.stage is Stage.APPLIED
    told = story.ledger.timeline("greenhouse:4711")
    (skipped,), (closed,) = ([row for row in told if row["type"] == kind] for kind in ("skipped", "withdrawn"))
    assert "closed without a message" in skipped["why"]
    assert "they have applied for the job" in closed["reason"]  # personal: anybody may write there
    story.close()


def greenhouse_again(body: bytes) -> Any:
    import json

    said = json.loads(body)
    return greenhouse(said["action"], said["payload"], WEDNESDAY + GAP)


def test_s1_a_converted_prospect_is_no_live_one(desk: Desk) -> None:
    app = {"id": 88001, "prospect": True, "status": "converted", "candidate": {"id": 4711}, "jobs": [{"id": 300}]}
    converted = greenhouse("application_updated", {"application": app}, NOW)
    assert not desk.read(converted).tells
    desk.here(desk.read(greenhouse("new_prospect_application", {"application": app | {"status": "active"}}, NOW)).tells)
    (tell,) = desk.read(converted).tells
    assert (tell.signal, tell.fact["silently"]) == ("withdrawn", True)


REPLACED = {
    "greenhouse": ("4711 offered", "4711 offer replaced", "4711 second offer sent"),
    "ashby": ("4711 offered", "4711 offer again in approval", "4711 second offer sent"),
}


def test_s11_nothing_is_said_of_an_offer_that_was_replaced_until_the_new_one_is_sent(story: Story) -> None:
    first, replaced, second = REPLACED[story.source]
    story.happens("4711 applies", first)
    assert only(story.person()).offer_now.answer == ""  # type: ignore[union-attr]
    story.happens(replaced)
    assert only(story.person()).offer_now.answer == "replaced" and "offergone" in story.kinds()  # type: ignore[union-attr]
    planned = story.person().decision.touch  # type: ignore[union-attr]
    assert planned is None or planned.step not in ("covering-note", "questions", "check-in", "expiring")
    story.happens(second)
    made = only(story.person()).offer_now
    assert made is not None and (made.answer, made.number) == ("", 2) and "offergone" not in story.kinds()


def test_s11_what_is_said_late_of_an_older_version_does_not_touch_the_new_one(story: Story) -> None:
    first, replaced, second = REPLACED[story.source]
    story.happens("4711 applies", first, second)
    if story.source == "greenhouse":
        story.happens(replaced)
    assert only(story.person()).offer_now.answer == ""  # type: ignore[union-attr]


def test_r6_an_address_that_was_removed_is_used_no_more_and_is_free_for_whose_it_is(story: Story) -> None:
    story.happens("4711 applies", "4711 has no address")
    assert (story.person().candidate.email, story.person().candidate.phone) == ("", "")
    assert story.ledger.find_by_address(email=MAIL) == []
    later = decided(story.person(), WEDNESDAY + timedelta(days=16))
    assert "Contact them yourself" in str([task.title for task in later.tasks])


def test_r6_lever_s_removed_addresses_are_used_no_more(tmp_path: Path, lever: LeverServer) -> None:
    with lever_desk(tmp_path, lever) as desk:
        state = desk.here(desk.read(lever_about("applicationCreated")).tells)
        lever.put(f"contacts/{CONTACT}", {"id": CONTACT, "name": "Tam Nguyen", "emails": [], "phones": []})
        after = told(desk.read(lever_signed("contactUpdated", {"contactId": CONTACT})).tells, state)
        assert (after.candidate.email, after.candidate.phone) == ("", "")


def test_r7_a_number_that_was_anonymised_is_gone_and_the_mail_goes_on(tmp_path: Path) -> None:
    story = Story(tmp_path, "greenhouse").happens("4711 applies", "4711 loses the number")
    assert (story.person().candidate.email, story.person().candidate.phone) == (MAIL, "")
    assert not story.person().closed_channels
    story.close()


@pytest.mark.parametrize("kind", ["recruiting", "home", ""])
def test_an_address_of_a_type_of_the_company_s_own_is_kept_for_want_of_another(desk: Desk, kind: str) -> None:
    own = {"value": "own@mail.example", "type": kind or "whatever"}
    app = {
        "id": 1,
        "candidate": {"id": 4711, "email_addresses": [own]},
        "jobs": [{"id": 300}],
        "current_stage": {"name": "Onsite"},
    }
    first = desk.read(greenhouse("candidate_stage_change", {"application": app}, NOW)).tells[0]
    assert first.fact["candidate"]["email"] == "own@mail.example"
    app["candidate"]["email_addresses"] = [own, {"value": "work@mail.example", "type": "work"}]  # type: ignore[index]
    first = desk.read(greenhouse("candidate_stage_change", {"application": app}, NOW)).tells[0]
    assert first.fact["candidate"]["email"] == "work@mail.example"


# ---------------------------------------------------------------- jobs, consent, snoozes, shadows, signatures


def test_s19_a_closed_job_is_a_task_that_proposes_the_command_and_rejects_nobody(story: Story) -> None:
    story.happens("4711 applies", "4712 applies", "4711 job closed")
    (task,) = [task for task in story.person().tasks if task.kind == "jobclosed"]
    assert "followup job fill 300" in task.title and task.application_id == "88001"
    assert all(app.is_open for app in story.person().applications)
    if story.source == "greenhouse":
        story.happens("4711 job open")
        assert "jobclosed" not in story.kinds()


def test_a_form_about_consent_is_kept_for_a_colleague_and_any_other_is_not(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Ashby([SECRET]))
    form = {"candidateId": "4711", "surveyType": "CandidateDataConsent"}
    with pytest.raises(NotUnderstood, match="ashby:4711 has answered a form about consent"):
        desk.read(ashby("surveySubmit", {"surveySubmission": form}, NOW, "1"))
    other = desk.read(ashby("surveySubmit", {"surveySubmission": form | {"surveyType": "EEOC"}}, NOW, "2"))
    assert other.note and not other.tells
    desk.ledger.close()


def test_whoever_only_watches_an_interview_is_not_named_to_the_candidate(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Ashby([SECRET]))
    mei, sam = (
        {"firstName": n, "lastName": "Lin", "trainingRole": r} for n, r in (("Mei", "Trained"), ("Sam", "Shadow"))
    )
    slot = {"startTime": (NOW + timedelta(days=2)).isoformat(), "interviewers": [mei, sam]}
    schedule = {
        "id": "s",
        "applicationId": "1",
        "candidateId": "4711",
        "status": "Scheduled",
        "interviewEvents": [slot],
    }
    (tell,) = desk.read(ashby("interviewScheduleUpdate", {"interviewSchedule": schedule}, NOW, "1")).tells
    assert tell.fact["with_whom"] == "Mei Lin"
    desk.ledger.close()


def test_a_letter_sent_for_signature_says_that_the_offer_lies_with_them(tmp_path: Path) -> None:
    story = Story(tmp_path, "ashby").happens("4711 applies", "4711 offer again in approval")
    assert only(story.person()).offer is None
    asked = {"status": "sent", "relatedEntityType": "offer", "offerId": "o-4711"}
    story.arrives("ashby", ashby("signatureRequestUpdate", {"signatureRequest": asked}, WEDNESDAY + 3 * GAP, "c"))
    asyncio.run(story.settles())
    assert only(story.person()).stage is Stage.OFFER
    story.close()


def test_a_candidate_whom_a_colleague_put_off_in_lever_is_left_alone_until_then(
    tmp_path: Path, lever: LeverServer
) -> None:
    with lever_desk(tmp_path, lever) as desk:
        until = NOW + timedelta(days=30)
        lever.put(f"opportunities/{OPP}", opportunity(snoozedUntil=ms(until)))
        reading = desk.read(lever_about("applicationCreated"))
        assert signals(reading) == ["application_received", "candidate_updated"]
        assert told(reading.tells).snoozed_until == until
        lever.put(f"opportunities/{OPP}", opportunity(snoozedUntil=ms(NOW - timedelta(days=1))))
        assert signals(desk.read(lever_about("applicationCreated"))) == ["application_received"]
