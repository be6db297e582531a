"""The address that a mail asks to be answered at: it names the touch, so that whoever answers it is found (R8, R17).

`reply+<token>@domain`, where the token is the touch's opaque reference and a mark that only the holder of a secret key
can make. It holds nothing personal, stays within the 64 characters of a local part, and has letters that mean the same
in upper and lower case, since mail systems fold case as they please.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import Final

from domain.names import digest

_PREFIX: Final = "reply+"
_REFERENCE_BYTES: Final = 8  # as long as `domain.names.digest`
_MARK_BYTES: Final = 10
_TOKEN: Final = re.compile(r"(?<![a-z0-9])reply(?:\+|=2b|%2b)([a-z2-7]{29})(?![a-z0-9])", re.IGNORECASE)


def reply_address(touch_key: str, domain: str, keys: Sequence[str]) -> str:
    """Where an answer to this touch is to go. `keys` newest first; the newest signs."""
    reference = bytes.fromhex(digest(touch_key))
    token = base64.b32encode(reference + _mark(reference, keys[0])).decode().rstrip("=").lower()
    return f"{_PREFIX}{token}@{domain}"


def references_in(text: str, keys: Sequence[str]) -> list[str]:
    """The references of touches that stand rightly signed in addresses somewhere in the text, each once, in order.

    Every key is tried, so that answers to mails of before a rotation are found as long as the old key stays listed.
    """
    found: dict[str, None] = {}
    for match in _TOKEN.finditer(text):
        if reference := _read(match[1], keys):
            found[reference] = None
    return list(found)


def _read(token: str, keys: Sequence[str]) -> str:
    try:
        raw = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    except binascii.Error:
        return ""
    reference, mark = raw[:_REFERENCE_BYTES], raw[_REFERENCE_BYTES:]
    right = False
    for key in keys:
        right |= hmac.compare_digest(_mark(reference, key), mark)
    return reference.hex() if right else ""


def _mark(reference: bytes, key: str) -> bytes:
    return hmac.new(key.encode(), b"reply-address:" + reference, hashlib.sha256).digest()[:_MARK_BYTES]
