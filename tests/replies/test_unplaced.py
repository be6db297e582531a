"""A no, a sigh or a "not again" is put to a person, unless a word says what it is about (R3)."""

from __future__ import annotations

import pytest

from domain.names import Channel
from domain.replies.classify import read_text
from tests.replies.confusion import WEDNESDAY
from tests.tables import each

PAIRS = [
    ("Not now, not ever", "Not now, Friday at ten"),
    ("Nothing here for me", "Nothing heard about the interview"),
    ("So unnecessary, this has no point", "There is no bus before six"),
    ("nö, nichts für ungut", "ne, Führerschein hab ich noch nicht"),
    ("Danke für gar nichts", "Ich trinke nichts vor der Schicht"),
    ("ni hablar del tema", "ni idea del horario"),
    ("nem sonhar", "nem sábado nem domingo"),
    ("hoeft niet hoor", "rijbewijs heb ik niet"),
    ("ma no dai", "no, la patente non ce l'ho"),
    ("plus jamais ça", "plus de place sur le parking"),
    ("nic z tego", "w piątek nic z tego"),
]


@each(("unplaced", "placed"), PAIRS)
@each("channel", [Channel.SMS, Channel.EMAIL])
def test_r3_a_no_that_nothing_places_is_put_to_a_person(unplaced: str, placed: str, channel: Channel) -> None:
    found = read_text(unplaced, WEDNESDAY, channel)
    assert (found.kind, found.certain) == ("stop", False), found.why
    assert read_text(placed, WEDNESDAY, channel).kind == "answer"


@pytest.mark.parametrize(
    ("against", "about_something_else"),
    [
        ("I would ask that my name does not appear in your mailings.", "I have not received your mailing."),
        ("Ich bitte, künftig auf Zuschriften zu verzichten.", "Ihre Nachricht ist nicht angekommen."),
        ("J'aimerais que ce mail soit le dernier.", "Je n'ai pas reçu le mail."),
        ("Me gustaría que este fuera el último correo.", "No recibí el correo."),
        ("Gostava que este fosse o último e-mail.", "Não recebi o e-mail."),
        ("Ik zou willen dat dit de laatste mail was.", "Ik heb de mail niet ontvangen."),
        ("Vorrei che fosse l'ultima mail.", "Non ho ricevuto la mail."),
    ],
)
def test_r3_a_no_beside_what_we_send_is_put_to_a_person(against: str, about_something_else: str) -> None:
    polite = "Dear all,\n\nI hope that you are well and that the summer is kind to everybody in the office. {}\n\nAna"
    found = read_text(polite.format(against), WEDNESDAY, Channel.EMAIL)
    assert (found.kind, found.certain) == ("stop", False), found.why
    assert read_text(polite.format(about_something_else), WEDNESDAY, Channel.EMAIL).kind == "answer"


@pytest.mark.parametrize("word", ["cancel", "remove", "annuler", "cancelar", "annuleren", "annulla", "取消"])
def test_r3_a_lone_word_that_may_be_about_an_appointment_is_put_to_a_person(word: str) -> None:
    found = read_text(word, WEDNESDAY, Channel.SMS)
    assert (found.kind, found.certain) == ("stop", False)


@each("word", ["stop", "STOP", "unsubscribe", "end", "quit", "baja", "uitschrijven", "abmelden"])
def test_r7_a_word_that_asks_for_nothing_else_closes_at_once(word: str) -> None:
    found = read_text(word, WEDNESDAY, Channel.SMS)
    assert (found.kind, found.certain) == ("stop", True)
