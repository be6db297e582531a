"""Mail by SMTP, command by command: what was surely not sent is told from what may have been (docs/architecture.md,
"Delivery").
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import re
import smtplib
import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.headerregistry import Address
from typing import Any, Final, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from channels import mime
from channels import smtp_answers as answers
from channels.answers import row_of
from channels.reasons import scrubbed
from channels.sender import SOCKET_BUDGET, Accepted, Found, Outcome, OutgoingMessage, Refused
from domain.replies.mail.bounces import judged
from transport.deadline import Deadline, DeadlineTlsContext, connect, failure, tls_context

log = logging.getLogger(__name__)

USUAL_LIMIT: Final = timedelta(seconds=20)
"""For one mail, from connecting to the answer after the data: relays greet late, look up recipients, scan for spam."""

_HEALTHY: Final = range(200, 300)
_TRANSIENT: Final = range(400, 500)
_PERMANENT: Final = range(500, 600)
_ABOUT_SENDER: Final = re.compile(
    rb"sender|send[ -]?as|not owned|mail ?from|from address|return.?path|envelope|\b5\.(?:1\.[78]|7\.60|2\.252)\b",
    re.IGNORECASE,
)
"""Relays that let a login send as itself alone (Postfix 5.7.1 "not owned by user", Exchange 5.7.60 and 5.2.252)."""


@dataclass(frozen=True, slots=True)
class _Server:
    """What the address in the settings says. `repr` is not for logs: it holds the password."""

    host: str
    port: int
    user: str
    password: str
    tls: Literal["implicit", "optional", "required"]
    verify: bool


class _Connection(smtplib.SMTP):
    """smtplib over a socket with a deadline."""

    def __init__(self, server: _Server, deadline: Deadline, tls: DeadlineTlsContext) -> None:
        # Given, since smtplib would else ask DNS for our own name, with no time-out.
        super().__init__(local_hostname="localhost")
        self._server = server
        self._deadline = deadline
        self._tls = tls
        self.is_connected = False

    def open(self) -> tuple[int, bytes]:
        """Connect and read the greeting. Raises OSError or smtplib.SMTPException."""
        self._host = self._server.host  # what STARTTLS checks the certificate against
        code, said = self.connect(self._server.host, self._server.port)
        self.local_hostname = _own_name(self.sock)
        return code, said

    def _get_socket(self, host: str, port: int, timeout: Any) -> socket.socket:
        # A host that swallows packets is no slow relay: nobody need wait longer for it than for any other way out.
        sock = connect(host, port, self._deadline.within(SOCKET_BUDGET))
        sock.deadline = self._deadline
        self.is_connected = True
        if self._server.tls != "implicit":
            return sock
        return self._tls.wrap_socket(sock, server_hostname=host)


class SmtpEmail:
    """Mail through a relay: `smtp://[user:password@]host[:port]` or `smtps://…`, user and password percent-encoded.

    `smtp://` uses STARTTLS where it is offered; `?starttls=required` sends nothing without it, and so does a password
    for a host that is not this machine, unless `?starttls=optional` is written down.
    Raises ValueError for a malformed address.
    """

    name = "smtp"
    max_in_flight = 8
    slow_slots = 16
    """Sends under way with those that take long. Relays allow a client some dozens of connections, a few far fewer."""

    def __init__(self, url: str, *, limit: timedelta = USUAL_LIMIT) -> None:
        self._server = _server(url)
        self.time_limit = limit
        self._tls = tls_context(verify=self._server.verify)
        self._said_plain = False

    def send(self, message: OutgoingMessage) -> Outcome:
        """One mail over one connection. After the end of the data nothing but the server's own word counts."""
        try:
            transfer = _Transfer(self._server, Deadline(self.time_limit), self._tls, message)
        except mime.UnusableAddress as error:
            return Refused(str(error))
        try:
            outcome = transfer.run()
        except ssl.SSLCertVerificationError:
            outcome = row_of(answers.ROWS, answers.CERTIFICATE).outcome()
        except (OSError, smtplib.SMTPException, ValueError) as error:
            outcome = self._broken(transfer, error)
        finally:
            transfer.close()
        if transfer.went_plain and not self._said_plain:
            self._said_plain = True
            log.warning(
                "the mail server lets nobody send as a recruiter, or with a mark in MAIL FROM: mail goes from the "
                "playbook's sender.email, and bounces go there; let the login of %s send as them",
                answers.SETTING,
            )
        return outcome

    def _broken(self, transfer: _Transfer, error: Exception) -> Outcome:
        """It broke, or took too long: whether it may have been sent depends on how far it had come."""
        if transfer.handed_over:
            case = answers.BROKEN
        else:
            case = answers.SLOW if transfer.is_late else answers.UNREACHED
        words: dict[str, Any] = {
            "said": failure(error),
            "moment": transfer.moment,
            "limit": f"{self.time_limit.total_seconds():g}",
        }
        return row_of(answers.ROWS, case).outcome(**words)

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """A relay cannot be asked: never exact, so absence proves nothing."""
        return Found(False, exact=False)


class _Transfer:
    """The conversation for one message. `handed_over` from the moment the terminator may have left; `moment` is where
    it stands.
    """

    def __init__(self, server: _Server, deadline: Deadline, tls: DeadlineTlsContext, message: OutgoingMessage) -> None:
        self._server = server
        self._tls = tls
        self._take(message)
        self._smtp = _Connection(server, deadline, tls)
        self._blames_sender = False
        self.went_plain = False
        self._deadline = deadline
        self.handed_over = False
        self.moment = "its greeting"

    @property
    def is_late(self) -> bool:
        """Did the mail server take the connection, and then too long?"""
        return self._smtp.is_connected and self._deadline.is_over

    def _take(self, message: OutgoingMessage) -> None:
        self._message, self._mail = message, mime.build(message)
        self._from = _plain(self._mail["From"].addresses[0])
        self._sender = mime.envelope_from(message)
        self._recipient = _plain(self._mail["To"].addresses[0])

    def run(self) -> Outcome:
        """From greeting to the last reply. Raises OSError, smtplib.SMTPException or ValueError where it breaks."""
        outcome = self._begin() or self._log_in() or self._exchange()
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self._smtp.putcmd("QUIT")  # no wait for the answer: the outcome stands already
        return outcome

    def close(self) -> None:
        """Let go of the socket."""
        self._smtp.close()

    def _begin(self) -> Outcome | None:
        code, said = self._smtp.open()
        if code != 220:
            return self._judged(answers.GREETING, code, said)
        self.moment = "EHLO"
        self._smtp.ehlo_or_helo_if_needed()
        if self._server.tls == "implicit":
            return None
        if self._smtp.has_extn("starttls"):
            self.moment = "STARTTLS"
            self._smtp.starttls(context=self._tls)
            self._smtp.ehlo_or_helo_if_needed()
        elif self._server.tls == "required":
            return self._judged(answers.PLAIN)
        return None

    def _log_in(self) -> Outcome | None:
        if not self._server.user:
            return None
        self.moment = "the login"
        try:
            self._smtp.login(self._server.user, self._server.password)
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code in _TRANSIENT:
                return self._judged(answers.LOGIN, *_reply(error))
            return self._judged(answers.LOGIN_REFUSED)
        except (smtplib.SMTPException, UnicodeError):
            return self._judged(answers.LOGIN_REFUSED)
        return None

    def _exchange(self) -> Outcome:
        """Envelope and data; where a relay lets nobody send as a recruiter, or with our mark in MAIL FROM, once more
        from the company's own address.

        It has refused the mail for good, at whichever moment, so nothing of it is on its way.
        """
        outcome = self._envelope() or self._data()
        plain = self._message.plain_sender or self._message.sender_address
        is_plain = {self._from.lower(), self._sender.lower()} == {_plain(mime.address("", plain)).lower()}
        if isinstance(outcome, Refused) and self._blames_sender and not is_plain:
            self.handed_over = False
            self._take(replace(self._message, sender_address=plain, envelope_from=""))
            self._smtp.docmd("RSET")
            outcome = self._envelope() or self._data()
            self.went_plain = isinstance(outcome, Accepted)
        return outcome

    def _is_ascii(self) -> bool:
        return all(one.isascii() for one in (self._from, self._sender, self._recipient))

    def _envelope(self) -> Outcome | None:
        options = []
        if not self._is_ascii():
            if not self._smtp.has_extn("smtputf8"):
                return Refused(mime.NOT_ASCII.format("our mail server does not"), address_bad=False)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        self.moment = "MAIL"
        code, said = self._smtp.mail(self._sender, options)
        if code not in _HEALTHY:
            return self._judged(answers.SENDER, code, said)
        self.moment = "RCPT"
        code, said = self._smtp.rcpt(self._recipient)
        if code in (250, 251):
            return None
        return self._judged(_about_recipient(code, said), code, said)

    def _data(self) -> Outcome:
        self.moment = "DATA"
        code, said = self._smtp.docmd("DATA")
        if code != 354:
            return self._judged(answers.DATA, code, said)
        policy = mime.WIRE if self._is_ascii() else mime.WIRE_UTF8
        content = re.sub(rb"(?m)^\.", b"..", self._mail.as_bytes(policy=policy))
        self._smtp.send(content if content.endswith(b"\r\n") else content + b"\r\n")
        # Without this line the server must not take the message; from here on it may have.
        self.handed_over = True
        self._smtp.send(b".\r\n")
        code, said = self._smtp.getreply()
        return self._judged(answers.END, code, said)

    def _judged(self, moment: str, code: int = 0, said: bytes = b"") -> Outcome:
        """What an answer at this moment of the conversation means."""
        message = self._message
        login = (self._server.user, self._server.password)
        self._blames_sender = (moment == answers.SENDER and code not in answers.LOGIN_CODES) or _about_sender(said)
        text = scrubbed(said, self._sender, self._from, self._recipient, message.to_name, message.subject, *login)
        detail = f"{code} {text}" if text else str(code)
        row = row_of(answers.ROWS, moment, code)
        return row.outcome(ident=message.message_id, status=code, detail=detail)


def _server(url: str) -> _Server:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    wish = parse_qs(parts.query).get("starttls", [""])[-1]
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or wish not in ("", "required", "optional"):
        raise ValueError(
            f"{answers.SETTING} must read smtp://[user:password@]host:port or smtps://…, "
            "with ?starttls=required where wanted."
        )
    user, host = unquote(parts.username or ""), parts.hostname
    if parts.scheme == "smtps":
        return _Server(host, port or 465, user, unquote(parts.password or ""), "implicit", verify=True)
    # A password must not go in the clear because somebody on the way removed the offer of STARTTLS.
    required = wish == "required" or (wish == "" and bool(user) and not _this_machine(host))
    return _Server(
        host, port or (587 if user else 25), user, unquote(parts.password or ""),
        "required" if required else "optional", verify=required,
    )  # fmt: skip


def _this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _own_name(sock: socket.socket | None) -> str:
    """Our name for EHLO: the host's full name if it has one, else the address literal. Asks no DNS."""
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    literal = str(sock.getsockname()[0]) if sock is not None else "127.0.0.1"
    return f"[IPv6:{literal}]" if ":" in literal else f"[{literal}]"


def _plain(address: Address) -> str:
    return f"{address.username}@{address.domain}"


def _reply(error: smtplib.SMTPResponseException) -> tuple[int, bytes]:
    said = error.smtp_error
    return error.smtp_code, said if isinstance(said, bytes) else said.encode()


def _about_sender(said: bytes) -> bool:
    return _ABOUT_SENDER.search(said) is not None


def _about_recipient(code: int, said: bytes) -> str:
    """What a refusal at RCPT says of the address, by the evidence that bounces are read by (R8)."""
    if code not in _PERMANENT:
        return answers.RECIPIENT
    found = judged(f"{code} {said.decode('utf-8', 'replace')}")
    return {"dead": answers.NOBODY, "undecided": answers.UNCLEAR}.get(found.verdict, answers.RECIPIENT)
