"""Logging in by OAuth 2: an access token for a refresh token, as Google and Microsoft want it (RFC 6749, section 6)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, NoReturn
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

from domain.names import digest
from integrations.mailbox.trouble import MailboxTrouble
from transport.deadline import Deadline, tls_context
from transport.http_request import NotKnown, NotSent, TooLong, post

_EARLY: Final = timedelta(minutes=2)
"""A token is not used to its last moment."""

_HOLDS: Final = timedelta(minutes=10)
"""How long a token is used where nobody said how long it holds."""

_LONGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Grant:
    """What the provider of the mailbox has given us to ask for tokens with. Secret."""

    url: str
    client_id: str
    client_secret: str
    refresh_token: str


class Tokens:
    """Access tokens, each as long as it holds. For one thread."""

    def __init__(self, grant: Grant, kept: Path, clock: Callable[[], datetime], *, patience: float = 20) -> None:
        """`kept` is the file for a refresh token that takes the place of the one that was given: Microsoft hands out a
        new one each time, and each is good for 90 days.
        """
        self._grant = grant
        self._file = kept
        self._clock = clock
        self._patience = patience
        self._token = ""
        self._until: datetime | None = None

    def access_token(self) -> str:
        """One that holds. Raises MailboxTrouble."""
        if self._until is None or self._clock() >= self._until:
            self._ask()
        return self._token

    def forget(self) -> None:
        """The mailbox does not take it: the next one is a new one."""
        self._until = None

    def _ask(self) -> None:
        given = self._grant
        fields = {
            "grant_type": "refresh_token",
            "client_id": given.client_id,
            "client_secret": given.client_secret,
            "refresh_token": self._newest(),
        }
        body = urlencode({name: value for name, value in fields.items() if value}).encode()
        answer = _post(given.url, body, self._patience)
        token = answer.get("access_token")
        if not isinstance(token, str) or not token:
            raise MailboxTrouble("refused", f"{_host(given.url)} answered without an access token.")
        holds = answer.get("expires_in")
        span = timedelta(seconds=float(holds)) - _EARLY if isinstance(holds, int | float) else _HOLDS
        self._token, self._until = token, self._clock() + max(span, timedelta(seconds=30))
        newer = answer.get("refresh_token")
        if isinstance(newer, str) and newer and newer != fields["refresh_token"]:
            self._keep(newer)

    def _newest(self) -> str:
        """The one that was handed out last for the one that is set; the one that is set where none was."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            found = json.loads(self._file.read_text())
            if found["for"] == self._mark() and isinstance(found["token"], str):
                return found["token"]
        return self._grant.refresh_token

    def _keep(self, token: str) -> None:
        own = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):  # then the one that is set goes on for as long as it holds
            descriptor = os.open(own, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump({"for": self._mark(), "token": token}, file)
                file.flush()
                os.fsync(file.fileno())
            own.replace(self._file)

    def _mark(self) -> str:
        return digest(self._grant.url, self._grant.client_id, self._grant.refresh_token, size=40)


def _post(url: str, body: bytes, patience: float) -> dict[str, Any]:
    """Asked at the address that is set: the secret goes nowhere else."""
    where = _host(url)
    no_token = MailboxTrouble("refused", f"{where} answers something that is no token; check FOLLOWUP_IMAP_TOKEN_URL.")
    request = Request(url, body, {"Accept": "application/json"})  # noqa: S310 - the settings let http and https pass
    try:
        reply = post(request, Deadline(timedelta(seconds=patience)), tls_context(), largest=_LONGEST)
    except TooLong:
        raise no_token from None
    except (NotSent, NotKnown) as error:
        raise MailboxTrouble("unreachable", f"{where} gives no token: {error}.") from None
    found = reply.object()
    if not 200 <= reply.status < 300:
        _refused(where, reply.status, str(found.get("error", "")))
    if not found:
        raise no_token
    return found


def _refused(where: str, status: int, said: str) -> NoReturn:
    """The words `invalid_grant` and the like say what to do; the sentence beside them names accounts."""
    if status >= 500 or status == 429:
        raise MailboxTrouble("unreachable", f"{where} gives no token now (HTTP {status}).")
    code = said if said.isascii() and said.replace("_", "").isalnum() and len(said) < 50 else f"HTTP {status}"
    what = "make a new refresh token" if code == "invalid_grant" else "check the four FOLLOWUP_IMAP_… settings of OAuth"
    raise MailboxTrouble("refused", f"{where} gives no token ({code}): {what}.")


def _host(url: str) -> str:
    return urlsplit(url).hostname or "the token's address"
