"""Candidates: search as you type, filters that are an address to keep, and what is done with several at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.responses import Response

from desk.access.whom import may_act_for
from desk.http.visits import Visit
from desk.locales.translating import _
from domain.names import FollowUpState, Stage
from domain.people.search_words import terms
from domain.tags import BadTag, tags_in
from domain.views.workload import Colleague

SHOWN: Final = 50
"""Rows of one page."""


@dataclass(frozen=True)
class Found:
    """Who is shown."""

    rows: list[dict[str, Any]]
    of_all: int
    may: Collection[str]
    """Of the rows those for whom the colleague who is logged in may act."""
    asked: Mapping[str, str]
    recruiters: list[Colleague]
    jobs: list[tuple[str, str]]
    tags: list[str]
    problem: str = ""

    @property
    def address(self) -> str:
        """The search as an address."""
        return "/candidates" + (f"?{urlencode(self.asked)}" if self.asked else "")


_FILTERS: Final = ("q", "stage", "state", "job", "recruiter", "tag")


async def candidates(visit: Visit) -> Response:
    """The page; for the page's script its rows alone."""
    found = await visit.read(_found, visit)
    if visit.is_part:
        answer = visit.part("candidate_rows", found=found)
        answer.headers["hx-push-url"] = found.address
        return answer
    return visit.show("candidates", found=found, stages=list(Stage), states=list(FollowUpState))


def _found(visit: Visit) -> Found:
    reader = visit.ledger
    asked = {name: visit.asked(name)[:200] for name in _FILTERS if visit.asked(name)}
    people = [one for one in reader.team.all().people if one.role in ("recruiter", "lead")]
    titles = reader.positions.titles()
    jobs = [(job, titles.get(job, "")) for job in sorted({*titles, *reader.jobs()})]
    wanted: dict[str, Any] = {name: asked[name] for name in ("stage", "state", "job") if name in asked}
    problem = ""
    if (key := asked.get("recruiter")) and (one := reader.team.all().by_key(key)) is not None:
        wanted["recruiter"] = Colleague(one.name, one.email)
    try:
        wanted["tags"] = tags_in(asked.get("tag", ""))
    except BadTag as error:
        problem = f"{error}."
    text = asked.get("q", "")
    if text and not terms(text):
        return Found(
            [], 0, (), asked, _named(people), jobs, reader.tags.all(), _("Type at least one letter or number.")
        )
    if text:
        wanted["search"] = text
    rows = reader.listing(**wanted, limit=SHOWN)
    of_all = reader.how_many(**wanted) if len(rows) == SHOWN else len(rows)
    titled = dict(jobs)
    for row in rows:
        for app in row["applications"]:
            app["title"] = titled.get(app["job"], "")
    may = may_act_for(visit, [row["id"] for row in rows])
    return Found(rows, of_all, may, asked, _named(people), jobs, reader.tags.all(), problem)


def _named(people: Any) -> list[Any]:
    return list(people)
