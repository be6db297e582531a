"""A step as a colleague says it, in place of its id."""

from pathlib import Path

import pytest

from domain.names import CALL_OFF_STEP, RECEIPT_STEP, SAY_STEP
from domain.playbook.step_words import _SAID, step_words, the_step
from ledger.playbooks.folder import read_playbook

DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"


def test_every_step_of_the_default_playbook_has_words_and_no_words_are_left_over() -> None:
    steps = {step.step for rules in read_playbook(DEFAULT).stages.values() for step in rules.steps}
    assert steps | {RECEIPT_STEP, CALL_OFF_STEP} == set(_SAID)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("promise-due", "the delay notice"),
        ("coffee-chat", "the coffee chat message"),
        ("late_message", "the late message"),
        (SAY_STEP, "a colleague's message"),
        ("", ""),
    ],
)
def test_a_step_is_said_in_words(step: str, said: str) -> None:
    assert the_step(step) == said and step_words(step) == said.removeprefix("the ")
