"""Outsiders hear whether the gateway is ready, and no more; why not is for whoever runs it."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from ledger.store import Ledger
from tests.gateway.gate import Sender, gateway, moved
from tests.gateway.lines import lines
from tests.gateway.provider_desk import settings_for
from tests.gateway.test_protection import alone
from tests.ledgers import ledger_of

FROM_OUTSIDE = [
    {"x-forwarded-for": "203.0.113.7"},
    {"forwarded": "for=203.0.113.7"},
    {"via": "1.1 proxy"},
    {"x-real-ip": "203.0.113.7"},
    {"host": "talent.example"},
    {"host": "talent.example:8080"},
]


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")


@pytest.fixture
async def gate(tmp_path: Path) -> AsyncIterator[tuple[Sender, Ledger]]:
    async with alone(tmp_path) as made:
        yield made


async def readyz(sender: Sender, headers: dict[str, str] | None = None) -> httpx.Response:
    return await sender.client.get(f"{sender.url}/readyz", headers=headers)


@pytest.mark.parametrize("headers", FROM_OUTSIDE, ids=str)
async def test_outsiders_hear_yes_or_no(gate: tuple[Sender, Ledger], headers: dict[str, str]) -> None:
    sender, _ = gate
    await sender.post(moved("greenhouse:1"))
    answer = await readyz(sender, headers)
    assert (answer.status_code, answer.json()) == (200, {"ready": True})


async def test_a_proxy_of_an_older_http_is_an_outsider(gate: tuple[Sender, Ledger]) -> None:
    async with lines(gate[0], 1, "127.0.0.1", b"GET /readyz HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n") as (line,):
        assert (await line.reader.read()).endswith(b'\r\n\r\n{"ready":true}')


async def test_whom_a_named_proxy_lets_in_is_an_outsider(tmp_path: Path) -> None:
    async with alone(tmp_path, trusted_proxies="127.0.0.1") as (sender, _):
        assert (await readyz(sender)).json() == {"ready": True}
        assert (await readyz(sender, {"x-forwarded-for": "127.0.0.1"})).json() == {"ready": True}


async def test_on_this_machine_what_waits_is_told(gate: tuple[Sender, Ledger]) -> None:
    sender, _ = gate
    await sender.post(moved("greenhouse:1"))
    said = (await readyz(sender)).json()
    assert said["inbox"]["waiting"] == 1
    assert said["temporal"] == {"reachable": False}


async def test_without_the_ledger_it_is_not_ready_and_the_log_says_why(
    gate: tuple[Sender, Ledger], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sender, ledger = gate
    ledger.close()
    (tmp_path / "ledger.db").rename(tmp_path / "elsewhere.db")
    with caplog.at_level(logging.INFO, "followup.gateway"):
        for _ in range(3):
            answer = await readyz(sender, FROM_OUTSIDE[0])
            assert (answer.status_code, answer.json()) == (503, {"ready": False})
    said = [record.getMessage() for record in caplog.records if "not ready" in record.getMessage()]
    assert len(said) == 1
    assert "ledger" in said[0]
    ledger.close()
    (tmp_path / "elsewhere.db").rename(tmp_path / "ledger.db")


async def test_the_interface_tells_open_hooks_and_nothing_by_which_to_attack_them(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    ledger = ledger_of(settings, with_playbook=False)
    async with gateway(settings, ledger) as sender:
        answer = await sender.client.get(f"{sender.url}/openapi.json")
    ledger.close()
    told = answer.json()
    assert list(told["paths"]) == [
        "/hooks/sendgrid/events", "/hooks/sendgrid/inbound", "/hooks/twilio/status", "/hooks/twilio/inbound",
    ]  # fmt: skip
    assert told["info"] == {"title": "Hooks", "version": "-"}
    for hint in ("hmac", "sha1", "sha256", "ecdsa", "secret", "followup", "fastapi", "greenhouse", "x-twilio"):
        assert hint not in answer.text.lower()


async def test_the_process_says_that_it_lives_and_no_more(gate: tuple[Sender, Ledger]) -> None:
    assert (await gate[0].client.get(f"{gate[0].url}/healthz")).json() == {"alive": True}
