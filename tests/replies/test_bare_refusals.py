"""A no or an end word with nothing besides but politeness, and a wish for peace within a long message (R3)."""

from __future__ import annotations

from itertools import product

import pytest

from domain.names import Channel
from domain.replies import classify
from domain.replies.classify import READS_LIKE_A_STOP, read_mail, read_text
from domain.replies.mail.parse import Mail
from domain.replies.resemblance import MUCH_LIKE_A_STOP, Resemblance
from tests.replies.confusion import WEDNESDAY

FRAMES = {
    "en": ("{}", "Ever so kind of you, but {}.", "Hi Jo, thanks for asking, {} 🙂", "{}, cheers. Regards, Nora"),
    "de": ("{}", "Nett gemeint, aber {}.", "Hallo Jo, danke der Nachfrage, {} 🙂", "{}, danke. Viele Grüße, Nora"),
    "fr": ("{}", "C'est très gentil, mais {}.", "Bonjour Jo, je vous remercie, {} 🙂", "{}, merci. Cordialement, Nora"),
    "es": ("{}", "Muy amable, pero {}.", "Hola Jo, se lo agradezco, {} 🙂", "{}, gracias. Un saludo, Nora"),
    "pt": ("{}", "É muito gentil, mas {}.", "Olá Jo, agradeço, {} 🙂", "{}, obrigada. Cumprimentos, Nora"),
    "nl": ("{}", "Heel aardig, maar {}.", "Hoi Jo, dank u wel, {} 🙂", "{}, bedankt. Groet, Nora"),
    "it": ("{}", "Molto gentile, ma {}.", "Ciao Jo, la ringrazio, {} 🙂", "{}, grazie. Saluti, Nora"),
}
REFUSALS = {
    "en": ("no", "nope", "nah I'm alright", "we're all set", "I'd rather not", "not my cup of tea", "I'll leave it"),
    "de": ("nein", "nö", "passt schon so", "kein Bedarf", "lieber nicht", "ich verzichte", "lass gut sein"),
    "fr": ("non", "nan", "ça ira", "je suis bien comme ça", "sans façon", "je passe mon tour", "laissez tomber"),
    "es": ("no", "estamos bien así", "no me hace falta", "mejor no", "paso", "no es lo mío", "dejémoslo así"),
    "pt": ("não", "estou bem assim", "não é preciso", "dispenso", "deixe estar", "prefiro não", "por mim não"),
    "nl": (
        "nee",
        "nee hoor",
        "ik ben voorzien",
        "het is goed zo",
        "liever niet",
        "laat maar zitten",
        "hoeft niet hoor",
    ),
    "it": ("no", "sto bene così", "siamo a posto", "va bene così", "meglio di no", "lasci stare", "non mi serve"),
}
END_WORDS = (
    "REMOVE",
    "pls remove",
    "remove thanks",
    "hi, remove please",
    "borrar porfa",
    "supprimer svp merci",
    "delete pls",
)
AT_THE_END = (
    "Leave us alone after this",
    "I'd like to be left in peace",
    "let that be the final mail I get",
    "lassen Sie mich künftig in Frieden",
    "ich will meine Ruhe haben",
    "laissez-moi en paix désormais",
    "que ce soit le dernier message",
    "a partir de ahora déjenme en paz",
    "que este sea el último mensaje",
    "a partir de agora deixem-me em paz",
    "laat me voortaan met rust",
    "d'ora in avanti lasciatemi in pace",
)
A_STORY = (
    "We did the interview in the yard because the office had flooded, and your foreman lent me his coat. The pay was fair "
    "and the walk is twenty minutes. My sister has moved in with her two boys since. "
)
OTHER_HANDS = (
    "This is her husband, she's on the ward and I doubt she wants any of this",
    "Hier ist die Schwester, ob er das noch will weiß ich nicht",
    "Je suis son mari, je doute qu'elle en veuille",
    "Soy su marido, dudo que ella quiera seguir",
    "Sou o marido dela, duvido que ainda queira",
    "U spreekt met haar man, of ze dit nog wil weet ik niet",
    "Sono il marito, dubito che le interessi",
    "How did you come by this number? The whole crew reads it",
)
ANSWERS = (
    "who's this?",
    "sorry, who is this please",
    "wer schreibt da?",
    "c'est qui ?",
    "¿quién eres?",
    "quem fala?",
    "met wie spreek ik?",
    "chi parla?",
    "22 an hour or I stay where I am",
    "25 die Stunde oder ich bleib wo ich bin",
    "Couldn't find the entrance, all I see is a florist",
    "euch find ich nicht, hier ist eine Bäckerei, wo seid ihr",
    "non vi trovo, qui c'è un parrucchiere",
    "All good, see you at nine",
    "No, Tuesday is better",
    "passt schon, Montag um acht",
)


@pytest.mark.parametrize("language", FRAMES)
def test_r3_a_refusal_within_any_politeness_is_put_to_a_person(language: str) -> None:
    said = [frame.format(no) for frame, no in product(FRAMES[language], REFUSALS[language])]
    read = {(one, way): read_text(one, WEDNESDAY, way) for one in said for way in Channel if way in ("sms", "email")}
    assert {one: found.kind for one, found in read.items() if found.kind == "answer" or found.certain} == {}


@pytest.mark.parametrize("text", END_WORDS)
@pytest.mark.parametrize("subject", ["Re: Your application", "REMOVE"])
def test_r3_a_lone_end_word_in_a_mail_is_put_to_a_person(text: str, subject: str) -> None:
    mail = Mail(sender="ana@example.org", subject=subject, text=text, answers=("<ours@acme.example>",))
    read = read_mail(mail, WEDNESDAY, answers_ours=True)
    assert (read.kind, read.certain) == ("stop", False), read.why


@pytest.mark.parametrize("last", AT_THE_END)
def test_r3_a_wish_for_peace_is_heard_however_much_like_an_answer_the_rest_reads(
    last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classify, "resemblance", lambda _: Resemblance(-2_000, -2_000))
    assert read_text(f"{A_STORY}{last}.", WEDNESDAY).kind == "stop"
    assert read_text(A_STORY, WEDNESDAY).kind == "answer"


def test_r3_a_withdrawal_that_asks_for_peace_as_well_is_both() -> None:
    read = read_text("Thanks, but I'm withdrawing; I'd welcome silence, no survey, no newsletter.", WEDNESDAY)
    assert (read.kind, read.certain, read.withdraws) == ("stop", False, True)


def test_r3_a_sentence_that_reads_much_like_a_stop_isnt_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    spam = "And I call it spam by now."
    for like, kind in ((MUCH_LIKE_A_STOP, "stop"), (MUCH_LIKE_A_STOP - 1, "answer")):
        alike = {spam: Resemblance(like, -2_000)}
        monkeypatch.setattr(classify, "resemblance", lambda one, a=alike: a.get(one, Resemblance(-2_000, -2_000)))
        assert read_text(f"{A_STORY}{spam}", WEDNESDAY).kind == kind


@pytest.mark.parametrize("text", OTHER_HANDS)
def test_r3_who_answers_for_them_and_doubts_is_put_to_a_person(text: str) -> None:
    read = read_text(text, WEDNESDAY)
    assert (read.kind, read.certain) == ("stop", False), read.why


@pytest.mark.parametrize("text", ANSWERS)
def test_r3_who_asks_who_writes_or_bargains_has_answered(text: str) -> None:
    read = read_text(text, WEDNESDAY)
    assert read.kind == "answer" and read.why != READS_LIKE_A_STOP, read.why
