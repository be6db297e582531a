"""What Ashby alone has: answers that say no with status 200, tokens of lists, mails, and what no webhook tells."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.events import ReplyReceived
from domain.state.model import Application, CandidateState
from integrations.ashby.client import AshbyApi, Fault, client
from integrations.ashby.notes import AshbyNotes, sender
from integrations.ats.api import ApiAway
from integrations.ats.reconcile import Reconciliation
from sandbox import faults
from sandbox.ats.ashby import AshbyFake
from sandbox.ats.server import AtsServer
from tests.integrations.ats.live_ats import ASHBY, Both, Time, both
from tests.integrations.ats.test_ats_notes import Story


class Account:
    """An Ashby with a job, somebody who has applied for it, and an office that has not heard of them."""

    def __init__(self, way: Both) -> None:
        self.way, self.fake = way, way.fake
        self.manager = way.fake.add_user("Hana Mori", "hana@acme.example")
        self.recruiter = way.fake.add_user("Rita Okafor", "rita@acme.example")
        self.job = way.fake.add_job("Welder")
        team = ((self.manager, "Hiring Manager"), (self.recruiter, "Recruiter"))
        self.person, self.application = way.fake.apply(
            self.job, first_name="Noor", last_name="Haddad", email="noor@x.example", phone="+14155550100",
            stage="Onsite", team=team,
        )  # fmt: skip
        way.fake.hooks.clear()

    def looks(self) -> list[str]:
        """What one look finds; told, and decided. Every webhook is lost."""
        self.fake.hooks.clear()
        found = [one.what for one in self.way.look().differences]
        asyncio.run(self.way.settles())
        return found

    @property
    def state(self) -> CandidateState:
        return CandidateState.model_validate(self.way.ledger.snapshot(f"ashby:{self.person}"))

    @property
    def app(self) -> Application:
        return self.state.applications[0]


@pytest.fixture
def account(tmp_path: Path) -> Iterator[Account]:
    with both(tmp_path, ASHBY) as way:
        yield Account(way)


@pytest.fixture
def asking() -> Iterator[tuple[AshbyFake, AtsServer, AshbyApi, Time]]:
    time = Time()
    fake = AshbyFake(clock=time)
    with AtsServer(fake) as server:
        yield fake, server, client(fake.key, url=server.url, pause=time.pause, clock=time), time


Asking = tuple[AshbyFake, AtsServer, AshbyApi, Time]


# ---------------------------------------------------------------- the API


@pytest.mark.parametrize("key", ["", "with space", "línea", "new\nline", "user:password"])
def test_a_key_that_cannot_be_one_is_refused_by_its_setting(key: str) -> None:
    with pytest.raises(ValueError, match=r"^FOLLOWUP_ASHBY_API_KEY must be set as Ashby shows it"):
        client(key, pause=lambda _: False, clock=Time())


def test_a_list_is_read_to_its_end_a_hundred_at_a_time(asking: Asking) -> None:
    fake, server, api, _ = asking
    for number in range(201):
        fake.add_job(f"Job {number}")
    assert [len(page) for page in api.pages("job.list")] == [100, 100, 1]
    assert all(method == "POST" and "?" not in path for method, path in server.requests)


def test_with_a_token_only_what_has_changed_since_is_listed(asking: Asking) -> None:
    fake, server, api, time = asking
    jobs = [fake.add_job(f"Job {number}") for number in range(150)]
    began = time.now
    assert sum(map(len, api.changed("job.list", began))) == 150, "nothing is remembered yet"
    time.now += timedelta(days=1)
    fake.close_job(jobs[7])
    assert [one["id"] for page in api.changed("job.list", time.now) for one in page] == [jobs[7]]
    asked = len(server.requests)
    assert sum(map(len, api.changed("job.list", began - timedelta(hours=1)))) == 150, "no token reaches back so far"
    assert len(server.requests) - asked == 2


@pytest.mark.parametrize("fault", ["sync_token_expired", "incremental_sync_too_large"])
def test_a_token_that_is_not_taken_any_more_is_given_up_for_the_whole_list(asking: Asking, fault: str) -> None:
    fake, _, api, time = asking
    for number in range(101):
        fake.add_job(f"Job {number}")
    list(api.changed("job.list", time.now))
    if fault == "sync_token_expired":
        fake.forget_tokens()
    else:
        fake.most_pages = 0
        fake.close_job(next(iter(fake.rows["jobs"])))
    assert sum(map(len, api.changed("job.list", time.now))) == 101
    fake.most_pages = 50
    assert sum(map(len, api.changed("job.list", time.now))) == 0, "the next one is remembered"


def test_no_with_status_200_is_no(asking: Asking) -> None:
    _, _, api, _ = asking
    assert api.one("candidate.info", id="nobody") is None
    with pytest.raises(Fault, match=r"^Ashby refuses candidate\.create \(candidate_not_found\)\.$"):
        api.ask("candidate.create", {})


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"results": []}', '{"success": "yes"}', "<html>"])
def test_an_answer_that_says_nothing_legible_is_no_empty_list(asking: Asking, body: str) -> None:
    """Else everybody would be taken to be gone."""
    _, server, api, _ = asking
    server.script_reads(faults.Fault("answer", status=200, body=body))
    with pytest.raises(ApiAway, match=r"answer about application can't be read"):
        list(api.pages("application.list"))


def test_what_the_key_may_not_use_says_what_to_allow(asking: Asking) -> None:
    fake, server, api, _ = asking
    fake.closed_to_us = {"offers"}
    with pytest.raises(ApiAway, match=r"may not use offer\.list in Ashby") as error:
        list(api.pages("offer.list"))
    assert error.value.ours
    missing = '{"success": false, "errorInfo": {"code": "missing_endpoint_permission", "message": "Noor"}}'
    server.script_reads(faults.Fault("answer", status=200, body=missing))
    with pytest.raises(ApiAway, match=r"Our key may not use job\.list in Ashby") as error:
        list(api.pages("job.list"))
    assert error.value.ours
    assert "Noor" not in str(error.value)


def test_ten_requests_go_in_a_second(asking: Asking) -> None:
    fake, _, api, time = asking
    for _ in range(200):
        list(api.pages("job.list"))
    assert fake.throttled == 0
    assert 17 <= time.slept <= 19


# ---------------------------------------------------------------- what lists show


def test_an_application_comes_in_with_all_that_the_list_shows(account: Account) -> None:
    assert account.looks() == ["new: Welder, interview"]
    app, person = account.app, account.state.candidate
    assert (person.first_name, person.last_name, person.email) == ("Noor", "Haddad", "noor@x.example")
    assert person.phone == "+14155550100"
    assert (app.hiring_manager.name, app.recruiter.name) == ("Hana Mori", "Rita Okafor")
    assert account.looks() == []


def test_other_names_and_addresses_that_no_webhook_tells_are_found(account: Account) -> None:
    account.looks()
    account.fake.update(account.person, first_name="Nour", email="nour@x.example", phone="")
    assert account.fake.hooks == []
    assert account.looks() == ["name, email, phone"]
    person = account.state.candidate
    assert (person.first_name, person.email, person.phone) == ("Nour", "nour@x.example", "")
    assert account.looks() == []


@pytest.mark.parametrize("status", ["Lead", "Archived", "Hired"])
def test_who_is_not_active_is_not_brought_in(account: Account, status: str) -> None:
    account.fake.rows["applications"][account.application]["status"] = status
    assert account.looks() == []


def test_somebody_who_is_made_a_lead_again_stays(account: Account) -> None:
    account.looks()
    account.fake._change("applications", account.application, status="Lead")
    account.looks()
    assert not account.app.is_closed


def test_many_leads_are_listed_and_not_asked_for_one_by_one(account: Account) -> None:
    apps = [account.application]
    for number in range(30):
        apps.append(account.fake.apply(account.job, first_name=f"P{number}", email=f"p{number}@x.example")[1])
    account.looks()
    for ident in apps:
        account.fake._change("applications", ident, status="Lead")
    account.looks()
    account.way.time.now += timedelta(days=60)
    asked = len(account.way.server.requests)
    account.looks()
    paths = [path for _, path in account.way.server.requests[asked:]]
    assert "/application.info" not in paths
    assert len(paths) <= 10


def test_a_lost_deletion_of_an_application_becomes_a_question_to_a_colleague(account: Account) -> None:
    account.looks()
    account.fake.delete_application(account.application)
    assert account.looks()
    (task,) = account.state.tasks
    assert task.title.startswith("Ashby calls it 'Application deleted', which isn't one of our stages")
    assert account.looks() == []


@pytest.mark.parametrize("answers", [True, False])
def test_a_lost_merge_is_told_as_one(account: Account, answers: bool) -> None:
    """Whether a record that was merged answers as the other or as nobody isn't documented."""
    account.fake.answers_as_merged = answers
    account.looks()
    other, _ = account.fake.apply(account.fake.add_job("Fitter"), first_name="Noor", email="other@x.example")
    account.looks()
    account.fake.merge(account.person, other)
    account.looks()
    ledger = account.way.ledger
    assert ledger.owner_of(f"ashby:{account.person}") == ledger.owner_of(f"ashby:{other}")
    account.looks()
    assert account.looks() == []


def test_an_application_that_went_with_a_record_that_was_merged_before_is_closed(account: Account) -> None:
    account.looks()
    other, stays = account.fake.apply(account.fake.add_job("Fitter"), first_name="Noor", email="other@x.example")
    account.looks()
    account.fake.merge(account.person, other)
    account.way.deliver_all()
    asyncio.run(account.way.settles())
    account.fake.delete_application(account.application)
    account.looks()
    state = CandidateState.model_validate(account.way.ledger.snapshot(account.way.ledger.owner_of(f"ashby:{other}")))
    assert {app.application_id: app.is_closed for app in state.applications} == {
        account.application: True,
        stays: False,
    }
    assert account.looks() == []


def test_a_job_whose_closing_was_lost_is_found_closed(account: Account) -> None:
    account.looks()
    account.fake.close_job(account.job)
    account.looks()
    assert account.app.job_closed_at is not None
    assert account.looks() == []


def test_interviews_of_which_the_webhook_was_lost_are_found(account: Account) -> None:
    at = account.way.time.now + timedelta(days=3)
    schedule = account.fake.schedule(account.application, at, place="Hall 2", who="Hana Mori")
    account.looks()
    (interview,) = account.app.interviews
    assert (interview.at, interview.location, interview.with_whom) == (at, "Hall 2", "Hana Mori")
    assert account.looks() == []
    account.fake.reschedule(schedule, at + timedelta(days=1))
    account.looks()
    assert account.app.interviews[0].at == at + timedelta(days=1)
    account.fake.cancel(schedule)
    account.looks()
    assert account.app.interviews[0].cancelled_at is not None
    assert account.looks() == []


def test_an_interview_that_was_over_before_anybody_heard_of_it_is_told_to_nobody(account: Account) -> None:
    account.fake.schedule(account.application, account.way.time.now - timedelta(days=1))
    account.looks()
    assert account.app.interviews == ()


@pytest.mark.parametrize("status", ["OnHold", "Unknown", "", "Rescheduling"])
def test_a_schedule_of_which_nobody_knows_whether_it_takes_place_calls_nothing_off(
    account: Account, status: str
) -> None:
    schedule = account.fake.schedule(account.application, account.way.time.now + timedelta(days=3))
    account.looks()
    account.fake._change("schedules", schedule, status=status)
    account.looks()
    assert account.app.interviews[0].cancelled_at is None


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("WaitingOnApprovalStart", None),
        ("WaitingOnOfferApproval", None),
        ("WaitingOnApprovalDefinition", None),
        ("WaitingOnCandidateResponse", ""),
        ("CandidateAccepted", "accepted"),
        ("CandidateRejected", "declined"),
        ("OfferCancelled", "called_off"),
    ],
)
def test_each_state_of_an_offer_is_found(account: Account, status: str, answer: str | None) -> None:
    account.looks()
    offer = account.fake.offer(account.application, status=status if answer is None else "WaitingOnCandidateResponse")
    account.looks()
    if answer:
        account.fake._change("offers", offer, offerStatus=status)
        account.looks()
    made = account.app.offer
    assert (made.answer if made else None) == answer
    again = account.looks()
    assert again == (["stage: offer → interview"] if status == "OfferCancelled" else [])
    assert account.looks() == []


def test_a_night_s_requests_are_few_with_years_of_applications_behind(account: Account) -> None:
    """Once a token reaches back so far: after three nights of one worker."""
    for number in range(250):
        _, ident = account.fake.apply(account.job, first_name=f"P{number}", email=f"p{number}@x.example")
        account.fake.reject(ident)
    account.way.time.now += timedelta(days=60)
    counts, listing = [], account.way.api.listing
    for _ in range(5):
        recent, asked = account.way.time.now - timedelta(days=2), len(account.way.server.requests)
        look = Reconciliation(account.way.ledger, listing(), account.way.door, account.way.time)
        look.everybody(recent=recent)
        asyncio.run(account.way.settles())
        counts.append(len(account.way.server.requests) - asked)
        account.way.time.now += timedelta(days=1)
    assert counts[0] == counts[1] == 7
    assert counts[-1] == 5


# ---------------------------------------------------------------- mails


def a_reply(one: Story) -> Any:
    return ReplyReceived(text="Thursday works.\n<Call> me.", subject="Re: Welder", **one.envelope("mail", ""))


def entries(one: Story) -> list[dict[str, Any]]:
    return list(one.way.fake.rows["entries"].values())


def test_an_email_stands_there_as_an_email_from_whom_it_came(tmp_path: Path) -> None:
    with both(tmp_path, ASHBY) as way:
        one = Story(way)
        one.happens(a_reply(one))
        one.way.write_notes(one.reader)
        (mail,) = entries(one)
        assert mail["kind"] == "mail"
        assert (mail["from"], mail["to"], mail["subject"]) == ("noor@x.example", "talent@acme.example", "Re: Welder")
        assert mail["emailProviderEmailId"] == "fact-1"
        assert "&lt;Call&gt; me.<br>" in mail["content"]


@pytest.mark.parametrize("kind", ["accept-then-500", "accept-then-reset", "accept-then-cut", "accept-then-close"])
def test_a_mail_that_nobody_confirmed_is_handed_over_again_under_its_id(tmp_path: Path, kind: str) -> None:
    with both(tmp_path, ASHBY) as way:
        one = Story(way)
        one.happens(a_reply(one))
        way.server.script(faults.of_kind(kind))
        way.write_notes(one.reader, rounds=3)
        assert one.marks() == ["fact-1"]
        lag = way.ledger.notes.lag("ashby")
        assert (lag.waiting, lag.refused) == (0, 0)
        assert sum(path == "/candidate.addEmailMessage" for _, path in way.server.requests) == 2
        assert not any(path == "/candidate.listNotes" for _, path in way.server.requests)


def test_nobody_is_notified_of_a_note(tmp_path: Path) -> None:
    with both(tmp_path, ASHBY) as way:
        one = Story(way)
        one.promises(1)
        one.way.write_notes(one.reader)
        assert [(row["kind"], row["sendNotifications"], row["isPrivate"]) for row in entries(one)] == [
            ("note", False, False)
        ]


def test_without_an_address_mails_are_notes(tmp_path: Path) -> None:
    with both(tmp_path, ASHBY) as way:
        one = Story(way)
        way.fake.update(one.person, email="")
        one.happens(a_reply(one))
        way.write_notes(one.reader)
        way.api.writer = AshbyNotes(client(way.fake.key, url=way.server.url, pause=way.time.pause, clock=way.time))
        way.fake.update(one.person, email="noor@x.example")
        one.happens(a_reply(one))
        way.write_notes(way.reader())
        assert [row["kind"] for row in entries(one)] == ["note", "note"]


def test_a_note_about_somebody_whom_ashby_does_not_have_any_more_is_put_aside(tmp_path: Path) -> None:
    with both(tmp_path, ASHBY) as way:
        one = Story(way)
        way.fake.delete(one.person)
        one.promises(1)
        one.happens(a_reply(one))
        way.write_notes(one.reader)
        assert way.ledger.notes.lag("ashby").refused == 2


def test_an_address_that_is_none_is_refused_by_its_setting() -> None:
    assert sender("") == ""
    with pytest.raises(ValueError, match="FOLLOWUP_ASHBY_MAIL_FROM"):
        sender("talent")
