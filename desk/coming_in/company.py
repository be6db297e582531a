"""The first page of an empty installation: whose candidates they are, and how messages go out.

It asks what `followup init` asks and writes what it writes; then the playbook is put in force. It's only there while
nobody has come in and the playbook is still the sample company's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from connection import TemporalUnreachable
from desk.coming_in.setting_up import NotSetUp, SetUp
from desk.http.pressed_words import pressed
from desk.http.visits import Visit
from domain.time.zones import zone_names
from ledger.playbooks.folder import BadPlaybook, read_playbook
from ledger.store import Ledger, NoPlaybook
from starter.own_playbook import sample_version

ANSWERS: Final = (
    "company", "sender", "sender_name", "timezone", "country", "postal_address", "email", "smtp_url",
    "sendgrid_api_key", "to",
)  # fmt: skip
"""As the options of `followup init` are called."""
_SECRET: Final = ("smtp_url", "sendgrid_api_key")
"""Not shown again."""


@dataclass(frozen=True)
class Beginning:
    """How far an empty installation is."""

    company: bool  # does a playbook of one's own hold?
    people: bool

    @property
    def page(self) -> str:
        """Where the first hour goes on; empty where it's over."""
        if self.people:
            return ""
        return "/bring-in" if self.company else "/begin"


def beginning(ledger: Ledger) -> Beginning:
    """How far it is. Raises LedgerUnavailable."""
    if ledger.has_anybody():
        return Beginning(company=True, people=True)
    version = ledger.playbooks.version_in_force()
    return Beginning(version is not None and version != sample_version(), people=False)


async def begin(visit: Visit) -> Response:
    """`GET /begin`."""
    if (await visit.read(beginning, visit.ledger)).page != "/begin":
        return visit.redirect("/bring-in")
    if visit.desk.setting_up is None or (place := visit.desk.settings.sources.get("FOLLOWUP_PLAYBOOK")):
        return visit.show("begun_elsewhere", company="", place=place if visit.desk.setting_up else "")
    return _asked(visit, {}, "", "")


async def set_up(visit: Visit) -> Response:
    """`POST /begin`."""
    if (await visit.read(beginning, visit.ledger)).page != "/begin":
        return visit.redirect("/bring-in")
    if visit.desk.setting_up is None:
        return visit.redirect("/begin")
    answers = {name: visit.form.get(name, "").strip() for name in ANSWERS}
    try:
        made = await visit.read(visit.desk.setting_up, answers)
        name = await visit.read(_put_in_force, visit, made)
    except NotSetUp as error:
        return _asked(visit, visit.form, error.field, pressed(str(error)))
    except BadPlaybook as error:
        return _asked(visit, visit.form, "", str(error))
    visit.desk.settings = made.settings
    await _schedules(visit)
    restart = made.settings.email != "outbox"
    return visit.show("begun", company=name, made=made, restart=restart)


def _put_in_force(visit: Visit, made: SetUp) -> str:
    """The company's name. Nobody waits yet, so nobody's next contact moves."""
    playbook = read_playbook(made.playbook)
    visit.ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, visit.who.author, visit.now)
    return playbook.company.name


async def _schedules(visit: Visit) -> None:
    """The daily digest goes by the company's clock; where Temporal is away, a worker sees to it when it starts."""
    try:
        followup = await visit.desk.connecting()
        await followup.set_schedules()
    except (TemporalUnreachable, NoPlaybook):
        return


def _asked(visit: Visit, given: Any, field: str, problem: str) -> Response:
    shown = {name: "" if name in _SECRET else given.get(name, "") for name in ANSWERS}
    values = {"company": "", "given": shown, "field_name": field, "problem": problem, "zones": zone_names()}
    return visit.show("begin", 422 if problem else 200, **values)
