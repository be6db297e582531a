"""Which variants of a message are compared in a test of it, and what share of candidates gets each (K10)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.files import BASE, files_of
from domain.names import Stage
from domain.playbook.model import Playbook, Step


@dataclass(frozen=True, slots=True)
class Arms:
    """The variants of a message that go out, each with its share of candidates; first what they are compared with."""

    message: str
    shares: dict[str, float]
    steps: tuple[tuple[Stage, Step], ...]  # which send it

    @property
    def base(self) -> str:
        return next(iter(self.shares), BASE)

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(self.shares)[1:]


def arms_of(playbook: Playbook, message: str) -> Arms:
    """The variants of the words that are for all; those for some (R22) have variants of the same letters, or none.

    The base is `a`, or where that weighs nothing the first that does. The weights are those of the first step that
    sends the message; without any all weigh the same.
    """
    steps = tuple(
        (stage, step)
        for stage, rules in playbook.stages.items()
        for step in rules.steps
        if not step.manual and message in step.messages
    )
    letters = sorted({parts.variant or BASE for parts in files_of(playbook, message).values() if not parts.label})
    weights = steps[0][1].variants if steps else {}
    weighed = {letter: weight for letter in letters if (weight := weights.get(letter, 0) if weights else 1) > 0}
    total = sum(weighed.values())
    return Arms(message, {letter: weight / total for letter, weight in weighed.items()}, steps)
