"""The words of a message before it goes: for `approve --show`, `next --words` and `preview --words`.

The same rules write them as on the day. Links of the candidate's own page are not made for a look: three dots stand
in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from domain.one_line import printable

if TYPE_CHECKING:
    from domain.events import Event
    from domain.forecast.preview import Planned
    from domain.messages.opening_list import Opening
    from domain.messages.own_words import OwnWords
    from domain.playbook.model import Playbook
    from ledger.store import Ledger

AHEAD: Final = timedelta(days=60)
"""How far it looks for the message that an answer is about."""


@dataclass(frozen=True)
class Words:
    """What they would read; or, with `problem`, why it cannot be written, in a sentence."""

    subject: str = ""
    text: str = ""
    variant: str = ""
    problem: str = ""
    sender: str = ""  # mail only
    asks: tuple[str, ...] = ()  # what the page asks that it leads to, of a survey

    def as_json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "from": self.sender, "subject": self.subject, "text": self.text, "variant": self.variant,
        }  # fmt: skip
        found |= {"asks": list(self.asks)} if self.asks else {}
        return {**found, "problem": self.problem} if self.problem else found

    def lines(self) -> list[str]:
        """For people, each line a little to the right."""
        if self.problem:
            return [f"  It cannot be written: {printable(self.problem)}"]
        sender = [f"  From     {printable(self.sender)}"] if self.sender else []
        subject = [f"  Subject  {printable(self.subject)}", ""] if self.subject else []
        variant = [f"  Variant  {self.variant}"] if self.variant else []
        text = [f"  {printable(line)}".rstrip() for line in self.text.splitlines()]
        asks = ["", "  The page then asks:", *(f"  - {printable(one)}" for one in self.asks)] if self.asks else []
        return [*variant, *sender, *subject, *text, *asks]


def words_of(
    one: Planned,
    playbook: Playbook,
    *,
    in_force: bool,
    own: OwnWords | None = None,
    openings: Sequence[Opening] | None = None,
) -> Words:
    """What goes out then, for this person. `in_force`: also what a folder may not hold any more, under limits.

    `own`: a colleague's words, of a touch that takes those. `openings`: what is open now; None: samples stand there.
    """
    from activities.limited_words import Busy, LimitedWords
    from activities.writing import UnwritableMessage, letter, wording
    from channels.html import to_text
    from domain.decisions.context import DecisionContext
    from domain.decisions.signing import acting_recruiter
    from domain.delivery.mail_sender import mail_sender
    from domain.messages.values import SAMPLE_FULL
    from domain.names import Channel

    world = DecisionContext(
        playbook=playbook, candidate=one.state.candidate, now=one.at, team=one.team, openings=tuple(openings or ())
    )
    limited = LimitedWords() if in_force else None
    try:
        made = wording(one.state, one.touch, world, _links(playbook), own, answer_at=_answers_at())
        if openings is None:
            made = replace(made, context={**made.context, "openings": SAMPLE_FULL["openings"]})
        done = letter(made, limited)
    except UnwritableMessage as error:
        return Words(problem=str(error))
    except Busy:
        return Words(problem="The computer is too busy to write it; try again.")
    finally:
        if limited is not None:
            limited.close()
    if one.touch.channel is Channel.SMS:
        return Words(done.subject, done.body, done.variant)
    app = one.state.application(one.touch.application_id)
    sender = mail_sender(playbook, acting_recruiter(app, world).person if app else None)
    asks = asked_by(playbook, one.touch.message)
    return Words(done.subject, to_text(done.body), done.variant, sender=str(sender), asks=asks)


@dataclass(frozen=True)
class FileAsRead:
    """What a message's file says to a sample person; or, with `problem`, why it can't be written, in a sentence."""

    subject: str = ""
    html: str = ""  # the mail's own document; empty of a text
    text: str = ""
    segments: int = 0  # of a text
    places: int = 0
    most: int = 0  # segments that the playbook allows
    letters: tuple[str, ...] = ()  # those outside the GSM alphabet, which make it longer
    when: datetime | None = None  # when it would go to them; None where none of their steps sends it
    step: str = ""
    stage: str = ""
    problem: str = ""


def file_as_read(playbook: Playbook, path: str, timezone: str, now: datetime) -> FileAsRead:
    """What one file below `messages/` says, such as `applied/received.b.de.md`, to the first sample person whom one of
    its steps would send it within a quarter of a year, in that zone; to nobody in particular where there is none.
    """
    from channels.html import bodies, to_text
    from domain.messages.files import language_of
    from domain.messages.render import fill
    from domain.messages.sms_segments import foreign_letters, segments
    from domain.messages.template_parsing import MessageError
    from domain.messages.values import SAMPLE_FULL

    one = _first_sent(playbook, path, timezone, now)
    context = (_context_of(one, playbook) if one is not None else None) or SAMPLE_FULL
    about: dict[str, Any] = {}
    if one is not None:
        about = {"when": one.at, "step": one.touch.step, "stage": str(one.touch.stage)}
    try:
        done = fill(playbook, path, context)
    except MessageError as error:
        return FileAsRead(problem=str(error), **about)
    if path.endswith(".sms.txt"):
        taken = segments(done.body)
        return FileAsRead(
            text=done.body, segments=taken.number, places=taken.places, most=playbook.texts.max_segments,
            letters=foreign_letters(done.body), **about,
        )  # fmt: skip
    lang = language_of(path) or "en"
    html = bodies(done.body, lang, title=done.subject)[1]
    return FileAsRead(done.subject, html, to_text(done.body, lang=lang), **about)


def _first_sent(playbook: Playbook, path: str, timezone: str, now: datetime) -> Planned | None:
    """The first touch of a sample person that takes the file's message, whatever the variant and language."""
    from domain.forecast.preview import EndsLater, forecast
    from domain.messages.files import parts_of
    from starter.sample import sample

    parts = parts_of(path)
    if parts is None or parts.partial:
        return None
    for stage, rules in playbook.stages.items():
        if any(parts.name in step.messages for step in rules.steps):
            state, told = sample(stage, timezone, now)
            try:
                seen = forecast(state, playbook, now, now + _A_QUARTER, count=_MOST_TOUCHES, told=told)
            except EndsLater:
                continue
            found = next((one for one in seen.planned if one.touch.message == parts.name), None)
            if found is not None:
                return found
    return None


_A_QUARTER: Final = timedelta(weeks=13)
_MOST_TOUCHES: Final = 40


def _context_of(one: Planned, playbook: Playbook) -> Mapping[str, Any] | None:
    """What the words of that touch are filled with; None where its message can't be written at all."""
    from activities.writing import UnwritableMessage, wording
    from domain.decisions.context import DecisionContext
    from domain.messages.values import SAMPLE_FULL

    world = DecisionContext(playbook=playbook, candidate=one.state.candidate, now=one.at, team=one.team)
    try:
        context = wording(one.state, one.touch, world, _links(playbook), None, answer_at=_answers_at()).context
    except UnwritableMessage:
        return None
    return {**context, "openings": SAMPLE_FULL["openings"]}


def asked_by(playbook: Playbook, message: str) -> tuple[str, ...]:
    """The questions of the survey that a message leads to, as a lead reads them."""
    from domain.playbook.surveys import in_language, wording

    return tuple(
        f"{wording(question)} ({question.kind})"
        + (f": {', '.join(in_language(said, 'en') for said in question.options)}" if question.options else "")
        for question in playbook.surveys.get(message, ())
    )


def as_read(attempt: Mapping[str, Any]) -> dict[str, str]:
    """A message that went out, as its reader had it: {html, text}; a text has no `html`."""
    from channels.html import bodies, to_text

    if attempt["channel"] == "sms":
        return {"html": "", "text": str(attempt["body"])}
    return {"html": bodies(str(attempt["body"]), title=str(attempt["subject"]))[1], "text": to_text(attempt["body"])}


def message_that_waits(
    ledger: Ledger, candidate_id: str, task_id: str, now: datetime
) -> tuple[Planned | None, Words | None]:
    """The first message that hangs on the answer to a task, as it would go if the answer were yes now; None where a yes
    would let nothing go. Raises LedgerUnavailable, NoPlaybook.
    """
    from domain.decisions.context import DecisionContext
    from domain.decisions.due_steps import find_due_steps
    from domain.events import Approved
    from domain.forecast.preview import forecast
    from domain.reducers.evolve import evolve
    from domain.state.model import CandidateState

    state = CandidateState.model_validate(ledger.snapshot(candidate_id))
    rules, closed = ledger.playbooks.rules(), ledger.suppressed(state.candidate)
    team, openings = ledger.team.at(now), ledger.openings()
    world = DecisionContext(rules.playbook, state.candidate, now, closed, rules.standing)
    hangs = {
        due.key for due in find_due_steps(state, world) if due.approval is not None and due.approval.task_id == task_id
    }
    yes = evolve(state, Approved(event_id="look", occurred_at=now, task_id=task_id))
    ahead = forecast(yes, rules.playbook, now, now + AHEAD, suppressed=closed, standing=rules.standing, team=team)
    one = next((one for one in ahead.planned if one.touch.key in hangs), None)
    return one, words_of(one, rules.playbook, in_force=True, openings=openings) if one is not None else None


def words_after(ledger: Ledger, candidate_id: str, fact: Event, now: datetime) -> tuple[Planned | None, Words | None]:
    """The first message about its application that would go out if this were told now, as it would be read. Raises
    LedgerUnavailable, NoPlaybook.
    """
    from domain.forecast.preview import forecast
    from domain.reducers.evolve import accept
    from domain.state.model import CandidateState

    state = CandidateState.model_validate(ledger.snapshot(candidate_id))
    rules, closed = ledger.playbooks.rules(), ledger.suppressed(state.candidate)
    told, team, openings = accept(state, fact), ledger.team.at(now), ledger.openings()
    ahead = forecast(
        told, rules.playbook, now, now + AHEAD, count=5, suppressed=closed, standing=rules.standing, team=team
    )
    one = next((one for one in ahead.planned if one.touch.application_id == fact.application_id), None)
    return one, words_of(one, rules.playbook, in_force=True, openings=openings) if one is not None else None


def _answers_at() -> str:
    """Where a colleague answers."""
    from settings import read_settings

    public_url = read_settings().public_url
    return f"{public_url}/f/..." if public_url else ""


def _links(playbook: Playbook) -> Any:
    from domain.decisions.message_context import Links
    from settings import read_settings

    settings = read_settings()
    public_url = settings.public_url
    if not public_url:
        return Links(unsubscribe=f"mailto:{settings.stops_at or playbook.sender.email}?subject=stop")
    page = f"{public_url}/c/..."
    return Links(status=page, unsubscribe=f"{page}/stop", survey=f"{page}/survey")
