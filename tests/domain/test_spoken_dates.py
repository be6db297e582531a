"""Dates, hours and zones as the reader's country writes them, and never another hour than is meant (R5, R10)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, PLAYBOOK

from domain.decisions.context import DecisionContext
from domain.state.model import Candidate
from domain.time.spoken_dates import Spoken, reader_of, spoken_date, spoken_hour, spoken_time
from domain.time.zones import zone_names
from tests.tables import each

WINTER = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)
SUMMER = datetime(2027, 7, 7, 13, 0, tzinfo=UTC)


def said(reader: str, at: datetime = WINTER, zone: str = "America/New_York") -> tuple[str, str]:
    local, language = at.astimezone(ZoneInfo(zone)), reader.partition("-")[0].replace("und", "en")
    values = spoken_date(local.date(), reader), spoken_time(local, reader)
    assert all(isinstance(value, Spoken) for value in values)
    day, hour = (value.in_language(language) for value in values if isinstance(value, Spoken))
    return day, hour


@each(
    ("reader", "day", "hour"),
    [
        ("en-US", "Wednesday, December 2", "3:00 PM ET"),
        ("en-GB", "Wednesday, 2 December", "15:00 (Eastern Time)"),
        ("en-IE", "Wednesday 2 December", "15:00 (Eastern Time)"),
        ("en-CA", "Wednesday, December 2", "3:00 p.m. (Eastern Time)"),
        ("en-AU", "Wednesday, 2 December", "3:00 pm (Eastern Time)"),
        ("en-IN", "Wednesday, 2 December", "3:00 pm (Eastern Time)"),
        ("und-DE", "Wednesday, 2 December", "15:00 (Eastern Time)"),  # English, written in Germany
        ("und-JP", "Wednesday, 2 December", "15:00 (Eastern Time)"),  # English has no rules for Japan
        ("und-MX", "Wednesday, 2 December", "3:00 pm (Eastern Time)"),
        ("de-DE", "Mittwoch, 2. Dezember", "15:00 (Nordamerikanische Ostküstenzeit)"),
        ("de-US", "Mittwoch, 2. Dezember", "15:00 (Nordamerikanische Ostküstenzeit)"),
        ("fr-FR", "mercredi 2 décembre", "15:00 (heure de l’Est nord-américain)"),
        ("fr-CA", "mercredi 2 décembre", "15 h 00 (heure de l’Est)"),
        ("es-MX", "miércoles, 2 de diciembre", "3:00 p.m. (hora oriental)"),
        ("pl-PL", "środa, 2 grudnia", "15:00 (czas wschodnioamerykański)"),
        ("zh-Hant-TW", "2026年12月2日 星期三", "下午3:00 (東部時間)"),
        ("en-XX", "Wednesday, 2 December", "15:00 (Eastern Time)"),
        ("xx", "Wednesday, December 2", "3:00 PM ET"),
        ("", "Wednesday, December 2", "3:00 PM ET"),
    ],
)
def test_r10_a_date_is_written_as_the_readers_country_writes_it(reader: str, day: str, hour: str) -> None:
    assert said(reader) == (day, hour)


@each(
    ("zone", "winter", "summer"),
    [
        ("Europe/Berlin", "9:00 PM (Central European Time)", "3:00 PM (Central European Time)"),
        ("Europe/London", "8:00 PM (Greenwich Mean Time)", "2:00 PM (British Summer Time)"),
        ("Europe/Dublin", "8:00 PM (Greenwich Mean Time)", "2:00 PM (Irish Standard Time)"),
        ("Asia/Kolkata", "1:30 AM (India Standard Time)", "6:30 PM (India Standard Time)"),
        ("Asia/Calcutta", "1:30 AM (India Standard Time)", "6:30 PM (India Standard Time)"),
        ("US/Eastern", "3:00 PM ET", "9:00 AM ET"),
        # The sign in the name is the other way round.
        ("Etc/GMT+5", "3:00 PM (UTC-05:00)", "8:00 AM (UTC-05:00)"),
        ("Etc/UTC", "8:00 PM UTC", "1:00 PM UTC"),
        ("EST", "3:00 PM (UTC-05:00)", "8:00 AM (UTC-05:00)"),
        # What people mean by these names is another hour there for a part of the year, or for good.
        ("America/Phoenix", "1:00 PM MT", "6:00 AM (Phoenix Time)"),
        ("America/Mexico_City", "2:00 PM CT", "7:00 AM (Mexico City Time)"),
        ("America/Vancouver", "1:00 PM (Vancouver Time)", "6:00 AM PT"),
        ("Australia/Brisbane", "6:00 AM (Brisbane Time)", "11:00 PM (Australian Eastern Time)"),
    ],
)
def test_a_zone_is_called_by_a_name_that_is_true_on_that_day(zone: str, winter: str, summer: str) -> None:
    assert (said("en-US", WINTER, zone)[1], said("en-US", SUMMER, zone)[1]) == (winter, summer)


@pytest.mark.parametrize(
    "reader",
    ["en-US", "de-DE", *(pytest.param(one, marks=pytest.mark.nightly) for one in ("en-GB", "fr-FR", "en-CA", "es-MX"))],
)
def test_no_two_zones_of_different_hours_are_called_the_same_at_the_same_time(reader: str) -> None:
    for at in (WINTER, SUMMER):
        hours: dict[str, set[timedelta | None]] = {}
        for name in zone_names():
            local = at.astimezone(ZoneInfo(name))
            hour = spoken_hour(local, reader)
            assert isinstance(hour, Spoken)
            zone = said(reader, at, name)[1].removeprefix(hour.in_language(reader.partition("-")[0])).strip(" ,()")
            hours.setdefault(zone, set()).add(local.utcoffset())
            assert zone and "GMT+" not in zone and "GMT-" not in zone
        assert {zone: found for zone, found in hours.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("locale", "country", "reader"),
    [
        ("en", "US", "en-US"),
        ("en-GB", "US", "en-GB"),  # how they write goes with them
        ("", "DE-BY", "und-DE"),
        ("de_AT", "", "de_AT"),
        ("zh-Hant", "TW", "zh-Hant-TW"),
        ("", "", ""),
    ],
)
def test_a_reader_is_their_locale_and_where_they_are(locale: str, country: str, reader: str) -> None:
    assert reader_of(locale, country) == reader


@pytest.mark.parametrize(
    ("details", "reader"),
    [
        ({}, "und-US"),  # the company's
        ({"timezone": "Europe/Vienna"}, "und-AT"),
        ({"phone": "+4930901820"}, "und-DE"),
        ({"country": "GB", "timezone": "Europe/Vienna", "locale": "en"}, "en-GB"),
        ({"locale": "fr-CA"}, "fr-CA"),
    ],
)
def test_r10_who_reads_follows_from_what_is_known_of_them(details: dict[str, str], reader: str) -> None:
    assert DecisionContext(PLAYBOOK, Candidate(candidate_id="manual:ann", **details), MONDAY).reader == reader


@each(
    "tag",
    ["root", "aa", "-", "-DE", "und", "c++", "x" * 200, "de_AT.UTF-8", "C", "fr;q=0.8", "\x00", "en--US", "iw", "*"],
)
def test_no_tag_of_a_language_however_odd_keeps_a_message_from_being_written(tag: str) -> None:
    for at, zone in ((WINTER, "America/Vancouver"), (SUMMER, "Etc/GMT+5"), (SUMMER, "America/Phoenix")):
        local = at.astimezone(ZoneInfo(zone))
        for value in (spoken_date(local.date(), reader_of(tag, "US")), spoken_time(local, reader_of(tag, "US"))):
            assert isinstance(value, Spoken) and value.in_language(tag) and value.in_language("de")


def test_a_day_that_is_not_known_is_nothing() -> None:
    assert spoken_date(None, "en-US") == ""
    assert spoken_date(date(2026, 12, 2), "en-GB") == "Wednesday, 2 December", "it reads so without being asked"
