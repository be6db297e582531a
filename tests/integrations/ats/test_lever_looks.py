"""What our own look at Lever finds that its webhooks lost or never tell, and what it must not believe."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.state.model import Application, CandidateState
from integrations.ats.api import ApiAway
from integrations.ats.reconcile import MOST_GONE
from integrations.lever.connection import connect
from integrations.lever.events import OURS, Lever
from integrations.lever.listing import LeverListing
from integrations.lever.lists import lists
from sandbox import faults
from sandbox.ats.server import Hook
from tests.integrations.ats.live_ats import LEVER, START, Both, both

TOMORROW = START + timedelta(days=1)


class Desk(Both):
    """Noor has applied as a welder."""

    def begin(self) -> None:
        self.rita = self.fake.add_user("Rita Okafor", "rita@acme.example")
        self.boss = self.fake.add_user("Hana Mori", "hana@acme.example")
        self.job = self.fake.add_job("Welder", owner=self.rita, manager=self.boss)
        self.person, self.app = self.applies("Noor", "Phone interview")
        self.looks()

    def applies(self, name: str, stage: str = "New applicant", job: str = "", **more: Any) -> tuple[str, str]:
        """Somebody applies, and no webhook tells of it."""
        person, app = self.fake.apply(
            job or self.job, first_name=name, email=f"{name.lower()}@x.example", stage=stage, **more
        )
        self.fake.hooks.clear()
        return str(person), str(app)

    def looks(self, **more: Any) -> list[str]:
        """A night's look, and all that follows from it; what it found."""
        self.fake.hooks.clear()
        found = self.look(**more)
        asyncio.run(self.settles())
        self.time.now += timedelta(days=1)
        return [one.what for one in found.differences]

    def state(self, person: str = "") -> CandidateState:
        return CandidateState.model_validate(
            self.ledger.snapshot(self.ledger.owner_of(f"lever:{person or self.person}"))
        )

    def application(self) -> Application:
        return self.state().applications[0]

    def asked(self) -> list[str]:
        """All that Lever was asked for since this was asked last."""
        found, self.server.requests = [path for _, path in self.server.requests], []
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with both(tmp_path, LEVER) as way:
        way.__class__ = Desk
        assert isinstance(way, Desk)
        way.begin()
        yield way


# ------------------------------------------------------------ what it finds


def test_whoever_comes_in_has_job_recruiter_and_hiring_manager(desk: Desk) -> None:
    app = desk.application()
    assert (app.job_title, app.department, app.location) == ("Welder", "Works", "Toronto")
    assert (app.recruiter.email, app.hiring_manager.name) == ("rita@acme.example", "Hana Mori")
    assert (str(app.stage), app.catch_up) == ("interview", True)


def test_a_lead_and_one_who_was_archived_before_are_not_brought_in(desk: Desk) -> None:
    desk.applies("Pia", "New lead")
    _, app = desk.applies("Ben")
    desk.fake.reject(app)
    assert desk.looks() == []


def test_a_list_of_several_pages_is_read_to_its_end(desk: Desk) -> None:
    for number in range(230):
        desk.applies(f"P{number}")
    desk.asked()
    assert len(desk.looks()) == 230
    pages = [path for path in desk.asked() if path.startswith("/v1/opportunities?") and "archived=false" in path]
    assert len(pages) == 3


def test_an_offer_that_was_sent_and_one_that_was_signed_are_heard_of_though_no_webhook_tells_them(desk: Desk) -> None:
    desk.fake.move(desk.app, "Offer")
    desk.looks()
    offer = desk.fake.offer(desk.app, starts_on="2026-12-01")
    assert desk.looks() == ["an offer is out"]
    made = desk.application().offer
    assert made is not None
    assert (made.answer, str(made.start_date)) == ("", "2026-12-01")
    desk.fake.sign(offer)
    desk.looks()
    made = desk.application().offer
    assert made is not None
    assert made.answer == "accepted"
    assert desk.looks() == []


def test_an_interview_is_found_and_called_off_although_its_webhooks_were_lost(desk: Desk) -> None:
    interview = desk.fake.schedule(desk.app, desk.time.now + timedelta(days=9), place="Hall 2", panel=(desk.boss,))
    assert desk.looks() == ["an interview is planned"]
    (mine,) = desk.application().interviews
    assert (mine.location, mine.with_whom) == ("Hall 2", "Hana Mori")
    desk.fake.cancel(interview)
    assert desk.looks() == ["an interview was called off"]
    assert desk.looks() == []


def test_an_interview_that_took_place_before_anybody_came_in_is_told_to_nobody(desk: Desk) -> None:
    person, app = desk.applies("Ben", "On-site interview")
    desk.fake.schedule(app, desk.time.now - timedelta(days=2))
    desk.fake.schedule(app, desk.time.now + timedelta(days=2))
    desk.looks()
    assert len(desk.state(person).applications[0].interviews) == 1


def test_do_not_contact_tags_and_snoozing_are_found(desk: Desk) -> None:
    desk.fake.update(desk.person, can_email=False)
    desk.fake.tag(desk.app, "welding")
    until = desk.time.now + timedelta(days=20)
    desk.fake.snooze(desk.app, until)
    assert len(desk.looks()) == 2
    state = desk.state()
    assert state.stopped or state.closed_channels
    assert state.candidate.tags_now == ("welding",)
    assert desk.looks() == []


def test_a_posting_that_was_closed_is_told_to_those_in_the_running(desk: Desk) -> None:
    desk.fake.close_job(desk.job)
    desk.looks()
    assert desk.application().job_closed_at is not None
    assert desk.looks() == []


def test_a_merge_that_no_webhook_tells_of_is_found(desk: Desk) -> None:
    painter = desk.fake.add_job("Painter")
    other, _ = desk.applies("Nora", job=painter)
    desk.looks()
    desk.fake.merge(desk.person, other)
    assert f"merged with lever:{desk.person}" in desk.looks()
    assert desk.ledger.owner_of(f"lever:{desk.person}") == desk.ledger.owner_of(f"lever:{other}")
    assert len(desk.state(other).applications) == 2
    desk.looks()
    assert desk.looks() == []


def test_whoever_was_deleted_or_anonymized_is_asked_for_by_id_and_let_go(desk: Desk) -> None:
    gone, gone_app = desk.applies("Ben")
    hidden, hidden_app = desk.applies("Mia")
    desk.looks()
    desk.fake.delete(gone)
    desk.fake.anonymize(hidden)
    desk.asked()
    assert desk.looks() == ["deleted there; closed there"] * 2
    asked = desk.asked()
    assert any(path.startswith(f"/v1/opportunities/{gone_app}") for path in asked)
    assert f"/v1/contacts/{hidden}" in asked
    assert desk.state(gone).stopped
    assert desk.state(hidden).stopped
    assert hidden_app
    assert desk.looks() == []


def test_a_deletion_of_one_opportunity_of_several_asks_a_colleague_what_it_means(desk: Desk) -> None:
    painter = desk.fake.add_job("Painter")
    _, second = desk.applies("Noor", job=painter, candidate=desk.person)
    desk.looks()
    desk.fake.delete_application(second)
    assert desk.looks() == ["stage: applied → Opportunity deleted"]
    (task,) = [task for task in desk.state().tasks if task.task_id.startswith("refused")]
    assert "Opportunity deleted" in task.title
    assert not desk.state().stopped
    assert desk.looks() == []


def test_with_since_only_what_has_changed_is_asked_for(desk: Desk) -> None:
    desk.applies("Ben")
    desk.time.now += timedelta(hours=1)
    day = desk.time.now
    desk.applies("Mia")
    assert len(desk.looks(since=day)) == 1


# ------------------------------------------------------------ what it must not believe


def test_nobody_is_taken_for_gone_where_the_address_has_no_lists(desk: Desk) -> None:
    wrong = lists(desk.fake.key, f"{desk.server.url}/v7", pause=desk.time.pause, clock=desk.time)
    desk.api.listing = lambda: LeverListing(wrong, desk.time)
    with pytest.raises(ApiAway, match="FOLLOWUP_LEVER_URL") as error:
        desk.look()
    assert error.value.ours
    assert not desk.state().stopped


def test_what_our_key_may_not_see_is_neither_gone_nor_in_the_way(desk: Desk) -> None:
    """An opportunity that became confidential stands in no list any more."""
    desk.fake.rows["opportunities"][desk.app]["confidentiality"] = "confidential"
    assert desk.looks() == []
    desk.fake.closed_to_us.add(desk.app)
    other, _ = desk.applies("Ben")
    assert desk.looks() == ["new: Welder, applied"]
    assert not desk.state().stopped
    assert desk.state(other).applications


def test_many_who_are_gone_at_once_are_not_believed(desk: Desk) -> None:
    people = [desk.applies(f"P{number}")[0] for number in range(MOST_GONE + 3)]
    desk.looks()
    for person in people:
        desk.fake.delete(person)
    desk.fake.rows["deleted"].clear()
    assert desk.look().not_believed == MOST_GONE + 3


@pytest.mark.parametrize("event", sorted(OURS))
def test_a_request_cannot_say_what_only_our_own_look_may(desk: Desk, event: str) -> None:
    """Lever signs neither the event nor its data: whoever saw one request could send another with its signature."""
    token, at = "seen-before", int(desk.time.now.timestamp() * 1000)
    signature = hmac.new(desk.fake.secret.encode(), f"{token}{at}".encode(), hashlib.sha256).hexdigest()
    contact = {"id": desk.person, "name": "Doe, Eve", "emails": ["eve@evil.example"], "phones": []}
    data = {
        "contactId": desk.person, "opportunityId": desk.app, "mergedId": desk.person, "postingId": desk.job,
        "contact": contact, "mayBeContacted": False,
        "opportunity": contact | {"id": desk.app, "contact": desk.person, "archived": {"archivedAt": at - 1000}},
    }  # fmt: skip
    said = {"event": event, "triggeredAt": at, "token": token, "signature": signature, "data": data}
    before = desk.state()
    desk.deliver(Hook(event, {}, json.dumps(said).encode()))
    asyncio.run(desk.settles())
    assert desk.state() == before
    assert [row["state"] for row in desk.office.all_rows() if row["source"] == "lever"][-1] == "nothing"


# ------------------------------------------------------------ what it costs


def test_two_processes_with_one_key_stay_within_levers_rate(desk: Desk) -> None:
    """The gateway reads hooks while the worker looks: neither knows of the other."""
    for number in range(60):
        desk.fake.apply(desk.job, first_name=f"P{number}", email=f"p{number}@x.example")
    desk.deliver_all()
    desk.look()
    asyncio.run(desk.settles())
    desk.look()
    assert desk.fake.throttled == 0
    assert desk.time.slept > 10


def test_where_lever_is_too_busy_it_is_asked_again(desk: Desk) -> None:
    desk.server.script_reads(faults.of_kind("too-many"), faults.of_kind("too-many"))
    before: datetime = desk.time.now
    assert desk.look().differences == []
    assert desk.time.now - before >= timedelta(seconds=2)


def test_a_night_without_news_asks_for_nothing_by_id(desk: Desk) -> None:
    desk.time.now += timedelta(days=40)
    desk.looks()
    desk.asked()
    assert desk.looks() == []
    assert [path.partition("?")[0] for path in desk.asked()] == [
        "/v1/opportunities", "/v1/postings", "/v1/opportunities", "/v1/opportunities/deleted"
    ]  # fmt: skip


def test_the_reader_of_a_look_without_a_webhook_believes_no_signature(desk: Desk) -> None:
    from integrations.arrivals import Request, UnverifiedRequest

    door = desk.door
    assert isinstance(door, Lever)
    with pytest.raises(UnverifiedRequest):
        Lever((), door._api).verify(Request({}, b"{}", "https://x.example", desk.time.now))


def test_it_is_connected_by_its_key_alone_and_a_malformed_one_is_named() -> None:
    given = {"lever_url": "https://api.lever.co/v1", "lever_user_id": "", "lever_notes_visibility": "public"}
    found = connect(given | {"lever_api_key": "key"}, pause=lambda _: False, clock=lambda: START)
    assert (found.system, found.vendor, found.looks_often) == ("lever", "Lever", False)
    with pytest.raises(ValueError, match="FOLLOWUP_LEVER_API_KEY"):
        connect(given | {"lever_api_key": " key"}, pause=lambda _: False, clock=lambda: START)
    more = {"lever_api_key": "key", "lever_notes_visibility": "all"}
    with pytest.raises(ValueError, match="FOLLOWUP_LEVER_NOTES_VISIBILITY"):
        connect(given | more, pause=lambda _: False, clock=lambda: START)
