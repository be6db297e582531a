"""The secrets that open the codec server of this machine: by themselves, for `followup up` needs nothing else of it."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TOKEN_FILE: Final = "codec-token"  # noqa: S105  its name
OPS_TOKEN_FILE: Final = "codec-token-ops"  # noqa: S105  the same


@dataclass(frozen=True, slots=True)
class Tokens:
    """The secrets of this machine, a file each."""

    words: str
    structure: str


def codec_tokens(home: Path) -> Tokens:
    """The secrets that open it, made where there are none. Raises OSError."""
    return Tokens(codec_token(home), codec_token(home, OPS_TOKEN_FILE))


def codec_token(home: Path, name: str = TOKEN_FILE) -> str:
    """One of them, made where there is none. Raises OSError."""
    path = home / name
    with suppress(FileNotFoundError):
        return path.read_text().strip()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = path.with_name(f"{name}.{os.getpid()}")
    with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(24) + "\n")
    try:
        with suppress(FileExistsError):
            os.link(own, path)  # the first of two processes wins
    finally:
        own.unlink()
    return path.read_text().strip()
