"""`assign`: another recruiter looks after a candidate from now on (R25)."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from domain.views.workload import Colleague
from settings import read_settings
from starter.cli.ask.recruiters import a_colleague, shown
from starter.cli.errors import Wrong
from starter.cli.people import open_reader
from starter.cli.tell.signals import AboutApplication
from starter.team import follow_file
from starter.wording.candidates import job_of, plain


def assign(
    about: AboutApplication,
    to: Annotated[
        str | None, typer.Option("--to", metavar="R", help="A colleague's name or address; a new one: Name <address>.")
    ] = None,
    cover: Annotated[
        str | None,
        typer.Option("--cover", metavar="R", help="Who covers for just this candidate while their recruiter is away."),
    ] = None,
) -> None:
    """Hand a candidate over to another recruiter, who gets their tasks and approvals and signs from now on."""
    if to is None and cover is None:
        raise Wrong("Say who: --to NAME, or --cover NAME while their recruiter is away.")
    settings = read_settings()
    with open_reader(settings) as reader:
        if problem := follow_file(reader, settings):
            print(problem, file=sys.stderr)
        known, team = reader.recruiters(), reader.team.all()
        recruiter = a_colleague(to, known) if to is not None else None
        covering = a_colleague(cover, known) if cover is not None else None
    if covering is not None and not covering.email:
        raise Wrong(f'{shown(covering)} has no address on record; give it: --cover "{plain(covering.name)} <address>".')
    application = about.application()

    def fields(one: Colleague | None) -> dict[str, str] | None:
        if one is None:
            return None
        on_record = team.find(one.name, one.email)
        more = {"role": on_record.title, "phone": on_record.phone} if on_record else {}
        return {"name": one.name, "email": one.email, **{name: text for name, text in more.items() if text}}

    told = about.update("assign", application.id, recruiter=fields(recruiter), cover=fields(covering))
    said = f"{about.name} is now with {shown(recruiter)} for {job_of(application)}." if recruiter else ""
    if covering is not None:
        said = f"{said} {shown(covering)} covers for {about.name} while their recruiter is away.".strip()
    about.report(told, said)
