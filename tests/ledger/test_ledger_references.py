"""How a provider, or a reply, finds the attempt that it is about; and when a message arrived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from domain.names import Channel, digest
from ledger.operations import migrating
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW

BOB = "manual:bob"
TOUCH = f"{ANN}/a1/applied.1/acknowledge/1"


def reserve(ledger: Ledger, touch: str = TOUCH, attempt: int = 1, **more: Any) -> None:
    given = {
        "application_id": "a1",
        "step": "acknowledge",
        "channel": Channel.EMAIL,
        "address": "ann@example.com",
        "subject": "",
        "body": "",
        "message_id": f"<{digest(touch)}@followup>",
        "at": NOW,
        "playbook": "v1",
    }
    with ledger.book(touch.partition("/")[0]) as book:
        book.reserve(touch_key=touch, attempt=attempt, **given | more)


def test_an_attempt_is_found_by_its_touch_its_reference_and_its_message_id(ledger: Ledger) -> None:
    reserve(ledger)
    reserve(ledger, attempt=2)
    reserve(ledger, f"{BOB}/a1/applied.1/acknowledge/1")
    for wanted in (
        {"touch_key": TOUCH},
        {"reference": digest(TOUCH)},
        {"message_ids": ["<other@x>", f"<{digest(TOUCH)}@followup>"]},
    ):
        found = ledger.attempts_at(**wanted)  # type: ignore[arg-type]
        assert [(one.attempt, one.candidate_id) for one in found] == [(1, ANN), (2, ANN)]
    assert (
        ledger.attempts_at()
        == ledger.attempts_at(reference="none")
        == ledger.attempts_at(message_ids=["", "<x@y>"])
        == []
    )


def test_who_was_written_to_last(ledger: Ledger) -> None:
    reserve(ledger)
    reserve(ledger, f"{BOB}/a1/applied.1/acknowledge/1", at=NOW + timedelta(hours=1))
    reserve(ledger, f"{ANN}/a1/applied.1/update/1", channel=Channel.SMS, at=NOW + timedelta(hours=2))
    last = ledger.last_attempt_to([ANN, BOB], Channel.EMAIL)
    assert last is not None and last.candidate_id == BOB
    assert ledger.last_attempt_to(["manual:zoe"], Channel.EMAIL) is None
    assert ledger.last_attempt_to([], Channel.EMAIL) is None


def test_the_first_word_of_an_arrival_counts(ledger: Ledger) -> None:
    reserve(ledger)
    for hours in (1, 2):
        ledger.mark_delivered(TOUCH, 1, NOW + timedelta(hours=hours))
    ledger.mark_delivered("no/such/touch", 1, NOW)
    (row,) = ledger.deliveries(candidate_id=ANN)
    assert row["delivered_at"] == (NOW + timedelta(hours=1)).isoformat()


def test_what_was_on_its_way_before_the_migration_is_found_after_it(bare_url: str, monkeypatch: Any) -> None:
    ledger = Ledger(bare_url, KEYS)
    monkeypatch.setattr(command, "upgrade", _only_to("0002", command.upgrade))
    monkeypatch.setattr(migrating, "HEAD", "0002")
    migrating.migrate(ledger._database)
    columns = "touch_key, attempt, candidate_id, application_id, step, channel, state, attempted_at, address, subject"
    columns += ", body, message_id, provider_message_id, playbook, reported"
    values = f"'{TOUCH}', 1, '{ANN}', 'a1', 'acknowledge', 'sms', 'unknown', '2026-03-02T14:30:00.000000+00:00'"
    with ledger._database.writing("a test") as connection:
        connection.execute(text(f"INSERT INTO attempts ({columns}) VALUES ({values}, '', '', '', '', '', '', '')"))
    monkeypatch.undo()
    ledger.migrate()
    with ledger._database.reading() as connection:
        assert connection.execute(text("SELECT reference FROM attempts")).scalar() == digest(TOUCH)
    ledger.close()


def _only_to(revision: str, upgrade: Callable[..., None]) -> Callable[[Config, str], None]:
    return lambda config, _head: upgrade(config, revision)
