"""One connection to the mail and text providers: the vendors' addresses, and what is done at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sandbox import sendgrid, twilio
from sandbox.answers import Answer
from sandbox.connection import Connection

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

_NO_ANSWER: Final = frozenset({"hang", "reset", "close", "drip", "cut"})


class Handler(Connection):
    """One connection; a server's own class of it says whose."""

    server_of: ProviderServer

    def too_large(self) -> Answer:
        return sendgrid.vendor_says(413)

    def waits_for_closing(self, seconds: float) -> bool:
        return self.server_of.wait_for_closing(seconds)

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
        says = (twilio if vendor == "twilio" else sendgrid).vendor_says
        self._go_wrong(fault, answer, says(fault.status))

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
            vendor = sendgrid if path == sendgrid.ACTIVITY else twilio
            self._go_wrong(fault, answer, vendor.vendor_says(fault.status))

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
