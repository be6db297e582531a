"""`playbook`: the group of its commands, and `show`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import TYPE_CHECKING, Final

import typer

from domain.names import OPEN_STAGES
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.cli.rules.apply import apply, diff
from starter.cli.rules.check import check
from starter.cli.rules.experiments import data_of, lines_of, tests_of
from starter.wording.candidates import by, plain, reason_words
from starter.wording.instants import forms, shown

if TYPE_CHECKING:
    from domain.playbook.model import LimitsForSome, Playbook, Step

playbook = typer.Typer(help="See and change the rules: what's sent when, and in which words.", no_args_is_help=True)
playbook.command()(check)
playbook.command()(diff)
playbook.command()(apply)


@playbook.command()
def show(as_json: AsJson = False) -> None:
    """Show what's in force: its version, since when, and its steps."""
    from domain.messages.template_parsing import refusals
    from domain.playbook.model import Playbook
    from ledger.store import NoPlaybook

    with open_ledger() as ledger:
        in_force = ledger.playbooks.in_force()
        applied = ledger.playbooks.history()[-1:]
        if in_force is None:
            raise NoPlaybook
        version, content = in_force
        rules = Playbook.kept(content, version)
        tests = tests_of(rules, ledger)
    refused = refusals(rules)
    if as_json:
        told = {"version": version, "applied": applied[0] if applied else None, "playbook": content}
        print_json({**told, "refused": refused, "experiments": data_of(tests)})
        return
    since = f", in force since {shown(applied[0]['applied_at'])} ({applied[0]['author']})" if applied else ""
    print(f"Playbook {version} of {content['company']['name']}{since}")
    print("\n".join(rule_lines(rules)))
    if tests:
        print("\n".join(["", *map(plain, lines_of(tests))]))
    if refused:
        print(
            "\nThese messages contain something that isn't allowed. Until you correct them and run `followup "
            "playbook apply`,"
        )
        print("they're sent when possible; the rest become tasks for a recruiter:")
        print("\n".join(f"  {plain(text)}" for text in refused))


def rule_lines(rules: Playbook) -> list[str]:
    """The whole playbook as a colleague would tell it."""
    window, limits = rules.window, rules.limits
    off = ", holidays off" if window.holidays else ""
    days = ", ".join(day.title() for day in window.days).replace("Mon, Tue, Wed, Thu, Fri", "Mon-Fri")
    lines = [
        f"  Email comes from {_sender_words(rules)}.",
        f"  Messages go out {days} {forms().hour(window.open)}-{forms().hour(window.close)} in the candidate's time "
        f"zone{off};",
        f"  at most {limits.per_day} a day and {limits.per_week} in 7 days, {reason_words(str(limits.min_gap))} apart.",
    ]
    lines += [f"  For {plain(str(one.for_))}: {_caps_words(one)}." for one in limits.by_job]
    for stage, of_stage in rules.stages.items():
        longest = reason_words(str(rules.longest_silence(stage)))
        open_stage = stage in OPEN_STAGES or of_stage.max_silence is not None
        lines += ["", f"{stage} (never silent for more than {longest})" if open_stage else str(stage)]
        for some in of_stage.by_job:
            lines.append(
                f"  For {plain(str(some.for_))}: never silent for more than {reason_words(str(some.max_silence))}"
            )
        width = max((len(step.step) for step in of_stage.steps), default=0)
        lines += [f"  {step.step:<{width}}  {step_words(step)}" for step in of_stage.steps]
    return lines


def _caps_words(some: LimitsForSome) -> str:
    said = [f"{some.per_day} a day"] if some.per_day else []
    said += [f"{some.per_week} in 7 days"] if some.per_week else []
    said += [f"{reason_words(str(some.min_gap))} apart"] if some.min_gap else []
    return ", ".join(said)


def _sender_words(rules: Playbook) -> str:
    company = f"{rules.sender.name} <{rules.sender.email}>"
    if rules.sender.from_ == "company":
        return company
    domain = rules.sender.email.rpartition("@")[2]
    return (
        f'the recruiter (as "Kim Park, {rules.company.name}", from their own address at {domain}, else from '
        f"{rules.sender.email}), and from {company} where there's no recruiter"
    )


def step_words(step: Step) -> str:
    """`2 hours after an interview was held, within 24 hours; waits up to 12 hours for a note`"""
    said = [_timing(step)]
    if step.for_:
        said.append(f"only for {plain(str(step.for_))}")
    if step.by:
        said[0] += f", within {reason_words(str(step.by))}"
    if step.to is not None:
        said += _to_colleague(step)
    elif step.manual:
        said.append(f"a task: {step.title}")
    elif step.kind == "nudge":
        said.append("a reminder, until they answer")
    if not step.manual and step.channel != "preferred":
        said.append(by(step.channel))
    if step.hours == "extended":
        said.append(f"any day, {forms().hour(time(8))}-{forms().hour(time(20))}")
    if step.wait_for_note:
        said.append(f"waits up to {reason_words(str(step.wait_for_note))} for a note")
    if step.promises:
        said.append(f"promises an answer within {reason_words(str(step.promises))}")
    if step.approve:
        said.append("a colleague approves it first")
    if step.when:
        said.append(f"only when `{step.when}`")
    return "; ".join(said)


def _to_colleague(step: Step) -> Iterator[str]:
    """`to the interviewers, asking for feedback; again every business day, 2 emails in all; else a task`"""
    asks = {"feedback": ", asking for feedback", "still_employed": ", asking whether they're still employed"}
    yield f"to {_WHOM[step.to or '']}{asks.get(step.question or '', '')}"
    if step.every and step.times:
        yield f"again after {reason_words(str(step.every))} without an answer, {step.times} emails in all"
    if step.title:
        yield f"else a task: {step.title}"


_WHOM: Final = {
    "interviewers": "the interviewers",
    "hiring_manager": "the hiring manager",
    "recruiter": "the recruiter",
}

_ANCHORS: Final = {
    "entered": "they reach the stage",
    "application_received": "they apply",
    "interview_scheduled": "an interview is scheduled",
    "interview_held": "an interview",
    "interview_cancelled": "an interview is canceled",
    "offer_extended": "the offer",
    "reply_received": "their reply",
    "start_date": "the first day",
    "consent": "they agree to stay in touch",
    "came_in": "they are added mid-process",
    "last_contact": "the last contact",
    "interview": "an interview",
    "offer_expiry": "the offer expires",
    "promise": "a promised date",
}


def _timing(step: Step) -> str:
    anchor = _ANCHORS.get(step.after or step.before or "", step.after or "")
    if step.before:
        if step.lead.rough:
            return f"{reason_words(str(step.lead))} before {anchor}"
        return "on the promised day" if step.before == "promise" else f"on the day: {anchor}"
    times = f", {step.times} times" if step.times else ""
    if step.every and step.after == "last_contact":
        return f"every {reason_words(str(step.every))} after {anchor}{times}"
    first = f"{reason_words(str(step.delay))} after {anchor}" if step.delay.rough else f"right after {anchor}"
    return f"{first}, then every {reason_words(str(step.every))}{times}" if step.every else first
