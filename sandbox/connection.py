"""One connection to a system that the sandbox stands in for, and the ways in which an answer goes wrong on the wire."""

from __future__ import annotations

import socket
import struct
from http.server import BaseHTTPRequestHandler
from typing import Final

from sandbox.answers import Answer
from sandbox.faults import Fault

_LARGEST: Final = 32 * 1024 * 1024  # SendGrid takes 30 MB


class Connection(BaseHTTPRequestHandler):
    """One connection; a system's own class of it says what is answered."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: object) -> None:
        """Silence: what comes here holds addresses."""

    def too_large(self) -> Answer:
        """What is said of a request that is too large."""
        return Answer(413, {}, "")

    def waits_for_closing(self, seconds: float) -> bool:
        """True as soon as the server closes, False after so long."""
        raise NotImplementedError

    def _content(self) -> bytes | None:
        """What was posted; None where it cannot be read, which has been answered."""
        length = self.headers.get("Content-Length", "0")
        if length.isdecimal() and int(length) <= _LARGEST:
            return self.rfile.read(int(length))
        self.close_connection = True
        self._send(self.too_large())
        return None

    # -- ways of going wrong

    def _go_wrong(self, fault: Fault, answer: Answer, own: Answer) -> None:
        """`answer`: what would have been answered; `own`: what the vendor says with the fault's status."""
        match fault.way:
            case "answer" if fault.body is None:
                self._send(own._replace(headers=own.headers | fault.headers))
            case "answer":
                self._send(Answer(fault.status, fault.headers, fault.body or ""))
            case "slow":
                self.waits_for_closing(fault.seconds)
                self._send(answer)
            case "garble":
                self._send(Answer(answer.status, answer.headers, '{"sid": "SM'))
            case "hang":
                self._gone_or_closing()
            case "reset":
                self._reset()
            case "close":
                self.close_connection = True
            case "drip":
                self._drip(answer)
            case "cut":
                self._cut(answer)

    def _send(self, answer: Answer) -> None:
        content = answer.body.encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # The file objects hold the socket open: only with them does it close, and so reset.
        self.rfile.close()
        self.wfile.close()
        self.connection.close()
        self.close_connection = True

    def _gone_or_closing(self) -> None:
        """Say nothing until the client goes or the server closes."""
        self.connection.settimeout(0.1)
        self.close_connection = True
        while not self.waits_for_closing(0):
            try:
                if self.connection.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    def _drip(self, answer: Answer) -> None:
        self.close_connection = True
        try:
            self.wfile.write(f"HTTP/1.1 {answer.status} OK\r\nX-Slow: ".encode())
            while not self.waits_for_closing(0.05):
                self.wfile.write(b".")
        except OSError:
            return

    def _cut(self, answer: Answer) -> None:
        self.close_connection = True
        self.wfile.write(f"HTTP/1.1 {answer.status} OK\r\nContent-Length: 1000\r\n\r\n{answer.body[:20]}".encode())

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (OSError, ValueError):
            self.close_connection = True  # closed already, or the client has gone: the fault was meant so

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            return
