"""Whatever is sent to the gateway: no answer is a fault, and nothing changes without a right signature.

Requests are made from /openapi.json, by hand from raw parts, and rightly signed around nonsense; always the same ones.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import inspect, text

from gateway.providers.sendgrid_signature import SIGNATURE, TIMESTAMP
from gateway.serving import config_of
from gateway.webhooks.sources import HOOKS
from ledger.store import Ledger
from starter.embedded import free_port
from tests.clocks import WEDNESDAY, wednesday
from tests.gateway.gate import SECRET
from tests.gateway.provider_desk import EC_KEY, settings_for
from tests.pace import times

PATHS = tuple(hook.path for hook in HOOKS)
KEY = "a-secret-of-the-tests"
SAME = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
SIGNATURES = (
    "signature", "ashby-signature", "webhook-id", "webhook-timestamp", "webhook-signature", SIGNATURE, TIMESTAMP,
    "x-twilio-signature",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["", "0", "-1", "9" * 30, "v1,", "v1,AAAA", "sha256", "sha256=00", "sha256 " + "0" * 64, "NaN"]),
    st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=80),
)
SIGNED = st.dictionaries(st.sampled_from(SIGNATURES), VALUES, max_size=4)
KINDS = st.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x",
     "text/plain; charset=utf-16", "application/json; charset=klingon", "nonsense", ""]
)  # fmt: skip
CODINGS = st.sampled_from(["identity", "gzip", "br", "deflate, gzip", "x", ""])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    ["action", "payload", "candidate_id", "signal", "fact", "application", "candidate", "id", "data", "event", "stage",
     "current_stage", "sg_event_id", "timestamp", "email", "webhookActionId"]
)  # fmt: skip
ALIKE = st.recursive(
    JSON, lambda inner: st.dictionaries(KEYS, inner, max_size=6) | st.lists(inner, max_size=3), max_leaves=10
)
BODIES = st.one_of(st.binary(max_size=300), (JSON | ALIKE).map(lambda value: json.dumps(value).encode()))


class Gate:
    """A gateway that listens, every hook of which is open, and its ledger."""

    def __init__(self, home: Path) -> None:
        keys = {f"{name}_secret": SecretStr(KEY) for name in ("greenhouse", "ashby", "lever")}
        here = {"lever_url": "http://127.0.0.1:9", "lever_api_key": SecretStr("k"), "webhook_secret": SecretStr(SECRET)}
        given = settings_for(home, **keys, **here)
        self.ledger = Ledger(given.ledger_address, given.keys)
        self.ledger.migrate()
        self.port = free_port()
        self.server = uvicorn.Server(config_of(given, self.ledger, self.port, clock=wednesday))
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60, verify=False)

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.ledger._database.reading() as connection:
            tables = inspect(connection).get_table_names()
            return {t: connection.execute(text(f'SELECT count(*) FROM "{t}"')).scalar_one() for t in tables}

    @contextmanager
    def running(self) -> Iterator[Gate]:
        thread = threading.Thread(target=self.server.run)
        thread.start()
        try:
            while not self.server.started and thread.is_alive():
                time.sleep(0.01)
            yield self
        finally:
            self.server.should_exit = True
            thread.join()
            self.client.close()
            self.ledger.close()


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gate]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEMPORAL_ADDRESS", f"127.0.0.1:{free_port()}")  # away: what is stored stays
        with Gate(tmp_path_factory.mktemp("gate") / "home").running() as running:
            assert running.server.started
            yield running


def turned_away(answer: Any) -> None:
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text)
    sentence = answer.json()["error"]
    assert sentence.endswith(".") and "Traceback" not in sentence


def test_nothing_made_from_the_description_gets_in_unsigned(gate: Gate) -> None:
    description = schemathesis.openapi.from_url(f"http://127.0.0.1:{gate.port}/openapi.json")
    operations = [found.ok() for found in description.get_all_operations()]
    assert {operation.path for operation in operations} == set(PATHS)
    before = gate.rows()
    for operation in operations:
        made = st.one_of(
            operation.as_strategy(generation_mode=mode)
            for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
        )

        @seed(1)
        @settings(max_examples=times(10), **SAME)
        @given(case=made, headers=SIGNED)
        def posted(case: Any, headers: dict[str, str]) -> None:
            turned_away(case.call(headers=headers))

        posted()
    assert gate.rows() == before


def test_nothing_raw_gets_in_unsigned_whatever_its_method_headers_and_encoding(gate: Gate) -> None:
    before = gate.rows()
    methods = st.sampled_from(["POST", "POST", "POST", "PUT", "GET", "DELETE", "PATCH", "OPTIONS", "BREW"])
    paths = st.sampled_from([*PATHS, *(f"{path}/" for path in PATHS), "/hooks/", "/c/x", "/c/x/stop", "/%00", "//"])

    @seed(2)
    @settings(max_examples=times(120), **SAME)
    @given(methods, paths, st.text(max_size=20), SIGNED, KINDS, CODINGS, BODIES)
    def sent(method: str, path: str, query: str, headers: dict[str, str], kind: str, coding: str, body: bytes) -> None:
        given = headers | {"content-type": kind, "content-encoding": coding}
        answer = gate.client.request(method, path, params={"q": query}, headers=given, content=body)
        if path.startswith("/c/"):  # a page for people, which says that the link is not right
            assert answer.status_code < 500, (method, path, answer.text)
        else:
            turned_away(answer)

    sent()
    assert gate.rows() == before


def is_text(body: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        return bool(body.decode() or True)
    return False


def standard(body: bytes, at: str) -> dict[str, str]:
    ident = hashlib.sha256(body).hexdigest()
    key = base64.b64decode(SECRET.removeprefix("whsec_"))
    digest = hmac.digest(key, f"{ident}.{at}.".encode() + body, "sha256")
    mark = base64.b64encode(digest).decode()
    return {"webhook-id": ident, "webhook-timestamp": at, "webhook-signature": f"v1,{mark}"}


def greenhouse(body: bytes, at: str) -> dict[str, str]:
    return {"signature": "sha256 " + hmac.new(KEY.encode(), body, "sha256").hexdigest()}


def ashby(body: bytes, at: str) -> dict[str, str]:
    return {"ashby-signature": "sha256=" + hmac.new(KEY.encode(), body, "sha256").hexdigest()}


def sendgrid(body: bytes, at: str) -> dict[str, str]:
    mark = EC_KEY.sign(at.encode() + body, ec.ECDSA(hashes.SHA256()))
    return {SIGNATURE: base64.b64encode(mark).decode(), TIMESTAMP: at}


@pytest.mark.parametrize(
    ("path", "sign"),
    [
        ("/hooks/ats", standard),
        ("/hooks/greenhouse", greenhouse),
        ("/hooks/ashby", ashby),
        ("/hooks/sendgrid/events", sendgrid),
        ("/hooks/sendgrid/inbound", sendgrid),
    ],
)
def test_nonsense_that_is_rightly_signed_is_kept_and_never_a_fault(
    gate: Gate, path: str, sign: Callable[[bytes, str], dict[str, str]]
) -> None:
    before = gate.rows()["inbox"]

    @seed(3)
    @settings(max_examples=times(30), **SAME)
    @given(BODIES, KINDS)
    def sent(body: bytes, kind: str) -> None:
        headers = sign(body, str(int(WEDNESDAY.timestamp())))
        answer = gate.client.post(path, headers=headers | {"content-type": kind}, content=body)
        if sign is standard and not is_text(body):  # the specification signs text
            turned_away(answer)
        else:
            assert answer.status_code == 200, answer.text

    sent()
    assert gate.rows()["inbox"] > before
