"""What was said and done with a candidate: `reply`, `contacted`, `note`, `promise`, `done`, `rate`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from domain.names import Channel
from starter.cli.errors import Nobody, Wrong
from starter.cli.options import As, AsJson, Ident, Job, author
from starter.cli.output.dates import read_day, shown, shown_day
from starter.cli.output.formatting import job_of, plain, print_json
from starter.cli.people import View, found, in_stage, open_reader, the_application
from starter.cli.tell.signals import known, report, tell, update

Task = Annotated[str, typer.Argument(metavar="TASK", help="As `followup tasks` shows it.")]


def reply(
    ident: Ident,
    text: Annotated[str, typer.Option("--text", help="What they wrote.")],
    channel: Annotated[Channel, typer.Option("--channel", help="How they wrote.")] = Channel.EMAIL,
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record that the candidate wrote: reminders stop, and someone gets a task to answer."""
    if not text.strip():
        raise Wrong("--text is empty; give what they wrote, so that someone can answer it.")
    person = known(ident)
    application_id = the_application(person, job).id if job else None
    told = tell(person, "reply_received", author(by), application_id, text=text, channel=str(channel))
    report(told, f"{plain(person.name)}'s reply is on record.", as_json)


def contacted(
    ident: Ident,
    channel: Annotated[Channel, typer.Option("--channel", help="How you reached them.")] = Channel.PHONE,
    remark: Annotated[str | None, typer.Option("--note", help="What was said.")] = None,
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record that you reached them yourself, outside the system."""
    person = known(ident)
    application_id = the_application(person, job).id if job else None
    told = tell(person, "contacted", author(by), application_id, channel=str(channel), note=remark)
    report(told, f"Your contact with {plain(person.name)} is on record.", as_json)


def note(
    ident: Ident,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the next message should mention.")],
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Note something from the conversation, for the next message to mention."""
    person = known(ident)
    if not text.strip():
        raise Wrong("The note is empty; write what the next message should mention.")
    application = the_application(person, job)
    told = update(person, "note", author(by), application.id, text=text.strip())
    report(told, f"Noted for {plain(person.name)}, {job_of(application)}.", as_json)


def promise(
    ident: Ident,
    by_day: Annotated[str, typer.Option("--by", metavar="DATE", help="2026-12-04, tomorrow or friday.")],
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record the date by which you promised the candidate an answer."""
    day = read_day(by_day, "--by")
    person = known(ident)
    application = the_application(person, job)
    told = update(person, "promise", author(by), application.id, by=day.isoformat())
    said = f"The promise to {plain(person.name)} is on the clock: {shown_day(day, long=True)}."
    report(told, said if told.view.promise == told.before.promise else "", as_json)


def done(
    task: Task,
    result: Annotated[str | None, typer.Option("--result", help="The outcome, for the record.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Mark a task as done."""
    row, person = open_task(task, quiet=as_json)
    if row["closed_at"]:
        if as_json:
            print_json(row)
        return
    told = update(person, "complete_task", author(by), row["application_id"], task_id=row["task"], result=result)
    report(told, f"Done: {plain(row['title'])} ({plain(person.name)}).", as_json)


_ANSWERS = ("stop", "go-on", "withdrawn")


def open_task(task: str, *, quiet: bool = False) -> tuple[dict[str, Any], View]:
    """The task and whose it is; where it is closed already, that is told, unless `quiet`. Raises Nobody."""
    with open_reader() as reader:
        row = reader.task(task.strip())
        if row is None:
            raise Nobody(f"There is no task {task!r}; `followup tasks` lists the open ones.")
        person = found(reader, row["candidate_id"])
    if row["closed_at"] and not quiet:
        print(f"{how_closed(row)}; nothing to do.")
    return row, person


def how_closed(row: dict[str, Any]) -> str:
    """`It was answered go-on today 11:00 EST`."""
    how = f"answered {row['outcome']}" if row["outcome"] in _ANSWERS else row["outcome"]
    return f"It was {how} {shown(row['closed_at'])}"


def rate(
    ident: Ident,
    rating: Annotated[int, typer.Argument(metavar="N", min=1, max=5, help="1 (poor) to 5 (excellent).")],
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Rate how good a hire it was, from 1 to 5."""
    person = known(ident)
    application = the_application(person, job, among=in_stage("hired"))
    if application.stage != "hired":
        raise Wrong(f"{plain(person.name)} is in {application.stage}, not hired; only a hire can be rated.")
    told = update(person, "rate", author(by), application.id, rating=rating)
    report(told, f"{plain(person.name)} is rated {rating} of 5 for {job_of(application)}.", as_json)
