"""Tables of pure cases, each held in one test: thousands of small tests cost more to collect, and to tell of between
processes, than to run (docs/testing.md)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from _pytest.mark.structures import ParameterSet


def each(
    names: str | tuple[str, ...], rows: Iterable[Any], *, ids: Callable[[Any], str] | Sequence[str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each row, as `pytest.mark.parametrize` does, in one test that names all rows which failed.

    For tests that leave nothing behind: a fixture is the same for all rows. `ids`: their names, or what makes one of
    a row's first value.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [_row(row, len(wanted)) for row in rows]
    if callable(ids):
        table = [(ids(values[0]), values) for _, values in table]
    elif ids:
        table = [(name, values) for name, (_, values) in zip(ids, table, strict=True)]
    assert table, "a table without rows shows nothing"

    def of_all(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def all_rows(**fixtures: Any) -> None:
            wrong = list[Exception]()
            for name, values in table:
                try:
                    test(**fixtures, **dict(zip(wanted, values, strict=True)))
                except Exception as error:
                    error.add_note(f"in the row {name}")
                    wrong.append(error)
            if wrong:
                failed = "; ".join(error.__notes__[-1].removeprefix("in the row ") for error in wrong)
                raise ExceptionGroup(f"{len(wrong)} of {len(table)} rows failed: {failed}", wrong)

        plain = inspect.signature(test)
        left = [one for name, one in plain.parameters.items() if name not in wanted]
        all_rows.__signature__ = plain.replace(parameters=left)  # type: ignore[attr-defined]
        return all_rows

    return of_all


def _row(row: Any, width: int) -> tuple[str, tuple[Any, ...]]:
    """A row's name, and its values."""
    name = None
    if isinstance(row, ParameterSet):
        assert not row.marks, "a row with marks is a test of its own"
        name, row = row.id, row.values if width > 1 else row.values[0]
    values = tuple(row) if width > 1 else (row,)
    return str(name) if name else repr(row)[:120], values
