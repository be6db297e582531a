"""How the command line says things: words for channels, stages and rules, and JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from domain.delivery.retries import PENDING_WORDS
from domain.playbook.step_words import step_words
from domain.state.task_kinds import APPROVE, DOUBT
from domain.time.their_time import their_time
from domain.time.zones import zone
from domain.views.candidate_status import TaskStatus
from domain.views.workload import About, closes
from starter.clean_output import json_clean
from starter.cli.output.width import unfolded
from starter.cli.people import View, lives_by
from starter.wording.candidates import beginning, by, is_timing, plain, reason_words, their_clock, title_words
from starter.wording.instants import now, shown, shown_until


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
