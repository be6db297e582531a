"""One table of time zones (R5): the pinned one, with the names that other systems have for its zones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from lives import MONDAY, PLAYBOOK, D, application, fact, live

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.reducers.evolve import begin, evolve_all
from domain.state.model import CandidateState
from domain.time.zones import country_of_zone, is_stale, kept_as, table_version, zone, zone_named
from tests.tables import each

ROOT = Path(__file__).resolve().parents[2]


@each(
    ("written", "meant"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("EST5EDT", "EST5EDT"),
        ("utc", "UTC"),
        ("Asia/Calcutta", "Asia/Calcutta"),  # an old name is a name of the table
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("pacific standard time", "America/Los_Angeles"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("India Standard Time", "Asia/Calcutta"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-08:00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Central Time (US & Canada)", "America/Chicago"),
        ("(UTC-04:00) Atlantic Time (Canada)", "America/Halifax"),
        ("(UTC-09:00) Alaska", "America/Anchorage"),
        ("(UTC-10:00) Hawaii", "Pacific/Honolulu"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(UTC) Coordinated Universal Time", "Etc/UTC"),
        # What is not understood is never guessed at.
        ("(UTC+09:00) Eastern Time (US & Canada)", ""),
        ("(UTC+03:00) Berlin", ""),
        ("Eastern Time", ""),  # Australia has one too
        ("Mars/Olympus", ""),
        ("Berlin", ""),
        ("posixrules", ""),
        ("Factory", ""),
        ("../../etc/passwd", ""),
        ("x" * 5000, ""),
        ("", ""),
    ],
)
def test_r5_names_of_other_systems_and_odd_case_are_understood(written: str, meant: str) -> None:
    assert zone_named(written) == meant
    if meant:
        assert zone(written).key == meant
    else:
        with pytest.raises(ValueError, match="is not a time zone; write one such as"):
            zone(written)


def test_r5_every_name_of_the_table_and_every_windows_name_has_its_zone() -> None:
    from babel.core import get_global

    names = files("tzdata").joinpath("zones").read_text().split()
    assert [name for name in names if name != "Factory" and zone_named(name.upper()) != name] == []
    assert [name for name in get_global("windows_zone_mapping") if not zone_named(name)] == []


@each(
    ("name", "country"),
    [
        ("Asia/Calcutta", "IN"),
        ("US/Eastern", "US"),
        ("us/eastern", "US"),
        ("Europe/Kiev", "UA"),
        ("Asia/Tokyo", "JP"),
        ("GB", "GB"),
        ("Canada/Pacific", "CA"),
        ("America/Buenos_Aires", "AR"),
        ("EST", ""),  # an abbreviation lies nowhere: the table happens to keep Panama behind it
        ("CET", ""),
        ("EST5EDT", ""),
        ("Etc/GMT+5", ""),
        ("UTC", ""),
        ("W. Europe Standard Time", ""),  # spans a dozen countries, each with holidays of its own
        ("Mars/Olympus", ""),
    ],
)
def test_r5_old_names_have_their_country(name: str, country: str) -> None:
    assert country_of_zone(name) == country


def test_r5_every_name_of_a_place_has_a_country() -> None:
    names = files("tzdata").joinpath("zones").read_text().split()
    places = [name for name in names if "/" in name and not name.startswith("Etc/")]
    assert [name for name in places if not country_of_zone(name)] == []


def test_r5_the_holidays_of_an_old_name_are_those_of_its_country() -> None:
    state = evolve_all(begin("manual:ann"), [application(timezone="Asia/Calcutta", country=None)])
    context = DecisionContext(PLAYBOOK, state.candidate, MONDAY)
    assert (context.tz_from, context.calendar.country) == ("record", "IN")
    assert not context.calendar.is_open_day(datetime(2027, 1, 26, tzinfo=UTC).date())  # Republic Day


def test_r5_a_windows_name_stays_on_record_as_it_was_written() -> None:
    assert kept_as("europe/berlin") == "Europe/Berlin"
    assert kept_as("W. Europe  Standard Time") == "W. Europe Standard Time"


# ------------------------------------------------------------ what is not understood


def _state(*told: e.Event) -> CandidateState:
    return evolve_all(begin("manual:ann"), told)


def test_r5_a_zone_that_is_not_understood_is_a_line_and_a_task_and_never_silent() -> None:
    story = live([application(timezone="Mars/Olympus", country=None)], days=1)
    (task,) = story.tasks("zone")
    assert task.title == "Their time zone isn't clear: ask them, and set it with `followup prefer`"
    assert task.occurred_at == MONDAY and task.assignee == "Rita"
    assert task.why[0].text == "the time zone on record isn't clear, so the company's is used instead"
    assert "Mars" not in task.title + task.why[0].text  # what somebody wrote stays in the fact that brought it


def test_r5_the_task_closes_when_a_zone_comes_in_that_is_understood() -> None:
    known = fact(e.CandidateUpdated, MONDAY + D, candidate=e.Contactable(timezone="Pacific Standard Time"))
    story = live([application(timezone="Mars/Olympus"), known], days=3)
    (task,) = story.tasks("zone")
    (dropped,) = story.of("task_dropped")
    assert dropped.task_id == task.task_id
    assert dropped.occurred_at == known.occurred_at


def test_r5_a_task_that_was_done_is_not_opened_again_for_the_same_words() -> None:
    state = _state(application(timezone="Mars/Olympus"))
    first = decide(state, DecisionContext(PLAYBOOK, state.candidate, MONDAY)).state
    (task,) = [one for one in first.tasks if one.kind == "zone"]
    done = evolve_all(first, [fact(e.TaskCompleted, MONDAY + D, task_id=task.task_id)])
    again = decide(done, DecisionContext(PLAYBOOK, done.candidate, MONDAY + D)).state
    assert not [one for one in again.tasks if one.kind == "zone"]
    other = evolve_all(again, [fact(e.CandidateUpdated, MONDAY + D, candidate=e.Contactable(timezone="Moon/Base"))])
    once_more = decide(other, DecisionContext(PLAYBOOK, other.candidate, MONDAY + D)).state
    assert [one for one in once_more.tasks if one.kind == "zone"]


def test_r7_nobody_is_asked_for_the_zone_of_somebody_who_asked_us_to_stop() -> None:
    state = _state(application(timezone="Mars/Olympus"), fact(e.OptedOut, MONDAY))
    assert not [
        one
        for one in decide(state, DecisionContext(PLAYBOOK, state.candidate, MONDAY)).state.tasks
        if one.kind == "zone"
    ]


# ------------------------------------------------------------ of when the table is


@pytest.mark.parametrize(
    ("version", "day", "stale"),
    [
        ("2026f", datetime(2026, 11, 29, tzinfo=UTC), False),
        ("2026f", datetime(2027, 12, 1, tzinfo=UTC), False),
        ("2026f", datetime(2028, 1, 15, tzinfo=UTC), True),
        ("2025b", datetime(2026, 11, 29, tzinfo=UTC), True),
        ("2026a", datetime(2026, 11, 29, tzinfo=UTC), False),
        ("of old", datetime(2026, 11, 29, tzinfo=UTC), True),
    ],
)
def test_r5_a_table_older_than_a_year_is_known_as_such(version: str, day: datetime, stale: bool) -> None:
    assert is_stale(version, day) is stale
    assert table_version()[:2] == "20"


# ------------------------------------------------------------ the system's own table counts for nothing


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param([sys.executable, "-m", "starter.cli.main"], marks=pytest.mark.nightly, id="module"),
        pytest.param([str(Path(sys.executable).parent / "followup")], id="script"),
    ],
)
def test_r5_british_columbia_is_right_where_the_system_has_an_older_table(tmp_path: Path, entry: list[str]) -> None:
    """Vancouver stays at -07:00 since November 2026. The older table here has it at -08:00, as Los Angeles still is."""
    older = tmp_path / "zoneinfo"
    (older / "America").mkdir(parents=True)
    (older / "America" / "Vancouver").write_bytes(files("tzdata").joinpath("zoneinfo/America/Los_Angeles").read_bytes())
    env = os.environ | {"PYTHONTZPATH": str(older), "PYTHONPATH": str(ROOT), "FOLLOWUP_HOME": str(tmp_path / "home")}
    asked = "from datetime import *; from zoneinfo import *; print(datetime(2026, 12, 1, tzinfo=ZoneInfo(VAN)))"
    asked = asked.replace("VAN", "'America/Vancouver'")
    done = subprocess.run([sys.executable, "-c", asked], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2026-12-01 00:00:00-08:00"  # the trap is set
    argv = ["preview", "--stage", "applied", "--timezone", "America/Vancouver", "--from", "2026-12-01T18:00+00:00"]
    done = subprocess.run([*entry, *argv, "--for", "30d", "--json"], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    offsets = {row["local_at"][-6:] for row in json.loads(done.stdout)}
    assert offsets == {"-07:00"}
