"""Interviews without the feedback of whoever is logged in: one press and a few words, as the page of the mail has it.

It is the same act as at `/f/<token>` (`feedback_received`), under the name of the colleague who is logged in. Nobody
sees here what others said, or a word of the candidate's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.responses import Response

from desk.acts.outcome import Outcome, told
from desk.http.visits import Said, Visit, place_of_trouble
from desk.locales.translating import N_, _
from domain.names import digest
from domain.people import person_names
from domain.people.team import colleague_mark
from domain.state.model import CandidateState
from domain.views.candidate_status import CandidateStatus
from domain.views.feedback_wanted import InterviewOfColleague, interviews_of
from ledger.people.desk_access import Person
from starter.client import envelope

ANSWERS: Final = {"yes": N_("Yes"), "no": N_("No"), "unsure": N_("Not sure")}
LONGEST: Final = 2000
"""Characters of what they add, as on the mail's page."""
_LATELY: Final = timedelta(days=14)
SHOWN: Final = 100


@dataclass(frozen=True)
class Wanted:
    """One interview as it is shown."""

    candidate_id: str
    name: str
    one: InterviewOfColleague

    @property
    def place(self) -> str:
        """The id of its article."""
        return f"feedback-{digest(self.candidate_id, self.one.app.application_id, self.one.interview.occurrence)}"


def marks_of(who: Person) -> frozenset[str]:
    """By which they may be on record: with their address, or by name where nobody told one."""
    return frozenset({colleague_mark(who.name, who.email), colleague_mark(who.name, "")} - {""})


async def feedback(visit: Visit) -> Response:
    """`/feedback`."""
    everything = await visit.read(_theirs, visit)
    wanted = [one for one in everything if one.one.answered_at is None]
    given = [one for one in everything if one.one.is_theirs and _is_late(visit, one)]
    return visit.show(
        "feedback", wanted=wanted[:SHOWN], more=len(wanted) - len(wanted[:SHOWN]), given=given[:SHOWN], answers=ANSWERS,
        most=LONGEST,
    )  # fmt: skip


def _is_late(visit: Visit, one: Wanted) -> bool:
    at = one.one.answered_at
    return at is not None and visit.now - at < _LATELY


def _theirs(visit: Visit, only: str = "") -> list[Wanted]:
    """Their interviews, the oldest first; `only` of one candidate."""
    marks = marks_of(visit.who)
    if only:
        snapshot = visit.ledger.snapshot(only)
        snapshots = [snapshot] if snapshot is not None else []
    else:
        snapshots = visit.ledger.of_colleague.snapshots(marks)
    found = [one for snapshot in snapshots for one in _of(CandidateState.model_validate(snapshot), marks, visit)]
    return sorted(found, key=lambda one: (one.one.interview.at, one.candidate_id))


def _of(state: CandidateState, marks: Collection[str], visit: Visit) -> list[Wanted]:
    person = state.candidate
    name = person_names.full_name(person.first_name, person.last_name) or person.candidate_id
    return [Wanted(person.candidate_id, name, one) for one in interviews_of(state, marks, visit.now)]


async def give(visit: Visit) -> Response:
    """`POST /feedback`: their word, on record under their name; what it was before is on record, too."""
    form = visit.form
    answer, text = form.get("answer", ""), form.get("text", "").strip()
    ident = await visit.read(visit.ledger.owner_of, form.get("candidate", ""))
    theirs = await visit.read(_theirs, visit, ident)
    meant = next((one for one in theirs if one.place == form.get("interview", "")), None)
    if meant is None:
        await visit.read(visit.ledger.desk.note, "refused: not their interview", visit.who.shown, visit.now)
        return _answered(visit, Outcome(_("This interview isn't here any more, or isn't yours."), well=False))
    if answer not in ANSWERS:
        return _answered(visit, Outcome(_("Choose yes, no or not sure."), well=False))
    if len(text) > LONGEST:
        return _answered(visit, Outcome(_("Use no more than %(longest)s characters.", longest=LONGEST), well=False))
    status = await visit.read(visit.ledger.status, ident)
    if status is None:
        return _answered(visit, Outcome(_("This candidate isn't here any more."), well=False))
    one = meant.one
    once = digest("desk-feedback", visit.who.key, meant.place, form.get("once", ""), answer, text, size=32)
    fact = envelope(
        f"desk:{once}", visit.who.author, visit.now, application_id=one.app.application_id, source="desk",
        about="interview", interview_id=one.interview.interview_id, answer=answer, text=text, asked=one.mark,
        by={"name": visit.who.name or one.person.name, "email": one.person.email or visit.who.email},
    )  # fmt: skip
    said = _(
        "Saved your feedback on %(name)s: %(lower)s. Thank you.", name=meant.name, lower=_(ANSWERS[answer]).lower()
    )
    outcome = await told(visit, CandidateStatus.model_validate(status), "feedback_received", fact, said)
    return _answered(visit, outcome)


def _answered(visit: Visit, outcome: Outcome) -> Response:
    if visit.is_part:
        answer = visit.part("said", 200 if outcome.well else 422, outcome=Outcome(outcome.words, outcome.well),
                            candidate_id="", task="")  # fmt: skip
        if not outcome.well and (place := place_of_trouble(visit.form)):
            answer.headers["hx-retarget"], answer.headers["hx-reswap"] = f"#{place}", "innerHTML"
        return answer
    visit.desk.said[visit.session.mark] = Said(outcome.words, well=outcome.well)
    return visit.redirect("/feedback")
