"""Logging in with the company's identity provider: how it begins in a browser, and that only there it can end.

What has to come back stands in a cookie that nobody but this installation can read: another browser's answer, an old
one, or one that somebody made up logs nobody in. The person is the one who, by the provider's word, has that address,
and the team says what they may do.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

COOKIE: Final = "followup_desk_login"
LIFE: Final = timedelta(minutes=10)
"""How long somebody may take at the provider's page."""
_REMEMBERED: Final = 2000


class NotIdentified(Exception):
    """The provider's answer proves nobody. One sentence for the log."""


class IdentityAway(Exception):
    """The provider doesn't answer. One sentence for the log."""


class Begun(Protocol):
    """A login that somebody began."""

    @property
    def url(self) -> str:
        """Where they go."""

    @property
    def state(self) -> str: ...

    @property
    def nonce(self) -> str: ...

    @property
    def verifier(self) -> str: ...


class Identifying(Protocol):
    """The identity provider, handed in. Both methods wait for it."""

    def begin(self, back_to: str) -> Begun:
        """Raises IdentityAway."""

    def finish(self, answer: Mapping[str, str], nonce: str, verifier: str, back_to: str) -> str:
        """Their verified address, else an empty text. Raises NotIdentified and IdentityAway."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What a login has to come back with, and where they wanted to go."""

    state: str
    nonce: str
    verifier: str
    then: str


class PendingLogins:
    """Keeps logins that have begun in their browsers' cookies. For one event loop."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        made = (hashlib.sha256(b"followup desk login\n" + key.encode()).digest() for key in secret_keys)
        self._keys = MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])
        self._used: OrderedDict[str, None] = OrderedDict()

    def cookie(self, begun: Begun, then: str, at: datetime) -> str:
        """What the browser keeps until it comes back."""
        said = json.dumps([begun.state, begun.nonce, begun.verifier, then])
        return self._keys.encrypt_at_time(said.encode(), int(at.timestamp())).decode()

    def come_back(self, cookie: str, state: str, at: datetime) -> Pending | None:
        """What had begun in this browser with that state, once; None where nothing has."""
        try:
            said: Any = self._keys.decrypt_at_time(cookie.encode(), int(LIFE.total_seconds()), int(at.timestamp()))
        except (InvalidToken, UnicodeEncodeError):
            return None
        found = Pending(*json.loads(said))
        if not state.isascii() or not hmac.compare_digest(found.state, state) or state in self._used:
            return None
        self._used[state] = None
        while len(self._used) > _REMEMBERED:
            self._used.popitem(last=False)
        return found
