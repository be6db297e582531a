"""One line of a candidate file or form: every value checked and normalised, before anybody hears anything."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import cache
from typing import Any, Final

from domain.addresses import BadAddress, needs_smtputf8
from domain.commands import Untellable, signal_fact
from domain.names import BadId, Channel, Stage, candidate_id, digest
from domain.people.person_names import comparable, greeting_name, halves_of
from domain.time.zones import kept_as, zone_named, zone_names
from starter.importing.cells import read_email, read_phone, read_tags
from starter.importing.dates import Ambiguous, BadDate, midday_of, read_date

COLUMNS: Final = (
    "id", "first_name", "last_name", "email", "phone", "timezone", "country", "locale", "channel", "sms_consent_at",
    "job_id", "job_title", "department", "level", "location", "employment_type", "pay_range", "stage", "applied_at",
    "last_contact_at", "source", "tags", "recruiter", "recruiter_email", "recruiter_role", "recruiter_phone",
    "hiring_manager", "hiring_manager_email", "notes",
)  # fmt: skip
"""The columns of a candidate file (docs/architecture.md, "Command line")."""

WHOLE_NAME: Final = "name"
"""A column that many sheets have. Which of its words is the first name is certain in "Last, First" alone (R10)."""

_JOB: Final = ("job_title", "department", "level", "location", "employment_type", "pay_range")
_LOCALE: Final = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})?", re.IGNORECASE)
_REGION: Final = re.compile(r"[A-Z0-9]{1,3}")
_COUNTRIES: Final = {"UK": "GB", "USA": "US", "EN": "GB"}
_CHANNELS: Final = {"e-mail": "email", "mail": "email", "text": "sms", "telephone": "phone", "call": "phone"}
_LONGEST: Final = {"job_id": 100, "application_id": 100, "notes": 10_000}
_LONGEST_WORDS: Final = 300
_FIRST_YEAR: Final = 2000


class BadLine(ValueError):
    """A line that cannot be used; its problems in one sentence."""


class _BadValue(ValueError):
    """A value of a line that cannot be used; a clause on why."""


@dataclass(frozen=True)
class Problem:
    """A line that cannot be told, or a cell that was left out, and why."""

    line: int
    text: str


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
    left_out: tuple[str, ...] = ()  # a clause on each cell that could not be read
    made: bool = False  # the id is ours: the file has none
    named_by_id: bool = False  # the id that was given holds their name
    placed: bool = False  # it says where somebody stands who came in without that
    applied_from: datetime | None = None  # the earliest that `applied_at` may mean: of a date alone, its beginning
    again: str = ""  # when they applied again, after an application for this job was closed

    @property
    def application_id(self) -> str:
        """The export's own number of the application, else the job's."""
        return str(self.fact.get("application_id") or self.job_id)

    @property
    def event_id(self) -> str:
        """The same whenever the same line is told, so that a second time changes nothing."""
        ident = f"enroll:{self.candidate_id}:{self.application_id}" + (f":{self.again}" if self.again else "")
        ident += f":in {self.fact.get('stage')}" if self.placed else ""
        return ident if len(ident) <= 200 else f"enroll:{digest(ident, size=32)}"

    @property
    def greeting(self) -> str:
        """The name by which they are greeted; empty where every name is in doubt (R10)."""
        person = self.fact.get("candidate") or {}
        return greeting_name(person.get("first_name") or "", person.get("last_name") or "")


@dataclass(frozen=True)
class Reading:
    """How the values of a file are read, where a line alone does not say."""

    now: datetime
    phones_in: str = ""  # the country of numbers without a country code
    read_stage: Callable[[Mapping[str, str]], tuple[Stage | None, str]] | None = None
    read_at: Callable[[str, str], datetime | None] | None = None  # column and cell; None: the column is left out
    make_id: Callable[[str], str] | None = None  # for those of whom the file has no id
    source: str = "manual"
    tz: tzinfo | None = None  # whose days dates are; None: the reader's
    single: bool = False  # one person who was typed: what cannot be read is typed again


def enrolment(
    row: Mapping[str, str], line: int, *, now: datetime, reading: Reading | None = None, left_out: Sequence[str] = ()
) -> Enrolment:
    """Check one line: what cannot be read is left out. Raises BadLine where no name, no address or no job is left.
    Where the stage is a word that nobody knows, they come in without one: nothing says that they applied now.
    """
    how = reading or Reading(now)
    left: list[str] = list(left_out)

    def take(name: str, read: Callable[[str], Any]) -> Any:
        text = row.get(name) or ""
        if not text:
            return None
        try:
            return read(text)
        except (BadAddress, BadDate, BadId, _BadValue) as error:
            left.append(f"{name}: {str(error).rstrip('.')}")
            return None

    def words(name: str) -> str:
        return take(name, lambda text: _short(" ".join(text.split()), name)) or ""

    def addressed(name: str, read: Callable[[str], tuple[str, str]]) -> str:
        value, clause = take(name, read) or ("", "")
        if clause:
            left.append(f"{name}: {clause}")
        return str(value)

    country = take("country", lambda text: _country(text, row.get("region") or "")) or ""
    email = addressed("email", read_email)
    if needs_smtputf8(email):
        left.append(f"email: {email} is kept; it can only be reached through servers with SMTPUTF8")
    phone = addressed("phone", lambda text: read_phone(text, country, how.phones_in))
    first, last = words("first_name"), words("last_name")
    if not (first or last) or (row.get(WHOLE_NAME) and not (first and last)):
        first, last = _of_whole_name(words(WHOLE_NAME), first, last)
    consent_at = take("sms_consent_at", _day_or_instant(how, "sms_consent_at"))
    values: dict[str, Any] = {
        "first_name": first,
        "last_name": last,
        "email": email,
        "phone": phone,
        "timezone": addressed("timezone", lambda text: _timezone(_short(text, "timezone"), how)),
        "country": country,
        "locale": take("locale", _locale),
        "channel": take("channel", lambda text: _one_of(text, list(Channel), "channel")),
        "sms_consent_at": consent_at and consent_at.isoformat(),
    }
    fact: dict[str, Any] = {name: words(name) for name in _JOB}
    fact["application_source"] = words("source")
    fact["job_id"] = words("job_id") or title_id(fact["job_title"])
    fact["application_id"] = words("application_id") or fact["job_id"]
    fact["stage"], unclear = _stage(row, how, take)
    if unclear:  # no application of now: it comes in, and nothing is sent until a colleague says where they stand
        left.append(unclear)
        fact["unplaced"] = _short(" / ".join(filter(None, (row.get("stage"), row.get("status"))))[:200], "unplaced")
    applied_from, last_from = (take(name, _day_or_instant(how, name)) for name in ("applied_at", "last_contact_at"))
    fact["applied_at"] = applied_from and midday_of(applied_from, how.tz, how.now).isoformat()
    fact["last_contact_at"] = last_from and midday_of(last_from, how.tz, how.now).isoformat()
    # A day that nobody can read is not today: an application of long ago is never greeted as one of now (R20).
    unread = any(row.get(name) and not fact[name] for name in ("applied_at", "last_contact_at"))
    fact["applied_before"] = unread and not fact["applied_at"]
    fact["notes"] = take("notes", lambda text: _short(text, "notes"))
    fact["tags"], clauses = take("tags", read_tags) or ((), ())
    left += [f"tags: {clause}" for clause in clauses]
    fact["recruiter"] = _colleague("recruiter", take, words)
    fact["hiring_manager"] = _colleague("hiring_manager", take, words)
    fact["candidate"] = {name: value for name, value in values.items() if value}
    fact = {name: value for name, value in fact.items() if value}
    ident = take("id", lambda text: candidate_id(text, default_source=how.source))
    wrong = [*_missing(fact)]
    if not wrong and not ident and how.make_id is None:
        wrong.append("id is missing" if not row.get("id") else "")
    if not wrong and (said := _refused(fact, now)):
        wrong.append(said)
    if wrong:
        raise BadLine("; ".join([*left, *filter(None, wrong)]))
    name = _on_record(first, last)
    made = False
    if not ident and how.make_id is not None:
        made = True
        ident = how.make_id(email or f"{phone} {comparable(name) or name}")
    return Enrolment(
        line,
        str(ident),
        fact["job_id"],
        name,
        email,
        phone,
        country,
        fact,
        tuple(left),
        made,
        applied_from=applied_from,
        named_by_id=not made and names_them(str(ident), first, last),
    )


def names_them(ident: str, first: str, last: str) -> bool:
    """Does an id hold somebody's last name, or all of a short one? An id stands in logs, and outlives them (R23)."""
    said = _letters(ident.partition(":")[2])
    words = [letters for word in (last or first).split() if len(letters := _letters(word)) > 2]
    whole = {_letters(first + last), _letters(last + first)}
    return (bool(words) and all(word in said for word in words)) or any(len(n) > 3 and n in said for n in whole)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def _on_record(first: str, last: str) -> str:
    """As it stands on record."""
    return f"{first} {last}".strip()


def title_id(title: str) -> str:
    """The id of a job that has only a title: `senior-backend-engineer`, the same however it is typed."""
    plain = unicodedata.normalize("NFKD", title.replace("\u00df", "ss")).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if unicodedata.category(c) != "Mn")
    return "-".join(kept.split())[:100].strip("-")


def _of_whole_name(whole: str, first: str, last: str) -> tuple[str, str]:
    """Both names where one column holds them, beside one of its own or alone."""
    if not whole:
        return first, last
    certain, rest = halves_of(whole)
    if first and not certain:
        cut = whole.casefold().removeprefix(first.casefold())
        return first, whole[len(whole) - len(cut) :].strip() if len(cut) < len(whole) else ""
    return (certain, rest) if certain or not last else ("", whole)


def _stage(row: Mapping[str, str], how: Reading, take: Callable[..., Any]) -> tuple[str | None, str]:
    """The stage, and a clause where nobody can know it: such a line is no application of now."""
    if how.read_stage is None:
        return take("stage", lambda text: _one_of(text, list(Stage), "stage")), ""
    stage, clause = how.read_stage(row)
    return str(stage) if stage else None, f"stage: {clause}" if clause else ""


def _short(text: str, name: str) -> str:
    most = _LONGEST.get(name, _LONGEST_WORDS)
    if len(text) > most:
        raise _BadValue(f"it is longer than {most:,} characters; shorten it")
    return text


def _missing(fact: Mapping[str, Any]) -> Iterator[str]:
    person = fact.get("candidate") or {}
    if not fact.get("job_id"):
        yield "the job is missing; give job_id or job_title"
    if not (person.get("first_name") or person.get("last_name")):
        yield "a name is missing; give first_name, last_name or name"
    if not (person.get("email") or person.get("phone")):
        yield "an address is missing; give email or phone"


def _refused(fact: dict[str, Any], now: datetime) -> str | None:
    """What the workflow itself would refuse, such as a text that is too long."""
    try:
        signal_fact("application_received", {"event_id": "check", **fact}, now=now)
    except Untellable as error:
        return str(error).removeprefix("application_received: ").rstrip(".")
    return None


def _colleague(who: str, take: Callable[..., Any], words: Callable[[str], str]) -> dict[str, str]:
    name = words(who)
    email = take(f"{who}_email", lambda text: read_email(text)[0])
    if "@" in name:
        email, name = email or take(who, lambda text: read_email(text)[0]), name.partition("<")[0].strip(" \"'")
        name = "" if "@" in name else name
    first, last = halves_of(name)
    given = {
        "name": _on_record(first, last),
        "email": email,
        "role": words(f"{who}_role"),
        "phone": words(f"{who}_phone"),
    }
    return {key: value for key, value in given.items() if value}


def _one_of(text: str, known: list[Any], what: str) -> str:
    word = _CHANNELS.get(text.lower(), text.lower()) if what == "channel" else text.lower()
    if word in known:
        return word
    near = difflib.get_close_matches(word, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise _BadValue(f"{text[:60]!r} isn't a valid {what}; {hint}")


def _timezone(text: str, how: Reading) -> tuple[str, str]:
    """As it is put on record, and a clause where nobody knows it: another stands in, and a colleague is asked (R5)."""
    if zone_named(text):
        return kept_as(text), ""
    names = zone_names()
    near = difflib.get_close_matches(text[:60].replace(" ", "_"), names, n=1, cutoff=0.75)
    near = near or sorted(n for n in names if n.lower().endswith("/" + text.lower().replace(" ", "_")))
    hint = f"did you mean {near[0]}?" if near else "write one such as Europe/Berlin"
    asked = "" if how.single else "; until then a task asks their recruiter for it"
    return " ".join(text.split()), f"{text[:60]!r} isn't a valid time zone; {hint}{asked}"


def _country(text: str, state: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    code, dash, region = text.upper().partition("-")
    if not dash and _REGION.fullmatch(state.upper()):
        dash, region = "-", state.upper()
    code = _COUNTRIES.get(code, code)
    if code not in SUPPORTED_REGIONS and (named := _by_name("territories").get(text.strip().casefold())):
        code, dash, region = named, "", ""
    if code not in SUPPORTED_REGIONS or (dash and not _REGION.fullmatch(region)):
        raise _BadValue(
            f"{text[:60]!r} isn't a valid country; write its two letters, such as US, or DE-BY with a region"
        )
    return code + dash + region


@cache
def _by_name(what: str) -> dict[str, str]:
    """Countries or languages by the names that exports write, in the languages that they come in."""
    from babel import Locale  # late: most files have codes

    found: dict[str, str] = {}
    for tongue in ("en", "de", "fr", "es", "nl", "sv", "pt", "it"):
        named = getattr(Locale(tongue), what)
        found |= {
            name.casefold(): code for code, name in named.items() if not code.isdigit() and name.casefold() not in found
        }
    return found


def _locale(text: str) -> str:
    if not _LOCALE.fullmatch(text) and (named := _by_name("languages").get(text.strip().casefold())):
        return named.replace("_", "-")
    if not _LOCALE.fullmatch(text):
        raise _BadValue(f"{text[:60]!r} isn't a valid language; write one such as en or de-AT")
    return text.replace("_", "-")


def _day_or_instant(how: Reading, name: str) -> Callable[[str], datetime | None]:
    """Reads a past date or instant; a date at its beginning."""
    return lambda text: _instant(text, how, name)


def _instant(text: str, how: Reading, name: str) -> datetime | None:
    try:
        instant = how.read_at(name, text) if how.read_at else read_date(text, None, how.tz)
    except Ambiguous:
        instant = None
    except BadDate:
        raise _BadValue(f"{text[:60]!r} isn't a valid date; write it as 2026-05-04 or 2026-05-04T09:30+02:00") from None
    if instant is None:
        return None
    if instant > how.now + timedelta(days=1):
        raise _BadValue(f"{text[:60]!r} is in the future")
    if instant.year < _FIRST_YEAR:
        raise _BadValue(f"{text[:60]!r} is too long ago")
    return instant
