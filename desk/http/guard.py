"""What stands before every page of the desk: whose host it is, how large a request may be, and strict headers.

The desk loads what it serves itself and nothing else: no script, font or picture of anybody else. A name in the Host
header that isn't the desk's own is refused, so that no other site can reach it by giving its name this address.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.http.rendering import page
from desk.locales.translating import Languages, _, read_in
from starter.importing.bounded import MOST_BYTES
from starter.serving.answers import Answering
from starter.serving.fault_places import place_of

log = logging.getLogger("followup.desk")

LARGEST: Final = 256 * 1024
"""Bytes of a request: a message of a colleague has at most 20 KB."""

LARGER: Final = {"/bring-in": MOST_BYTES + LARGEST}
"""Where files come in."""

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
LETTER_CSP: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
"""Of a message as it was read, within a frame that runs nothing and fetches nothing."""

_HEADERS: Final = {
    "content-security-policy": CSP,
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """ASGI middleware around all routes."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], https: bool, languages: Languages) -> None:
        """`hosts`: the names, in small letters and without a port, under which the desk is reached; `languages`: those
        that its pages may be read in.
        """
        self._app = app
        self._hosts, self._languages = hosts, languages
        self._headers = _HEADERS | ({"strict-transport-security": "max-age=31536000"} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with read_in(self._languages.preferred(Headers(scope=scope).get("accept-language", ""))):
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = LARGER.get(scope["path"], LARGEST)
        headers, answer, begun = Headers(scope=scope), Answering(send, self._headers), time.perf_counter()
        try:
            if _host(headers.get("host", "")) not in self._hosts:
                await _plain(421, "The desk doesn't answer at this address; use the one in FOLLOWUP_DESK_URL.")(
                    scope, receive, answer
                )
            elif int(length) > most if (length := headers.get("content-length", "0")).isdecimal() else True:
                await _plain(413, "The request is too large.")(scope, receive, answer)
            else:
                await self._app(scope, _bounded(receive, most), answer)
        except _TooLarge:
            if not answer.status:
                await _plain(413, "The request is too large.")(scope, receive, answer)
        except Exception as error:
            log.error("a page failed with %s%s", type(error).__name__, place_of(error))  # never what it says
            if not answer.status:
                await broken()(scope, receive, answer)
        finally:
            took = (time.perf_counter() - begun) * 1000
            path = getattr(scope.get("route"), "path", "(no such page)")  # never the path itself: it may hold a token
            log.info("%s %s %s %.0f ms", scope["method"], path, answer.status or "cut off", took)


def broken() -> Response:
    """What is shown where a page fails."""
    words = _(
        "This is a bug. Before you try again, check whether what you did was saved, and tell whoever runs followup."
    )
    return page("nothing", {"title": _("Something broke"), "words": words, "home": "/"}, 500)


class _TooLarge(Exception):
    pass


def _bounded(receive: Receive, most: int) -> Receive:
    size = 0

    async def part() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise _TooLarge
        return message

    return part


def _host(given: str) -> str:
    """The name without its port: `[::1]:8081` is `[::1]`."""
    name, _, port = given.rpartition(":")
    return (name if name and port.isdecimal() else given).strip().lower()


def _plain(status: int, sentence: str) -> PlainTextResponse:
    return PlainTextResponse(sentence + "\n", status, {"connection": "close"})
