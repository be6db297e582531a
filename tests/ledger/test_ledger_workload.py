"""What lies before the colleagues, read in as many statements for a thousand candidates as for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.events import Person, TaskCompleted, TaskEscalated
from domain.names import NOBODY, AttemptState, Channel, Stage
from domain.state.model import Application, CandidateState, Decision, Entry, Task, Touch
from domain.state.task_kinds import ASKS_FOR_NEWS
from domain.views.status import status_view
from domain.views.workload import Colleague
from ledger.store import Ledger
from tests.ledger.conftest import NOW, append, person, reserve
from tests.ledger.test_ledger_reading import opened
from tests.ledger.test_ledger_statements import counted

DAY = timedelta(days=1)
KIM, MAX = Person(name="Kim", email="Kim@acme.example"), Person(name="Max", email="max@acme.example")


def application(ident: str = "a1", stage: Stage = Stage.APPLIED, **more: Any) -> Application:
    entry = Entry(stage=stage, number=1, entered_at=NOW - 30 * DAY)
    values: dict[str, Any] = {"application_id": ident, "job_id": "ENG-7", "job_title": "Engineer"}
    values |= {"known_since": NOW - 30 * DAY, "entry": entry, "recruiter": KIM, "hiring_manager": MAX}
    return Application(**values | more)


def next_touch(at: datetime, ident: str = "a1") -> Decision:
    touch = Touch(
        key="k", application_id=ident, stage=Stage.APPLIED, step="update", occurrence="1", channel=Channel.EMAIL,
        attempt=1, message="m", due_at=at,
    )  # fmt: skip
    return Decision(at=at - DAY, send_at=at, action="send", touch=touch)


def stands(ledger: Ledger, ident: str, *applications: Application, **more: Any) -> None:
    state = CandidateState(
        candidate=person(ident, first_name="Ann", last_name=ident), applications=applications, **more
    )
    with ledger.book(ident) as book:
        book.project(state, status_view(state))


def test_a_task_comes_with_whom_it_is_about_and_who_looks_after_it(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application("a0", Stage.REJECTED, recruiter=MAX), application("a1"), stopped=True)
    append(ledger, opened("t1"), opened("t2", application_id=None), candidate_id="manual:ann")
    escalated = TaskEscalated(event_id="e", occurred_at=NOW, task_id="t1", to="Max")
    append(ledger, escalated, candidate_id="manual:ann")
    one, other = sorted(ledger.workload().tasks, key=lambda t: t.task)
    assert (one.task, one.kind, one.title, one.assignee) == ("t1", "answer", "Answer the reply", "Kim")
    assert (one.about.name, one.about.job, one.about.job_title) == ("Ann manual:ann", "ENG-7", "Engineer")
    assert (one.about.recruiter, one.about.manager) == (
        Colleague("Kim", "Kim@acme.example"),
        Colleague("Max", MAX.email),
    )
    assert (one.about.several, one.about.stopped) == (True, True)
    assert (one.escalated_at, one.escalated_to) == (NOW, "Max")
    assert other.about.application_id == "a1", "without an application it is about the leading one"


def test_a_task_that_is_done_is_no_work_and_one_of_an_unknown_person_is(ledger: Ledger) -> None:
    append(ledger, opened("t1"), opened("t2"), candidate_id="manual:ann")
    append(ledger, TaskCompleted(event_id="c", occurred_at=NOW, task_id="t1"), candidate_id="manual:ann")
    (left,) = ledger.workload().tasks
    assert (left.task, left.about.name, left.owner) == ("t2", "manual:ann", Colleague("Kim"))


def test_promises_breaches_and_what_goes_out(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application(promise_by=date(2026, 3, 4)), decision=next_touch(NOW + DAY))
    stands(ledger, "manual:bob", application(breached_at=NOW, last_contact_at=NOW - 20 * DAY))
    stands(ledger, "manual:cid", application(stage=Stage.HIRED, promise_by=date(2026, 3, 4), breached_at=NOW))
    stands(ledger, "manual:dan", application(), decision=next_touch(NOW + 2 * DAY))
    work = ledger.workload(coming_before=NOW + 2 * DAY)
    assert [(p.about.candidate_id, p.by) for p in work.promises] == [("manual:ann", date(2026, 3, 4))]
    assert [(b.about.candidate_id, b.at, b.since) for b in work.breaches] == [("manual:bob", NOW, NOW - 20 * DAY)]
    assert [(c.about.candidate_id, c.at, c.step, c.channel) for c in work.coming] == [
        ("manual:ann", NOW + DAY, "update", "email")
    ]
    assert ledger.workload().coming == ledger.workload().promises == (), "the tasks alone, where nothing else is asked"


def test_r2_a_promise_that_is_put_off_again_says_that_a_sentence_is_asked_for(ledger: Ledger) -> None:
    """And r7: with whoever wants no messages no new date is to be agreed on, however they refused."""
    about = {"task_id": "p", "kind": "promise", "opened_at": NOW, "due_at": NOW, "application_id": "a1"}
    now, before, *_ = (Task(title=f"We promised an answer by Friday: {asks}", **about) for asks in ASKS_FOR_NEWS)
    plain = Task(title="We promised an answer by Friday: decide, or an update goes out", **about)
    promised = application(promise_by=date(2026, 3, 4))
    stands(ledger, "manual:ann", promised, tasks=(now,))
    stands(ledger, "manual:old", promised, tasks=(before,))
    stands(ledger, "manual:bob", promised, tasks=(plain,))
    closed = (Channel.EMAIL, Channel.SMS)
    stands(ledger, "manual:cid", promised, closed_channels=closed)
    found = {p.about.candidate_id: p for p in ledger.workload(coming_before=NOW).promises}
    assert [found[f"manual:{who}"].news for who in ("ann", "old", "bob", "cid")] == [True, True, False, False]
    assert [found[f"manual:{who}"].about.stopped for who in ("ann", "bob", "cid")] == [False, False, True]


def test_a_name_stands_for_an_address_where_it_is_one_alone(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application())
    stands(ledger, "manual:bob", application(recruiter=Person(name="KIM", email="kim@acme.example")))
    stands(ledger, "manual:cid", application(recruiter=MAX))
    stands(ledger, "manual:dan", application(recruiter=Person(name="Max", email="other.max@acme.example")))
    assert ledger.workload().addresses == {"kim": "kim@acme.example"}


def test_five_statements_however_many_there_are(ledger: Ledger) -> None:
    for n in range(60):
        ident = f"manual:c{n}"
        stands(ledger, ident, application(promise_by=date(2026, 3, 4)), decision=next_touch(NOW))
        append(ledger, opened(f"t{n}"), candidate_id=ident)
    with counted(ledger) as statements:
        work = ledger.workload(coming_before=NOW + DAY)
    assert len([s for s in statements if s.startswith("SELECT")]) == 5
    assert (len(work.tasks), len(work.promises), len(work.coming)) == (60, 60, 60)


def test_a_colleague_s_mail_is_settled_without_a_timeline(ledger: Ledger) -> None:
    key = f"{NOBODY}/digest/2026-03-02/0123"
    reserve(ledger, key, candidate_id=NOBODY)
    with ledger.book(NOBODY) as book:
        book.settle(key, 1, AttemptState.UNKNOWN)
    with ledger.book(NOBODY) as book:
        book.settle(key, 1, AttemptState.ACCEPTED, "<1@acme>")  # a late word
    with ledger.book(NOBODY) as book:
        book.settle(key, 1, AttemptState.UNKNOWN)  # what is settled for sure stays
        (attempt,) = book.attempts(key)
    assert (attempt.state, attempt.provider_message_id) == (AttemptState.ACCEPTED, "<1@acme>")
    assert ledger.timeline(NOBODY) == []
    reserve(ledger, key, 2, candidate_id=NOBODY)
    ledger.settle_doubt(key, 2, NOW)
    with ledger.book(NOBODY) as book:
        assert [a.state for a in book.attempts(key)] == [AttemptState.ACCEPTED, AttemptState.NOT_ACCEPTED]


def test_the_present_counts_in_any_zone(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application(), decision=next_touch(NOW))
    elsewhere = (NOW + timedelta(minutes=1)).astimezone(UTC).astimezone()
    assert len(ledger.workload(coming_before=elsewhere).coming) == 1
