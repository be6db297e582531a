"""Large mails come in by few at once, and nobody takes those places for nothing."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from gateway.http.bodies import LARGEST
from gateway.http.limits import Limits
from gateway.providers.sendgrid_signature import SIGNATURE, TIMESTAMP
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.gateway.gate import gateway, rows
from tests.gateway.lines import HOSTILE, OTHER, Line
from tests.gateway.provider_desk import EC_KEY, settings_for
from tests.house import until
from tests.ledgers import ledger_of

PATH = "/hooks/sendgrid/inbound"
FORGED = {SIGNATURE: "AAAA", TIMESTAMP: "1"}
MAIL = b"x" * (LARGEST + 1000)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")


class Mailbox:
    """A gateway whose hook for mail is open, and those who send to it."""

    def __init__(self, url: str, ledger: Ledger) -> None:
        self.url, self.ledger = url, ledger

    async def mail(self, address: str = "127.0.0.1", body: bytes = MAIL) -> httpx.Response:
        """A large mail, rightly signed."""
        stamp = str(int(WEDNESDAY.timestamp()))
        signature = EC_KEY.sign(stamp.encode() + body, ec.ECDSA(hashes.SHA256()))
        headers = {
            SIGNATURE: base64.b64encode(signature).decode(),
            TIMESTAMP: stamp,
            "content-type": "multipart/form-data",
        }
        transport = httpx.AsyncHTTPTransport(local_address=address)
        async with httpx.AsyncClient(transport=transport, timeout=30) as client:
            return await client.post(self.url + PATH, content=body, headers=headers)

    async def code(self, address: str = "127.0.0.1") -> int:
        """What a large mail is answered; 0 where the answer is lost, for it was refused while it was being sent."""
        try:
            return (await self.mail(address)).status_code
        except httpx.TransportError:
            return 0

    @asynccontextmanager
    async def upload(self, address: str, sent: int, headers: dict[str, str] = FORGED) -> AsyncIterator[Line]:
        """30 MB are announced, and so many bytes come."""
        port = int(self.url.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
        said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"POST {PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 30000000\r\n{said}\r\n".encode())
        writer.write(b"x" * sent)
        await writer.drain()
        try:
            yield Line(reader, writer)
        finally:
            writer.transport.abort()  # they never read all of it


@asynccontextmanager
async def mailbox(home: Path, limits: Limits) -> AsyncIterator[Mailbox]:
    settings = settings_for(home)
    ledger = ledger_of(settings, with_playbook=False)
    async with gateway(settings, ledger, limits) as sender:
        yield Mailbox(sender.url, ledger)
    ledger.close()


async def test_what_is_not_signed_is_refused_before_its_body_comes(tmp_path: Path) -> None:
    async with mailbox(tmp_path, Limits(body=60)) as box:
        for headers in ({}, {SIGNATURE: "AAAA"}, {SIGNATURE: "", TIMESTAMP: "1"}):
            async with box.upload(HOSTILE, 0, headers) as line:
                assert b" 401 " in await line.answer()
                assert await line.gone()


async def test_a_place_is_not_taken_by_what_is_announced_and_does_not_come(tmp_path: Path) -> None:
    async with (
        mailbox(tmp_path, Limits(body=60)) as box,
        box.upload(HOSTILE, LARGEST), box.upload(HOSTILE, 0), box.upload(OTHER, LARGEST), box.upload(OTHER, 0),
        box.upload("127.0.0.4", 0), box.upload("127.0.0.5", 0),
    ):  # fmt: skip
        assert (await box.mail()).status_code == 200
        assert rows(box.ledger) == {"waiting": 1}


async def test_one_network_holds_two_places_and_no_more(tmp_path: Path) -> None:
    async with mailbox(tmp_path, Limits(body=60, large_body=60)) as box:
        async with AsyncExitStack() as stack:
            three = [await stack.enter_async_context(box.upload(HOSTILE, 2 * LARGEST)) for _ in range(3)]
            await until(lambda: [line.open for line in three].count(False) == 1, what="the one too many")
            assert await box.code() == 200
            assert await box.code(HOSTILE) in (503, 0)
        async with asyncio.timeout(60):
            while await box.code(HOSTILE) != 200:  # the places are given back
                await asyncio.sleep(0.02)


async def test_a_body_that_is_slow_is_cut_off_and_gives_its_place_back(tmp_path: Path) -> None:
    limits = Limits(body=30, large_body=0.5, large_at_once=1)
    async with mailbox(tmp_path, limits) as box, box.upload(HOSTILE, 2 * LARGEST) as line:
        assert b" 408 " in await line.answer()
        assert (await box.mail()).status_code == 200


async def test_a_body_has_its_time_however_it_drips(tmp_path: Path) -> None:
    async with mailbox(tmp_path, Limits(body=0.3)) as box, box.upload(HOSTILE, 0) as line:
        assert await line.dripping(b"x")


async def test_who_keeps_up_the_least_rate_is_not_cut_off(tmp_path: Path) -> None:
    limits = Limits(body=0.3, body_rate=1)
    async with mailbox(tmp_path, limits) as box, box.upload(HOSTILE, 1000) as fast, box.upload(OTHER, 0) as slow:
        assert b" 408 " in await slow.answer()
        assert fast.open
