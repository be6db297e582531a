"""The reader that keeps the log: a checkpoint every ten minutes while facts come in, mailed until it has arrived."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from activities.checkpoints import Checkpoints
from channels.outbox import list_outbox
from channels.sender import NotAccepted
from domain.names import Channel
from domain.playbook.model import Playbook
from ledger.audit.keys import CHECKPOINT_KEY, SigningKey
from ledger.audit.log import READER
from ledger.audit.verifier import Checkpoint, PublicKey
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.house import until
from tests.ledger.conftest import KEYS, append, noted
from tests.ledgers import default_playbook, put
from tests.senders import Provider, answers, hangs_until_let_go
from worker import mail_format

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Its checkpoints go to an auditor."""
    put(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS)
    content = default_playbook().model_dump(mode="json") | {"audit": {"checkpoints_to": "auditor@example.org"}}
    playbook = Playbook.model_validate(content)
    made.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)
    yield made
    made.close()


def reader(ledger: Ledger, home: Path, provider: Provider | None = None) -> Checkpoints:
    return Checkpoints(ledger, home / "keys", {Channel.EMAIL: provider or Provider(home)}, mail_format(ledger))


def read(ledger: Ledger, checkpoints: Checkpoints) -> None:
    rows = ledger.feed.read(READER)
    checkpoints.take(rows, WEDNESDAY)
    ledger.feed.advance(READER, rows[-1]["number"], WEDNESDAY)


def test_a_checkpoint_is_made_every_ten_minutes_while_facts_come_in(ledger: Ledger, tmp_path: Path) -> None:
    checkpoints = reader(ledger, tmp_path)
    checkpoints.rest(WEDNESDAY)
    assert ledger.log.kept() == []  # there is nothing to sign
    append(ledger, noted(1))
    read(ledger, checkpoints)
    checkpoints.rest(WEDNESDAY)
    append(ledger, noted(2))
    read(ledger, checkpoints)
    checkpoints.rest(WEDNESDAY + 9 * MINUTE)
    assert [one.size for one in ledger.log.kept(9)] == [1]
    checkpoints.rest(WEDNESDAY + 10 * MINUTE)
    assert [one.size for one in ledger.log.kept(9)] == [2, 1]
    checkpoints.rest(WEDNESDAY + 60 * MINUTE)  # a quiet hour: the last one still says it all
    assert [one.size for one in ledger.log.kept(9)] == [2, 1]
    mails = list_outbox(tmp_path)
    assert {mail.to for mail in mails} == {"auditor@example.org"} and len(mails) == 2


def test_what_is_mailed_is_a_checkpoint_that_opens_with_the_public_key(ledger: Ledger, tmp_path: Path) -> None:
    append(ledger, noted(1))
    made = reader(ledger, tmp_path).now(WEDNESDAY)
    assert ledger.log.kept()[0].mailed_at == WEDNESDAY
    key = SigningKey.read(tmp_path / "keys" / CHECKPOINT_KEY)
    assert key.name == "acme.example/followup"
    signed = Checkpoint.read(made.note.encode(), PublicKey(key.public))
    assert (signed.size, signed.made_at) == (1, WEDNESDAY.isoformat())
    (file,) = (tmp_path / "outbox").rglob("new/*")
    mail = file.read_bytes()
    assert b"checkpoint-1.txt" in mail and b"compiler" not in mail and b"manual:ann" not in mail
    (entry,) = list_outbox(tmp_path)
    assert entry.subject == "Checkpoint of Acme's record: 1 entry"


def test_a_mail_that_is_not_accepted_is_tried_again_each_minute(ledger: Ledger, tmp_path: Path) -> None:
    provider = Provider(tmp_path, script=[answers(NotAccepted("busy"))] * 2)
    checkpoints = reader(ledger, tmp_path, provider)
    append(ledger, noted(1))
    read(ledger, checkpoints)
    for seconds in (0, 2, 59, 60, 119, 120, 180):
        checkpoints.rest(WEDNESDAY + timedelta(seconds=seconds))
    assert len(provider.posts) == 3 and len(list_outbox(tmp_path)) == 1
    assert ledger.log.kept()[0].mailed_at == WEDNESDAY + 2 * MINUTE


async def test_a_mail_server_that_takes_its_time_holds_up_nobody(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.checkpoints._WAIT", 0.05)
    provider = Provider(tmp_path, always=hangs_until_let_go)
    checkpoints = reader(ledger, tmp_path, provider)
    append(ledger, noted(1))
    read(ledger, checkpoints)
    checkpoints.rest(WEDNESDAY)
    assert provider.entered.wait(30) and ledger.log.kept()[0].mailed_at is None
    provider.let_go.set()
    await until(lambda: ledger.log.kept()[0].mailed_at == WEDNESDAY, what="the end of the mail")
    checkpoints.rest(WEDNESDAY + 5 * MINUTE)
    assert len(provider.posts) == 1


def test_facts_are_logged_also_where_no_checkpoint_can_be_signed(
    ledger: Ledger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    checkpoints = reader(ledger, tmp_path)
    append(ledger, noted(1))
    checkpoints.now(WEDNESDAY)
    (tmp_path / "keys" / CHECKPOINT_KEY).unlink()
    append(ledger, noted(2))
    with caplog.at_level(logging.WARNING):
        read(ledger, checkpoints)
        for minutes in (10, 20, 30):
            checkpoints.rest(WEDNESDAY + minutes * MINUTE)
    assert ledger.log.size() == 2 and len(ledger.log.kept(9)) == 1
    (said,) = caplog.messages  # once, and not every two seconds
    assert "put checkpoint-key back there from your copy" in said


def test_without_an_address_checkpoints_are_kept_and_mailed_to_nobody(ledger: Ledger, tmp_path: Path) -> None:
    playbook = default_playbook()
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY + MINUTE)
    append(ledger, noted(1))
    assert reader(ledger, tmp_path).now(WEDNESDAY).size == 1
    assert list_outbox(tmp_path) == []
