"""The ways in which one request to a provider can go wrong, for `ProviderServer.script`."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial

from sandbox.faults import KINDS, Fault, Faults, of_kind

__all__ = ["KINDS", "Fault", "Faults", "of_kind"]

accept_then_hang = partial(of_kind, "accept-then-hang")
accept_then_reset = partial(of_kind, "accept-then-reset")
accept_then_close = partial(of_kind, "accept-then-close")
accept_then_cut = partial(of_kind, "accept-then-cut")
hang = partial(of_kind, "hang")
reset = partial(of_kind, "reset")


def slow_drip(*, accept: bool = True) -> Fault:
    """The answer comes byte by byte and never ends: no single read is ever late."""
    return Fault("drip", accept=accept)


def slow(seconds: float) -> Fault:
    """All goes well, but late."""
    return replace(of_kind("slow"), seconds=seconds)


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
