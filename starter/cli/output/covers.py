"""Who acts for recruiters who are away, as `status`, `tasks`, `next` and `why` tell it (R25)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from domain.people.team import Cover, Member, member
from starter.cli.people import View
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.people.team import Team
    from ledger.queries.reading import Reader
    from ledger.store import Ledger


def covers_of(view: View, reader: Reader) -> dict[str, Cover]:
    """Who acts now for the recruiter of which application."""
    team = reader.team.at(now())
    if not team.members:
        return {}
    apps = (reader.snapshot(view.id) or {}).get("applications") or ()
    found = {app["application_id"]: cover_at(app, team, now()) for app in apps}
    return {ident: cover for ident, cover in found.items() if cover is not None}


def cover_at(app: dict[str, Any], team: Team, at: datetime) -> Cover | None:
    """Who acts at that instant for the recruiter of an application as the ledger's snapshot has it."""
    recruiter, own = app.get("recruiter") or {}, app.get("cover") or {}
    return team.cover_for(recruiter.get("name") or "", recruiter.get("email") or "", at, own=_named(own))


def cover_json(cover: Cover | None) -> dict[str, Any] | None:
    """As programs read it; null where the recruiter acts themselves."""
    if cover is None:
        return None
    acts = cover.acts
    return {
        "for": cover.absent.shown,
        "until": None if cover.left else cover.until.isoformat(),
        "name": acts.name if acts else "",
        "email": acts.email if acts else "",
        "gap": cover.gap,
    } | ({"left": True} if cover.left else {})


def signed_next(ledger: Ledger, ident: str) -> list[dict[str, str]]:
    """Who signs the next message instead of its recruiter, as a reason; nothing where the recruiter does."""
    from domain.decisions.context import DecisionContext
    from domain.decisions.signing import signature_of
    from domain.state.model import CandidateState

    team, kept = ledger.team.at(now()), ledger.snapshot(ident)
    if kept is None or not team.members:
        return []
    state = CandidateState.model_validate(kept)
    decision = state.decision
    if decision is None or decision.touch is None:
        return []
    at = max(decision.send_at or decision.at or now(), now())
    world = DecisionContext(ledger.playbooks.rules().playbook, state.candidate, at, team=team)
    return [{"rule": one.rule, "text": one.text} for one in signature_of(state, decision.touch, world).why]


def _named(person: dict[str, Any]) -> Member | None:
    name, email = person.get("name") or "", person.get("email") or ""
    return member(name, email) if name or email else None
