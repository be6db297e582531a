"""Hints by kind, without a stop, a no or a sigh in them: a person looks at them (R3)."""

from __future__ import annotations

import pytest

from domain.names import Channel
from domain.replies import classify
from domain.replies.classify import READS_LIKE_A_STOP, read_text
from domain.replies.resemblance import LIKE_A_STOP, OF_NOTHING_NAMED, Resemblance
from domain.replies.unplaced import is_placed
from domain.replies.wishes import wish_in
from tests.replies.confusion import WEDNESDAY
from tests.tables import each

HINTS = {
    "the last time": (
        "I'm telling you for the last time",
        "ich sage es zum letzten Mal",
        "je vous le dis pour la dernière fois",
        "se lo digo por última vez",
        "digo isto pela última vez",
        "ik zeg het nog een laatste keer",
        "ve lo dico per l'ultima volta",
    ),
    "handed to others": (
        "Passed to our data protection officer",
        "das liegt beim Datenschutzbeauftragten",
        "transmis à notre délégué à la protection des données",
        "lo tiene el delegado de protección de datos",
        "segue para o encarregado de proteção de dados",
        "doorgestuurd naar de Autoriteit Persoonsgegevens",
        "se ne occupa il Garante",
    ),
    "somebody else's by now": (
        "Bernadette must have changed her number",
        "dieses Postfach gehört jetzt dem Kegelclub",
        "cette ligne est maintenant celle du boulanger",
        "Bernarda habrá cambiado de número",
        "a Bernarda deve ter mudado de telefone",
        "deze mailbox is inmiddels van de buurtvereniging",
        "Bernarda avrà cambiato numero",
    ),
    "settled long ago": (
        "someone promised me it had been dealt with",
        "man hatte mir zugesagt, das sei vom Tisch",
        "on m'avait promis que c'était réglé",
        "me dijo que ya estaba resuelto",
        "disse-me que já estava resolvido",
        "men beloofde dat het geregeld was",
        "mi avevano detto che era tutto a posto",
    ),
    "nobody asked": (
        "On what basis are you contacting me?",
        "auf welcher Grundlage kontaktieren Sie mich",
        "à quel titre me contactez-vous ?",
        "¿con qué derecho me contactan?",
        "com que direito me estão a contactar?",
        "op welke grond benadert u mij",
        "con che diritto mi contattate?",
    ),
    "what they'd put up with": (
        "quiet till Christmas",
        "vor Weihnachten bitte nichts",
        "rien avant Noël",
        "antes de Navidad, nada",
        "nada antes do Natal",
        "voor kerst liever niets",
        "prima di Natale niente",
    ),
    "what they allowed is taken back": (
        "I rescind every permission I gave you",
        "ich entziehe Ihnen jede Erlaubnis",
        "je vous retire toute autorisation de me joindre",
        "les revoco el permiso para buscarme",
        "revogo a permissão que dei",
        "ik trek de toestemming van destijds in",
        "vi revoco il permesso di cercarmi",
    ),
}
ANSWERS = (
    "one more time please, which platform?",
    "I sat on a works council for years",
    "my number has changed, this is the new one, it's still me",
    "your colleague promised me a map, it hasn't come",
    "on what basis is overtime paid?",
    "I can't start before Christmas, January is fine",
    "meine Anwältin hat den Vertrag gelesen, alles gut",
    "That's very kind of you",
    "Please stop me if I ramble on",
    "a base do prémio é qual?",
    "mon avocat a relu le contrat, tout va bien",
)


@pytest.mark.parametrize("kind", HINTS)
def test_r3_a_hint_of_a_known_kind_is_put_to_a_person_in_seven_languages(kind: str) -> None:
    read = {one: read_text(one, WEDNESDAY) for one in HINTS[kind]}
    assert {one: found.why for one, found in read.items() if (found.kind, found.certain) != ("stop", False)} == {}


def test_r3_and_by_its_phrase_alone() -> None:
    every = [one for kind in HINTS.values() for one in kind]
    assert [one for one in every if wish_in(one, Channel.SMS).kind != "stop"] == []


@each("text", ANSWERS)
def test_r3_what_has_the_same_words_and_is_about_something_else_is_an_answer(text: str) -> None:
    read = read_text(text, WEDNESDAY)
    assert (read.kind, read.certain) == ("answer", True), read.why


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("the novelty has rather gone off it", False),
        ("the Tuesday shift has rather gone off it", True),
        ("ich fühle mich ein bisschen verfolgt von alledem", False),
        ("ci vediamo alle 9", True),
    ],
)
def test_r3_a_word_or_a_number_says_what_it_is_about(text: str, named: bool) -> None:
    assert is_placed(text) is named


def test_r3_less_likeness_is_asked_where_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "I can't quite put into words how weary it has made me"
    assert not is_placed(said) and wish_in(said, Channel.SMS).kind == "answer", "chosen so"
    like = Resemblance(LIKE_A_STOP - OF_NOTHING_NAMED, -2_000)
    monkeypatch.setattr(classify, "resemblance", lambda _: like)
    assert read_text(said, WEDNESDAY).why == READS_LIKE_A_STOP
    assert read_text(f"{said}, Tuesday's shift", WEDNESDAY).kind == "answer"
