"""A step as a colleague says it: `delay notice` for `promise-due`, which is its id in the playbook."""

from __future__ import annotations

from typing import Final

from domain.names import CALL_OFF_STEP, RECEIPT_STEP, SAY_STEP

_SAID: Final = {
    RECEIPT_STEP: "reply acknowledgment",
    CALL_OFF_STEP: "interview cancellation",
    "acknowledge": "application confirmation",
    "cancelled": "interview cancellation",
    "catch-up": "catch-up message",
    "check-in": "check-in",
    "closure": "rejection message",
    "collect-feedback": "feedback collection",
    "covering-note": "offer summary",
    "details": "interview details",
    "expiring": "offer deadline reminder",
    "first-days": "first-day details",
    "first-week": "first-week check-in",
    "hello": "keep-in-touch note",
    "invite": "interview invitation",
    "last-nudge": "final reminder to reply",
    "nudge": "reminder to reply",
    "offer-call": "offer call",
    "onboarding-feedback": "onboarding feedback request",
    "outreach": "outreach message",
    "paperwork": "paperwork reminder",
    "promise-due": "delay notice",
    "questions": "offer follow-up",
    "reminder": "interview reminder",
    "renew-consent": "consent renewal request",
    "second-nudge": "second reminder to reply",
    "still-employed": "employment check",
    "survey": "survey",
    "thank-you": "interview thank-you",
    "thanks": "withdrawal confirmation",
    "update": "status update",
    "welcome": "welcome message",
}
"""The steps of the playbook that comes with followup; a company's own ones are said by their names."""

_OWN_WORDS: Final = "a colleague's message"


def step_words(step: str) -> str:
    """`delay notice`; of a step that a company named itself `coffee chat message`."""
    if step == SAY_STEP:
        return _OWN_WORDS
    plain = step.replace("-", " ").replace("_", " ")
    return _SAID.get(step) or (plain if not plain or plain.endswith(("message", "call")) else f"{plain} message")


def the_step(step: str) -> str:
    """The same within a sentence: `the delay notice`."""
    said = step_words(step)
    return said if step == SAY_STEP or not said else f"the {said}"
