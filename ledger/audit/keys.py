"""Keys that sign: the one of the checkpoints, and those of operators. They live in files outside the ledger, so that
whoever can write the ledger cannot sign what they have written. The form is that of C2SP's signed notes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

CHECKPOINT_KEY: Final = "checkpoint-key"
"""The file in FOLLOWUP_KEYS."""

_ED25519: Final = b"\x01"


class BadKey(Exception):
    """A key cannot be read or made; one sentence on why, and what to do."""


class SigningKey:
    """A private key, and the name under which it signs."""

    def __init__(self, name: str, seed: bytes) -> None:
        self.name = name
        self._seed, self._key = seed, Ed25519PrivateKey.from_private_bytes(seed)
        self._raw = _ED25519 + self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._ident = hashlib.sha256(name.encode() + b"\n" + self._raw).digest()[:4]

    @classmethod
    def made(cls, name: str) -> SigningKey:
        """A new one. What a name may not hold is left out of it."""
        seed = Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        return cls("".join(c for c in name if c.isprintable() and not c.isspace() and c != "+") or "followup", seed)

    @classmethod
    def read(cls, path: Path) -> SigningKey:
        """Raises BadKey."""
        try:
            words = path.read_text().split()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            raise BadKey(f"The key in {path} can't be read: {why}.") from None
        try:
            ((private, key, name, ident, seed),) = (word.split("+", 4) for word in words)
            raw = base64.b64decode(seed, validate=True)
            if (private, key, raw[:1], len(raw)) != ("PRIVATE", "KEY", _ED25519, 33):
                raise ValueError
            made = cls(name, raw[1:])
            if made._ident.hex() != ident:
                raise ValueError
        except (ValueError, binascii.Error):
            raise BadKey(f"{path} holds no private key of followup; restore it from your copy of the keys.") from None
        return made

    def write(self, path: Path) -> None:
        """Into a file that only its owner can read, and that is not there yet. Raises BadKey."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(f"PRIVATE+KEY+{self.name}+{self._ident.hex()}+{_text(_ED25519 + self._seed)}\n")
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            raise BadKey(f"{path} is there already; choose another file, so that no key is lost.") from None
        except OSError as error:
            raise BadKey(f"The key can't be written to {path}: {error.strerror}.") from None

    @property
    def public(self) -> str:
        """The public half, as it is handed out."""
        return f"{self.name}+{self._ident.hex()}+{_text(self._raw)}"

    def sign(self, message: bytes) -> str:
        """The signature in base64, behind the key's id."""
        return _text(self._ident + self._key.sign(message))

    def note(self, text: str) -> str:
        """The text as a signed note."""
        return f"{text}\n— {self.name} {self.sign(text.encode())}\n"


def checkpoint_key_of(folder: Path, domain: str, *, is_first: bool) -> SigningKey:
    """The key that signs checkpoints. It is made for the first one (`is_first`), and never silently replaced.

    `domain`: the company's, which gives a new key its name. Raises BadKey.
    """
    path = folder / CHECKPOINT_KEY
    if not path.exists():
        if not is_first:
            raise BadKey(
                f"The key that signs checkpoints isn't in {folder}: put {CHECKPOINT_KEY} back there from your copy, or "
                "set FOLLOWUP_KEYS to the folder that has it; if it's lost, `followup audit key --renew` makes another."
            )
        with suppress(BadKey):  # another process was quicker, or it can't be written, which reading tells
            SigningKey.made(f"{domain}/followup" if domain else "followup").write(path)
    return SigningKey.read(path)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
