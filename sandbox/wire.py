"""One connection to the provider: the vendors' addresses, and the ways in which an answer goes wrong on the wire."""

from __future__ import annotations

import socket
import struct
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sandbox import sendgrid, twilio
from sandbox.answers import Answer
from sandbox.faults import Fault

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

_LARGEST: Final = 32 * 1024 * 1024  # SendGrid takes 30 MB
_NO_ANSWER: Final = frozenset({"hang", "reset", "close", "drip", "cut"})


class Handler(BaseHTTPRequestHandler):
    """One connection; a server's own class of it says whose."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_of: ProviderServer

    def log_message(self, format: str, *args: object) -> None:
        """Silence: what comes here holds addresses."""

    def do_GET(self) -> None:
        if self._turned_away():
            return
        target = urlsplit(self.path)
        self._read(target.path, target.query)

    def do_POST(self) -> None:
        content = self._content()
        if content is None or self._turned_away():
            return
        provider, target = self.server_of, urlsplit(self.path)
        messages = twilio.MESSAGES.fullmatch(target.path)
        if target.path != sendgrid.SEND and not messages and self._is_a_visit("POST", content):
            return
        fault = provider.take("POST", self.path)
        vendor = "sendgrid" if target.path == sendgrid.SEND else "twilio" if messages else ""
        touch = {"sendgrid": sendgrid.touch_of, "twilio": twilio.touch_of}.get(vendor, lambda _: "")(content)
        answer = self._taken(content) if fault is None or fault.accept else Answer(200, {}, "{}")
        ident = self._ident(answer) if fault is None or fault.accept else ""
        if fault is None:
            provider.note(vendor, touch, "", answer.status, ident)
            self._send(answer)
            return
        told = 0 if fault.way in _NO_ANSWER else fault.status if fault.way == "answer" else answer.status
        provider.note(vendor, touch, fault.name, told, ident)
        self._go_wrong(fault, answer, twilio if vendor == "twilio" else sendgrid)

    def _read(self, path: str, query: str) -> None:
        provider = self.server_of
        many, one = twilio.MESSAGES.fullmatch(path), twilio.MESSAGE.fullmatch(path)
        if path != sendgrid.ACTIVITY and not many and not one and self._is_a_visit("GET", b""):
            return
        fault = provider.take("GET", self.path)
        if path == sendgrid.ACTIVITY:
            answer = sendgrid.activity(provider, self.headers, query)
        elif many:
            answer = twilio.listed(provider, many.group(1), self.headers, path, query)
        elif one:
            answer = twilio.one(provider, one.group(1), self.headers, one.group(2))
        else:
            answer = twilio.vendor_says(404)
        if fault is None:
            self._send(answer)
        else:
            self._go_wrong(fault, answer, sendgrid if path == sendgrid.ACTIVITY else twilio)

    def _content(self) -> bytes | None:
        """What was posted; None where it cannot be read, which has been answered."""
        length = self.headers.get("Content-Length", "0")
        if length.isdecimal() and int(length) <= _LARGEST:
            return self.rfile.read(int(length))
        self.close_connection = True
        self._send(sendgrid.vendor_says(413))
        return None

    def _turned_away(self) -> bool:
        visitor = self.server_of.visitor
        refusal = visitor.refuses(self.headers) if visitor else None
        if refusal:
            self._send(refusal)
        return refusal is not None

    def _is_a_visit(self, method: str, content: bytes) -> bool:
        visitor = self.server_of.visitor
        answer = visitor.answer(method, self.path, self.headers, content) if visitor else None
        if answer:
            self._send(answer)
        return answer is not None

    def _taken(self, content: bytes) -> Answer:
        provider, path = self.server_of, urlsplit(self.path).path
        if path == sendgrid.SEND:
            return sendgrid.take_mail(provider, self.headers, content)
        found = twilio.MESSAGES.fullmatch(path)
        return twilio.take_text(provider, found.group(1), self.headers, content) if found else Answer(404, {}, "{}")

    def _ident(self, answer: Answer) -> str:
        """The id of the message that was accepted with an answer."""
        if answer.status == 202:
            return answer.headers["X-Message-Id"]
        return twilio.sid_in(answer.body) if answer.status == 201 else ""

    # -- ways of going wrong

    def _go_wrong(self, fault: Fault, answer: Answer, vendor: object) -> None:
        match fault.way:
            case "answer" if fault.body is None:
                own = (sendgrid if vendor is sendgrid else twilio).vendor_says(fault.status)
                self._send(own._replace(headers=own.headers | fault.headers))
            case "answer":
                self._send(Answer(fault.status, fault.headers, fault.body or ""))
            case "slow":
                self.server_of.wait_for_closing(fault.seconds)
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
        while not self.server_of.wait_for_closing(0):
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
            while not self.server_of.wait_for_closing(0.05):
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
