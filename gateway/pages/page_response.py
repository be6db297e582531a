"""How a page looks and is sent: templates that escape every value, one style sheet within the page, strict headers.

A page loads nothing, neither from us nor from elsewhere: no script, no font, no image but the dot in the browser's tab.
So the policy can forbid all of it, and whatever got into a page could still not run, be framed, or call anybody.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import Response

from domain.addresses import readable_email
from gateway.pages.words import Words

_FOLDER: Final = Path(__file__).parent / "templates"
_CSS: Final = (_FOLDER / "style.css").read_text("utf-8")
_DIGEST: Final = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()

HEADERS: Final = {
    "content-security-policy": (
        f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex, nofollow, noarchive",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_NUMBER: Final = re.compile(r"[+\d\s()./-]*")


def _tel(phone: str) -> str:
    """A number as phones dial it (RFC 3966): a plus, digits; without the zero in brackets, and up to an extension."""
    found = _NUMBER.match(phone.strip())
    number = found[0].replace("(0)", "") if found else ""
    return f"tel:{'+' if number.startswith('+') else ''}{re.sub('[^0-9]', '', number)}"


def _mailto(address: str) -> str:
    """An address as a link (RFC 6068); its @ stays one, since not every mail program reads %40."""
    return f"mailto:{quote(address, safe='@')}"


_TEMPLATES.filters |= {"tel": _tel, "mailto": _mailto, "readable": readable_email}
_TEMPLATES.globals["css"] = Markup(_CSS)  # our own file, whole: its digest is in the policy  # noqa: S704
_NOTHING: Final[dict[str, Any]] = {
    "company": "",
    "postal_address": "",
    "home": "",
    "personal": False,
    "errors": {},
    "then": None,
}


def page(template: str, words: Words, values: Mapping[str, Any], status: int = 200) -> Response:
    """A page ready to send; a form with errors says so by its status, too."""
    text = _TEMPLATES.get_template(f"{template}.html").render({**_NOTHING, "words": words, **values})
    headers = HEADERS | {"content-language": words.lang} | ({"retry-after": "60"} if status == 503 else {})
    return Response(text, 422 if values.get("errors") else status, headers, media_type="text/html")


def gone(words: Words) -> Response:
    """The one answer to every link that opens nothing: it never says why."""
    return page("nothing", words, {"what": "gone"}, 404)


def away(words: Words) -> Response:
    """Something that we need does not answer."""
    return page("nothing", words, {"what": "away"}, 503)
