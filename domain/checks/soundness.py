"""Would a playbook work? What its rules can never do, and what a look is worth (for `playbook check`).

Schema and messages are checked elsewhere (`domain.playbook.model`, `domain.messages.render`, `domain.lint.engine`).
Here is what is well formed and yet cannot happen, or leaves people in silence. Errors forbid that it is put in force;
hints do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from domain.checks import audiences as audience_checks
from domain.checks import experiments as experiment_checks
from domain.checks import identity as identity_checks
from domain.checks import timing as timing_checks
from domain.checks import windows as window_checks
from domain.checks.certainties import known
from domain.lint.surveys import survey_complaints
from domain.messages.files import files_of
from domain.names import CAME_IN, CLOSED_STAGES, OPEN_STAGES, Stage
from domain.playbook.conditions import can_hold, case_of, waits_of
from domain.playbook.model import LAST_CONTACT, Playbook, StageRules, Step

FILE: Final = "playbook.yaml"


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in the rules that cannot work, or (`hint`) that somebody should look at."""

    place: str
    text: str
    hint: bool = False

    def __str__(self) -> str:
        return self.at(0)

    def at(self, line: int) -> str:
        """The sentence, with the line of the file in which the place stands; 0 where that is not known."""
        file = "" if self.place.startswith("messages/") else f"{FILE}, {f'line {line}, ' if line else ''}"
        return f"{file}{self.place}: {self.text}{'' if self.text[-1] == '?' else '.'}"


def flaws(playbook: Playbook, today: date) -> list[Flaw]:
    """Everything that is wrong with the rules, errors first; `today` is where the look at the calendar begins."""
    found = [Flaw(*said) for said in identity_checks.of_identity(playbook)]
    found += [Flaw(one.place, one.message.rstrip(".")) for one in survey_complaints(playbook)]
    found += [Flaw(*said) for said in audience_checks.of_audiences(playbook)]
    found += [Flaw(*said) for said in experiment_checks.of_experiments(playbook)]
    seen: set[int] = set()
    said = {(flaw.place, flaw.text) for flaw in found}
    for whom, kind in audience_checks.kinds_of(playbook):
        view = playbook.for_profile(kind)
        if id(view) in seen:
            continue
        seen.add(id(view))
        for flaw in _of_rules(view, today):
            if (flaw.place, flaw.text) not in said:  # what is so for everybody is said once
                said.add((flaw.place, flaw.text))
                found.append(
                    flaw if not whom or "(for " in flaw.place else replace(flaw, place=f"{flaw.place} (for {whom})")
                )
    return sorted(dict.fromkeys(found), key=lambda flaw: flaw.hint)


def _of_rules(playbook: Playbook, today: date) -> Iterator[Flaw]:
    """What is wrong with the rules of one kind of application."""
    yield from (Flaw(*said) for said in window_checks.of_windows(playbook, today))
    for stage, rules in playbook.stages.items():
        unreachable = _unreachable(stage, rules)
        for step in rules.steps:
            place = f"stages.{stage}, step {step.step}{f' (for {step.for_})' if step.for_ else ''}"
            if step.step in unreachable:
                yield Flaw(place, unreachable[step.step])
                continue
            yield from (Flaw(place, text) for text in _conditions(stage, step, rules))
            yield from (Flaw(place, *said) for said in timing_checks.of_step(playbook, stage, step))
            yield from (Flaw(place, *said) for said in _messages(playbook, step))
    yield from (Flaw(f"stages.{stage}", *said) for stage, said in _silences(playbook))


# ---------------------------------------------------------------- what cannot happen

_INTERVIEWS: Final = ("interview_scheduled", "interview_held", "interview_cancelled")


def _unreachable(stage: Stage, rules: StageRules) -> dict[str, str]:
    """The steps that can never fall due, each with why and what to do."""
    found: dict[str, str] = {}
    steps = {step.step: step for step in rules.steps}
    for name, step in steps.items():
        if why := _impossible_anchor(stage, step):
            found[name] = why
        elif ring := _ring(name, steps):
            found[name] = f"{' comes after '.join(ring)}: none of them can be first; let one of them follow an event"
        elif step.kind == "nudge" and step.after in steps and steps[step.after].manual:
            found[name] = (
                f"a nudge follows a message that was sent, and {step.after} is a task for a person; "
                f"let it follow a message, or make it `kind: update`"
            )
    for _ in steps:  # whatever comes after one that cannot happen
        for name, step in steps.items():
            if name not in found and step.after in found:
                found[name] = f"it comes after {step.after}, which can never happen; fix that first"
    return found


def _ring(name: str, steps: dict[str, Step]) -> list[str]:
    """The circle of `after:` in which the step stands, from itself back to itself; empty where it stands in none."""
    way = [name]
    while (after := steps[way[-1]].after) in steps and after is not None:
        way.append(after)
        if after == name:
            return way
        if after in way[:-1]:
            return []  # it leads into a circle, which its own steps are told of
    return []


def _impossible_anchor(stage: Stage, step: Step) -> str:
    """Why what the step hangs on cannot happen in this stage; empty where it can."""
    word = step.after or step.before or ""
    closed = stage in CLOSED_STAGES
    if word == "interview" or word in _INTERVIEWS:
        if closed:
            return f"there are no interviews in stage {stage}, so this never happens; move the step to another stage"
        if stage in (Stage.PROSPECT, Stage.APPLIED) and word != "interview_held":
            return (
                f"an interview moves them from {stage} to stage interview, so this never happens here; "
                "move the step to stages.interview"
            )
    if word in ("offer_extended", "offer_expiry") and stage is not Stage.OFFER:
        return "an offer moves them to stage offer, so this never happens here; move the step to stages.offer"
    if word == "start_date" and stage is not Stage.HIRED:
        return "a first day of work is only known in stage hired; move the step to stages.hired"
    if step.before == "promise" and closed:
        return f"a promise ends with the decision, so in stage {stage} there is none; remove the step"
    if word == CAME_IN and stage not in OPEN_STAGES:
        return f"candidates who come in at stage {stage} get no messages, so this never happens; remove the step"
    if word == "application_received" and closed:
        return f"nobody applies in stage {stage}; let the step come after `entered`"
    return ""


def _conditions(stage: Stage, step: Step, rules: StageRules) -> Iterator[str]:
    asks = any((one.asks or one.kind == "nudge") and not one.manual for one in rules.steps)
    if waits_of(step.when) and not asks:
        said = f"its condition {step.when!r} waits for an answer, and no message of the stage asks for one"
        yield f"{said}; mark the one that does with `asks: true`"
    elif not can_hold(step.when, known(stage, step)):
        why = ", ".join(f"{'' if value else 'not '}{word}" for word, value in sorted(_said(stage, step).items()))
        here = f" (here is always: {why})" if why else ""
        yield f"its condition {step.when!r} can never hold{here}; change or remove `when:`"


def _said(stage: Stage, step: Step) -> dict[str, bool]:
    return {word: value for word, value in known(stage, step).items() if word in step.when}


# ---------------------------------------------------------------- what would be silent

_FOUR_WEEKS: Final = timedelta(days=28)
_ALWAYS: Final = "note or not note"
_STEP: Final = Step(step="none", after=LAST_CONTACT, message="none")


def _silences(playbook: Playbook) -> Iterator[tuple[Stage, tuple[str, bool]]]:
    """Open stages that can fall silent (R1), and those that cannot keep a promise (R2)."""
    for stage in OPEN_STAGES:
        rules = playbook.stages.get(stage)
        if rules is None or not rules.steps:
            text = "the stage has no steps, so candidates in it hear nothing and a recruiter gets a task; add some"
            yield stage, (text, True)
            continue
        unreachable = _unreachable(stage, rules)
        steps = [s for s in rules.steps if s.step not in unreachable]
        if not any(s.before == "promise" for s in steps):
            text = "no step keeps a promised date; add one with `before: promise` and `when: promise_open`"
            yield stage, (text, True)
        if stage is not Stage.PROSPECT and not any(s.after == CAME_IN for s in steps):
            text = (
                "candidates who come in midway, from a file or an ATS, are not told where they stand; add a step with "
                "`after: came_in` and `promises:`"
            )
            yield stage, (text, True)
        if stage is Stage.PROSPECT:
            continue  # they owe the answer; after the last nudge there is silence by design (S2)
        longest = playbook.longest_silence(stage)
        again = [s for s in steps if s.after == LAST_CONTACT and s.every is not None and not s.manual]
        updates = [s for s in again if s.kind == "update"]
        if not updates:
            text = (
                f"nothing is sent repeatedly, so they'd hear nothing for more than {longest}; "
                f"add an update with `after: last_contact` and `every: {longest}`"
            )
            yield stage, (text, False)
            continue
        lasting = [s for s in again if s.times is None or s.every is None or s.every.rough * s.times >= _FOUR_WEEKS]
        lasting += [s for s in steps if s.kind == "nudge"]  # while they owe us an answer they are reminded
        facts = known(stage, _STEP) | {"interview_upcoming": False}
        nobody = " and ".join(f"not ({s.when or _ALWAYS})" for s in lasting)
        case = case_of(nobody, facts, stage_is_open=True) if lasting else {}
        if case is not None:
            whom = ", ".join(f"{'' if value else 'not '}{word}" for word, value in case.items())
            then = f"where they are: {whom}" if whom else "once the last of them has gone"
            yield stage, (f"no update goes out {then}; add one, or make sure you mean it", True)


# ---------------------------------------------------------------- what has no words


def _messages(playbook: Playbook, step: Step) -> Iterator[tuple[str, bool]]:
    for name in step.messages if not step.manual else ():
        yield from _files(playbook, step, name)
    for name in step.messages if step.to is not None else ():
        if not playbook.has_message(name, sms=False):
            yield f"it goes to a colleague by email, and there is no file messages/{name}.md; write one", False


def _files(playbook: Playbook, step: Step, name: str) -> Iterator[tuple[str, bool]]:
    mail, text = playbook.has_message(name, sms=False), playbook.has_message(name, sms=True)
    if step.channel == "sms" and not text:
        yield f"it goes by text, and there is no file messages/{name}.sms.txt; write one, or change the channel", False
    elif step.channel == "email" and not mail:
        yield f"it goes by email, and there is no file messages/{name}.md; write one, or change the channel", False
    elif step.channel == "preferred" and not mail:
        said = f"there is no file messages/{name}.md, so candidates who can't be texted get nothing"
        yield f"{said}; write one, or let it go by `channel: sms`", False
    if step.channel == "sms" and text:
        files = files_of(playbook, name).values()
        texts = {p.variant for p in files if p.sms}
        for letter in sorted({p.variant for p in files if not p.sms} - texts):
            said = (
                f"variant {letter} has no text: write messages/{name}.{letter}.sms.txt, or remove the email's variant"
            )
            yield said, True
