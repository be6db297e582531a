"""The words of a colleague's mail of the day: a subject that says what waits, and Markdown that reads well as text.

Whatever comes from outside (names, jobs, titles of tasks) is folded into one line and escaped, commands are quoted for
the shell that they will be typed into.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.addresses import with_readable_emails
from domain.messages.values import escape_markdown
from domain.names import CLOSED_STAGES
from domain.one_line import one_line
from domain.operations.outage import Condition, outage_notices
from domain.people.team import Cover
from domain.playbook.model import Playbook
from domain.playbook.step_words import step_words
from domain.time.business_hours import local_date
from domain.time.written import Written, written_in
from domain.time.zones import zone, zone_label
from domain.views.digest import Digest, previous_digest_at, today
from domain.views.workload import (
    About,
    Breach,
    Coming,
    Happened,
    OpenTask,
    Promise,
    Silent,
    command,
    counted,
    says_more,
    short_id,
    typed,
)

SHOWN = 25
"""Rows of one section; the rest is counted, and a command shows it."""

_LONGEST, _LONGEST_TITLE, _LONGEST_NOTICE, _LONGEST_WORDS = 80, 320, 600, 500
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BY = {"email": "by email", "sms": "by text", "phone": "by phone", "linkedin": "on LinkedIn"}


def subject(digest: Digest, now: datetime, country: str = "") -> str:
    """`Monday 23 November: 3 to answer (1 overdue), 1 promise due; for Kim Park: 1 to answer`."""
    parts = _parts(digest, now)
    covered = [(one, _parts(one.pile, now)) for one in digest.covered if one.pile.says_something]
    if not parts and not covered and digest.back:
        parts = ["what happened while you were away"]
    parts = ["messages were late"] * bool(digest.notices) + parts
    team = ", for the team" if digest.team else ""
    own = [", ".join(parts)] if parts else []
    theirs = [f"for {one_line(one.cover.absent.shown)}: {', '.join(holds)}" for one, holds in covered if holds]
    return f"{written_in(country).long_day(digest.day)}{team}: {'; '.join([*own, *theirs])}"


def _parts(digest: Digest, now: datetime) -> list[str]:
    """What it holds, in few words."""
    late = sum(task.due_at < now for task in digest.answer)
    parts = [f"{counted(len(digest.doubts), 'possible opt-out')} to review"] if digest.doubts else []
    parts += (
        [f"{counted(len(digest.answer), 'reply', 'replies')} to answer{f' ({late} overdue)' if late else ''}"]
        if digest.answer
        else []
    )
    parts += [f"{counted(len(digest.promises), 'promise')} due"] if digest.promises else []
    parts += [f"{counted(len(digest.breaches), 'candidate')} waiting too long"] if digest.breaches else []
    parts += [counted(len(digest.law), "legal deadline")] if digest.law else []
    parts += [f"{counted(len(digest.to_approve), 'message')} to approve"] if digest.to_approve else []
    own = "other task" if digest.doubts or digest.answer or digest.to_approve else "task"
    parts += [f"{counted(len(digest.other_tasks), own)} due"] if digest.other_tasks else []
    parts += [f"{counted(len(digest.escalated), 'task')} escalated"] if digest.escalated else []
    parts += [f"{counted(len(digest.harmful), 'variant')} that does harm"] if digest.harmful else []
    parts += [f"{counted(len(digest.refused), 'message')} to correct"] if digest.refused else []
    parts += [f"{len(digest.silent)} already overdue for an update when added"] if digest.silent else []
    if not parts and digest.coming:
        parts = [f"{counted(len(digest.coming), 'message')} going out"]
    return parts


def body(digest: Digest, playbook: Playbook, now: datetime) -> str:
    """The mail as Markdown. Times are the company's, and written as in its country."""
    tz, forms = zone(playbook.company.timezone), written_in(playbook.company.country)
    sections = [part for part in (_back(digest, tz, forms), *_Sections(digest, now, tz, forms).all()) if part]
    for one in digest.covered:
        theirs = [part for part in _Sections(one.pile, now, tz, forms, within=True).all() if part]
        sections += [_for_whom(one.cover, forms), *theirs] if theirs else []
    head = [f"**{said(notice, _LONGEST_NOTICE)}**" for notice in digest.notices]
    return "\n\n".join([_opening(digest), *head, *sections, _closing(digest, now, tz, forms)]) + "\n"


def _opening(digest: Digest) -> str:
    rows = (
        digest.covered
        or digest.doubts
        or digest.answer
        or digest.promises
        or digest.breaches
        or digest.law
        or digest.tasks
        or digest.escalated
        or digest.silent
        or digest.coming
    )
    if digest.team and not rows:
        return "This goes to the team's address, for the person who looks after the playbook."
    if digest.team:
        return (
            "This goes to the team's address because no recruiter or hiring manager with an email address of their "
            "own is on record for it. `followup tasks` shows everything that is open."
        )
    names = said(digest.to.name).split()  # of a name of invisible characters nothing is left
    greeting = f"Hi {names[0]}," if names else "Hi,"
    needed = _NEEDED if digest.has_work else "nothing needs your attention today."
    return f"{greeting} welcome back. {_capital(needed)}" if digest.back else f"{greeting} {needed}"


_NEEDED = "here's what needs your attention today."


class _Sections:
    """The sections of one mail, in the order in which one would go about them."""

    def __init__(self, digest: Digest, now: datetime, tz: ZoneInfo, forms: Written, *, within: bool = False) -> None:
        self._digest, self._now, self._tz, self._forms, self._within = digest, now, tz, forms, within

    def all(self) -> Iterator[str]:
        """Within another one's mail under headings of a lower level."""
        for section in self._sections():
            yield f"#{section}" if self._within and section else section

    def _sections(self) -> Iterator[str]:
        d = self._digest
        yield _section(
            f"Possible opt-outs to review: {len(d.doubts)}",
            "They may have asked us to stop. Nothing goes out to them until you say what they meant. Use `--show` in "
            "place of `--answer ANSWER` to see what they wrote.",
            [self._task(task) for task in d.doubts],
        )
        yield _section(
            f"To answer: {len(d.answer)}",
            "They wrote to us. The command sends your answer and closes the task. If you call them instead, use "
            "`followup contacted ID`.",
            [self._answer(task) for task in d.answer],
        )
        yield _section(
            f"Promises due: {len(d.promises)}",
            "We promised them an answer. Decide (`followup stage`, `followup offer`, `followup reject`), or agree on "
            "a new date with them. Otherwise an update with a new date will go out on the day.",
            [self._promise(promise) for promise in d.promises],
            "`followup list`",
        )
        yield _section(
            f"Waiting too long to hear from us: {len(d.breaches)}",
            "They've been waiting too long for word from us. Call or write to them, then run the command.",
            [self._breach(breach) for breach in d.breaches],
            "`followup list`",
        )
        yield _section(
            f"Legal deadlines: {len(d.law)}",
            "They were interviewed, and the law says by when they must hear whether a decision was made. Decide "
            "(`followup stage`, `followup offer`, `followup reject`), or tell them where things stand and run the "
            "command.",
            [self._task(task) for task in d.law],
            "`followup list --duty all`",
        )
        yield _section(
            f"To approve: {len(d.to_approve)}",
            "These messages need your approval. Add `--show` to the command to read the message first, or `--no` to "
            "stop it.",
            [self._task(task) for task in d.to_approve],
        )
        yield _section(
            f"Also due: {len(d.other_tasks)}",
            "",
            [self._task(task) for task in d.other_tasks],
        )
        yield _section(
            f"Escalated{'' if d.team or self._within else ' to you'}: {len(d.escalated)}",
            "These weren't done on time. Please make sure someone takes care of them.",
            [self._escalated(task) for task in d.escalated],
        )
        yield _section(
            f"Variants that do harm: {len(d.harmful)}",
            "More candidates stop, complain or can't be reached than with the base variant, and it isn't "
            "chance. To end the test, run `followup playbook apply --winner MESSAGE=VARIANT` with the variant to keep.",
            [[said(text, _LONGEST_TITLE)] for text in d.harmful],
            "`followup report`",
        )
        yield _section(
            f"Messages to correct: {len(d.refused)}",
            "They contain something that isn't allowed. Correct them, then run `followup playbook apply`. Until then, "
            "they're sent when possible; the rest become tasks for a recruiter.",
            [[said(text, _LONGEST_TITLE)] for text in d.refused],
            "`followup playbook show`",
        )
        yield _section(
            f"Waiting too long when they were added: {len(d.silent)}",
            "They were added from a file or your ATS and had already waited too long to hear from us. Each will hear "
            "where they stand at the time shown; if no time is shown, contact them yourself.",
            [self._silent(one) for one in d.silent],
            "`followup doctor --promise`",
        )
        yield _section(
            f"Going out today: {len(d.coming)}",
            "These go out automatically. `followup pause ID` holds a message, and `followup why ID` explains it.",
            [self._coming(one) for one in d.coming],
            "`followup list --due-within 1d`",
        )

    def _answer(self, task: OpenTask) -> list[str]:
        what = f": {self._title(task)}" if says_more(task) else ""
        received = f"Received {self._when(task.opened_at)}, {self._due(task)}."
        line = f"{_ended(f'{self._whom(task.about, task)}{what}')} {received}"
        return [line, *_their_words(task), *_ways(task.reach), _code(typed(task)) + _choices(task)]

    def _promise(self, promise: Promise) -> list[str]:
        ahead = (promise.by - self._digest.day).days
        day = {0: "today", 1: "tomorrow"}.get(ahead) or self._forms.day(promise.by)
        told = f"we promised an answer by {day}" if ahead >= 0 else f"**the date has passed**: {day}"
        stop = "; they don't want messages, but their own page shows the date" if promise.about.stopped else ""
        line = f"{self._whom(promise.about)}, {told}{stop}"
        if promise.about.stopped:
            return [line]  # no date is to be agreed on with somebody who wants to hear nothing (R7)
        if promise.news:
            line += "; they've been put off before, so add a note with news or a reason"
        said_now = [_code(command("note", promise.about))] if promise.news else []
        return [line, *_ways(promise.reach), *said_now, _code(command("promise", promise.about, "--by", "DATE"))]

    def _breach(self, breach: Breach) -> list[str]:
        since = (
            f"no word from us since {self._forms.day(local_date(breach.since, self._tz))}"
            if breach.since
            else "no word yet"
        )
        line = f"{self._whom(breach.about)}, {since}"
        return [line, *_ways(breach.reach), _code(command("contacted", breach.about))]

    def _silent(self, silent: Silent) -> list[str]:
        hears = f"will hear {self._when(silent.hears_at)}" if silent.hears_at else "**nothing can be sent to them**"
        since = self._forms.day(local_date(silent.since, self._tz))
        return [f"{self._whom(silent.about)}, no word since {since}, {hears} ({_code(short_id(silent.about))})"]

    def _task(self, task: OpenTask) -> list[str]:
        return [
            f"{_ended(f'{self._whom(task.about, task)}: {self._title(task)}')} {_capital(self._due(task))}.",
            *_their_words(task),
            *_ways(task.reach),
            _code(typed(task)) + _choices(task),
        ]

    def _escalated(self, task: OpenTask) -> list[str]:
        owner = task.owner
        mail = f" ({said(owner.email)})" if owner.email and owner.name else ""
        whose = f"Assigned to {said(owner.shown)}{mail}" if owner.shown else "Not assigned to anyone"
        to = f", escalated to {said(task.escalated_to)}" if self._digest.team and task.escalated_to else ""
        line = f"{_ended(f'{self._whom(task.about)}: {self._title(task)}')} {whose}{to}, {self._due(task)}."
        return [line, *_their_words(task), *_ways(task.reach)]

    def _coming(self, one: Coming) -> list[str]:
        at = max(one.at, self._now)
        when = "now" if one.at <= self._now else _hour(at.astimezone(self._tz), self._forms)
        how = _BY.get(one.channel, f"by {one.channel}")
        return [f"{when} {self._whom(one.about)}: {said(step_words(one.step))} {how} ({_code(short_id(one.about))})"]

    def _whom(self, about: About, task: OpenTask | None = None) -> str:
        job = said(about.job_title) or said(about.job)
        line = f"**{said(about.name)}**{f', {job}' if job else ''}"
        if self._digest.team:
            name = about.recruiter.name or (task.assignee if task else "")
            line += f" (for {said(name)})" if name.strip() else " (no recruiter)"
        if task is not None and task.escalated_at is not None and task.escalated_to.strip():
            line += f" (escalated to {said(task.escalated_to)})"
        return line

    def _title(self, task: OpenTask) -> str:
        return said(self._forms.in_words(task.title), _LONGEST_TITLE)

    def _due(self, task: OpenTask) -> str:
        late = task.due_at < self._now
        return f"**overdue** since {self._when(task.due_at)}" if late else f"due {self._when(task.due_at)}"

    def _when(self, at: datetime) -> str:
        local = at.astimezone(self._tz)
        days = (local.date() - self._digest.day).days
        day = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(days) or self._forms.day(local.date())
        hour = _hour(local, self._forms)
        return f"{day} at {hour}" if days in (-1, 0, 1) else self._forms.at(day, hour)


def notices(conditions: Sequence[Condition], playbook: Playbook, now: datetime) -> list[str]:
    """What kept messages from going out since the digest before, and what does now; times are the company's."""
    day, tz = today(playbook, now), zone(playbook.company.timezone)
    forms = written_in(playbook.company.country)

    def when(at: datetime) -> str:
        local = at.astimezone(tz)
        days = (local.date() - day).days
        if days in (-1, 0):
            return f"{'yesterday at ' if days else ''}{forms.hour(local)}"
        return forms.at(forms.day(local.date()), forms.hour(local))

    return outage_notices(conditions, previous_digest_at(playbook, day), now, when)


def _closing(digest: Digest, now: datetime, tz: ZoneInfo, forms: Written) -> str:
    local = now.astimezone(tz)
    zone_name = local.strftime("%Z")
    where = f"{tz.key} ({zone_name})" if zone_name[:1].isalpha() and zone_name != tz.key else tz.key
    who = "" if digest.team else f" --recruiter {shlex.quote(digest.to.email)}"
    number = len(digest.later) + sum(len(one.pile.later) for one in digest.covered)
    later = f" Due later: {counted(number, 'more task')}." if number else ""
    return "\n".join(
        [
            f"As of {forms.hour(local)}, {where}.{later}",
            "",
            f"- latest version: {_code(f'followup digest{who}')}",
            f"- all open tasks: {_code(f'followup tasks{who}')}",
        ]
    )


def _for_whom(cover: Cover, forms: Written) -> str:
    """The heading of what is somebody else's: `For Kim Park, away until Fri 11 Dec`."""
    heading = f"## For {said(cover.absent.shown)}, away until {forms.day(cover.until)}"
    if cover.left:
        heading = f"## From {said(cover.absent.shown)}, who has left"
    if cover.who is not None and cover.left:
        return f"{heading}\n\nYou've taken over from them: their items are yours now, and you sign their messages."
    if cover.who is not None:
        return f"{heading}\n\nYou're covering for them: their items come to you, and you sign their messages."
    if cover.left:
        whose = shlex.quote(cover.absent.email or cover.absent.name)
        return (
            f"{heading}\n\nNobody has taken over ({said(forms.in_words(cover.gap))}), so this comes here. Use "
            f"{_code(f'followup replace {whose} --by NAME')} to name someone."
        )
    return (
        f"{heading}\n\nNobody is covering ({said(forms.in_words(cover.gap))}), so this comes here. Use "
        f"{_code(f'followup away {shlex.quote(cover.absent.email or cover.absent.name)} --cover NAME')} to name one."
    )


def _back(digest: Digest, tz: ZoneInfo, forms: Written) -> str:
    """What happened while they were away."""
    back = digest.back
    if back is None:
        return ""
    days = f"{forms.day(local_date(back.since, tz))} to {forms.day(local_date(back.until, tz))}"
    by = f", while {said(back.covered_by)} covered for you" if back.covered_by else ""
    rows = [[_happened(one)] for one in back.happened] or [["Nobody wrote, and nothing was sent."]]
    return _section(f"While you were away, {days}", f"What happened with your candidates{by}.", rows, "`followup list`")


def _happened(one: Happened) -> str:
    parts = [f"{counted(one.sent, 'message')} went out"] if one.sent else []
    parts += [f"{counted(one.replies, 'reply', 'replies')} came in"] if one.replies else []
    parts += [f"{counted(one.done, 'task')} done"] if one.done else []
    parts += [_moved(one.moved_to)] if one.moved_to else []
    job = said(one.about.job_title) or said(one.about.job)
    whom = f"**{said(one.about.name)}**{f', {job}' if job else ''}"
    return f"{whom}: {', '.join(parts)} ({_code(f'followup timeline {short_id(one.about)}')})"


def _moved(stage: str) -> str:
    return f"now {stage}" if stage in CLOSED_STAGES else f"now at the {stage} stage"


# ------------------------------------------------------------------------------------------- small words


def _ended(sentence: str) -> str:
    """With a period where it has no end of its own."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _capital(text: str) -> str:
    """Its first letter large, within bold type too."""
    at = len(text) - len(text.lstrip("*"))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def said(text: str, longest: int = _LONGEST) -> str:
    """Something from outside as Markdown that shows it as typed: one line, not too long, nothing hidden in it."""
    kept = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in with_readable_emails(text)
        if c not in _BIDI
    )
    line = " ".join(kept.split())
    return escape_markdown(line if len(line) <= longest else f"{line[: longest - 1]}…")


def _section(heading: str, how: str, rows: Sequence[Sequence[str]], more: str = "`followup tasks`") -> str:
    if not rows:
        return ""
    lines = [f"## {heading}", "", *([how, ""] if how else [])]
    lines += _listed(rows[:SHOWN])
    if len(rows) > SHOWN:
        lines.append(f"- and {len(rows) - SHOWN} more: {more}")
    return "\n".join(lines)


def _listed(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for first, *rest in rows:
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


def _their_words(task: OpenTask) -> list[str]:
    """What they wrote, on a line; of much the beginning."""
    words = said(task.words, _LONGEST_WORDS)
    return [f"“{words}”"] if words else []


def _ways(reach: Mapping[str, str]) -> list[str]:
    """How to reach them; nothing where they are to be left in peace."""
    ways = [said(reach[name]) for name in ("phone", "email") if reach.get(name)]
    return [f"reach them: {' · '.join(ways)}"] if ways else []


def _choices(task: OpenTask) -> str:
    """What may be typed for ANSWER, where the task asks what they meant."""
    *others, last = task.answers or ("",)
    return f" ({', '.join(others)} or {last})" if others else ""


def _code(text: str) -> str:
    """A command as a code span; a fence longer than any run of backticks within."""
    text = "".join(c for c in text if unicodedata.category(c) != "Cc" and c not in _BIDI)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _hour(local: datetime, forms: Written) -> str:
    """`2:00 PM EDT`: whose time it is, also where a line is read alone."""
    return f"{forms.hour(local)} {zone_label(local)}"
