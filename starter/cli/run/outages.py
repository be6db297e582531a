"""Is anything being sent? Said first by `status`, `list`, `tasks`, `digest` and `doctor`, from the ledger alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starter.sending import Sending


def print_head(found: Sending, *, as_json: bool) -> None:
    """Before a list; beside JSON on stderr, so that what reads it gets rows and nothing else."""
    for line in found.lines():
        print(line, file=sys.stderr if as_json else sys.stdout)
