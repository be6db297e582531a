"""Dates and times as people type and read them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.odd_hours import is_odd
from domain.time.written import written_in
from domain.views.digest_text import _hour
from starter.cli.errors import Wrong
from starter.cli.output.dates import has_zone, read_day, read_instant, read_span
from starter.cli.tell import interview as interviewing
from starter.wording.instants import shown, shown_until, told_by, written_for
from tests.clocks import wednesday

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def typed_on_wednesday() -> Iterator[None]:
    """All is typed at eleven in New York on that Wednesday, at a company in the United States."""
    with told_by(wednesday):
        written_for("US")
        yield


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("fri", date(2026, 11, 27)),
        ("monday", date(2026, 11, 30)),  # the next one to come, not today
    ],
)
def test_days(typed: str, day: date) -> None:
    assert read_day(typed, "--by", MONDAY) == day


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2026-12-04T14:30", datetime(2026, 12, 4, 19, 30, tzinfo=UTC)),
        ("2026-12-04 14:30", datetime(2026, 12, 4, 19, 30, tzinfo=UTC)),
        ("2026-07-04T14:30", datetime(2026, 7, 4, 18, 30, tzinfo=UTC)),  # summer time
        ("2026-12-04T14:30+05:45", datetime(2026, 12, 4, 8, 45, tzinfo=UTC)),
        ("2026-12-04T14:30Z", datetime(2026, 12, 4, 14, 30, tzinfo=UTC)),
    ],
)
def test_instants_without_an_offset_are_in_the_readers_zone(home: Path, typed: str, utc: datetime) -> None:
    assert read_instant(typed, "--at") == utc


def test_a_day_and_a_time(home: Path) -> None:
    assert read_instant("friday 9:30", "--at") == datetime(2026, 7, 17, 13, 30, tzinfo=UTC)
    assert read_instant("9:30", "--at") == datetime(2026, 7, 15, 13, 30, tzinfo=UTC)
    assert read_instant("2026-12-04", "--until", whole_days=True) == datetime(2026, 12, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["", "soon", "2026-13-01", "99:99", "0001-01-01T00:00", "2026-12-04T25:00", "x" * 50])
def test_what_is_no_time_is_refused_in_one_sentence(home: Path, typed: str) -> None:
    with pytest.raises(Wrong) as refused:
        read_instant(typed, "--at")
    assert str(refused.value).startswith("--at: ")


def test_a_date_alone_is_no_time_of_an_interview(home: Path) -> None:
    with pytest.raises(Wrong, match="time of day is missing"):
        read_instant("2026-12-04", "--at")


def test_a_time_without_an_offset_is_by_the_clock_that_is_meant() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert read_instant("2026-12-04T14:30", "--at", tz=berlin) == datetime(2026, 12, 4, 13, 30, tzinfo=UTC)
    assert read_instant("2026-12-04T14:30Z", "--at", tz=berlin) == datetime(2026, 12, 4, 14, 30, tzinfo=UTC)
    assert read_instant("friday 9:30", "--at", tz=berlin) == datetime(2026, 7, 17, 7, 30, tzinfo=UTC)
    auckland = ZoneInfo("Pacific/Auckland")  # where it is Thursday already
    assert read_instant("today 9:30", "--at", tz=auckland) == datetime(2026, 7, 15, 21, 30, tzinfo=UTC)
    assert has_zone("2026-12-04T14:30+02:00") and not has_zone("2026-12-04T14:30") and not has_zone("friday 9:30")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "America/New_York"])
def test_a_date_that_was_typed_is_never_shown_as_the_evening_before(home: Path, zone: str) -> None:
    theirs = ZoneInfo(zone)
    for tz in (theirs, None):  # by their clock, or by the reader's where theirs is not known
        at = read_instant("2026-12-04", "--until", whole_days=True, tz=tz)
        assert shown_until(at, tz) == shown_until(at.isoformat(), tz) == "Fri, Dec 4"
    assert shown_until(datetime(2026, 12, 4, 13, 30, tzinfo=UTC), theirs) == "Fri, Dec 4, 8:30 AM EST"


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("Asia/Singapore", "UTC+08:00"),
        ("America/Sao_Paulo", "UTC-03:00"),
        ("Asia/Kathmandu", "UTC+05:45"),
        ("America/Bogota", "UTC-05:00"),
        ("Asia/Tokyo", "JST"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_without_letters_is_told_by_its_offset(
    home: Path, monkeypatch: pytest.MonkeyPatch, zone: str, label: str
) -> None:
    at = datetime(2026, 12, 4, 12, tzinfo=UTC)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    assert shown(at).split()[-1] == label
    assert _hour(at.astimezone(ZoneInfo(zone)), written_in("US")).split()[-1] == label


def test_where_no_zone_was_typed_it_is_said_that_it_is_the_companys_time(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at, new_york = datetime(2026, 12, 4, 19, 30, tzinfo=UTC), ZoneInfo("America/New_York")
    assert interviewing._when(at, "2026-12-04T14:30", new_york) == "Friday, December 4 at 2:30 PM EST"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    said = "Friday, December 4 at 2:30 PM EST, the company's time (Sat, Dec 5, 4:30 AM JST here)"
    assert interviewing._when(at, "2026-12-04T14:30", new_york) == said
    assert interviewing._when(at, "2026-12-04T14:30-05:00", new_york) == "Saturday, December 5 at 4:30 AM JST"


@pytest.mark.parametrize(
    ("begins", "ends", "odd"),
    [
        ("08:00", "09:00", False),
        ("19:00", "20:00", False),
        ("07:59", "09:00", True),
        ("19:30", "20:30", True),
        ("06:00", "07:00", True),
        ("23:30", "00:30", True),
    ],
)
def test_an_odd_hour_is_one_at_which_we_would_not_write(begins: str, ends: str, odd: bool) -> None:
    tz = ZoneInfo("America/Los_Angeles")
    first = datetime.fromisoformat(f"2026-12-04T{begins}").replace(tzinfo=tz)
    last = datetime.fromisoformat(f"2026-12-04T{ends}").replace(tzinfo=tz)
    last += timedelta(days=last < first)
    assert is_odd(first.astimezone(UTC), last.astimezone(UTC), tz) is odd


def test_spans() -> None:
    assert read_span("48h", "--for") == 2 * read_span("1d", "--for")
    with pytest.raises(Wrong, match="48h, 3d or 2w"):
        read_span("1 fortnight", "--for")


def test_instants_are_shown_in_the_readers_zone_with_its_name(home: Path) -> None:
    assert shown("2030-05-07T13:12:00+00:00", long=True) == "Tuesday, May 7, 2030 at 9:12 AM EDT"
    assert shown("2030-12-03T14:12:00+00:00") == "Tue, Dec 3, 2030, 9:12 AM EST"
    assert shown("2026-12-03T14:12:00+00:00") == "Thu, Dec 3, 9:12 AM EST"  # of this year
    assert shown("2026-07-15T13:12:00+00:00") == "today at 9:12 AM EDT"


@given(st.text(max_size=30))
def test_nothing_typed_gets_through_as_another_error(text: str) -> None:
    for read in (
        lambda t: read_day(t, "--by", MONDAY),
        lambda t: read_instant(t, "--at"),
        lambda t: read_span(t, "--for"),
    ):
        with suppress(Wrong):
            read(text)
