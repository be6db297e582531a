"""SQL is compiled once in a process of tests: the product has one engine in a process, tests one for each ledger.

What is shared is SQLAlchemy's own cache of what a statement looks like as text; every statement is still run.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

import ledger.engine

_COMPILED: Final[LRUCache[Any, Any]] = LRUCache(4_000)
_create_engine: Final = ledger.engine.create_engine


def _engine(*args: Any, **options: Any) -> Engine:
    engine = _create_engine(*args, **options)
    engine.update_execution_options(compiled_cache=_COMPILED)
    return engine


def _is_like(one: Any, other: Any) -> bool:
    """A statement remembers how to open what is sealed, so those of ledgers with keys are of one engine alone."""
    return one is other or (type(one) is type(other) and not _has_keys(one) and not _has_keys(other))


def _has_keys(dialect: Any) -> bool:
    keys = getattr(dialect, "followup_keys", None)
    return keys is not None and keys.has_store


def compile_once() -> None:
    """From now on all engines of ledgers use one cache, whose keys name the dialect and not the engine's own one."""
    for dialect in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        dialect.__eq__ = _is_like  # type: ignore[method-assign,assignment]
        dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign,assignment]
    ledger.engine.create_engine = _engine
