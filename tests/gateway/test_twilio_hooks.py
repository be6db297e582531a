"""Texts: signed for the public address, statuses in any order, STOP, START and HELP (R6, R7)."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import DeliveryReported, ReplyReceived
from domain.names import AttemptState, Channel
from domain.replies.recorded_reply import read
from gateway.providers import twilio_inbound, twilio_status
from gateway.providers.twilio_signature import SIGNATURE
from integrations.arrivals import Entry, NotNow, NotUnderstood, Reading, Request, UnverifiedRequest
from tests.gateway.provider_desk import (
    ANN,
    BOB,
    NOW,
    NUMBER,
    PLAYBOOK,
    PUBLIC,
    Desk,
    by_twilio,
    desk_in,
    settings_for,
    status,
    text,
)
from tests.pace import pace

TOUCH = "manual:ann/eng/interview.1/details/1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve(TOUCH, Channel.SMS)
    return made


@pytest.fixture
def callbacks(desk: Desk) -> twilio_status.Status:
    return twilio_status.door(desk.settings)


@pytest.fixture
def texts(desk: Desk) -> twilio_inbound.Inbound:
    return twilio_inbound.door(desk.settings)


def outcomes(reading: Reading) -> list[str]:
    return [DeliveryReported.model_validate(tell.fact).outcome for tell in reading.tells]


# ---------------------------------------------------------------- is it theirs


def test_a_request_is_theirs_by_the_public_address_and_not_by_the_one_behind_the_proxy(
    texts: twilio_inbound.Inbound,
) -> None:
    request = text("Hello")
    texts.verify(request)
    inner = Request(request.headers, request.body, request.url.replace(PUBLIC, "http://10.0.0.5:8080"), NOW)
    with pytest.raises(UnverifiedRequest, match="FOLLOWUP_PUBLIC_URL"):
        texts.verify(inner)


@pytest.mark.parametrize("value", [None, "", "x", "äöü", "\0", "=" * 300])
def test_a_missing_or_odd_signature_is_forged(texts: twilio_inbound.Inbound, value: str | None) -> None:
    request = text("Hello")
    headers = {k: v for k, v in request.headers.items() if k != SIGNATURE} | ({SIGNATURE: value} if value else {})
    with pytest.raises(UnverifiedRequest):
        texts.verify(Request(headers, request.body, request.url, NOW))


def test_a_changed_field_a_changed_reference_and_another_token_are_forged(
    texts: twilio_inbound.Inbound, callbacks: twilio_status.Status
) -> None:
    request = text("Hello")
    with pytest.raises(UnverifiedRequest):
        texts.verify(Request(request.headers, request.body + b"&Body=STOP", request.url, NOW))
    with pytest.raises(UnverifiedRequest):
        texts.verify(by_twilio({"From": NUMBER}, token="another"))
    report = status("delivered", TOUCH)
    with pytest.raises(UnverifiedRequest):
        callbacks.verify(Request(report.headers, report.body, f"{report.url}0", NOW))


def test_the_newer_signature_with_sha256_is_theirs_too(texts: twilio_inbound.Inbound) -> None:
    from twilio.request_validator import RequestValidator

    from tests.gateway.provider_desk import TOKEN

    plain = text("Hello")
    fields = {"MessageSid": "SM9", "From": NUMBER, "To": "+12125550199", "Body": "Hello", "NumMedia": "0"}
    right = RequestValidator(TOKEN).compute_signature(plain.url, fields, "HMAC_SHA256")
    headers = {**plain.headers, SIGNATURE: right}
    settings_header = {"x-twilio-webhooks-signature-settings": "key=k,algorithm=HMAC_SHA256"}
    texts.verify(Request(headers | settings_header, plain.body, plain.url, NOW))
    with pytest.raises(UnverifiedRequest):
        texts.verify(Request(headers, plain.body, plain.url, NOW))


# ---------------------------------------------------------------- statuses


@pytest.mark.parametrize("name", ["queued", "sent", "delivered"])
def test_word_of_a_text_in_doubt_resolves_it(desk: Desk, callbacks: twilio_status.Status, name: str) -> None:
    desk.settle(TOUCH, AttemptState.UNKNOWN)
    (reading,) = desk.reads(callbacks, status(name, TOUCH))
    assert outcomes(reading) == ["accepted"] and reading.tells[0].fact["provider_message_id"] == "SM1"
    assert len(reading.delivered) == (name == "delivered")


def test_statuses_in_any_order_tell_no_more_than_what_is_new(desk: Desk, callbacks: twilio_status.Status) -> None:
    desk.settle(TOUCH, AttemptState.ACCEPTED, "SM1")
    for name in ("delivered", "sent", "queued", "delivered"):
        (reading,) = desk.reads(callbacks, status(name, TOUCH))
        assert reading.tells == ()


def test_a_text_that_is_under_way_is_left_to_its_own_confirmation(desk: Desk, callbacks: twilio_status.Status) -> None:
    desk.now = NOW - timedelta(minutes=59, seconds=55)
    entry = desk.entry(callbacks, status("sent", TOUCH))
    with pytest.raises(NotNow):
        callbacks.read(entry, desk.known())


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("undelivered", "30005", ["bounced"]),
        ("undelivered", "30006", ["bounced"]),
        ("failed", "21614", ["bounced"]),
        ("undelivered", "30003", ["blocked"]),
        ("undelivered", "30007", ["blocked"]),
        ("undelivered", "30008", ["blocked"]),
        ("failed", "", ["blocked"]),
        ("canceled", "", ["blocked"]),
        ("undelivered", "21610", ["unsubscribed", "blocked"]),
    ],
)
def test_r6_r7_a_failed_text_goes_the_next_way_and_an_opt_out_closes_this_one(
    desk: Desk, callbacks: twilio_status.Status, name: str, code: str, expected: list[str]
) -> None:
    desk.settle(TOUCH, AttemptState.ACCEPTED, "SM1")
    (reading,) = desk.reads(callbacks, status(name, TOUCH, code=code))
    assert outcomes(reading) == expected
    assert all(tell.fact["channel"] == "sms" and tell.fact["attempt"] == 1 for tell in reading.tells)
    assert NUMBER not in json.dumps([tell.fact for tell in reading.tells])


def test_of_two_attempts_the_one_with_the_sid_is_meant(desk: Desk, callbacks: twilio_status.Status) -> None:
    desk.settle(TOUCH, AttemptState.ACCEPTED, "SM1")
    desk.reserve(TOUCH, Channel.SMS, 2)
    desk.settle(TOUCH, AttemptState.ACCEPTED, "SM2", 2)
    (reading,) = desk.reads(callbacks, status("undelivered", TOUCH, "SM1", "30005"))
    assert reading.tells[0].fact["attempt"] == 1
    (reading,) = desk.reads(callbacks, status("undelivered", TOUCH, "SM3", "30005"))
    assert reading.tells == (), "a text that is in nobody's book"


def test_a_status_without_a_touch_of_ours_is_about_nobody(desk: Desk, callbacks: twilio_status.Status) -> None:
    (reading,) = desk.reads(callbacks, status("failed", "manual:zoe/eng/applied.1/hello/1"))
    assert reading.tells == () and reading.note


def test_a_status_said_twice_is_one_and_names_whom_it_is_about(desk: Desk, callbacks: twilio_status.Status) -> None:
    first, again = (desk.entry(callbacks, status("sent", TOUCH)) for _ in range(2))
    assert first == again and first.about == ANN
    assert desk.entry(callbacks, status("delivered", TOUCH)).key != first.key


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(
    "words", ["STOP", "stop.", " Stop!! ", "UNSUBSCRIBE", "cancel", "END", "Stopp", "ALTO", "please stop texting me"]
)
def test_r7_stop_in_any_wording(desk: Desk, texts: twilio_inbound.Inbound, words: str) -> None:
    (reading,) = desk.reads(texts, text(words))
    (tell,) = reading.tells
    assert tell.candidate_id == ANN and tell.fact["application_id"] == "eng"
    assert read(ReplyReceived.model_validate(tell.fact)).kind == "stop"


def test_r7_an_opt_out_that_twilio_took_closes_texts_whatever_the_word(
    desk: Desk, texts: twilio_inbound.Inbound
) -> None:
    (reading,) = desk.reads(texts, text("NOMORE", OptOutType="STOP"))
    out, reply = reading.tells
    assert (out.signal, out.fact["channel"]) == ("opted_out", "sms")
    assert reply.signal == "reply_received" and out.fact["event_id"] != reply.fact["event_id"]


@pytest.mark.parametrize("words", ["START", "unstop", "Start."])
def test_r7_start_opens_texts_again_for_whoever_has_the_number(
    desk: Desk, texts: twilio_inbound.Inbound, words: str
) -> None:
    desk.ledger.claim(BOB, at=NOW, email="bob@example.com", phone=NUMBER)
    (reading,) = desk.reads(texts, text(words))
    assert {tell.candidate_id for tell in reading.tells} == {ANN, BOB}
    assert {(tell.signal, tell.fact["channel"]) for tell in reading.tells} == {("opted_in", "sms")}


def test_a_yes_is_an_answer(desk: Desk, texts: twilio_inbound.Inbound) -> None:
    (reading,) = desk.reads(texts, text("Yes"))
    assert reading.tells[0].signal == "reply_received"
    assert read(ReplyReceived.model_validate(reading.tells[0].fact)).kind == "answer"


def test_a_picture_is_told_and_not_fetched(desk: Desk, texts: twilio_inbound.Inbound) -> None:
    (reading,) = desk.reads(texts, text("", NumMedia="2", MediaUrl0="https://api.twilio.com/x"))
    assert "2 pictures" in reading.tells[0].fact["text"] and "https" not in reading.tells[0].fact["text"]


def test_of_two_with_one_number_it_is_whoever_was_texted_last(desk: Desk, texts: twilio_inbound.Inbound) -> None:
    desk.ledger.claim(BOB, at=NOW, email="bob@example.com", phone=NUMBER)
    desk.reserve("manual:bob/ops/interview.1/details/1", Channel.SMS, application_id="ops", at=NOW)
    (reading,) = desk.reads(texts, text("On my way"))
    (tell,) = reading.tells
    assert (tell.candidate_id, tell.fact["application_id"]) == (BOB, "ops")
    assert desk.entry(texts, text("On my way")).about == BOB


def test_an_unknown_number_is_kept_for_a_recruiter(desk: Desk, texts: twilio_inbound.Inbound) -> None:
    entry = desk.entry(texts, text("Hi", number="+442079460000"))
    assert entry.about == ""
    with pytest.raises(NotUnderstood, match="Nobody here"):
        texts.read(entry, desk.known())


def test_r3_whom_a_text_is_about_is_known_when_it_is_stored_and_its_sid_is_its_key(
    desk: Desk, texts: twilio_inbound.Inbound
) -> None:
    entry = desk.entry(texts, text("STOP", "SM77"))
    assert (entry.about, entry.key, entry.kind) == (ANN, "SM77", "inbound")


# ---------------------------------------------------------------- what Twilio is answered


def _said(texts: twilio_inbound.Inbound, request: Request) -> list[str]:
    media, content = texts.answer(request)
    assert media == "text/xml"
    root = ElementTree.fromstring(content)
    assert root.tag == "Response"
    return [message.text or "" for message in root]


def test_help_is_answered_once_with_who_we_are(desk: Desk, texts: twilio_inbound.Inbound) -> None:
    (said,) = _said(texts, text("HELP"))
    assert PLAYBOOK.company.name in said and PLAYBOOK.sender.email in said and "STOP" in said
    (reading,) = desk.reads(texts, text("HELP"))
    assert reading.tells == ()


@pytest.mark.parametrize(
    "request_", [text("STOP"), text("Hello"), text("HELP", OptOutType="HELP"), text("help me, please")]
)
def test_everything_else_is_answered_with_nothing(texts: twilio_inbound.Inbound, request_: Request) -> None:
    assert _said(texts, request_) == []


def test_help_is_answered_before_the_first_playbook_too(tmp_path: Path) -> None:
    from ledger.store import Ledger

    made = settings_for(tmp_path)
    Ledger(made.ledger_address, made.keys).migrate()
    (said,) = _said(twilio_inbound.door(made), text("help"))
    assert "STOP" in said


# ---------------------------------------------------------------- anything


def test_what_is_no_longer_kept_is_not_understood(
    desk: Desk, texts: twilio_inbound.Inbound, callbacks: twilio_status.Status
) -> None:
    for door in (texts, callbacks):
        for body in ("", "{}", "[]", '{"received_at": 1}'):
            with pytest.raises(NotUnderstood):
                door.read(Entry("k", "inbound", "", body), desk.known())


_made: list[Desk] = []


@pace(100)
@given(
    body=st.binary(max_size=200)
    | st.dictionaries(
        st.sampled_from(
            ["Body", "From", "MessageSid", "MessageStatus", "OptOutType", "NumMedia", "ErrorCode", "\udcff"]
        ),
        st.text(max_size=20),
    ).map(lambda form: "&".join(f"{k}={v}" for k, v in form.items()).encode("utf-8", "surrogatepass")),
    url=st.text(max_size=30),
)
def test_any_form_is_forged_told_kept_or_not_understood(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, url: str
) -> None:
    if not _made:
        _made.append(desk_in(tmp_path_factory.mktemp("home")))
    desk = _made[0]
    for module in (twilio_inbound, twilio_status):
        door = module.door(desk.settings)
        form = {"content-type": "application/x-www-form-urlencoded", SIGNATURE: "x"}
        with pytest.raises(UnverifiedRequest):
            door.verify(Request(form, body, url, NOW))
        for entry in door.entries(Request(form, body, f"https://x.example/?ref={url}", NOW)):
            entry.body.encode()
            try:
                door.read(entry, desk.known())
            except NotUnderstood as error:
                _is_a_sentence(str(error))
        if module is twilio_inbound:
            twilio_inbound.door(desk.settings).answer(Request(form, body, url, NOW))


def _is_a_sentence(text: str) -> None:
    assert text.endswith(".")
