"""Bearer tokens of the company's identity provider, as Temporal's web UI passes them on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from integrations.oidc.provider import BUDGET, NotBelieved, Provider, ProviderAway

__all__ = ["Bearer", "IdentityProvider", "NotBelieved", "ProviderAway"]


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
        budget: timedelta = BUDGET,
    ) -> None:
        """`roles` names the claim that holds somebody's roles; a point leads into an object (`realm_access.roles`)."""
        self._audience, self._roles = audience, roles.split(".")
        self._provider = Provider(issuer, now, ticks=ticks, budget=budget)

    def bearer(self, token: str) -> Bearer:
        """Whose token it is. Raises NotBelieved and ProviderAway."""
        claims = self._provider.signed(token, self._audience).claims
        verified = claims.get("email") if claims.get("email_verified") is True else None
        return Bearer(str(verified or claims["sub"]), frozenset(_strings(_within(claims, self._roles))))


def _within(claims: Any, path: list[str]) -> Any:
    for name in path:
        claims = claims.get(name) if isinstance(claims, dict) else None
    return claims


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split()  # a list of words, as scopes are written
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
