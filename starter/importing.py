"""Candidates from a file or a form: every line checked before anybody hears anything.

A file that is no such file is refused whole (BadFile); a bad line is a Problem with its number, and the good ones go
on. What was typed is normalised here, so that a wrong address or zone shows now and not on Monday at nine.
"""

from __future__ import annotations

import csv
import difflib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from starter.candidate_lines import COLUMNS, WHOLE_NAME, BadLine, Enrolment, enrolment

__all__ = ["COLUMNS", "BadFile", "Enrolment", "Imported", "Problem", "one_person", "read_people"]

_DELIMITERS: Final = ",;\t"
_LONGEST_FIELD: Final = 100_000


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
        if b"\x00" in content:
            raise BadFile("This is no text file; save the sheet as CSV (UTF-8) and give that file.")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(f"Line {line} is not UTF-8 text; save the file as CSV UTF-8 and try again.") from None
    if "\x00" in text:
        raise BadFile("This is no text file; save the sheet as CSV (UTF-8) and give that file.")
    return text


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    first = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header: list[str] = []
    begins = 1
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if not header:
                raise BadFile(f"Line {rows.line_num} is not CSV ({error}); its first line names the columns.") from None
            yield begins, "a quote is opened and not closed, or a field is too long; what follows was not read"
            return
        line, begins = begins, rows.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        if not header:
            header = _header(row)
        elif any(cell.strip() for cell in row[len(header) :]):
            yield line, f"{len(row)} fields where the first line names {len(header)} columns; quote what holds a comma"
        else:
            yield line, dict(zip(header, (cell.strip() for cell in row), strict=False))


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
