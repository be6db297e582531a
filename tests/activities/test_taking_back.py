"""What is taken back over a real ledger: the record, the suppressions, the tasks, and other ids of the person (R21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from activities.decisions import Decisions
from activities.transaction import CandidateTransaction
from domain import events as e
from domain.commands import signal_fact, update_fact
from domain.forecast.preview import sent
from domain.names import NOBODY, Channel
from domain.reducers import changes
from domain.reducers.evolve import accept, begin, evolve_all, fold
from domain.state.model import CandidateState, DecisionRequest, DecisionResult
from ledger.delivery.suppressions import SuppressionRequest, heed
from ledger.playbooks.folder import read_playbook
from ledger.schema import suppressions
from ledger.store import Ledger
from tests.activities.delivery_ledger import ANN, KEYS, MAIL, NUMBER
from tests.activities.delivery_world import World
from tests.activities.test_refolding import older_release
from tests.clocks import WEDNESDAY
from tests.ledgers import put

D, H, M = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
NIGHT = WEDNESDAY.replace(hour=6)
"""01:00 in New York: nothing goes before the morning."""

DEFAULT = read_playbook(Path(__file__).parents[2] / "playbooks" / "default")
BOB = "manual:bob"


class Clock:
    """One candidate's clock over a real ledger; what it holds goes through JSON, as over continue-as-new."""

    def __init__(self, ledger: Ledger, whose: str = ANN) -> None:
        self.ledger, self.whose, self.now = ledger, whose, NIGHT
        self.state = begin(whose)
        self.verdicts: list[DecisionResult] = []

    def told(self, name: str, **fields: Any) -> str:
        """A colleague or the ATS says something, and the clock decides; its event id."""
        self.now += M
        ident = fields.pop("event_id", f"{name}-{self.now:%d-%H%M}")
        fact = {"event_id": ident, "occurred_at": self.now.isoformat(), "source": "cli", "author": "Rita"} | fields
        if name in e.UPDATE_EVENTS:
            said = update_fact(name, fact, self.state, now=self.now)
        else:
            said = signal_fact(name, fact, now=self.now, checked=True)
        self.state = accept(self.state, said)
        self.decides()
        return str(ident)

    def undoes(self, about: str = "") -> e.Undone:
        """Somebody takes something back; what came of it."""
        self.told("undo", about=about)
        found = [f for v in self.verdicts for f in v.events if isinstance(f, e.Undone)]
        return found[-1]

    def decides(self) -> None:
        while True:
            state = CandidateState.model_validate_json(self.state.model_dump_json())
            verdict = Decisions(self.ledger).decide(DecisionRequest(state=state, now=self.now))
            self.verdicts.append(DecisionResult.model_validate_json(verdict.model_dump_json()))
            self.state = fold(self.state, self.verdicts[-1])
            if not self.verdicts[-1].more:
                return

    def sends(self) -> str:
        """The message that is next goes out at its time."""
        decision = self.state.decision
        assert decision is not None and decision.touch is not None and decision.send_at is not None
        self.now = decision.send_at
        with self.ledger.book(self.whose) as book:
            transaction = CandidateTransaction.open(book, DecisionRequest(state=self.state, now=self.now))
            assert isinstance(transaction, CandidateTransaction)
            world = transaction.world()
            transaction.record(sent(decision.touch, self.now, decision.why, subject="A word from us"))
            transaction.decide(world)
            transaction.write()
            self.state = transaction.state
        return decision.touch.step

    @property
    def next(self) -> tuple[Any, Any]:
        decision = self.state.decision
        assert decision is not None
        return (decision.touch.step if decision.touch else None, decision.send_at)

    def closed(self) -> set[tuple[str, str]]:
        """The channels that the ledger holds closed, with whose fact closed them."""
        with self.ledger._database.reading() as connection:
            rows = connection.execute(suppressions.select().where(suppressions.c.lifted_at.is_(None))).all()
        return {(row.channel, row.candidate_id) for row in rows}

    def heeds(self, action: Any, channel: Channel | None, reason: str) -> None:
        """Somebody with the address says so at a door."""
        with self.ledger._database.writing("inbox") as connection:
            heed(
                connection,
                self.ledger._seals,
                SuppressionRequest(action, channel, reason, email=MAIL),
                self.now.isoformat(),
            )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS)
    made.playbooks.apply(DEFAULT.model_dump(mode="json"), DEFAULT.version, "tests", NIGHT - 30 * D)
    yield made
    made.close()


def applied(ledger: Ledger, whose: str = ANN, *, stage: str = "interview", job: str = "eng", **person: Any) -> Clock:
    clock = Clock(ledger, whose)
    candidate = {"first_name": "Ann", "email": MAIL, "timezone": "America/New_York", "country": "US"} | person
    clock.told(
        "application_received", application_id=job, job_id=job, job_title="Engineer", stage=stage, candidate=candidate,
        recruiter={"name": "Rita"},
    )  # fmt: skip
    return clock


@pytest.fixture
def ann(ledger: Ledger) -> Clock:
    return applied(ledger, phone=NUMBER)


def told_again(clock: Clock) -> CandidateState:
    """The state as whoever reads the record from its beginning comes to it."""
    with clock.ledger.book(clock.whose) as book:
        facts, _ = book.since(0, 1000)
    return evolve_all(begin(clock.whose), facts)


# ---------------------------------------------------------------- the record


def test_r21_the_record_has_both_with_their_authors_and_can_be_told_again(ann: Clock) -> None:
    before = ann.next
    mistake = ann.told("rejected", application_id="eng", author="Kim")
    assert ann.next[0] == "closure"
    assert ann.undoes(mistake).becomes == "done"
    assert ann.next == before
    entries = ann.ledger.timeline(ANN)
    kept = [(row["type"], row["author"]) for row in entries if row["type"] in ("rejected", "taken_back", "undone")]
    assert kept == [("rejected", "Kim"), ("taken_back", "Rita"), ("undone", "Rita")]
    assert entries[-1]["why"] == "the rejection was undone, as if it had never been recorded"
    assert ann.ledger.verify(ANN) == []
    assert changes.between(told_again(ann), ann.state) == {}
    view = ann.ledger.status(ANN)
    assert view is not None and view["undo"]["taken_back"] and view["undo"]["about"] == mistake


def test_r21_what_went_out_for_it_is_named_with_its_time_and_nothing_changes(ann: Clock) -> None:
    mistake = ann.told("rejected", application_id="eng")
    assert ann.sends() == "closure"
    standing = ann.next
    answer = ann.undoes(mistake)
    assert answer.becomes == "refused"
    assert answer.why[0].text == (
        f"The rejection message went out by email because of it ({_when(ann)}), so it can't be undone; record what "
        "is true now instead."
    )
    assert ann.next == standing and ann.state.applications[0].stage == "rejected"
    view = ann.ledger.status(ANN)
    assert view is not None and view["undo"]["why"] == answer.why[0].text and not view["undo"]["taken_back"]


def _when(clock: Clock) -> str:
    [row] = [row for row in clock.ledger.timeline(clock.whose) if row["type"] == "sent"]
    local = datetime.fromisoformat(row["at"]).astimezone(ZoneInfo("America/New_York"))
    return f"{local:%a}, {local:%b} {local.day}, {local.hour % 12 or 12}:{local:%M} {local:%p %Z}"


def test_r21_a_message_that_is_just_being_sent_stands_in_the_way(ann: Clock) -> None:
    mistake = ann.told("rejected", application_id="eng")
    touch = ann.state.decision.touch if ann.state.decision else None
    assert touch is not None
    with ann.ledger.book(ANN) as book:
        book.reserve(
            touch_key=touch.key, attempt=1, application_id="eng", step=touch.step, channel=Channel.EMAIL, address=MAIL,
            subject="", body="", message_id="", at=ann.now, playbook="",
        )  # fmt: skip
    assert "We don't know whether the rejection message" in ann.undoes(mistake).why[0].text


def test_r21_tasks_that_it_closed_are_open_again_and_those_that_it_opened_are_not(ann: Clock) -> None:
    ann.told("promise", by=f"{ann.now + D:%Y-%m-%d}", application_id="eng")
    ann.now += D / 2
    ann.decides()
    kinds = {task["kind"] for task in ann.ledger.tasks(candidate_id=ANN)}
    assert "promise" in kinds
    mistake = ann.told("hired", application_id="eng")  # a start date is asked for, and nothing is promised any more
    ann.now += 10 * M
    ann.decides()
    assert {task["kind"] for task in ann.ledger.tasks(candidate_id=ANN)} == {"startdate"}
    assert ann.undoes(mistake).becomes == "done"
    assert {task["kind"] for task in ann.ledger.tasks(candidate_id=ANN)} == kinds
    assert {task.kind for task in ann.state.tasks} == kinds


def test_r21_the_state_stays_small_however_often_something_is_taken_back(ann: Clock) -> None:
    sizes = []
    for _ in range(12):
        ann.told("rejected", application_id="eng", feedback="A word.")
        assert ann.undoes().becomes == "done"
        sizes.append(len(ann.state.model_dump_json()))
    assert sizes[-1] <= sizes[3] + 400 and sizes[-1] < 6000
    markers = [len(v.model_dump_json()) for v in ann.verdicts if any(f.type == "undone" for f in v.events)]
    assert max(markers) < 4000


def test_r26_an_older_release_keeps_it_and_the_newer_one_carries_it_out(ann: Clock) -> None:
    before = ann.next
    mistake = ann.told("rejected", application_id="eng")
    ann.undoes(mistake)
    state = ann.state
    with older_release("taken_back", "undone"):
        ann.state = begin(ANN)  # read anew by the older release, to which the rejection stands
        ann.decides()
        assert ann.state.applications[0].stage == "rejected"
    ann.decides()
    assert ann.state.applications == state.applications and ann.next == before


def test_r21_r3_what_is_due_as_it_is_taken_back_does_not_go() -> None:
    """Due comes before stale, and the delivery looks at what was taken back before it sends."""
    world = World()
    world.applies()
    world.works()
    while not world.taken:  # the first of three messages, two minutes apart
        world.now = max(world.now, world.decision.at or world.now)
        world.works()
    world.now += timedelta(seconds=10)
    world.accept(
        e.SendRequested(event_id="now", occurred_at=world.now, application_id="eng", step="second", source="cli")
    )
    world.works()
    assert world.decision.action == "send" and world.decision.at is not None and world.decision.at <= world.now
    world.accept(e.TakenBack(event_id="no", occurred_at=world.now, about="now", source="cli"))
    world.works()
    assert [mail.key.split("/")[3] for mail in world.taken] == ["hello"]
    assert [f.becomes for f in world.timeline() if isinstance(f, e.Undone)] == ["done"]
    assert world.decision.at is not None and world.decision.at > world.now
    assert world.broken == [] and world.ledger.verify("manual:ann") == []
    world.close()


def test_r26_a_defect_of_the_rules_refuses_the_undo_and_stops_no_clock(
    ann: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake = ann.told("pause")

    def breaks(*_: Any, **__: Any) -> None:
        raise KeyError("what nobody thought of")

    monkeypatch.setattr("domain.decisions.twin.Lives.live", breaks)
    answer = ann.undoes(mistake)
    assert answer.becomes == "refused" and "please report it" in answer.why[0].text
    assert ann.state.paused_since is not None and ann.state.pending == ()


def test_r21_a_follow_up_that_had_ended_is_opened_again(ann: Clock) -> None:
    before = ann.next
    mistake = ann.told("withdrawn", application_id="eng")
    ann.state = begin(ANN)  # a new run, which has not read the record yet
    ann.told("undo", about=mistake, application_id="eng")
    assert ann.next == before and ann.state.applications[0].stage == "interview"


# ---------------------------------------------------------------- stops (R7)


def test_r21_a_stop_that_is_taken_back_closes_no_address_any_more(ann: Clock) -> None:
    before = ann.next
    mistake = ann.told("opted_out")
    assert ann.closed() == {("all", ANN)} and ann.next == (None, None)
    answer = ann.undoes(mistake)
    assert (answer.becomes, answer.closed) == ("done", ())
    assert ann.closed() == set() and ann.next == before


def test_r21_r7_a_stop_of_their_own_at_the_same_address_stays(ann: Clock) -> None:
    ann.heeds("close", Channel.EMAIL, "asked us to stop")  # it holds at once, and its fact is still to be told
    mistake = ann.told("opted_out")
    theirs = ann.told("opted_out", channel="email", source="mail", author="candidate")
    assert "only they can take that back" in ann.undoes(theirs).why[0].text
    assert ann.undoes(mistake).becomes == "done"
    assert ann.state.closed_channels == (Channel.EMAIL,) and not ann.state.stopped
    assert {channel for channel, _ in ann.closed()} == {"email"}
    assert ann.next == (None, None)


def test_r21_r7_what_somebody_unknown_had_stopped_before_stays_stopped(ann: Clock) -> None:
    ann.heeds("close", None, "asked us to stop")
    assert ann.closed() == {("all", NOBODY)}
    mistake = ann.told("opted_out")
    assert ann.undoes(mistake).becomes == "done"
    assert {channel for channel, _ in ann.closed()} == {"all"}
    assert ann.next == (None, None)


def test_r21_r7_what_another_person_with_the_address_stopped_stays_stopped(ann: Clock) -> None:
    mistake = ann.told("opted_out", channel="email")
    bob = applied(ann.ledger, BOB, job="ops", first_name="Bob")
    bob.told("opted_out", channel="email", source="mail")
    assert ann.undoes(mistake).becomes == "done"
    assert {channel for channel, _ in ann.closed()} == {"email"}


def test_r21_r7_a_stop_of_theirs_from_before_holds_at_an_older_address_too(ann: Clock) -> None:
    ann.told("opted_out", channel="email", source="page", author="candidate")
    before = ann.closed()
    ann.told("candidate_updated", candidate={"email": "new@example.com"})
    mistake = ann.told("opted_out")
    assert ann.undoes(mistake).becomes == "done"
    assert before == {("email", ANN)} and ann.closed() == before
    with ann.ledger._database.reading() as connection:
        rows = connection.execute(suppressions.select().where(suppressions.c.lifted_at.is_(None))).all()
    assert ann.ledger._seals.email(MAIL).newest in {row.address_hmac for row in rows}  # type: ignore[union-attr]


def test_r21_a_doubt_answered_with_stop_by_mistake_closes_no_address_any_more(ann: Clock) -> None:
    ann.told("reply_received", text="Could you take me off this list?", source="mail")
    [task] = ann.ledger.tasks(candidate_id=ANN)
    mistake = ann.told("approve", task_id=task["task"], answer="stop")
    assert ann.closed() == {("all", ANN)}
    assert ann.undoes(mistake).becomes == "done"
    assert ann.closed() == set() and ann.state.doubt is not None and ann.next == (None, None)


def test_r21_r17_an_address_that_was_given_by_mistake_finds_nobody_any_more(ann: Clock) -> None:
    mistake = ann.told("candidate_updated", candidate={"email": "bob@example.com"})
    assert ann.ledger.find_by_address(email="bob@example.com") == [ANN]
    assert ann.undoes(mistake).becomes == "done"
    assert ann.ledger.find_by_address(email="bob@example.com") == []
    assert ann.ledger.find_by_address(email=MAIL) == [ANN] and ann.state.candidate.email == MAIL


def test_r21_allow_that_is_taken_back_closes_again(ann: Clock) -> None:
    ann.told("opted_out", source="page", author="candidate")
    mistake = ann.told("opted_in")
    assert ann.closed() == set()
    assert ann.undoes(mistake).becomes == "done"
    assert ann.state.stopped and {channel for channel, _ in ann.closed()} == {"all"}


@pytest.mark.parametrize(
    ("mistake", "back"),
    [
        ("opted_out", ("opted_in", {})),
        ("hired", ("stage_changed", {"stage": "interview"})),
        ("hired", ("hire_withdrawn", {})),
        ("withdrawn", ("stage_changed", {"stage": "interview"})),
        ("rejected", ("rejection_withdrawn", {})),
        ("rejected", ("stage_changed", {"stage": "interview"})),
    ],
)
def test_r21_what_is_told_back_moves_no_next_contact(
    ann: Clock, mistake: str, back: tuple[str, dict[str, Any]]
) -> None:
    assert ann.sends() == "invite"
    before, promise = ann.next, ann.state.applications[0].promise_by
    assert before[1] is not None and before[1] > ann.now
    ann.told(mistake, application_id="eng")
    assert ann.next != before
    name, more = back
    ann.told(name, application_id="eng", **more)
    assert (ann.next, ann.state.applications[0].promise_by) == (before, promise)
    assert [row["type"] for row in ann.ledger.timeline(ANN)].count("undone") == 1
    assert ann.closed() == set()
    assert changes.between(told_again(ann), ann.state) == {}


def test_r21_a_move_that_takes_nothing_back_is_a_move(ann: Clock) -> None:
    ann.told("stage_changed", application_id="eng", stage="screening")
    ann.now += 3 * D
    ann.told("stage_changed", application_id="eng", stage="interview")
    assert "undone" not in [row["type"] for row in ann.ledger.timeline(ANN)]
    assert ann.state.applications[0].entry.entered_at == ann.now


# ---------------------------------------------------------------- other ids of the same person (R17)


def test_r21_what_was_told_under_an_id_that_was_joined_is_taken_back(ann: Clock) -> None:
    bob = applied(ann.ledger, BOB, job="ops", phone="+12125550199", email="bob@example.com")
    mistake = bob.told("opted_out")
    ann.told("candidate_merged", merged_id=BOB)
    bob.now = ann.now
    bob.told("candidate_merged", merged_id=BOB, into=ANN)
    ann.now = bob.now + M
    ann.decides()
    assert ann.state.joined == (BOB,) and ann.state.stopped
    assert {whose for _, whose in ann.closed()} == {ANN, BOB}
    assert ann.undoes(mistake).becomes == "done"
    assert not ann.state.stopped and ann.closed() == set()
    assert {a.application_id for a in ann.state.applications} == {"eng", "ops"}
    assert ann.next[0] is not None
    assert changes.between(told_again(ann), ann.state) == {}
    later = ann.told("rejected", application_id="eng")  # across what was taken back, and after it
    paused = ann.told("pause")
    assert [ann.undoes(one).becomes for one in (later, paused)] == ["done", "done"]
    assert not ann.state.stopped and ann.closed() == set() and ann.state.paused_since is None


def test_r21_what_was_told_before_something_of_a_joined_record_was_taken_back(ann: Clock) -> None:
    bob = applied(ann.ledger, BOB, job="ops", phone="+12125550199", email="bob@example.com")
    stop = bob.told("opted_out")
    ann.told("candidate_merged", merged_id=BOB)
    bob.now = ann.now
    bob.told("candidate_merged", merged_id=BOB, into=ANN)
    ann.now = bob.now + M
    ann.decides()
    between = ann.told("note", text="She likes rowing.", application_id="eng")
    assert ann.undoes(stop).becomes == "done" and not ann.state.stopped
    assert ann.undoes(between).becomes == "done"
    assert not ann.state.stopped and ann.state.applications[0].note == "" and ann.closed() == set()
