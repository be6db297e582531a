"""The linter's rules about words: an example that is found and one that is not, for each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.drafts import GOOD, GOOD_TEXT, found, ids, mail, text, with_line
from tests.tables import each

LONG = "We read each line with care. " * 40
HARD = (
    "Notwithstanding considerable organizational complications, our interdisciplinary evaluation committee "
    "anticipates communicating additional clarifications regarding your application subsequent to deliberations "
    "that are still continuing within several departments."
)


def test_a_good_message_has_no_findings() -> None:
    assert found(mail()) == [] and found(text()) == []


@each(
    ("ident", "bad", "good"),
    [
        ("vague-time", "You will hear from us soon.", "It is too soon to tell, and you hear by Friday."),
        ("vague-time", "We write as soon as\npossible.", "We write by Friday."),
        ("vague-time", "We write In Due Course.", "We write within a week."),
        ("vague-time", '{{ promise.by or "shortly" }}', "{# soon #}{{ promise.by or 'within a week' }}"),
        ("vague-time", "{% set when = 'shortly' %}{{ when }}", "{% if note == 'soon' %}x{% endif %}"),
        ("vague-time", "We write soon.", "See [this page](https://acme.example/soon) or https://soon.example."),
        ("jargon", "We reach out to you.", "We reach you."),
        ("jargon", "Let us touch\nbase.", "Touch the base of it."),
        ("jargon", "Kindly wait.", "That was unkindly put."),
        ("pressure", "Reply immediately, please.", "You hear immediately after the talk."),
        ("pressure", "This is your last chance.", "This is our last message."),
        ("pressure", "Unless we hear back from you, it ends.", "You hear back from us."),
        ("negative-wording", "Unfortunately it takes longer.", "It takes longer, and we are sorry."),
        ("negative-wording", "There were stronger candidates.", "The decision is about this role."),
        ("negative-wording", "Please do not reply to this email.", "There is no need to reply."),
        ("stiff-wording", "You will have word from us by Friday.", "You will hear from us by Friday."),
        ("stiff-wording", "Our next message to you comes by Friday.", "Our next message will come by Friday."),
        ("stiff-wording", "You need not do anything.", "You do not need to do anything."),
        ("stiff-wording", "We told you several dates.", "We gave you several dates."),
        ("stiff-wording", "We have closed it, as you wished.", "We have closed it, as you asked."),
        ("stiff-wording", "Here is another date from us.", "Here is a new date."),
        ("stiff-wording", "Reply and tell us by when.", "Reply and tell us when it is, by Friday."),
        ("stiff-wording", "Your interview won't take place.", "Your interview has been canceled."),
        ("stiff-wording", "You'll hear from us by Friday, either way.", "You can reply either way."),
        ("stiff-wording", "We'll write by Friday, whatever the news.", "We'll write, whatever you decide."),
        ("stiff-wording", "Thank you for taking the time to meet us.", "Please meet us at the front desk."),
        ("stiff-wording", "A person will read it.", "The right person will be hard to find."),
        ("stiff-wording", "These are the points as they now stand.", "This is where things now stand."),
        ("stiff-wording", "We're making you an offer.", "We're making progress on an offer for you."),
        ("stiff-wording", "Something about your interview has changed.", "Something on your end has changed."),
        ("stiff-wording", "Here are a few facts:", "We looked at a few facts."),
        ("stiff-wording", "Is there a question nobody has answered?", "Nobody has answered yet."),
        ("stiff-wording", "We look at it anew.", "Needless to say, we look at it again in the new year."),
        ("stiff-wording", "Send us an e-mail.", "Send us an email."),
        ("spam-words", "Click here.", "Click on."),
        ("spam-words", "A risk-free talk.", "A talk with no obligation."),
        ("emoji", "Well done \U0001f389", "Well done – €5 ©"),
        ("emoji", "Well done :-)", "Well done (a: b)"),
        ("exclamation-marks", "Great! Thanks!", "Great! Thanks."),
        ("exclamation-marks", "Great!!", "Great! ![pic](x)"),
        ("capitals", "This is IMPORTANT.", "This is about SQL, GDPR and the USA."),
        ("capitals", "PLEASE READ this.", "Write STOP or UNSUBSCRIBE."),
        ("too-long", LONG, LONG[: len(LONG) // 2]),
        ("hard-to-read", HARD, "You will hear what we think."),
    ],
)
def test_words(ident: str, bad: str, good: str) -> None:
    assert ident in ids(mail(with_line(bad)))
    assert ident not in ids(mail(with_line(good)))


def test_somebody_we_write_to_first_is_not_thanked_for_time_they_have_not_given() -> None:
    early = mail(with_line("Thank you for your time."))
    assert "stiff-wording" in ids(early, stage="prospect")
    assert "stiff-wording" not in ids(early, stage="prospect", after="last_contact", kind="update")
    assert "stiff-wording" not in ids(early, stage="interview")
    assert "stiff-wording" not in ids(mail(with_line("Thank you for reading this.")), stage="prospect")


@pytest.mark.parametrize(
    ("bad", "line", "said"),
    [
        ("You will hear soon.", 16, '"soon" says nothing; name a date, such as {{ promise.by }}.'),
        ("So\nwe touch\nbase.", 17, '"touch base" is jargon; better: talk.'),
    ],
)
def test_a_finding_names_its_line_and_what_to_write(bad: str, line: int, said: str) -> None:
    (finding,) = found(mail(with_line(bad)))
    assert (finding.file, finding.line, finding.message) == ("messages/x/hello.md", line, said)


def test_the_subject_is_read_too_and_has_its_line() -> None:
    (finding,) = found(mail(subject="We decide soon about your application"))
    assert (finding.line, finding.id) == (2, "vague-time")


@pytest.mark.parametrize(
    ("ident", "bad"),
    [
        ("subject-length", "News"),
        ("subject-length", "Your application for the {{ application.job_title }} role " + "and more " * 6),
        ("misleading-subject", "Re: your application"),
        ("misleading-subject", "FWD: your application"),
    ],
)
def test_subjects(ident: str, bad: str) -> None:
    assert ids(mail(subject=bad)) == {ident}
    assert ident not in ids(mail(subject="Regarding your application for the {{ application.job_title }} role"))


def test_a_mail_of_a_line_is_too_short() -> None:
    short = 'Hi {{ candidate.first_name }},\n\nThank you. Reply by Friday.\n{% include "_signature.md" %}\n'
    assert "too-short" in ids(mail(short + '{% include "_footer.md" %}'))


@pytest.mark.parametrize(
    ("body", "limit", "expected"),
    [
        (GOOD_TEXT, 4, set()),
        (GOOD_TEXT, 1, {"text-too-long"}),
        (GOOD_TEXT.replace("patience", "patience " * 30), 4, {"text-too-long"}),  # not for Ann, but for João
        (GOOD_TEXT.replace("patience", "patience ž"), 4, {"text-letters"}),
        (GOOD_TEXT.replace("patience", "“patience” – it’s"), 4, set()),  # such quotes and dashes are sent plain
    ],
)
def test_texts_have_a_length(body: str, limit: int, expected: set[str]) -> None:
    assert ids(text(body), texts={"max_segments": limit}) == expected


def test_parts_are_read_for_their_words_alone() -> None:
    messages: dict[str, Any] = {**mail(), "_footer.md": {"body": "{{ links.unsubscribe }} ASAP, thrilled"}}
    assert {(f.file, f.id) for f in found(messages)} == {
        ("messages/_footer.md", "vague-time"),
        ("messages/_footer.md", "jargon"),
    }


def test_other_languages_are_spared_the_english_lists_and_get_the_rest() -> None:
    german = GOOD.replace("Hi ", "Guten Tag ").replace("Thank you for your patience.", "Wir melden uns soon!!")
    assert ids(mail(german, file="x/hello.de.md")) == {"exclamation-marks"}
    assert "no-greeting" in ids(mail(german.replace("{{ candidate.first_name }}", "zusammen"), file="x/hello.de.md"))
    assert {"vague-time", "no-thanks"} <= ids(mail(german.replace("Guten Tag", "Hi"), file="x/hello.en-GB.md"))
