"""Twilio's API of 2010-04-01: a text to be sent, the list of texts, one text, and what it says when it refuses."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import formatdate
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode

from sandbox.answers import Answer, Headers, in_json, of_the_front
from sandbox.journal import ReceivedText, reference_in

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

MESSAGES: Final = re.compile(r"/2010-04-01/Accounts/(AC[^/]+)/Messages\.json")
MESSAGE: Final = re.compile(r"/2010-04-01/Accounts/(AC[^/]+)/Messages/(SM[^/]+)\.json")

_SEGMENT: Final = 153
_WORDS: Final = {
    400: (21211, "The 'To' number is not a valid phone number."),
    401: (20003, "Authenticate"),
    403: (20003, "Permission Denied"),
    404: (20404, "The requested resource was not found"),
    429: (20429, "Too Many Requests"),
    500: (20500, "Internal Server Error"),
}


def take_text(provider: ProviderServer, account: str, headers: Headers, content: bytes) -> Answer:
    """`POST …/Messages.json`: the text is kept and the answer 201, or it is refused as Twilio refuses it."""
    if not _is_login(provider, account, headers):
        return vendor_says(401)
    form = form_of(content)
    to = form.get("To", "")
    if not re.fullmatch(r"\+[1-9]\d{6,14}", to):
        return refused(400, 21211, f"Invalid 'To' Phone Number: {to}")
    if not form.get("From") and not form.get("MessagingServiceSid"):
        return refused(400, 21603, "A 'From' phone number is required.")
    if to in provider.opted_out:
        return refused(400, 21610, "Attempt to send to unsubscribed recipient")
    if not form.get("Body"):
        return refused(400, 21602, "Message body is required.")
    if len(form["Body"]) > 1600:
        return refused(400, 21617, "The concatenated message body exceeds the 1600 character limit")
    text = provider.keep_text(form, dict(headers.items()))
    return in_json(201, _resource(provider, text, "queued"))


def listed(provider: ProviderServer, account: str, headers: Headers, path: str, query: str) -> Answer:
    """The list of texts as Twilio pages through it, the newest first; `DateSent>` is a day, by Greenwich."""
    if not _is_login(provider, account, headers):
        return vendor_says(401)
    wanted = parse_qs(query)
    to, since = wanted.get("To", [""])[0], wanted.get("DateSent>", [""])[0]
    size, page = _number(wanted, "PageSize", 50, 1), _number(wanted, "Page", 0, 0)
    texts = [text for text in reversed(provider.texts) if to in ("", text.to) and _day(text.wall) >= since]
    found = [
        _resource(provider, text, provider.statuses.get(text.sid, "sent"))
        for text in texts[size * page : size * (page + 1)]
    ]
    following = urlencode({"To": to, "DateSent>": since, "PageSize": size, "Page": page + 1})
    more = f"{path}?{following}" if size * (page + 1) < len(texts) else None
    return in_json(200, {"messages": found, "page": page, "page_size": size, "next_page_uri": more})


def one(provider: ProviderServer, account: str, headers: Headers, sid: str) -> Answer:
    """`GET …/Messages/SM….json`."""
    if not _is_login(provider, account, headers):
        return vendor_says(401)
    text = next((text for text in list(provider.texts) if text.sid == sid), None)
    if text is None:
        return vendor_says(404)
    return in_json(200, _resource(provider, text, provider.statuses.get(sid, "sent")))


def vendor_says(status: int) -> Answer:
    """What Twilio says with a status."""
    if status in (502, 503, 504):
        return of_the_front(status)
    code, message = _WORDS.get(status, (20000 + status, "Error"))
    return refused(status, code, message)


def refused(status: int, code: int, message: str) -> Answer:
    """An error in Twilio's shape."""
    more = f"https://www.twilio.com/docs/errors/{code}"
    return in_json(status, {"code": code, "message": message, "more_info": more, "status": status})


def form_of(content: bytes) -> dict[str, str]:
    """The fields of a request."""
    return {name: values[0] for name, values in parse_qs(content.decode("utf-8", "replace")).items()}


def touch_of(content: bytes) -> str:
    """The reference of a request; empty where it has none."""
    return reference_in(form_of(content).get("StatusCallback", ""))


def sid_in(body: str) -> str:
    """The sid in an answer of ours."""
    return str(json.loads(body)["sid"])


def _is_login(provider: ProviderServer, account: str, headers: Headers) -> bool:
    login = base64.b64encode(f"{provider.account_sid}:{provider.auth_token}".encode()).decode()
    return account == provider.account_sid and headers.get("Authorization") == f"Basic {login}"


def _resource(provider: ProviderServer, text: ReceivedText, status: str) -> dict[str, Any]:
    """A message as the API shows it."""
    account, said = provider.account_sid, text.form["Body"]
    created = formatdate(text.wall)
    return {
        "sid": text.sid,
        "account_sid": account,
        "api_version": "2010-04-01",
        "status": status,
        "direction": "outbound-api",
        "to": text.to,
        "from": text.form.get("From"),
        "messaging_service_sid": text.form.get("MessagingServiceSid"),
        "body": said,
        "num_segments": str(1 if len(said) <= 160 else -(-len(said) // _SEGMENT)),
        "num_media": "0",
        "date_created": created,
        "date_updated": created,
        "date_sent": None if status == "queued" else created,
        "error_code": None,
        "error_message": None,
        "price": None,
        "price_unit": "USD",
        "uri": f"/2010-04-01/Accounts/{account}/Messages/{text.sid}.json",
    }


def _number(wanted: Mapping[str, list[str]], name: str, otherwise: int, least: int) -> int:
    given = wanted.get(name, [""])[0]
    return max(least, int(given)) if given.isdecimal() else otherwise


def _day(wall: float) -> str:
    return f"{datetime.fromtimestamp(wall, UTC):%Y-%m-%d}"
