"""Temporal's web UI shows people's words to whoever may see them, each look is on record, and nobody else gets any."""

from __future__ import annotations

import base64
import json
import stat
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from temporalio.api.common.v1 import Payload
from temporalio.converter import WorkflowSerializationContext

from gateway.codec_server import CodecServer, serving
from gateway.codec_tokens import Tokens, codec_token, codec_tokens
from integrations.oidc.bearer import IdentityProvider
from ledger.store import Ledger
from payload_codec import PersonCodec
from starter.embedded import free_port
from tests.clocks import WEDNESDAY, wednesday
from tests.integrations.issuer_desk import AUDIENCE, IssuerDesk, issuer_desk
from tests.ledger.keys_for_tests import Keys
from tests.ledgers import put

ANN, UI = "candidate-manual-ann", "http://127.0.0.1:8233"
PLAIN = Payload(metadata={"encoding": b"json/plain"}, data=b'"Ann Lee"')


class Desk:
    """A codec server that runs, and a browser or a command before it."""

    def __init__(self, ledger: Ledger, tokens: Tokens, url: str, keys: Path) -> None:
        self.ledger, self.tokens, self.url, self.keys = ledger, tokens, url, keys
        self.token = tokens.words
        self.origin, self.headers = UI, {"X-Namespace": "default", "Content-Type": "application/json"}

    async def sealed(self, payload: Payload = PLAIN, workflow_id: str = ANN) -> dict[str, Any]:
        context = WorkflowSerializationContext(namespace="default", workflow_id=workflow_id)
        (given,) = await PersonCodec(self.ledger.keys, "default").with_context(context).encode([payload])
        return as_json(given)

    def ask(self, path: str, body: bytes, method: str = "POST", **headers: str) -> tuple[int, Any, Any]:
        origin = {"Origin": self.origin} if self.origin else {}
        request = urllib.request.Request(f"{self.url}{path}", body, self.headers | origin | headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return reply.status, json.loads(reply.read() or b"null"), reply.headers
        except HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"null"), error.headers

    def decode(self, *payloads: dict[str, Any], **headers: str) -> tuple[int, Any]:
        status, said, _ = self.ask(f"/{self.token}/decode", json.dumps({"payloads": payloads}).encode(), **headers)
        return status, said

    def looks(self) -> list[dict[str, Any]]:
        return self.ledger.looks(lambda: WEDNESDAY).of(ANN)


def as_json(payload: Payload) -> dict[str, Any]:
    return {
        "metadata": {name: base64.b64encode(value).decode() for name, value in payload.metadata.items()},
        "data": base64.b64encode(payload.data).decode(),
    }


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    put(tmp_path / "ledger.db")
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["k"], Keys(tmp_path / "keys").place)
    ledger.keys.begin()
    tokens, port = codec_tokens(tmp_path), free_port()
    server = CodecServer(ledger.keys, ledger.looks(lambda: WEDNESDAY), tokens, [UI])
    with serving(server, port):
        yield Desk(ledger, tokens, f"http://127.0.0.1:{port}", tmp_path / "keys")
    ledger.close()


async def test_the_web_ui_is_shown_the_words_and_the_look_is_on_record(desk: Desk) -> None:
    sealed = await desk.sealed()
    assert desk.decode(sealed, as_json(PLAIN)) == (200, {"payloads": [as_json(PLAIN), as_json(PLAIN)]})
    assert desk.decode(sealed)[0] == 200
    assert desk.looks() == [{"who": "web UI", "hour": "2026-07-15T15:00:00+00:00"}]


async def test_the_temporal_command_passes_the_secret_as_a_token(desk: Desk) -> None:
    body = json.dumps({"payloads": [await desk.sealed()]}).encode()
    desk.origin = ""
    assert desk.ask("/decode", body, Authorization=f"Bearer {desk.token}")[0] == 200
    assert desk.ask("/decode", body, Authorization="Bearer other")[0] == 401
    assert desk.ask("/decode", body)[0] == 401
    assert [look["who"] for look in desk.looks()] == ["token"]


async def test_nobody_without_the_secret_and_no_page_of_another_address_is_shown_anything(desk: Desk) -> None:
    body = json.dumps({"payloads": [await desk.sealed()]}).encode()
    assert desk.ask("/other/decode", body)[0] == 401
    for origin in ("http://evil.example", "", "null"):
        desk.origin = origin
        status, said, headers = desk.ask(f"/{desk.token}/decode", body)
        assert status == 403 and "payloads" not in said
        assert headers["Access-Control-Allow-Origin"] is None
    assert desk.looks() == []


def test_a_browser_may_ask_first(desk: Desk) -> None:
    status, _, headers = desk.ask(f"/{desk.token}/decode", b"", "OPTIONS")
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == UI
    assert "x-namespace" in headers["Access-Control-Allow-Headers"]
    desk.origin = "http://evil.example"
    assert desk.ask(f"/{desk.token}/decode", b"", "OPTIONS")[0] == 403


async def test_somebody_who_was_erased_is_shown_as_such_and_the_others_in_plain(desk: Desk) -> None:
    ann, bob = await desk.sealed(), await desk.sealed(workflow_id="candidate-manual-bob")
    desk.ledger.keys.shred([ANN])
    status, said = desk.decode(ann, bob)
    assert status == 200
    assert [base64.b64decode(one["data"]) for one in said["payloads"]] == [b'"(erased)"', PLAIN.data]


async def test_keys_that_are_away_are_told(desk: Desk) -> None:
    sealed = await desk.sealed()
    cold = Ledger(str(desk.ledger._database.url), ["k"], Keys(desk.keys).place)
    desk.keys.rename(desk.keys.with_name("away"))
    port = free_port()
    with serving(CodecServer(cold.keys, cold.looks(lambda: WEDNESDAY), desk.tokens, [UI]), port):
        desk.url = f"http://127.0.0.1:{port}"
        status, said = desk.decode(sealed)
    assert status == 503 and "is missing" in said["error"]
    cold.close()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"payloads": [1]}', b'{"payloads": [{"metadata": 1}]}', b"[" * 99999]
)
def test_nonsense_is_refused_with_a_sentence(desk: Desk, body: bytes) -> None:
    status, said, _ = desk.ask(f"/{desk.token}/decode", body)
    assert status == 400 and said["error"].endswith(".")


async def test_what_was_changed_or_is_of_another_namespace_is_refused(desk: Desk) -> None:
    sealed = await desk.sealed()
    assert desk.decode(sealed, **{"X-Namespace": "other"})[0] == 400
    changed = "A" + sealed["data"][1:] if sealed["data"][0] != "A" else "B" + sealed["data"][1:]
    assert desk.decode(sealed | {"data": changed})[0] == 400


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    token = codec_token(tmp_path)
    assert codec_token(tmp_path) == token
    assert stat.S_IMODE((tmp_path / "codec-token").stat().st_mode) == 0o600


STATE = {
    "candidate": {"candidate_id": "manual:4711", "first_name": "Ann", "email": "ann@example.com", "phone": "+1212"},
    "applications": [{"application_id": "eng", "stage": "interview", "job_title": "Engineer", "salary": 90000}],
    "next": {"kind": "send", "step": "nudge", "at": "2026-07-16T13:00:00Z", "why": [{"rule": "R5", "text": "he"}]},
    "seq": 12, "paused": False, "Ann Lee": 1, "source": "Ann wrote it", "id": "ann@example.com",
}  # fmt: skip


async def test_ops_see_ids_times_kinds_and_the_shape_and_no_word(desk: Desk) -> None:
    sealed = await desk.sealed(Payload(metadata={"encoding": b"json/plain"}, data=json.dumps(STATE).encode()))
    summary = await desk.sealed()
    blob = await desk.sealed(Payload(metadata={"encoding": b"binary/plain", "Ann": b"Lee"}, data=b"Ann Lee"))
    body, desk.origin = json.dumps({"payloads": [sealed, summary, blob]}).encode(), ""
    status, said, _ = desk.ask("/decode", body, Authorization=f"Bearer {desk.tokens.structure}")
    assert status == 200
    shown = [json.loads(base64.b64decode(one["data"])) for one in said["payloads"]]
    assert shown[0] == {
        "candidate": {"candidate_id": "manual:4711", "first_name": "…", "email": "…", "phone": "…"},
        "applications": [{"application_id": "eng", "stage": "interview", "job_title": "…", "salary": "…"}],
        "next": {"kind": "send", "step": "nudge", "at": "2026-07-16T13:00:00Z", "why": [{"rule": "R5", "text": "…"}]},
        "seq": 12, "paused": False, "…6": "…", "source": "…", "id": "…",
    }  # fmt: skip
    assert shown[1:] == ["…", "…"]
    assert "Ann" not in json.dumps(said) and base64.b64encode(b"Lee").decode() not in json.dumps(said)
    assert [look["who"] for look in desk.looks()] == ["token of ops"]


def test_each_secret_stands_in_a_file_that_its_owner_alone_reads(tmp_path: Path) -> None:
    tokens = codec_tokens(tmp_path)
    assert tokens == codec_tokens(tmp_path) and tokens.words != tokens.structure
    for name in ("codec-token", "codec-token-ops"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.fixture
def issuer(desk: Desk) -> Iterator[IssuerDesk]:
    """An identity provider, and the codec server that believes it."""
    with issuer_desk() as made:
        provider = IdentityProvider(made.url, AUDIENCE, "roles", wednesday)
        port = free_port()
        server = CodecServer(desk.ledger.keys, desk.ledger.looks(lambda: WEDNESDAY), desk.tokens, [UI], provider)
        with serving(server, port):
            desk.url = f"http://127.0.0.1:{port}"
            yield made


@pytest.mark.parametrize(
    ("roles", "status", "shows"), [(["recruiter"], 200, b'"Ann Lee"'), (["lead", "ops"], 200, b'"Ann Lee"'),
                                   (["ops"], 200, '"…"'.encode()), (["sales"], 403, b""), ([], 403, b"")]
)  # fmt: skip
async def test_a_clusters_web_ui_passes_a_login_whose_role_says_what_it_is_shown(
    desk: Desk, issuer: IssuerDesk, roles: list[str], status: int, shows: bytes
) -> None:
    body = json.dumps({"payloads": [await desk.sealed()]}).encode()
    token = issuer.token(roles=roles, email="kim@acme.example", email_verified=True)
    found, said, headers = desk.ask("/decode", body, Authorization=f"Bearer {token}")
    assert found == status
    assert [base64.b64decode(one["data"]) for one in said.get("payloads", ())] == ([shows] if shows else [])
    assert [look["who"] for look in desk.looks()] == (["kim@acme.example"] if shows else [])
    assert headers["Access-Control-Allow-Origin"] == UI


async def test_a_login_that_is_not_believed_is_shown_nothing_and_told_why(desk: Desk, issuer: IssuerDesk) -> None:
    body = json.dumps({"payloads": [await desk.sealed()]}).encode()
    for token in (issuer.token(aud="another"), issuer.token(at=WEDNESDAY.replace(hour=3)), "a.b.c", ""):
        status, said, _ = desk.ask("/decode", body, Authorization=f"Bearer {token}")
        assert status == 401 and said["error"].endswith(".") and "payloads" not in said
    desk.origin = "http://evil.example"
    assert desk.ask("/decode", body, Authorization=f"Bearer {issuer.token(roles=['lead'])}")[0] == 403
    assert desk.looks() == []
