"""Whom a step to a colleague goes to: the people whose word is wanted, and who acts for them (R14, R25)."""

from __future__ import annotations

from typing import Final

from domain.events.envelope import Person
from domain.people.team import colleague_mark
from domain.playbook.model import Step
from domain.reducers.colleagues import FEEDBACK, about_interview, employment, is_answered
from domain.state.model import Application

_NOBODY: Final = Person()


def people(step: Step, app: Application, occurrence: str) -> tuple[Person, ...]:
    """Everybody on record whose word the step asks for, each once. Of an interview whose people nobody has told us with
    an address, the hiring manager.
    """
    match step.to:
        case "recruiter":
            found: tuple[Person, ...] = (app.recruiter,)
        case "interviewers":
            interview = next((i for i in app.interviews if i.occurrence == occurrence), None)
            found = interview.interviewers if interview is not None else ()
            if not any(one.email.strip() for one in found):
                found = (app.hiring_manager,)
        case _:
            found = (app.hiring_manager,)
    marked = {colleague_mark(one.name, one.email): one for one in reversed(found) if one != _NOBODY}
    return tuple(reversed([one for mark, one in marked.items() if mark]))


def names_of(app: Application) -> dict[str, str]:
    """By mark, the names of the colleagues who may be asked about an application."""
    known = [app.hiring_manager, app.recruiter, *(one for i in app.interviews for one in i.interviewers)]
    return {colleague_mark(one.name, one.email): one.name or one.email for one in known}


def what_of(step: Step, app: Application, occurrence: str) -> str:
    """What the answer to it is known by: of feedback the interview, whichever stage's step asks."""
    if step.question == FEEDBACK:
        interview = next((i for i in app.interviews if i.occurrence == occurrence), None)
        if interview is not None:
            return about_interview(interview)
    if step.question is not None:
        return employment(app)
    return f"{step.step}:{app.entry.number}:{occurrence}"


def is_for_recruiter(step: Step, app: Application, occurrence: str) -> bool:
    """Is there nobody with an address, so that the recruiter is given a task instead, where the step has a title? Not
    once somebody's word is in.
    """
    if not step.title or any(one.email.strip() for one in people(step, app, occurrence)):
        return False
    what = what_of(step, app, occurrence)
    return not any(is_answered(app, one.what, one.who) for one in app.asked if one.what == what)
