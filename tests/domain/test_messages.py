"""Which file speaks, and that values from outside cannot speak for us (R10)."""

from __future__ import annotations

import re
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from domain.messages.render import (
    SAMPLE_BARE,
    SAMPLE_FULL,
    MessageError,
    Rendered,
    Verbatim,
    check_messages,
    render,
    variants_of,
)
from domain.playbook.model import Playbook
from tests.tables import each


def playbook(messages: dict[str, Any]) -> Playbook:
    """A playbook with these message files, one step of which uses `x/hello`."""
    return Playbook.model_validate(
        {
            "company": {"name": "Acme", "timezone": "America/New_York", "country": "US"},
            "sender": {"name": "Acme", "email": "talent@acme.example"},
            "stages": {"applied": {"steps": [{"step": "s", "after": "entered", "message": "x/hello"}]}},
            "messages": messages,
        }
    )


FAMILY = playbook(
    {
        f"x/hello.{rest}": {"subject": f"About x/hello.{rest}", "body": body}
        for rest, body in {
            "md": "base",
            "b.md": "b",
            "de.md": "de",
            "b.de.md": "b de",
            "c.md": "c",
            "pt-BR.md": "pt-BR",
            "sms.txt": "text",
            "de.sms.txt": "text de",
            "b.sms.txt": "text b",
        }.items()
    }
)


def body(
    text: str, context: Any = SAMPLE_FULL, *, subject: str = "S", sms: bool = False, line: int = 1, foot: str = ""
) -> Rendered:
    suffix = "sms.txt" if sms else "md"
    content: dict[str, Any] = {f"x/hello.{suffix}": {"subject": subject, "body": text, "line": line}}
    content["_foot.md"] = {"body": foot}
    return render(playbook(content), "x/hello", sms=sms, locale=None, variant="", context=context)


def with_value(group: str, name: str, value: object) -> dict[str, Any]:
    context = deepcopy(dict(SAMPLE_FULL))
    context[group][name] = value
    return context


def as_shown(markdown: str) -> str:
    """The text a mail program shows, when the Markdown is turned into HTML as mails are."""

    class Shown(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += data

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            assert tag in ("p", "br"), f"a value made a <{tag}>"

    shown = Shown()
    shown.feed(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(markdown))
    return shown.text.strip()


@each(
    ("locale", "variant", "expected"),
    [
        (None, "", "base"),
        (None, "b", "b"),
        (None, "z", "base"),
        ("de", "", "de"),
        ("de", "b", "b de"),
        ("de", "c", "de"),  # the language goes before the variant
        ("de-AT", "", "de"),
        ("de_AT", "b", "b de"),
        ("DE", "", "de"),
        ("fr", "", "base"),
        ("fr", "b", "b"),
        ("pt-br", "", "pt-BR"),
        ("", "", "base"),
    ],
)
def test_the_closest_file_speaks(locale: str | None, variant: str, expected: str) -> None:
    rendered = render(FAMILY, "x/hello", sms=False, locale=locale, variant=variant, context=SAMPLE_FULL)
    assert rendered.body == expected
    assert rendered.subject == f"About {rendered.path}"


@pytest.mark.parametrize(("locale", "variant", "expected"), [("de-CH", "", "text de"), ("en", "b", "text b")])
def test_texts_have_the_same_scheme(locale: str, variant: str, expected: str) -> None:
    assert render(FAMILY, "x/hello", sms=True, locale=locale, variant=variant, context=SAMPLE_FULL).body == expected


def test_variants_are_those_that_a_candidate_can_get() -> None:
    assert variants_of(FAMILY, "x/hello", sms=False, locale="en") == ("", "b", "c")
    assert variants_of(FAMILY, "x/hello", sms=False, locale="de") == ("", "b")
    assert variants_of(FAMILY, "x/hello", sms=True, locale=None) == ("", "b")
    assert variants_of(FAMILY, "x/none", sms=False, locale=None) == ()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(MessageError, match=r"There is no file messages/x/none\.sms\.txt; add it"):
        render(FAMILY, "x/none", sms=True, locale=None, variant="", context=SAMPLE_FULL)


HOSTILE = [
    "[x](http://evil.example)",
    "![x](http://evil.example/p.png)",
    "*bold* and **bolder** and _this_ and __that__",
    "<script>alert(1)</script>",
    "<https://evil.example>",
    "`code` ``more``",
    "# Heading",
    "> quote",
    "- item",
    "+ item",
    "1. item",
    "12) item",
    "===",
    ":-",
    "---",
    "~~struck~~",
    "a | b",
    "&lt;b&gt; &amp; &#60;",
    "back\\slash \\*",
    "[ref]: http://evil.example",
    "{{ company.name }} {% raw %}",
    "snake_case and C++ and C# and R&D",
    "O'Brien-Smith, Jr.",
    "+1 212 555 0142",
    "$100,000 - $120,000",
]


@each("name", HOSTILE)
@each("around", ["{}", "Hi {},", "Hi\n{}"])
def test_a_name_shows_as_typed(name: str, around: str) -> None:
    rendered = body(around.format("{{ candidate.first_name }}"), with_value("candidate", "first_name", name))
    assert as_shown(rendered.body) == around.format(name)


@given(st.text(alphabet="ab1 \\`*_[]()<>#+-=.!|~&;:{}\"'/@\n", max_size=40))
def test_no_note_can_make_anything_but_text(note: str) -> None:
    lines = [" ".join(line.split()) for line in note.strip().splitlines()]
    shown = as_shown(body("x\n\n{{ note }}\n\ny", {**SAMPLE_FULL, "note": note}).body)
    assert shown.split() == ["x", *" ".join(lines).split(), "y"]


def test_a_note_keeps_its_lines_and_paragraphs() -> None:
    context = {**SAMPLE_FULL, "note": "- one\n    two\r\n\n\n\n# three\n"}
    assert as_shown(body("{{ note }}", context).body) == "- one\ntwo\n# three"


def test_ordinary_values_are_left_readable() -> None:
    value = "Senior C++ / R&D engineer (m/f), team_lead - O'Brien & Sons, 40%"
    assert body("{{ application.job_title }}", with_value("application", "job_title", value)).body == value


def test_a_name_is_one_line_without_control_characters() -> None:
    context = with_value("candidate", "first_name", "Ann\n\nYou have won\u202e\x07")
    assert body("Hi {{ candidate.first_name }},", context).body == "Hi Ann You have won,"


def test_links_and_verbatim_values_pass_through() -> None:
    context = with_value("links", "status", "https://a.example/c/x_y_*")
    assert body("[p]({{ links.status }})", context).body == "[p](https://a.example/c/x_y_*)"
    context = with_value("interview", "notes", Verbatim("**as is**"))
    assert body("{{ interview.notes }}", context).body == "**as is**"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://meet.example/a_b_c?x=1&y=2", "https://meet.example/a_b_c?x=1&y=2"),
        ("javascript:*x*", r"javascript:\*x\*"),
        ("https://e.example) [x](http://evil", r"https://e.example) \[x\](http://evil"),
    ],
)
def test_a_meeting_link_passes_only_if_it_is_one(link: str, expected: str) -> None:
    assert body("{{ interview.link }}", with_value("interview", "link", link)).body == expected


def test_a_subject_is_one_line_and_not_markdown() -> None:
    context = with_value("application", "job_title", "Data\r\nBcc: x@evil.example *lead*")
    rendered = body("x", context, subject="For\n{{ application.job_title }} ")
    assert rendered.subject == "For Data Bcc: x@evil.example *lead*"


def test_the_same_words_are_filled_as_their_place_asks_and_with_the_parts_of_their_own_playbook() -> None:
    words = '{{ application.job_title }}{% include "_foot.md" %}'
    context = with_value("application", "job_title", "*Lead*")
    for foot in ("one", "two", "one"):  # compiled once, and used in each version
        found = body(words, context, subject="{{ application.job_title }}", foot=foot)
        assert (found.subject, found.body) == ("*Lead*", rf"\*Lead\*{foot}")
        assert body(words, context, foot=foot, sms=True).body == f"*Lead*{foot}"


def test_texts_are_plain_and_keep_to_the_small_alphabet() -> None:
    context = with_value("application", "job_title", "Head\u00a0of \u2018R*D\u2019 \u2013 [x]")
    assert body("For {{ application.job_title }}\n  now", context, sms=True).body == "For Head of 'R*D' - [x] now"


def test_an_unknown_name_is_an_error_with_file_and_line() -> None:
    with pytest.raises(MessageError) as caught:
        body("Hi,\n\n{{ candidate.frist_name }}", line=4)
    assert str(caught.value) == (
        "messages/x/hello.md, line 6: 'candidate.frist_name' is not a name that messages may use; "
        "did you mean 'candidate.first_name'?"
    )


@each(
    ("text", "expected"),
    [
        ("{{ canddiate }}", "'canddiate' is not a name"),
        ("{{ offer.items }}", "'offer.items' is not a name"),
        ("{{ candidate }}", "write one of them, such as candidate.first_name"),
        ('{% include "_signatur.md" %}', "includes '_signatur.md', which is not below messages/"),
        ("{% if note %}", "line 1"),
        ("{{ 1 / 0 }}", "messages do not calculate"),
        ("{{ ''.__class__.__mro__ }}", "is not a name"),
        ("{{ candidate._values }}", "unsafe"),  # told with the near name by `playbook check`
        ("{{ note.format.__globals__ }}", "is not a name"),
        ("{% for i in range(10000000) %}{% endfor %}", "is a loop, and messages have none"),
    ],
)
def test_what_cannot_be_rendered_is_one_sentence(text: str, expected: str) -> None:
    with pytest.raises(MessageError) as caught:
        body(text)
    said = str(caught.value)
    assert said.startswith("messages/x/hello.md, line 1: ") and expected in said and "\n" not in said


def test_an_error_names_the_included_file_and_the_subject() -> None:
    with pytest.raises(MessageError, match=r"messages/_foot\.md, line 2: 'nope'"):
        body('a\n{% include "_foot.md" %}', foot="b\n{{ nope }}")
    with pytest.raises(MessageError, match=r"messages/x/hello\.md, in the subject: 'nope'"):
        body("a", subject="{{ nope }}")


def test_a_required_value_that_is_empty_is_not_printed_as_nothing() -> None:
    context = with_value("application", "job_title", "  ")
    with pytest.raises(MessageError, match=r"'application\.job_title' is empty"):
        body("the {{ application.job_title }} role", context)
    assert body("{% if application.job_title %}a{% else %}b{% endif %}", context).body == "b"


def test_what_is_not_known_is_empty_however_it_is_missing() -> None:
    text = "[{{ offer.pay }}{{ hire.plan }}{{ note }}{{ recruiter.name }}]"
    for context in (SAMPLE_BARE, {**SAMPLE_BARE, "offer": None}, {**SAMPLE_BARE, "offer": {"pay": None}}):
        assert body(text, context).body == "[]"


def test_blank_runs_of_skipped_paragraphs_are_closed() -> None:
    assert body("a\n\n{% if note %}\nn\n{% endif %}\n\n \n\nb\n", {**SAMPLE_BARE}).body == "a\n\nb"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a{% if note %}, b{% endif %}\n- c", "- a, b\n- c"),  # the item keeps its end
        ("- a {# why #}\n- c", "- a\n- c"),
        ("{% if note %}\n- a\n{% endif %}\n- c", "- a\n- c"),  # a line of code leaves none behind
        ("{% if note %}{% endif %}\n- c", "- c"),
        ("- a\n{%- if note %} b\n{%- endif %}\n- c", "- a b- c"),  # who writes dashes wants it so
    ],
)
def test_a_line_with_words_keeps_its_end(text: str, expected: str) -> None:
    assert re.sub(" +\n", "\n", body(text).body) == expected


def test_an_odd_filter_is_a_finding_and_no_error() -> None:
    messages = {"x/hello.md": {"subject": "s", "body": "{{ note | nofilter }}"}}
    assert any("line 1: there is no filter nofilter" in one for one in check_messages(playbook(messages)))


def test_check_finds_what_no_sample_reaches() -> None:
    found = check_messages(
        playbook(
            {
                "x/hello.md": {
                    "subject": "{{ candidate.ful_name }}",
                    "body": "{% if note and not promise.by %}\n{{ offer.pai }}\n{% endif %}\nx {{ nowhere }}",
                    "line": 4,
                },
                "x/hello.b.de.md": {"subject": "s", "body": "{{ oops.x }}"},
                "any/receipt.md": {"subject": "s", "body": "thanks"},
                "x/unused.md": {"subject": "s", "body": "{{ unused }}"},
            }
        )
    )
    assert any(f.startswith("messages/x/hello.md, line 5: 'offer.pai'") and "'offer.pay'?" in f for f in found)
    assert any(f.startswith("messages/x/hello.md, line 7: 'nowhere'") for f in found)
    assert any(f.startswith("messages/x/hello.md, in the subject: 'candidate.ful_name'") for f in found)
    assert any(f.startswith("messages/x/hello.b.de.md, line 1: 'oops'") for f in found)
    assert not any("unused" in f for f in found)
    assert len(found) == len(set(found))


def test_check_misses_neither_receipt_nor_subject_nor_body() -> None:
    found = check_messages(playbook({"x/hello.md": {"body": "\n"}}))
    assert "There is no file messages/any/receipt.md; add it, or use another message." in found
    assert any("has no subject" in f for f in found) and any("says nothing" in f for f in found)
