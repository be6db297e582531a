"""What a text takes: the numbers by which it is billed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.messages.sms_segments import Segments, foreign_letters, segments
from tests.tables import each


@each(
    ("text", "expected"),
    [
        ("", (0, 0, True)),
        ("a", (1, 1, True)),
        ("a" * 160, (1, 160, True)),
        ("a" * 161, (2, 161, True)),
        ("a" * 306, (2, 306, True)),
        ("a" * 307, (3, 307, True)),
        ("a" * 459, (3, 459, True)),
        ("a" * 460, (4, 460, True)),
        ("é ñ Ü ß @ £ \n", (1, 13, True)),
        ("€" * 80, (1, 160, True)),  # the extension table: two places each
        ("€" * 81, (2, 162, True)),
        ("a" * 152 + "€" + "a" * 152, (3, 306, True)),  # a pair is not cut: 152 and a hole, so a third segment
        ("ã" * 70, (1, 70, False)),
        ("ã" * 71, (2, 71, False)),
        ("ã" * 134, (2, 134, False)),
        ("ã" * 135, (3, 135, False)),
        ("a" * 69 + "ã", (1, 70, False)),
        ("\U0001f600" * 35, (1, 70, False)),  # an emoji counts twice
        ("\U0001f600" * 36, (2, 72, False)),
        ("a" * 66 + "\U0001f600" + "a" * 66, (3, 134, False)),
    ],
)
def test_segments_are_those_of_the_standard(text: str, expected: tuple[int, int, bool]) -> None:
    assert segments(text) == Segments(*expected)


def test_foreign_letters_are_named_once_in_order() -> None:
    assert foreign_letters("João e a Łódź, João [€]") == ("ã", "Ł", "ó", "ź")


@given(st.text(max_size=400))
def test_a_longer_text_never_takes_less(text: str) -> None:
    counts = [segments(text[:end]).number for end in range(0, len(text) + 1, 7)]
    assert counts == sorted(counts)
