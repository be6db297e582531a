"""Taking the words out of one thing on record (R23): from the ledger, the clock, and what Temporal still has of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from activities.erasing import earlier_runs_deleted, runs_of
from domain.names import digest, workflow_id
from ledger.people.erasures_file import ErasuresFile
from starter.client import Followup, envelope

PATIENCE: Final = 60.0
"""Seconds: the server takes half a minute to delete a run that has just ended."""


async def redact(
    followup: Followup, file: ErasuresFile, ids: Sequence[str], about: str, by: str, *, patience: float = PATIENCE
) -> bool:
    """Have it done; False where Temporal has not deleted all yet that holds the words: say it again later, which is
    harmless. `ids`: under which they are followed up, and all that were joined into it; `about`: the event id, or the
    key of a message, in full.

    Raises NoSuchCandidate, Refused, NoAnswer, TemporalUnreachable, RPCError, LedgerUnavailable, OSError.
    """
    # Before anything else: a ledger that is restored from an older copy loses the words again (`starter.erasing`).
    candidate_id = ids[0]
    await asyncio.to_thread(file.add_redaction, candidate_id, about, followup.clock())
    earlier = {whose: await runs_of(followup.client, whose) for whose in map(workflow_id, ids)}
    fact: dict[str, Any] = envelope(f"redacted:{digest(candidate_id, about)}", by, followup.clock(), about=about)
    await followup.update(candidate_id, "redact", fact)
    await asyncio.to_thread(followup.ledger.erasures.compact)  # SQLite's log still has what it was
    gone = [await earlier_runs_deleted(followup.client, *one, patience=patience) for one in earlier.items()]
    return all(gone)
