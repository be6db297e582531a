"""Whoever keeps the gateway waiting is hung up on, and shuts nobody else out."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.http.clients import Proxies
from gateway.http.connections import ConnectionLimiter, connection_class
from gateway.http.limits import Limits
from ledger.store import Ledger
from settings import Settings
from starter.embedded import free_port
from tests.gateway.applicants import ANN, applied, record
from tests.gateway.gate import SECRET, Sender, gateway, moved, rows
from tests.gateway.lines import HOSTILE, OTHER, Line, lines
from tests.gateway.page_house import install
from tests.house import until
from tests.ledgers import ledger_of

PATIENT = {"head": 60.0, "body": 60.0, "stalled": 60.0}
"""Where a test is about room, no time runs out."""

SLOW = b"POST /c/x/stop HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nn="


@asynccontextmanager
async def gate(home: Path, limits: Limits, **settings: Any) -> AsyncIterator[tuple[Sender, Ledger]]:
    made = Settings(home=home, webhook_secret=SecretStr(SECRET), **settings)
    ledger = ledger_of(made, with_playbook=False)
    async with gateway(made, ledger, limits) as sender:
        yield sender, ledger
    ledger.close()


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")


@asynccontextmanager
async def serving(app: ASGIApp, limits: Limits) -> AsyncIterator[tuple[int, list[str]]]:
    """A server of another application over such connections: its port, and why it hung up on whom."""
    closed: list[str] = []
    crowd, port = ConnectionLimiter(limits, Proxies(()), closed.append), free_port()
    config = uvicorn.Config(app, port=port, http=connection_class(crowd), lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    try:
        await until(lambda: server.started or task.done(), what="the server")
        yield port, closed
    finally:
        server.should_exit = True
        await task


async def ask(sender: Sender, line: Line, path: str = "/healthz") -> bytes:
    line.send(b"GET %s HTTP/1.1\r\nhost: x\r\n\r\n" % path.encode())
    head = await line.answer()
    await line.reader.readexactly(int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]))
    return head.split(b" ", 2)[1]


async def test_a_connection_that_says_nothing_is_hung_up_on(tmp_path: Path) -> None:
    async with gate(tmp_path, Limits(head=0.2)) as (sender, _), lines(sender, 3, HOSTILE) as silent:
        assert all(await asyncio.gather(*(line.gone() for line in silent)))


async def test_a_head_that_drips_is_hung_up_on_also_after_a_whole_request(tmp_path: Path) -> None:
    async with gate(tmp_path, Limits(head=0.3)) as (sender, _), lines(sender, 2, HOSTILE) as (first, second):
        assert await ask(sender, second) == b"200"
        for line in (first, second):
            line.send(b"GET /healthz HTTP/1.1\r\nx: ")
            assert await line.dripping(b"y")


async def test_a_body_that_nobody_needs_is_not_waited_for(tmp_path: Path) -> None:
    limits = Limits(stalled=0.3)
    said = b"POST /nothing HTTP/1.1\r\nhost: x\r\ncontent-length: 999999\r\n\r\n"
    async with gate(tmp_path, limits) as (sender, _), lines(sender, 1, HOSTILE, said) as (line,):
        assert b" 404 " in await line.answer()
        assert await line.dripping(b"y")


async def test_between_two_requests_a_connection_is_kept_for_a_while(tmp_path: Path) -> None:
    limits = Limits(head=0.1, idle=1)
    async with gate(tmp_path, limits) as (sender, _), lines(sender, 1, HOSTILE) as (line,):
        assert await ask(sender, line) == b"200"
        async with lines(sender, 1, OTHER) as (silent,):
            assert await silent.gone()
        assert await ask(sender, line) == b"200"
        assert await line.gone()


async def test_an_answer_that_nobody_takes_is_not_kept(tmp_path: Path) -> None:
    async def much(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * 50_000_000})

    async with serving(much, Limits(stalled=0.2)) as (port, closed):
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            await until(lambda: closed, what="the end of patience")
        assert closed == ["stalled"]


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nx: y", SLOW], ids=["silent", "half a head", "half a body"])
@pytest.mark.parametrize("address", [HOSTILE, "127.0.0.1"], ids=["another address", "behind the same proxy"])
async def test_more_connections_than_there_is_room_for_shut_nobody_out(
    tmp_path: Path, said: bytes, address: str
) -> None:
    limits = Limits(connections=20, per_network=10, **PATIENT)
    async with gate(tmp_path, limits) as (sender, ledger), lines(sender, 60, address, said):
        assert (await sender.post(moved("greenhouse:1"))).status_code == 200
        assert rows(ledger) == {"waiting": 1}


async def test_many_networks_at_once_shut_nobody_out(tmp_path: Path) -> None:
    limits = Limits(connections=20, per_network=10, **PATIENT)
    async with gate(tmp_path, limits) as (sender, _), AsyncExitStack() as stack:
        for n in range(10, 40):
            await stack.enter_async_context(lines(sender, 3, f"127.0.0.{n}", SLOW))
        assert (await sender.post(moved("greenhouse:1"))).status_code == 200


async def test_a_network_has_its_share_and_then_gives_up_its_own_oldest(tmp_path: Path) -> None:
    limits = Limits(connections=100, per_network=5, **PATIENT)
    async with gate(tmp_path, limits) as (sender, _), lines(sender, 1, OTHER) as (kept,):
        assert await ask(sender, kept) == b"200"
        async with lines(sender, 5, HOSTILE) as silent, lines(sender, 1, HOSTILE) as (newest,):
            assert await silent[0].gone()
            assert await ask(sender, newest) == b"200"
            assert [line.open for line in silent[1:]] == [True] * 4
            assert await ask(sender, kept) == b"200"


async def test_a_named_proxy_has_no_share_for_many_come_through_it(tmp_path: Path) -> None:
    limits = Limits(connections=100, per_network=5, **PATIENT)
    named = {"trusted_proxies": HOSTILE}
    async with gate(tmp_path, limits, **named) as (sender, _), lines(sender, 30, HOSTILE) as many:
        assert await ask(sender, many[-1]) == b"200"
        assert all(line.open for line in many)


async def test_what_is_worked_on_is_not_hung_up_on(tmp_path: Path) -> None:
    """One more than there is room for, none of which keeps us waiting: it is turned away, and the others end well."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        begun.set()
        await go_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body"})

    async with serving(slow, Limits(per_network=1)) as (port, closed), httpx.AsyncClient(verify=False) as client:
        worked_on = asyncio.create_task(client.get(f"http://127.0.0.1:{port}/"))
        await begun.wait()
        with pytest.raises(httpx.TransportError):
            await client.get(f"http://127.0.0.1:{port}/")
        go_on.set()
        assert (await worked_on).status_code == 200
        assert closed == ["crowded"]


async def test_a_stop_is_taken_while_one_address_holds_all_it_can(tmp_path: Path) -> None:
    settings, ledger = install(tmp_path / "home")
    record(ledger, applied())
    limits = Limits(connections=20, per_network=20, **PATIENT)
    path = f"/c/{ledger.links.plain(ANN, applied().occurred_at)}/stop"
    async with gateway(settings, ledger, limits) as sender, lines(sender, 50, "127.0.0.1", SLOW):
        assert (await sender.client.post(sender.url + path)).status_code == 200
        assert rows(ledger) == {"waiting": 1}
    ledger.close()


async def test_who_was_hung_up_on_is_counted_by_reason(tmp_path: Path) -> None:
    port = free_port()
    limits = Limits(per_network=2, head=0.2)
    async with gate(tmp_path, limits, gateway_metrics_port=port) as (sender, _):
        async with lines(sender, 3, HOSTILE) as silent:
            assert all(await asyncio.gather(*(line.gone() for line in silent)))
        figures = (await sender.client.get(f"http://127.0.0.1:{port}/metrics")).text
    assert 'followup_connections_closed_total{reason="crowded"} 1.0' in figures
    assert 'followup_connections_closed_total{reason="silent"} 2.0' in figures
    assert 'followup_connections_closed_total{reason="stalled"} 0.0' in figures
