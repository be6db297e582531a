"""`playbook diff` and `playbook apply`: whose next contact moves, before it does; then the new rules for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from settings import read_settings
from starter.applying import Act, for_everybody, put_in_force, used_letter
from starter.cli.errors import Failed
from starter.cli.options import As, AsJson, author
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import open_ledger
from starter.cli.rules.check import Folder, usable
from starter.cli.rules.experiments import end_test
from starter.cli.tell.broadcasts import agreed, can_ask, outcome_words, talk, watched
from starter.comparing import Comparison, compare, contact_words, moved_words, people, why_moved
from starter.examining import examine
from starter.wording.candidates import plain, reason_words
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from domain.forecast.playbook_diff import Move
    from domain.operations.broadcasts import Progress
    from domain.playbook.model import Playbook
    from starter.client import Followup

Winner = Annotated[
    str | None,
    typer.Option(
        metavar="MESSAGE[=VARIANT]",
        help="End the test of a message: the winner, or this variant, replaces the message in the folder.",
    ),
]

_SHOWN = 40
"""Rows of people, and lines of rules, that a person reads; `--json` has all."""


# --- diff ---------------------------------------------------------------------------------------------------------


def diff(folder: Folder = None, as_json: AsJson = False) -> None:
    """Show what the folder would change: the rules, and whose next contact moves. Changes nothing."""
    playbook = usable(examine(folder))
    with open_ledger() as ledger:
        told = compare(ledger, playbook, now())
    if as_json:
        print_json([move.as_json() for move in told.moves])
        return
    print("\n".join(_summary(told)))
    if told.moves:
        _print_moves(told.moves)
    if told.changes:
        print("Nothing has changed yet; `followup playbook apply` puts it in force.")


def _summary(told: Comparison) -> list[str]:
    """What is different, in lines."""
    if not told.before:
        return [f"No playbook is in force yet; {told.version} would be the first."]
    against = f"{told.before}, in force since {shown(told.since)}"
    if not told.changes:
        same = told.version == told.before
        return [
            f"The folder is the same as what's in force ({against})." if same else f"Nothing differs from {against}."
        ]
    lines = [f"What changes in the rules compared with {against}:"]
    lines += [f"  {plain(change.where)}: {reason_words(change.text)}" for change in told.changes[:_SHOWN]]
    if len(told.changes) > _SHOWN:
        lines.append(f"  … and {len(told.changes) - _SHOWN} more")
    if told.for_nobody:
        kinds = "; ".join(plain(one) for one in told.for_nobody)
        lines += ["", f"Nobody who's waiting fits these rules' `for:`, so check how it is spelled: {kinds}."]
    rest = f"; the first {_SHOWN} (`followup playbook diff --json` has all)" if len(told.moves) > _SHOWN else ""
    return [*lines, "", moved_words(told, rest)]


def _print_moves(moves: tuple[Move, ...]) -> None:
    rows = [
        (f"{move.name} ({move.candidate_id})", contact_words(move.before), contact_words(move.after), why_moved(move))
        for move in moves[:_SHOWN]
    ]
    print_table(("Candidate", "From", "To", "Why"), rows, wide=3)


STALE = timedelta(minutes=2)
"""A comparison older than this is made anew before it is acted upon."""


# --- apply --------------------------------------------------------------------------------------------------------


def apply(
    folder: Folder = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    winner: Winner = None,
    as_who: As = None,
    as_json: AsJson = False,
) -> None:
    """Put the folder in force, and decide again for everyone who's waiting. Nobody gets a message because of it."""
    put_back: Callable[[], None] | None = None
    if winner is not None:
        can_ask(yes=yes)
        put_back = end_test(folder or read_settings().playbook, winner, as_json=as_json)
    try:
        playbook, act, told = _agreed(folder, yes=yes, as_json=as_json)
    except BaseException:
        if put_back is not None:
            put_back()
        raise
    if told.waiting == 0:
        with open_ledger() as ledger:
            put_in_force(ledger, playbook, author(as_who), act)
        progress: Progress | None = None
    else:
        progress = talk(lambda followup: _everybody(followup, playbook, author(as_who), act, told))
    _report(told, progress, applied=told.before != told.version, as_json=as_json)


def _agreed(folder: Path | None, *, yes: bool, as_json: bool) -> tuple[Playbook, Act, Comparison]:
    """The folder's playbook, and what it changes, once a person has seen it. Raises Failed, Wrong."""
    found = examine(folder)
    playbook = usable(found)
    with open_ledger() as ledger:
        if said := used_letter(playbook, ledger):
            raise Failed(said)
        told = compare(ledger, playbook, now())
    is_in_force = told.before == told.version
    if not is_in_force:
        can_ask(yes=yes)
    if not as_json:
        print("\n".join(_summary(told)))
        if told.moves:
            _print_moves(told.moves)
    if not is_in_force:
        whom = f" for {people(told.waiting)} who are waiting" if told.waiting else ""
        agreed(f"Put {told.version} in force{whom}?", yes=yes)
        if now() - told.at > STALE:  # the question stood for a while: what is said to have moved is what moves
            with open_ledger() as ledger:
                told = compare(ledger, playbook, now())
            if not as_json:
                print("\n".join(["Some time has passed; this is how things stand now:", *_summary(told)]))
    return playbook, Act(files=found.files), told


async def _everybody(followup: Followup, playbook: Playbook, who: str, act: Act, told: Comparison) -> Progress | None:
    handle = await for_everybody(followup, playbook, who, told.waiting, act)
    return await watched(handle, told.waiting, title="Updating everyone who's waiting")


def _report(told: Comparison, progress: Progress | None, *, applied: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "version": told.version,
                "before": told.before,
                "applied": applied,
                "told": progress.told if progress else 0,
                "failed": list(progress.failures) if progress else [],
                "failed_in_all": progress.failed if progress else 0,
                "in_effect": progress is not None or told.waiting == 0,
                "moves": [move.as_json() for move in told.moves],
            }
        )
        return
    print(f"Playbook {told.version} is {'now' if applied else 'already'} in force.")
    if told.waiting:
        print(
            "\n".join(
                outcome_words(progress, "next contacts are being recalculated; nobody gets a message because of that")
            )
        )
    elif any(change.place in ("digest", "company") for change in told.changes):
        print("`followup setup` brings the schedule of the daily digest in line with it.")
