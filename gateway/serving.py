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

from gateway.app import create_app
from ledger.store import Ledger
from settings import Settings

log = logging.getLogger("followup.gateway")

RUNS: Final = "gateway runs"
"""What the log says when it can be used; `followup up` waits for it."""

CONNECTIONS: Final = 600
"""At the same time, each with a body of up to 1 MiB; who comes on top of that is answered 503, and comes again."""

GRACE_SECONDS: Final = 8
"""For requests that are under way when it is told to stop."""


BACKLOG: Final = 2048

IDLE_SECONDS: Final = 75
"""Longer than a reverse proxy keeps its connections, so that none is hung up on in the moment it is used again."""


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


def config_of(settings: Settings, ledger: Ledger, port: int) -> uvicorn.Config:
    """How it is served: no log line of uvicorn's own, which would hold tokens; only named proxies are believed."""
    logging.getLogger("uvicorn.access").disabled = True  # `access_log` alone leaves it to whoever logs at the root
    return uvicorn.Config(
        create_app(settings, ledger),
        host=settings.gateway_host,
        port=port,
        http="h11",
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=IDLE_SECONDS,
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
