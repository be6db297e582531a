"""A colleague's own words: what may be said to whom, and what becomes of it (R3, R5, R6, R7, R9).

They are a touch like any other, placed by the same rules (`domain.agenda`). Their key hangs on the id of the fact that
holds them, so that what is told twice goes out once; the state keeps that id and never the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.addresses import phone_country
from domain.consent import NO_CLOSINGS, refused
from domain.events import DeliveryReported, SayRequested
from domain.names import OWN_WORDS, SAY_STEP, SENDING_CHANNELS, Channel, Stage, digest, touch_key
from domain.playbook import Rank, Step, Texts
from domain.reach import address, is_closed_by_ats, why_by_ats
from domain.state import DONE_TASKS_LIMIT, SAID_LIMIT, Application, CandidateState, Said, Try

MOST: Final = 20 * 1024
"""Bytes of one text."""

DONE_BY_WORDS: Final = ("answer", "call", "feedback", "reach", "silence", "unknown")
"""Kinds of tasks that are done once a colleague has written to them."""

_UNSEEN: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me"})
"""Categories of what shows nothing by itself: spaces, controls, joiners and marks without a letter."""

_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by category that are drawn as a blank."""

_MARK: Final = "own-"
_ENDED: Final = (Stage.REJECTED, Stage.WITHDRAWN)
_ANSWERED: Final = re.compile(r"(?:re|aw|antw|sv|vs|odp|rif|res|ynt|vá)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_NAMES: Final = {Channel.EMAIL: "e-mail", Channel.SMS: "text"}


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a colleague wrote, as it stands on record, with what is known of the mail that it answers."""

    text: str
    subject: str = ""
    answer: bool = False
    in_reply_to: str = ""  # the Message-ID of their mail


def reply_subject(subject: str) -> str:
    """The subject of an answer: `Re: ` once, however often it was answered before."""
    line = " ".join(subject.split())
    return line if _ANSWERED.match(line) else f"Re: {line}"[:300]


def is_own_words(key: str) -> bool:
    """Is this the key of a touch with a colleague's own words?"""
    return f"/{SAY_STEP}/{_MARK}" in key


def occurrence_of(event_id: str) -> str:
    """What stands for this fact at the end of its touch key."""
    return _MARK + digest(event_id, size=12)


def key_of(event_id: str, state: CandidateState, app: Application) -> str:
    """The touch key of the words that this fact holds."""
    occurrence = occurrence_of(event_id)
    return touch_key(state.keyed_as(app), app.application_id, app.stage, app.entry.number, SAY_STEP, occurrence)


def step_of(said: Said) -> Step:
    """The words as a step: one channel and no other; an answer may go 08:00-20:00 on any day ("When rules meet")."""
    return Step(
        step=SAY_STEP,
        after="reply_received",
        message=OWN_WORDS,
        channel="sms" if said.channel is Channel.SMS else "email",
        hours="extended" if said.answer else "window",
        rank=Rank.UPDATE,
    )


# ---------------------------------------------------------------- may it be said?


def problem(fact: SayRequested, state: CandidateState, app: Application | None) -> str | None:
    """Why these words cannot go to this person, in a sentence that says what to do; None where they can.

    What only the playbook and the ledger know is looked at when they are due, and where they are typed.
    """
    if wrong := _unfit(fact, channel_of(fact, state)):
        return wrong
    if state.position.seq == 0 and not state.applications:
        return None  # their follow-up has just been opened again: what is known of them comes from the ledger
    if app is None:
        return "They have no application on record, so there is nothing to write about; `followup enroll` adds one."
    if (task := state.task(fact.task_id)) is not None and task.kind not in DONE_BY_WORDS:
        return f"Task {task.task_id} is not done with a message; `followup tasks` says what to type for it."
    if state.stopped and is_closed_by_ats(state):
        why = why_by_ats(state)
        return (
            f"{why[0].upper()}{why[1:]}, so no message goes to them, not even your own: reach them yourself, in a way "
            "that they agree to. If they themselves ask to hear from us again, `followup allow ID` says so."
        )
    if state.stopped:
        return (
            "They asked us to stop, so no message goes to them, not even your own: reach them only in a way that they "
            "agree to. If they themselves ask to hear from us again, `followup allow ID` says so."
        )
    if state.doubt is not None:
        return (
            "They may have asked us to stop, so nothing goes to them, not even your own words, until you say what they "
            "meant: `followup approve TASK --answer stop|go-on|withdrawn` (`followup tasks` names the task)."
        )
    if fact.answer and state.last_reply_at is None and state.owed is None and app.feedback_at is None:
        return "They have not written, so there is nothing to answer; `followup send` writes to them first."
    if not fact.answer and app.stage in _ENDED:
        job = app.job_title or app.job_id
        return (
            f"Their application for {job} is closed ({app.stage}), so nothing more goes out about it; "
            "what they write themselves can be answered with `followup answer`."
        )
    if len([one for one in state.said.values() if not one.given_up]) >= SAID_LIMIT:
        return f"{SAID_LIMIT} messages of yours already wait to go to them; wait until some have gone."
    return unreachable(channel_of(fact, state), state)


def _unfit(fact: SayRequested, channel: Channel) -> str | None:
    if channel not in SENDING_CHANNELS:
        return f"Nothing can be sent by {channel}: say it by email or sms, and put a call on record with `contacted`."
    if wrong := unfit_text(fact.text):
        return wrong
    if channel is Channel.EMAIL and not fact.answer and is_blank(fact.subject):
        return NO_SUBJECT
    return None


NO_SUBJECT: Final = "A mail needs a subject: give it with --subject."


def unfit_text(text: str) -> str | None:
    """Why these words can go to nobody; None where they can."""
    if is_blank(text):
        what = "nothing in the text can be seen" if text.strip() else "the text is empty"
        return f"There is nothing to send: {what}."
    if (size := len(text.encode("utf-8", "replace"))) > MOST:
        return f"The text is too long to send: {size / 1024:.0f} KB, and at most {MOST // 1024} KB go; shorten it."
    return None


def is_blank(text: str) -> bool:
    """Would a reader see nothing of it: is it made of blanks, and of characters that only steer or adorn others?"""
    return all(c in _FILLERS or unicodedata.category(c) in _UNSEEN for c in text)


def unreachable(
    channel: Channel, state: CandidateState, closed: frozenset[Channel] = NO_CLOSINGS, texts: Texts | None = None
) -> str | None:
    """Why they cannot be reached this way, in a sentence; `closed` is what the ledger has closed for their address."""
    person, name = state.candidate, _NAMES[channel]
    other = "email" if channel is Channel.SMS else "sms"
    otherwise = f"--channel {other} is the other way, where it is open to us."
    if state.stopped or channel in state.closed_channels or channel in closed:
        by_ats = is_closed_by_ats(state) if channel in state.closed_channels else channel in closed - refused(closed)
        if by_ats:
            return f"Their ATS says not to write to them by {name}: reach them yourself. {otherwise}"
        return f"They asked us not to write to them by {name}; {otherwise}"
    if not address(person, channel):
        what = "an e-mail address" if channel is Channel.EMAIL else "a phone number"
        return f"There is no way to reach them by {name}: enroll them again with {what}. {otherwise}"
    if channel in state.bad_channels:
        what = "e-mail address" if channel is Channel.EMAIL else "phone number"
        return f"Their {what} does not work: enroll them again with the right one. {otherwise}"
    if channel is Channel.SMS and person.sms_consent_at is None:
        return (
            "There is no consent to texts on record: write by --channel email, or say that they gave it with "
            "`followup allow ID --channel sms`."
        )
    if channel is Channel.SMS and texts is not None and phone_country(person.phone) not in texts.countries:
        return (
            f"Texts to their country are not on the company's list (`texts: countries:` in the playbook); {otherwise}"
        )
    return None


def channel_of(fact: SayRequested, state: CandidateState) -> Channel:
    """How the words go: as said, else the way in which they wrote what is answered, else by e-mail."""
    if fact.channel is not None:
        return fact.channel
    wrote = state.owed.channel if fact.answer and state.owed is not None else Channel.EMAIL
    return wrote if wrote in SENDING_CHANNELS else Channel.EMAIL


# ---------------------------------------------------------------- what becomes of it


def asked(state: CandidateState, fact: SayRequested, app: Application) -> CandidateState:
    """They wait from now on. Where an application was closed before, what was given up then makes room."""
    said = Said(
        event_id=fact.event_id,
        application_id=app.application_id,
        at=fact.occurred_at,
        channel=channel_of(fact, state),
        answer=fact.answer,
        answers=state.owed.event_id if fact.answer and state.owed is not None else "",
        task_id=fact.task_id,
    )
    others = state.said
    if len(others) >= SAID_LIMIT:
        others = {key: one for key, one in others.items() if not one.given_up}
    return state.model_copy(update={"said": {**others, key_of(fact.event_id, state, app): said}})


def is_answered(state: CandidateState) -> bool:
    """Are words on their way that answer the reply which waits (R9)?"""
    owed = state.owed
    return owed is not None and any(one.answers == owed.event_id and not one.given_up for one in state.said.values())


def waiting(state: CandidateState) -> Iterator[tuple[str, Said, Application]]:
    """The words that are still to go, with their keys and the applications they are about."""
    for key, one in state.said.items():
        app = state.meant(one.application_id)
        if app is not None and not _is_over(key, one, app):
            yield key, one, app


def overtaken(state: CandidateState) -> Iterator[str]:
    """Keys of words that do not go because the application was closed after they were said, and that nobody was told
    of yet: a rejection or a withdrawal comes before them (R3).
    """
    for key, one in state.said.items():
        app = state.meant(one.application_id)
        if not one.given_up and (app is None or _is_over(key, one, app)):
            yield key


def _is_over(key: str, said: Said, app: Application) -> bool:
    """Was the application rejected or withdrawn since? Then only an answer goes that was said afterwards: its key has
    the new stay.
    """
    return app.stage in _ENDED and not (said.answer and f"/{app.stage}.{app.entry.number}/{SAY_STEP}/" in key)


def settled(state: CandidateState, key: str, *, sent: bool) -> CandidateState:
    """The words have gone out, or never will; what a rejection stopped is kept, for a rejection can be undone (R21)."""
    one = state.said.get(key)
    if one is None:
        return state
    app = state.meant(one.application_id)
    if not sent and app is not None and _is_over(key, one, app):
        return state.model_copy(update={"said": {**state.said, key: one.model_copy(update={"given_up": True})}})
    state = state.model_copy(update={"said": {k: v for k, v in state.said.items() if k != key}})
    if not sent:
        return state
    if state.owed is not None and one.answers == state.owed.event_id:
        state = state.model_copy(update={"owed": None})
    task = state.task(one.task_id)
    if task is None or task.kind not in DONE_BY_WORDS:
        return state
    tasks = tuple(t.model_copy(update={"resolved": True}) if t is task else t for t in state.tasks)
    done = (*state.done_tasks, task.task_id)[-DONE_TASKS_LIMIT:]
    return state.model_copy(update={"tasks": tasks, "done_tasks": done})


def came_back(state: CandidateState, report: DeliveryReported, application_id: str) -> CandidateState:
    """They did not arrive. Words written for one channel go by no other: a colleague is asked (R6)."""
    key, old = report.touch_key, state.tries.get(report.touch_key)
    app = state.meant(application_id)
    if app is None:
        return state
    known = state.said.get(key)
    said = known or Said(
        event_id="", application_id=app.application_id, at=report.occurred_at, channel=report.channel, answer=True
    )
    attempt = Try(
        application_id=app.application_id,
        stage=app.stage,
        step=SAY_STEP,
        occurrence=key.rpartition("/")[2],
        attempt=max(report.attempt or 1, old.attempt if old else 1),
        excluded=tuple({*(old.excluded if old else ()), report.channel}),
        channel=report.channel,
    )
    return state.model_copy(update={"said": {**state.said, key: said}, "tries": {**state.tries, key: attempt}})
