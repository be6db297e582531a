"""What colleagues say about a candidate: `feedback` on an interview, and `left`, of a hire (R14, K5)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from domain.views.workload import Colleague
from starter.cli.ask.recruiters import a_colleague, shown
from starter.cli.errors import Wrong
from starter.cli.output.dates import read_day
from starter.cli.people import in_stage, open_reader
from starter.cli.tell.signals import AboutApplication
from starter.wording.candidates import job_of
from starter.wording.instants import now, shown_day

Answer = Literal["yes", "no", "unsure"]

_LONGEST = 2000


def interviewer(named: str) -> Colleague:
    """Somebody who takes part in an interview, with the address at which they are asked. Raises Wrong."""
    with open_reader() as reader:
        one = a_colleague(named, reader.recruiters())
    if not one.email:
        raise Wrong(f'{shown(one)} has no address on record; give it: "{one.name} <address>".')
    return one


def feedback(
    about: AboutApplication,
    answer: Annotated[
        Answer, typer.Argument(metavar="ANSWER", help="Would they move forward with the candidate: yes, no or unsure.")
    ],
    text: Annotated[str | None, typer.Option("--text", help="What they said, for whoever decides.")] = None,
    said_by: Annotated[
        str | None, typer.Option("--from", metavar="NAME", help="The colleague whose feedback it is.")
    ] = None,
    interview_id: Annotated[
        str | None, typer.Option("--id", metavar="N", help="Which interview (default: the last one held).")
    ] = None,
) -> None:
    """Record a colleague's feedback on an interview; they aren't asked for it again."""
    if text is not None and len(text) > _LONGEST:
        raise Wrong(f"--text is too long; use no more than {_LONGEST} characters.")
    application = about.application()
    interviews = [one for one in about.kept(application).get("interviews", []) if not one.get("cancelled_at")]
    if not interviews:
        raise Wrong(
            f"{about.name} has no interview on record; record it with `followup interview {about.ident} --held`."
        )
    if interview_id is not None and all(one["interview_id"] != interview_id for one in interviews):
        known = ", ".join(one["interview_id"] for one in interviews)
        raise Wrong(f"{about.name} has no interview {interview_id!r}; there is {known}.")
    fields: dict[str, Any] = {"answer": answer, "text": text, "interview_id": interview_id}
    whose = "The"
    if said_by is not None:
        with open_reader() as reader:
            one = a_colleague(said_by, reader.recruiters())
        fields["by"] = {"name": one.name, "email": one.email}
        whose = f"{shown(one)}'s"
    told = about.tell("feedback_received", application.id, **fields)
    about.report(told, f"{whose} feedback on {about.name} is on record: {answer}.")


def left(
    about: AboutApplication,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="Their last day, if you know it.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why, for the record.")] = None,
) -> None:
    """Record that a hire is no longer employed."""
    application = about.application(among=in_stage("hired"))
    if application.stage != "hired":
        raise Wrong(f"{about.name} is at the {application.stage} stage, not hired; only a hire can have left.")
    day = read_day(on, "--on") if on is not None else None
    if day is not None and day > now().date():
        raise Wrong(f"{shown_day(day, long=True)} is in the future; record it once they've left.")
    told = about.tell("left", application.id, left_on=day.isoformat() if day else None, reason=reason)
    about.report(told, f"{about.name} is no longer employed ({job_of(application)}).")
