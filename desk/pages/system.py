"""System: is anything being sent, what came in and wasn't understood, and what happened at the desk's door.

No words of candidates stand here, so that ops may read it.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from desk.http.visits import Visit
from starter.sending import finding_line, sending


async def system(visit: Visit) -> Response:
    """The page."""
    return visit.show("system", found=await visit.read(_found, visit))


def _found(visit: Visit) -> dict[str, Any]:
    how = sending(visit.ledger, visit.now)
    return {
        "sentence": how.sentence(),
        "conditions": [finding_line(one) for one in how.conditions],
        "overdue": visit.ledger.overdue(visit.now),
        "inbox": visit.ledger.inbox.depth(),
        "door": visit.ledger.desk.events(limit=40),
        "playbooks": visit.ledger.playbooks.history()[-5:][::-1],
    }
