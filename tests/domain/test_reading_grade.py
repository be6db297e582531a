"""The reading grade of English words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lint.reading_grade import reading_grade, syllables
from tests.tables import each

SPOKEN = {
    1: "the thank time times role roles there closed moved would sea",
    2: "apply decline needed message details because table being changes question employed arrived",
    3: "decided decision interview company recruiting calendar idea area various previous",
    4: "application conversation situation obligation",
    5: "opportunity",
}


@each(("count", "word"), [(n, word) for n, words in SPOKEN.items() for word in words.split()])
def test_syllables_are_counted_as_spoken(count: int, word: str) -> None:
    assert syllables(word) == count


def test_short_words_and_sentences_read_easily() -> None:
    easy = "We have your note. You will hear from us by Friday. If your plans change, tell us."
    hard = (
        "Notwithstanding the aforementioned considerations, our organization anticipates communicating additional "
        "information regarding your application subsequent to the completion of internal deliberations."
    )
    assert reading_grade(easy) < 3 < 16 < reading_grade(hard)


@pytest.mark.parametrize("text", ["", "...", "4821 22", "\n\n"])
def test_nothing_to_read_asks_for_nothing(text: str) -> None:
    assert reading_grade(text) == 0


@given(st.text(max_size=200))
def test_any_text_has_a_grade(text: str) -> None:
    assert reading_grade(text) >= 0
