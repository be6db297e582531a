"""What a decision about a person is taken on, apart from the facts on their timeline (R15): clock, caps, channels.

`why` shows it beside the reasons, so that anybody can check the sum.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.decisions.caps import WEEK
from domain.decisions.context import DecisionContext, profile_of
from domain.decisions.deadlines import silent_since
from domain.decisions.due_steps import longest_silence
from domain.decisions.peace import in_peace, is_held
from domain.names import SENDING_CHANNELS, Channel
from domain.state.model import CandidateState
from domain.state.reachability import address
from domain.time.business_hours import WEEKDAYS, local_date


def inputs_view(state: CandidateState, context: DecisionContext) -> dict[str, Any]:
    """The inputs as plain data; instants are ISO 8601, nothing in it is an address."""
    touch = state.decision.touch if state.decision else None
    about = state.meant(touch.application_id) if touch else state.find_application(None)
    calendar, limits = context.calendar, context.about(about).playbook.limits
    within = [c for c in state.contacts if context.now - c.at < WEEK and c.at <= context.now]
    recent = [c.at for c in within]
    today = local_date(context.now, context.tz)
    return {
        "timezone": str(context.tz),
        "timezone_from": context.tz_from,
        "window": {
            "days": [WEEKDAYS[day] for day in sorted(calendar.days)],
            "open": f"{calendar.opens:%H:%M}",
            "close": f"{calendar.closes:%H:%M}",
            "holidays_of": calendar.country + (f"-{calendar.subdivision}" if calendar.subdivision else "")
            if calendar.holidays
            else "",
        },
        "caps": {
            "today": sum(local_date(at, context.tz) == today for at in recent),
            "per_day": limits.per_day,
            "last_7_days": sum(c.week for c in within),
            "per_week": limits.per_week,
            "min_gap": str(limits.min_gap),
            "last_at": max((at.isoformat() for at in recent), default=None),
        },
        "channels": {str(channel): _standing(channel, state, context) for channel in SENDING_CHANNELS},
        "preferred": str(state.candidate.channel) if state.candidate.channel else "",
        "silent_until": {
            app.application_id: (calendar.add(silent_since(app, state), longest_silence(app, context))).isoformat()
            for app in state.applications
            if app.is_open and not app.quiet and not is_held(state, context) and not in_peace(state, context)
        },
        "rules_for": {
            app.application_id: fitting
            for app in state.applications
            if (
                fitting := [
                    str(one) for one in context.playbook.audiences if one.fits(profile_of(app, context.candidate))
                ]
            )
        },
        "spread_minutes": round(timedelta(seconds=context.offset).total_seconds() / 60),
    }


def _standing(channel: Channel, state: CandidateState, context: DecisionContext) -> str:
    """May this channel be used? `open`, or the word that says why not."""
    person = state.candidate
    if state.stopped or channel in state.closed_channels or channel in context.suppressed:
        return "closed by them"
    if not address(person, channel):
        return "no address"
    if channel in state.bad_channels:
        return "does not work"
    return "no consent" if channel is Channel.SMS and person.sms_consent_at is None else "open"
