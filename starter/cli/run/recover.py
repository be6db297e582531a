"""`recover ledger`, `recover clocks` and `backup`: after a loss, and before one (docs/recovery.md)."""

from __future__ import annotations

import asyncio
import re
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from domain.names import candidate_id
from settings import Settings, read_settings
from starter.cli.errors import FAILED, NOBODY, Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json, redraw
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from ledger.audit.keys import SigningKey
    from ledger.store import Ledger
    from starter.client import Followup
    from starter.recovery import ClocksAccount

recover = typer.Typer(help="After a loss: restore the ledger from Temporal's histories, or the clocks from the ledger.")

Some = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Only these candidates.")]

_SHOWN = 20
_ALL_RUN = {
    0: "The ledger has no candidates to follow up with.",
    1: "The one open candidate has a clock.",
}
_T = TypeVar("_T")


@recover.command("ledger")
def recover_ledger(
    idents: Some = None,
    lost_at: Annotated[
        str | None,
        typer.Option(metavar="T", help="When the ledger was lost, ISO 8601 (default: now, where facts are missing)."),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Your operator's key, which signs what is written (docs/audit.md)."),
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Run even while a worker is running.")] = False,
    as_json: AsJson = False,
) -> None:
    """Restore what the ledger lost from Temporal's histories. Stop the workers first; safe to repeat."""
    from starter import recovery

    at = lost_by(lost_at, now()) if lost_at is not None else None
    only = [candidate_id(ident) for ident in idents or ()]
    settings = read_settings()
    began = time.monotonic()

    async def go(followup: Followup) -> recovery.LedgerAccount:
        if not anyway and not only and (who := await recovery.workers(followup.client, now())):
            raise Failed(
                f"A worker is running ({who[0]}), or was within the last minute: stop it, so that nothing is sent "
                "before the opt-outs are restored, then run this again; --anyway runs it regardless."
            )
        operator = operator_of(followup.ledger, key)
        return await recovery.recover_ledger(followup, lost_at=at, only=only, key=operator, progress=_bar(as_json))

    account = _talk(settings, go)
    if as_json:
        print_json({**asdict(account), "seconds": round(time.monotonic() - began, 1)})
    else:
        _end_bar()
        print(f"Read the histories of {_count(account.clocks, 'clock')} in {time.monotonic() - began:.0f} s.")
        if account.filled:
            facts = sum(account.filled.values())
            print(f"Restored {_count(facts, 'fact')} for {_count(len(account.filled), 'candidate')}.")
        else:
            print("The ledger has everything the clocks know." if account.clocks else "There are no clocks to read.")
        if account.suppressions:
            print(f"Closed {_count(account.suppressions, 'channel')} again that candidates had closed.")
        _who(account.lost, "Their facts from before Temporal's history are lost; what their clocks knew is on record:")
        _who(
            account.doubts,
            "May have gotten a message that isn't on record; the provider is asked, and nothing is sent again:",
        )
        _who(account.unreadable, "Their histories can't be read; look at them in the web UI:")
        _who(account.nobody, "Temporal has no history of:")
        print(
            "See `followup doctor --promise`."
            if only
            else "Now start the worker, then see `followup doctor --promise`."
        )
    if account.unreadable:
        raise typer.Exit(FAILED)
    if account.nobody:
        raise typer.Exit(NOBODY)


@recover.command("clocks")
def recover_clocks(
    idents: Some = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show who has no clock; change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Start a clock, from the ledger, for every open candidate without one. Safe to repeat."""
    from starter import recovery

    only = [candidate_id(ident) for ident in idents or ()]
    settings = read_settings()
    began = time.monotonic()

    async def go(followup: Followup) -> recovery.ClocksAccount:
        await followup.set_up()
        return await recovery.recover_clocks(followup, only=only, dry_run=dry_run, progress=_bar(as_json))

    account = _talk(settings, go)
    if as_json:
        print_json({**asdict(account), "dry_run": dry_run, "seconds": round(time.monotonic() - began, 1)})
    else:
        _end_bar()
        _tell_of_clocks(account, dry_run, time.monotonic() - began)
    if account.nobody:
        raise typer.Exit(NOBODY)


def _tell_of_clocks(account: ClocksAccount, dry_run: bool, seconds: float) -> None:
    if account.started:
        of = f"{len(account.started)} of {_count(account.open, 'candidate')}"
        took = f", in {seconds:.0f} s"
        _who(account.started, f"Would start clocks for {of}:" if dry_run else f"Started clocks for {of}{took}:")
    elif account.open or not account.nobody:
        print(_ALL_RUN.get(account.open, f"All {account.open:,} open candidates have a clock."))
    _who(account.nobody, "Not an open candidate in the ledger (unknown, closed, or under another id):")
    _who(
        account.doubts,
        "May have gotten a message that isn't on record; the provider is asked, and nothing is sent again:",
    )
    if account.told_again:
        print(
            f"{_count(account.told_again, 'entry', 'entries')} of the inbox are passed on again as soon as a "
            "gateway runs."
        )
    _who(account.unknown, "Known only by an address; everything else about them is lost, so enroll them again:")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to put the copy; the file must not exist yet.")],
    temporal: Annotated[
        Path | None,
        typer.Option("--temporal", metavar="FILE", help="Also copy the database of `followup up`'s Temporal server."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Copy a SQLite ledger while everything runs; on PostgreSQL, use pg_dump or its continuous archive."""
    settings = read_settings()
    from ledger.operations.backup import CannotCopy, copy_database

    if settings.ledger_address.startswith("postgresql"):
        raise Failed("This ledger is on PostgreSQL: copy it with pg_dump, or with its continuous archive.")
    # Temporal's first: a ledger that is newer than the clocks is what they catch up from by themselves.
    copies = [(settings.home / "temporal.db", temporal)] if temporal else []
    copies.append((Path(settings.ledger_address.removeprefix("sqlite:///")), file))
    done = []
    if taken := next((target for _, target in copies if target.exists()), None):
        raise Failed(f"{taken} already exists; choose another file, so that no older copy is lost.")
    for source, target in copies:
        try:
            size = copy_database(source, target)
        except CannotCopy as error:
            raise Failed(str(error)) from None
        done.append({"of": str(source), "copy": str(target), "bytes": size})
    if as_json:
        print_json(done)
        return
    for one in done:
        megabytes = int(str(one["bytes"])) / 1e6
        print(f"Copied {plain(one['of'])} to {plain(one['copy'])} ({megabytes:.1f} MB), and checked the copy.")
    print(
        f"Keep FOLLOWUP_SECRET_KEY, or {settings.home / 'secret-key'}, somewhere else: without it, opt-outs are lost."
    )


# ---------------------------------------------------------------- within


def _talk(settings: Settings, say: Callable[[Followup], Awaitable[_T]]) -> _T:
    from starter.cli.tell.signals import opened
    from worker import apply_first_playbook

    async def go() -> _T:
        async with opened(settings) as followup:
            apply_first_playbook(followup.ledger, settings)
            return await say(followup)

    return asyncio.run(go())


def operator_of(ledger: Ledger, file: Path | None) -> SigningKey | None:
    """Whose key signs what is written again: one of the playbook's operators, where it names any. Raises Failed."""
    from domain.playbook.model import Playbook
    from ledger.audit.keys import BadKey, SigningKey

    in_force = ledger.playbooks.in_force()
    operators = Playbook.kept(in_force[1], in_force[0]).audit.operators if in_force else ()
    if file is None:
        if operators:
            raise Failed(
                "The playbook names operators, so what is restored has to be signed: run this again with --key FILE, "
                "your operator's key."
            )
        return None
    try:
        key = SigningKey.read(file)
    except BadKey as error:
        raise Failed(str(error)) from None
    if key.public not in operators:
        raise Failed(
            f"The key in {file} isn't one of the playbook's operators: add {key.public} to `audit: operators` and run "
            "`followup playbook apply` first."
        )
    return key


def lost_by(text: str, at_latest: datetime) -> datetime:
    """The end of the time that was typed: 14:05 is all of that minute, for what fell due at 14:05:20 may have gone out
    before the loss, and must not go again. Raises Wrong.
    """
    try:
        typed = datetime.fromisoformat(text)
    except ValueError:
        raise Wrong(
            f"{text!r} isn't a time; write it as 2026-11-22T14:05 or with its offset, 2026-11-22T14:05+01:00."
        ) from None
    if typed.astimezone() > at_latest:
        raise Wrong("That time is in the future; say when the ledger was lost.")
    return min((typed + _typed_span(text)).astimezone(typed.tzinfo), at_latest)


def _typed_span(text: str) -> timedelta:
    """How long the day, hour or minute is that was typed; none where there are seconds."""
    clock = re.search(r"[T ]([\d:]+)", text)
    digits = sum(map(str.isdigit, clock[1])) if clock else 0
    return {0: timedelta(days=1), 2: timedelta(hours=1), 4: timedelta(minutes=1)}.get(digits, timedelta())


def _bar(quiet: bool) -> Callable[[int, int], None]:
    """A line on a terminal's stderr that says how far it is."""
    if quiet or not sys.stderr.isatty():
        return lambda _done, _all: None
    return lambda done, of: redraw(f"{done} of {of}")


def _end_bar() -> None:
    if sys.stderr.isatty():
        redraw("")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _who(idents: Sequence[str] | dict[str, Any], says: str) -> None:
    if not idents:
        return
    names = list(dict.fromkeys(idents))
    more = f" and {len(names) - _SHOWN:,} more (--json lists all)" if len(names) > _SHOWN else ""
    print(f"{says}\n  {' '.join(names[:_SHOWN])}{more}")
