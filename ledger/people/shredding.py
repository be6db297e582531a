"""Overwriting the keys of somebody who was erased (R23), where the installation has a key per person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.names import workflow_id

if TYPE_CHECKING:
    from ledger.store import Ledger


def shred(ledger: Ledger, candidate_ids: Sequence[str], intakes: Sequence[str] = ()) -> int:
    """Overwrite the keys of these people, and of what was taken in about them; how many of theirs are by now.

    Last of all steps that touch Temporal: it retries for ever what it cannot read. Raises LedgerUnavailable.
    """
    if not ledger.keys.encrypts:
        return 0
    theirs = [workflow_id(ident) for ident in candidate_ids]
    ledger.keys.shred([*theirs, *intakes])
    # Whoever speaks to the id later, starts its clock once more, which ends or passes on what somebody new applied
    # with: it seals under another key, and could do nothing for ever without one.
    ledger.keys.reopen(theirs)
    return ledger.keys.shredded([*theirs, *intakes])
