"""The page on which a colleague answers what they were asked about a candidate, under `/f/<token>`.

A GET shows it and changes nothing, so that mail scanners answer nothing. A press is put into the inbox first and told
to the clock after, as candidates' wishes are. What they say is for whoever decides: no page of a candidate shows it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from clock import Clock
from domain.events.releases import NewerRelease
from domain.names import digest
from domain.people import person_names
from domain.people.team import colleague_mark
from domain.playbook.model import NewerPlaybook
from domain.reducers.colleagues import FEEDBACK, about_interview, record_of
from domain.state.model import Application, CandidateState, Interview
from domain.time.zones import zone
from gateway.pages.page_request import form_of, shown
from gateway.pages.page_response import page
from gateway.pages.submissions import PageSource, Storing
from gateway.pages.words import Words, words_for
from integrations.arrivals import Request as HookRequest
from integrations.arrivals import UnverifiedRequest
from ledger.inbox.rows import Arrival
from ledger.people.colleague_links import Question
from ledger.playbooks.in_force import NoPlaybook
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger("followup.gateway")

SOURCE: Final = "colleague"
"""Of what colleagues answer on their pages: in the inbox, and on the timeline."""

LONGEST_TEXT: Final = 2000
"""Characters of what they add."""

_AWAY: Final = (LedgerUnavailable, NoPlaybook, NewerRelease, NewerPlaybook)


@dataclass(frozen=True)
class Visit:
    """One request to one question's page."""

    token: str
    question: Question
    state: CandidateState
    app: Application
    company: str
    timezone: str
    words: Words
    form: Mapping[str, str]

    @property
    def is_feedback(self) -> bool:
        return self.question.what.startswith(f"{FEEDBACK}:")

    @property
    def answers(self) -> tuple[str, ...]:
        return ("yes", "no", "unsure") if self.is_feedback else ("yes", "no")

    @property
    def interview(self) -> Interview | None:
        return next((i for i in self.app.interviews if about_interview(i) == self.question.what), None)

    @property
    def interview_id(self) -> str:
        """Also of one that has been moved since."""
        return self.question.what.partition(":")[2].rpartition(".")[0]

    @property
    def name(self) -> str:
        """Of the candidate."""
        person = self.state.candidate
        return person_names.full_name(person.first_name, person.last_name) or self.words("answer.somebody")

    @property
    def colleague(self) -> dict[str, str]:
        """Whose word is wanted, as far as they are on record still."""
        known = [self.app.hiring_manager, self.app.recruiter]
        known += [one for interview in self.app.interviews for one in interview.interviewers]
        for one in known:
            if colleague_mark(one.name, one.email) == self.question.who:
                return {"name": one.name, "email": one.email}
        return {"name": "", "email": ""}


def find(ledger: Ledger, token: str, accepted: str, form: Mapping[str, str], now: datetime) -> Visit | None:
    """Which question a token asks; None where it opens nothing, for whatever reason. Raises LedgerUnavailable."""
    opened = ledger.colleague_links.live(token, now)
    if opened is None:
        return None
    question = opened.question
    candidate_id = ledger.owner_of(question.candidate_id)
    if candidate_id != question.candidate_id and not ledger.links.holds(candidate_id, opened.made_at):
        return None
    snapshot = ledger.snapshot(candidate_id)
    state = shown(snapshot) if snapshot is not None else None
    app = state.meant(question.application_id) if state is not None else None
    if state is None or app is None or state.erased_at is not None:
        return None
    company = ledger.playbooks.rules().playbook.company
    words = words_for("", accepted, company.country)
    return Visit(token, question, state, app, company.name, company.timezone, words, form)


class ColleaguePages:
    """Shows the question, and records the answer."""

    def __init__(self, ledger: Ledger, storing: Storing, wake: Callable[[], None], clock: Clock) -> None:
        """`wake` is called when something has been stored."""
        self._ledger = ledger
        self._store = storing
        self._wake = wake
        self._clock = clock

    async def get(self, request: Request) -> Response:
        return await self._answering(request, {})

    async def post(self, request: Request) -> Response:
        try:
            form = await form_of(request)
        except ClientDisconnect:
            return Response(status_code=400)
        return await self._answering(request, form)

    async def nowhere(self, request: Request) -> Response:
        return _nothing(_words(request), "answer_gone", 404)

    async def _answering(self, request: Request, form: Mapping[str, str]) -> Response:
        accepted = request.headers.get("accept-language", "")
        token = request.path_params["token"]
        try:
            visit = await asyncio.to_thread(find, self._ledger, token, accepted, form, self._clock())
            if visit is None:
                return _nothing(_words(request), "answer_gone", 404)
            if request.method != "POST":
                return self._show(visit)
            if request.headers.get("sec-fetch-site") == "cross-site":
                return self._show(visit, {"answer": visit.words("answer.from_here")})
            return await self._take(visit)
        except _AWAY as error:
            log.warning("a colleague's page could not be served: %s", type(error).__name__)
            return _nothing(_words(request), "answer_away", 503)

    def _show(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        words, interview = visit.words, visit.interview
        before = record_of(visit.app, visit.question.what, visit.question.who)
        on = words.date(interview.at.astimezone(zone(visit.timezone)).date()) if interview is not None else ""
        return page(
            "answer",
            words,
            {
                "company": visit.company,
                "kind": "feedback" if visit.is_feedback else "employed",
                "name": visit.name,
                "job": visit.app.job_title or visit.app.job_id,
                "on": on,
                "colleague": visit.colleague["name"],
                "answers": visit.answers,
                "before": before.answer if before.answered_at is not None else None,
                "is_over": visit.is_feedback and not visit.app.is_open,
                "mark": self._ledger.colleague_links.form(visit.token),
                "text": visit.form.get("text", ""),
                "most": LONGEST_TEXT,
                "errors": errors or {},
            },
        )

    async def _take(self, visit: Visit) -> Response:
        words, answer, text = visit.words, visit.form.get("answer", ""), visit.form.get("text", "").strip()
        if not self._ledger.colleague_links.is_form(visit.form.get("n", ""), visit.token):
            return self._show(visit, {"answer": words("answer.from_here")})
        errors = {}
        if len(text) > LONGEST_TEXT:
            errors["text"] = words("answer.too_long", most=LONGEST_TEXT)
        if answer not in visit.answers:
            errors["answer"] = words("answer.missing")
        if errors:
            return self._show(visit, errors)
        await self._record(visit, answer, text)
        said = {"title": words("answer.done_title"), "text": words(f"answer.done_{answer}"), "company": visit.company}
        return page("done", words, said | {"then": (f"/f/{visit.token}", words("answer.change"))})

    async def _record(self, visit: Visit, answer: str, text: str) -> None:
        """Durably; the same form sent twice is one answer. Raises LedgerUnavailable."""
        question, by, now = visit.question, visit.colleague, self._clock()
        whose = {"application_id": visit.app.application_id, "by": by, "asked": question.who}
        if visit.is_feedback:
            about = {"about": "interview", "interview_id": visit.interview_id}
            tells = [("feedback_received", about | {"answer": answer, "text": text} | whose)]
        else:
            tells = [("feedback_received", {"about": "employment", "answer": answer, "text": text} | whose)]
            if answer == "no":
                tells.append(("left", whose))
        said = json.dumps(tells, sort_keys=True)
        key = f"answer:{digest(question.candidate_id, visit.form['n'], said)}"
        facts = [
            {"signal": signal, "fact": fields | _envelope(f"{SOURCE}:{key}:{position}", by["name"], now)}
            for position, (signal, fields) in enumerate(tells)
        ]
        candidate_id = visit.state.candidate.candidate_id
        body = json.dumps({"candidate_id": candidate_id, "tells": facts})
        await self._store([Arrival(SOURCE, key, "answer", candidate_id, body, now)])
        self._wake()


def _envelope(event_id: str, author: str, at: datetime) -> dict[str, Any]:
    """Who says it, and when."""
    return {"event_id": event_id, "occurred_at": at.isoformat(), "source": SOURCE, "author": author or "a colleague"}


def _words(request: Request) -> Words:
    return words_for("", request.headers.get("accept-language", ""))


def _nothing(words: Words, what: str, status: int) -> Response:
    return page("nothing", words, {"what": what}, status)


class ColleagueSource(PageSource):
    """How the sweeper reads what colleagues' pages put into the inbox. Nothing comes in by it from outside."""

    source = SOURCE

    def verify(self, request: HookRequest) -> None:
        raise UnverifiedRequest("There is no hook for this.")


def colleague_routes(ledger: Ledger, storing: Storing, wake: Callable[[], None], clock: Clock) -> APIRouter:
    """All pages under /f/."""
    pages, router = ColleaguePages(ledger, storing, wake, clock), APIRouter()
    router.add_api_route("/f/{token}", pages.get, methods=["GET", "HEAD"], include_in_schema=False)
    router.add_api_route("/f/{token}", pages.post, methods=["POST"], include_in_schema=False)
    router.add_api_route("/f/{rest:path}", pages.nowhere, methods=["GET", "HEAD", "POST"], include_in_schema=False)
    return router
