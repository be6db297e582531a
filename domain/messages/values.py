"""What messages may say: the names, sample values for them, and how a value from outside is made safe to print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from domain.messages.greeting import NO_NAME
from domain.messages.opening_list import lines
from domain.time.spoken_dates import Spoken

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "candidate": ("first_name", "last_name", "full_name"),
    "application": ("job_title", "department", "level", "location", "employment_type", "pay_range"),
    "company": ("name", "postal_address"),
    "recruiter": ("name", "email", "role", "phone"),
    "hiring_manager": ("name",),
    "note": (),
    "promise": ("by",),
    "interview": (
        *("title", "date", "time", "duration", "format", "location", "with_whom", "link", "notes"),
        *("moved", "changed", "next_date", "next_time"),
    ),
    "offer": ("title", "pay", "benefits", "expires", "next_step", "notes"),
    "hire": ("start_date", "first_day", "paperwork", "introductions", "plan", "to_come"),
    "rejection": ("feedback", "keep_in_touch"),
    "links": ("status", "unsubscribe", "survey", "answer"),
    "openings": (),
    "colleague": ("first_name", "name", "covers_for"),
}
"""Everything a template may say. All are strings; what is not known is "" and so false in `{% if %}`. `openings` is a
list that is printed as a whole: a line each in mail, one line in a text."""

REQUIRED: Final = ("candidate.first_name", "application.job_title", "company.name", "links.unsubscribe")
"""What no message may print as nothing: an empty one is an error. Without a first name it greets, and names nobody."""

PARAGRAPHS: Final = ("note", "interview.notes", "offer", "hire", "rejection.feedback")
"""Where a recruiter may write more than a line; everything else is folded into one."""

SAMPLE_FULL: Final[Mapping[str, Any]] = {
    "candidate": {"first_name": "Ann", "last_name": "Lee", "full_name": "Ann Lee"},
    "application": {
        "job_title": "Data Engineer",
        "department": "Platform",
        "level": "Senior",
        "location": "New York, NY",
        "employment_type": "Full-time",
        "pay_range": "$120,000 to $140,000",
    },
    "company": {"name": "Acme", "postal_address": "123 Main Street, New York, NY 10001, USA"},
    "recruiter": {
        "name": "Dana Reyes",
        "email": "dana.reyes@acme.example",
        "role": "Senior Recruiter",
        "phone": "+1 212 555 0142",
    },
    "hiring_manager": {"name": "Sam Okafor"},
    "note": "The way you brought a nightly batch down from six hours to one stayed with us.",
    "promise": {"by": "Friday, December 4"},
    "interview": {
        "title": "Technical interview",
        "date": "Tuesday, December 1",
        "time": "10:00 AM ET",
        "duration": "60 minutes",
        "format": "Video call",
        "location": "123 Main Street, 4th floor",
        "with_whom": "Sam Okafor and Priya Nair",
        "link": "https://meet.example/acme-4821",
        "notes": "Please have a project in mind that you would like to walk us through.",
        "moved": "yes",
        "changed": "yes",
        "next_date": "Thursday, December 3",
        "next_time": "2:00 PM ET",
    },
    "offer": {
        "title": "Senior Data Engineer",
        "pay": "$135,000 a year",
        "benefits": "Health, dental and vision insurance from day one, and 25 days of PTO.",
        "expires": "Friday, December 11",
        "next_step": "Please read the letter and tell us your decision by replying to this message.",
        "notes": "The role is based in New York, with two remote days a week.",
    },
    "hire": {
        "start_date": "Monday, January 4",
        "first_day": "Please come to 123 Main Street at 9:30 AM and ask for Sam Okafor.",
        "paperwork": "Your contract, a photo ID and your bank details.",
        "introductions": "You will meet your team on the first morning, and your buddy Priya Nair over lunch.",
        "plan": "The first week is for setting up, meeting people and a first small change.",
        "to_come": "yes",
    },
    "rejection": {
        "feedback": "Your design of the event pipeline was clear; the role needs more on-call practice.",
        "keep_in_touch": "yes",
    },
    "links": {
        "status": "https://follow.acme.example/c/8fK2pQ",
        "unsubscribe": "https://follow.acme.example/c/8fK2pQ/stop",
        "survey": "https://follow.acme.example/c/8fK2pQ/survey",
        "answer": "https://follow.acme.example/f/3xT9bQ",
    },
    "openings": [
        {
            "title": "Data Engineer, Streaming",
            "department": "Platform",
            "location": "New York, NY",
            "link": "https://jobs.acme.example/data-engineer-streaming",
        },
        {"title": "Analytics Engineer", "department": "Platform", "location": "Remote", "link": ""},
    ],
    "colleague": {"first_name": "Priya", "name": "Priya Nair", "covers_for": "Sam Okafor"},
}
"""Everything is known."""

SAMPLE_BARE: Final[Mapping[str, Any]] = {
    "candidate": {"first_name": "Ann", "last_name": "", "full_name": "Ann"},
    "application": {"job_title": "Data Engineer"},
    "company": {"name": "Acme", "postal_address": ""},
    "note": None,
    "links": {"status": "", "unsubscribe": "mailto:talent@acme.example?subject=stop", "survey": ""},
}
"""Only what is always known; the rest is "", None or absent, which must read the same."""


class Verbatim(str):
    """A value that is safe as it stands and is not escaped: an address that we built ourselves."""


class Listed(Verbatim):
    """Lines that were made safe one by one: Markdown for mail, and `plain` for what has one line alone."""

    plain: str

    def __new__(cls, markdown: str, plain: str) -> Listed:
        value = super().__new__(cls, markdown)
        value.plain = plain
        return value


class Empty(str):
    """A required value that is not there: false in `{% if %}`, an error when printed."""

    name: str

    def __new__(cls, name: str) -> Empty:
        value = super().__new__(cls)
        value.name = name
        return value


class Unnamed(str):
    """A first name that is in doubt: false in `{% if %}`; where it is printed nobody is named (R10)."""

    def __new__(cls) -> Unnamed:
        return super().__new__(cls, NO_NAME)

    def __bool__(self) -> bool:
        return False


class Group:
    """`candidate`, `offer` and the like: their names by dot, and nothing else (a dict would also offer `.items`).

    A value is made tidy when it is asked for: a message says a few of them.
    """

    __slots__ = ("_language", "_name", "_values")

    def __init__(self, name: str, values: Mapping[str, Any], language: str) -> None:
        self._name, self._values, self._language = name, values, language

    def __getitem__(self, key: str) -> str:
        if key not in NAMES[self._name]:
            raise KeyError(key)
        return _tidy(f"{self._name}.{key}", self._values.get(key), self._language)

    def __str__(self) -> str:
        return self._name


def values_of(context: Mapping[str, Any], language: str = "") -> dict[str, str | Group]:
    """Every name of `NAMES` and no other, as a tidy string; what the context lacks is "".

    `language` is that of the file that prints them, as `de`; empty for English.
    """
    values: dict[str, str | Group] = {}
    for root, fields in NAMES.items():
        given = context.get(root)
        if root == "openings":
            values[root] = _listed(given)
            continue
        if not fields:
            values[root] = _tidy(root, given, language)
            continue
        group = given if isinstance(given, Mapping) else {}
        values[root] = Group(root, group, language)
    return values


def _listed(given: Any) -> Listed:
    """Openings, each with its link where it has one; nothing where there are none."""
    found = lines(given)
    mail = []
    for title, where, link in found:
        said = escape_markdown(title)
        mail.append(f"- {f'[{said}]({link})' if link else said}{f', {escape_markdown(where)}' if where else ''}")
    return Listed("\n".join(mail), "; ".join(f"{title}, {where}" if where else title for title, where, _ in found))


def said_in(context: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The same context with its dates, times and lengths said in one language: plain data, fit to be handed on."""

    def said(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: said(one) for name, one in value.items()}
        return value.in_language(language) if isinstance(value, Spoken) else value

    return {name: said(value) for name, value in context.items()}


_URL = re.compile(r"https?://[^\s<>()\[\]\\`*\"']+")
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _tidy(name: str, value: Any, language: str) -> str:
    """As a string without control characters, in one line unless paragraphs make sense there."""
    if isinstance(value, Verbatim):
        return value
    if isinstance(value, Spoken):
        value = value.in_language(language)
    text = "" if value is None else str(value).replace(NO_NAME, "")
    if text.isprintable():  # one line of ordinary characters, or nothing at all: most are
        return _kept(name, " ".join(text.split()))
    text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text)
    # Direction marks are dropped too: they could make a name read as something else.
    text = "".join(c for c in text if c in "\n\t" or (unicodedata.category(c) != "Cc" and c not in BIDI))
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    several = name in PARAGRAPHS or name.partition(".")[0] in PARAGRAPHS
    return _kept(name, re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) if several else " ".join(filter(None, lines)))


def _kept(name: str, text: str) -> str:
    """The tidy text as what it is: empty though required, an address of ours, or just text."""
    if not text and name == "candidate.first_name":
        return Unnamed()
    if not text and name in REQUIRED:
        return Empty(name)
    # Links of ours are built by us; a meeting's link comes from a calendar and passes only if it is nothing else.
    return Verbatim(text) if name.startswith("links.") or (name == "interview.link" and _URL.fullmatch(text)) else text


_INLINE = re.compile(r"[\\`*\[\]<|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^(?:[#>=-]|:(?=-)|\+(?=\s|$)|(\d{1,9})(?=[.)](?:\s|$)))", re.MULTILINE)


def escape_markdown(text: str) -> str:
    """The Markdown that shows `text` as typed, line breaks included.

    No more is escaped than Markdown needs, so that the source also reads well as plain text.
    """
    text = _INLINE.sub(lambda m: "\\" + m[0], text)
    text = _LINE_START.sub(lambda m: f"{m[1]}\\" if m[1] else "\\" + m[0], text)
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", text)  # two spaces: a line break that plain text does not show


_PLAIN: Final = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
                              "\u2011": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " "})  # fmt: skip


def plain_line(text: str) -> str:
    """One line with typewriter quotes and dashes: a single curly one would more than halve what fits into a text."""
    return " ".join(text.translate(_PLAIN).split())
