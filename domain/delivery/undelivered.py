"""What did not arrive, and nothing says why: counted for each address, since one such bounce proves nothing (R8).

Three over at least seven days, with nothing heard from the address meanwhile, say that it does not work. A new address,
a reply through the channel, or word that something arrived there begins the count again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.events import ReplyReceived
from domain.names import SENDING_CHANNELS, Channel, digest
from domain.state.model import Candidate, CandidateState, Undelivered

CLOSES_AFTER: Final = 3
CLOSES_OVER: Final = timedelta(days=7)


def address_mark(address: str) -> str:
    """A mark by which an address is known again; empty where there is none."""
    return digest("address", address.strip().lower(), size=12) if address.strip() else ""


def is_of_another_address(state: CandidateState, channel: Channel, mark: str) -> bool:
    """Is it about an address that they no longer have? What is said of that one does not close the new one (R7)."""
    return bool(mark) and mark != address_mark(_address(state.candidate, channel))


def counted(
    state: CandidateState,
    channel: Channel,
    touch_key: str,
    attempt: int,
    at: datetime,
    arrived_at: datetime | None = None,
) -> CandidateState:
    """One more that did not arrive, at the address they have now. `arrived_at`: when something last did."""
    mark, known = address_mark(_address(state.candidate, channel)), state.undelivered.get(str(channel))
    if not mark:
        return state
    if known is None or known.address != mark or (arrived_at is not None and arrived_at > known.first_at):
        known = Undelivered(address=mark, first_at=at, last_at=at, count=0)
    which = digest(touch_key, str(attempt), size=8)
    if which in known.touches:
        return state  # said twice, by a mail and by the provider
    known = known.replace(
        count=known.count + 1,
        first_at=min(known.first_at, at),
        last_at=max(known.last_at, at),
        touches=(*known.touches, which)[-CLOSES_AFTER:],
    )
    state = state.replace(undelivered={**state.undelivered, str(channel): known})
    return _close(state, channel) if is_closed_by(known) else state


def is_closed_by(known: Undelivered) -> bool:
    """Were there enough of them, over a time that is long enough?"""
    return known.count >= CLOSES_AFTER and known.last_at - known.first_at >= CLOSES_OVER


def heard_from(state: CandidateState, reply: ReplyReceived) -> CandidateState:
    """Something came from the address: it exists, and is open again where only the count had closed it.

    What anybody could have written, somebody else with the address, or they from another one, says nothing about it.
    """
    channel = reply.channel
    known = state.undelivered.get(str(channel))
    is_theirs = not reply.author or reply.source == "cli"  # a door names an author where it is not sure
    if known is None or not is_theirs or is_of_another_address(state, channel, reply.address_mark):
        return state
    rest = {name: one for name, one in state.undelivered.items() if name != str(channel)}
    bad = state.bad_channels
    if is_closed_by(known):
        bad = tuple(one for one in bad if one is not channel)
    return state.replace(undelivered=rest, bad_channels=bad)


def of_one_person(candidate: Candidate, *states: CandidateState) -> dict[str, Undelivered]:
    """The counts that are about the addresses of two records in one; of two about the same the longer."""
    found: dict[str, Undelivered] = {}
    for channel in SENDING_CHANNELS:
        mark = address_mark(_address(candidate, channel))
        of_it = [one for state in states if (one := state.undelivered.get(str(channel))) and one.address == mark != ""]
        if of_it:
            found[str(channel)] = max(of_it, key=lambda one: one.count)
    return found


def _close(state: CandidateState, channel: Channel) -> CandidateState:
    if channel in state.bad_channels:
        return state
    return state.replace(bad_channels=(*state.bad_channels, channel))


def _address(candidate: Candidate, channel: Channel) -> str:
    return candidate.email if channel is Channel.EMAIL else candidate.phone if channel is Channel.SMS else ""
