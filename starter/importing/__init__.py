"""Candidates from a file or a form: every line checked before anybody hears anything.

A file that is no such file is refused whole (BadFile). A cell that cannot be read is left out and listed; a line is
refused only where no name, no way to reach them or no job is left. Whose stage nobody can read comes in and is written
nothing until a colleague has said it. What was typed is normalised here, so that a wrong address or zone shows now and
not on Monday at nine.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b32encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from typing import Any, Final

from domain.names import Stage
from domain.people.person_names import greeting_name
from domain.playbook.ats_stages import AtsNames
from domain.playbook.model import Playbook
from domain.time.zones import zone
from starter.importing.column_headings import (
    CLOSED,
    NAMES,
    REASON,
    STATUS,
    SYSTEMS,
    Columns,
    folded,
    is_known,
    read_columns,
)
from starter.importing.dates import DateOrder, judge, read_date
from starter.importing.lines import COLUMNS, BadLine, Enrolment, Problem, Reading, enrolment
from starter.importing.stage_words import StageWords
from starter.importing.tables import BadFile, Row, Table, read_table

__all__ = [
    "COLUMNS",
    "SYSTEMS",
    "BadFile",
    "Enrolment",
    "Imported",
    "Options",
    "Problem",
    "columns_of",
    "one_person",
    "options_for",
    "people_of",
    "read_people",
    "said_of_ids",
    "stage_words",
]

_DATES = ("applied_at", "last_contact_at", "sms_consent_at")
_A_NUMBER = 7
_SHOWN = 12
"""Columns that are named when they are ignored; of more their number is told."""


@dataclass(frozen=True)
class Options:
    """What a person says about a file, and what is known beside it."""

    system: str = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)  # theirs → ours
    ignored: Sequence[str] = ()
    stages: Mapping[str, Stage] = field(default_factory=dict)  # theirs → ours
    dates: DateOrder | None = None
    names: AtsNames = field(default_factory=AtsNames)
    defaults: Mapping[str, str] = field(default_factory=dict)  # for what a line does not say
    phones_in: str = ""  # the country of numbers without a country code
    tz: tzinfo | None = None  # the company's, whose days dates are; the reader's where it is not given
    key: bytes = b""  # makes the ids of those who have none
    ask_order: Callable[[str, str], DateOrder | None] | None = None  # column and an example: asks a person


@dataclass
class Imported:
    """What a file holds, in its order."""

    good: list[Enrolment] = field(default_factory=list)
    bad: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)  # cells
    notes: list[str] = field(default_factory=list)  # about the file as a whole
    system: str = ""


_NO_OPTIONS = Options()


def options_for(playbook: Playbook, secret_keys: Sequence[str], **more: Any) -> Options:
    """What is known beside a file: the playbook's names for stages, the company's days and numbers, and the key that
    ids are made with: the oldest, since ids outlive a newer one.
    """
    company = playbook.company
    defaults: Mapping[str, str] = more.get("defaults") or {}
    return Options(
        names=playbook.ats,
        tz=zone(company.timezone),
        phones_in=defaults.get("country") or company.country,
        key=secret_keys[-1].encode(),
        **more,
    )


def read_people(
    content: bytes, *, now: datetime, jsonl: bool | None = None, options: Options = _NO_OPTIONS
) -> Imported:
    """Read CSV in any common form, Excel or JSON lines; `jsonl` None looks at the first character.

    Dates without an offset are in the reader's zone. Raises BadFile with a sentence, and nothing else.
    """
    return people_of(read_table(content, jsonl=jsonl, is_heading=is_known), now=now, options=options)


def columns_of(table: Table, options: Options) -> Columns:
    """What each column of a table is, by what was said of it. Raises BadFile."""
    return read_columns(
        table.header,
        system=options.system,
        mapped=options.columns,
        ignored=options.ignored,
        strict=table.strict,
        job_given=bool({"job_id", "job_title"} & options.defaults.keys()),
    )


def people_of(table: Table, *, now: datetime, options: Options = _NO_OPTIONS) -> Imported:
    """The people in a table that was read. Raises BadFile."""
    columns = columns_of(table, options)
    found = Imported(notes=list(table.notes), system=columns.system)
    rows = list(table.rows)
    orders = _orders(rows, columns, table.header, options, found.notes)
    reading = _reading(columns, orders, options, now)
    if columns.system:
        prefix = f"; their ids begin with {columns.system}:" if "id" in columns.places else ""
        found.notes.insert(0, f"Read as an export from {NAMES[columns.system]}{prefix}.")
    if columns.ignored:
        found.notes.append(f"Not needed, so ignored: {_named(columns.ignored)}.")
    for row in rows:
        if row.wrong:
            found.bad.append(Problem(row.line, row.wrong))
            continue
        if not table.strict and [*map(folded, row.cells)][: len(table.header)] == [*map(folded, table.header)]:
            found.notes.append(f"Line {row.line} repeats the headings.")
            continue
        used = {at for places in columns.places.values() for at in places}
        odd = [clause for at, clause in row.odd if at in used]
        cells = _with_defaults(columns.row(row.cells), options.defaults)
        try:
            one = enrolment(cells, row.line, now=now, reading=reading, left_out=odd)
        except BadLine as error:
            found.bad.append(Problem(row.line, str(error)))
            continue
        found.good.append(one)
        found.left_out += [Problem(row.line, clause) for clause in one.left_out]
    _leave_out_footer(found, rows, columns)
    _refuse_shared_ids(found)
    if named := [one for one in found.good if one.named_by_id]:
        found.notes.append(said_of_ids(named))
    return found


def one_person(row: Mapping[str, str], *, now: datetime, options: Options = _NO_OPTIONS) -> Enrolment:
    """The same checks for a person typed at the command line; there nothing is left out. Raises BadFile."""
    try:
        reading = Reading(now, phones_in=options.phones_in, tz=options.tz, single=True)
        if options.key:
            reading = replace(reading, make_id=lambda address: opaque_id(options.key, address))
        one = enrolment(row, 1, now=now, reading=reading)
    except BadLine as error:
        raise BadFile(str(error)) from None
    if wrong := [clause for clause in one.left_out if not _is_remark(clause)]:
        raise BadFile("; ".join(wrong))
    return one


def said_of_ids(named: Sequence[Enrolment]) -> str:
    """What is wrong with ids that hold names, and what to do."""
    ids = list(dict.fromkeys(one.candidate_id for one in named))
    whose = f"The id {ids[0]} holds a name" if len(ids) == 1 else f"{len(ids)} ids hold names, such as {ids[0]}"
    return f"{whose}. Ids stand in logs and outlive an erasure: use ones that say nothing, or leave them to followup."


def _is_remark(clause: str) -> bool:
    """Does it tell what became of a cell that was read?"""
    return any(words in clause for words in (" is used, and not ", " is kept; ")) or clause.endswith(" is left out")


def opaque_id(key: bytes, address: str) -> str:
    """An id for somebody of whom the file has none: the same whenever the same address comes, and no word about it."""
    sealed = hmac.new(key, f"enroll:{address}".encode(), hashlib.sha256).digest()
    return "manual:p" + b32encode(sealed).decode().lower()[:10]


def _with_defaults(row: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """The row, and what was said for all of what it does not say. A job is the line's own or the command's, whole."""
    if row.get("job_id") or row.get("job_title"):
        defaults = {name: value for name, value in defaults.items() if name not in ("job_id", "job_title")}
    return {**defaults, **{name: cell for name, cell in row.items() if cell}}


# ---------------------------------------------------------------- columns


def _reading(
    columns: Columns, orders: Mapping[str, DateOrder | str | None], options: Options, now: datetime
) -> Reading:
    words = stage_words(columns, options)

    def read_at(name: str, text: str) -> datetime | None:
        order = orders.get(name)
        if order == "left out":
            return None
        hours_in = zone(columns.zones[name]) if name in columns.zones else None
        return read_date(text, order if order in ("dmy", "mdy") else None, options.tz, hours_in)  # type: ignore[arg-type]

    return Reading(
        now,
        phones_in=options.phones_in,
        read_stage=lambda row: words.read(
            row.get("stage", ""), row.get(STATUS, ""), row.get(CLOSED, ""), row.get(REASON, "")
        ),
        read_at=read_at,
        make_id=lambda address: opaque_id(options.key, address),
        source=columns.system or "manual",
        tz=options.tz,
    )


def stage_words(columns: Columns, options: Options) -> StageWords:
    """What words for stages mean in a file with these columns."""
    given = {folded(word): stage for word, stage in options.stages.items()}
    return StageWords(columns.system, given, options.names)


def _orders(
    rows: Sequence[Row], columns: Columns, header: Sequence[str], options: Options, notes: list[str]
) -> dict[str, DateOrder | str | None]:
    """For each column of dates whether the day or the month comes first; "left out" where nobody can know."""
    found: dict[str, DateOrder | str | None] = {}
    for ours in _DATES:
        places = columns.places.get(ours, ())
        cells = [cell for row in rows if not row.wrong and (cell := columns.row(row.cells).get(ours))]
        verdict = judge(cells)
        found[ours] = options.dates or verdict.order
        if not verdict.ambiguous or options.dates:
            continue
        name = header[places[0]]
        order = None
        if options.ask_order and not verdict.contradicts:
            order = options.ask_order(name, next(cell for cell in cells if judge([cell]).ambiguous))
        found[ours] = order or "left out"
        if order is None:
            why = (
                "has the day first in some lines and the month first in others"
                if verdict.contradicts
                else "could have the day or the month first"
            )
            notes.append(f"{name!r} {why}, so the whole column was left out; --dates dmy or --dates mdy settles it.")
    return found


def _named(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(repr(name[:40]) for name in names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


_OF_A_REPORT: Final = re.compile(
    r"(sub)?totals?|summe|gesamt(summe)?|insgesamt|anzahl|records|rows|results|generated|exported|confidential|totaa?le?|"
    r"aantal",
    re.IGNORECASE,
)
"""Words that stand in nobody's name, and in lines that are about the file."""

_FEW: Final = 4


def _leave_out_footer(found: Imported, rows: Sequence[Row], columns: Columns) -> None:
    """The last lines of a report, which count people or say where it comes from, are no people that were refused."""
    last = max((one.line for one in found.good), default=0)
    by_line = {row.line: row for row in rows}
    for problem in [one for one in found.bad if one.line > last > 0]:
        row = by_line[problem.line]
        if row.wrong or not _is_about_the_file(row, columns):
            return  # a person below is no footer, and what stands above neither
        found.bad.remove(problem)
        words = next(cell for cell in row.cells if cell)
        found.notes.append(f"Line {row.line} isn't a candidate: {words[:60]!r}.")


def _is_about_the_file(row: Row, columns: Columns) -> bool:
    cells = [cell for cell in row.cells if cell]
    reach = " ".join(columns.row(row.cells).get(name, "") for name in ("email", "phone"))
    if not cells or len(cells) > _FEW or "@" in reach or sum(map(str.isdigit, reach)) >= _A_NUMBER:
        return False
    words = re.findall(r"\w+", cells[0])
    return any(map(_OF_A_REPORT.fullmatch, words)) or (len(cells) == 1 and not greeting_name("", cells[0]))


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
