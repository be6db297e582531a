"""Who may see and do what at the desk, by role: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from desk.locales.translating import N_
from domain.people.team import LEAD, MANAGER, RECRUITER, ROLES, Team, member
from domain.views.workload import Colleague, cover_of
from ledger.people.desk_access import Person

OPS: Final = ROLES[3]

READERS: Final = frozenset({RECRUITER, LEAD})
"""Who reads what candidates wrote, of all of them."""
EVERYBODY: Final = frozenset(ROLES)
LEADS: Final = frozenset({LEAD})
SEE_JOBS: Final = frozenset({RECRUITER, LEAD, MANAGER})
SEE_SYSTEM: Final = frozenset({LEAD, OPS})

NOT_YOURS: Final = N_("Only their recruiter, the colleague who covers for them, or a lead can do this.")


def may_act(who: Person, applications: Iterable[Mapping[str, Any]], team: Team, now: datetime) -> bool:
    """May they say something about a candidate with these applications, as the snapshot has them?

    A recruiter may about their own, about those for whom they stand in, and about whom nobody looks after.
    """
    if who.role == LEAD:
        return True
    if who.role != RECRUITER:
        return False
    theirs = [_colleague(app.get("recruiter")) for app in applications]
    if not any(one.shown for one in theirs):
        return True
    for app, recruiter in zip(applications, theirs, strict=True):
        cover = cover_of(recruiter, _colleague(app.get("cover")), team, now)
        acts = cover.acts if cover is not None else None
        named = [recruiter, *([Colleague(acts.name, acts.email)] if acts else [])]
        if any(is_them(who, one) for one in named):
            return True
    return False


def is_them(who: Person, one: Colleague) -> bool:
    """Is that colleague the one who is logged in? By address, or by name where no address is known."""
    if one.email and who.email:
        return one.email.strip().lower() == who.email.lower()
    return bool(one.name) and member(one.name, "").key == member(who.name, "").key


def _colleague(given: Any) -> Colleague:
    person = given if isinstance(given, Mapping) else {}
    return Colleague(str(person.get("name") or "").strip(), str(person.get("email") or "").strip())


def colleague(who: Person) -> Colleague:
    """Who is logged in, as tasks know colleagues."""
    return Colleague(who.name, who.email)
