"""How the command line says things: words for channels, stages and rules, and JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from domain.addresses import with_readable_emails
from domain.delivery.retries import PENDING_WORDS
from domain.names import FollowUpState
from domain.one_line import printable
from domain.playbook.step_words import step_words
from domain.state.task_kinds import APPROVE, DOUBT
from domain.time.their_time import LABEL, their_time
from domain.time.zones import zone
from domain.views.candidate_status import ApplicationStatus, TaskStatus
from domain.views.workload import About, closes
from starter.clean_output import json_clean
from starter.cli.output.dates import forms, now, shown, shown_day, shown_until
from starter.cli.output.width import unfolded
from starter.cli.people import View, lives_by

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


def quoted(words: str, indent: str) -> list[str]:
    """What a candidate wrote, line by line behind a bar; of a long text the beginning, and where the rest is."""
    lines = [plain(line) for line in words.splitlines() if line.strip()]
    kept = [f"{indent}| {beginning(line)}" for line in lines[:_QUOTED]]
    return [*kept, f"{indent}| … (`followup timeline` has it all)"] if len(lines) > _QUOTED else kept


_QUOTED: Final = 12


def reach_lines(reach: Mapping[str, str], indent: str) -> list[str]:
    """How a colleague reaches them, on a line; none where they are not to be reached."""
    ways = [plain(reach[name]) for name in ("phone", "email") if reach.get(name)]
    return [f"{indent}Reach them: {' · '.join(ways)}"] if ways else []


def by(channel: str) -> str:
    """The channel as one says it: `by email`."""
    return CHANNELS.get(channel, f"by {channel}")


def rule_words(rule: str) -> str:
    """A rule's id with its name, for people who do not know the ids by heart."""
    return f"{rule}, {RULES[rule]}" if rule in RULES else rule


def print_json(data: Any) -> None:
    """JSON on stdout; letters beyond ASCII as such where the terminal or pipe takes UTF-8."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    print(json_clean(json.dumps(data, ensure_ascii=not utf8, indent=2)), file=unfolded(sys.stdout))


def bar_console() -> Any:
    """Where rich draws a progress bar: stderr, with the orders to the terminal that it needs."""
    from rich.console import Console

    return Console(file=getattr(sys.stderr, "rich_proxied_file", sys.stderr))


def redraw(line: str) -> None:
    """A line on stderr in the place of the one before; empty to wipe it. For a terminal, while something goes on."""
    stream = getattr(sys.stderr, "rich_proxied_file", sys.stderr)
    stream.write(f"\r\033[K{plain(line)}")
    stream.flush()


def who(view: View) -> str:
    """`Ann Lee (manual:ann)`."""
    return f"{plain(view.name)} ({view.id})" if view.name != view.id else view.id


def typed_id(view: View) -> str:
    """The candidate's id as one types it: `ann` for manual:ann."""
    return view.id.removeprefix("manual:")


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


def next_words(view: View) -> str:
    """What goes out next and why, or why nothing does; and what waits for a yes, for that holds messages back."""
    waits = [task for task in view.tasks if task.kind == APPROVE]
    held = bool(waits) and not view.stopped and not view.paused and not view.doubted_since
    coming = view.next
    if coming is None and held:
        return f"Nothing goes out until someone approves it; {_asked(waits)}."
    said = _next_words(view)
    return f"{said} Something else is waiting for approval; {_asked(waits)}." if held else said


def _asked(tasks: Sequence[TaskStatus]) -> str:
    return f"`followup approve {' '.join(task.task for task in tasks)} --show` prints what's waiting"


def coming_words(view: View) -> str:
    """The same beside `mood_words`, which says already why nothing goes out where something holds all of it."""
    says_it_all = view.doubted_since or view.stopped or (view.paused and not view.paused_until)
    return "" if says_it_all and view.next is None else next_words(view)


def _next_words(view: View) -> str:
    coming = view.next
    why = reason_words(_unrepeated(view))
    if coming is None and why.startswith(PENDING_WORDS):
        return f"{why[0].upper()}{why[1:]}."
    if coming is None:
        return f"Nothing scheduled{': ' + why if why else ''}."
    late = coming.at < now()
    when = "now" if late else f"on {shown(coming.at, long=True)}".replace("on today", "today")
    if not late and (theirs := their_clock(coming.at, view.timezone)):
        when += f" ({theirs})"
    because = ", " if is_timing(why) else ", because "
    return f"Next: {step_words(coming.step)} {by(coming.channel)} {when}{because + why if why else ''}."


def _unrepeated(view: View) -> str:
    """Why, without the time that it is due, where that is when it goes out."""
    try:
        there = zone(view.timezone) if view.timezone else None
    except ValueError:
        there = None
    if view.next is None or there is None:
        return view.why
    return view.why.replace(f", due {their_time(view.next.at, there)}", "")


_TIMING: Final = re.compile(r"(?:right after|on the (?:promised day|day of)|\d+ [a-z ]+?(?:after|before))\b")
"""A reason that says when and isn't a sentence: `1 day before the interview`."""


def is_timing(why: str) -> bool:
    """Does the reason say when, and isn't a sentence?"""
    return _TIMING.match(why) is not None


def reason_words(text: str) -> str:
    """Reasons as one says them: without the step's name, which stands before it, without the rules' ids, and with
    durations in words.
    """
    said = _MISSED.sub(r"too late for its deadline, \1\2", _STEP.sub("", _RULE.sub("", plain(text))))
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
    if there is None or there.utcoffset() == at.astimezone().utcoffset():
        return ""
    return f"{there:%a} {forms().hour(there)} {LABEL}"


def joined_words(view: View) -> str:
    """Under which other ids the same person came in; empty where under none."""
    others = view.joined
    return f"Merged with {', '.join(others)} (the same person)." if others else ""


def title_words(title: str) -> str:
    """What a task asks for, with days as in the company's country."""
    return forms().in_words(plain(title))


def task_words(task: TaskStatus) -> str:
    """`answer-1a2b3c4d  Reply to their message (due Mon 23 Nov 17:30 EST)`."""
    due = "overdue since" if task.due_at < now() else "due"
    return f"{task.task}  {title_words(task.title)} ({due} {shown(task.due_at)})"


def typed_for(view: View, task: TaskStatus) -> str:
    """What a person types when a task of this candidate is done, or to do it."""
    ours = [a for a in view.applications if a.id == task.application_id]
    job = ours[0].job if ours else ""
    return closes(
        task.kind,
        task.task,
        About(
            view.id,
            view.name,
            job=job,
            several=len(ours) > 0 and len(view.applications) > 1,
            doubt=next((one.task for one in view.tasks if one.kind == DOUBT), ""),
        ),
        answers=task.answers,
    )


def choices_words(answers: Sequence[str]) -> str:
    """What may stand for ANSWER in a command: `  (stop, go-on or withdrawn)`; nothing where nothing is asked."""
    *others, last = answers or ("",)
    return f"   ({', '.join(others)} or {last})" if others else ""


def mood_words(view: View) -> str:
    """Why the candidate's state is not simply `active`; empty where it is."""
    if view.attention:
        return f"Needs attention: {plain(view.attention)}."
    if view.doubted_since:
        return "They may be asking us to stop: nothing is sent until someone says what they meant."
    if view.stopped and (why := view.closed_by_ats):
        return f"{plain(why[0].upper() + why[1:])}, so nothing is sent."
    if view.stopped:
        return "They asked us to stop, so nothing is sent."
    if view.paused:
        ends = view.paused_until
        until = f" until {shown_until(ends, lives_by(view))}" if ends else " until `followup resume`"
        by = ", because someone canceled the follow-up in Temporal" if view.paused_by_ops else ""
        return f"Paused{until}{by}."
    if view.state == "attention":
        return "Needs attention: see the open tasks."
    return ""


def closed_words(view: View) -> str:
    """Which ways of writing to them are closed, where others are left: `Texts are closed, …`; else empty."""
    ways = [_WAYS[one] for one in view.closed if one in _WAYS]
    if not ways or view.stopped:
        return ""
    are = "are" if len(ways) > 1 or ways[0] == "texts" else "is"
    said = " and ".join(ways)
    return f"{said[0].upper()}{said[1:]} {are} closed, for later applications too."


_WAYS: Final = {"email": "email", "sms": "texts"}


def promise_words(view: View) -> str:
    """The date that was told to the candidate; empty where none was."""
    return f"We promised an answer by {shown_day(view.promise, long=True)}." if view.promise else ""
