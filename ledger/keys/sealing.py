"""AES-256-GCM as it is used here: a fresh nonce before each ciphertext, and what it is about bound to it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
_NONCE: Final = 12


class NotSealedHere(ValueError):
    """A ciphertext that was changed, or that was sealed under another key or about something else."""


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def cipher(key: bytes) -> AESGCM:
    """Made once per key: it is half of what sealing a small text costs."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # late: commands that read nothing sealed

    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return AESGCM(key)


def seal(key: AESGCM, plain: bytes, about: bytes) -> bytes:
    """The text under the key. A random nonce is safe for 2^32 texts a key, and a person has a few thousand."""
    nonce = os.urandom(_NONCE)
    return nonce + key.encrypt(nonce, plain, about)


def opened(key: AESGCM, sealed: bytes, about: bytes) -> bytes:
    """What was sealed about the same. Raises NotSealedHere."""
    from cryptography.exceptions import InvalidTag

    try:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
    except (InvalidTag, ValueError):
        raise NotSealedHere("A sealed text was changed, or belongs to somebody else.") from None
