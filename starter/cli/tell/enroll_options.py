"""What `enroll` is told about a file, and what is known beside it: the playbook's names, the key that makes ids."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from starter.cli.errors import Wrong
from starter.wording.instants import written_for

if TYPE_CHECKING:
    from domain.playbook.model import Playbook
    from settings import Settings
    from starter.importing import Options
    from starter.importing.dates import DateOrder


def given(form: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value.strip() for key, value in form.items() if value and value.strip()}


def options_of(
    settings: Settings,
    system: str,
    mapped: Sequence[str],
    ignored: Sequence[str],
    stage_map: Sequence[str],
    dates: str | None,
    defaults: Mapping[str, str],
    *,
    dry_run: bool,
) -> Options:
    """What was said about the file, and what the playbook knows. Raises Wrong."""
    from domain.names import Stage
    from domain.time.zones import zone_named
    from starter.importing import SYSTEMS, options_for

    if system != "auto" and system not in SYSTEMS:
        raise Wrong(f"--from: {system!r} is not known here; there are {', '.join(SYSTEMS)} and auto.")
    if dates is not None and dates not in ("dmy", "mdy"):
        raise Wrong(f"--dates: {dates!r} is not an order; write dmy (the day first) or mdy.")
    stages: dict[str, Stage] = {}
    for theirs, ours in (_pair(text, "--stage-map", "THEIRS=OURS") for text in stage_map):
        if ours.lower() not in set(Stage):
            raise Wrong(f"--stage-map: {ours!r} isn't a stage; choose from {', '.join(Stage)}.")
        stages[theirs] = Stage(ours.lower())
    if (named := defaults.get("timezone")) and not zone_named(named):
        raise Wrong(f"--timezone: {named[:60]!r} isn't a valid time zone; write one such as Europe/Berlin.")
    playbook = playbook_of(settings)
    written_for(playbook.company.country)
    return options_for(
        playbook,
        _keys(settings, dry_run=dry_run),
        system=system,
        columns=dict(_pair(text, "--map", "COLUMN=OURS") for text in mapped),
        ignored=tuple(ignored),
        stages=stages,
        dates=dates,
        defaults=defaults,
        ask_order=_ask_order if sys.stdin.isatty() and sys.stderr.isatty() else None,
    )


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    theirs, sign, ours = text.rpartition("=")
    if not sign or not theirs.strip() or not ours.strip():
        raise Wrong(f"{option}: {text!r} is incomplete; write it as {form}.")
    return theirs.strip(), ours.strip()


def playbook_of(settings: Settings) -> Playbook:
    """What is in force, else the folder's. Raises BadPlaybook."""
    from ledger.engine import LedgerUnavailable
    from ledger.playbooks.folder import read_playbook
    from ledger.playbooks.in_force import NoPlaybook
    from starter.cli.people import open_ledger

    try:
        with open_ledger(settings) as ledger:
            return ledger.playbooks.rules().playbook
    except (LedgerUnavailable, NoPlaybook):
        return read_playbook(settings.playbook)


def _keys(settings: Settings, *, dry_run: bool) -> tuple[str, ...]:
    """What ids are made with. A dry run leaves no key behind."""
    if dry_run and not settings.home.exists():
        return ("a dry run",)
    return settings.keys


def _ask_order(column: str, example: str) -> DateOrder | None:
    """Ask whoever sits at the terminal."""
    question = (
        f"{column}: is {example} with the day first (dmy) or the month first (mdy)? Press Enter to leave the column out"
    )
    answer = typer.prompt(question, default="", show_default=False, err=True).strip().lower()
    return answer if answer in ("dmy", "mdy") else None
