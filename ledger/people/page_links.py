"""Links to the candidates' own pages: made, opened, used once, revoked.

Both the worker, for messages, and the gateway make links, and both have the ledger's secret keys, so they are made
here. A token is the candidate's id and the instant of its making, sealed under the newest secret key (AES-SIV: nobody
reads it, nobody changes a bit of it, and the same id at the same second gives the same token, so that a message that is
written again is the same). Nothing is stored for a plain link: making one costs no commit and waits for no lock.

A *plain* link stands in every message and may be forwarded by its reader. A *fresh* one is mailed when it is asked for,
serves one purpose, once, within half an hour. The ledger keeps that it was made before it is mailed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from sqlalchemy import func, select, update

from ledger.engine import Database
from ledger.instants import from_text, to_text
from ledger.schema import fresh_links, link_revocations
from ledger.upserts import insert_or_replace

PLAIN_LIFE: Final = timedelta(days=365)
"""Each message carries a new link; who stops an old one's messages a year later is still heard."""

FRESH_LIFE: Final = timedelta(minutes=30)

FRESH_GAP: Final = timedelta(minutes=3)
"""At least between two mails with a fresh link to one person."""

FRESH_A_DAY: Final = 6
"""At most within 24 hours, so that nobody who got hold of a plain link can fill the person's mailbox."""


class Purpose(StrEnum):
    """What a fresh link is good for."""

    DATA = "data"
    ERASURE = "erasure"
    START_AGAIN = "start-again"


_PLAIN: Final = 0
_PURPOSES: Final = {1: Purpose.DATA, 2: Purpose.ERASURE, 3: Purpose.START_AGAIN}  # pinned: they stand in links
_NUMBERS: Final = {purpose: number for number, purpose in _PURPOSES.items()}
_STAMP: Final = 4  # bytes of the instant, in seconds since 1970
_LAST_SECOND: Final = 2**32 - 1
_NONCE: Final = 9
_LONGEST: Final = 400  # characters of a token; ids have at most 100, beside their source
_USE: Final = [b"followup candidate page 1"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a token says, which we wrote ourselves."""

    candidate_id: str
    made_at: datetime
    purpose: Purpose | None = None  # None: a plain link
    mark: str = ""  # names a fresh link in the ledger and opens nothing


class PageLinks:
    """The links of one installation. Safe to share between threads."""

    def __init__(self, database: Database, secret_keys: Sequence[str]) -> None:
        """`secret_keys`: newest first. A link made under a key opens for as long as the key is in the list."""
        self._database = database
        keys = (hmac.new(key.encode(), b"candidate page links", hashlib.sha512).digest() for key in secret_keys)
        self._sealers = tuple(AESSIV(key) for key in keys)

    # ------------------------------------------------------------ without the ledger

    def plain(self, candidate_id: str, at: datetime) -> str:
        """The token of a plain link, as of `at`."""
        return self._sealed(bytes([_PLAIN]) + _stamp(at) + candidate_id.encode())

    def open(self, token: str) -> Opened | None:
        """What the token says, whatever became of it; None where we did not make it."""
        if not token or len(token) > _LONGEST or not token.isascii():
            return None
        try:
            sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except ValueError:
            return None
        if base64.urlsafe_b64encode(sealed).rstrip(b"=").decode() != token:
            return None  # another spelling of the same bytes
        for sealer in self._sealers:
            try:
                return _read(sealer.decrypt(sealed, _USE))
            except (InvalidTag, ValueError, OverflowError):
                continue
        return None

    # ------------------------------------------------------------ with the ledger; all raise LedgerUnavailable

    def live(self, token: str, now: datetime) -> Opened | None:
        """What the token says, if it holds: not too old, not revoked, and not used. Changes nothing."""
        opened = self.open(token)
        if opened is None or now - opened.made_at > (FRESH_LIFE if opened.purpose else PLAIN_LIFE):
            return None
        if not self.holds(opened.candidate_id, opened.made_at):
            return None
        unused = select(func.count()).where(fresh_links.c.mark == opened.mark, fresh_links.c.used_at.is_(None))
        with self._database.reading() as connection:
            if opened.purpose and not connection.execute(unused).scalar():
                return None
        return opened

    def holds(self, candidate_id: str, made_at: datetime) -> bool:
        """Is a link of theirs from that instant not revoked?"""
        revoked = select(link_revocations.c.revoked_at).where(link_revocations.c.candidate_id == candidate_id)
        at = self._database.scalar(revoked)
        return at is None or made_at > from_text(at)

    def fresh(self, candidate_id: str, purpose: Purpose, at: datetime) -> str | None:
        """The token of a new fresh link, on record; None where the last one is too recent, or there were too many."""
        nonce = secrets.token_bytes(_NONCE)
        theirs = fresh_links.c.candidate_id == candidate_id
        last_day = select(func.count(), func.max(fresh_links.c.made_at)).where(
            theirs, fresh_links.c.made_at > to_text(at - timedelta(days=1))
        )
        with self._database.writing(candidate_id) as connection:
            made, last = connection.execute(last_day).one()
            if made >= FRESH_A_DAY or (last and at - from_text(last) < FRESH_GAP):
                return None
            row = {
                "mark": _mark(nonce),
                "candidate_id": candidate_id,
                "purpose": str(purpose),
                "made_at": to_text(at),
                "used_at": None,
            }
            connection.execute(fresh_links.insert().values(**row))
        return self._sealed(bytes([_NUMBERS[purpose]]) + _stamp(at) + nonce + candidate_id.encode())

    def use(self, opened: Opened, at: datetime) -> bool:
        """Use a fresh link up: True for the one who does, False where it was used before."""
        statement = (
            update(fresh_links)
            .where(fresh_links.c.mark == opened.mark, fresh_links.c.used_at.is_(None))
            .values(used_at=to_text(at))
        )
        with self._database.writing(opened.candidate_id) as connection:
            return connection.execute(statement).rowcount == 1

    def revoke(self, candidate_id: str, at: datetime) -> None:
        """No link that was made until now opens anything any more."""
        with self._database.writing(candidate_id) as connection:
            row = {"candidate_id": candidate_id, "revoked_at": to_text(at)}
            insert_or_replace(connection, link_revocations, [row])

    # ------------------------------------------------------------ within

    def _sealed(self, content: bytes) -> str:
        sealed: bytes = self._sealers[0].encrypt(content, _USE)
        return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _read(content: bytes) -> Opened | None:
    kind, stamp, rest = content[0], content[1 : 1 + _STAMP], content[1 + _STAMP :]
    made_at = datetime.fromtimestamp(int.from_bytes(stamp, "big"), UTC)
    if kind == _PLAIN:
        return Opened(rest.decode(), made_at)
    if kind not in _PURPOSES:
        return None  # made by a newer version
    return Opened(rest[_NONCE:].decode(), made_at, _PURPOSES[kind], _mark(rest[:_NONCE]))


def _stamp(at: datetime) -> bytes:
    return min(int(at.timestamp()), _LAST_SECOND).to_bytes(_STAMP, "big")


def _mark(nonce: bytes) -> str:
    return hashlib.sha256(b"fresh link" + nonce).hexdigest()[:32]
