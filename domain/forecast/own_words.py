"""A look at what would become of a colleague's words before they are said: by the same rules that send them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.decisions.context import DecisionContext
from domain.decisions.decide import touch_of
from domain.decisions.own_words import problem, unreachable
from domain.decisions.scheduling import scheduled
from domain.events import SayRequested, Why
from domain.reducers.evolve import about, evolve
from domain.reducers.own_words import key_of
from domain.state.model import CandidateState, Touch


@dataclass(frozen=True, slots=True)
class WordsAhead:
    """When they would go and how; or, with `problem`, why they would not, in a sentence."""

    state: CandidateState  # as it is once they are said
    at: datetime | None = None
    touch: Touch | None = None
    why: Why = ()
    problem: str = ""


def look_ahead(state: CandidateState, fact: SayRequested, context: DecisionContext) -> WordsAhead:
    """What would become of these words, said to this person now."""
    app = about(state, fact.application_id)
    if wrong := problem(fact, state, app):
        return WordsAhead(state, problem=wrong)
    assert app is not None
    said = evolve(state, fact)
    key = key_of(fact.event_id, state, app)
    channel = said.said[key].channel
    if wrong := unreachable(channel, state, context.suppressed, context.playbook.texts):
        return WordsAhead(said, problem=wrong)
    placed = next(one for one in scheduled(said, context) if one.due.key == key)
    if placed.outcome == "send":
        return WordsAhead(said, max(placed.at, context.now), touch_of(placed, said, context), placed.why)
    reason = placed.why[-1].text if placed.why else "it cannot be sent now"
    if placed.outcome == "paused":
        wrong = "Someone canceled the follow-up in Temporal, so nothing goes out: `followup resume ID` first."
        return WordsAhead(said, problem=wrong)
    if placed.outcome == "expired":
        return WordsAhead(said, problem="The limits on messages to them leave no room within a week.")
    return WordsAhead(said, problem=f"{reason[:1].upper()}{reason[1:]}, so it would wait.")
