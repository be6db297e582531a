"""Looks at what a connected ATS holds: every five minutes at what no hook tells, and each night at everybody.

The night's look begins with the first one that somebody asked for (`followup sync`): a company's people are not brought
in because a worker was started.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta, tzinfo
from typing import Final

from integrations.ats.api import ApiAway, ApiRefuses, BrokenOff
from integrations.ats.connected import Connected
from integrations.ats.reconcile import Listing, Outcome, Reconciliation
from ledger.playbooks.in_force import NoPlaybook
from ledger.store import Ledger
from ledger.systems.runs import Kind

log = logging.getLogger("followup.sync")

SOON: Final = timedelta(minutes=5)
_AGAIN: Final = timedelta(hours=1)
"""So long after a night's look that broke off it is tried again."""
_OVERLAP: Final = timedelta(days=1)
_LOOK: Final = 15.0
"""Seconds between two looks at whether something is due."""


class SystemPoller:
    """Looks at one system. For one thread at a time."""

    def __init__(
        self,
        ledger: Ledger,
        system: Connected,
        *,
        nightly: time | None,
        zone: Callable[[], tzinfo],
        clock: Callable[[], datetime],
    ) -> None:
        """`nightly`: when, in `zone`, everybody is looked at; None for never."""
        self._ledger, self._system, self._clock = ledger, system, clock
        self._nightly, self._zone = nightly, zone
        self._soon: Listing | None = None
        self._soon_at: datetime | None = None

    def turn(self) -> float:
        """Do what is due; seconds until the next look at that. Raises LedgerUnavailable."""
        now = self._clock()
        if self._system.looks_often and (self._soon_at is None or now - self._soon_at >= SOON):
            self._soon_at = now
            self._soon = self._soon or self._system.listing()
            self.look("soon", self._soon, lambda look: look.soon())
        if self._is_night(self._clock()):
            self.everybody()
        return _LOOK

    def everybody(self) -> Outcome | None:
        """The night's look; None where it broke off, which stands where `doctor` looks."""
        recent = recent_of(self._ledger, self._system.system)
        self._soon = None  # it forgets what it has told, and looks at everything again
        return self.look("everybody", self._system.listing(), lambda look: look.everybody(recent=recent))

    def look(self, kind: Kind, listing: Listing, go: Callable[[Reconciliation], Outcome]) -> Outcome | None:
        """One look, and what came of it on record."""
        began_at, asked = self._clock(), listing.requests
        name, runs = self._system.system, self._ledger.runs
        look = Reconciliation(self._ledger, listing, self._system.reader, self._clock)
        try:
            outcome = go(look)
        except (ApiAway, ApiRefuses) as error:
            log.warning("looking at %s broke off: %s", name, error)
            runs.broke_off(name, kind, began_at, str(error))
            return None
        except (BrokenOff, NoPlaybook):
            return None
        if outcome.not_believed:
            says = f"{outcome.not_believed} people would be gone at once, which is not believed"
            log.error("%s: %s; see `followup sync %s --dry-run`", name, says, name)
            runs.broke_off(name, kind, began_at, says)
            return None
        counts = (listing.requests - asked, outcome.looked_at, len(outcome.differences))
        if kind == "everybody" or outcome.differences:
            log.info("looked at %s: %d requests, %d looked at, %d differences", name, *counts)
        runs.came_to_its_end(name, kind, began_at, self._clock(), counts)
        return outcome

    def _is_night(self, now: datetime) -> bool:
        """Is it time to look at everybody, and has nobody since?"""
        last = self._ledger.runs.last(self._system.system, "everybody")
        if self._nightly is None or last is None or last.began_at is None:
            return False
        local = now.astimezone(self._zone())
        due = datetime.combine(local.date(), self._nightly, local.tzinfo)
        if due > local:
            due -= timedelta(days=1)
        return last.began_at < due and (last.tried_at < due or now - last.tried_at >= _AGAIN)


def recent_of(ledger: Ledger, system: str) -> datetime | None:
    """Since when a look at everybody asks what has changed: a day before the last one that came to its end."""
    last = ledger.runs.last(system, "everybody")
    return last.began_at - _OVERLAP if last and last.began_at else None
