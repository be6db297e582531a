"""Whom a rule is for: `for: {department: Sales, level: [senior, lead]}`, and which of several rules wins (R22).

An audience names attributes of an application; every one that it names has to fit. Where several rules fit, the most
specific one wins: one that names a job before one that doesn't, then the one that names more. Of two that name as many,
the narrower one wins; where neither is, nobody can say which is meant, and `playbook check` says so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from domain.places import one_place
from domain.tags import one_form

ATTRIBUTES: Final = ("job", "department", "level", "location", "employment_type", "source")
"""Of which an application has one each, or none. Tags are the person's, and they may have many."""

NAMES: Final = (*ATTRIBUTES, "tag")

_BOTH: Final = re.compile(r"\s+\+\s+")


def folded(attribute: str, text: str) -> str:
    """A value as it is compared: `Full-time`, `full time` and `FullTime` are one employment type, `Toronto, ON` and
    `Toronto (Ontario), Canada` one location; elsewhere only case and blanks make no difference.
    """
    if attribute == "location":
        return one_place(text)
    plain = one_form(text)
    return "".join(c for c in plain if c.isalnum()) if attribute == "employment_type" else plain


@dataclass(frozen=True, slots=True)
class Profile:
    """What rules may ask of one application: its attributes, folded, and the person's tags."""

    values: tuple[tuple[str, str], ...] = ()
    tags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tags: Iterable[str] = (), **values: str) -> Profile:
        """Of values as they are written. Those that are empty are not known, and fit no rule that asks for them."""
        known = ((name, folded(name, values[name])) for name in ATTRIBUTES if values.get(name))
        return cls(tuple((name, value) for name, value in known if value), frozenset(map(one_form, tags)))

    def value(self, attribute: str) -> str:
        return next((value for name, value in self.values if name == attribute), "")


def _read_values(value: Any) -> Any:
    """One word or a list of them. A number is a word: jobs of an ATS have numbers, and so have levels."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [str(one) if isinstance(one, int | float) and not isinstance(one, bool) else one for one in listed]


_Words = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=300)], ...], Field(min_length=1), BeforeValidator(_read_values)
]


class Audience(BaseModel):
    """The `for:` of a rule. Of one attribute's words any may fit; `tag: eu + intern` asks for both."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    job: _Words | None = None
    department: _Words | None = None
    level: _Words | None = None
    location: _Words | None = None
    employment_type: _Words | None = None
    source: _Words | None = None
    tag: _Words | None = None

    @model_validator(mode="after")
    def _names_something(self) -> Audience:
        named = [name for name in NAMES if getattr(self, name) is not None]
        if not named:
            raise ValueError(f"`for:` names nobody; write one of {', '.join(NAMES)}, or leave it out")
        for name in named:
            words = [word for one in getattr(self, name) for word in (_BOTH.split(one) if name == "tag" else [one])]
            if any(not folded(name, word) for word in words):
                raise ValueError(f"`for:` holds an empty {name}; write its name, or leave it out")
        return self

    @cached_property
    def wanted(self) -> dict[str, frozenset[str]]:
        """What it asks of each attribute: any of these, folded."""
        named = {name: getattr(self, name) for name in ATTRIBUTES}
        return {name: frozenset(folded(name, one) for one in words) for name, words in named.items() if words}

    @cached_property
    def tag_sets(self) -> frozenset[frozenset[str]]:
        """All tags of any of these; empty where it asks for none."""
        return frozenset(frozenset(map(one_form, _BOTH.split(one))) for one in self.tag or ())

    @cached_property
    def rank(self) -> tuple[bool, int]:
        """How specific it is: does it name a job, and how much does it name?"""
        return "job" in self.wanted, len(self.wanted) + min(map(len, self.tag_sets), default=0)

    def fits(self, profile: Profile) -> bool:
        """Is the rule for this application?"""
        if any(profile.value(name) not in words for name, words in self.wanted.items()):
            return False
        return not self.tag_sets or any(tags <= profile.tags for tags in self.tag_sets)

    def is_within(self, other: Audience) -> bool:
        """Does the other one fit wherever this one does?"""
        if any(not self.wanted.get(name, words | {""}) <= words for name, words in other.wanted.items()):
            return False
        return not other.tag_sets or (
            bool(self.tag_sets) and all(any(few <= many for few in other.tag_sets) for many in self.tag_sets)
        )

    def beats(self, other: Audience | None) -> bool:
        """Does it win where both fit? Anything is more specific than a rule for all."""
        if other is None:
            return True
        if self.rank != other.rank:
            return self.rank > other.rank
        return self.is_within(other) and not other.is_within(self)

    def __str__(self) -> str:
        named = ((name, getattr(self, name)) for name in NAMES)
        return ", ".join(f"{name.replace('_', ' ')} {' or '.join(words)}" for name, words in named if words)


Choice = TypeVar("Choice")
Rule = tuple[Audience | None, Choice]
"""Something that is for some, or (`None`) for all."""


def beats(one: Audience | None, other: Audience | None) -> bool:
    """Does the first win where both fit?"""
    return one is not None and one.beats(other)


def winners(rules: Sequence[Rule[Choice]], fitting: Iterable[Audience]) -> list[Rule[Choice]]:
    """Of the rules of which these audiences fit, those that no other one beats: one, none, or several that tie."""
    fit = {*fitting}
    fits = [rule for rule in rules if rule[0] is None or rule[0] in fit]
    return [rule for rule in fits if not any(beats(other, rule[0]) for other, _ in fits)]


# ---------------------------------------------------------------- who there may be


def people_of(*audiences: Audience | None) -> Iterator[Profile]:
    """Everybody for whom all of these are, as far as rules tell them apart, with nothing beyond what is asked for: who
    is known by more fits more rules, and never fewer. None where they shut each other out.
    """
    wanted: dict[str, frozenset[str]] = {}
    for one in filter(None, audiences):
        for name, words in one.wanted.items():
            wanted[name] = wanted.get(name, words) & words
    sets = [sorted(one.tag_sets, key=sorted) for one in audiences if one is not None and one.tag_sets]
    for values in itertools.product(*(sorted(words) for words in wanted.values())):
        for tags in itertools.product(*sets):
            yield Profile(tuple(zip(wanted, values, strict=True)), frozenset[str]().union(*tags))


def ties(rules: Sequence[Rule[Choice]]) -> Iterator[tuple[Audience, Audience]]:
    """Pairs of which both fit somebody and neither wins, nor any third one."""
    audiences = [one for one, _ in rules if one is not None]
    for one, other in itertools.combinations(audiences, 2):
        if one.beats(other) or other.beats(one):
            continue
        for person in people_of(one, other):
            best = [who for who, _ in winners(rules, [a for a in audiences if a.fits(person)])]
            if len(best) > 1 and any(who is one for who in best) and any(who is other for who in best):
                yield one, other
                break


def shadowed(rules: Sequence[Rule[Choice]]) -> Iterator[tuple[Audience, list[Audience]]]:
    """Audiences whose rule is never the one that wins, with those that win instead."""
    audiences = [one for one, _ in rules if one is not None]
    for one in audiences:
        instead: dict[Audience, None] = {}
        for person in people_of(one):
            best = [who for who, _ in winners(rules, [a for a in audiences if a.fits(person)])]
            if any(who is one for who in best):
                break
            instead |= dict.fromkeys(who for who in best if who is not None)
        else:
            yield one, [*instead]
