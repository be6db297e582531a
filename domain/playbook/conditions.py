"""The words that a step's `when:` may use, and how they combine: `and`, `or`, `not`, parentheses.

Some words take another one behind them: `department Sales`, `tag "night shift"`, `no_answer_for P5D`. The meaning of
each for a candidate is in `facts_of`; nothing but these words can stand in a condition, so a playbook can never run
code.
"""

from __future__ import annotations

import ast
import difflib
import itertools
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

from domain.playbook.audience import ATTRIBUTES, folded
from domain.time.durations import Duration

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
    "replied": "the candidate has written to us, in whatever stage",
    "bounced": "something we sent came back: an address or a number of theirs doesn't work",
    "surveyed": "the survey has been answered",
}

NO_ANSWER_FOR: Final = "no_answer_for"

WITH_MORE: Final = {
    **{name: f"the application's {name.replace('_', ' ')} is the word behind it" for name in ATTRIBUTES},
    "tag": "the candidate has the tag behind it",
    NO_ANSWER_FOR: "a message of this stage asked for an answer that long ago, and none has come since",
}
"""Words that another one follows."""

NEVER: Final = {
    "clicked": "links aren't tracked",
    "opened": "opened emails aren't tracked, since mail programs open them",
}
"""What other systems ask, and nothing here can answer."""


class Term(NamedTuple):
    """A word with the one behind it."""

    word: str
    value: str

    @property
    def name(self) -> str:
        """As facts are named: `department sales`."""
        return f"{self.word} {self.value}"


def term_of(name: str) -> Term | None:
    """The word and what follows it; None for one that stands alone."""
    word, _, value = name.partition(" ")
    return Term(word, value) if value else None


_DEPENDENT: Final = frozenset(("decision_pending", "interview_upcoming", "offer_open"))

_TOKEN: Final = re.compile(r"""\s*(?:(?P<quoted>"[^"]*"|'[^']*')|(?P<sign>[()])|(?P<word>[^\s()"']+))""")
_JOINING: Final = ("and", "or", "not")


class BadCondition(ValueError):
    """A condition that cannot be read; the message says what may stand there."""


@lru_cache(maxsize=512)
def parse(text: str) -> ast.expr | None:
    """Read a condition. Empty text is no condition. Raises BadCondition with a suggestion for an unknown word."""
    if not text.strip():
        return None
    plain, terms = _with_terms_named(text)
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise BadCondition(f"the condition {text!r} cannot be read; combine words with and, or, not") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if (term := terms.get(node.id)) is not None:
                node.id = term.name
            elif node.id not in WORDS:
                raise BadCondition(f"the condition {text!r} uses the unknown word {node.id!r}; {_hint(node.id)}")
        elif not isinstance(node, ast.BoolOp | ast.UnaryOp | ast.And | ast.Or | ast.Not | ast.Load):
            raise BadCondition(f"the condition {text!r} may hold only words with and, or, not and parentheses")
    return tree


def _hint(word: str) -> str:
    if why := NEVER.get(word):
        return f"{why}; `{NO_ANSWER_FOR} P5D` asks whether an answer came"
    known = [*WORDS, *WITH_MORE]
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"the words are {', '.join(known)}"


def _with_terms_named(text: str) -> tuple[str, dict[str, Term]]:
    """The text with one word where two belong together, and what each of those stands for. Raises BadCondition."""
    pieces: list[str] = []
    terms: dict[str, Term] = {}
    found, at, stand_in = list(_TOKEN.finditer(text)), 0, "term"
    while stand_in in text:
        stand_in += "_"
    if "".join(one[0] for one in found).strip() != text.strip():
        raise BadCondition(f"the condition {text!r} cannot be read; combine words with and, or, not")
    while at < len(found):
        word = found[at]["word"]
        if word not in WITH_MORE:
            pieces.append(found[at][0].strip())
            at += 1
            continue
        behind = found[at + 1] if at + 1 < len(found) else None
        if behind is None or behind["sign"] or behind["word"] in _JOINING:
            raise BadCondition(
                f"the condition {text!r} says nothing behind {word!r}; write one such as {_such_as(word)}"
            )
        name = f"{stand_in}{len(terms)}"
        terms[name] = Term(word, _value(text, word, behind[0].strip().strip("\"'")))
        pieces.append(name)
        at += 2
    return " ".join(pieces), terms


def _such_as(word: str) -> str:
    return {NO_ANSWER_FOR: f"`{NO_ANSWER_FOR} P5D`", "job": '`job "4711"`'}.get(word, f'`{word} "…"`')


def _value(text: str, word: str, value: str) -> str:
    if word != NO_ANSWER_FOR:
        plain = folded(word, value)
        if not plain:
            raise BadCondition(
                f"the condition {text!r} says nothing behind {word!r}; write one such as {_such_as(word)}"
            )
        return plain
    try:
        length = Duration.parse(value)
    except ValueError as error:
        raise BadCondition(f"the condition {text!r}: {error}") from None
    if length.rough.total_seconds() <= 0:
        raise BadCondition(f"the condition {text!r} asks for no time at all; write one such as {_such_as(word)}")
    return str(length)


@lru_cache(maxsize=512)
def waits_of(text: str) -> tuple[Duration, ...]:
    """How long it may ask to have been without an answer: it may begin or cease to hold as time goes by."""
    terms = (term for name in sorted(words_of(text)) if (term := term_of(name)))
    return tuple(Duration.parse(term.value) for term in terms if term.word == NO_ANSWER_FOR)


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
        if _is_impossible(facts):
            continue
        ahead = facts.get("interview_upcoming", False) or facts.get("offer_open", False)
        if facts.get("decision_pending", False) and ahead:
            continue
        if stage_is_open and not ahead and not facts["decision_pending"]:
            continue
        if holds(text, facts):
            return given
    return None


def _is_impossible(facts: Mapping[str, bool]) -> bool:
    """Do these exclude each other, as a department of sales and one of engineering do?"""
    if facts.get("surveyed") is not None and facts["surveyed"] is facts.get("survey_open"):
        return True
    if facts.get("answered") and facts.get("replied") is False:
        return True
    terms = [term for name, holds in facts.items() if holds and (term := term_of(name)) and term.word in ATTRIBUTES]
    return len({term.word for term in terms}) < len(terms)
