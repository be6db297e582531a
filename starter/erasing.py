"""Having somebody erased (R23): one call for the command line, the gateway and whatever else asks for it.

And doing it again after a restore, before a worker starts: an older copy of the ledger or of Temporal's database must
bring nobody back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from activities.erasing import LOOK, STEPS, Erasing, StepOrder
from domain.decisions.retention import forbids_request
from domain.names import ERASURE_WORKFLOW, TASK_QUEUE, erasure_workflow_id, workflow_id
from domain.playbook.model import Playbook
from domain.state.model import CandidateState
from ledger.people.erasures import Erasure, Held, Reason
from ledger.people.erasures_file import ErasuresFile
from ledger.people.left_in_plain import Sign
from ledger.store import Ledger
from starter.client import Followup

log = logging.getLogger("followup.erasing")

_LOOK: Final = 0.2
_SOME: Final = 40
"""Ids in one query of visibility."""


async def begin(
    client: Client,
    ledger: Ledger,
    candidate_id: str,
    reason: Reason,
    by: str,
    at: datetime,
    *,
    not_theirs: bool = False,
) -> Erasure:
    """Have them erased; the erasure that is under way where there is one. `not_theirs`: where only a word of their name
    was found, it means somebody else. Raises Held, NotKnown, LedgerUnavailable, RPCError.
    """

    def ask() -> Erasure:
        if reason in ("request", "colleague"):
            _raise_if_too_early(ledger, candidate_id, at)
        erasure = ledger.erasures.ask(candidate_id, reason, by, at)
        if not_theirs:
            ledger.erasures.not_theirs(erasure.erasure_id, by)
        if erasure.says:  # somebody has seen to it, perhaps: whoever waits hears what is found now
            ledger.erasures.stuck(erasure.erasure_id, "")
        return erasure

    erasure = await asyncio.to_thread(ask)
    await start(client, erasure.erasure_id, looks_now=bool(erasure.says))
    return erasure


def _raise_if_too_early(ledger: Ledger, candidate_id: str, at: datetime) -> None:
    """Where the playbook says that the least time binds requests too. Raises Held."""
    snapshot, in_force = ledger.snapshot(ledger.owner_of(candidate_id)), ledger.playbooks.in_force()
    if snapshot is None or in_force is None:
        return
    playbook = Playbook.kept(in_force[1], in_force[0])
    until = forbids_request(CandidateState.model_validate(snapshot), playbook, at)
    if until is not None:
        raise Held(
            f"{candidate_id} has to be kept until {until:%d %b %Y}: the playbook's `retention:` says that its minimum "
            "binds requests too."
        )


async def start(client: Client, erasure_id: str, *, looks_now: bool = False) -> None:
    """Start its workflow, unless it runs; `looks_now`: one that waits for a person looks again. Raises RPCError."""
    handle: Any = await client.start_workflow(
        ERASURE_WORKFLOW,
        erasure_id,
        id=erasure_workflow_id(erasure_id),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary="somebody is erased; who, stands in the ledger alone",
        start_signal=LOOK if looks_now else None,
    )
    del handle


async def erase(
    followup: Followup,
    candidate_id: str,
    reason: Reason,
    by: str,
    *,
    patience: float,
    told: Callable[[str], None],
    not_theirs: bool = False,
) -> Erasure:
    """The same, waited for; `told` hears what is in the way. Still `running` where it takes longer than `patience`."""
    at = followup.clock()
    erasure = await begin(followup.client, followup.ledger, candidate_id, reason, by, at, not_theirs=not_theirs)
    loop, said = asyncio.get_running_loop(), ""
    until = loop.time() + patience
    while True:
        erasure = await asyncio.to_thread(followup.ledger.erasures.one, erasure.erasure_id)
        if erasure.says and erasure.says != said:
            told(said := erasure.says)
        if erasure.state in ("done", "refused") or erasure.says or loop.time() > until:
            return erasure
        await asyncio.sleep(_LOOK)


async def carry_out(erasing: Erasing, erasure_id: str, *, first: str = STEPS[0]) -> None:
    """All steps in this process, from that one on. Raises Held, LedgerUnavailable, RPCError, OSError."""
    step = first
    while step:
        done = await erasing.carry_out(StepOrder(erasure=erasure_id, step=step))
        if done.wait_seconds and done.next != "compact":
            return  # a person has to see to it; the workflow goes on looking
        step = done.next


def empty_again(ledger: Ledger, file: ErasuresFile, at: datetime, sign: Sign | None = None) -> list[str]:
    """Take out of a restored ledger whoever was erased since that copy was made, and what lost its words; the erasures
    that are to be finished. `sign`: by the key of the checkpoints.

    Raises LedgerUnavailable, OSError.
    """
    known = ledger.erasures.all_done()
    again = [entry for entry in file.entries() if not set(entry.ids) <= known.get(entry.erasure_id, frozenset())]
    for entry in again:
        ledger.erasures.ask_again(entry.erasure_id, entry.ids, entry.reason, entry.at)
        ledger.erasures.mark(entry.erasure_id, at)
        ledger.erasures.empty(entry.erasure_id, at, sign)
    for whose, about in file.redactions():
        ledger.redactions.take_out(whose, about)
    if again:
        log.warning("%d people who were erased were in this copy of the ledger; they are erased again", len(again))
    return [entry.erasure_id for entry in again]


async def finish_again(erasing: Erasing, client: Client, ledger: Ledger, file: ErasuresFile) -> int:
    """Delete what a restored Temporal has of people who were erased, and finish what was begun on the ledger; how many
    erasures that were. Before a worker starts. Raises LedgerUnavailable, RPCError, OSError.
    """
    entries = await asyncio.to_thread(file.entries)
    back = await _with_runs(client, {workflow_id(ident): entry.erasure_id for entry in entries for ident in entry.ids})
    unfinished = set(await asyncio.to_thread(ledger.erasures.under_way))
    unfinished &= {entry.erasure_id for entry in entries}
    for ident in sorted(back - unfinished):
        erasure = await asyncio.to_thread(ledger.erasures.one, ident)
        await erasing.delete_runs(erasure)
    for ident in sorted(unfinished):
        await carry_out(erasing, ident, first="delete")  # no worker runs that could close a clock
    return len(back | unfinished)


async def _with_runs(client: Client, by_workflow: dict[str, str]) -> set[str]:
    """The erasures of whose people Temporal has a run."""
    found: set[str] = set()
    idents = sorted(by_workflow)
    for start_at in range(0, len(idents), _SOME):
        some = ", ".join(f"'{ident}'" for ident in idents[start_at : start_at + _SOME])
        async for run in client.list_workflows(f"WorkflowId IN ({some})"):
            found.add(by_workflow[run.id])
    return found
