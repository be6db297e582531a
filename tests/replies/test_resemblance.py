"""A second opinion by what a whole message resembles: it makes a person look, and makes nothing certain (R3)."""

from __future__ import annotations

import pytest

from domain.names import Channel
from domain.replies import classify
from domain.replies.classify import READS_LIKE_A_STOP, READS_LIKE_A_WITHDRAWAL, read_text
from domain.replies.ours import NOTHING_OURS, without_ours
from domain.replies.resemblance import learned_from, resemblance
from domain.replies.wishes import OF_NOTHING, wish_in
from tests.pace import times
from tests.replies.confusion import WEDNESDAY
from tests.replies.said import SAID
from tests.replies.train import TO, examples, learned, named
from tests.tables import each

NO_PHRASE_OF_A_STOP = (
    "Honestly the sheer number of these messages from you is beyond a joke",
    "Would be lovely if these texts came to an end",
    "Ik zit echt niet op die dagelijkse mails van jullie te wachten",
)
NO_PHRASE_OF_A_WITHDRAWAL = ("au final je prends l'autre poste, désolée pour l'entretien",)
LOOSE_WORDS = ("Guten Tag, den alten Anhang können Sie löschen, anbei die neue Fassung meines Lebenslaufs.",)


def test_r3_what_no_phrase_is_known_for_is_put_to_a_person_where_it_reads_like_a_stop() -> None:
    said = NO_PHRASE_OF_A_STOP
    assert [one for one in said if wish_in(one, Channel.SMS).kind != "answer"] == [], "a phrase is known by now"
    read = {one: read_text(one, WEDNESDAY) for one in said}
    assert {(found.kind, found.certain, found.why) for found in read.values()} == {("stop", False, READS_LIKE_A_STOP)}


def test_r8_what_no_phrase_is_known_for_is_put_to_a_person_where_it_reads_like_a_withdrawal() -> None:
    said = NO_PHRASE_OF_A_WITHDRAWAL
    assert [one for one in said if wish_in(one, Channel.SMS).kind != "answer"] == [], "a phrase is known by now"
    read = {one: read_text(one, WEDNESDAY) for one in said}
    assert {(found.kind, found.certain, found.why) for found in read.values()} == {
        ("withdraw", False, READS_LIKE_A_WITHDRAWAL)
    }


def test_r3_a_loose_word_in_what_reads_like_an_answer_holds_nobody() -> None:
    for one in LOOSE_WORDS:
        assert not wish_in(one, Channel.SMS).certain, f"no loose word any more: {one}"
        read = read_text(one, WEDNESDAY)
        assert read.kind == "answer" and read.why.endswith("and yet it reads like an answer"), one


def test_r3_the_second_opinion_makes_nothing_certain() -> None:
    for one in SAID[:: 4 if times(100) > 100 else 8]:
        read, wish = read_text(one.text, WEDNESDAY), wish_in(without_ours(one.text, NOTHING_OURS), Channel.SMS)
        if read.certain and read.kind in ("stop", "withdraw"):
            assert (wish.kind, wish.certain) == (read.kind, True), one.text


@each("channel", [Channel.SMS, Channel.EMAIL])
@each(
    "said",
    ["Please remove me.", "Bitte nehmen Sie mich raus", "Veuillez me retirer", "toglimi", "haal me eraf", "quítenme"],
)
def test_r3_a_stop_that_does_not_say_of_what_is_put_to_a_person(said: str, channel: Channel) -> None:
    read = read_text(said, WEDNESDAY, channel)
    assert (read.kind, read.certain, read.why) == ("stop", False, OF_NOTHING)


@pytest.mark.parametrize(
    "said",
    [
        "Please remove me from your list.",
        "Wrong number, please remove me",
        "Remove me. Stop.",
        "STOP",
        "arrêtez",
        "BAJA",
    ],
)
def test_r3_r7_what_says_of_what_or_why_or_in_the_very_word_closes_at_once(said: str) -> None:
    read = read_text(said, WEDNESDAY)
    assert (read.kind, read.certain) == ("stop", True), read.why


def test_r3_a_stop_by_its_phrases_that_reads_like_none_is_put_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "Please do not send me any more texts"
    assert read_text(said, WEDNESDAY).certain
    monkeypatch.setattr(classify, "SURELY_A_STOP", 10_000)
    found = read_text(said, WEDNESDAY)
    assert (found.kind, found.certain, found.why) == ("stop", False, classify.READS_LIKE_NONE)


@pytest.mark.parametrize("said", ["Stop. Hang on though, which of the two is this? If it is Leeds ring me tomorrow."])
def test_r3_a_sentence_that_is_nothing_but_a_stop_holds_whatever_the_rest_reads_like(said: str) -> None:
    read = read_text(said, WEDNESDAY)
    assert (read.kind, read.certain) == ("stop", False)


def test_little_text_and_links_alone_resemble_nothing() -> None:
    for one in ("", "ok", "👍 👍", "yes please", "https://a.example/stop/these/messages now", "?!?!?!"):
        assert resemblance(one) is None, one


def test_the_numbers_are_learned_from_the_tables_that_stand_here() -> None:
    assert learned_from() == named(examples()), "run `python -m tests.replies.train`"


@pytest.mark.nightly
def test_learning_again_gives_the_very_same_numbers() -> None:
    assert learned(examples()) == TO.read_bytes()
