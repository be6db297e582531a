"""What stands between us and a mailbox: a line that is slow, that hangs, or that breaks at certain words."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

from domain.replies.mail.mailbox_address import MailboxAddress
from tests.dovecot import Box


@dataclass
class Proxy:
    """Carries bytes to and from a server on this machine."""

    port: int
    delay: float
    hang: bool = False  # nothing more comes through
    cuts_at: bytes = b""  # the line breaks where the server says this
    rewrites: Callable[[bytes], bytes] | None = None  # what the server says to what arrives instead
    carried: int = 0  # bytes from the server
    _sockets: list[socket.socket] = field(default_factory=list)

    def address_of(self, box: Box) -> MailboxAddress:
        return replace(box.address, port=self.port)

    def carry(self, client: socket.socket, server: socket.socket) -> None:
        self._sockets += [client, server]
        threading.Thread(target=self._pump, args=(client, server, False), daemon=True).start()
        threading.Thread(target=self._pump, args=(server, client, True), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, back: bool) -> None:
        with suppress(OSError):
            while said := source.recv(65536):
                while self.hang:
                    time.sleep(0.02)
                    if source.fileno() < 0:
                        return
                time.sleep(self.delay)
                if back:
                    self.carried += len(said)
                    if self.cuts_at and self.cuts_at in said:
                        break
                    if self.rewrites:
                        said = self.rewrites(said)
                target.sendall(said)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.hang = False
        for one in self._sockets:
            one.close()


@contextmanager
def slow_proxy(to: int, *, delay: float = 0) -> Iterator[Proxy]:
    """For as long as the block runs; `delay` is in seconds, each way."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        proxy = Proxy(listener.getsockname()[1], delay)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    proxy.carry(client, socket.create_connection(("127.0.0.1", to)))

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.close()
