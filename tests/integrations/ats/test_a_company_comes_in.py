"""A whole company comes in on one day, over a real ledger (R20, S20, R15, R17): from a file as `followup enroll` reads
and tells it, by Greenhouse's door, and by both in any order.

People in all stages, applied 1 to 300 days ago, with and without a last contact, in several countries, some of whom
cannot be reached. What is held against the laws is the record alone. By day some dozens of them in the ways that differ
the most, by night two thousand in each.
"""

from __future__ import annotations

import asyncio
import csv
import io
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from domain.decisions.context import DecisionContext
from domain.names import CLOSED_STAGES, OPEN_STAGES, Stage
from domain.state.model import CandidateState
from domain.time.business_hours import local_date, to_utc
from integrations.greenhouse.events import Greenhouse
from starter.cli.tell.enroll import _tell_all
from starter.cli.tell.enroll_results import Score
from starter.importing import Options, read_people
from starter.importing.matching import recognise
from starter.wording.instants import told_by
from tests.domain.lives import EXTENDED
from tests.integrations.ats.ats_office import Office
from tests.integrations.ats.greenhouse_words import SECRET, signed
from tests.ledgers import default_playbook

H, D = timedelta(hours=1), timedelta(days=1)
MONDAY = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
"""At work in New York, in a week without a holiday."""

BY_DAY, BY_NIGHT = 20, 2000
PLACES = (
    ("America/New_York", "US"), ("Europe/Berlin", "DE"), ("Asia/Tokyo", "JP"), ("Asia/Riyadh", "SA"),
    ("Australia/Sydney", "AU"),
)  # fmt: skip
FIRST = ("Ann", "Bea", "Cyd", "Dot", "Eve", "Fay", "Gil", "Hal", "Ida", "Jon")
STAGE_NAMES = {
    Stage.APPLIED: "Application Review", Stage.SCREENING: "Preliminary Phone Screen", Stage.INTERVIEW: "Face to Face",
    Stage.OFFER: "Offer",
}  # fmt: skip
JOB = {"id": 300, "name": "Engineer"}


@dataclass(frozen=True)
class One:
    """One of them, as everybody knows them."""

    number: int
    stage: Stage
    applied_at: datetime
    closed_at: datetime
    last_contact_at: datetime | None
    zone: str
    country: str
    reached: bool
    moved: bool

    @property
    def first_name(self) -> str:
        return FIRST[self.number % len(FIRST)]

    @property
    def last_name(self) -> str:
        return f"Lee{''.join(chr(97 + int(digit)) for digit in str(self.number))}"

    @property
    def email(self) -> str:
        return f"p{self.number}@example.com" if self.reached else ""

    @property
    def phone(self) -> str:
        return "" if self.reached else f"+1212555{self.number:04}"


def people(size: int, now: datetime) -> list[One]:
    chance = random.Random(f"{size}/{now}")
    found = []
    for number in range(size):
        applied_at = now - timedelta(days=chance.randint(1, 300), minutes=chance.randint(1, 600))
        lately = max(now - 26 * H - applied_at, 0 * H)
        zone, country = chance.choice(PLACES)
        found.append(
            One(
                number=number,
                stage=chance.choice([stage for stage in Stage if stage is not Stage.NETWORK]),
                applied_at=applied_at,
                closed_at=applied_at + lately * chance.random(),
                last_contact_at=applied_at + chance.random() * (now - applied_at) if chance.random() < 0.5 else None,
                zone=zone,
                country=country,
                reached=chance.random() < 0.9,
                moved=chance.random() < 0.3,
            )
        )
    return found


# ---------------------------------------------------------------- what a file and what Greenhouse says of them


def sheet(company: Sequence[One], job_id: str = "300") -> bytes:
    """As a company keeps them: nobody has an id."""
    return _csv(
        {
            "Name": f"{one.last_name}, {one.first_name}",
            "E-mail": one.email,
            "Phone": one.phone,
            "Country": one.country,
            "Timezone": one.zone,
            "Job ID": job_id,
            "Job title": JOB["name"],
            "Stage": str(one.stage),
            "Applied": one.applied_at.isoformat(),
            "Last contact": one.last_contact_at.isoformat() if one.last_contact_at else "",
            "Recruiter": "Rita Okafor",
            "Hiring manager": "Hanna Roth",
        }
        for one in company
    )


def export(company: Sequence[One]) -> bytes:
    """As Greenhouse writes them: days without an hour, and nobody's last contact."""
    status = {Stage.REJECTED: "Rejected", Stage.WITHDRAWN: "Rejected", Stage.HIRED: "Hired", Stage.PROSPECT: "Prospect"}
    return _csv(
        {
            "Candidate ID": str(one.number),
            "Candidate Name": f"{one.last_name}, {one.first_name}",
            "Application ID": str(9000 + one.number),
            "Job Name": JOB["name"],
            "Job ID": str(JOB["id"]),
            "Current Stage": STAGE_NAMES.get(one.stage, ""),
            "Status": status.get(one.stage, "Active"),
            "Application Date": f"{one.applied_at:%Y-%m-%d}",
            "Last Activity": f"{one.closed_at:%Y-%m-%d}",
            "Recruiter": "Okafor, Rita",
            "Email Address": one.email,
            "Phone": one.phone,
            "Rejection Reason": "They rejected us" if one.stage is Stage.WITHDRAWN else "",
        }
        for one in company
    )


def _csv(rows: Iterator[dict[str, str]]) -> bytes:
    lines = list(rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode()


def hook(one: One) -> tuple[str, dict[str, Any]]:
    """The first that Greenhouse tells of them: somebody moved them just now, or edited what is on record."""
    reason = {"id": 3, "name": "Another offer", "type": {"id": 2, "name": "They rejected us"}}
    app: dict[str, Any] = {
        "id": 9000 + one.number,
        "prospect": one.stage is Stage.PROSPECT,
        "status": {Stage.REJECTED: "rejected", Stage.WITHDRAWN: "rejected", Stage.HIRED: "hired"}.get(
            one.stage, "active"
        ),
        "applied_at": one.applied_at.isoformat(),
        "last_activity_at": one.closed_at.isoformat(),
        "rejected_at": one.closed_at.isoformat() if one.stage in (Stage.REJECTED, Stage.WITHDRAWN) else None,
        "rejection_reason": reason if one.stage is Stage.WITHDRAWN else None,
        "current_stage": {"id": 5, "name": STAGE_NAMES[one.stage]} if one.stage in STAGE_NAMES else None,
        "candidate": {
            "id": one.number,
            "first_name": one.first_name,
            "last_name": one.last_name,
            "email_addresses": [{"value": one.email, "type": "personal"}] if one.email else [],
            "phone_numbers": [{"value": one.phone, "type": "mobile"}] if one.phone else [],
            "recruiter": {"id": 9, "email": "rita@acme.example", "name": "Rita Okafor"},
        },
        "jobs": [JOB],
    }
    is_move = one.moved and one.stage in STAGE_NAMES
    return "candidate_stage_change" if is_move else "application_updated", app


# ---------------------------------------------------------------- how they come in


@dataclass
class Company:
    """An installation on its first day, and whoever comes in."""

    office: Office
    people: list[One]
    now: datetime
    told: Score = field(default_factory=Score)

    async def by_file(self, content: bytes) -> None:
        """As `followup enroll FILE` does, once for each line."""
        read = read_people(content, now=self.office.now, options=Options(names=default_playbook().ats, key=b"a key"))
        assert not read.bad and len(read.good) == len(self.people), read.bad[:3]
        sorted_out = recognise(read.good, self.office.ledger)
        assert not sorted_out.bad, sorted_out.bad[:3]
        with told_by(lambda: self.office.now):
            await _tell_all(self.office.followup, sorted_out.new, self.told, "kim", lambda: None)

    async def by_hooks(self, of: Callable[[One], bool] = lambda _: True, *, again: bool = False) -> None:
        for one in filter(of, self.people):
            action, app = hook(one)
            if again:
                app["last_activity_at"] = self.now.isoformat()
                action = "application_updated"
            self.office.arrives("greenhouse", signed(action, {"application": app}, at=self.office.now))
        await self.office.gateway()

    async def worker(self) -> None:
        await self.office.settles()


@contextmanager
def company(folder: Path, size: int, now: datetime) -> Iterator[Company]:
    office = Office(folder, [Greenhouse([SECRET])], now)
    try:
        yield Company(office, people(size, now), now)
    finally:
        office.close()


async def file_alone(of: Company) -> None:
    await of.by_file(sheet(of.people))


async def export_alone(of: Company) -> None:
    await of.by_file(export(of.people))


async def hooks_alone(of: Company) -> None:
    await of.by_hooks()
    await of.worker()
    await of.by_hooks(again=True)


async def export_then_hooks(of: Company) -> None:
    await of.by_file(export(of.people))
    await of.worker()
    await of.by_hooks()


async def hooks_then_export(of: Company) -> None:
    await of.by_hooks()
    await of.worker()
    await of.by_file(export(of.people))


async def sheet_then_hooks(of: Company) -> None:
    """The hooks before a worker has decided about anybody."""
    await of.by_file(sheet(of.people))
    await of.by_hooks()


async def hooks_then_sheet(of: Company) -> None:
    """A sheet that knows no number of the ATS, not even the job's."""
    await of.by_hooks()
    await of.worker()
    await of.by_file(sheet(of.people, job_id=""))


WAYS: Mapping[str, tuple[Callable[[Company], Any], datetime]] = {
    "a sheet": (file_alone, MONDAY),
    "an export": (export_alone, MONDAY + 4 * D),
    "webhooks": (hooks_alone, MONDAY + 10 * H),
    "an export, then webhooks": (export_then_hooks, datetime(2026, 12, 24, 16, tzinfo=UTC)),
    "webhooks, then an export": (hooks_then_export, MONDAY + 10 * H),
    "a sheet, then webhooks": (sheet_then_hooks, MONDAY),
    "webhooks, then a sheet": (hooks_then_sheet, MONDAY + 4 * D),
}
"""How they come in, and when: a Monday at work, its night, a Friday, and Christmas Eve."""


# ---------------------------------------------------------------- what must hold of each


@dataclass(frozen=True)
class Record:
    """What stands on record of one of them, some days later."""

    one: One
    state: CandidateState
    rows: list[dict[str, Any]]
    now: datetime

    def of(self, *types: str) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["type"] in types]

    @property
    def sent(self) -> list[dict[str, Any]]:
        return self.of("sent")

    @property
    def context(self) -> DecisionContext:
        return DecisionContext(default_playbook(), self.state.candidate, self.now)


def at(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(row["at"])


def broken(record: Record) -> Iterator[str]:
    one, now, sent = record.one, record.now, record.sent
    if any(at(row) < now for row in record.rows):
        yield "something is dated before they came in"
    if one.stage in CLOSED_STAGES:
        if sent or record.of("task_opened", "silence_breached"):
            yield f"came in {one.stage}, and was written to or asked about"
        return
    if one.stage in OPEN_STAGES and not has_word_or_task(record):
        yield f"open ({one.stage}), and neither word nor a task within two business days"
    if record.of("went_quiet") and not sent and not one.last_contact_at:
        yield "went quiet, and was never written to"
    names = Counter((row["step"], row["occurrence"]) for row in sent)
    if any(count > 1 for count in names.values()):
        yield "something went twice"
    if sum(row["step"] in ("catch-up", "acknowledge", "outreach", "invite") for row in sent) > 1:
        yield "they were told twice where they stand"
    if not within_caps(record):
        yield "more than the caps allow"
    asked = [row for row in record.of("task_opened") if row["kind"] in ("reach", "silence") and at(row) < now + H]
    if len(asked) > 1:
        yield "two colleagues' tasks ask for the same on the first day"


def has_word_or_task(record: Record) -> bool:
    calendar = record.context.calendar
    day = calendar.add_business_days(local_date(record.now, calendar.tz), 2)
    by = to_utc(day, calendar.closes, calendar.tz)
    if any(at(row) <= by for row in record.sent):
        return True
    opened = {row["task_id"] for row in record.of("task_opened") if at(row) <= by}
    return bool(opened - {row["task_id"] for row in record.of("task_dropped") if at(row) <= by})


def within_caps(record: Record) -> bool:
    limits, tz = default_playbook().limits, record.context.tz
    times = [at(row) for row in record.sent if (row["stage"], row["step"]) not in EXTENDED]
    days = Counter(local_date(each, tz) for each in times)
    week = all(sum(a <= b < a + 7 * D for b in times) <= limits.per_week for a in times)
    apart = all(later - earlier >= 20 * H for earlier, later in pairwise(times))
    return all(n <= limits.per_day for n in days.values()) and week and apart


def records(of: Company) -> Iterator[Record]:
    """Of each person one, whichever ways they came in."""
    ledger = of.office.ledger
    by_address: dict[str, list[CandidateState]] = {}
    for ident in of.office.clocks:
        snapshot = ledger.snapshot(ident)
        assert snapshot is not None, f"{ident} has no record"
        state = CandidateState.model_validate(snapshot)
        if not state.merged_into:
            by_address.setdefault(state.candidate.email or state.candidate.phone, []).append(state)
    for one in of.people:
        (state,) = by_address.pop(one.email or one.phone)
        yield Record(one, state, ledger.timeline(state.candidate.candidate_id), of.now)
    assert not by_address


def holds_for(way: str, folder: Path, size: int, days: float) -> None:
    comes_in, now = WAYS[way]
    with company(folder, size, now) as of:

        async def first_days() -> None:
            await comes_in(of)
            await of.worker()
            await of.office.passes(now + timedelta(days=days))

        asyncio.run(first_days())
        assert not [row for row in of.office.all_rows() if row["state"] not in ("told", "nothing")]
        found = [(record, what) for record in records(of) for what in broken(record)]
        told = [
            f"{way} {record.one.number}: {what}\n  {record.one}\n"
            + "\n".join(
                f"  {row['at'][:16]} {row['type']} {row.get('step') or row.get('task_id') or ''}" for row in record.rows
            )
            for record, what in found
        ]
        assert not told, f"{len(told)} of {size}\n\n" + "\n\n".join(told[:6])
        assert len(of.office.sent) > size // 4, "hardly anybody was written to, so nothing was shown"


@pytest.mark.parametrize("way", WAYS)
def test_r20_a_company_comes_in_and_everybody_has_word(way: str, tmp_path: Path) -> None:
    holds_for(way, tmp_path, BY_DAY, days=8)


@pytest.mark.nightly
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("way", WAYS)
def test_r20_a_company_of_two_thousand_comes_in_and_everybody_has_word(way: str, tmp_path: Path) -> None:
    holds_for(way, tmp_path, BY_NIGHT, days=8)
