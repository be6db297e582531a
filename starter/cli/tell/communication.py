"""What was said and done with a candidate: `reply`, `contacted`, `note`, `promise`, `done`, `rate`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from domain.names import Channel
from starter.cli.errors import Nobody, Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.output.dates import read_day
from starter.cli.output.formatting import print_json
from starter.cli.people import View, found, in_stage, open_reader
from starter.cli.tell.signals import AboutApplication, report, update
from starter.wording.candidates import job_of, plain, title_words
from starter.wording.instants import shown, shown_day

Task = Annotated[str, typer.Argument(metavar="TASK", help="As `followup tasks` shows it.")]


def reply(
    about: AboutApplication,
    text: Annotated[str, typer.Option("--text", help="What they wrote.")],
    channel: Annotated[Channel, typer.Option("--channel", help="How they wrote.")] = Channel.EMAIL,
) -> None:
    """Record that the candidate wrote: reminders stop, and someone gets a task to answer."""
    if not text.strip():
        raise Wrong("--text is empty; give what they wrote, so that someone can answer it.")
    application_id = about.application().id if about.job else None
    told = about.tell("reply_received", application_id, text=text, channel=str(channel))
    about.report(told, f"{about.name}'s reply is on record.")


def contacted(
    about: AboutApplication,
    channel: Annotated[Channel, typer.Option("--channel", help="How you reached them.")] = Channel.PHONE,
    remark: Annotated[str | None, typer.Option("--note", help="What was said.")] = None,
) -> None:
    """Record that you reached them yourself, outside the system."""
    application_id = about.application().id if about.job else None
    told = about.tell("contacted", application_id, channel=str(channel), note=remark)
    about.report(told, f"Your contact with {about.name} is on record.")


def note(
    about: AboutApplication,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What the next message should mention.")],
) -> None:
    """Note something from the conversation, for the next message to mention."""
    if not text.strip():
        raise Wrong("The note is empty; write what the next message should mention.")
    application = about.application()
    told = about.update("note", application.id, text=text.strip())
    about.report(told, f"Noted for {about.name}, {job_of(application)}.")


def promise(
    about: AboutApplication,
    by_day: Annotated[str, typer.Option("--by", metavar="DATE", help="2026-12-04, tomorrow or friday.")],
) -> None:
    """Record the date by which you promised the candidate an answer."""
    day = read_day(by_day, "--by")
    told = about.update("promise", about.application().id, by=day.isoformat())
    said = f"On the clock: we promised {about.name} an answer by {shown_day(day, long=True)}."
    about.report(told, said if told.view.promise == told.before.promise else "")


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
    report(told, f"Done: {title_words(row['title'])} ({plain(person.name)}).", as_json)


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
    about: AboutApplication,
    rating: Annotated[int, typer.Argument(metavar="N", min=1, max=5, help="1 (poor) to 5 (excellent).")],
) -> None:
    """Rate how good a hire it was, from 1 to 5."""
    application = about.application(among=in_stage("hired"))
    if application.stage != "hired":
        raise Wrong(f"{about.name} is at the {application.stage} stage, not hired; only a hire can be rated.")
    told = about.update("rate", application.id, rating=rating)
    about.report(told, f"{about.name} is rated {rating} of 5 for {job_of(application)}.")
