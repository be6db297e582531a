"""The playbook: what to say and when, as recruiting leads write it (docs/architecture.md, "Playbook").

Read from plain data (`Playbook.model_validate`); reading the folder is the ledger room's work. Models refuse unknown
keys, so that a typing error is found when the playbook is checked and not on Monday at nine.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from datetime import time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, field_validator, model_validator

from domain.addresses import normal_email
from domain.names import CAME_IN, Stage
from domain.playbook import conditions
from domain.playbook.ats_stages import AtsNames
from domain.time.business_hours import WEEKDAYS, Calendar, Weekday, Window
from domain.time.durations import Duration
from domain.time.zones import zone


class Rank(StrEnum):
    """What must go first goes first (R4); in this order."""

    OFFER = "offer"
    INTERVIEW = "interview"
    REJECTION = "rejection"
    UPDATE = "update"
    NUDGE = "nudge"
    SURVEY = "survey"
    NURTURE = "nurture"

    @property
    def order(self) -> int:
        return _RANKS[self]


_RANKS = {rank: order for order, rank in enumerate(Rank)}

URGENT_RANKS = (Rank.OFFER, Rank.INTERVIEW)
"""Never spread over the first hour (R19)."""

EVENT_ANCHORS = (
    "entered",
    "application_received",
    "interview_scheduled",
    "interview_held",
    "interview_cancelled",
    "offer_extended",
    "reply_received",
    "start_date",
    "consent",
    CAME_IN,
)
LAST_CONTACT = "last_contact"


class NewerPlaybook(Exception):
    """The playbook in force uses a rule that only a newer release knows: nothing may be decided without it."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"The playbook in force ({version}) uses a rule that this release of followup does not know: start the "
            "newer release again, or put a playbook without that rule in force with `followup playbook apply`."
        )


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _refuse(sentences: list[str]) -> None:
    """All that is wrong at a place at once, a line each, so that nobody mends one mistake to meet the next."""
    if sentences:
        raise ValueError("\n".join(sentences))


class Company(Strict):
    name: str
    timezone: str
    country: str
    subdivision: str | None = None
    postal_address: str = ""

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{value!r} is not a time zone; write one such as America/New_York") from None
        return value


class SenderIdentity(Strict):
    """Whom mail comes from: the company, or each application's recruiter in its name (`domain.delivery`)."""

    model_config = ConfigDict(serialize_by_alias=True)  # the word that the folder and the ledger have for it

    name: str
    email: str
    from_: Literal["company", "recruiter"] = Field("company", alias="from")


class Limits(Strict):
    """Caps per person over all applications and channels (R4)."""

    per_day: int = Field(1, ge=1)
    per_week: int = Field(3, ge=1)
    min_gap: Duration = Duration.parse("PT20H")


class Texts(Strict):
    """Where texts may go (R7), and how long they may be (R12)."""

    countries: tuple[str, ...] = ("US", "CA")
    max_segments: int = Field(4, ge=1, le=10)
    """Each segment is paid for; a longer text goes by the next channel instead. Four hold 268 letters in any alphabet,
    so that a name such as João, which halves what fits into one, moves nobody to mail
    (`domain.messages.sms_segments`)."""


class PromiseRules(Strict):
    """How promises are watched (R2)."""

    warn: Duration = Duration.parse("1bd")
    renew: Duration = Duration.parse("5bd")


class DigestRules(Strict):
    """When each colleague gets the day's mail: what to answer, what is promised, what goes out (R9, R2, R1)."""

    at: time = time(8)  # by the company's clock
    days: tuple[Weekday, ...] | None = None
    """None: the window's days. Empty: no mail at all. The company's holidays and closed days are off in any case."""


class AuditRules(Strict):
    """How the record is kept so that somebody else can check it (R15; docs/audit.md)."""

    checkpoints_to: str | None = None
    """Where signed checkpoints are mailed: an address that nobody can change who can change the ledger."""
    operators: tuple[str, ...] = ()
    """The public keys of those who may say that facts were written again after a loss (`followup recover --key`)."""

    @field_validator("checkpoints_to")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        return value if value is None else normal_email(value)

    @field_validator("operators")
    @classmethod
    def _are_public_keys(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for key in value:
            if not _PUBLIC_KEY.fullmatch(key):
                raise ValueError(
                    f"{key[:40]!r} is not a public key; `followup audit key --new FILE` makes and prints one"
                )
        return value


class ReportRules(Strict):
    """To whom the report is mailed, and when (docs/reporting.md)."""

    to: tuple[str, ...] = ()
    every: str = "mon 08:00"
    """One or more weekdays and a time, by the company's clock."""

    @field_validator("to")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(normal_email(one) for one in value))

    @field_validator("every")
    @classmethod
    def _days_and_a_time(cls, value: str) -> str:
        *days, clock = value.lower().split() or [""]
        if not days or not _CLOCK.fullmatch(clock) or any(one not in WEEKDAYS for one in days):
            raise ValueError(f"{value!r} is no weekday with a time; write it as `mon 08:00`, or `mon thu 08:00`")
        return " ".join([*sorted(set(days), key=list[str](WEEKDAYS).index), clock])

    @property
    def days(self) -> frozenset[int]:
        """The weekdays, Monday is 0."""
        return frozenset(list[str](WEEKDAYS).index(one) for one in self.every.split()[:-1])

    @property
    def at(self) -> time:
        return time.fromisoformat(self.every.split()[-1])


_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_PUBLIC_KEY = re.compile(r"[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}")


class Step(Strict):
    """One touch of a stage: when, through what, with which words."""

    step: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    after: str | None = None
    before: Literal["interview", "offer_expiry", "start_date", "promise"] | None = None
    lead: Duration = Duration()
    delay: Duration = Duration()
    by: Duration | None = None
    expires: Duration = Duration.parse("P7D")
    every: Duration | None = None
    times: int | None = Field(None, ge=1)
    message: str | None = None
    further_messages: tuple[str, ...] = ()
    """The wordings of later occurrences, which the file lists behind the first: `message: [first, second]`. In a key of
    their own, so that a release without wordings says that it cannot go on."""
    channel: Literal["preferred", "email", "sms", "phone", "linkedin"] = "preferred"
    kind: Literal["update", "nudge", "task"] = "update"
    asks: bool = False
    wait_for_note: Duration | None = None
    when: str = ""
    rank: Rank | None = None
    hours: Literal["window", "extended"] = "window"
    """`extended`: 08:00-20:00 on any day, counted in the caps but not held by them ("When rules meet")."""
    promises: Duration | None = None
    """Sending it tells the candidate a date, this far ahead, unless one is on the clock already (R2)."""
    later_promises: tuple[Duration, ...] = ()
    """How far ahead the dates of later occurrences lie: `promises: [5bd, 10bd]`; the last one stays."""
    on_unknown: Literal["park", "resend"] = "park"
    approve: bool = False
    """A colleague says yes to each before it goes: a task, with a reminder and escalation."""
    variants: dict[Annotated[str, Field(pattern=r"^[a-z]$")], Annotated[int, Field(ge=0, le=1_000_000)]] = {}
    """Weights of the message's variants: `a` is the base file, `b` is `<name>.b.md`; empty: all weigh the same."""
    title: str = ""
    """For tasks: what the recruiter reads."""

    @model_validator(mode="before")
    @classmethod
    def _lists_by_occurrence(cls, given: Any) -> Any:
        """`message: [a, b]` and `promises: [5bd, 10bd]`: the first stands where a single one would."""
        if not isinstance(given, dict):
            return given
        for name, rest in (("message", "further_messages"), ("promises", "later_promises")):
            if isinstance(listed := given.get(name), list | tuple):
                if not listed:
                    raise ValueError(f"`{name}:` lists nothing; name one, or several in the order of occurrence")
                given = {**given, name: listed[0], rest: [*listed[1:], *given.get(rest, ())]}
        return given

    @model_validator(mode="after")
    def _has_one_anchor(self) -> Step:
        found = []
        if (self.after is None) == (self.before is None):
            found.append(f"step {self.step!r} needs exactly one of `after:` and `before:`")
        if self.kind == "task" or self.channel in ("phone", "linkedin"):
            if not self.title:
                found.append(f"step {self.step!r} is a task for a person and needs a `title:` that says what to do")
        elif not self.message:
            found.append(f"step {self.step!r} needs a `message:`")
        if self.variants and not any(self.variants.values()):
            found.append(f"all variants of step {self.step!r} weigh 0; give one of them a weight")
        try:
            conditions.parse(self.when)
        except conditions.BadCondition as error:
            found.append(str(error))
        _refuse(found)
        return self

    @property
    def messages(self) -> tuple[str, ...]:
        """Its wordings, in the order of occurrence."""
        return (self.message, *self.further_messages) if self.message else ()

    @property
    def manual(self) -> bool:
        """Done by a person, not sent by us (R6)."""
        return self.kind == "task" or self.channel in ("phone", "linkedin")


class StageRules(Strict):
    max_silence: Duration | None = None
    steps: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _steps_make_sense(self) -> StageRules:
        names = [s.step for s in self.steps]
        found = [
            f"step {name!r} appears twice in one stage; step names must be unique in their stage"
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ]
        for s in self.steps:
            if s.after is not None and s.after not in (*EVENT_ANCHORS, LAST_CONTACT, *names):
                found.append(
                    f"step {s.step!r} comes after {s.after!r}, which is neither an event nor a step of its stage; "
                    f"the events are {', '.join((*EVENT_ANCHORS, LAST_CONTACT))}"
                )
            if s.after == s.step:
                found.append(f"step {s.step!r} comes after itself; use `after: last_contact` with `every:`")
        _refuse(found)
        return self


class MessageFile(Strict):
    """One message of the folder: Markdown with Jinja2 for mail, plain text for SMS."""

    subject: str = ""
    body: str
    line: int = 1  # where the body starts in its file, for findings
    waive: dict[str, str] = {}  # a finding's id → why it is let off
    head: dict[str, int] = {}  # where the front matter's keys stand: `subject`, `waive`, `waive.<id>`


class Playbook(Strict):
    company: Company
    sender: SenderIdentity
    window: Window = Window()
    limits: Limits = Limits(per_day=1, per_week=3)
    texts: Texts = Texts()
    promise: PromiseRules = PromiseRules()
    max_silence: Duration = Duration.parse("P14D")
    answer_within: Duration = Duration.parse("1bd")
    receipt_after: Duration = Duration.parse("2bd")
    rejection_grace: Duration = Duration.parse("PT1H")
    digest: DigestRules = DigestRules()
    audit: AuditRules = AuditRules()
    report: ReportRules = ReportRules()
    receipt_message: str = "any/receipt"
    called_off_message: str = "any/called-off"
    """What takes an interview out of a calendar where no step of the stage does (S6)."""
    stages: dict[Stage, StageRules]
    ats: AtsNames = AtsNames()
    """What the ATS calls our stages; in a file of its own, `ats.yaml`."""
    messages: dict[str, MessageFile] = {}
    """By path below `messages/`, suffix and all: `interview/thank-you.md`, `offer/covering-note.sms.txt`."""

    _version: str = PrivateAttr("")

    @classmethod
    def kept(cls, content: dict[str, Any], version: str) -> Playbook:
        """A playbook as the ledger keeps it. Keys of a newer release that are at its defaults change nothing, and the
        version shows that they are. Raises NewerPlaybook where one is used, ValidationError for other faults.
        """
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            if any(one["type"] != "extra_forbidden" for one in error.errors(include_url=False)):
                raise
        playbook = cls.model_validate(content, extra="ignore")
        if playbook.version != version:
            raise NewerPlaybook(version)
        return playbook

    @model_validator(mode="after")
    def _messages_exist(self) -> Playbook:
        found = []
        for stage, rules in self.stages.items():
            for step in rules.steps:
                for name in step.messages:
                    if not self.has_message(name):
                        found.append(
                            f"step {step.step!r} of stage {stage} uses the message {name!r}, but there is no file "
                            f"messages/{name}.md and no messages/{name}.sms.txt{self.near_message(name)}"
                        )
        _refuse(found)
        return self

    def has_message(self, name: str, *, sms: bool | None = None) -> bool:
        """Is there such a message, for texts (`sms=True`), for mail (`sms=False`) or for either?"""
        mail, text = f"{name}.md" in self.messages, f"{name}.sms.txt" in self.messages
        return (mail or text) if sms is None else (text if sms else mail)

    def near_message(self, name: str) -> str:
        """`; did you mean 'interview/thank-you'?` for a message that is missing; empty where none is like it."""
        bases = (path.removesuffix(".md").removesuffix(".sms.txt") for path in self.messages)
        known = {base for base in bases if not base.rpartition("/")[2].startswith("_") and "." not in base}
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7)
        near = near or [base for base in sorted(known) if _letters(base) == _letters(name)]
        return f"; did you mean {near[0]!r}?" if near else ""

    def rules(self, stage: Stage) -> StageRules:
        return self.stages.get(stage, _NO_RULES)

    def longest_silence(self, stage: Stage) -> Duration:
        """The stage's own, else that of all (R1)."""
        return self.rules(stage).max_silence or self.max_silence

    def office(self, window: Window | None = None) -> Calendar:
        """The company's own working hours, or those of another window there."""
        at = self.company
        tz = zone(at.timezone)
        return Calendar.of(window or self.window, tz=tz, country=at.country, subdivision=at.subdivision)

    def step(self, stage: Stage, name: str) -> Step | None:
        return self._steps.get((stage, name))

    @cached_property
    def _steps(self) -> dict[tuple[Stage, str], Step]:
        return {(stage, s.step): s for stage, rules in self.stages.items() for s in rules.steps}

    @cached_property
    def version(self) -> str:
        """The hash of the content: the name under which the ledger keeps it.

        What is at its default is left out, so that a key that we add later makes no unchanged folder another version.
        """
        return content_version(self.model_dump(mode="json", exclude_defaults=True))


_NO_RULES = StageRules()


def _letters(name: str) -> str:
    """A message's own name without what people leave out: of `interview/thank-you` and of `thankyou` alike."""
    return "".join(c for c in name.rpartition("/")[2].casefold() if c.isalnum())


def content_version(content: dict[str, Any]) -> str:
    """The name of a playbook's content: a hash that does not hang on key order."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
