"""The ways out are built from the settings; one that is missing is one sentence naming it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import SecretStr

from channels.building import build_senders
from channels.reasons import scrubbed
from channels.reference import callback_address, callback_reference
from channels.sender import time_limit
from domain.names import Channel, digest
from settings import Settings
from worker import senders_of

GOOD: dict[str, Any] = {
    "email": "sendgrid",
    "sms": "twilio",
    "smtp_url": SecretStr("smtp://127.0.0.1:25"),
    "sendgrid_api_key": SecretStr("SG.x"),
    "twilio_account_sid": "AC1",
    "twilio_auth_token": SecretStr("t"),
    "sms_from": "+12025550100",
}


def settings_with(home: Path, change: dict[str, Any]) -> Any:
    """What nobody could set, too."""
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    return SimpleNamespace(**{**usual, **GOOD, "home": home, **change})


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({"email": "outbox", "sms": "outbox"}, ("outbox", "outbox")),
        ({"email": "smtp"}, ("smtp", "twilio")),
        ({}, ("sendgrid", "twilio")),
    ],
)
def test_each_choice_builds_its_sender(choice: dict[str, Any], names: tuple[str, str], tmp_path: Path) -> None:
    senders = build_senders(settings_with(tmp_path, choice))
    assert (senders[Channel.EMAIL].name, senders[Channel.SMS].name) == names
    assert all(sender.max_in_flight > 0 for sender in senders.values())


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"email": "smtp", "smtp_url": None}, "FOLLOWUP_SMTP_URL"),
        ({"email": "smtp", "smtp_url": SecretStr("mail.example")}, "FOLLOWUP_SMTP_URL"),
        ({"sendgrid_api_key": SecretStr("")}, "SENDGRID_API_KEY"),
        ({"sendgrid_url": "nowhere"}, "FOLLOWUP_SENDGRID_URL"),
        ({"twilio_account_sid": None}, "TWILIO_ACCOUNT_SID"),
        ({"twilio_auth_token": None}, "TWILIO_AUTH_TOKEN"),
        ({"twilio_url": "nowhere"}, "FOLLOWUP_TWILIO_URL"),
        ({"sms_from": None}, "FOLLOWUP_SMS_FROM"),
        ({"email": "pigeon"}, "FOLLOWUP_EMAIL"),
        ({"sms": "pigeon"}, "FOLLOWUP_SMS"),
    ],
)
def test_a_missing_or_malformed_setting_is_one_sentence_naming_it(
    change: dict[str, Any], setting: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=rf"^{setting} [^\n]*\.$"):
        build_senders(settings_with(tmp_path, change))


@pytest.mark.parametrize(("setting", "limit"), [({}, 20), ({"smtp_timeout": 1}, 1), ({"smtp_timeout": 120.0}, 120)])
def test_a_mail_takes_as_long_as_the_setting_says(setting: dict[str, float], limit: int, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, email="smtp", smtp_url=SecretStr("smtp://127.0.0.1"), **setting)
    assert time_limit(senders_of(settings)[Channel.EMAIL]) == timedelta(seconds=limit)
    assert settings.listed()["FOLLOWUP_SMTP_TIMEOUT"] == str(limit)


def test_the_callbacks_reference_says_nothing_and_is_what_the_ledger_works_out() -> None:
    key = "manual:ann-lee/job-1/interview.1/reminder/1"
    assert callback_reference(key) == digest(key)
    assert callback_address("https://a.example/h", key) == f"https://a.example/h?ref={digest(key)}"
    assert callback_address("https://a.example/h?x=1#f", key) == f"https://a.example/h?x=1&ref={digest(key)}#f"


def test_a_reason_holds_nothing_personal() -> None:
    said = b"<Ann.Lee@mail.example>: \x07Ann Lee\r\n at +1 (415) 555-0123 is \xff unknown " + b"x" * 300
    reason = scrubbed(said, "Ann Lee")
    assert reason.startswith("<…>: … at … is")
    assert len(reason) <= 160
