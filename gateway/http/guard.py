"""What stands before every address: rate, size and time limits, security headers, a line in the log, and an answer in
one sentence whatever happens. Paths that hold a token and query strings never reach the log.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gateway.http.bodies import LARGER, LARGEST, TOO_LARGE, Body, BodySlots
from gateway.http.limits import Limits, Rates
from gateway.webhooks.sources import HOOKS
from starter.serving.answers import Answering
from starter.serving.fault_places import place_of

log = logging.getLogger("followup.gateway")

_HOOKS: Final = frozenset(hook.path for hook in HOOKS)

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


class Guard:
    """ASGI middleware around all routes."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        https: bool,
        limits: Limits,
        whose: Callable[[str], str | None],
        count: Callable[[str, int, float], None] = lambda _path, _status, _seconds: None,
    ) -> None:
        """`https`: the outside world comes in by https alone, and browsers are told so. `whose`: see Rates.

        `count` hears of each request its path, the code of its answer (0 where it was cut off) and the seconds.
        """
        self._app = app
        self._count = count
        self._headers = _HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})
        self._limits = limits
        self._places = BodySlots(limits)
        self._rates = Rates(whose)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, address = scope["path"], scope["client"][0] if scope.get("client") else ""
        begun = time.perf_counter()
        answer = Answering(send, self._headers)
        try:
            if wait := self._rates.wait(scope["method"], path, address, time.monotonic()):
                seconds = f"{max(1.0, wait):.0f}"
                refusal = _refusal(429, f"Too many requests; try again in {seconds} s.", **{"retry-after": seconds})
                await refusal(scope, receive, answer)
            elif _declared_length(scope) > LARGER.get(path, LARGEST):
                await _refusal(413, TOO_LARGE)(scope, receive, answer)
            else:
                body = Body(receive, path, address, self._limits, self._places)
                try:
                    await self._app(scope, body.receive, answer)
                finally:
                    body.done()
        except Exception as error:
            log.error("%s %s failed with %s%s", scope["method"], _route(scope), type(error).__name__, place_of(error))
            if not answer.status:
                await _refusal(500, FAULT)(scope, receive, answer)
        finally:
            took = (time.perf_counter() - begun) * 1000
            self._count(path, answer.status, took / 1000)
            log.info("%s %s %s %.0f ms", scope["method"], _route(scope), answer.status or "cut off", took)


def _declared_length(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "")
    return int(declared) if declared.isdecimal() else 0


def _route(scope: Scope) -> str:
    """The route's pattern: never the path itself, which may hold a token."""
    if path := getattr(scope.get("route"), "path", None):
        return str(path)
    if scope["path"] in _HOOKS:  # refused before it came to its route
        return str(scope["path"])
    known = next((start for start in ("/c/", "/f/") if scope["path"].startswith(start)), "")
    return f"{known}{{token}}" if known else "(no such address)"


def _refusal(status: int, sentence: str, **headers: str) -> Response:
    """One sentence; the connection ends, for a body may still be on its way."""
    return JSONResponse({"error": sentence}, status, {"connection": "close", **headers})
