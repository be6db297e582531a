"""Bytes to text as a mail reader has to: a mail's word for its charset is often wrong. Never raises."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.header import Header, decode_header
from typing import Final

_OFTEN_WRONG: Final = frozenset(("", "us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"))
"""Said by programs that do not know better; where the bytes are good UTF-8 they are that."""

_NO_CHARSETS: Final = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape"))
"""Python has them, and no mail is written in them; some take time that grows with the square of the length."""

_LONGEST: Final = 20_000
_MOST_WORDS: Final = 200
"""Characters and encoded words of a header; a stranger's mail must not keep everybody waiting."""


def decoded(raw: bytes, charset: str = "") -> str:
    """The text: what is told, unless the bytes say otherwise; without NULs and halves of characters."""
    said = charset.strip().strip("\"'").lower()
    tried = ["utf-8", "cp1252"] if said in _OFTEN_WRONG else [said, "utf-8", "cp1252"]
    for name in tried:
        if name.replace("-", "_") in _NO_CHARSETS:
            continue
        try:
            text = raw.decode(name)  # which knows charsets alone: by `codecs` bz2 would be one, and fill all memory
        except (LookupError, ValueError, TypeError):
            continue
        return text.replace("\0", "").encode("utf-8", "replace").decode()
    return raw.decode("latin-1").replace("\0", "")


def _raw_text(value: object) -> str:
    """A header that holds bytes as they are, which none should, and many do: read as text, whatever their charset."""
    if isinstance(value, Header):
        parts = decode_header(value)
        return "".join(part if isinstance(part, str) else decoded(part) for part, _ in parts)
    text = str(value)
    if "\x1b$" not in text:
        return text
    try:
        return text.encode("ascii", "surrogateescape").decode("iso-2022-jp")
    except ValueError:
        return text


def header_text(value: object) -> str:
    """A header's value as people read it, on one line."""
    raw = _raw_text(value)[:_LONGEST]
    if raw.count("=?") > _MOST_WORDS:  # finding their ends takes time that grows with the square of their number
        raw = raw.replace("=?", "= ?")
    try:
        parts = decode_header(raw)
        text = "".join(part if isinstance(part, str) else decoded(part, charset or "") for part, charset in parts)
    except (HeaderParseError, ValueError, LookupError):
        text = raw
    sound = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in sound).split())
