"""`approve`: what waits for a colleague's yes, its words, and the answer (R13, R17)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.workload import APPROVE
from starter.cli.failures import Wrong
from starter.cli.instants import now, shown
from starter.cli.options import As, AsJson, author
from starter.cli.people import View, open_ledger
from starter.cli.remarking import open_task
from starter.cli.saying import by as by_channel
from starter.cli.saying import plain, print_json, who
from starter.cli.telling import Told, report, update

if TYPE_CHECKING:
    from domain.preview import Planned
    from starter.cli.wording import Words

AHEAD = timedelta(days=60)
"""How far it looks for the message that an answer is about."""

Tasks = Annotated[list[str], typer.Argument(metavar="TASK...", help="One or more, as `followup tasks` shows them.")]


def approve(
    tasks: Tasks,
    no: Annotated[bool, typer.Option("--no", help="It does not go; that is put on record.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Only print the message that waits; nothing is said.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, for the record.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Say yes, or no, to what waits for it: an offer that differs, a rejection beside a hire, a step that asks."""
    if show and (no or reason):
        raise Wrong("--show only shows; leave it out to answer.")
    wanted = list(dict.fromkeys(task.strip() for task in tasks))
    found = [(task, open_task(task, quiet=as_json)) for task in wanted]  # before the first is told: no half a list
    shown_rows: list[dict[str, Any]] = []
    for _, (row, person) in found:
        if row["kind"] != APPROVE:
            raise Wrong(f"{row['task']} asks for no approval; `followup tasks` says what to type for it.")
        if row["closed_at"]:
            shown_rows.append(row)
        elif show:
            shown_rows.append(_show(row, person, quiet=as_json))
        else:
            told = update(
                person, "approve", author(by), row["application_id"], task_id=row["task"], yes=not no, reason=reason
            )
            shown_rows.append(_answered(told, row, person, no=no, quiet=as_json))
    if as_json:
        print_json(shown_rows[0] if len(shown_rows) == 1 else shown_rows)


def _answered(told: Told, row: dict[str, Any], person: View, *, no: bool, quiet: bool) -> dict[str, Any]:
    if not quiet:
        said = "Declined; it does not go" if no else "Approved"
        report(told, f"{said}: {plain(row['title'])} ({plain(person['name'])}).", False)
    return told.as_json()


def _show(row: dict[str, Any], person: View, *, quiet: bool) -> dict[str, Any]:
    """The message that a yes would let go, and when."""
    one, words = _waiting(row["task"], person)
    found = {"task": row["task"], "title": row["title"], "candidate_id": person["id"]}
    if one is None or words is None:
        if not quiet:
            print(f"{plain(row['title'])} ({who(person)}).")
            print("  As things stand a yes would let no message go; `followup why` and `followup next` say more.")
        return {**found, "message": None}
    when = "at once" if one.at <= now() else shown(one.at)
    if not quiet:
        print(f"{plain(row['title'])} ({who(person)}).")
        print(f"With your yes, {one.touch.step} goes {by_channel(one.touch.channel)} {when}:\n")
        print("\n".join(words.lines()))
        print(f"\nYes: followup approve {row['task']}   No: followup approve {row['task']} --no")
    message = {"at": one.at.isoformat(), "step": one.touch.step, "channel": str(one.touch.channel), **words.as_json()}
    return {**found, "message": message}


def _waiting(task_id: str, person: View) -> tuple[Planned | None, Words | None]:
    """The first message that hangs on the answer, as it would go if the answer were yes now."""
    from domain.agenda import agenda
    from domain.events import Approved
    from domain.evolve import evolve
    from domain.preview import forecast
    from domain.state import CandidateState
    from domain.world import World
    from starter.cli.wording import words_of

    with open_ledger() as ledger:
        state = CandidateState.model_validate(ledger.snapshot(person["id"]))
        rules, closed = ledger.playbooks.rules(), ledger.suppressed(state.candidate)
    start = now()
    world = World(rules.playbook, state.candidate, start, closed, rules.standing)
    hangs = {due.key for due in agenda(state, world) if due.approval is not None and due.approval.task_id == task_id}
    yes = evolve(state, Approved(event_id="look", occurred_at=start, task_id=task_id))
    ahead = forecast(yes, rules.playbook, start, start + AHEAD, suppressed=closed, standing=rules.standing)
    one = next((one for one in ahead.planned if one.touch.key in hangs), None)
    return one, words_of(one, rules.playbook, in_force=True) if one is not None else None
