"""Whoever has had a variant keeps it: through edits, restarts and merges, and no person has both (K10, R17, R18)."""

from __future__ import annotations

from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, Story, application, live

from domain.decisions.context import DecisionContext
from domain.decisions.signing import letter_of
from domain.forecast.playbook_diff import move_of, rule_changes
from domain.forecast.preview import upcoming
from domain.playbook.model import Playbook
from domain.playbook.rule_history import FROM_THE_BEGINNING, Rules, standing_after
from domain.reducers import merged_history as histories
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.state.model import VARIANTS_LIMIT, CandidateState, Touch
from tests.tables import each

MESSAGE = "applied/update"
TEST = {MESSAGE: {"smallest_effect": 0.1, "from": "2026-01-01", "figure": "K4"}}
Content = dict[str, Any]


def rules(letters: str = "ab", *, weights: dict[str, int] | None = None, tested: bool = False) -> Playbook:
    """The default rules, with one message for every update in `applied` and nothing else there, in so many variants."""
    content: Content = PLAYBOOK.model_dump(mode="json")
    steps = content["stages"]["applied"]["steps"]
    step = next(one for one in steps if one["step"] == "update")
    step |= {"message": MESSAGE, "further_messages": [], "variants": weights or {}, "promises": None, "times": None}
    content["stages"]["applied"]["steps"] = [step | {"later_promises": [], "every": "P14D"}]
    for letter in letters.replace("a", ""):
        content["messages"][f"{MESSAGE}.{letter}.md"] = content["messages"][f"{MESSAGE}.md"]
    content["experiments"] = TEST if tested else {}
    return Playbook.model_validate(content)


PEOPLE = [f"manual:p{n}" for n in range(24)]


def lived(who: str, playbook: Playbook, *edits: tuple[int, Playbook], days: float = 100, **more: Any) -> Story:
    told = [application("applied", email=f"{who.partition(':')[2]}@example.com")]
    dated = [(MONDAY + day * D, new) for day, new in edits]
    return live(told, candidate=who, rules=playbook, edits=dated, days=days, **more)


def had(story: Story) -> list[str]:
    return [one.variant for one in story.sent if one.message == MESSAGE]


EDITS: dict[str, Playbook] = {
    "another variant is added": rules("abc"),
    "one is raised": rules(weights={"a": 1, "b": 99}),
    "one is lowered": rules(weights={"a": 99, "b": 1}),
    "a test begins": rules(tested=True),
    "a test ends": rules(),
    "another is added, with a weight, and a test begins": rules("abc", weights={"a": 1, "b": 1, "c": 98}, tested=True),
}


@pytest.mark.parametrize("edit", EDITS)
def test_whoever_is_in_keeps_their_variant_whatever_is_edited(edit: str) -> None:
    before = rules(tested=edit == "a test ends")
    seen = set()
    for who in PEOPLE[:8]:
        letters = had(lived(who, before, (30, EDITS[edit])))
        assert len(letters) > 4 and len({*letters}) == 1, letters
        seen |= {*letters}
    assert seen == {"a", "b"}


def test_who_knew_the_base_before_there_were_variants_goes_on_with_it() -> None:
    for who in PEOPLE[:6]:
        story = lived(who, rules("a"), (30, rules("ab", weights={"a": 1, "b": 99}, tested=True)))
        assert {*had(story)} == {"", "a"}, "the record names it once there is a choice"


def test_who_comes_in_later_gets_the_new_variant_too() -> None:
    new = rules("abc", weights={"a": 0, "b": 0, "c": 1})
    assert {*had(lived(PEOPLE[0], new))} == {"c"}


def test_what_is_switched_off_or_gone_becomes_the_base_and_no_third_one() -> None:
    for after in (rules("abc", weights={"a": 1, "b": 0, "c": 99}), rules("ac")):
        for who in PEOPLE[:8]:
            letters = had(lived(who, rules(), (30, after)))
            assert {*letters} <= {"a", "b"} and letters[-1] == "a"


def test_a_step_of_another_name_sends_the_variant_that_they_know() -> None:
    """Each step draws for itself, so for some it would be the other one."""
    content = rules().model_dump(mode="json")
    other = {"step": "again", "after": "update", "delay": "P3D", "message": MESSAGE}
    content["stages"]["applied"]["steps"].append(other)
    playbook = Playbook.model_validate(content)
    for who in PEOPLE[:8]:
        story = lived(who, playbook)
        assert "again" in story.steps()
        assert len({*had(story)}) == 1


def test_what_may_have_reached_them_is_what_they_go_on_with() -> None:
    for who in PEOPLE[:6]:
        story = lived(who, rules(), (20, rules(weights={"a": 1, "b": 99})), outcomes=("unknown_sent", "sent"))
        doubts = [one for one in story.of("delivery_unknown") if one.message == MESSAGE]
        assert doubts and doubts[0].occurred_at < MONDAY + 20 * D
        letters = {one.variant for one in doubts} | {*had(story)}
        assert len(letters - {""}) == 1, letters


def touch_of(state: CandidateState, playbook: Playbook) -> Touch:
    app = state.applications[0]
    return Touch(
        key=f"{state.candidate.candidate_id}/{app.application_id}/applied.1/update/1",
        application_id=app.application_id,
        stage="applied", step="update", occurrence="1", channel="email", attempt=1, message=MESSAGE, due_at=MONDAY,
    )  # fmt: skip


def letter_for(state: CandidateState, playbook: Playbook) -> str:
    return letter_of(state, touch_of(state, playbook), DecisionContext(playbook, state.candidate, MONDAY))


def waiting(who: str, playbook: Playbook, days: float = 30) -> CandidateState:
    return lived(who, playbook, days=days).state


def test_r17_after_a_merge_they_go_on_with_what_they_had_under_either_id() -> None:
    changed = 0
    for mine, theirs in zip(PEOPLE[::2], PEOPLE[1::2], strict=True):
        new, old = waiting(mine, rules(), days=2), waiting(theirs, rules())
        assert new.variant_had(MESSAGE) == "" and old.variant_had(MESSAGE)
        changed += letter_for(new, rules()) != old.variant_had(MESSAGE)
        merged = evolve(new, histories.joined_fact(old, MONDAY + 40 * D))
        assert letter_for(merged, rules()) == old.variant_had(MESSAGE)
    assert changed, "some would have got the other one"


def test_r17_of_two_that_they_had_it_is_the_one_of_the_record_that_goes_on() -> None:
    states = [waiting(who, rules()) for who in PEOPLE]
    a, b = (next(s for s in states if s.variant_had(MESSAGE) == letter) for letter in "ab")
    for one, other in ((a, b), (b, a)):
        merged = evolve(one, histories.joined_fact(other, MONDAY + 40 * D))
        assert letter_for(merged, rules()) == one.variant_had(MESSAGE)


def test_a_restart_and_a_fold_from_the_record_know_it_again() -> None:
    for who in PEOPLE[:4]:
        story = lived(who, rules())
        again = CandidateState.model_validate_json(story.state.model_dump_json())
        assert again.variants == story.state.variants
        assert evolve_all(begin(who), story.facts).variants == story.state.variants


def test_a_state_of_an_older_release_draws_as_that_release_did() -> None:
    """What they had is not in it; the draw is the same, so it is what they had."""
    for who in PEOPLE:
        state = waiting(who, rules())
        old = state.replace(variants={})
        assert letter_for(old, rules()) == state.variant_had(MESSAGE)


def test_it_is_kept_of_the_last_messages_and_takes_little() -> None:
    state = begin("manual:ann")
    for n in range(60):
        state = state.with_variant(f"stage/message-{n}", "b")
    assert len(state.variants) == VARIANTS_LIMIT
    assert state.variant_had("stage/message-59") == "b" and state.variant_had("stage/message-1") == ""
    assert len(state.replace().model_dump_json()) - len(begin("manual:ann").model_dump_json()) < 400


# ---------------------------------------------------------------- R18


CHANGES: dict[str, tuple[Playbook, Playbook]] = {
    "begins": (rules(), rules(tested=True)),
    "ends": (rules(tested=True), rules()),
    "is for another effect": (
        rules(tested=True),
        rules(tested=True).model_copy(update={"experiments": {}}),
    ),
}


@each("days", [1, 20, 60])
@each("change", CHANGES)
def test_r18_nobodys_next_message_changes_because_a_test_begins_or_ends(change: str, days: int) -> None:
    old, new = CHANGES[change]
    at = MONDAY + days * D
    after = Rules(new, standing_after(FROM_THE_BEGINNING, old, new, at))
    for who in PEOPLE[:6]:
        state = waiting(who, old, days=days)
        assert move_of(state, Rules(old), after, at, changes=rule_changes(old, new)) is None
        assert letter_for(state, old) == letter_for(state, new)


def test_r18_diff_says_that_a_test_begins_what_of_it_changes_and_that_it_ends() -> None:
    begun, ended = (rule_changes(*CHANGES[name]) for name in ("begins", "ends"))
    assert [str(one) for one in begun] == [f"experiments: {MESSAGE} is tested from 2026-01-01 on"]
    assert [str(one) for one in ended] == [f"experiments: {MESSAGE} isn't tested any more"]
    content = rules(tested=True).model_dump(mode="json")
    content["experiments"][MESSAGE] |= {"smallest_effect": 0.2}
    (change,) = rule_changes(rules(tested=True), Playbook.model_validate(content))
    assert str(change) == f"experiments: {MESSAGE}.smallest_effect is 0.2, was 0.1"


def test_a_preview_shows_the_variant_that_they_will_get() -> None:
    playbook = rules()
    for who in PEOPLE[:8]:
        state = evolve(begin(who), application("applied", email=f"{who.partition(':')[2]}@example.com"))
        shown = [
            one for one in upcoming(state, playbook, MONDAY, MONDAY + 60 * D, count=9) if one.touch.message == MESSAGE
        ]
        letters = [letter_of(one.state, one.touch, DecisionContext(playbook, state.candidate, one.at)) for one in shown]
        assert letters and {*letters} == {*had(lived(who, playbook, days=60))}
