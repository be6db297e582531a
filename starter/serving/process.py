"""A process that listens: its port is bound first, the ledger is waited for, and a signal ends it."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import uvicorn

from clock import Clock, host_now
from connection import ToldToStop, aside, until_there
from domain.time.zones import use_pinned_table
from keystore import key_place
from ledger.engine import Database
from ledger.store import Ledger, LedgerUnavailable
from settings import Settings

GRACE_SECONDS: Final = 8
"""For requests that are under way when it is told to stop."""


class CannotListen(RuntimeError):
    """The port cannot be had; one sentence on what to do."""


@dataclass(frozen=True)
class Listening:
    """Where a process listens, and what it says of itself in its log."""

    host: str
    port: int
    runs: str
    waits: str
    log: logging.Logger
    otherwise: str
    """What to do where the port is taken: `choose another with --port`."""
    backlog: int = 128


async def serve(
    settings: Settings, at: Listening, config_of: Callable[[Ledger], uvicorn.Config], clock: Clock = host_now
) -> None:
    """Serve until SIGINT or SIGTERM; a ledger that is away at the start is waited for, however long. Raises BadSetting
    and CannotListen.
    """
    use_pinned_table()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    # `access_log` alone leaves its lines, which would hold tokens, to whoever logs at the root.
    logging.getLogger("uvicorn.access").disabled = True
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    sock = bound(at)
    ledger: Ledger | None = None

    def opened() -> Ledger:
        nonlocal ledger
        ledger = ledger or Ledger(settings.ledger_address, settings.keys, key_place(settings, clock))
        ledger.migrate()
        return ledger

    async def tell(error: Exception, pause: float) -> None:
        says = f"The home cannot be used: {error.strerror}." if isinstance(error, OSError) else error
        at.log.warning("%s: %s Next try in %.0f s.", at.waits, says, pause)

    Database(settings.ledger_address).close()  # an address that is none will not become one
    try:
        ledger = await until_there(lambda: aside(opened), away=(LedgerUnavailable, OSError), stop=stop, tell=tell)
    except ToldToStop:
        sock.close()
        return
    server = _Server(config_of(ledger))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, server.stop)
    if stop.is_set():  # told so in between
        server.stop()
    sock.listen(at.backlog)
    at.log.info("%s on http://%s:%d", at.runs, at.host, sock.getsockname()[1])
    await server.serve(sockets=[sock])
    ledger.close()


def bound(at: Listening) -> socket.socket:
    """A socket that is ours, and nobody is let in yet: a vendor who finds it closed comes again sooner than one who is
    left waiting. Raises CannotListen.

    Named as TCP, for asyncio turns Nagle's delay of 40 ms off for such sockets alone.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in at.host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((at.host, at.port))
    except OSError as error:
        sock.close()
        raise CannotListen(f"Port {at.port} of {at.host} can't be used ({error.strerror}); {at.otherwise}.") from None
    return sock


class _Server(uvicorn.Server):
    """Ends with code 0 when it is told to stop; uvicorn would pass the signal on to itself afterwards."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        self.should_exit = True
