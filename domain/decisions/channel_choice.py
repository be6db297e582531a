"""The right channel (R6), with consent (R7): which way a touch can go, and why not the others."""

from __future__ import annotations

from typing import Final, NamedTuple

from domain.addresses import phone_country
from domain.delivery.undelivered import is_closed_by
from domain.events import Reason
from domain.names import MANUAL_CHANNELS, OWN_WORDS, SENDING_CHANNELS, Channel
from domain.playbook.model import Playbook, Rank, Step
from domain.state.consent import NO_CLOSINGS, refused
from domain.state.model import Candidate, CandidateState
from domain.state.reachability import address, is_closed_by_ats, wants_peace, why_by_ats

_SAID: Final[dict[Channel, tuple[str, str, str]]] = {
    Channel.EMAIL: ("email", "email is", "email address"),
    Channel.SMS: ("text", "texts are", "phone number"),
}
"""A channel that sends as one says it: of a message, as what may be closed, and what it goes to."""


class Choice(NamedTuple):
    channel: Channel | None
    why: tuple[Reason, ...]
    forbidden: bool  # the person closed every way that is left: asking a colleague to call would not respect it


def choose_channel(
    step: Step,
    state: CandidateState,
    playbook: Playbook,
    *,
    suppressed: frozenset[Channel] = NO_CLOSINGS,
    excluded: tuple[Channel, ...] = (),
) -> Choice:
    """The candidate's preference first, then what is reachable; a bounced or refused way is left out.

    Where only an ATS has closed what is left, a colleague is asked for what we owe, and for nothing else.
    """
    why: list[Reason] = []
    prefers = ""
    if step.channel == "preferred" and state.candidate.channel in MANUAL_CHANNELS:
        prefers = {"phone": "the phone", "linkedin": "LinkedIn"}[state.candidate.channel]
    peace = wants_peace(state, suppressed)
    forbidden = peace and bool(state.stopped)
    asks_only = step.kind == "nudge" or step.rank in (Rank.SURVEY, Rank.NURTURE)
    for channel in _order(step, state.candidate):
        reason = _closed(channel, step, state, playbook, suppressed, excluded)
        if reason is None:
            if prefers:
                way = {"email": "email", "sms": "text"}[channel]
                text = f"they prefer {prefers}, but this goes out automatically, so it goes by {way}"
                why.insert(0, Reason(rule="R6", text=text))
            return Choice(channel, tuple(why), False)
        why.append(reason)
        if channel in state.closed_channels or channel in suppressed or state.stopped:
            forbidden = forbidden or peace or asks_only or not _is_by_ats(channel, state, suppressed)
    return Choice(None, tuple(why), forbidden)


def _order(step: Step, candidate: Candidate) -> list[Channel]:
    wanted = [Channel(step.channel)] if step.channel != "preferred" else []
    if step.message == OWN_WORDS:
        return wanted  # what a person wrote for one channel goes by no other (R6)
    if candidate.channel in SENDING_CHANNELS and not wanted:
        wanted = [candidate.channel]
    return [*wanted, *(c for c in SENDING_CHANNELS if c not in wanted)]


def _closed(
    channel: Channel,
    step: Step,
    state: CandidateState,
    playbook: Playbook,
    suppressed: frozenset[Channel],
    excluded: tuple[Channel, ...],
) -> Reason | None:
    """Why this channel cannot be used, or None where it can."""
    candidate, (name, are, where) = state.candidate, _SAID[channel]
    if state.stopped or channel in state.closed_channels or channel in suppressed:
        return Reason(rule="R7", text=f"{are} closed {_why_closed(channel, state, suppressed)}")
    written = step.message == OWN_WORDS
    if not written and not (step.message and playbook.has_message(step.message, sms=channel is Channel.SMS)):
        return Reason(rule="R6", text=f"this message has no {name} version")
    if not address(candidate, channel):
        return Reason(rule="R6", text=f"there is no {where} on record")
    if channel in state.bad_channels:
        return Reason(rule="R6", text=f"their {where} doesn't work{_since(channel, state)}")
    if channel in excluded:
        return Reason(rule="R6", text=f"this message could not be sent by {name}")
    if channel is Channel.SMS:
        if candidate.sms_consent_at is None:
            return Reason(rule="R7", text="no consent to texts is on record")
        country = phone_country(candidate.phone)
        if country not in playbook.texts.countries:
            return Reason(rule="R7", text=f"texts to {country or 'that country'} aren't on the company's list")
    return None


def _is_by_ats(channel: Channel, state: CandidateState, suppressed: frozenset[Channel]) -> bool:
    """Is it closed because an ATS says so, and for no other reason?"""
    if channel in refused(suppressed):
        return False
    return channel not in state.closed_channels or is_closed_by_ats(state)


def _why_closed(channel: Channel, state: CandidateState, suppressed: frozenset[Channel]) -> str:
    """In words that say nothing of a wish where there was none."""
    address = "number" if channel is Channel.SMS else "address"
    if state.stopped or channel in state.closed_channels:
        if not is_closed_by_ats(state):
            return "at the candidate's request"
        return f"because {why_by_ats(state)}"
    if _is_by_ats(channel, state, suppressed):
        return f"because the ATS says so of a record with the same {address}"
    return f"because someone with the same {address} asked for it"


def _since(channel: Channel, state: CandidateState) -> str:
    """Why that is thought, where it is by count alone."""
    known = state.undelivered.get(str(channel))
    if known is None or not is_closed_by(known):
        return ""
    days = (known.last_at - known.first_at).days
    return f": {known.count} messages in {days} days didn't arrive, and no server says why"
