"""The words that a step's `when:` may use, and how they combine: `and`, `or`, `not`, parentheses.

The meaning of each word for a candidate is in `facts_of`; nothing but these words can stand in a condition, so a
playbook can never run code.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Mapping
from functools import lru_cache
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
    "start_date_known": "the first working day is known",
    "contacted": "a message of ours has reached them in this stage",
}


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


def holds(text: str, facts: Mapping[str, bool]) -> bool:
    """Does the condition hold for these facts?"""
    tree = parse(text)
    return tree is None or _value(tree, facts)


def _value(node: ast.expr, facts: Mapping[str, bool]) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_value(v, facts) for v in values)
        case ast.BoolOp(values=values):
            return any(_value(v, facts) for v in values)
        case ast.UnaryOp(operand=operand):
            return not _value(operand, facts)
        case ast.Name(id=word):
            return facts[word]
    raise BadCondition("a condition may hold only words with and, or, not and parentheses")
