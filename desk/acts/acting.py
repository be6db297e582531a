"""What an act works with: the request, whom it is about, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final
from uuid import uuid4

from desk.http.visits import Visit
from desk.locales.translating import _
from domain.names import CLOSED_STAGES
from domain.time.zones import zone, zone_named
from domain.views.candidate_status import CandidateStatus
from starter.client import envelope
from starter.wording.candidates import plain

SOURCE: Final = "desk"


@dataclass(frozen=True)
class Acting:
    """What an act works with."""

    visit: Visit
    view: CandidateStatus

    @property
    def form(self) -> Mapping[str, str]:
        return self.visit.form

    def field(self, name: str) -> str:
        return self.form.get(name, "").strip()

    @property
    def application(self) -> str | None:
        """Which application it is about: as the form says, else the only open one, else the latest."""
        theirs = self.view.applications
        named = [app.id for app in theirs if app.id == self.field("application")]
        still_open = [app.id for app in theirs if app.stage not in CLOSED_STAGES]
        return next(iter([*named, *still_open[:1], *[app.id for app in theirs[-1:]]]), None)

    def fact(self, *, event_id: str = "", about: bool = True, **fields: Any) -> dict[str, Any]:
        """What is told, with its author and source."""
        ident = event_id or f"desk:{uuid4()}"
        app = self.application if about else None
        return envelope(ident, self.visit.who.author, self.visit.now, application_id=app, source=SOURCE, **fields)

    async def morning(self, name: str) -> tuple[datetime | None, Any]:
        """The first instant of a day that was chosen, None where none was; and by whose clock. Raises Unclear."""
        day, tz = self.day(name), await self.visit.read(their_zone, self.visit, self.view)
        return (datetime.combine(day, time(), tz) if day else None), tz

    def instant(self, name: str) -> datetime | None:
        """A day and a time by the company's clock. Raises Unclear."""
        text = self.field(name)
        if not text:
            return None
        company = zone(self.visit.timezone) if self.visit.timezone else None
        try:
            local = datetime.fromisoformat(text)
            at = (local if local.tzinfo else local.replace(tzinfo=company)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Unclear(
                _("%(text)s isn't a day and a time; write it like 2026-12-04T14:30.", text=short(text))
            ) from None
        _near(at.date())
        return at

    def day(self, name: str) -> date | None:
        """A day that was chosen. Raises Unclear."""
        text = self.field(name)
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise Unclear(_("%(text)s isn't a date; write it like 2026-12-04.", text=short(text))) from None
        _near(day)
        return day


def their_zone(visit: Visit, view: CandidateStatus) -> Any:
    """By whose clock a day of theirs begins: on record, else their number's, else the company's."""
    from domain.decisions.context import DecisionContext
    from domain.state.model import CandidateState

    if zone_named(view.timezone):
        return zone(view.timezone)
    snapshot = visit.ledger.snapshot(view.id)
    if snapshot is None:
        return zone(visit.timezone) if visit.timezone else None
    rules = visit.ledger.playbooks.rules().playbook
    return DecisionContext(rules, CandidateState.model_validate(snapshot).candidate, visit.now).tz


class Unclear(ValueError):
    """What was filled in can't be meant; a sentence on what to fill in instead."""


_YEARS: Final = range(1970, 2200)


def _near(day: date) -> None:
    """Raises Unclear where a year can't be meant; the calendar's first and last can't even be shown in each zone."""
    if day.year not in _YEARS:
        raise Unclear(_("The year %(year)s can't be meant; check the date.", year=day.year))


def short(typed: str) -> str:
    return repr(plain(typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"))


_SHOWN: Final = 40
"""Characters of what was typed that a sentence repeats."""
