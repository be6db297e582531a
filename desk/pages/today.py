"""Today: what waits for whoever is logged in, the most urgent first, each where it can be done at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from starlette.responses import Response

from desk.access.roles import colleague, is_them
from desk.access.whom import may_act_for
from desk.acts.outcome import closed_by
from desk.http.pressed_words import pressed
from desk.http.visits import Visit
from desk.locales.translating import _
from domain.people.team import LEAD
from domain.state.task_kinds import ANSWER, APPROVE, DOUBT, ERASURE, FEEDBACK
from domain.views.workload import OpenTask, Promise, Silent, Workload, most_urgent_first
from starter.sending import sending

SHOWN: Final = 60
"""Tasks on the page: nobody does more on a morning, and what is done makes room."""

_TOLD_THERE: Final = (
    "offer", "promise", "news", "silence", "startdate", "zone", "unplaced", "cancelled", "jobclosed",
)  # fmt: skip
"""Kinds of tasks that a plain "done" doesn't settle (`domain.views.workload.closes`)."""

_SOON: Final = timedelta(days=1)


def place_of(task: str) -> str:
    """The id of a task's article."""
    return f"task-{''.join(c if c.isalnum() else '-' for c in task)}"


@dataclass(frozen=True)
class Item:
    """One task as it is shown."""

    task: OpenTask
    overdue: bool
    covers_for: str = ""
    may: bool = True
    """May whoever is logged in settle it? Else it is shown, and nothing to press."""

    @property
    def kind(self) -> str:
        """Which box it gets: to answer, what they meant, a yes or a no, or anything else that is done."""
        if self.task.answers:
            return "meant"
        if self.task.kind == FEEDBACK:
            return ANSWER
        return self.task.kind if self.task.kind in (ANSWER, APPROVE, ERASURE) else "task"

    @property
    def is_done_there(self) -> bool:
        """Is it finished by something that is told on the candidate's own page?"""
        return self.task.kind in _TOLD_THERE

    @property
    def place(self) -> str:
        """The id of its article, which a page's script puts answers into."""
        return place_of(self.task.task)


@dataclass(frozen=True)
class Day:
    """What stands on the page."""

    items: Sequence[Item]
    more: int
    later: int
    promises: Sequence[Promise]
    silent: Sequence[Silent]
    counts: Mapping[str, int]
    whose: str
    notice: str
    is_new: bool
    """Has nobody been brought in yet?"""


async def today(visit: Visit) -> Response:
    """The page. `?whose=all` has everybody's tasks, which is where leads and teams of one begin."""
    return visit.show("today", day=await visit.read(_day, visit), whole=True)


def _day(visit: Visit) -> Day:
    work = visit.ledger.workload(coming_before=visit.now + _SOON)
    whose = visit.asked("whose") or ("all" if visit.who.by_login or not _has_own(visit, work) else "mine")
    put_off = visit.ledger.desk.later(visit.who.key, visit.now)
    theirs = [task for task in most_urgent_first(work.tasks) if whose == "all" or _is_theirs(visit, task, work)]
    open_ones = [task for task in theirs if task.task not in put_off]
    may = may_act_for(visit, {task.about.candidate_id for task in open_ones[:SHOWN]})
    items = [_item(task, work, visit, may) for task in open_ones]
    promises = [one for one in work.promises if whose == "all" or _is_of(visit, one)]
    silent = [one for one in work.silent if whose == "all" or is_them(visit.who, one.about.recruiter)]
    return Day(
        items=items[:SHOWN],
        more=max(len(items) - SHOWN, 0),
        later=len(theirs) - len(items),
        promises=sorted(promises, key=lambda one: one.by)[:20],
        silent=silent[:20],
        counts={
            "answers": sum(item.task.kind == ANSWER for item in items),
            "doubts": sum(item.task.kind == DOUBT for item in items),
            "approvals": sum(item.kind == APPROVE for item in items),
            "tasks": len(items),
            "overdue": sum(item.overdue for item in items),
        },
        whose=whose,
        notice=pressed(sending(visit.ledger, visit.now).sentence()),
        is_new=not theirs and not visit.ledger.how_many(),
    )


def _item(task: OpenTask, work: Workload, visit: Visit, may: Collection[str]) -> Item:
    cover = task.covered(work.team, visit.now)
    covers = cover is not None and cover.acts is not None and cover.acts.key == visit.who.key
    me = colleague(visit.who)
    theirs = task.about.candidate_id in may or task.is_of(me.email) or task.is_of(me.name)
    return Item(task, task.due_at < visit.now, task.owner.shown if covers else "", theirs)


def _is_theirs(visit: Visit, task: OpenTask, work: Workload) -> bool:
    """Is it theirs, escalated to them, or of somebody for whom they stand in? What belongs to nobody is a lead's."""
    me = colleague(visit.who)
    if task.is_of(me.email) or task.is_of(me.name):
        return True
    cover = task.covered(work.team, visit.now)
    if cover is not None and cover.acts is not None and cover.acts.key == visit.who.key:
        return True
    return not task.owner.shown and visit.who.role == LEAD


def _is_of(visit: Visit, promise: Promise) -> bool:
    return is_them(visit.who, promise.about.recruiter)


def _has_own(visit: Visit, work: Workload) -> bool:
    """Has anything to do with them at all? Who has nothing of their own would see an empty page."""
    return any(_is_theirs(visit, task, work) for task in work.tasks)


async def tally(visit: Visit) -> Response:
    """`GET /tally?whose=…&shown=…`: how much is left, after an act and once a minute; and of what is shown, what a
    colleague has done meanwhile.
    """
    return visit.part("tally_now", day=await visit.read(_day, visit), gone=await visit.read(_gone, visit), poll=True)


def _gone(visit: Visit) -> list[tuple[str, str]]:
    """Of the tasks on the page those that aren't open any more: their place, and who was that."""
    shown_ones = [one for one in visit.request.query_params.getlist("shown") if one][:SHOWN]
    found = []
    for ident in shown_ones:
        row = visit.ledger.task(ident)
        if row is None:
            found.append((place_of(ident), _("This task isn't there any more.")))
        elif row["closed_at"]:
            entries = visit.ledger.timeline(row["candidate_id"])
            found.append((place_of(ident), closed_by(entries, row, visit.who.author)))
    return [one for one in found if one[1]]


async def take_up(visit: Visit) -> Response:
    """`POST /later`: have everything on the list again that was put off."""
    await visit.read(visit.ledger.desk.take_up, visit.who.key)
    return visit.redirect("/")


async def words_of_approval(visit: Visit) -> Response:
    """`GET /waits/<task>`: the message that waits for a yes, as it would be read."""
    from desk.acts.waiting import message_of

    words, problem, when = await visit.read(message_of, visit, visit.request.path_params["task"])
    return visit.part("letter", words=words, problem=problem, when=when)
