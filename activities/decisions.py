"""The activity `decide`: append what was told, decide what comes next, and say why."""

from __future__ import annotations

from temporalio import activity

from activities.transaction import CandidateTransaction, of_this_release
from domain.state.model import DecisionRequest, DecisionResult
from ledger.store import Book, Ledger


class Decisions:
    """Decisions over one ledger. Safe to share between threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @activity.defn(name="decide", no_thread_cancel_exception=True)
    def decide(self, request: DecisionRequest) -> DecisionResult:
        """One transaction: facts that were told, new facts, projection. Raises LedgerUnavailable."""

        def deciding(book: Book) -> DecisionResult:
            transaction = CandidateTransaction.open(book, request)
            if isinstance(transaction, DecisionResult):
                return transaction
            transaction.decide(transaction.world())
            return transaction.write()

        return of_this_release(self._ledger.enter(request.state.candidate.candidate_id, deciding))
