"""No more interest in our messages is a stop; in the job, a withdrawal (R3, R7)."""

from __future__ import annotations

import pytest

from domain.names import Channel
from domain.replies.classify import read_text
from tests.replies.confusion import WEDNESDAY

UNWELCOME = """
I am no longer interested in receiving your emails
I'm no longer interested in your messages.
No longer interested in hearing from you.
I am no longer interested in being contacted
I no longer wish to be considered or contacted
I am not interested any more in emails from you
Not interested in your emails any more
Lost interest in your newsletters any more
No longer interested in these texts
Kein Interesse mehr an weiteren Mails
Ich habe kein Interesse mehr an Ihren Nachrichten
Ich bin nicht mehr an Ihren E-Mails interessiert
An weiteren Nachrichten bin ich nicht mehr interessiert
Ich bin nicht mehr interessiert an SMS von Ihnen
Kein Interesse mehr an Kontakt
Kein Interesse mehr, von Ihnen kontaktiert zu werden
Je ne suis plus intéressé par vos messages
Je ne suis plus intéressée par vos mails
Je ne suis plus intéressé à recevoir vos courriels
Vos messages ne m'intéressent plus
Je ne souhaite plus poursuivre ni être contacté
Ya no estoy interesado en sus correos
Ya no me interesa recibir correos
Ya no me interesan sus mensajes
No tengo más interés en recibir mensajes
Ya no tengo interés en que me contacten
Não estou mais interessado em receber e-mails
Já não tenho interesse nas vossas mensagens
Não tenho mais interesse em ser contactado
Não estou mais interessada nos seus e-mails
Ik heb geen interesse meer in jullie mails
Ik ben niet meer geïnteresseerd in jullie berichten
Geen interesse meer in verdere e-mails
In jullie mails ben ik niet meer geïnteresseerd
Ik heb geen interesse meer om benaderd te worden
Non sono più interessato alle vostre email
Non sono più interessata a ricevere messaggi
Non mi interessano più i vostri messaggi
Non mi interessa più ricevere le vostre mail
Non ho più interesse ai vostri SMS
Your emails do not interest me
Sus mensajes ya no me interesan
Ihre Nachrichten interessieren mich nicht mehr
Jullie berichten interesseren me niet meer
I've lost interest in these reminders
I no longer want to be considered for this role or contacted again
Keine Lust mehr auf eure Mails
"""

OTHERS = """
withdraw: I am no longer interested in the position
withdraw: Thank you for your email but I am no longer interested
withdraw: Thank you for your message, I'm no longer interested.
withdraw: I am no longer interested in the email marketing role
withdraw: I am no longer interested in the messaging team position, thanks for your mail
withdraw: I accepted another job, I will tell you more by email.
withdraw: I am no longer interested, please confirm by email
withdraw: I no longer wish to be considered for this role
withdraw: Vielen Dank für Ihre Nachricht, ich habe kein Interesse mehr an der Stelle
withdraw: Ich habe kein Interesse mehr an der Stelle im E-Mail-Marketing
withdraw: Je ne suis plus intéressé par le poste, merci pour votre message
withdraw: Ya no estoy interesado en el puesto, gracias por su mensaje
withdraw: Não estou mais interessado na vaga
withdraw: Ik ben niet meer geïnteresseerd in de functie, dank voor uw mail
withdraw: Non sono più interessato alla posizione, grazie per il messaggio
withdraw: I am no longer available for calls on Monday
answer: Sus mensajes me interesan mucho
answer: Ihre Nachrichten interessieren mich sehr
answer: No problem I am interested in your messages
answer: Not only am I interested in your emails, I read them all
answer: Vos messages m'intéressent beaucoup
answer: I am very interested in hearing from you
""".strip().splitlines()


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
def test_r3_r7_whoever_wants_no_more_messages_is_heard_as_a_stop(channel: Channel) -> None:
    read = {one: read_text(one, WEDNESDAY, channel) for one in UNWELCOME.strip().splitlines()}
    assert [one for one, found in read.items() if found.kind != "stop"] == []
    assert [one for one, found in read.items() if found.withdraws and " consider" not in one] == [
        "Je ne souhaite plus poursuivre ni être contacté"
    ]


def test_r8_no_more_interest_in_the_job_is_no_stop() -> None:
    read = {line: read_text(line.partition(": ")[2], WEDNESDAY, Channel.EMAIL).kind for line in OTHERS}
    assert [line for line, kind in read.items() if kind != line.partition(": ")[0]] == []


def test_r7_a_mention_of_one_channel_closes_that_one() -> None:
    found = read_text("I'm no longer interested in these texts, email is fine", WEDNESDAY, Channel.SMS)
    assert (found.kind, found.certain, found.closes) == ("stop", True, (Channel.SMS,))
