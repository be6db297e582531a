"""Which ways lead to somebody, and whether they have refused all of them (R6, R7)."""

from __future__ import annotations

from domain.names import SENDING_CHANNELS, Channel, Stage
from domain.state.consent import NO_CLOSINGS, refused
from domain.state.model import Candidate, CandidateState


def address(candidate: Candidate, channel: Channel) -> str:
    return candidate.email if channel is Channel.EMAIL else candidate.phone if channel is Channel.SMS else ""


def ways_left(state: CandidateState, suppressed: frozenset[Channel] = NO_CLOSINGS) -> tuple[Channel, ...]:
    """The ways of writing to them that their own wish leaves: an address is known (it may be dead), and for texts there
    is consent.
    """
    person, closed = state.candidate, {*state.closed_channels, *suppressed}
    may = {
        Channel.EMAIL: bool(person.email),
        Channel.SMS: bool(person.phone) and person.sms_consent_at is not None,
    }
    return tuple(channel for channel, can in may.items() if can and channel not in closed and not state.stopped)


def is_closed_by_ats(state: CandidateState) -> bool:
    """Is all that is closed for them closed because their ATS says so, and not they themselves?"""
    return state.stop is not None and state.stop.by_ats


def wants_peace(state: CandidateState, suppressed: frozenset[Channel] = NO_CLOSINGS) -> bool:
    """Have they refused every way by which we may write to them, so that they are left in peace (R7)?

    What an ATS says is no wish of theirs: while we owe them word, a colleague reaches them (R1).
    """
    theirs = refused(suppressed)
    if is_closed_by_ats(state) and not theirs:
        return not _is_owed_word(state) and (state.stopped or not ways_left(state, suppressed))
    closed = {*state.closed_channels, *theirs} & {*SENDING_CHANNELS}
    if state.stopped or closed == {*SENDING_CHANNELS}:
        return True
    scoped = state.stop is not None and state.stop.scoped  # "don't text me" asks for no peace, whatever else is left
    return bool(closed) and not scoped and not ways_left(state, suppressed)


def _is_owed_word(state: CandidateState) -> bool:
    """Do we owe them word about an application? Not whom we approached ourselves, and of somebody deleted only about
    one that is newer than that.
    """
    stop = state.stop
    if stop is not None and stop.deleted:
        newer = (app for app in state.applications if app.known_since > stop.at)
        return any(app.is_open and app.stage is not Stage.PROSPECT for app in newer)
    return any(app.stage is not Stage.PROSPECT and not app.closed_silently for app in state.applications)


def why_by_ats(state: CandidateState) -> str:
    """What their ATS says, as a reason why nothing is sent."""
    if state.stop is not None and state.stop.deleted:
        return "their record was deleted in the ATS"
    return "their ATS record says not to write to them"
