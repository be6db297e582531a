"""How colleagues are told where a candidate stands: words for stages, channels, rules and reasons."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Any, Final

from domain.addresses import with_readable_emails
from domain.decisions.put_off import is_past
from domain.names import FollowUpState
from domain.one_line import printable
from domain.time.their_time import LABEL
from domain.time.zones import zone
from domain.views.candidate_status import ApplicationStatus, CandidateStatus
from starter.wording.instants import forms, here, shown_day

CHANNELS: Final = {"email": "by email", "sms": "by text", "phone": "by phone", "linkedin": "on LinkedIn"}


RULES: Final = {
    "R1": "never silent",
    "R2": "promises are kept",
    "R3": "stop right away",
    "R4": "not too many messages",
    "R5": "reasonable hours",
    "R6": "the right channel",
    "R7": "consent",
    "R8": "replies count",
    "R9": "every message gets an answer",
    "R10": "personal",
    "R11": "clear",
    "R12": "tone",
    "R13": "the offer matches what was promised",
    "R14": "feedback both ways",
    "R15": "everything on record",
    "R16": "no flood after a delay",
    "R17": "one person, one clock",
    "R18": "the playbook may change",
    "R19": "no rush hour",
    "R20": "added mid-process",
    "R21": "undo",
    "R22": "rules may differ by job",
    "R23": "forgotten means forgotten",
    "R24": "the law's dates",
    "R25": "nobody's absence stops the clock",
    "R26": "no ordinary failure silences us",
    "S1": "outreach to a prospect",
    "S2": "a prospect who doesn't answer",
    "S3": "an application",
    "S4": "still in review",
    "S5": "not selected",
    "S6": "interview details",
    "S7": "an answer we asked for",
    "S8": "thanks for the interview",
    "S9": "after the interview",
    "S10": "a late decision",
    "S11": "the offer",
    "S12": "an offer without an answer",
    "S13": "welcome",
    "S14": "the first weeks",
    "S15": "the closing message",
    "S16": "the survey",
    "S17": "a withdrawal",
    "S18": "keeping in touch",
    "S19": "a filled position",
    "S20": "an update for people added mid-process",
}
"""Rules and what each stage owes (docs/rules.md), for people who do not know the ids by heart."""


_STEP: Final = re.compile(r"^step [\w-]+ of \w+: ")


_RULE: Final = re.compile(r" \([RS]\d{1,2}\)(?=;|$)")


_MISSED: Final = re.compile(
    r"its deadline ([^;]+?) cannot be kept, which is a miss of the service level"
    r"|it can't make its deadline, ([^;]+?), so it goes out late"
    r"|too late for its deadline, ([^;]+?)(?=;|$)"
)
"""As older releases put it on record, also of what has not gone out at all."""


_DURATION: Final = re.compile(r"\bP(?P<t>T?)(?P<n>\d+)(?P<unit>[WDHMS])\b|\b(?P<bd>\d+)bd\b")


_UNITS: Final = {"W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second", "bd": "business day"}


def plain(text: Any) -> str:
    """Text from outside on one line, without characters that would steer the terminal, addresses as people write them.
    Joiners, which names of some scripts are written with, are left to `clean_output`.
    """
    return printable(with_readable_emails(str(text))).strip()


def beginning(text: Any, most: int = 300) -> str:
    """As `plain`; of a long text whole words, about `most` characters of them, and a mark that it goes on."""
    line = plain(text)
    if len(line) <= most:
        return line
    kept = line[:most]
    return f"{kept[: max(kept.rfind(' '), most // 2)].rstrip(' ,;:.')} …"


def by(channel: str) -> str:
    """The channel as one says it: `by email`."""
    return CHANNELS.get(channel, f"by {channel}")


def rule_words(rule: str) -> str:
    """A rule's id with its name, for people who do not know the ids by heart."""
    return f"{rule}, {RULES[rule]}" if rule in RULES else rule


def job_of(application: ApplicationStatus) -> str:
    """`Compiler Engineer (ENG-7)`."""
    title = plain(application.title)
    job = plain(application.job)
    return f"{title} ({job})" if title else job


_STAGES: Final = {
    "prospect": "a prospect for {}",
    "applied": "an applicant for {}",
    "screening": "in screening for {}",
    "interview": "at the interview stage for {}",
    "offer": "at the offer stage for {}",
    "network": "in your network ({})",
}


_ENDED: Final = {"hired": "hired for {}", "rejected": "rejected for {}", "withdrawn": "withdrawn from {}"}


def stands(application: ApplicationStatus, *, already: bool = False) -> str:
    """`is now at the offer stage for Compiler Engineer (ENG-7)`, `has withdrawn from …`."""
    stage, job = application.stage, job_of(application)
    when = "already" if already else "now"
    if (ended := _ENDED.get(stage)) is None:
        return f"is {when} {_STAGES.get(stage, f'at the {stage} stage for {{}}').format(job)}"
    has = "has already" if already else "has"
    return f"{has} {'' if stage == 'withdrawn' else 'been '}{ended.format(job)}"


def has_stood(application: ApplicationStatus, *, day_known: bool) -> str:
    """`has been at the offer stage for Compiler Engineer (ENG-7) since Mon, Nov 23`, `withdrew from … on …`; where they
    came in closed, nobody knows on which day that was.
    """
    stage, day, job = application.stage, shown_day(application.since), job_of(application)
    if (ended := _ENDED.get(stage)) is None:
        where = _STAGES.get(stage, f"at the {stage} stage for {{}}").format(job)
        return f"has been {where} since {day}"
    was = f"withdrew from {job}" if stage == "withdrawn" else f"was {ended.format(job)}"
    return f"{was} on {day}" if day_known else f"{was} (on record since {day})"


def state_words(state: str) -> str:
    """The state of somebody's follow-up as one says it."""
    return "needs attention" if state == FollowUpState.ATTENTION else str(state)


_TIMING: Final = re.compile(r"(?:right after|on the (?:promised day|day of)|\d+ [a-z ]+?(?:after|before))\b")
"""A reason that says when and isn't a sentence: `1 day before the interview`."""


def is_timing(why: str) -> bool:
    """Does the reason say when, and isn't a sentence?"""
    return _TIMING.match(why) is not None


def reason_words(text: str) -> str:
    """Reasons as one says them: without the step's name, which stands before it, without the rules' ids, and with
    durations in words.
    """
    said = _MISSED.sub(r"past its deadline, \1\2\3", _STEP.sub("", _RULE.sub("", plain(text))))
    return forms().in_words(_DURATION.sub(_in_words, said)).rstrip(".")


def _in_words(found: re.Match[str]) -> str:
    count = found["bd"] or found["n"]
    unit = _UNITS.get("bd" if found["bd"] else found["t"] + found["unit"])
    if unit is None:
        return found[0]
    return f"{count} {unit}{'' if count == '1' else 's'}"


def their_clock(at: datetime, timezone: str) -> str:
    """The candidate's own time of an instant, where it is another than the reader's: `Mon 20:30 their time`."""
    try:
        there = at.astimezone(zone(timezone)) if timezone else None
    except ValueError:
        return ""
    if there is None or there.utcoffset() == here(at).utcoffset():
        return ""
    return f"{there:%a} {forms().hour(there)} {LABEL}"


def joined_words(view: CandidateStatus) -> str:
    """Under which other ids the same person came in; empty where under none."""
    others = view.joined
    return f"Merged with {', '.join(others)} (the same person)." if others else ""


def title_words(title: str) -> str:
    """What a task asks for, with days as in the company's country."""
    return forms().in_words(plain(title))


def closed_words(view: CandidateStatus) -> str:
    """Which ways of writing to them are closed, where others are left: `Texts are closed, …`; else empty."""
    ways = [_WAYS[one] for one in view.closed if one in _WAYS]
    if not ways or view.stopped:
        return ""
    are = "are" if len(ways) > 1 or ways[0] == "texts" else "is"
    said = " and ".join(ways)
    return f"{said[0].upper()}{said[1:]} {are} closed, for later applications too."


_WAYS: Final = {"email": "email", "sms": "texts"}


def promise_put_off(view: CandidateStatus, until: datetime | None, tz: tzinfo | None) -> str:
    """For a colleague who puts everything off past a date that was told to the candidate (R2); empty for others."""
    if view.promise is None or not is_past(view.promise, until, tz):
        return ""
    return f"{promise_words(view)} Nothing will go out that day, so tell them yourself."


def promise_words(view: CandidateStatus) -> str:
    """The date that was told to the candidate; empty where none was."""
    return f"We promised an answer by {shown_day(view.promise, long=True)}." if view.promise else ""
