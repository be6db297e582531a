"""`playbook diff` and `playbook apply`: whose next contact moves, before it does; then the new rules for everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from domain.playbook.step_words import step_words
from settings import read_settings
from starter.cli.options import As, AsJson, author
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import open_ledger
from starter.cli.rules.check import Folder, examine
from starter.cli.rules.experiments import end_test, refuse_used_letters
from starter.cli.tell.broadcasts import agreed, can_ask, outcome_words, talk, watched
from starter.wording.candidates import by, plain, reason_words
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from domain.forecast.playbook_diff import Move, NextContact, RuleChange
    from domain.operations.broadcasts import Progress
    from domain.playbook.model import Playbook
    from domain.playbook.rule_history import Rules
    from ledger.store import Ledger
    from starter.client import Followup

Winner = Annotated[
    str | None,
    typer.Option(
        metavar="MESSAGE[=VARIANT]",
        help="End the test of a message: the winner, or this variant, replaces the message in the folder.",
    ),
]

_PAGE = 200
_SHOWN = 40
"""Rows of people, and lines of rules, that a person reads; `--json` has all."""


@dataclass(frozen=True)
class Comparison:
    """The folder against what is in force, for the rules and for everyone who's waiting."""

    at: datetime
    version: str
    before: str  # the version in force; empty where there is none
    since: str
    changes: tuple[RuleChange, ...]
    moves: tuple[Move, ...]
    waiting: int
    for_nobody: tuple[str, ...] = ()  # whom rules are for, and of whom none waits


def compare(ledger: Ledger, playbook: Playbook, at: datetime) -> Comparison:
    """What the playbook would change if it were in force from `at` on. Raises LedgerUnavailable."""
    from domain.decisions.context import profile_of
    from domain.forecast.playbook_diff import move_of, rule_changes
    from domain.playbook.rule_history import Rules, standing_after

    old = in_force(ledger)
    if old is None:
        return Comparison(at, playbook.version, "", "", (), (), ledger.waiting.count())
    new = Rules(playbook, standing_after(old.standing, old.playbook, playbook, at))
    changes = rule_changes(old.playbook, playbook)
    moves: list[Move] = []
    waiting, after, unmet = 0, "", set(playbook.audiences)
    while some := ledger.waiting.page(after, _PAGE):
        for state, suppressed in some:
            waiting += 1
            if unmet:
                unmet -= {
                    one for one in unmet if any(one.fits(profile_of(a, state.candidate)) for a in state.applications)
                }
            if move := move_of(state, old, new, at, suppressed, changes):
                moves.append(move)
        after = some[-1][0].candidate.candidate_id
    moves.sort(key=lambda move: (move.after.at if move.after else at, move.candidate_id))
    last = ledger.playbooks.history()[-1]
    nobody = tuple(str(one) for one in playbook.audiences if one in unmet) if waiting else ()
    return Comparison(at, playbook.version, last["version"], last["applied_at"], changes, tuple(moves), waiting, nobody)


def in_force(ledger: Ledger) -> Rules | None:
    from ledger.store import NoPlaybook

    try:
        return ledger.playbooks.rules()
    except NoPlaybook:
        return None


# --- diff ---------------------------------------------------------------------------------------------------------


def diff(folder: Folder = None, as_json: AsJson = False) -> None:
    """Show what the folder would change: the rules, and whose next contact moves. Changes nothing."""
    found = examine(folder)
    playbook = found.usable()
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
    return [*lines, "", _moved_words(told)]


def _moved_words(told: Comparison) -> str:
    """`The next contact moves for 12 of the 1,000 who wait:`"""
    if not told.waiting:
        return "Nobody is waiting, so no next contact moves."
    stay = told.waiting - len(told.moves)
    if not told.moves:
        nobody = f"Nobody's next contact moves ({_people(told.waiting)} waiting)"
        if all(change.place.startswith("messages/") for change in told.changes):
            return f"{nobody}."
        return f"{nobody}: what they wait for keeps its time, and the new rules hold for what comes after it."
    return f"The next contact moves for {_people(len(told.moves))}, and stays for {stay:,}" + (
        f"; the first {_SHOWN} (`followup playbook diff --json` has all):" if len(told.moves) > _SHOWN else ":"
    )


def _people(count: int) -> str:
    return f"{count:,} candidate{'' if count == 1 else 's'}"


def _print_moves(moves: tuple[Move, ...]) -> None:
    rows = [
        (f"{move.name} ({move.candidate_id})", _when(move.before), _when(move.after), _why(move))
        for move in moves[:_SHOWN]
    ]
    print_table(("Candidate", "From", "To", "Why"), rows, wide=3)


def _why(move: Move) -> str:
    """What was edited; what the decision says to it stands in the JSON, and in `followup why` afterwards."""
    return "; ".join(reason_words(edit) for edit in move.edits) or reason_words(move.reasons)


def _when(contact: NextContact | None) -> str:
    if contact is None:
        return "nothing"
    step = step_words(contact.step)
    said = f"{shown(contact.at)} {step} {by(contact.channel)}"
    return f"waits for an approval, then {step} {by(contact.channel)}" if contact.approval else said


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
        playbook, told = _agreed(folder, yes=yes, as_json=as_json)
    except BaseException:
        if put_back is not None:
            put_back()
        raise
    if told.waiting == 0:
        with open_ledger() as ledger:
            _put_in_force(ledger, playbook, author(as_who))
        progress: Progress | None = None
    else:
        progress = talk(lambda followup: _for_everybody(followup, playbook, author(as_who), told))
    _report(told, progress, applied=told.before != told.version, as_json=as_json)


def _agreed(folder: Path | None, *, yes: bool, as_json: bool) -> tuple[Playbook, Comparison]:
    """The folder's playbook, and what it changes, once a person has seen it. Raises Failed, Wrong."""
    playbook = examine(folder).usable()
    with open_ledger() as ledger:
        refuse_used_letters(playbook, ledger)
        told = compare(ledger, playbook, now())
    is_in_force = told.before == told.version
    if not is_in_force:
        can_ask(yes=yes)
    if not as_json:
        print("\n".join(_summary(told)))
        if told.moves:
            _print_moves(told.moves)
    if not is_in_force:
        whom = f" for {_people(told.waiting)} who are waiting" if told.waiting else ""
        agreed(f"Put {told.version} in force{whom}?", yes=yes)
        if now() - told.at > STALE:  # the question stood for a while: what is said to have moved is what moves
            with open_ledger() as ledger:
                told = compare(ledger, playbook, now())
            if not as_json:
                print("\n".join(["Some time has passed; this is how things stand now:", *_summary(told)]))
    return playbook, told


def _put_in_force(ledger: Ledger, playbook: Playbook, who: str) -> str:
    """Where it is not yet; returns the name of this very time that it was put in force.

    It counts from now and not from when it was compared: the question may have stood for hours, and who came in
    meanwhile was waiting before the edit (R18).
    """
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, who, now())
    last = next(row for row in reversed(ledger.playbooks.history()) if row["version"] == playbook.version)
    return f"{last['version']} {last['applied_at']}"


async def _for_everybody(followup: Followup, playbook: Playbook, who: str, told: Comparison) -> Progress | None:
    """In force first, then everybody is told to decide anew: who is not told yet does so at their next decision."""
    import asyncio

    from domain.names import broadcast_workflow_id
    from domain.operations.broadcasts import Broadcast
    from domain.operations.broadcasts import Progress as Told
    from starter.broadcasting import begin

    matter = await asyncio.to_thread(_put_in_force, followup.ledger, playbook, who)
    await followup.set_schedules()  # of the daily digest and the weekly report, whose times are the playbook's
    broadcast = Broadcast(
        matter=f"replan {matter}",
        signal="replan",
        fields={"occurred_at": now().isoformat(), "source": "cli", "author": who},
        progress=Told(total=told.waiting),
    )
    handle = await begin(
        followup,
        broadcast_workflow_id("replan", matter),
        broadcast,
        f"playbook {told.version} for everyone who's waiting",
    )
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
