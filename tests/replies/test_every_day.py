"""What people write every day is never put to a recruiter as a stop: courtesy, dates, thanks, questions (R3)."""

from __future__ import annotations

from collections import Counter

import pytest

from domain.replies.classify import read_text
from domain.replies.wishes import is_mere_courtesy
from tests.replies.confusion import WEDNESDAY
from tests.replies.train import HERE, examples, said_every_day
from tests.tables import each

LANGUAGES = ("en", "de", "fr", "es", "pt", "nl", "it")


def test_r3_nothing_that_people_write_every_day_is_held() -> None:
    learned, kept_out = said_every_day()
    read = {one: read_text(one, WEDNESDAY) for one in (*learned, *kept_out)}
    assert [(one, found.why) for one, found in read.items() if (found.kind, found.certain) != ("answer", True)] == []


def test_it_is_a_wide_list_of_which_a_third_is_not_learned_from() -> None:
    lines = (HERE / "said_every_day.txt").read_text("utf-8").splitlines()
    languages = Counter(line[:2] for line in lines)
    assert len(set(lines)) == len(lines) >= 300 and all(languages[one] >= 40 for one in LANGUAGES)
    _, kept_out = said_every_day()
    assert len(kept_out) >= 100 and not set(kept_out) & {one.text for one in examples()}


@pytest.mark.parametrize(
    "said",
    [
        "Ich bitte um Rückruf.",
        "Please do not hesitate to contact me.",
        "Danke, keine Umstände bitte",
        "De nada, gracias",
    ],
)
def test_mere_courtesy_is_never_judged_by_what_it_resembles(said: str) -> None:
    assert is_mere_courtesy(said)


@pytest.mark.parametrize(
    "said",
    ["Would be lovely if these texts came to an end", "Thanks, and let this be the end", "No se moleste en escribirme"],
)
def test_what_says_more_than_courtesy_is_judged(said: str) -> None:
    assert not is_mere_courtesy(said)


@each(
    "text",
    [
        "One more thing", "Oh, and one more thing...", "And another thing", "Also, one thing", "One last thing",
        "Noch eine Sache:", "Eine letzte Sache noch", "Encore une chose", "Une dernière petite chose", "Una cosa más",
        "Y una última cosa", "Mais uma coisa", "Só mais uma coisa", "Nog één ding", "Een laatste ding", "Un'altra cosa",
        "Ancora una cosa", "Un'ultima cosa",
    ],
)  # fmt: skip
def test_what_is_texted_before_the_next_message_is_an_answer(text: str) -> None:
    assert read_text(text, WEDNESDAY).kind == "answer"


@pytest.mark.parametrize(
    "text",
    ["One more thing: stop texting me", "One more thing, take me off your list", "Una cosa más: no me escriban más"],
)
def test_and_what_follows_it_counts(text: str) -> None:
    assert read_text(text, WEDNESDAY).kind == "stop"
