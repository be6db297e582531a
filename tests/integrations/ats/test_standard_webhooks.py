"""`/hooks/ats`: whatever comes, it is theirs or forged, split or kept as it came, told or not understood."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from integrations.arrivals import Entry, Known, NotUnderstood, Request, UnverifiedRequest
from integrations.standard.events import StandardWebhooks, door
from ledger.playbooks.folder import read_playbook
from ledger.queries.reading import Reader
from tests.gateway.gate import SECRET, moved
from tests.house import QUICK
from tests.pace import pace

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


@pytest.fixture(scope="module")
def gate() -> StandardWebhooks:
    return door(SECRET)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder: Path = tmp_path_factory.mktemp("ledger")
    return Known(read_playbook(QUICK), Reader(f"sqlite:///{folder / 'none.db'}", ["k"]), NOW)


def request(body: bytes, *, at: datetime = NOW, **headers: str) -> Request:
    """As it would be rightly signed at `at`, with these headers instead (_ stands for -)."""
    signed = {
        "webhook-id": "m1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(SECRET).sign("m1", at, body.decode("utf-8", "replace")),
    }
    given_headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request(signed | given_headers, body, "https://t.example/hooks/ats", NOW)


def test_the_example_of_the_specification_is_taken() -> None:
    secret = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
    body = '{"test": 2432232314}'
    signature = Webhook(secret).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, body)
    headers = dict(zip(HEADERS, ("msg_p5jXN8AQM9LWM0D4loKWxJek", str(int(NOW.timestamp())), signature), strict=True))
    StandardWebhooks(secret).verify(Request(headers, body.encode(), "", NOW))


def test_of_several_signatures_one_that_is_right_is_enough(gate: StandardWebhooks) -> None:
    right = request(b"{}").headers["webhook-signature"]
    gate.verify(request(b"{}", webhook_signature=f"v1a,zzz v1,AAAA {right} nonsense"))
    with pytest.raises(UnverifiedRequest):
        gate.verify(request(b"{}", webhook_signature=right.replace("v1,", "v2,")))


@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24 * 365])
def test_what_is_not_of_these_minutes_is_refused(gate: StandardWebhooks, minutes: int) -> None:
    with pytest.raises(UnverifiedRequest, match="too far from now"):
        gate.verify(request(b"{}", at=NOW + timedelta(minutes=minutes)))
    gate.verify(request(b"{}", at=NOW - timedelta(minutes=4)))


@given(body=st.binary(max_size=300), values=st.lists(st.text(max_size=60), min_size=3, max_size=3))
@pace(150)
def test_anything_unsigned_is_forged_and_nothing_worse(gate: StandardWebhooks, body: bytes, values: list[str]) -> None:
    with pytest.raises(UnverifiedRequest):
        gate.verify(Request(dict(zip(HEADERS, values, strict=True)), body, "", NOW))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
_ENVELOPES = st.fixed_dictionaries(
    {}, optional={"candidate_id": _JSON | st.just("greenhouse:1"), "signal": _JSON | st.just("hired"), "fact": _JSON}
)


@given(said=_JSON | _ENVELOPES)
@pace(150)
def test_any_json_is_one_entry_and_told_or_not_understood(gate: StandardWebhooks, known: Known, said: Any) -> None:
    entries = gate.entries(request(json.dumps(said).encode()))
    assert len(entries) == 1
    try:
        tells = len(gate.read(entries[0], known).tells)
    except NotUnderstood:
        tells = 1
    assert tells == 1


@pytest.mark.parametrize("body", [b"", b"\xff\xfe{", b"[" * 100_000, b"1" * 5_000, b"{", b"null"])
def test_what_is_no_json_is_kept_and_not_understood(gate: StandardWebhooks, known: Known, body: bytes) -> None:
    (entry,) = gate.entries(request(body))
    with pytest.raises(NotUnderstood):
        gate.read(entry, known)


def test_what_the_fact_leaves_out_comes_from_the_headers(gate: StandardWebhooks, known: Known) -> None:
    (entry,) = gate.entries(request(json.dumps(moved("greenhouse:1", "interview")).encode()))
    assert entry == Entry("m1", "stage_changed", "greenhouse:1", entry.body)
    (told,) = gate.read(entry, known).tells
    assert told.candidate_id == "greenhouse:1"
    assert told.fact == {
        "stage": "interview",
        "event_id": "ats/m1",
        "occurred_at": "2026-11-20T15:00:00+00:00",
        "source": "ats",
    }


def test_a_bare_id_belongs_to_the_source_manual_for_the_order_too(gate: StandardWebhooks) -> None:
    assert gate.entries(request(json.dumps(moved("ann")).encode()))[0].about == "manual:ann"


def test_halves_of_characters_are_replaced_before_anything_is_kept(gate: StandardWebhooks, known: Known) -> None:
    body = (
        b'{"candidate_id": "a", "signal": "reply_received", "fact": {"text": "a\\ud800b \\ud83d\\ude00", "\\udc00": 1}}'
    )
    (entry,) = gate.entries(request(body))
    (tell,) = gate.read(entry, known).tells
    json.dumps(tell.fact, ensure_ascii=False).encode()
    assert tell.fact["text"] == "a?b \U0001f600"


def test_a_long_id_of_a_webhook_makes_a_fact_all_the_same(gate: StandardWebhooks, known: Known) -> None:
    said = b'{"candidate_id": "a", "signal": "hired", "fact": {}}'
    ids = set()
    for ident in ("x" * 300, "x" * 299 + "y"):
        (entry,) = gate.entries(request(said, webhook_id=ident))
        (tell,) = gate.read(entry, known).tells
        ids.add(tell.fact["event_id"])
    assert len(ids) == 2 and max(map(len, ids)) <= 200
