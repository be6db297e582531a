"""For which of several candidates somebody may act: what they may not do isn't offered."""

from __future__ import annotations

from collections.abc import Iterable

from desk.access.roles import may_act
from desk.http.visits import Visit
from domain.people.team import LEAD, RECRUITER


def may_act_for(visit: Visit, candidate_ids: Iterable[str]) -> set[str]:
    """Those for whom the colleague who is logged in may act. Raises LedgerUnavailable."""
    ids = set(candidate_ids)
    if visit.who.role == LEAD:
        return ids
    if visit.who.role != RECRUITER or not ids:
        return set()
    team = visit.ledger.team.at(visit.now)
    return {
        ident
        for ident, snapshot in visit.ledger.snapshots(ids).items()
        if may_act(visit.who, snapshot.get("applications") or (), team, visit.now)
    }
