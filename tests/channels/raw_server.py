"""A hand-made SMTP server whose every answer, and way of failing, is written down by the test."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Literal

Fails = Literal["RESET", "CLOSE", "HANG", "DRIP"]

HANGS_FOR = 10.0
"""Seconds that a server here hangs at least: who is back before that did not wait for it, however busy the machine."""

HEALTHY = {
    "CONNECT": "220 mail.example ready",
    "EHLO": "250-mail.example\r\n250 8BITMIME",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    "END": "250 2.0.0 queued as 1",
    "QUIT": "221 bye",
}


class ScriptedSmtp:
    """One answer per command; `RESET`, `CLOSE`, `HANG` or `DRIP` in its place is done instead. `END` is the data's end.

    `pauses` are seconds that it takes before it answers at that moment. `received` holds the whole messages whose
    terminator arrived; `lines` all commands.
    """

    def __init__(self, pauses: Mapping[str, float] | None = None, **answers: str) -> None:
        self.pauses = dict(pauses or {})
        self._answers = {**HEALTHY, **answers}
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self.received: list[bytes] = []
        self.lines: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> ScriptedSmtp:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join(5)
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(0.1)
        with connection:
            try:
                self._talk(connection)
            except OSError:
                return

    def _talk(self, connection: socket.socket) -> None:
        if not self._say(connection, "CONNECT"):
            return
        pending = b""
        while (line_end := self._read(connection, pending, b"\r\n")) is not None:
            line, pending = line_end
            self.lines.append(line.decode())
            verb = line.decode().split(" ")[0].upper()
            if not self._say(connection, verb):
                return
            if verb == "DATA" and self._answers["DATA"].startswith("354"):
                whole = self._read(connection, pending, b"\r\n.\r\n")
                if whole is None:
                    return
                content, pending = whole
                self.received.append(content)
                if not self._say(connection, "END"):
                    return

    def _read(self, connection: socket.socket, pending: bytes, end: bytes) -> tuple[bytes, bytes] | None:
        while end not in pending:
            try:
                chunk = connection.recv(65536)
            except TimeoutError:
                if self._closing.is_set():
                    return None
                continue
            if not chunk:
                return None
            pending += chunk
        head, _, rest = pending.partition(end)
        return head, rest

    def _say(self, connection: socket.socket, moment: str) -> bool:
        """Answer or fail as scripted; False where the conversation is over."""
        answer = self._answers.get(moment, "502 what?")
        if pause := self.pauses.get(moment):
            self._closing.wait(pause)
        match answer:
            case "RESET":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            case "CLOSE":
                return False
            case "HANG":
                self._closing.wait(HANGS_FOR)
                return False
            case "DRIP":
                while not self._closing.wait(0.05):
                    connection.sendall(b"2")
                return False
        connection.sendall(answer.encode() + b"\r\n")
        return True
