"""What a provider says later about a touch, as what is told to the person's clock (R6, R7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from domain.delivery.attempts import IN_DOUBT
from domain.delivery.undelivered import address_mark
from domain.names import AttemptState, is_digest_key
from integrations.arrivals import Delivered, NotNow, OutgoingSignal, Reading
from ledger.delivery.attempts import Attempt

UNDER_WAY: Final = timedelta(seconds=20)
"""After which an attempt that nobody confirmed is no longer under way (docs/decisions, 12)."""

ABOUT_A_COLLEAGUE: Final = "about an email to a colleague"


def of_attempt(found: Sequence[Attempt], number: int | None) -> Attempt | None:
    """The attempt that is meant: by its number, else the last one."""
    return next((one for one in found if one.attempt == number), found[-1] if found and number is None else None)


def not_while_under_way(attempt: Attempt, now: datetime) -> None:
    """Raises NotNow while the attempt is under way: what became of it is understood after its own confirmation."""
    if attempt.state is AttemptState.ATTEMPTING and abs(now - attempt.attempted_at) < UNDER_WAY:
        raise NotNow("The message is under way; its own confirmation comes first.")


def came_through(
    attempt: Attempt, event_id: str, at: datetime, now: datetime, source: str, *, arrived: bool, provider_id: str
) -> Reading:
    """The provider has it, or it has arrived: that resolves an unknown, and is kept beside what is known.

    Raises NotNow while the attempt is under way: its own confirmation comes first.
    """
    if is_digest_key(attempt.touch_key):
        return Reading(note=ABOUT_A_COLLEAGUE)
    delivered = (Delivered(attempt.touch_key, attempt.attempt, at),) if arrived else ()
    not_while_under_way(attempt, now)
    if attempt.state in IN_DOUBT:
        tell = report(attempt, "accepted", event_id, at, source, "the provider has it")
        tell.fact["provider_message_id"] = provider_id[:200]
        return Reading((tell,), delivered=delivered)
    return Reading(note="delivered" if arrived else "known", delivered=delivered)


def report(
    attempt: Attempt,
    outcome: str,
    event_id: str,
    at: datetime,
    source: str,
    reason: str,
    *,
    undecided: bool = False,
    arrived_at: datetime | None = None,
) -> OutgoingSignal:
    """One `delivery_reported` about an attempt. `undecided`: nothing says whether the address exists (R8)."""
    fact: dict[str, Any] = {
        "event_id": event_id,
        "occurred_at": at.isoformat(),
        "source": source,
        "touch_key": attempt.touch_key,
        "attempt": attempt.attempt,
        "outcome": outcome,
        "channel": str(attempt.channel),
        "reason": reason[:200],
    }
    if mark := address_mark(attempt.address):
        fact["address_mark"] = mark
    if undecided:
        fact["undecided"] = True
        if arrived_at is not None:
            fact["arrived_at"] = arrived_at.isoformat()
    if attempt.application_id:
        fact["application_id"] = attempt.application_id
    return OutgoingSignal(attempt.candidate_id, "delivery_reported", fact)
