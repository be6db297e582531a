"""Decent hours (R5): windows, business days and holidays in the candidate's own zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_lives import ZONES

from domain.time.business_hours import WEEKDAYS, Calendar, Window, to_utc
from domain.time.durations import Duration
from domain.time.zones import zone
from tests.pace import pace

WORK_WEEK = ("mon", "tue", "wed", "thu", "fri")


def hours(
    tz: str, country: str = "", *, days: tuple[str, ...] = WORK_WEEK, opens: str = "09:00", closes: str = "17:30"
) -> Calendar:
    window = Window.model_validate({"days": days, "open": opens, "close": closes})
    return Calendar.of(window, tz=ZoneInfo(tz), country=country)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text: str, tz: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)


@pytest.mark.parametrize(
    ("tz", "opens"),
    [
        pytest.param("Pacific/Auckland", "09:00", id="R5-auckland-0900"),
        pytest.param("America/Los_Angeles", "18:00", id="R5-los-angeles-1800"),
        pytest.param("Pacific/Apia", "09:00", id="R5-apia-0900"),
        pytest.param("Asia/Kathmandu", "09:00", id="R5-kathmandu-0900"),
        pytest.param("Australia/Lord_Howe", "00:30", id="R5-lord-howe-0030"),
    ],
)
def test_r5_monday_to_friday_is_never_a_weekend_there(tz: str, opens: str) -> None:
    calendar = hours(tz, opens=opens, closes="23:59")
    at = utc("2026-01-01T00:00")
    for _ in range(365 * 4):
        opened = calendar.next_open(at)
        there = opened.astimezone(ZoneInfo(tz))
        assert there.weekday() < 5 and there.time() >= time.fromisoformat(opens)
        assert (opened - at) < timedelta(days=3)
        at += timedelta(hours=6)


@pytest.mark.parametrize(
    ("before", "days"),
    [pytest.param("2026-10-30", 3, id="R5-november"), pytest.param("2026-03-06", 3, id="R5-march")],
)
def test_r5_nine_in_new_york_stays_nine_across_a_change(before: str, days: int) -> None:
    calendar = hours("America/New_York", "US")
    nine = local(f"{before}T09:00", "America/New_York")
    later = calendar.add(nine, Duration.parse(f"P{days}D"))
    assert later.astimezone(ZoneInfo("America/New_York")).time() == time(9)
    assert later - nine != timedelta(days=days), "the day of the change has 23 or 25 hours"
    assert calendar.next_open(nine + timedelta(hours=10)).astimezone(ZoneInfo("America/New_York")).time() == time(9)


@pytest.mark.parametrize(
    ("tz", "day", "at", "wanted"),
    [
        pytest.param("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00", id="R5-gap-new-york"),
        pytest.param("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00", id="R5-gap-berlin-its-first-minute"),
        pytest.param("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30", id="R5-gap-of-half-an-hour"),
        pytest.param("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30", id="R5-fold-is-the-first"),
        pytest.param("Asia/Kathmandu", "2026-05-05", "09:00", "2026-05-05T03:15", id="R5-quarter-hour-zone"),
        pytest.param("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00", id="R5-a-day-that-never-was"),
    ],
)
def test_r5_a_local_time_becomes_an_instant(tz: str, day: str, at: str, wanted: str) -> None:
    assert to_utc(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(tz)) == utc(wanted)


@pytest.mark.parametrize(
    ("tz", "country", "days", "asked", "opens"),
    [
        ("America/New_York", "US", WORK_WEEK, "2026-11-26T10:00", "2026-11-27T09:00"),
        ("America/New_York", "US", WORK_WEEK, "2026-12-24T18:00", "2026-12-28T09:00"),
        ("Europe/Berlin", "DE", WORK_WEEK, "2026-05-01T08:00", "2026-05-04T09:00"),
        ("Europe/London", "GB", WORK_WEEK, "2026-12-25T08:00", "2026-12-29T09:00"),
        ("Asia/Riyadh", "SA", ("sun", "mon", "tue", "wed", "thu"), "2026-11-06T10:00", "2026-11-08T09:00"),
        ("Pacific/Auckland", "NZ", WORK_WEEK, "2026-02-06T10:00", "2026-02-09T09:00"),
        ("America/New_York", "XX", WORK_WEEK, "2026-11-26T10:00", "2026-11-26T10:00"),
        ("America/New_York", "US", WORK_WEEK, "2026-11-27T17:30", "2026-11-30T09:00"),
        ("America/New_York", "US", WORK_WEEK, "2026-11-27T17:29", "2026-11-27T17:29"),
        ("America/New_York", "US", WORK_WEEK, "2026-11-27T08:59", "2026-11-27T09:00"),
    ],
    ids=[
        "R5-thanksgiving",
        "R5-christmas-and-a-weekend",
        "R5-labour-day",
        "R5-boxing-day-made-up",
        "R5-friday-is-weekend",
        "R5-waitangi",
        "R5-no-table-no-holidays",
        "R5-closing-is-shut",
        "R5-a-minute-before-closing",
        "R5-a-minute-before-opening",
    ],
)
def test_r5_the_window_opens(tz: str, country: str, days: tuple[str, ...], asked: str, opens: str) -> None:
    assert hours(tz, country, days=days).next_open(local(asked, tz)) == local(opens, tz)


def test_r5_business_days_skip_weekends_and_holidays() -> None:
    calendar = hours("America/New_York", "US")
    wednesday = date(2026, 11, 25)  # Thanksgiving follows
    assert calendar.add_business_days(wednesday, 1) == date(2026, 11, 27)
    assert calendar.add_business_days(wednesday, 2) == date(2026, 11, 30)
    assert calendar.add_business_days(date(2026, 11, 30), -2) == wednesday
    assert calendar.add_business_days(date(2026, 11, 28), 0) == date(2026, 11, 28)
    assert calendar.add_business_days(date(2026, 11, 28), 1) == date(2026, 11, 30)


def test_r5_a_closed_day_of_the_company_is_off() -> None:
    window = Window(closed_days=("2026-11-27",))
    calendar = Calendar.of(window, tz=ZoneInfo("America/New_York"), country="US")
    assert calendar.opening_of(date(2026, 11, 26)) == local("2026-11-30T09:00", "America/New_York")


def test_r5_a_window_that_never_opens_is_told_and_does_not_hang() -> None:
    window = Window(days=("mon",), closed_days=tuple(str(date(2026, 1, 5) + timedelta(days=7 * n)) for n in range(60)))
    calendar = Calendar.of(window, tz=ZoneInfo("UTC"), country="")
    with pytest.raises(ValueError, match="stays shut for more than a year"):
        calendar.next_open(utc("2026-01-01T00:00"))


@pytest.mark.parametrize(
    ("opens", "closes", "first", "last"),
    [("09:00", "17:30", 9, 17.5), ("06:00", "23:00", 8, 20), ("05:00", "07:00", 8, 20), ("21:00", "23:00", 8, 20)],
    ids=["R5-as-the-window", "R5-cut-to-8-20", "R5-early-window", "R5-late-window"],
)
def test_r5_texts_have_hours_of_their_own(opens: str, closes: str, first: float, last: float) -> None:
    texts = hours("Europe/Berlin", opens=opens, closes=closes).for_texts()
    assert (texts.opens.hour + texts.opens.minute / 60, texts.closes.hour + texts.closes.minute / 60) == (first, last)


def test_r5_extended_hours_are_every_day_from_8_to_20() -> None:
    calendar = hours("America/New_York", "US").extended()
    assert calendar.is_open(local("2026-12-25T08:00", "America/New_York"))
    assert calendar.is_open(local("2026-11-29T19:59", "America/New_York"))
    assert not calendar.is_open(local("2026-11-29T20:00", "America/New_York"))
    assert not calendar.is_open(local("2026-11-29T07:59", "America/New_York"))


def test_an_unknown_zone_is_told_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="'Mars/Base' is not a time zone; write one such as Europe/Berlin"):
        zone("Mars/Base")


@pace(75)
@given(
    tz=st.sampled_from(list(ZONES)),
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    minutes=st.integers(0, 60 * 24 * 365 * 3),
    width=st.integers(1, 23),
    opens=st.integers(0, 22),
)
def test_r5_laws_of_the_window(tz: str, days: set[str], minutes: int, width: int, opens: int) -> None:
    closes = min(opens + width, 23)
    calendar = hours(tz, ZONES[tz], days=tuple(days), opens=f"{opens:02}:00", closes=f"{closes:02}:30")
    at = utc("2025-06-01T00:00") + timedelta(minutes=minutes)
    opened = calendar.next_open(at)
    there = opened.astimezone(ZoneInfo(tz))
    assert opened >= at and calendar.is_open(opened) and calendar.next_open(opened) == opened
    assert WEEKDAYS[there.weekday()] in days
    assert calendar.last_open(opened) <= opened and calendar.is_open(calendar.last_open(opened))
    if calendar.is_open(at):
        assert opened == at
    assert calendar.subtract(calendar.add(opened, Duration.parse("PT5H")), Duration.parse("PT5H")) == opened
