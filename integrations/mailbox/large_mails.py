"""A large mail without what is attached to it: its head, its words, and of everything else the name.

A mail of 20 MB takes 370 MB of memory to read, and all but a few KB of it are files that are not kept anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

LARGE: Final = 1_000_000
"""Bytes from which a mail is taken in parts."""

_WORDS: Final = 1_000_000
"""Bytes of a part with words that are fetched."""

_BEGINNING: Final = 300_000
"""Bytes that are fetched of a mail whose parts the server cannot tell."""

_MOST_PARTS: Final = 100
_DEEPEST: Final = 20

Fetch = Callable[[list[str]], dict[bytes, Any]]
"""Fetches items of the one mail."""


@dataclass(frozen=True, slots=True)
class _Part:
    number: str
    boundary: bytes  # of one that holds others
    depth: int
    takes: str  # the item that is fetched for its content, or nothing


def without_attachments(fetch: Fetch) -> bytes:
    """The mail as if its attachments were empty."""
    try:
        structure = fetch(["BODYSTRUCTURE"])[b"BODYSTRUCTURE"]
        parts = list(_parts(structure, "", 0))[:_MOST_PARTS]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return _beginning(fetch)
    wanted = ["BODY.PEEK[HEADER]", *(f"BODY.PEEK[{part.number}.MIME]" for part in parts if part.number)]
    wanted += [part.takes for part in parts if part.takes]
    found = {_name(name): value for name, value in fetch(wanted).items() if isinstance(value, bytes)}
    head = found.get("BODY[HEADER]")
    if head is None:
        return _beginning(fetch)
    return b"".join([head, *_written(parts, found)])


def _beginning(fetch: Fetch) -> bytes:
    found = fetch([f"BODY.PEEK[]<0.{_BEGINNING}>"])
    return next((value for name, value in found.items() if name.startswith(b"BODY[]") and value), b"")


def _parts(structure: Any, number: str, depth: int) -> Iterator[_Part]:
    """The parts in order, each before those within it; a mail that is a single part has the number ""."""
    if structure.is_multipart and depth < _DEEPEST:
        boundary = _parameter(structure[2], b"BOUNDARY")
        yield _Part(number, boundary, depth, "")
        for place, one in enumerate(structure[0], start=1):
            yield from _parts(one, f"{number}.{place}" if number else str(place), depth + 1)
        return
    if structure.is_multipart:
        yield _Part(number, b"", depth, "")
        return
    maintype, subtype = (str(one, "ascii", "replace").lower() for one in structure[:2])
    here = number or "1"
    takes = ""
    if maintype == "text" and not _is_attached(structure):
        takes = f"BODY.PEEK[{here}]<0.{_WORDS}>"
    elif maintype == "message":  # a report; of the mail that came back the head alone
        takes = f"BODY.PEEK[{here}.HEADER]" if subtype == "rfc822" else f"BODY.PEEK[{here}]<0.{_WORDS}>"
    yield _Part(number, b"", depth, takes)


def _parameter(pairs: Any, name: bytes) -> bytes:
    found = dict(zip(pairs[::2], pairs[1::2], strict=False))
    value = next((value for key, value in found.items() if bytes(key).upper() == name), b"")
    if not isinstance(value, bytes) or not value:
        raise ValueError("a mail of several parts needs a boundary")
    return value


def _is_attached(structure: Any) -> bool:
    """Is it marked as a file, wherever in the structure the server puts the mark?"""
    return any(
        isinstance(one, tuple) and one and isinstance(one[0], bytes) and one[0].lower() == b"attachment"
        for one in structure[2:]
    )


def _name(key: bytes) -> str:
    return key.decode("ascii", "replace").partition("<")[0]


def _written(parts: list[_Part], found: dict[str, bytes]) -> Iterator[bytes]:
    """What follows the mail's head."""
    open_: list[_Part] = []
    for part in parts:
        while open_ and open_[-1].depth >= part.depth:
            yield b"\r\n--" + open_.pop().boundary + b"--\r\n"
        if part.number:
            yield b"\r\n--" + open_[-1].boundary + b"\r\n" if open_ else b""
            yield found.get(f"BODY[{part.number}.MIME]", b"\r\n")
        if part.boundary:
            open_.append(part)
        elif part.takes:
            content = found.get(_name(part.takes.replace(".PEEK", "").encode()), b"")
            yield content
    while open_:
        yield b"\r\n--" + open_.pop().boundary + b"--\r\n"
