"""Words that are taken out of the record are taken out of the clock's memory too (R23), over a real ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.people.redacting import leaves_words_behind
from ledger.store import Ledger
from tests.activities.delivery_ledger import ANN, KEYS, MAIL
from tests.activities.test_refolding import older_release
from tests.activities.test_taking_back import DEFAULT, NIGHT, Clock
from tests.ledgers import put

NAMED = "shares a flat with Zoë Quill"


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Clock]:
    put(tmp_path / "ledger.db")
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS)
    ledger.playbooks.apply(DEFAULT.model_dump(mode="json"), DEFAULT.version, "test", NIGHT)
    clock = Clock(ledger)
    candidate = {"first_name": "Ann", "email": MAIL, "country": "US"}
    clock.told("application_received", application_id="eng", job_id="eng", candidate=candidate)
    yield clock
    ledger.close()


def untimed(clock: Clock) -> dict[str, Any]:
    """All that is known, but for what a redaction rightly changes."""
    return clock.state.model_dump(mode="json", exclude={"position", "seen", "tail", "decision"})


@pytest.mark.parametrize("more", [0, 120])
def test_r23_a_clock_forgets_the_words_and_nothing_else_however_long_its_record(ann: Clock, more: int) -> None:
    ann.sends()
    ann.told("promise", application_id="eng", by="2026-12-18")
    note = ann.told("note", application_id="eng", text=NAMED)
    for number in range(more):
        ann.told("contacted", application_id="eng", note=f"call {number}")
    before, coming = untimed(ann), ann.next
    assert before["applications"][0]["note"] == NAMED
    ann.told("redact", about=note)
    after = untimed(ann)
    assert "Quill" not in ann.state.model_dump_json()
    assert ann.state.pending == () and ann.ledger.verify(ANN) == []
    noted_at = before["applications"][0].pop("noted_at")
    assert before["applications"][0].pop("note") and "note" not in after["applications"][0]
    assert after["applications"][0].pop("noted_at") == noted_at and after == before and ann.next == coming
    rows = [row["type"] for row in ann.ledger.timeline(ANN)]
    assert rows.count("redacted") == 1
    ann.told("note", application_id="eng", text="Liked the compiler talk.")  # and it goes on
    assert ann.state.applications[0].note == "Liked the compiler talk."


def test_r23_a_message_of_a_colleagues_that_still_waits_does_not_go_once_its_words_are_out(ann: Clock) -> None:
    said = ann.told("say", application_id="eng", subject="Hello", text=NAMED, channel="email")
    assert ann.state.said
    ann.told("redact", about=said)
    with ann.ledger.book(ANN) as book:
        assert book.own_words((ANN,), said) is None


def test_r23_an_older_release_keeps_what_it_cannot_read_and_the_newer_one_carries_it_out(ann: Clock) -> None:
    note = ann.told("note", application_id="eng", text=NAMED)
    with older_release("redacted"):
        ann.told("redact", about=note)
    ann.decides()
    assert "Quill" not in str(ann.ledger.timeline(ANN)) and "Quill" not in ann.state.model_dump_json()


@pytest.mark.parametrize("more", [0, 120])
def test_r23_an_older_copy_of_temporal_brings_no_words_back_into_the_ledger(ann: Clock, more: int) -> None:
    """Its run knows the words, and meets the redaction as a fact that it has missed."""
    note = ann.told("note", application_id="eng", text=NAMED)
    for number in range(more):
        ann.told("contacted", application_id="eng", note=f"call {number}")
    older = ann.state
    ann.told("redact", about=note)
    ann.state = older
    ann.told("contacted", application_id="eng", note="one more call")
    assert "Quill" not in ann.state.model_dump_json() and "Quill" not in str(ann.ledger.snapshot(ANN))
    assert ann.ledger.verify(ANN) == [] and ann.state.pending == ()


def test_only_a_redaction_has_a_run_leave_its_history_behind(ann: Clock) -> None:
    note = ann.told("note", application_id="eng", text=NAMED)
    ann.told("redact", about=note)
    heard = [fact.type for verdict in ann.verdicts for fact in verdict.missing if leaves_words_behind(fact)]
    assert heard == ["redacted"]
