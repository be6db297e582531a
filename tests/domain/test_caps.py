"""Not too much (R4): per day, per week, a gap between two, around what is there and what is planned."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decisions.caps import first_slot
from domain.playbook.model import Limits
from domain.time.business_hours import Calendar, Window
from domain.time.written import written_in
from tests.pace import pace
from tests.tables import each

BERLIN = ZoneInfo("Europe/Berlin")
CALENDAR = Calendar.of(Window(), tz=BERLIN, country="")
CAPS = Limits(per_day=1, per_week=3)


def at(text: str) -> datetime:
    """A local time of the week from Monday 2 November 2026."""
    day, _, clock = text.partition(" ")
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    week, name = divmod(0, 1)[0], day
    if day[-1].isdigit():
        week, name = int(day[-1]) - 1, day[:-1]
    hour, minute = map(int, clock.split(":"))
    date = datetime(2026, 11, 2, hour, minute, tzinfo=BERLIN) + timedelta(days=days.index(name) + 7 * week)
    return date.astimezone(UTC)


@each(
    ("contacts", "wanted", "goes", "says"),
    [
        pytest.param([], "tue 10:00", "tue 10:00", "", id="R4-nothing-in-the-way"),
        pytest.param(["mon 16:00"], "tue 10:00", "tue 12:00", "less than 20 hours", id="R4-gap"),
        pytest.param(["tue 09:00"], "tue 17:00", "wed 09:00", "less than 20 hours", id="R4-gap-over-closing"),
        pytest.param(["wed 10:00"], "tue 15:00", "thu 09:00", "less than 20 hours", id="R4-gap-before-a-planned-one"),
        pytest.param(["wed 10:00"], "tue 10:00", "tue 10:00", "", id="R4-fits-before-a-planned-one"),
        pytest.param(
            ["mon 09:00", "tue 09:00", "wed 09:00"], "thu 09:00", "mon2 09:00", "in 7 days", id="R4-three-in-a-week"
        ),
        pytest.param(
            ["mon 09:00", "wed 09:00", "fri 09:00"], "thu 09:00", "mon2 09:00", "", id="R4-a-week-around-planned-ones"
        ),
        pytest.param(
            ["thu 09:00", "fri 09:00", "mon2 09:00"], "wed 09:00", "thu2 09:00", "", id="R4-a-week-that-lies-ahead"
        ),
        pytest.param(["fri 12:00"], "sat 10:00", "mon2 09:00", "", id="R4-R5-weekend"),
    ],
)
def test_r4_the_first_slot_that_keeps_every_cap(contacts: list[str], wanted: str, goes: str, says: str) -> None:
    slot = first_slot(at(wanted), [at(c) for c in contacts], CAPS, CALENDAR)
    assert slot.at == at(goes), f"{slot.at.astimezone(BERLIN):%a %d %H:%M} {slot.why}"
    assert says in "; ".join(reason.text for reason in slot.why)


def test_r4_per_day_counts_local_days() -> None:
    """With a short gap a second one on the same local day waits for the next, though UTC's day has changed."""
    caps = Limits.model_validate({"per_day": 1, "per_week": 9, "min_gap": "PT1H"})
    auckland = Calendar.of(Window(), tz=ZoneInfo("Pacific/Auckland"), country="")
    morning = datetime(2026, 11, 3, 10, 0, tzinfo=ZoneInfo("Pacific/Auckland")).astimezone(UTC)
    afternoon = morning + timedelta(hours=5)
    assert morning.date() != afternoon.date()
    slot = first_slot(afternoon, [morning], caps, auckland)
    assert slot.at.astimezone(ZoneInfo("Pacific/Auckland")).date().day == 4
    assert "the daily limit of 1 has been reached" in slot.why[0].text


def test_r4_a_higher_cap_lets_more_through() -> None:
    caps = Limits.model_validate({"per_day": 2, "per_week": 9, "min_gap": "PT2H"})
    assert first_slot(at("tue 12:00"), [at("tue 09:00")], caps, CALENDAR).at == at("tue 12:00")
    assert first_slot(at("tue 12:00"), [at("tue 09:00"), at("tue 10:00")], caps, CALENDAR).at == at("wed 09:00")


@pace(100)
@given(
    contacts=st.lists(st.integers(-10 * 24, 20 * 24), max_size=8),
    wanted=st.integers(0, 14 * 24),
    per_day=st.integers(1, 2),
    per_week=st.integers(1, 4),
    gap=st.integers(0, 60),
)
def test_r4_the_slot_always_keeps_the_caps(
    contacts: list[int], wanted: int, per_day: int, per_week: int, gap: int
) -> None:
    caps = Limits.model_validate({"per_day": per_day, "per_week": per_week, "min_gap": f"PT{gap}H"})
    there = [at("mon 09:00") + timedelta(hours=h) for h in contacts]
    slot = first_slot(at("mon 09:00") + timedelta(hours=wanted), there, caps, CALENDAR).at
    assert CALENDAR.is_open(slot)
    assert all(abs(slot - c) >= timedelta(hours=gap) for c in there)
    assert sum(c.astimezone(BERLIN).date() == slot.astimezone(BERLIN).date() for c in there) < per_day
    for start in [c for c in [*there, slot] if c <= slot < c + timedelta(days=7)]:
        assert sum(start <= c < start + timedelta(days=7) for c in there) < per_week


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("tue 03:44", "outside sending hours (09:00-17:30), so it has to wait until 09:00 their time"),
        (
            "tue 19:00",
            "outside sending hours (09:00-17:30), so it has to wait until Wednesday 4 November at 09:00 their",
        ),
        (
            "sat 10:00",
            "Saturday 7 November isn't a business day there, so it has to wait until Monday 9 November at 09:00 their",
        ),
    ],
)
def test_r5_what_waits_for_an_hour_says_the_day_only_where_it_is_another(wanted: str, says: str) -> None:
    (reason,) = first_slot(at(wanted), [], CAPS, CALENDAR).why
    assert reason.text.startswith(says)
    american = written_in("US").in_words(reason.text)
    assert "9:00 AM their time" in american and "09:00" not in american and "17:30" not in american
