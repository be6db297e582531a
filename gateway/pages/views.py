"""The pages: each shows itself on GET, which changes nothing, and takes its form on POST."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from starlette.responses import Response

from connection import TemporalUnreachable
from domain.names import Channel, digest
from domain.people.person_names import greeting_name
from domain.playbook.surveys import Question
from domain.time.durations import Duration
from domain.time.zones import zone
from domain.views.candidate_page import PROGRESS, CandidatePageStatus
from gateway.dispatch.dispatcher import Connecting
from gateway.pages import preferences, survey_form
from gateway.pages.fresh import FreshLinks
from gateway.pages.page_request import STOP, PageRequest
from gateway.pages.page_response import page
from gateway.pages.submissions import PageSubmissions, envelope, nonce
from gateway.pages.words import Words, language_names, own_name, words_for
from gateway.pages.zones import is_zone, zones
from ledger.people.page_links import Purpose
from starter.client import NoAnswer

LONGEST_TEXT: Final = 2000
"""Characters of a question."""

LONGEST_PAUSE: Final = timedelta(days=180)

SURVEY: Final = "survey"

SHOWN_AT_ONCE: Final = (STOP, str(Purpose.ERASURE), str(Purpose.START_AGAIN))
"""What the page shows although the clock has not been told."""

log = logging.getLogger("followup.gateway")


class Views:
    """What a plain link opens. All raise LedgerUnavailable."""

    def __init__(self, wishes: PageSubmissions, fresh: FreshLinks, connecting: Connecting) -> None:
        """`connecting` reaches the clocks, for what is answered with the decision: a pause."""
        self._wishes = wishes
        self._fresh = fresh
        self._connecting = connecting

    # ------------------------------------------------------------ where I stand

    async def status(self, request: PageRequest) -> Response:
        shown = request.page
        actions = [("ask", "question")]
        if _asked(request):
            actions.append(("survey", "survey"))
        actions.append(("preferences", "preferences"))
        if not shown.stopped:
            actions += [("resume" if shown.paused else "pause", "pause"), ("stop", "stop")]
        if _is_closed(request):
            actions.append(("again", "private"))
        actions.append(("data", "private"))
        person, tz = request.state.candidate, request.world.tz
        return _page(
            "status",
            request,
            name=greeting_name(person.first_name, person.last_name),
            progress=PROGRESS,
            actions=actions,
            local=lambda at: at.astimezone(tz),
            waiting=any(kind not in SHOWN_AT_ONCE for kind in request.waiting),
            home="",
        )

    # ------------------------------------------------------------ stop, ask, say how it was

    async def stop(self, request: PageRequest) -> Response:
        return _page("stop", request, home="")

    async def stop_now(self, request: PageRequest) -> Response:
        """By our own button, and by a mail program's one-click POST (RFC 8058), whatever the body says."""
        await self._wishes.record(request, STOP, [("opted_out", {"reason": "their own page"})])
        return _done(request, "stop.done", then=("private", "again"))

    async def question(self, request: PageRequest, errors: Mapping[str, str] | None = None) -> Response:
        within = _in_words(request.world.playbook.answer_within, request.words)
        return _form("question", request, errors, ("about", "text"), within=within, most=LONGEST_TEXT)

    async def ask(self, request: PageRequest) -> Response:
        text = request.form.get("text", "").strip()
        if not text or len(text) > LONGEST_TEXT:
            key = "question.wrong" if text else "question.missing"
            return await self.question(request, {"text": request.words(key, most=LONGEST_TEXT)})
        fields: dict[str, Any] = {"text": text, "channel": str(Channel.EMAIL), "automatic": False}
        if about := _one_of(request.page.standings, request.form.get("about", "")):
            fields["application_id"] = about.application_id
        await self._wishes.record(request, "question", [("reply_received", fields)])
        return _done(request, "question.done")

    async def survey(self, request: PageRequest, errors: Mapping[str, str] | None = None) -> Response:
        if asked := _asked(request):
            about = _one_of(asked, request.form.get("about", "")) or asked[0]
            message, questions, alike = _survey(request, about, asked)
            return _form(
                "survey",
                request,
                errors,
                ("about", *(one.field for one in questions)),
                asked=alike,
                questions=questions,
                is_sealed=bool(message),
            )
        if SURVEY in request.waiting or any(app.survey_answered for app in request.state.applications):
            return _done(request, "survey.done")
        return Response(status_code=303, headers={"location": request.here})  # nothing is over yet

    async def answer(self, request: PageRequest) -> Response:
        asked = _asked(request)
        about = _one_of(asked, request.form.get("about", "")) or next(iter(asked), None)
        if about is None:
            return await self.survey(request)
        message, questions, _ = _survey(request, about, asked)
        errors = survey_form.mistakes(questions, request.form, request.words)
        if not message and request.form.get("score", "") not in ("1", "2", "3", "4", "5"):
            errors = {"score": request.words("survey.wrong_score")} | errors  # the one question that we ask ourselves
        if errors:
            return await self.survey(request, errors)
        signal, fields = "survey_completed", survey_form.answers(message, questions, request.form)
        if not message:
            signal = "survey_answered"
            fields = {"score": int(request.form["score"]), "comment": request.form.get("comment", "").strip()}
        fields["application_id"] = about.application_id
        await self._wishes.record(request, SURVEY, [(signal, fields)])
        return _done(request, "survey.done")

    # ------------------------------------------------------------ how we reach them

    async def preferences(self, request: PageRequest, errors: Mapping[str, str] | None = None) -> Response:
        now = preferences.on_record(request)
        now |= {preferences.was(field): value for field, value in now.items()}
        more: dict[str, Any] = {"zones": zones(), "is_zone": is_zone, "languages": language_names()}
        more |= {
            "own_language": own_name(request.state.candidate.locale),
            "waiting": preferences.KIND in request.waiting,
        }
        return _form(
            "preferences", request, errors, tuple(now), now=now, wished=request.state.candidate.channel, **more
        )

    async def prefer(self, request: PageRequest) -> Response:
        """Through the inbox, so as `candidate_updated`: the update `set_preferences` needs an answer from Temporal."""
        if errors := preferences.mistakes(request):
            return await self.preferences(request, errors)
        changed = preferences.changes(request)
        if not changed:
            return _done(request, "preferences.same")
        await self._wishes.record(request, preferences.KIND, [("candidate_updated", {"candidate": changed})])
        return _done(
            request,
            "preferences.done",
            words_for(changed["locale"], country=request.world.country) if "locale" in changed else None,
        )

    async def pause(
        self, request: PageRequest, errors: Mapping[str, str] | None = None, *, away: bool = False
    ) -> Response:
        first, last = _pause_days(request)
        same: dict[str, Any] = {}
        if away and request.form.get("n"):  # said again it is the same wish
            same["nonce"] = request.form["n"]
        status = 503 if away else 200
        return _form("pause", request, errors, ("until",), status=status, first=first, last=last, away=away, **same)

    async def pause_now(self, request: PageRequest) -> Response:
        """Answered by the clock itself: what is shown here has been decided. Where it cannot be asked now, the form is
        given back as it was filled in. Raises NoSuchCandidate, Refused.
        """
        try:
            return await self._pause_now(request)
        except (TemporalUnreachable, NoAnswer) as error:
            log.warning("a candidate's pause could not be recorded: %s", type(error).__name__)
            return await self.pause(request, away=True)

    async def _pause_now(self, request: PageRequest) -> Response:
        if request.form.get("what") == "resume":
            await self._update(request, "resume")
            return _done(request, "pause.resume_done")
        first, last = _pause_days(request)
        until = _day(request.form.get("until", ""))
        if until is None or not first <= until <= last:
            said = request.words("pause.wrong", first=request.words.date(first), last=request.words.date(last))
            return await self.pause(request, {"until": said})
        begins_at = datetime.combine(until, time.min, zone(str(request.world.tz))).astimezone(UTC)
        await self._update(request, "pause", until=begins_at.isoformat(), reason="their own page")
        return _done(request, "pause.done", date=request.words.date(until))

    async def _update(self, request: PageRequest, name: str, **fields: Any) -> None:
        mark = request.form.get("n") or nonce()
        said = fields.get("until", "")  # the same form with another day is another wish
        event_id = f"page:{name}:{digest(request.candidate_id, mark, said)}"
        followup = await self._connecting()
        await followup.update(request.candidate_id, name, fields | envelope(event_id, request.world.now))

    # ------------------------------------------------------------ what only a freshly mailed link opens

    async def private(self, request: PageRequest, errors: Mapping[str, str] | None = None) -> Response:
        return _form("private", request, errors, ("what",), purposes=_purposes(request))

    async def ask_for_link(self, request: PageRequest) -> Response:
        if (what := request.form.get("what", "")) not in _purposes(request):
            return await self.private(request, {"what": request.words("private.missing")})
        self._fresh.ask(request, Purpose(what))
        return _done(request, "private.done")


def _page(template: str, request: PageRequest, *, status: int = 200, **values: Any) -> Response:
    known: dict[str, Any] = request.letterhead | {
        "here": request.here,
        "home": request.here,
        "personal": True,
        "page": request.page,
        "nonce": nonce(),
    }
    return page(template, request.words, known | values, status)


def _form(
    template: str,
    request: PageRequest,
    errors: Mapping[str, str] | None,
    fields: tuple[str, ...],
    now: Mapping[str, str] | None = None,
    **values: Any,
) -> Response:
    """A form as it was filled in, where it has errors, else with what holds `now`."""
    filled = {field: request.form.get(field, (now or {}).get(field, "")) for field in fields}
    return _page(template, request, errors=errors or {}, form=filled, **values)


def _done(
    request: PageRequest, key: str, words: Words | None = None, then: tuple[str, str] | None = None, **values: object
) -> Response:
    """It is recorded; never said before it is. `then`: a page to go on to, and which action leads there."""
    words = words or request.words
    said: dict[str, Any] = {
        "title": words(f"{key}_title"),
        "text": words(key, **values),
        "home": request.here,
        "personal": True,
        "then": (f"{request.here}/{then[0]}", words(f"status.{then[1]}")) if then else None,
    }
    return page("done", words, said | request.letterhead)


def _one_of(standings: tuple[CandidatePageStatus, ...], application_id: str) -> CandidatePageStatus | None:
    return next((one for one in standings if one.application_id == application_id), None)


def _asked(request: PageRequest) -> tuple[CandidatePageStatus, ...]:
    """The applications about which they may still say how we did; an answer that waits is one."""
    asked = tuple(one for one in request.page.standings if one.survey)
    return () if len(asked) == 1 and SURVEY in request.waiting else asked


def _survey(
    request: PageRequest, about: CandidatePageStatus, asked: tuple[CandidatePageStatus, ...]
) -> tuple[str, tuple[survey_form.Shown, ...], tuple[CandidatePageStatus, ...]]:
    """What they are asked about an application: the message that leads to it (nothing where it is the survey that comes
    with followup), the questions, and the applications about which the same is asked.
    """
    message, questions = survey_form.survey_of(request, about)
    alike = tuple(one for one in asked if survey_form.survey_of(request, one)[0] == message)
    company = request.world.playbook.company.name
    return message, survey_form.shown(questions or _OURS, request.words, company), alike


_OURS: Final = (Question(kind="score"), Question(kind="words"))
"""What is asked where the playbook asks nothing."""


def _is_closed(request: PageRequest) -> bool:
    """Is there something to open again by mail?"""
    closed = {*request.state.closed_channels, *request.world.suppressed}
    return request.state.stopped or Channel.EMAIL in closed


def _purposes(request: PageRequest) -> list[str]:
    again = [Purpose.START_AGAIN] if _is_closed(request) else []
    return [str(purpose) for purpose in (Purpose.DATA, Purpose.ERASURE, *again)]


def _pause_days(request: PageRequest) -> tuple[date, date]:
    today = request.world.now.astimezone(request.world.tz).date()
    return today + timedelta(days=1), today + LONGEST_PAUSE


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _in_words(within: Duration, words: Words) -> str:
    if within.business_days == 1:
        return words("within.day")
    return words("within.days", n=within.business_days) if within.business_days else words("within.soon")
