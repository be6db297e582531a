"""How wide the reader's window is, and sentences folded between words to fit it.

A terminal says its width; `COLUMNS` says it for everything else, so that a pipe without it gets whole lines.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TextIO

NARROWEST: Final = 40
"""Columns: in less than this there is nothing to arrange."""

_INDENT: Final = re.compile(r"(\s*)((?:[-·|✓✗!] +)?)(\S(?:\S| (?! ))* {2,}(?=\S))?")
"""What a line begins with: blanks, a bullet or a bar, and the first of its columns."""

_WORD: Final = re.compile(r"(?:`[^`\n]*`|\S)+")
"""What stays together: a word, and a command between backticks, which people copy."""

_TO_TYPE: Final = re.compile(r"\s*(?:followup|export|curl|\$|#) ")
"""A line that people copy whole: a terminal folds it by itself, and gives it back in one piece."""


def width_of(stream: Any) -> int | None:
    """Columns to print in; None where lines may be as long as they like."""
    if (columns := os.environ.get("COLUMNS", "")).isdecimal() and int(columns):
        return max(int(columns), NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, NARROWEST) if stream.isatty() else None
    except (OSError, ValueError, AttributeError):
        return None


def columns_of(text: str) -> int:
    """How many columns a text takes: letters of East Asia take two each."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def folded(line: str, width: int) -> str:
    """The line folded between words, what follows indented so that the line's first column stands free.

    A word that is longer than the line stays whole.
    """
    if columns_of(line) <= width or _TO_TYPE.match(line):
        return line
    blanks, bullet, column = (part or "" for part in _begins(line))
    free = f"{blanks}{bullet}{column}"
    if columns_of(free) > width // 3:
        free = blanks + bullet
    bar = bullet if bullet.startswith("|") else " " * len(bullet)
    hanging = f"{blanks}{bar}" + " " * (columns_of(free) - len(blanks) - len(bullet))
    if blanks and not bullet and free == blanks:
        hanging += "  "
    lines, taken = [free], columns_of(free)
    for word in _WORD.findall(line[len(free) :]):
        more = columns_of(word)
        if taken + more + 1 > width and lines[-1].strip() and lines[-1] != hanging:
            lines.append(hanging)
            taken = len(hanging)
        gap = "" if lines[-1] in (hanging, free) else " "
        lines[-1] += gap + word
        taken += len(gap) + more
    return "\n".join(lines)


def _begins(line: str) -> tuple[str | None, ...]:
    found = _INDENT.match(line)
    return found.groups() if found else ("", "", "")


class FoldedStream:
    """A text stream that folds the sentences that are printed. What rich writes has been fitted already, and goes by
    `rich_proxied_file`; so does what is not for reading, such as JSON.
    """

    def __init__(self, stream: TextIO, width: int) -> None:
        self._stream = stream
        self._width = width
        self._begun = False  # a line without its end stands there already

    def write(self, text: str) -> int:
        first, *others = text.split("\n")
        lines = [first if self._begun else folded(first, self._width), *(folded(one, self._width) for one in others)]
        self._begun = bool(others[-1] if others else self._begun or first)
        self._stream.write("\n".join(lines))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def folded_to_fit() -> Iterator[None]:
    """For as long as the block runs, what is printed is folded to the reader's window; on stderr in a terminal alone,
    since programs read an error line by line.
    """
    out, err = sys.stdout, sys.stderr
    if isinstance(out, FoldedStream) or "_FOLLOWUP_COMPLETE" in os.environ:  # a shell reads what completes a word
        yield
        return
    if width := width_of(out):
        sys.stdout = FoldedStream(out, width)
    if err.isatty() and (width := width_of(err)):
        sys.stderr = FoldedStream(err, width)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def unfolded(stream: TextIO) -> TextIO:
    """The same stream for what programs read: lines as they are."""
    return stream._stream if isinstance(stream, FoldedStream) else stream
