"""Every language says everything, with the same values put in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.names import Stage
from domain.time.spoken_dates import Spoken, reader_of, spoken_date, spoken_time
from domain.views.candidate_page import PROGRESS
from gateway.pages.words import LANGUAGES, language_names, own_name, texts_of, words_for
from gateway.pages.zones import is_zone, zones
from ledger.people.page_links import Purpose


def flat(texts: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in texts.items():
        yield from flat(value, f"{before}{key}.") if isinstance(value, dict) else [(before + key, value)]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_every_key_with_the_same_values_put_in(lang: str) -> None:
    english, its = dict(flat(texts_of("en"))), dict(flat(texts_of(lang)))
    assert its.keys() == english.keys()
    assert all(isinstance(text, str) and text.strip() for text in its.values())
    assert {key for key in english if names_in(english[key]) != names_in(its[key])} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_words_for_every_stage_and_purpose(lang: str) -> None:
    words = words_for(lang)
    assert all(words(f"stage.{stage}") and words(f"stage_more.{stage}") for stage in Stage)
    assert all(words(f"step.{stage}") for stage in PROGRESS)
    assert all(words(f"status.details_{how}") for how in ("sent", "coming", "ask"))
    assert all(words(f"fresh.{purpose}_{what}") for purpose in Purpose for what in ("title", "text", "button"))
    assert all(words(f"mail.{purpose}") and words(f"private.{purpose}_hint") for purpose in Purpose)


def test_no_two_languages_say_the_same_where_it_matters() -> None:
    for key in ("status.title", "stop.button", "gone.title", "survey.question", "fresh.erasure_text"):
        assert len({words_for(lang)(key) for lang in LANGUAGES}) == len(LANGUAGES)


def test_dates_and_hours_are_written_as_people_there_do() -> None:
    at = datetime(2026, 12, 4, 15, 5, tzinfo=ZoneInfo("America/New_York"))

    def said(tag: str, country: str = "") -> tuple[str, str]:
        words = words_for(tag, country=country)
        return words.date(at.date()), words.time(at)

    assert said("en", "US") == said("en-US", "DE") == ("Friday, December 4", "3:05 PM ET")
    assert said("en", "GB") == said("en-GB") == ("Friday, 4 December", "15:05 (Eastern Time)")
    assert said("en", "SE") == ("Friday, 4 December", "15:05 (Eastern Time)")
    assert said("de", "AT") == ("Freitag, 4. Dezember", "15:05 (Nordamerikanische Ostküstenzeit)")
    assert said("fr") == ("vendredi 4 décembre", "15:05 (heure de l’Est nord-américain)")
    assert said("es", "MX") == ("viernes, 4 de diciembre", "3:05 p.m. (hora oriental)")
    assert said("pt-BR") == ("sexta-feira, 4 de dezembro", "15:05 (Horário do Leste)")
    assert said("nl") == ("vrijdag 4 december", "15:05 (Eastern-tijd)")


def test_what_a_person_is_called_cannot_become_html_or_a_format() -> None:
    said = words_for("en").strong("status.answer_by", date="<b>{date}</b>")
    assert "<strong>&lt;b&gt;{date}&lt;/b&gt;</strong>" in said


@pytest.mark.parametrize(
    ("accepts", "lang"),
    [
        ("", "en"),
        ("de", "de"),
        ("pl,es;q=0.4,fr;q=0.9", "fr"),
        ("pt-PT", "pt"),
        ("nl-BE", "nl"),
        ("q=;;,,;q=x", "en"),
        ("fr;q=0.1,de;q=1", "de"),
    ],
)
def test_the_browsers_dearest_language_that_we_speak_is_taken(accepts: str, lang: str) -> None:
    assert words_for("", accepts).lang == lang


def test_zones_can_be_chosen_by_place() -> None:
    assert is_zone("Europe/Vienna") and zones()["America"]["America/New_York"] == "New York"
    assert not is_zone("Europe/Nowhere") and not is_zone("UTC+3") and not is_zone("")
    assert all(ZoneInfo(name) for names in zones().values() for name in names)


def test_a_language_calls_itself_by_its_own_name() -> None:
    assert language_names() == {
        "en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "pt": "Português", "nl": "Nederlands",
    }  # fmt: skip
    assert [own_name(tag) for tag in ("pl", "zh_Hant", "", "no such", "x" * 99)] == ["polski", "中文", "", "", ""]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dates_on_the_page_are_written_as_in_our_messages(lang: str) -> None:
    day = date(2026, 12, 4)
    said = spoken_date(day)
    assert isinstance(said, Spoken) and words_for(lang).date(day) == said.in_language(lang)
    at = datetime(2026, 12, 4, 15, 5, tzinfo=ZoneInfo("Europe/Vienna"))
    hour = spoken_time(at, reader_of(lang, "AT"))
    assert isinstance(hour, Spoken) and words_for(lang, country="AT").time(at) == hour.in_language(lang)
    assert "2026" not in words_for(lang).date(day)


def test_no_sentence_is_shouted_or_blinks_with_emoji() -> None:
    for lang in LANGUAGES:
        for key, text in flat(texts_of(lang)):
            assert not re.search(r"!|[\U0001f300-\U0001faff]", text), f"{lang} {key}"
