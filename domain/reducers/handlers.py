"""Who takes in which fact: functions, found by the fact's type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

from domain.events import Event
from domain.state.model import Application, CandidateState

_Kind = TypeVar("_Kind", bound=Event)
_Whole = TypeVar("_Whole")


class Handlers(Generic[_Whole]):
    """What becomes of a whole with a fact. A fact of a type that nobody handles changes nothing."""

    def __init__(self) -> None:
        self._by_type: Final[dict[type[Event], Callable[[_Whole, Any], _Whole]]] = {}

    def of(self, kind: type[_Kind]) -> Callable[[Callable[[_Whole, _Kind], _Whole]], Callable[[_Whole, _Kind], _Whole]]:
        """Marks the one function that handles facts of this type."""

        def added(handler: Callable[[_Whole, _Kind], _Whole]) -> Callable[[_Whole, _Kind], _Whole]:
            self._by_type[kind] = handler
            return handler

        return added

    @property
    def types(self) -> frozenset[type[Event]]:
        return frozenset(self._by_type)

    def take_in(self, whole: _Whole, fact: Event) -> _Whole:
        """What it is with the fact."""
        handler = self._by_type.get(type(fact))
        return handler(whole, fact) if handler is not None else whole


HANDLERS: Final[Handlers[CandidateState]] = Handlers()
"""What a fact does to all that is known of a person."""

MOVES: Final[Handlers[Application]] = Handlers()
"""What a fact about one application does to that."""
