"""What is certain whenever a step could fall due, from its stage and what it comes after (for `playbook check`)."""

from __future__ import annotations

from domain.names import CLOSED_STAGES, OPEN_STAGES, Stage
from domain.playbook import conditions
from domain.playbook.model import Step


def known(stage: Stage, step: Step) -> dict[str, bool]:
    """What is certain whenever the step could fall due."""
    found: dict[str, bool] = {}
    if stage is not Stage.OFFER:
        found["offer_open"] = False
    if stage not in OPEN_STAGES:
        found["decision_pending"] = False
    if stage in CLOSED_STAGES:
        found["promise_open"] = False
    match step.after or step.before:
        case "interview" | "interview_scheduled":
            found |= {"interview_upcoming": True, "decision_pending": False}
        case "interview_held":
            found["interview_held"] = True
        case "reply_received":
            found["answered"] = True
        case "offer_expiry":
            found |= {"offer_open": True, "decision_pending": False}
        case "promise":
            found["promise_open"] = True
        case "start_date":
            found["start_date_known"] = True
    return found | _of_audience(step)


def _of_audience(step: Step) -> dict[str, bool]:
    """What is certain of everybody for whom the step is (R22), of all that its condition asks."""
    found: dict[str, bool] = {}
    terms = [term for name in conditions.words_of(step.when) if (term := conditions.term_of(name))]
    for term in terms if step.for_ is not None else ():
        assert step.for_ is not None
        wanted = step.for_.wanted.get(term.word)
        if wanted is not None:
            if len(wanted) == 1 or term.value not in wanted:
                found[term.name] = term.value in wanted
        elif term.word == "tag" and step.for_.tag_sets and all(term.value in tags for tags in step.for_.tag_sets):
            found[term.name] = True
    return found
