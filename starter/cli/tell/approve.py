"""`approve`: what waits for a colleague's yes, or for their word on what a candidate meant (R3, R8, R13, R17)."""

from __future__ import annotations

import shlex
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from domain.playbook.step_words import the_step
from domain.state.task_kinds import ANSWER, APPROVE, DOUBT, ERASURE, STOPPED
from starter.cli.errors import Failed, Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.output.dates import now, shown
from starter.cli.output.formatting import by as by_channel
from starter.cli.output.formatting import plain, print_json, title_words, who
from starter.cli.people import View, open_ledger, open_reader
from starter.cli.tell.communication import how_closed, open_task
from starter.cli.tell.signals import Told, report, update

if TYPE_CHECKING:
    from domain.forecast.preview import Planned
    from starter.cli.ask.words import Words

AHEAD = timedelta(days=60)
"""How far it looks for the message that an answer is about."""

AnswerWord = Literal["stop", "go-on", "withdrawn"]

Tasks = Annotated[list[str], typer.Argument(metavar="TASK...", help="One or more, as `followup tasks` shows them.")]


def approve(
    tasks: Tasks,
    no: Annotated[bool, typer.Option("--no", help="Decline it: it isn't sent, and that goes on record.")] = False,
    answer: Annotated[
        AnswerWord | None, typer.Option("--answer", help="What the candidate meant, if a task asks.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Only print the message that's waiting.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, for the record.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Approve or decline what's waiting: an offer that doesn't match the application, a rejection for someone hired
    elsewhere, or a step you approve by hand.

    If a task asks what a candidate meant, say it with --answer: stop, go-on or withdrawn.
    """
    if show and (no or reason or answer):
        raise Wrong("--show only shows; leave it out to answer.")
    if no and answer:
        raise Wrong("Give --answer or --no, not both.")
    wanted = list(dict.fromkeys(task.strip() for task in tasks))
    found = [(task, open_task(task, quiet=True)) for task in wanted]  # before the first is told: no half a list
    for _, (row, person) in found:
        if row["closed_at"]:
            _refuse_another_answer(row, person, answer, no=no, show=show)
            if not as_json:
                print(f"{how_closed(row)}; nothing to do.")
    shown_rows: list[dict[str, Any]] = []
    for _, (row, person) in found:
        choices = [] if row["closed_at"] else _choices(row["task"], person)
        if row["closed_at"]:
            shown_rows.append(row)
        elif choices and not show:
            shown_rows.append(_meant(row, person, choices, answer, no=no, reason=reason, by=by, quiet=as_json))
        elif choices:
            shown_rows.append(_words(row, person, choices, quiet=as_json))
        elif row["kind"] == ERASURE:
            shown_rows.append(_erase(row, person, no=no, show=show, reason=reason, by=by, quiet=as_json))
        elif row["kind"] != APPROVE:
            raise Wrong(f"{row['task']} doesn't need approval; `followup tasks` says what to type for it.")
        elif answer:
            raise Wrong(f"{row['task']} asks for a yes or a no; leave --answer out, or give --no.")
        elif show:
            shown_rows.append(_show(row, person, quiet=as_json))
        else:
            told = update(
                person, "approve", author(by), row["application_id"], task_id=row["task"], yes=not no, reason=reason
            )
            shown_rows.append(_answered(told, row, person, no=no, quiet=as_json))
    if as_json:
        print_json(shown_rows[0] if len(shown_rows) == 1 else shown_rows)


def _erase(
    row: dict[str, Any], person: View, *, no: bool, show: bool, reason: str | None, by: str | None, quiet: bool
) -> dict[str, Any]:
    """A yes to a request to be erased carries it out; a no is on record with its reason. Raises Wrong, Failed."""
    from starter.cli.tell.erase import have_erased, said_of

    if show:
        raise Wrong(f"`followup erase {shlex.quote(person.id)} --dry-run` shows what would be removed.")
    if not no:
        with open_reader() as reader:
            asked = (reader.snapshot(person.id) or {}).get("erasure_asked_at")  # else only their ATS deleted them
        return said_of(have_erased(person.id, "request" if asked else "ats", author(by), quiet=quiet), quiet=quiet)
    if not (reason or "").strip():
        raise Wrong("Say why they can't be erased with --reason; they are entitled to know it.")
    told = update(
        person, "complete_task", author(by), row["application_id"], task_id=row["task"], result=f"declined: {reason}"
    )
    if not quiet:
        report(told, f"Declined: {plain(person.name)} is not erased.", False)
    return told.as_json()


def _refuse_another_answer(row: dict[str, Any], person: View, answer: str | None, *, no: bool, show: bool) -> None:
    """Raises Failed where the answer is another one than the task was closed with: it must not pass for done."""
    if row["kind"] == DOUBT and answer != row["outcome"]:
        asks = next((one.task for one in person.tasks if one.kind == DOUBT), None)
        if asks is not None:
            raise Failed(
                f"{how_closed(row)}, and they have written again: `followup approve {asks} --show` prints all of it."
            )
    if answer is None and not show and row["outcome"] == ("approved" if no else "declined"):
        ident = shlex.quote(person.id)
        instead = f"`followup pause {ident}` holds what has not gone yet." if no else "`followup send` writes to them."
        raise Failed(f"{how_closed(row)}, so {'--no' if no else 'a yes'} no longer changes anything; {instead}")
    if answer is None or answer == row["outcome"] or (answer == "stop" and person.stopped):
        return
    instead = _INSTEAD[answer].format(shlex.quote(person.id))
    raise Failed(f"{how_closed(row)}, so --answer {answer} no longer changes anything; {instead}")


_INSTEAD = {
    "stop": "if they don't want messages, `followup stop {}` says so.",
    "withdrawn": "if they withdraw, `followup withdraw {}` says so.",
    "go-on": "if they themselves ask to hear from us, `followup allow {}` says so.",
}
"""What may still be said once a task asks it no more."""


def _choices(task: str, person: View) -> list[str]:
    """What may be answered to a task that asks what they meant; none where it asks something else."""
    return next((list(one.answers) for one in person.tasks if one.task == task), [])


def _meant(
    row: dict[str, Any],
    person: View,
    choices: list[str],
    answer: str | None,
    *,
    no: bool,
    reason: str | None,
    by: str | None,
    quiet: bool,
) -> dict[str, Any]:
    """Say what the candidate meant. Raises Wrong with the choices where it is none of them."""
    if answer is None or no:
        typed = ", ".join(f"--answer {one}" for one in choices)
        raise Wrong(
            f"{row['task']} asks what they meant, not for a yes or a no; give one of {typed} (--show prints it)."
        )
    if answer not in choices:
        raise Wrong(f"{row['task']} doesn't take --answer {answer}; it takes {', '.join(choices)}.")
    told = update(
        person, "approve", author(by), row["application_id"], task_id=row["task"], answer=answer, reason=reason
    )
    if not quiet:
        report(told, _MEANT[row["kind"], answer].format(plain(person.name)), False)
    return told.as_json()


_MEANT = {
    (DOUBT, "stop"): "On record: {} asked us to stop.",
    (DOUBT, "go-on"): "On record: {} didn't ask us to stop; they get an answer as usual.",
    (DOUBT, "withdrawn"): "On record: {} has withdrawn.",
    (ANSWER, "stop"): "On record: {} asked us to stop.",
    (ANSWER, "go-on"): "On record: {} stays in the running, and gets an answer.",
    (ANSWER, "withdrawn"): "On record: {} has withdrawn.",
    (STOPPED, "go-on"): "On record: {} stays in the running, without messages.",
    (STOPPED, "withdrawn"): "On record: {} has withdrawn.",
}


def _words(row: dict[str, Any], person: View, choices: list[str], *, quiet: bool) -> dict[str, Any]:
    """What they wrote, in full, and what may be answered."""
    with open_reader() as reader:
        words = next((t.words for t in reader.workload(whose=person.id).tasks if t.task == row["task"]), "")
    if not quiet:
        print(f"{title_words(row['title'])} ({who(person)}).\n")
        print("\n".join(f"  | {plain(line)}" for line in words.splitlines()) or "  They wrote nothing.")
        means = {"go-on": "They didn't ask us to stop"} if row["kind"] == DOUBT else {}
        for one in choices:
            print(f"\n{(_ANSWERS | means)[one]}:\n  followup approve {row['task']} --answer {one}")
    return {
        "task": row["task"],
        "title": row["title"],
        "candidate_id": person.id,
        "words": words,
        "answers": choices,
    }


_ANSWERS = {"stop": "They don't want messages", "go-on": "They stay in the running", "withdrawn": "They withdraw"}


def _answered(told: Told, row: dict[str, Any], person: View, *, no: bool, quiet: bool) -> dict[str, Any]:
    if not quiet:
        said = "Declined; it won't be sent" if no else "Approved"
        report(told, f"{said}: {title_words(row['title'])} ({plain(person.name)}).", False)
    return told.as_json()


def _show(row: dict[str, Any], person: View, *, quiet: bool) -> dict[str, Any]:
    """The message that a yes would let go, and when."""
    one, words = _waiting(row["task"], person)
    found = {"task": row["task"], "title": row["title"], "candidate_id": person.id}
    if one is None or words is None:
        if not quiet:
            print(f"{title_words(row['title'])} ({who(person)}).")
            print(
                "  As things stand, approving it wouldn't send anything; `followup why` and `followup next` say more."
            )
        return {**found, "message": None}
    when = "at once" if one.at <= now() else shown(one.at)
    if not quiet:
        print(f"{title_words(row['title'])} ({who(person)}).")
        print(f"If you approve, {the_step(one.touch.step)} goes out {by_channel(one.touch.channel)} {when}:\n")
        print("\n".join(words.lines()))
        print(f"\nYes: followup approve {row['task']}   No: followup approve {row['task']} --no")
    message = {"at": one.at.isoformat(), "step": one.touch.step, "channel": str(one.touch.channel), **words.as_json()}
    return {**found, "message": message}


def _waiting(task_id: str, person: View) -> tuple[Planned | None, Words | None]:
    """The first message that hangs on the answer, as it would go if the answer were yes now."""
    from domain.decisions.context import DecisionContext
    from domain.decisions.due_steps import find_due_steps
    from domain.events import Approved
    from domain.forecast.preview import forecast
    from domain.reducers.evolve import evolve
    from domain.state.model import CandidateState
    from starter.cli.ask.words import words_of

    with open_ledger() as ledger:
        state = CandidateState.model_validate(ledger.snapshot(person.id))
        rules, closed = ledger.playbooks.rules(), ledger.suppressed(state.candidate)
        team, openings = ledger.team.at(now()), ledger.openings()
    start = now()
    world = DecisionContext(rules.playbook, state.candidate, start, closed, rules.standing)
    hangs = {
        due.key for due in find_due_steps(state, world) if due.approval is not None and due.approval.task_id == task_id
    }
    yes = evolve(state, Approved(event_id="look", occurred_at=start, task_id=task_id))
    ahead = forecast(yes, rules.playbook, start, start + AHEAD, suppressed=closed, standing=rules.standing, team=team)
    one = next((one for one in ahead.planned if one.touch.key in hangs), None)
    return one, words_of(one, rules.playbook, in_force=True, openings=openings) if one is not None else None
