"""What can stand in the way of reading a mailbox."""

from __future__ import annotations

from typing import Final, Literal

Reason = Literal["unreachable", "refused", "folder", "broken_off", "ledger", "fault"]

REASONS: Final[tuple[Reason, ...]] = ("unreachable", "refused", "folder", "broken_off", "ledger", "fault")
"""What `followup_mailbox_errors` counts by."""


class MailboxTrouble(Exception):
    """The mailbox can't be read now. One sentence, with nothing personal and no secret in it."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
