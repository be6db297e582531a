"""Reasons that stand on the timeline and in logs: one short line, with nothing personal and no secret in it (R15)."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[^\s<>()\"',;:]+@[^\s<>()\"',;]+")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{6,}\d")
_LONGEST = 160


def scrubbed(said: str | bytes, *private: str) -> str:
    """What a provider said, without addresses, phone numbers and the given private words, on one line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    for word in sorted((word for word in private if word), key=len, reverse=True):
        text = re.sub(re.escape(word), "…", text, flags=re.IGNORECASE)
    text = _NUMBER.sub("…", _ADDRESS.sub("…", text))
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
