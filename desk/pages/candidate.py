"""One candidate: where they stand, what comes next and why, everything on record, and what can be done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from starlette.responses import HTMLResponse, Response

from desk.access.roles import may_act
from desk.http.guard import LETTER_CSP
from desk.http.pressed_words import pressed
from desk.http.visits import Visit
from desk.locales.translating import _
from domain.names import CLOSED_STAGES, Stage
from domain.people.team import LEAD, MANAGER, RECRUITER, Member
from domain.time.zones import zone, zone_named
from domain.views.candidate_status import CandidateStatus
from domain.views.workload import OpenTask
from starter.sending import finding_line, sending
from starter.wording.candidates import reason_words
from starter.wording.entries import UNTIL, says_why, told, whole_story

AHEAD: Final = 5
"""Messages that are shown as coming."""

ENTRIES: Final = 200
"""The latest entries of the record on the page; `?all=1` has them all."""

_SOME_WEEKS: Final = timedelta(weeks=3)

_TAKES_BACK: Final = ("cli", "desk")
_NEVER: Final = ("taken_back", "redacted", "application_received", "candidate_merged")
"""Kinds of entries that nobody takes back (`domain.decisions.undo.why_never`)."""


@dataclass(frozen=True)
class Entry:
    """One entry of the record."""

    at: str
    words: str
    why: str
    type: str
    event_id: str
    letter: str = ""  # the touch key of a message that can be read


@dataclass(frozen=True)
class Whole:
    """What stands on the page."""

    view: CandidateStatus
    person: Mapping[str, Any]
    tasks: Sequence[OpenTask]
    coming: Sequence[Any]
    entries: Sequence[Entry]
    older: int
    may: bool
    findings: Sequence[str]
    tags: Sequence[str]
    colleagues: Sequence[Member]
    interviewers: Sequence[Member]
    reach: bool
    interviews: Sequence[tuple[Any, Any]]
    """Those to come and of the last weeks, each with its application."""
    page: str
    """The address of their own page, as they see it; empty where there are no pages."""

    @property
    def about(self) -> str:
        """Which application an act is about unless another one is chosen: the first that is open."""
        theirs = self.view.applications
        return next((app.id for app in theirs if app.stage not in CLOSED_STAGES), theirs[-1].id if theirs else "")

    @property
    def stages(self) -> list[Stage]:
        """Where an application may be moved by one press; an end has a form of its own."""
        return [stage for stage in Stage if stage not in CLOSED_STAGES]


async def candidate(visit: Visit) -> Response:
    """`/candidates/<id>`."""
    ident = visit.request.path_params["ident"]
    owner = await visit.read(visit.ledger.owner_of, ident)
    if owner != ident:
        return visit.redirect(f"/candidates/{owner}")
    whole = await visit.read(_whole, visit, ident)
    if whole is None:
        words = _("No candidate has this id; they may have been erased.")
        return visit.show("nobody", 404, title=_("No such candidate"), words=words)
    return visit.show("candidate", whole=whole, view=whole.view)


def _whole(visit: Visit, ident: str) -> Whole | None:
    ledger, now = visit.ledger, visit.now
    status, snapshot = ledger.status(ident), ledger.snapshot(ident)
    if status is None or snapshot is None:
        return None
    view = CandidateStatus.model_validate(status)
    entries = whole_story(ledger, view)
    gone = {str(entry.get("about") or "") for entry in entries if entry.get("becomes") == "done"}
    shown = entries if visit.asked("all") else entries[-ENTRIES:]
    tz = zone(view.timezone) if zone_named(view.timezone) else None
    work = ledger.workload(whose=ident)
    how = sending(ledger, now)
    team = ledger.team.all()
    may = may_act(visit.who, snapshot.get("applications") or (), ledger.team.at(now), now)
    return Whole(
        view=view,
        person=snapshot.get("candidate") or {},
        tasks=[task for task in work.tasks if task.about.candidate_id == ident],
        coming=_coming(visit, snapshot, view),
        entries=[_entry(entry, tz, gone) for entry in reversed(shown)],
        older=len(entries) - len(shown),
        may=may,
        findings=[pressed(finding_line(one)) for one in how.about(ident, *view.joined)],
        tags=view.tags,
        colleagues=[one for one in team.people if one.role in ("recruiter", "lead")],
        interviewers=[one for one in team.people if one.email and one.role in (RECRUITER, LEAD, MANAGER)],
        interviews=_interviews(snapshot, now),
        reach=not (view.peace or view.doubted_since or view.stopped),
        # Whoever opens it can do there what the candidate can, so it is for those who may act.
        page=f"{url}/c/{ledger.links.plain(ident, now)}" if may and (url := visit.desk.settings.public_url) else "",
    )


def _interviews(snapshot: Mapping[str, Any], now: datetime) -> list[tuple[Any, Any]]:
    from domain.state.model import CandidateState

    state = CandidateState.model_validate(snapshot)
    ones = [(app, one) for app in state.applications for one in app.interviews if one.ends_at > now - _SOME_WEEKS]
    return sorted(ones, key=lambda pair: pair[1].at)


def _coming(visit: Visit, snapshot: Mapping[str, Any], view: CandidateStatus) -> Sequence[Any]:
    """The next messages if nothing else happens, as the same rules decide them that send."""
    from domain.forecast.preview import forecast
    from domain.state.model import CandidateState

    if view.state == "closed" or view.stopped:
        return []
    state = CandidateState.model_validate(snapshot)
    rules, closed = visit.ledger.playbooks.rules(), visit.ledger.suppressed(state.candidate)
    team = visit.ledger.team.at(visit.now)
    seen = forecast(
        state, rules.playbook, visit.now, visit.now + timedelta(days=60),
        count=AHEAD, suppressed=closed, standing=rules.standing, team=team,
    )  # fmt: skip
    return list(seen.planned)


def _entry(entry: Mapping[str, Any], tz: Any, gone: Collection[str]) -> Entry:
    kind, ident = entry["type"], entry["event_id"]
    may_go = entry["source"] in _TAKES_BACK and kind not in _NEVER and ident not in gone
    return Entry(
        at=entry["at"],
        words=told(dict(entry), tz if kind in UNTIL else None),
        why="" if says_why(dict(entry)) else reason_words(entry["why"]),
        type=kind,
        event_id=ident if may_go else "",
        letter=entry.get("touch_key") or "" if kind == "sent" else "",
    )


async def same(visit: Visit) -> Response:
    """`/same?one=…&other=…`: two people side by side, before they are merged."""
    pair = [await visit.read(_side, visit, visit.asked(name)) for name in ("one", "other")]
    one, other = pair
    if one is None or other is None or one[0].id == other[0].id:
        words = _("No other candidate has this id. Find them under Candidates and copy the id from there.")
        return visit.show("nobody", 404, title=_("Who is the other one?"), words=words)
    alike = bool(_known_by(one) & _known_by(other))
    return visit.show("same", one=one[0], person=one[1], other=other[0], other_person=other[1], alike=alike)


def _side(visit: Visit, typed: str) -> tuple[CandidateStatus, Mapping[str, Any]] | None:
    """Somebody, by an id as it is typed."""
    from domain.names import BadId, candidate_id

    try:
        ident = visit.ledger.owner_of(candidate_id(typed))
    except BadId:
        return None
    status, snapshot = visit.ledger.status(ident), visit.ledger.snapshot(ident)
    if status is None or snapshot is None:
        return None
    return CandidateStatus.model_validate(status), snapshot.get("candidate") or {}


def _known_by(side: tuple[CandidateStatus, Mapping[str, Any]]) -> set[str]:
    """Addresses, number and last name."""
    view, person = side
    words = [person.get(name) or "" for name in ("email", "phone", "last_name")]
    return {word.casefold() for word in (words if any(words) else [view.name]) if word}


async def letter(visit: Visit) -> Response:
    """`/letter?touch=…`: a message as it was read, in a frame that runs nothing and fetches nothing."""
    found = await visit.read(_letter, visit, visit.asked("touch"))
    # The mail's own document is ours, and cleaned as it was made; the frame's policy forbids all the same.
    answer = HTMLResponse(found["html"]) if found and found["html"] else visit.part("sent_letter", letter=found)
    answer.headers["content-security-policy"] = LETTER_CSP
    answer.headers["x-frame-options"] = "SAMEORIGIN"
    return answer


def _letter(visit: Visit, touch: str) -> dict[str, Any] | None:
    """The message of that touch that went out last; None where its words are gone."""
    from starter.words_ahead import as_read

    rows = [row for row in visit.ledger.deliveries(touch_key=touch) if row["body"]] if touch else []
    if not rows:
        return None
    row = rows[-1]
    return {"channel": row["channel"], "subject": row["subject"], "to": row["address"], **as_read(row)}
