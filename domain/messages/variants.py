"""Which variant of a message a candidate gets: by weight, and the same one each time (K10).

Whoever has had one keeps it, whatever is edited, added or joined since (`CandidateState.variants`). For those who have
had none, each variant draws a number from candidate and step, and the smallest drawn number over its weight wins
(weighted rendezvous). So a raised weight moves candidates to that variant alone, as many as it takes and no more; a new
variant takes its share from all others; and one that is missing in a language leaves the rest as they were.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from domain.messages.files import BASE, files_of, variants_of
from domain.names import digest
from domain.playbook.model import Playbook, Step

__all__ = ["chosen_variant", "letter_on_record", "misnamed_weights", "variants_of"]

_DIGITS: Final = 16
_ALL: Final = float(16**_DIGITS)


def chosen_variant(
    playbook: Playbook,
    name: str,
    step: Step | None,
    candidate_id: str,
    *,
    sms: bool,
    locale: str | None,
    kept: str = "",
) -> str:
    """The variant for this candidate, as `domain.messages.render.render` takes it: "" for the base, else its letter.

    Without weights all weigh the same; with weights a variant that is not named weighs nothing. Where none that the
    candidate can get has a weight, it is the base. `kept`: what they have had of this message, "a" for the base. Where
    that is not to be had any more they get the base, and no third one.
    """
    letters = variants_of(playbook, name, sms=sms, locale=locale)
    weights = step.variants if step is not None else {}
    weighed = {letter: w for letter in letters if (w := weights.get(letter or BASE, 0) if weights else 1) > 0}
    if kept:
        own = "" if kept == BASE else kept
        if found := [letter for letter in (own, "") if letter in weighed]:
            return found[0]
    drawn = [(_draw(candidate_id, step.step if step else "", letter) / w, letter) for letter, w in weighed.items()]
    return min(drawn)[1] if drawn else ""


def letter_on_record(letters: Sequence[str], variant: str) -> str:
    """How the record names a variant: "a" for the base of several; nothing where there is nothing to choose from."""
    return (variant or BASE) if len(letters) > 1 else ""


def misnamed_weights(playbook: Playbook) -> Iterator[str]:
    """A sentence for each weight without a file, and for each variant's file without a weight."""
    for stage, rules in playbook.stages.items():
        for step in rules.steps:
            for name in step.messages if step.variants else ():
                if name == step.message or any(parts.variant for parts in files_of(playbook, name).values()):
                    yield from _misnamed(playbook, f"step {step.step!r} of stage {stage}", name, step.variants)


def _misnamed(playbook: Playbook, place: str, name: str, weights: Mapping[str, int]) -> Iterator[str]:
    letters = {parts.variant or BASE for parts in files_of(playbook, name).values()}
    for letter in sorted(weights.keys() - letters):
        file = f"{name}.md" if letter == BASE else f"{name}.{letter}.md"
        yield f"The {place} gives variant {letter!r} a weight, and there is no file messages/{file}; add it."
    for letter in sorted(letters - weights.keys()):
        yield (
            f"The {place} gives variant {letter!r} of {name} no weight, so it is never sent; "
            "add it to `variants:`, with 0 to switch it off."
        )


def _draw(candidate_id: str, step: str, letter: str) -> float:
    """A number above 0, exponentially distributed, that hangs on nothing else."""
    point = (int(digest("variant", candidate_id, step, letter, size=_DIGITS), 16) + 0.5) / _ALL
    return -math.log(point)
