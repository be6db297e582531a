"""What Lever shows of the offers of an opportunity that stands at its offer stage.

No event of Lever's tells of an offer, so they are read with whatever else is told about the opportunity. Its fields are
the company's own, so that only a first working day is taken from them; the terms are for a colleague to add (R13).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from integrations.arrivals import Known, OutgoingSignal
from integrations.ats.applications import offer_stands_no_more, told
from integrations.lever.client import MadeOffer

SOURCE: Final = "lever"
_WITH_THEM: Final = ("sent", "sent-manually", "opened", "signed")
_IN_THE_MAKING: Final = ("draft", "approval-sent", "approved")


def offers_told(
    offers: list[MadeOffer], known: Known, about: str, opportunity: str, at: datetime
) -> list[OutgoingSignal]:
    """What follows from the newest one: it lies with them, they signed it, or it takes the place of one that does."""
    made = max(offers, key=lambda one: (one.created_at is not None, one.created_at), default=None)
    if made is None:
        return []
    if made.status in _IN_THE_MAKING:
        name = made.id
        return list(offer_stands_no_more(known, SOURCE, opportunity, at, "replaced", "", newer_than=name).tells)
    if made.status not in _WITH_THEM:
        return []  # what an approver refuses is no word to the candidate
    fields: dict[str, Any] = {"application_id": opportunity, "offer_id": made.id}
    sent_at = min(made.sent_at or at, at)
    more = {"start_date": made.starts_on.isoformat()} if made.starts_on else {}
    tells = [told(SOURCE, about, "offer_extended", f"offer:{made.id}:sent", sent_at, **fields, **more)]
    if made.status == "signed":
        answered_at = min(made.signed_at or at, at)
        name = f"offer:{made.id}:signed"
        tells.append(told(SOURCE, about, "offer_answered", name, answered_at, answer="accepted", **fields))
    return tells
