"""What the provider tells of its own accord: rightly signed for our own verifiers, late, twice, out of order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import SecretStr

from channels.reference import callback_address, callback_reference
from gateway.providers.sendgrid_signature import Verifier as SendGridVerifier
from gateway.providers.twilio_signature import Verifier as TwilioVerifier
from integrations.arrivals import Request, UnverifiedRequest
from sandbox.posting import Gateway
from sandbox.signing import EventKey
from sandbox.webhooks import Webhooks
from settings import Settings
from tests.clocks import WEDNESDAY, wednesday
from tests.providers.hook_desk import TOUCH, HookDesk, hook_desk
from tests.providers.server import ProviderServer

TOKEN, KEY = "a token of the tests", EventKey()
MAIL = {
    "personalizations": [{"to": [{"email": "ann@example.com"}]}],
    "from": {"email": "talent@acme.example"},
    "subject": "Hello",
    "content": [{"type": "text/plain", "value": "Hi"}],
    "custom_args": {"touch_key": TOUCH, "attempt": "2"},
    "headers": {"Message-ID": "<ours@acme.example>"},
}


@pytest.fixture
def desk() -> Iterator[HookDesk]:
    with hook_desk() as made:
        yield made


def provider_for(desk: HookDesk, **odd: Any) -> ProviderServer:
    hooks = Webhooks(Gateway(desk.url, KEY, TOKEN, wednesday), delay=(0, 0.02), late_by=(0.1, 0.3), **odd)
    return ProviderServer(clock=wednesday, auth_token=TOKEN, webhooks=hooks)


def form(desk: HookDesk) -> dict[str, str]:
    callback = callback_address(f"{desk.url}/hooks/twilio/status", TOUCH)
    return {"To": "+12125550123", "From": "+12125550100", "Body": "Hi", "StatusCallback": callback}


def events(desk: HookDesk) -> list[dict[str, Any]]:
    return [event for request in desk.at("/hooks/sendgrid/events") for event in json.loads(request.body)]


def statuses(desk: HookDesk) -> list[str]:
    return [parse_qs(one.body.decode())["MessageStatus"][0] for one in desk.at("/hooks/twilio/status")]


def by_sendgrid(request: Request, key: EventKey = KEY) -> None:
    SendGridVerifier("sendgrid_event_key", key.public, timedelta(hours=1)).check(request)


def test_events_are_believed_by_our_verifier_and_carry_the_touch(desk: HookDesk) -> None:
    with provider_for(desk) as provider:
        mail = provider.keep_mail(MAIL, {})
        assert provider.webhooks
        assert provider.webhooks.settled()
    for request in desk.requests:
        by_sendgrid(request)
        with pytest.raises(UnverifiedRequest):
            by_sendgrid(request, EventKey())
    said = events(desk)
    assert [one["event"] for one in said] == ["processed", "delivered"]
    assert {(one["touch_key"], one["attempt"], one["smtp-id"]) for one in said} == {(TOUCH, "2", "<ours@acme.example>")}
    assert all(one["sg_message_id"].startswith(f"{mail.message_id}.") for one in said)


def test_statuses_are_believed_by_our_verifier_and_go_to_the_texts_own_address(desk: HookDesk) -> None:
    settings = Settings(TWILIO_AUTH_TOKEN=SecretStr(TOKEN))
    with provider_for(desk) as provider:
        provider.keep_text(form(desk), {})
        provider.keep_text(form(desk) | {"StatusCallback": ""}, {})
        assert provider.webhooks
        assert provider.webhooks.settled()
    assert statuses(desk) == ["queued", "sent", "delivered"]
    for request in desk.requests:
        TwilioVerifier(settings).check(request)
        assert request.url.endswith(f"?ref={callback_reference(TOUCH)}")
        with pytest.raises(UnverifiedRequest):
            TwilioVerifier(Settings(TWILIO_AUTH_TOKEN=SecretStr("another"))).check(request)


def test_a_public_address_is_signed_and_brought_to_the_gateway_of_this_machine(desk: HookDesk) -> None:
    public = "https://follow.acme.example"
    with provider_for(desk) as provider:
        provider.keep_text(form(desk) | {"StatusCallback": f"{public}/hooks/twilio/status?ref=abc"}, {})
        assert provider.webhooks
        assert provider.webhooks.settled()
    (first, *_) = desk.requests
    as_told = Request(first.headers, first.body, first.url.replace(desk.url, public), WEDNESDAY)
    TwilioVerifier(Settings(TWILIO_AUTH_TOKEN=SecretStr(TOKEN))).check(as_told)


def test_duplicates_late_ones_and_disorder_come_by_the_seed(desk: HookDesk) -> None:
    with provider_for(desk, seed=5, late=0.2, twice=0.3, disorder=0.4) as provider:
        for _ in range(40):
            provider.keep_text(form(desk), {})
        assert provider.webhooks
        assert provider.webhooks.settled()
        kinds = Counter(one.how for one in provider.webhooks.posted)
    assert len(desk.requests) == 120 + kinds["twice"]
    assert kinds["late"] > 5
    assert kinds["twice"] > 15
    assert kinds["out of order"] > 15
    per_text: dict[str, list[str]] = {}
    for request in desk.requests:
        said = parse_qs(request.body.decode())
        per_text.setdefault(said["MessageSid"][0], []).append(said["MessageStatus"][0])
    assert all({"queued", "sent", "delivered"} == set(one) for one in per_text.values())
    assert any(one.index("delivered") < one.index("queued") for one in per_text.values())


def test_sendgrid_tells_again_until_it_is_taken_and_twilio_once(desk: HookDesk) -> None:
    desk.answers = [503]
    with provider_for(desk) as provider:
        provider.keep_mail(MAIL, {})
        assert provider.webhooks
        assert provider.webhooks.settled()
        assert [one["event"] for one in events(desk)].count("processed") == 2
        desk.requests.clear()
        desk.answers = [503]
        provider.keep_text(form(desk), {})
        assert provider.webhooks.settled()
        assert statuses(desk) == ["queued", "sent", "delivered"]
        assert provider.webhooks.counts["twilio answered 503"] == 1


def test_a_gateway_that_is_away_holds_up_nobody() -> None:
    hooks = Webhooks(Gateway("http://127.0.0.1:9", KEY, TOKEN, wednesday), delay=(0, 0))
    with ProviderServer(clock=wednesday, auth_token=TOKEN, webhooks=hooks) as provider:
        provider.keep_text({"To": "+12125550123", "Body": "Hi", "StatusCallback": "http://127.0.0.1:9/x"}, {})
        assert hooks.settled()
        assert hooks.counts["twilio not taken"] == 3
        provider.keep_mail(MAIL, {})
