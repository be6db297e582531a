"""Asking what became of a send: found is certain, not found proves nothing (docs/architecture.md, "Delivery")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from channels.sender import Found, OutgoingMessage, Unknown
from channels.sendgrid_email import SendGridEmail
from channels.twilio_sms import TwilioSms
from tests.clocks import WEDNESDAY, wednesday
from tests.providers import faults
from tests.providers.server import ProviderServer

BUDGET = timedelta(seconds=5)
NOTHING = Found(accepted=False, exact=False)


@pytest.fixture
def provider() -> Iterator[ProviderServer]:
    with ProviderServer(clock=wednesday, api_key="SG.k", account_sid="ACtest", auth_token="t") as server:
        yield server


@pytest.fixture
def twilio(provider: ProviderServer) -> TwilioSms:
    return TwilioSms("ACtest", "t", "+12025550100", provider.url, budget=BUDGET)


@pytest.fixture
def sendgrid(provider: ProviderServer) -> SendGridEmail:
    return SendGridEmail("SG.k", provider.url, budget=BUDGET)


def look(sender: TwilioSms | SendGridEmail, message: OutgoingMessage, **more: Any) -> Found:
    wanted = {"to": message.to, "since": WEDNESDAY, "text": message.text} | more
    return sender.find(message.touch_key, **wanted)


def in_doubt(provider: ProviderServer, sender: TwilioSms | SendGridEmail, message: OutgoingMessage) -> None:
    provider.script(faults.accept_then_reset())
    assert isinstance(sender.send(message), Unknown)


def test_a_text_that_went_out_is_found_by_its_words_with_its_sid(
    provider: ProviderServer, twilio: TwilioSms, sms: Any
) -> None:
    message = sms()
    in_doubt(provider, twilio, message)
    assert look(twilio, message) == Found(True, exact=True, provider_message_id=provider.texts[0].sid)


def test_a_text_that_did_not_go_out_is_not_found_and_that_proves_nothing(
    provider: ProviderServer, twilio: TwilioSms, sms: Any
) -> None:
    provider.script(faults.reset())
    message = sms()
    assert isinstance(twilio.send(message), Unknown)
    assert look(twilio, message) == NOTHING


def test_words_of_another_text_or_another_number_are_not_ours(
    provider: ProviderServer, twilio: TwilioSms, sms: Any
) -> None:
    in_doubt(provider, twilio, sms(text="Something else"))
    in_doubt(provider, twilio, sms(to="+14155550199"))
    assert look(twilio, sms()) == NOTHING


def test_a_text_of_another_attempt_is_not_taken_for_ours(provider: ProviderServer, twilio: TwilioSms, sms: Any) -> None:
    message = sms()
    twilio.send(message)
    known = [provider.texts[0].sid]
    assert look(twilio, message, others=known) == NOTHING
    in_doubt(provider, twilio, message)
    assert look(twilio, message, others=known).provider_message_id == provider.texts[1].sid


def test_two_texts_that_fit_tell_nothing(provider: ProviderServer, twilio: TwilioSms, sms: Any) -> None:
    for _ in range(2):
        in_doubt(provider, twilio, sms())
    assert look(twilio, sms()) == NOTHING


def test_a_text_from_before_the_attempt_is_not_ours(provider: ProviderServer, twilio: TwilioSms, sms: Any) -> None:
    twilio.send(sms())
    assert look(twilio, sms(), since=WEDNESDAY + timedelta(minutes=10)) == NOTHING


def test_without_the_words_nothing_is_asked(provider: ProviderServer, twilio: TwilioSms, sms: Any) -> None:
    in_doubt(provider, twilio, sms())
    before = len(provider.requests)
    assert look(twilio, sms(), text="") == NOTHING
    assert len(provider.requests) == before


@pytest.mark.parametrize(
    ("status", "found"),
    [("queued", True), ("delivered", True), ("undelivered", True), ("failed", False), ("canceled", False)],
)
def test_a_text_that_never_left_is_exactly_not_sent(
    status: str, found: bool, provider: ProviderServer, twilio: TwilioSms, sms: Any
) -> None:
    in_doubt(provider, twilio, sms())
    provider.statuses[provider.texts[0].sid] = status
    assert (look(twilio, sms()).accepted, look(twilio, sms()).exact) == (found, True)


def test_a_text_is_found_on_a_later_page_and_on_a_trial_account(
    provider: ProviderServer, twilio: TwilioSms, sms: Any
) -> None:
    in_doubt(provider, twilio, sms())
    form = provider.texts[0].form
    provider.texts[0] = replace(
        provider.texts[0], form=form | {"Body": f"Sent from your Twilio trial account - {form['Body']}"}
    )
    for n in range(120):
        provider.keep_text(form | {"Body": f"other {n}"}, {})
    assert look(twilio, sms()).accepted
    assert len([path for method, path in provider.requests if method == "GET"]) == 2


def test_a_mail_that_went_out_is_found_by_its_touch(
    provider: ProviderServer, sendgrid: SendGridEmail, mail: Any
) -> None:
    provider.email_activity = True
    in_doubt(provider, sendgrid, mail())
    assert look(sendgrid, mail()) == Found(True, exact=True, provider_message_id=provider.mails[0].message_id)
    assert look(sendgrid, mail(touch_key="another/touch")) == NOTHING
    assert look(sendgrid, mail(touch_key='odd"key')) == NOTHING


def test_the_mail_of_an_earlier_attempt_of_the_touch_is_not_taken_for_ours(
    provider: ProviderServer, sendgrid: SendGridEmail, mail: Any
) -> None:
    provider.email_activity = True
    sendgrid.send(mail())
    assert look(sendgrid, mail(attempt=2), others=[provider.mails[0].message_id]) == NOTHING
    in_doubt(provider, sendgrid, mail(attempt=2))
    found = look(sendgrid, mail(attempt=2), others=[provider.mails[0].message_id])
    assert found.provider_message_id == provider.mails[1].message_id


def test_an_account_without_the_activity_api_finds_nothing(
    provider: ProviderServer, sendgrid: SendGridEmail, mail: Any
) -> None:
    in_doubt(provider, sendgrid, mail())
    assert look(sendgrid, mail()) == NOTHING


def test_a_provider_that_cannot_be_asked_now_is_asked_later(sms: Any, mail: Any) -> None:
    gone = "http://127.0.0.1:9"
    with pytest.raises(OSError, match="no connection"):
        look(TwilioSms("ACtest", "t", "+12025550100", gone), sms())
    with pytest.raises(OSError, match="no connection"):
        look(SendGridEmail("SG.k", gone), mail())


def test_a_wrong_login_finds_nothing_and_tells_no_secret(provider: ProviderServer, sms: Any) -> None:
    assert look(TwilioSms("ACtest", "wrong", "+12025550100", provider.url), sms()) == NOTHING
