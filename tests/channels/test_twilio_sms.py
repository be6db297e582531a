"""Twilio: each answer, and each way of not answering, is the outcome it proves and no more."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from channels.reference import callback_reference
from channels.sender import Accepted, NotAccepted, Refused, Unknown
from channels.twilio_sms import TwilioSms
from tests.channels.raw_server import HANGS_FOR
from tests.clocks import wednesday
from tests.providers import faults
from tests.providers.faults import Fault
from tests.providers.server import ProviderServer

BUDGET = timedelta(seconds=1.2)
SID, TOKEN, NUMBER = "ACtest", "test-token", "+12025550100"


@pytest.fixture
def provider() -> Iterator[ProviderServer]:
    with ProviderServer(clock=wednesday, account_sid=SID, auth_token=TOKEN) as server:
        yield server


@pytest.fixture
def sender(provider: ProviderServer) -> TwilioSms:
    return TwilioSms(SID, TOKEN, NUMBER, provider.url, "https://acme.example/hooks/twilio/status?a=b", budget=BUDGET)


def test_a_201_with_a_sid_is_accepted_and_the_text_arrives_whole(
    provider: ProviderServer, sender: TwilioSms, sms: Any
) -> None:
    message = sms(text="Grüße, Ann & Co – bis morgen!")
    outcome = sender.send(message)
    text = provider.texts[0]
    assert outcome == Accepted(text.sid)
    assert text.form["To"] == message.to and text.form["From"] == NUMBER and text.form["Body"] == message.text
    assert text.form["ValidityPeriod"] == "3600", "a text of the afternoon must not leave at night"
    assert text.reference == callback_reference(message.touch_key)
    assert text.form["StatusCallback"].startswith("https://acme.example/hooks/twilio/status?a=b&ref=")
    assert "ann" not in text.form["StatusCallback"]
    assert provider.requests == [("POST", f"/2010-04-01/Accounts/{SID}/Messages.json")]


def test_a_messaging_service_is_used_where_its_sid_is_set(provider: ProviderServer, sms: Any) -> None:
    assert isinstance(TwilioSms(SID, TOKEN, "MG123", provider.url).send(sms()), Accepted)
    assert provider.texts[0].form["MessagingServiceSid"] == "MG123"
    assert "From" not in provider.texts[0].form and "StatusCallback" not in provider.texts[0].form


def test_a_region_in_the_environment_does_not_bend_the_address(
    provider: ProviderServer, sms: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    assert isinstance(TwilioSms(SID, TOKEN, NUMBER, provider.url).send(sms()), Accepted)


UNCERTAIN = {
    "hang after accepting": (faults.accept_then_hang(), 1),
    "hang": (faults.hang(), 0),
    "reset after accepting": (faults.accept_then_reset(), 1),
    "reset": (faults.reset(), 0),
    "closed without a word": (faults.accept_then_close(), 1),
    "drip": (faults.slow_drip(), 1),
    "cut body": (faults.accept_then_cut(), 1),
    "500": (faults.server_error(500), 0),
    "503 after accepting": (faults.server_error(503, accepted=True), 1),
    "201 that is no JSON": (faults.wrong_json(201), 1),
    "201 that is a list": (faults.wrong_json(201, body="[]"), 1),
    "201 without a sid": (faults.wrong_json(201, body="{}"), 1),
    "200": (faults.wrong_json(200, body='{"sid": "SM1"}'), 1),
}


@pytest.mark.parametrize("case", UNCERTAIN)
def test_what_breaks_after_the_post_is_unknown_never_not_sent(
    case: str, provider: ProviderServer, sender: TwilioSms, sms: Any
) -> None:
    fault, taken = UNCERTAIN[case]
    provider.script(fault)
    started = time.monotonic()
    assert isinstance(sender.send(sms()), Unknown)
    assert time.monotonic() - started < HANGS_FOR
    assert len(provider.requests) == 1, "posted once, whatever happened"
    assert len(provider.texts) == taken


def later(seconds: int) -> dict[str, Any]:
    return {"kind": NotAccepted, "retry_after": timedelta(seconds=seconds)}


FAILED = json.dumps({"sid": "SM1", "status": "failed", "error_code": 30001, "error_message": "Queue overflow"})
ANSWERS: dict[str, tuple[Fault, dict[str, Any]]] = {
    "opted out": (faults.refuse(400, code=21610), {"kind": Refused, "opted_out": True, "address_bad": False}),
    "no number": (faults.refuse(400, code=21211), {"kind": Refused, "opted_out": False, "address_bad": True}),
    "no mobile": (faults.refuse(400, code=21614), {"kind": Refused, "opted_out": False, "address_bad": True}),
    "landline": (faults.refuse(400, code=21635), {"kind": Refused, "opted_out": False, "address_bad": True}),
    "no way there": (faults.refuse(400, code=21612), {"kind": Refused, "opted_out": False, "address_bad": False}),
    "too long": (faults.refuse(400, code=21617), {"kind": Refused, "opted_out": False, "address_bad": False}),
    "country off": (faults.refuse(400, code=21408), {"kind": Refused, "opted_out": False, "address_bad": False}),
    "too many": (faults.too_many(9), later(9)),
    "too many, no word when": (faults.too_many(None), later(30)),
    "daily limit": (faults.refuse(429, code=63038), later(3600)),
    "queue full": (faults.refuse(400, code=21611), later(300)),
    "queue full, after the fact": (faults.wrong_json(201, body=FAILED), later(300)),
    "wrong sender": (faults.refuse(400, code=21606), {"kind": NotAccepted, "names": "FOLLOWUP_SMS_FROM"}),
    "no such account": (faults.refuse(404, code=20404), {"kind": NotAccepted, "names": "TWILIO_ACCOUNT_SID"}),
    "closed account": (faults.refuse(403, code=20003), {"kind": NotAccepted, "names": "TWILIO_AUTH_TOKEN"}),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_each_code_has_its_outcome(case: str, provider: ProviderServer, sender: TwilioSms, sms: Any) -> None:
    fault, wanted = ANSWERS[case]
    provider.script(fault)
    outcome = sender.send(sms())
    assert isinstance(outcome, wanted.pop("kind"))
    assert wanted.pop("names", "") in getattr(outcome, "reason", "")
    assert {name: getattr(outcome, name) for name in wanted} == wanted


def test_the_providers_own_rules_come_back_as_outcomes(provider: ProviderServer, sender: TwilioSms, sms: Any) -> None:
    provider.opted_out.add("+14155550123")
    assert isinstance(out := sender.send(sms()), Refused) and out.opted_out and "415" not in out.reason
    assert isinstance(bad := sender.send(sms(to="+1415555012345678")), Refused) and bad.address_bad
    assert "415555" not in bad.reason


def test_a_wrong_token_is_not_accepted_and_names_the_setting(provider: ProviderServer, sms: Any) -> None:
    outcome = TwilioSms(SID, "wrong-token", NUMBER, provider.url).send(sms())
    assert isinstance(outcome, NotAccepted) and "TWILIO_AUTH_TOKEN" in outcome.reason
    assert "wrong-token" not in outcome.reason


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_the_token_stays_here(
    status: int, provider: ProviderServer, sender: TwilioSms, sms: Any
) -> None:
    with ProviderServer(clock=wednesday, account_sid=SID, auth_token=TOKEN) as elsewhere:
        provider.script(faults.redirect(f"{elsewhere.url}/2010-04-01/Accounts/{SID}/Messages.json", status))
        assert isinstance(sender.send(sms()), NotAccepted)
        assert elsewhere.requests == []


def test_a_refused_connection_is_not_accepted(sms: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert isinstance(TwilioSms(SID, TOKEN, NUMBER, f"http://127.0.0.1:{port}").send(sms()), NotAccepted)


def test_neither_token_nor_number_nor_text_is_logged(
    sender: TwilioSms, sms: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger="twilio.http_client"):
        sender.send(sms())
    assert "4155550123" not in caplog.text and TOKEN not in caplog.text and "tomorrow" not in caplog.text


def test_a_missing_setting_is_one_sentence_naming_it() -> None:
    with pytest.raises(ValueError, match="TWILIO_ACCOUNT_SID"):
        TwilioSms("", TOKEN, NUMBER)
    with pytest.raises(ValueError, match="TWILIO_AUTH_TOKEN"):
        TwilioSms(SID, " x", NUMBER)
    with pytest.raises(ValueError, match="FOLLOWUP_TWILIO_URL"):
        TwilioSms(SID, TOKEN, NUMBER, "ftp://x")


def test_a_look_for_an_earlier_send_proves_nothing(sender: TwilioSms) -> None:
    found = sender.find("k", to="+14155550123", since=datetime(2026, 1, 1, tzinfo=UTC))
    assert not found.accepted and not found.exact
