"""Keeping the ledger's team in line with `team.yaml`: by each worker while it runs, and by the commands about it."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ledger.engine import LedgerUnavailable
from ledger.people.team_file import BadTeam, read_team

if TYPE_CHECKING:
    from domain.people.team import Member
    from ledger.queries.reading import Reader
    from settings import Settings

log = logging.getLogger(__name__)

EVERY: Final = timedelta(minutes=1)


def follow_file(reader: Reader, settings: Settings) -> str:
    """Have the record say what the file says; why it cannot be read, in a sentence, where it cannot. Then what it said
    before goes on. Raises LedgerUnavailable.
    """
    members, problem = read_file(settings)
    if members is not None:
        reader.team.follow_file(members)
    return problem


def read_file(settings: Settings) -> tuple[tuple[Member, ...] | None, str]:
    """Who is in the file, None where there is none or it cannot be read; then why not, in a sentence."""
    try:
        return read_team(settings.playbook), ""
    except (BadTeam, OSError) as error:
        said = str(error) if isinstance(error, BadTeam) else f"team.yaml cannot be read ({error.strerror})."
        return None, f"{said} Until then the previous version is used."


async def keep_following(reader: Reader, settings: Settings, *, every: timedelta = EVERY) -> None:
    """Look, wait, until cancelled. Never raises: no clock hangs on the file (R26)."""
    told = ""
    while True:
        try:
            problem = await asyncio.to_thread(follow_file, reader, settings)
            if problem and problem != told:
                log.warning("the team is as it was: %s", problem)
            told = problem
        except LedgerUnavailable:
            pass  # the clocks say so
        except Exception as error:
            log.warning("team.yaml could not be looked at (%s), which is a defect", type(error).__name__)
        await asyncio.sleep(every.total_seconds())
