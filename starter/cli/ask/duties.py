"""`report --duty`: how the law's dates were kept. Who, when told, when due, and what shows it (R24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from starter.cli.errors import Wrong
from starter.cli.output.tables import print_table
from starter.wording.candidates import plain
from starter.wording.instants import forms, shown_day

if TYPE_CHECKING:
    from domain.playbook.model import Playbook
    from domain.playbook.statutory import Statutory
    from domain.reporting.tables import Table
    from domain.views.statutory_rows import DutyRow
    from ledger.store import Ledger

OUTCOMES: Final = {
    "kept": "in time",
    "late": "late",
    "missed": "not told",
    "open": "still open",
    "withdrawn": "withdrew",
}
"""How a date ended, in words."""

_AT_ONCE: Final = 400


def the_places(playbook: Playbook, typed: str) -> frozenset[str]:
    """The places whose duty is meant. Raises Wrong."""
    from domain.playbook.statutory import meant

    found = meant(playbook.duties, typed)
    if not found:
        names = ", ".join(one.name for one in playbook.duties.values()) or "none: see `statutory:` in the playbook"
        raise Wrong(f"--duty: there is no {typed!r}; choose from {names}, or all.")
    return found


@dataclass(frozen=True, slots=True)
class DutyReport:
    """The dates that ran during a time, each with whose it is."""

    duties: Sequence[Statutory]
    since: datetime
    until: datetime
    rows: Sequence[tuple[str, DutyRow]]  # with the person's name

    @classmethod
    def made(cls, ledger: Ledger, typed: str, since: datetime, until: datetime, now: datetime) -> DutyReport:
        """Every date from an interview before the end of the time to a day that isn't before its beginning, the first
        due first. How each ended is as it's known now. Raises Wrong.
        """
        from domain.views.statutory_rows import duty_rows

        playbook = ledger.playbooks.rules().playbook
        places = the_places(playbook, typed)
        duties = [one for place, one in playbook.duties.items() if place in places]
        longest = max(_at_most(one) for one in duties)
        tz = playbook.office().tz
        first = since.astimezone(tz).date()
        found = [
            row
            for ident, record in ledger.report_rows.interviewed(
                int((since - longest).timestamp()), int(until.timestamp())
            )
            for row in duty_rows(ident, record, playbook, now)
            if row.place in places and row.last_interview_at < until and row.due_on >= first
        ]
        found.sort(key=lambda one: (one.due_on, one.candidate_id, one.application_id, one.place))
        names: dict[str, str] = {}
        ids = sorted({one.candidate_id for one in found})
        for start in range(0, len(ids), _AT_ONCE):
            names |= {row["id"]: row["name"] for row in ledger.listing(among=ids[start : start + _AT_ONCE])}
        return cls(duties, since, until, [(names.get(one.candidate_id, ""), one) for one in found])

    def how_many(self, outcome: str) -> int:
        return sum(row.outcome == outcome for _, row in self.rows)

    def json(self) -> dict[str, Any]:
        """Shares as in any other report, beside the rows."""
        from domain.reporting.report import instant
        from domain.reporting.statistics import Share

        kept, of = self.how_many("kept"), sum(map(self.how_many, ("kept", "late", "missed")))
        counts = {outcome: self.how_many(outcome) for outcome in OUTCOMES if outcome != "kept"}
        return {
            "from": instant(int(self.since.timestamp())),
            "until": instant(int(self.until.timestamp())),
            "duty": [one.name for one in self.duties],
            "figures": {"R24": {"kept": Share(kept, of).json(), **counts}},
            "segments": [],
            "rows": [
                {
                    "id": row.candidate_id,
                    "name": name,
                    "application_id": row.application_id,
                    "job": row.job_id,
                    "duty": row.duty,
                    "place": row.place,
                    "last_interview_at": row.last_interview_at.isoformat(),
                    "due_on": row.due_on.isoformat(),
                    "told_at": row.told_at.isoformat() if row.told_at else None,
                    "told_by": row.told_by,
                    "outcome": row.outcome,
                    "evidence": [
                        {"event_id": one.event_id, "type": one.type, "at": one.at.isoformat()} for one in row.evidence
                    ],
                }
                for name, row in self.rows
            ],
        }

    def table(self) -> Table:
        """For a file: one fact a cell."""
        from domain.reporting.tables import Table

        headings = (
            "Name", "Id", "Job", "Application", "Duty", "Place", "Last interview at", "Due on", "Told at", "Told by",
            "Outcome", "Evidence of the interview", "Evidence of the answer",
        )  # fmt: skip
        rows = tuple(
            (
                name, row.candidate_id, row.job_id, row.application_id, row.duty, row.place,
                row.last_interview_at.isoformat(), row.due_on.isoformat(),
                row.told_at.isoformat() if row.told_at else None, row.told_by or None, row.outcome,
                row.evidence[0].event_id, row.evidence[1].event_id if len(row.evidence) > 1 else None,
            )
            for name, row in self.rows
        )  # fmt: skip
        return Table("duty", "Legal deadlines", headings, rows)

    def said(self) -> list[str]:
        """What it is about and how it went, in sentences."""
        first, last = (forms().day(at.date(), year=True) for at in (self.since, self.until - timedelta(seconds=1)))
        lines = [
            f"{one.name}: a decision within {in_words(one)} of the last interview"
            f"{f' ({one.source})' if one.source else ''}."
            for one in self.duties
        ]
        if not self.rows:
            return [*lines, f"No deadline ran from {first} to {last}; choose another period with --since and --until."]
        counts = ", ".join(f"{number:,} {words}" for one, words in OUTCOMES.items() if (number := self.how_many(one)))
        many = "1 deadline" if len(self.rows) == 1 else f"{len(self.rows):,} deadlines"
        return [*lines, f"{many} ran from {first} to {last}: {counts}."]

    def print(self) -> None:
        """In the terminal."""
        for line in self.said():
            print(plain(line))
        if not self.rows:
            return
        print()
        cells = [
            (
                plain(name or row.candidate_id),
                plain(row.job_id if len(self.duties) == 1 else f"{row.duty}: {row.job_id}"),
                shown_day(row.due_on),
                shown_day(row.told_at) if row.told_at else "-",
                OUTCOMES[row.outcome],
                plain(", ".join(f"{one.type.replace('_', ' ')} {one.event_id}" for one in row.evidence)),
            )
            for name, row in self.rows
        ]
        print_table(("Name", "Job", "Due", "Told", "Outcome", "Evidence"), cells, wide=5)
        print("\nEvidence: the entries that show the interview and our answer; `followup timeline ID` shows them.")


def _at_most(one: Statutory) -> timedelta:
    """How long before its day an interview may lie; of business days, with many holidays between them."""
    span = one.decision_due
    return span.rough + timedelta(days=2) + timedelta(days=14 + span.business_days if span.business_days else 0)


def in_words(one: Statutory) -> str:
    """`45 days`, `20 business days`."""
    span = one.decision_due
    if span.elapsed:
        return str(span)
    number, unit = (span.business_days, "business day") if span.business_days else (span.days, "day")
    return f"{number} {unit}{'' if number == 1 else 's'}"
