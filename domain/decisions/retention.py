"""Whose time is up (R23), and until when a record of somebody must be kept. Pure: a state, the playbook, an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.names import Stage
from domain.playbook.model import Playbook
from domain.playbook.retention import Bounds
from domain.state.model import Application, CandidateState

_OUTCOMES = {
    Stage.REJECTED: "rejected",
    Stage.WITHDRAWN: "withdrawn",
    Stage.HIRED: "hired",
    Stage.NETWORK: "network",
    Stage.PROSPECT: "prospect",
}


@dataclass(frozen=True, slots=True)
class TimeUp:
    """How long somebody is kept."""

    since: datetime  # what it is counted from: the last that happened between us
    until: datetime | None  # when they are to be erased; None: nothing says when
    at_least: datetime | None  # until when a record must be kept; None: nothing says so
    outcome: str
    country: str


def kept_until(state: CandidateState, playbook: Playbook) -> TimeUp | None:
    """How long this person is kept; None where something is open, or nothing is said about people like them.

    Of several applications the one that keeps them longest counts: they are one person with one record.
    """
    rules = playbook.retention
    if rules is None or not state.applications or state.merged_into:
        return None
    found: list[tuple[str, Bounds]] = []
    country = (state.candidate.country or playbook.company.country).upper()
    region = state.candidate.region or ("" if state.candidate.country else playbook.company.subdivision or "")
    for app in state.applications:
        if (outcome := _outcome(app)) is None:
            return None
        bounds = rules.bounds(outcome, country, region)
        if bounds is None:
            return None
        found.append((outcome, bounds))
    since = _last_word(state)
    if any(bounds.max is None for _, bounds in found):
        until, outcome = None, next(outcome for outcome, bounds in found if bounds.max is None)
    else:
        until, outcome = max((bounds.max.after(since), outcome) for outcome, bounds in found if bounds.max is not None)
    at_least = max((bounds.min.after(since) for _, bounds in found if bounds.min is not None), default=None)
    return TimeUp(since, until, at_least, outcome, f"{country}-{region}" if region else country)


def is_up(state: CandidateState, playbook: Playbook, now: datetime) -> TimeUp | None:
    """Why they are to be erased now; None where they are not."""
    kept = kept_until(state, playbook)
    return kept if kept is not None and kept.until is not None and kept.until <= now else None


def is_asked_by_ats(state: CandidateState, playbook: Playbook, wanted: str) -> bool:
    """Has the ATS deleted them, and does the playbook say `wanted`, "ask" or "run", about that?"""
    rules = playbook.retention
    deleted = state.stop is not None and state.stop.deleted
    return deleted and rules is not None and rules.on_ats_deletion == wanted


def forbids_request(state: CandidateState, playbook: Playbook, now: datetime) -> datetime | None:
    """Until when a request waits, where the playbook says that the minimum binds requests too; None where it may go."""
    rules, kept = playbook.retention, kept_until(state, playbook)
    if rules is None or not rules.minimum_binds_requests or kept is None or kept.at_least is None:
        return None
    return kept.at_least if kept.at_least > now else None


def _outcome(app: Application) -> str | None:
    """What became of it; None where it is open."""
    if app.stage is Stage.PROSPECT and not app.quiet:
        return None
    return _OUTCOMES.get(app.stage)


def _last_word(state: CandidateState) -> datetime:
    """The last that happened between us: a decision, a message, a reply. An opened mail is none."""
    ends = [app.entry.entered_at for app in state.applications]
    words = [at for at in (state.last_contact_at, state.last_reply_at) if at is not None]
    return max(ends + words)
