"""Words from outside in one line: nothing that steers, and nothing lost of how a name is written (R10)."""

from __future__ import annotations

import pytest

from domain.messages.values import values_of
from domain.one_line import one_line, printable
from integrations.ats.payload import Said
from starter.wording.candidates import plain

REZA = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
"""With a zero-width non-joiner, without which it is misspelt."""


@pytest.mark.parametrize(
    "name", [REZA, "\u0915\u094d\u200d\u0937\u093f\u0924\u093f\u091c", "\U0001f469\u200d\U0001f467"]
)
def test_r10_joiners_stay_in_names_wherever_they_go(name: str) -> None:
    assert one_line(name) == name == printable(name) == plain(name)
    assert Said({"name": name}).text("name") == name, "as an ATS tells it"
    said = values_of({"candidate": {"first_name": name}})["candidate"]
    assert not isinstance(said, str) and said["first_name"] == name


def test_what_nobody_sees_is_left_out_and_line_breaks_are_blanks() -> None:
    assert one_line("An\u200bn\ufeff \u202eLee\u202c\x00Kim") == "Ann Lee Kim"
    assert one_line("Ann\r\nBcc: x\u2028y\tz") == "Ann Bcc: x y z"
    assert one_line("\U0001f3f4\U000e0067\U000e007f") == "\U0001f3f4\U000e0067\U000e007f", "a flag"
    assert printable("  a\x1b[2Jb") == "  a [2Jb"
