"""A colleague's own words: what would become of them, and what stands for them, before they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.views.candidate_status import CandidateStatus
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.events import SayRequested
    from domain.forecast.own_words import WordsAhead
    from domain.messages.own_words import OwnWords
    from ledger.store import Ledger
    from starter.words_ahead import Words


_AGAIN: Final = 20
"""So often the same words are tried anew, each time after they had failed."""


ALREADY: Final = "They already got exactly this message, or it's on its way."
"""Why words that are typed again do not go again."""


def ident_of(ledger: Ledger, person: CandidateStatus, *parts: str) -> str:
    """What stands for these words to this person, so that a command typed again sends nothing twice. Where they did
    not arrive, or were held back for good, it is another one: then typing them again sends them again.
    """
    from domain.names import digest

    ident = ""
    for number in range(_AGAIN):
        ident = digest(*parts, person.id, *([str(number)] if number else []), size=32)
        if not _failed(ledger, person, event_id_of(ident)):
            break
    return ident


def event_id_of(ident: str) -> str:
    """The id of the fact, as a broadcast makes it too (`domain.operations.broadcasts.fact_of`)."""
    return f"say:{ident}"


def _failed(ledger: Ledger, person: CandidateStatus, event_id: str) -> bool:
    """Were these words said before, and did they not reach them?"""
    from domain.reducers.own_words import occurrence_of

    if ledger.own_words((person.id, *person.joined), event_id) is None:
        return False
    last, occurrence = "", occurrence_of(event_id)
    for row in ledger.timeline(person.id):
        if row.get("occurrence") == occurrence and row["type"] in ("sent", "skipped", "task_opened"):
            last = "unknown" if row.get("kind") == "unknown" else row["type"]
    return last in ("skipped", "task_opened")


def fact_of(
    event_id: str, author: str, application_id: str | None, *, source: str = "cli", **fields: Any
) -> SayRequested:
    """The fact that the update will carry, as it would be told now."""
    from domain.commands import well_formed
    from domain.events import SayRequested
    from starter.client import envelope

    found = well_formed(
        "say", envelope(event_id, author, now(), application_id=application_id, source=source, **fields), now=now()
    )
    assert isinstance(found, SayRequested)
    return found


def looked_at(ledger: Ledger, ident: str, fact: SayRequested) -> WordsAhead:
    """What would become of the words by the rules in force. Raises LedgerUnavailable, NoPlaybook."""
    from domain.decisions.context import DecisionContext
    from domain.forecast.own_words import look_ahead
    from domain.state.model import CandidateState

    rules = ledger.playbooks.rules()
    state = CandidateState.model_validate(ledger.snapshot(ident))
    closed = ledger.suppressed(state.candidate)
    seen = look_ahead(state, fact, DecisionContext(rules.playbook, state.candidate, now(), closed, rules.standing))
    if not seen.problem and ledger.own_words((ident, *state.joined), fact.event_id) is not None:
        from domain.forecast.own_words import WordsAhead

        return WordsAhead(state, problem=ALREADY)
    return seen


def read_by_them(ledger: Ledger, seen: WordsAhead, own: OwnWords) -> Words:
    """What they would read, as it goes out."""
    from domain.decisions.context import DecisionContext
    from domain.forecast.preview import Planned
    from starter.words_ahead import words_of

    assert seen.at is not None and seen.touch is not None
    playbook = ledger.playbooks.rules().playbook
    tz = DecisionContext(playbook, seen.state.candidate, seen.at).tz
    planned = Planned(seen.at, seen.touch, seen.why, tz, seen.state, ledger.team.at(now()))
    return words_of(planned, playbook, in_force=True, own=own)
