"""What is certain whenever a step could fall due, from its stage and what it comes after (for `playbook check`)."""

from __future__ import annotations

from domain.names import CLOSED_STAGES, OPEN_STAGES, Stage
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
    return found
