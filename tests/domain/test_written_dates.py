"""Dates and hours for colleagues: by their country, as the locale data has it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from phonenumbers import SUPPORTED_REGIONS

from domain.time.spoken_dates import _locale
from domain.time.their_time import their_time
from domain.time.written import BY_HALVES, MONTH_FIRST, written_in

COUNTRIES = sorted(code for code in SUPPORTED_REGIONS if len(code) == 2)


def test_what_is_kept_of_each_country_is_what_the_locale_data_has() -> None:
    theirs = {code: _locale("en", f"und-{code}") for code in COUNTRIES}
    dates = {code for code, one in theirs.items() if str(one.date_formats["medium"].pattern).startswith("M")}
    hours = {code for code, one in theirs.items() if "a" in str(one.time_formats["short"].pattern)}
    assert (set(MONTH_FIRST), set(BY_HALVES)) == (dates, hours)


@pytest.mark.parametrize(
    ("country", "short", "long", "with_year"),
    [
        ("US", "Fri, Jul 17, 9:05 AM", "Friday, July 17", "Fri, Jul 17, 2026"),
        ("US-CA", "Fri, Jul 17, 9:05 AM", "Friday, July 17", "Fri, Jul 17, 2026"),
        ("DE", "Fri 17 Jul 09:05", "Friday 17 July", "Fri 17 Jul 2026"),
        ("GB", "Fri 17 Jul 09:05", "Friday 17 July", "Fri 17 Jul 2026"),
        ("AU", "Fri 17 Jul 9:05 AM", "Friday 17 July", "Fri 17 Jul 2026"),
        ("", "Fri 17 Jul 09:05", "Friday 17 July", "Fri 17 Jul 2026"),
    ],
)
def test_a_day_and_an_hour_as_they_are_read_there(country: str, short: str, long: str, with_year: str) -> None:
    at, forms = datetime(2026, 7, 17, 9, 5, tzinfo=UTC), written_in(country)
    assert forms.at(forms.day(at.date()), forms.hour(at)) == short
    assert forms.long_day(at.date()) == long
    assert forms.day(at.date(), year=True) == with_year
    assert forms.dated(at.date()) == with_year[with_year.index(" ") + 1 :]


def test_a_reason_on_record_is_told_with_the_days_and_hours_of_its_reader() -> None:
    at = datetime(2026, 11, 30, 8, 23, tzinfo=UTC)
    why = f"18:00 their time is outside 09:00-17:30, so it has to wait until {their_time(at, UTC)}; see 12:30:45"
    assert written_in("US").in_words(why) == (
        "6:00 PM their time is outside 9:00 AM-5:30 PM, so it has to wait until Monday, November 30 at 8:23 AM "
        "their time; see 12:30:45"
    )
    assert written_in("DE").in_words(why) == why


@pytest.mark.parametrize(("hour", "said"), [(0, "12:30 AM"), (11, "11:30 AM"), (12, "12:30 PM"), (23, "11:30 PM")])
def test_midnight_and_noon_are_twelve(hour: int, said: str) -> None:
    assert written_in("US").hour(datetime(2026, 7, 17, hour, 30, tzinfo=UTC)) == said
