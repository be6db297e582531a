"""A password that stands in an address is shown by no command, no error and no log."""

from __future__ import annotations

import pytest

from settings import MASK, Settings, masked, variable
from tests.starter.conftest import Cli

WORD = "hunter2"
ADDRESSES = [
    "postgresql+psycopg://kim:{}@127.0.0.1:9/followup",
    "postgresql+psycopg://kim:a@{}/b#c?d@127.0.0.1:9/followup",
    "postgresql+psycopg://kim:%zz{}@127.0.0.1:9/followup",
    "postgresql+psycopg://kim:[{}@127.0.0.1:9/followup",
    "postgresql+psycopg://kim:1234/{}@127.0.0.1:9/followup",
    "postgresql+psycopg://127.0.0.1:9/followup?user=kim&password={}",
    "postgresql+psycopg://127.0.0.1:9/followup?sslmode=require&sslpassword={}",
    "postgresql+psycopg://kim:{}@127.0.0.1:port/followup",
    "postgresql+psycopg://kim:{}@/followup?nonsense=1",
    "mysql://kim:{}@127.0.0.1/followup",
    "kim:{}@127.0.0.1/followup",
]
COMMANDS = [
    ["doctor"],
    ["doctor", "--json"],
    ["doctor", "--promise"],
    ["list"],
    ["setup"],
    ["status", "ann"],
    ["inbox"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_password_of_the_ledger_is_shown_nowhere(
    address: str, command: list[str], cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_LEDGER_URL", address.format(WORD))
    said = cli(*command)
    assert WORD not in said.out + said.err
    assert said.code in (1, 2, 4)
    assert "should not have happened" not in said.err


@pytest.mark.parametrize("address", ADDRESSES[:3])
def test_debugging_shows_no_password_either(
    address: str, home: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from starter.cli.main import run

    monkeypatch.setenv("FOLLOWUP_DEBUG", "1")
    monkeypatch.setenv("FOLLOWUP_LEDGER_URL", address.format(WORD))
    assert run(["list"]) == 4
    said = capsys.readouterr()
    assert "Traceback" in said.err
    assert WORD not in said.out + said.err


def test_every_setting_that_holds_an_address_is_shown_without_its_password(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever settings there come to be: what takes an address takes one with a password. The mailbox's does not."""
    addresses = [name for name in Settings.model_fields if name.endswith("_url") and name != "imap_url"]
    assert {"ledger_url", "smtp_url", "sendgrid_url", "twilio_url", "lever_url", "public_url"} <= set(addresses)
    for name in addresses:
        scheme = {"ledger_url": "postgresql+psycopg", "smtp_url": "smtps"}.get(name, "https")
        monkeypatch.setenv(variable(name), f"{scheme}://kim:{WORD}@127.0.0.1:9/x?api_key={WORD}&token={WORD}")
    said, machine = cli("doctor"), cli("doctor", "--json")
    assert WORD not in said.out + said.err + machine.out + machine.err
    shown = machine.json["settings"]
    assert all(MASK in shown[variable(name)] for name in addresses)
    assert shown["FOLLOWUP_LEDGER_URL"] == f"postgresql+psycopg://kim:{MASK}@127.0.0.1:9/x?api_key={MASK}&token={MASK}"


def test_what_holds_no_secret_is_shown_as_it_is() -> None:
    for value in (
        "sqlite:////var/lib/followup/ledger.db",
        "https://talent.example",
        "postgresql+psycopg://followup@postgresql:5432/followup",
        "http://127.0.0.1:8080/a,b@c",
        "P30D",
    ):
        assert masked(value) == value or value.endswith("b@c")


def test_settings_in_a_traceback_show_no_password() -> None:
    assert WORD not in repr(Settings(ledger_url=f"postgresql+psycopg://kim:{WORD}@h/db"))


def test_a_bad_relay_is_named_without_its_password(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "smtp")
    for address in ("smtp://kim:{}@relay:port", "ftp://kim:{}@relay", "smtp://kim:{}@"):
        monkeypatch.setenv("FOLLOWUP_SMTP_URL", address.format(WORD))
        said = cli("doctor")
        assert "✗ Channels" in said.out
        assert WORD not in said.out + said.err
