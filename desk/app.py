"""The desk's application: what colleagues read and do in a browser, on the ledger and the typed calls alone."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from clock import Clock, host_now
from connection import connect
from desk.access.cookies import Seals
from desk.access.identity import Identifying
from desk.access.login import Mailing, login_routes
from desk.access.roles import EVERYBODY, LEADS, READERS, SEE_JOBS, SEE_SYSTEM
from desk.acts.acts import act_routes
from desk.acts.several import several
from desk.coming_in.company import begin, beginning, set_up
from desk.coming_in.file_page import bring_in, choose, go, leave, take_file
from desk.coming_in.setting_up import SettingUp
from desk.editing.routes import EDITING_PAGES
from desk.http.guard import Guard
from desk.http.rendering import file_response, page
from desk.http.visits import LOOPBACK, TABS, Connecting, Desk, Tab, View, Visit, route
from desk.locales.translating import LANGUAGES, N_, Languages, _
from desk.pages.candidate import candidate, letter, same
from desk.pages.candidates import candidates
from desk.pages.feedback import feedback, give
from desk.pages.jobs import job, jobs
from desk.pages.playbook import playbook, words
from desk.pages.report import report, report_page
from desk.pages.system import system
from desk.pages.today import take_up, tally, today, words_of_approval
from domain.people.team import MANAGER
from ledger.store import Ledger
from settings import Settings
from starter.client import Followup

log = logging.getLogger("followup.desk")

TABS[:] = [
    Tab("/", N_("Today"), READERS, "sun"),
    Tab("/feedback", N_("Feedback"), frozenset({MANAGER}), "check"),
    Tab("/candidates", N_("Candidates"), READERS, "people"),
    Tab("/jobs", N_("Jobs"), SEE_JOBS, "case"),
    Tab("/playbook", N_("Playbook"), READERS, "book"),
    Tab("/report", N_("Report"), LEADS, "chart"),
    Tab("/system", N_("System"), SEE_SYSTEM, "pulse"),
]

_PAGES: Final[tuple[tuple[str, View, frozenset[str], str], ...]] = (
    ("/candidates", candidates, READERS, "GET"),
    ("/candidates/{ident}", candidate, READERS, "GET"),
    ("/several", several, READERS, "POST"),
    ("/begin", begin, LEADS, "GET"),
    ("/begin", set_up, LEADS, "POST"),
    ("/bring-in", bring_in, LEADS, "GET"),
    ("/bring-in", take_file, LEADS, "POST"),
    ("/bring-in/choices", choose, LEADS, "POST"),
    ("/bring-in/go", go, LEADS, "POST"),
    ("/bring-in/leave", leave, LEADS, "POST"),
    ("/same", same, READERS, "GET"),
    ("/letter", letter, READERS, "GET"),
    ("/waits/{task}", words_of_approval, READERS, "GET"),
    ("/later", take_up, READERS, "POST"),
    ("/tally", tally, READERS, "GET"),
    ("/feedback", feedback, SEE_JOBS, "GET"),
    ("/feedback", give, SEE_JOBS, "POST"),
    ("/jobs", jobs, SEE_JOBS, "GET"),
    ("/jobs/{job:path}", job, SEE_JOBS, "GET"),
    ("/playbook", playbook, READERS, "GET"),
    ("/playbook/words", words, READERS, "GET"),
    *EDITING_PAGES,
    ("/report", report, LEADS, "GET"),
    ("/report/page", report_page, LEADS, "GET"),
    ("/system", system, SEE_SYSTEM, "GET"),
)


@dataclass(frozen=True)
class Given:
    """What the desk can't make for itself, since it knows no mail server, no identity provider and no command. None
    where this installation has none.
    """

    mailing: Mailing | None = None
    identifying: Identifying | None = None
    setting_up: SettingUp | None = None
    languages: Languages = LANGUAGES


_NOTHING: Final = Given()


def create_app(
    settings: Settings,
    ledger: Ledger,
    *,
    connecting: Connecting | None = None,
    given: Given = _NOTHING,
    clock: Clock = host_now,
) -> Starlette:
    """The application over a ledger whose tables are up to date.

    `connecting` is how Temporal is reached, else by the settings; it may be away.
    """
    url = urlsplit(settings.desk_url or "")
    hosts = LOOPBACK | ({_name(url.netloc)} if url.netloc else frozenset())
    origins = frozenset({f"{url.scheme}://{url.netloc}".lower()} if url.netloc else ())
    https = url.scheme == "https"
    connecting = connecting or _once(settings, ledger, clock)
    desk = Desk(settings, ledger, connecting, Seals(settings.keys), clock, origins, https, setting_up=given.setting_up)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield

    app = Starlette(
        routes=[
            Route("/", route(desk, first, EVERYBODY), methods=["GET"]),
            *(Route(path, route(desk, view, roles), methods=[method]) for path, view, roles, method in _PAGES),
            *act_routes(desk),
            *login_routes(desk, given.mailing, given.identifying),
            Route("/static/{mark}/{name}", _file, methods=["GET"]),
            Route("/healthz", _well, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, hosts=hosts, https=https, languages=given.languages)],
        exception_handlers={404: _nowhere, 405: _nowhere},
        lifespan=lifespan,
    )
    app.state.desk = desk
    return app


async def first(visit: Visit) -> Response:
    """`/`: today, or for those without such a list the page that is theirs. Where nobody has come in yet, a lead is led
    through the first hour.
    """
    if visit.who.role in LEADS and (page_of := (await visit.read(beginning, visit.ledger)).page):
        return visit.redirect(page_of)
    if visit.who.role in READERS:
        return await today(visit)
    return visit.redirect("/feedback" if visit.who.role == MANAGER else "/system")


async def _file(request: Request) -> Response:
    found = file_response(request.path_params["mark"], request.path_params["name"])
    return found or PlainTextResponse("There is no such file.\n", 404)


async def _well(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _nowhere(_request: Request, _error: Exception) -> Response:
    return page(
        "nothing", {"title": _("No such page"), "words": _("There is no page at this address."), "home": "/"}, 404
    )


def _name(netloc: str) -> str:
    return netloc.rpartition("@")[2].partition(":")[0].lower()


def _once(settings: Settings, ledger: Ledger, clock: Clock) -> Connecting:
    """Connect when it is first needed, and keep the connection; it finds its way back by itself."""
    kept: Followup | None = None

    async def connected() -> Followup:
        nonlocal kept
        if kept is None:
            kept = Followup(await connect(settings, ledger.keys, quiet=True), ledger, "", clock)
        return kept

    return connected
