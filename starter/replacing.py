"""Handing over all that a colleague looked after who leaves, to somebody else (R25).

What counts at once is one row of the team: from its commit on every clock, digest and signature goes by the successor.
Then each application is told whose it is, as a fact of its own that names who said so. Broadcasts tell them, so that it
goes on whether or not anybody looks on; begun again, it goes on with what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from domain.names import broadcast_workflow_id, digest
from domain.operations.broadcasts import Broadcast, Progress, Target
from domain.people.team import Member
from ledger.people.team import Held
from ledger.store import Ledger
from starter.broadcasting import begin, follow
from starter.client import Followup

AT_ONCE: Final = 1000
"""Applications in one broadcast: its input stays far below what a payload may hold."""

PER_SECOND: Final = 50
"""What else the clocks have to do goes on meanwhile."""


def batch(
    leaver: Member, successor: Member, since: datetime, held: Sequence[Held], author: str, at: datetime
) -> tuple[str, Broadcast]:
    """The broadcast that tells these whose they are, and its id. Told twice, it is told once: a fact's id hangs on who
    takes over from whom, and since when.
    """
    matter = digest("replace", leaver.key, successor.key, since.isoformat(), size=32)
    person = {"name": successor.name, "email": successor.email, "role": successor.title, "phone": successor.phone}
    fields: dict[str, Any] = {
        "occurred_at": at.isoformat(),
        "source": "cli",
        "author": author,
        "recruiter": {name: text for name, text in person.items() if text},
    }
    targets = tuple(Target(candidate_id=one.candidate_id, application_id=one.application_id) for one in held)
    first, last = held[0], held[-1]
    ident = broadcast_workflow_id("replace", matter, first.candidate_id, last.candidate_id, str(len(held)))
    return ident, Broadcast(
        matter=matter,
        signal="assign",
        fields=fields,
        targets=targets,
        per_second=PER_SECOND,
        progress=Progress(total=len(targets)),
    )


async def hand_over(
    followup: Followup,
    ledger: Ledger,
    leaver: Member,
    successor: Member,
    since: datetime,
    *,
    author: str,
    at: datetime,
    seen: Callable[[Progress], None] = lambda _progress: None,
    at_once: int = AT_ONCE,
) -> Progress | None:
    """Tell every application whose it is now; None where no worker takes it up. Raises RPCError, BroadcastEnded,
    LedgerUnavailable.
    """
    held = ledger.team.applications_of(leaver)
    so_far = Progress(total=len(held))
    for start in range(0, len(held), at_once):
        ident, broadcast = batch(leaver, successor, since, held[start : start + at_once], author, at)
        handle = await begin(
            followup, ident, broadcast, "a colleague has left: their candidates are told who looks after them now"
        )

        def shown(progress: Progress, before: Progress = so_far) -> None:
            seen(_together(before, progress))

        told = await follow(handle, shown)
        if told is None:
            return None
        so_far = _together(so_far, told)
    return so_far


def _together(one: Progress, other: Progress) -> Progress:
    return one.replace(
        told=one.told + other.told,
        failed=one.failed + other.failed,
        failures=(*one.failures, *other.failures)[:20],
    )
