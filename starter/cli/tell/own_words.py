"""What `answer` and `send` share: where the words come from, and what would become of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from domain.names import SAY_STEP
from starter.cli.errors import Wrong
from starter.cli.output.dates import now, shown
from starter.cli.output.formatting import by, their_clock
from starter.cli.people import View
from starter.cli.tell.steering import Sendable

if TYPE_CHECKING:
    from domain.events import SayRequested
    from domain.forecast.own_words import WordsAhead
    from domain.messages.own_words import OwnWords
    from ledger.store import Ledger
    from starter.cli.ask.words import Words
    from starter.cli.tell.signals import Told

Text = Annotated[str | None, typer.Option("--text", metavar="T", help="Your message: plain text or Markdown.")]
File = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="Your message from a file; - reads standard input.")
]
ByChannel = Annotated[
    Sendable | None, typer.Option("--channel", help="email or sms (default: the way they wrote, or email).")
]

_AGAIN: Final = 20
"""So often the same words are tried anew, each time after they had failed."""

ALREADY: Final = "They already got exactly this message, or it's on its way."
"""Why words that are typed again do not go again."""

_AT_ONCE: Final = 60
"""Seconds: what goes within them goes now."""


def typed_words(text: str | None, file: str | None) -> str:
    """The words that were given, in whichever way; what is piped in without being asked for, too. Raises Wrong."""
    if text is not None and file is not None:
        raise Wrong("Give --text or --file, not both.")
    if text is not None:
        return text
    if file is not None and file != "-":
        try:
            return Path(file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise Wrong(f"{file} cannot be read: {why}.") from None
    if sys.stdin.isatty() and file is None:
        raise Wrong("Say what to write: --text, --file FILE, or pipe it in.")
    return sys.stdin.read()


def ident_of(ledger: Ledger, person: View, *parts: str) -> str:
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


def _failed(ledger: Ledger, person: View, event_id: str) -> bool:
    """Were these words said before, and did they not reach them?"""
    from domain.reducers.own_words import occurrence_of

    if ledger.own_words((person.id, *person.joined), event_id) is None:
        return False
    last, occurrence = "", occurrence_of(event_id)
    for row in ledger.timeline(person.id):
        if row.get("occurrence") == occurrence and row["type"] in ("sent", "skipped", "task_opened"):
            last = "unknown" if row.get("kind") == "unknown" else row["type"]
    return last in ("skipped", "task_opened")


def fact_of(event_id: str, author: str, application_id: str | None, **fields: Any) -> SayRequested:
    """The fact that the update will carry, as it would be told now."""
    from domain.commands import well_formed
    from domain.events import SayRequested
    from starter.client import envelope

    found = well_formed("say", envelope(event_id, author, now(), application_id=application_id, **fields), now=now())
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
    from starter.cli.ask.words import words_of

    assert seen.at is not None and seen.touch is not None
    playbook = ledger.playbooks.rules().playbook
    tz = DecisionContext(playbook, seen.state.candidate, seen.at).tz
    planned = Planned(seen.at, seen.touch, seen.why, tz, seen.state, ledger.team.at(now()))
    return words_of(planned, playbook, in_force=True, own=own)


def when_words(person: View, seen: WordsAhead) -> str:
    """`by email now`, `by text on Mon 30 Nov 08:00 EST (Mon 14:00 their time)`."""
    assert seen.at is not None and seen.touch is not None
    how = by(str(seen.touch.channel))
    if (seen.at - now()).total_seconds() < _AT_ONCE:
        return f"{how} now"
    at = seen.at
    there = their_clock(at, person.timezone)
    when = f"on {shown(at, long=True)}".replace("on today", "today")
    return f"{how} {when}{f' ({there})' if there else ''}"


def went(told: Told) -> bool:
    """Have the words gone out already?"""
    return any(entry["step"] == SAY_STEP for entry in told.sent)
