"""SendGrid: each answer, and each way of not answering, is the outcome it proves and no more."""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from channels.sender import Accepted, Attachment, NotAccepted, Outcome, Refused, Unknown
from channels.sendgrid_email import SendGridEmail
from tests.channels.raw_server import HANGS_FOR
from tests.clocks import WEDNESDAY, wednesday
from tests.providers import faults
from tests.providers.faults import Fault
from tests.providers.server import ProviderServer

BUDGET = timedelta(seconds=1.2)
KEY = "SG.test-key"


@pytest.fixture
def provider() -> Iterator[ProviderServer]:
    with ProviderServer(clock=wednesday, api_key=KEY) as server:
        yield server


@pytest.fixture
def sender(provider: ProviderServer) -> SendGridEmail:
    return SendGridEmail(KEY, provider.url, budget=BUDGET, clock=wednesday)


def test_a_202_is_accepted_and_the_mail_arrives_whole(
    provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    message = mail(
        reply_to="reply+abc@in.acme.example",
        reply_to_name="Ann's recruiter",
        unsubscribe_url="https://acme.example/c/token",
        unsubscribe_mailto="stop@acme.example",
        in_reply_to="<x@y.example>",
        references=("<x@y.example>",),
        attachments=(Attachment("i.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n"),),
    )
    assert sender.send(message) == Accepted("mail-1")
    body = provider.mails[0].body
    assert body["personalizations"] == [{"to": [{"email": "ann.lee@mail.example", "name": "Ann Lee"}]}]
    assert body["from"] == {"email": "talent@acme.example", "name": "Acme Talent"}
    assert body["reply_to"]["email"] == "reply+abc@in.acme.example"
    assert [part["type"] for part in body["content"]] == ["text/plain", "text/html", "text/calendar; method=REQUEST"]
    assert body["custom_args"] == {"touch_key": message.touch_key, "attempt": "1"}
    assert body["headers"] == {
        "Message-ID": message.message_id,
        "In-Reply-To": "<x@y.example>",
        "References": "<x@y.example>",
        "List-Unsubscribe": "<https://acme.example/c/token>, <mailto:stop@acme.example>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert body["attachments"][0]["type"] == "application/ics"
    assert not body["tracking_settings"]["click_tracking"]["enable"]
    assert not body["tracking_settings"]["open_tracking"]["enable"]
    assert provider.requests == [("POST", "/v3/mail/send")]


def test_a_mail_in_the_recruiters_name_and_to_a_name_with_a_comma_is_taken(
    provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    message = mail(
        to_name="Lee, Ann; MSc",
        sender_name="Kim Park, Acme",
        sender_address="kim@acme.example",
        envelope_from="talent+abc@acme.example",
    )
    assert isinstance(sender.send(message), Accepted)
    body = provider.mails[0].body
    assert body["from"] == {"email": "kim@acme.example", "name": "Kim Park, Acme"}
    # SendGrid refuses a recipient whose name has a comma or a semicolon in it.
    assert body["personalizations"] == [{"to": [{"email": "ann.lee@mail.example", "name": "Lee Ann MSc"}]}]
    assert "talent+abc" not in str(body)  # MAIL FROM is SendGrid's own


UNCERTAIN = {
    "hang after accepting": (faults.accept_then_hang(), 1),
    "hang": (faults.hang(), 0),
    "reset after accepting": (faults.accept_then_reset(), 1),
    "reset": (faults.reset(), 0),
    "closed without a word": (faults.accept_then_close(), 1),
    "drip": (faults.slow_drip(), 1),
    "cut body": (faults.accept_then_cut(), 1),
    "500": (faults.server_error(500), 0),
    "500 after accepting": (faults.server_error(500, accepted=True), 1),
    "503": (faults.server_error(503), 0),
    "200 of some portal": (faults.wrong_json(200, accept=False), 0),
    "201": (faults.wrong_json(201), 1),
}


@pytest.mark.parametrize("case", UNCERTAIN)
def test_what_breaks_after_the_post_is_unknown_never_not_sent(
    case: str, provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    fault, taken = UNCERTAIN[case]
    provider.script(fault)
    started = time.monotonic()
    assert isinstance(sender.send(mail()), Unknown)
    assert time.monotonic() - started < HANGS_FOR
    assert len(provider.requests) == 1, "posted once, whatever happened"
    assert len(provider.mails) == taken


TO = "personalizations.0.to.0.email"
ANSWERS: dict[str, tuple[Fault, Outcome]] = {
    "bad recipient": (
        faults.refuse(400, message="Does not contain a valid address.", field_name=TO),
        Refused(f"SendGrid refused the email (400): Does not contain a valid address. [{TO}].", address_bad=True),
    ),
    "bad mail": (
        faults.refuse(400, message="Bad content", field_name="content.0.value"),
        Refused("SendGrid refused the email (400): Bad content [content.0.value].", address_bad=False),
    ),
    "too large": (faults.refuse(413, message="Payload"), Refused("SendGrid refused the email (413): Payload.", False)),
    "slow down": (
        faults.too_many(7),
        NotAccepted("SendGrid asks to slow down (429): too many requests.", timedelta(seconds=7), slows=True),
    ),
    "slow down, no word when": (
        faults.too_many(None),
        NotAccepted("SendGrid asks to slow down (429): too many requests.", timedelta(seconds=30), slows=True),
    ),
    "somewhere else": (
        faults.refuse(404),
        NotAccepted("There is no SendGrid at the address (404); check FOLLOWUP_SENDGRID_URL."),
    ),
    "request time-out": (faults.refuse(408), NotAccepted("SendGrid did not take the email (408): no.")),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_each_explicit_error_has_its_outcome(
    case: str, provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    fault, outcome = ANSWERS[case]
    provider.script(fault)
    assert sender.send(mail()) == outcome
    assert provider.mails == []


def test_the_reset_of_a_rate_limit_is_the_time_of_the_next_try(
    provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    provider.script(
        faults.too_many(None, reset_at=int(WEDNESDAY.timestamp()) + 90),
        faults.too_many("Wed, 21 Oct 2015 07:28:00 GMT"),
    )
    first, second = sender.send(mail()), sender.send(mail())
    assert isinstance(first, NotAccepted) and first.retry_after is not None
    assert timedelta(seconds=80) < first.retry_after <= timedelta(seconds=90)
    assert isinstance(second, NotAccepted) and second.retry_after == timedelta(seconds=1)


def test_a_wrong_key_is_not_accepted_and_names_the_setting(provider: ProviderServer, mail: Any) -> None:
    outcome = SendGridEmail("SG.other", provider.url).send(mail())
    assert isinstance(outcome, NotAccepted) and "SENDGRID_API_KEY" in outcome.reason
    assert "SG.other" not in outcome.reason


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_the_key_stays_here(
    status: int, provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    with ProviderServer(clock=wednesday, api_key=KEY) as elsewhere:
        provider.script(faults.redirect(f"{elsewhere.url}/v3/mail/send", status))
        outcome = sender.send(mail())
        assert isinstance(outcome, NotAccepted) and "FOLLOWUP_SENDGRID_URL" in outcome.reason
        assert elsewhere.requests == []


def test_a_refused_connection_and_an_unknown_host_are_not_accepted(mail: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "http://nobody.invalid"):
        assert isinstance(SendGridEmail(KEY, url, budget=timedelta(seconds=3)).send(mail()), NotAccepted)


def test_a_failed_tls_handshake_is_not_accepted(provider: ProviderServer, mail: Any) -> None:
    sender = SendGridEmail(KEY, provider.url.replace("http://", "https://"), budget=BUDGET)
    assert isinstance(sender.send(mail()), NotAccepted)
    assert provider.mails == []


def test_over_tls_the_certificate_is_checked_and_the_budget_kept(
    server_tls: ssl.SSLContext, certificate: Path, mail: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProviderServer(clock=wednesday, api_key=KEY, tls=server_tls) as provider:
        assert isinstance(SendGridEmail(KEY, provider.url).send(mail()), NotAccepted), "nobody vouches for it"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        sender = SendGridEmail(KEY, provider.url, budget=BUDGET)
        assert isinstance(sender.send(mail()), Accepted)
        for fault in (faults.slow_drip(), faults.accept_then_hang(), faults.accept_then_cut()):
            provider.script(fault)
            started = time.monotonic()
            assert isinstance(sender.send(mail()), Unknown)
            assert time.monotonic() - started < HANGS_FOR
        assert len(provider.mails) == 4


def test_neither_key_nor_body_nor_address_is_logged(
    provider: ProviderServer, sender: SendGridEmail, mail: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger="python_http_client.client"):
        provider.script(None, faults.refuse(400))
        sender.send(mail())
        sender.send(mail())
    assert KEY not in caplog.text and "ann.lee" not in caplog.text and "thank you" not in caplog.text


def test_what_the_provider_says_is_told_without_the_address(
    provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    provider.script(
        faults.refuse(400, message="The address Ann.Lee@mail.example of Ann Lee is\nno good +1 415 555 0123")
    )
    outcome = sender.send(mail())
    assert isinstance(outcome, Refused)
    assert outcome.reason == "SendGrid refused the email (400): The address … of … is no good …."


def test_an_address_that_is_none_is_refused_without_a_request(
    provider: ProviderServer, sender: SendGridEmail, mail: Any
) -> None:
    assert sender.send(mail(to="ann\r\nBcc: all@x.example")) == Refused(
        "This is not an email address that can be written to."
    )
    assert provider.requests == []


def test_a_malformed_setting_is_one_sentence_naming_it() -> None:
    with pytest.raises(ValueError, match="SENDGRID_API_KEY"):
        SendGridEmail("SG.x\n")
    with pytest.raises(ValueError, match="FOLLOWUP_SENDGRID_URL"):
        SendGridEmail("SG.x", "api.sendgrid.com")


def test_a_look_for_an_earlier_send_proves_nothing(sender: SendGridEmail) -> None:
    found = sender.find("k", to="a@b.example", since=datetime(2026, 1, 1, tzinfo=UTC))
    assert not found.accepted and not found.exact


def test_many_threads_send_each_mail_once(provider: ProviderServer, mail: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    sender = SendGridEmail(KEY, provider.url)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda n: sender.send(mail(touch_key=f"touch-{n}")), range(40)))
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert sorted(m.touch_key for m in provider.mails) == sorted(f"touch-{n}" for n in range(40))
