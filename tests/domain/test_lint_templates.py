"""The linter's rules about templates and files, its waivers, and that nothing makes it fall over."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.lint.engine import ANY_LANGUAGE, IDS, lint, other_languages
from tests.domain.drafts import GOOD, found, ids, mail, playbook, text, with_line
from tests.pace import pace
from tests.tables import each


@each(
    ("line", "ident", "said"),
    [
        ("{% if note %}", "broken-template", "{% if %} has no end; add {% endif %}"),
        ("{{ note", "broken-template", "what's between {{ and }} isn't a name"),
        ("{{ note | nofilter }}", "broken-template", "there is no filter nofilter; there are capitalize"),
        ("{% fi note %}{% endif %}", "broken-template", "{% fi %} is unknown; did you mean {% if %}?"),
        ("{% if note %}x{% edif %}", "broken-template", "{% edif %} is unknown; did you mean {% endif %}?"),
        ("{% endif %}", "broken-template", "{% endif %} belongs to what does not begin; write {% if … %} before"),
        ("{{ note | uper }}", "broken-template", "there is no filter uper; did you mean upper?"),
        ("{{ 1 / 0 }}", "broken-template", "messages do not calculate"),
        ("{% for x in 'ab' %}{{ x }}{% endfor %}", "broken-template", "is a loop, and messages have none"),
        ("{% set x = recruiter.phone %}", "broken-template", "{% set … %} isn't allowed in a message"),
        ('{% include "_nope.md" %}', "broken-template", "which is not below messages/"),
        ("{{ candidate }}", "broken-template", "write one of them"),
        ("{{ candidate.frist_name }}", "unknown-name", "did you mean 'candidate.first_name'?"),
        ("{% if not note %}{{ nowhere.x }}{% endif %}", "unknown-name", "'nowhere' is not a name"),
    ],
)
def test_what_cannot_be_filled_is_found_once(line: str, ident: str, said: str) -> None:
    (finding,) = found(mail(with_line(line)))
    assert finding.id == ident and said in finding.message
    assert "template" in finding.message or with_line(line).splitlines()[finding.line - 4] == line


@each(
    "printed",
    [
        "{{ recruiter.phone }}",
        "{% if recruiter.name %}{{ recruiter.phone }}{% endif %}",
        "{% if not recruiter.phone %}{{ recruiter.phone }}{% endif %}",
        "{% if recruiter.phone %}x{% else %}{{ recruiter.phone }}{% endif %}",
        "{% if recruiter.phone or note %}{{ recruiter.phone }}{% endif %}",
        "{{ note or recruiter.phone }}",
        "{{ recruiter.phone | default('x') }}",  # what is not known is empty, not undefined
        "{{ recruiter.phone if note else 'x' }}",
        "{{ 'x' ~ recruiter.phone }}",
        "{{ recruiter.phone | upper }}",
        "{{ recruiter.phone.upper() }}",
        "{% if recruiter.phone == '' %}{{ recruiter.phone }}{% endif %}",
    ],
)
def test_a_name_that_may_be_empty_is_asked_for_first(printed: str) -> None:
    findings = found(mail(with_line(printed)))
    assert [f.id for f in findings] == ["unguarded-name"]
    assert findings[0].message.startswith("'recruiter.phone' may be empty; print it within {% if recruiter.phone %}")


@each(
    "printed",
    [
        "Well, {{ candidate.first_name }}. {{ candidate.full_name }} {{ application.job_title }} {{ company.name }}",
        "{% if recruiter.phone %}{{ recruiter.phone }}{% endif %}",
        "{% if recruiter.phone %}{% if note %}{{ recruiter.phone }}{% endif %}{% endif %}",
        "{% if note and recruiter.phone %}{{ recruiter.phone }}{{ note }}{% endif %}",
        "{% if not recruiter.phone %}x{% else %}{{ recruiter.phone }}{% endif %}",
        "{% if not recruiter.phone %}x{% elif note %}{{ recruiter.phone }}{% endif %}",
        "{% if not (note or recruiter.phone) %}x{% endif %}",
        "{% if recruiter.phone != '' %}{{ recruiter.phone }}{% endif %}",
        "{% if recruiter.phone and recruiter.phone | length < 20 %}{{ recruiter.phone }}{% endif %}",
        "{% if recruiter.phone.startswith('+') %}{{ recruiter.phone }}{% endif %}",
        "{% if recruiter.phone == '' %}x{% else %}{{ recruiter.phone }}{% endif %}",
        "{{ recruiter.phone or 'x' }}",
        "{{ recruiter.phone or note or 'x' }}",
        "{{ 'at ' ~ recruiter.phone if recruiter.phone else 'x' }}",
        "{{ 'x' if not recruiter.phone else recruiter.phone }}",
        "{{ recruiter.phone | default('x', true) }}",
        "{{ recruiter.phone and 'at ' ~ recruiter.phone }}",
    ],
)
def test_a_name_that_was_asked_for_may_be_printed(printed: str) -> None:
    assert found(mail(with_line(printed))) == []


def test_subjects_are_checked_and_have_their_line() -> None:
    subject = "Your application: {{ promise.by }} {{ nothing }}"
    assert [(f.line, f.id) for f in found(mail(subject=subject))] == [(2, "unguarded-name"), (2, "unknown-name")]


@pytest.mark.parametrize(
    ("messages", "file", "said"),
    [
        ({"x/helo.md": "x/hello.md"}, "x/helo.md", "did you mean x/hello?"),
        ({"y/other.md": "x/hello.md"}, "y/other.md", "No step sends the message y/other; name it in playbook.yaml"),
        ({"x/hello.B.md": "x/hello.md"}, "x/hello.B.md", "No candidate can get a file of this name"),
        ({"x/hello.a.md": "x/hello.md"}, "x/hello.a.md", "No candidate can get a file of this name"),
        ({"x/hello.deutsch.md": "x/hello.md"}, "x/hello.deutsch.md", "No candidate can get a file of this name"),
        ({"_old.md": "_footer.md"}, "_old.md", "No message includes this part"),
    ],
)
def test_a_file_that_nobody_gets_is_found(messages: dict[str, str], file: str, said: str) -> None:
    known: dict[str, Any] = {**mail(), "_footer.md": {"body": "{{ links.unsubscribe }}"}}
    (finding,) = found({**known, **{name: known[like] for name, like in messages.items()}})
    assert (finding.file, finding.id) == (f"messages/{file}", "unused-file") and said in finding.message


def test_only_looks_at_the_files_that_are_asked_for() -> None:
    rules = playbook({**mail(with_line("soon")), "x/hello.de.md": {"subject": "x", "body": ""}})
    assert {f.file for f in lint(rules, ["x/hello.md"])} == {"messages/x/hello.md"}
    assert {f.file for f in lint(rules)} == {"messages/x/hello.md", "messages/x/hello.de.md"}
    assert other_languages(rules) == ["x/hello.de.md"] and other_languages(rules, ["x/hello.md"]) == []


# --- waivers ------------------------------------------------------------------------------------------------------


def test_a_waiver_with_a_reason_lets_a_finding_off_in_mails_texts_and_parts() -> None:
    spoilt = with_line("You will hear soon.")
    assert ids(mail(spoilt)) == {"vague-time"}
    assert found(mail(spoilt, waive={"vague-time": "quoted from the law"})) == []
    silent = "{{ company.name }}: Hi {{ candidate.first_name }}, thank you."
    reason = {"no-opt-out": "they asked for it themselves", "no-next-step": "a receipt", "no-date": "a receipt"}
    assert found(text(silent, waive=reason)) == []
    part = {"body": "{{ links.unsubscribe }} soon", "waive": {"vague-time": "as the lawyers wrote it"}}
    assert found({**mail(), "_footer.md": part}) == []


@pytest.mark.parametrize(
    ("waive", "expected"),
    [
        ({"vague-time": " "}, {"waiver-without-reason", "vague-time"}),
        ({"vage-time": "because"}, {"waiver-of-unknown-id", "vague-time"}),
        ({"jargon": "because", "vague-time": "because"}, {"waiver-without-need"}),
        ({"waiver-without-need": "because"}, {"waiver-of-unknown-id", "vague-time"}),
    ],
)
def test_a_waiver_that_says_or_does_nothing_is_a_finding(waive: dict[str, str], expected: set[str]) -> None:
    findings = found(mail(with_line("You will hear soon."), waive=waive))
    assert {f.id for f in findings} == expected
    assert all(f.line == 4 for f in findings if f.id.startswith("waiver"))


def test_what_cannot_be_judged_needs_its_waivers_later() -> None:
    broken = with_line("{% if note %}")
    assert ids(mail(broken, waive={"no-thanks": "we thanked them in person"})) == {"broken-template"}


# --- whatever a file says -----------------------------------------------------------------------------------------

PIECES = [
    "{% if note %}", "{% endif %}", "{{ candidate.first_name }}", "{{", "}}", "{%", "%}", "{#", "#}", "note", "soon",
    "{% include '_footer.md' %}", "{% include note %}", "[a](https://x.example)", "](", "*", "\\", "\n", "\n\n", "- ",
    "{{ nowhere.x.y }}", "{% set x = 1 %}", "{% raw %}", "{{ 'a' ~ }}", "!", "STOP", "Ann", "\U0001f600", "é", "?",
    "{% macro m() %}", "{% endmacro %}", "{{ offer }}", "{{ note.format }}", "{{ 9 ** 9 }}", "thank you. ", "\x00",
]  # fmt: skip
ANY_TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@given(body=ANY_TEXT, subject=ANY_TEXT, sms=st.booleans(), language=st.sampled_from(["", ".de", ".b"]))
@example(body="{{ " + "9" * 5000 + " }}", subject="", sms=False, language="")
@example(body="{{ " + "(" * 400 + ")" * 400 + " }}", subject="", sms=False, language="")
@example(body="{{ " + "1 + " * 1500 + "1 }}", subject="", sms=False, language="")
@example(body="{% include 'x/hello.md' %}", subject="", sms=False, language="")
@pace(50)
def test_whatever_a_file_says_there_are_findings_and_no_error(
    body: str, subject: str, sms: bool, language: str
) -> None:
    path = f"x/hello{language}{'.sms.txt' if sms else '.md'}"
    messages: dict[str, Any] = {**mail(), path: {"subject": subject, "body": body, "line": 3}}
    lines = body.count("\n") + subject.count("\n") + 3
    for finding in found(messages):
        assert finding.id in IDS and finding.message and 1 <= finding.line <= lines + GOOD.count("\n") + 4


def test_every_finding_has_a_meaning_and_a_good_name() -> None:
    assert ANY_LANGUAGE.items() <= IDS.items()
    assert all(ident == ident.lower() and " " not in ident and meaning for ident, meaning in IDS.items())
