"""A colleague's own words: what may be said to whom (R3, R5, R6, R7).

They are a touch like any other, placed by the same rules (`domain.decisions.due_steps`). What becomes of them then:
`domain.reducers.own_words`.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from domain.addresses import phone_country
from domain.events import SayRequested
from domain.names import OWN_WORDS, SAY_STEP, SENDING_CHANNELS, Channel
from domain.playbook.model import Rank, Step, Texts
from domain.reducers.own_words import DONE_BY_WORDS, ENDED, channel_of
from domain.state.consent import NO_CLOSINGS, refused
from domain.state.model import SAID_LIMIT, Application, CandidateState, Said
from domain.state.reachability import address, is_closed_by_ats, why_by_ats

MOST: Final = 20 * 1024
"""Bytes of one text."""

_UNSEEN: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me"})
"""Categories of what shows nothing by itself: spaces, controls, joiners and marks without a letter."""

_FILLERS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by category that are drawn as a blank."""

_NAMES: Final = {Channel.EMAIL: "email", Channel.SMS: "text"}


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
        return f"Task {task.task_id} can't be completed with a message; `followup tasks` says what to type for it."
    if state.stopped and is_closed_by_ats(state):
        why = why_by_ats(state)
        return (
            f"{why[0].upper()}{why[1:]}, so nothing can be sent to them, not even your own message: contact them in a "
            "way they agree to. If they ask to hear from us again, run `followup allow ID`."
        )
    if state.stopped:
        return (
            "They asked us to stop, so nothing can be sent to them, not even your own message: contact them only in a "
            "way they agree to. If they ask to hear from us again, run `followup allow ID`."
        )
    if state.doubt is not None:
        return (
            "They may have asked us to stop, so nothing can be sent to them, not even your own message, until you say "
            "what they meant: `followup approve TASK --answer stop|go-on|withdrawn` (`followup tasks` names the task)."
        )
    if fact.answer and state.last_reply_at is None and state.owed is None and app.feedback_at is None:
        return "They haven't written, so there is nothing to answer; use `followup send` to write to them."
    if not fact.answer and app.stage in ENDED:
        job = app.job_title or app.job_id
        return (
            f"Their application for {job} is closed ({app.stage}), so nothing more goes out about it; "
            "if they write to us, use `followup answer`."
        )
    if len([one for one in state.said.values() if not one.given_up]) >= SAID_LIMIT:
        return f"{SAID_LIMIT} of your messages to them are already waiting; try again once some have gone out."
    return unreachable(channel_of(fact, state), state)


def _unfit(fact: SayRequested, channel: Channel) -> str | None:
    if channel not in SENDING_CHANNELS:
        return f"Nothing can be sent by {channel}: write by email or sms, and record a call with `followup contacted`."
    if wrong := unfit_text(fact.text):
        return wrong
    if channel is Channel.EMAIL and not fact.answer and is_blank(fact.subject):
        return NO_SUBJECT
    return None


NO_SUBJECT: Final = "An email needs a subject: add it with --subject."


def unfit_text(text: str) -> str | None:
    """Why these words can go to nobody; None where they can."""
    if is_blank(text):
        what = "the text has no visible characters" if text.strip() else "the text is empty"
        return f"There is nothing to send: {what}."
    if (size := len(text.encode("utf-8", "replace"))) > MOST:
        return f"The text is too long to send: {size / 1024:.0f} KB, and the limit is {MOST // 1024} KB; shorten it."
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
    otherwise = f"--channel {other} may still be open to us."
    if state.stopped or channel in state.closed_channels or channel in closed:
        by_ats = is_closed_by_ats(state) if channel in state.closed_channels else channel in closed - refused(closed)
        if by_ats:
            return f"Their ATS says not to write to them by {name}: reach them yourself. {otherwise}"
        return f"They asked us not to write to them by {name}; {otherwise}"
    if not address(person, channel):
        what = "an email address" if channel is Channel.EMAIL else "a phone number"
        return f"There is no way to reach them by {name}: enroll them again with {what}. {otherwise}"
    if channel in state.bad_channels:
        what = "email address" if channel is Channel.EMAIL else "phone number"
        return f"Their {what} doesn't work: enroll them again with the right one. {otherwise}"
    if channel is Channel.SMS and person.sms_consent_at is None:
        return (
            "No consent to texts is on record: write by --channel email, or record their consent with "
            "`followup allow ID --channel sms`."
        )
    if channel is Channel.SMS and texts is not None and phone_country(person.phone) not in texts.countries:
        return f"Texts to their country aren't on the company's list (`texts: countries:` in the playbook); {otherwise}"
    return None
