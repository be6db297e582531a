"""The addresses of the candidates' pages. The token in the path is all that a request is judged by: there are no
cookies and no logins, so somebody else's page can send nothing in a candidate's name that needs guarding against.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from channels.building import email_sender
from channels.sender import Sender
from clock import Clock
from connection import TemporalUnreachable
from domain.events.releases import NewerRelease
from domain.playbook.model import NewerPlaybook
from gateway.dispatch.dispatcher import Connecting
from gateway.pages.fresh import FreshLinks
from gateway.pages.fresh_views import FreshViews
from gateway.pages.page_request import PageRequest, find, form_of
from gateway.pages.page_response import away, gone
from gateway.pages.submissions import PageSubmissions, Storing
from gateway.pages.views import Views
from gateway.pages.words import words_for
from ledger.store import Ledger, LedgerUnavailable, NoPlaybook
from settings import BadSetting, Settings
from starter.client import Followup, NoAnswer, NoSuchCandidate, Refused

log = logging.getLogger("followup.gateway")

_AWAY: Final = (
    LedgerUnavailable,
    NoPlaybook,
    NewerRelease,
    NewerPlaybook,
    TemporalUnreachable,
    NoAnswer,
    NoSuchCandidate,
    Refused,
)
"""What keeps a page from being shown or a wish from being recorded; the last two where two ids are joined meanwhile."""

View = Callable[[PageRequest], Awaitable[Response]]


def page_routes(
    settings: Settings,
    ledger: Ledger,
    storing: Storing,
    wake: Callable[[], None],
    connecting: Connecting,
    clock: Clock,
) -> APIRouter:
    """All pages under /c/. Raises BadSetting where the way out for mail is set up wrongly."""
    wishes = PageSubmissions(storing, wake, clock)
    links = FreshLinks(ledger, _mailer(settings), settings.public_url or "", clock)
    views, fresh = Views(wishes, links, _once(connecting)), FreshViews(ledger, wishes)
    pages: dict[str, tuple[View, View | None]] = {
        "": (_by_kind(views.status, fresh.show), _by_kind(None, fresh.carry_out)),
        "/stop": (_by_kind(views.stop), _by_kind(views.stop_now)),
        "/question": (_by_kind(views.question), _by_kind(views.ask)),
        "/survey": (_by_kind(views.survey), _by_kind(views.answer)),
        "/preferences": (_by_kind(views.preferences), _by_kind(views.prefer)),
        "/pause": (_by_kind(views.pause), _by_kind(views.pause_now)),
        "/private": (_by_kind(views.private), _by_kind(views.ask_for_link)),
    }

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        yield
        await links.close()

    router = APIRouter(lifespan=lifespan)
    for path, (show, take) in pages.items():
        shown, taken = _answering(ledger, show, clock), _answering(ledger, take or show, clock)
        router.add_api_route(f"/c/{{token}}{path}", shown, methods=["GET", "HEAD"], include_in_schema=False)
        router.add_api_route(f"/c/{{token}}{path}", taken, methods=["POST"], include_in_schema=False)
    router.add_api_route("/c/{rest:path}", _nowhere, methods=["GET", "HEAD", "POST"], include_in_schema=False)
    return router


def _by_kind(plain: View | None, fresh: View | None = None) -> View:
    """A link opens what it was made for, and for anything else it is none."""

    async def view(request: PageRequest) -> Response:
        meant = fresh if request.opened.purpose else plain
        return gone(request.words) if meant is None else await meant(request)

    return view


def _answering(ledger: Ledger, view: View, clock: Clock) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        accepted = request.headers.get("accept-language", "")
        try:
            form = await form_of(request) if request.method == "POST" else {}
            token = request.path_params["token"]
            visit = await asyncio.to_thread(find, ledger, token, accepted, form, clock())
            return gone(words_for("", accepted)) if visit is None else await view(visit)
        except _AWAY as error:
            log.warning("a candidate's page could not be served: %s", type(error).__name__)
            return away(words_for("", accepted))
        except ClientDisconnect:
            return Response(status_code=400)

    return answer


async def _nowhere(request: Request) -> Response:
    return gone(words_for("", request.headers.get("accept-language", "")))


def _once(connecting: Connecting) -> Connecting:
    """Connect when it is first needed, and keep the connection; it finds its way back by itself."""
    kept: Followup | None = None

    async def connected() -> Followup:
        nonlocal kept
        if kept is None:
            kept = await connecting()
        return kept

    return connected


def _mailer(settings: Settings) -> Sender:
    try:
        return email_sender(settings)
    except ValueError as error:
        raise BadSetting(str(error)) from None
