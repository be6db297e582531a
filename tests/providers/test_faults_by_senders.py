"""Each fault as our own senders report it: what was taken is never called unsent, what was not never accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from channels.sender import Accepted, NotAccepted, Outcome, OutgoingMessage, Refused, Sender, Unknown
from channels.sendgrid_email import SendGridEmail
from channels.twilio_sms import TwilioSms
from tests.clocks import WEDNESDAY, wednesday
from tests.house import until
from tests.providers.faults import KINDS, of_kind, slow
from tests.providers.server import ProviderServer

TOUCH = "manual:ann/eng/applied.1/acknowledge/1"
UNANSWERED = ("accept-then-hang", "hang", "accept-then-drip")


def budget(kind: str) -> timedelta:
    """How long a sender waits: for an answer that comes, as long as the busiest machine takes to give it."""
    return timedelta(seconds=1 if kind in UNANSWERED else 20)


EXPECTED: dict[str, tuple[type[Outcome], type[Outcome]]] = {
    "accept-then-hang": (Unknown, Unknown),
    "hang": (Unknown, Unknown),
    "accept-then-reset": (Unknown, Unknown),
    "reset": (Unknown, Unknown),
    "accept-then-close": (Unknown, Unknown),
    "close": (Unknown, Unknown),
    "accept-then-cut": (Unknown, Unknown),
    "accept-then-drip": (Unknown, Unknown),
    "slow": (Accepted, Accepted),
    "refuse": (Refused, Refused),
    "unauthorized": (NotAccepted, NotAccepted),
    "too-many": (NotAccepted, NotAccepted),
    "500": (Unknown, Unknown),
    "accept-then-500": (Unknown, Unknown),
    "502": (Unknown, Unknown),
    "503": (Unknown, Unknown),
    "accept-then-503": (Unknown, Unknown),
    "redirect": (NotAccepted, NotAccepted),
    "wrong-json": (Accepted, Unknown),  # SendGrid's 202 has no body that would be read
}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the machine that runs the tests knows nothing of our loopback."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("no_proxy", "*")


def message(to: str) -> OutgoingMessage:
    return OutgoingMessage(
        touch_key=TOUCH,
        attempt=1,
        to=to,
        subject="Hello",
        text="Hi Ann",
        sender_address="talent@acme.example",
        message_id="<1@acme.example>",
        sent_at=WEDNESDAY,
    )


def test_every_kind_has_its_outcome() -> None:
    assert tuple(EXPECTED) == KINDS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", ["mail", "text"])
async def test_each_fault_has_its_outcome_and_none_is_a_lie(kind: str, channel: str) -> None:
    with ProviderServer(clock=wednesday) as provider:
        url, callback = provider.url, "https://follow.acme.example/hooks/twilio/status"
        sender: Sender = (
            SendGridEmail(provider.api_key, url, budget=budget(kind))
            if channel == "mail"
            else TwilioSms("ACtest", "test-token", "+12125550100", url, callback, budget=budget(kind))
        )
        provider.script(slow(0.05) if kind == "slow" else of_kind(kind))
        outcome = sender.send(message("ann@example.com" if channel == "mail" else "+12125550123"))
        await until(lambda: provider.journal, what="the request")
    (handled,) = provider.journal
    assert type(outcome) is EXPECTED[kind][channel == "text"], outcome
    if handled.accepted:
        assert isinstance(outcome, Accepted | Unknown)
    else:
        assert not isinstance(outcome, Accepted)
    if isinstance(outcome, Accepted):
        assert outcome.provider_message_id == handled.ident
    if kind == "too-many":
        assert isinstance(outcome, NotAccepted)
        assert outcome.retry_after == timedelta(seconds=1)
    if kind == "refuse":
        assert isinstance(outcome, Refused)
        assert outcome.address_bad
