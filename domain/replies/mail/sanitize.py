"""A raw mail cut down to what the library's parser reads in time that grows with its length alone.

The parser goes over a header once per parameter, over every line once per level of nesting, and keeps an object for
each part: a mail of a few megabytes can be written so that it would take hours and all memory. What people send is far
below these bounds, and comes out as it went in.
"""

from __future__ import annotations

import re
from typing import Final

_LINES: Final = 1_000_000  # the largest mail that is taken has half as many
_DELIMITERS: Final = 5_000
NESTED: Final = 30
TOO_DEEP: Final = "text/x-nested-too-deep"
"""What a multipart within more of them is read as: text, for somebody may have written something in it."""

_HEAD: Final = 256 * 1024  # bytes
_PARAMETERS: Final = 2_000  # bytes of a header that says what a part is

_LARGE: Final = 1_000_000  # bytes
_BASE64: Final = re.compile(rb"^(?:[A-Za-z0-9+/]{60,76}\r?\n)++", re.MULTILINE)
_READ: Final = 6_000 * 78
"""Of each run of base64 so much is kept: more than is ever read of a text. The parser would hold all of an attachment
several times over, and only its name is wanted."""

_SAYS_WHAT: Final = re.compile(
    rb"^(content-(?:type|disposition|transfer-encoding)[ \t]*:)([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE | re.MULTILINE
)
_MULTIPART: Final = re.compile(rb"\s*multipart/", re.IGNORECASE)
_END_OF_HEAD: Final = re.compile(rb"\n\r?\n")


def tamed(raw: bytes) -> bytes:
    """The mail without what only somebody writes who wants to keep us busy, and without the bulk of its attachments."""
    if len(raw) > _LARGE:
        raw = _BASE64.sub(_beginning, raw)
    raw = _until(raw, b"\n", _LINES)
    raw = _until(raw, b"\n--", _DELIMITERS)
    end = _END_OF_HEAD.search(raw)
    head = end.start() if end else len(raw)
    if head > _HEAD:
        raw = raw[: raw.rfind(b"\n", 0, _HEAD) + 1 or _HEAD].rstrip(b"\r\n") + raw[head:]
    nested = 0

    def shortened(found: re.Match[bytes]) -> bytes:
        nonlocal nested
        name, value = found[1], found[2]
        nested += (multipart := _MULTIPART.match(value) is not None)
        if multipart and nested > NESTED:
            return name + b" " + TOO_DEEP.encode()
        return name + value[:_PARAMETERS]

    return _SAYS_WHAT.sub(shortened, raw)


def _beginning(run: re.Match[bytes]) -> bytes:
    kept = run.string[run.start() : min(run.end(), run.start() + _READ)]
    return kept[: kept.rfind(b"\n") + 1]


def _until(raw: bytes, mark: bytes, most: int) -> bytes:
    return raw if raw.count(mark) <= most else mark.join(raw.split(mark, most)[:most])
