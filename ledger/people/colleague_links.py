"""Links to the page on which a colleague answers a question about a candidate: made, opened, ended.

As the plain links of candidates (`ledger.people.page_links`) they are sealed and nothing is stored for them. They are
sealed for a use of their own, so that neither kind opens the other's page. They end after a month, with
`followup page ID --revoke`, and with an erasure.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

LIFE: Final = timedelta(days=30)

_USE: Final = [b"followup colleague page 1"]
_STAMP: Final = 4  # bytes of the instant, in seconds since 1970
_LAST_SECOND: Final = 2**32 - 1
_LONGEST: Final = 1200  # characters of a token
_FORM: Final = re.compile(r"([A-Za-z0-9_-]{16})([0-9a-f]{32})")


@dataclass(frozen=True, slots=True)
class Question:
    """What a link asks, of whom and about whom, which we wrote ourselves."""

    candidate_id: str
    application_id: str
    what: str
    """The question and what it is about (`domain.state.model.Asked`)."""
    who: str
    """The mark of the colleague whose word is wanted."""


@dataclass(frozen=True, slots=True)
class OpenedQuestion:
    """A question with when its link was made."""

    question: Question
    made_at: datetime


class ColleagueLinks:
    """The links of one installation. Safe to share between threads."""

    def __init__(self, secret_keys: Sequence[str], holds: Callable[[str, datetime], bool]) -> None:
        """`secret_keys`: newest first. `holds`: is a link of that person's from that instant not revoked?"""
        self._sealers = tuple(AESSIV(_derived(key, b"colleague page links")) for key in secret_keys)
        self._marks = tuple(_derived(key, b"colleague page forms") for key in secret_keys)
        self._holds = holds

    def make(self, question: Question, at: datetime) -> str:
        """The token of a link, as of `at`: the same at the same second, so that a mail that is written twice is one."""
        stamp = min(int(at.timestamp()), _LAST_SECOND).to_bytes(_STAMP, "big")
        parts = [question.candidate_id, question.application_id, question.what, question.who]
        content = stamp + json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()
        return _text(self._sealers[0].encrypt(content, _USE))

    def open(self, token: str) -> OpenedQuestion | None:
        """What the token asks, whatever became of it; None where we did not make it."""
        if not token or len(token) > _LONGEST or not token.isascii():
            return None
        try:
            sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        if _text(sealed) != token:
            return None  # another spelling of the same bytes
        for sealer in self._sealers:
            try:
                content = sealer.decrypt(sealed, _USE)
                made_at = datetime.fromtimestamp(int.from_bytes(content[:_STAMP], "big"), UTC)
                return OpenedQuestion(Question(*map(str, json.loads(content[_STAMP:]))), made_at)
            except (InvalidTag, ValueError, OverflowError, TypeError):
                continue
        return None

    def live(self, token: str, now: datetime) -> OpenedQuestion | None:
        """What the token asks, if it holds: not too old, and not revoked. Changes nothing. Raises LedgerUnavailable."""
        opened = self.open(token)
        if opened is None or not timedelta(hours=-1) <= now - opened.made_at <= LIFE:
            return None
        return opened if self._holds(opened.question.candidate_id, opened.made_at) else None

    def form(self, token: str) -> str:
        """What a form of that page carries: it names the form, and nobody makes one without having opened the page."""
        nonce = secrets.token_urlsafe(12)
        return nonce + _mark(self._marks[0], nonce, token)

    def is_form(self, given: str, token: str) -> bool:
        """Was this given to a form of that page?"""
        found = _FORM.fullmatch(given)
        if found is None:
            return False
        return any(hmac.compare_digest(found[2], _mark(key, found[1], token)) for key in self._marks)


def _derived(key: str, use: bytes) -> bytes:
    return hmac.new(key.encode(), use, hashlib.sha512).digest()


def _mark(key: bytes, nonce: str, token: str) -> str:
    return hmac.new(key, f"{nonce} {token}".encode(), hashlib.sha256).hexdigest()[:32]


def _text(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
