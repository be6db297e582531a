"""Mail through SendGrid's v3 API. Accepted is 202 and nothing else (DESIGN, "Delivery: at most once")."""

from __future__ import annotations

import base64
import json
import logging
import re
import urllib.request
from datetime import datetime, timedelta
from email.message import Message
from typing import Any, Final

from python_http_client import Client
from sendgrid import SendGridAPIClient

from channels import mime
from channels.deadline import Deadline, DeadlineTlsContext, tls_context
from channels.posting import NotKnown, NotSent, Reply, checked_base, post, retry_after
from channels.reasons import scrubbed
from channels.sender import (
    SOCKET_BUDGET,
    Accepted,
    Attachment,
    Found,
    NotAccepted,
    Outcome,
    OutgoingMessage,
    Refused,
    Unknown,
)

_KEY: Final = "SENDGRID_API_KEY"
_URL: Final = "FOLLOWUP_SENDGRID_URL"
_TO_FIELD: Final = re.compile(r"personalizations\.\d+\.to\b")
_SLOW_DOWN: Final = timedelta(seconds=30)


def _silent(_: logging.LogRecord) -> bool:
    return False


# At DEBUG the package logs the key and the whole mail. A filter holds whatever level anybody sets later.
logging.getLogger("python_http_client.client").addFilter(_silent)


class SendGridEmail:
    """Mail through SendGrid; `base_url` without `/v3`. Raises ValueError for a malformed address or an empty key."""

    name = "sendgrid"
    max_in_flight = 32

    def __init__(
        self, api_key: str, base_url: str = "https://api.sendgrid.com", *, budget: timedelta = SOCKET_BUDGET
    ) -> None:
        if not api_key or not api_key.isascii() or mime.one_line(api_key) != api_key:
            raise ValueError(f"{_KEY} must be set to the API key, without spaces around it.")
        self._api_key = api_key
        self._base_url = checked_base(base_url, _URL)
        self._budget = budget
        self._tls = tls_context()

    def send(self, message: OutgoingMessage) -> Outcome:
        """Post once. Broken before the connection stood is not accepted; broken after it is unknown."""
        try:
            body = _request_body(message)
        except mime.UnusableAddress as error:
            return Refused(str(error))
        api = SendGridAPIClient(self._api_key, host=self._base_url)
        once = _Once(Deadline(self._budget), self._tls)
        try:
            _Carrier(api.client, once).mail.send.post(request_body=body)
        except NotSent as error:
            return NotAccepted(f"SendGrid could not be reached: {error}.")
        except NotKnown as error:
            return Unknown(f"SendGrid got the request and gave {error}.")
        assert once.reply is not None  # the package makes one request, or raises
        return _judged(once.reply, message)

    def find(self, touch_key: str, *, to: str, since: datetime) -> Found:
        """Never exact: the search over past mail is a paid extra that few accounts have. The event webhook tells."""
        return Found(False, exact=False)


class _Once:
    """The means for one request, and its answer."""

    def __init__(self, deadline: Deadline, tls: DeadlineTlsContext) -> None:
        self.deadline = deadline
        self.tls = tls
        self.reply: Reply | None = None


class _Carrier(Client):  # type: ignore[misc]  # the package has no types
    """The package's client, its request carried by `channels.posting`, the answer kept whatever its status."""

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
        "personalizations": [{"to": [_person(message.to_name, message.to)]}],
        "from": _person(message.sender_name, message.sender_address),
        "subject": mime.one_line(message.subject),
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
    if message.reply_to:
        body["reply_to"] = _person(message.reply_to_name, message.reply_to)
    if message.attachments:
        body["attachments"] = [_attachment(attachment) for attachment in message.attachments]
    return body


def _person(name: str, addr_spec: str) -> dict[str, str]:
    address = mime.address(name, addr_spec)
    email = {"email": f"{address.username}@{address.domain}"}
    return {**email, "name": address.display_name} if address.display_name else email


def _attachment(attachment: Attachment) -> dict[str, str]:
    maintype, subtype, params = mime.media_type(attachment)
    # SendGrid takes `method` here, and refuses the whole mail for `charset` (django-anymail #150).
    method = f"; method={params['method']}" if "method" in params else ""
    return {
        "content": base64.b64encode(attachment.content).decode("ascii"),
        "type": f"{maintype}/{subtype}{method}",
        "filename": mime.file_name(attachment),
        "disposition": "attachment",
    }


def _judged(reply: Reply, message: OutgoingMessage) -> Outcome:
    status = reply.status
    said, to_is_bad = _errors(reply, message)
    if status == 202:
        return Accepted(str(reply.headers.get("X-Message-Id", "")))
    if status >= 500 or status < 300:
        return Unknown(f"SendGrid answered {status}, which says neither yes nor no{said}.")
    if status < 400:
        return NotAccepted(f"SendGrid's address answered with a redirect ({status}), not followed; check {_URL}.")
    if status in (401, 403):
        return NotAccepted(f"SendGrid does not let us send ({status}); check {_KEY} and the verified sender{said}.")
    if status == 429:
        return NotAccepted(f"SendGrid asks to slow down (429){said}.", retry_after(reply.headers) or _SLOW_DOWN)
    if status in (400, 413, 422):
        return Refused(f"SendGrid refused the mail ({status}){said}.", address_bad=to_is_bad)
    if status in (404, 405):
        return NotAccepted(f"There is no SendGrid at the address ({status}); check {_URL}.")
    return NotAccepted(f"SendGrid did not take the mail ({status}){said}.", retry_after(reply.headers))


def _errors(reply: Reply, message: OutgoingMessage) -> tuple[str, bool]:
    """What the answer says, fit for the timeline, and whether it is about the recipient's address."""
    try:
        errors = [e for e in json.loads(reply.body)["errors"] if isinstance(e, dict)]
    except (ValueError, KeyError, TypeError):
        return "", False
    if not errors:
        return "", False
    field, text = str(errors[0].get("field") or ""), str(errors[0].get("message") or "")
    private = (message.to, message.to_name, message.subject, message.sender_address, message.sender_name)
    about = ": " + scrubbed(f"{text} [{field}]" if field else text, *private).rstrip(".")
    return about, any(_TO_FIELD.match(str(e.get("field") or "")) for e in errors)
