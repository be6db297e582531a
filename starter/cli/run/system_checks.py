"""What `doctor` says of the systems that followup is connected to by their APIs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from ledger.store import Ledger
    from starter.cli.run.doctor import Visit

LATE: Final = timedelta(minutes=15)
"""How long a note may wait before somebody should look."""

_STALE: Final = timedelta(days=2)


def say_systems(visit: Visit, ledger: Ledger) -> None:
    """Are notes written, and is everybody compared with what the ATS holds?"""
    from integrations.ats.connected import CONNECTIONS, missing

    for one in CONNECTIONS:
        if missing(one, visit.settings):
            continue
        _notes(visit, ledger, one.system, one.vendor)
        _compared(visit, ledger, one.system, one.vendor)


def _notes(visit: Visit, ledger: Ledger, system: str, vendor: str) -> None:
    """How far notes are behind, and which were refused."""
    if not getattr(visit.settings, f"{system}_notes"):
        visit.add(f"{vendor} notes", True, "switched off")
        return
    reader = f"notes-{system}"
    if not ledger.feed.cursor(reader):
        visit.add(f"{vendor} notes", True, "none yet; a worker that is connected writes them")
        return
    lag, behind = ledger.notes.lag(system), ledger.feed.behind(reader)
    trouble = next((c.says for c in ledger.conditions.all() if c.about == system and c.kind == "system"), "")
    since = min(filter(None, (lag.since, behind.since)), default=None)
    late = since is not None and now() - since > LATE
    parts = []
    if lag.waiting or (late and behind.facts):
        parts.append(f"{lag.waiting} waiting" + (f" since {shown(since.isoformat())}" if since else ""))
    if why := trouble or (lag.says if late else ""):
        parts.append(why.rstrip("."))
    if lag.refused:
        parts.append(f"{lag.refused} refused")
    ok = not (late or trouble)
    do = "see `followup sync`, and correct what it names" if trouble or lag.refused else "run `followup worker`"
    says = ", ".join(parts) or "everything is written"
    visit.add(f"{vendor} notes", ok, says, do, warns=bool(ok and lag.refused))


def _compared(visit: Visit, ledger: Ledger, system: str, vendor: str) -> None:
    """When everybody was last compared with what the system holds."""
    last, check = ledger.runs.last(system, "everybody"), f"{vendor} people"
    if last is None or last.began_at is None:
        says = last.says if last else "never compared with what is there"
        do = f"run `followup sync {system} --dry-run`, then without --dry-run"
        visit.add(check, last is None, says, do, warns=last is None)
        return
    at = f"compared {shown(last.began_at.isoformat())}, {last.differences} differences"
    soon = ledger.runs.last(system, "soon")
    if soon is not None and soon.says:
        at += f"; interviews: {soon.says.rstrip('.')}"
    stale = visit.settings.nightly is not None and now() - last.began_at > _STALE
    trouble = last.says or (soon.says if soon is not None else "")
    says = f"{at}; since then: {last.says.rstrip('.')}" if last.says else at
    do = "correct what it names" if trouble else "run `followup worker`, which compares them every night"
    visit.add(check, not (stale or trouble), says, do)
