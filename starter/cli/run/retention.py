"""`retention`: whose time is up, by the playbook's `retention:` (R23)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from settings import read_settings
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.cli.tell.signals import opened
from starter.wording.candidates import plain
from starter.wording.instants import now, shown_day

if TYPE_CHECKING:
    from starter.retaining import Due

_WHY = {
    "retention": "{outcome} ({country}), kept until {until}",
    "ats": "deleted in the ATS",
}


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show who would be erased; change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase those whose time is up, as the playbook says, some at a time; a worker does it once a day by itself."""
    from starter.retaining import due, next_ones

    with open_ledger() as ledger:
        people = due(ledger, now())
        says = ledger.playbooks.rules().playbook.retention is not None
        begun, waiting = ([], []) if dry_run else next_ones(ledger, people)
    if begun:
        asyncio.run(_erase(begun))
    if as_json:
        print_json([_as_json(one) | {"begun": one in begun} for one in people])
        return
    if not says:
        print("The playbook has no `retention:`, so everyone is kept until they ask; docs/privacy.md shows how.")
        return
    if not people:
        print("Nobody's time is up.")
        return
    for one in people:
        held = f"; kept by a legal hold: {plain(one.held)}" if one.held else ""
        print(f"{plain(one.name)} ({one.candidate_id}): {_why(one)}{held}")
    if dry_run:
        print(f"{sum(not one.held for one in people)} would be erased; nothing was changed.")
        return
    if begun:
        print(f"{len(begun):,} are being erased; `followup erase ID` shows the certificate of each.")
    if waiting:
        print(f"{len(waiting):,} are waiting: a worker gets to them, up to 500 a day, or run this again.")


async def _erase(people: list[Due]) -> None:
    from starter.erasing import begin

    async with opened(read_settings()) as followup:
        for one in people:
            await begin(followup.client, followup.ledger, one.candidate_id, one.reason, "followup retention", now())


def _why(one: Due) -> str:
    until = shown_day(one.until, long=True) if one.until else ""
    return _WHY[one.reason].format(outcome=one.outcome, country=one.country, until=until)


def _as_json(one: Due) -> dict[str, Any]:
    return {
        "id": one.candidate_id,
        "name": one.name,
        "reason": one.reason,
        "outcome": one.outcome,
        "country": one.country,
        "since": one.since.isoformat() if one.since else None,
        "until": one.until.isoformat() if one.until else None,
        "held": one.held,
    }
