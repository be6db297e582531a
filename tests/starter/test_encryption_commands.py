"""What the commands say of keys: where they have to be, where they are not, and whom they no longer open."""

from __future__ import annotations

from pathlib import Path

import pytest

from keystore import key_place
from ledger.store import Ledger
from settings import read_settings
from starter.cli.run.doctor import Visit
from starter.cli.run.encryption_checks import say_encryption
from tests.clocks import wednesday
from tests.ledgers import put
from tests.starter.conftest import Cli


@pytest.fixture
def encrypted(home: Path) -> Ledger:
    put(home / "ledger.db", with_playbook=True)
    settings = read_settings()
    made = Ledger(settings.ledger_address, settings.keys, key_place(settings, wednesday))
    made.keys.begin()
    return made


def told(ledger: Ledger) -> tuple[bool, str]:
    visit = Visit(read_settings())
    say_encryption(visit, ledger)
    (check,) = visit.checks
    return check.ok, f"{'! ' if check.warns else ''}{check.says}{f' - {check.do}' if check.do else ''}"


def test_with_postgresql_nothing_is_encrypted_under_a_home_that_may_not_last(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_LEDGER_URL", "postgresql+psycopg://followup@127.0.0.1:9/followup")
    said = cli("setup", "--encrypt")
    assert said.code == 2
    assert said.err.startswith("FOLLOWUP_KEYS isn't set; with a ledger on PostgreSQL, set it to a folder that every")


def test_doctor_says_how_it_stands(encrypted: Ledger, home: Path) -> None:
    ok, says = told(encrypted)
    assert ok and says.endswith(
        "wrapped by the key of 2026-07; the ledger is in plain, until `followup setup --encrypt`"
    )
    encrypted.keys.begin_ledger()
    assert told(encrypted)[1].endswith("wrapped by the key of 2026-07, ledger included")
    (home / "keys").rename(home / "away")
    ok, says = told(encrypted)
    assert not ok and "2026-07.key is missing; put it back from your backup of the keys" in says
    encrypted.close()


def test_doctor_warns_of_an_installation_in_plain(home: Path) -> None:
    put(home / "ledger.db")
    settings = read_settings()
    plain = Ledger(settings.ledger_address, settings.keys, key_place(settings, wednesday))
    ok, says = told(plain)
    assert ok and says.startswith("! off: what goes through Temporal is readable there - `followup setup --encrypt`")
    plain.close()


def test_commands_that_cannot_read_for_want_of_the_keys_say_so_and_end_with_4(
    cli: Cli, encrypted: Ledger, home: Path
) -> None:
    from tests.ledger.test_ledger_reading import project, state

    encrypted.keys.begin_ledger()
    project(encrypted, state("manual:ann", "j1"), days=3)
    encrypted.close()
    assert "Ann" in cli("list").out
    (home / "keys").rename(home / "away")
    said = cli("list")
    assert (said.code, said.out) == (4, "")
    assert "2026-07.key is missing; put it back from your backup of the keys" in said.err
