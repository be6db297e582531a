"""From an ATS's word for where somebody stands to ours, by the playbook in force (`domain.playbook.ats_stages`)."""

from __future__ import annotations

from domain.names import CLOSED_STAGES, Stage
from domain.playbook.ats_stages import AtsNames


def closing(names: AtsNames, source: str, *reasons: str) -> Stage:
    """As what an application is closed, by the names of its reason and of the reason's type.

    Where the playbook says nothing of them it is a rejection: it is closed in any case, and they are owed word (S15).
    A reason that is said to lead back into the running makes no sense and is a rejection, too.
    """
    stage = names.stage(source, *reasons)
    return stage if stage in (*CLOSED_STAGES, Stage.NETWORK) else Stage.REJECTED
