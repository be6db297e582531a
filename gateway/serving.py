"""The gateway as a process: `followup gateway`."""

from __future__ import annotations

import logging
from typing import Final

import uvicorn

from clock import Clock, host_now
from gateway.app import create_app
from gateway.http.clients import Proxies
from gateway.http.connections import ConnectionLimiter, connection_class
from gateway.http.limits import Limits
from ledger.store import Ledger
from settings import Settings
from starter.log_words import GATEWAY_RUNS, GATEWAY_WAITS
from starter.serving.process import GRACE_SECONDS, Listening
from starter.serving.process import serve as serve_process

log = logging.getLogger("followup.gateway")

BACKLOG: Final = 2048


async def serve(settings: Settings, port: int) -> None:
    """Serve until SIGINT or SIGTERM; a ledger that is away at the start is waited for, however long. Raises BadSetting
    and CannotListen.
    """
    otherwise = "choose another with --port, or set FOLLOWUP_GATEWAY_HOST"
    at = Listening(settings.gateway_host, port, GATEWAY_RUNS, GATEWAY_WAITS, log, otherwise, BACKLOG)
    await serve_process(settings, at, lambda ledger: config_of(settings, ledger, port))


def config_of(
    settings: Settings, ledger: Ledger, port: int, limits: Limits | None = None, clock: Clock = host_now
) -> uvicorn.Config:
    """How it is served: no log line of uvicorn's own, which would hold tokens; no time without an end."""
    logging.getLogger("uvicorn.access").disabled = True  # `access_log` alone leaves it to whoever logs at the root
    limits = limits or Limits()
    app = create_app(settings, ledger, limits=limits, clock=clock)
    limiter = ConnectionLimiter(limits, Proxies(settings.trusted_proxies), app.state.gateway.metrics.closed)
    return uvicorn.Config(
        app,
        host=settings.gateway_host,
        port=port,
        http=connection_class(limiter),
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # gateway.http.clients does that
        limit_concurrency=limits.connections + 1,  # answers 503 from this many on, be they connections or requests
        timeout_keep_alive=int(limits.idle),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
