"""The gateway's application: what the outside world says comes in here, is stored, and is told by the sweeper."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from connection import connect, connect_options
from gateway.arrivals import Door
from gateway.deposits import Deposits
from gateway.doors import HOOKS, by_source, doors
from gateway.guard import Guard
from gateway.hooks import hook_routes
from gateway.pages.routes import page_routes
from gateway.pages.wishes import PageDoor
from gateway.telling import Connecting, Sweeper
from ledger.store import Ledger, LedgerUnavailable
from metrics import GatewayMetrics, shown
from settings import Settings
from starter.client import Followup

log = logging.getLogger("followup.gateway")

READERS: Final = 16
"""Threads in which doors read; a vendor's slow API takes none of those that store."""

_LOOKED_FOR: Final = 2.0
"""Seconds for which an answer of /readyz holds: whoever asks often must not keep the ledger busy."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """What the routes share, as `app.state.gateway`."""

    settings: Settings
    ledger: Ledger
    doors: dict[str, Door]  # by path
    deposits: Deposits
    sweeper: Sweeper


def create_app(settings: Settings, ledger: Ledger, *, connecting: Connecting | None = None) -> FastAPI:
    """The application over a ledger whose tables are up to date. Raises BadSetting.

    `connecting` is how Temporal is reached, else by the settings; it may be away when the gateway starts.
    """
    opened = doors(settings)
    reading = ThreadPoolExecutor(READERS, thread_name_prefix="reading")
    connecting = connecting or _by_settings(settings, ledger)
    reading_doors = by_source({**opened, "/c/": PageDoor()})
    sweeper = Sweeper(ledger, reading_doors, connecting, reading, settings.keep_bodies)
    deposits = Deposits(ledger.inbox)
    gateway = Gateway(settings, ledger, opened, deposits, sweeper)
    metrics = GatewayMetrics(ledger, [hook.path for hook in HOOKS], lambda: sweeper.away is not None)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        _tell_what_is_open(settings)
        task = asyncio.create_task(sweeper.run())
        port = settings.gateway_metrics_port
        try:
            with shown(metrics.registry, settings.metrics_host, port, "FOLLOWUP_GATEWAY_METRICS_PORT"):
                yield
        finally:
            await deposits.close()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            reading.shutdown(wait=False, cancel_futures=True)

    app = FastAPI(
        title="followup gateway",
        description="Where an ATS and the providers of mail and texts tell what happened.",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        exception_handlers={HTTPException: _in_one_sentence},
    )
    app.state.gateway = gateway
    https = (settings.public_url or "").startswith("https://")
    app.add_middleware(Guard, https=https, count=metrics.answered)
    app.include_router(hook_routes(settings, opened, deposits, sweeper.wake))
    app.include_router(page_routes(settings, ledger, deposits.store, sweeper.wake, connecting))
    _add_health(app, gateway)
    return app


def _by_settings(settings: Settings, ledger: Ledger) -> Connecting:
    async def connecting() -> Followup:
        address = str(connect_options(settings).get("target_host", ""))
        return Followup(await connect(settings), ledger, address)

    return connecting


def _tell_what_is_open(settings: Settings) -> None:
    opened = [hook.path for hook in HOOKS if not hook.missing(settings)]
    closed = [hook.path for hook in HOOKS if hook.missing(settings)]
    log.info("open hooks: %s", ", ".join(opened) or "none")
    log.info("closed hooks, which answer 404: %s; `followup signal-urls` says what each needs", ", ".join(closed))


def _add_health(app: FastAPI, gateway: Gateway) -> None:
    found: tuple[float, int, dict[str, Any]] = (0.0, 0, {})
    looking = asyncio.Lock()

    @app.get("/healthz", include_in_schema=False)
    async def healthz() -> dict[str, bool]:
        """The process lives and answers."""
        return {"alive": True}

    @app.get("/readyz", include_in_schema=False)
    async def readyz() -> Response:
        """Can it do what a hook needs: store? Temporal may be away meanwhile; that is told, and it is ready."""
        nonlocal found
        async with looking:
            if time.monotonic() - found[0] > _LOOKED_FOR:
                reachable = await gateway.sweeper.reaches_temporal()
                found = (time.monotonic(), *await asyncio.to_thread(_ready, gateway, reachable))
        return JSONResponse(found[2], found[1])


def _ready(gateway: Gateway, reachable: bool) -> tuple[int, dict[str, Any]]:
    temporal = {"reachable": reachable}
    try:
        gateway.ledger.inbox.check_writing()
        depth = gateway.ledger.inbox.depth()
    except LedgerUnavailable as error:
        return 503, {"ready": False, "ledger": {"writable": False, "error": str(error)}, "temporal": temporal}
    oldest = depth.oldest_waiting_at
    inbox = {
        "waiting": depth.waiting,
        "not_understood": depth.not_understood,
        "oldest_waiting_at": oldest.isoformat(timespec="seconds") if oldest else None,
    }
    return 200, {"ready": True, "ledger": {"writable": True}, "temporal": temporal, "inbox": inbox}


_SENTENCES: Final = {404: "There is nothing at this address.", 405: "This address does not take that method."}


async def _in_one_sentence(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    # Starlette's own words for an unknown address or method are no sentence.
    sentence = error.detail if error.detail.endswith(".") else _SENTENCES.get(error.status_code, f"{error.detail}.")
    return JSONResponse({"error": sentence}, error.status_code, headers=dict(error.headers or {}))
