"""The promise watched from outside: what the clocks show of themselves beside what the ledger has on record.

Two lists in, findings out. It shares no code with the decisions that it watches (R1, R2): a next contact is there or it
is not, and its time has passed or it has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from domain.names import FollowUpState

TOLERANCE: Final = timedelta(minutes=15)
"""So much later than planned a contact is overdue: a worker that starts again and a burst need some minutes."""

DOUBT_TOLERANCE: Final = timedelta(hours=2)
"""A message in doubt is asked about after 20 s, 10 min and 1 h; by then it is known, or a colleague has a task."""

SETTLING: Final = timedelta(minutes=1)
"""A clock that began so lately may not have taken its first decision; what is due now may go out at this moment."""

MANY_FAILURES: Final = 5
"""A workflow task that failed so often in a row does not fail by chance: a worker that died is tried again at once."""

Kind = Literal["nothing_next", "overdue", "no_clock", "no_record", "disagree", "in_doubt", "unheard", "stuck"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Record:
    """A candidate as the ledger's projection has them."""

    candidate_id: str
    workflow_id: str
    state: str
    next_at: datetime | None
    wake_at: datetime | None = None  # when the clock looks again, where there is no next contact
    has_task: bool = False
    owed: bool = True  # is there an open application that is not quiet by design?
    joined: bool = False  # followed up under another id of theirs (R17), to which this one's clock is handing over
    behind: bool = False  # their clock has found that the ledger lacks facts, and sends nothing until it has them

    @property
    def is_open(self) -> bool:
        return self.state != str(FollowUpState.CLOSED)


@dataclass(frozen=True, slots=True)
class Clock:
    """A running clock as Temporal shows it: its search attributes, nothing of its inside."""

    workflow_id: str
    state: str  # empty before its first decision
    next_at: datetime | None
    started_at: datetime
    failures: int = 0  # attempts in a row at its present workflow task, where that was asked


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: who (an id alone), what, since when, and what to do."""

    kind: Kind
    who: str
    says: str
    since: datetime | None
    do: str


def compare(
    records: Iterable[Record], clocks: Iterable[Clock], now: datetime, tolerance: timedelta = TOLERANCE
) -> list[Finding]:
    """What is wrong, by candidate; each has one finding, the gravest."""
    by_id = {record.workflow_id: record for record in records}
    running = {clock.workflow_id: clock for clock in clocks}
    found = []
    for ident in sorted(by_id.keys() | running.keys()):
        if finding := _one(by_id.get(ident), running.get(ident), now, tolerance):
            found.append(finding)
    return found


def _one(record: Record | None, clock: Clock | None, now: datetime, tolerance: timedelta) -> Finding | None:
    if record is None:
        assert clock is not None
        if not clock.state and now - clock.started_at < SETTLING:
            return None
        ident = candidate_of(clock.workflow_id)
        says = "a clock runs for them, and the ledger doesn't know them"
        return Finding("no_record", ident, says, clock.started_at, _FILL.format(ident))
    ident = record.candidate_id
    if record.joined:
        return None
    if clock is None:
        if not record.is_open:
            return None
        says = "they are followed up by the ledger, and no clock is running for them: nothing will go out"
        since = record.next_at if record.next_at and record.next_at < now else None
        return Finding("no_clock", ident, says, since, f"followup recover clocks {ident}")
    if clock.failures >= MANY_FAILURES:
        says = f"their clock has failed {clock.failures} times in a row and isn't running"
        do = f"see the worker's log, and `temporal workflow describe -w {clock.workflow_id}`"
        return Finding("stuck", ident, says, None, do)
    if record.behind:
        says = "the ledger lacks facts that their clock has, so nothing is sent to them"
        return Finding("disagree", ident, says, None, _FILL.format(ident))
    next_at = record.next_at or clock.next_at
    if next_at is not None and now - next_at > tolerance:
        says = f"their next contact is {_long(now - next_at)} overdue"
        return Finding("overdue", ident, says, next_at, "followup doctor (is a worker running?), then the worker's log")
    if record.next_at is None and record.wake_at is not None and now - record.wake_at > tolerance:
        says = f"a duty of their clock is {_long(now - record.wake_at)} overdue"
        return Finding("overdue", ident, says, record.wake_at, "followup doctor (is a worker running?)")
    if clock.state and (differs := _differences(record, clock)):
        return Finding("disagree", ident, f"ledger and clock disagree about {differs}", None, _FILL.format(ident))
    if _has_nothing(record):
        says = "they are open and have no next contact, no task of a colleague and no duty on the clock"
        return Finding("nothing_next", ident, says, None, f"followup why {ident}; followup {_LOOK.format(ident)}")
    return None


_FILL: Final = "followup recover ledger {}"
_LOOK: Final = 'note {} "looked at", which makes the clock decide again'


def _differences(record: Record, clock: Clock) -> str:
    parts = []
    if record.state != clock.state:
        parts.append(f"the state ({record.state} and {clock.state})")
    if _whole(record.next_at) != _whole(clock.next_at):
        parts.append("when the next contact is")
    return " and ".join(parts)


def _whole(at: datetime | None) -> datetime | None:
    """To the millisecond, which is all that Temporal keeps of it."""
    return at and at.replace(microsecond=at.microsecond // 1000 * 1000)


def _has_nothing(record: Record) -> bool:
    silent = record.next_at is None and record.wake_at is None and not record.has_task
    return silent and record.owed and record.state not in (str(FollowUpState.CLOSED), str(FollowUpState.PAUSED))


def candidate_of(workflow_id: str) -> str:
    """The candidate's id, as commands take it, from the id of their clock."""
    source, _, local = workflow_id.removeprefix("candidate-").partition("-")
    return f"{source}:{local}"


MANY_AT_ONCE: Final = 10
"""So many clocks, or a tenth of all, may be missing by what people did one by one; more at once is other trouble."""


def are_few(missing: int, followed_up: int) -> bool:
    """May clocks that Temporal no longer knows be started from the ledger without asking (R26)?

    Where many are missing at once Temporal has lost its data, or this worker is connected to another one where they
    never ran: that is for a person to decide (docs/recovery.md).
    """
    return missing <= max(MANY_AT_ONCE, followed_up // 10)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message of which nobody knows whether it went out, and that no task was opened about."""

    candidate_id: str
    step: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Unheard:
    """What waits in the inbox about somebody and has not reached their clock."""

    about: str
    rows: int
    since: datetime


def parked_too_long(doubts: Iterable[Doubt], now: datetime, tolerance: timedelta = DOUBT_TOLERANCE) -> list[Finding]:
    """Messages in doubt for so long that a colleague should have been asked."""
    return [
        Finding(
            "in_doubt",
            doubt.candidate_id,
            f"nobody knows whether {doubt.step} went out {_long(now - doubt.since)} ago, and no colleague was asked",
            doubt.since,
            f"followup timeline {doubt.candidate_id}; {_FILL.format(doubt.candidate_id)}",
        )
        for doubt in doubts
        if now - doubt.since > tolerance
    ]


def unheard_too_long(waiting: Iterable[Unheard], now: datetime, tolerance: timedelta = TOLERANCE) -> list[Finding]:
    """What came in and did not reach a clock: it may be a stop, and holds up what is due meanwhile."""
    return [
        Finding(
            "unheard",
            one.about or "-",
            f"{one.rows} in the inbox {'has' if one.rows == 1 else 'have'} waited for {_long(now - one.since)}",
            one.since,
            "followup gateway (if none runs); followup inbox",
        )
        for one in waiting
        if now - one.since > tolerance
    ]


def tally(findings: Sequence[Finding]) -> Mapping[str, int]:
    """How many of each kind, those without any included."""
    return {kind: sum(finding.kind == kind for finding in findings) for kind in KINDS}


def _long(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
