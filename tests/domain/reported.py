"""Facts into rows without a ledger, as the feed's reader does it: for the laws of the figures."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.events import Event, dump_event
from domain.events.releases import is_personal
from domain.reporting.figures import Period, Rows
from domain.reporting.keeping import REFOLDING, ReportFact, Rules, fold
from domain.reporting.records import Case, Cases, PersonRecord, Touch
from domain.reporting.rows import rows_of
from tests.domain.reported_lives import Told

COMPANY = "America/New_York"


def as_fact(number: int, event: Event, zone: str = "UTC") -> ReportFact:
    """What the reader gets of it."""
    fields = {k: v for k, v in dump_event(event).items() if k not in ("type", "event_id", "occurred_at")}
    read = getattr(event, "read_as", None)
    kind = read.kind if read else ""
    if kind == "stop":
        kind = "doubt" if not read.certain else "stop"
    return ReportFact(
        number=number,
        type=event.type,
        event_id=event.event_id,
        at=int(event.occurred_at.timestamp()),
        given={k: v for k, v in fields.items() if not is_personal(event, k)},
        hidden=frozenset(k for k in fields if is_personal(event, k)),
        tz=ZoneInfo(zone),
        read_as=kind,
    )


def end_of_day(day: str) -> int:
    start = datetime.fromisoformat(day) + timedelta(days=1)
    return int(start.replace(tzinfo=ZoneInfo(COMPANY)).timestamp())


def records(told: list[Told]) -> list[PersonRecord]:
    """Everybody's record at the end, each folded at once: with their other ids, and without what was taken back."""
    into = {one.fact.merged_id: one.whose for one in told if one.fact.type == "history_joined"}  # type: ignore[attr-defined]
    gone = {ident for one in told if one.fact.type == "undone" for ident in one.fact.without}  # type: ignore[attr-defined]
    found: dict[str, PersonRecord] = defaultdict(lambda: PersonRecord(without=sorted(gone)))
    zones: dict[str, str] = {}
    for number, one in enumerate(told, 1):
        whose = one.whose
        while whose in into:
            whose = into[whose]
        if one.fact.type == "application_received":
            zones[one.whose] = one.fact.candidate.timezone or ""  # type: ignore[attr-defined]
        if one.fact.type not in REFOLDING:
            fold(found[whose], as_fact(number, one.fact, zones.get(one.whose) or "UTC"), Rules())
    return list(found.values())


def rows(told: list[Told]) -> Rows:
    touches: list[Touch] = []
    cases: dict[str, Cases] = {}
    for record in records(told):
        mine, waited = rows_of(record, end_of_day)
        touches += mine
        for case in waited:
            put(cases, case)
    return Rows(touches, cases)


def put(cases: dict[str, Cases], case: Case) -> None:
    cases.setdefault(case.case, Cases(case.case))
    cases[case.case].add(case)


def period(since: datetime, until: datetime) -> Period:
    return Period(int(since.timestamp()), int(until.timestamp()), int(until.timestamp()))
