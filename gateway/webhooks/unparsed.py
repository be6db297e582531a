"""What is kept of a posted mail that cannot be read: all but what is attached, in a form that can be read again later.

Line by line and without understanding more than headers and delimiters, since understanding is what has just failed.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import Any, Final

MOST: Final = 256 * 1024
"""Bytes of JSON that a row of the inbox holds of it."""

_BOUNDARY: Final = re.compile(rb'boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_TYPE: Final = re.compile(rb"content-type\s*:\s*([a-z]{1,50})/", re.IGNORECASE)
_ANSWER: Final = re.compile(rb"content-type\s*:\s*text/calendar", re.IGNORECASE)
"""An answer to an invitation is read, whatever file it says to be."""
_ATTACHED: Final = re.compile(rb"(?:disposition\s*:\s*attachment|filename\*?\d*\*?\s*=)", re.IGNORECASE)
_MAIL: Final = re.compile(rb'form-data\s*;\s*name="email"|content-type\s*:\s*message/rfc822', re.IGNORECASE)
"""What a part holds begins with a head of its own."""
_HEADERS: Final = 200  # lines; what goes on for longer is no head of a part
_READ: Final = (b"text", b"multipart", b"message")


@dataclass(frozen=True, slots=True)
class UnparsedBody:
    """A body without what was attached. Personal."""

    body: bytes
    attached: int = 0  # how many attachments are left out
    bytes_of_them: int = 0
    cut: int = 0  # bytes left out at its end

    @property
    def said(self) -> str:
        """What is left out, as a sentence to be shown after another one; without names. Empty where nothing is."""
        parts = []
        if self.attached:
            many = "an attachment" if self.attached == 1 else f"{self.attached} attachments"
            parts.append(f"{many} ({_size(self.bytes_of_them)})")
        if self.cut:
            parts.append(f"the last {_size(self.cut)}")
        return f" Of it {' and '.join(parts)} {'is' if len(parts) < 2 else 'are'} not kept." if parts else ""

    def dump(self) -> dict[str, Any]:
        """As JSON's values: text where it is text, so that people can read it too."""
        left = {"left_out": self.said.strip()} if self.said else {}
        numbers = {"attached": self.attached, "bytes_of_them": self.bytes_of_them, "cut": self.cut}
        try:
            return {"text": self.body.decode(), **left, **numbers}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(self.body).decode(), **left, **numbers}

    @classmethod
    def load(cls, found: dict[str, Any]) -> UnparsedBody:
        """What `dump` gave. Raises KeyError, TypeError or ValueError where it is something else."""
        body = found["text"].encode() if "text" in found else base64.b64decode(found["base64"])
        return cls(body, *(int(found[name]) for name in ("attached", "bytes_of_them", "cut")))


def spared(body: bytes, content_type: str) -> UnparsedBody:
    """The body without what is attached, and no more of it than a row holds. In time that grows with its length."""
    kept, attached, left_out = without_attachments(body, content_type)
    whole = len(kept)
    found = UnparsedBody(kept[:MOST], attached, left_out, max(0, whole - MOST))
    while len(json.dumps(found.dump())) > MOST and found.body:
        shorter = found.body[: len(found.body) * 2 // 3]
        found = UnparsedBody(shorter, attached, left_out, whole - len(shorter))
    return found


def without_attachments(body: bytes, content_type: str) -> tuple[bytes, int, int]:
    """What is left, how many parts were emptied, and how many bytes those had."""
    delimiters = {b"--" + (one[1] or one[2]) for one in _BOUNDARY.finditer(content_type.encode("utf-8", "replace"))}
    if body.startswith(b"--"):  # the form's own, where its header does not say so
        delimiters.add(body[:300].split(b"\n", 1)[0].rstrip())
    kept: list[bytes] = []
    head: list[bytes] | None = []
    attached, left_out, leaving = 0, 0, False
    for line in body.splitlines(keepends=True) if b"\n" in body else [body]:
        bare = line.rstrip()
        if bare.startswith(b"--") and (bare in delimiters or bare.removesuffix(b"--") in delimiters):
            head, leaving = [], False
        elif head is not None:
            head.append(line[:2000])
            if not bare or len(head) > _HEADERS:
                whole = b"".join(head)
                delimiters |= {b"--" + (one[1] or one[2]) for one in _BOUNDARY.finditer(whole)}
                leaving, head = _is_attached(whole), [] if _MAIL.search(whole) else None
                if leaving:
                    attached += 1
                    kept += [line, b"\r\n" if line.endswith(b"\r\n") else b"\n"]  # what is left is an empty part
                    continue
        elif leaving:
            left_out += len(line)
            continue
        kept.append(line)
    return b"".join(kept), attached, left_out


def _is_attached(head: bytes) -> bool:
    if _ANSWER.search(head):
        return False
    kind = _TYPE.search(head)
    return bool(_ATTACHED.search(head)) or (kind is not None and kind[1].lower() not in _READ)


def _size(number: int) -> str:
    return f"{number / 1024:.0f} KiB" if number >= 1024 else f"{number} bytes"
