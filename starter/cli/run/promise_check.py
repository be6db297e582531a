"""`doctor --promise`: has every open candidate a next contact on the clock, and is none overdue?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import typer

from domain.views.workload import counted
from starter.cli.errors import FAILED
from starter.cli.output.formatting import print_json
from starter.wording.candidates import plain
from starter.wording.instants import now, shown, shown_day, written_for

if TYPE_CHECKING:
    from domain.operations.watchdog import Finding
    from domain.views.workload import Silent
    from starter.watching import Watched


def promise(tolerance: timedelta, as_json: bool) -> None:
    """Compare what Temporal shows of all clocks with the ledger; exit 1 where anything is wrong."""
    from temporalio.service import RPCError

    from connection import connect, connect_options, unreachable
    from settings import read_settings
    from starter.cli.people import whole_ledger
    from starter.watching import by_who, watch

    settings = read_settings()
    ledger = whole_ledger(settings)
    written_for(ledger.company_country())

    async def look() -> Watched:
        try:
            return await watch(await connect(settings, ledger.keys, quiet=True), ledger, tolerance=tolerance, host=now)
        except RPCError as error:
            raise unreachable(str(connect_options(settings).get("target_host", ""))) from error
        finally:
            ledger.close()

    watched = asyncio.run(look())
    findings = by_who(watched.findings)
    if as_json:
        print_json(
            {
                "kept": watched.kept,
                "at": watched.at.isoformat(),
                "open": watched.open,
                "with_next": watched.with_next,
                "tolerance_minutes": tolerance.total_seconds() / 60,
                "not_looked_at": watched.not_looked_at,
                "calls": watched.calls,
                "silent": [
                    {
                        "id": one.about.candidate_id,
                        "since": one.since.isoformat(),
                        "hears_at": one.hears_at.isoformat() if one.hears_at else None,
                    }
                    for one in watched.silent
                ],
                "findings": [
                    {
                        "kind": one.kind,
                        "id": one.who,
                        "says": one.says,
                        "since": one.since.isoformat() if one.since else None,
                        "do": one.do,
                    }
                    for one in findings
                ],
            }
        )
    elif watched.kept:
        print(_all_well(watched))
    else:
        for kind in dict.fromkeys(one.kind for one in findings):
            tell([one for one in findings if one.kind == kind])
        if watched.not_looked_at:
            print(f"✗ {watched.not_looked_at:,} more look wrong; they weren't checked one by one.")
        people = len({one.who for one in findings}) + watched.not_looked_at
        minutes = tolerance.total_seconds() / 60
        print(f"{people:,} of {watched.open:,} open candidates (overdue counts from {minutes:.0f} min).")
    if not as_json:
        tell_silent(watched.silent)
    if not watched.kept:
        raise typer.Exit(FAILED)


def tell(findings: Sequence[Finding]) -> None:
    """Those of one kind; of many the first ones, and what to type for all of them where one command does."""
    for one in findings[:_SHOWN]:
        since = f" (since {shown(one.since)})" if one.since else ""
        print(f"✗ {plain(one.who)}: {plain(one.says)}{since} - {one.do}")
    more = len(findings) - _SHOWN
    if more > 0:
        all_at_once = f"; for all of them: {_FOR_ALL[findings[0].kind]}" if findings[0].kind in _FOR_ALL else ""
        print(f"✗ and {more:,} more like that (--json lists all){all_at_once}")
    elif len(findings) > 1 and findings[0].kind in _FOR_ALL:
        print(f"  for all {len(findings)} of them: {_FOR_ALL[findings[0].kind]}")


def tell_silent(silent: Sequence[Silent]) -> None:
    """Who came in silent and has had no word yet: how many, until when, and the first of them (R20)."""
    if not silent:
        return
    times = [one.hears_at for one in silent if one.hears_at is not None]
    asked = len(silent) - len(times)
    said = (
        f"{counted(len(silent), 'person was', 'people were')} already overdue for an update when added, and still "
        "haven't heard from us."
    )
    said += f" Due an update: {len(times):,}, by {shown(max(times))}." if times else ""
    print(said + (f" Can't be written to, so a colleague is asked: {asked:,}." if asked else ""))
    for one in silent[:_SHOWN]:
        hears = f"hears {shown(one.hears_at)}" if one.hears_at else "a colleague is asked"
        print(f"  {plain(one.about.candidate_id)}: no word since {shown_day(one.since.isoformat())}, {hears}")
    if len(silent) > _SHOWN:
        print(f"  and {len(silent) - _SHOWN:,} more (--json lists all)")


_SHOWN: Final = 20
_FOR_ALL: Final = {
    "no_clock": "followup recover clocks",
    "no_record": "stop the workers, then followup recover ledger",
    "disagree": "stop the workers, then followup recover ledger",
}


def _all_well(watched: Watched) -> str:
    others = watched.open - watched.with_next
    if not watched.open:
        return "There are no candidates yet."
    who = f"{watched.open:,} open candidate{'' if watched.open == 1 else 's'}"
    if not others:
        return f"{who}: each has a next contact scheduled, and none are overdue."
    have = "has" if watched.with_next == 1 else "have"
    rest = "the other one has" if others == 1 else f"the other {others:,} have"
    return (
        f"{who}: {watched.with_next:,} {have} a next contact scheduled; {rest} an open task, something due now, "
        "or nothing more planned on purpose. None are overdue."
    )
