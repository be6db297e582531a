"""What an edited playbook would change, for the rules and for everyone who's waiting: `playbook diff`, and the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.playbook.step_words import step_words
from starter.wording.candidates import by, reason_words
from starter.wording.instants import shown

if TYPE_CHECKING:
    from domain.forecast.playbook_diff import Move, NextContact, RuleChange
    from domain.playbook.model import Playbook
    from domain.playbook.rule_history import Rules
    from ledger.store import Ledger

_PAGE = 200


@dataclass(frozen=True)
class Comparison:
    """The folder against what is in force, for the rules and for everyone who's waiting."""

    at: datetime
    version: str
    before: str  # the version in force; empty where there is none
    since: str
    changes: tuple[RuleChange, ...]
    moves: tuple[Move, ...]
    waiting: int
    for_nobody: tuple[str, ...] = ()  # whom rules are for, and of whom none waits


def compare(
    ledger: Ledger, playbook: Playbook, at: datetime, seen: Callable[[int], None] = lambda _waiting: None
) -> Comparison:
    """What the playbook would change if it were in force from `at` on. Raises LedgerUnavailable.

    `seen` hears of how many it was asked so far, and may raise to end it.
    """
    from domain.decisions.context import profile_of
    from domain.forecast.playbook_diff import move_of, rule_changes
    from domain.playbook.rule_history import Rules, standing_after

    old = in_force(ledger)
    if old is None:
        return Comparison(at, playbook.version, "", "", (), (), ledger.waiting.count())
    new = Rules(playbook, standing_after(old.standing, old.playbook, playbook, at))
    changes = rule_changes(old.playbook, playbook)
    moves: list[Move] = []
    waiting, after, unmet = 0, "", set(playbook.audiences)
    while some := ledger.waiting.page(after, _PAGE):
        for state, suppressed in some:
            waiting += 1
            if unmet:
                unmet -= {
                    one for one in unmet if any(one.fits(profile_of(a, state.candidate)) for a in state.applications)
                }
            if move := move_of(state, old, new, at, suppressed, changes):
                moves.append(move)
        after = some[-1][0].candidate.candidate_id
        seen(waiting)
    moves.sort(key=lambda move: (move.after.at if move.after else at, move.candidate_id))
    last = ledger.playbooks.history()[-1]
    nobody = tuple(str(one) for one in playbook.audiences if one in unmet) if waiting else ()
    return Comparison(at, playbook.version, last["version"], last["applied_at"], changes, tuple(moves), waiting, nobody)


def in_force(ledger: Ledger) -> Rules | None:
    from ledger.store import NoPlaybook

    try:
        return ledger.playbooks.rules()
    except NoPlaybook:
        return None


def people(count: int) -> str:
    return f"{count:,} candidate{'' if count == 1 else 's'}"


def moved_words(told: Comparison, rest: str = "") -> str:
    """`The next contact moves for 12 candidates, and stays for 988`; then `rest`, where some of them are left out."""
    if not told.waiting:
        return "Nobody is waiting, so no next contact moves."
    stay = told.waiting - len(told.moves)
    if not told.moves:
        nobody = f"Nobody's next contact moves ({people(told.waiting)} waiting)"
        if all(change.place.startswith("messages/") for change in told.changes):
            return f"{nobody}."
        return f"{nobody}: what they wait for keeps its time, and the new rules hold for what comes after it."
    return f"The next contact moves for {people(len(told.moves))}, and stays for {stay:,}{rest}:"


def why_moved(move: Move) -> str:
    """What was edited; what the decision says to it stands in the JSON, and in `followup why` afterwards."""
    return "; ".join(reason_words(edit) for edit in move.edits) or reason_words(move.reasons)


def contact_words(contact: NextContact | None) -> str:
    if contact is None:
        return "nothing"
    step = step_words(contact.step)
    said = f"{shown(contact.at)} {step} {by(contact.channel)}"
    return f"waits for an approval, then {step} {by(contact.channel)}" if contact.approval else said
