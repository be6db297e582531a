"""What a candidate's form of preferences says: what stands there, what is wrong with it, and what they changed.

Only a change is a wish. The form shows a time zone that was worked out for them, and perhaps a language that only their
browser asked for; so each field brings along, hidden, what it held when it was shown, and what is still the same says
nothing. That holds for a form that lay open in another tab meanwhile, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gateway.pages.page_request import PageRequest
from gateway.pages.words import language_names, spoken_here
from gateway.pages.zones import is_zone

KIND: Final = "preferences"
"""Of the wish in the inbox."""

_TOLD_AS: Final = {"channel": "channel", "zone": "timezone", "language": "locale"}
"""Field of the form → the detail of the candidate that it changes."""


def was(field: str) -> str:
    """The name of the hidden field that says what a field held when it was shown."""
    return f"was_{field}"


def on_record(request: PageRequest) -> dict[str, str]:
    """What the form shows; empty: no wish of theirs, or one that cannot be chosen here, and which stays."""
    return {
        "channel": str(request.page.channel or ""),
        "zone": str(request.world.tz),
        "language": spoken_here(request.state.candidate.locale),
    }


def mistakes(request: PageRequest) -> dict[str, str]:
    """Field → what is wrong with it; an unchanged one is never wrong."""
    changed, words = _changed(request), request.words
    able: dict[str, Callable[[str], bool]] = {
        "channel": request.page.channels.__contains__,
        "zone": is_zone,
        "language": language_names().__contains__,
    }
    return {field: words(f"preferences.wrong_{field}") for field, value in changed.items() if not able[field](value)}


def changes(request: PageRequest) -> dict[str, str]:
    """What they changed, by the names of the candidate's details."""
    return {_TOLD_AS[field]: value for field, value in _changed(request).items()}


def _changed(request: PageRequest) -> dict[str, str]:
    now = on_record(request)
    before = {field: request.form.get(was(field), value) for field, value in now.items()}
    chosen = {field: request.form.get(field, before[field]) for field in now}
    return {field: value for field, value in chosen.items() if value not in (before[field], now[field])}
