"""The words that a step's `when:` may use, and how they combine: `and`, `or`, `not`, parentheses.

The meaning of each word for a candidate is in `facts_of`; nothing but these words can stand in a condition, so a
playbook can never run code.
"""

from __future__ import annotations

import ast
import difflib
import itertools
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final

WORDS: Final = {
    "decision_pending": "the stage is open, no interview is ahead and no offer is out",
    "interview_upcoming": "an interview is scheduled and not over",
    "interview_held": "an interview of this stage has taken place",
    "answered": "the candidate has replied since the stage began",
    "offer_open": "an offer is out and not answered",
    "promise_open": "a date was promised and has not been kept or replaced",
    "feedback": "a recruiter left feedback with the rejection",
    "keep_in_touch": "both sides want to stay in touch after a rejection",
    "survey_open": "the survey has not been answered",
    "note": "a recruiter's note about the conversation is on record",
    "start_date_known": "the start date is known",
    "contacted": "a message of ours has reached them in this stage",
    "midway": "they were in this stage before we knew them, and nobody told us of a move into it",
    "only_sourced": "we wrote to them first, and they neither answered nor applied before it was closed",
}


_DEPENDENT: Final = frozenset(("decision_pending", "interview_upcoming", "offer_open"))


class BadCondition(ValueError):
    """A condition that cannot be read; the message says what may stand there."""


@lru_cache(maxsize=512)
def parse(text: str) -> ast.expr | None:
    """Read a condition. Empty text is no condition. Raises BadCondition with a suggestion for an unknown word."""
    if not text.strip():
        return None
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        raise BadCondition(f"the condition {text!r} cannot be read; combine words with and, or, not") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in WORDS:
            near = difflib.get_close_matches(node.id, WORDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"the words are {', '.join(WORDS)}"
            raise BadCondition(f"the condition {text!r} uses the unknown word {node.id!r}; {hint}")
        if not isinstance(node, ast.BoolOp | ast.UnaryOp | ast.Name | ast.And | ast.Or | ast.Not | ast.Load):
            raise BadCondition(f"the condition {text!r} may hold only words with and, or, not and parentheses")
    return tree


@lru_cache(maxsize=512)
def words_of(text: str) -> frozenset[str]:
    """The words that the condition uses."""
    tree = parse(text)
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)) if tree else frozenset()


def holds(text: str, facts: Mapping[str, bool]) -> bool:
    """Does the condition hold for these facts?"""
    return _question(text)(facts)


_Question = Callable[[Mapping[str, bool]], bool]


@lru_cache(maxsize=512)
def _question(text: str) -> _Question:
    """The condition as a function: it is asked of every step at every decision."""
    tree = parse(text)
    return (lambda _facts: True) if tree is None else _compiled(tree)


def _compiled(node: ast.expr) -> _Question:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            parts = tuple(map(_compiled, values))
            return lambda facts: all(part(facts) for part in parts)
        case ast.BoolOp(values=values):
            parts = tuple(map(_compiled, values))
            return lambda facts: any(part(facts) for part in parts)
        case ast.UnaryOp(operand=operand):
            part = _compiled(operand)
            return lambda facts: not part(facts)
        case ast.Name(id=word):
            return itemgetter(word)
    raise BadCondition("a condition may hold only words with and, or, not and parentheses")


def can_hold(text: str, known: Mapping[str, bool]) -> bool:
    """Is there any candidate for whom the condition holds, where these facts are certain?"""
    return case_of(text, known) is not None


def case_of(text: str, known: Mapping[str, bool], *, stage_is_open: bool = False) -> dict[str, bool] | None:
    """Facts for which the condition holds, where `known` is certain; None where there are none.

    `stage_is_open`: then a decision is pending wherever no interview is ahead and no offer is out (`WORDS`).
    """
    used = words_of(text) | (_DEPENDENT if stage_is_open else frozenset())
    free = sorted(used - known.keys())
    for values in itertools.product((False, True), repeat=len(free)):
        given = dict(zip(free, values, strict=True))
        facts = {**known, **given}
        ahead = facts.get("interview_upcoming", False) or facts.get("offer_open", False)
        if facts.get("decision_pending", False) and ahead:
            continue
        if stage_is_open and not ahead and not facts["decision_pending"]:
            continue
        if holds(text, facts):
            return given
    return None
