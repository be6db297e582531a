"""Files of candidates as rows of text: CSV in any common form, Excel, JSON lines.

A file that is no such file is refused whole (BadFile); what is wrong with one line stays that line's matter.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

_DELIMITERS: Final = ",;\t|"
LONGEST_FIELD: Final = 100_000
_LONGEST_LINE: Final = 1_000_000
_SEPARATOR_LINE: Final = re.compile(r"""^"?sep=(.)"?\s*$""", re.IGNORECASE)
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class BadFile(ValueError):
    """A file that holds no candidates as it is; one sentence on what to change. `needs` is what no column holds:
    `name`, `address` or `job`; empty where that isn't what's wrong.
    """

    def __init__(self, sentence: str, *, needs: str = "") -> None:
        super().__init__(sentence)
        self.needs = needs


@dataclass(frozen=True)
class Row:
    """One record: its line, its cells by position, or what is wrong with it as a whole."""

    line: int
    cells: tuple[str, ...] = ()
    wrong: str = ""
    odd: tuple[tuple[int, str], ...] = ()  # positions of cells that hold what none may, emptied, and a clause on each


@dataclass
class Table:
    """A file's first line and its records, which are read as they are asked for."""

    header: tuple[str, ...]
    rows: Iterator[Row]
    strict: bool = False  # names are keys, as in JSON, and not headings that a person chose
    notes: list[str] = field(default_factory=list)


def read_table(
    content: bytes, *, jsonl: bool | None = None, is_heading: Callable[[str], bool] = lambda _: False
) -> Table:
    """The table in a file; `jsonl` None looks at the first character. `is_heading` knows what columns are called, so
    that a row of groups above the headings is told from them. Raises BadFile with a sentence.
    """
    if is_sheet(content) and not jsonl:
        return _sheet(content, is_heading)
    text, notes = _decoded(content)
    if not text.strip():
        raise BadFile("The file is empty; its first line names the columns, such as id,first_name,email,job_id.")
    if jsonl is None:
        jsonl = text.lstrip()[:1] == "{"
    table = _json_table(text) if jsonl else _csv_table(text, is_heading)
    table.notes += notes
    return table


def is_sheet(content: bytes) -> bool:
    """Does a spreadsheet program's own file begin so?"""
    return content.startswith((_ZIP, _OLD_EXCEL))


# ---------------------------------------------------------------- text


def _decoded(content: bytes) -> tuple[str, list[str]]:
    """By its byte order mark, else as UTF-8, else as what Excel on Windows writes."""
    notes: list[str] = []
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")  # what spreadsheets call Unicode text
    elif _looks_like_utf16(content):
        text = content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = b"".join(map(_as_utf8, content.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True))).decode()
            notes.append("Text in the file that isn't UTF-8 was read as Windows-1252, which is how Excel saves it.")
    text = text.replace("\ufeff", "")  # files that were put together have one in the middle
    if "\x00" in next((line for line in text.splitlines() if line.strip()), ""):
        raise BadFile("This isn't a text file or an Excel sheet; save it as CSV (UTF-8) or .xlsx and give that file.")
    return text, notes


def _as_utf8(line: bytes) -> bytes:
    """A line in UTF-8; one that is not is taken for Windows-1252, so that lines of both may stand in one file."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode()
    return line


def _looks_like_utf16(content: bytes) -> bool:
    """Every other byte of the beginning empty, and no byte order mark."""
    start = content[:64]
    odd, even = start[1::2], start[0::2]
    return len(start) > 7 and (not any(odd) or not any(even)) and any(start)


def _csv_table(text: str, is_heading: Callable[[str], bool]) -> Table:
    lines = list(io.StringIO(text, newline=""))
    first = next(number for number, line in enumerate(lines) if line.strip())
    delimiter = ""
    if said := _SEPARATOR_LINE.match(lines[first].strip("\r\n")):
        delimiter = said[1]
        lines[first] = "\n"  # still counted
        first = next((number for number, line in enumerate(lines) if line.strip()), len(lines) - 1)
    first = _heading(lines, first, delimiter or _DELIMITERS)
    delimiter = delimiter or _delimiter_of(lines[first])
    near = list(csv.reader(lines[first : first + _HEADING_ROWS], delimiter=delimiter))
    if len(near) == len(lines[first : first + _HEADING_ROWS]):  # none of them goes over several lines
        first += _of_headings(near, is_heading)
    records = _records(lines, delimiter, start=first)
    for line, row in records:
        if isinstance(row, str):
            raise BadFile(f"Line {line} is not CSV: {row}; its first line names the columns.")
        if any(cell.strip() for cell in row):
            header = [cell.strip() for cell in row]
            while header and not header[-1]:
                header.pop()
            return Table(tuple(header), _csv_rows(records, len(header)))
    raise BadFile("The file is empty; its first line names the columns, such as id,first_name,email,job_id.")


_TITLE_LINES: Final = 10
"""So many lines with a title and a date may stand above the headings."""


_HEADING_ROWS: Final = 3
"""So many rows may name the columns, groups of them above the columns themselves."""


def _of_headings(rows: Sequence[Sequence[str]], is_heading: Callable[[str], bool]) -> int:
    """Which of the first rows names the columns: the first with the most headings that are known."""
    known = [0 if any("@" in cell for cell in row) else sum(map(is_heading, row)) for row in rows]
    return known.index(max(known)) if known else 0


def _heading(lines: list[str], first: int, delimiters: str) -> int:
    """Where the headings are: the first line that holds more than one cell, where there is one near the top."""
    for number in range(first, min(first + _TITLE_LINES, len(lines))):
        if any(line.strip() for line in re.split(f"[{re.escape(delimiters)}]", lines[number])[1:]):
            return number
    return first


def _delimiter_of(line: str) -> str:
    """What parts the first line outside of quotation marks, most of all."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=bare.count)


def _csv_rows(records: Iterator[tuple[int, list[str] | str]], columns: int) -> Iterator[Row]:
    for line, row in records:
        if isinstance(row, str):
            yield Row(line, wrong=row)
        elif not any(cell.strip() for cell in row):
            continue
        elif any(cell.strip() for cell in row[columns:]):
            said = f"{len(row)} fields where the first line names {columns} columns; quote what holds a comma"
            yield Row(line, wrong=said)
        else:
            yield _row(line, [cell.strip() for cell in row])


def _records(lines: list[str], delimiter: str, *, start: int = 0) -> Iterator[tuple[int, list[str] | str]]:
    """Each record with the line on which it begins, or what is wrong with it. What is wrong ends with its line: the
    next one is read as if nothing had been, also after a quote that nobody closed.
    """
    csv.field_size_limit(2**31 - 1)  # the library gives up at a long field; here it is a line like any other bad one
    at, columns, notes = start, 0, -1

    def feed() -> Iterator[str]:
        nonlocal at
        while at < len(lines):
            at += 1
            yield lines[at - 1]

    rows = csv.reader(feed(), delimiter=delimiter, strict=True)
    while at < len(lines):
        begin = at
        if len(lines[at]) > _LONGEST_LINE and lines[at].count('"') % 2 == 0:
            at += 1
            yield begin + 1, f"the line is longer than {_LONGEST_LINE:,} characters; shorten it"
            continue
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield begin + 1, 'a quote on this line is not closed, or stands within a field; close it, or write ""'
            at, rows = begin + 1, csv.reader(feed(), delimiter=delimiter, strict=True)
            continue
        if at - begin > 1 and _swallows(row, columns, notes, delimiter):
            # Not read line by line either: what a person typed into a field would come in as people.
            yield (
                begin + 1,
                f'a quote on this line ends on line {at} only, so none of them was read; close it, or write ""',
            )
            continue
        yield begin + 1, row
        if not columns and any(cell.strip() for cell in row):
            named = [cell.strip().lower() for cell in row]
            columns = len(row)
            notes = next((number for number, name in enumerate(named) if name in _PROSE), -1)


_PROSE: Final = ("notes", "note", "notizen", "bemerkungen", "comments", "candidate notes", "feedback")
"""Columns in which people write more than a line."""


def _swallows(row: list[str], columns: int, notes: int, delimiter: str) -> bool:
    """Do other people's lines stand in a field, since a quotation mark pairs with one of theirs? Only notes have
    several lines with what separates fields, and seldom one that looks like a person's.
    """
    for number, cell in enumerate(row):
        lines = re.split(r"[\r\n]+", cell.strip())
        if number != notes and len(lines) > 1 and cell.count(delimiter) >= max(columns - 2, 1):
            return True
        if any(line.count(delimiter) >= columns - 1 and "@" in line for line in lines[1:]):
            return True
    return False


_FORMULA: Final = re.compile(
    r"""=(?:"(?P<text>(?:[^"]|"")*)"|HYPERLINK\("[^"]*"\s*[,;]\s*"(?P<shown>(?:[^"]|"")*)"\))""", re.IGNORECASE
)
"""What exports write so that a spreadsheet shows it as it is: ="00123", and a name with a link."""

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


def _row(line: int, cells: list[str]) -> Row:
    """The record without what no cell may hold."""
    odd: list[tuple[int, str]] = []
    for at, cell in enumerate(cells):
        if cell.startswith("=") and (found := _FORMULA.fullmatch(cell)):
            cells[at] = cell = (found["text"] or found["shown"]).replace('""', '"').strip()
        if "&" in cell:
            cells[at] = _ENTITY.sub(lambda found: html.unescape(found[0]), cell)  # of an export out of a web page
        if len(cell) > LONGEST_FIELD:
            odd.append((at, f"field {at + 1} is longer than {LONGEST_FIELD:,} characters; shorten it"))
        elif "\x00" in cell:
            odd.append((at, f"field {at + 1} contains a NUL character; remove it"))
    for at, _ in odd:
        cells[at] = ""
    return Row(line, tuple(cells), odd=tuple(odd))


# ---------------------------------------------------------------- JSON lines


def _json_table(text: str) -> Table:
    """Keys in the order in which they first appear."""
    rows = list(_json_rows(text))
    header = tuple(dict.fromkeys(key for _, row in rows if isinstance(row, dict) for key in row))

    def cells() -> Iterator[Row]:
        for line, row in rows:
            if isinstance(row, str):
                yield Row(line, wrong=row)
            else:
                yield _row(line, [row.get(key, "") for key in header])

    return Table(header, cells(), strict=True)


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    for line, words in enumerate(text.split("\n"), start=1):
        if not words.strip():
            continue
        if len(words) > _LONGEST_LINE:
            yield line, f"the line is longer than {_LONGEST_LINE:,} characters; shorten it"
            continue
        try:
            data = json.loads(words)
        except (ValueError, RecursionError):
            yield line, "this isn't JSON; write one object per line"
            continue
        if not isinstance(data, dict):
            yield line, "this isn't a JSON object; write one object per line"
            continue
        data = {name: _as_cell(value) if name.casefold() in _LISTS else value for name, value in data.items()}
        odd = [name for name, value in data.items() if isinstance(value, list | dict | bool)]
        if odd:
            yield line, f"{odd[0]} must be text"
        else:
            yield line, {name: "" if value is None else str(value).strip() for name, value in data.items()}


_LISTS: Final = ("tags", "tag", "labels")
"""Keys under which a list may stand, as under no other."""


def _as_cell(value: object) -> object:
    """A list of texts as one cell."""
    return "\n".join(value) if isinstance(value, list) and all(isinstance(one, str) for one in value) else value


# ---------------------------------------------------------------- Excel


def _sheet(content: bytes, is_heading: Callable[[str], bool]) -> Table:
    """The first sheet that holds anything: its first line that is not empty names the columns."""
    from python_calamine import CalamineError, CalamineWorkbook  # late: most files are text

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        rows: Sequence[Sequence[object]] = ()
        name = ""
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(_text(cell) for row in rows for cell in row):
                break
    except (CalamineError, OSError, ValueError, KeyError, TypeError):
        said = "This isn't a text file or an Excel sheet that can be read; save it as CSV (UTF-8) or .xlsx."
        raise BadFile(said) from None
    header: list[str] = []
    found: list[Row] = []
    texts = [[_text(cell) for cell in row] for row in rows]
    titles = [sum(map(bool, cells)) < 2 and line < min(_TITLE_LINES, len(rows) - 1) for line, cells in enumerate(texts)]
    first = titles.index(False) if False in titles else 0  # below the titles
    first += _of_headings(texts[first : first + _HEADING_ROWS], is_heading)
    for line, cells in enumerate(texts[first:], start=first + 1):
        if not any(cells):
            continue
        if not header:
            header = cells
            while not header[-1]:
                header.pop()
        else:
            found.append(_row(line, cells[: len(header)]))
    if not header:
        raise BadFile("The sheet is empty; its first line names the columns, such as id, first_name, email, job_id.")
    others = [other for other in book.sheet_names if other != name]
    notes = [f"Only the sheet {name!r} was read; the file has {len(others)} more."] if others else []
    return Table(tuple(header), iter(found), notes=notes)


def _text(cell: object) -> str:
    """A cell as a person reads it: whole numbers without a fraction, dates as ISO."""
    match cell:
        case None | "":
            return ""
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
        case date() | time() | timedelta():
            return str(cell)
        case _:
            return str(cell).strip()
