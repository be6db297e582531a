"""`worker`, `gateway` and `setup`."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from keystore import key_place
from settings import Settings, read_settings
from starter.clean_output import log_cleanly
from starter.cli.errors import Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.home import tighten

if TYPE_CHECKING:
    from starter.client import Followup
    from starter.keeping_keys import TurnedToKeys


def worker(
    with_schedule: Annotated[
        bool, typer.Option("--with-schedule", hidden=True, help="See to the schedule of the daily digest first.")
    ] = False,
) -> None:
    """Run a worker, which follows up with candidates, until Ctrl-C; run as many as you like."""
    settings = read_settings()
    print("-- worker starts --", file=sys.stderr, flush=True)
    begin(settings)
    with _loading():
        from starter.cli.run.mailbox import reading
        from worker import run_worker

    asyncio.run(run_worker(settings, with_schedule=with_schedule, beside=reading(settings)))


def gateway(
    port: Annotated[int, typer.Option(help="Port to listen on; FOLLOWUP_GATEWAY_HOST says where.")] = 8080,
) -> None:
    """Receive what your ATS, providers and candidates send, until Ctrl-C, even while Temporal is down."""
    settings = read_settings()
    print("-- gateway starts --", file=sys.stderr, flush=True)
    begin(settings)
    with _loading():
        from gateway.serving import serve

    asyncio.run(serve(settings, port))


def begin(settings: Settings) -> None:
    """What a process that stays does first: clean logs, and a home that is this user's alone."""
    log_cleanly()
    if said := tighten(settings):
        logging.getLogger("followup").warning(said)


@contextmanager
def _loading() -> Iterator[None]:
    """What is loaded here stays until the process ends. Nobody looks for garbage in it, neither while it comes, which
    would be an eighth of the work, nor later.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def setup(
    encrypt: Annotated[
        bool,
        typer.Option(
            "--encrypt", help="Encrypt an installation that isn't yet, and say how far it is. There's no way back."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Prepare the ledger, the first playbook, Temporal's search attributes and the daily digest. Safe to repeat."""
    from starter.cli.tell.signals import opened
    from worker import apply_first_playbook

    settings = read_settings()
    if encrypt and not key_place(settings).lasts:
        raise Wrong(
            "FOLLOWUP_KEYS isn't set; with a ledger on PostgreSQL, set it to a folder that every host shares and that "
            "outlives them, or to a Vault, because nothing can be read without the keys."
        )

    async def go() -> tuple[list[str], str | None, dict[str, str], TurnedToKeys | None]:
        async with opened(settings) as followup:
            note = await asyncio.to_thread(apply_first_playbook, followup.ledger, settings)
            turned = await _encrypted(followup) if encrypt else None
            return await followup.set_up(), note, await followup.set_schedules(), turned

    added, note, schedules, turned = asyncio.run(go())
    if as_json:
        named = {f"{name}_schedule": change for name, change in schedules.items()}
        said: dict[str, Any] = {"ledger": True, "search_attributes_added": added, **named, "note": note or ""}
        if turned:
            said["encryption"] = {
                "since": turned.since.isoformat(), "clocks": turned.clocks, "plain_clocks": turned.plain,
                "people": turned.people, "people_in_plain": turned.unsealed,
            }  # fmt: skip
        print_json(said)
        return
    if turned:
        print("\n".join(_told_of_keys(turned, settings)))
    print("The ledger is up to date, and a playbook is in force.")
    print(f"Registered with Temporal: {', '.join(added)}." if added else "Temporal has all the search attributes.")
    print(_SCHEDULE[schedules["digest"]])
    if (change := schedules["report"]) != "off":
        print(_SCHEDULE[change].replace("daily digest", "weekly report"))
    if note:
        print(note)


async def _encrypted(followup: Followup) -> TurnedToKeys:
    from temporalio.service import RPCError

    from connection import unreachable
    from starter.keeping_keys import how_far

    await asyncio.to_thread(followup.ledger.keys.begin_ledger)
    try:
        return await how_far(followup.client, followup.ledger)
    except RPCError as error:
        raise unreachable(followup.client.service_client.config.target_host) from error


def _told_of_keys(turned: TurnedToKeys, settings: Settings) -> list[str]:
    where = settings.key_store or str((settings.home / "keys").resolve())
    begun = turned.since.astimezone().strftime("%d %b %Y")
    lines = [
        f"What is new in Temporal and in the ledger has been encrypted since {begun}. The keys are in {where}: back "
        "them up now, apart from the ledger, because nothing can be read without them."
    ]
    if turned.unsealed:
        lines.append(
            f"In plain in the ledger still: {turned.unsealed:,} of {turned.people:,} people. A worker seals them while "
            "it works, beginning within ten minutes."
        )
    else:
        lines.append("Nobody is in the ledger in plain.")
    if turned.plain:
        lines.append(
            f"{turned.plain:,} of {turned.clocks:,} clocks began before that. What they were told until then stays "
            "readable in their histories until they're renewed, in 90 days at most, and Temporal's retention is over."
        )
    else:
        lines.append("No clock that runs now began before that.")
    return lines


_SCHEDULE = {
    "created": "The daily digest is scheduled.",
    "updated": "The daily digest's schedule now matches the playbook.",
    "kept": "The daily digest is scheduled.",
    "removed": "The playbook asks for no daily digest, so its schedule was removed.",
    "off": "The playbook asks for no daily digest.",
}
