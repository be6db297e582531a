"""Putting a playbook in force, and having everyone who's waiting decided again (R18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starter.wording.instants import now

if TYPE_CHECKING:
    from temporalio.client import WorkflowHandle

    from domain.operations.broadcasts import Progress
    from domain.playbook.model import Playbook
    from ledger.store import Ledger
    from starter.client import Followup


def put_in_force(ledger: Ledger, playbook: Playbook, who: str) -> str:
    """Where it is not yet; returns the name of this very time that it was put in force.

    It counts from now and not from when it was compared: the question may have stood for hours, and who came in
    meanwhile was waiting before the edit (R18).
    """
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, who, now())
    last = next(row for row in reversed(ledger.playbooks.history()) if row["version"] == playbook.version)
    return f"{last['version']} {last['applied_at']}"


async def for_everybody(
    followup: Followup, playbook: Playbook, who: str, waiting: int, *, source: str = "cli"
) -> WorkflowHandle[Any, Progress]:
    """In force first, then everybody is told to decide anew: who is not told yet does so at their next decision."""
    import asyncio

    from domain.names import broadcast_workflow_id
    from domain.operations.broadcasts import Broadcast
    from domain.operations.broadcasts import Progress as Told
    from starter.broadcasting import begin

    matter = await asyncio.to_thread(put_in_force, followup.ledger, playbook, who)
    await followup.set_schedules()  # of the daily digest and the weekly report, whose times are the playbook's
    broadcast = Broadcast(
        matter=f"replan {matter}",
        signal="replan",
        fields={"occurred_at": now().isoformat(), "source": source, "author": who},
        progress=Told(total=waiting),
    )
    return await begin(
        followup,
        broadcast_workflow_id("replan", matter),
        broadcast,
        f"playbook {playbook.version} for everyone who's waiting",
    )
