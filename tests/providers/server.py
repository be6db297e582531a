"""A server on the loopback that behaves like SendGrid's mail API and Twilio's messages API, faults included.

    with ProviderServer() as provider:
        provider.script(faults.accept_then_hang(), None, faults.too_many(retry_after=7))
        ... point FOLLOWUP_SENDGRID_URL and FOLLOWUP_TWILIO_URL at provider.url ...
        assert len(provider.mails) == 1

Each POST takes the next fault of the script; with none left it is answered as the vendor would. `mails` and `texts`
hold what was *accepted*: what a person would have got, whatever the sender was told.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import ssl
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.providers.faults import Fault

_MESSAGES = re.compile(r"/2010-04-01/Accounts/(AC[^/]+)/Messages\.json")


@dataclass(frozen=True)
class ReceivedMail:
    """A mail that was accepted."""

    message_id: str
    body: dict[str, Any]
    headers: dict[str, str]
    at: float  # monotonic seconds

    @property
    def to(self) -> str:
        return str(self.body["personalizations"][0]["to"][0]["email"])

    @property
    def touch_key(self) -> str:
        return str(self.body.get("custom_args", {}).get("touch_key", ""))


@dataclass(frozen=True)
class ReceivedText:
    """A text that was accepted."""

    sid: str
    form: dict[str, str]
    headers: dict[str, str]
    at: float  # monotonic seconds

    @property
    def to(self) -> str:
        return self.form["To"]

    @property
    def reference(self) -> str:
        """The `ref` of the status callback's address."""
        return parse_qs(urlsplit(self.form.get("StatusCallback", "")).query).get("ref", [""])[0]


class ProviderServer:
    """The server, in threads of its own, from `with` to the end of it. Thread-safe."""

    def __init__(
        self,
        *,
        api_key: str = "SG.test-key",
        account_sid: str = "ACtest",
        auth_token: str = "test-token",
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.api_key = api_key
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.mails: list[ReceivedMail] = []
        self.texts: list[ReceivedText] = []
        self.opted_out: set[str] = set()  # numbers that answered STOP
        self.requests: list[tuple[str, str]] = []  # method and path of all that came
        self._faults: deque[Fault] = deque()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        provider = self

        class Handler(_Handler):
            server_of = provider

        self._http = _Server(("127.0.0.1", 0), Handler)
        self._scheme, self._host = ("https", "localhost") if tls else ("http", "127.0.0.1")
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"{self._scheme}://{self._host}:{self._http.server_address[1]}"

    def script(self, *faults: Fault | None) -> None:
        """What the next POSTs meet, in order; None for one that goes well."""
        with self._lock:
            self._faults.extend(fault or Fault("answer", accept=True, status=0) for fault in faults)

    def __enter__(self) -> ProviderServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def take(self, method: str, path: str) -> Fault | None:
        with self._lock:
            self.requests.append((method, path))
            fault = self._faults.popleft() if method == "POST" and self._faults else None
            return None if fault is not None and fault.status == 0 else fault

    def keep_mail(self, body: dict[str, Any], headers: dict[str, str]) -> ReceivedMail:
        with self._lock:
            mail = ReceivedMail(f"mail-{len(self.mails) + 1}", body, headers, time.monotonic())
            self.mails.append(mail)
            return mail

    def keep_text(self, form: dict[str, str], headers: dict[str, str]) -> ReceivedText:
        with self._lock:
            text = ReceivedText(f"SM{len(self.texts) + 1:032x}", form, headers, time.monotonic())
            self.texts.append(text)
            return text

    def wait_for_closing(self, seconds: float) -> bool:
        return self._closing.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256  # with the usual 5, many at once would wait a second for their connection


Answer = tuple[int, dict[str, str], str]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: ProviderServer

    def log_message(self, format: str, *args: object) -> None:
        """Silence: what comes here holds addresses."""

    def do_GET(self) -> None:
        provider = self.server_of
        provider.take("GET", self.path)
        if not _MESSAGES.fullmatch(urlsplit(self.path).path):
            self._answer((404, {}, '{"code": 20404, "message": "not found"}'))
            return
        to = parse_qs(urlsplit(self.path).query).get("To", [""])[0]
        texts = [text for text in provider.texts if text.to == to]
        found = [{"sid": text.sid, "to": to, "body": text.form["Body"], "status": "sent"} for text in texts]
        self._answer((200, {}, json.dumps({"messages": found, "page": 0, "page_size": 50})))

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fault = self.server_of.take("POST", self.path)
        if fault is None:
            self._answer(self._vendor(content))
            return
        answer = self._vendor(content) if fault.accept else (200, {}, "{}")
        match fault.way:
            case "answer":
                self._answer((fault.status, fault.headers, fault.body))
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

    def _vendor(self, content: bytes) -> Answer:
        if self.path == "/v3/mail/send":
            return self._mail(content)
        return self._text(found.group(1), content) if (found := _MESSAGES.fullmatch(self.path)) else (404, {}, "{}")

    def _mail(self, content: bytes) -> Answer:
        if self.headers.get("Authorization") != f"Bearer {self.server_of.api_key}":
            return _refused(401, "The provided authorization grant is invalid, expired, or revoked")
        try:
            body = json.loads(content)
            to = body["personalizations"][0]["to"][0]["email"]
            texts = [part["value"] for part in body["content"]]
            types = [file["type"] for file in body.get("attachments", [])]
            arguments = body.get("custom_args", {})
        except (ValueError, KeyError, IndexError, TypeError):
            return _refused(400, "Bad Request")
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", to):
            return _refused(400, "Does not contain a valid address.", "personalizations.0.to.0.email")
        if not all(texts):
            return _refused(400, "The content value must be a string.", "content.0.value")
        if any("charset" in kind for kind in types):
            return _refused(400, "The attachment type cannot contain ';'.", "attachments.0.type")
        if not all(isinstance(value, str) for value in arguments.values()):
            return _refused(400, "custom_args values must be strings", "custom_args")
        mail = self.server_of.keep_mail(body, dict(self.headers.items()))
        return 202, {"X-Message-Id": mail.message_id}, ""

    def _text(self, account: str, content: bytes) -> Answer:
        provider = self.server_of
        login = base64.b64encode(f"{provider.account_sid}:{provider.auth_token}".encode()).decode()
        if account != provider.account_sid or self.headers.get("Authorization") != f"Basic {login}":
            return _twilio(401, 20003, "Authenticate")
        form = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        to = form.get("To", "")
        if not re.fullmatch(r"\+[1-9]\d{6,14}", to):
            return _twilio(400, 21211, f"Invalid 'To' Phone Number: {to}")
        if not form.get("From") and not form.get("MessagingServiceSid"):
            return _twilio(400, 21603, "A 'From' phone number is required.")
        if to in provider.opted_out:
            return _twilio(400, 21610, "Attempt to send to unsubscribed recipient")
        if not form.get("Body"):
            return _twilio(400, 21602, "Message body is required.")
        text = provider.keep_text(form, dict(self.headers.items()))
        answer = {"sid": text.sid, "status": "queued", "to": to, "error_code": None, "error_message": None}
        return 201, {"Content-Type": "application/json"}, json.dumps(answer)

    def _answer(self, answer: Answer) -> None:
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

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
            self.wfile.write(f"HTTP/1.1 {answer[0]} OK\r\nX-Slow: ".encode())
            while not self.server_of.wait_for_closing(0.05):
                self.wfile.write(b".")
        except OSError:
            return

    def _cut(self, answer: Answer) -> None:
        self.close_connection = True
        self.wfile.write(f"HTTP/1.1 {answer[0]} OK\r\nContent-Length: 1000\r\n\r\n{answer[2][:20]}".encode())

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


def _refused(status: int, message: str, field_name: str | None = None) -> Answer:
    return status, {}, json.dumps({"errors": [{"message": message, "field": field_name, "help": None}]})


def _twilio(status: int, code: int, message: str) -> Answer:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return status, {}, json.dumps({"code": code, "message": message, "more_info": more, "status": status})
