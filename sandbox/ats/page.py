"""The page of an ATS in the sandbox: its people with the notes about them, and what a recruiter does there.

As the sandbox's other page (`sandbox.pages`) it answers to its own names on this machine alone, takes forms from itself
alone, and has no script. Whatever is done sends a web hook, or loses it, where that is asked for.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from sandbox.answers import Answer
from sandbox.pages import HEADERS, TEMPLATES

if TYPE_CHECKING:
    from sandbox.ats.ashby import AshbyFake
    from sandbox.ats.greenhouse import GreenhouseFake
    from sandbox.ats.lever import LeverFake
    from sandbox.ats.server import Asked

_LONGEST: Final = 10_000


class AtsPage:
    """What is at `/` of the server."""

    def __init__(self, fake: GreenhouseFake | LeverFake | AshbyFake) -> None:
        self._fake = fake
        self._token = secrets.token_urlsafe(24)

    def answer(self, asked: Asked) -> Answer | None:
        """The page, or what came of a form; None for what is the ATS's own to answer."""
        if asked.path not in ("/", "/act"):
            return None
        names = {
            asked.base.removeprefix("http://"),
            asked.base.removeprefix("http://").replace("127.0.0.1", "localhost"),
        }
        if str(asked.headers.get("Host", "")).lower() not in names:
            return _plain(421, f"This answers at {asked.base} alone.")
        if asked.method == "GET" and asked.path == "/":
            return self._page()
        form = {name: values[0] for name, values in parse_qs(asked.content[:_LONGEST].decode()).items()}
        if asked.method != "POST" or not secrets.compare_digest(form.get("token", ""), self._token):
            return _plain(403, "This takes forms from its own page alone.")
        self._act(form)
        return Answer(303, {"Location": "/"}, "")

    def _page(self) -> Answer:
        fake = self._fake
        values = {
            "people": fake.people(),
            "stages": fake.stages,
            "token": self._token,
            "vendor": fake.vendor,
        }
        return Answer(200, HEADERS, TEMPLATES.get_template("ats.html").render(values))

    def _act(self, form: Mapping[str, str]) -> None:
        fake = self._fake
        one = next((one for one in fake.people() if str(one["application"]) == form.get("application")), None)
        if one is None:
            return
        application, person, open_now = one["application"], one["person"], one["status"] == "open"
        before = len(fake.hooks)
        ahead = (fake.clock() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
        acts: dict[str, Callable[[], Any]] = {
            "move": lambda: fake.move(application, form.get("stage", fake.stages[0])) if open_now else None,
            "reject": lambda: fake.reject(application) if open_now else None,
            "unreject": lambda: fake.unreject(application) if one["status"] == "rejected" else None,
            "hire": lambda: fake.hire(application) if open_now else None,
            "interview": lambda: fake.schedule(application, ahead, link="https://meet.example/acme"),
            "cancel": lambda: [fake.cancel(interview) for interview in one["interviews"]],
            "email": lambda: fake.update(person, email=f"new.{person}@candidates.example"),
            "do_not_mail": lambda: fake.update(person, can_email=False),
            "delete": lambda: fake.delete(person),
        }
        acts.get(form.get("what", ""), lambda: None)()
        if form.get("lost"):
            del fake.hooks[before:]


def _plain(status: int, says: str) -> Answer:
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8"}, says)
