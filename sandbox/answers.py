"""An answer of a provider over HTTP."""

from __future__ import annotations

import json
from email.message import Message
from typing import Any, NamedTuple

Headers = Message
"""The headers of a request, found whatever their letters' case."""


class Answer(NamedTuple):
    """Status, headers and body."""

    status: int
    headers: dict[str, str]
    body: str


def in_json(status: int, said: Any, **headers: str) -> Answer:
    """An answer in JSON."""
    return Answer(status, {"Content-Type": "application/json"} | headers, json.dumps(said))


def of_the_front(status: int) -> Answer:
    """What stands before the vendor's own servers says, when these do not answer: no JSON."""
    words = {502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out"}.get(status, "Error")
    head, body = f"<head><title>{status} {words}</title></head>", f"<body><h1>{status} {words}</h1></body>"
    return Answer(status, {"Content-Type": "text/html"}, f"<html>\r\n{head}\r\n{body}\r\n</html>")
