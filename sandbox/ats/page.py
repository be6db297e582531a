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
    from sandbox.ats.greenhouse import GreenhouseFake
    from sandbox.ats.server import Asked

STAGES: Final = ("Application Review", "Phone Screen", "Phone Interview", "Onsite", "Offer")
_LONGEST: Final = 10_000


class AtsPage:
    """What is at `/` of the server."""

    def __init__(self, fake: GreenhouseFake) -> None:
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
        people = []
        for ident, app in sorted(fake.rows["applications"].items()):
            person = fake.rows["candidates"][app["candidate_id"]]
            interviews = [row for row in fake.rows["interviews"].values() if row["application_id"] == ident]
            people.append(
                {
                    "application": ident,
                    "name": f"{person['first_name']} {person['last_name']}",
                    "email": fake.shows(app["candidate_id"])["email"],
                    "job": fake.rows["jobs"][app["job_id"]]["name"],
                    "stage": app["stage_name"],
                    "status": fake.status(ident),
                    "interviews": [row["starts_at"] for row in interviews],
                    "notes": fake.notes_about(app["candidate_id"]),
                }
            )
        values = {"people": people, "stages": STAGES, "token": self._token}
        return Answer(200, HEADERS, TEMPLATES.get_template("ats.html").render(values))

    def _act(self, form: Mapping[str, str]) -> None:
        fake = self._fake
        application = int(form.get("application", "0")) if form.get("application", "").isdecimal() else 0
        app = fake.rows["applications"].get(application)
        if app is None:
            return
        person, open_now = app["candidate_id"], fake.status(application) == "open"
        before = len(fake.hooks)
        ahead = (fake.clock() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
        acts: dict[str, Callable[[], Any]] = {
            "move": lambda: fake.move(application, form.get("stage", STAGES[0])) if open_now else None,
            "reject": lambda: fake.reject(application) if open_now else None,
            "unreject": lambda: fake.unreject(application) if fake.status(application) == "rejected" else None,
            "hire": lambda: fake.hire(application) if open_now else None,
            "interview": lambda: fake.schedule(application, ahead, link="https://meet.example/acme"),
            "cancel": lambda: self._call_off(application),
            "email": lambda: fake.update(person, email=f"new.{person}@candidates.example"),
            "do_not_mail": lambda: fake.update(person, can_email=False),
            "delete": lambda: fake.delete(person),
        }
        acts.get(form.get("what", ""), lambda: None)()
        if form.get("lost"):
            del fake.hooks[before:]

    def _call_off(self, application: int) -> None:
        theirs = [i for i, row in self._fake.rows["interviews"].items() if row["application_id"] == application]
        for interview in theirs:
            self._fake.cancel(interview)


def _plain(status: int, says: str) -> Answer:
    return Answer(status, {"Content-Type": "text/plain; charset=utf-8"}, says)
