"""What stands before every address: rate, size and time limits, security headers, a line in the log, and an answer in
one sentence whatever happens. Paths that hold a token and query strings never reach the log.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
import traceback
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.limits import HOOKS, PAGES, Buckets

log = logging.getLogger("followup.gateway")

LARGEST: Final = 1024 * 1024
"""Bytes of a body (DESIGN, "Contract: HTTP")."""

LARGER: Final = {"/hooks/sendgrid/inbound": 31 * 1024 * 1024}
"""A mail may hold a CV and be 30 MB at SendGrid, who drops for good what is answered with 413."""

LARGE_AT_ONCE: Final = 4
"""Bodies above the usual size in memory at the same time; whoever comes on top of that is to come again."""

BODY_SECONDS: Final = 20.0
"""How long a body may take to arrive."""

TOO_LARGE: Final = "The request is larger than 1 MiB, or a mail than 31 MiB."
TOO_MANY_LARGE: Final = "Too many large requests at once; send it again."
TOO_SLOW: Final = "The request took too long to arrive."
FAULT: Final = "This did not work, and nothing was stored; try again later."

_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
}
"""Unless a route sets its own: a page says for itself what it may load."""

_UNLIMITED: Final = ("/healthz", "/readyz")


class Guard:
    """ASGI middleware around all routes."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        https: bool,
        count: Callable[[str, int, float], None] = lambda _path, _status, _seconds: None,
    ) -> None:
        """`https`: the outside world comes in by https alone, and browsers are told so.

        `count` hears of each request its path, the code of its answer (0 where it was cut off) and the seconds.
        """
        self._app = app
        self._count = count
        self._headers = _HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})
        self._large = 0
        self._hooks = Buckets(HOOKS)
        self._pages = Buckets(PAGES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            if wait := self._wait(scope):
                said = f"Too many requests; try again in {wait:.0f} s."
                await refuse(answer, 429, said, {"retry-after": f"{wait:.0f}"})
            elif (length := _declared_length(scope)) > LARGER.get(scope["path"], LARGEST):
                await refuse(answer, 413, TOO_LARGE)
            elif scope["path"] not in LARGER or 0 < length <= LARGEST:
                await self._app(scope, _limited(receive, LARGEST), answer)
            elif self._large >= LARGE_AT_ONCE:
                await refuse(answer, 503, TOO_MANY_LARGE, {"retry-after": "10"})
            else:
                self._large += 1
                try:
                    await self._app(scope, _limited(receive, LARGER[scope["path"]]), answer)
                finally:
                    self._large -= 1
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            where = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
            log.error("%s %s failed with %s%s", scope["method"], _route(scope), type(error).__name__, where)
            if not status:
                await refuse(answer, 500, FAULT)
        finally:
            took = (time.perf_counter() - begun) * 1000
            self._count(scope["path"], status, took / 1000)
            log.info("%s %s %s %.0f ms", scope["method"], _route(scope), status or "cut off", took)

    def _wait(self, scope: Scope) -> float:
        """How many whole seconds this address has to wait; 0 where it may go on."""
        path = scope["path"]
        if path in _UNLIMITED:
            return 0
        buckets = self._hooks if path.startswith("/hooks/") else self._pages
        client = scope.get("client")
        wait = buckets.take(client[0] if client else "", time.monotonic())
        return max(1.0, wait) if wait else 0


def _declared_length(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "")
    return int(declared) if declared.isdecimal() else 0


def _limited(receive: Receive, largest: int) -> Receive:
    """The body as it streams in, cut off where it becomes too large or too slow."""
    size = 0
    until = time.monotonic() + BODY_SECONDS
    whole = False

    async def limited() -> Message:
        nonlocal size, whole
        if whole:  # what follows is the wait for the other end to hang up
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), until - time.monotonic())
        except TimeoutError:
            raise HTTPException(408, TOO_SLOW, {"connection": "close"}) from None
        if message["type"] == "http.request":
            size += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if size > largest:
                raise HTTPException(413, TOO_LARGE, {"connection": "close"})
        return message

    return limited


def _route(scope: Scope) -> str:
    """The route's pattern: never the path itself, which may hold a token."""
    path = getattr(scope.get("route"), "path", None)
    return str(path) if path else "(no such address)"


async def refuse(send: Send, status: int, sentence: str, headers: dict[str, str] | None = None) -> None:
    """Answer with one sentence; the connection ends, for a body may still be on its way."""
    body = json.dumps({"error": sentence}).encode()
    given = {"content-type": "application/json", "content-length": str(len(body)), "connection": "close"}
    raw = [(name.encode(), value.encode()) for name, value in (given | (headers or {})).items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
