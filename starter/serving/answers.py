"""An answer on its way out: its status for the log, and the headers that every answer has."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send


class Answering:
    """The ASGI `send` of one request. `status` is 0 until an answer has begun."""

    def __init__(self, send: Send, headers: Mapping[str, str]) -> None:
        """`headers` are for answers that don't set their own."""
        self._send, self._headers = send, headers
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            found = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                found.setdefault(name, value)
        await self._send(message)
