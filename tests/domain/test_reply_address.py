"""The address that a mail asks to be answered at (R17)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.addresses import BadAddress
from domain.names import digest
from domain.replies.reply_address import plus_mailbox, references_in, reply_address
from tests.tables import each

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


def test_a_mailbox_of_the_companys_own_gets_the_token_behind_its_name() -> None:
    address = reply_address(TOUCH, "talent@acme.example", ["key"])
    assert address == "talent+v7cuzvid4nhez33buedjbibeks4jw@acme.example"
    assert references_in(address, ["key"]) == [digest(TOUCH)]


TOKEN = "v7cuzvid4nhez33buedjbibeks4jw"

AS_MAIL_SYSTEMS_WRITE_IT = {
    "as it went": "talent+{}@acme.example",
    "of before there was a mailbox": "reply+{}@replies.acme.example",
    "a mailbox that has a plus of its own": "talent+jobs+{}@acme.example",
    "=2b for the plus": "talent=2b{}@acme.example",
    "=2B for the plus, =40 for the at": "talent=2B{}=40acme.example@relay.example",
    "in an address of the web": "mailto:talent%2B{}%40acme.example?subject=stop",
    "encoded twice": "talent%252b{}%2540acme.example",
    "a forwarder's SRS": "SRS0=Ab1c=XY=acme.example=talent+{}@forwarder.example",
    "SRS of the second forwarder": "SRS1=9zXy=one.example==Ab1c=XY=acme.example=talent+{}@two.example",
    "BATV": "prvs=0123456789=talent+{}@acme.example",
    "a list's own VERP": "list-bounces+talent+{}=acme.example@lists.example",
    "a delimiter that is no plus": "talent-{}@acme.example",
    "subdomain addressing": "{}@talent.acme.example",
    "an X.400 sort of thing": "/S=talent+{}/O=acme/",
}


@each("case", AS_MAIL_SYSTEMS_WRITE_IT)
def test_the_token_is_found_however_a_mail_system_writes_the_address(case: str) -> None:
    address = AS_MAIL_SYSTEMS_WRITE_IT[case].format(TOKEN)
    for folded in (address, address.upper(), f"Talent <{address}>, b@c.example"):
        assert references_in(folded, ["key"]) == [digest(TOUCH)]


@pytest.mark.parametrize(
    "text",
    [f"talent+{TOKEN}x@acme.example", f"talent+x{TOKEN}@acme.example", f"talent+{TOKEN[:-1]}@acme.example", TOKEN * 2],
)
def test_a_token_within_other_letters_names_nobody(text: str) -> None:
    assert references_in(text, ["key"]) == []


@pytest.mark.parametrize(
    ("mailbox", "kept"),
    [
        ("talent@acme.example", "talent@acme.example"),
        (" Talent@Acme.Example ", "talent@acme.example"),
        ("talent+jobs@acme.example", "talent+jobs@acme.example"),
        ("a" * 34 + "@acme.example", "a" * 34 + "@acme.example"),
    ],
)
def test_a_mailbox_whose_plus_addresses_fit_is_taken(mailbox: str, kept: str) -> None:
    assert plus_mailbox(mailbox) == kept
    assert len(reply_address(TOUCH, kept, ["key"]).rpartition("@")[0]) <= 64


@pytest.mark.parametrize(
    ("mailbox", "says"),
    [
        ("a" * 35 + "@acme.example", "the name before the @ has 35 characters"),
        ("tälent@acme.example", "has letters that not every mail system takes"),
        (".talent@acme.example", "has letters that not every mail system takes"),
        ("talent", "is not an email address"),
        ("Talent <talent@acme.example>", "is not an email address"),
        ("talent@acme.example\r\nBcc: x@y.example", "is not an email address"),
        ("a@acme.example,b@acme.example", "is not an email address"),
    ],
)
def test_a_mailbox_that_cannot_carry_a_token_is_refused_with_a_sentence(mailbox: str, says: str) -> None:
    with pytest.raises(BadAddress, match=says):
        plus_mailbox(mailbox)


@each("place", range(6, 35))
def test_a_changed_letter_names_nobody(place: int) -> None:
    address = reply_address(TOUCH, "x.example", ["key"])
    other = "a" if address[place] != "a" else "b"
    found = references_in(address[:place] + other + address[place + 1 :], ["key"])
    assert found in ([], [digest(TOUCH)]) and (place == 34 or not found)


@given(text=st.text(max_size=200) | st.text(alphabet="reply+abcdefg234567@.", max_size=120))
def test_any_text_names_nobody(text: str) -> None:
    assert references_in(text, ["key"]) == []


@pytest.mark.parametrize("letter", ["\u212a", "\u017f", "\u0131", "\uff41", "\u0661", "\u00e9"])
def test_letters_that_only_look_like_its_own_name_nobody_and_break_nothing(letter: str) -> None:
    for place in (0, 13, 28):
        token = "a" * place + letter + "a" * (28 - place)
        assert references_in(f"reply+{token}@in.acme.example", ["key"]) == []
