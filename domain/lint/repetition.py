"""The linter's look at words that somebody would read twice in a row (R2): of one step, and of several.

A new date alone makes no other text. Where an interview or an offer is what the message is about, its day or its pay
does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from domain.lint.page import Complaint, Page, Rule
from domain.messages.files import ByVersion, file_for
from domain.messages.render import fill
from domain.messages.template_parsing import MessageError
from domain.messages.values import SAMPLE_FULL
from domain.names import CAME_IN, OPEN_STAGES, Stage
from domain.playbook.model import Playbook, Step

SAME_WORDS: Final = "same-words"

_PER_EVENT: Final = ("interview_scheduled", "interview_held", "interview_cancelled", "offer_extended")
_PER_DATE: Final = ("promise", "interview", "offer_expiry")


def _said(more: Mapping[str, Mapping[str, str]]) -> Mapping[str, Any]:
    """Sample values without a note, which nobody need have given."""
    return {**SAMPLE_FULL, "note": "", **{name: {**SAMPLE_FULL[name], **values} for name, values in more.items()}}


_ONCE: Final = _said({})
_AGAIN: Final = _said(
    {
        "interview": {"date": "Thursday, 3 December", "time": "15:00 (New York time)", "moved": "", "changed": ""},
        "offer": {"pay": "$139,000 a year", "expires": "Friday, 18 December"},
    }
)
"""Another occurrence: what certainly differs then, differs."""


def repeats(step: Step) -> bool:
    """May it go more than once in one stay in its stage?"""
    if step.manual or not step.messages:
        return False
    again = step.every is not None and step.times != 1
    return again or step.after in _PER_EVENT or step.before in _PER_DATE


def _same_words(page: Page) -> Iterator[Complaint]:
    if page.parts.variant or not page.whole:
        return
    for stage, step in page.uses:
        name = page.parts.name
        if repeats(step) and (other := _in_a_row(page, step, name)):
            listed = ", ".join(dict.fromkeys((*step.messages, f"{step.messages[-1]}-2")))
            said = f"says the same as {other}, which goes right before it; put one of them in other words."
            if other == name:
                said = f"says the same each time; write other words for the next: `message: [{listed}]`."
            yield Complaint(page.message.line, SAME_WORDS, f"Step {step.step} of stage {stage} {said}")
        for other_stage, other_step in _around(page.playbook, stage, step):
            for other in other_step.messages:
                if _is_avoided(step, other_step, other, name) or not _same(page, other):
                    continue
                where = f" of stage {other_stage}" if other_stage is not stage else ""
                yield Complaint(
                    page.message.line,
                    SAME_WORDS,
                    f"Step {step.step} of stage {stage} says the same as step {other_step.step}{where}; "
                    "put one of them in other words.",
                )


RULES: Final[tuple[Rule, ...]] = (_same_words,)


def _in_a_row(page: Page, step: Step, name: str) -> str:
    """The wording that comes right before this one and says the same; empty where none does."""
    names = step.messages
    orders = [*pairwise(names), (names[-1], names[max(len(names) - 2, 0)])]  # the last two go in turn
    return next((before for before, after in orders if after == name and _same(page, before)), "")


def _around(playbook: Playbook, stage: Stage, step: Step) -> Iterator[tuple[Stage, Step]]:
    """The steps before this one in the playbook's order that may come right before or after it, so that each pair is
    looked at once: those of its stage, and of the stages that people move on to and come from.
    """
    for other_stage, rules in playbook.stages.items():
        near = other_stage is stage or {stage, other_stage} <= set(OPEN_STAGES)
        for other in rules.steps if near else ():
            if other_stage is stage and other.step == step.step:
                return
            once = step.after == other.after == CAME_IN  # nobody comes in twice
            if not other.manual and not once:
                yield other_stage, other


def _is_avoided(step: Step, other: Step, theirs: str, ours: str) -> bool:
    """Is it one file of both, which the one who comes second passes over because they have just read it (R2)?"""
    return theirs == ours and len(set(step.messages)) > 1 and len(set(other.messages)) > 1


def _same(page: Page, other: str) -> bool:
    """Does that message say the same as this file to somebody who gets it right before?"""
    playbook, sms, tag = page.playbook, page.sms, page.parts.tag
    theirs = file_for(playbook, other, sms=sms, locale=tag or None, variant="")
    if theirs is None:
        return False
    key = ByVersion(playbook.words_version, playbook)
    ours = _text(key, page.path, again=True)
    return ours is not None and ours == _text(key, theirs, again=False)


@lru_cache(maxsize=2048)
def _text(key: ByVersion, path: str, *, again: bool) -> tuple[str, str] | None:
    """What the file says; None where it cannot be filled, which other findings tell."""
    try:
        done = fill(key.playbook, path, _AGAIN if again else _ONCE)
    except MessageError:
        return None
    return done.subject, done.body
