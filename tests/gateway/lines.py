"""Bare connections to a gateway, from several addresses of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from tests.gateway.gate import Sender

HOSTILE, OTHER = "127.0.0.2", "127.0.0.3"


class Line:
    """A connection from an address of this machine."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def send(self, said: bytes) -> None:
        self.writer.write(said)

    async def answer(self) -> bytes:
        """The head of the next answer."""
        return await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 30)

    async def gone(self) -> bool:
        """The other end has hung up, whatever it said before."""
        with suppress(ConnectionError):
            await asyncio.wait_for(self.reader.read(), 30)
        return True

    @property
    def open(self) -> bool:
        return not self.reader.at_eof() and self.reader.exception() is None

    async def dripping(self, said: bytes) -> bool:
        """Says the same few bytes over and over until it is hung up on."""
        for _ in range(2000):
            if not self.open:
                return True
            self.send(said)
            await asyncio.sleep(0.01)
        return False


@asynccontextmanager
async def lines(sender: Sender, number: int, address: str, said: bytes = b"") -> AsyncIterator[list[Line]]:
    port = int(sender.url.rpartition(":")[2])
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(number):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
            stack.callback(writer.close)
            writer.write(said)
            made.append(Line(reader, writer))
        yield made
