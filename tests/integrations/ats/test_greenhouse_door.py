"""Who gets in by Greenhouse's door, what is kept of what they say, and that no body does harm."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.arrivals import NotNow, NotUnderstood, UnverifiedRequest
from integrations.ats.payload import kept
from integrations.greenhouse.events import Greenhouse
from tests.gateway.anything import ANYTHING, mutated
from tests.integrations.ats.ats_desk import NOW, Desk, never_raises_else, request
from tests.integrations.ats.greenhouse_words import (
    REJECTED,
    SECRET,
    about,
    application,
    candidate,
    greenhouse_desk,
)
from tests.pace import pace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with greenhouse_desk(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256",
        "sha256 ",
        "sha256 " + "0" * 64,
        "sha1 " + "0" * 40,
        "sha256 ünlikely",
        hmac.new(SECRET.encode(), b"{}", hashlib.sha256).hexdigest(),
        "sha256=" + hmac.new(SECRET.encode(), b"{}", hashlib.sha256).hexdigest(),
    ],
)
def test_a_forged_request_is_refused(desk: Desk, signature: str) -> None:
    with pytest.raises(UnverifiedRequest) as caught:
        desk.door.verify(request(b"{}", {"signature": signature}))
    assert SECRET not in str(caught.value) and "0" * 40 not in str(caught.value)


def test_a_body_that_was_changed_or_cut_is_refused(desk: Desk) -> None:
    good = about(application())
    desk.door.verify(good)
    for body in (
        good.body[:-1],
        good.body + b" ",
        good.body.replace(b"Onsite", b"Offer").replace(b"4711", b"4712"),
        b"",
    ):
        with pytest.raises(UnverifiedRequest):
            desk.door.verify(request(body, good.headers))


def test_every_secret_that_is_set_opens_the_door_and_no_secret_does_not() -> None:
    good = about(application())
    Greenhouse([SECRET, "another"]).verify(good)
    Greenhouse(["another", SECRET]).verify(good)
    for door in (Greenhouse([]), Greenhouse(["another"])):
        with pytest.raises(UnverifiedRequest):
            door.verify(good)


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 100_000, b'"text"', b"9" * 5000])
def test_what_cannot_be_split_is_kept_for_a_person(desk: Desk, body: bytes) -> None:
    (entry,) = desk.door.entries(request(body, {}))
    assert entry.kind == "unreadable"
    with pytest.raises(NotUnderstood):
        desk.door.read(entry, desk.known())


def test_a_body_that_is_no_longer_kept_cannot_be_read_again(desk: Desk) -> None:
    (entry,) = desk.door.entries(about(application()))
    with pytest.raises(NotUnderstood):
        desk.door.read(type(entry)(entry.key, entry.kind, entry.about, ""), desk.known())


ACTIONS = st.sampled_from(
    ["new_candidate_application", "candidate_stage_change", "reject_candidate", "unreject_candidate", "hire_candidate",
     "unhire_candidate", "application_updated", "update_candidate", "merge_candidate", "delete_candidate",
     "candidate_anonymized", "delete_application", "offer_created", "offer_updated", "ping"]
) | st.text(max_size=10)  # fmt: skip


@st.composite
def payloads(draw: st.DrawFn) -> Any:
    person = {"id": 4711, "new_candidate_id": 9, "deleted_application_ids": [1, 2]}
    whole = {
        "application": application(draw(st.text(max_size=10)), offer={"starts_at": "2026-12-01"})
        | draw(st.sampled_from([{}, REJECTED])),
        "candidate": candidate(),
        "person": person,
        "candidate_id": 4711,
        "anonymized_fields": ["full_name"],
        "id": 5,
        "application_id": 88001,
        "offer_status": "Created",
        "sent_on": "2026-11-02",
    }
    return mutated(whole, draw)


@given(action=ACTIONS, payload=payloads() | ANYTHING)
@pace(150)
def test_no_body_ever_does_more_than_be_not_understood(
    tmp_path_factory: pytest.TempPathFactory, action: str, payload: Any
) -> None:
    desk = fuzzed(tmp_path_factory)
    (entry,) = desk.door.entries(request({"action": action, "payload": payload}, {}))
    never_raises_else(desk.door, entry, desk.known(), NotUnderstood, NotNow)


_FUZZED: list[Desk] = []


def fuzzed(factory: pytest.TempPathFactory) -> Desk:
    """One ledger for all the examples: nothing is written to it but Noor's application."""
    if not _FUZZED:
        _FUZZED.append(Desk(factory.mktemp("fuzz"), Greenhouse([SECRET])))
        _FUZZED[0].here(_FUZZED[0].read(about(application("Onsite"))).tells)
    return _FUZZED[0]


@given(raw=st.binary(max_size=200))
@pace(100)
def test_splitting_never_raises(raw: bytes) -> None:
    assert len(Greenhouse([SECRET]).entries(request(raw, {"greenhouse-event-id": raw.decode("latin-1")}))) == 1


def test_what_is_stored_says_when_it_came(desk: Desk) -> None:
    (entry,) = desk.door.entries(about(application(), at=datetime(2026, 10, 31, 8, tzinfo=UTC)))
    assert entry.body.startswith('{"received_at": "2026-10-31T08:00:00+00:00"')
    assert kept({}, NOW) == '{"received_at": "2026-11-02T15:00:00+00:00", "said": {}}'
