"""Personal columns of the ledger: sealed on the way in where the ledger is encrypted, opened on the way out.

What is sealed names its key, so that a row can be read without knowing whose it is; what is plain is read as it is. A
database's dialect carries its keys, for a column's type is told no more than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Text, type_coerce
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from ledger.keys.person_keys import PersonKeys

MARK: Final = "\x02sealed:"
"""Begins what is sealed. A text from outside that begins so loses its first character."""

_ATTRIBUTE: Final = "followup_keys"


class SealedText(str):
    """What is sealed already and goes into its column as it is."""


class StillSealed(str):
    """What was read from its column and waits to be opened, perhaps together with others."""

    erased: str | None = None


class Sealed(TypeDecorator[str]):
    """Text that may be sealed. `erased` stands for it once its key was shredded."""

    impl = Text
    cache_ok = True

    def __init__(self, erased: str | None = "") -> None:
        super().__init__()
        self.erased = erased

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if isinstance(value, SealedText):
            return str(value)
        if isinstance(value, str):
            plain = value.replace("\x00", "")
            return plain.lstrip("\x02") if plain.startswith(MARK) else plain
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if value is None or not value.startswith(MARK):
            return value
        keys: PersonKeys = getattr(dialect, _ATTRIBUTE)
        return keys.opened_text(value, self.erased)


def carry(dialect: Dialect, keys: PersonKeys) -> None:
    """From now on this database's columns are sealed and opened with these."""
    setattr(dialect, _ATTRIBUTE, keys)


def keys_of(connection: Connection | Engine) -> PersonKeys:
    keys: PersonKeys = getattr(connection.dialect, _ATTRIBUTE)
    return keys


def sealed(connection: Connection, candidate_id: str, text: str | None) -> str | None:
    """The text as it goes into a personal column of somebody's row; plain where the ledger is.

    Raises KeyShredded, KeysUnavailable.
    """
    return keys_of(connection).sealed_text(candidate_id, text) if text else text


def sealed_arrival(connection: Connection, text: str) -> str:
    """The same for the words of a row of the inbox, of which nobody has said for sure whom they are about.

    Never fails for want of a key: what came in is kept in any case (`PersonKeys.sealed_arrival`).
    """
    return keys_of(connection).sealed_arrival(connection, text) if text else text


def is_plain(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Does the column hold something that is not sealed?"""
    raw = type_coerce(column, Text())
    return raw.is_not(None) & (raw != "") & ~raw.startswith(MARK, autoescape=True)


def fetched(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    """All rows, with the keys of all that is sealed in them read together."""
    keys = keys_of(connection)
    with keys.in_bulk() as bulk:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    return bulk.opened(rows)


def unopened(connection: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    """All rows, what is sealed in them as it stands: for those who need none of it, or open it with `opened` later."""
    with keys_of(connection).in_bulk():
        return [dict(row) for row in connection.execute(query).mappings()]


def pages(
    connection: Connection, query: Select[Any], size: int, *, pass_over_lost: bool = False
) -> Iterator[list[dict[str, Any]]]:
    """The same a page at a time, for those who come to more than memory should hold.

    `pass_over_lost`: what lies under a key that nobody has stays as it is.
    """
    keys = keys_of(connection)
    result = connection.execute(query, execution_options={"yield_per": size}).mappings()
    while True:
        with keys.in_bulk() as bulk:
            rows = [dict(row) for row in result.fetchmany(size)]
        if not rows:
            return
        yield bulk.opened(rows, pass_over_lost=pass_over_lost)
