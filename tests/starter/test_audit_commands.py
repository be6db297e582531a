"""`audit`, as a data protection officer and an auditor meet it; `recover --key`; what `doctor` says of the record."""

from __future__ import annotations

import json
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.events import ReplyReceived
from domain.playbook.model import Playbook
from ledger.audit.keys import BadKey, checkpoint_key_of
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.ledgers import default_playbook, forget
from tests.starter.conftest import Cli, applied, settle

ANN, BOB = "manual:ann", "manual:bob"


@pytest.fixture
def office(ledger: Ledger, home: Path) -> Ledger:
    """Ann has applied and written; Bob has applied. A worker has made the key."""
    checkpoint_key_of(home / "keys", "acme.example", is_first=True)
    settle(ledger, ANN, applied(days_ago=1))
    settle(ledger, ANN, ReplyReceived(event_id="reply", occurred_at=WEDNESDAY, text="Could we talk on Thursday?"))
    settle(ledger, BOB, applied(days_ago=1, name="Bob Stone"))
    return ledger


def behind_its_back(ledger: Ledger, statement: str) -> None:
    with ledger._database.writing("a test") as connection:
        connection.execute(text(statement))


def an_hour_on() -> datetime:
    return WEDNESDAY + timedelta(hours=1)


def test_who_had_what_is_encrypted_shown_is_told_by_the_hour(cli: Cli, office: Ledger) -> None:
    assert cli("audit", "looks", "ann").out == "Nobody has had anything shown that is encrypted in Temporal.\n"
    office.looks(lambda: WEDNESDAY).note("kim@acme.example", ["candidate-manual-ann", "candidate-manual-bob"])
    office.looks(an_hour_on).note("token of ops", ["candidate-manual-ann"])
    assert [(one["who"], one["about"]) for one in cli("audit", "looks", "ann", "--json").json] == [
        ("token of ops", ANN), ("kim@acme.example", ANN),
    ]  # fmt: skip
    everybody = cli("audit", "looks")
    assert len(everybody.out.splitlines()) == 2 + 3 and "candidate-manual-bob" in everybody.out


def test_r15_a_record_that_holds_is_said_to_hold(cli: Cli, office: Ledger) -> None:
    one, all_of_it = cli("audit", "ann"), cli("audit")
    assert one.code == 0 and one.out.startswith("✓ The record of manual:ann wasn't changed: ")
    assert all_of_it.code == 0 and all_of_it.out.startswith("✓ The record wasn't changed: ")
    told = cli("audit", "ann", "--json").json
    assert (told["id"], told["ok"], told["findings"]) == (ANN, True, [])
    assert told["checkpoint"]["origin"] == "acme.example/followup"
    assert told["entries"] == len(office.timeline(ANN))


def test_an_outsider_checks_an_export_with_the_key_and_an_older_checkpoint(
    cli: Cli, office: Ledger, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, file, public = tmp_path / "old.txt", tmp_path / "ann.zip", tmp_path / "key.txt"
    old.write_text(cli("audit", "checkpoint").out)
    said = cli("audit", "key")
    assert said.out.startswith("acme.example/followup+") and len(said.out.splitlines()) == 1
    public.write_text(said.out)
    settle(office, ANN, ReplyReceived(event_id="again", occurred_at=WEDNESDAY, text="Friday is fine as well"))
    made = cli("audit", "ann", "--export", str(file), "--disclose", "reply_received.text", clock=an_hour_on)
    assert made.code == 0 and "It shows reply_received.text 2 times." in made.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"Thursday" in file.read_bytes() and b"Bob" not in file.read_bytes()
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path / "elsewhere"))
    check = ("audit", "verify", str(file), "--key", str(public), "--checkpoint", str(old))
    told = cli(*check, "--json").json
    assert set(told) == {"ok", "findings", "entries", "checkpoint", "notes"} and told["ok"]
    assert cli("audit", "verify", str(file), "--key", said.out.strip()).code == 0
    assert not (tmp_path / "elsewhere").exists()
    file.write_bytes(file.read_bytes()[:-1])
    broken = cli(*check)
    assert broken.code == 1 and "isn't an export, or is damaged" in broken.out
    nothing = cli("audit", "verify", str(file))
    assert nothing.code == 1 and "add --key KEY" in nothing.err
    assert cli("audit", "verify", str(tmp_path / "no.zip"), "--key", str(public)).code == 2


def test_r15_an_entry_that_was_rewritten_is_found(cli: Cli, office: Ledger) -> None:
    assert cli("audit").code == 0
    behind_its_back(
        office, "UPDATE timeline SET occurred_at = '2026-01-02T03:04:05.000000+00:00' WHERE event_id = 'reply'"
    )
    for command in (("audit", "ann"), ("audit",)):
        said = cli(*command)
        assert said.code == 1
        assert "was changed:" in said.out
        assert "(reply_received) isn't what the log took in as number" in said.out
    assert cli("audit", "bob").code == 0
    assert "✗ Record: Entry 3 of manual:ann isn't what the log took in." in cli("doctor").out


def test_what_is_chosen_to_be_shown_is_known_by_name(cli: Cli, office: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "ann.zip"
    said = cli("audit", "ann", "--export", str(file), "--disclose", "colour")
    assert said.code == 2 and "No entry has a personal field 'colour'; there are " in said.err
    assert "reply_received.text" in said.err and not file.exists()
    assert "add --export FILE" in cli("audit", "ann", "--disclose", "text").err
    forget(office, ANN)
    said = cli("audit", "ann", "--export", str(file), "--disclose", "text")
    assert said.code == 0 and "It can't show text 1 time: it was erased." in said.out
    assert "already exists" in cli("audit", "ann", "--export", str(file)).err


def test_r17_all_ids_of_one_person_are_in_their_export(cli: Cli, office: Ledger) -> None:
    told = cli("audit", "ann", "--json").json
    with office.book(BOB) as book:
        assert book.merges.hand_over(ANN)
    joined = cli("audit", "bob", "--json").json
    assert (joined["id"], joined["ok"]) == (ANN, True)
    assert joined["entries"] == told["entries"] + len(office.timeline(BOB))


def test_nobody_is_nobody(cli: Cli, office: Ledger) -> None:
    assert cli("audit", "zoe").code == 3


def test_two_checkpoints_are_compared(cli: Cli, office: Ledger, tmp_path: Path) -> None:
    old, proof = tmp_path / "old.txt", tmp_path / "proof.json"
    old.write_text(cli("audit", "checkpoint").out)
    settle(office, ANN, ReplyReceived(event_id="again", occurred_at=WEDNESDAY, text="Friday is fine as well"))
    made = cli("audit", "checkpoint", "--since", str(old), "--export", str(proof), clock=an_hour_on)
    assert made.code == 0 and "The proof that it continues" in made.out
    assert cli("audit", "verify", str(proof), "--checkpoint", str(old)).code == 0
    content = json.loads(proof.read_text())
    content["proof"] = content["proof"][:-1]
    proof.write_text(json.dumps(content, indent=1) + "\n")
    said = cli("audit", "verify", str(proof))
    assert said.code == 1 and "isn't a continuation of the checkpoint" in said.out
    assert "go together" in cli("audit", "checkpoint", "--since", str(old)).err


def test_an_operator_makes_a_key_and_the_playbook_takes_its_public_half(
    cli: Cli, office: Ledger, tmp_path: Path
) -> None:
    file = tmp_path / "kim.key"
    public = cli("audit", "key", "--new", str(file), "--name", "Kim Park").out.strip()
    assert public.startswith("KimPark+") and stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "choose another file" in cli("audit", "key", "--new", str(file)).err
    content = default_playbook().model_dump(mode="json")
    made = Playbook.model_validate(content | {"audit": {"operators": [public], "checkpoints_to": "Kim@Acme.example"}})
    assert made.audit.checkpoints_to == "kim@acme.example"
    for wrong in ({"operators": ["kim"]}, {"checkpoints_to": "kim"}, {"checkpoint_to": "kim@acme.example"}):
        with pytest.raises(ValueError, match="audit"):
            Playbook.model_validate(content | {"audit": wrong})
    office.playbooks.apply(made.model_dump(mode="json"), made.version, "test", WEDNESDAY)
    assert f"operator {public}\n" in cli("audit", "checkpoint").out


def test_a_lost_key_is_never_silently_replaced(cli: Cli, office: Ledger, home: Path) -> None:
    first = cli("audit", "checkpoint").out
    (home / "keys" / "checkpoint-key").unlink()
    settle(office, ANN, ReplyReceived(event_id="again", occurred_at=WEDNESDAY, text="Friday is fine as well"))
    said = cli("audit", "checkpoint", clock=an_hour_on)
    assert said.code == 1 and "a worker makes it with the first one" in said.err
    assert "! Record: the checkpoints can't be checked here" in cli("doctor").out
    with pytest.raises(BadKey, match="put checkpoint-key back there from your copy"):
        checkpoint_key_of(home / "keys", "acme.example", is_first=False)
    renewed = cli("audit", "key", "--renew").out.strip()
    assert renewed not in first
    assert cli("audit", "checkpoint", clock=an_hour_on).code == 0
    assert cli("audit").code == 0
    assert "is there already" in cli("audit", "key", "--renew").err


def test_doctor_says_how_the_record_is(cli: Cli, office: Ledger) -> None:
    def record() -> str:
        return next(line for line in cli("doctor", clock=an_hour_on).out.splitlines() if " Record: " in line)

    assert record().startswith("✗ Record: ") and "aren't in the log of the record yet" in record()
    cli("audit", "checkpoint", clock=an_hour_on)
    assert record().startswith("✓ Record: the last checkpoint, ")
    assert record().endswith("checks out; no checkpoints are emailed")
    behind_its_back(office, "UPDATE log_entries SET leaf = zeroblob(64) WHERE position = 1")
    assert record().startswith("✗ Record: ") and "run `followup audit`" in record()
