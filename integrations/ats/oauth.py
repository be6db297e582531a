"""Access tokens by OAuth 2 client credentials: renewed before they end, and never shown.

Each process has a token of its own, and asks for the next one while the present one still holds: so nothing waits for
one, and two workers do not take each other's away.
"""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from clock import Clock
from integrations.ats.api import ApiAway
from transport.deadline import Deadline, tls_context
from transport.http_request import NotKnown, NotSent, basic, checked_base, post, retry_after

_BUDGET: Final = timedelta(seconds=15)
_EARLY: Final = timedelta(minutes=5)
"""So long before it ends a token is renewed."""
_AGAIN: Final = timedelta(seconds=30)
"""So long after a renewal that failed the token that still holds is used without asking again."""
_USUAL: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Token:
    value: str = field(repr=False)
    ends_at: datetime


class ClientCredentials:
    """Safe for several threads. Raises ValueError for a malformed address or credentials."""

    def __init__(
        self,
        vendor: str,
        url: str,
        client_id: str,
        client_secret: str,
        settings: str,
        *,
        form: Mapping[str, str] | None = None,
        clock: Clock,
    ) -> None:
        """`settings`: the names of those that hold all this, for sentences. `form`: what else the token's request
        says.
        """
        for part in (client_id, client_secret):
            if not part or not part.isascii() or not part.isprintable() or " " in part:
                raise ValueError(f"{settings} must be set as {vendor} shows them, without spaces around them.")
        self._vendor, self._settings = vendor, settings
        self._url = checked_base(url, settings)
        self._authorization = basic(client_id, client_secret)
        self._form = {"grant_type": "client_credentials", **(form or {})}
        self._clock = clock
        self._tls = tls_context()
        self._token: _Token | None = None
        self._not_before: datetime | None = None
        self._lock = threading.Lock()

    def header(self) -> str:
        """`Bearer` and the token. Raises ApiAway."""
        with self._lock:
            now, token = self._clock(), self._token
            holds = token is not None and token.ends_at > now
            ends_soon = token is None or token.ends_at - now <= _EARLY
            if ends_soon and (not holds or self._not_before is None or now >= self._not_before):
                try:
                    token = self._token = self._renewed(now)
                except ApiAway:
                    if not holds:
                        raise
                    self._not_before = now + _AGAIN
            assert token is not None
            return f"Bearer {token.value}"

    def refused(self, value: str) -> bool:
        """It did not hold any more: the next one is asked for, unless that was done already."""
        with self._lock:
            if self._token is not None and value == f"Bearer {self._token.value}":
                self._token = None
            return True

    def _renewed(self, now: datetime) -> _Token:
        request = urllib.request.Request(  # noqa: S310 - the address is checked to be http(s)
            self._url,
            data=urlencode(self._form).encode(),
            headers={
                "Authorization": self._authorization,
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "User-Agent": "followup",
            },
            method="POST",
        )
        try:
            reply = post(request, Deadline(_BUDGET), self._tls)
        except (NotSent, NotKnown) as error:
            raise ApiAway(f"{self._vendor} gives no access token: {error}.") from None
        if reply.status in (400, 401, 403):
            raise ApiAway(
                f"{self._vendor} does not take the client's id and secret; check {self._settings}.",
                timedelta(minutes=1),
                ours=True,
            )
        said = reply.object()
        value = said.get("access_token")
        if reply.status not in (200, 201) or not isinstance(value, str) or not value.isprintable():
            rest = retry_after(reply.headers) or timedelta(seconds=30)
            raise ApiAway(f"{self._vendor} gives no access token (status {reply.status}).", rest)
        return _Token(value, _end_of(said, now))


def _end_of(said: Mapping[str, Any], now: datetime) -> datetime:
    """When a token ends, by `expires_at` (ISO 8601) or `expires_in` (seconds); in an hour where it does not say."""
    at, seconds = said.get("expires_at"), said.get("expires_in")
    if isinstance(at, str):
        try:
            found = datetime.fromisoformat(at)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        except ValueError:
            pass
    if isinstance(seconds, int) and not isinstance(seconds, bool) and 0 < seconds < 10**8:
        return now + timedelta(seconds=seconds)
    return now + _USUAL
