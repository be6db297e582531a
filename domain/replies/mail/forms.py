"""The fields of a posted form, as bytes: each in whatever charset its sender took. Never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

_BOUNDARY: Final = re.compile(r'boundary="?([^";,\s]{1,200})"?', re.IGNORECASE)
_NAME: Final = re.compile(r'\bname="([^"]*)"', re.IGNORECASE)
_FILE_NAME: Final = re.compile(r'\bfilename\*?="?(?:utf-8\'\')?([^";]*)"?', re.IGNORECASE)
_MOST_FIELDS: Final = 300


class Field(NamedTuple):
    """One field; `file_name` is not empty where it is an attached file."""

    name: str
    value: bytes
    file_name: str = ""


def fields_of(body: bytes, content_type: str) -> list[Field]:
    """What a form holds, in order; nothing where it is no form."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return [Field(name, value.encode("utf-8", "surrogateescape")) for name, value in pairs(body)]
    boundary = _BOUNDARY.search(content_type)
    if kind != "multipart/form-data" or boundary is None:
        return []
    return list(_parts(body, boundary[1].encode("utf-8", "surrogateescape")))


def pairs(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form in an address's notation, those without a value too; what is no UTF-8 is kept escaped."""
    try:
        text = body.decode("ascii")
        return parse_qsl(
            text, keep_blank_values=True, errors="surrogateescape", max_num_fields=_MOST_FIELDS, separator="&"
        )
    except ValueError:
        return []


def _parts(body: bytes, boundary: bytes) -> Iterator[Field]:
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1 : _MOST_FIELDS + 1]:
        if part.startswith(b"--"):
            return
        head, blank, value = part.partition(b"\r\n\r\n")
        disposition = next((h for h in head.split(b"\r\n") if h.lower().startswith(b"content-disposition:")), b"")
        header = disposition.decode("utf-8", "replace")
        if blank and (name := _NAME.search(header)):
            file_name = _FILE_NAME.search(header)
            yield Field(name[1], value, file_name[1] if file_name else "")
