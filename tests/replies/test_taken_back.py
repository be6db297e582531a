"""A withdrawal is certain by two signs: it says so, and what is taken back is the job, or nothing else is named (R8)."""

from __future__ import annotations

import pytest

from domain.names import Channel
from domain.replies.classify import read_text
from domain.replies.taken_back import object_of
from domain.replies.wishes import ANOTHER_THING, OF_WHAT, wish_in
from tests.replies.confusion import WEDNESDAY
from tests.tables import each

WITHDRAW = "i've decided to withdraw"


@each(
    ("behind", "about"),
    [
        ("", "none"),
        (", sorry", "none"),
        (" at this stage", "none"),
        (" because of the shifts", "none"),
        (" from the process", "job"),
        (" from the weekend supervisor role", "job"),
        (" from the dental plan", "other"),
        (" from the saturday shift", "other"),
        (" from the leeds lot", "unknown"),
    ],
)
def test_r8_what_is_given_up_is_read_from_what_stands_behind(behind: str, about: str) -> None:
    assert object_of(WITHDRAW + behind, (0, len(WITHDRAW))) == about


def test_r8_a_withdrawal_that_does_not_say_of_what_is_put_to_a_person() -> None:
    found = wish_in("I've decided to withdraw from the Leeds lot", Channel.SMS)
    assert (found.kind, found.certain, found.why) == ("withdraw", False, OF_WHAT)


def test_r8_who_gives_up_what_comes_with_a_job_is_still_in() -> None:
    found = wish_in("I've decided to withdraw from the induction course", Channel.SMS)
    assert (found.kind, found.why) == ("answer", ANOTHER_THING)


def test_r8_a_thing_given_up_beside_the_job_hides_no_withdrawal() -> None:
    found = wish_in("I'm going to decline the room. I've accepted another job.", Channel.SMS)
    assert (found.kind, found.certain) == ("withdraw", True)


@pytest.mark.parametrize(
    "said",
    [
        "As for the pension scheme, I'd rather opt out",
        "En cuanto al seguro de salud, prefiero no participar, tengo uno propio",
        "Aan de collectieve pensioenregeling wil ik niet deelnemen, de rest is akkoord",
        "Per quanto riguarda la palestra, preferisco non partecipare",
        "Quant à la mutuelle, je préfère ne pas participer",
        "Mag ik weten waaraan het lag? Misschien kan ik beter ergens anders op focussen.",
    ],
)
def test_r8_a_thing_named_ahead_is_what_they_give_up(said: str) -> None:
    found = read_text(said, WEDNESDAY)
    assert not (found.kind == "withdraw" and found.certain), found.why


@each(
    "said",
    [
        "Vielleicht sage ich doch lieber ab, ich schlafe noch eine Nacht darüber",
        "Might not carry on with this, I'll tell you on Friday",
        "Not sure I'll go on with the process, the shifts scare me",
        "I'm having second thoughts about the job",
        "Forse dovrei lasciar perdere, non ho ancora deciso",
        "Il vaudrait peut-être mieux que j'arrête là ?",
        "Quizás sea mejor que no continúe, aún lo dudo",
        "Talvez seja melhor não continuar, ainda não decidi",
        "Misschien is het beter als ik afhaak, ik twijfel nog",
        "I'm withdrawing my application, or rather, I haven't decided yet",
    ],
)
def test_r8_who_thinks_aloud_may_withdraw_and_has_not(said: str) -> None:
    found = read_text(said, WEDNESDAY)
    assert (found.kind, found.certain) == ("withdraw", False), found.why


@each(
    "said",
    [
        "Ya no cuenten conmigo para la vacante, gracias por todo",
        "Reken niet meer op mij voor de functie, bedankt",
        "Ne comptez plus sur moi pour le poste",
        "Non accetto la proposta, buona fortuna",
        "Das Angebot nehme ich leider nicht an.",
        "Please treat my application as closed",
        "Muszę zrezygnować z pracy u państwa, dziękuję",
        "Знімаю свою кандидатуру, дякую",
    ],
)
def test_r8_who_is_no_longer_to_be_reckoned_with_withdraws(said: str) -> None:
    assert read_text(said, WEDNESDAY).kind == "withdraw"


@pytest.mark.parametrize(
    "said",
    [
        "I'm not doing the questionnaire, nor do I want anything else from your company",
        "Ich möchte keine Umfragen und auch sonst nichts von Ihnen",
        "Je ne veux pas de ce sondage ni rien d'autre de votre part",
        "No quiero la encuesta ni nada más de su parte",
        "Não quero o inquérito nem mais nada da vossa parte",
        "Ik wil die enquête niet en ook niets anders van jullie",
        "Non voglio il sondaggio né altro da voi",
    ],
)
def test_r3_nothing_else_either_is_a_stop_or_a_doubt(said: str) -> None:
    assert read_text(said, WEDNESDAY).kind == "stop"


@pytest.mark.parametrize(
    "said",
    [
        "Ich habe sonst nichts von Ihnen bekommen, kommt da noch ein Formular?",
        "Is there anything else from your side that I should bring?",
        "Ik heb de mail en ook niets anders van jullie ontvangen, klopt dat?",
    ],
)
def test_r3_who_asks_for_what_else_there_is_wants_no_silence(said: str) -> None:
    assert read_text(said, WEDNESDAY).kind == "answer"
