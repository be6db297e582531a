"""On a sealed ledger no word of a person stands in its file, and everything is found and read as ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.events import TaskCompleted, TaskOpened
from domain.names import Channel, workflow_id
from domain.state.model import Candidate
from ledger.audit.verifier import verify
from ledger.delivery.attempts import Attempt
from ledger.inbox.rows import Arrival
from ledger.keys.columns import MARK
from ledger.keys.key_store import KeysUnavailable
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, person, replied, reserve
from tests.ledger.keys_for_tests import Keys
from tests.ledger.record import Record
from tests.ledger.test_ledger_reading import project, state, view
from tests.ledgers import forget, put

BOB = "manual:bob"
PLANTED = (
    "Wilhelmina", "Oppenheimer", "willa.o@example.com", "2125550187", "likes compilers", "Thursday suits",
    "word on pay",
)  # fmt: skip


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


@pytest.fixture
def ledger(tmp_path: Path, keys: Keys) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db", with_playbook=True)
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS, keys.place)
    assert made.keys.begin_ledger()
    yield made
    made.close()


def willa(candidate_id: str = ANN) -> Candidate:
    return person(
        candidate_id,
        first_name="Wilhelmina",
        last_name="Oppenheimer-Lee",
        email="willa.o@example.com",
        phone="+12125550187",
    )


def live(ledger: Ledger, candidate_id: str = ANN) -> None:
    """Somebody who applied, wrote, was noted about and written to."""
    lived = state(candidate_id, "j1")
    project(ledger, lived.model_copy(update={"candidate": willa(candidate_id)}), days=3)
    append(ledger, noted(1, "likes compilers"), replied(words="Thursday suits me"), candidate_id=candidate_id)
    asked = {"task_id": f"t-{candidate_id}", "kind": "answer", "assignee": "kim", "due_at": NOW, "occurred_at": NOW}
    append(
        ledger,
        TaskOpened.model_validate(asked | {"event_id": "t1", "title": "Call Wilhelmina"}),
        TaskCompleted(event_id="t2", occurred_at=NOW, task_id=f"t-{candidate_id}", result="she likes compilers"),
        candidate_id=candidate_id,
    )
    put_in(ledger, f"mail-{candidate_id}", "Thursday suits Wilhelmina", error="no date in: Thursday suits")
    reserve(
        ledger, f"{candidate_id}/j1/applied.1/hello/1", candidate_id=candidate_id, address="willa.o@example.com",
        subject="Dear Wilhelmina", body="a word on pay",
    )  # fmt: skip


def put_in(ledger: Ledger, key: str, body: str, error: str = "") -> int:
    """Something that came in about nobody known, and could not be told."""
    ledger.inbox.put([Arrival("sendgrid", key, "mail", "", body, NOW)])
    number = next(row["number"] for row in reversed(ledger.inbox.listing()))
    if error:
        ledger.inbox.settle(number, "not_understood", NOW, error=error)
    return int(number)


def attempts_of(ledger: Ledger, key: str) -> list[Attempt]:
    with ledger.book(key.partition("/")[0]) as book:
        return book.attempts(key)


def texts(ledger: Ledger, candidate_id: str = ANN) -> list[str]:
    return [row["text"] for row in ledger.timeline(candidate_id) if row.get("text")]


def in_plain(ledger: Ledger) -> set[str]:
    """Words that stand anywhere in the database's files."""
    file = ledger._database.file
    assert file is not None
    whole = b"".join(path.read_bytes() for path in file.parent.glob("ledger.db*"))
    return {word for word in PLANTED if word.encode() in whole}


def test_no_word_of_a_person_stands_in_the_ledgers_file(ledger: Ledger) -> None:
    live(ledger)
    assert in_plain(ledger) == set()
    assert texts(ledger) == ["likes compilers", "Thursday suits me"]
    assert ledger.verify(ANN) == []
    task = ledger.task(f"t-{ANN}")
    assert task is not None and (task["title"], task["result"]) == ("Call Wilhelmina", "she likes compilers")
    (came_in,) = ledger.inbox.listing()
    assert came_in["error"] == "no date in: Thursday suits"
    assert (ledger.inbox.one(came_in["number"]) or {})["body"] == "Thursday suits Wilhelmina"
    (attempt,) = attempts_of(ledger, f"{ANN}/j1/applied.1/hello/1")
    assert (attempt.address, attempt.subject) == ("willa.o@example.com", "Dear Wilhelmina")
    assert (ledger.snapshot(ANN) or {})["candidate"]["last_name"] == "Oppenheimer-Lee"


@pytest.mark.parametrize(
    "typed",
    ["Wilhelmina", "wil", "oppenheimer lee", "Lee, Wilh", "oppenheimer-l", "willa.o@example.com", "example.com",
     "+1 212 555 0187", "0187", ANN, "j1"],
)  # fmt: skip
def test_r17_they_are_found_by_what_they_are_called_reached_by_and_applied_for(ledger: Ledger, typed: str) -> None:
    live(ledger)
    lived = state(BOB, "j2").model_copy(update={"candidate": person(BOB, email="bob@example.org", phone="")})
    project(ledger, lived, days=3)
    assert [one["id"] for one in ledger.find(typed)[0]] == [ANN]
    assert [one["id"] for one in ledger.listing(search=typed)] == [ANN]


@pytest.mark.parametrize("typed", ["Wilhelmine", "oppenheimerx", "willa.o@example.org", "9999", "xx"])
def test_nobody_else_is_found(ledger: Ledger, typed: str) -> None:
    live(ledger)
    assert ledger.find(typed) == ([], 0)


@pytest.fixture
def many(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """More people of one name than are worth opening."""
    monkeypatch.setattr("ledger.queries.reading._OPENED", 3)
    names = [("Ann", "Lee"), ("Anna", "Lee"), ("Annette", "Leeds"), ("Lee", "Ann"), ("Zed Ann", "Lee"), ("Ann", "Leek")]
    for number, (first, last) in enumerate(names):
        ident = f"manual:p{number}"
        who = person(ident, first_name=first, last_name=last, email=f"p{number}@example.com", phone="")
        lived = state(ident, "j1").model_copy(update={"candidate": who})
        told = {"name": f"{first} {last}", "last_contact_at": (NOW + timedelta(days=number)).isoformat()}
        with ledger.book(ident) as book:
            book.project(lived, view(lived) | told)
    return ledger


@pytest.mark.parametrize(
    ("typed", "limit", "first"),
    [
        ("ann lee", 6, ["p0", "p3", "p4", "p5", "p2", "p1"]),  # called so, and then who was in touch last
        ("ann lee", 2, ["p0", "p3"]),
        ("lee", 2, ["p4", "p3"]),  # even of those who are called so there are many
        ("example", 2, ["p5", "p4"]),
    ],
)
def test_of_very_many_only_those_are_opened_who_are_shown(
    many: Ledger, keys: Keys, typed: str, limit: int, first: list[str]
) -> None:
    cold = Ledger(str(many._database.url), KEYS, keys.place)
    found, of_all = cold.find(typed, limit=limit)
    assert ([one["id"].removeprefix("manual:") for one in found], of_all) == (first, 6)
    assert len(cold.keys._by_id) <= limit + 1
    assert [one["id"] for one in cold.find(typed)[0]][:1] == ["manual:p0"], "all of them in the order of their names"
    cold.close()


def test_the_index_is_of_no_use_without_our_key(ledger: Ledger, tmp_path: Path) -> None:
    live(ledger)
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        marks = {mark for (mark,) in raw.execute("SELECT mark FROM search_marks")}
        assert raw.execute("SELECT words FROM search_words").fetchall() == [("\x02",)]
    raw.close()
    other = Ledger(str(ledger._database.url), ["another-secret"], None)
    assert len(marks) > 20 and all(len(mark) == 12 for mark in marks)
    other.close()


def test_attempts_in_doubt_to_one_address_are_told_apart_though_it_is_sealed(ledger: Ledger) -> None:
    first, second = f"{ANN}/j1/applied.1/hello/1", f"{BOB}/j1/applied.1/hello/1"
    reserve(ledger, first, candidate_id=ANN)
    reserve(ledger, second, candidate_id=BOB)
    assert ledger.doubt(first, 1).text == "", "the other has the same words, so they tell nothing"
    reserve(ledger, second, 2, candidate_id=BOB, body="other words", address="bob@example.com")
    assert ledger.doubt(second, 2).text == "other words"


def test_mail_to_colleagues_lies_under_the_installations_key(ledger: Ledger, tmp_path: Path) -> None:
    reserve(ledger, "-/digest/2026-07-15/kim", candidate_id="-", address="kim@example.com", body="Wilhelmina replied")
    assert in_plain(ledger) == set()
    (attempt,) = attempts_of(ledger, "-/digest/2026-07-15/kim")
    assert attempt.address == "kim@example.com" and attempt.channel is Channel.EMAIL


def test_r23_with_the_key_gone_what_was_sealed_reads_as_erased(ledger: Ledger) -> None:
    live(ledger)
    live(ledger, BOB)
    ledger.keys.shred(["candidate-manual-ann"])
    rows = ledger.timeline(ANN)
    assert [row["erased"] for row in rows] and not any("compilers" in str(row) for row in rows)
    assert ledger.verify(ANN) == [], "the chain holds without the words"
    assert texts(ledger, BOB) == ["likes compilers", "Thursday suits me"]
    (attempt,) = attempts_of(ledger, f"{ANN}/j1/applied.1/hello/1")
    assert attempt.address == ""


def test_keys_that_are_away_are_waited_for(ledger: Ledger, keys: Keys) -> None:
    live(ledger)
    cold = Ledger(str(ledger._database.url), KEYS, keys.place)
    keys.folder.rename(keys.folder.with_name("away"))
    for read in (lambda: cold.timeline(ANN), lambda: cold.find("Wilhelmina"), lambda: live(cold, BOB)):
        with pytest.raises(KeysUnavailable):
            read()
    keys.folder.with_name("away").rename(keys.folder)
    assert cold.find("Wilhelmina")[1] == 1
    cold.close()


def test_a_text_that_looks_sealed_is_a_text(ledger: Ledger, tmp_path: Path) -> None:
    put(tmp_path / "plain.db")
    plain = Ledger(f"sqlite:///{tmp_path / 'plain.db'}", KEYS)
    for one in (ledger, plain):
        reserve(one, f"{ANN}/j1/applied.1/hello/1", subject=f"{MARK}x.y", body="b")
        (attempt,) = attempts_of(one, f"{ANN}/j1/applied.1/hello/1")
        assert attempt.subject.endswith("sealed:x.y")
    plain.close()


def test_what_older_processes_wrote_in_plain_is_read_beside_it(ledger: Ledger, tmp_path: Path) -> None:
    older = Ledger(str(ledger._database.url), KEYS)  # knows no keys, as a process that has not heard yet
    live(older)
    live(ledger, BOB)
    assert [one["id"] for one in ledger.find("Wilhelmina")[0]] == [ANN, BOB]
    assert len(ledger.listing()) == 2
    assert ledger.timeline(ANN)[0]["text"] == ledger.timeline(BOB)[0]["text"]
    older.close()


def test_a_sealed_entry_that_was_changed_is_told_as_such(ledger: Ledger, tmp_path: Path) -> None:
    live(ledger)
    with sqlite3.connect(tmp_path / "ledger.db") as raw:
        raw.execute("UPDATE timeline SET personal = substr(personal, 1, length(personal) - 8) || 'AAAAAAA='")
    raw.close()
    with pytest.raises(KeysUnavailable, match="was changed"):
        ledger.timeline(ANN)


# ------------------------------------------------------------ the audit of a sealed ledger


def audited(ledger: Ledger) -> Record:
    """The record is written through the ledger alone: nothing of its rows is changed by hand here."""
    return Record(ledger, lambda statement, **values: []).told()


def test_r15_an_export_of_a_sealed_ledger_discloses_what_is_chosen_and_verifies(ledger: Ledger) -> None:
    record = audited(ledger)
    assert b"Thursday suits me" not in record.export().data
    shown = record.export(disclose=["reply_received.text"])
    assert shown.disclosed == {"reply_received.text": 1}
    assert b"Thursday suits me" in shown.data and MARK.encode() not in shown.data
    assert verify(shown.data, record.key.public, checkpoints=record.mailed).findings == []


def test_r23_what_was_shredded_is_erased_in_an_export_and_the_log_still_holds(ledger: Ledger) -> None:
    record = audited(ledger)
    record.checkpoint()
    ledger.keys.shred([workflow_id(ANN)])
    shown = record.export(disclose=["reply_received.text"])
    assert (shown.disclosed, shown.erased) == ({}, {"reply_received.text": 1})
    assert verify(shown.data, record.key.public, checkpoints=record.mailed).findings == []


def test_the_log_takes_in_the_facts_of_people_whose_keys_are_away(ledger: Ledger, keys: Keys) -> None:
    record = audited(ledger)
    cold = Ledger(ledger._database.engine.url.render_as_string(), KEYS, keys.place)
    keys.folder.rename(keys.folder.with_name("away"))
    rows = cold.feed.read("checkpoint")
    assert cold.log.take(rows) == len(rows) == 13
    cold.close()
    keys.folder.with_name("away").rename(keys.folder)
    assert record.examined(None).ok


# ------------------------------------------------------------ an erasure on a sealed ledger


def rows(ledger: Ledger, query: str) -> list[tuple[Any, ...]]:
    with ledger._database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query).all()]


def test_r23_an_erasure_leaves_no_mark_by_which_they_could_be_found(ledger: Ledger) -> None:
    live(ledger)
    live(ledger, BOB)
    ledger.note_intake("intake-1", ANN)
    ledger.looks(lambda: WEDNESDAY).note("kim", [workflow_id(ANN)])
    erasure = forget(ledger, ANN)
    for table, column, whose in (
        ("search_marks", "candidate_id", ANN),
        ("intakes", "candidate_id", ANN),
        ("key_looks", "workflow_id", workflow_id(ANN)),
        ("candidates", "candidate_id", ANN),
    ):
        assert rows(ledger, f"SELECT 1 FROM {table} WHERE {column} = '{whose}'") == [], table
    columns = "address, subject, body, address_mark"
    assert rows(ledger, f"SELECT {columns} FROM attempts WHERE candidate_id = '{ANN}'") == [("", "", "", "")]
    assert rows(ledger, f"SELECT 1 FROM timeline WHERE candidate_id = '{ANN}' AND personal IS NOT NULL") == []
    shared = "Bob was told everything that Ann was, so that his record says it too"
    assert ledger.erasures.found_in_tables(erasure)[0] == [], shared
    assert [one["id"] for one in ledger.find("Wilhelmina")[0]] == [BOB]


def test_r23_one_persons_lost_key_holds_up_nobodys_erasure(ledger: Ledger, keys: Keys) -> None:
    live(ledger)
    live(ledger, BOB)
    with ledger._database.writing("a test") as connection:
        connection.exec_driver_sql(f"DELETE FROM person_keys WHERE workflow_id = '{workflow_id(BOB)}'")
    (keys.folder / "wrapped-keys").unlink()
    cold = Ledger(ledger._database.engine.url.render_as_string(), KEYS, keys.place)
    erasure = forget(cold, ANN)
    assert cold.erasures.found_in_tables(erasure)[0] == []
    cold.close()


def test_r23_an_erasure_that_is_done_again_after_the_key_is_gone_ends_too(ledger: Ledger) -> None:
    live(ledger)
    ledger.keys.shred([workflow_id(ANN)])
    erasure = forget(ledger, ANN)
    assert ledger.erasures.found_in_tables(erasure)[0] == []
    assert rows(ledger, f"SELECT 1 FROM timeline WHERE candidate_id = '{ANN}' AND personal IS NOT NULL") == []


def test_r23_an_erasure_waits_for_keys_that_are_away_and_changes_nothing_meanwhile(ledger: Ledger, keys: Keys) -> None:
    live(ledger)
    cold = Ledger(ledger._database.engine.url.render_as_string(), KEYS, keys.place)
    keys.folder.rename(keys.folder.with_name("away"))
    asked = cold.erasures.ask(ANN, "colleague", "kim", WEDNESDAY).erasure_id
    for step in (cold.erasures.mark, cold.erasures.empty):
        with pytest.raises(KeysUnavailable):
            step(asked, WEDNESDAY)
    assert not cold.erasures.are_erased(ANN)
    keys.folder.with_name("away").rename(keys.folder)
    assert texts(cold) == ["likes compilers", "Thursday suits me"]
    forget(cold, ANN)
    assert cold.erasures.are_erased(ANN) and in_plain(cold) == set()
    cold.close()
