"""Offers and hires: `offer` and `hire`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from starter.cli.errors import Failed, Wrong
from starter.cli.output.dates import read_day
from starter.cli.people import in_stage, is_open
from starter.cli.tell.signals import AboutApplication, stage_words
from starter.wording.candidates import job_of
from starter.wording.instants import now, shown_day


def offer(
    about: AboutApplication,
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
        _answer(about, answer)
        return
    application_id = about.application().id
    told = about.tell("offer_extended", application_id, **details)
    about.report(told, stage_words(told, application_id) + _lacking(about, pay))


def _lacking(about: AboutApplication, pay: str | None) -> str:
    """What is still to be told, so that they hear of it; nothing where the pay was told before."""
    if pay and pay.strip():
        return ""
    if any(task.get("kind") == "offer" for task in about.snapshot().get("tasks", [])):
        return " Nothing about it is sent to them until its terms are on record: add them with --pay and --benefits."
    return ""


def _answer(about: AboutApplication, answer: str) -> None:
    application = about.application(among=in_stage("offer"))
    if not about.kept(application).get("offer"):
        raise Wrong(f"{about.name} has no offer on record for {job_of(application)}; `followup offer` adds it.")
    told = about.tell("offer_answered", application.id, answer=answer)
    meant = {"accepted": "accepted the offer", "declined": "declined the offer", "discuss": "wants to talk about it"}
    then = " `followup hire` is next." if answer == "accepted" else ""
    about.report(told, f"{about.name} {meant[answer]}.{then}")


def hire(
    about: AboutApplication,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="The first day of work.")] = None,
    first_day: Annotated[str | None, typer.Option("--first-day", help="Where and when to show up that day.")] = None,
    paperwork: Annotated[str | None, typer.Option("--paperwork", help="What to bring or sign.")] = None,
    introductions: Annotated[str | None, typer.Option("--introductions", help="Who they'll meet.")] = None,
    plan: Annotated[str | None, typer.Option("--plan", help="The first weeks' training.")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back.")] = False,
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
    if undo:
        _undo(about)
        return
    application = about.application(among=lambda a: is_open(a) or a.stage == "hired")
    again = application.stage == "hired"
    told = about.tell("hired", application.id, **fields)
    starts = f" The first day is {shown_day(day, long=True)}." if day else ""
    said = f"{about.name}'s first days are on record." if again else stage_words(told, application.id)
    about.report(told, said + starts)


def _undo(about: AboutApplication) -> None:
    application = about.application(among=in_stage("hired"))
    told = about.tell("hire_withdrawn", application.id)
    still = {a.id: a.stage for a in told.view.applications}.get(application.id)
    if told.after is not None and (application.stage != "hired" or still == "hired"):
        raise Failed(f"{about.name} has no hire to take back; use `followup stage`.")
    about.report(told, f"The hire is taken back: {stage_words(told, application.id)}")
