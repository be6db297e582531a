"""`followup up` says what is malformed before anything starts, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.starter.conftest import Cli


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"FOLLOWUP_EMAIL": "smtp"}, "FOLLOWUP_SMTP_URL"),
        (
            {"FOLLOWUP_SMTP_TIMEOUT": "0.5"},
            "FOLLOWUP_SMTP_TIMEOUT is wrong: it must be a number of seconds from 1 to 120",
        ),
        (
            {"FOLLOWUP_SMTP_TIMEOUT": "121"},
            "FOLLOWUP_SMTP_TIMEOUT is wrong: it must be a number of seconds from 1 to 120",
        ),
        ({"FOLLOWUP_SMTP_TIMEOUT": "PT20S"}, "FOLLOWUP_SMTP_TIMEOUT is wrong: it must be a number of seconds"),
        ({"FOLLOWUP_SMTP_TIMEOUT": "nan"}, "FOLLOWUP_SMTP_TIMEOUT is wrong: it must be a number of seconds"),
        ({"FOLLOWUP_EMAIL": "sendgrid"}, "SENDGRID_API_KEY"),
        ({"FOLLOWUP_SMS": "twilio"}, "TWILIO"),
        ({"FOLLOWUP_WEBHOOK_SECRET": "hunter2"}, "FOLLOWUP_WEBHOOK_SECRET"),
        ({"FOLLOWUP_LEDGER_URL": "postgresql+psycopg://x:y:z:w"}, "FOLLOWUP_LEDGER_URL"),
        ({"FOLLOWUP_LEDGER_URL": "mysql://x"}, "FOLLOWUP_LEDGER_URL"),
    ],
)
def test_up_says_a_malformed_setting_before_anything_starts(
    cli: Cli, home: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], says: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    said = cli("up")
    assert said.code != 0
    assert says in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not home.exists()
