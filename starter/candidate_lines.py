"""One line of a candidate file or form: every value checked and normalised, before anybody hears anything."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from domain.addresses import BadAddress, needs_smtputf8, normal_email, normal_phone, phone_extension
from domain.names import BadId, Channel, Stage, candidate_id
from domain.telling import Untellable, signal_fact
from domain.time.zones import kept_as, zone_named, zone_names

COLUMNS: Final = (
    "id", "first_name", "last_name", "email", "phone", "timezone", "country", "locale", "channel", "sms_consent_at",
    "job_id", "job_title", "department", "level", "location", "employment_type", "pay_range", "stage", "applied_at",
    "last_contact_at", "recruiter", "recruiter_email", "recruiter_role", "recruiter_phone", "hiring_manager",
    "hiring_manager_email", "notes",
)  # fmt: skip
"""The columns of a candidate file (DESIGN, "Contract: command line")."""

WHOLE_NAME: Final = "name"
"""A column that many sheets have: its first word is the first name, the rest the last name."""

_JOB: Final = ("job_title", "department", "level", "location", "employment_type", "pay_range")
_LOCALE: Final = re.compile(r"[a-z]{2,3}([-_][a-z0-9]{2,8})?", re.IGNORECASE)
_REGION: Final = re.compile(r"[A-Z0-9]{1,3}")
_COUNTRIES: Final = {"UK": "GB", "USA": "US", "EN": "GB"}


class BadLine(ValueError):
    """A line that cannot be used; its problems in one sentence."""


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
    remark: str = ""  # what of the line could not be kept, though the person comes in

    @property
    def event_id(self) -> str:
        """The same whenever the same line is told, so that a second time changes nothing."""
        return f"enroll:{self.candidate_id}:{self.job_id}"


def enrolment(row: Mapping[str, str], line: int, *, now: datetime) -> Enrolment:
    """Check one line. Raises BadLine with everything that is wrong with it."""
    wrong: list[str] = []
    if row.get(WHOLE_NAME) and not row.get("first_name") and not row.get("last_name"):
        first, _, last = row[WHOLE_NAME].strip().partition(" ")
        row = {**row, "first_name": first, "last_name": last.strip()}

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
        raise BadLine("; ".join(wrong))
    name = f"{values['first_name']} {values['last_name']}".strip()
    remark = "; ".join(_remarks(name, email or "", (row.get("phone") or "") if phone else "", country))
    return Enrolment(line, str(ident), fact["job_id"], name, email or "", phone or "", country, fact, remark)


def _remarks(name: str, email: str, typed_phone: str, country: str) -> Iterator[str]:
    """What of their addresses is kept otherwise than typed, or does not go everywhere."""
    if extension := phone_extension(typed_phone, country):
        yield f"{name}'s number is kept without its extension {extension}; note it for calls"
    if email and needs_smtputf8(email):
        yield f"{name}'s address is not plain ASCII before the @, so mail goes there only through servers with SMTPUTF8"


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
    if zone_named(text):
        return kept_as(text)
    names = zone_names()
    near = difflib.get_close_matches(text[:60].replace(" ", "_"), names, n=1, cutoff=0.75)
    near = near or sorted(n for n in names if n.lower().endswith("/" + text.lower().replace(" ", "_")))
    hint = f"did you mean {near[0]}?" if near else "write one such as Europe/Berlin"
    raise _BadValue(f"{text[:60]!r} is no time zone; {hint}")


def _country(text: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    code, dash, region = text.upper().partition("-")
    code = _COUNTRIES.get(code, code)
    if code not in SUPPORTED_REGIONS or (dash and not _REGION.fullmatch(region)):
        raise _BadValue(f"{text[:60]!r} is no country; write its two letters, such as US, or DE-BY with a region")
    return code + dash + region


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
