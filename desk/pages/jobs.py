"""Jobs: how many stand where, who waits longest, and who is in the running for one of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from starlette.responses import Response

from desk.http.visits import Visit
from desk.locales.translating import _
from desk.pages.feedback import marks_of
from domain.names import OPEN_STAGES
from domain.people.team import MANAGER

_ORDER: Final = [str(stage) for stage in reversed(OPEN_STAGES)]
_A_WHILE: Final = timedelta(days=1)
SHOWN: Final = 200


def job_path(ident: str) -> str:
    """The address of a job's page. Browsers take dots out of a path, so an id with such a part stands in a question."""
    dotted = {".", ".."} & set(ident.split("/"))
    return f"/jobs?job={quote(ident, safe='')}" if dotted else f"/jobs/{quote(ident)}"


async def jobs(visit: Visit) -> Response:
    """The page; `?job=…` is one of them."""
    if visit.asked("job"):
        return await job(visit)
    rows = await visit.read(visit.ledger.positions.all)
    theirs = await visit.read(_of_manager, visit)
    rows = rows if theirs is None else [row for row in rows if row["job"] in theirs]
    everything = bool(visit.asked("all"))
    shown = [row for row in rows if everything or row["open"] or not row["stages"]]
    for row in shown:
        row["path"] = job_path(row["job"])
        row["standing"] = [(stage, row["stages"][stage]) for stage in _ORDER if stage in row["stages"]]
    shown.sort(key=lambda row: (-row["open"], row["job"]))
    return visit.show("jobs", rows=shown, closed=len(rows) - len(shown), everything=everything)


async def job(visit: Visit) -> Response:
    """`/jobs/<id>`."""
    ident = visit.request.path_params.get("job") or visit.asked("job")
    people = await visit.read(visit.ledger.positions.people, ident)
    titles = await visit.read(visit.ledger.positions.titles)
    theirs = await visit.read(_of_manager, visit)
    if (not people and ident not in titles) or (theirs is not None and ident not in theirs):
        return visit.show("nobody", 404, title=_("No such job"), words=_("There is no job with this id."))
    running = sorted((one for one in people if one["stage"] in _ORDER), key=_by_stage)
    for one in running:
        one["waits"] = not one["left_in_peace"] and visit.now - _instant(one["waits_since"]) >= _A_WHILE
    ended = [one for one in people if one["stage"] not in _ORDER]
    return visit.show(
        "job", job=ident, name=titles.get(ident, ""), running=running[:SHOWN], more=len(running) - len(running[:SHOWN]),
        ended=len(ended),
    )  # fmt: skip


def _of_manager(visit: Visit) -> set[str] | None:
    """The jobs that a hiring manager has to do with; None for those who see all."""
    if visit.who.role != MANAGER:
        return None
    found: set[str] = visit.ledger.of_colleague.jobs(marks_of(visit.who))
    return found


def _by_stage(one: dict[str, Any]) -> tuple[int, datetime, str]:
    return _ORDER.index(one["stage"]), _instant(one["waits_since"]), one["id"]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
