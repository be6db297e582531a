"""How long people are kept (R23), by what became of them and where they are: cases with the reason in each."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from domain.decisions.retention import forbids_request, is_asked_by_ats, is_up, kept_until
from domain.names import Stage
from domain.playbook.model import Playbook
from domain.playbook.retention import Period, Retention
from domain.state.model import Application, Candidate, CandidateState, Entry, Stop
from tests.ledgers import default_playbook
from tests.tables import each

ENDED = datetime(2026, 3, 31, 10, tzinfo=UTC)
RULES: dict[str, Any] = {
    "rejected": {
        "DE": {"max": "P6M"},
        "US": {"min": "P1Y", "max": "P2Y"},
        "CA-ON": {"max": "P3Y"},
        "default": {"max": "P1Y"},
    },
    "hired": {"default": {"min": "P1Y"}},
    "prospect": {"default": {"max": "P4W"}},
}


def book(**more: Any) -> Playbook:
    return default_playbook().model_copy(update={"retention": Retention.model_validate(RULES | more)})


def state(*stages: Stage, country: str = "DE", region: str = "", **more: Any) -> CandidateState:
    apps = tuple(
        Application(
            application_id=f"a{number}",
            job_id="eng",
            known_since=ENDED,
            entry=Entry(stage=stage, entered_at=ENDED, number=1),
            quiet=stage is Stage.PROSPECT,
        )
        for number, stage in enumerate(stages)
    )
    person = Candidate(candidate_id="manual:ann", country=country, region=region)
    return CandidateState(candidate=person, applications=apps, **more)


def at(year: int, month: int, day: int) -> datetime:
    return ENDED.replace(year=year, month=month, day=day)


@each(
    ("who", "until", "why"),
    [
        (state(Stage.REJECTED), at(2026, 9, 30), "six months of the calendar: March has a day more than September"),
        (state(Stage.REJECTED, country="US"), at(2028, 3, 31), "two years in the United States"),
        (state(Stage.REJECTED, country="CA", region="ON"), at(2029, 3, 31), "a province has a line of its own"),
        (state(Stage.REJECTED, country="FR"), at(2027, 3, 31), "a country without a line has the default's"),
        (state(Stage.REJECTED, country=""), at(2028, 3, 31), "an unknown country is the company's"),
        (state(Stage.PROSPECT), at(2026, 4, 28), "who never answered goes after four weeks"),
        (state(Stage.HIRED), None, "a minimum alone erases nobody"),
        (state(Stage.REJECTED, Stage.HIRED), None, "of two applications the longer one counts"),
        (
            state(Stage.REJECTED, last_reply_at=at(2026, 6, 15)),
            at(2026, 12, 15),
            "it is counted from the last word between us, and theirs is one",
        ),
    ],
)
def test_r23_each_is_kept_as_long_as_the_playbook_says(who: CandidateState, until: datetime | None, why: str) -> None:
    kept = kept_until(who, book())
    assert kept is not None and kept.until == until, why
    if until is not None:
        assert is_up(who, book(), until) is not None
        assert is_up(who, book(), until.replace(hour=9)) is None


@pytest.mark.parametrize(
    "who",
    [
        state(Stage.REJECTED, Stage.INTERVIEW),  # something is open
        state(Stage.WITHDRAWN),  # the playbook says nothing about it
        state(),  # nobody applied
        state(Stage.REJECTED, merged_into="manual:bob"),  # they are kept under the other id
    ],
)
def test_r23_nobody_else_is_erased_by_time(who: CandidateState) -> None:
    assert kept_until(who, book()) is None
    assert kept_until(state(Stage.REJECTED), default_playbook()) is None


def test_r23_a_minimum_binds_a_request_only_where_the_playbook_says_so() -> None:
    who, now = state(Stage.REJECTED, country="US"), at(2026, 5, 1)
    assert forbids_request(who, book(), now) is None
    assert forbids_request(who, book(minimum_binds_requests=True), now) == at(2027, 3, 31)
    assert forbids_request(who, book(minimum_binds_requests=True), at(2027, 4, 1)) is None


def test_r23_a_deletion_in_the_ats_is_asked_about_or_carried_out_as_the_playbook_says() -> None:
    gone = state(Stage.REJECTED, stop=Stop(at=ENDED, since=ENDED, by_ats=True, deleted=True))
    assert is_asked_by_ats(gone, book(on_ats_deletion="run"), "run")
    assert is_asked_by_ats(gone, book(on_ats_deletion="ask"), "ask")
    assert not is_asked_by_ats(gone, book(), "ask") and not is_asked_by_ats(gone, book(), "run")
    both = state(Stage.REJECTED, stop=Stop(at=ENDED, since=ENDED, deleted=True))  # they had asked us to stop before
    assert is_asked_by_ats(both, book(on_ats_deletion="run"), "run")
    theirs = state(Stage.REJECTED, stop=Stop(at=ENDED, since=ENDED))
    assert not is_asked_by_ats(theirs, book(on_ats_deletion="run"), "run")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"rejected": {"DE": {"max": "6 months"}}}, "write P6M, P1Y, P4W or P90D"),
        ({"rejected": {"Germany": {"max": "P6M"}}}, "write two letters such as DE, CA-ON, or default"),
        ({"rejected": {"DE": {"min": "P1Y", "max": "P6M"}}}, "min (P1Y) is longer than max (P6M)"),
        ({"rejected": {"DE": {}}}, "give max, min or both"),
        ({"rejcted": {"DE": {"max": "P6M"}}}, "Extra inputs are not permitted"),
    ],
)
def test_r23_a_mistake_in_retention_is_found_with_a_sentence(said: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError) as error:
        Retention.model_validate(said)
    assert words in str(error.value)


def test_r23_a_playbook_without_retention_has_the_version_that_it_had() -> None:
    content = default_playbook().model_dump(mode="json")
    assert Playbook.model_validate(content | {"retention": None}).version == default_playbook().version
    assert Period.parse("P1Y2M3D").after(ENDED) == datetime(2027, 6, 3, 10, tzinfo=UTC)
    with_rules = Playbook.model_validate(content | {"retention": RULES})
    assert with_rules.version != default_playbook().version
    assert Playbook.model_validate(with_rules.model_dump(mode="json")) == with_rules
