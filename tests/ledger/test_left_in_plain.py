"""What earlier releases left on record in plain: an erasure takes it out, sealing later seals it, the record holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.events import (
    HistoryJoined,
    InterviewScheduled,
    OfferExtended,
    Reason,
    Recovered,
    Skipped,
    TaskOpened,
    Withdrawn,
)
from domain.names import Channel, Stage
from domain.reducers.evolve import begin, evolve_all
from domain.reducers.merged_history import joined_fact, put_together, taken_apart
from domain.state.model import HELD_BESIDE_FACTS, CandidateState, Task, Undelivered
from ledger.audit.verifier import signed_part, verify
from ledger.schema import timeline
from ledger.store import Ledger
from ledger.timeline import facts
from ledger.timeline import hash_chain as chain
from ledger.upserts import insert_or_keep
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, person
from tests.ledger.keys_for_tests import Keys
from tests.ledger.record import Record, key
from tests.ledger.test_resealing import seal_all
from tests.ledgers import forget, put

PLACE, TITLE, NEXT_STEP = "Wharf Studio, 4th floor", "Portfolio review of the Ness project", "Ring Odile about the visa"
TASK, REASON = "Answer what they wrote of Lanzarote", "moving to Lanzarote for love"
WORDS = (PLACE, TITLE, NEXT_STEP, "Lanzarote")
RECORD: dict[str, Any] = {
    "candidate": {"candidate_id": "manual:old"},
    "applications": [
        {
            "application_id": "a1",
            "job_id": "eng",
            "known_since": NOW.isoformat(),
            "entry": {"stage": "offer", "number": 1, "entered_at": NOW.isoformat()},
            "interviews": [
                {
                    "interview_id": "1",
                    "at": NOW.isoformat(),
                    "ends_at": NOW.isoformat(),
                    "told_at": NOW.isoformat(),
                    "title": TITLE,
                    "location": PLACE,
                }
            ],
            "offer": {"extended_at": NOW.isoformat(), "next_step": NEXT_STEP},
        }
    ],
    "tasks": [
        {
            "task_id": "t1",
            "kind": "answer",
            "title": TASK,
            "opened_at": NOW.isoformat(),
            "due_at": NOW.isoformat(),
        }
    ],
}
"""As the releases before wrote it; what they knew to be personal stood beside it."""
DETAILS: dict[str, Any] = {
    "candidate": {"candidate_id": "manual:old", "first_name": "Ann"},
    "applications": {"a1": {"interviews": [{"link": "https://meet.example/1"}], "offer": {"pay": "80,000"}}},
}
JOINED = HistoryJoined(
    event_id="joined:manual:old", occurred_at=NOW, merged_id="manual:old", record=RECORD, details=DETAILS
)
OPENED = TaskOpened(event_id="opened:t1", occurred_at=NOW, task_id="t1", kind="answer", title=TASK, due_at=NOW)
SKIPPED = Skipped(
    event_id="skipped:1",
    occurred_at=NOW,
    application_id="a1",
    touch_key=f"{ANN}/a1/applied.1/hello/1",
    stage=Stage.APPLIED,
    step="hello",
    occurrence="1",
    why=(Reason(rule="R3", text=f"{REASON}, so it isn't sent"),),
)


def as_before(ledger: Ledger, whose: str = ANN) -> None:
    """On record as an earlier release had it: a task's title, a merge, and a reason that quotes a withdrawal."""
    append(ledger, noted(1), Withdrawn(event_id="w", occurred_at=NOW, reason=REASON), candidate_id=whose)
    with ledger._database.writing(whose) as connection:
        row = connection.execute(
            timeline.select().where(timeline.c.candidate_id == whose).order_by(timeline.c.seq.desc())
        ).first()
        assert row is not None
        entry = chain.link(
            row.hash,
            candidate_id=whose,
            seq=row.seq + 1,
            event_id=OPENED.event_id,
            type=OPENED.type,
            occurred_at="2026-03-02T14:30:00.000000Z",
            public={"task_id": "t1", "kind": "answer", "title": TASK, "due_at": NOW.isoformat(), "source": "system"},
            personal={},
        )
        insert_or_keep(connection, timeline, [facts.as_row(connection, entry, "2026-03-02T14:30:00.000000Z")])
    append(ledger, JOINED, SKIPPED, noted(2), candidate_id=whose)


def in_plain(ledger: Ledger, execute: Callable[..., list[Any]]) -> set[str]:
    rows = str([tuple(row) for table in ("timeline", "replaced_facts") for row in execute(f"SELECT * FROM {table}")])
    return {one for one in WORDS if one in rows}


@pytest.fixture
def record(ledger: Ledger, execute: Callable[..., list[Any]]) -> Record:
    made = Record(ledger, execute)
    as_before(ledger)
    made.checkpoint()
    return made


def test_r23_an_erasure_takes_out_what_an_earlier_release_left_in_plain_and_the_record_holds(record: Record) -> None:
    ledger = record.ledger
    assert in_plain(ledger, record.execute) == set(WORDS)
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW, record.key.sign)
    assert in_plain(ledger, record.execute) == set()
    assert ledger.erasures.one(erasure).done["ledger"]["plain"] == 3
    assert ledger.verify(ANN) == []
    assert [one["type"] for one in ledger.timeline(ANN)][-2:] == ["put_apart", "erased"]
    found = record.examined()
    assert found.ok, found.findings
    assert sum("left in it in plain" in note for note in found.notes) == 3
    record.checkpoint()
    assert ledger.log.doubts(record.key.public) == []
    ledger.erasures.empty(erasure, NOW, record.key.sign)  # once more, after a crash
    assert [one["type"] for one in ledger.timeline(ANN)].count("put_apart") == 1
    assert record.examined().ok


def test_r15_nobody_without_the_key_can_say_that_an_entry_was_put_apart(record: Record) -> None:
    """Whoever can write the ledger can make the entry, and not its signature."""
    ledger = record.ledger
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW, key("forger", 3).sign)
    found = record.examined()
    assert any("no key that is known has signed it" in one for one in found.findings)
    assert any("isn't what the log took in" in one for one in found.findings)
    record.checkpoint()
    assert len(ledger.log.doubts(record.key.public)) == 3


def test_r15_what_was_put_apart_can_be_changed_no_further(record: Record) -> None:
    ledger = record.ledger
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW, record.key.sign)
    record.rewrite(ANN, 3, kind="call")
    assert ledger.verify(ANN) != []
    assert not record.examined().ok


def test_r15_an_entry_that_was_rewritten_before_is_vouched_for_by_nobody(record: Record) -> None:
    ledger = record.ledger
    record.rewrite(ANN, 3, kind="call")
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW, record.key.sign)
    assert in_plain(ledger, record.execute) == set(), "it goes all the same"
    assert len(ledger.verify(ANN)) == 1
    assert not record.examined().ok


@pytest.mark.parametrize("signed", [True, False], ids=["by an operator", "by nobody"])
def test_r15_a_recovery_that_an_operator_signed_counts_without_its_words_and_a_forged_one_does_not(
    record: Record, signed: bool
) -> None:
    """What is left of it isn't what they signed; that they did stands under the key of the checkpoints."""
    ledger, operator = record.ledger, key("operator", 9)
    record.operators = [operator.public]
    ledger.playbooks.apply({"audit": {"operators": record.operators}}, "v1", "kim", NOW)
    with ledger.book(ANN) as book:
        position = book.position()
        lost = Recovered(
            event_id="lost@8", occurred_at=NOW, since=position.seq + 1, until=position.seq + 2, lost=2, record=RECORD
        )
        after = position.replace(seq=position.seq + 1)
        sign = (lambda entry: operator.sign(signed_part(entry)[0])) if signed else None
        (entry,) = facts.linked(ANN, [lost], after, sign)
        insert_or_keep(book._connection, timeline, [facts.as_row(book._connection, entry, "2026-03-02T14:30:00.000Z")])
    record.checkpoint()
    assert record.examined(operators=record.operators).ok is signed
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW, record.key.sign)
    assert in_plain(ledger, record.execute) == set()
    found = record.examined(operators=record.operators)
    assert found.ok is signed, found.findings
    assert signed or "no operator" in "".join(found.findings)
    assert ledger.verify(ANN) == []
    assert not record.examined(operators=[key("another", 4).public]).ok


def test_r23_what_this_release_put_on_record_stays_as_it_is(ledger: Ledger) -> None:
    """Our own reasons are nobody's words, also where several entries have the same one."""
    why = (Reason(rule="R9", text="a reply has an answer within a business day, so it has to wait until Monday"),)
    append(ledger, noted(1), OPENED.replace(why=why), SKIPPED.replace(why=why), candidate=person(first_name="Ann"))
    append(ledger, joined_fact(evolve_all(put_together("manual:old", RECORD, DETAILS), []), NOW))
    erasure = forget(ledger, ANN, NOW)
    assert ledger.erasures.one(erasure).done["ledger"]["plain"] == 0
    assert [one["type"] for one in ledger.timeline(ANN)][-2:] == ["history_joined", "erased"]


@pytest.fixture
def before_keys(tmp_path: Path) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db", with_playbook=True)
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS, Keys(tmp_path / "keys").place)
    as_before(made)
    yield made
    made.close()


def test_r23_sealing_later_seals_what_an_earlier_release_left_in_plain_and_it_is_read_as_before(
    before_keys: Ledger, tmp_path: Path
) -> None:
    ledger, signs = before_keys, key()
    before = ledger.timeline(ANN)
    state = _folded(ledger)
    ledger.keys.begin_ledger()
    while ledger.seal_more(NOW, signs.sign):
        pass
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))
    assert [one for one in WORDS if one.encode() in raw] == []
    assert ledger.verify(ANN) == []
    after = ledger.timeline(ANN)
    assert after.pop()["type"] == "put_apart"
    assert [one.get("title") for one in after] == [one.get("title") for one in before]
    assert [one.get("why") for one in after] == [one.get("why") for one in before]
    assert _folded(ledger) == state
    seal_all(ledger)
    assert [one["type"] for one in ledger.timeline(ANN)].count("put_apart") == 1
    forget(ledger, ANN, NOW)
    assert ledger.verify(ANN) == []


def _folded(ledger: Ledger) -> CandidateState:
    with ledger.book(ANN) as book:
        events, *_ = book.since(0, 100)
    state = evolve_all(begin(ANN), [event for event in events if event.type != "put_apart"])
    return state.replace(seen=(), tail=())


def test_r23_a_merge_and_a_recovery_leave_nothing_personal_in_plain() -> None:
    """Tasks quote what came in, and an address is known by its mark."""
    facts_of_theirs = [
        InterviewScheduled(
            event_id="i",
            occurred_at=NOW,
            application_id="a1",
            at=NOW,
            title=TITLE,
            location=PLACE,
        ),
        OfferExtended(event_id="o", occurred_at=NOW, application_id="a1", next_step=NEXT_STEP),
    ]
    state = evolve_all(put_together(ANN, RECORD, DETAILS), facts_of_theirs)
    state = state.replace(
        candidate=person(),
        tasks=(Task(task_id="t1", kind="answer", title=TASK, opened_at=NOW, due_at=NOW),),
        undelivered={str(Channel.EMAIL): Undelivered(address="a-mark", first_at=NOW, last_at=NOW)},
    )
    state = state.replace(**{name: CandidateState.model_fields[name].default for name in HELD_BESIDE_FACTS})
    record, details = taken_apart(state, without=HELD_BESIDE_FACTS)
    assert [one for one in (*WORDS, "a-mark") if one in json.dumps(record)] == []
    assert put_together(ANN, record, details) == state
    joined = joined_fact(state, NOW)
    assert [one for one in (*WORDS, "a-mark") if one in json.dumps(joined.record)] == []


def test_r15_an_outsider_without_the_product_is_told_the_same(record: Record) -> None:
    ledger = record.ledger
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW, record.key.sign)
    data = record.export(None).data
    assert verify(data, record.key.public, checkpoints=record.mailed).ok
    assert not verify(data, key("another").public, checkpoints=record.mailed).ok
