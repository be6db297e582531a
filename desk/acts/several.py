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
from desk.locales.translating import N_, _
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
    "say": N_("Write to them"),
    "tag": N_("Tag them"),
    "assign": N_("Hand them over"),
    "pause": N_("Put them on hold"),
    "reject": N_("Reject them"),
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
        return visit.show(
            "nobody", 422, title=_("Nobody selected"), words=_("Select candidates and what to do with them.")
        )
    views = await visit.read(_views, visit, ids)
    team = await visit.read(visit.ledger.team.all)
    colleagues = [one for one in team.people if one.role in ("recruiter", "lead")]
    shown = {
        "colleagues": colleagues,
        "kind": kind,
        "title": _(_KINDS[kind]),
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
                raise Unclear(_("Write a subject and your words first."))
            return {"text": form["text"].strip(), "subject": acting.field("subject"), "answer": False}
        case "tag":
            try:
                more = tags_in(acting.field("tags"))
            except BadTag as error:
                raise Unclear(f"{error}.") from None
            if not more:
                raise Unclear(_("Enter a tag."))
            return {"tagged": list(more)}
        case "assign":
            chosen = acting.visit.ledger.team.all().by_key(acting.field("to"))
            if chosen is None:
                raise Unclear(_("Choose a colleague."))
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
        return One(view, problem=_(NOT_YOURS))
    if kind == "reject" and all(app.stage in ("rejected", "hired", "withdrawn") for app in view.applications):
        return One(view, problem=_("They have no open application."))
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
                return {"problem": _("They have %(had)s already.", had=_listed(had))}
            if had:
                return {"what": _("Gets %(new)s; has %(had)s already.", new=_listed(new), had=_listed(had))}
            return {"what": _("Gets %(tags)s.", tags=_listed(new))}
        case "assign":
            app = next((one for one in view.applications if one.id == acting.application), None)
            to = fields["recruiter"]["name"] or fields["recruiter"]["email"]
            if app is not None and app.recruiter == to:
                return {"problem": _("%(to)s has them already.", to=to)}
            return {"what": _goes(app.recruiter if app is not None else "", to, _for_job(acting))}
        case _:
            until, tz = await acting.morning("until")
            what = _("Nothing goes out until somebody resumes it.")
            if until:
                what = _("Nothing goes out until %(day)s.", day=shown_until(until, tz))
            before = _("They are on hold already; this takes its place.") if view.paused else ""
            return {"what": f"{what} {before}".strip()}


def _goes(whose: str, to: str, job: str) -> str:
    """Whose they are from now on; with whose they were and for which job, where that is to be said."""
    if whose and job:
        return _("Goes from %(whose)s to %(to)s, for %(job)s.", whose=whose, to=to, job=job)
    if whose:
        return _("Goes from %(whose)s to %(to)s.", whose=whose, to=to)
    return _("Goes to %(to)s, for %(job)s.", to=to, job=job) if job else _("Goes to %(to)s.", to=to)


def _listed(tags: Sequence[str]) -> str:
    return ", ".join(f"“{tag}”" for tag in tags)


def _for_job(acting: Acting) -> str:
    """`Data Engineer`, where they have applied for several jobs."""
    theirs = acting.view.applications
    app = next((one for one in theirs if one.id == acting.application), None)
    return job_of(app) if app is not None and len(theirs) > 1 else ""


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
    said = [_("Rejected for %(job)s, at the %(stage)s stage.", job=job_of(app), stage=app.stage)]
    if others:
        said.append(_("Stays in the running for %(jobs)s.", jobs=", ".join(others)))
    if one is None:
        said.append(_("No message goes out."))
    what = " ".join(said)
    if one is None:
        return One(view, what=what)
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
            came, unanswered = One(one.view, problem=_(UNREACHED)), True
        done.append(came)
        away = _("Not done: the one before got no answer. Press it again in a minute.") if unanswered else ""
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
            outcome = await updated(visit, view, "say", fact, _("Goes out %(when)s.", when=one.when))
        case "assign":
            outcome = await updated(visit, view, "assign", fact, _("Handed over."))
        case "pause":
            until, _zone = await acting.morning("until")
            if until is not None:
                fact["until"] = until.isoformat()
            outcome = await updated(visit, view, "pause", fact, _("On hold."))
        case "tag":
            outcome = await told(visit, view, "candidate_updated", fact, _("Tagged."))
        case _:
            outcome = await told(visit, view, "rejected", fact, _("Rejected; the closing message waits an hour."))
    came = One(view, done=outcome.words if outcome.well else "", problem="" if outcome.well else outcome.words)
    return came, outcome.unanswered
