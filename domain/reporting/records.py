"""What a report is made from: rows that say nothing personal, and the record of a person that they come from.

A row holds kinds, codes, marks and instants, so an erased person stays in the counts and nothing of theirs is kept.
Instants are whole seconds since 1970: a report compares a million of them.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, Generic, NamedTuple, TypeVar

from domain.names import Stage

_T = TypeVar("_T")

HOUR: Final = 3600
DAY: Final = 24 * HOUR

NEVER: Final = 1 << 62
"""Stands for the instant of what has not come."""

IN_ORDER: Final = (Stage.PROSPECT, Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER, Stage.HIRED)
"""The stages as one moves forward through them."""

RANK_OF: Final = {str(stage): number for number, stage in enumerate(IN_ORDER)}

OWED: Final = (Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER)
"""Stages in which we owe word. A prospect owes us an answer, and peace is kept after that (R1)."""

DECIDED: Final = (Stage.OFFER, Stage.HIRED, Stage.REJECTED)
"""Stages that are a decision of ours, and must be told."""


CASES: Final = (
    "acknowledged", "thanked", "promise", "answer", "owed", "silence", "word", "decision", "reached", "breach",
    "survey", "rating", "hire", "interaction",
)  # fmt: skip
"""The kinds of cases that figures are counted from (`domain.reporting.rows`)."""

HARM: Final = "harm"
"""The kind of those that tests of variants look at besides (`domain.reporting.experiments`)."""


class Kind(NamedTuple):
    """What a message was: its place in the playbook, the wording and the way it went."""

    stage: str = ""
    step: str = ""
    message: str = ""
    variant: str = ""
    channel: str = ""
    rank: str = ""
    asks: bool = False

    @property
    def wants_reply(self) -> bool:
        """Does it ask for an answer in their own words? A survey has an answer of its own (K7)."""
        return self.asks and self.rank != "survey"


NO_KIND: Final = Kind()


class Group(NamedTuple):
    """What it was about and whose it was: the job, and colleagues by their marks (`colleague_mark`)."""

    job: str = ""
    department: str = ""
    level: str = ""
    recruiter: str = ""
    hiring_manager: str = ""
    source: str = ""


class Touch(NamedTuple):
    """One message that was accepted."""

    number: int  # of its fact in the feed
    person: int
    application: int
    kind: Kind
    group: Group
    sent_at: int
    slot: int  # weekday and hour by the candidate's clock: Monday, midnight is 0
    bounced_at: int | None = None
    replied_at: int | None = None  # the first reply that belongs to it, however late
    moved_at: int | None = None  # when their application moved a stage forward, the first time since


class Case(NamedTuple):
    """Something with a beginning that is waited for: whether and when it came. One application may have several."""

    case: str
    person: int
    application: int
    number: int  # tells cases of one kind apart within the application
    kind: Kind  # of the message that it belongs to, where there is one
    group: Group
    began_at: int
    due_at: int = 0
    met_at: int = NEVER
    value: int = 0
    about: str = ""


COLUMNS: Final = ("person", "application", "number", "began_at", "due_at", "met_at", "value")
"""What a case has in numbers, in the order of its fields."""

_IN_TIME: Final = ("began_at", "due_at", "met_at")

NEEDED: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("acknowledged", "thanked", "promise", "answer"), _IN_TIME),
    **dict.fromkeys(("word", "silence"), ("application", *_IN_TIME)),
    "owed": ("began_at", "met_at"),
    "interaction": ("began_at", "met_at"),
    "reached": ("application", "began_at", "met_at", "value"),
}
"""Of cases of which there are many: all that the figures ask of them (`Cases.numbers`), besides kind and group where a
part is asked about. The others are asked for whole."""


class Named(Generic[_T]):
    """Values that many rows share, each known by a number: one number a row, and not a value."""

    __slots__ = ("_numbers", "of", "values")

    def __init__(self, values: dict[int, _T] | None = None) -> None:
        """`values`: by the numbers that rows are given with; without them each value gets one when it is added."""
        self.of = array("q")
        self.values: dict[int, _T] = {} if values is None else values
        self._numbers: dict[_T, int] = {}

    def add(self, value: _T) -> None:
        number = self._numbers.setdefault(value, len(self._numbers))
        self.values[number] = value
        self.of.append(number)


class Cases:
    """Cases of one kind, packed by column: there are more of them than messages, and a report holds all at once.

    Columns that nobody asks for are left out where they were read from a ledger (`NEEDED`). Whoever asks for one of
    them all the same gets a KeyError, and never a figure that is wrong.
    """

    __slots__ = ("_about", "_columns", "_groups", "_kinds", "_places", "case")

    def __init__(
        self,
        case: str,
        found: Iterable[Case] = (),
        *,
        columns: Sequence[str] = COLUMNS,
        kinds: dict[int, Kind] | None = None,
        groups: dict[int, Group] | None = None,
    ) -> None:
        """`kinds`, `groups`: by their numbers, where cases are added by these (`extend`)."""
        self.case = case
        self._columns = {name: array("q") for name in columns}
        self._kinds, self._groups = Named(kinds), Named(groups)
        self._about: list[str] = []
        self._places: array[int] | None = None  # of the columns' rows, those that belong to it; None: all
        for one in found:
            self.add(one)

    def add(self, one: Case) -> None:
        for name, column in self._columns.items():
            column.append(getattr(one, name))
        self._kinds.add(one.kind)
        self._groups.add(one.group)
        self._about.append(one.about)

    def extend(
        self, columns: Mapping[str, Iterable[int]], kinds: Iterable[int], groups: Iterable[int], about: Iterable[str]
    ) -> None:
        """Add many at once, by column; kinds and groups by their numbers. What isn't known of any is left empty."""
        for name, column in self._columns.items():
            column.extend(columns[name])
        self._kinds.of.extend(kinds)
        self._groups.of.extend(groups)
        self._about.extend(about)

    def __len__(self) -> int:
        return len(self._columns["began_at"] if self._places is None else self._places)

    def __iter__(self) -> Iterator[Case]:
        person, application, number, *instants = (self._picked(self._columns[name]) for name in COLUMNS)
        kinds = map(self._kinds.values.__getitem__, self._picked(self._kinds.of))
        groups = map(self._groups.values.__getitem__, self._picked(self._groups.of))
        columns = (person, application, number, kinds, groups, *instants, self._picked(self._about))
        return map(Case._make, zip(repeat(self.case), *columns, strict=False))

    def numbers(self, *names: str) -> Iterator[tuple[int, ...]]:
        """These columns of all cases: quick, where nothing else is asked."""
        return zip(*(self._picked(self._columns[name]) for name in names), strict=True)

    def _picked(self, column: Sequence[_T]) -> Iterable[_T]:
        return column if self._places is None else map(column.__getitem__, self._places)

    def by_kind(self, value_of: Callable[[Kind], str]) -> dict[str, Cases]:
        """The cases by a value of their kind, each part a view of these: nothing is copied."""
        return self._split(self._kinds, value_of)

    def by_group(self, value_of: Callable[[Group], str]) -> dict[str, Cases]:
        """The same by a value of their group."""
        return self._split(self._groups, value_of)

    def _split(self, shared: Named[_T], value_of: Callable[[_T], str]) -> dict[str, Cases]:
        if len(shared.of) != len(next(iter(self._columns.values()))):
            raise KeyError("what these cases have in common wasn't read")
        picked: dict[str, array[int]] = {}
        values = {number: value_of(shared.values[number]) for number in dict.fromkeys(self._picked(shared.of))}
        if len({*values.values()}) == 1:
            return dict.fromkeys(values.values(), self)
        put = {number: picked.setdefault(value, array("I")).append for number, value in values.items()}
        for place in range(len(shared.of)) if self._places is None else self._places:
            put[shared.of[place]](place)
        return {value: self._part(places) for value, places in picked.items()}

    def _part(self, places: array[int]) -> Cases:
        part = Cases(self.case, columns=())
        part._columns, part._kinds, part._groups = self._columns, self._kinds, self._groups
        part._about, part._places = self._about, places
        return part


@dataclass(slots=True)
class Message:
    """A message, as a person's record has it."""

    number: int
    application: int  # its place in the record
    mark: str  # a digest of its touch key
    attempt: int
    kind: Kind
    sent_at: int
    slot: int
    recruiter: str = ""
    hiring_manager: str = ""
    bounced_at: int | None = None


@dataclass(slots=True)
class Interview:
    """An interview, as it was last told of."""

    at: int
    ends_at: int
    told_at: int
    held_at: int | None = None
    cancelled_at: int | None = None


class SurveyRecord(NamedTuple):
    """What somebody answered, with whose they were at that moment: it counts together with others for good, so nothing
    that is heard later may move it (`domain.reporting.anonymity`).
    """

    at: int
    score: int  # 0: none
    commented: int
    said: str = ""  # what was chosen at each question of the playbook's
    number: int = 0  # of its fact in the feed
    group: Group | None = None


@dataclass(slots=True)
class ApplicationRecord:
    """One application; who applies again after a decision has another one."""

    number: int  # of the fact with which it came in
    ident: str
    stage: str
    came_in_at: int
    applied_at: int
    is_fresh: bool  # it is of now, and not of before we knew them (R20)
    job: str = ""
    department: str = ""
    level: str = ""
    recruiter: str = ""
    hiring_manager: str = ""
    source: str = ""
    also: list[str] = field(default_factory=list)
    last_told_at: int | None = None  # a contact before we knew them
    stays: list[tuple[int, str]] = field(default_factory=list)
    before: str = ""  # the stage that an undone rejection or hire restores
    placed_at: int = 0
    placed_by: str = ""
    interviews: dict[str, Interview] = field(default_factory=dict)
    promises: list[tuple[int, str, str]] = field(default_factory=list)  # told at, by which day, in which message
    surveys: list[SurveyRecord] = field(default_factory=list)
    breaches: list[int] = field(default_factory=list)
    offered: bool = False
    got_feedback: bool = False
    rating: tuple[int, int] | None = None  # at, 1 to 5
    start: str = ""  # the first day
    left_at: int | None = None
    stayed: tuple[int, str] | None = None  # when a colleague was asked whether they are still there, and said so or not

    @property
    def group(self) -> Group:
        return Group(self.job, self.department, self.level, self.recruiter, self.hiring_manager, self.source)


@dataclass(slots=True)
class StaffTask:
    """What a colleague was asked to do: to answer a reply, or to speak to the candidate otherwise."""

    kind: str
    application: int
    opened_at: int
    due_at: int
    done_at: int | None = None
    dropped_at: int | None = None


@dataclass(slots=True)
class Remembered:
    """What a record of an earlier edition knows, and nobody can read again once the words are gone (R23)."""

    slots: dict[int, int] = field(default_factory=dict)  # of a message, by the number of its fact
    read: dict[int, str] = field(default_factory=dict)  # how a reply was read, by its instant
    surveys: dict[int, tuple[int, str]] = field(default_factory=dict)  # by its instant: first score, what was chosen

    @classmethod
    def of(cls, text: str) -> Remembered:
        """Out of a record as that edition wrote it, whatever else it had."""
        given = json.loads(text)
        found = _remembered(given.get("remembered"))
        for one in (*given.get("messages", ()), *given.get("doubtful", {}).values()):
            found.slots[one["number"]] = one.get("slot", 0)
        found.read |= {at: read for at, _, read in given.get("replies", ())}
        for app in given.get("applications", ()):
            for at, score, _, *more in app.get("surveys", ()):
                found.surveys[at] = score, str(more[0]) if more else ""
        return found


def _remembered(given: Any) -> Remembered:
    """As a record holds it: keys of JSON are texts."""
    found = Remembered()
    if given is not None:
        found.slots = {int(number): slot for number, slot in given.get("slots", {}).items()}
        found.read = {int(at): read for at, read in given.get("read", {}).items()}
        found.surveys = {int(at): (score, said) for at, (score, said) in given.get("surveys", {}).items()}
    return found


@dataclass(slots=True)
class PersonRecord:
    """All that the figures need of one person, under whatever ids they came in (R17)."""

    number: int = 0  # of their first fact: by it rows name them
    last: int = 0  # the number of the last fact that is in it
    applications: list[ApplicationRecord] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    doubtful: dict[str, Message] = field(default_factory=dict)  # by mark: it may have gone out
    bounced: dict[str, int] = field(default_factory=dict)  # by mark and attempt: heard before the message was confirmed
    replies: list[tuple[int, int, str]] = field(default_factory=list)  # at, application or -1, how it was read
    acts: list[tuple[int, int]] = field(default_factory=list)  # what else they did: at, application or -1
    contacts: list[tuple[int, int]] = field(default_factory=list)  # by a colleague: at, application or -1
    tasks: dict[str, StaffTask] = field(default_factory=dict)
    peace: list[tuple[int, int | None]] = field(default_factory=list)  # from when until when they want no messages
    early: list[dict[str, Any]] = field(default_factory=list)  # facts about an application that has not come yet
    harms: list[tuple[int, str]] = field(default_factory=list)  # stops and complaints, besides replies that are stops
    without: list[str] = field(default_factory=list)  # ids of facts that were taken back (R21)
    remembered: Remembered | None = None  # of facts that are still to be taken in again

    def dump(self) -> str:
        """As text, for the ledger."""
        if self.remembered == Remembered():
            self.remembered = None
        return json.dumps(_plain(self), separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> PersonRecord:
        """The record that this text holds."""
        found = cls(**json.loads(text))
        found.applications = [_application(one) for one in found.applications]
        found.messages = [_message(one) for one in found.messages]
        found.doubtful = {mark: _message(one) for mark, one in found.doubtful.items()}
        found.tasks = {ident: StaffTask(**_as_given(one)) for ident, one in found.tasks.items()}
        found.replies = [(at, place, read) for at, place, read in found.replies]
        found.acts = [(at, place) for at, place in found.acts]
        found.contacts = [(at, place) for at, place in found.contacts]
        found.harms = [(at, what) for at, what in found.harms]
        found.peace = [(since, until) for since, until in found.peace]
        found.remembered = _remembered(found.remembered) if found.remembered is not None else None
        return found


def _as_given(value: Any) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value


def _message(value: Any) -> Message:
    given = _as_given(value)
    return Message(**(given | {"kind": Kind(*given["kind"])}))


def _application(value: Any) -> ApplicationRecord:
    found = ApplicationRecord(**_as_given(value))
    found.stays = [(at, stage) for at, stage in found.stays]
    found.promises = [(at, by, mark) for at, by, mark in found.promises]
    found.surveys = [_survey(*one) for one in found.surveys]
    found.rating = (found.rating[0], found.rating[1]) if found.rating else None
    found.interviews = {ident: Interview(**_as_given(one)) for ident, one in found.interviews.items()}
    return found


def _survey(at: int, score: int, commented: int, said: str = "", number: int = 0, group: Any = None) -> SurveyRecord:
    return SurveyRecord(at, score, commented, said, number, Group(*group) if group else None)


def _plain(value: Any) -> Any:
    """Without what is empty, at every depth."""
    if isinstance(value, Kind):
        return value
    if hasattr(value, "__dataclass_fields__"):
        given = ((name, getattr(value, name)) for name in value.__dataclass_fields__)
        return {name: _plain(one) for name, one in given if one not in (None, "", [], {}) or name in _ALWAYS}
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


_ALWAYS: Final = frozenset({"mark", "ident", "stage", "kind"})
