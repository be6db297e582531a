"""What `doctor` says of the keys: is what is said about people encrypted, and can it be read here?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ledger.store import Ledger
    from starter.cli.run.doctor import Visit

_WHAT: Final = "Encryption"


def say_encryption(visit: Visit, ledger: Ledger) -> None:
    """One line. An installation from before there were keys goes on as it is until somebody says so."""
    from ledger.engine import LedgerUnavailable

    try:
        if not ledger.keys.encrypts:
            visit.add(
                _WHAT,
                True,
                "off: what goes through Temporal is readable there",
                "`followup setup --encrypt` turns it on; read docs/encryption.md first",
                warns=True,
            )
            return
        ledger.keys.check()
        standing, progress = ledger.keys.standing(), ledger.sealing()
    except LedgerUnavailable as error:
        visit.add(
            _WHAT, False, str(error), "nothing is lost meanwhile, and work goes on by itself once the keys are there"
        )
        return
    if progress is None:
        ledgers = "; the ledger is in plain, until `followup setup --encrypt`"
    else:
        ledgers = (
            f"; {progress.left:,} people are in the ledger in plain still" if progress.left else ", ledger included"
        )
    month = max(one["epoch"] for one in standing["epochs"] if not one["retired_at"])
    visit.add(
        _WHAT, True, f"on, with a key per person ({standing['keys']:,} so far), wrapped by the key of {month}{ledgers}"
    )
