"""How a door read a reply, as the fact that is told says it (R3, R7, R8)."""

from __future__ import annotations

from typing import Any

from domain.replies.reading import MessageReading


def read_as(said: MessageReading) -> dict[str, Any]:
    """`read_as` of a `reply_received`: what the words came to, with all that the door knew."""
    return {
        "kind": said.kind,
        "certain": said.certain,
        "closes": [str(channel) for channel in said.closes],
        "withdraws": said.withdraws,
    }
