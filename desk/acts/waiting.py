"""The message that waits for a colleague's yes."""

from __future__ import annotations

from typing import Any

from desk.http.visits import Visit
from desk.locales.translating import _
from domain.playbook.step_words import the_step
from starter.wording.candidates import by
from starter.wording.instants import shown
from starter.words_ahead import message_that_waits


def message_of(visit: Visit, task_id: str) -> tuple[Any, str, str]:
    """Its words, why there are none, and when it would go; the first or the second is empty."""
    row = visit.ledger.task(task_id)
    if row is None or row["closed_at"]:
        return None, _("Nothing is waiting here any more."), ""
    one, words = message_that_waits(visit.ledger, row["candidate_id"], task_id, visit.now)
    if one is None or words is None:
        return None, _("Approving this now wouldn't send anything."), ""
    when = _("at once") if one.at <= visit.now else shown(one.at)
    return words, words.problem, f"{the_step(one.touch.step)} {by(str(one.touch.channel))} {when}"
