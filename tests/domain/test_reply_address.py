"""The address that a mail asks to be answered at (R17)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import digest
from domain.replies.reply_address import references_in, reply_address

TOUCH = "greenhouse:17/eng/applied.1/acknowledge/1"


def test_it_names_the_touch_holds_nothing_personal_and_is_pinned() -> None:
    address = reply_address(TOUCH, "in.acme.example", ["key"])
    assert address == "reply+v7cuzvid4nhez33buedjbibeks4jw@in.acme.example"
    assert references_in(f"Rita <{address}>", ["key"]) == [digest(TOUCH)]


@given(touch=st.text(max_size=300), key=st.text(min_size=1, max_size=40))
def test_any_touch_fits_into_a_local_part_and_survives_any_case(touch: str, key: str) -> None:
    touch, key = (one.encode("utf-8", "replace").decode() for one in (touch, key))
    address = reply_address(touch, "x.example", [key])
    assert len(address.partition("@")[0]) <= 64 and address == address.lower()
    for folded in (address, address.upper(), f'"A, B" <{address}>, c@d.example'):
        assert references_in(folded, [key]) == [digest(touch)]


def test_a_key_can_be_changed_while_answers_are_on_their_way() -> None:
    address = reply_address(TOUCH, "x.example", ["old"])
    assert references_in(address, ["new", "old"]) == [digest(TOUCH)]
    assert references_in(address, ["new"]) == []


@pytest.mark.parametrize("place", range(6, 35))
def test_a_changed_letter_names_nobody(place: int) -> None:
    address = reply_address(TOUCH, "x.example", ["key"])
    other = "a" if address[place] != "a" else "b"
    found = references_in(address[:place] + other + address[place + 1 :], ["key"])
    assert found in ([], [digest(TOUCH)]) and (place == 34 or not found)


@given(text=st.text(max_size=200) | st.text(alphabet="reply+abcdefg234567@.", max_size=120))
def test_any_text_names_nobody(text: str) -> None:
    assert references_in(text, ["key"]) == []
