"""Openings in the network's messages (S18): who reads of which, how they are printed, and what goes without."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lives import PLAYBOOK, playbook

from channels.html import bodies, to_text
from domain.lint.engine import lint
from domain.messages.opening_list import MOST_OPENINGS, Opening, lines, safe_link
from domain.messages.openings import for_person
from domain.messages.render import SAMPLE_BARE, SAMPLE_FULL, fill
from domain.messages.template_parsing import prints_openings
from domain.playbook.audience import Profile
from tests.tables import each

HELLOS = [f"network/hello{number}.md" for number in ("", "-2", "-3")]


def profile(*tags: str, **known: str) -> Profile:
    return Profile.of(tags, **known)


DATA = Opening("data", "Data Engineer", "Platform", "Senior", "New York", tags=("python",), opened_at="2")


@each(
    ("opening", "known", "fits"),
    [
        (DATA, profile(department="platform"), True),  # in a department in which they applied; no level is known
        (DATA, profile(department="Platform", level="senior"), True),
        (DATA, profile(department="Platform", level="junior"), False),
        (DATA, profile(department="Sales"), False),
        (DATA, profile("Python", department="Sales", level="junior"), True),  # a tag that somebody gave says more
        (DATA, profile("java"), False),
        (DATA, profile(), False),
        (Opening("x", "Anything"), profile("python", department="Platform"), False),  # nobody knows for whom it is
        (Opening("x", "", "Platform"), profile(department="Platform"), False),  # and this one has no name
        (DATA, profile(department="Platform", job="data"), False),  # they have applied for it
    ],
)
def test_s18_an_opening_is_for_whom_tag_or_department_and_level_say(
    opening: Opening, known: Profile, fits: bool
) -> None:
    applied_for = {job} if (job := known.value("job")) else set()
    assert bool(for_person([opening], [known], applied_for)) is fits


def test_s18_the_best_come_first_and_no_more_than_a_few() -> None:
    many = [Opening(f"j{n}", f"Job {n}", "Platform", opened_at=str(n)) for n in range(9)]
    tagged = Opening("tagged", "Tagged", "Sales", tags=("python",), opened_at="0")
    exact = Opening("exact", "Exact", "Platform", "senior", opened_at="0")
    found = for_person([*many, tagged, exact], [profile("python", department="Platform", level="senior")], set())
    assert [one.job for one in found] == ["tagged", "exact", "j8", "j7", "j6"] and len(found) == MOST_OPENINGS


@each(
    ("link", "safe"),
    [
        ("https://jobs.acme.example/data?x=1&y=2#top", True),
        ("https://acme.example", True),
        ("http://acme.example/x", False),
        ("https://user:pass@acme.example/", False),
        ("https://acme.example@evil.example/", False),
        ("https://localhost/x", False),
        ("javascript:alert(1)", False),
        ("https://acme.example/x y", False),
        ("https://acme.example/)[click](https://evil.example", False),
        ("https://acme.example/<script>", False),
        ("https://\u0430cme.example/", False),  # a Cyrillic letter
        ("https://acme.example/" + "x" * 500, False),
        ("", False),
    ],
)
def test_a_link_is_printed_only_where_it_is_safe(link: str, safe: bool) -> None:
    assert bool(safe_link(link)) is safe


@pytest.mark.parametrize("path", HELLOS)
def test_s18_the_hello_names_them_and_goes_without_where_none_is_open(path: str) -> None:
    full, bare = fill(PLAYBOOK, path, SAMPLE_FULL).body, fill(PLAYBOOK, path, SAMPLE_BARE).body
    assert "- [Data Engineer, Streaming](https://jobs.acme.example/data-engineer-streaming), Platform" in full
    assert "- Analytics Engineer, Platform, Remote" in full
    for gone in ("openings", "open right now", "good fit:", "hiring for", "- ", ":\n"):
        assert gone not in bare, "no empty list and no broken sentence"
    assert "\n\n\n" not in bare and "\n\n\n" not in full
    assert prints_openings(PLAYBOOK, path) and not prints_openings(PLAYBOOK, "applied/received.md")


def test_what_an_opening_says_is_text_and_no_markup() -> None:
    evil = {
        "title": "[x](https://evil.example) <b>*Lead*</b>\u202e",
        "department": "R&D\n# Boo",
        "link": "javascript:1",
    }
    body = fill(PLAYBOOK, HELLOS[0], {**SAMPLE_FULL, "openings": [evil]}).body
    _, shown = bodies(body, "en")
    assert "evil.example" in shown and 'href="https://evil.example' not in shown and "javascript" not in shown
    assert "<b>" not in shown and "<h1" not in shown and "\u202e" not in shown
    assert "[x](https://evil.example) <b>*Lead*</b>, R&D # Boo" in to_text(body)


def test_a_text_and_a_subject_have_them_in_one_line() -> None:
    messages = PLAYBOOK.model_dump(mode="json")["messages"]
    messages["network/hello.sms.txt"] = {"body": "Acme: {{ openings }}. Reply STOP to opt out."}
    messages["network/hello.md"]["subject"] = "{% if openings %}Open: {{ openings }}{% else %}Hello there{% endif %}"
    rules = playbook(messages=messages)
    text = fill(rules, "network/hello.sms.txt", SAMPLE_FULL).body
    assert "Data Engineer, Streaming, Platform, New York, NY; Analytics Engineer, Platform, Remote." in text
    assert "](" not in fill(rules, "network/hello.md", SAMPLE_FULL).subject
    assert fill(rules, "network/hello.md", SAMPLE_BARE).subject == "Hello there"


def test_lint_asks_for_a_guard() -> None:
    messages = PLAYBOOK.model_dump(mode="json")["messages"]
    body = messages["network/hello.md"]["body"]
    messages["network/hello.md"]["body"] = body.replace("{% if openings %}", "").replace("{% endif %}\nHas", "Has")
    found = [one for one in lint(playbook(messages=messages), ["network/hello.md"]) if one.id == "unguarded-name"]
    assert any("openings" in one.message for one in found)


def test_openings_hold_nothing_about_anybody() -> None:
    fields: set[str] = set(Opening.__dataclass_fields__)
    assert fields == {
        "job", "title", "department", "level", "location", "employment_type", "tags", "link", "opened_at",
    }  # fmt: skip
    assert set(DATA.as_value()) == {"title", "department", "location", "link"}


@pytest.mark.parametrize("values", [None, "x", [None], [{"title": " "}], {"title": "x"}, [{"link": "https://a.b/"}]])
def test_what_is_no_list_of_openings_prints_nothing(values: Any) -> None:
    assert lines(values) == []
    assert json.dumps(lines([DATA.as_value()])) == '[["Data Engineer", "Platform, New York", ""]]'
