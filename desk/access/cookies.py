"""The session's cookie and what a form has to carry: both are worth nothing without the other.

The cookie is chance with a seal of this installation's secret key, so that what we did not hand out costs no look into
the ledger. A form's token is made from the session, so that no other site's page can know it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Final

COOKIE: Final = "followup_desk"


def cookie_name(name: str, *, https: bool) -> str:
    """What a cookie is called: over https such that a browser takes it from this very host alone, over TLS alone."""
    return f"__Host-{name}" if https else name


_LONGEST: Final = 200


class Seals:
    """Signs and checks with the installation's secret keys, the newest first."""

    def __init__(self, secret_keys: Sequence[str]) -> None:
        self._keys = [hashlib.sha256(b"followup desk\n" + key.encode()).digest() for key in secret_keys]

    def cookie(self, token: str) -> str:
        """What the browser keeps of a session's token."""
        return f"{token}.{_seal(self._keys[0], 'cookie', token)}"

    def token(self, cookie: str) -> str | None:
        """The session's token in a cookie that we handed out; None in any other."""
        token, _, seal = cookie.rpartition(".")
        if not token or len(cookie) > _LONGEST or not cookie.isascii():
            return None
        held = any(hmac.compare_digest(seal, _seal(key, "cookie", token)) for key in self._keys)
        return token if held else None

    def form_token(self, token: str) -> str:
        """What every form and every act of this session carries."""
        return _seal(self._keys[0], "form", token)

    def is_form_token(self, given: str, token: str) -> bool:
        """Does the act come from a page of this session?"""
        return given.isascii() and any(hmac.compare_digest(given, _seal(key, "form", token)) for key in self._keys)


def _seal(key: bytes, use: str, token: str) -> str:
    digest = hmac.new(key, f"{use}\n{token}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
