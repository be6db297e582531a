"""Is a request signed with one of our secrets? Compared in constant time, with every secret that is set."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from integrations.arrivals import Request, UnverifiedRequest


def secrets_of(given: str, setting: str) -> tuple[str, ...]:
    """The secrets of a setting: several are separated by commas, so that one can be rotated, or each hook has its own.

    Raises ValueError where there is none: an empty secret would let everybody in.
    """
    if found := tuple(part for one in given.split(",") if (part := one.strip())):
        return found
    raise ValueError(f"The setting {setting} holds no secret; set the one of the hook, or several by commas.")


class SignedBody:
    """A door whose requests have one header with `sha256`, a separator, and the hex HMAC of their raw body.

    It covers the body alone: whatever else comes with a request, anybody can have written.
    """

    header: str
    separator: str

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = tuple(secrets)
        self.wants = frozenset({self.header})

    def verify(self, request: Request, /) -> None:
        algorithm, _, given = request.headers.get(self.header, "").strip().partition(self.separator)
        if algorithm.lower() != "sha256" or not is_signed(self._secrets, request.body, given):
            raise UnverifiedRequest("The signature is missing or does not fit.")


def is_signed(secrets: Sequence[str], message: bytes, given: str) -> bool:
    """Is `given` the hex HMAC-SHA256 of the message, with any of the secrets? Each is tried, whichever fits."""
    offered = given.strip().lower().encode("utf-8", "replace")
    fits = False
    for secret in secrets:
        right = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest().encode()
        fits |= hmac.compare_digest(right, offered)
    return fits
