"""Several candidates at once: first what would happen to each, with the message each would read, then the deed.

Each of them is told by the same typed call as one alone, one after the other; who was told and who wasn't, and why,
stands on the page that comes next. Pressed twice it tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from connection import TemporalUnreachable
from desk.access.roles import NOT_YOURS, may_act
from desk.acts.acting import SOURCE, Acting, Unclear
from desk.acts.acts import looked_at_by, read_by_whom, when_words
from desk.acts.outcome import Outcome, told, updated
from desk.http.pressed_words import pressed
from desk.http.visits import UNREACHED, Visit
from domain.names import CLOSED_STAGES, digest
from domain.tags import BadTag, tags_in
from domain.views.candidate_status import CandidateStatus
from starter.client import envelope
from starter.own_words import event_id_of, ident_of
from starter.wording.candidates import by as by_channel
from starter.wording.candidates import job_of
from starter.wording.instants import shown, shown_until

MOST: Final = 50
"""Of whom one act may be about: a page of the list."""

_KINDS: Final = {
    "say": "Write to them",
    "tag": "Tag them",
    "assign": "Hand them over",
    "pause": "Put them on hold",
    "reject": "Reject them",
}


@dataclass(frozen=True)
class One:
    """What would happen to one of them, or did."""

    view: CandidateStatus
    words: Any = None
    when: str = ""
    what: str = ""
    """What would be done, in a sentence."""
    problem: str = ""
    done: str = ""


async def several(visit: Visit) -> Response:
    """`POST /several`: look first, and with `sure` do it."""
    kind, form = visit.form.get("kind", ""), visit.form
    ids = [ident for ident in form.get("ids", "").splitlines() if ident][:MOST]
    if kind not in _KINDS or not ids:
        return visit.show("nobody", 422, title="Nobody selected", words="Select candidates and what to do with them.")
    views = await visit.read(_views, visit, ids)
    team = await visit.read(visit.ledger.team.all)
    colleagues = [one for one in team.people if one.role in ("recruiter", "lead")]
    shown = {
        "colleagues": colleagues,
        "kind": kind,
        "title": _KINDS[kind],
        "form": form,
        "ids": "\n".join(view.id for view in views),
    }
    try:
        fields = _fields(kind, Acting(visit, views[0])) if views else {}
    except Unclear as error:
        if "once" not in form:  # just come from the list: there was nothing to fill in yet
            return visit.show("several", people=[], problem="", sure=False, may=False, **shown)
        return visit.show("several", 422, people=[], problem=str(error), sure=False, may=False, **shown)
    chosen = [await _looked(visit, view, kind, fields) for view in views]
    if form.get("sure") != "yes":
        going = [one for one in chosen if not one.problem]
        return visit.show("several", people=chosen, problem="", sure=False, may=bool(going), **shown)
    done = await _do_each(visit, chosen, kind, fields)
    return visit.show("several", people=done, problem="", sure=True, may=False, **shown)


def _views(visit: Visit, ids: list[str]) -> list[CandidateStatus]:
    """Those who are here, each once, under the id by which they are followed up."""
    found: dict[str, CandidateStatus] = {}
    for ident in ids:
        status = visit.ledger.status(visit.ledger.owner_of(ident))
        if status is not None:
            view = CandidateStatus.model_validate(status)
            found[view.id] = view
    return list(found.values())


def _fields(kind: str, acting: Acting) -> dict[str, Any]:
    """What is told of each. Raises Unclear."""
    form = acting.form
    match kind:
        case "say":
            if not form.get("text", "").strip() or not acting.field("subject"):
                raise Unclear("Write a subject and your words first.")
            return {"text": form["text"].strip(), "subject": acting.field("subject"), "answer": False}
        case "tag":
            try:
                more = tags_in(acting.field("tags"))
            except BadTag as error:
                raise Unclear(f"{error}.") from None
            if not more:
                raise Unclear("Enter a tag.")
            return {"tagged": list(more)}
        case "assign":
            chosen = acting.visit.ledger.team.all().by_key(acting.field("to"))
            if chosen is None:
                raise Unclear("Choose a colleague.")
            person = {"name": chosen.name, "email": chosen.email, "role": chosen.title, "phone": chosen.phone}
            return {"recruiter": person}
        case "pause":
            acting.day("until")
            return {}  # the day begins for each by their own clock
    return {"feedback": form.get("feedback", "").strip() or None}


async def _looked(visit: Visit, view: CandidateStatus, kind: str, fields: Mapping[str, Any]) -> One:
    """What would happen to one of them."""
    snapshot = await visit.read(visit.ledger.snapshot, view.id)
    team = await visit.read(visit.ledger.team.at, visit.now)
    if not may_act(visit.who, (snapshot or {}).get("applications") or (), team, visit.now):
        return One(view, problem=NOT_YOURS)
    if kind == "reject" and all(app.stage in ("rejected", "hired", "withdrawn") for app in view.applications):
        return One(view, problem="They have no open application.")
    acting = Acting(visit, view)
    if kind == "reject":
        return await visit.read(_rejected, acting, fields)
    if kind != "say":
        return One(view, **await _what(acting, kind, fields))
    ident = await visit.read(ident_of, visit.ledger, view, "desk-say", str(fields["subject"]), str(fields["text"]))
    try:
        seen = await visit.read(looked_at_by, acting, event_id_of(ident), fields)
    except Unclear as error:
        return One(view, problem=str(error))
    if seen.problem:
        return One(view, problem=pressed(seen.problem))
    words = await visit.read(read_by_whom, acting, seen, str(fields["text"]), fields)
    return One(view, words=words, when=when_words(acting, seen), problem=words.problem)


async def _what(acting: Acting, kind: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """What would be done to one of them: `what`, or the `problem` where it is so already."""
    view = acting.view
    match kind:
        case "tag":
            new = [tag for tag in fields["tagged"] if tag not in view.tags]
            had = [tag for tag in fields["tagged"] if tag in view.tags]
            if not new:
                return {"problem": f"They have {_listed(had)} already."}
            return {"what": f"Gets {_listed(new)}" + (f"; has {_listed(had)} already." if had else ".")}
        case "assign":
            app = next((one for one in view.applications if one.id == acting.application), None)
            to = fields["recruiter"]["name"] or fields["recruiter"]["email"]
            if app is not None and app.recruiter == to:
                return {"problem": f"{to} has them already."}
            whose = f"from {app.recruiter} " if app is not None and app.recruiter else ""
            return {"what": f"Goes {whose}to {to}{_for_job(acting)}."}
        case _:
            until, tz = await acting.morning("until")
            ends = f"until {shown_until(until, tz)}" if until else "until somebody resumes it"
            before = " They are on hold already; this takes its place." if view.paused else ""
            return {"what": f"Nothing goes out {ends}.{before}"}


def _listed(tags: Sequence[str]) -> str:
    return ", ".join(f"“{tag}”" for tag in tags)


def _for_job(acting: Acting) -> str:
    """`, for Data Engineer`, where they have applied for several jobs."""
    theirs = acting.view.applications
    app = next((one for one in theirs if one.id == acting.application), None)
    return f", for {job_of(app)}" if app is not None and len(theirs) > 1 else ""


def _rejected(acting: Acting, fields: Mapping[str, Any]) -> One:
    """What a rejection would do: for which job, and the closing message as it would be read."""
    from domain.events import Rejected
    from starter.words_ahead import words_after

    view, visit = acting.view, acting.visit
    app = next(one for one in view.applications if one.id == acting.application)
    fact = Rejected(
        event_id="look", occurred_at=visit.now, application_id=app.id, feedback=str(fields.get("feedback") or "")
    )
    one, words = words_after(visit.ledger, view.id, fact, visit.now)
    others = [job_of(two) for two in view.applications if two.id != app.id and two.stage not in CLOSED_STAGES]
    rest = f" Stays in the running for {', '.join(others)}." if others else ""
    what = f"Rejected for {job_of(app)}, at the {app.stage} stage.{rest}"
    if one is None:
        return One(view, what=f"{what} No message goes out.")
    when = f"{by_channel(str(one.touch.channel))} {shown(one.at)}"
    return One(view, words=words, when=when, what=what, problem="")


async def _do_each(visit: Visit, chosen: list[One], kind: str, fields: Mapping[str, Any]) -> list[One]:
    """Each in turn. Where Temporal goes away in between, or nobody answers, the rest is left, and the page says so."""
    done: list[One] = []
    away = ""
    for one in chosen:
        if one.problem or away:
            done.append(one if one.problem else One(one.view, problem=away))
            continue
        try:
            came, unanswered = await _do(visit, one, kind, fields)
        except TemporalUnreachable:
            came, unanswered = One(one.view, problem=UNREACHED), True
        done.append(came)
        away = "Not done: the one before got no answer. Press it again in a minute." if unanswered else ""
    return done


async def _do(visit: Visit, one: One, kind: str, fields: Mapping[str, Any]) -> tuple[One, bool]:
    """What came of it, and whether nobody answered. Raises TemporalUnreachable."""
    view = one.view
    acting = Acting(visit, view)
    pressed = digest("desk-several", kind, view.id, visit.form.get("once", ""), size=32)
    event_id = f"desk:{pressed}"
    if kind == "say":
        ident = await visit.read(ident_of, visit.ledger, view, "desk-say", str(fields["subject"]), str(fields["text"]))
        event_id = event_id_of(ident)
    app = acting.application if kind in ("say", "assign", "reject") else None
    fact = envelope(event_id, visit.who.author, visit.now, application_id=app, source=SOURCE, **fields)
    outcome: Outcome
    match kind:
        case "say":
            outcome = await updated(visit, view, "say", fact, f"Goes out {one.when}.")
        case "assign":
            outcome = await updated(visit, view, "assign", fact, "Handed over.")
        case "pause":
            until, _ = await acting.morning("until")
            if until is not None:
                fact["until"] = until.isoformat()
            outcome = await updated(visit, view, "pause", fact, "On hold.")
        case "tag":
            outcome = await told(visit, view, "candidate_updated", fact, "Tagged.")
        case _:
            outcome = await told(visit, view, "rejected", fact, "Rejected; the closing message waits an hour.")
    came = One(view, done=outcome.words if outcome.well else "", problem="" if outcome.well else outcome.words)
    return came, outcome.unanswered
