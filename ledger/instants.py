"""Instants as the ledger keeps them: ISO 8601 text in UTC, of one width, so that text sorts as time does."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(at: datetime) -> str:
    """The instant as it is stored. Raises ValueError for one without a zone, which would be a guess."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone; pass an aware datetime")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The stored instant, aware, in UTC."""
    return datetime.fromisoformat(text)


def shown(text: str | None) -> str | None:
    """The stored instant for readers: ISO 8601 with offset, without a fraction of a second that is zero."""
    return None if text is None else text.replace(".000000", "")
