"""One person however they were typed (R17), and where they are (R5)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lives import MONDAY, PLAYBOOK, D, application, fact, live

from domain import events as e
from domain.addresses import (
    BadAddress,
    folded_email,
    needs_smtputf8,
    normal_email,
    normal_phone,
    phone_country,
    phone_extension,
    readable_email,
    with_readable_emails,
)
from domain.decisions.context import DecisionContext
from domain.forecast.preview import in_words, upcoming
from domain.reducers.evolve import begin, evolve
from domain.state.model import Candidate
from tests.tables import each


@each(
    ("typed", "kept"),
    [
        (" Ann@Example.COM ", "ann@example.com"),
        ("a+b@mail.example.org", "a+b@mail.example.org"),
        ("anna@müller.de", "anna@xn--mller-kva.de"),
        ("Anna@MÜLLER.de", "anna@xn--mller-kva.de"),
        ("anna@xn--mller-kva.de", "anna@xn--mller-kva.de"),
        ("anna@mu\u0308ller.de", "anna@xn--mller-kva.de"),  # typed on a Mac
        ("anna@straße.de", "anna@xn--strae-oqa.de"),  # strasse.de is somebody else's
        ("李@例子.中国", "李@xn--fsqu00a.xn--fiqs8s"),
        ("ju\u0308rgen@example.com", "jürgen@example.com"),
        ("\u200banna@exam\u00adple.com\ufeff", "anna@example.com"),  # copied from a page
        ("anna@نامه\u200cای.com", "anna@xn--mgba3gch31f060k.com"),  # the joiner tells two domains apart
    ],
)
def test_r17_addresses_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept


@each(
    "typed",
    ["ann", "ann@", "@example.com", "a b@example.com", "ann@example", "a..b@example.com", "a@m\u00fc ller.de",
    "a@\u2603\ufe0f\u20e3.\u0301", "a@b@m\u00fcller.de", "\u00fc@", "a@\ud800.de"],
)  # fmt: skip
def test_what_is_no_address_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(BadAddress, match="is not an email address; write one such as"):
        normal_email(typed)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("+1 (212) 555-0123", "", "+12125550123"),
        ("0171 1234567", "de", "+491711234567"),
        ("212 555 0123", "US", "+12125550123"),
    ],
)
def test_r17_numbers_are_kept_in_one_form(typed: str, country: str, kept: str) -> None:
    assert normal_phone(typed, country) == kept


def test_both_spellings_of_a_domain_are_one_address_and_people_read_the_one_that_they_write() -> None:
    assert folded_email("Anna@Müller.de") == folded_email("anna@xn--mller-kva.de")
    assert folded_email("Nobody ") == "nobody"
    assert readable_email("anna@xn--mller-kva.de") == "anna@müller.de"
    assert readable_email("ann@xn--zzz--.de") == "ann@xn--zzz--.de", "not right, so it stays as it is"
    said = "write to (Anna@xn--mller-kva.de), or ann@example.com, not to xn--mller-kva.de."
    assert with_readable_emails(said) == said.replace("@xn--mller-kva.de", "@müller.de")
    assert needs_smtputf8("jürgen@example.com") and not needs_smtputf8("anna@müller.de")


@pytest.mark.parametrize(
    ("typed", "country", "extension"),
    [
        ("+1 212 555 0123 ext. 45", "", "45"),
        ("(212) 555-0123 x45", "US", "45"),
        ("+49 30 901820;ext=7", "", "7"),
        ("+1 212 555 0123", "", ""),
        ("hello", "", ""),
    ],
)
def test_the_extension_of_a_number_is_known_where_it_cannot_be_kept(typed: str, country: str, extension: str) -> None:
    assert phone_extension(typed, country) == extension


@pytest.mark.parametrize(("typed", "says"), [("hello", "is not a phone number"), ("+1 23", "wrong number of digits")])
def test_what_is_no_number_says_so(typed: str, says: str) -> None:
    with pytest.raises(BadAddress, match=says):
        normal_phone(typed)
    assert phone_country("+4930901820") == "DE" and phone_country("x") == ""


@pytest.mark.parametrize(
    ("details", "tz"),
    [
        ({"timezone": "Asia/Kathmandu"}, "Asia/Kathmandu"),
        ({"timezone": "Mars/Base"}, "America/New_York"),
        ({"phone": "+4930901820"}, "Europe/Berlin"),
        ({"phone": "+18005550123"}, "America/New_York"),
        ({}, "America/New_York"),
    ],
    ids=["R5-their-own", "R5-unknown-zone", "R5-of-their-number", "R5-number-of-many-zones", "R5-the-companys"],
)
def test_r5_their_zone(details: dict[str, str], tz: str) -> None:
    candidate = Candidate(candidate_id="manual:ann", **details)  # type: ignore[arg-type]
    assert str(DecisionContext(PLAYBOOK, candidate, MONDAY).tz) == tz


def test_what_cannot_be_read_leaves_what_is_on_record() -> None:
    state = evolve(begin("manual:ann"), application(phone="+12125550123"))
    bad = fact(e.CandidateUpdated, MONDAY, candidate=e.Contactable(email="nope", phone="12"))
    assert evolve(state, bad).candidate == state.candidate


def test_the_preview_lists_what_would_go_out_with_reasons() -> None:
    rows = upcoming(begin("manual:ann"), PLAYBOOK, MONDAY, MONDAY + 60 * D, told=(application(),), count=3)
    assert rows[0].touch.step == "acknowledge" and len(rows) == 3
    shown = rows[0].as_json()
    assert shown["local_at"] == "2026-11-02T10:00:00-05:00" and "S3" not in shown["why"] and shown["why"]
    story = live([application()], days=60)
    assert [(r.at, r.touch.key) for r in rows] == [(s.occurred_at, s.touch_key) for s in story.sent[:3]]
    assert in_words(()) == ""
    assert rows[1].at - rows[0].at <= timedelta(days=14, hours=1)
