"""The page at `/`: what was "sent", newest first, and what a candidate can do with it. No script, nothing from outside.

It answers to its own names on this machine alone, so that no web site can reach it by a name of its own (DNS
rebinding), and takes forms from its own pages alone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sandbox.answers import Answer, Headers
from sandbox.candidate import Candidate
from sandbox.entries import entries_of
from sandbox.faults import KINDS, of_kind
from sandbox.journal import ReceivedMail, ReceivedText

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

_FOLDER: Final = Path(__file__).parent / "templates"
_CSS: Final = (_FOLDER / "style.css").read_text("utf-8")
_DIGEST: Final = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()
TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.globals["css"] = Markup(_CSS)  # our own file, whole: its digest is in the policy  # noqa: S704

_SHARED: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HEADERS: Final = _SHARED | {
    "Content-Type": "text/html; charset=utf-8",
    # With no-referrer a browser would post the form with the origin "null".
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; frame-src 'self'; form-action 'self'; "
        "frame-ancestors 'self'; base-uri 'none'"
    ),
}
# A link in the mail opens beside the page, as in a mail program; nothing in it runs, or is fetched.
_MAIL: Final = _SHARED | {
    "Content-Type": "text/html; charset=utf-8",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
        "img-src data:; frame-ancestors 'self'; base-uri 'self'"
    ),
}
_ON_A_PAGE: Final = 20
_LONGEST_FORM: Final = 64 * 1024
_LONGEST_WORDS: Final = 20_000


class Pages:
    """The visitor's side of a sandbox (`sandbox.visitor.Visitor`)."""

    def __init__(self, gateway_url: str, faults: str) -> None:
        """`faults` says in words what the seed deals out."""
        self._gateway_url, self._faults = gateway_url, faults
        self._token = secrets.token_urlsafe(24)
        self._provider: ProviderServer | None = None
        self._candidate: Candidate | None = None

    def look_after(self, provider: ProviderServer) -> None:
        """Whose messages are shown. Called once, before anybody asks."""
        assert provider.webhooks is not None
        self._provider, self._candidate = provider, Candidate(provider, provider.webhooks)

    def refuses(self, headers: Headers) -> Answer | None:
        """Whoever calls us by another name than ours."""
        if headers.get("Host", "").lower() in self._names():
            return None
        return _plain(421, f"This answers at {self._its().url} alone.")

    def answer(self, method: str, target: str, headers: Headers, content: bytes) -> Answer | None:
        """The page, what is in its frames, or what a form does; None where there is no such address."""
        at = urlsplit(target)
        asked = {name: values[0] for name, values in parse_qs(at.query).items()}
        if method == "POST":
            return self._post(at.path, headers, content) if at.path in ("/deed", "/next") else None
        if at.path == "/":
            return self._list(asked)
        if at.path == "/fresh":
            return self._fresh(asked)
        if at.path.startswith("/mail/"):
            return self._mail(at.path.removeprefix("/mail/"))
        return None

    # -- looking

    def _list(self, asked: Mapping[str, str]) -> Answer:
        provider = self._its()
        journal = [one for one in list(provider.journal) if one.vendor][::-1]
        pages = max(1, -(-len(journal) // _ON_A_PAGE))
        page = min(_number(asked, "page", 1), pages)
        shown = entries_of(provider, journal[_ON_A_PAGE * (page - 1) : _ON_A_PAGE * page])
        wanted = asked.get("open", "")
        values = {
            "entries": shown,
            "opened": wanted or (shown[0].ident if shown and page == 1 else ""),
            "closed": set(provider.opted_out),
            "last": len(provider.journal),
            "mails": len(provider.mails),
            "texts": len(provider.texts),
            "page": page,
            "pages": pages,
            "kinds": KINDS,
            "coming": [fault.name if fault else "goes well" for fault in provider.scripted],
            "faults": self._faults,
            "gateway": self._gateway_url,
            "token": self._token,
        }
        return Answer(200, dict(HEADERS), TEMPLATES.get_template("page.html").render(values))

    def _fresh(self, asked: Mapping[str, str]) -> Answer:
        """A strip that looks by itself whether there is more to see, so that nobody's half-written answer is lost."""
        journal = [one for one in list(self._its().journal) if one.vendor]
        new = sum(one.number > _number(asked, "after", 0) for one in journal)
        values = {"new": new, "after": _number(asked, "after", 0)}
        return Answer(200, dict(HEADERS), TEMPLATES.get_template("fresh.html").render(values))

    def _mail(self, ident: str) -> Answer | None:
        """A mail as its reader sees it."""
        mail = next((one for one in list(self._its().mails) if one.message_id == ident), None)
        if mail is None:
            return None
        parts = {str(part["type"]): str(part["value"]) for part in mail.body["content"]}
        words = parts.get("text/html")
        if words is None:
            words = f'<pre style="white-space: pre-wrap; font: inherit">{escape(parts.get("text/plain", ""))}</pre>'
        return Answer(200, dict(_MAIL), f'<!doctype html><meta charset="utf-8"><base target="_blank">{words}')

    # -- doing

    def _post(self, path: str, headers: Headers, content: bytes) -> Answer:
        form = {
            name: values[0] for name, values in parse_qs(content[:_LONGEST_FORM].decode("utf-8", "replace")).items()
        }
        if not self._is_ours(headers, form):
            return _plain(403, "This form does not come from the sandbox's own page; open the page again.")
        if path == "/next":
            kind = form.get("kind", "")
            if kind and kind not in KINDS:
                return _plain(400, "There is no such fault.")
            self._its().script(of_kind(kind) if kind else None)
            return _see_other("/")
        ident, words = form.get("ident", ""), form.get("words", "")[:_LONGEST_WORDS].replace("\r\n", "\n").strip()
        deed = self._deed(form.get("deed", ""), ident, words)
        if deed is None:
            return _plain(400, "There is no such message, or nothing that can be done with it so.")
        deed()
        return _see_other(f"/?{urlencode({'open': ident})}#told-{ident}")

    def _deed(self, deed: str, ident: str, words: str) -> Callable[[], Any] | None:
        """What a button does to a message; None where it cannot be meant."""
        provider, candidate = self._its(), self._candidate
        assert candidate is not None
        mail: ReceivedMail | None = next((one for one in list(provider.mails) if one.message_id == ident), None)
        text: ReceivedText | None = next((one for one in list(provider.texts) if one.sid == ident), None)
        match deed:
            case "reply" if mail and words:
                return lambda: candidate.answers_mail(mail, words)
            case "reply" if text and words:
                return lambda: candidate.answers_text(text, words)
            case "stop" | "start" if text:
                return lambda: candidate.answers_text(text, deed.upper())
            case "bounce" if mail:
                return lambda: candidate.bounces(mail)
            case "spam" if mail:
                return lambda: candidate.complains(mail)
            case "unsubscribe" if mail:
                return lambda: candidate.unsubscribes(mail)
            case "bounce" if text:
                return lambda: candidate.is_out_of_reach(text)
        return None

    def _is_ours(self, headers: Headers, form: Mapping[str, str]) -> bool:
        """Was the form posted from our own page? By its token, and by what the browser says."""
        origin = headers.get("Origin")
        told = origin is None or origin.removeprefix("http://").lower() in self._names()
        site = headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
        return told and site and hmac.compare_digest(form.get("token", "").encode(), self._token.encode())

    def _names(self) -> tuple[str, ...]:
        port = self._its().port
        return f"127.0.0.1:{port}", f"localhost:{port}"

    def _its(self) -> ProviderServer:
        assert self._provider is not None, "look_after comes first"
        return self._provider


def _plain(status: int, sentence: str) -> Answer:
    headers = _SHARED | {"Content-Type": "text/plain; charset=utf-8", "Content-Security-Policy": "default-src 'none'"}
    return Answer(status, headers, f"{sentence}\n")


def _see_other(target: str) -> Answer:
    return Answer(303, _SHARED | {"Location": target}, "")


def _number(asked: Mapping[str, str], name: str, otherwise: int) -> int:
    given = asked.get(name, "")
    return int(given) if given.isdecimal() and 0 < len(given) < 10 else otherwise
