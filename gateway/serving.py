"""The gateway as a process: `followup gateway`."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from clock import Clock, host_now
from connection import ToldToStop, aside, until_there
from domain.time.zones import use_pinned_table
from gateway.app import create_app
from gateway.http.clients import Proxies
from gateway.http.connections import ConnectionLimiter, connection_class
from gateway.http.limits import Limits
from keystore import key_place
from ledger.engine import Database
from ledger.store import Ledger, LedgerUnavailable
from settings import Settings
from starter.log_words import GATEWAY_RUNS, GATEWAY_WAITS

log = logging.getLogger("followup.gateway")

GRACE_SECONDS: Final = 8
"""For requests that are under way when it is told to stop."""


BACKLOG: Final = 2048


class CannotListen(RuntimeError):
    """The port cannot be had; one sentence on what to do."""


async def serve(settings: Settings, port: int) -> None:
    """Serve until SIGINT or SIGTERM; a ledger that is away at the start is waited for, however long. Raises BadSetting
    and CannotListen.
    """
    use_pinned_table()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    sock = _bound(settings.gateway_host, port)
    ledger: Ledger | None = None

    def opened() -> Ledger:
        nonlocal ledger
        ledger = ledger or Ledger(settings.ledger_address, settings.keys, key_place(settings))
        ledger.migrate()
        return ledger

    Database(settings.ledger_address).close()  # an address that is none will not become one
    try:
        ledger = await until_there(lambda: aside(opened), away=(LedgerUnavailable, OSError), stop=stop, tell=_tell)
    except ToldToStop:
        sock.close()
        return
    server = _Server(config_of(settings, ledger, port))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    if stop.is_set():  # told so in between
        server.stop()
    sock.listen(BACKLOG)
    log.info("%s on http://%s:%d", GATEWAY_RUNS, settings.gateway_host, port)
    await server.serve(sockets=[sock])
    ledger.close()


async def _tell(error: Exception, pause: float) -> None:
    says = f"The home cannot be used: {error.strerror}." if isinstance(error, OSError) else error
    log.warning("%s: %s Next try in %.0f s.", GATEWAY_WAITS, says, pause)


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


def _bound(host: str, port: int) -> socket.socket:
    """Ours, and nobody is let in yet: a vendor who finds it closed comes again sooner than one who is left waiting.

    Named as TCP, for asyncio turns Nagle's delay of 40 ms off for such sockets alone.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise CannotListen(
            f"Port {port} of {host} can't be used ({error.strerror}); choose another with --port, or set "
            "FOLLOWUP_GATEWAY_HOST."
        ) from None
    return sock


class _Server(uvicorn.Server):
    """Ends with code 0 when it is told to stop; uvicorn would pass the signal on to itself afterwards."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        self.should_exit = True
