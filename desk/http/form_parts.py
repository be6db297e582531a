"""A posted form that brings a file along (`multipart/form-data`), read in memory: nothing of it is written to disk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message
from typing import Final

MULTIPART: Final = "multipart/form-data"
_MOST_PARTS: Final = 200
_LONGEST_NAME: Final = 100
_LONGEST_FIELD: Final = 20_000


@dataclass(frozen=True)
class File:
    """A file as a browser sends it."""

    name: str  # what it says that it's called; shown, and never the name of anything of ours
    content: bytes


class BadForm(ValueError):
    """A body that isn't such a form."""


def parts_of(content_type: str, body: bytes) -> tuple[dict[str, str], File | None]:
    """The fields, of one that comes twice the last, and the first file that isn't empty. Raises BadForm."""
    head = Message()
    head["content-type"] = content_type
    boundary = head.get_param("boundary")
    if not isinstance(boundary, str) or not 0 < len(boundary) <= 70 or not boundary.isascii():
        raise BadForm("no boundary")
    line = re.compile(rb"\r\n--" + re.escape(boundary.encode()) + rb"(?=--|[ \t]*\r\n)")
    pieces = line.split(b"\r\n" + body, _MOST_PARTS)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise BadForm("no end, or too many parts")
    fields: dict[str, str] = {}
    file: File | None = None
    for piece in pieces[1:-1]:
        lines, blank, content = piece.partition(b"\r\n\r\n")
        named = _named(lines) if blank else None
        if named is None:
            raise BadForm("a part without a name")
        name, filename = named
        if filename is None:
            if len(content) > _LONGEST_FIELD:
                raise BadForm("a field is too long")
            fields[name] = content.decode("utf-8", "replace")
        elif content and file is None:
            file = File(shown_name(filename), content)
    return fields, file


def _named(lines: bytes) -> tuple[str, str | None] | None:
    """A part's name, and its file's where it is one."""
    for line in lines.decode("utf-8", "replace").split("\r\n"):
        header, _, value = line.partition(":")
        if header.strip().lower() == "content-disposition":
            message = Message()
            message["content-disposition"] = value.strip()
            name = message.get_param("name", header="content-disposition")
            return (name, message.get_filename()) if isinstance(name, str) else None
    return None


def shown_name(name: str) -> str:
    """What a file is called, without the folders it was in and without what can't be shown."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(one if one.isprintable() else " " for one in last).strip()[:_LONGEST_NAME] or "file"
