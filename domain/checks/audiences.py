"""Rules that are for some applications only: which of them nobody can tell apart, and which are never used (R22)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from domain.names import Stage
from domain.playbook.audience import Audience, Profile, Rule, people_of, shadowed, ties
from domain.playbook.model import LABEL, Playbook, StageRules

Said = tuple[str, str, bool]
"""The place, what is wrong and what to do; True for a hint."""

_MOST_KINDS: Final = 200
"""Kinds of applications for which the rules are looked at, those that two rules fit among them."""


def of_audiences(playbook: Playbook) -> Iterator[Said]:
    """Everything that is wrong with who the rules are for."""
    for name, rules in playbook.limits.families():
        yield from _of_family("limits", f"`{name}`", rules)
    for stage, of_stage in playbook.stages.items():
        yield from _of_family(f"stages.{stage}", "`max_silence`", of_stage.silences())
        for name, steps in of_stage.families():
            yield from _of_family(f"stages.{stage}, step {name}", "step", steps)
        yield from _never_after(stage, of_stage)
    for message, labels in playbook.labels.items():
        files = {str(whom): f"messages/{message}{LABEL}{label}" for whom, label in labels}
        yield from _of_family(f"messages/{message}{LABEL}…", "file", labels, files)
        yield from _for_nobody(playbook, message, labels)


def kinds_of(playbook: Playbook) -> Iterator[tuple[str, Profile]]:
    """One of each kind of application that the rules tell apart, with whom it stands for; first one of no such kind.

    Of kinds that three rules or more make together, not all are among them.
    """
    yield "", Profile()
    one = [(str(a), person) for a in playbook.audiences for person in itertools.islice(people_of(a), 1)]
    two = (
        (f"{a}, and {b}", person)
        for a, b in itertools.combinations(playbook.audiences, 2)
        for person in itertools.islice(people_of(a, b), 1)
    )
    yield from one
    yield from itertools.islice(two, _MOST_KINDS)


def _of_family(
    place: str, what: str, rules: Sequence[Rule[Any]], files: Mapping[str, str] | None = None
) -> Iterator[Said]:
    """Several rules of which one person gets one. Each finding stands at the rule that it is about; of two, at the one
    that comes later. `files`: where the rules stand that have files of their own, by whom they are for.
    """

    def at(whom: Audience) -> str:
        return (files or {}).get(str(whom)) or f"{place} (for {whom})"

    for one, other in ties(rules):
        if one.is_within(other) and other.is_within(one):
            yield at(other), f"there are two for {one}; keep one of them", False
            continue
        yield (
            at(other),
            f"the {what} for {one} and the one for {other} are both for some candidates, and neither is more specific; "
            "let one of them name more, or add one for those who are both",
            False,
        )
    for one, instead in shadowed(rules):
        others = " and ".join(f"the one for {other}" for other in instead)
        first = "comes" if len(instead) == 1 else "come"
        yield at(one), f"the {what} for {one} is never used, since {others} always {first} first; remove it", False


def _never_after(stage: Stage, rules: StageRules) -> Iterator[Said]:
    """Steps that come after one that none of their candidates get."""
    steps = dict(rules.families())
    for step in rules.steps:
        before = steps.get(step.after or "")
        if step.for_ is None or before is None:
            continue
        if not any(True for other, _ in before for _ in people_of(step.for_, other)):
            place = f"stages.{stage}, step {step.step} (for {step.for_})"
            yield (
                place,
                f"it comes after {step.after}, which is for other candidates only; let it follow another",
                False,
            )


def _for_nobody(playbook: Playbook, message: str, labels: Sequence[Rule[str]]) -> Iterator[Said]:
    """Words for some of whom none is sent that message."""
    if message.rpartition("/")[2].startswith("_") or message in (playbook.receipt_message, playbook.called_off_message):
        return
    senders = [s.for_ for rules in playbook.stages.values() for s in rules.steps if message in s.messages]
    for whom, label in labels:
        if senders and not any(True for sender in senders for _ in people_of(whom, sender)):
            others = " or ".join(dict.fromkeys(str(sender) for sender in senders))
            place = f"messages/{message}{LABEL}{label}"
            yield place, f"it is for {whom}, and the message is only sent to {others}; remove it, or change one", False
