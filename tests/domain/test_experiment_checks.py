"""Tests of variants that can find nothing are refused, and what they leave out is said (K10)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.checks.experiments import of_experiments
from domain.messages.tested import arms_of
from domain.playbook.model import Playbook
from tests.domain.drafts import PARTS

STEP: dict[str, Any] = {"step": "hello", "after": "entered", "message": "x/hello", "asks": True}
FILES = ("x/hello.md", "x/hello.b.md")
TEST = {"smallest_effect": 0.1, "from": "2027-01-11"}


def playbook(
    *steps: dict[str, Any], stage: str = "applied", files: tuple[str, ...] = FILES, tests: dict[str, Any] | None = None
) -> Playbook:
    messages: dict[str, Any] = {path: {"subject": path, "body": path} for path in files}
    return Playbook.model_validate(
        {
            "company": {"name": "Acme", "timezone": "America/New_York", "country": "US"},
            "sender": {"name": "Acme", "email": "talent@acme.example"},
            "stages": {stage: {"steps": list(steps) or [STEP]}},
            "messages": {**PARTS, **messages},
            "experiments": tests or {"x/hello": TEST},
        }
    )


def said(rules: Playbook, *, hint: bool) -> list[str]:
    return [text for _, text, is_hint in of_experiments(rules) if is_hint is hint]


def test_a_test_of_two_wordings_that_go_out_and_ask_is_in_order() -> None:
    assert [*of_experiments(playbook())] == []
    assert arms_of(playbook(), "x/hello").shares == {"a": 0.5, "b": 0.5}


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (playbook(STEP | {"message": "x/other"}, files=(*FILES, "x/other.md")), "no step sends this message"),
        (playbook(files=("x/hello.md",)), "there is only one variant; write another, messages/x/hello.b.md"),
        (playbook(STEP | {"variants": {"a": 1, "b": 0}}), "only one of its variants has a weight"),
        (
            playbook(STEP | {"variants": {"a": 1, "b": 1}}, STEP | {"step": "again", "variants": {"a": 1, "b": 9}}),
            "the steps that send it give its variants different weights",
        ),
        (playbook(STEP | {"asks": False}), "no step that sends it has `asks: true`"),
        (
            playbook(stage="rejected", tests={"x/hello": TEST | {"figure": "K4"}}),
            "it's only sent where candidates no longer move on",
        ),
        (
            playbook(stage="network", tests={"x/hello": TEST | {"figure": "K4"}}),
            "it is sent in no stage from which candidates move on",
        ),
    ],
)
def test_one_that_can_find_nothing_is_refused(rules: Playbook, words: str) -> None:
    (text,) = said(rules, hint=False)
    assert text.startswith(words)


def test_whether_they_move_on_may_be_asked_of_a_message_that_asks_nothing() -> None:
    assert said(playbook(STEP | {"asks": False}, tests={"x/hello": TEST | {"figure": "K4"}}), hint=False) == []


@pytest.mark.parametrize(
    ("more", "file"),
    [
        ("x/hello.sms.txt", "messages/x/hello.b.sms.txt"),
        ("x/hello.de.md", "messages/x/hello.b.de.md"),
        ("x/hello.b.de.md", "messages/x/hello.de.md"),
    ],
)
def test_a_language_or_text_without_a_variant_is_said(more: str, file: str) -> None:
    (text,) = said(playbook(files=(*FILES, more)), hint=True)
    assert text.startswith(f"there is no {file}")


def test_two_tests_on_steps_of_one_name_cannot_be_told_apart() -> None:
    content = playbook().model_dump(mode="json")
    content["stages"]["interview"] = {"steps": [STEP | {"message": "x/other"}]}
    content["messages"] |= dict.fromkeys(("x/other.md", "x/other.b.md"), content["messages"]["x/hello.md"])
    content["experiments"]["x/other"] = TEST
    (text,) = said(Playbook.model_validate(content), hint=True)
    assert "x/other are sent by steps of the same name (hello)" in text


def test_the_base_is_the_first_variant_that_weighs_something() -> None:
    arms = arms_of(playbook(STEP | {"variants": {"a": 0, "b": 1, "c": 3}}, files=(*FILES, "x/hello.c.md")), "x/hello")
    assert (arms.base, arms.others, arms.shares) == ("b", ("c",), {"b": 0.25, "c": 0.75})


def test_words_for_some_are_no_variants_of_the_words_for_all() -> None:
    assert arms_of(playbook(files=(*FILES, "x/hello@sales.c.md", "x/hello@sales.md")), "x/hello").shares == {
        "a": 0.5,
        "b": 0.5,
    }
