"""The host's clock. The product reads it here alone: whoever puts it together may hand in another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present instant, aware UTC."""


def host_now() -> datetime:
    """The present instant by the host's clock, aware UTC."""
    return datetime.now(UTC)
