"""Reading JSON that somebody else wrote: whatever stands at a place, the answer is a usable value or none at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.one_line import one_line
from domain.tags import as_listed
from integrations.arrivals import Entry, NotUnderstood, Request

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_AMERICAN = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_object(text: bytes | str) -> dict[str, Any] | None:
    """The JSON object that the text holds; None where it holds none."""
    try:
        found = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError
        return None
    return found if isinstance(found, dict) else None


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} isn't JSON")


HEARD = "received_at"
"""The name under which it stands when something that is stored was heard."""

_STANDS_IN = "stands_in"


def kept(said: dict[str, Any], received_at: datetime) -> str:
    """What is stored of it: the body, and when it came, since not every vendor says when something happened."""
    return json.dumps({HEARD: received_at.isoformat(), "said": said})


def standing_in(entry: Entry) -> Entry:
    """The same, of a further application for one job, where the first is shown no more: so it counts in its place."""
    return replace(entry, body=json.dumps((read_object(entry.body) or {}) | {_STANDS_IN: True}))


def stands_in(entry: Entry) -> bool:
    """Is it an entry of `standing_in`? What comes in by a hook never is."""
    return Said(read_object(entry.body)).flag(_STANDS_IN) is True


def entry_of(
    request: Request, said: dict[str, Any], *, key: str, kind: str, about: str, application: str = ""
) -> Entry:
    """The one entry of a request: about a person of the ATS, or at least about an application of one."""
    return Entry(
        key=key, kind=kind or "unknown", about=about, body=kept(said, request.received_at), application=application
    )


def opened(entry: Entry) -> tuple[Said, datetime]:
    """What was stored with `kept`. Raises NotUnderstood where nothing legible is (any more)."""
    content = Said(read_object(entry.body))
    received_at = content.instant(HEARD)
    if received_at is None or not isinstance(content.at("said").value, dict):
        raise NotUnderstood("It holds no JSON object, or is no longer kept; see what was sent in the ATS's own log.")
    return content.at("said"), received_at


def filled(**values: Any) -> dict[str, Any]:
    """Those that are there."""
    return {name: value for name, value in values.items() if value}


class Said:
    """A value somewhere in what was said. Asking never fails; a path leads through keys."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def at(self, *path: str) -> Said:
        value = self.value
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return Said(value)

    def __bool__(self) -> bool:
        """Is anything there?"""
        return self.value not in (None, "", [], {})

    def all(self, *path: str) -> Iterator[Said]:
        """The members of a list; nothing where no list stands."""
        value = self.at(*path).value
        return (Said(one) for one in (value if isinstance(value, list) else ()))

    def is_list(self, *path: str) -> bool:
        """Does a list stand there, be it an empty one?"""
        return isinstance(self.at(*path).value, list)

    def first(self, *path: str) -> Said:
        return next(self.all(*path), Said(None))

    def text(self, *path: str, limit: int = 300) -> str:
        """A text or a number in one line, cut to its limit, without what no database and no mail takes."""
        value = self.at(*path).value
        if isinstance(value, bool) or not isinstance(value, str | int):
            return ""
        try:
            said = str(value)
        except ValueError:  # a number of thousands of digits
            return ""
        said = said[: 4 * limit].encode("utf-8", "ignore").decode()
        return one_line(said)[:limit].strip()

    def ident(self, *path: str) -> str:
        """An id that may stand in ours, in an address and in logs; nothing where it is none."""
        text = self.text(*path, limit=101)
        return text if _ID.fullmatch(text) else ""

    def first_ident(self, *paths: tuple[str, ...]) -> str:
        """The id at the first of the places where there is one."""
        return next((ident for path in paths if (ident := self.ident(*path))), "")

    def tags(self, *path: str) -> tuple[str, ...] | None:
        """The tags of a list of texts; None where no list stands."""
        return as_listed(one.text(limit=1000) for one in self.all(*path)) if self.is_list(*path) else None

    def flag(self, *path: str) -> bool | None:
        value = self.at(*path).value
        return value if isinstance(value, bool) else None

    def instant(self, *path: str) -> datetime | None:
        """An instant, from ISO 8601 (taken as UTC where it names no zone) or milliseconds since 1970."""
        value = self.at(*path).value
        try:
            if isinstance(value, int) and not isinstance(value, bool):
                found = _EPOCH + timedelta(milliseconds=value)
            elif isinstance(value, str):
                found = datetime.fromisoformat(value)
                found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
            else:
                return None
        except (ValueError, OverflowError):
            return None
        return found if 2000 <= found.year < 2200 else None

    def day(self, *path: str) -> date | None:
        """A day, from 2026-11-30 with or without a time, from 11/30/2026, or from an instant."""
        text = self.text(*path)
        if american := _AMERICAN.fullmatch(text):
            text = f"{american[3]}-{american[1]}-{american[2]}"
        try:
            found = date.fromisoformat(text[:10])
        except ValueError:
            at = self.instant(*path)
            return at.date() if at else None
        return found if 2000 <= found.year < 2200 else None
