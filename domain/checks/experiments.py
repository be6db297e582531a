"""Tests of variants that can't find anything, and what they leave out (K10)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from domain.messages.files import files_of
from domain.messages.tested import Arms, arms_of
from domain.names import CLOSED_STAGES, OPEN_STAGES
from domain.playbook.model import Playbook

Said = tuple[str, str, bool]
"""The place, what is wrong and what to do; True for a hint."""


def of_experiments(playbook: Playbook) -> Iterator[Said]:
    """Everything that is wrong with the tests."""
    found = {name: arms_of(playbook, name) for name in playbook.experiments}
    for name, arms in found.items():
        place = f"experiments.{name}"
        wrong = _cannot_be(playbook, arms, playbook.experiments[name].figure)
        if wrong:
            yield place, wrong, False
            continue
        yield from ((place, text, True) for text in _left_out(playbook, arms))
    for one, other in combinations(found.values(), 2):
        if same := sorted({step.step for _, step in one.steps} & {step.step for _, step in other.steps}):
            yield (
                f"experiments.{one.message}",
                f"it and {other.message} are sent by steps of the same name ({same[0]}), so candidates get the "
                f"same variant of both, and there's no telling which one moves them; run one after the other",
                True,
            )


def _cannot_be(playbook: Playbook, arms: Arms, figure: str) -> str:
    """Why there is nothing to find; empty where there is."""
    name = arms.message
    steps = [step for _, step in arms.steps]
    stages = {stage for stage, _ in arms.steps}
    if not steps:
        return "no step sends this message; name one that is sent, or remove the test"
    if not arms.others:
        letters = {parts.variant for parts in files_of(playbook, name).values() if parts.variant}
        if letters:
            return "only one of its variants has a weight, so there is nothing to compare; give two of them one"
        return f"there is only one variant; write another, messages/{name}.b.md, or remove the test"
    if any(step.variants != steps[0].variants for step in steps):
        return "the steps that send it give its variants different weights; let them give the same"
    if figure == "K1" and not any(step.asks for step in steps):
        return (
            "no step that sends it has `asks: true`, so no answer counts; set it where the message asks for an answer, "
            "or test `figure: K4`"
        )
    if figure == "K4" and stages <= {*CLOSED_STAGES}:
        return "it's only sent where candidates no longer move on; test `figure: K1`"
    if figure == "K4" and not stages & {*OPEN_STAGES}:
        return "it is sent in no stage from which candidates move on; test `figure: K1`"
    return ""


def _left_out(playbook: Playbook, arms: Arms) -> Iterator[str]:
    """Languages and texts in which there is nothing to compare."""
    files = [parts for parts in files_of(playbook, arms.message).values() if not parts.label]
    forms = sorted({(parts.tag, parts.sms) for parts in files})
    for tag, sms in forms:
        have = {parts.variant or "a" for parts in files if (parts.tag, parts.sms) == (tag, sms)}
        missing = [letter for letter in arms.shares if letter not in have]
        if missing:
            letter, ending = missing[0], f"{f'.{tag}' if tag else ''}{'.sms.txt' if sms else '.md'}"
            file = f"messages/{arms.message}{'' if letter == 'a' else f'.{letter}'}{ending}"
            whom = f"{'text' if sms else 'email'}{f' ({tag})' if tag else ''}"
            yield f"there is no {file}, so by {whom} fewer variants go out, or none; write it to have them in the test"
