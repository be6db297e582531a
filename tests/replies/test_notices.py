"""What a machine says that nobody has an address, or that something did not arrive, is no answer; and its like (R8)."""

from __future__ import annotations

from domain.names import Channel
from domain.replies.classify import MessageReading, read_mail, read_text
from domain.replies.mail.parse import Mail
from tests.replies.confusion import WEDNESDAY

BY_MACHINES = (
    "Message non remis\nL'adresse jean@example.org n'a pas été trouvée.",
    "Votre message n'a pas pu être remis car l'adresse n'existe pas.",
    "Notifica sullo stato della consegna\nIl messaggio a anna@example.org non è stato consegnato.",
    "Impossibile recapitare il messaggio. L'indirizzo non esiste.",
    "No se pudo entregar su mensaje. La dirección no existe.",
    "This email address is no longer in use. Please update your records.",
    "The mailbox you are writing to is no longer active.",
    "Diese Adresse wird nicht mehr genutzt. Ihre Nachricht wurde nicht weitergeleitet.",
    "Questo indirizzo non è più in uso.",
    "Este endereço de e-mail já não está em uso.",
    "AUTO-REPLY: This number does not receive texts.",
    "Your message is being held. To confirm you are a human, please click the link below.",
    "Your email has been greylisted, please confirm that you sent it",
    "Message automatique : je conduis, je vous rappelle.",
    "Ticket #55120 eröffnet. Bitte antworten Sie nicht auf diese E-Mail.",
    "Segnalazione 55120 aperta. Non rispondete a questa e-mail.",
    "Sua solicitação nº 55120 foi registrada. Não responda esta mensagem.",
    "Derzeit sind wir nicht erreichbar. Unsere Zeiten: Montag bis Freitag, 9 bis 17 Uhr.",
    "En este momento no podemos atenderle. Horario: lunes a viernes, de 9 a 17.",
    "We can't take your message right now. Opening hours: Mon-Fri 9-5.",
)
BY_PEOPLE = (
    "My work address is no longer used, please take the private one",
    "your message wasn't delivered to my phone but I saw the mail",
    "Le colis n'a pas été remis, je refais l'envoi",
    "Tô no saguão, de camisa verde",
    "tô no ônibus",
    "Again, thank you!",
    "Hola otra vez",
    "Have you a spare hard hat",
    "Our office is closed on Friday, so I could come then",
    "What are the opening hours? I can't take my lunch before one",
    "I opened ticket 55120 with your help desk and nobody has answered yet, could you look?",
)
IN_HASTE = (
    "Abwesend: Ihre Anfrage",
    "Danke für Ihre Nachricht. Ich bin bis 3. Oktober nicht im Büro. Ihre E-Mail wird nicht weitergeleitet.",
)
TAKES_BACK_NOTHING_FOR_CERTAIN = (
    "I'm no longer interested in the night role but very much in the day one",
    "Ya no me interesa el puesto de Vigo, pero el de Lugo sí",
    "I've removed myself from the process at the other firm, I'd rather join you",
    "J'ai retiré ma candidature chez votre concurrent, c'est vous que je préfère",
)


def _read(text: str) -> list[MessageReading]:
    mail = Mail(sender="ana@example.org", subject="Re: Your application", text=text, answers=("<ours@acme.example>",))
    return [read_text(text, WEDNESDAY, Channel.SMS), read_mail(mail, WEDNESDAY, answers_ours=True)]


def test_r8_a_notice_without_headers_is_automatic() -> None:
    read = {one: {found.kind for found in _read(one)} for one in BY_MACHINES}
    assert {one: kinds for one, kinds in read.items() if kinds != {"automatic"}} == {}


def test_r8_an_absence_with_a_date_is_automatic() -> None:
    mail = Mail(sender="ana@example.org", subject=IN_HASTE[0], text=IN_HASTE[1], answers=("<ours@acme.example>",))
    assert read_mail(mail, WEDNESDAY, answers_ours=True).kind == "automatic"


def test_r8_a_liked_text_in_italian_is_a_reaction() -> None:
    for said in ("Piace a “Il colloquio è domani alle 10”", "Piace “A domani, grazie”"):
        assert read_text(said, WEDNESDAY).kind == "reaction", said


def test_r8_what_people_say_of_addresses_and_where_they_are_is_an_answer() -> None:
    read = {one: {(found.kind, found.certain) for found in _read(one)} for one in BY_PEOPLE}
    assert {one: kinds for one, kinds in read.items() if kinds != {("answer", True)}} == {}


def test_r8_who_wants_another_job_of_ours_or_left_elsewhere_withdraws_nothing_for_certain() -> None:
    for one in TAKES_BACK_NOTHING_FOR_CERTAIN:
        assert not [found for found in _read(one) if found.kind == "withdraw" and found.certain], one


def test_r3_that_we_write_too_much_is_put_to_a_person() -> None:
    for one in ("u lot text too much", "you message too much", "ihr schreibt zu viel", "vous écrivez trop"):
        assert {(found.kind, found.certain) for found in _read(one)} == {("stop", False)}, one
