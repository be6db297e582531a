"""Taking the words out of one thing on record (R23): they are gone from every table, and the chain still holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from domain.events import CandidateUpdated, Contactable, Redacted, ReplyReceived, TaskOpened
from domain.events.inbound import ReadAs
from domain.names import AttemptState
from domain.state.model import CandidateState
from ledger.people import address_owners as owners
from ledger.people.erasures_file import ErasuresFile
from ledger.store import Ledger
from starter.erasing import empty_again
from tests.ledger.conftest import ANN, NOW, append, noted, person, reserve, sent

KEY = f"{ANN}/a1/applied.1/acknowledge/1"
LATER = NOW + timedelta(hours=1)
NAMED = "shares a flat with Zoë Quill"


def redacted(about: str) -> Redacted:
    return Redacted(event_id=f"redacted:{about}", occurred_at=LATER, source="cli", author="kim", about=about)


def everywhere(ledger: Ledger, execute: Callable[..., list[Any]]) -> str:
    tables = ("timeline", "attempts", "tasks", "candidates")
    return str([execute(f"SELECT * FROM {table}") for table in tables])


def test_r23_a_note_loses_its_words_and_stays_on_record(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    append(ledger, noted(1, NAMED), noted(2))
    append(ledger, redacted("note-1"))
    assert "Quill" not in everywhere(ledger, execute)
    first, second, last = ledger.timeline(ANN)
    assert (first["type"], first["erased"]) == ("noted", ["text"]) and second["text"] == "liked the compiler talk"
    assert (last["type"], last["author"]) == ("redacted", "kim")
    assert ledger.verify(ANN) == []
    append(ledger, redacted("note-1"))  # told twice
    assert len(ledger.timeline(ANN)) == 3


def test_r23_a_message_loses_subject_and_words_in_both_places_unless_nobody_knows_what_became_of_it(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    reserve(ledger, KEY, subject=NAMED, body=NAMED)
    append(ledger, redacted(KEY))
    assert (found := ledger.redactions.find([ANN], KEY)) is not None
    assert found.words == {"subject": NAMED, "body": NAMED}  # the provider is still asked about it, by its words
    append(ledger, sent(KEY, subject=NAMED))
    with ledger.book(ANN) as book:
        book.settle(KEY, 1, AttemptState.ACCEPTED)
    ident = ledger.timeline(ANN)[-1]["event_id"]
    append(ledger, redacted(ident))
    assert "Quill" not in everywhere(ledger, execute)
    assert [row["state"] for row in ledger.deliveries(candidate_id=ANN)] == ["accepted"]
    assert ledger.verify(ANN) == []


def test_r23_a_task_loses_its_title(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    opened = TaskOpened(event_id="t1", occurred_at=NOW, task_id="t1", kind="call", title=NAMED, due_at=LATER)
    append(ledger, opened)
    append(ledger, redacted("t1"))
    assert "Quill" not in everywhere(ledger, execute)
    task = ledger.task("t1")
    assert task is not None and task["title"] == "(erased)" and task["closed_at"] is None


def test_r23_how_they_are_reached_and_what_a_reply_counted_as_are_never_taken_out(ledger: Ledger) -> None:
    contact = CandidateUpdated(event_id="contact", occurred_at=NOW, candidate=Contactable(email="ann@example.com"))
    unread = ReplyReceived(event_id="unread", occurred_at=NOW, text="Please stop, says Zoë Quill")
    read = unread.model_copy(update={"event_id": "read", "read_as": ReadAs(kind="stop")})
    append(ledger, contact, unread, read)
    find = lambda ident: ledger.redactions.find([ANN], ident)  # noqa: E731
    assert (find("contact") or contact).problem == "Nothing that anybody wrote is in that entry any more."  # type: ignore[union-attr]
    assert "hangs on its words, so" in (find("unread").problem or "")  # type: ignore[union-attr]
    assert find("read").words == {"text": "Please stop, says Zoë Quill"}  # type: ignore[union-attr]
    append(ledger, redacted("contact"), redacted("unread"), redacted("read"))
    left = {row["event_id"]: row for row in ledger.timeline(ANN)}
    assert left["contact"]["candidate"]["email"] == "ann@example.com" and "Quill" in left["unread"]["text"]
    assert left["read"]["erased"] == ["text"] and left["read"]["read_as"]["kind"] == "stop"


def test_r23_an_answer_may_lose_its_words_however_it_came_in(ledger: Ledger) -> None:
    append(ledger, ReplyReceived(event_id="answer", occurred_at=NOW, text="Thursday suits me, and Zoë Quill too"))
    append(ledger, redacted("answer"))
    (reply, _) = ledger.timeline(ANN)
    assert reply["erased"] == ["text"]
    with ledger.book(ANN) as book:
        facts, _ = book.since(0, 9)
    assert getattr(facts[0], "text", None) == "(erased)"  # that they wrote something counts


def test_r23_what_was_said_of_an_id_that_was_joined_goes_there_too(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    """Its clock has ended, and writes down nothing any more."""
    bob = person("manual:bob", first_name="Bob", email="bob@example.com")
    with ledger.book("manual:bob") as book:
        book.append([noted(1, NAMED)], bob, NOW)
        app = {"application_id": "a", "job_id": "a", "known_since": NOW, "note": NAMED}
        entry = {"stage": "applied", "entered_at": NOW, "number": 1}
        state = CandidateState.model_validate({"candidate": bob, "applications": [app | {"entry": entry}]})
        book.project(state, {"name": "Bob", "note": NAMED})
    with ledger._database.writing("a test") as connection:
        owners.alias(connection, "manual:bob", ANN)
    append(ledger, redacted("note-1"))
    snapshot = ledger.snapshot("manual:bob")
    assert snapshot is not None and snapshot["applications"][0]["note"] == "(erased)"
    assert "Quill" not in everywhere(ledger, execute) and ledger.verify("manual:bob") == []


def test_r23_an_entry_is_found_by_the_beginning_of_its_id_where_only_one_begins_so(ledger: Ledger) -> None:
    append(ledger, noted(11, NAMED), noted(12))
    assert ledger.redactions.find([ANN], "note-1") is None
    assert ledger.redactions.find([ANN], "note-11").words == {"text": NAMED}  # type: ignore[union-attr]
    assert [one.event_id for one in ledger.redactions.listing([ANN])] == ["note-12", "note-11"]


def test_r23_an_older_copy_of_the_ledger_brings_no_words_back(ledger: Ledger, tmp_path: Any) -> None:
    append(ledger, noted(1, NAMED))  # the ledger is the copy, and the file beside the keys is newer
    file = ErasuresFile(tmp_path / "keys" / "erasures")
    file.add_redaction(ANN, "note-1", NOW)
    file.add_redaction(ANN, "note-1", NOW)
    file.add("e1", ["manual:zoe"], "request", NOW)
    assert file.redactions() == [(ANN, "note-1")] and [one.ids for one in file.entries()] == [("manual:zoe",)]
    empty_again(ledger, file, LATER)
    assert "Quill" not in str(ledger.timeline(ANN)) and ledger.verify(ANN) == []


@pytest.mark.parametrize("about", ["note-1", "nothing"])
def test_r23_nobody_elses_words_go(ledger: Ledger, about: str) -> None:
    append(ledger, noted(1, NAMED))
    append(ledger, redacted(about), candidate_id="manual:bob")
    assert "Quill" in str(ledger.timeline(ANN))
