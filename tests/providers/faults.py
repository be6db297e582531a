"""The ways in which one request to a provider can go wrong, for `ProviderServer.script`."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Fault:
    """How one request goes wrong. `accept`: whether the message is taken before it does."""

    way: Literal["answer", "hang", "reset", "close", "drip", "cut"]
    accept: bool = False
    status: int = 500
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def accept_then_hang() -> Fault:
    return Fault("hang", accept=True)


def hang() -> Fault:
    return Fault("hang")


def accept_then_reset() -> Fault:
    return Fault("reset", accept=True)


def reset() -> Fault:
    return Fault("reset")


def accept_then_close() -> Fault:
    """The connection is closed politely, without a word."""
    return Fault("close", accept=True)


def accept_then_cut() -> Fault:
    """The vendor's success, with a body that ends before its Content-Length."""
    return Fault("cut", accept=True)


def slow_drip(*, accept: bool = True) -> Fault:
    """The answer comes byte by byte and never ends: no single read is ever late."""
    return Fault("drip", accept=accept)


def too_many(retry_after: int | str | None = 30, reset_at: int | None = None) -> Fault:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if reset_at is not None:
        headers["X-RateLimit-Reset"] = str(reset_at)
    body = '{"errors": [{"message": "too many requests"}], "code": 20429}'
    return Fault("answer", status=429, headers=headers, body=body)


def server_error(status: int = 500, *, accepted: bool = False) -> Fault:
    return Fault("answer", accept=accepted, status=status, body="<html>oops</html>")


def redirect(location: str, status: int = 302) -> Fault:
    return Fault("answer", status=status, headers={"Location": location})


def refuse(status: int = 400, *, code: int = 0, message: str = "no", field_name: str = "") -> Fault:
    """An explicit error in both vendors' shapes."""
    errors = [{"message": message, "field": field_name or None, "help": None}]
    body = {"errors": errors, "code": code or status, "message": message, "status": status}
    return Fault("answer", status=status, body=json.dumps(body))


def wrong_json(status: int, *, accept: bool = True, body: str = "[not json") -> Fault:
    return Fault("answer", accept=accept, status=status, body=body)
