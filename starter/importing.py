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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import available_timezones

from domain.addresses import BadAddress, normal_email, normal_phone
from domain.calendar import zone
from domain.names import BadId, Channel, Stage, candidate_id
from domain.telling import Untellable, signal_fact

COLUMNS: Final = (
    "id", "first_name", "last_name", "email", "phone", "timezone", "country", "locale", "channel", "sms_consent_at",
    "job_id", "job_title", "department", "level", "location", "employment_type", "pay_range", "stage", "applied_at",
    "last_contact_at", "recruiter", "recruiter_email", "recruiter_role", "recruiter_phone", "hiring_manager",
    "hiring_manager_email", "notes",
)  # fmt: skip
"""The columns of a candidate file (DESIGN, "Contract: command line")."""

_JOB: Final = ("job_title", "department", "level", "location", "employment_type", "pay_range")
_LOCALE: Final = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})?", re.IGNORECASE)
_COUNTRIES: Final = {"UK": "GB", "USA": "US", "EN": "GB"}
_DELIMITERS: Final = ",;\t"
_LONGEST_FIELD: Final = 100_000


class BadFile(ValueError):
    """A file that holds no candidates as it is; one sentence on what to change."""


class _BadValue(ValueError):
    """A value of a line that cannot be used; a clause on why."""


@dataclass(frozen=True)
class Enrolment:
    """One line that can be told: `fact` holds the fields of `application_received` beside its envelope."""

    line: int
    candidate_id: str
    job_id: str
    name: str
    email: str
    phone: str
    country: str
    fact: dict[str, Any]

    @property
    def event_id(self) -> str:
        """The same whenever the same line is told, so that a second time changes nothing."""
        return f"enroll:{self.candidate_id}:{self.job_id}"


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
        except _BadLine as error:
            found.bad.append(Problem(line, str(error)))
    _refuse_shared_ids(found)
    return found


class _BadLine(ValueError):
    """A line that cannot be used; its problems in one sentence."""


def one_person(row: Mapping[str, str], *, now: datetime) -> Enrolment:
    """The same checks for a person typed at the command line. Raises BadFile."""
    try:
        return enrolment(row, 1, now=now)
    except _BadLine as error:
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
        if name not in COLUMNS:
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


# --- one line -----------------------------------------------------------------------------------------------------


def enrolment(row: Mapping[str, str], line: int, *, now: datetime) -> Enrolment:
    """Check one line. Raises _BadLine with everything that is wrong with it."""
    wrong: list[str] = []

    def take(name: str, read: Callable[[str], Any]) -> Any:
        text = row.get(name) or ""
        if not text:
            return None
        try:
            return read(text)
        except (BadAddress, BadId, _BadValue) as error:
            wrong.append(f"{name}: {str(error).rstrip('.')}")
            return None

    country = take("country", _country) or ""
    ident = take("id", candidate_id)
    email, phone = take("email", normal_email), take("phone", lambda text: normal_phone(text, country))
    values: dict[str, Any] = {
        "first_name": _words(row, "first_name"),
        "last_name": _words(row, "last_name"),
        "email": email,
        "phone": phone,
        "timezone": take("timezone", _timezone),
        "country": country,
        "locale": take("locale", _locale),
        "channel": take("channel", lambda text: _one_of(text, list(Channel), "channel")),
        "sms_consent_at": take("sms_consent_at", lambda text: _instant(text, now)),
    }
    fact: dict[str, Any] = {name: _words(row, name) for name in _JOB}
    fact["job_id"] = fact["application_id"] = _words(row, "job_id")
    fact["stage"] = take("stage", lambda text: _one_of(text, list(Stage), "stage"))
    fact["applied_at"] = take("applied_at", lambda text: _instant(text, now))
    fact["last_contact_at"] = take("last_contact_at", lambda text: _instant(text, now))
    fact["notes"] = row.get("notes") or ""
    fact["recruiter"] = _colleague(row, "recruiter", take)
    fact["hiring_manager"] = _colleague(row, "hiring_manager", take)
    fact["candidate"] = {name: value for name, value in values.items() if value}
    fact = {name: value for name, value in fact.items() if value}
    wrong = [*_missing(row), *wrong]
    if not wrong and (said := _refused(fact, now)):
        wrong.append(said)
    if wrong:
        raise _BadLine("; ".join(wrong))
    name = f"{values['first_name']} {values['last_name']}".strip()
    return Enrolment(line, str(ident), fact["job_id"], name, email or "", phone or "", country, fact)


def _missing(row: Mapping[str, str]) -> Iterator[str]:
    for name in ("id", "job_id"):
        if not row.get(name):
            yield f"{name} is missing"
    if not (_words(row, "first_name") or _words(row, "last_name")):
        yield "a name is missing; give first_name or last_name"
    if not (row.get("email") or row.get("phone")):
        yield "an address is missing; give email or phone"


def _refused(fact: dict[str, Any], now: datetime) -> str | None:
    """What the workflow itself would refuse, such as a text that is too long."""
    try:
        signal_fact("application_received", {"event_id": "check", **fact}, now=now)
    except Untellable as error:
        return str(error).removeprefix("application_received: ").rstrip(".")
    return None


def _words(row: Mapping[str, str], name: str) -> str:
    return " ".join((row.get(name) or "").split())


def _colleague(row: Mapping[str, str], who: str, take: Callable[[str, Callable[[str], Any]], Any]) -> dict[str, str]:
    given = {
        "name": _words(row, who),
        "email": take(f"{who}_email", normal_email),
        "role": _words(row, f"{who}_role"),
        "phone": _words(row, f"{who}_phone"),
    }
    return {name: value for name, value in given.items() if value}


def _one_of(text: str, known: list[Any], what: str) -> str:
    word = text.lower()
    if word in known:
        return word
    near = difflib.get_close_matches(word, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise _BadValue(f"{text[:60]!r} is no {what}; {hint}")


def _timezone(text: str) -> str:
    try:
        return zone(text).key
    except ValueError:
        names = available_timezones()
        near = difflib.get_close_matches(text.replace(" ", "_"), names, n=1, cutoff=0.75)
        near = near or sorted(n for n in names if n.lower().endswith("/" + text.lower().replace(" ", "_")))
        hint = f"did you mean {near[0]}?" if near else "write one such as Europe/Berlin"
        raise _BadValue(f"{text[:60]!r} is no time zone; {hint}") from None


def _country(text: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    code = _COUNTRIES.get(text.upper(), text.upper())
    if code not in SUPPORTED_REGIONS:
        raise _BadValue(f"{text[:60]!r} is no country; write its two letters, such as US or DE")
    return code


def _locale(text: str) -> str:
    if not _LOCALE.fullmatch(text):
        raise _BadValue(f"{text[:60]!r} is no language; write one such as en or de-AT")
    return text.replace("_", "-")


def _instant(text: str, now: datetime) -> str:
    """A past date or instant, ISO 8601; without an offset in the reader's zone, a date at its beginning."""
    try:
        at = datetime.fromisoformat(text)
        if len(text) <= 10:
            at = datetime.combine(at.date(), time())
        instant = at.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        raise _BadValue(f"{text[:60]!r} is no date; write it as 2026-05-04 or 2026-05-04T09:30+02:00") from None
    if instant > now + timedelta(days=1):
        raise _BadValue(f"{text[:60]!r} lies in the future")
    return instant.isoformat()
