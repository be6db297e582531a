"""Sockets with one deadline for all they do, so that a server that drips cannot hold a send (docs/architecture.md,
"The loop").

An ordinary socket time-out starts afresh with each read: a server that sends one byte a second is never late. Here each
call gets only what is left of the whole budget, DNS and TLS handshake included.
"""

from __future__ import annotations

import contextlib
import ipaddress
import queue
import socket
import ssl
import threading
import time
from datetime import timedelta
from typing import Any


class Deadline:
    """An instant on the monotonic clock after which nothing may wait any longer."""

    def __init__(self, budget: timedelta) -> None:
        self._end = time.monotonic() + budget.total_seconds()

    def within(self, budget: timedelta) -> Deadline:
        """The same, or the end of this budget where that comes first."""
        sooner = Deadline(budget)
        sooner._end = min(self._end, sooner._end)
        return sooner

    @property
    def is_over(self) -> bool:
        """Is the time used up?"""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds left, always more than zero. Raises TimeoutError once they are used up."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the time for this send is used up")
        return seconds


class DeadlineSocket(socket.socket):
    """A plain socket whose every call ends with its deadline."""

    deadline: Deadline | None = None

    def _adapt(self) -> None:
        if self.deadline is not None:
            self.settimeout(self.deadline.left())

    def recv(self, *args: Any) -> bytes:
        self._adapt()
        return super().recv(*args)

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self._adapt()
        return super().recv_into(*args, **kwargs)

    def send(self, *args: Any) -> int:
        self._adapt()
        return super().send(*args)

    def sendall(self, *args: Any) -> None:
        self._adapt()
        super().sendall(*args)


class DeadlineTlsSocket(ssl.SSLSocket):
    """The same over TLS. `sendall` is a loop over `send` there, `recv` and `recv_into` one over `read`."""

    deadline: Deadline | None = None

    def _adapt(self) -> None:
        if self.deadline is not None:
            self.settimeout(self.deadline.left())

    def read(self, *args: Any, **kwargs: Any) -> Any:
        self._adapt()
        return super().read(*args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> int:
        self._adapt()
        return super().send(*args, **kwargs)


class DeadlineTlsContext(ssl.SSLContext):
    """A client context that hands the deadline of a socket on to its TLS socket, handshake included."""

    sslsocket_class = DeadlineTlsSocket

    def wrap_socket(self, sock: socket.socket, *args: Any, **kwargs: Any) -> DeadlineTlsSocket:
        deadline = getattr(sock, "deadline", None)
        if isinstance(deadline, Deadline):
            sock.settimeout(deadline.left())  # OpenSSL takes this one as the limit of the whole handshake
        wrapped = super().wrap_socket(sock, *args, **kwargs)
        assert isinstance(wrapped, DeadlineTlsSocket)
        wrapped.deadline = deadline
        return wrapped


def tls_context(*, verify: bool = True) -> DeadlineTlsContext:
    """A client context with the machine's certificate authorities (`SSL_CERT_FILE` is honoured by OpenSSL).

    `verify` False encrypts without knowing whom we talk to: only where plain text would be accepted too.
    """
    context = DeadlineTlsContext(ssl.PROTOCOL_TLS_CLIENT)
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context
    context.load_default_certs()
    paths = ssl.get_default_verify_paths()
    if not paths.cafile and not paths.capath:  # a Python that came without any, as on macOS
        with contextlib.suppress(ImportError):
            import certifi

            context.load_verify_locations(certifi.where())
    return context


def connect(host: str, port: int, deadline: Deadline) -> DeadlineSocket:
    """A connected socket under the deadline. Raises OSError (TimeoutError among them) where there is none."""
    addresses = _resolve(host, port, deadline)
    failure: OSError = OSError("the host has no address")
    for index, (family, address) in enumerate(addresses):
        sock = DeadlineSocket(family, socket.SOCK_STREAM)
        try:
            # An address that swallows packets must not use up the time of the ones after it.
            sock.settimeout(deadline.left() / (len(addresses) - index))
            sock.connect(address)
        except OSError as error:
            failure = error
            sock.close()
            continue
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.deadline = deadline
        return sock
    raise failure


def _resolve(host: str, port: int, deadline: Deadline) -> list[tuple[int, Any]]:
    """The addresses of a host. The system's resolver knows no time-out, so it works in a thread that is left behind."""
    try:
        version = ipaddress.ip_address(host).version
    except ValueError:
        pass
    else:
        return [(socket.AF_INET6, (host, port, 0, 0)) if version == 6 else (socket.AF_INET, (host, port))]
    answers: queue.SimpleQueue[list[tuple[int, Any]] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError("the host name is not valid"))
        else:
            answers.put([(family, address) for family, _, _, _, address in found])

    threading.Thread(target=ask, name="followup-resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise TimeoutError("the host's name was not resolved in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def failure(error: BaseException) -> str:
    """A failure by its kind alone, since the texts of exceptions may hold addresses: `ConnectionRefusedError`."""
    inner = getattr(error, "reason", None)
    return type(inner if isinstance(inner, BaseException) else error).__name__
