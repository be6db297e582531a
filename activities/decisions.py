"""The activity `decide`: append what was told, decide what comes next, and say why."""

from __future__ import annotations

from temporalio import activity

from activities.book import Sitting, of_this_release
from domain.state.model import Ask, Verdict
from ledger.store import Book, Ledger


class Decisions:
    """Decisions over one ledger. Safe to share between threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @activity.defn(name="decide", no_thread_cancel_exception=True)
    def decide(self, ask: Ask) -> Verdict:
        """One transaction: facts that were told, new facts, projection. Raises LedgerUnavailable."""

        def deciding(book: Book) -> Verdict:
            sitting = Sitting.open(book, ask)
            if isinstance(sitting, Verdict):
                return sitting
            sitting.decide(sitting.world())
            return sitting.write()

        return of_this_release(self._ledger.enter(ask.state.candidate.candidate_id, deciding))
