"""`answer`: what a colleague writes back to a candidate, in the thread of what they wrote (R9)."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer

from domain.commands import Untellable
from domain.messages.drafts import FEEDBACK_SUBJECT
from domain.state.task_kinds import ANSWER, FEEDBACK
from starter.cli.errors import Failed, Wrong
from starter.cli.options import A_PERSON, As, AsJson, Job, author
from starter.cli.output.formatting import who
from starter.cli.people import View, found, is_open, open_ledger, open_reader, the_application
from starter.cli.tell.broadcasts import agreed
from starter.cli.tell.communication import open_task
from starter.cli.tell.own_words import ByChannel, File, Text, typed_words, went, when_words
from starter.cli.tell.signals import report, update
from starter.own_words import event_id_of, fact_of, ident_of, looked_at, read_by_them
from starter.wording.candidates import by as by_channel
from starter.wording.candidates import plain
from starter.wording.instants import ago

_BELOW: Final = "# ------------------------ everything below this line is left out ------------------------"

Whom = Annotated[
    str,
    typer.Argument(metavar="ID|TASK", help="The candidate, or a task of theirs as `followup tasks` shows it."),
    A_PERSON,
]


def answer(
    whom: Whom,
    text: Text = None,
    file: File = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Write it in your editor ($VISUAL or $EDITOR), with their message below.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Send the answer that's written out for this task; --edit changes it first.")
    ] = False,
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="S", help="Subject (default: Re: theirs).")
    ] = None,
    channel: ByChannel = None,
    job: Job = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Send without showing it or asking.")] = False,
    as_author: As = None,
    as_json: AsJson = False,
) -> None:
    """Answer a candidate in your own words, in the same thread; that also completes the task."""
    if edit and (text is not None or file is not None):
        raise Wrong("--edit opens your editor; leave out --text and --file.")
    if draft and (text is not None or file is not None):
        raise Wrong("--draft is the text; leave out --text and --file.")
    task, person = _whom(whom)
    written = _draft(task, person) if draft or (edit and task) else ""
    if draft and not written:
        raise Wrong("No answer is written out for this; write your own with --text or --edit.")
    if written and subject is None:
        subject = FEEDBACK_SUBJECT
    application_id = task["application_id"] if task and not job else None
    if application_id is None and (job or person.applications):
        application_id = the_application(person, job, among=is_open).id
    words = _edited(person, written) if edit else written if draft else typed_words(text, file)
    try:
        _send(person, task, application_id, words, subject, channel, as_author, ask=not yes, as_json=as_json)
    except BaseException:
        if edit:
            _keep(words)
        raise


def _whom(typed: str) -> tuple[dict[str, Any] | None, View]:
    """The task that is named, if it is one, and the person."""
    with open_reader() as reader:
        row = reader.task(typed.strip())
        if row is None:
            person = found(reader, typed)
            waiting = [task.as_json() for task in person.tasks if task.kind in (ANSWER, FEEDBACK)]
            theirs = sorted(waiting, key=lambda task: task["kind"] != ANSWER)  # a reply before what they said of us
            return (theirs[0] if theirs else None), person
    row, person = open_task(typed, quiet=True)
    if row["kind"] == "approve":
        raise Wrong(f"This task asks for a yes or a no: `followup approve {row['task']}`, or the same with --no.")
    return row, person


def _send(
    person: View,
    task: dict[str, Any] | None,
    application_id: str | None,
    text: str,
    subject: str | None,
    channel: Any,
    as_author: str | None,
    *,
    ask: bool,
    as_json: bool,
) -> None:
    from domain.messages.own_words import OwnWords

    task_id = task["task"] if task else ""
    fields: dict[str, Any] = {
        "text": text,
        "subject": subject,
        "channel": str(channel) if channel else None,
        "answer": True,
    }
    fields["task_id"], wrote_at = task_id or None, person.last_reply_at
    with open_ledger() as ledger:
        event_id = event_id_of(ident_of(ledger, person, "answer", wrote_at.isoformat() if wrote_at else "", text))
        seen = looked_at(ledger, person.id, fact_of(event_id, author(as_author), application_id, **fields))
        if seen.problem:
            raise Untellable(seen.problem)
        about = subject or ledger.subject_of_answer(person.id, person.position.seq)
        words = read_by_them(ledger, seen, OwnWords(text, about, answer=True))
    if words.problem:
        raise Untellable(f"It can't be sent: {words.problem}.")
    if ask and sys.stdin.isatty() and not as_json:
        print(f"To {who(person)} {when_words(person, seen)}:\n")
        print("\n".join(words.lines()) + "\n")
        agreed("Send it?", yes=False)
    told = update(person, "say", author(as_author), application_id, event_id=event_id, **fields)
    said = f"Your answer to {plain(person.name)} goes {when_words(person, seen)}."
    report(told, "" if went(told) else said, as_json)


# ---------------------------------------------------------------- in an editor


def _draft(task: dict[str, Any] | None, person: View) -> str:
    """The answer that is written out for this task; empty where there is none."""
    if task is None:
        return ""
    with open_reader() as reader:
        theirs = reader.workload(whose=person.id).tasks
    return next((one.draft for one in theirs if one.task == task["task"]), "")


def _edited(person: View, draft: str = "") -> str:
    """What the editor gives back above the line, with the candidate's own words below it."""
    import click

    with open_reader() as reader:
        replies = [entry for entry in reader.timeline(person.id) if entry["type"] == "reply_received"]
    try:
        written = click.edit("\n".join([draft, "", *_quoted(person, replies[-1:])]), extension=".md")
    except click.ClickException as error:
        raise Failed(f"The editor did not open: {error.format_message()} Set EDITOR, or give --text.") from None
    words = (written or "").partition(_BELOW)[0].strip()
    if not words:
        raise Failed("Nothing was written, so nothing is sent.")
    return words


def _quoted(person: View, replies: Sequence[dict[str, Any]]) -> list[str]:
    """Their words, as lines that are left out."""
    lines = [
        _BELOW,
        f"# Your answer to {who(person)} goes above, as plain text or Markdown.",
    ]
    for reply in replies:
        about = f' "{plain(reply["subject"])}"' if reply.get("subject") else ""
        lines += ["#", f"# {ago(reply['at'])}, {by_channel(reply.get('channel') or 'email')}{about}, they wrote:", "#"]
        lines += [f"# > {plain(line)}".rstrip() for line in str(reply.get("text") or "").splitlines()]
    return lines


def _keep(words: str) -> None:
    """What somebody wrote in an editor is not lost because it could not be sent."""
    handle, path = tempfile.mkstemp(prefix="followup-answer-", suffix=".md")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(words + "\n")
    print(f"Your words are kept in {path}; `--file {path}` sends them, and delete it afterwards.", file=sys.stderr)
