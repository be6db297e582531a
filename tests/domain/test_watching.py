"""The watch over the promise: two lists in, findings out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.operations.watchdog import (
    KINDS,
    Clock,
    Doubt,
    Record,
    Unheard,
    candidate_of,
    compare,
    parked_too_long,
    tally,
    unheard_too_long,
)
from tests.tables import each

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def record(state: str = "active", next_at: datetime | None = NOW + DAY, **more: object) -> Record:
    return Record("manual:ann", "candidate-manual-ann", state, next_at, **more)  # type: ignore[arg-type]


def clock(state: str = "active", next_at: datetime | None = NOW + DAY, **more: object) -> Clock:
    values = {"started_at": NOW - 30 * DAY} | more
    return Clock("candidate-manual-ann", state, next_at, **values)  # type: ignore[arg-type]


CASES = [
    ("both agree", record(), clock(), None),
    ("a contact of a moment ago may be going out", record(next_at=NOW - MINUTE), clock(next_at=NOW - MINUTE), None),
    ("15 minutes late are fine", record(next_at=NOW - 15 * MINUTE), clock(next_at=NOW - 15 * MINUTE), None),
    ("more are not", record(next_at=NOW - 16 * MINUTE), clock(next_at=NOW - 16 * MINUTE), "overdue"),
    ("also where the clock alone says so", record(next_at=None), clock(next_at=NOW - HOUR), "overdue"),
    ("a duty can be overdue", record(next_at=None, wake_at=NOW - HOUR), clock(next_at=None), "overdue"),
    ("nobody keeps time", record(), None, "no_clock"),
    ("who is closed needs no clock", record("closed", None), None, None),
    ("a clock of nobody known", None, clock(), "no_record"),
    ("which may have begun just now", None, clock("", None, started_at=NOW - MINUTE / 2), None),
    ("but not if it has decided", None, clock(started_at=NOW - MINUTE / 2), "no_record"),
    ("another instant", record(), clock(next_at=NOW + 2 * DAY), "disagree"),
    ("another state", record("attention"), clock(), "disagree"),
    ("closed here, open there", record("closed", None), clock(), "disagree"),
    ("Temporal keeps milliseconds", record(next_at=NOW + timedelta(microseconds=1_900)),
     clock(next_at=NOW + timedelta(microseconds=1_000)), None),
    ("before its first decision it shows nothing", record(), clock("", None), None),
    ("their clock waits for a ledger that lacks facts, task or not",
     record("attention", None, has_task=True, behind=True), clock("attention", None), "disagree"),
    ("nothing at all is to come", record(next_at=None), clock(next_at=None), "nothing_next"),
    ("a colleague has a task", record(next_at=None, has_task=True), clock(next_at=None), None),
    ("a duty is on the clock", record(next_at=None, wake_at=NOW + DAY), clock(next_at=None), None),
    ("a colleague paused it", record("paused", None), clock("paused", None), None),
    ("silent by design, or only closed applications", record(next_at=None, owed=False), clock(next_at=None), None),
    ("its workflow task keeps failing", record(), clock(failures=5), "stuck"),
    ("once is chance", record(), clock(failures=1), None),
    ("the other id of the same person is watched", record(joined=True), clock("closed", None), None),
]  # fmt: skip


@each(("why", "kept", "seen", "kind"), CASES, ids=[case[0] for case in CASES])
def test_r1_what_is_wrong_is_found_and_nothing_else(
    why: str, kept: Record | None, seen: Clock | None, kind: str | None
) -> None:
    found = compare([kept] if kept else [], [seen] if seen else [], NOW)
    assert [finding.kind for finding in found] == ([kind] if kind else [])
    for finding in found:
        assert finding.who == "manual:ann"
        assert finding.do


def test_everybody_is_judged_by_themselves() -> None:
    others = [Record(f"manual:p{n}", f"candidate-manual-p{n}", "active", NOW + DAY) for n in range(3)]
    clocks = [Clock(one.workflow_id, "active", one.next_at, NOW - DAY) for one in others[1:]]
    assert [finding.who for finding in compare(others, clocks, NOW)] == ["manual:p0"]


def test_a_message_in_doubt_is_found_when_a_colleague_should_have_been_asked() -> None:
    doubts = [Doubt("manual:ann", "update", NOW - HOUR), Doubt("manual:bob", "update", NOW - 3 * HOUR)]
    assert [finding.who for finding in parked_too_long(doubts, NOW)] == ["manual:bob"]


def test_what_waits_in_the_inbox_is_found_also_where_it_is_about_nobody_known() -> None:
    waiting = [Unheard("manual:ann", 1, NOW - MINUTE), Unheard("", 2, NOW - HOUR)]
    (finding,) = unheard_too_long(waiting, NOW)
    assert (finding.who, finding.says) == ("-", "2 in the inbox have waited for 60 min")


def test_every_kind_is_counted_also_where_there_is_none() -> None:
    counted = tally(compare([record()], [], NOW))
    assert counted == {kind: int(kind == "no_clock") for kind in KINDS}


@pytest.mark.parametrize(
    ("workflow", "ident"),
    [("candidate-manual-ann", "manual:ann"), ("candidate-greenhouse-17-b", "greenhouse:17-b")],
)
def test_a_clock_names_its_candidate(workflow: str, ident: str) -> None:
    assert candidate_of(workflow) == ident
