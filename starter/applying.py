"""Putting a playbook in force, and having everyone who's waiting decided again (R18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from starter.wording.instants import now

if TYPE_CHECKING:
    from temporalio.client import WorkflowHandle

    from domain.operations.broadcasts import Progress
    from domain.playbook.model import Playbook
    from ledger.store import Ledger
    from starter.client import Followup


@dataclass(frozen=True)
class Act:
    """What goes on record with it: why, the files it was read from, and after which version alone it may come."""

    reason: str = ""
    files: Mapping[str, str] | None = None
    only_after: str | None = None


NO_REASON: Final = Act()


def used_letter(playbook: Playbook, ledger: Ledger) -> str:
    """That a variant in a test has a letter of an earlier one: candidates who had that one would be given this as if it
    were what they know. Empty where none has.
    """
    from domain.messages.files import files_of

    in_force = ledger.playbooks.in_force()
    if in_force is None or not playbook.experiments:
        return ""
    now_there = in_force[1].get("messages", {})
    new = {
        path: (name, parts.variant)
        for name in playbook.experiments
        for path, parts in files_of(playbook, name).items()
        if parts.variant and path not in now_there
    }
    for version in {row["version"] for row in ledger.playbooks.history()} if new else ():
        before = (ledger.playbooks.content(version) or {}).get("messages", {})
        for path, (name, letter) in new.items():
            if path in before and before[path].get("body") != playbook.messages[path].body:
                return (
                    f"messages/{path} has the letter of a variant that candidates had before, and they keep theirs; "
                    f"give the variant {letter} of {name} a letter that hasn't been used."
                )
    return ""


def put_in_force(ledger: Ledger, playbook: Playbook, who: str, act: Act = NO_REASON) -> str:
    """Where it is not yet; returns the name of this very time that it was put in force. Raises NotThatOne.

    It counts from now and not from when it was compared: the question may have stood for hours, and who came in
    meanwhile was waiting before the edit (R18).
    """
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, who, now(), **asdict(act))
    last = next(row for row in reversed(ledger.playbooks.history()) if row["version"] == playbook.version)
    return f"{last['version']} {last['applied_at']}"


async def for_everybody(
    followup: Followup, playbook: Playbook, who: str, waiting: int, act: Act = NO_REASON, *, source: str = "cli"
) -> WorkflowHandle[Any, Progress]:
    """In force first, then everybody is told to decide anew: who is not told yet does so at their next decision."""
    import asyncio

    from domain.names import broadcast_workflow_id
    from domain.operations.broadcasts import Broadcast
    from domain.operations.broadcasts import Progress as Told
    from starter.broadcasting import begin

    matter = await asyncio.to_thread(put_in_force, followup.ledger, playbook, who, act)
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
