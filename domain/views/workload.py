"""What lies before the colleagues: open tasks, promises, silences and what goes out, as plain rows with their owners.

One reading for `followup tasks`, `followup digest` and the daily mail, so that they say the same. Nothing here needs
more than the standard library: the command line reads it at once.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.messages.drafts import answer_to_feedback
from domain.names import reader_mark
from domain.people.search_words import name_key, same_name
from domain.people.team import NO_TEAM, Cover, Member, Team, colleague_mark, member
from domain.state.task_kinds import ANSWER, CALLS, DOUBT, FEEDBACK, OR_WRITE, REPLY_ALONE, STOPPED


@dataclass(frozen=True, slots=True)
class Colleague:
    """A recruiter or hiring manager; either part may be unknown."""

    name: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.email

    @property
    def mark(self) -> str:
        """What stands for them in keys."""
        return reader_mark(self.email)

    def is_called(self, wanted: str) -> bool:
        """Does a person who types this mean them? Name or address, in any case of letters."""
        return bool(wanted.strip()) and wanted.strip().lower() in (self.name.lower(), self.email.lower())


def merged(people: Iterable[Colleague]) -> list[Colleague]:
    """The colleagues, each once: one address is one person, and so is a name that has one address alone elsewhere."""
    known = [one for one in people if one.shown.strip()]
    by_address = {one.email.strip().lower(): one for one in reversed(known) if one.email.strip()}
    with_address = {name_key(one.name) for one in by_address.values()}
    by_name = {name_key(one.name): one for one in known if not one.email.strip()}
    alone = [one for key, one in by_name.items() if key not in with_address]
    return sorted([*by_address.values(), *alone], key=lambda one: (name_key(one.name), one.email))


def called(wanted: str, people: Iterable[Colleague]) -> list[Colleague]:
    """Whom somebody means who types this: those with the address, mark or full name, else those with the first name,
    else those with any part of the name.
    """
    known, typed = merged(people), name_key(wanted)
    address = wanted.strip().lower()
    fits: tuple[Callable[[Colleague], bool], ...] = (
        lambda one: one.email.strip().lower() == address,
        lambda one: colleague_mark(one.name, one.email) == address,
        lambda one: same_name(one.name, wanted),
        lambda one: name_key((one.name.split() or [""])[0]) == typed,
        lambda one: set(typed) <= set(name_key(one.name)),
    )
    if not typed:
        return []
    return next((found for fit in fits if (found := [one for one in known if fit(one)])), [])


@dataclass(frozen=True, slots=True)
class About:
    """Whom a row is about, for which job, and who looks after it."""

    candidate_id: str
    name: str
    application_id: str | None = None
    job: str = ""
    job_title: str = ""
    several: bool = False  # have they more than one application, so that a command must name the job?
    stopped: bool = False  # have they asked for no messages?
    doubt: str = ""  # the task that asks whether they have: nothing can be written to them before it is answered
    recruiter: Colleague = Colleague()
    manager: Colleague = Colleague()
    cover: Colleague = Colleague()  # who covers for the recruiter of this application alone (R25)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task that is not done."""

    task: str
    kind: str
    title: str
    about: About
    assignee: str
    opened_at: datetime
    due_at: datetime
    escalated_at: datetime | None = None
    escalated_to: str = ""
    answers: tuple[str, ...] = ()  # what `followup approve TASK --answer` takes for it
    words: str = ""  # what they wrote and nobody has answered. Personal
    reach: Mapping[str, str] = field(default_factory=dict)  # their address and number, unless they want peace. Personal
    greeted_as: str = ""  # by first name, as messages greet them. Personal

    @property
    def draft(self) -> str:
        """What could be answered, where that can be written beforehand: thanks for what they said of us (R14)."""
        if self.kind != FEEDBACK or not self.words or self.about.stopped or self.about.doubt:
            return ""
        return answer_to_feedback(self.greeted_as, self.about.job_title, self.words)

    @property
    def owner(self) -> Colleague:
        """Who has it to do: the recruiter of today, else whom it was given to."""
        return self.about.recruiter if self.about.recruiter.shown else Colleague(self.assignee)

    def is_of(self, wanted: str) -> bool:
        """Is it that person's, or was it escalated to them?"""
        escalated = self.escalated_at is not None and (
            self.about.manager.is_called(wanted) or Colleague(self.escalated_to).is_called(wanted)
        )
        return self.owner.is_called(wanted) or escalated

    def covered(self, team: Team, now: datetime) -> Cover | None:
        """Who has it to do while its owner is away (R25)."""
        return cover_of(self.owner, self.about.cover, team, now)


def cover_of(owner: Colleague, own: Colleague, team: Team, now: datetime) -> Cover | None:
    """Who acts for a recruiter now; `own` covers for the one application alone. None where they act themselves."""
    return team.cover_for(owner.name, owner.email, now, own=member(own.name, own.email) if own.shown else None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that was told to a candidate (R2)."""

    about: About
    by: date
    reach: Mapping[str, str] = field(default_factory=dict)  # their address and number. Personal
    news: bool = False  # is a sentence asked for, because they have been put off before?


@dataclass(frozen=True, slots=True)
class Breach:
    """A silence longer than it may be, still unbroken (R1)."""

    about: About
    at: datetime  # when it became too long
    since: datetime | None = None  # the last contact
    reach: Mapping[str, str] = field(default_factory=dict)  # their address and number. Personal


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who had heard nothing for too long when they came in, and has had no word from us yet (R20, S20)."""

    about: About
    since: datetime  # the last contact, else the application
    hears_at: datetime | None = None  # when a message goes out; None where a colleague is asked to reach them


@dataclass(frozen=True, slots=True)
class Coming:
    """A message that goes out next to a candidate."""

    about: About
    at: datetime
    step: str
    channel: str


@dataclass(frozen=True, slots=True)
class Happened:
    """What became of somebody while their recruiter was away."""

    about: About
    sent: int = 0
    replies: int = 0
    done: int = 0  # tasks
    moved_to: str = ""  # the stage that they came to last


@dataclass(frozen=True, slots=True)
class Return:
    """A colleague is back, and this happened meanwhile (R25)."""

    who: Member
    since: datetime
    until: datetime
    covered_by: str = ""
    happened: tuple[Happened, ...] = ()


@dataclass(frozen=True, slots=True)
class Workload:
    """Everything that somebody may have to know today."""

    tasks: tuple[OpenTask, ...] = ()
    promises: tuple[Promise, ...] = ()
    breaches: tuple[Breach, ...] = ()
    coming: tuple[Coming, ...] = ()
    silent: tuple[Silent, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Recruiters' email by lower-case name, where the name stands for one address alone."""
    team: Team = NO_TEAM
    returns: tuple[Return, ...] = ()  # of those who came back lately, or do so today


def answers_of(kind: str, *, withdraws: bool = False, certain: bool = True, job: bool = True) -> tuple[str, ...]:
    """What may be answered to a task that asks what a candidate meant; none where it asks for something else.

    `withdraws`: the reply that waits for an answer says that they would like to withdraw; not `certain`: it may.
    `job`: an application that they may mean is open, so that it can be withdrawn.
    """
    if kind == DOUBT:
        return ("stop", "go-on", "withdrawn") if job else ("stop", "go-on")
    if kind == STOPPED:
        return ("withdrawn", "go-on")
    if kind == ANSWER and withdraws and not job:
        return () if certain else ("go-on", "stop")
    if kind == ANSWER and withdraws:
        return ("withdrawn", "go-on", "stop")
    return ()


def title_now(kind: str, title: str, *, held: bool, peace: bool = False) -> str:
    """The task's title as it is shown; `held`: they may have asked us to stop, and nobody has said whether (R3);
    `peace`: they have (R7). What was asked before that must not go on telling anybody to write to them.
    """
    if (held or peace) and title.endswith(OR_WRITE):
        return f"{title.removesuffix(OR_WRITE)} (they may not want messages)"
    return f"Not now; they may not want messages: {title}" if held and kind in CALLS else title


def most_urgent_first(tasks: Iterable[OpenTask]) -> list[OpenTask]:
    """Doubts, which hold everything, then replies, then by when they are due (R3, R9)."""
    return sorted(tasks, key=lambda t: (t.kind != DOUBT, t.kind != ANSWER, t.due_at, t.task))


def tasks_of(work: Workload, wanted: str, now: datetime) -> list[OpenTask]:
    """The open tasks of the person of that name or address, in any case of letters, those escalated to them, and those
    of whom they cover for now.
    """
    also = [name for name, email in work.addresses.items() if email == wanted.strip().lower()]

    def is_theirs(task: OpenTask) -> bool:
        cover = task.covered(work.team, now)
        acts = cover.acts if cover is not None else None
        covers = acts is not None and any(Colleague(acts.name, acts.email).is_called(one) for one in (wanted, *also))
        return covers or any(task.is_of(one) for one in (wanted, *also))

    return [task for task in work.tasks if is_theirs(task)]


def summary(tasks: Iterable[OpenTask], now: datetime) -> str:
    """`5 open tasks: 2 replies to answer (1 overdue), 3 others (1 overdue).`"""
    rows = list(tasks)
    doubts = [t for t in rows if t.kind == DOUBT]
    answers = [t for t in rows if t.kind == ANSWER]
    others = [t for t in rows if t.kind not in (DOUBT, ANSWER)]
    parts = [f"{counted(len(doubts), 'possible opt-out')} to review{_late(doubts, now)}"] if doubts else []
    if answers:
        parts.append(f"{counted(len(answers), 'reply', 'replies')} to answer{_late(answers, now)}")
    if others and not parts:
        return f"{counted(len(rows), 'open task')}{_late(others, now)}."
    if others:
        parts.append(f"{counted(len(others), 'other')}{_late(others, now)}")
    return f"{counted(len(rows), 'open task')}: {', '.join(parts)}."


def counted(number: int, one: str, many: str = "") -> str:
    """`1 reply`, `2 replies`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _late(tasks: Iterable[OpenTask], now: datetime) -> str:
    late = sum(t.due_at < now for t in tasks)
    return f" ({late} overdue)" if late else ""


def typed(task: OpenTask) -> str:
    """The command that a person types when the task is done, or to do it."""
    if task.draft:
        return f"followup answer {shlex.quote(task.task)} --draft"
    return closes(task.kind, task.task, task.about, answers=task.answers)


def closes(kind: str, task: str, about: About, *, answers: Sequence[str] = ()) -> str:
    """The same for a task of this kind and id."""
    if answers:
        return f"followup approve {shlex.quote(task)} --answer ANSWER"
    match kind:
        case "answer" if about.doubt:
            return f"followup approve {shlex.quote(about.doubt)} --answer ANSWER"
        case "answer":
            return command("answer", about)
        case "silence":
            return command("contacted", about)
        case "promise":
            return command("promise", about, "--by", "DATE")
        case "news":
            return command("note", about)
        case "startdate":
            return command("hire", about, "--start", "DATE")
        case "offer":
            return command("offer", about, "--pay", "AMOUNT", "--expires", "DATE")
        case "jobclosed" if about.job:
            return f"followup job fill {shlex.quote(' '.join(about.job.split()))}"
        case "zone":
            return command("prefer", about, "--timezone", "ZONE")
        case "unplaced":
            return command("stage", about, "STAGE")
        case "cancelled":
            return command("resume", about)
        case "approve" | "erasure":
            return f"followup approve {shlex.quote(task)}"
    return f"followup done {shlex.quote(task)}"


def command(verb: str, about: About, *more: str) -> str:
    """`followup VERB ann --job ENG-7`, quoted for the shell: a job's id comes from outside."""
    job = ("--job", about.job) if about.several and about.job else ()
    words = ("followup", verb, short_id(about), *job, *more)
    return " ".join(shlex.quote(" ".join(word.split())) for word in words)


def short_id(about: About) -> str:
    """The candidate's id as one types it."""
    return about.candidate_id.removeprefix("manual:")


def says_more(task: OpenTask) -> bool:
    """Does its title say more than its kind does? A plain reply needs no words."""
    return not (task.kind == ANSWER and task.title in REPLY_ALONE)
