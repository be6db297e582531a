"""Logging in and out: by a link that is printed on this machine or mailed to a colleague of the team, or by
the company's identity provider.

A mailed link opens a page with one button, so that a mail scanner which follows links logs nobody in. A printed one
logs in at once. Either works once. What is asked for an address that nobody has is answered as for one that somebody
has, so that nobody can find out who works here.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from urllib.parse import quote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from desk.access.cookies import cookie_name
from desk.access.identity import COOKIE, LIFE, Identifying, IdentityAway, NotIdentified, PendingLogins
from desk.access.roles import EVERYBODY
from desk.http.rendering import page
from desk.http.visits import AWAY, FORGED, Desk, Visit, form_of, from_here, route, safe_path
from desk.locales.translating import N_, _
from domain.addresses import BadAddress, normal_email
from ledger.engine import LedgerUnavailable
from ledger.people.desk_access import SESSION_LIFE, Person, of_team

log = logging.getLogger("followup.desk")

Mailing = Callable[[Person, str], Awaitable[None]]
"""Mails a colleague a link."""

TRIES: Final = 30
"""Links that log in nobody, from everywhere together, within `SPAN`; more get 429, and no line on record."""
SPAN: Final = timedelta(minutes=5)

PROVIDER_THREADS: Final = 2
PROVIDER_WAITING: Final = 16
"""Logins that wait for the identity provider at the same time; more are told that it's away."""

_Answer = TypeVar("_Answer")

SENT: Final = N_(
    "If this address is on the team, a link is on its way. It works once, for half an hour. Check your spam "
    "folder, too."
)
NO_MAIL: Final = N_(
    "This installation can't send email. Ask the person who runs followup for a link from `followup desk link`."
)
DEAD: Final = N_("It has expired, or someone has already used it. Ask for another.")
PROVIDER_AWAY: Final = N_("Your company's login isn't responding. Try again in a minute, or use a link instead.")
NOT_BEGUN_HERE: Final = N_("This login wasn't begun in this browser, or took longer than ten minutes. Log in again.")
NOT_IDENTIFIED: Final = N_("Your company's login didn't confirm who you are. Log in again, or use a link instead.")
NOT_VERIFIED: Final = N_(
    "Your company's login doesn't confirm your email address, so we can't tell who you are. Ask whoever looks after "
    "it to send a verified address, or use a link instead."
)
NOT_ON_THE_TEAM: Final = N_(
    "Your company's login knows you, but %(email)s isn't on the team here. Ask a recruiting lead to add you."
)

TOO_MANY: Final = N_("Too many links that don't work were tried. Try again in five minutes.")


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

    def __init__(self, desk: Desk, mailing: Mailing | None, identifying: Identifying | None) -> None:
        """`mailing` is None where this installation sends no mail, `identifying` where it has no identity provider."""
        self._desk, self._mailing, self._identifying = desk, mailing, identifying
        self._tries = Tries()
        self._pending = PendingLogins(desk.settings.keys)
        # Threads of their own: while the provider lets us wait, everybody else goes on.
        self._asking = ThreadPoolExecutor(PROVIDER_THREADS, thread_name_prefix="identity")
        self._waiting = 0
        self._pending_cookie = cookie_name(COOKIE, https=desk.https)

    async def ask(self, request: Request) -> Response:
        """`GET /login`: which address a link goes to."""
        return self._login(then=request.query_params.get("next", ""))

    def _login(self, problem: str = "", *, away: str = "", then: str = "") -> Response:
        """`problem` is about the address that was typed, `away` about the identity provider."""
        values = {
            "sends": self._mailing is not None,
            "identifies": self._identifying is not None,
            "then": quote(safe_path(then), safe="") if then else "",
            "problem": problem,
            "away": away,
            "no_mail": _(NO_MAIL),
        }
        return page("login", values, 503 if away else 422 if problem else 200)

    async def send(self, request: Request) -> Response:
        """`POST /login`: mail a link to a colleague; the answer is the same for an address that nobody has."""
        access, now = self._desk.ledger.desk, self._desk.clock()
        try:
            address = normal_email((await form_of(request)).get("email", "").strip())
        except BadAddress as error:
            return self._login(f"{str(error).rstrip('.')}.")
        if self._mailing is None:
            return _say(_("No mail"), _(NO_MAIL), 409)
        known = (await asyncio.to_thread(self._desk.ledger.team.all)).find("", address)
        if known is None or not known.role or known.has_left(now):
            await asyncio.to_thread(access.note, "asked for a link: not on the team", "", now)
        elif (token := await asyncio.to_thread(access.mailed_link, of_team(known), now)) is not None:
            await asyncio.to_thread(access.note, "asked for a link", known.email, now)
            sending = asyncio.ensure_future(self._mailing(of_team(known), token))
            _UNDER_WAY.add(sending)  # not waited for: an address that nobody has is answered as soon
            sending.add_done_callback(_UNDER_WAY.discard)
        return _say(_("Check your email"), _(SENT))

    async def come_in(self, request: Request) -> Response:
        """`/in/<token>`: a printed link logs in at once, and a mailed one asks for a press first."""
        access, now, token = self._desk.ledger.desk, self._desk.clock(), request.path_params["token"]
        found = await asyncio.to_thread(access.look, token, now)
        if found is None:  # looked at first: else made-up links would keep everybody out
            return (
                _say(_("Wait a little"), _(TOO_MANY), 429) if self._tries.are_too_many(now) else await self._dead(now)
            )
        person, mailed = found
        if mailed and request.method != "POST":
            return page("come_in", {"who": person.shown, "token": token})
        if request.method == "HEAD":
            return Response()
        begun = await asyncio.to_thread(access.log_in, token, now)
        if begun is None:
            return await self._dead(now)
        await asyncio.to_thread(access.note, "logged in", begun[1].shown, now)
        return self._let_in(begun[0], "/")

    def _let_in(self, token: str, then: str) -> Response:
        answer = RedirectResponse(safe_path(then), 303)
        life = int(SESSION_LIFE.total_seconds())
        self._keep(answer, self._desk.cookie, self._desk.seals.cookie(token), life)
        return answer

    def _keep(self, answer: Response, name: str, value: str, seconds: int) -> None:
        """Give the browser a cookie; with 0 seconds take it away."""
        answer.set_cookie(
            name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=self._desk.https
        )

    # ------------------------------------------------------------ by the identity provider

    async def go(self, request: Request) -> Response:
        """`GET /login/company`: to the provider's own page."""
        assert self._identifying is not None
        then = request.query_params.get("next", "")
        try:
            begun = await self._asked(self._identifying.begin, self._back_to(request))
        except IdentityAway as error:
            return self._provider_away(error, then)
        answer = RedirectResponse(begun.url, 303)
        cookie = self._pending.cookie(begun, safe_path(then), self._desk.clock())
        self._keep(answer, self._pending_cookie, cookie, int(LIFE.total_seconds()))
        return answer

    async def come_back(self, request: Request) -> Response:
        """`GET /login/company/back`: from the provider's page. What had begun is over, whatever comes of it."""
        answer = await self._identified(request)
        self._keep(answer, self._pending_cookie, "", 0)
        return answer

    async def _identified(self, request: Request) -> Response:
        assert self._identifying is not None
        desk, now, said = self._desk, self._desk.clock(), request.query_params
        pending = self._pending.come_back(request.cookies.get(self._pending_cookie, ""), said.get("state", ""), now)
        if pending is None:
            return await self._refused("a login that wasn't begun here", "", _(NOT_BEGUN_HERE), 400)
        try:
            address = await self._asked(
                self._identifying.finish, dict(said), pending.nonce, pending.verifier, self._back_to(request)
            )
        except IdentityAway as error:
            return self._provider_away(error, pending.then)
        except NotIdentified as error:
            log.warning("a login with the identity provider was refused: %s", error)
            return await self._refused("a login that the provider doesn't confirm", "", _(NOT_IDENTIFIED), 403)
        try:
            email = normal_email(address)
        except BadAddress:
            return await self._refused("a login without a verified address", "", _(NOT_VERIFIED), 403)
        known = (await asyncio.to_thread(desk.ledger.team.all)).find("", email)
        if known is None or not known.role or known.has_left(now):
            words = _(NOT_ON_THE_TEAM, email=email)
            return await self._refused("a login of somebody who isn't on the team", email, words, 403)
        token = await asyncio.to_thread(desk.ledger.desk.begin, of_team(known), now)
        await asyncio.to_thread(desk.ledger.desk.note, "logged in with the company's login", known.shown, now)
        return self._let_in(token, pending.then)

    async def _asked(self, question: Callable[..., _Answer], *about: Any) -> _Answer:
        """What the provider answers. Raises IdentityAway, at once where many wait for it already."""
        if self._waiting >= PROVIDER_WAITING:
            raise IdentityAway("too many logins wait for the identity provider")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._asking, question, *about)
        finally:
            self._waiting -= 1

    async def _refused(self, kind: str, who: str, words: str, status: int) -> Response:
        await asyncio.to_thread(self._desk.ledger.desk.note, kind, who, self._desk.clock())
        return _say(_("Not logged in"), words, status)

    def _provider_away(self, error: IdentityAway, then: str) -> Response:
        log.warning("nobody can log in with the identity provider: %s", error)
        return self._login(away=_(PROVIDER_AWAY), then=then)

    def _back_to(self, request: Request) -> str:
        """The address that the provider sends somebody back to: as it knows us, else on this machine."""
        base = self._desk.settings.desk_url or f"http://{request.headers.get('host', '')}"
        return base + BACK

    # ------------------------------------------------------------ links that are dead, and out

    async def _dead(self, now: datetime) -> Response:
        self._tries.failed(now)
        await asyncio.to_thread(self._desk.ledger.desk.note, "a link that doesn't work", "", now)
        return _say(_("This link no longer works"), _(DEAD), 404)

    async def leave(self, visit: Visit) -> Response:
        """`POST /out`."""
        await visit.read(visit.ledger.desk.end, visit.session.mark, visit.now)
        await visit.read(visit.ledger.desk.note, "logged out", visit.who.shown, visit.now)
        self._desk.said.pop(visit.session.mark, None)
        self._desk.uploads.drop(visit.session.mark)
        answer = _say(_("Logged out"), _("You're logged out in this browser."))
        self._keep(answer, self._desk.cookie, "", 0)
        return answer

    def safely(self, view: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """What answers a request: a page also where the ledger is away, and nothing to another site's page."""

        async def answer(request: Request) -> Response:
            try:
                if request.method == "POST" and not from_here(self._desk, request):
                    return _say(_("Not done"), _(FORGED), 403)
                return await view(request)
            except LedgerUnavailable:
                return page(
                    "nothing", {"title": _("Back soon"), "words": _(AWAY), "home": ""}, 503, {"retry-after": "30"}
                )
            except ClientDisconnect:
                return Response(status_code=400)

        return answer


BACK: Final = "/login/company/back"
"""Where the identity provider sends somebody back to; it has to be told before."""


def login_routes(desk: Desk, mailing: Mailing | None, identifying: Identifying | None) -> list[Route]:
    """`/login`, `/in/<token>`, `/out`, and where there is an identity provider the way to it and back."""
    door = Door(desk, mailing, identifying)
    by_provider = [
        Route("/login/company", door.safely(door.go), methods=["GET"]),
        Route(BACK, door.safely(door.come_back), methods=["GET"]),
    ]
    return [
        Route("/login", door.safely(door.ask), methods=["GET"]),
        Route("/login", door.safely(door.send), methods=["POST"]),
        Route("/in/{token}", door.safely(door.come_in), methods=["GET", "HEAD", "POST"]),
        Route("/out", route(desk, door.leave, EVERYBODY), methods=["POST"]),
        *(by_provider if identifying is not None else ()),
    ]


_UNDER_WAY: Final[set[asyncio.Future[None]]] = set()


def _say(title: str, words: str, status: int = 200) -> Response:
    return page("nothing", {"title": title, "words": words, "home": "/login"}, status)
