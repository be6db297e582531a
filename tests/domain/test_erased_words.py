"""By what somebody is known again in a store (R23): however it is written down, and nobody else is taken for them."""

from __future__ import annotations

import json

import pytest

from domain.people.erased_words import Words, of_person, of_texts

ANN = of_person({"first_name": "Zoë", "last_name": "Quill", "email": "zoe@example.com", "phone": "+12125550173"})
TEXT = of_texts("noted", {"text": "She has run the marathon of Boston\nthree times in a row."})


@pytest.mark.parametrize(
    "stored",
    [
        "Zoë Quill",
        "ZOË QUILL",
        json.dumps({"name": "Zoë Quill"}),  # with escapes
        "Quill, Zoë",
        "mail to <zoe@example.com>, please",
        "tel:+12125550173",
        "x: she has run the marathon of boston",
        json.dumps({"text": "Seen today:\nZoë Quill\nSam Park"}),  # behind and before what stands for a line's end
    ],
)
def test_they_are_found_however_they_are_written_down(stored: str) -> None:
    assert (ANN | TEXT).found_in(stored)


@pytest.mark.parametrize("stored", ["Zoë Park", "Ann Quill", "Zoë Quillfeather", "xzoe@example.com", "marathon", ""])
def test_others_are_not_taken_for_them(stored: str) -> None:
    assert not (ANN | TEXT).found_in(stored)


def test_a_longer_name_of_somebody_else_is_told_apart() -> None:
    assert ANN.within("Zoë Quillfeather").names == {"Zoë Quill"} and not ANN.found_in("Zoë Quillfeather")
    assert not ANN.within("Zoë Park")


def test_one_word_is_nobodys_name_and_a_short_text_is_anybodys() -> None:
    assert not of_person({"first_name": "Zoë"}).names
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
