"""One request by somebody who is logged in: who they are, what they may, and what a page needs to be drawn."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from clock import Clock
from connection import TemporalUnreachable
from desk.access.cookies import COOKIE, Seals, cookie_name
from desk.coming_in.setting_up import SettingUp
from desk.coming_in.uploads import Uploads
from desk.editing.workbench import Workbench
from desk.http.form_parts import MULTIPART, BadForm, File, parts_of
from desk.http.rendering import page
from desk.locales.translating import N_, _
from domain.events.releases import NewerRelease
from domain.playbook.model import NewerPlaybook
from domain.time.zones import zone, zone_named
from ledger.keys.key_store import KeyShredded
from ledger.people.desk_access import Person, Session
from ledger.store import Ledger, LedgerUnavailable, NoPlaybook
from settings import Settings
from starter.client import Followup
from starter.wording.instants import told_by, written_for

log = logging.getLogger("followup.desk")

Connecting = Callable[[], Awaitable[Followup]]
_Read = TypeVar("_Read")

_MOST_FIELDS: Final = 200
_URLENCODED: Final = "application/x-www-form-urlencoded"

FORGED: Final = N_(
    "This page is too old, or the request came from another site, so nothing was done. Reload it and try again."
)


@dataclass
class Desk:
    """What all pages share. `settings` are others once somebody has set the installation up here."""

    settings: Settings
    ledger: Ledger
    connecting: Connecting
    seals: Seals
    clock: Clock
    origins: frozenset[str]
    https: bool
    said: dict[str, Said] = field(default_factory=dict)
    """What was done last in each session, for the page that comes next where the browser runs no script."""
    uploads: Uploads = field(default_factory=Uploads)
    workbench: Workbench = field(default_factory=Workbench)
    setting_up: SettingUp | None = None

    @property
    def cookie(self) -> str:
        """What the session's cookie is called."""
        return cookie_name(COOKIE, https=self.https)


@dataclass(frozen=True)
class Said:
    """What became of an act, in a sentence, and what takes it back."""

    words: str
    candidate_id: str = ""
    event_id: str = ""  # empty: it can't be taken back
    well: bool = True


@dataclass(frozen=True)
class Visit:
    """One request."""

    desk: Desk
    request: Request
    session: Session
    token: str
    now: datetime
    form: Mapping[str, str]
    company: str
    timezone: str
    """By whose clock the reader lives: their own, else the company's."""

    @property
    def who(self) -> Person:
        return self.session.person

    @property
    def ledger(self) -> Ledger:
        return self.desk.ledger

    @property
    def file(self) -> File | None:
        """The file that came with the form."""
        return getattr(self.request.state, "file", None)

    @property
    def is_part(self) -> bool:
        """Does the page's script ask, which puts the answer into the page that is there?"""
        return self.request.headers.get("hx-request") == "true"

    def asked(self, name: str, default: str = "") -> str:
        """A parameter of the address."""
        return self.request.query_params.get(name, default).strip()

    async def read(self, question: Callable[..., _Read], *about: Any, **more: Any) -> _Read:
        """Ask the ledger in a thread of its own."""
        return await asyncio.to_thread(question, *about, **more)

    def show(self, template: str, status: int = 200, /, **values: Any) -> Response:
        """A whole page."""
        said = self.desk.said.pop(self.session.mark, None)
        return page(template, self.drawn_with | {"said": said} | values, status)

    def part(self, template: str, status: int = 200, /, **values: Any) -> Response:
        """A part of one."""
        return page(template, self.drawn_with | values, status)

    @property
    def drawn_with(self) -> dict[str, Any]:
        """What every template may use."""
        path = self.request.url.path
        return {
            "who": self.who,
            "company": self.company,
            "csrf": self.desk.seals.form_token(self.token),
            "here": path,
            "back": self.asked("back"),
            "tabs": [tab for tab in TABS if self.who.role in tab.roles],
            "now": self.now,
            "zone_name": self.timezone.replace("_", " ") or "UTC",
            "said": None,
        }

    def redirect(self, to: str) -> Response:
        """Go to a page of the desk, after something was done."""
        return RedirectResponse(safe_path(to), 303)

    @contextlib.asynccontextmanager
    async def acting(self) -> Any:
        """The typed calls. Raises TemporalUnreachable."""
        yield await self.desk.connecting()


@dataclass(frozen=True)
class Tab:
    """A part of the desk, in its navigation."""

    path: str
    name: str
    roles: frozenset[str]
    icon: str


TABS: list[Tab] = []
"""Filled by `desk.app`, in the order of the navigation."""

View = Callable[[Visit], Awaitable[Response]]


def route(desk: Desk, view: View, roles: frozenset[str]) -> Callable[[Request], Awaitable[Response]]:
    """What answers a request: nobody sees anything who isn't logged in and in one of these roles."""

    async def answer(request: Request) -> Response:
        now = desk.clock()
        form: Mapping[str, str] = {}
        try:
            token = desk.seals.token(request.cookies.get(desk.cookie, ""))
            session = await asyncio.to_thread(desk.ledger.desk.session, token, now) if token else None
            if session is None or token is None:
                return _to_login(request)
            form = await form_of(request) if request.method == "POST" else {}
            if request.method == "POST" and not _is_ours(desk, request, form, token):
                await asyncio.to_thread(desk.ledger.desk.note, "refused: not from the desk", session.person.shown, now)
                return _not_done(request, form, _("Not done"), _(FORGED), 403)
            if session.person.role not in roles:
                await asyncio.to_thread(
                    desk.ledger.desk.note, f"refused: {session.person.role}", session.person.shown, now
                )
                words = _("Your role doesn't include this page. A lead can change roles in team.yaml.")
                return _not_done(request, form, _("Not your page"), words, 403)
            company, country, timezone = await asyncio.to_thread(_company, desk.ledger)
            timezone = session.person.timezone if zone_named(session.person.timezone) else timezone
            with told_by(lambda: now, zone(timezone) if timezone else None):
                written_for(country)
                return await view(Visit(desk, request, session, token, now, form, company, timezone))
        except (LedgerUnavailable, NewerRelease, NewerPlaybook) as error:
            log.warning("a page of the desk could not be served: %s", type(error).__name__)
            return _not_done(request, form, _("Back soon"), _(AWAY), 503)
        except TemporalUnreachable:
            return _not_done(request, form, _("Not done"), _(UNREACHED), 503)
        except NoPlaybook:
            return _not_done(request, form, _("No playbook yet"), _(NO_PLAYBOOK), 409)
        except KeyShredded:
            return _not_done(request, form, _("Nobody here"), _(ERASED), 404)
        except ClientDisconnect:
            return Response(status_code=400)

    return answer


AWAY: Final = N_(
    "The ledger isn't responding, so the desk can't show or do anything. Try again in a minute, and tell "
    "whoever runs followup if it keeps happening."
)
UNREACHED: Final = N_(
    "Temporal isn't responding, so nothing was done. Try again in a minute; you can still read everything."
)


NO_PLAYBOOK: Final = N_(
    "No playbook is in force, so there is nothing to show here. Whoever runs followup puts one in force, with "
    "`followup init` or `followup playbook apply`."
)
ERASED: Final = N_("They have been erased, so nothing is shown or taken in about them any more.")


def _not_done(request: Request, form: Mapping[str, str], title: str, words: str, status: int) -> Response:
    """A page that says so; where the page's script asks, a sentence beside what was pressed, which stays as it is."""
    home = "" if words == _(AWAY) else "/"
    place = place_of_trouble(form)
    headers = {"retry-after": "30"} if status == 503 else {}
    if request.headers.get("hx-request") != "true":
        return page("nothing", {"title": title, "words": words, "home": home}, status, headers)
    headers |= {"hx-reswap": "innerHTML"} | ({"hx-retarget": f"#{place}"} if place else {})
    return page("trouble", {"words": words}, status, headers)


def place_of_trouble(form: Mapping[str, str]) -> str:
    """The id of where a form has its sentence on what went wrong; empty where it names none."""
    place = form.get("place", "")
    return place if place.isascii() and place.replace("-", "").isalnum() else ""


def _company(ledger: Ledger) -> tuple[str, str, str]:
    """Name, country and zone of the company, by the playbook in force; empty before the first."""
    try:
        company = ledger.playbooks.rules().playbook.company
    except NoPlaybook:
        return "", "", ""
    return company.name, company.country, str(company.timezone)


def _to_login(request: Request) -> Response:
    """To the door, and from there back to the page; a script's request is told to go there with the whole page."""
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"hx-redirect": "/login"})
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    then = f"?next={quote(asked, safe='')}" if request.method == "GET" and asked != "/" else ""
    return RedirectResponse(f"/login{then}", 303)


def _is_ours(desk: Desk, request: Request, form: Mapping[str, str], token: str) -> bool:
    """Does the act come from a page of this session? By its token, and by what the browser says of where it was."""
    if not from_here(desk, request):
        return False
    return desk.seals.is_form_token(request.headers.get("x-csrf-token") or form.get("csrf", ""), token)


def from_here(desk: Desk, request: Request) -> bool:
    """Does the browser say that a page of the desk asks, as far as it says anything?"""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin", "")
    return not origin or origin.lower() in desk.origins or _same_place(origin, request)


def _same_place(origin: str, request: Request) -> bool:
    """Is it the address that was asked, on this machine? Any other address stands in FOLLOWUP_DESK_URL, scheme and all:
    over http somebody on the way could have written the page that asks.
    """
    found = urlsplit(origin)
    is_here = f"[{found.hostname}]" if ":" in (found.hostname or "") else found.hostname
    return found.netloc.lower() == request.headers.get("host", "").lower() and is_here in LOOPBACK


LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which this machine is itself."""


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a posted form; of a field that comes twice the last. A body of another kind has none. A file that
    comes along is in the request's `state`.
    """
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() == MULTIPART:
        try:
            fields, request.state.file = parts_of(kind, body)
        except BadForm:
            return {}
        return fields
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _URLENCODED:
        return {}
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return {}


def safe_path(to: str) -> str:
    """A path of the desk, and never another site's address."""
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable() else "/"
