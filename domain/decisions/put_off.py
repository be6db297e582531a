"""Promised dates past which a colleague has put everything off (R2): nothing goes out then, so somebody is told."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from domain.state.model import CandidateState
from domain.time.their_time import long_day


def is_past(day: date, until: datetime | None, tz: tzinfo | None) -> bool:
    """Does nothing go out on that day, where nothing does before `until` (None: without an end)?"""
    return until is None or until.astimezone(tz).date() > day


def why_silent_on(day: date, state: CandidateState, tz: tzinfo) -> str:
    """What keeps word from going out on that day, for a colleague; empty where nothing does."""
    if state.paused_since is not None and is_past(day, state.paused_until, tz):
        if state.paused_until is None:
            return "the follow-up is on hold, so nothing goes out that day"
        return f"the follow-up is on hold until {long_day(state.paused_until.astimezone(tz).date())}"
    if state.snoozed_until is not None and is_past(day, state.snoozed_until, tz):
        return f"everything is put off until {long_day(state.snoozed_until.astimezone(tz).date())}"
    return ""
