"""What a report is made from: rows that say nothing personal, and the record of a person that they come from.

A row holds kinds, codes, marks and instants, so an erased person stays in the counts and nothing of theirs is kept.
Instants are whole seconds since 1970: a report compares a million of them.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, NamedTuple, TypeVar

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


Times = tuple[int, int, int, int]
"""Of a case: the application, and when it began, was due, and was met."""


class Cases:
    """Cases of one kind, packed by column: there are more of them than messages, and a report holds all at once."""

    __slots__ = ("_about", "_groups", "_kinds", "_numbers", "case")

    def __init__(self, case: str, found: Iterable[Case] = ()) -> None:
        self.case = case
        self._numbers = tuple(array("q") for _ in range(7))
        self._kinds: list[Kind] = []
        self._groups: list[Group] = []
        self._about: list[str] = []
        for one in found:
            self.add(one)

    def add(self, one: Case) -> None:
        _, person, application, number, kind, group, *numbers, about = one
        for column, given in zip(self._numbers, (person, application, number, *numbers), strict=True):
            column.append(given)
        self._kinds.append(kind)
        self._groups.append(group)
        self._about.append(about)

    def extend(
        self, numbers: Sequence[Iterable[int]], kinds: Iterable[Kind], groups: Iterable[Group], about: Iterable[str]
    ) -> None:
        """Add many at once, by column: person, application, number, began, due, met, value."""
        for column, given in zip(self._numbers, numbers, strict=True):
            column.extend(given)
        self._kinds.extend(kinds)
        self._groups.extend(groups)
        self._about.extend(about)

    def __len__(self) -> int:
        return len(self._kinds)

    def __iter__(self) -> Iterator[Case]:
        person, application, number, began_at, due_at, met_at, value = self._numbers
        columns = (person, application, number, self._kinds, self._groups, began_at, due_at, met_at, value)
        return map(Case._make, zip(repeat(self.case), *columns, self._about, strict=False))

    def times(self) -> Iterator[Times]:
        """Their instants alone: quick, where nothing else is asked."""
        _, application, _, began_at, due_at, met_at, _ = self._numbers
        return zip(application, began_at, due_at, met_at, strict=True)

    def ranks(self) -> Iterator[Times]:
        """Application, beginning, when it was met, and the value."""
        _, application, _, began_at, _, met_at, value = self._numbers
        return zip(application, began_at, met_at, value, strict=True)

    def split(self, value_of: Callable[[Kind, Group], str | None]) -> dict[str, Cases]:
        """The cases by a value of their kind or group, each part a view of these; what has no value is in none."""
        return self._split(enumerate(zip(self._kinds, self._groups, strict=True)), value_of)

    def _split(
        self, which: Iterable[tuple[int, tuple[Kind, Group]]], value_of: Callable[[Kind, Group], str | None]
    ) -> dict[str, Cases]:
        values: dict[tuple[Kind, Group], str | None] = {}
        picked: dict[str, array[int]] = {}
        for place, of in which:
            if of not in values:
                values[of] = value_of(*of)
            if (value := values[of]) is not None:
                if value not in picked:
                    picked[value] = array("I")
                picked[value].append(place)
        return {value: PickedCases(self, places) for value, places in picked.items()}


class PickedCases(Cases):
    """Some of other cases, by their places: nothing is copied."""

    __slots__ = ("_places",)

    def __init__(self, whole: Cases, places: array[int]) -> None:
        self.case = whole.case
        self._numbers, self._kinds = whole._numbers, whole._kinds
        self._groups, self._about, self._places = whole._groups, whole._about, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Case]:
        person, application, number, began_at, due_at, met_at, value = self._numbers
        columns = (person, application, number, self._kinds, self._groups, began_at, due_at, met_at, value, self._about)
        return map(Case._make, zip(repeat(self.case), *(self._of(one) for one in columns), strict=False))

    def times(self) -> Iterator[Times]:
        _, application, _, began_at, due_at, met_at, _ = self._numbers
        return zip(self._of(application), self._of(began_at), self._of(due_at), self._of(met_at), strict=True)

    def ranks(self) -> Iterator[Times]:
        _, application, _, began_at, _, met_at, value = self._numbers
        return zip(self._of(application), self._of(began_at), self._of(met_at), self._of(value), strict=True)

    def split(self, value_of: Callable[[Kind, Group], str | None]) -> dict[str, Cases]:
        return self._split(
            zip(self._places, zip(self._of(self._kinds), self._of(self._groups), strict=True), strict=True), value_of
        )

    def _of(self, column: Sequence[_T]) -> Iterator[_T]:
        return map(column.__getitem__, self._places)


class BareCases(Cases):
    """Cases of which only the application and the instants are known: for a report that asks for no parts."""

    __slots__ = ()

    def extend_bare(self, *columns: Iterable[int]) -> None:
        """Add many at once, by column: application, began, due, met, value."""
        _, application, _, began_at, due_at, met_at, value = self._numbers
        for column, given in zip((application, began_at, due_at, met_at, value), columns, strict=True):
            column.extend(given)

    def __len__(self) -> int:
        return len(self._numbers[1])

    def __iter__(self) -> Iterator[Case]:
        _, application, _, began_at, due_at, met_at, value = self._numbers
        nobody, no_kind, no_group = repeat(0), repeat(NO_KIND), repeat(Group())
        columns = (nobody, application, nobody, no_kind, no_group, began_at, due_at, met_at, value)
        return map(Case._make, zip(repeat(self.case), *columns, repeat(""), strict=False))


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

    def dump(self) -> str:
        """As text, for the ledger."""
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
