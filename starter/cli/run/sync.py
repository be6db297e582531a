"""`followup sync SYSTEM`: bring in, or compare with, what an ATS holds."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from settings import BadSetting, Settings, read_settings, variable
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.dates import read_instant
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import open_ledger
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from integrations.ats.connected import Connected
    from integrations.ats.reconcile import Outcome
    from ledger.store import Ledger

_SHOWN = 200
"""Differences that are listed; `--json` has them all."""

System = Annotated[
    str | None, typer.Argument(help="The ATS, such as greenhouse; leave it out to see how each is doing.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the differences and change nothing.")]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="D", help="Look only at what has changed there since then. Deletions and merges aren't found this way."
    ),
]
Believe = Annotated[
    bool, typer.Option("--believe-deletions", help="Believe it if many people are gone from the ATS at once.")
]
Retry = Annotated[bool, typer.Option("--retry-notes", help="Write again the notes that the ATS wouldn't take.")]


def sync(
    system: System = None,
    dry_run: DryRun = False,
    since: Since = None,
    believe: Believe = False,
    retry: Retry = False,
    as_json: AsJson = False,
) -> None:
    """Bring in everybody who's open in your ATS, or find what has changed there and was never heard here.

    Differences are passed on like the ATS's own events, so running it again does no harm. After the first time
    it runs every night. With no system it shows when each was last compared, and which notes are still to be written.
    """
    settings = read_settings()
    if system is None:
        _show_all(settings, as_json)
        return
    found = _connected(settings, system)
    with open_ledger(settings) as ledger:
        if retry:
            count = ledger.notes.try_again(system)
            print_json({"system": system, "retried": count}) if as_json else print(
                f"{count} notes will be tried again."
            )
            return
        _look(ledger, found, dry_run=dry_run, since=since, believe=believe, as_json=as_json)


def _look(ledger: Ledger, system: Connected, *, dry_run: bool, since: str | None, believe: bool, as_json: bool) -> None:
    from integrations.ats.api import ApiAway, ApiRefuses
    from integrations.ats.poller import recent_of
    from integrations.ats.reconcile import Reconciliation

    began_at, listing = now(), system.listing()
    start = read_instant(since, "--since", whole_days=True) if since else None
    look = Reconciliation(ledger, listing, system.reader, now, dry=dry_run)
    try:
        outcome = look.everybody(
            start, recent=recent_of(ledger, system.system), believe_all=believe, tell=_progress(as_json)
        )
    except (ApiAway, ApiRefuses) as error:
        if not dry_run:
            ledger.runs.broke_off(system.system, "everybody", began_at, str(error))
        raise Failed(f"{error} What was found so far is kept; run this again to go on.") from None
    if not dry_run and start is None and not outcome.not_believed:
        counts = (listing.requests, outcome.looked_at, len(outcome.differences))
        ledger.runs.came_to_its_end(system.system, "everybody", began_at, now(), counts)
    _say(system, outcome, listing.requests, dry_run=dry_run, as_json=as_json)
    if outcome.not_believed and not as_json:
        raise Failed(
            f"{outcome.not_believed} people would be gone from {system.vendor} at once, which also happens if the "
            "credentials may no longer see them. Check that; if they are gone, run this again with --believe-deletions."
        )
    if outcome.not_believed:
        raise typer.Exit(1)


def _say(system: Connected, outcome: Outcome, requests: int, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "system": system.system,
                "dry_run": dry_run,
                "requests": requests,
                "looked_at": outcome.looked_at,
                "differences": [
                    {"id": one.about, "name": one.name, "what": one.what, "kind": one.kind}
                    for one in outcome.differences
                ],
                "kept": outcome.kept,
                "not_believed": outcome.not_believed,
            }
        )
        return
    if outcome.differences:
        rows = [(one.about, one.name, one.what) for one in outcome.differences[:_SHOWN]]
        print_table(("ID", "Name", "Difference"), rows, wide=2)
        if len(outcome.differences) > _SHOWN:
            print(f"… and {len(outcome.differences) - _SHOWN:,} more (--json lists them all).")
        print()
    new = sum(one.what.startswith("new: ") for one in outcome.differences)
    others = len(outcome.differences) - new
    asked = f"{requests:,} requests to {system.vendor}"
    if not outcome.differences:
        print(f"No differences: everything here is as {system.vendor} shows it ({asked}).")
    elif dry_run:
        print(f"{new:,} new, {others:,} other differences ({asked}). Nothing was changed.")
    else:
        print(f"{new:,} new, {others:,} other differences ({asked}). The gateway passes them on now; `followup inbox`")
        print("shows what is waiting.")


def _progress(as_json: bool) -> Any:
    """How far it is, where somebody watches."""
    if as_json or not sys.stderr.isatty():
        return None

    def tell(outcome: Outcome) -> None:
        print(f"\r{outcome.looked_at:,} looked at", end="", file=sys.stderr, flush=True)

    return tell


def _connected(settings: Settings, name: str) -> Connected:
    from integrations.ats.connected import CONNECTIONS, connected, missing

    connection = next((one for one in CONNECTIONS if one.system == name), None)
    if connection is None:
        raise Wrong(f"There is no system {name!r}; there are {', '.join(one.system for one in CONNECTIONS)}.")
    if lacking := missing(connection, settings):
        raise Wrong(f"{connection.vendor} isn't connected: set {' and '.join(map(variable, lacking))}.")
    try:
        return connected(settings, pause=threading.Event().wait, clock=now)[name]
    except ValueError as error:
        raise BadSetting(str(error)) from None


def _show_all(settings: Settings, as_json: bool) -> None:
    from integrations.ats.connected import CONNECTIONS, missing

    systems = [one for one in CONNECTIONS if not missing(one, settings)]
    with open_ledger(settings) as ledger:
        found = [_standing(ledger, one.system) for one in systems]
    if as_json:
        print_json(found)
        return
    if not found:
        print("No ATS is connected by its API; docs/ats.md says how.")
        return
    rows = [
        (
            one["system"],
            shown(one["compared_at"]) if one["compared_at"] else "never",
            f"{one['notes_waiting']:,}",
            f"{one['notes_refused']:,}",
            one["says"],
        )
        for one in found
    ]
    print_table(("System", "Compared", "Notes waiting", "Refused", ""), rows, wide=4)
    for one in found:
        for why, count in Counter(row["says"] for row in one["refused"]).items():
            print(f"{one['system']}: {count} notes refused: {why}")


def _standing(ledger: Ledger, system: str) -> dict[str, Any]:
    last, lag = ledger.runs.last(system, "everybody"), ledger.notes.lag(system)
    refused = ledger.notes.refused(system, 20)
    return {
        "system": system,
        "compared_at": _iso(last.began_at) if last else None,
        "says": last.says if last else "",
        "notes_waiting": lag.waiting,
        "notes_waiting_since": _iso(lag.since),
        "notes_refused": lag.refused,
        "refused": [{"id": row["candidate_id"], "kind": row["kind"], "says": row["says"]} for row in refused],
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
