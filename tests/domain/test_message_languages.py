"""A message in another language is all in that language: its dates, its signature, its footer (R10, R11)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, PLAYBOOK, D, application, fact, live
from test_messages import playbook

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.message_context import Links, message_context
from domain.lint.engine import lint
from domain.messages.render import render
from domain.messages.values import SAMPLE_FULL
from domain.playbook.model import Playbook
from domain.time.spoken_dates import spoken_date, spoken_length, spoken_time
from tests.tables import each

TUESDAY = date(2026, 12, 1)
TEN = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("America/New_York"))


@each(
    ("tag", "day", "time", "length"),
    [
        ("", "Tuesday, December 1", "10:00 AM ET", "60 minutes"),
        ("en", "Tuesday, December 1", "10:00 AM ET", "60 minutes"),
        ("xx", "Tuesday, December 1", "10:00 AM ET", "60 minutes"),
        ("de", "Dienstag, 1. Dezember", "10:00 (Nordamerikanische Ostküstenzeit)", "60 Minuten"),
        ("de-AT", "Dienstag, 1. Dezember", "10:00 (Nordamerikanische Ostküstenzeit)", "60 Minuten"),
        ("fr", "mardi 1 décembre", "10:00 (heure de l’Est nord-américain)", "60 minutes"),
        ("es", "martes, 1 de diciembre", "10:00 (hora oriental)", "60 minutos"),
        ("pt-BR", "terça-feira, 1 de dezembro", "10:00 (Horário do Leste)", "60 minutos"),
        ("nl", "dinsdag 1 december", "10:00 (Eastern-tijd)", "60 minuten"),
        ("hu", "2026. december 1., kedd", None, "60 perc"),
    ],
)
def test_a_date_says_itself_in_the_language_of_the_file(tag: str, day: str, time: str | None, length: str) -> None:
    def said(value: Any) -> str:
        rules = playbook({"x/hello.md": {"subject": "s", "body": "-"}, f"x/hello.{tag or 'en'}.md": words})
        context = {**SAMPLE_FULL, "interview": {"date": value}}
        done = render(rules, "x/hello", sms=False, locale=tag or "en", variant="", context=context)
        return done.body.replace("\\", "")  # what Markdown needs

    words = {"subject": "s", "body": "{{ interview.date }}"}
    assert said(spoken_date(TUESDAY)) == day
    assert time is None or said(spoken_time(TEN)) == time
    assert said(spoken_length(timedelta(hours=1))) == length


def test_nothing_is_said_of_a_date_that_is_not_known() -> None:
    assert (spoken_date(None), spoken_length(timedelta())) == ("", "")


def test_what_a_person_is_told_is_in_their_language_where_the_file_is_and_in_english_where_it_is_not() -> None:
    story = live(
        [
            application("interview", locale="de-AT", timezone="Europe/Vienna", country="AT"),
            fact(e.InterviewScheduled, MONDAY + D, at=MONDAY + 8 * D, ends_at=MONDAY + 8 * D + timedelta(hours=1)),
        ],
        days=1.5,
    )
    touch = story.state.decision.touch if story.state.decision else None
    assert touch is not None
    context = message_context(story.state, touch, DecisionContext(PLAYBOOK, story.state.candidate, MONDAY), Links("x"))
    content = PLAYBOOK.model_dump(mode="json")
    words = "{{ interview.date }}|{{ interview.time }}|{{ interview.duration }}"
    for name in ("interview/details.md", "interview/details.de.md"):
        content["messages"][name] = {"subject": "Am {{ interview.date }}", "body": words}
    rules = Playbook.model_validate(content)

    def written(locale: str) -> tuple[str, str]:
        done = render(rules, "interview/details", sms=False, locale=locale, variant="", context=context)
        return done.subject, done.body

    assert written("de-AT") == (
        "Am Dienstag, 10. November",
        "Dienstag, 10. November|16:00 (Mitteleuropäische Zeit)|60 Minuten",
    )
    assert written("fr")[1] == "Tuesday, 10 November|16:00 (Central European Time)|60 minutes"


PARTS = {
    "x/hello.md": {"subject": "s", "body": 'Hi\n{% include "_signature.md" %}'},
    "x/hello.de.md": {"subject": "s", "body": 'Hallo\n{% include "_signature.md" %}'},
    "x/hello.b.de.md": {"subject": "s", "body": 'Servus\n{% include "_signature.md" %}'},
    "x/hello.fr.md": {"subject": "s", "body": 'Salut\n{% include "_signature.md" %}'},
    "_signature.md": {"body": 'Kind regards\n{% include "_foot.md" %}'},
    "_signature.de.md": {"body": 'Viele Grüße\n{% include "_foot.md" %}'},
    "_foot.md": {"body": "Stop these messages"},
    "_foot.de.md": {"body": "Nachrichten abbestellen"},
}


@pytest.mark.parametrize(
    ("locale", "variant", "expected"),
    [
        ("en", "", ["Hi", "Kind regards", "Stop these messages"]),
        ("de", "", ["Hallo", "Viele Grüße", "Nachrichten abbestellen"]),
        ("de-CH", "b", ["Servus", "Viele Grüße", "Nachrichten abbestellen"]),
        ("fr", "", ["Salut", "Kind regards", "Stop these messages"]),  # there is none in French
    ],
)
def test_a_part_is_included_in_the_language_of_the_file_that_includes_it(
    locale: str, variant: str, expected: list[str]
) -> None:
    done = render(playbook(PARTS), "x/hello", sms=False, locale=locale, variant=variant, context=SAMPLE_FULL)
    assert done.body.split("\n") == expected


def test_a_part_that_is_included_by_its_language_is_in_use_and_one_of_no_file_is_not() -> None:
    findings = lint(playbook({**PARTS, "_signature.nl.md": {"body": "Groet"}}))
    assert {f.file for f in findings if f.id == "unused-file"} == {"messages/_signature.nl.md"}
    assert not any(f.id == "no-signature" for f in findings)


def test_r11_the_signature_has_the_recruiter_s_address_as_they_write_it() -> None:
    came = application("interview").model_copy(
        update={"recruiter": e.Person(name="Rita", email="rita@xn--mller-kva.de")}
    )
    story = live([came], days=0.1)
    touch = story.state.decision.touch if story.state.decision else None
    assert touch is not None
    context = message_context(story.state, touch, DecisionContext(PLAYBOOK, story.state.candidate, MONDAY), Links("x"))
    assert context["recruiter"]["email"] == "rita@müller.de"
