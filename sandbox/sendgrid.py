"""SendGrid's v3 API: a mail that is to be sent, the Email Activity API, and what it says when it refuses."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from sandbox.answers import Answer, Headers, in_json, of_the_front

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

SEND: Final = "/v3/mail/send"
ACTIVITY: Final = "/v3/messages"

_NOT_US: Final = "The provided authorization grant is invalid, expired, or revoked"
_WORDS: Final = {
    400: ("Does not contain a valid address.", "personalizations.0.to.0.email"),
    401: (_NOT_US, None),
    403: ("access forbidden", None),
    404: ("not found", None),
    413: ("Payload too large", None),
    429: ("too many requests", None),
    500: ("Internal Server Error", None),
}


def take_mail(provider: ProviderServer, headers: Headers, content: bytes) -> Answer:
    """`POST /v3/mail/send`: the mail is kept and the answer 202, or it is refused as SendGrid refuses it."""
    if headers.get("Authorization") != f"Bearer {provider.api_key}":
        return refused(401, _NOT_US)
    try:
        body = json.loads(content)
        to = body["personalizations"][0]["to"][0]["email"]
        texts = [part["value"] for part in body["content"]]
        types = [file["type"] for file in body.get("attachments", [])]
        arguments = body.get("custom_args", {})
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return refused(400, "Bad Request")
    if not isinstance(to, str) or not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", to):
        return vendor_says(400)
    if not all(texts):
        return refused(400, "The content value must be a string.", "content.0.value")
    if any("charset" in kind for kind in types):
        return refused(400, "The attachment type cannot contain ';'.", "attachments.0.type")
    if not all(isinstance(value, str) for value in arguments.values()):
        return refused(400, "custom_args values must be strings", "custom_args")
    mail = provider.keep_mail(body, dict(headers.items()))
    return Answer(202, {"X-Message-Id": mail.message_id}, "")


def activity(provider: ProviderServer, headers: Headers, query: str) -> Answer:
    """The Email Activity API, a paid extra: what was accepted with a unique argument."""
    if headers.get("Authorization") != f"Bearer {provider.api_key}":
        return refused(401, _NOT_US)
    if not provider.email_activity:
        return vendor_says(403)
    asked = re.fullmatch(r"unique_args\['(\w+)'\]=\"([^\"]*)\"", parse_qs(query).get("query", [""])[0])
    if not asked:
        return refused(400, "invalid query")
    name, value = asked.groups()
    mails = [mail for mail in provider.mails if mail.body.get("custom_args", {}).get(name) == value]
    found = [{"msg_id": f"{mail.message_id}.recvd-1", "to_email": mail.to, "status": "delivered"} for mail in mails]
    return in_json(200, {"messages": found})


def vendor_says(status: int) -> Answer:
    """What SendGrid says with a status."""
    if status in (502, 503, 504):
        return of_the_front(status)
    message, field_name = _WORDS.get(status, ("Bad Request", None))
    return refused(status, message, field_name)


def refused(status: int, message: str, field_name: str | None = None) -> Answer:
    """An error in SendGrid's shape."""
    return in_json(status, {"errors": [{"message": message, "field": field_name, "help": None}]})


def touch_of(content: bytes) -> str:
    """The touch key of a request; empty where it has none."""
    try:
        arguments: Any = json.loads(content)["custom_args"]
        return str(arguments["touch_key"])
    except (ValueError, KeyError, TypeError):
        return ""
