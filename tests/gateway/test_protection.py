"""What is not rightly signed, whole, fresh and small changes nothing, and is told so in one sentence."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from gateway.http.bodies import LARGEST
from gateway.http.limits import REMEMBERED, Buckets, Rate
from ledger.store import Ledger
from settings import BadSetting, Settings, read_settings
from tests.clocks import WEDNESDAY, wednesday
from tests.gateway.gate import SECRET, Sender, gateway, moved, rows
from tests.house import until
from tests.ledgers import ledger_of

OTHER = "whsec_" + "A" * 43 + "="


@asynccontextmanager
async def alone(tmp_path: Path, **settings: Any) -> AsyncIterator[tuple[Sender, Ledger]]:
    """A gateway whose Temporal has never been there."""
    made = Settings(home=tmp_path, webhook_secret=SecretStr(SECRET), **settings)
    ledger = ledger_of(made, with_playbook=False)
    async with gateway(made, ledger) as sender:
        yield sender, ledger
    ledger.close()


@pytest.fixture
async def open_gate(tmp_path: Path, nowhere: None) -> AsyncIterator[tuple[Sender, Ledger]]:
    async with alone(tmp_path) as made:
        yield made


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")


Gate = tuple[Sender, Ledger]


def refused(answer: httpx.Response, status: int) -> str:
    """The one sentence of a refusal."""
    assert answer.status_code == status
    said = answer.json()
    assert list(said) == ["error"]
    sentence: str = said["error"]
    assert sentence.endswith(".")
    assert sentence.count(".") == 1
    assert len(sentence) < 100
    return sentence


async def test_what_is_rightly_signed_is_stored_before_it_is_answered(open_gate: Gate) -> None:
    sender, ledger = open_gate
    answer = await sender.post(moved("greenhouse:1"), ident="m1")
    assert (answer.status_code, answer.json()) == (200, {"stored": 1})
    row = ledger.inbox.one(1)
    assert row is not None
    assert (row["source"], row["key"], row["kind"], row["about"]) == ("ats", "m1", "stage_changed", "greenhouse:1")
    assert json.loads(row["body"])["said"] == moved("greenhouse:1")


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook_signature": "v1,AAAA"},
        {"webhook_signature": "v1,=not base64="},
        {"webhook_signature": ""},
        {"webhook_signature": "nonsense"},
        {"webhook_id": "another"},
        {"webhook_timestamp": "1"},
        {"webhook_timestamp": "tomorrow"},
        {"webhook_timestamp": "9" * 400},
        {"webhook_timestamp": ""},
        {"webhook_id": ""},
    ],
)
async def test_a_forged_hook_changes_nothing(open_gate: Gate, headers: dict[str, str]) -> None:
    sender, ledger = open_gate
    refused(await sender.post(moved("greenhouse:1"), **headers), 401)
    assert rows(ledger) == {}


async def test_another_secret_or_another_body_is_forged(open_gate: Gate) -> None:
    sender, ledger = open_gate
    other = Sender(sender.url, OTHER, wednesday, sender.client)
    assert refused(await other.post(moved("greenhouse:1")), 401) == "The signature is wrong."
    signed = (await sender.post(moved("greenhouse:1"))).request
    changed = httpx.Request("POST", signed.url, headers=signed.headers, content=signed.content[:-1] + b" ")
    refused(await sender.client.send(changed), 401)
    assert rows(ledger) == {"waiting": 1}


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(days=300), -timedelta(minutes=6)])
async def test_a_stale_hook_changes_nothing(open_gate: Gate, age: timedelta) -> None:
    sender, ledger = open_gate
    refused(await sender.post(moved("greenhouse:1"), at=WEDNESDAY - age), 401)
    assert rows(ledger) == {}


async def test_a_hook_of_a_mebibyte_is_taken_and_one_byte_more_is_not(open_gate: Gate) -> None:
    sender, ledger = open_gate
    whole = json.dumps(moved("greenhouse:1")).encode()
    assert (await sender.post(whole + b" " * (LARGEST - len(whole)))).status_code == 200
    assert "1 MiB" in (await sender.post(whole + b" " * (LARGEST + 1 - len(whole)))).text
    await until(lambda: sum(rows(ledger).values()) == 2, what="the line that says so beside the hook")
    assert [row["kind"] for row in ledger.inbox.listing()] == ["stage_changed", "too_large"]


async def test_a_hook_that_does_not_say_how_long_it_is_is_cut_off_while_it_streams(open_gate: Gate) -> None:
    sender, ledger = open_gate
    sent = 0
    # What lacks one of these is refused before its body is read.
    named = {
        "webhook-id": "m1",
        "webhook-timestamp": str(int(WEDNESDAY.timestamp())),
        "webhook-signature": "v1,AAAA",
    }

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 50 * LARGEST:
            sent += 65536
            yield b" " * 65536

    try:
        answer = await sender.client.post(f"{sender.url}/hooks/ats", content=endless(), headers=named)
        refused(answer, 413)
    except httpx.TransportError:
        pass  # hung up on while it was still sending: as good
    assert sent < 30 * LARGEST
    assert sum(rows(ledger).values()) <= 1, "a line that says so at most"


async def test_a_hook_that_is_cut_off_changes_nothing(open_gate: Gate) -> None:
    sender, ledger = open_gate
    host, _, port = sender.url.removeprefix("http://").partition(":")
    _reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /hooks/ats HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    assert (await sender.client.get(f"{sender.url}/healthz")).status_code == 200
    assert rows(ledger) == {}


async def test_a_compressed_body_is_refused(open_gate: Gate) -> None:
    sender, ledger = open_gate
    refused(await sender.post(moved("greenhouse:1"), content_encoding="gzip"), 415)
    assert rows(ledger) == {}


async def test_a_hook_that_is_not_set_up_an_unknown_address_and_another_method(open_gate: Gate) -> None:
    sender, _ = open_gate
    assert refused(await sender.client.post(f"{sender.url}/hooks/greenhouse"), 404) == "This hook isn't set up."
    for path in ("/", "/docs", "/redoc", "/hooks", "/hooks/ats/"):
        refused(await sender.client.get(f"{sender.url}{path}", follow_redirects=False), 404)
    answer = await sender.client.get(f"{sender.url}/hooks/ats")
    refused(answer, 405)
    assert answer.headers["allow"] == "POST"


async def test_the_ledger_away_is_told_and_the_hook_is_to_be_sent_again(open_gate: Gate, tmp_path: Path) -> None:
    sender, ledger = open_gate
    ledger.close()
    (tmp_path / "ledger.db").rename(tmp_path / "elsewhere.db")
    answer = await sender.post(moved("greenhouse:1"))
    refused(answer, 503)
    assert int(answer.headers["retry-after"]) > 0
    ready = await sender.client.get(f"{sender.url}/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (503, False)
    assert (await sender.client.get(f"{sender.url}/healthz")).status_code == 200
    ledger.close()
    (tmp_path / "elsewhere.db").rename(tmp_path / "ledger.db")
    assert (await sender.post(moved("greenhouse:1"))).status_code == 200


async def test_readyz_tells_that_temporal_is_away_and_that_hooks_are_taken(open_gate: Gate) -> None:
    sender, _ = open_gate
    await sender.post(moved("greenhouse:1"))
    ready = await sender.client.get(f"{sender.url}/readyz")
    assert ready.status_code == 200
    assert ready.json()["temporal"] == {"reachable": False}
    assert ready.json()["inbox"]["waiting"] == 1


@pytest.mark.parametrize(("address", "told"), [("https://t.example", True), ("http://t.example", False), (None, False)])
async def test_browsers_are_held_to_https_where_the_outside_comes_in_by_it(
    tmp_path: Path, nowhere: None, address: str | None, told: bool
) -> None:
    async with alone(tmp_path, public_url=address) as (sender, _):
        for path in ("/healthz", "/c/none", "/none"):
            answer = await sender.client.get(sender.url + path)
            assert ("strict-transport-security" in answer.headers) is told


async def test_every_answer_has_the_security_headers_and_names_no_software(open_gate: Gate) -> None:
    sender, _ = open_gate
    for path in ("/healthz", "/openapi.json", "/nothing", "/hooks/ats"):
        headers = (await sender.client.get(f"{sender.url}{path}")).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers


async def test_the_interface_describes_the_open_hooks(open_gate: Gate) -> None:
    sender, _ = open_gate
    described = (await sender.client.get(f"{sender.url}/openapi.json")).json()
    assert list(described["paths"]) == ["/hooks/ats"]
    assert {"200", "401", "413", "415", "429", "503"} <= described["paths"]["/hooks/ats"]["post"]["responses"].keys()


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG):
        yield caplog


async def test_tokens_query_strings_and_bodies_are_not_in_the_log(
    open_gate: Gate, lines: pytest.LogCaptureFixture
) -> None:
    sender, _ = open_gate
    await sender.client.get(f"{sender.url}/c/s3cret-token?q=s3cret-query")
    await sender.client.post(f"{sender.url}/hooks/ats?q=s3cret-query", content=b"s3cret-body")
    await sender.post({"candidate_id": "greenhouse:1", "signal": "reply_received", "fact": {"text": "s3cret-words"}})
    logged = [r.getMessage() for r in lines.records if not r.name.startswith(("httpx", "httpcore", "sqlalchemy"))]
    assert any("POST /hooks/ats 200" in line for line in logged)
    assert [line for line in logged if "s3cret" in line] == []


async def test_the_log_says_which_hook_was_refused_before_its_body_was_read(
    open_gate: Gate, lines: pytest.LogCaptureFixture
) -> None:
    sender, _ = open_gate
    large = b"x" * (LARGEST + 1)
    for path in ("/hooks/ats", "/c/s3cret-token/stop", "/hooks/s3cret"):
        assert (await sender.client.post(sender.url + path, content=large)).status_code == 413
    logged = [r.getMessage() for r in lines.records if r.name == "followup.gateway" and " 413 " in r.getMessage()]
    assert [line.rpartition(" 413 ")[0] for line in logged] == [
        "POST /hooks/ats",
        "POST /c/{token}",
        "POST (no such address)",
    ]


async def test_who_sends_too_much_is_told_when_to_come_again(tmp_path: Path, nowhere: None) -> None:
    async with alone(tmp_path) as (sender, _):
        codes = [(await sender.client.get(f"{sender.url}/openapi.json")).status_code for _ in range(70)]
        assert codes[:60] == [200] * 60
        answer = await sender.client.get(f"{sender.url}/openapi.json")
        assert "Too many requests" in refused(answer, 429)
        assert int(answer.headers["retry-after"]) >= 1
        assert (await sender.client.get(f"{sender.url}/healthz")).status_code == 200
        assert (await sender.post(moved("greenhouse:1"))).status_code == 200


async def test_forwarding_headers_count_only_from_a_proxy_that_is_named(tmp_path: Path, nowhere: None) -> None:
    async def codes(sender: Sender) -> list[int]:
        """Of many requests, each of which says that it comes from another address."""
        return [
            (
                await sender.client.get(f"{sender.url}/openapi.json", headers={"x-forwarded-for": f"203.0.113.{n}"})
            ).status_code
            for n in range(70)
        ]

    async with alone(tmp_path / "a") as (sender, _):
        assert 429 in await codes(sender)
    async with alone(tmp_path / "b", trusted_proxies="127.0.0.0/8") as (sender, _):
        assert set(await codes(sender)) == {200}


def test_a_bucket_fills_again_and_is_one_per_household() -> None:
    buckets = Buckets(Rate(burst=2, per_second=1))
    assert [buckets.take("192.0.2.1", 0) for _ in range(3)] == [0, 0, 1]
    assert buckets.take("192.0.2.2", 0) == 0
    assert buckets.take("192.0.2.1", 1) == 0
    assert [buckets.take(f"2001:db8::{n}", 0) for n in range(3)] == [0, 0, 1]
    assert buckets.take("2001:db8:0:1::1", 0) == 0
    assert [buckets.take("::ffff:192.0.2.9", 0), buckets.take("192.0.2.9", 0), buckets.take("192.0.2.9", 0)] == [
        0,
        0,
        1,
    ]


def test_a_crowd_of_addresses_does_not_fill_the_memory() -> None:
    buckets = Buckets(Rate(burst=2, per_second=1))
    for n in range(REMEMBERED + 500):
        buckets.take(f"10.{n // 65536}.{n // 256 % 256}.{n % 256}", n)
    assert len(buckets._buckets) == REMEMBERED


@pytest.mark.parametrize("secret", ["hunter2", "whsec_", "whsec_%%%", "whsec_c2hvcnQ="])
async def test_a_malformed_secret_is_said_before_anything_listens(tmp_path: Path, secret: str) -> None:
    made = Settings(home=tmp_path, webhook_secret=SecretStr(secret))
    ledger = Ledger(made.ledger_address, made.keys)
    with pytest.raises(BadSetting, match="FOLLOWUP_WEBHOOK_SECRET must be"):
        async with gateway(made, ledger):
            pass
    ledger.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [("FOLLOWUP_TRUSTED_PROXIES", "the proxy"), ("FOLLOWUP_KEEP_BODIES", "PT1S"), ("FOLLOWUP_KEEP_BODIES", "a month")],
)
def test_a_malformed_setting_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting, match=name):
        read_settings()
