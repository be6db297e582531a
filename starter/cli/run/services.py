"""`worker`, `gateway` and `setup`."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from settings import Settings, read_settings
from starter.clean_output import log_cleanly
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.home import tighten


def worker(
    with_schedule: Annotated[
        bool, typer.Option("--with-schedule", hidden=True, help="See to the schedule of the daily digest first.")
    ] = False,
) -> None:
    """Run a worker, which follows up with candidates, until Ctrl-C; run as many as you like."""
    settings = read_settings()
    print("-- worker starts --", file=sys.stderr, flush=True)
    _begin(settings)
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
    _begin(settings)
    with _loading():
        from gateway.serving import serve

    asyncio.run(serve(settings, port))


def _begin(settings: Settings) -> None:
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


def setup(as_json: AsJson = False) -> None:
    """Prepare the ledger, the first playbook, Temporal's search attributes and the daily digest. Safe to repeat."""
    from starter.cli.tell.signals import opened
    from worker import apply_first_playbook

    settings = read_settings()

    async def go() -> tuple[list[str], str | None, dict[str, str]]:
        async with opened(settings) as followup:
            note = await asyncio.to_thread(apply_first_playbook, followup.ledger, settings)
            return await followup.set_up(), note, await followup.set_schedules()

    added, note, schedules = asyncio.run(go())
    if as_json:
        named = {f"{name}_schedule": change for name, change in schedules.items()}
        print_json({"ledger": True, "search_attributes_added": added, **named, "note": note or ""})
        return
    print("The ledger is up to date, and a playbook is in force.")
    print(f"Registered with Temporal: {', '.join(added)}." if added else "Temporal has all the search attributes.")
    print(_SCHEDULE[schedules["digest"]])
    if (change := schedules["report"]) != "off":
        print(_SCHEDULE[change].replace("daily digest", "weekly report"))
    if note:
        print(note)


_SCHEDULE = {
    "created": "The daily digest is scheduled.",
    "updated": "The daily digest's schedule now matches the playbook.",
    "kept": "The daily digest is scheduled.",
    "removed": "The playbook asks for no daily digest, so its schedule was removed.",
    "off": "The playbook asks for no daily digest.",
}
