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
from gateway.app import create_app
from gateway.connections import Crowd, connection_class
from gateway.limits import Limits
from gateway.peers import Proxies
from ledger.store import Ledger
from settings import Settings

log = logging.getLogger("followup.gateway")

RUNS: Final = "gateway runs"
"""What the log says when it can be used; `followup up` waits for it."""

GRACE_SECONDS: Final = 8
"""For requests that are under way when it is told to stop."""


BACKLOG: Final = 2048


class CannotListen(RuntimeError):
    """The port cannot be had; one sentence on what to do."""


async def serve(settings: Settings, port: int) -> None:
    """Serve until SIGINT or SIGTERM. Raises BadSetting, LedgerUnavailable and CannotListen."""
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    ledger = Ledger(settings.ledger_address, settings.keys)
    await asyncio.to_thread(ledger.migrate)
    sock = _listening(settings.gateway_host, port)
    server = _Server(config_of(settings, ledger, port))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    log.info("%s on http://%s:%d", RUNS, settings.gateway_host, port)
    await server.serve(sockets=[sock])
    ledger.close()


def config_of(
    settings: Settings, ledger: Ledger, port: int, limits: Limits | None = None, clock: Clock = host_now
) -> uvicorn.Config:
    """How it is served: no log line of uvicorn's own, which would hold tokens; no time without an end."""
    logging.getLogger("uvicorn.access").disabled = True  # `access_log` alone leaves it to whoever logs at the root
    limits = limits or Limits()
    app = create_app(settings, ledger, limits=limits, clock=clock)
    crowd = Crowd(limits, Proxies(settings.trusted_proxies), app.state.gateway.metrics.closed)
    return uvicorn.Config(
        app,
        host=settings.gateway_host,
        port=port,
        http=connection_class(crowd),
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # gateway.peers does that
        limit_concurrency=limits.connections + 1,  # answers 503 from this many on, be they connections or requests
        timeout_keep_alive=int(limits.idle),
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _listening(host: str, port: int) -> socket.socket:
    """Named as TCP, for asyncio turns Nagle's delay of 40 ms off for such sockets alone."""
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError as error:
        sock.close()
        raise CannotListen(
            f"Port {port} of {host} cannot be had ({error.strerror}); choose another with --port, or set "
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
