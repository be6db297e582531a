"""The desk as a process: `followup desk`."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import uvicorn

from clock import Clock, host_now
from connection import ToldToStop, aside, until_there
from desk.access.login import Mailing
from desk.app import create_app
from domain.time.zones import use_pinned_table
from keystore import key_place
from ledger.engine import Database
from ledger.store import Ledger, LedgerUnavailable
from settings import Settings
from starter.log_words import DESK_RUNS, DESK_WAITS

log = logging.getLogger("followup.desk")

HOST: Final = "127.0.0.1"
GRACE_SECONDS: Final = 8


class CannotListen(RuntimeError):
    """The port cannot be had; one sentence on what to do."""


async def serve(
    settings: Settings, port: int, mailing: Callable[[Ledger], Mailing | None], clock: Clock = host_now
) -> None:
    """Serve until SIGINT or SIGTERM; a ledger that is away at the start is waited for, however long. Raises BadSetting
    and CannotListen.
    """
    use_pinned_table()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True  # its lines would hold links
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    sock = _bound(port)
    ledger: Ledger | None = None

    def opened() -> Ledger:
        nonlocal ledger
        ledger = ledger or Ledger(settings.ledger_address, settings.keys, key_place(settings, clock))
        ledger.migrate()
        return ledger

    Database(settings.ledger_address).close()  # an address that is none will not become one
    try:
        ledger = await until_there(lambda: aside(opened), away=(LedgerUnavailable, OSError), stop=stop, tell=_tell)
    except ToldToStop:
        sock.close()
        return
    server = _Server(config_of(settings, ledger, port, mailing(ledger), clock))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    if stop.is_set():  # told so in between
        server.stop()
    sock.listen()
    log.info("%s on http://%s:%d", DESK_RUNS, HOST, sock.getsockname()[1])
    await server.serve(sockets=[sock])
    ledger.close()


def config_of(
    settings: Settings, ledger: Ledger, port: int, mailing: Mailing | None, clock: Clock = host_now
) -> uvicorn.Config:
    """How it is served: no log line of uvicorn's own, which would hold links."""
    return uvicorn.Config(
        create_app(settings, ledger, mailing=mailing, clock=clock),
        host=HOST,
        port=port,
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=200,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


async def _tell(error: Exception, pause: float) -> None:
    says = f"The home cannot be used: {error.strerror}." if isinstance(error, OSError) else error
    log.warning("%s: %s Next try in %.0f s.", DESK_WAITS, says, pause)


def _bound(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((HOST, port))
    except OSError as error:
        sock.close()
        raise CannotListen(
            f"Port {port} of {HOST} can't be used ({error.strerror}); choose another with --port or FOLLOWUP_DESK_PORT."
        ) from None
    return sock


class _Server(uvicorn.Server):
    """Ends with code 0 when it is told to stop; uvicorn would pass the signal on to itself afterwards."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        self.should_exit = True
