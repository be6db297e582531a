"""What comes next for somebody who is forgotten (R23): nothing, ever; unless they come in again, as somebody new."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.events import ApplicationReceived, Event, Reason
from domain.names import FollowUpState
from domain.state.model import Decision


def at_rest() -> Decision:
    """The decision of a clock whose person is erased: it ends, and what is left of it is deleted."""
    why = Reason(rule="R23", text="they are being erased")
    return Decision(state=FollowUpState.CLOSED, closed=True, why=(why,))


def begins_anew(fact: Event, erased_at: datetime, known: Collection[str]) -> bool:
    """Do they apply again, so that somebody new comes in? `known` are the applications that were here.

    An ATS tells of the whole application with whatever happens to it, so an old one must not bring anybody back.
    """
    if not isinstance(fact, ApplicationReceived):
        return False
    if fact.applied_at is not None:
        return fact.applied_at > erased_at
    by_ats = bool(fact.known_as)
    return fact.occurred_at > erased_at and not (by_ats and fact.application_id in known)
