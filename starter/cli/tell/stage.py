"""How applications move: `stage`, `reject` and `withdraw`. All are facts, told as signals."""

from __future__ import annotations

from typing import Annotated

import typer

from domain.names import Stage
from starter.cli.errors import Failed
from starter.cli.output.formatting import typed_id
from starter.cli.people import in_stage
from starter.cli.tell.signals import AboutApplication, stage_words
from starter.wording.candidates import job_of, stands

_ENDS = {Stage.REJECTED: "rejected", Stage.HIRED: "hired", Stage.WITHDRAWN: "withdrawn"}
"""Stages that have a signal of their own, which remembers where they came from and so can be undone."""


def stage(
    about: AboutApplication,
    stage: Annotated[Stage, typer.Argument(metavar="STAGE", help=" | ".join(Stage))],
) -> None:
    """Move an application to another stage."""
    application = about.application()
    if application.stage == stage:
        said = f"{about.name} {stands(application, already=True)}; nothing changed."
        about.report_no_change(said, in_effect=True)
        return
    ending = _ENDS.get(stage)
    fields = {} if ending else {"stage": str(stage)}
    told = about.tell(ending or "stage_changed", application.id, **fields)
    about.report(told, stage_words(told, application.id))


def reject(
    about: AboutApplication,
    reason: Annotated[
        str | None, typer.Option("--reason", help="For the record; the candidate doesn't see it.")
    ] = None,
    feedback: Annotated[
        str | None, typer.Option("--feedback", help="For the candidate, in the closing message.")
    ] = None,
    keep: Annotated[
        bool | None, typer.Option("--keep-in-touch/--no-keep-in-touch", help="Offer to keep in touch.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back; nothing is sent in the first hour.")] = False,
) -> None:
    """Reject an application: everything else stops right away, and the closing message waits an hour."""
    if undo:
        application = about.application(among=in_stage("rejected"))
        told = about.tell("rejection_withdrawn", application.id)
        still = {a.id: a.stage for a in told.view.applications}.get(application.id)
        if told.after is not None and still == "rejected":
            raise Failed(f"{about.name} stays rejected: the stage before that isn't on record; use `followup stage`.")
        if told.after is not None and application.stage != "rejected":
            raise Failed(f"{about.name} was not rejected for {job_of(application)}; nothing changed.")
        about.report(told, f"The rejection is undone: {stage_words(told, application.id)}")
        return
    application = about.application()
    told = about.tell("rejected", application.id, reason=reason, feedback=feedback, keep_in_touch=keep)
    about.report(
        told,
        f"{stage_words(told, application.id)} `followup reject {typed_id(about.person)} --undo` takes it back.",
    )


def withdraw(
    about: AboutApplication,
    reason: Annotated[str | None, typer.Option("--reason", help="In their words, for the record.")] = None,
) -> None:
    """Record that the candidate withdrew their application."""
    application_id = about.application().id
    told = about.tell("withdrawn", application_id, reason=reason)
    about.report(told, stage_words(told, application_id))
