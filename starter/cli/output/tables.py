"""Tables that fit the reader's window: folded between words in one column, or a few lines for each row."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Final

from starter.cli.output.width import columns_of, unfolded, width_of
from starter.wording.candidates import beginning

_FOLDED: Final = 22
"""Columns: a cell that is folded to less than this is hard to read."""

_DEEP: Final = 3
"""Lines of a folded cell: one that takes more stands below its row."""

_WIDEST: Final = 2000
"""Characters of a cell: what comes from outside has no end of its own, and one long id would make every row as wide."""

_BETWEEN: Final = "   "


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, wide: int | None = None) -> None:
    """A table on stdout, as wide as it likes in a pipe. `wide` is the column that is folded where there is no room, and
    stands below its row where there is less; where the others have no room either, each row is a few lines. No word is
    broken, and nothing is cut.
    """
    cells = [[beginning(cell, _WIDEST) for cell in row] for row in rows]
    print("\n".join(table_lines(headings, cells, wide, width_of(sys.stdout))), file=unfolded(sys.stdout))


def table_lines(
    headings: Sequence[str], cells: Sequence[Sequence[str]], wide: int | None, width: int | None
) -> list[str]:
    """The table's lines, none longer than `width` unless a word is."""
    widths = [max(map(columns_of, column)) for column in zip(headings, *cells, strict=True)]
    total = 1 + sum(widths) + len(_BETWEEN) * (len(widths) - 1)
    if width is None or total <= width:
        return _rows(headings, [[row] for row in cells], widths)
    if wide is not None:
        room = width - (total - widths[wide])
        longest = max((columns_of(word) for row in (headings, *cells) for word in row[wide].split()), default=0)
        if room >= max(_FOLDED, longest):
            parts = [_folded_row(row, wide, room) for row in cells]
            if max(map(len, parts), default=1) <= _DEEP:
                return _rows(headings, parts, [room if n == wide else one for n, one in enumerate(widths)])
        if total - widths[wide] - len(_BETWEEN) <= width:
            return _with_one_below(headings, cells, wide, widths, width)
    return _cards(headings, cells, width)


def _rows(headings: Sequence[str], parts: Sequence[Sequence[Sequence[str]]], widths: Sequence[int]) -> list[str]:
    """Headings, a rule, and each row, which may have several lines."""
    rule = "\u2500" * (sum(widths) + len(_BETWEEN) * (len(widths) - 1))
    lines = [_padded(headings, widths), rule, *(_padded(line, widths) for row in parts for line in row)]
    return [f" {line}".rstrip() for line in lines]


def _folded_row(row: Sequence[str], wide: int, room: int) -> list[list[str]]:
    first, *others = _wrapped(row[wide], room)
    begin = [first if n == wide else cell for n, cell in enumerate(row)]
    return [begin, *([line if n == wide else "" for n in range(len(row))] for line in others)]


def _with_one_below(
    headings: Sequence[str], cells: Sequence[Sequence[str]], wide: int, widths: Sequence[int], width: int
) -> list[str]:
    left = [n for n in range(len(headings)) if n != wide]
    lines = _rows([headings[n] for n in left], [], [widths[n] for n in left])
    for row in cells:
        lines.append(f" {_padded([row[n] for n in left], [widths[n] for n in left])}".rstrip())
        if row[wide] not in ("", "-"):
            lines += [f"     {line}" for line in _wrapped(row[wide], width - 5)]
    return lines


def _cards(headings: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> list[str]:
    """Each row as a few lines: its first two cells, and every other one with its heading before it."""
    lines = []
    for row in cells:
        top = [cell for cell in row[:2] if cell]
        beside = sum(map(columns_of, top)) + len(_BETWEEN) + 1 <= width
        named = [_BETWEEN.join(top)] if beside else [line for cell in top for line in _wrapped(cell, width - 1)]
        lines += [f" {line}" for line in named]
        for heading, cell in zip(headings[2:], row[2:], strict=True):
            if cell not in ("", "-"):
                lines += [f"     {line}" for line in _wrapped(f"{heading}: {cell}", width - 5)]
    return lines


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines of whole words; a word stays whole even if it is longer."""
    lines = [""]
    for word in text.split():
        if lines[-1] and columns_of(lines[-1]) + 1 + columns_of(word) > room:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    return _BETWEEN.join(cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True))
