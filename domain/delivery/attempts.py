"""The states of one attempt to send, the edges between them, and what follows (docs/architecture.md, "Delivery";
docs/delivery.md).

An attempt is a row in the ledger, unique by touch and number. This table is the whole of it: what is not an edge here
does not happen, whoever says so. The diagram in docs/delivery.md is compared with it by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from domain.names import AttemptState

_NOT_YET: Final = None
"""Before its reservation there is no attempt."""

ATTEMPTING: Final = AttemptState.ATTEMPTING
ACCEPTED: Final = AttemptState.ACCEPTED
REFUSED: Final = AttemptState.REFUSED
NOT_ACCEPTED: Final = AttemptState.NOT_ACCEPTED
UNKNOWN: Final = AttemptState.UNKNOWN


class By(StrEnum):
    """Who moves an attempt from one state to the next."""

    RESERVATION = "reserved in one commit"
    ANSWER = "the answer to the send"
    NEXT_LOOK = "begun and never ended"
    NEVER_SENT = "its commit was in doubt"
    LATE = "a late confirmation"
    EVENT = "the provider's event"
    ASKED = "the way out was asked"


class Then(StrEnum):
    """What follows for the touch once an attempt stands so."""

    NEXT_TOUCH = "the next touch"
    AGAIN = "a new attempt, after a wait"
    NEXT_CHANNEL = "a new attempt on the next channel, else a task"
    CAME_BACK = "it bounced, a new attempt on the next channel, else a task"
    TASK = "nobody can tell, a colleague's task"
    RESEND = "a new attempt, where the step says on_unknown resend"


EDGES: Final[Mapping[tuple[AttemptState | None, AttemptState], tuple[By, ...]]] = {
    (_NOT_YET, ATTEMPTING): (By.RESERVATION,),
    (ATTEMPTING, ACCEPTED): (By.ANSWER, By.EVENT, By.ASKED),
    (ATTEMPTING, REFUSED): (By.ANSWER,),
    (ATTEMPTING, NOT_ACCEPTED): (By.ANSWER, By.NEVER_SENT, By.ASKED),
    (ATTEMPTING, UNKNOWN): (By.ANSWER, By.NEXT_LOOK, By.ASKED),
    (UNKNOWN, UNKNOWN): (By.LATE, By.ASKED),
    (UNKNOWN, ACCEPTED): (By.LATE, By.EVENT, By.ASKED),
    (UNKNOWN, REFUSED): (By.LATE,),
    (UNKNOWN, NOT_ACCEPTED): (By.LATE, By.ASKED),
}
"""Every edge, with who may cause it. A bounce is an event too: it says that the provider had taken the message."""

ENDS: Final[Mapping[AttemptState, tuple[Then, ...]]] = {
    ACCEPTED: (Then.NEXT_TOUCH, Then.CAME_BACK),
    REFUSED: (Then.NEXT_CHANNEL,),
    NOT_ACCEPTED: (Then.AGAIN,),
    UNKNOWN: (Then.TASK, Then.RESEND),
}
"""What follows each state at rest. Where a new attempt is made it is another row, with the next number."""


def before(after: AttemptState, *by: By) -> tuple[AttemptState, ...]:
    """The states from which an attempt may come to be `after`, through any of these; all, where none is named."""
    return tuple(a for (a, b), causes in EDGES.items() if a and b is after and (not by or {*by} & {*causes}))


IN_DOUBT: Final = before(ACCEPTED, By.EVENT)
"""Nobody knows yet how it ended: it is under way, or broke off."""

OUTCOME_OF: Final[Mapping[str, AttemptState]] = {
    "sent": ACCEPTED,
    "colleague_asked": ACCEPTED,
    "not_accepted": NOT_ACCEPTED,
    "refused": REFUSED,
    "delivery_unknown": UNKNOWN,
}
"""The state in which a fact of a delivery leaves its attempt, by the fact's type."""

BOUNCES: Final = frozenset({"bounced", "dropped", "blocked"})
"""Words that it did not arrive. The attempt was accepted all the same; the touch goes by the next channel (R6)."""

RESOLUTIONS: Final[Mapping[str, AttemptState]] = {
    "accepted": ACCEPTED,
    "not_accepted": NOT_ACCEPTED,
    **dict.fromkeys(sorted(BOUNCES), ACCEPTED),
}
"""How a later word about an attempt in doubt resolves it, by the outcome of `DeliveryReported`."""


class Finding(StrEnum):
    """What the look before a new attempt finds."""

    FREE = "a new attempt may be reserved"
    CUT_OFF = "an attempt was begun and never ended: it may have gone out"
    IN_DOUBT = "an earlier attempt is in doubt"
    TAKEN = "it went out, and the clock has not heard so"
    CAME_BACK = "it will not go through this channel, and the clock has not heard so"
    GIVEN_UP = "it was certainly not sent, and the clock has not heard so"


def finding(
    state: AttemptState | None, number: int, wanted: int, *, reported: str = "", resend: bool = False
) -> Finding:
    """May attempt number `wanted` be reserved, where the last one has this number and state?

    `reported` is what the provider said later about that one. `resend` is the step's word for what is in doubt.
    """
    if state is None:
        return Finding.FREE
    if state is ATTEMPTING:
        return Finding.CUT_OFF
    if state is UNKNOWN:
        return Finding.FREE if resend and wanted > number else Finding.IN_DOUBT
    if wanted > number:
        return Finding.FREE
    if state is ACCEPTED:
        return Finding.CAME_BACK if reported in BOUNCES else Finding.TAKEN
    return Finding.CAME_BACK if state is REFUSED else Finding.GIVEN_UP
