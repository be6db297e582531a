"""SendGrid's events: signed and fresh, one entry each, and told where they change something (R6, R7)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from domain.events import DeliveryReported
from domain.names import AttemptState, digest_key, reader_mark
from gateway.providers.sendgrid_events import Events, door
from gateway.providers.sendgrid_signature import SIGNATURE, TIMESTAMP
from integrations.arrivals import Entry, NotNow, NotUnderstood, Reading, Request, UnverifiedRequest
from settings import BadSetting
from tests.gateway.mail_corpus import TOUCH
from tests.gateway.provider_desk import ANN, BOB, MAIL, NOW, Desk, by_sendgrid, desk_in, event, events, settings_for
from tests.pace import pace


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve()
    made.settle(TOUCH, AttemptState.ACCEPTED, "14c5d75ce93")
    return made


@pytest.fixture
def hook(desk: Desk) -> Events:
    return door(desk.settings)


def one(desk: Desk, hook: Events, said: dict[str, Any]) -> Reading:
    (reading,) = desk.reads(hook, events(said))
    return reading


def outcomes(reading: Reading) -> list[str]:
    return [DeliveryReported.model_validate(tell.fact).outcome for tell in reading.tells]


# ---------------------------------------------------------------- is it theirs


@pytest.mark.parametrize("name", [SIGNATURE, TIMESTAMP])
@pytest.mark.parametrize("value", [None, "", "x", "äöü", "1" * 400, "AAAA", "\0", "-5", "1e9"])
def test_a_missing_or_odd_signature_is_forged(hook: Events, name: str, value: str | None) -> None:
    request = events(event("open"))
    headers = {k: v for k, v in request.headers.items() if k != name} | ({name: value} if value is not None else {})
    with pytest.raises(UnverifiedRequest):
        hook.verify(Request(headers, request.body, request.url, NOW))


def test_a_cut_body_or_another_key_is_forged(hook: Events) -> None:
    request = events(event("open"))
    with pytest.raises(UnverifiedRequest):
        hook.verify(Request(request.headers, request.body[:-1], request.url, NOW))
    with pytest.raises(UnverifiedRequest):
        hook.verify(events(event("open"), key=ec.generate_private_key(ec.SECP256R1())))
    hook.verify(request)


@pytest.mark.parametrize(
    ("age", "why"), [(timedelta(hours=25), "too old"), (timedelta(days=400), "too old"), (-timedelta(hours=1), "ahead")]
)
def test_an_old_request_and_one_from_the_future_are_refused(hook: Events, age: timedelta, why: str) -> None:
    with pytest.raises(UnverifiedRequest, match=why):
        hook.verify(events(event("open"), at=NOW - age))


def test_a_batch_that_is_delivered_after_hours_of_tries_is_taken(hook: Events) -> None:
    hook.verify(events(event("open"), at=NOW - timedelta(hours=23)))


def test_the_key_can_be_changed_without_a_gap(tmp_path: Path) -> None:
    from tests.gateway.provider_desk import PUBLIC_KEY

    pem = f"-----BEGIN PUBLIC KEY-----\n{PUBLIC_KEY}\n-----END PUBLIC KEY-----"
    other = ec.generate_private_key(ec.SECP256R1())
    for value in (pem, f"{_public(other)},{PUBLIC_KEY}"):
        door(settings_for(tmp_path, sendgrid_event_key=SecretStr(value))).verify(events(event("open")))


def _public(key: Any) -> str:
    import base64

    from cryptography.hazmat.primitives import serialization

    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return base64.b64encode(key.public_key().public_bytes(*form)).decode()


@pytest.mark.parametrize("value", ["not a key", "MFkw", ",", "äöü"])
def test_a_malformed_key_is_one_sentence_that_names_the_setting(tmp_path: Path, value: str) -> None:
    with pytest.raises(BadSetting, match="FOLLOWUP_SENDGRID_EVENT_KEY"):
        door(settings_for(tmp_path, sendgrid_event_key=SecretStr(value)))


# ---------------------------------------------------------------- split


def test_a_batch_of_mixed_events_is_an_entry_each(hook: Events) -> None:
    names = ["processed", "deferred", "delivered", "open", "click", "bounce", "spamreport", "unsubscribe"]
    entries = hook.entries(events(*map(event, names)))
    assert [entry.kind for entry in entries] == names
    assert {entry.about for entry in entries} == {ANN}
    assert len({entry.key for entry in entries}) == len(names)


def test_the_same_event_sent_again_under_another_id_is_the_same(hook: Events) -> None:
    first, again = (hook.entries(events(event("bounce", sg_event_id=ident)))[0] for ident in ("a", "b"))
    later = hook.entries(events(event("bounce", timestamp=1)))[0]
    assert first.key == again.key != later.key


def test_an_asynchronous_bounce_has_no_message_id_and_is_known_by_the_touch(desk: Desk, hook: Events) -> None:
    said = event("bounce", type="bounce", sg_message_id=None)
    assert outcomes(one(desk, hook, said | {"reason": "550 5.1.1 unknown user"})) == ["bounced"]
    assert hook.entries(events(said))[0].key != hook.entries(events(said | {"attempt": "2"}))[0].key


@pytest.mark.parametrize("body", [b"", b"[", b"null", b"[1]", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_batch_is_kept_as_it_came(hook: Events, body: bytes) -> None:
    (entry,) = hook.entries(by_sendgrid(body))
    assert entry.kind == "unreadable"


# ---------------------------------------------------------------- read


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"event": "bounce", "type": "bounce", "reason": "550 5.1.1 unknown user"}, ["bounced"]),
        ({"event": "bounce", "type": "blocked", "reason": "554 5.7.1 blocked by a list"}, ["blocked"]),
        ({"event": "bounce", "type": "expired"}, ["blocked"]),
        ({"event": "bounce"}, ["blocked"]),
        ({"event": "bounce", "type": "bounce", "reason": "550 5.1.1 user over quota"}, ["blocked"]),
        ({"event": "bounce", "type": "blocked", "reason": "550 no such user", "status": "5.7.1"}, ["bounced"]),
        ({"event": "bounce", "type": "bounce", "reason": "550 no", "status": "5.0.0"}, ["blocked"]),
        ({"event": "bounce", "bounce_classification": "Invalid Address"}, ["bounced"]),
        ({"event": "dropped", "reason": "Bounced Address"}, ["blocked"]),
        ({"event": "dropped", "reason": "Invalid"}, ["dropped"]),
        ({"event": "dropped", "reason": "Unsubscribed Address"}, ["unsubscribed", "blocked"]),
        ({"event": "dropped", "reason": "Spam Reporting Address"}, ["spam_report", "blocked"]),
        ({"event": "dropped", "reason": "Spam Content"}, ["blocked"]),
        ({"event": "dropped"}, ["blocked"]),
        ({"event": "spamreport"}, ["spam_report"]),
        ({"event": "unsubscribe"}, ["unsubscribed"]),
        ({"event": "group_unsubscribe", "asm_group_id": 5}, ["unsubscribed"]),
        ({"event": "group_resubscribe", "asm_group_id": 5}, []),
        ({"event": "deferred", "response": "400 later"}, []),
        ({"event": "open"}, []),
        ({"event": "click", "url": "https://x.example"}, []),
        ({"event": "account_status_change"}, []),
    ],
)
def test_r6_r7_what_an_event_comes_to(desk: Desk, hook: Events, said: dict[str, Any], expected: list[str]) -> None:
    reading = one(desk, hook, event("?") | said)
    assert outcomes(reading) == expected
    assert expected or reading.note
    assert all(tell.candidate_id == ANN and tell.fact["application_id"] == "eng" for tell in reading.tells)


def test_the_reason_on_the_timeline_holds_no_address(desk: Desk, hook: Events) -> None:
    said = event("bounce", reason=f"550 5.1.1 <{MAIL}> unknown, call +1 212 555 0123", status="5.1.1")
    reason = one(desk, hook, said).tells[0].fact["reason"]
    assert MAIL not in reason and "555" not in reason and "5.1.1" in reason


@pytest.mark.parametrize("name", ["processed", "delivered"])
def test_word_of_a_mail_in_doubt_resolves_it(desk: Desk, hook: Events, name: str) -> None:
    desk.reserve("manual:ann/eng/applied.1/update/1")
    desk.settle("manual:ann/eng/applied.1/update/1", AttemptState.UNKNOWN)
    reading = one(desk, hook, event(name, "manual:ann/eng/applied.1/update/1"))
    assert outcomes(reading) == ["accepted"]
    assert reading.tells[0].fact["provider_message_id"] == "14c5d75ce93"
    assert len(reading.delivered) == (name == "delivered")


def test_a_mail_that_is_under_way_is_left_to_its_own_confirmation(desk: Desk, hook: Events) -> None:
    desk.reserve("manual:ann/eng/applied.1/update/1", at=NOW - timedelta(seconds=3))
    (entry,) = hook.entries(events(event("processed", "manual:ann/eng/applied.1/update/1")))
    with pytest.raises(NotNow):
        hook.read(entry, desk.known())
    desk.now = NOW + timedelta(seconds=30)
    assert outcomes(hook.read(entry, desk.known())) == ["accepted"]


def test_k2_a_delivery_is_kept_beside_the_attempt_and_told_to_nobody(desk: Desk, hook: Events) -> None:
    reading = one(desk, hook, event("delivered"))
    assert reading.tells == () and len(reading.delivered) == 1
    for _ in range(2):
        desk.ledger.mark_delivered(*reading.delivered[0])
    (row,) = desk.ledger.deliveries(candidate_id=ANN)
    assert row["delivered_at"] == (NOW - timedelta(seconds=60)).isoformat()


def test_a_mail_to_a_colleague_is_about_no_candidate(desk: Desk, hook: Events) -> None:
    key = desk.reserve(digest_key(NOW.date(), reader_mark("kim@acme.example")), application_id="")
    for name in ("processed", "bounce", "unsubscribe"):
        reading = one(desk, hook, event(name, key))
        assert reading.tells == () and "colleague" in reading.note
        assert hook.entries(events(event(name, key)))[0].about == ""


def test_other_mail_of_the_account_is_about_nobody_but_a_complaint_counts(desk: Desk, hook: Events) -> None:
    foreign = {"touch_key": None, "attempt": None}
    assert one(desk, hook, event("bounce", **foreign)).tells == ()
    (tell,) = one(desk, hook, event("spamreport", **foreign)).tells
    assert (tell.candidate_id, tell.signal, tell.fact["channel"]) == (ANN, "opted_out", "email")
    assert one(desk, hook, event("spamreport", **foreign, email="nobody@example.com")).tells == ()


def test_a_touch_of_another_attempt_or_of_nobody_is_left_alone(desk: Desk, hook: Events) -> None:
    assert one(desk, hook, event("bounce", attempt="7")).tells == ()
    assert one(desk, hook, event("bounce", f"{BOB}/eng/applied.1/x/1")).tells == ()


def test_an_old_attempt_keeps_the_number_that_is_told(desk: Desk, hook: Events) -> None:
    desk.reserve(attempt=2)
    assert one(desk, hook, event("bounce")).tells[0].fact["attempt"] == 1


def test_what_is_no_longer_kept_is_not_understood(desk: Desk, hook: Events) -> None:
    with pytest.raises(NotUnderstood):
        hook.read(Entry("k", "bounce", "", ""), desk.known())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["bounce", "dropped", "delivered", "processed", "spamreport", "unsubscribe", "open"])


@pace(75)
@given(
    said=st.fixed_dictionaries(
        {"event": NAMES | JSON},
        optional=dict.fromkeys(
            ("timestamp", "touch_key", "attempt", "email", "reason", "type", "sg_message_id", "smtp-id"), JSON
        ),
    )
)
def test_any_event_is_told_kept_or_not_understood(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, Any]
) -> None:
    desk, hook = _shared(tmp_path_factory)
    for entry in hook.entries(by_sendgrid(json.dumps([said]).encode())):
        assert entry.key and entry.body
        hook.read(entry, desk.known())


@pace(75)
@given(body=st.binary(max_size=200), signature=st.text(max_size=40), stamp=st.text(max_size=12))
def test_any_body_is_forged_or_kept(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, signature: str, stamp: str
) -> None:
    desk, hook = _shared(tmp_path_factory)
    with pytest.raises(UnverifiedRequest):
        hook.verify(Request({SIGNATURE: signature, TIMESTAMP: stamp}, body, "https://x.example", NOW))
    for entry in hook.entries(by_sendgrid(body)):
        if entry.kind != "unreadable":
            hook.read(entry, desk.known())


_made: list[tuple[Desk, Events]] = []


def _shared(factory: pytest.TempPathFactory) -> tuple[Desk, Events]:
    if not _made:
        desk = desk_in(factory.mktemp("home"))
        _made.append((desk, door(desk.settings)))
    return _made[0]
