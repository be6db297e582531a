"""The linter's rules about what a message must have, which hang on its stage and its step."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.drafts import GOOD, GOOD_TEXT, found, ids, mail, text, with_line
from tests.tables import each

NO_ASK = GOOD.replace("If your plans have changed, reply to this message.", "We read your letter with care.")
UNDATED = GOOD.split("{% if promise.by %}")[0] + GOOD.split("{% endif %}\n")[1]


@pytest.mark.parametrize(
    ("ident", "old", "new"),
    [
        ("no-greeting", "Hi {{ candidate.first_name }},", "Hello,"),
        ("no-greeting", "Hi {{ candidate.first_name }},", "Dear {{ candidate.full_name }},"),
        ("no-greeting", "Hi {{ candidate.first_name }},", "{{ candidate.first_name }},"),
        ("name-in-doubt", "Hi {{ candidate.first_name }},", "Hi {{ candidate.first_name }} and team,"),
        ("no-thanks", "Thank you for your patience.", "Here is where things stand with us today."),
        ("no-signature", '{% include "_signature.md" %}', "Bye"),
        ("no-opt-out", '{% include "_footer.md" %}', "Bye"),
    ],
)
def test_what_each_mail_has(ident: str, old: str, new: str) -> None:
    assert ids(mail(GOOD.replace(old, new))) == {ident}


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("", False),
        ("\n\n  \n", False),
        ("{# of marketing #}\n{% if note %}{% endif %}", False),
        ("\n\nP.S. See you there.", True),
        ("{% if note %}\n{{ note }}{% endif %}", True),
    ],
)
def test_nothing_stands_below_the_footer(below: str, words: bool) -> None:
    footer = '{% include "_footer.md" %}'
    about = [one for one in found(mail(GOOD.replace(footer, footer + below))) if one.id == "after-footer"]
    assert bool(about) is words
    if words:
        assert "below the footer" in about[0].message and about[0].line > found(mail(GOOD.replace(footer, "")))[0].line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hi {{ candidate.first_name }},", "Good morning {{ candidate.first_name }},"),
        ("Thank you for your patience.", "Many thanks for your patience, again."),
        ('{% include "_signature.md" %}', "Regards,\n\n{{ recruiter.name or company.name }}"),
        ('{% include "_footer.md" %}', "[stop]({{ links.unsubscribe }})"),
    ],
)
def test_it_may_be_had_in_other_ways(old: str, new: str) -> None:
    assert ids(mail(GOOD.replace(old, new))) <= {"unused-file"}


@pytest.mark.parametrize(
    ("ident", "old", "new"),
    [
        ("no-greeting", "Hi {{ candidate.first_name }}, thank you", "Thank you"),
        ("no-thanks", "thank you for your patience", "we are still at it"),
        ("no-opt-out", "Reply STOP to opt out.", "Bye."),
    ],
)
def test_what_each_text_has(ident: str, old: str, new: str) -> None:
    assert ids(text(GOOD_TEXT.replace(old, new))) == {ident}


@each(
    "line",
    [
        "Have you a question? Reply to this message.",
        "Which day suits you? Which time?",
        "If Friday is too late, tell us why.",
        "Write to us, or let us know by phone whom we should call.",
        "Your interview is at <https://meet.example/acme-4821>.",
        "[Write to us](mailto:talent@acme.example)",
        "Thank you for letting us know, and for the call.",
        "We will book the room and complete the form for you.",
    ],
)
def test_one_call_to_action_however_it_is_put(line: str) -> None:
    assert ids(mail(with_line(line))) == set()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Fill in [our form](https://acme.example/form).", "to reply and to follow a link (https://acme.example/form)"),
        ("Please call us, too.", "to reply and to call"),
        ("Follow us on LinkedIn.", 'to reply and to "follow us"'),
        ("[a](https://a.example) or [b](https://b.example)", "a link (https://a.example) and to follow a link"),
        ("Who? Where? When?", "It asks 3 questions"),
    ],
)
def test_several_calls_to_action_are_too_many(line: str, said: str) -> None:
    (finding,) = found(mail(with_line(line)))
    assert finding.id == "several-calls-to-action" and said in finding.message
    assert line.partition(" ")[0] in with_line(line).splitlines()[finding.line - 4] or "?" in line


def test_a_link_may_stand_in_for_the_reply() -> None:
    survey = NO_ASK + "{% if links.survey %}"
    survey = NO_ASK.replace("We read", "How did we do? [Answer here](https://acme.example/s). We read")
    assert ids(mail(survey)) == set()


@pytest.mark.parametrize(
    ("body", "asks", "expected"),
    [
        (NO_ASK, False, {"no-call-to-action"}),
        (NO_ASK.replace("We read", "There is nothing you need to do. We read"), False, set()),
        (NO_ASK.replace("We read", "There is nothing you need to do. We read"), True, {"no-call-to-action"}),
        (NO_ASK.replace("We read", "Would you like to talk? We read"), True, set()),
    ],
)
def test_there_is_something_to_do_or_a_word_that_there_is_not(body: str, asks: bool, expected: set[str]) -> None:
    assert ids(mail(body), asks=asks) == expected


def test_a_text_needs_a_call_to_action_only_where_its_step_asks() -> None:
    assert ids(text()) == set()
    assert ids(text(), asks=True) == {"no-call-to-action"}  # STOP is none
    assert ids(text(GOOD_TEXT.replace("Reply STOP", "Which day suits you? Reply STOP")), asks=True) == set()


@each(
    ("stage", "step", "expected"),
    [
        ("applied", {}, {"no-date", "no-next-step"}),
        ("interview", {}, {"no-date", "no-next-step"}),
        ("hired", {}, {"no-next-step"}),
        ("applied", {"kind": "nudge"}, set()),  # the next step is theirs
        ("applied", {"asks": True}, set()),
        ("applied", {"rank": "survey"}, set()),
        ("rejected", {"rank": "rejection"}, set()),
        ("withdrawn", {}, set()),
        ("network", {"rank": "nurture"}, set()),
    ],
)
def test_who_waits_for_us_is_told_what_comes_next_and_when(
    stage: str, step: dict[str, Any], expected: set[str]
) -> None:
    assert ids(mail(UNDATED), stage, **step) == expected
    assert ids(mail(GOOD), stage, **step) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("You will hear from us.", {"no-date"}),
        ("You will hear from us within ten days.", set()),
        ("You will hear from us by Friday.", set()),
        ("You will hear from us on 4 December.", set()),
        ("You will hear from us on 2026-12-04.", set()),
        ("You will hear from us in two business days.", set()),
        ("{% if offer.expires %}It is open until {{ offer.expires }}.{% endif %}", set()),
    ],
)
def test_a_date_is_one_that_can_be_counted(sentence: str, expected: set[str]) -> None:
    assert ids(mail(with_line(sentence, UNDATED))) == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"promises": "10bd"}, {"promise-not-told"}),
        ({"after": "interview_scheduled"}, {"date-not-told", "no-date", "no-next-step"}),
        ({"after": None, "before": "interview"}, {"date-not-told", "no-date", "no-next-step"}),
        ({"after": None, "before": "offer_expiry", "asks": True}, {"date-not-told"}),
        ({"after": None, "before": "start_date", "asks": True}, {"date-not-told"}),
    ],
)
def test_the_date_of_a_step_is_told(step: dict[str, Any], expected: set[str]) -> None:
    beside = {"no-next-step", "no-date", "same-words"}
    assert ids(mail(UNDATED), **step) - beside == expected - beside


def test_the_date_of_a_step_is_told_in_every_language_and_in_texts() -> None:
    assert ids(mail(UNDATED, file="x/hello.de.md"), promises="5bd") == {"promise-not-told"}
    assert ids(text(GOOD_TEXT.replace("promise.by", "interview.date")), promises="5bd") == {"promise-not-told"}
    assert ids(mail(), promises="5bd") == set()
    dated = with_line("{% if interview.date %}{{ interview.date }}, {{ interview.time or 'noon' }}{% endif %}")
    assert ids(mail(dated), after="interview_scheduled") == set()
