"""Stops, withdrawals and automatic mail in other languages than English, and what only sounds like them (R7, R8)."""

from __future__ import annotations

import pytest
from lives import MONDAY, reply

from domain.names import Channel
from domain.replies.recorded_reply import asks_who_we_are, read, reads_automatic, wants_texts_again
from tests.tables import each

STOPS = [
    "Bitte schicken Sie mir keine weiteren E-Mails.", "Keine Mails mehr bitte!", "Schreiben Sie mir bitte nicht mehr.",
    "Nehmen Sie mich aus Ihrem Verteiler", "Hören Sie auf mir zu schreiben", "Lassen Sie mich bitte in Ruhe.",
    "Ne me contactez plus.", "Merci d'arrêter de m'écrire", "Je souhaite me désabonner", "Désinscrivez-moi svp",
    "Je ne veux plus recevoir de mails", "No me escriban más", "Dejen de enviarme correos", "Quiero darme de baja",
    "No deseo recibir más correos", "Não me contactem mais", "Parem de me enviar mensagens",
    "Não quero receber mais e-mails",
    "Stuur mij geen e-mails meer", "Geen mails meer aub", "Neem geen contact meer op", "Stop met mailen",
    "Ik wil mij uitschrijven voor deze mails", "Non scrivetemi più", "Lose my number", "Stop spamming me",
    "i dont want any more messages from you", "Take me off your mailing list!!!", "quit messaging me",
    "Please unsubscribe",
    "Not interested, do not contact again.", "Do not contact me in the future.", "Don't text me at this number again",
    "Do not contact me, text me or email me.", "Ich möchte keine weiteren Nachrichten erhalten.",
    "Bitte löschen Sie mich aus Ihrem Verteiler", "Veuillez me retirer de votre liste.",
    "Por favor elimínenme de su lista",
    "Por favor, retirem-me da vossa lista.", "Verwijder mij van jullie lijst a.u.b.", "Toglietemi dalla lista.",
]  # fmt: skip
ANSWERS = [
    "Ich muss mich für Dienstag leider abmelden, geht auch Mittwoch?", "Ich bitte um Rückruf.", "Keine Fragen mehr!",
    "Je n'ai plus de questions, merci.", "No tengo más preguntas.", "Ich habe Ihre Nachricht nicht mehr gefunden.",
    "Please don't call me before 5, I am at work.", "Don't contact me on Monday, Tuesday is better.",
    "Ik kan dinsdag niet, woensdag wel.", "Não posso na terça.", "Estoy de baja hasta mayo, pero puedo hablar.",
    "Bitte rufen Sie mich an.", "The stop of the tram is in front of the office.",
    "No problem, I stop work at 5 so after that is good.", "Could you remove the typo in my name on the invite?",
    "I don't want to stop the process, just need more time.", "Please do not hesitate to contact me.",
    "Danke, bitte keine Umstände.", "Je ne peux plus lundi, mardi ?", "Can we stop by your office first?",
    "Don't call me, email is better.", "Don't call me in the morning.",
    "Perdón, ya no puedo el martes. ¿Puede ser el jueves?",
]  # fmt: skip
WITHDRAWALS = [
    "Hiermit ziehe ich meine Bewerbung zurück.", "Ich möchte meine Bewerbung zurückziehen.",
    "Je retire ma candidature.",
    "Retiro mi candidatura, gracias.", "Gostaria de retirar a minha candidatura.", "Ik trek mijn sollicitatie in.",
]  # fmt: skip
MACHINES = [
    ("Automatic reply: Your application", "Thank you."), ("Abwesenheitsnotiz", "x"), ("Réponse automatique : x", "x"),
    ("Respuesta automática: x", "x"), ("Resposta automática: x", "x"), ("Automatisch antwoord: x", "x"),
    ("Re: Your application", "I am currently out of the office. If it is urgent, call Bob."),
    ("Re: x", "Ich bin derzeit nicht im Büro. Ihre E-Mail wird nicht weitergeleitet."),
    ("Re: x", "Je suis absent. En cas d'urgence, contactez Paul."),
]  # fmt: skip
PEOPLE = [
    ("Re: Your application", "I am on vacation next week, but Tuesday works."),
    ("Re: Your application", "I was out of the office, sorry. Yes!"),
    ("Re: Office days", "Out of interest: how many days at the office?"),
    ("Re: x", "Ich bin ab Montag im Urlaub, können wir vorher sprechen?"),
    ("Re: Automatic testing", "I like automatic testing."),
]


@each("text", STOPS)
@each("channel", [Channel.EMAIL, Channel.SMS])
def test_r7_a_stop_in_their_language(text: str, channel: Channel) -> None:
    assert read(reply(MONDAY, text, channel=channel)).kind == "stop"


@each("text", ANSWERS)
def test_r7_what_only_sounds_like_a_stop(text: str) -> None:
    assert read(reply(MONDAY, text, automatic=False)).kind == "answer"


@pytest.mark.parametrize("text", WITHDRAWALS)
def test_r8_a_withdrawal_in_their_language(text: str) -> None:
    assert read(reply(MONDAY, text)).kind == "withdraw"


@each(("subject", "text"), MACHINES)
def test_r8_automatic_by_its_words(subject: str, text: str) -> None:
    assert reads_automatic(subject, text)


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_r8_whoever_mentions_an_absence_has_answered(subject: str, text: str) -> None:
    assert not reads_automatic(subject, text)


def test_r7_start_and_help_are_words_alone() -> None:
    assert wants_texts_again(" Start! ") and not wants_texts_again("When do I start?")
    assert asks_who_we_are("HELP") and not asks_who_we_are("Can you help me?")
