"""Pages as text: templates that escape every value, and the words for instants in the reader's zone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

from desk.http.pressed_words import pressed
from desk.locales.translating import IN_TEMPLATES
from domain.addresses import readable_email
from domain.playbook.step_words import step_words
from starter.wording.candidates import (
    by,
    job_of,
    plain,
    reason_words,
    rule_words,
    state_words,
    their_clock,
    title_words,
)
from starter.wording.instants import ago, forms, shown, shown_day

STATIC: Final = Path(__file__).resolve().parent.parent / "static"
_TEMPLATES: Final = Path(__file__).resolve().parent.parent / "templates"

FILES: Final = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
}
"""What pages load, all of it ours or served by us, with its media type."""

_MARKS: Final = {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12] for name in FILES}


def file_address(name: str) -> str:
    """Where a page finds a file; another address for each content, so that browsers may keep it."""
    return f"/static/{_MARKS[name]}/{name}"


def file_response(mark: str, name: str) -> Response | None:
    """A file under the address of its content; None where there is none."""
    if _MARKS.get(name) != mark:
        return None
    headers = {"cache-control": "public, max-age=31536000, immutable"}
    return Response((STATIC / name).read_bytes(), 200, headers, media_type=FILES[name])


_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "shown": shown,
    "day": shown_day,
    "weekday": lambda day: forms().day(day),
    "ago": ago,
    "plain": plain,
    "by": by,
    "step": step_words,
    "reason": reason_words,
    "rule": rule_words,
    "state": state_words,
    "title_words": lambda title: pressed(title_words(title)),
    "job": job_of,
    "readable": readable_email,
}
_ENVIRONMENT.globals |= {"file_address": file_address, "their_clock": their_clock, **IN_TEMPLATES}


def rendered(template: str, values: Mapping[str, Any]) -> str:
    """A template's text."""
    return _ENVIRONMENT.get_template(f"{template}.html").render(values)


def page(
    template: str, values: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A page, or a part of one, ready to send."""
    return HTMLResponse(rendered(template, values), status, dict(headers or {}))
