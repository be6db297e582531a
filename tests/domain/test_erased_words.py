"""By what somebody is known again in a store (R23): however it is written down, and nobody else is taken for them."""

from __future__ import annotations

import json
import unicodedata

import pytest

from domain.people.erased_words import Words, leaves, of_person, of_texts
from tests.tables import each

ANN = of_person({"first_name": "Zoë", "last_name": "Quill", "email": "zoe@example.com", "phone": "+12125550173"})
TEXT = of_texts("noted", {"text": "She has run the marathon of Boston\nthree times in a row."})


@each(
    "stored",
    [
        "Zoë Quill",
        "ZOË QUILL",
        json.dumps({"name": "Zoë Quill"}),  # with escapes
        "Quill, Zoë",
        "mail to <zoe@example.com>, please",
        "tel:+12125550173",
        "call 212 555 0173",
        "(212) 555-0173",
        "212.555.0173",
        "1 212-555-0173",
        "12125550173",
        "001 212 555 0173",
        json.dumps("+1\u00a0(212)\u00a0555\u20110173", ensure_ascii=False),
        unicodedata.normalize("NFD", "Zoë Quill"),
        json.dumps(unicodedata.normalize("NFD", "Zoë Quill")),
        "ask Quill about it",
        "QUILL: three years",
        "x: she has run the marathon of boston",
        json.dumps({"text": "Seen today:\nZoë Quill\nSam Park"}),  # behind and before what stands for a line's end
    ],
)
def test_they_are_found_however_they_are_written_down(stored: str) -> None:
    assert (ANN | TEXT).found_in(stored)


@each(
    "stored",
    [
        "Zoë Park",
        "Zoë Quillfeather",
        "write it with a quill",  # a word, and no name
        "xzoe@example.com",
        "marathon",
        "+44 212 555 0173",  # somebody's in another country
        "0044 212 555 0173",
        "9212 555 01730",
        "212 555 0174",
        "212 and then 555 and then 0173",
        "",
    ],
)
def test_others_are_not_taken_for_them(stored: str) -> None:
    assert not (ANN | TEXT).found_in(stored)


def test_a_longer_name_of_somebody_else_is_told_apart() -> None:
    assert ANN.within("Zoë Quillfeather").names == {"Zoë Quill"} and not ANN.found_in("Zoë Quillfeather")
    assert not ANN.within("Zoë Park")


@pytest.mark.parametrize(
    ("phone", "stored"),
    [
        ("+4917612345678", "0176 12345678"),
        ("+4917612345678", "+49 (0)176 / 123 456 78"),
        ("+4917612345678", "0049-176-12345678"),
        ("+390612345678", "06 1234 5678"),  # of Italy, where the nought is part of it
        ("+442071234567", "020 7123 4567"),
        ("+33612345678", "06.12.34.56.78"),
        ("2125550173", "212-555-0173"),  # as it was typed, where nobody could tell the country
    ],
)
def test_a_number_is_found_as_people_of_its_country_write_it(phone: str, stored: str) -> None:
    words = of_person({"phone": phone})
    assert words.found_in(f"call {stored}, please").certain == {phone}
    assert words.certain_in(stored) == {phone}


def test_what_is_only_part_of_a_name_is_told_from_what_is_surely_theirs() -> None:
    found = ANN.found_in("Ann Quill came")
    assert found and not found.sure and found.parts == {"Quill"}
    assert not found.certain_in("Ann Quill came"), "no row goes for that"
    assert not of_person({"first_name": "Ann", "last_name": "Will"}).parts, "an everyday word is anybody's"
    assert not of_person({"first_name": "Ann", "last_name": "Li"}).parts
    assert of_person({"first_name": "Sukarno"}).parts == {"Sukarno"}


def test_no_colleague_is_taken_for_somebody_of_whom_something_is_kept() -> None:
    kept = {"facts": [{"recruiter": {"name": "Kim", "email": "kim@acme.example"}, "email": "zoe@example.com"}]}
    assert [one.get("email") for one in leaves(kept) if one.get("email")] == ["zoe@example.com"]


def test_a_first_name_is_nobodys_alone_and_a_short_text_is_anybodys() -> None:
    assert not of_person({"first_name": "Zoë", "last_name": "Quill"}).found_in("Zoë Park")
    assert not of_texts("noted", {"text": "Call her back"})
    assert not of_texts("sent", {"subject": "Your application for Engineer at Acme"})  # the playbook's words
    assert of_texts("reply_received", {"subject": "My application for Engineer at Acme"})


def test_what_a_namesake_has_too_is_theirs_and_an_address_in_another_record_is_not() -> None:
    namesake = of_person({"full_name": "Zoë Quill", "email": "other@example.com"})
    found = (ANN | TEXT).found_in("Zoë Quill told us that she has run the marathon of Boston")
    assert found.also_of(namesake) == found
    assert (ANN.found_in("zoe@example.com") - ANN.found_in("zoe@example.com").also_of(namesake)).certain


def test_they_survive_being_sealed_and_opened() -> None:
    assert Words.of_json(json.loads(json.dumps((ANN | TEXT).as_json()))) == ANN | TEXT
    assert "zoë quill".encode() in ANN.as_bytes() and b"Zo\\u00eb Quill" in ANN.as_bytes()
