"""How two records of one thing become one: a table of rules, by field (R17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from domain.compact import Compact, unknown_of

_Model = TypeVar("_Model", bound=Compact)
_Name = TypeVar("_Name", bound=str)

Rule = Callable[[Any, Any], Any]
"""What becomes of mine and theirs."""


def by_rules(mine: _Model, theirs: _Model, rules: Mapping[str, Rule]) -> _Model:
    """Mine, with every field of the table as its rule has it. What only a newer release knows is kept of both."""
    values: dict[str, Any] = {name: rule(getattr(mine, name), getattr(theirs, name)) for name, rule in rules.items()}
    return mine.replace(**unknown_of(theirs, mine), **values)


def either(mine: Any, theirs: Any) -> Any:
    """Mine, where it says anything; of two that are true or false, whether one is true."""
    return mine or theirs


def both(mine: bool, theirs: bool) -> bool:
    return mine and theirs


def known(mine: Any, theirs: Any) -> Any:
    """Mine, where it is known: no, too, is an answer."""
    return theirs if mine is None else mine


def united(mine: tuple[_Name, ...], theirs: tuple[_Name, ...]) -> tuple[_Name, ...]:
    """What is in one of them, in order of its name."""
    return tuple(sorted({*mine, *theirs}))


def widest(mine: tuple[_Name, ...], theirs: tuple[_Name, ...]) -> tuple[_Name, ...]:
    """As `united`, where none stands for all."""
    return united(mine, theirs) if mine and theirs else ()


def last(number: int) -> Rule:
    """All of both, each once; theirs go first where there are too many."""
    return lambda mine, theirs: tuple(dict.fromkeys((*theirs, *mine)))[-number:]
