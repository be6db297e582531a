"""Candidates from a file or a form: every line checked before anybody hears anything.

A file that is no such file is refused whole (BadFile); a bad line is a Problem with its number, and the good ones go
on. What was typed is normalised here, so that a wrong address or zone shows now and not on Monday at nine.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from starter.candidate_lines import COLUMNS, WHOLE_NAME, BadLine, Enrolment, enrolment

__all__ = ["COLUMNS", "BadFile", "Enrolment", "Imported", "Problem", "one_person", "read_people"]

_DELIMITERS: Final = ",;\t"
_LONGEST_FIELD: Final = 100_000
_LONGEST_LINE: Final = 1_000_000


class BadFile(ValueError):
    """A file that holds no candidates as it is; one sentence on what to change."""


@dataclass(frozen=True)
class Problem:
    """A line that cannot be told, and why."""

    line: int
    text: str


@dataclass
class Imported:
    """What a file holds, in its order."""

    good: list[Enrolment] = field(default_factory=list)
    bad: list[Problem] = field(default_factory=list)


def read_people(content: bytes, *, now: datetime, jsonl: bool | None = None) -> Imported:
    """Read a CSV file (comma, semicolon or tab) or JSON lines; `jsonl` None looks at the first character.

    Dates without an offset are in the reader's zone. Raises BadFile with a sentence, and nothing else.
    """
    text = _decoded(content)
    if not text.strip():
        raise BadFile("The file is empty; its first line names the columns, such as id,first_name,email,job_id.")
    if jsonl is None:
        jsonl = text.lstrip()[:1] == "{"
    found = Imported()
    for line, row in _json_rows(text) if jsonl else _csv_rows(text):
        if isinstance(row, str):
            found.bad.append(Problem(line, row))
            continue
        try:
            found.good.append(enrolment(row, line, now=now))
        except BadLine as error:
            found.bad.append(Problem(line, str(error)))
    _refuse_shared_ids(found)
    return found


def one_person(row: Mapping[str, str], *, now: datetime) -> Enrolment:
    """The same checks for a person typed at the command line. Raises BadFile."""
    try:
        return enrolment(row, 1, now=now)
    except BadLine as error:
        raise BadFile(str(error)) from None


# --- files --------------------------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"  # what spreadsheets call Unicode text
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(f"Line {line} is not UTF-8 text; save the file as CSV UTF-8 and try again.") from None
    text = text.replace("\ufeff", "")  # files that were put together have one in the middle
    if "\x00" in next((line for line in text.splitlines() if line.strip()), ""):
        raise BadFile("This is no text file; save the sheet as CSV (UTF-8) and give that file.")
    return text


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    lines = list(io.StringIO(text, newline=""))
    first = next(line for line in lines if line.strip())
    delimiter = max(_DELIMITERS, key=first.count)
    header: list[str] = []
    for line, row in _records(lines, delimiter):
        if isinstance(row, str):
            if not header:
                raise BadFile(f"Line {line} is not CSV: {row}; its first line names the columns.")
            yield line, row
        elif not any(cell.strip() for cell in row):
            continue
        elif not header:
            header = _header(row)
        elif any(cell.strip() for cell in row[len(header) :]):
            yield line, f"{len(row)} fields where the first line names {len(header)} columns; quote what holds a comma"
        else:
            yield line, dict(zip(header, (cell.strip() for cell in row), strict=False))


def _records(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each record with the line on which it begins, or what is wrong with it. What is wrong ends with its line: the
    next one is read as if nothing had been, also after a quote that nobody closed.
    """
    csv.field_size_limit(2**31 - 1)  # the library gives up at a long field; here it is a line like any other bad one
    at, columns, notes = 0, 0, -1

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
            yield begin + 1, f"the line is longer than {_LONGEST_LINE:,} characters; shorten what is in it"
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
        yield begin + 1, _unreadable(row) or row
        if not columns and any(cell.strip() for cell in row):
            named = [cell.strip().lower() for cell in row]
            columns, notes = len(row), named.index("notes") if "notes" in named else -1


def _swallows(row: list[str], columns: int, notes: int, delimiter: str) -> bool:
    """Do other people's lines stand in a field, since a quotation mark pairs with one of theirs? Only notes have
    several lines with what separates fields, and seldom one that looks like a person's.
    """
    for number, cell in enumerate(row):
        lines = re.split(r"[\r\n]+", cell.strip())
        if number != notes and len(lines) > 1 and delimiter in cell:
            return True
        if any(line.count(delimiter) >= columns - 1 and "@" in line for line in lines[1:]):
            return True
    return False


def _unreadable(row: list[str]) -> str:
    """What no line may hold; empty where it holds none of it."""
    for number, cell in enumerate(row, start=1):
        if len(cell) > _LONGEST_FIELD:
            return f"field {number} is longer than {_LONGEST_FIELD:,} characters; shorten it"
        if "\x00" in cell:
            return f"field {number} holds a NUL character, which is no text; take it out"
    return ""


def _header(row: list[str]) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in row]
    while names and not names[-1]:
        names.pop()
    _check_columns(names)
    for name in names:
        if names.count(name) > 1:
            raise BadFile(f"The column {name!r} stands twice; keep one.")
    missing = [name for name in ("id", "job_id") if name not in names]
    if not {"first_name", "last_name"} & set(names):
        missing.append("first_name")
    if not {"email", "phone"} & set(names):
        missing.append("email")
    if missing:
        raise BadFile(f"The column {missing[0]!r} is missing; needed are id, a name, email or phone, and job_id.")
    return names


def _check_columns(names: list[str]) -> None:
    for name in names:
        if name not in (*COLUMNS, WHOLE_NAME):
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COLUMNS)}."
            raise BadFile(f"The column {name[:60]!r} is unknown; {hint}")


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    for line, words in enumerate(text.split("\n"), start=1):
        if not words.strip():
            continue
        if len(words) > _LONGEST_LINE:
            yield line, f"the line is longer than {_LONGEST_LINE:,} characters; shorten what is in it"
            continue
        try:
            data = json.loads(words)
        except (ValueError, RecursionError):
            yield line, "this is not JSON; write one object per line"
            continue
        if not isinstance(data, dict):
            yield line, "this is no JSON object; write one object per line"
            continue
        _check_columns(list(data))
        odd = [name for name, value in data.items() if isinstance(value, list | dict | bool)]
        if odd:
            yield line, f"{odd[0]} must be text"
        else:
            yield line, {name: "" if value is None else str(value).strip() for name, value in data.items()}


def _refuse_shared_ids(found: Imported) -> None:
    """One id with two names and two addresses is two people: the second would get the first one's messages."""
    first: dict[str, Enrolment] = {}
    for one in list(found.good):
        other = first.setdefault(one.candidate_id, one)
        same = one.name.lower() == other.name.lower() or (one.email or one.phone) == (other.email or other.phone)
        if not same:
            found.good.remove(one)
            text = f"the id {one.candidate_id} is {other.name}'s on line {other.line}; give {one.name} another"
            found.bad.append(Problem(one.line, text))
    found.bad.sort(key=lambda problem: problem.line)
