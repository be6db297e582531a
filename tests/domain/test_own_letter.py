"""A colleague's own words as the letter that goes out: typed is what is read, and nothing is evaluated (R7, R10)."""

from __future__ import annotations

from typing import Any

import pytest

from activities.writing import UnwritableMessage, letter, wording
from channels.html import bodies
from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.message_context import Links
from domain.forecast.own_words import look_ahead
from domain.messages.own_words import OwnWords, rendered, reply_subject
from domain.messages.render import fill
from domain.messages.values import SAMPLE_FULL
from domain.names import Channel
from domain.playbook.model import Playbook
from domain.reducers.evolve import evolve
from domain.state.model import CandidateState
from tests.domain.lives import MONDAY, PLAYBOOK, application, fact, live, playbook

FILES = PLAYBOOK.model_dump(mode="json")["messages"]
FOOTER = "Acme, 123 Main Street"
STOP = "https://follow.acme.example/c/8fK2pQ/stop"


def mail(text: str, subject: str = "Hello", *, rules: Playbook = PLAYBOOK) -> tuple[str, str, str]:
    """Its subject and two bodies."""
    done = rendered(OwnWords(text, subject), rules, SAMPLE_FULL, fill, sms=False, locale=None)
    return done.subject, *bodies(done.body)


def text_message(text: str, **more: Any) -> str:
    return rendered(OwnWords(text, **more), PLAYBOOK, SAMPLE_FULL, fill, sms=True, locale=None).body


@pytest.mark.parametrize(
    "typed",
    [
        "{{ candidate.first_name }}",
        "{% include 'x.md' %} {% for a in b %}",
        "{# a comment #}",
        "{{ 7 * 7 }} ${HOME} %s {0}",
        "<b onclick=x>Hi</b> <script>alert(1)</script>",
        "100 % of 2 < 3 & more",
    ],
)
def test_what_looks_like_a_template_or_markup_is_read_as_typed(typed: str) -> None:
    _, text, html = mail(typed, subject="{{ candidate.email }}")
    assert text.startswith(typed)
    assert "<script" not in html and "<b " not in html and "49" not in text
    assert mail("x", subject="{{ candidate.email }}")[0] == "{{ candidate.email }}"


def test_markdown_becomes_both_bodies_with_signature_footer_and_the_way_to_stop() -> None:
    _, text, html = mail("See **you** on\nFriday:\n\n- [map](https://a.example/m)\n- lunch")
    assert text.startswith(
        "See you on\nFriday:\n\n- map: https://a.example/m\n- lunch\n\nBest regards,\n\nDana Reyes\n"
    )
    assert FOOTER in text and STOP in text
    assert "<strong>you</strong> on<br>" in html and STOP in html


@pytest.mark.parametrize("opened", ["```\ncode", "~~~~ sh\ncode", "- ```\n  code", "> ```\n> code", "1. ~~~"])
def test_r7_a_block_that_nobody_closes_does_not_swallow_the_way_to_stop(opened: str) -> None:
    _, text, html = mail(opened)
    assert f"stop these messages: {STOP}" in text
    assert f'<a href="{STOP}"' in html


@pytest.mark.parametrize(
    "words",
    [
        "All right.\n\nBest,\nDana",
        "All right.\n\nDana Reyes\nSenior Recruiter",
        "Fine\n\u2013 Dana",
        "Fine.\n\ndana reyes,",
    ],
)
def test_who_signs_is_not_signed_twice(words: str) -> None:
    assert mail(words)[1].count("Best regards") == 0
    assert mail("Dana will call you.\n\nSee you")[1].count("Best regards") == 1


def test_r7_a_playbook_without_those_parts_still_says_who_writes_and_how_to_stop_it() -> None:
    bare = playbook(messages={path: one for path, one in FILES.items() if not path.startswith("_")}, stages={})
    _, text, html = mail("Hi", rules=bare)
    assert "Acme, 123 Main Street, New York, NY 10001, USA\n\nIf you would rather not hear from us, stop" in text
    assert f"stop these messages: {STOP}" in text and f'<a href="{STOP}"' in html


def test_the_footer_is_in_their_language() -> None:
    both = playbook(messages=FILES | {"_footer.de.md": {"body": "Abmelden: {{ links.unsubscribe }}"}})
    done = rendered(OwnWords("Hallo", "Hallo"), both, SAMPLE_FULL, fill, sms=False, locale="de-AT")
    assert done.body.endswith(f"Abmelden: {STOP}") and done.path == "own words.de.md"


def test_what_no_reader_sees_is_taken_out_and_lines_stay() -> None:
    _, text, _ = mail("One\r\ntwo\u202egnp.\x00\x1b[31m\n")
    assert text.startswith("One\ntwognp.[31m\n")


def test_r7_a_text_says_who_writes_and_how_to_stop_and_an_answer_says_what_was_typed() -> None:
    assert text_message("See you\nat ten") == "Acme: See you at ten Reply STOP to opt out."
    assert (
        text_message("Acme here, \u201csee you\u201d. Reply STOP to end") == 'Acme here, "see you". Reply STOP to end'
    )
    assert text_message("See you at ten", answer=True) == "See you at ten"


SUBJECTS = [
    ("Tuesday", "Re: Tuesday"),
    ("Re: Tuesday", "Re: Tuesday"),
    ("RE[2]: Tuesday", "RE[2]: Tuesday"),
    ("AW: Dienstag", "AW: Dienstag"),
    ("Sv: Tirsdag", "Sv: Tirsdag"),
    ("Ready: set", "Re: Ready: set"),
    ("  a\r\nb ", "Re: a b"),
]


@pytest.mark.parametrize(("theirs", "ours"), SUBJECTS)
def test_r9_an_answer_says_re_once(theirs: str, ours: str) -> None:
    assert reply_subject(theirs) == ours


# ---------------------------------------------------------------- as the gate writes it


def waits(**person: Any) -> CandidateState:
    state = live([application(**person)], days=1).state
    return evolve(state, fact(e.ReplyReceived, MONDAY, text="When?", channel=person.get("channel") or Channel.EMAIL))


def words_for(state: CandidateState, own: OwnWords | None, *, channel: Channel) -> str:
    said = fact(e.SayRequested, MONDAY, text="x", answer=True, channel=channel)
    context = DecisionContext(PLAYBOOK, state.candidate, MONDAY)
    seen = look_ahead(state, said, context)
    assert seen.touch is not None, seen.problem
    return letter(wording(seen.state, seen.touch, context, Links("mailto:x@y.example"), own), None).body


def test_r12_a_text_that_takes_too_many_segments_is_not_cut_but_refused() -> None:
    state = waits(phone="+12125550123", sms_consent_at=MONDAY)
    with pytest.raises(UnwritableMessage, match="your text takes 5 segments for them, and the playbook allows 4"):
        words_for(state, OwnWords("word " * 130, answer=True), channel=Channel.SMS)


def test_r23_words_that_were_erased_are_not_made_up() -> None:
    with pytest.raises(UnwritableMessage, match="no longer on record"):
        words_for(waits(), None, channel=Channel.EMAIL)


def test_r7_a_look_ahead_knows_what_only_ledger_and_playbook_know() -> None:
    state = waits(phone="+4915112345678", sms_consent_at=MONDAY)
    context = DecisionContext(PLAYBOOK, state.candidate, MONDAY, frozenset({Channel.EMAIL}))
    said = fact(e.SayRequested, MONDAY, text="x", answer=True, channel=Channel.EMAIL)
    assert look_ahead(state, said, context).problem.startswith("They asked us not to write to them by email")
    texted = said.model_copy(update={"channel": Channel.SMS})
    assert look_ahead(state, texted, context).problem.startswith("Texts to their country aren't on the company's list")
