"""Mail through SendGrid's v3 API. Accepted is 202 and nothing else (docs/architecture.md, "Delivery")."""

from __future__ import annotations

import base64
import logging
import re
import urllib.request
from collections.abc import Collection
from datetime import datetime, timedelta
from email.message import Message
from typing import Any, Final
from urllib.parse import urlencode

from python_http_client import Client
from sendgrid import SendGridAPIClient

from channels import mime
from channels import sendgrid_answers as answers
from channels.answers import row_of, unanswered
from channels.reasons import scrubbed
from channels.sender import SOCKET_BUDGET, Attachment, Found, Outcome, OutgoingMessage, Refused
from clock import Clock, host_now
from domain.addresses import needs_smtputf8
from domain.one_line import one_line
from transport.deadline import Deadline, DeadlineTlsContext, tls_context
from transport.http_request import NotKnown, NotSent, Reply, asked, checked_base, post, retry_after

_TO_FIELD: Final = re.compile(r"personalizations\.\d+\.to\b")
_SEPARATORS: Final = re.compile(r"[,;]\s*")
_MOST_FOUND: Final = 100


def _silent(_: logging.LogRecord) -> bool:
    return False


# At DEBUG the package logs the key and the whole mail. A filter holds whatever level anybody sets later.
logging.getLogger("python_http_client.client").addFilter(_silent)


class SendGridEmail:
    """Mail through SendGrid; `base_url` without `/v3`. Raises ValueError for a malformed address or an empty key."""

    name = "sendgrid"
    max_in_flight = 32

    def __init__(
        self,
        api_key: str,
        base_url: str = "https://api.sendgrid.com",
        *,
        budget: timedelta = SOCKET_BUDGET,
        clock: Clock = host_now,
    ) -> None:
        if not api_key or not api_key.isascii() or one_line(api_key) != api_key:
            raise ValueError(f"{answers.KEY} must be set to the API key, without spaces around it.")
        self._api_key = api_key
        self._base_url = checked_base(base_url, answers.URL)
        self._budget = budget
        self._clock = clock
        self._tls = tls_context()

    def send(self, message: OutgoingMessage) -> Outcome:
        """Post once. Broken before the connection stood is not accepted; broken after it is unknown."""
        if needs_smtputf8(message.to):
            return Refused(mime.NOT_ASCII.format("SendGrid does not"), address_bad=False)
        try:
            body = _request_body(message)
        except mime.UnusableAddress as error:
            return Refused(str(error))
        api = SendGridAPIClient(self._api_key, host=self._base_url)
        once = _Once(Deadline(self._budget), self._tls)
        try:
            _Carrier(api.client, once).mail.send.post(request_body=body)
        except (NotSent, NotKnown) as error:
            return unanswered(answers.ROWS, error)
        assert once.reply is not None  # the package makes one request, or raises
        return _judged(once.reply, message, self._clock)

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """By the Email Activity API, a paid extra: a mail with our touch key that is no other attempt's was accepted.

        Absence proves nothing: the feed lags, and is kept for some days. Without the extra (401, 403, 404) nothing is
        found. The event webhook tells sooner than either.
        """
        if '"' in touch_key:
            return Found(False, exact=False)  # it cannot be asked for
        query = f"unique_args['touch_key']=\"{touch_key}\""
        wanted = urlencode({"limit": _MOST_FOUND, "query": query})
        request = urllib.request.Request(f"{self._base_url}/v3/messages?{wanted}")  # noqa: S310  # the base was checked
        request.add_unredirected_header("Authorization", f"Bearer {self._api_key}")
        reply = asked(request, Deadline(self._budget), self._tls)
        if reply.status != 200:
            return Found(False, exact=False)
        idents = {_request_id(one) for one in reply.objects("messages")} - {""} - set(others)
        return Found(True, exact=True, provider_message_id=idents.pop()) if len(idents) == 1 else Found(False, False)


class _Once:
    """The means for one request, and its answer."""

    def __init__(self, deadline: Deadline, tls: DeadlineTlsContext) -> None:
        self.deadline = deadline
        self.tls = tls
        self.reply: Reply | None = None


class _Carrier(Client):  # type: ignore[misc]  # the package has no types
    """The package's client, its request carried by `transport.http_request`, the answer kept whatever its status."""

    def __init__(self, like: Any, once: _Once, url_path: list[str] | None = None) -> None:
        super().__init__(like.host, dict(like.request_headers), version=like._version, url_path=url_path)
        self.once = once

    def _build_client(self, name: str | None = None) -> _Carrier:
        return _Carrier(self, self.once, [*self._url_path, name] if name else self._url_path)

    def _make_request(self, opener: Any, request: urllib.request.Request, timeout: float | None = None) -> _Read:
        self.once.reply = post(request, self.once.deadline, self.once.tls)
        return _Read(self.once.reply)


class _Read:
    """A reply in the shape in which the package reads it."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply

    def getcode(self) -> int:
        return self._reply.status

    def read(self) -> bytes:
        return self._reply.body

    def info(self) -> Message:
        return self._reply.headers


def _request_body(message: OutgoingMessage) -> dict[str, Any]:
    """The JSON of `POST /v3/mail/send`. Nothing personal in `custom_args`: they come back in every event."""
    body: dict[str, Any] = {
        # It refuses the recipient for a comma or a semicolon in their name, which would close a good address.
        "personalizations": [{"to": [_person(_SEPARATORS.sub(" ", message.to_name), message.to)]}],
        "from": _person(message.sender_name, message.sender_address),
        "subject": _words(message.subject),
        "content": [{"type": "text/plain", "value": message.text}],
        "headers": mime.reference_headers(message),
        "custom_args": {"touch_key": message.touch_key, "attempt": str(message.attempt)},
        "tracking_settings": {
            "click_tracking": {"enable": False, "enable_text": False},
            "open_tracking": {"enable": False},
            "subscription_tracking": {"enable": False},
            "ganalytics": {"enable": False},
        },
    }
    if message.html:
        body["content"].append({"type": "text/html", "value": message.html})
    for invitation in filter(mime.is_invitation, message.attachments):
        method = mime.media_type(invitation)[2]["method"]
        value = invitation.content.decode("utf-8", "replace")
        body["content"].append({"type": f"text/calendar; method={method}", "value": value})
    if message.reply_to:
        body["reply_to"] = _person(message.reply_to_name, message.reply_to)
    if message.attachments:
        body["attachments"] = [_attachment(attachment) for attachment in message.attachments]
    return body


def _person(name: str, addr_spec: str) -> dict[str, str]:
    address, said = mime.address(name, addr_spec), _words(name)
    email = {"email": f"{address.username}@{address.domain}"}
    return {**email, "name": said} if said else email


def _words(text: str) -> str:
    """Words for a header that SendGrid writes: what looks like an encoded word would be decoded by who reads it."""
    return one_line(text).replace("=?", "= ?")


def _attachment(attachment: Attachment) -> dict[str, str]:
    maintype, subtype, params = mime.ICS if mime.is_invitation(attachment) else mime.media_type(attachment)
    # SendGrid takes `method` here, and refuses the whole mail for `charset` (django-anymail #150).
    method = f"; method={params['method']}" if "method" in params else ""
    return {
        "content": base64.b64encode(attachment.content).decode("ascii"),
        "type": f"{maintype}/{subtype}{method}",
        "filename": mime.file_name(attachment),
        "disposition": "attachment",
    }


def _judged(reply: Reply, message: OutgoingMessage, clock: Clock) -> Outcome:
    said, to_is_bad = _errors(reply, message)
    refused = reply.status in (400, 413, 422)
    row = row_of(answers.ROWS, answers.RECIPIENT if to_is_bad and refused else "", reply.status)
    ident = str(reply.headers.get("X-Message-Id", ""))
    return row.outcome(retry_after(reply.headers, clock), ident=ident, status=reply.status, said=said)


def _request_id(listed: dict[str, Any]) -> str:
    """The id that the answer to the send would have carried: a mail's own begins with it."""
    return str(listed.get("msg_id") or "").partition(".")[0]


def _errors(reply: Reply, message: OutgoingMessage) -> tuple[str, bool]:
    """What the answer says, fit for the timeline, and whether it is about the recipient's address."""
    errors = reply.objects("errors")
    if not errors:
        return "", False
    field, text = str(errors[0].get("field") or ""), str(errors[0].get("message") or "")
    private = (message.to, message.to_name, message.subject, message.sender_address, message.sender_name)
    about = ": " + scrubbed(f"{text} [{field}]" if field else text, *private).rstrip(".")
    return about, any(_TO_FIELD.match(str(e.get("field") or "")) for e in errors)
