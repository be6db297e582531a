"""Places as people and ATSs write them: which of them lie in Ontario (R24), and which are one place (R22)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.places import NAMES, names, one_place
from domain.playbook.audience import Audience, Profile
from tests.tables import each

IN_ONTARIO = [
    "LONDON ON", "Guelph, ON.", "Toronto ON CA", "Toronto and Montréal", "CA - Ontario - Ottawa", "Canada, ON, Toronto",
    "Toronto, ON", "Toronto ON, Canada", "Ottawa (Ontario)", "toronto, on", "toronto on", "TORONTO, ON",
    "TORONTO ON", "Toronto", "Kanata ON", "Toronto, Ont.", "Ottawa ONT", "Toronto, Ontario, CAN", "Toronto, CA",
    "CA-ON", "CA-ON-Toronto", "CAN-ON-Ottawa", "ON", "ON - Toronto", "ON-Toronto", "Ontario", "Ontario (Remote)",
    "Remote - Ontario", "Remote (Ontario, Canada)", "Work from home in Ontario", "Canada > Ontario > Ottawa",
    "London, ON", "London, Ontario", "London, Canada", "Hamilton, ON L8P 1A1", "Toronto • Hybrid",
    "66 King St, Toronto ON M5V 2T6", "Toronto M5V2T6", "Vancouver, BC, Toronto, ON", "New York, NY or Toronto",
    "Greater Toronto Area", "GTA", "Kitchener-Waterloo", "Portland, ON", "ÉTOBICOKE, Ontario",
    "Canada / Ontario / Toronto", "Vancouver, BC / Toronto, ON", "Toronto, Ontario / London, England",
]  # fmt: skip

NOT_IN_ONTARIO = [
    "Ontario, OR", "Ontario, NY", "Ontario, Oregon", "Portland, OR, USA", "Toronto Street, Dublin, Ireland", "London",
    "London, UK", "London, United Kingdom", "London, England", "London, KY", "Hamilton, New Zealand", "Hamilton",
    "Waterloo", "Windsor, Berkshire", "Richmond Hill, NY", "Oakville, CT", "Orleans", "New Orleans, LA", "Toronto, OH",
    "Ottawa, IL", "Ottawa, Kansas", "Toronto, Australia", "Ontario, California", "Ontario, CA, USA",
    "Ontario, CA 91761, USA", "Chicago, IL (Ontario Street)", "On site", "on-site", "ON-SITE", "Hybrid (on site)",
    "ALWAYS ON", "Hands-on, Berlin", "Berlin, on site", "Berlin", "Canada", "Remote, Canada", "Montréal, Québec",
    "Montréal, QC", "Vancouver, BC", "Portland, OR", "Trenton, NJ", "N1C 4AG London", "New York, NY; London, UK",
    "Rome, Italy", "-", ",", "",
]  # fmt: skip


@each("text", IN_ONTARIO)
def test_r24_ontario_is_seen_however_it_is_written(text: str) -> None:
    assert names(text, "CA-ON")


@each("text", NOT_IN_ONTARIO)
def test_r24_what_only_looks_like_ontario_is_not(text: str) -> None:
    assert not names(text, "CA-ON")


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("London", True),
        ("London office", True),
        ("Hamilton", True),
        ("London, UK", False),
        ("Hamilton, New Zealand", False),
        ("Vancouver", False),
        ("", False),
    ],
)
def test_r24_a_town_with_a_namesake_counts_where_canada_is_known_otherwise(text: str, is_meant: bool) -> None:
    assert names(text, "CA-ON", frozenset({"CA"})) is is_meant


def test_r24_ontario_in_california_may_be_meant_by_its_code_a_date_too_many() -> None:
    assert names("Ontario, CA", "CA-ON")
    assert names("Ontario, CA", "US-CA")


@each(
    ("text", "place", "is_in"),
    [
        ("New York, NY", "US-NY", True),
        ("Albany NY 12207", "US-NY", True),
        ("Los Angeles, CA", "US-CA", True),
        ("Toronto, ON, CA", "US-CA", False),
        ("Montréal (Québec)", "CA-QC", True),
        ("Portland, OR", "US-OR", True),
        ("St. John's, Newfoundland and Labrador", "CA-NL", True),
        ("Berlin, Germany", "DE", True),
        ("Berlin, Deutschland", "DE", True),
        ("Wilmington, DE", "DE", False),
        ("Wilmington, DE", "US-DE", True),
        ("Remote, USA", "US", True),
    ],
)
def test_r24_other_places_of_a_playbook_are_read_too(text: str, place: str, is_in: bool) -> None:
    assert names(text, place) is is_in


@given(st.text(max_size=60), st.sampled_from(["CA-ON", "US-NY", "DE", *sorted(NAMES.values())]))
def test_any_text_is_read(text: str, place: str) -> None:
    assert names(text, place) in (True, False)
    assert one_place(one_place(text)) == one_place(text)


@pytest.mark.parametrize(
    "alike",
    [
        ("Toronto, ON", "Toronto ON, Canada", "toronto (Ontario)", "TORONTO, Ontario, CA", "Toronto ON M5V 2T6"),
        ("New York, NY", "New York, New York, USA", "new york (NY), United States"),
        ("Los Angeles, CA", "Los Angeles, California"),
        ("Montréal, QC", "Montreal (Quebec), Canada"),
        ("London, UK", "London, United Kingdom"),
        ("München", "munchen "),
    ],
)
def test_r22_a_rule_for_a_place_is_for_it_however_it_is_written(alike: tuple[str, ...]) -> None:
    for rule in alike:
        for written in alike:
            assert Audience(location=(rule,)).fits(Profile.of(location=written)), (rule, written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("London, ON", "London, UK"),
        ("Toronto", "Toronto, ON"),  # a town alone may be another one: a rule names both
        ("New York", "Albany, New York"),
        ("Wilmington, DE", "Wilmington, Germany"),
        ("Berlin", "Hamburg"),
    ],
)
def test_r22_places_that_may_differ_are_two(one: str, other: str) -> None:
    assert one_place(one) != one_place(other)
    assert not Audience(location=(one,)).fits(Profile.of(location=other))
