"""What came of `enroll`, as it is told: people and applications counted apart, and every line that needs a look."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import typer

from starter.cli.errors import FAILED, Failed
from starter.cli.output.formatting import next_words, print_json
from starter.cli.people import View
from starter.importing.telling import Told
from starter.wording.candidates import plain

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from domain.forecast.coming_in import AlreadySilent
    from domain.forecast.first_weeks import FirstWeeks
    from starter.importing import Enrolment, Problem

_NAMED = 10
"""So many are named who are here already."""

_ALIKE = 3
_DIGITS = "has the wrong number of digits"
_SHOWN = 50
"""So many different faults are printed; `--json` has all."""


@dataclass
class Score(Told):
    """What came of it."""

    bad: list[Problem] = field(default_factory=list)
    silent: list[AlreadySilent] = field(default_factory=list)  # of a dry run: who would come in silent for too long
    taken_up: bool = True
    view: View | None = None
    sent: Sequence[dict[str, Any]] = ()  # to the one person, meanwhile
    stood: int = 0  # where the one person's record ended before
    single: bool = False  # one person, typed at the command line: no line numbers
    left_out: list[Problem] = field(default_factory=list)  # cells
    about: list[str] = field(default_factory=list)  # the file as a whole
    sharing: list[Problem] = field(default_factory=list)  # a number with somebody else
    again: list[int] = field(default_factory=list)  # lines of those who apply again
    closed: list[Enrolment] = field(default_factory=list)  # those of them who stay closed, and are open in the file
    present: list[Enrolment] = field(default_factory=list)  # lines about those who are here with that application
    ahead: list[FirstWeeks] = field(default_factory=list)  # of a dry run
    zone: ZoneInfo | None = None


def tell_problems(problems: Sequence[Problem]) -> None:
    for text, numbers in _grouped(problems).items():
        print(f"{_lines(numbers)}: {plain(text)}", file=sys.stderr)


def _grouped(problems: Sequence[Problem]) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for problem in problems:
        lines.setdefault(problem.text, []).append(problem.line)
    return lines


def _alike(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Numbers that all have too few digits, as the first of them: a column of local numbers is one thing to settle."""
    first: dict[str, Problem] = {}
    for one in problems:
        first.setdefault(_masked(one.text), one)
    many = Counter(_masked(one.text) for one in problems)
    return [
        replace(one, text=first[key].text.replace("' has", "', like the others, has", 1))
        if _DIGITS in one.text and many[key := _masked(one.text)] > _ALIKE
        else one
        for one in problems
    ]


def _masked(text: str) -> str:
    return re.sub(r"'[^']*'", "'…'", text, count=1)


def tell_grouped(problems: Sequence[Problem], what: str) -> None:
    """The same of many lines once, with their numbers."""
    if lines := _grouped(_alike(problems)):
        print(f"{what}:", file=sys.stderr)
    for text, numbers in list(lines.items())[:_SHOWN]:
        print(f"  {_lines(numbers)}: {plain(text)}", file=sys.stderr)
    if len(lines) > _SHOWN:
        print(f"  and {len(lines) - _SHOWN} more; --json lists all", file=sys.stderr)


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    shown = ", ".join(map(str, numbers[:5]))
    return f"lines {shown}" + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")


def finish(score: Score, *, dry_run: bool, as_json: bool) -> None:
    """Say what came of it; exit 1 where some lines were bad."""
    for line in score.about:
        print(plain(line), file=sys.stderr)
    if not score.single:
        tell_grouped(score.left_out, "Cells left out")
        tell_grouped(score.sharing, "Shared numbers")
        score.notes += [f"line {line}: an application after a rejection; it starts over" for line in score.again]
    else:
        score.notes += [f"line 1: {problem.text}" for problem in (*score.left_out, *score.sharing)]
    for line in score.notes:
        print(plain(line if not score.single else line.partition(": ")[2]) + ".", file=sys.stderr)
    from starter.cli.tell.coming_in import silent_json, silent_lines

    _tell_present(score)
    counts = {
        "enrolled": len(set(score.enrolled)),
        "applications": len(score.enrolled),
        "already_here": len(set(score.here)),
        "bad": len(score.bad),
    }
    if as_json:
        silent = {"silent": silent_json(score.silent)} if dry_run else {}
        print_json(_as_json(score, counts, dry_run=dry_run) | silent)
    else:
        verb = "would enroll" if dry_run else "enrolled"
        many = f"{counts['enrolled']}"
        if counts["applications"] != counts["enrolled"]:
            many += f" ({counts['applications']} applications)"
        print(f"{verb} {many}, {counts['already_here']} already here, {counts['bad']} with errors")
        for line in silent_lines(score.silent):
            print(line)
        if score.ahead and score.zone:
            from starter.cli.tell.first_weeks import words

            for line in words(score.ahead, score.zone):
                print(line)
        if not score.taken_up:
            print("No worker has picked them up yet; start one with `followup up` or `followup worker`.")
        elif score.single and score.view:
            from starter.cli.tell.signals import sent_words

            print(" ".join(part for part in (sent_words(score.sent), next_words(score.view)) if part))
    if score.bad:
        if not score.enrolled and not score.here:
            raise Failed("No line could be used; correct the file and run the command again.")
        raise typer.Exit(FAILED)


def _as_json(score: Score, counts: dict[str, int], *, dry_run: bool) -> dict[str, Any]:
    made = {
        **counts,
        "dry_run": dry_run,
        "in_effect": score.taken_up,
        "joined": score.joined,
        "errors": _rows(score.bad),
        "left_out": _rows(score.left_out),
        "sharing": _rows(score.sharing),
        "notes": score.about,
    }
    if dry_run and score.zone:
        from starter.cli.tell.first_weeks import as_json

        made |= as_json(score.ahead, score.zone)
    return made


def _rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"line": problem.line, "message": problem.text} for problem in problems]


def _tell_present(score: Score) -> None:
    """Who is here already with that application, by name where they are few."""
    if score.single:
        return
    if score.present:
        print(plain(f"Already here with that application: {_names(score.present)}."), file=sys.stderr)
    if score.closed:
        said = f"Already closed here, so they stay closed: {_names(score.closed)}. "
        said += "For anyone who has applied again since, give the day in applied_at."
        print(plain(said), file=sys.stderr)


def _names(people: Sequence[Enrolment]) -> str:
    names = list(dict.fromkeys(one.name for one in people))
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
