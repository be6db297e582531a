"""The company's identity provider (OpenID Connect): what it says of itself, its keys, and what it signed.

Both are fetched when they're first needed and kept; a token is believed only if it's signed by one of the keys, was
issued for whoever asks, and is still good by our own clock.
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

BUDGET: Final = timedelta(seconds=5)
"""For one visit to the provider, discovery and keys together."""
CLOCKS_DIFFER: Final = 60
"""Seconds that its clock and ours may be apart."""

_KEPT: Final = 600.0
"""Seconds that what the provider says is used without asking whether it changed."""
_AGAIN: Final = 60.0
"""Seconds between two questions for a key that nobody knows: strangers may make up as many names as they like."""
_SIGNED_BY: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Only those for which the provider alone has the secret half."""


class NotBelieved(Exception):
    """A token that opens nothing. One sentence on why."""


class ProviderAway(Exception):
    """The identity provider doesn't answer. One sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A token's head and claims, signed by the provider for the audience that asked."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider said last."""

    metadata: Mapping[str, Any]
    keys: Mapping[str, jwt.PyJWK]


class Provider:
    """One issuer. Safe to share between threads."""

    def __init__(
        self,
        issuer: str,
        now: Callable[[], datetime],
        *,
        ticks: Callable[[], float] = time.monotonic,
        budget: timedelta = BUDGET,
    ) -> None:
        self.issuer, self.budget = issuer, budget
        self._now, self._ticks = now, ticks
        self._known: _Known | None = None
        self._asked_at = 0.0
        self._lock = threading.Lock()

    def metadata(self) -> Mapping[str, Any]:
        """Its openid-configuration. Raises ProviderAway."""
        with self._lock:
            return self._latest(lambda since: since > _KEPT).metadata

    def address(self, name: str) -> str:
        """One of the addresses in it. Raises ProviderAway where it is none that nobody on the way could change."""
        place = self.metadata().get(name)
        if not isinstance(place, str) or not is_safe(place):
            raise ProviderAway(f"The identity provider names no safe {name}; check FOLLOWUP_OIDC_ISSUER.")
        return place

    def signed(self, token: str, audience: str) -> Signed:
        """What a token says that it signed for that audience, and that is good now. Raises NotBelieved and
        ProviderAway.
        """
        try:
            header = jwt.get_unverified_header(token)
            claims = jwt.decode(
                token,
                self._key(str(header.get("kid", ""))),
                algorithms=list(_SIGNED_BY),
                audience=audience,
                issuer=self.issuer,
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
        if not _seconds(claims["exp"]) > at - CLOCKS_DIFFER or _seconds(claims.get("nbf", 0)) > at + CLOCKS_DIFFER:
            raise NotBelieved("This token isn't good any more, or not yet; log in again.")
        return Signed(header, claims)

    def _key(self, kid: str) -> jwt.PyJWK:
        with self._lock:
            known = self._latest(lambda since: since > _KEPT or (kid not in self._keys() and since > _AGAIN), kid)
            if kid not in known.keys:
                raise NotBelieved("This token is signed with a key that FOLLOWUP_OIDC_ISSUER doesn't name.")
            return known.keys[kid]

    def _keys(self) -> Mapping[str, jwt.PyJWK]:
        return self._known.keys if self._known else {}

    def _latest(self, is_old: Callable[[float], bool], kid: str | None = None) -> _Known:
        """What it says, asked for where it isn't known or too old. What was known goes on while nobody answers, but
        for a key that was never named.
        """
        known = self._known
        if known is not None and not is_old(self._ticks() - self._asked_at):
            return known
        try:
            known = self._known = self._fetched()
        except ProviderAway:
            if known is None or (kid is not None and kid not in known.keys):
                raise
        self._asked_at = self._ticks()
        return known

    def _fetched(self) -> _Known:
        deadline = Deadline(self.budget)
        found = self._read(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration", deadline)
        place = found.get("jwks_uri")
        if found.get("issuer") != self.issuer or not isinstance(place, str) or not is_safe(place):
            raise ProviderAway(
                "FOLLOWUP_OIDC_ISSUER describes another issuer; write it exactly as its openid-configuration does."
            )
        keys: dict[str, jwt.PyJWK] = {}
        for one in self._read(place, deadline).get("keys") or ():
            try:
                key = jwt.PyJWK.from_dict(one)
            except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError):
                continue  # of a kind that nobody here knows
            if key.key_id is not None and one.get("use", "sig") == "sig":
                keys[key.key_id] = key
        return _Known(found, keys)

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
