"""Logging in and out: by a link that is printed on this machine, or mailed to a colleague of the team.

A mailed link opens a page with one button, so that a mail scanner which follows links logs nobody in. A printed one
logs in at once. Either works once. What is asked for an address that nobody has is answered as for one that somebody
has, so that nobody can find out who works here.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desk.access.cookies import COOKIE
from desk.access.roles import EVERYBODY
from desk.http.rendering import page
from desk.http.visits import AWAY, FORGED, Desk, Visit, form_of, from_here, route
from domain.addresses import BadAddress, normal_email
from ledger.engine import LedgerUnavailable
from ledger.people.desk_access import SESSION_LIFE, Person, of_team

log = logging.getLogger("followup.desk")

Mailing = Callable[[Person, str], Awaitable[None]]
"""Mails a colleague a link."""

TRIES: Final = 30
"""Links that log in nobody, from everywhere together, within `SPAN`; more get 429, and no line on record."""
SPAN: Final = timedelta(minutes=5)

SENT: Final = (
    "If this address is on the team, a link is on its way. It works once, for half an hour. Check your spam "
    "folder, too."
)
NO_MAIL: Final = (
    "This installation can't send email. Ask the person who runs followup for a link from `followup desk link`."
)
DEAD: Final = "It has expired, or someone has already used it. Ask for another."
TOO_MANY: Final = "Too many links that don't work were tried. Try again in five minutes."


class Tries:
    """How many links were tried lately that log nobody in. For one event loop."""

    def __init__(self) -> None:
        self._failed: deque[datetime] = deque(maxlen=TRIES)

    def are_too_many(self, now: datetime) -> bool:
        return len(self._failed) == TRIES and now - self._failed[0] < SPAN

    def failed(self, now: datetime) -> None:
        self._failed.append(now)


class Door:
    """The pages that somebody sees who isn't logged in."""

    def __init__(self, desk: Desk, mailing: Mailing | None) -> None:
        """`mailing` is None where this installation sends no mail."""
        self._desk, self._mailing = desk, mailing
        self._tries = Tries()

    async def ask(self, _request: Request) -> Response:
        """`GET /login`: which address a link goes to."""
        return self._login()

    def _login(self, problem: str = "") -> Response:
        values = {"sends": self._mailing is not None, "problem": problem, "no_mail": NO_MAIL}
        return page("login", values, 422 if problem else 200)

    async def send(self, request: Request) -> Response:
        """`POST /login`: mail a link to a colleague; the answer is the same for an address that nobody has."""
        access, now = self._desk.ledger.desk, self._desk.clock()
        try:
            address = normal_email((await form_of(request)).get("email", "").strip())
        except BadAddress as error:
            return self._login(f"{str(error).rstrip('.')}.")
        if self._mailing is None:
            return _say("No mail", NO_MAIL, 409)
        known = (await asyncio.to_thread(self._desk.ledger.team.all)).find("", address)
        if known is None or not known.role:
            await asyncio.to_thread(access.note, "asked for a link: not on the team", "", now)
        elif (token := await asyncio.to_thread(access.mailed_link, of_team(known), now)) is not None:
            await asyncio.to_thread(access.note, "asked for a link", known.email, now)
            sending = asyncio.ensure_future(self._mailing(of_team(known), token))
            _UNDER_WAY.add(sending)  # not waited for: an address that nobody has is answered as soon
            sending.add_done_callback(_UNDER_WAY.discard)
        return _say("Check your email", SENT)

    async def come_in(self, request: Request) -> Response:
        """`/in/<token>`: a printed link logs in at once, and a mailed one asks for a press first."""
        access, now, token = self._desk.ledger.desk, self._desk.clock(), request.path_params["token"]
        found = await asyncio.to_thread(access.look, token, now)
        if found is None:  # looked at first: else made-up links would keep everybody out
            return _say("Wait a little", TOO_MANY, 429) if self._tries.are_too_many(now) else await self._dead(now)
        person, mailed = found
        if mailed and request.method != "POST":
            return page("come_in", {"who": person.shown, "token": token})
        if request.method == "HEAD":
            return Response()
        begun = await asyncio.to_thread(access.log_in, token, now)
        if begun is None:
            return await self._dead(now)
        await asyncio.to_thread(access.note, "logged in", begun[1].shown, now)
        answer = RedirectResponse("/", 303)
        _keep(answer, self._desk.seals.cookie(begun[0]), https=self._desk.https)
        return answer

    async def _dead(self, now: datetime) -> Response:
        self._tries.failed(now)
        await asyncio.to_thread(self._desk.ledger.desk.note, "a link that doesn't work", "", now)
        return _say("This link no longer works", DEAD, 404)

    async def leave(self, visit: Visit) -> Response:
        """`POST /out`."""
        await visit.read(visit.ledger.desk.end, visit.session.mark, visit.now)
        await visit.read(visit.ledger.desk.note, "logged out", visit.who.shown, visit.now)
        self._desk.said.pop(visit.session.mark, None)
        answer = _say("Logged out", "You're logged out in this browser.")
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=self._desk.https)
        return answer

    def safely(self, view: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """What answers a request: a page also where the ledger is away, and nothing to another site's page."""

        async def answer(request: Request) -> Response:
            try:
                if request.method == "POST" and not from_here(self._desk, request):
                    return _say("Not done", FORGED, 403)
                return await view(request)
            except LedgerUnavailable:
                return page("nothing", {"title": "Back soon", "words": AWAY, "home": ""}, 503, {"retry-after": "30"})
            except ClientDisconnect:
                return Response(status_code=400)

        return answer


def login_routes(desk: Desk, mailing: Mailing | None) -> list[Route]:
    """`/login`, `/in/<token>` and `/out`."""
    door = Door(desk, mailing)
    return [
        Route("/login", door.safely(door.ask), methods=["GET"]),
        Route("/login", door.safely(door.send), methods=["POST"]),
        Route("/in/{token}", door.safely(door.come_in), methods=["GET", "HEAD", "POST"]),
        Route("/out", route(desk, door.leave, EVERYBODY), methods=["POST"]),
    ]


_UNDER_WAY: Final[set[asyncio.Future[None]]] = set()


def _say(title: str, words: str, status: int = 200) -> Response:
    return page("nothing", {"title": title, "words": words, "home": "/login"}, status)


def _keep(answer: Response, cookie: str, *, https: bool) -> None:
    life = int(SESSION_LIFE.total_seconds())
    answer.set_cookie(COOKIE, cookie, max_age=life, path="/", httponly=True, samesite="lax", secure=https)
