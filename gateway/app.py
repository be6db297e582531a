"""The gateway's application: what the outside world says comes in here, is stored, and is told by the sweeper."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass
from threading import Event
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from clock import Clock, host_now
from connection import connect, connect_options
from gateway.codec_server import CodecServer, serving
from gateway.codec_tokens import codec_tokens
from gateway.dispatch.dispatcher import Connecting, InboxDispatcher
from gateway.health import health_routes
from gateway.http.clients import Peers
from gateway.http.guard import Guard
from gateway.http.limits import Limits
from gateway.pages.colleague_page import ColleagueSource, colleague_routes
from gateway.pages.routes import page_routes
from gateway.pages.submissions import PageSource
from gateway.providers.sendgrid_inbound import SOURCE, Mails
from gateway.webhooks.inbox_writer import InboxWriter
from gateway.webhooks.routes import hook_routes
from gateway.webhooks.sources import HOOKS, by_source, webhook_sources
from gateway.webhooks.too_large import TooLarge
from integrations.arrivals import RowReader, WebhookSource
from integrations.ats.connected import Connected, connected
from integrations.oidc.bearer import IdentityProvider
from ledger.store import Ledger
from metrics import GatewayMetrics, shown
from settings import BadSetting, Settings
from starter.client import Followup

log = logging.getLogger("followup.gateway")

READERS: Final = 16
"""Threads in which doors read; a vendor's slow API takes none of those that store."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """What the routes share, as `app.state.gateway`."""

    settings: Settings
    ledger: Ledger
    doors: dict[str, WebhookSource]  # by path
    deposits: InboxWriter
    dispatcher: InboxDispatcher
    metrics: GatewayMetrics


def create_app(
    settings: Settings,
    ledger: Ledger,
    *,
    connecting: Connecting | None = None,
    limits: Limits | None = None,
    clock: Clock = host_now,
) -> FastAPI:
    """The application over a ledger whose tables are up to date. Raises BadSetting.

    `connecting` is how Temporal is reached, else by the settings; it may be away when the gateway starts.
    """
    opened = webhook_sources(settings)
    reading = ThreadPoolExecutor(READERS, thread_name_prefix="reading")
    connecting = connecting or _by_settings(settings, ledger, clock)
    # Mail is read whoever brought it: a hook, the mailbox, or `followup inbox add`.
    mail: dict[str, RowReader] = {SOURCE: Mails(ledger, settings.keys)}
    # What is asked of an API is read by the same reader, whether or not a hook is set up.
    asked: dict[str, RowReader] = {name: one.reader for name, one in _connected(settings, clock).items()}
    reading_doors = asked | mail | by_source({**opened, "/c/": PageSource(), "/f/": ColleagueSource()})
    keep = (settings.keep_bodies, settings.keep_arrivals)
    dispatcher = InboxDispatcher(ledger, reading_doors, connecting, reading, *keep, clock=clock)
    deposits = InboxWriter(ledger.inbox)
    metrics = GatewayMetrics(
        ledger, [hook.path for hook in HOOKS], lambda: dispatcher.away is not None, clock, [*asked]
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        _tell_what_is_open(settings)
        task = asyncio.create_task(dispatcher.run())
        port = settings.gateway_metrics_port
        try:
            with (
                shown(metrics.registry, settings.metrics_host, port, "FOLLOWUP_GATEWAY_METRICS_PORT"),
                codec_serving(settings, ledger, clock),
            ):
                yield
        finally:
            await deposits.close()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            reading.shutdown(wait=False, cancel_futures=True)

    app = FastAPI(
        title="Hooks",  # and no version: nothing by which a stranger could look up weaknesses
        version="-",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        exception_handlers={HTTPException: _in_one_sentence},
    )
    app.state.gateway = Gateway(settings, ledger, opened, deposits, dispatcher, metrics)
    https = (settings.public_url or "").startswith("https://")
    whose = _whose(ledger)
    noting = TooLarge(opened, deposits, dispatcher.wake, clock)

    def answered(path: str, status: int, seconds: float) -> None:
        metrics.answered(path, status, seconds)
        noting.answered(path, status)

    app.add_middleware(Guard, https=https, limits=limits or Limits(), whose=whose, count=answered)
    app.add_middleware(Peers, named=settings.trusted_proxies)  # before the guard, who counts by the client's address
    app.include_router(hook_routes(settings, opened, deposits, dispatcher.wake, clock))
    app.include_router(page_routes(settings, ledger, deposits.store, dispatcher.wake, connecting, clock))
    app.include_router(colleague_routes(ledger, deposits.store, dispatcher.wake, clock))
    app.include_router(health_routes(ledger, dispatcher))
    return app


def _connected(settings: Settings, clock: Clock) -> dict[str, Connected]:
    try:
        return connected(settings, pause=Event().wait, clock=clock)
    except ValueError as error:
        raise BadSetting(str(error)) from None


def codec_serving(settings: Settings, ledger: Ledger, clock: Clock) -> AbstractContextManager[None]:
    """The codec server, where one is asked for."""
    if not settings.codec_port:
        return nullcontext()
    provider = None
    if settings.oidc_issuer is not None:
        provider = IdentityProvider(settings.oidc_issuer, settings.oidc_audience, settings.oidc_roles, clock)
    looks, tokens = ledger.looks(clock), codec_tokens(settings.home)
    server = CodecServer(ledger.keys, looks, tokens, settings.codec_origins, provider)
    return serving(server, settings.codec_port)


def _whose(ledger: Ledger) -> Callable[[str], str | None]:
    def whose(token: str) -> str | None:
        opened = ledger.links.open(token)
        return opened.candidate_id if opened else None

    return whose


def _by_settings(settings: Settings, ledger: Ledger, clock: Clock) -> Connecting:
    async def connecting() -> Followup:
        address = str(connect_options(settings).get("target_host", ""))
        return Followup(await connect(settings, ledger.keys), ledger, address, clock)

    return connecting


def _tell_what_is_open(settings: Settings) -> None:
    opened = [hook.path for hook in HOOKS if not hook.missing(settings)]
    closed = [hook.path for hook in HOOKS if hook.missing(settings)]
    log.info("open hooks: %s", ", ".join(opened) or "none")
    log.info("closed hooks, which answer 404: %s; `followup signal-urls` says what each needs", ", ".join(closed))


_SENTENCES: Final = {404: "There is nothing at this address.", 405: "This address doesn't accept that method."}


async def _in_one_sentence(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    # Starlette's own words for an unknown address or method are no sentence.
    sentence = error.detail if error.detail.endswith(".") else _SENTENCES.get(error.status_code, f"{error.detail}.")
    return JSONResponse({"error": sentence}, error.status_code, headers=dict(error.headers or {}))
