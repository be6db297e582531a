"""Bearer tokens of the company's identity provider (OpenID Connect), as Temporal's web UI passes them on.

Its keys are fetched once and kept; a token is believed only if it's signed by one of them, was issued for us, and is
still good by our own clock.
"""

from __future__ import annotations

import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

import jwt

from transport.deadline import Deadline, tls_context
from transport.http_request import asked

_BUDGET: Final = timedelta(seconds=5)
_KEPT: Final = 600.0
"""Seconds that the provider's keys are used without asking whether they changed."""
_AGAIN: Final = 60.0
"""Seconds between two questions for a key that nobody knows: strangers may make up as many names as they like."""
_CLOCKS_DIFFER: Final = 60.0
_SIGNED_BY: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Only those for which the provider alone has the secret half."""


class NotBelieved(Exception):
    """A token that opens nothing. One sentence on why."""


class ProviderAway(Exception):
    """The identity provider doesn't answer. One sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who shows a token."""

    subject: str
    roles: frozenset[str]


class IdentityProvider:
    """One issuer, and the audience under which it knows us. Safe to share between threads."""

    def __init__(
        self,
        issuer: str,
        audience: str,
        roles: str,
        now: Callable[[], datetime],
        *,
        ticks: Callable[[], float] = time.monotonic,
        budget: timedelta = _BUDGET,
    ) -> None:
        """`roles` names the claim that holds somebody's roles; a point leads into an object (`realm_access.roles`)."""
        self._issuer, self._audience, self._roles = issuer, audience, roles.split(".")
        self._now, self._ticks, self._budget = now, ticks, budget
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at: float | None = None
        self._lock = threading.Lock()

    def bearer(self, token: str) -> Bearer:
        """Whose token it is. Raises NotBelieved and ProviderAway."""
        try:
            key = self._key(str(jwt.get_unverified_header(token).get("kid", "")))
            claims = jwt.decode(
                token,
                key,
                algorithms=list(_SIGNED_BY),
                audience=self._audience,
                issuer=self._issuer,
                options={
                    "require": ["exp", "iss", "aud", "sub"],
                    # Not by the library's clock: below.
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidAudienceError:
            raise NotBelieved("This token was issued for another application; see FOLLOWUP_OIDC_AUDIENCE.") from None
        except jwt.PyJWTError:
            raise NotBelieved("This token isn't one of FOLLOWUP_OIDC_ISSUER's, or was changed.") from None
        at = self._now().timestamp()
        if not _seconds(claims["exp"]) > at - _CLOCKS_DIFFER or _seconds(claims.get("nbf", 0)) > at + _CLOCKS_DIFFER:
            raise NotBelieved("This token isn't good any more, or not yet; log in again.")
        verified = claims.get("email") if claims.get("email_verified") is True else None
        return Bearer(str(verified or claims["sub"]), frozenset(_strings(_within(claims, self._roles))))

    def _key(self, kid: str) -> jwt.PyJWK:
        with self._lock:
            since = None if self._asked_at is None else self._ticks() - self._asked_at
            if since is None or since > _KEPT or (kid not in self._keys and since > _AGAIN):
                try:
                    self._keys = self._fetched()
                except ProviderAway:
                    if kid not in self._keys:
                        raise  # what was known goes on while nobody answers
                self._asked_at = self._ticks()
            if kid not in self._keys:
                raise NotBelieved("This token is signed with a key that FOLLOWUP_OIDC_ISSUER doesn't name.")
            return self._keys[kid]

    def _fetched(self) -> dict[str, jwt.PyJWK]:
        deadline = Deadline(self._budget)
        known = self._read(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration", deadline)
        place = known.get("jwks_uri")
        if known.get("issuer") != self._issuer or not isinstance(place, str) or not is_safe(place):
            raise ProviderAway(
                "FOLLOWUP_OIDC_ISSUER describes another issuer; write it exactly as its openid-configuration does."
            )
        found: dict[str, jwt.PyJWK] = {}
        for one in self._read(place, deadline).get("keys") or ():
            try:
                key = jwt.PyJWK.from_dict(one)
            except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError):
                continue  # of a kind that nobody here knows
            if key.key_id is not None and one.get("use", "sig") == "sig":
                found[key.key_id] = key
        return found

    def _read(self, url: str, deadline: Deadline) -> Mapping[str, Any]:
        try:
            reply = asked(urllib.request.Request(url), deadline, tls_context())  # noqa: S310  is_safe has looked
        except OSError as error:
            raise ProviderAway(f"The identity provider doesn't answer ({error}); try again.") from None
        if reply.status != 200:
            raise ProviderAway(f"The identity provider answers {reply.status}; check FOLLOWUP_OIDC_ISSUER.")
        return reply.object()


def is_safe(url: str) -> bool:
    """Can nobody on the way change what it answers? On this machine that needs no TLS."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
    )


def _seconds(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def _within(claims: Any, path: list[str]) -> Any:
    for name in path:
        claims = claims.get(name) if isinstance(claims, dict) else None
    return claims


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split()  # a list of words, as scopes are written
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
