"""Which of a step's wordings goes next, so that nobody reads the same twice in a row (R2)."""

from __future__ import annotations

from datetime import datetime

from domain.decisions.context import DecisionContext
from domain.messages.files import may_say_a_note
from domain.playbook.model import Playbook, Step
from domain.state.model import Application, CandidateState, StepLog
from domain.time.business_hours import local_date
from domain.time.durations import Duration

FROM_THE_THIRD = 2
"""The place of the first wording for which a colleague is asked for a sentence of news or a reason (R2)."""


def wording(step: Step, app: Application, state: CandidateState) -> str | None:
    """The message of the occurrence that comes next: by how many of them have gone out, the last ones in turn.

    What the playbook last said about the application is passed over, so that no stay in a stage begins with the words
    that the one before ended with; and what it said about another for a job of the same title, which reads the same.
    Where there is no other wording it goes all the same: a silence would be worse (R1).
    """
    names, gone = step.messages, _gone(step, app)
    if len(names) < 2:
        return step.message
    read = {other.last_message for other in state.applications if other.job_title == app.job_title}
    turns = [names[_in_turn(gone + later, len(names))] for later in range(len(names))]
    return next((name for name in turns if name not in read), turns[0])


def promise_ahead(step: Step, app: Application) -> Duration | None:
    """How far ahead the date lies that the next occurrence tells: each further out than the one before (R2)."""
    if step.promises is None:
        return None
    lengths = (step.promises, *step.later_promises)
    return lengths[min(_gone(step, app), len(lengths) - 1)]


def tells_news(step: Step, app: Application, state: CandidateState, playbook: Playbook) -> bool:
    """Is a colleague to give a sentence for what goes next? From the third wording on, where that prints a note."""
    name = wording(step, app, state)
    if name is None or step.manual or name not in step.messages[FROM_THE_THIRD:]:
        return False
    return may_say_a_note(playbook, name)


def news_from(goes_at: datetime, context: DecisionContext) -> datetime:
    """Since when a note is news for what goes at that instant: what was noted before was meant for something else."""
    office = context.office
    return office.opening_of(office.add_business_days(local_date(goes_at, office.tz), -1))


def _gone(step: Step, app: Application) -> int:
    """How many occurrences have gone out in this stay: what expired or was skipped, nobody has read."""
    return app.entry.steps.get(step.step, StepLog()).sent


def _in_turn(gone: int, wordings: int) -> int:
    """The place of a wording: each once, and then the last two in turn."""
    return gone if gone < wordings else wordings - 2 + (gone - wordings) % 2
