"""SQL is compiled once in a process of tests: the product has one engine in a process, tests one for each ledger.

What is shared is SQLAlchemy's own cache of what a statement looks like as text; every statement is still run.
"""

from __future__ import annotations

from copy import copy
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

import ledger.engine


class _Compiled(LRUCache[Any, Any]):
    """Each engine has copies of its own, for a statement that was run remembers how its ledger opens what is sealed."""

    def get(self, key: Any, default: Any = None) -> Any:
        own: dict[Any, Any] = vars(key[0]).setdefault("compiled_for_tests", {})
        if (mine := own.get(key[1:])) is None and (shared := super().get(key)) is not None:
            own[key[1:]] = mine = copy(shared)
            mine.dialect, mine._cached_metadata = key[0], None
        return default if mine is None else mine


_COMPILED: Final = _Compiled(4_000)
_create_engine: Final = ledger.engine.create_engine


def _engine(*args: Any, **options: Any) -> Engine:
    engine = _create_engine(*args, **options)
    engine.update_execution_options(compiled_cache=_COMPILED)
    return engine


def compile_once() -> None:
    """From now on all engines of ledgers use one cache, whose keys name the dialect and not the engine's own one."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign,assignment]
        dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign,assignment]
    ledger.engine.create_engine = _engine
