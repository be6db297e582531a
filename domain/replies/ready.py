"""What reading replies needs, compiled before the first one comes: it takes some tenths of a second of CPU.

A clock reads a reply within its task, which may not hold the worker up for longer than two seconds; on a busy machine
some tenths are as much.
"""

from __future__ import annotations

from domain.replies import reactions, wishes


def make_ready() -> None:
    """Compile the patterns of all languages. A second call does nothing."""
    wishes.make_ready()
    reactions.make_ready()
