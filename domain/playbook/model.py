"""The playbook: what to say and when, as recruiting leads write it (docs/architecture.md, "Playbook").

Read from plain data (`Playbook.model_validate`); reading the folder is the ledger room's work. Models refuse unknown
keys, so that a typing error is found when the playbook is checked and not on Monday at nine.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import time
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    ValidationError,
    field_validator,
    model_serializer,
    model_validator,
)

from domain.addresses import normal_email
from domain.names import CAME_IN, Stage
from domain.playbook import conditions
from domain.playbook.ats_stages import AtsNames
from domain.playbook.audience import Audience, Profile, Rule, winners
from domain.playbook.experiments import Experiment
from domain.playbook.retention import Retention
from domain.playbook.statutory import Statutory, StatutoryLine, duties, read_table
from domain.playbook.surveys import Question, Surveys, check_names
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


class ForSome(Strict):
    """A rule that is for some applications: for whom (R22)."""

    model_config = ConfigDict(serialize_by_alias=True)

    for_: Audience = Field(alias="for")


class LimitsForSome(ForSome):
    """Other caps for some; what it doesn't name stays as it is for all."""

    per_day: int | None = Field(None, ge=1)
    per_week: int | None = Field(None, ge=1)
    min_gap: Duration | None = None

    @model_validator(mode="after")
    def _names_a_cap(self) -> LimitsForSome:
        if self.per_day is None and self.per_week is None and self.min_gap is None:
            raise ValueError("it changes no limit; write `per_day:`, `per_week:` or `min_gap:`")
        return self


class Limits(Strict):
    """Caps per person over all applications and channels (R4)."""

    per_day: int = Field(1, ge=1)
    per_week: int = Field(3, ge=1)
    min_gap: Duration = Duration.parse("PT20H")
    by_job: tuple[LimitsForSome, ...] = ()
    """Other caps for what is said about some applications; all that reaches the person counts in them."""

    def families(self) -> Iterator[tuple[str, list[Rule[Any]]]]:
        """Each cap with its values: for all, and for some."""
        for name in ("per_day", "per_week", "min_gap"):
            some = [(one.for_, value) for one in self.by_job if (value := getattr(one, name)) is not None]
            yield name, [(None, getattr(self, name)), *some]

    def for_some(self, fitting: Collection[Audience]) -> Limits:
        """The caps where these audiences fit."""
        if not self.by_job:
            return self
        chosen = {name: _winner(rules, fitting) for name, rules in self.families()}
        return self.model_copy(update={**chosen, "by_job": ()})


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

    model_config = ConfigDict(serialize_by_alias=True)

    for_: Audience | None = Field(None, alias="for")
    """For some applications only; of several steps of one name the most specific one that fits (R22)."""
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
    """For tasks: what the recruiter reads; of a question to a colleague too, where nobody can be asked or answers."""
    to: Literal["hiring_manager", "interviewers", "recruiter"] | None = None
    """The colleague who gets it instead of the candidate (docs/colleagues.md)."""
    question: Literal["feedback", "still_employed"] | None = None
    """What the colleague is asked on a page of their own; its answer ends the step."""

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
        found += _misfits(self)
        if self.variants and not any(self.variants.values()):
            found.append(f"all variants of step {self.step!r} weigh 0; give one of them a weight")
        found += [
            f"step {self.step!r} names the message {name!r}; leave out {mark + label!r}, which is chosen by itself"
            for name in self.messages
            for _, mark, label in (name.partition(LABEL),)
            if mark
        ]
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
        """Done by a person, not sent to the candidate by us (R6)."""
        return self.kind == "task" or self.channel in ("phone", "linkedin") or self.to is not None


_FOR_CANDIDATES: Final = ("asks", "approve", "promises", "variants", "wait_for_note", "rank")


def _misfits(step: Step) -> Iterator[str]:
    """What makes no sense in a step to a colleague, or only there; a sentence each."""
    name = f"step {step.step!r}"
    if step.to is None:
        if step.question is not None:
            yield f"{name} has a `question:`, which only colleagues are asked; say whom with `to:`"
        return
    if step.kind != "update" or step.channel not in ("preferred", "email"):
        yield f"{name} goes `to:` a colleague, by email; leave out `kind:` and `channel:`"
    if step.hours != "window" or step.on_unknown != "park":
        yield f"{name} goes `to:` a colleague; leave out `hours:` and `on_unknown:`"
    given = [one for one in _FOR_CANDIDATES if getattr(step, one)]
    yield from (f"{name} goes `to:` a colleague; `{one}:` is for messages to candidates" for one in given)
    if step.after in (LAST_CONTACT, CAME_IN) or step.before == "promise":
        yield f"{name} goes `to:` a colleague, so it can't depend on what we told the candidate"
    if _is_condition(step.when) and conditions.waits_of(step.when):
        yield f"{name} goes `to:` a colleague, so its `when:` can't wait for an answer of the candidate's"
    if step.question is None and (step.every is not None or step.times is not None):
        yield f"{name} asks nothing, so nobody is reminded; leave out `every:` and `times:`, or add a `question:`"
    if (step.every is None) is not (step.times is None):
        yield f"{name} needs both or neither: `every:` is how far apart reminders are, `times:` how many emails in all"
    if step.question == "feedback" and step.after != "interview_held":
        yield f"{name} asks for feedback, which is about an interview: write `after: interview_held`"
    if step.question == "still_employed" and step.after != "start_date":
        yield f"{name} asks whether they're still employed: write `after: start_date` and a `delay:`"
    if step.to == "interviewers" and "interview" not in (step.after or step.before or ""):
        yield f"{name} goes to the interviewers, so it must be tied to an interview"


def _is_condition(text: str) -> bool:
    try:
        conditions.parse(text)
    except conditions.BadCondition:
        return False
    return True


_SOME: Final = "steps_for_some"


class StageForSome(ForSome):
    """Other settings of a stage for some."""

    max_silence: Duration


class StageRules(Strict):
    max_silence: Duration | None = None
    by_job: tuple[StageForSome, ...] = ()
    steps: tuple[Step, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _all_steps(cls, given: Any) -> Any:
        """As the ledger keeps it, what is for some stands in a place of its own."""
        if not isinstance(given, dict) or not isinstance(given.get(_SOME), list | tuple):
            return given
        rest = {name: value for name, value in given.items() if name != _SOME}
        return {**rest, "steps": [*given.get("steps", ()), *given[_SOME]]}

    @model_serializer(mode="wrap")
    def _some_apart(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """So that a release without rules by job says that it cannot go on, and not that a step appears twice."""
        kept: dict[str, Any] = handler(self)
        some = [step for step in kept.get("steps", ()) if step.get("for")]
        if some:
            kept = {**kept, "steps": [step for step in kept["steps"] if not step.get("for")], _SOME: some}
        return kept

    @model_validator(mode="after")
    def _steps_make_sense(self) -> StageRules:
        names = [s.step for s in self.steps]
        of_all = [s.step for s in self.steps if s.for_ is None]
        found = [
            f"step {name!r} appears twice in one stage; step names must be unique in their stage, but for those of "
            "which each is for others (`for:`)"
            for name in dict.fromkeys(of_all)
            if of_all.count(name) > 1
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

    def families(self) -> Iterator[tuple[str, list[Rule[Step]]]]:
        """The steps by name: one that is for all, and those of its name that are for some."""
        for name in dict.fromkeys(s.step for s in self.steps):
            yield name, [(s.for_, s) for s in self.steps if s.step == name]

    def silences(self) -> list[Rule[Duration | None]]:
        """How long the stage may be silent: for all, and for some."""
        return [(None, self.max_silence), *((one.for_, one.max_silence) for one in self.by_job)]

    def for_some(self, fitting: Collection[Audience]) -> StageRules:
        """The stage where these audiences fit, with one step of each name at most."""
        if not self.by_job and all(s.for_ is None for s in self.steps):
            return self
        best = (winners(rules, fitting) for _, rules in self.families())
        chosen = {id(found[0][1]) for found in best if found}
        steps = tuple(s for s in self.steps if id(s) in chosen)
        return self.model_copy(update={"steps": steps, "by_job": (), "max_silence": _winner(self.silences(), fitting)})


_Value = TypeVar("_Value")


def _winner(rules: Sequence[Rule[_Value]], fitting: Collection[Audience]) -> _Value:
    """The value that counts; there is one for all. Of a tie, which `playbook check` refuses, the first."""
    return winners(rules, fitting)[0][1]


LABEL: Final = "@"
"""In a file's name, between the message and for whom these words of it are: `thank-you@sales.md`."""

_LABELLED: Final = re.compile(r"(?P<name>(?:.*/)?[^@./]+)@(?P<label>[a-z0-9][a-z0-9-]*)\.[^/]+", re.DOTALL)


class MessageFile(Strict):
    """One message of the folder: Markdown with Jinja2 for mail, plain text for SMS."""

    model_config = ConfigDict(serialize_by_alias=True)

    subject: str = ""
    body: str
    line: int = 1  # where the body starts in its file, for findings
    waive: dict[str, str] = {}  # a finding's id → why it is let off
    head: dict[str, int] = {}  # where the front matter's keys stand: `subject`, `waive`, `waive.<id>`
    for_: Audience | None = Field(None, alias="for")
    """Of `thank-you@sales.md`: for whom these words are. One file of a label says it for its other languages, variants
    and texts too; where none does, the label is the department's name."""


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
    statutory: Annotated[dict[str, StatutoryLine | None], BeforeValidator(read_table)] = {}
    """By when the law wants candidates to have word, beside the table that comes with followup (R24)."""
    report: ReportRules = ReportRules()
    experiments: dict[str, Experiment] = {}
    """By message, the tests of its variants that are under way (K10)."""
    surveys: Surveys = {}
    """What candidates are asked on their page, by the message that leads there; without it, one question of ours."""
    receipt_message: str = "any/receipt"
    called_off_message: str = "any/called-off"
    """What takes an interview out of a calendar where no step of the stage does (S6)."""
    stages: dict[Stage, StageRules]
    retention: Retention | None = None
    """How long people are kept once nothing is open (R23); without it until somebody asks."""
    ats: AtsNames = AtsNames()
    """What the ATS calls our stages; in a file of its own, `ats.yaml`."""
    messages: dict[str, MessageFile] = {}
    """By path below `messages/`, suffix and all: `interview/thank-you.md`, `offer/covering-note.sms.txt`."""
    words_for: dict[str, tuple[str, ...]] = {}
    """By message, the labels of the words that fit one application, the most specific first. Set by `for_profile`
    alone; in no folder."""

    _version: str = PrivateAttr("")
    _of_one: bool = PrivateAttr(False)
    _words: str = PrivateAttr("")

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

    @model_validator(mode="after")
    def _tested_messages_exist(self) -> Playbook:
        _refuse(
            [
                f"`experiments:` names the message {name!r}, but there is no file messages/{name}.md and no "
                f"messages/{name}.sms.txt{self.near_message(name)}"
                for name in self.experiments
                if not self.has_message(name)
            ]
        )
        return self

    @model_validator(mode="after")
    def _questions_differ(self) -> Playbook:
        _refuse(check_names(self.surveys))
        return self

    @model_validator(mode="after")
    def _labels_are_clear(self) -> Playbook:
        found, said = [], dict[tuple[str, str], Audience]()
        for path, file in self.messages.items():
            label = _LABELLED.fullmatch(path)
            if file.for_ is None:
                continue
            if label is None:
                base, _, rest = path.rpartition("/")[2].partition(".")
                found.append(
                    f"messages/{path} says whom it is for, and its name doesn't; call it {base}@<label>.{rest}, "
                    "beside the one for all"
                )
            elif said.setdefault((label["name"], label["label"]), file.for_) != file.for_:
                found.append(
                    f"messages/{path} is for others than the rest of {label['name']}@{label['label']}; let one of the "
                    "files say `for:`, or give it another label"
                )
        _refuse(found)
        return self

    # ------------------------------------------------------------ rules by job (R22)

    @cached_property
    def labels(self) -> dict[str, list[Rule[str]]]:
        """By message, the labels of its words for some, and for whom they are."""
        found: dict[str, dict[str, Audience | None]] = {}
        for path, file in self.messages.items():
            if label := _LABELLED.fullmatch(path):
                of_name = found.setdefault(label["name"], {})
                of_name[label["label"]] = of_name.get(label["label"]) or file.for_
        return {
            name: [(one or Audience(department=(label.replace("-", " "),)), label) for label, one in of_name.items()]
            for name, of_name in found.items()
        }

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """Everybody whom a rule of their own is for, each once."""
        if self._of_one:
            return ()
        some: list[Audience | None] = [one.for_ for one in self.limits.by_job]
        for rules in self.stages.values():
            some += [one.for_ for one in rules.by_job]
            some += [step.for_ for step in rules.steps]
        some += [one for of_name in self.labels.values() for one, _ in of_name]
        return tuple(dict.fromkeys(one for one in some if one is not None))

    def for_profile(self, profile: Profile) -> Playbook:
        """The rules as they are for one application, without what is for others; the playbook itself where nothing in
        it is for some only.
        """
        if not self.audiences:
            return self
        fitting = tuple(one for one in self.audiences if one.fits(profile))
        known = self._views.get(fitting)
        if known is None:
            if len(self._views) >= _MOST_VIEWS:
                self._views.clear()
            known = self._views[fitting] = self._view(fitting)
        return known

    @cached_property
    def _views(self) -> dict[tuple[Audience, ...], Playbook]:
        """The rules as they are for those whom these audiences fit, as far as somebody asked."""
        return {}

    def _view(self, fitting: Collection[Audience]) -> Playbook:
        same = {name: getattr(self, name) for name in type(self).model_fields}
        stages = {stage: rules.for_some(fitting) for stage, rules in self.stages.items()}
        words = {name: labels for name, rules in self.labels.items() if (labels := _in_order(rules, fitting))}
        made = Playbook.model_construct(
            **{**same, "stages": stages, "limits": self.limits.for_some(fitting), "words_for": words}
        )
        made._of_one = True
        made._words = f"{self.version}/{json.dumps(words, sort_keys=True)}"
        return made

    @property
    def words_version(self) -> str:
        """Names the files and which of them speak: the same for all whose rules differ in other things only."""
        return self._words or self.version

    @property
    def is_for_one(self) -> bool:
        """Are these the rules as they are for one application?"""
        return self._of_one

    @property
    def for_all(self) -> Playbook:
        """What is for everybody, without what is for some."""
        return self.for_profile(_NOBODY) if self.audiences else self

    # ------------------------------------------------------------ what is in it

    def has_message(self, name: str, *, sms: bool | None = None) -> bool:
        """Is there such a message, for texts (`sms=True`), for mail (`sms=False`) or for either?"""
        mail, text = f"{name}.md" in self.messages, f"{name}.sms.txt" in self.messages
        for label in self.words_for.get(name, ()):
            mail = mail or f"{name}{LABEL}{label}.md" in self.messages
            text = text or f"{name}{LABEL}{label}.sms.txt" in self.messages
        return (mail or text) if sms is None else (text if sms else mail)

    def near_message(self, name: str) -> str:
        """`; did you mean 'interview/thank-you'?` for a message that is missing; empty where none is like it."""
        bases = (path.removesuffix(".md").removesuffix(".sms.txt") for path in self.messages)
        known = {base for base in bases if not base.rpartition("/")[2].startswith("_") and not {*".@"} & {*base}}
        near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7)
        near = near or [base for base in sorted(known) if _letters(base) == _letters(name)]
        return f"; did you mean {near[0]!r}?" if near else ""

    def rules(self, stage: Stage) -> StageRules:
        """The stage's rules; those for everybody, unless this is what is for one application (`for_profile`)."""
        return self.for_all.stages.get(stage, _NO_RULES)

    def longest_silence(self, stage: Stage) -> Duration:
        """The stage's own, else that of all (R1)."""
        return self.rules(stage).max_silence or self.max_silence

    @cached_property
    def duties(self) -> dict[str, Statutory]:
        """The law's duties that count, by place (R24)."""
        return duties(self.statutory)

    def office(self, window: Window | None = None) -> Calendar:
        """The company's own working hours, or those of another window there."""
        at = self.company
        tz = zone(at.timezone)
        return Calendar.of(window or self.window, tz=tz, country=at.country, subdivision=at.subdivision)

    def survey(self, stage: Stage) -> tuple[str, tuple[Question, ...]]:
        """What somebody in this stage is asked: the message that leads there, and its questions, which are none where
        it is one of ours.
        """
        sent = (name for step in self.rules(stage).steps if step.rank is Rank.SURVEY for name in step.messages)
        return next(((name, self.surveys[name]) for name in sent if name in self.surveys), ("", ()))

    def step(self, stage: Stage, name: str) -> Step | None:
        return self._steps.get((stage, name))

    @cached_property
    def _steps(self) -> dict[tuple[Stage, str], Step]:
        return {(stage, s.step): s for stage, rules in self.for_all.stages.items() for s in rules.steps}

    @cached_property
    def version(self) -> str:
        """The hash of the content: the name under which the ledger keeps it.

        What is at its default is left out, so that a key that we add later makes no unchanged folder another version.
        """
        return content_version(self.model_dump(mode="json", exclude_defaults=True))


_NO_RULES = StageRules()

_NOBODY: Final = Profile()

_MOST_VIEWS: Final = 256
"""Playbooks as they are for some that are kept; each shares nearly all with the one that it is made from."""


def _in_order(rules: Sequence[Rule[str]], fitting: Collection[Audience]) -> tuple[str, ...]:
    """The labels that fit, the most specific first: where one has no file in a language, the next one may."""
    left, found = list(rules), list[str]()
    while best := winners(left, fitting):
        found += [label for _, label in best]
        left = [rule for rule in left if all(rule is not one for one in best)]
    return tuple(found)


def _letters(name: str) -> str:
    """A message's own name without what people leave out: of `interview/thank-you` and of `thankyou` alike."""
    return "".join(c for c in name.rpartition("/")[2].casefold() if c.isalnum())


def content_version(content: dict[str, Any]) -> str:
    """The name of a playbook's content: a hash that does not hang on key order."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
