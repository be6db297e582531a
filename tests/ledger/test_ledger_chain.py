"""Everything on record, once, in order, and tamper-evident (R15)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from domain.events import ApplicationReceived, Contactable, Event, Reason, Skipped
from domain.names import Stage
from domain.state.model import CandidateState, Position
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, person, replied, sent
from tests.ledgers import forget


def test_a_fact_told_twice_stands_once(ledger: Ledger) -> None:
    append(ledger, noted(1), noted(2))
    with ledger.book(ANN) as book:
        before = book.position()
        assert book.append([noted(1), noted(2)], person(), NOW) == before
        after = book.append([noted(2), noted(3), noted(3), noted(1), noted(4)], person(), NOW)
    assert (before.seq, after.seq) == (2, 4)
    with ledger.book(ANN) as book:
        events, reached = book.since(0, 100)
        assert book.position() == after == reached
    assert [event.event_id for event in events] == ["note-1", "note-2", "note-3", "note-4"]
    assert ledger.verify(ANN) == []


def test_facts_come_back_as_they_were_told(ledger: Ledger) -> None:
    told: list[Event] = [
        ApplicationReceived(
            event_id="application",
            occurred_at=NOW,
            source="greenhouse",
            application_id="a1",
            candidate=Contactable(first_name="Ann", email="ann@example.com", sms_consent_at=NOW),
            job_id="j1",
            applied_at=NOW,
            notes="met at the fair\u0000",
        ),
        replied(words="Ja, gerne – Grüße"),
        Skipped(
            event_id="skip",
            occurred_at=NOW,
            application_id="a1",
            touch_key="k",
            stage=Stage.APPLIED,
            step="update",
            occurrence="1",
            why=(Reason(rule="R3", text="they answered"),),
        ),
        sent("k"),
    ]
    append(ledger, *told)
    with ledger.book(ANN) as book:
        assert book.since(0, 10)[0] == told
        first, reached = book.since(1, 2)
        assert first == told[1:3]
        assert reached.seq == 3
        assert book.since(reached.seq, 2)[0] == told[3:]
        assert book.since(4, 2) == ([], book.position())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE timeline SET payload = replace(payload, 'kim', 'lee') WHERE seq = 2", "Entry 2 (noted) was changed"),
        ("UPDATE timeline SET occurred_at = '2026-01-01T00:00:00.000000+00:00' WHERE seq = 2", "Entry 2"),
        (
            """UPDATE timeline SET personal = '{"text" : "liked the other talk"}' WHERE seq = 2""",
            "its text was changed",
        ),
        ("UPDATE timeline SET personal = 'no JSON' WHERE seq = 2", "cannot be read"),
        ("DELETE FROM timeline WHERE seq = 2", "Entry 2 is missing"),
        ("DELETE FROM timeline WHERE seq = 3", "The entries after 2 are missing"),
        ("DELETE FROM timeline", "The entries after 0 are missing"),
        ("UPDATE candidates SET head = 'another'", "was rewritten"),
    ],
)
def test_tampering_is_found(ledger: Ledger, execute: Callable[..., list[Any]], change: str, says: str) -> None:
    append(ledger, noted(1), noted(2), noted(3))
    with ledger.book(ANN) as book:
        book.project(CandidateState(candidate=person()), {"name": "Ann"})
    assert ledger.verify(ANN) == []
    execute(change)
    findings = ledger.verify(ANN)
    assert findings
    assert says in " ".join(findings)
    assert "compiler" not in " ".join(findings)


def test_erasing_personal_values_keeps_the_chain_valid(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    append(ledger, noted(1), replied(words="my mother is ill"), sent("k"))
    with ledger.book(ANN) as book:
        before = book.position()
    forget(ledger, ANN, NOW)
    assert ledger.verify(ANN) == []
    with ledger.book(ANN) as book:
        note, reply, message, last = book.since(0, 10)[0]
        assert last.type == "erased"
        assert book.append([noted(2)], person(), NOW).seq == before.seq + 1  # nothing is written about them any more
    assert note.model_dump()["text"] == "(erased)"
    assert reply.model_dump()["text"] == "(erased)", "that they wrote something counts"
    assert "subject" not in message.model_dump()
    assert ledger.verify(ANN) == []
    assert [fact.get("erased") for fact in ledger.timeline(ANN)] == [["text"], ["text"], ["subject"], None]
    stored = str(execute("SELECT * FROM timeline WHERE seq <= 3"))
    for word in ("mother", "compiler", "Thank you"):
        assert word not in stored


def test_a_hash_alone_does_not_give_a_personal_value_away(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    append(ledger, noted(1, "no"), noted(2, "no"))
    first, second = execute("SELECT commitments FROM timeline ORDER BY seq")
    assert first != second


def test_concurrent_appends_for_one_candidate_stay_in_order_without_gaps(ledger: Ledger, ledger_url: str) -> None:
    other = Ledger(ledger_url, KEYS)  # as another process has its own connections and locks
    failures: list[BaseException] = []
    start = threading.Barrier(6)

    def write(mine: Ledger, number: int) -> None:
        try:
            start.wait()
            for k in range(8):
                append(mine, noted(number * 100 + k), noted(5000 + k))  # the second is told by everybody
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=((ledger, other)[n % 2], n)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert failures == []
    assert ledger.verify(ANN) == []
    with ledger.book(ANN) as book:
        events, reached = book.since(0, 1000)
    assert reached.seq == len(events) == 6 * 8 + 8
    told = [int(event.event_id.removeprefix("note-")) for event in events]
    for n in range(6):
        mine = [number for number in told if number // 100 == n]
        assert mine == sorted(mine)


def test_the_ledger_says_how_it_stands_to_a_position(ledger: Ledger) -> None:
    append(ledger, noted(1))
    with ledger.book(ANN) as book:
        first = book.position()
    append(ledger, noted(2), noted(3))
    with ledger.book(ANN) as book:
        last = book.position()
        assert book.compare(last) == "same"
        assert book.compare(first) == "ahead"
        assert book.compare(Position()) == "ahead"
        assert book.compare(Position(seq=4, head=last.head)) == "behind"
        assert book.compare(Position(seq=3, head="another story")) == "behind"
        assert book.compare(Position(seq=1, head="another story")) == "behind"
        assert book.compare(Position(seq=0, head="another story")) == "behind"
    with ledger.book("manual:nobody") as book:
        assert book.position() == Position()
        assert book.compare(Position()) == "same"
        assert book.compare(last) == "behind"
        assert book.since(0, 5) == ([], Position())


def test_what_fails_leaves_no_trace(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.book(ANN) as book:  # noqa: PT012  the body is what is rolled back
        book.append([noted(1)], person(), NOW)
        _ = 1 / 0
    assert not ledger.known(ANN)
    append(ledger, noted(1))
    assert ledger.known(ANN)


def test_each_candidate_has_a_chain_of_their_own(ledger: Ledger) -> None:
    append(ledger, noted(1))
    append(ledger, noted(1), candidate_id="manual:bob")
    with ledger.book(ANN) as ann:
        anns = ann.position()
    with ledger.book("manual:bob") as bob:
        assert bob.position().seq == anns.seq == 1
        assert bob.position().head != anns.head


def test_the_timeline_tells_what_happened_and_why(ledger: Ledger) -> None:
    why = (Reason(rule="R5", text="It is night there."), Reason(rule="R4", text="one a day"))
    append(ledger, noted(1), sent("k", why=why))
    note, message = ledger.timeline(ANN)
    assert note == {
        "at": "2026-03-02T14:31:00+00:00",
        "type": "noted",
        "event_id": "note-1",
        "why": "",
        "reasons": [],
        "source": "system",
        "author": "kim",
        "application_id": None,
        "text": "liked the compiler talk",
    }
    assert message["why"] == "It is night there; one a day"
    assert message["reasons"] == [{"rule": "R5", "text": "It is night there."}, {"rule": "R4", "text": "one a day"}]
    assert {"step", "channel", "subject", "touch_key", "provider_message_id"} <= message.keys()
    assert ledger.timeline("manual:nobody") == []
