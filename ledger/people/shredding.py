"""Overwriting the keys of somebody who was erased (R23), where the installation has a key per person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.names import workflow_id

if TYPE_CHECKING:
    from ledger.store import Ledger


def shred(ledger: Ledger, candidate_ids: Sequence[str], intakes: Sequence[str] = ()) -> int:
    """Overwrite the keys of these people, and of what was taken in about them; how many. None are there: nothing.

    Last of all steps that touch Temporal: it retries for ever what it cannot read. Raises LedgerUnavailable.
    """
    keys = getattr(ledger, "keys", None)
    if keys is None or not keys.encrypts:
        return 0
    return int(keys.shred([*map(workflow_id, candidate_ids), *intakes]))
