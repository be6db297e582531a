"""What colleagues do at the desk: each a typed call, under the name of the colleague who is logged in.

The desk decides nothing: the update's validator says whether an act makes sense, and the gate what goes out. Whoever
acts on what somebody else has just done is told so, and nothing of theirs is overwritten.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from starlette.responses import Response
from starlette.routing import Route

from desk.access.roles import NOT_YOURS, READERS, may_act
from desk.acts import interviews
from desk.acts.acting import SOURCE, Acting, Unclear
from desk.acts.outcome import Outcome, first_words, seen_on_record, told, updated, who_was_first
from desk.http.pressed_words import pressed
from desk.http.visits import Desk, Said, Visit, place_of_trouble, route, safe_path
from desk.locales.translating import N_, _
from domain.names import Stage
from domain.tags import BadTag, tags_in
from domain.views.candidate_status import CandidateStatus
from starter.client import NoAnswer, NoSuchCandidate, Refused
from starter.own_words import event_id_of, fact_of, ident_of, looked_at, read_by_them
from starter.wording.candidates import by as by_channel
from starter.wording.candidates import plain, promise_put_off
from starter.wording.instants import here, shown, shown_day, shown_until

GONE: Final = N_("This candidate isn't here any more; they may have been merged with someone else or erased.")


Act = Callable[[Acting], Awaitable[Outcome]]


# ---------------------------------------------------------------- tasks


_NO_TASK: Final = N_("This task isn't there any more.")


async def done(acting: Acting) -> Outcome:
    """A task is done."""
    return await _closing(acting, "complete_task", _("Done."), result=acting.field("result") or None)


async def approve(acting: Acting) -> Outcome:
    """A yes or a no to what waits for one."""
    yes = acting.field("answer") != "no"
    said = _("Approved.") if yes else _("Declined, so it isn't sent.")
    return await _closing(acting, "approve", said, yes=yes, reason=acting.field("reason") or None)


_MEANT: Final = {
    "stop": N_("Saved: they asked us to stop."),
    "go-on": N_("Saved: they want to continue, and they'll get an answer."),
    "withdrawn": N_("Saved: they have withdrawn."),
}


async def meant(acting: Acting) -> Outcome:
    """What a candidate meant by what they wrote."""
    answer = acting.field("answer")
    if answer not in _MEANT:
        raise Unclear(_("Choose what they meant."))
    return await _closing(acting, "approve", _(_MEANT[answer]), answer=answer, reason=acting.field("reason") or None)


async def _closing(acting: Acting, name: str, said: str, **fields: Any) -> Outcome:
    """Close a task, unless somebody else was first."""
    visit, task = acting.visit, acting.field("task")
    row = await visit.read(visit.ledger.task, task)
    if row is None or row["candidate_id"] != acting.view.id:
        return Outcome(_(_NO_TASK), well=False)
    fact = acting.fact(about=False, task_id=task, **fields)
    if row["application_id"]:
        fact["application_id"] = row["application_id"]
    if not row["closed_at"]:
        outcome = await updated(visit, acting.view, name, fact, said)
        if outcome.well is False:
            return outcome
    else:
        outcome = Outcome(
            _(
                "It was %(outcome)s %(when)s; you changed nothing.",
                outcome=row["outcome"],
                when=shown(row["closed_at"]),
            ),
            well=False,
        )
    entries = await visit.read(visit.ledger.timeline, acting.view.id)
    first = who_was_first(entries, task, fact["event_id"])
    return Outcome(first_words(first), well=False, over=True) if first is not None else outcome


async def later(acting: Acting) -> Outcome:
    """Off their own list until tomorrow morning; nothing else moves."""
    visit, task = acting.visit, acting.field("task")
    row = await visit.read(visit.ledger.task, task)
    if row is None or row["candidate_id"] != acting.view.id:
        return Outcome(_(_NO_TASK), well=False)
    today = here(visit.now)
    until = (today + timedelta(days=1)).replace(hour=7, minute=0, second=0, microsecond=0)
    await visit.read(visit.ledger.desk.put_off, visit.who.key, task, until)
    return Outcome(_("Off your list until tomorrow morning. It's still due when it was."))


# ---------------------------------------------------------------- words


async def answer(acting: Acting) -> Outcome:
    """Their own words, to what the candidate wrote: a task gets one answer, also where two write one."""
    visit, task, text = acting.visit, acting.field("task"), acting.form.get("text", "").strip()
    if not text:
        raise Unclear(_("Write something first."))
    ident = await visit.read(ident_of, visit.ledger, acting.view, "desk-answer", task or _last_reply(acting.view))
    fields: dict[str, Any] = {"text": text, "answer": True, "task_id": task or None}
    return await _say(acting, event_id_of(ident), fields, N_("Your answer will go out %(how)s."))


async def say(acting: Acting) -> Outcome:
    """Their own words, to somebody who hasn't asked for them."""
    visit, text, subject = acting.visit, acting.form.get("text", "").strip(), acting.field("subject")
    if not text:
        raise Unclear(_("Write something first."))
    ident = await visit.read(ident_of, visit.ledger, acting.view, "desk-say", subject, text)
    fields: dict[str, Any] = {"text": text, "subject": subject or None, "answer": False}
    fields["channel"] = acting.field("channel") or None
    return await _say(acting, event_id_of(ident), fields, N_("Your message will go out %(how)s."))


async def _say(acting: Acting, event_id: str, fields: dict[str, Any], said: str) -> Outcome:
    visit, view = acting.visit, acting.view
    fact = acting.fact(event_id=event_id, **fields)
    seen = await visit.read(looked_at_by, acting, event_id, fields)
    if seen.problem:
        others = await _somebody_elses(acting, event_id, fields["text"])
        return others or Outcome(pressed(seen.problem), well=False)
    outcome = await updated(visit, view, "say", fact, _(said, how=when_words(acting, seen)))
    return await _somebody_elses(acting, event_id, fields["text"]) or outcome


def looked_at_by(acting: Acting, event_id: str, fields: Mapping[str, Any]) -> Any:
    """What would become of their words (`starter.own_words.looked_at`). Raises Unclear where they can't be said."""
    from domain.commands import Untellable

    given = {name: value for name, value in fields.items() if value is not None}
    try:
        fact = fact_of(event_id, acting.visit.who.author, acting.application, source=SOURCE, **given)
    except Untellable as error:
        raise Unclear(pressed(str(error))) from None
    return looked_at(acting.visit.ledger, acting.view.id, fact)


async def _somebody_elses(acting: Acting, event_id: str, text: str) -> Outcome | None:
    """That a colleague answered first, with what they wrote; None where these words are the ones on record."""
    entries = await acting.visit.read(acting.visit.ledger.timeline, acting.view.id)
    first = next((entry for entry in entries if entry["event_id"] == event_id), None)
    if first is None or (first.get("text") == text and first["author"] == acting.visit.who.author):
        return None
    if first.get("text") == text:
        return Outcome(_("%(author)s already sent exactly this.", author=plain(first["author"])), well=False)
    words = _(
        "%(author)s answered first, %(when)s: “%(text)s”. Yours wasn't sent.",
        author=plain(first["author"]), when=shown(first["at"]), text=plain(first.get("text")),
    )  # fmt: skip
    return Outcome(words, well=False)


async def preview(visit: Visit) -> Response:
    """What they would read, before it is sent."""
    view = await _person(visit)
    if view is None:
        return visit.part("said", 404, outcome=Outcome(_(GONE), well=False), candidate_id="", task="")
    acting, text = Acting(visit, view), visit.form.get("text", "").strip()
    is_answer = visit.form.get("act") == "answer"
    fields: dict[str, Any] = {"text": text, "answer": is_answer}
    if is_answer:
        fields["task_id"] = acting.field("task") or None
    else:
        fields |= {"subject": acting.field("subject") or None, "channel": acting.field("channel") or None}
    if not text:
        return visit.part("letter", problem=_("Write something first."), words=None, when="")
    try:
        seen = await visit.read(looked_at_by, acting, event_id_of(f"look-{uuid4().hex[:24]}"), fields)
    except Unclear as error:
        return visit.part("letter", problem=str(error), words=None, when="")
    if seen.problem:
        return visit.part("letter", problem=pressed(seen.problem), words=None, when="")
    words = await visit.read(read_by_whom, acting, seen, text, fields)
    return visit.part("letter", problem=words.problem, words=words, when=when_words(acting, seen))


def read_by_whom(acting: Acting, seen: Any, text: str, fields: Mapping[str, Any]) -> Any:
    """What the candidate would read."""
    from domain.messages.own_words import OwnWords

    ledger, view = acting.visit.ledger, acting.view
    about = fields.get("subject") or (ledger.subject_of_answer(view.id, view.position.seq) if fields["answer"] else "")
    return read_by_them(ledger, seen, OwnWords(text, about, answer=bool(fields["answer"])))


def when_words(acting: Acting, seen: Any) -> str:
    """`by email now`."""
    way = by_channel(str(seen.touch.channel))
    if (seen.at - acting.visit.now).total_seconds() < _AT_ONCE:
        return _("%(way)s now", way=way)
    when = shown(seen.at, long=True)
    return f"{way} {when}" if when.startswith("today") else _("%(way)s on %(when)s", way=way, when=when)


_AT_ONCE: Final = 60


def _last_reply(view: CandidateStatus) -> str:
    return view.last_reply_at.isoformat() if view.last_reply_at else ""


# ---------------------------------------------------------------- about the person


async def note(acting: Acting) -> Outcome:
    """For the next message to mention, and for colleagues."""
    text = acting.form.get("text", "").strip()
    if not text:
        raise Unclear(_("Write something first."))
    return await updated(acting.visit, acting.view, "note", acting.fact(text=text), _("Noted."))


async def promise(acting: Acting) -> Outcome:
    """A date by which they were told they will hear."""
    by = acting.day("by")
    if by is None:
        raise Unclear(_("Choose a date."))
    said = _("Saved: we promised an answer by %(by)s.", by=shown_day(by, long=True))
    return await updated(acting.visit, acting.view, "promise", acting.fact(by=by.isoformat()), said)


async def pause(acting: Acting) -> Outcome:
    """Nothing goes out for a while."""
    until, tz = await acting.morning("until")
    fact = acting.fact(about=False, until=until.isoformat() if until else None, reason=acting.field("reason") or None)
    said = _("On hold until %(day)s.", day=shown_until(until, tz)) if until else _("On hold until somebody resumes it.")
    said = f"{said} {promise_put_off(acting.view, until, tz)}".strip()
    return await updated(acting.visit, acting.view, "pause", fact, said)


async def resume(acting: Acting) -> Outcome:
    """The follow-up has resumed."""
    return await updated(acting.visit, acting.view, "resume", acting.fact(about=False), _("The follow-up has resumed."))


async def snooze(acting: Acting) -> Outcome:
    """The next message waits until a day."""
    until, tz = await acting.morning("until")
    if until is None:
        raise Unclear(_("Choose a date."))
    said = _("They won't hear from us before %(day)s.", day=shown_until(until, tz))
    said = f"{said} {promise_put_off(acting.view, until, tz)}".strip()
    return await updated(acting.visit, acting.view, "snooze", acting.fact(about=False, until=until.isoformat()), said)


async def contacted(acting: Acting) -> Outcome:
    """They were reached some other way."""
    way, said = acting.field("channel") or "phone", acting.form.get("text", "").strip() or None
    fact = acting.fact(channel=way, note=said)
    return await told(acting.visit, acting.view, "contacted", fact, _("Saved: they were contacted."))


async def stage(acting: Acting) -> Outcome:
    """An application moves to another stage."""
    wanted = acting.field("stage")
    if wanted not in [str(one) for one in Stage]:
        raise Unclear(_("Choose a stage."))
    standing = next((app for app in acting.view.applications if app.id == acting.application), None)
    if standing is not None and standing.stage == wanted:
        return Outcome(_("They are at the %(wanted)s stage already; nothing was changed.", wanted=wanted), well=False)
    if wanted in _ENDS:
        return await told(acting.visit, acting.view, _ENDS[wanted], acting.fact(), _(_ENDED[wanted]))
    fact = acting.fact(stage=wanted)
    return await told(
        acting.visit, acting.view, "stage_changed", fact, _("Saved: now at the %(wanted)s stage.", wanted=wanted)
    )


_ENDED: Final = {
    "rejected": N_("Saved: rejected."), "withdrawn": N_("Saved: withdrawn."), "hired": N_("Saved: hired."),
}  # fmt: skip
_ENDS: Final = {"rejected": "rejected", "withdrawn": "withdrawn", "hired": "hired"}
"""Stages with a fact of their own, which remembers where they came from and can be undone."""


async def reject(acting: Acting) -> Outcome:
    """Not selected: everything else stops at once, and the closing message waits an hour."""
    fact = acting.fact(
        reason=acting.field("reason") or None,
        feedback=acting.form.get("feedback", "").strip() or None,
        keep_in_touch={"yes": True, "no": False}.get(acting.field("keep")),
    )
    said = _("Rejected. The closing message waits an hour, so there's time to undo it.")
    return await told(acting.visit, acting.view, "rejected", fact, said)


async def offer(acting: Acting) -> Outcome:
    """The offer is out, or its terms have changed."""
    days = {name: acting.day(name) for name in ("expires_on", "start_date")}
    today = here(acting.visit.now).date()
    if any(day and day < today for day in days.values()):
        raise Unclear(_("That day has passed; choose a later one."))
    words = {name: acting.field(name) for name in ("pay", "benefits", "next_step")}
    fields = {name: day.isoformat() for name, day in days.items() if day} | {k: v for k, v in words.items() if v}
    fact = acting.fact() | fields
    said = _("The offer is saved.")
    if not words["pay"]:
        said = _("The offer is saved. They'll hear about it once you enter the pay.")
    return await told(acting.visit, acting.view, "offer_extended", fact, said)


async def hire(acting: Acting) -> Outcome:
    """They are hired, with the first day if it is known."""
    start = acting.day("start_date")
    fact = acting.fact(start_date=start.isoformat() if start else None)
    return await told(acting.visit, acting.view, "hired", fact, "Saved: hired.")


async def allow(acting: Acting) -> Outcome:
    """They themselves ask to hear from us again."""
    fact = acting.fact(about=False)
    return await told(acting.visit, acting.view, "opted_in", fact, _("Saved: they want to hear from us again."))


async def withdraw(acting: Acting) -> Outcome:
    """They withdrew."""
    fact = acting.fact(reason=acting.field("reason") or None)
    return await told(acting.visit, acting.view, "withdrawn", fact, _("Saved: they have withdrawn."))


async def stop(acting: Acting) -> Outcome:
    """They asked us to stop."""
    fact = acting.fact(about=False, reason=acting.field("reason") or None)
    return await told(
        acting.visit, acting.view, "opted_out", fact, _("Saved: they asked us to stop. Nothing goes out.")
    )


async def tag(acting: Acting) -> Outcome:
    """Tags are added and taken off."""
    try:
        more, less = tags_in(acting.field("add")), tags_in(acting.field("remove"))
    except BadTag as error:
        raise Unclear(f"{error}.") from None
    if not more and not less:
        raise Unclear(_("Enter a tag."))
    fact = acting.fact(about=False, tagged=list(more) or None, untagged=list(less) or None)
    return await told(acting.visit, acting.view, "candidate_updated", fact, _("Tags saved."))


async def merge(acting: Acting) -> Outcome:
    """Another id turns out to be the same person (R17). It can't be undone."""
    visit = acting.visit
    other = await visit.read(visit.ledger.owner_of, acting.field("other"))
    if other == acting.view.id or not await visit.read(visit.ledger.known, other):
        return Outcome(_("No other candidate has this id."), well=False)
    if not await visit.read(_may_act_for, visit, other):
        await visit.read(visit.ledger.desk.note, "refused: not their candidate", visit.who.shown, visit.now)
        return Outcome(" ".join((_(NOT_YOURS), _("That goes for both of them; a merge can't be undone."))), well=False)
    fact = acting.fact(about=False, merged_id=other)
    said = _("Saved: they're the same person. Nothing goes out until their histories are merged.")
    outcome = await told(visit, acting.view, "candidate_merged", fact, said)
    return replace(outcome, event_id="")  # nothing takes it back


async def assign(acting: Acting) -> Outcome:
    """Another recruiter looks after them."""
    team = await acting.visit.read(acting.visit.ledger.team.all)
    chosen = team.by_key(acting.field("to"))
    if chosen is None:
        raise Unclear(_("Choose a colleague."))
    person = {"name": chosen.name, "email": chosen.email, "role": chosen.title, "phone": chosen.phone}
    fact = acting.fact(recruiter=person)
    return await updated(acting.visit, acting.view, "assign", fact, _("%(chosen)s has them now.", chosen=chosen.shown))


async def undo(acting: Acting) -> Outcome:
    """Take back what was told (R21)."""
    if not acting.field("event"):  # it would be whatever was told last, by whomever
        return Outcome(_("Nothing was named that could be undone."), well=False)
    followup = await acting.visit.desk.connecting()
    fact = acting.fact(about=False) | {"about": acting.field("event")}
    try:
        await followup.undo(acting.view.id, fact)
    except (Refused, NoAnswer, NoSuchCandidate) as error:
        return Outcome(pressed(str(error)), well=False)
    return Outcome(_("Undone."))


ACTS: Final[dict[str, Act]] = {
    "allow": allow,
    "answer": answer,
    "approve": approve,
    "assign": assign,
    "contacted": contacted,
    "done": done,
    "hire": hire,
    "interview": interviews.schedule,
    "interview-held": interviews.held,
    "interview-move": interviews.move,
    "interview-off": interviews.call_off,
    "later": later,
    "meant": meant,
    "merge": merge,
    "note": note,
    "offer": offer,
    "pause": pause,
    "promise": promise,
    "reject": reject,
    "resume": resume,
    "say": say,
    "snooze": snooze,
    "stage": stage,
    "stop": stop,
    "tag": tag,
    "undo": undo,
    "withdraw": withdraw,
}
"""Each act by the name that a form gives it."""


async def hours(visit: Visit) -> Response:
    """`POST /hours`: what the candidate's clock says at the time that is being chosen for an interview."""
    view = await _person(visit)
    said = await interviews.their_hours(Acting(visit, view)) if view is not None else ""
    return visit.part("hours", said=said)


async def act(visit: Visit) -> Response:
    """`POST /act/<name>`: do it, and say what came of it where it was done."""
    doing = ACTS.get(visit.request.path_params["name"])
    view = await _person(visit)
    if doing is None or view is None:
        return _answered(visit, Outcome(_(GONE), well=False), "")
    if not await visit.read(_may, visit, view, doing):
        await visit.read(visit.ledger.desk.note, "refused: not their candidate", visit.who.shown, visit.now)
        return _answered(visit, Outcome(_(NOT_YOURS), well=False), view.id)
    try:
        outcome = await seen_on_record(visit, view, await doing(Acting(visit, view)))
    except Unclear as error:
        outcome = Outcome(str(error), well=False)
    return _answered(visit, outcome, view.id)


def _answered(visit: Visit, outcome: Outcome, candidate_id: str) -> Response:
    task, back = visit.form.get("task", ""), safe_path(visit.form.get("back", "/"))
    if visit.is_part and not (outcome.well and visit.form.get("next") == "page"):
        shown_there = outcome.well or outcome.over
        answer = visit.part("said", 200 if shown_there else 422, outcome=outcome, candidate_id=candidate_id, task=task)
        answer.headers["hx-trigger-after-settle"] = "acted"  # what is done has left the page by then
        if not shown_there and (place := place_of_trouble(visit.form)):
            answer.headers["hx-retarget"], answer.headers["hx-reswap"] = f"#{place}", "innerHTML"
        return answer
    said = Said(outcome.words, candidate_id, outcome.event_id, outcome.well)
    visit.desk.said[visit.session.mark] = said
    return Response(status_code=204, headers={"hx-redirect": back}) if visit.is_part else visit.redirect(back)


async def _person(visit: Visit) -> CandidateStatus | None:
    """Whom the form is about, under the id by which they are followed up now."""

    def find() -> CandidateStatus | None:
        found = visit.ledger.status(visit.ledger.owner_of(visit.form.get("candidate", "")))
        return CandidateStatus.model_validate(found) if found is not None else None

    return await visit.read(find)


def _may(visit: Visit, view: CandidateStatus, doing: Act) -> bool:
    """May they do this for the candidate, or settle a task of theirs that was escalated to them?"""
    if _may_act_for(visit, view.id):
        return True
    task = visit.form.get("task", "").strip()
    if not task or doing not in _SETTLES or visit.who.role not in READERS:
        return False
    theirs = visit.ledger.workload(whose=view.id).tasks
    return any(one.task == task and (one.is_of(visit.who.email) or one.is_of(visit.who.name)) for one in theirs)


_SETTLES: Final = frozenset({done, approve, meant, answer, later})


def _may_act_for(visit: Visit, ident: str) -> bool:
    snapshot = visit.ledger.snapshot(ident) or {}
    return may_act(visit.who, snapshot.get("applications") or (), visit.ledger.team.at(visit.now), visit.now)


def act_routes(desk: Desk) -> list[Route]:
    """`POST /act/<name>`, `POST /preview` and `POST /hours`."""
    return [
        Route("/act/{name}", route(desk, act, READERS), methods=["POST"]),
        Route("/preview", route(desk, preview, READERS), methods=["POST"]),
        Route("/hours", route(desk, hours, READERS), methods=["POST"]),
    ]
