"""Positions: how many are in the running for each, and who they are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, func, select, update

from domain.messages.opening_list import Opening
from domain.names import OPEN_STAGES, FollowUpState
from domain.state.task_kinds import UNPLACED
from ledger.engine import Database
from ledger.instants import shown, to_text
from ledger.keys.columns import fetched, pages
from ledger.schema import applications, candidates, positions, tasks
from ledger.upserts import insert_or_replace

_AT_ONCE: Final = 400
_NOT_OPENED: Final[dict[str, Any]] = {
    "is_open": False, "is_closed": False, "tags": [],
    "department": "", "level": "", "location": "", "employment_type": "", "link": "",
}  # fmt: skip
_OPEN: Final = [str(stage) for stage in OPEN_STAGES]


@dataclass(frozen=True, slots=True)
class PositionHeard:
    """What an ATS says of a position."""

    source: str
    job: str
    is_open: bool
    at: datetime  # when we heard it
    about: Mapping[str, Any] = field(default_factory=dict)  # fields of the position, as `write` takes them


class Positions:
    """Asks about positions. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[dict[str, Any]]:
        """{job, title, open, closed, stages, recruiters, next_at} of every position, by id.

        `stages` says how many stand in each; `next_at` is the next contact to anybody in the running.
        """
        a, c = applications.c, candidates.c
        counts = select(a.job_id, a.stage, a.recruiter, func.count().label("many"))
        # Candidates first, in the order in which both lie: SQLite keeps to it in an outer join, and is at it a third of
        # the time that it needs to look up each application's candidate.
        waiting = (
            select(a.job_id, func.min(c.next_at).label("next_at"))
            .join_from(candidates, applications, a.candidate_id == c.candidate_id, isouter=True)
            .where(a.stage.in_(_OPEN), c.state != str(FollowUpState.CLOSED))
            .group_by(a.job_id)
        )
        stages: defaultdict[str, dict[str, int]] = defaultdict(dict)
        recruiters: defaultdict[str, set[str]] = defaultdict(set)
        with self._database.reading() as connection:
            for row in connection.execute(counts.group_by(a.job_id, a.stage, a.recruiter)):
                stages[row.job_id][row.stage] = stages[row.job_id].get(row.stage, 0) + row.many
                if row.stage in _OPEN:
                    recruiters[row.job_id] |= {row.recruiter} - {""}
            next_at = {row.job_id: row.next_at for row in connection.execute(waiting)}
        titles, about = self.titles(), self.about()
        return [
            {
                "job": job,
                "title": titles.get(job, ""),
                "open": sum(many for stage, many in stages[job].items() if stage in _OPEN),
                "closed": sum(many for stage, many in stages[job].items() if stage not in _OPEN),
                "stages": stages[job],
                "recruiters": sorted(recruiters[job]),
                "next_at": shown(next_at.get(job)),
                **(about.get(job) or _NOT_OPENED),
            }
            for job in sorted({*stages, *titles})
        ]

    def titles(self) -> dict[str, str]:
        """What each position is called: as a colleague opened it, else as somebody applied for it."""
        somebody = select(func.max(applications.c.candidate_id)).group_by(applications.c.job_id)
        views = select(candidates.c.view).where(candidates.c.candidate_id.in_(somebody))
        with self._database.reading() as connection:
            known = {app["job"]: app["title"] for row in fetched(connection, views) for app in _theirs(row["view"])}
            named = connection.execute(select(positions).where(positions.c.title != ""))
            return known | {row.job_id: row.title for row in named}

    def openings(self) -> list[Opening]:
        """What messages may name now (S18)."""
        return self._database.asked(open_ones)

    def about(self) -> dict[str, dict[str, Any]]:
        """Of those that were opened: {is_open, is_closed, department, level, location, employment_type, tags, link}."""
        names = [name for name in _ABOUT if name != "title"]
        with self._database.reading() as connection:
            rows = connection.execute(select(positions)).mappings()
            return {
                row["job_id"]: {
                    "is_open": bool(row["is_open"]),
                    "is_closed": row["closed_at"] is not None,
                    "tags": json.loads(row["tags"]),
                }
                | {name: row[name] for name in names}
                for row in rows
            }

    def mark_unplaced(self, standings: Mapping[str, list[dict[str, str]]], candidate_ids: Sequence[str]) -> None:
        """Add `unplaced` to the applications whose stage nobody could read, and nobody has said since."""
        t = tasks.c
        query = select(t.candidate_id, t.application_id).where(t.candidate_id.in_(candidate_ids))
        with self._database.reading() as connection:
            asked = {tuple(row) for row in connection.execute(query.where(t.kind == UNPLACED, t.closed_at.is_(None)))}
        for ident in candidate_ids:
            for row in standings.get(ident, ()):
                if (ident, row["application_id"]) in asked:
                    row["unplaced"] = "yes"

    def opened_as(self, job: str) -> str:
        """What a colleague called it as they opened it; empty where nobody did."""
        with self._database.reading() as connection:
            found = connection.execute(select(positions.c.title).where(positions.c.job_id == job)).scalar()
            return str(found or "")

    def people(self, job: str) -> list[dict[str, Any]]:
        """{id, name, stage, state, since, last_word_at, next, recruiter, peace} of everybody who applied for it."""
        c = candidates.c
        theirs = select(applications.c.candidate_id).where(applications.c.job_id == job)
        query = select(c.candidate_id, c.name, c.state, c.view, c.snapshot).where(c.candidate_id.in_(theirs))
        with self._database.reading() as connection:
            rows = (row for page in pages(connection, query.order_by(c.candidate_id), _AT_ONCE) for row in page)
            return [one for row in rows for one in _people(row, job)]


_ABOUT: Final = ("title", "department", "level", "location", "employment_type", "link")


def open_ones(connection: Connection) -> list[Opening]:
    """What messages may name now (S18)."""
    query = select(positions).where(positions.c.is_open).order_by(positions.c.opened_at, positions.c.job_id)
    return [_opening(row) for row in connection.execute(query).mappings()]


def _opening(row: RowMapping) -> Opening:
    about = {name: str(row[name]) for name in _ABOUT}
    return Opening(row["job_id"], tags=tuple(json.loads(row["tags"])), opened_at=row["opened_at"], **about)


def write(connection: Connection, job: str, about: Mapping[str, Any], author: str, at: datetime) -> None:
    """Note that there is an open position. What isn't told of it stays as it was; it counts as opened anew where it was
    closed, or never open.
    """
    before = _known(connection, job)
    told = {name: str(about[name]) for name in _ABOUT if about.get(name) is not None}
    tags = json.dumps(list(about["tags"])) if about.get("tags") is not None else str(before.get("tags", "[]"))
    was_open = bool(before.get("is_open"))
    row: dict[str, Any] = {name: str(before.get(name, "")) for name in (*_ABOUT, "ats_says")} | told
    row["ats_said_at"] = before.get("ats_said_at")
    row |= {"job_id": job, "tags": tags, "is_open": True, "closed_at": None, "closed_by": ""}
    row |= {
        name: before[name] if was_open else now for name, now in (("opened_at", to_text(at)), ("opened_by", author))
    }
    insert_or_replace(connection, positions, [row])


def close(connection: Connection, job: str, author: str, at: datetime) -> bool:
    """Have no message name it any more. False where it wasn't open."""
    values = {"is_open": False, "closed_at": to_text(at), "closed_by": author}
    which = (positions.c.job_id == job) & positions.c.is_open
    return connection.execute(update(positions).where(which).values(**values)).rowcount > 0


def hear(connection: Connection, heard: PositionHeard) -> None:
    """What an ATS says of a position. It repeats itself with every change of whatever field: only what is another word
    than its last one opens or closes anything, so that a colleague's word stands until then.
    """
    before, at = _known(connection, heard.job), to_text(heard.at)
    if before and (before["ats_said_at"] or "") > at:
        return  # told late: something newer was heard
    says = "open" if heard.is_open else "closed"
    is_news = before.get("ats_says", "") != says
    if heard.is_open and (before.get("is_open") or (is_news and (heard.about.get("title") or before.get("title")))):
        write(connection, heard.job, heard.about, heard.source, heard.at)
    elif not heard.is_open and is_news:
        if not before:  # it is on record as closed, should an older word come late
            write(connection, heard.job, {"title": "", **heard.about}, heard.source, heard.at)
        close(connection, heard.job, heard.source, heard.at)
    told = {"ats_says": says, "ats_said_at": at}
    connection.execute(update(positions).where(positions.c.job_id == heard.job).values(**told))


def _known(connection: Connection, job: str) -> Mapping[str, Any]:
    row = connection.execute(select(positions).where(positions.c.job_id == job)).mappings().first()
    return dict(row) if row is not None else {}


def _theirs(view: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(view)["applications"]
    return found


def _people(row: Mapping[str, Any], job: str) -> list[dict[str, Any]]:
    """The person's row for each application for the job: as a rule one."""
    view, snapshot = json.loads(row["view"]), json.loads(row["snapshot"])
    applied = {app["application_id"]: app.get("applied_at") for app in snapshot.get("applications") or ()}
    coming, job_of = view["next"], {app["id"]: app["job"] for app in view["applications"]}
    return [
        {
            "id": row["candidate_id"],
            "name": row["name"],
            "stage": app["stage"],
            "state": row["state"],
            "since": app["since"],
            "last_word_at": app["last_contact_at"],
            "waits_since": _iso(app["last_contact_at"] or applied.get(app["id"]) or app["since"]),
            "next": coming and {**coming, "job": job_of.get(coming["application_id"], "")},
            "recruiter": app["recruiter"],
            "left_in_peace": bool(view.get("peace") or view.get("doubted_since")),
        }
        for app in view["applications"]
        if app["job"] == job
    ]


def _iso(at: str) -> str:
    """As every other instant stands there, with an offset in digits."""
    return datetime.fromisoformat(at).isoformat()
