"""The hooks' addresses: is it theirs, split it, store it, answer; telling it comes after (docs/architecture.md,
"HTTP").
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest

from clock import Clock
from gateway.webhooks.inbox_writer import InboxWriter
from gateway.webhooks.sources import HOOKS, Hook
from integrations.arrivals import Entry, Request, UnverifiedRequest, WebhookSource, unreadable
from ledger.inbox.rows import Arrival
from ledger.store import LedgerUnavailable
from settings import Settings

log = logging.getLogger("followup.gateway")

_NOT_STORED: Final = "It could not be stored; try again."
_NOT_OPEN: Final = "This hook isn't set up."
_COMPRESSED: Final = "The body is compressed; send it as it is."
_CUT: Final = "The request was cut off."
_UNSIGNED: Final = "The signature is missing."
_CLOSE: Final = {"connection": "close"}
_SPARED: Final = 64 * 1024  # bytes
_SPARED_SECONDS: Final = 1.0

_ERROR: Final[dict[str, Any]] = {
    "content": {
        "application/json": {
            "schema": {"type": "object", "required": ["error"], "properties": {"error": {"type": "string"}}}
        }
    }
}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": description, **_ERROR}
    for status, description in {
        401: "The signature is missing or wrong, or the request is too old; nothing was stored.",
        408: "The body took too long to arrive; nothing was stored.",
        413: "The body is larger than 1 MiB; nothing was stored.",
        415: "The body is compressed; nothing was stored.",
        429: "Too many requests from this address; `Retry-After` says when to send again.",
        503: "It could not be stored now; send it again.",
    }.items()
}


def hook_routes(
    settings: Settings,
    opened: Mapping[str, WebhookSource],
    deposits: InboxWriter,
    wake: Callable[[], None],
    clock: Clock,
) -> APIRouter:
    """A route for every hook; one that is not set up says so. `wake` is called when something has been stored."""
    router = APIRouter()
    for hook in HOOKS:
        door = opened.get(hook.path)
        router.add_api_route(
            hook.path,
            _closed if door is None else _open(hook, door, settings.public_url or "", deposits, wake, clock),
            methods=["POST"],
            name=hook.vendor,
            operation_id=hook.path.strip("/").replace("/", "_"),
            summary=f"{hook.vendor} tells what happened",
            description="What is rightly signed is stored, whether or not it is understood.",
            responses=_RESPONSES,
            response_class=Response,
            response_description="It is durably stored, now or when it was sent before.",
            openapi_extra=_body(hook),
            include_in_schema=door is not None,
        )
    return router


def _open(
    hook: Hook, door: WebhookSource, public_url: str, deposits: InboxWriter, wake: Callable[[], None], clock: Clock
) -> Callable[[HttpRequest], Awaitable[Response]]:
    wants: frozenset[str] = getattr(door, "wants", frozenset())

    async def receive(http: HttpRequest) -> Response:
        if not all(http.headers.get(name) for name in wants):
            log.warning("%s refused: %s", hook.path, _UNSIGNED)
            await _spare(http)
            raise HTTPException(401, _UNSIGNED, _CLOSE)
        if http.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
            raise HTTPException(415, _COMPRESSED)
        try:
            body = await http.body()
        except ClientDisconnect:
            raise HTTPException(400, _CUT) from None
        query = f"?{http.url.query}" if http.url.query else ""
        request = Request(
            headers={name.lower(): value for name, value in http.headers.items()},
            body=body,
            url=f"{public_url}{http.url.path}{query}" if public_url else str(http.url),
            received_at=clock(),
        )
        try:
            await asyncio.to_thread(door.verify, request)
        except UnverifiedRequest as error:
            log.warning("%s refused: %s", hook.path, error)
            raise HTTPException(401, str(error)) from None
        try:
            entries = await asyncio.to_thread(_entries, door, request)
            await deposits.store([_arrival(door.source, entry, request.received_at) for entry in entries])
        except LedgerUnavailable as error:
            log.error("%s could not be stored: %s", hook.path, error)
            raise HTTPException(503, _NOT_STORED, {"retry-after": "10"}) from None
        wake()
        answer: Callable[[Request], tuple[str, bytes]] | None = getattr(door, "answer", None)
        if answer is not None:
            media, content = await asyncio.to_thread(answer, request)
            return Response(content, media_type=media)
        if hook.answers == "xml":  # anything else is taken for a message to be sent
            return Response("<Response/>", media_type="text/xml")
        return Response(json.dumps({"stored": len(entries)}), media_type="application/json")

    return receive


async def _closed(http: HttpRequest) -> Response:
    await _spare(http)
    raise HTTPException(404, _NOT_OPEN, _CLOSE)


async def _spare(http: HttpRequest) -> None:
    """Let a small body arrive that is on its way: hanging up on it can lose the answer. A large one gets no time."""
    declared, size = http.headers.get("content-length", "0"), 0
    if "expect" in http.headers or not declared.isdecimal() or int(declared) > _SPARED:
        return
    with suppress(TimeoutError, ClientDisconnect, HTTPException):
        async with asyncio.timeout(_SPARED_SECONDS):
            async for part in http.stream():
                size += len(part)
                if size > _SPARED:
                    return


def _entries(door: WebhookSource, request: Request) -> list[Entry]:
    try:
        return door.entries(request)
    except LedgerUnavailable:  # then it is not kept either, and is sent again
        raise
    except Exception as error:  # a door does not raise; if it does, what is theirs is kept all the same
        log.error("splitting what came from %s failed with %s", door.source, type(error).__name__)
        return unreadable(request)


def _arrival(source: str, entry: Entry, at: datetime) -> Arrival:
    return Arrival(
        source, entry.key, entry.kind, entry.about, entry.body, at,
        application=entry.application, wishes=entry.wishes, sought=entry.sought, also=entry.also,
    )  # fmt: skip


def _body(hook: Hook) -> dict[str, Any]:
    form = hook.answers == "xml" or hook.path.endswith("sendgrid/inbound")
    media = "application/x-www-form-urlencoded" if hook.answers == "xml" else "multipart/form-data"
    schema: dict[str, Any] = {"type": "object"} if not hook.path.endswith("events") else {"type": "array"}
    return {"requestBody": {"required": True, "content": {media if form else "application/json": {"schema": schema}}}}
