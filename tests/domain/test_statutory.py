"""R24: the law's dates are on the clock: warned ten business days before, listed, and shown to have been kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, playbook, reply

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.statutory import open_dates, places_of
from domain.playbook.model import Playbook
from domain.playbook.statutory import DEFAULT, duties, meant
from domain.state.model import Application, Candidate
from domain.time.durations import Duration
from domain.views.statutory_rows import DutyRow, duty_rows
from tests.tables import each

HELD = MONDAY + D
DUE = date(2026, 12, 18)  # 45 days after 3 November


def in_toronto(**more: Any) -> e.Event:
    return application("interview", location="Toronto, Ontario", **more)


def interview(at: datetime = HELD, ident: str = "1") -> e.Event:
    found: e.Event = fact(e.InterviewScheduled, MONDAY + H, at=at, interview_id=ident, event_id=f"interview-{ident}")
    return found


def lived(*told: e.Event, days: float = 60, rules: Playbook = PLAYBOOK) -> Story:
    return live([in_toronto(), interview(), *told], days=days, rules=rules)


def open_on(story: Story, rules: Playbook = PLAYBOOK) -> list[tuple[str, date]]:
    context = DecisionContext(rules, story.state.candidate, story.moments[-1].now)
    return [(one.duty, one.due_on) for _, one in open_dates(story.state, context)]


# ---------------------------------------------------------------- the table


def test_r24_ontario_comes_with_followup_with_its_source_and_day() -> None:
    ontario = DEFAULT["CA-ON"]
    assert (ontario.name, ontario.decision_due, ontario.in_force) == (
        "ontario",
        Duration.parse("P45D"),
        date(2026, 1, 1),
    )
    assert "Employment Standards Act" in ontario.source


def test_r24_a_playbook_adds_a_place_changes_one_and_takes_one_out() -> None:
    rules = playbook(statutory={"CA-ON": {"decision_due": "P30D", "name": "ontario"}, "DE": {"decision_due": "20bd"}})
    assert {place: (one.name, str(one.decision_due)) for place, one in duties(rules.statutory).items()} == {
        "CA-ON": ("ontario", "P30D"),
        "DE": ("de", "20bd"),
    }
    assert duties(playbook(statutory={"CA-ON": False}).statutory) == {}
    ours = playbook(statutory={"CA-ON": {"decision_due": "P30D"}})
    assert ours.duties["CA-ON"] == DEFAULT["CA-ON"].model_copy(update={"decision_due": Duration.parse("P30D")})
    kept = Playbook.kept(ours.model_dump(mode="json"), ours.version)
    assert kept.duties == ours.duties, "as the ledger keeps it, too"
    renamed = playbook(statutory={"CA-ON": {"name": "esa"}})
    assert [meant(renamed.duties, name) for name in ("esa", "Ontario", "ca-on", "ALL", "de")] == [
        {"CA-ON"}, {"CA-ON"}, {"CA-ON"}, {"CA-ON"}, set(),
    ]  # fmt: skip
    assert PLAYBOOK.statutory == {} and PLAYBOOK.version == playbook().version


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"Ontario": {"decision_due": "P45D"}}, "is no country or region; write one such as CA-ON"),
        ({"CA-ON": {"decision_due": "soon"}}, "not a duration"),
        ({"CA-ON": {"due": "P45D"}}, "due"),
    ],
)
def test_r24_a_table_that_cannot_be_read_is_refused(table: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match="statutory") as refused:
        playbook(statutory=table)
    assert said in str(refused.value)


@each(
    ("location", "person", "company", "counts"),
    [
        ("Toronto, Ontario", {}, {}, True),
        ("Ottawa, ON, Canada", {}, {}, True),
        ("Remote (Ontario)", {}, {}, True),
        ("Ontario, CA", {"country": "US", "region": "CA"}, {}, True),  # the one in California: a date too many
        ("London, ON", {}, {"country": "CA", "subdivision": "BC"}, True),
        ("Portland, ON", {"country": "US"}, {}, True),  # no state has that code
        ("Berlin", {"country": "CA", "region": "ON"}, {}, True),
        ("Berlin", {"country": "CA", "region": "BC"}, {}, False),
        ("", {"country": "US"}, {"country": "CA", "subdivision": "ON"}, True),
        ("Toronto, ON", {"country": "CA"}, {}, True),
        ("Trenton", {"country": "CA"}, {}, False),
    ],
)
def test_r24_it_counts_where_the_job_the_candidate_or_the_company_is(
    location: str, person: dict[str, str], company: dict[str, str], counts: bool
) -> None:
    rules = playbook(company=PLAYBOOK.company.model_dump(mode="json") | company)
    story = live([application(location=location)], days=1)
    app: Application = story.state.applications[0]
    who = Candidate(candidate_id="x", **person)
    assert ("CA-ON" in places_of(app, who, rules)) is counts


# ---------------------------------------------------------------- on the clock


def test_r24_the_recruiter_is_warned_ten_business_days_before_the_date() -> None:
    (task,) = lived(days=40).tasks("law")
    assert (
        task.title == "By the law of Ontario they must hear by Friday 18 December whether a decision was made: decide"
    )
    assert task.occurred_at == datetime(2026, 12, 4, 14, 0, tzinfo=UTC), "ten business days: 4 December, at nine"
    assert task.due_at == datetime(2026, 12, 18, 14, 0, tzinfo=UTC)
    assert [(one.rule, one.text) for one in task.why] == [("R24", "their last interview was on Tuesday 3 November")]


def test_r24_word_on_the_decision_ends_it_and_word_of_no_decision_does_not() -> None:
    assert open_on(lived(days=30)) == [("ontario", DUE)], "updates go out meanwhile, and say that there is none yet"
    told = lived(fact(e.Rejected, MONDAY + 34 * D), days=40)
    assert told.one("closure") and open_on(told) == []
    assert [one.reason if hasattr(one, "reason") else "" for one in told.of("task_dropped") if "law" in one.task_id]


def test_r24_a_decision_that_has_not_reached_them_keeps_no_date() -> None:
    told = lived(fact(e.Rejected, MONDAY + 33 * D), fact(e.Paused, MONDAY + 33 * D + H), days=45)
    assert open_on(told) == [("ontario", DUE)]
    (*_, task) = told.tasks("law")
    assert task.kind == "law"


def test_r24_another_interview_moves_the_date() -> None:
    again = lived(interview(MONDAY + 9 * D, "2"), days=30)
    assert open_on(again) == [("ontario", date(2026, 12, 26))]
    (task,) = lived(interview(MONDAY + 9 * D, "2"), days=45).tasks("law")
    assert "Saturday 26 December" in task.title
    assert task.due_at == datetime(2026, 12, 24, 14, 0, tzinfo=UTC), "the last working day before it"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([application("interview", location="Berlin"), interview()], "another country"),
        ([in_toronto()], "no interview"),
        ([in_toronto(), interview(), fact(e.Withdrawn, MONDAY + 5 * D)], "they withdrew"),
        ([in_toronto(), interview(), fact(e.InterviewCancelled, MONDAY + 2 * H, interview_id="1")], "it was canceled"),
    ],
)
def test_r24_nobody_else_is_owed_word_by_that_day(told: list[e.Event], why: str) -> None:
    story = live(told, days=50)
    assert not story.tasks("law") and open_on(story) == [], why


def test_r24_an_interview_before_the_law_was_in_force_gives_no_date() -> None:
    rules = playbook(statutory={"CA-ON": {"decision_due": "P45D", "in_force": "2027-01-01"}})
    assert not lived(days=50, rules=rules).tasks("law")


def test_r24_nobody_is_asked_to_reach_somebody_who_wants_peace() -> None:
    """Another task asks what becomes of the application (R7)."""
    story = lived(reply(MONDAY + 3 * D, "STOP"), days=45)
    assert not story.tasks("law") and story.tasks("stopped")
    assert open_on(story) == [("ontario", DUE)], "it is listed all the same"


# ---------------------------------------------------------------- how it was kept


def rows(story: Story, now: datetime | None = None, rules: Playbook = PLAYBOOK) -> list[DutyRow]:
    record = [one for moment in story.moments for one in (*moment.told, *moment.back, *moment.events, *moment.done)]
    return list(duty_rows("manual:ann", record, rules, now or story.moments[-1].now))


def test_r24_a_row_says_who_when_told_when_due_and_what_shows_it() -> None:
    story = lived(fact(e.Rejected, MONDAY + 34 * D), days=40)
    (row,) = rows(story)
    closure, held = story.one("closure"), story.of("interview_held")[0]
    assert (row.candidate_id, row.application_id, row.duty, row.due_on) == ("manual:ann", "eng", "ontario", DUE)
    assert (row.told_at, row.told_by, row.outcome) == (closure.occurred_at, "message", "kept")
    assert [(one.event_id, one.type) for one in row.evidence] == [
        (held.event_id, "interview_held"),
        (closure.event_id, "sent"),
    ]


@pytest.mark.parametrize(
    ("told", "days", "outcome"),
    [
        ([], 20, "open"),
        ([], 60, "missed"),
        ([fact(e.Rejected, MONDAY + 50 * D)], 60, "late"),
        ([fact(e.Withdrawn, MONDAY + 5 * D)], 60, "withdrawn"),
        ([fact(e.Rejected, MONDAY + 20 * D), fact(e.RejectionWithdrawn, MONDAY + 21 * D)], 60, "missed"),
        ([fact(e.OfferExtended, MONDAY + 20 * D)], 60, "kept"),
    ],
)
def test_r24_each_date_ends_in_one_way(told: list[e.Event], days: int, outcome: str) -> None:
    assert [row.outcome for row in rows(lived(*told, days=days), MONDAY + days * D)] == [outcome]


def test_r24_a_colleagues_call_is_word_and_a_message_that_came_back_is_none() -> None:
    called = fact(e.Contacted, MONDAY + 34 * D + H)
    paused = fact(e.Paused, MONDAY + 34 * D - H)
    (row,) = rows(lived(paused, fact(e.Rejected, MONDAY + 34 * D), called, days=40))
    assert (row.told_by, row.told_at, row.outcome) == ("colleague", called.occurred_at, "kept")
    back = live([in_toronto(), interview(), fact(e.Rejected, MONDAY + 3 * D)], days=60, outcomes=("bounced",))
    assert [one.outcome for one in rows(back)] != ["kept"]
