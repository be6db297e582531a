"""Whether the gateway can be used. Outsiders hear yes or no; why stands in the log, and is told on this machine."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gateway.dispatch.dispatcher import InboxDispatcher
from gateway.http.clients import LOCAL
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger("followup.gateway")

_LOOKED_FOR: Final = 2.0
"""Seconds for which an answer of /readyz holds: whoever asks often must not keep the ledger busy."""


def health_routes(ledger: Ledger, dispatcher: InboxDispatcher) -> APIRouter:
    """`/healthz` and `/readyz`."""
    router = APIRouter(include_in_schema=False)
    found: tuple[float, int, dict[str, Any]] = (0.0, 0, {})
    problem = ""
    looking = asyncio.Lock()

    async def look() -> None:
        nonlocal found, problem
        reachable = await dispatcher.reaches_temporal()
        status, said = await asyncio.to_thread(_ready, ledger, reachable)
        found = (time.monotonic(), status, said)
        error = said["ledger"].get("error", "")
        if error != problem:
            if error:
                log.error("not ready: %s", error)
            else:
                log.info("ready again: the ledger can be written")
            problem = error

    @router.get("/healthz")
    async def healthz() -> dict[str, bool]:
        """The process lives and answers."""
        return {"alive": True}

    @router.get("/readyz")
    async def readyz(request: Request) -> Response:
        """Can it do what a hook needs: store? Temporal may be away meanwhile; then it is ready."""
        async with looking:
            if time.monotonic() - found[0] > _LOOKED_FOR:
                await look()
        _, status, said = found
        return JSONResponse(said if getattr(request.state, LOCAL, False) else {"ready": said["ready"]}, status)

    return router


def _ready(ledger: Ledger, reachable: bool) -> tuple[int, dict[str, Any]]:
    temporal = {"reachable": reachable}
    try:
        ledger.inbox.check_writing()
        depth = ledger.inbox.depth()
    except LedgerUnavailable as error:
        return 503, {"ready": False, "ledger": {"writable": False, "error": str(error)}, "temporal": temporal}
    oldest = depth.oldest_waiting_at
    inbox = {
        "waiting": depth.waiting,
        "not_understood": depth.not_understood,
        "oldest_waiting_at": oldest.isoformat(timespec="seconds") if oldest else None,
    }
    return 200, {"ready": True, "ledger": {"writable": True}, "temporal": temporal, "inbox": inbox}
