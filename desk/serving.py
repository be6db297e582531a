"""The desk as a process: `followup desk`."""

from __future__ import annotations

import logging
from collections.abc import Callable

import uvicorn

from clock import Clock, host_now
from desk.app import Given, create_app
from ledger.store import Ledger
from settings import Settings
from starter.log_words import DESK_RUNS, DESK_WAITS
from starter.serving.process import GRACE_SECONDS, Listening
from starter.serving.process import serve as serve_process

log = logging.getLogger("followup.desk")


async def serve(settings: Settings, port: int, given: Callable[[Ledger], Given], clock: Clock = host_now) -> None:
    """Serve until SIGINT or SIGTERM; a ledger that is away at the start is waited for, however long. Raises BadSetting
    and CannotListen.
    """
    at = Listening(
        settings.desk_host, port, DESK_RUNS, DESK_WAITS, log,
        "choose another with --port or FOLLOWUP_DESK_PORT, or set FOLLOWUP_DESK_HOST",
    )  # fmt: skip
    await serve_process(settings, at, lambda ledger: config_of(settings, ledger, port, given(ledger), clock), clock)


def config_of(settings: Settings, ledger: Ledger, port: int, given: Given, clock: Clock = host_now) -> uvicorn.Config:
    """How it is served: no log line of uvicorn's own, which would hold links."""
    return uvicorn.Config(
        create_app(settings, ledger, given=given, clock=clock),
        host=settings.desk_host,
        port=port,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,  # nothing here hangs on who asks, and the address is FOLLOWUP_DESK_URL
        limit_concurrency=200,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
