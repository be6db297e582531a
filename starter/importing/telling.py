"""Bringing people in: each told once, a bounded number at a time, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from starter.importing.lines import Enrolment

if TYPE_CHECKING:
    from starter.client import Followup

IN_FLIGHT: Final = 20
"""People told at the same time."""

LINE_TIMEOUT: Final = 30.0
"""Seconds for one line: of a long file some wait behind the decisions about those before them."""


@dataclass
class Told:
    """What came of those who were told so far."""

    enrolled: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    joined: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    named: dict[int, str] = field(default_factory=dict)  # by line: the other name under which they are here
    strangers: set[str] = field(default_factory=set)  # whom the ledger does not know yet


async def tell_all(
    followup: Followup,
    todo: Sequence[Enrolment],
    told: Told,
    who: str,
    advance: Callable[[], None],
    *,
    now: Callable[[], datetime],
    source: str = "cli",
) -> None:
    """Tell each group in turn, a bounded number at a time; the first failure stops all, for the next would fail too.

    Raises TemporalUnreachable and LedgerUnavailable.
    """
    from starter.importing.matching import by_person

    waiting = iter(by_person(todo))

    async def worker() -> None:
        for group in waiting:
            for one in group:
                await _tell(followup, one, told, _Says(who, source, now), alone=len(group) == 1)
                advance()

    tasks = [asyncio.create_task(worker()) for _ in range(IN_FLIGHT)]
    try:
        await asyncio.gather(*tasks)
    except (Exception, asyncio.CancelledError):
        for task in tasks:
            task.cancel()
        raise


def keeps(told: Told, one: Enrolment) -> str:
    """That the name in the file is another than the one on record, which stays; empty where it is the same."""
    here = told.named.get(one.line)
    return f"{one.name} is already here as {here}, and keeps that name" if here else ""


@dataclass(frozen=True)
class _Says:
    """Who tells, from where, by which clock."""

    who: str
    source: str
    now: Callable[[], datetime]


async def _tell(followup: Followup, one: Enrolment, told: Told, says: _Says, *, alone: bool) -> None:
    from connection import TemporalUnreachable
    from starter.client import envelope

    fact = envelope(one.event_id, says.who, says.now(), source=says.source, **one.fact)
    try:
        async with asyncio.timeout(LINE_TIMEOUT):
            taken = await followup.tell(one.candidate_id, "application_received", fact)
    except TimeoutError:
        raise TemporalUnreachable(f"Temporal did not take line {one.line} in time; is it overloaded?") from None
    if taken.running and alone and taken.candidate_id in told.strangers:
        told.here.append(taken.candidate_id)  # this line was told a moment ago, and no worker had decided yet
        return
    told.enrolled.append(taken.candidate_id)
    if taken.joined:
        told.joined.append({"line": one.line, "id": one.candidate_id, "joined": taken.candidate_id})
        told.notes.append(
            f"line {one.line}: {one.name} is already here as {taken.candidate_id} (same address); the application "
            f"{one.job_id} was added to theirs"
            + (f", and they keep the name {told.named[one.line]}" if one.line in told.named else "")
        )
    elif same := keeps(told, one):
        told.notes.append(f"line {one.line}: {same}")
