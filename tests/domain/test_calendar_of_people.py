"""Decent hours of people all over the world (R5): their weekend, their region's holidays, their clocks and zones.

Each rule is shown on the calendar, and on what is sent in a whole life.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, playbook

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.playbook.model import Playbook
from domain.state.model import Candidate
from domain.time.business_hours import WEEKDAYS, Calendar, Window, to_utc, weekend
from domain.time.durations import Duration
from tests.pace import pace
from tests.tables import each

WORK_WEEK = ("mon", "tue", "wed", "thu", "fri")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def world(rules: Playbook = PLAYBOOK, *, at: datetime = MONDAY, **person: Any) -> DecisionContext:
    return DecisionContext(rules, Candidate(candidate_id="manual:ann", **person), at)


def company(country: str, tz: str, *, window: dict[str, Any] | None = None, subdivision: str | None = None) -> Playbook:
    home = PLAYBOOK.company.model_dump(mode="json") | {"country": country, "timezone": tz, "subdivision": subdivision}
    hours = PLAYBOOK.window.model_dump(mode="json") | (window or {})
    return playbook(company=home, window=hours)


def utc(text: str, tz: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)


def open_days(calendar: Calendar, first: date, count: int) -> set[date]:
    return {day for n in range(count) if calendar.is_open_day(day := first + timedelta(days=n))}


def in_their_hours(story: Story, tz: str) -> list[datetime]:
    """When the messages came that keep to the window, on their own clock."""
    step = story.moments[0].world.playbook.step
    kept = [s for s in story.sent if (found := step(s.stage, s.step)) is None or found.hours == "window"]
    return [s.occurred_at.astimezone(ZoneInfo(tz)) for s in kept if s.step != "receipt"]


# ---------------------------------------------------------------- weekends


@each(
    ("country", "tz", "off"),
    [
        pytest.param("SA", "Asia/Riyadh", {FRI, SAT}, id="R5-riyadh"),
        pytest.param("IL", "Asia/Jerusalem", {FRI, SAT}, id="R5-tel-aviv"),
        pytest.param("EG", "Africa/Cairo", {FRI, SAT}, id="R5-cairo"),
        pytest.param("AE", "Asia/Dubai", {SAT, SUN}, id="R5-dubai-since-2022"),
        pytest.param("IR", "Asia/Tehran", {FRI}, id="R5-tehran-has-one-day"),
        pytest.param("BN", "Asia/Brunei", {FRI, SUN}, id="R5-brunei-has-two-that-are-apart"),
        pytest.param("NZ", "Pacific/Auckland", {SAT, SUN}, id="R5-auckland"),
        pytest.param("XX", "UTC", {SAT, SUN}, id="R5-a-country-without-a-table"),
    ],
)
def test_r5_nobody_is_written_to_on_the_weekend_of_their_country(country: str, tz: str, off: set[int]) -> None:
    calendar = world(country=country, timezone=tz).calendar
    assert weekend(country) == off
    weekdays = {day.weekday() for day in open_days(calendar, date(2026, 1, 1), 365)}
    assert not weekdays & off
    assert len(weekdays) >= 4, "the rest of the week is theirs to be written to"


def test_r5_monday_to_friday_of_a_company_in_the_us_is_sunday_to_thursday_in_riyadh() -> None:
    riyadh = world(country="SA", timezone="Asia/Riyadh").calendar
    assert {day.weekday() for day in open_days(riyadh, date(2026, 1, 1), 365)} == {SUN, MON, TUE, WED, THU}


def test_r5_sunday_to_thursday_of_a_company_in_riyadh_is_monday_to_friday_in_new_york() -> None:
    rules = company("SA", "Asia/Riyadh", window={"days": ["sun", "mon", "tue", "wed", "thu"]})
    new_york = world(rules, country="US", timezone="America/New_York").calendar
    assert {day.weekday() for day in open_days(new_york, date(2026, 1, 1), 365)} == {MON, TUE, WED, THU, FRI}
    assert {day.weekday() for day in open_days(world(rules).office, date(2026, 1, 1), 365)} == {SUN, MON, TUE, WED, THU}


@pytest.mark.parametrize(
    ("days", "left"),
    [
        pytest.param(("tue", "wed", "thu"), {TUE, WED, THU}, id="R5-some-days-of-the-week-stay"),
        pytest.param(("thu", "fri"), {THU}, id="R5-less-their-weekend"),
        pytest.param(("fri",), {SUN, MON, TUE, WED, THU}, id="R5-nothing-left-is-their-working-week"),
    ],
)
def test_r5_a_window_of_chosen_days_is_cut_by_their_weekend_and_never_empty(
    days: tuple[str, ...], left: set[int]
) -> None:
    rules = company("US", "America/New_York", window={"days": days})
    riyadh = world(rules, country="SA", timezone="Asia/Riyadh").calendar
    assert {day.weekday() for day in open_days(riyadh, date(2026, 1, 1), 365)} == left


def test_r5_a_company_that_says_so_keeps_to_its_own_days_everywhere() -> None:
    rules = company("US", "America/New_York", window={"weekends": False})
    riyadh = world(rules, country="SA", timezone="Asia/Riyadh").calendar
    assert {day.weekday() for day in open_days(riyadh, date(2026, 1, 1), 365)} == {MON, TUE, WED, THU, FRI}


@pytest.mark.parametrize(
    ("tz", "country", "off"),
    [
        pytest.param("Asia/Riyadh", "SA", {FRI, SAT}, id="R5-riyadh"),
        pytest.param("Asia/Dubai", "AE", {SAT, SUN}, id="R5-dubai"),
        pytest.param("Asia/Tehran", "IR", {FRI}, id="R5-tehran"),
        pytest.param("Asia/Jerusalem", "IL", {FRI, SAT}, id="R5-tel-aviv"),
        pytest.param("Asia/Kathmandu", "NP", {SAT, SUN}, id="R5-kathmandu"),
        pytest.param("Australia/Lord_Howe", "AU", {SAT, SUN}, id="R5-lord-howe"),
        pytest.param("Pacific/Apia", "WS", {SAT, SUN}, id="R5-apia"),
        pytest.param("Pacific/Kiritimati", "KI", {SAT, SUN}, id="R5-kiritimati"),
        pytest.param("Pacific/Auckland", "NZ", {SAT, SUN}, id="R5-auckland"),
    ],
)
@pytest.mark.parametrize("stage", ["screening", "interview"])
def test_r5_what_is_sent_in_a_life_falls_in_their_window(tz: str, country: str, off: set[int], stage: str) -> None:
    """A company in New York, and every message of 200 days on the candidate's own clock and calendar."""
    seen: list[datetime] = []
    for n in range(4):
        start = MONDAY + n * 37 * H
        told = [application(stage, start, timezone=tz, country=country)]
        seen += in_their_hours(live(told, start=start, days=200, candidate=f"manual:p{n}"), tz)
    assert len(seen) > 12
    for local in seen:
        assert time(9) <= local.time() < time(17, 30), local
        assert local.weekday() not in off, local
        assert local.date() not in holidays.country_holidays(country, years=local.year), local


@pytest.mark.parametrize(
    ("tz", "country", "opens", "closes", "never"),
    [
        pytest.param("Pacific/Auckland", "NZ", "09:00", "17:30", SAT, id="R5-auckland-0900-never-on-saturday"),
        pytest.param("America/Los_Angeles", "US", "18:00", "20:00", SUN, id="R5-los-angeles-1800-never-on-sunday"),
        pytest.param("Pacific/Kiritimati", "KI", "00:30", "03:00", SAT, id="R5-kiritimati-is-14-hours-ahead"),
        pytest.param("Pacific/Pago_Pago", "AS", "20:00", "23:30", SUN, id="R5-pago-pago-is-11-hours-behind"),
    ],
)
def test_r5_the_weekday_is_theirs_far_from_utc(tz: str, country: str, opens: str, closes: str, never: int) -> None:
    rules = company("US", "America/New_York", window={"open": opens, "close": closes})
    seen = []
    for n in range(6):
        start = MONDAY + n * 29 * H
        told = [application("screening", start, timezone=tz, country=country)]
        seen += in_their_hours(live(told, start=start, days=120, rules=rules, candidate=f"manual:p{n}"), tz)
    assert len(seen) > 30
    assert never not in {local.weekday() for local in seen}
    assert {local.weekday() for local in seen} <= {MON, TUE, WED, THU, FRI}
    assert all(time.fromisoformat(opens) <= local.time() < time.fromisoformat(closes) for local in seen)


# ---------------------------------------------------------------- across daylight-saving changes


@pytest.mark.parametrize(
    ("tz", "country", "start"),
    [
        pytest.param("America/New_York", "US", "2026-10-21", id="R5-new-york-november"),
        pytest.param("America/New_York", "US", "2027-03-03", id="R5-new-york-march"),
        pytest.param("Australia/Lord_Howe", "AU", "2026-09-23", id="R5-lord-howe-by-half-an-hour"),
        pytest.param("Europe/Berlin", "DE", "2026-10-14", id="R5-berlin-october"),
        pytest.param("Asia/Jerusalem", "IL", "2027-03-17", id="R5-tel-aviv-changes-on-a-friday"),
    ],
)
def test_r5_nine_stays_nine_in_a_life_that_crosses_a_change(tz: str, country: str, start: str) -> None:
    """A promise due goes when the window opens: at 09:00 of the wall before the change and after it."""
    begins = utc(f"{start}T10:00", tz)
    promised = fact(e.Promised, begins + H, by=(begins + 3 * D).date())
    told = [application("screening", begins, timezone=tz, country=country), promised]
    sent = live(told, start=begins, days=60).sent
    due = [s.occurred_at.astimezone(ZoneInfo(tz)) for s in sent if s.step == "promise-due"]
    assert len({local.utcoffset() for local in due}) == 2, "the life crosses the change"
    assert {local.time() for local in due} == {time(9)}
    calendar = world(timezone=tz, country=country).calendar
    opened = {calendar.opening_of((begins + n * D).date()).astimezone(ZoneInfo(tz)).time() for n in range(60)}
    assert opened == {time(9)}


@pytest.mark.parametrize(
    ("tz", "day", "at", "wanted"),
    [
        pytest.param("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00+00:00", id="R5-gap-berlin"),
        pytest.param("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30+00:00", id="R5-fold-berlin-the-first"),
        pytest.param("America/Los_Angeles", "2027-03-14", "02:30", "2027-03-14T10:00+00:00", id="R5-gap-los-angeles"),
        pytest.param("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03T14:45+00:00", id="R5-fold-lord-howe"),
        pytest.param("Pacific/Kiritimati", "1994-12-31", "02:30", "1994-12-31T10:00+00:00", id="R5-a-day-skipped"),
    ],
)
def test_r5_half_past_two_is_an_instant_also_where_the_clocks_change(tz: str, day: str, at: str, wanted: str) -> None:
    assert to_utc(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(tz)) == datetime.fromisoformat(wanted)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"], ids=["R5-gap", "R5-fold"])
def test_r5_a_window_that_opens_in_the_change_opens_once_and_on_that_day(day: str) -> None:
    window = Window.model_validate({"days": WEEKDAYS, "open": "02:30", "close": "05:00", "holidays": False})
    calendar = Calendar.of(window, tz=ZoneInfo("Europe/Berlin"), country="DE")
    opened = calendar.next_open(utc(f"{day}T00:00", "Europe/Berlin"))
    assert opened.astimezone(ZoneInfo("Europe/Berlin")).date() == date.fromisoformat(day)
    assert calendar.next_open(opened) == opened and calendar.is_open(opened)
    shut = utc(f"{day}T05:00", "Europe/Berlin")
    assert not calendar.is_open(shut)
    assert calendar.next_open(shut).astimezone(ZoneInfo("Europe/Berlin")).time() == time(2, 30)


# ---------------------------------------------------------------- regions, closed days, business days


@each(
    ("country", "day", "closed"),
    [
        pytest.param("DE-BY", "2026-06-04", True, id="R5-corpus-christi-in-bavaria"),
        pytest.param("DE-BE", "2026-06-04", False, id="R5-no-corpus-christi-in-berlin"),
        pytest.param("DE", "2026-06-04", False, id="R5-nor-where-the-region-is-not-known"),
        pytest.param("DE-BY", "2026-01-06", True, id="R5-epiphany-in-bavaria"),
        pytest.param("DE-BE", "2026-01-06", False, id="R5-no-epiphany-in-berlin"),
        pytest.param("DE-XX", "2026-05-14", True, id="R5-an-unknown-region-has-the-nations-holidays"),
        pytest.param("DE-XX", "2026-06-04", False, id="R5-and-no-others"),
        pytest.param("AU-VIC", "2026-11-03", True, id="R5-melbourne-cup"),
        pytest.param("AU-NSW", "2026-11-03", False, id="R5-no-melbourne-cup-in-sydney"),
        pytest.param("XX-YY", "2026-12-25", False, id="R5-a-country-without-a-table-has-none"),
    ],
)
def test_r5_a_region_has_holidays_of_its_own(country: str, day: str, closed: bool) -> None:
    told = [application("screening", country=country, timezone="UTC")]
    person = live(told, days=0.1).state.candidate
    assert (person.country, person.region) == (country[:2], country[3:])
    calendar = DecisionContext(PLAYBOOK, person, MONDAY).calendar
    assert calendar.is_open_day(date.fromisoformat(day)) is not closed


def test_r5_a_candidate_who_moves_to_another_region_has_its_holidays() -> None:
    told = [
        application("screening", country="DE-BY", timezone="Europe/Berlin"),
        application("screening", MONDAY + D, country="DE", timezone="Europe/Berlin"),
    ]
    person = live(told, days=2).state.candidate
    assert (person.country, person.region) == ("DE", "")


def test_r5_in_a_life_nothing_is_sent_on_corpus_christi_in_bavaria_and_it_is_in_berlin() -> None:
    """The promised day is 4 June 2026: in Bavaria word comes on the last open day before it."""
    begins = utc("2026-05-20T10:00", "Europe/Berlin")
    sent = {}
    for country in ("DE-BY", "DE-BE"):
        told = [application("interview", begins, country=country, timezone="Europe/Berlin")]
        told.append(fact(e.Promised, begins + H, by=date(2026, 6, 4)))
        days = {local.date() for local in in_their_hours(live(told, start=begins, days=30), "Europe/Berlin")}
        sent[country] = days
    assert date(2026, 6, 4) in sent["DE-BE"]
    assert date(2026, 6, 4) not in sent["DE-BY"] and date(2026, 6, 3) in sent["DE-BY"]


def test_r5_a_company_in_a_region_keeps_its_holidays_for_those_of_whom_no_region_is_known() -> None:
    rules = company("DE", "Europe/Berlin", subdivision="BY")
    corpus_christi = date(2026, 6, 4)
    assert not world(rules).calendar.is_open_day(corpus_christi)
    assert not world(rules, country="DE").calendar.is_open_day(corpus_christi)
    assert world(rules, country="DE", region="BE").calendar.is_open_day(corpus_christi)
    assert world(rules, country="AT").calendar.subdivision is None, "BY is no region of Austria"
    assert not world(rules, country="AT").calendar.is_open_day(corpus_christi)


def test_r5_closed_days_of_the_company_are_off_for_all_and_business_days_pass_over_them() -> None:
    closed = [f"2026-12-{day}" for day in range(24, 32)]
    rules = company("DE", "Europe/Berlin", window={"closed_days": closed})
    for person in ({"country": "US", "timezone": "America/New_York"}, {"country": "SA", "timezone": "Asia/Riyadh"}):
        calendar = world(rules, **person).calendar
        assert not open_days(calendar, date(2026, 12, 24), 8)
    office = world(rules).office
    assert office.add_business_days(date(2026, 12, 22), 2) == date(2027, 1, 4)
    assert office.add_business_days(date(2027, 1, 4), -2) == date(2026, 12, 22)
    asked = utc("2026-12-23T16:00", "Europe/Berlin")
    assert office.add(asked, Duration.parse("1bd")) == utc("2027-01-04T16:00", "Europe/Berlin")
    assert office.subtract(utc("2027-01-05T09:00", "Europe/Berlin"), Duration.parse("2bd")) == utc(
        "2026-12-23T09:00", "Europe/Berlin"
    )


def test_r5_in_a_life_nothing_is_sent_while_the_company_is_closed_and_silence_is_broken_before() -> None:
    closed = [f"2026-12-{day}" for day in range(19, 32)] + ["2027-01-01"]
    rules = company("US", "America/New_York", window={"closed_days": closed})
    begins = utc("2026-12-08T11:00", "America/New_York")
    story = live([application("screening", begins, last_contact_at=begins)], start=begins, days=60, rules=rules)
    days = [local.date() for local in in_their_hours(story, "America/New_York")]
    assert days and not [day for day in days if date(2026, 12, 19) <= day <= date(2027, 1, 1)]
    assert date(2026, 12, 18) in days, "the update that falls due in the closure goes on the last day before it"


def test_r5_business_days_of_a_step_are_the_candidates_own() -> None:
    """Interview invite: one business day after Thursday is Sunday in Riyadh, and Friday in New York."""
    thursday = utc("2026-11-05T10:00", "Asia/Riyadh")
    gone = {}
    for tz, country in (("Asia/Riyadh", "SA"), ("America/New_York", "US")):
        told = [application("interview", thursday + 5 * H, timezone=tz, country=country)]
        story = live(told, start=thursday + 5 * H, days=6)
        gone[tz] = story.one("invite").occurred_at.astimezone(ZoneInfo(tz)).date()
    assert gone == {"Asia/Riyadh": date(2026, 11, 8), "America/New_York": date(2026, 11, 6)}


# ---------------------------------------------------------------- where nobody said their zone


@pytest.mark.parametrize(
    ("person", "tz"),
    [
        pytest.param({"phone": "+442079460018"}, "Europe/London", id="R5-a-number-of-a-country-with-one-zone"),
        pytest.param({"phone": "+97239999999"}, "Asia/Jerusalem", id="R5-of-israel"),
        pytest.param({"phone": "+18005550123"}, "America/New_York", id="R5-of-one-with-many-is-the-companys"),
        pytest.param({"timezone": "Asia/Kathmandu", "phone": "+442079460018"}, "Asia/Kathmandu", id="R5-said-counts"),
        pytest.param({"timezone": "Mars/Base"}, "America/New_York", id="R5-no-zone-at-all-is-the-companys"),
        pytest.param({}, "America/New_York", id="R5-nothing-known"),
    ],
)
def test_r5_their_zone_by_what_is_known(person: dict[str, str], tz: str) -> None:
    assert str(world(**person).tz) == tz


def test_r5_a_number_tells_the_country_and_so_the_holidays() -> None:
    assert not world(phone="+442079460018").calendar.is_open_day(date(2026, 12, 28)), "Boxing Day, made up for"
    assert world(phone="+12125550123").calendar.is_open_day(date(2026, 12, 28))


# ---------------------------------------------------------------- any zone, any window, any country


COUNTRIES = ["US", "GB", "DE", "SA", "AE", "IR", "IL", "NP", "BN", "EG", "IN", "NZ", "AU", "WS", "BR", "JP", "XX", ""]
ZONE_NAMES = sorted(name for name in available_timezones() if name not in ("localtime", "Factory"))


@pace(150)
@given(
    tz=st.sampled_from(ZONE_NAMES),
    country=st.sampled_from(COUNTRIES),
    home=st.sampled_from(COUNTRIES),
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1) | st.just(set(WORK_WEEK)),
    opens=st.integers(0, 23 * 60),
    length=st.integers(1, 24 * 60),
    minutes=st.integers(0, 60 * 24 * 365 * 4),
)
def test_r5_any_zone_any_window_any_country(
    tz: str, country: str, home: str, days: set[str], opens: int, length: int, minutes: int
) -> None:
    closes = min(opens + length, 24 * 60 - 1)
    clock = {"open": f"{opens // 60:02}:{opens % 60:02}", "close": f"{closes // 60:02}:{closes % 60:02}"}
    window = Window.model_validate({"days": sorted(days), **clock})
    calendar = Calendar.of(window, tz=ZoneInfo(tz), country=country, home=home)
    at = datetime(2024, 6, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    opened = calendar.next_open(at)
    local = opened.astimezone(ZoneInfo(tz))
    assert opened >= at
    assert calendar.is_open(opened) and calendar.next_open(opened) == opened
    # A gap may swallow the opening minute; the window then opens at its end.
    assert time(opens // 60, opens % 60) <= local.time() < time(closes // 60, closes % 60)
    assert calendar.last_open(opened) <= opened and calendar.is_open(calendar.last_open(opened))
    try:
        table = holidays.country_holidays(country, years=local.year) if country else None
    except NotImplementedError:
        table = None
    assert table is None or local.date() not in table
    theirs = set(table.weekend) if table is not None else {SAT, SUN}
    if set(days) == set(WORK_WEEK):
        ours = weekend(home or country)
        assert local.weekday() not in theirs or (theirs == ours and ours != {SAT, SUN})
    if theirs != weekend(home or country):
        assert local.weekday() not in theirs
