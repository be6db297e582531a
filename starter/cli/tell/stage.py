"""How applications move: `stage`, `reject` and `withdraw`. All are facts, told as signals."""

from __future__ import annotations

from typing import Annotated

import typer

from domain.names import Stage
from starter.cli.errors import Failed
from starter.cli.options import As, AsJson, Ident, Job, author
from starter.cli.output.formatting import job_of, plain, print_json, typed_id
from starter.cli.people import in_stage, the_application
from starter.cli.tell.signals import known, report, stage_words, tell

_ENDS = {Stage.REJECTED: "rejected", Stage.HIRED: "hired", Stage.WITHDRAWN: "withdrawn"}
"""Stages that have a signal of their own, which remembers where they came from and so can be undone."""


def stage(
    ident: Ident,
    stage: Annotated[Stage, typer.Argument(metavar="STAGE", help=" | ".join(Stage))],
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Move an application to another stage."""
    person = known(ident)
    application = the_application(person, job)
    if application.stage == stage:
        said = f"{plain(person.name)} is in {stage} for {job_of(application)} already; nothing changed."
        print_json({**person.as_json(), "in_effect": True}) if as_json else print(said)
        return
    ending = _ENDS.get(stage)
    fields = {} if ending else {"stage": str(stage)}
    told = tell(person, ending or "stage_changed", author(by), application.id, **fields)
    report(told, stage_words(told, application.id), as_json)


def reject(
    ident: Ident,
    reason: Annotated[
        str | None, typer.Option("--reason", help="For the record; the candidate doesn't see it.")
    ] = None,
    feedback: Annotated[
        str | None, typer.Option("--feedback", help="For the candidate, in the closing message.")
    ] = None,
    keep: Annotated[
        bool | None, typer.Option("--keep-in-touch/--no-keep-in-touch", help="Would you like to stay in touch?")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back; within the hour, nothing has been sent.")] = False,
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Reject an application: everything else stops right away, and the closing message waits an hour."""
    person = known(ident)
    if undo:
        application = the_application(person, job, among=in_stage("rejected"))
        told = tell(person, "rejection_withdrawn", author(by), application.id)
        still = {a.id: a.stage for a in told.view.applications}.get(application.id)
        if told.after is not None and still == "rejected":
            raise Failed(
                f"{plain(person.name)} stays rejected: the stage before that isn't on record; use `followup stage`."
            )
        if told.after is not None and application.stage != "rejected":
            raise Failed(f"{plain(person.name)} was not rejected for {job_of(application)}; nothing changed.")
        report(told, f"The rejection is undone: {stage_words(told, application.id)}", as_json)
        return
    application = the_application(person, job)
    told = tell(person, "rejected", author(by), application.id, reason=reason, feedback=feedback, keep_in_touch=keep)
    report(
        told,
        f"{stage_words(told, application.id)} `followup reject {typed_id(person)} --undo` takes it back.",
        as_json,
    )


def withdraw(
    ident: Ident,
    reason: Annotated[str | None, typer.Option("--reason", help="In their words, for the record.")] = None,
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record that the candidate has withdrawn an application."""
    person = known(ident)
    application = the_application(person, job)
    told = tell(person, "withdrawn", author(by), application.id, reason=reason)
    report(told, stage_words(told, application.id), as_json)
