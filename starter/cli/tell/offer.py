"""Offers and hires: `offer` and `hire`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from starter.cli.errors import Failed, Wrong
from starter.cli.options import As, AsJson, Ident, Job, author
from starter.cli.output.dates import now, read_day, shown_day
from starter.cli.output.formatting import job_of, plain
from starter.cli.people import View, found, in_stage, is_open, open_reader, the_application
from starter.cli.tell.signals import known, report, stage_words, tell


def offer(
    ident: Ident,
    title: Annotated[str | None, typer.Option("--title", help="The position.")] = None,
    pay: Annotated[str | None, typer.Option("--pay", help="As in the offer letter.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where the work is.")] = None,
    employment_type: Annotated[str | None, typer.Option("--type", help="Full-time, contract, ….")] = None,
    benefits: Annotated[str | None, typer.Option("--benefits", help="In a few words.")] = None,
    expires: Annotated[str | None, typer.Option("--expires", metavar="DATE", help="The last day to accept.")] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="The first day of work.")] = None,
    next_step: Annotated[str | None, typer.Option("--next-step", help="What the candidate should do.")] = None,
    answer: Annotated[
        Literal["accepted", "declined", "discuss"] | None, typer.Option("--answer", help="The candidate's answer.")
    ] = None,
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record an offer or, with --answer, the candidate's answer."""
    details: dict[str, Any] = {
        "title": title,
        "pay": pay,
        "location": location,
        "employment_type": employment_type,
        "benefits": benefits,
        "next_step": next_step,
    }
    expires_on = read_day(expires, "--expires") if expires else None
    if expires_on and expires_on < now().astimezone().date():
        raise Wrong(f"--expires: {shown_day(expires_on)} has passed; give the last day on which it can be accepted.")
    details["expires_on"] = expires_on.isoformat() if expires_on else None
    details["start_date"] = read_day(start, "--start").isoformat() if start else None
    if start and details["start_date"] < now().astimezone().date().isoformat():
        raise Wrong("--start: that day has passed; give the first day of work that the letter names.")
    if answer is not None:
        if any(details.values()):
            raise Wrong("Use --answer alone; record a changed offer first, then the answer to it.")
        _answer(ident, answer, job, by, as_json)
        return
    person = known(ident)
    application = the_application(person, job)
    told = tell(person, "offer_extended", author(by), application.id, **details)
    report(told, stage_words(told, application.id) + _lacking(person, pay), as_json)


def _lacking(person: View, pay: str | None) -> str:
    """What is still to be told, so that they hear of it; nothing where the pay was told before."""
    if pay and pay.strip():
        return ""
    with open_reader() as reader:
        snapshot = reader.snapshot(person.id) or {}
    if any(task.get("kind") == "offer" for task in snapshot.get("tasks", [])):
        return " Nothing about it is sent to them until its terms are on record: add them with --pay and --benefits."
    return ""


def _answer(ident: str, answer: str, job: str | None, by: str | None, as_json: bool) -> None:
    with open_reader() as reader:
        person = found(reader, ident)
        application = the_application(person, job, among=in_stage("offer"))
        snapshot = reader.snapshot(person.id) or {}
    ours = [a for a in snapshot.get("applications", []) if a["application_id"] == application.id]
    if not any(a.get("offer") for a in ours):
        raise Wrong(f"{plain(person.name)} has no offer on record for {job_of(application)}; `followup offer` adds it.")
    told = tell(person, "offer_answered", author(by), application.id, answer=answer)
    meant = {"accepted": "accepted the offer", "declined": "declined the offer", "discuss": "wants to talk about it"}
    then = " `followup hire` is next." if answer == "accepted" else ""
    report(told, f"{plain(person.name)} {meant[answer]}.{then}", as_json)


def hire(
    ident: Ident,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="The first day of work.")] = None,
    first_day: Annotated[str | None, typer.Option("--first-day", help="Where and when to show up that day.")] = None,
    paperwork: Annotated[str | None, typer.Option("--paperwork", help="What to bring or sign.")] = None,
    introductions: Annotated[str | None, typer.Option("--introductions", help="Who they'll meet.")] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="The first weeks' training.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record a hire; repeat it to add details about the first days."""
    day = read_day(start, "--start").isoformat() if start else None
    fields = {
        "start_date": day,
        "first_day": first_day,
        "paperwork": paperwork,
        "introductions": introductions,
        "plan": plan,
    }
    if undo and any(fields.values()):
        raise Wrong("Use --undo alone.")
    person = known(ident)
    if undo:
        _undo(person, job, by, as_json)
        return
    application = the_application(person, job, among=lambda a: is_open(a) or a.stage == "hired")
    again = application.stage == "hired"
    told = tell(person, "hired", author(by), application.id, **fields)
    starts = f" The first day is {shown_day(day, long=True)}." if day else ""
    said = f"{plain(person.name)}'s first days are on record." if again else stage_words(told, application.id)
    report(told, said + starts, as_json)


def _undo(person: View, job: str | None, by: str | None, as_json: bool) -> None:
    application = the_application(person, job, among=in_stage("hired"))
    told = tell(person, "hire_withdrawn", author(by), application.id)
    still = {a.id: a.stage for a in told.view.applications}.get(application.id)
    if told.after is not None and (application.stage != "hired" or still == "hired"):
        raise Failed(f"{plain(person.name)} has no hire to take back; use `followup stage`.")
    report(told, f"The hire is taken back: {stage_words(told, application.id)}", as_json)
