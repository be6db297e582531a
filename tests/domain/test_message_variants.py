"""Who gets which variant: by weight, always the same one, and never one in another language (K10)."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.messages.render import SAMPLE_FULL, check_messages, render
from domain.messages.variants import chosen_variant, letter_on_record
from domain.playbook.model import Playbook
from tests.domain.drafts import PARTS

PEOPLE = [f"manual:p{n}" for n in range(4000)]
FILES = ("x/hello.md", "x/hello.b.md", "x/hello.c.md", "x/hello.de.md", "x/hello.b.de.md", "x/hello.sms.txt")


def playbook(weights: dict[str, int] | None = None, files: tuple[str, ...] = FILES) -> Playbook:
    step = {"step": "hello", "after": "entered", "message": "x/hello", "variants": weights or {}}
    messages: dict[str, Any] = {path: {"subject": path, "body": path} for path in files}
    return Playbook.model_validate(
        {
            "company": {"name": "Acme", "timezone": "America/New_York", "country": "US"},
            "sender": {"name": "Acme", "email": "talent@acme.example"},
            "stages": {"applied": {"steps": [step]}},
            "messages": {**PARTS, **messages},
        }
    )


def chosen(rules: Playbook, who: str, *, sms: bool = False, locale: str | None = None) -> str:
    (step,) = next(iter(rules.stages.values())).steps
    return chosen_variant(rules, "x/hello", step, who, sms=sms, locale=locale)


def shares(rules: Playbook, **where: Any) -> dict[str, float]:
    counted = Counter(chosen(rules, who, **where) for who in PEOPLE)
    return {letter or "a": count / len(PEOPLE) for letter, count in counted.items()}


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({}, {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}),
        ({"a": 50, "b": 50, "c": 0}, {"a": 0.5, "b": 0.5}),
        ({"a": 90, "b": 10, "c": 0}, {"a": 0.9, "b": 0.1}),
        ({"a": 2, "b": 1, "c": 1}, {"a": 0.5, "b": 0.25, "c": 0.25}),
        ({"a": 0, "b": 1, "c": 0}, {"b": 1.0}),
        ({"b": 1}, {"b": 1.0}),  # what is not named weighs nothing
    ],
)
def test_shares_are_those_of_the_weights(weights: dict[str, int], expected: dict[str, float]) -> None:
    assert shares(playbook(weights)) == pytest.approx(expected, abs=0.03)


def test_the_choice_is_the_same_each_time_and_hangs_on_the_step() -> None:
    rules = playbook()
    assert [chosen(rules, who) for who in PEOPLE] == [chosen(playbook(), who) for who in PEOPLE]
    (step,) = next(iter(rules.stages.values())).steps
    other = step.model_copy(update={"step": "other"})
    moved = [chosen_variant(rules, "x/hello", other, who, sms=False, locale=None) for who in PEOPLE]
    assert moved != [chosen(rules, who) for who in PEOPLE]


@given(
    weights=st.fixed_dictionaries({letter: st.integers(1, 100) for letter in "abc"}),
    raised=st.sampled_from("abc"),
    by=st.integers(1, 100),
    who=st.text(min_size=1, max_size=20),
)
def test_a_raised_weight_moves_people_to_that_variant_alone(
    weights: dict[str, int], raised: str, by: int, who: str
) -> None:
    before = chosen(playbook(weights), who)
    after = chosen(playbook({**weights, raised: weights[raised] + by}), who)
    assert after == before or (after or "a") == raised


def test_as_many_move_as_needed_and_no_more() -> None:
    before, after = playbook({"a": 90, "b": 10, "c": 0}), playbook({"a": 80, "b": 20, "c": 0})
    moved = sum(chosen(before, who) != chosen(after, who) for who in PEOPLE) / len(PEOPLE)
    assert moved == pytest.approx(0.1, abs=0.02)


def test_a_new_variant_leaves_the_others_where_they_are() -> None:
    before, after = playbook(files=("x/hello.md", "x/hello.b.md")), playbook(files=FILES[:3])
    assert all(chosen(after, who) in (chosen(before, who), "c") for who in PEOPLE)


@pytest.mark.parametrize(
    ("locale", "weights", "files"),
    [
        ("de", {}, {"x/hello.de.md", "x/hello.b.de.md"}),  # c is not there in German
        ("de-AT", {"a": 1, "b": 1, "c": 98}, {"x/hello.de.md", "x/hello.b.de.md"}),
        ("de", {"a": 0, "b": 0, "c": 1}, {"x/hello.de.md"}),  # the only one with a weight is in English
        ("fr", {}, {"x/hello.md", "x/hello.b.md", "x/hello.c.md"}),  # no French at all: English, with its test
    ],
)
def test_a_variant_never_changes_the_language(locale: str, weights: dict[str, int], files: set[str]) -> None:
    rules = playbook(weights)
    seen = set()
    for who in PEOPLE[:200]:
        variant = chosen(rules, who, locale=locale)
        seen.add(render(rules, "x/hello", sms=False, locale=locale, variant=variant, context=SAMPLE_FULL).path)
    assert seen <= files and (weights or seen == files)


def test_a_message_without_a_variant_for_texts_sends_the_base() -> None:
    assert shares(playbook({"a": 1, "b": 99}), sms=True) == {"a": 1.0}


def test_the_record_names_the_base_only_where_there_was_a_choice() -> None:
    assert letter_on_record(("", "b"), "") == "a"
    assert letter_on_record(("", "b"), "b") == "b"
    assert letter_on_record(("",), "") == letter_on_record((), "") == ""


def test_a_weight_without_a_file_and_a_file_without_a_weight_are_found() -> None:
    said = check_messages(playbook({"a": 50, "d": 50, "b": 1}))
    assert any("variant 'd' a weight, and there is no file messages/x/hello.d.md" in one for one in said)
    assert any("variant 'c' of x/hello no weight, so it is never sent" in one for one in said)
    assert not any("weight" in one for one in check_messages(playbook({"a": 1, "b": 1, "c": 0})))
    assert not any("weight" in one for one in check_messages(playbook()))


@pytest.mark.parametrize("weights", [{"a": 0}, {"ab": 1}, {"a": -1}, {"B": 1}])
def test_odd_weights_are_refused(weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"weigh 0|pattern|greater than or equal"):
        playbook(weights)
