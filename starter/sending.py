"""Is anything being sent? Said first wherever colleagues look, from the ledger alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.operations.outage import Condition, Silence, of_people, people_notice, silence
from starter.wording.candidates import plain
from starter.wording.instants import shown

if TYPE_CHECKING:
    from ledger.queries.reading import Reader


class Sending:
    """How it stands at an instant: nothing is being sent, or whose messages are in question."""

    def __init__(self, conditions: list[Condition], stands_still: Silence | None) -> None:
        self.conditions = conditions
        self.stands_still = stands_still

    def sentence(self) -> str:
        """Why nothing is being sent; empty where messages go out, and in a quiet night."""
        return plain(self.stands_still.sentence(shown)) if self.stands_still else ""

    def lines(self) -> list[str]:
        """What everybody who looks should know first."""
        return [line for line in (self.sentence(), plain(people_notice(self.conditions))) if line]

    def about(self, *candidate_ids: str) -> list[Condition]:
        """The findings about one person, who may have several ids."""
        return [one for one in of_people(self.conditions) if one.about in candidate_ids]

    def as_json(self) -> dict[str, Any] | None:
        """The key `nothing_sent`."""
        return self.stands_still.as_json() if self.stands_still else None


def sending(reader: Reader, now: datetime) -> Sending:
    """Read it. Raises LedgerUnavailable."""
    conditions = reader.conditions.all()
    return Sending(conditions, silence(conditions, reader.conditions.overdue(now), now))


def finding_json(one: Condition) -> dict[str, Any]:
    """A finding about a person, as `status --json` has it."""
    return {"kind": one.kind, "since": one.since.isoformat() if one.since else None, "says": one.says}


def finding_line(one: Condition) -> str:
    """The same for people."""
    since = f" (since {shown(one.since)})" if one.since else ""
    return plain(f"{one.says[:1].upper()}{one.says[1:].rstrip('.')}{since}.")
