"""SQL is compiled once in a process of tests: the product has one engine in a process, tests one for each ledger.

What is shared is SQLAlchemy's own knowledge of what a statement looks like as text; every statement is still run.
"""

from __future__ import annotations

from copy import copy
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

import ledger.engine
from ledger.keys.columns import Sealed
from tests.kept_connections import handed_on

_COMPILED: Final[LRUCache[Any, Any]] = LRUCache(4_000)
_create_engine: Final = ledger.engine.create_engine


class _Compiled(dict[Any, Any]):
    """The statements of one engine; one that it does not have yet is taken from another engine of its kind."""

    def get(self, key: Any, default: Any = None) -> Any:
        found = super().get(key)
        if found is None and (found := _COMPILED.get(_of_its_kind(key))) is not None:
            if _may_be_sealed(found):
                found = copy(found)
                found.dialect = key[0]
            super().__setitem__(key, found)
        return default if found is None else found

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key, compiled)
        _COMPILED[_of_its_kind(key)] = copy(compiled) if _may_be_sealed(compiled) else compiled


def _of_its_kind(key: Any) -> Any:
    """SQLAlchemy's key begins with the engine's own dialect."""
    return (type(key[0]), *key[1:])


def _may_be_sealed(compiled: Any) -> bool:
    """Does it read what may be sealed? It will remember how to open that, with the keys of its dialect: so what is
    handed on is a copy that was never run.
    """
    return any(isinstance(column.type, Sealed) for column in compiled._result_columns or ())


def _engine(*args: Any, **options: Any) -> Engine:
    engine = _create_engine(*args, **options)
    engine.update_execution_options(compiled_cache=_Compiled())
    if engine.dialect.name == "postgresql":
        handed_on(engine)
    return engine


def compile_once() -> None:
    """From now on all engines of ledgers know what one of them has compiled."""
    ledger.engine.create_engine = _engine
