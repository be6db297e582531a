"""What people answered in surveys, as rows of reports keep it: under the installation's key where the ledger is sealed.

Not under the person's own, since a count outlives them. Without a key nobody can tell from these rows what anybody
answered, although they say whose they are.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection

from domain.names import NOBODY
from ledger.engine import Database
from ledger.keys.columns import MARK, keys_of, sealed

SURVEY: Final = "survey"
_IN_RECORD: Final = '"surveys"'


def ready(database: Database) -> None:
    """Have the key at hand before a transaction. Raises LedgerUnavailable, KeysUnavailable among them."""
    keys_of(database.engine).ready(NOBODY)


def closed_record(connection: Connection, record: str) -> str | None:
    """A person's record as it is kept: sealed where somebody has answered."""
    return sealed(connection, NOBODY, record) if _IN_RECORD in record else record


def closed_case(connection: Connection, row: dict[str, Any]) -> dict[str, Any]:
    """A case as it is kept: of an answer, what was answered is sealed."""
    if row["case"] != SURVEY:
        return row
    text = sealed(connection, NOBODY, f"{row['value']} {row['about']}")
    return row if text is None or not text.startswith(MARK) else row | {"value": 0, "about": text}


def opened(connection: Connection, text: str) -> str:
    """What was sealed so, or the text itself where it wasn't. Raises KeysUnavailable, LedgerUnavailable."""
    return (keys_of(connection).opened_text(text, "") or "") if text.startswith(MARK) else text


def opened_case(connection: Connection, value: int, about: str) -> tuple[int, str]:
    """Value and words of an answer."""
    if not about.startswith(MARK):
        return value, about
    number, _, words = opened(connection, about).partition(" ")
    return int(number or 0), words
