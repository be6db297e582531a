"""What `doctor` says of the record: is it in the log, do the last checkpoints hold, and were they mailed?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from ledger.store import Ledger
    from starter.cli.run.doctor import Visit

LATE: Final = timedelta(minutes=15)
"""How long the log may be behind, and a checkpoint unmailed: they are made every ten minutes."""


def say_record(visit: Visit, ledger: Ledger) -> None:
    """One line. Raises LedgerUnavailable."""
    from ledger.audit.keys import CHECKPOINT_KEY, BadKey, SigningKey
    from ledger.audit.log import READER

    add, settings = visit.add, visit.settings
    last = next(iter(ledger.log.kept()), None)
    behind = ledger.feed.behind(READER)
    if behind.since is not None and now() - behind.since > LATE:
        says = f"{behind.facts:,} facts aren't in the log of the record yet, the oldest since {shown(behind.since)}"
        add("Record", False, says, "run `followup worker`; on PostgreSQL, look for a transaction that hangs")
        return
    if last is None:
        add("Record", True, "there's no checkpoint yet; a worker makes one with the first fact")
        return
    if ledger.log.size() > last.size and now() - last.made_at > 2 * LATE:
        says = f"no checkpoint has been signed since {shown(last.made_at)}"
        add("Record", False, says, "see the worker's log: it needs the key that signed the last one")
        return
    if not (settings.keys_folder / CHECKPOINT_KEY).exists():
        says = f"the checkpoints can't be checked here, because {CHECKPOINT_KEY} isn't in {settings.keys_folder}"
        add("Record", True, says, "set FOLLOWUP_KEYS if a worker runs on this host", warns=True)
        return
    try:
        key = SigningKey.read(settings.keys_folder / CHECKPOINT_KEY)
    except BadKey as error:
        add("Record", False, str(error), "without it nothing new can be proven")
        return
    if doubts := ledger.log.doubts(key.public):
        more = f" ({len(doubts) - 1} more)" if len(doubts) > 1 else ""
        add("Record", False, f"{doubts[0]}{more}", "run `followup audit`, and see docs/audit.md")
        return
    says = f"the last checkpoint, {shown(last.made_at)}, over {last.size:,} facts, checks out"
    to = _mailed_to(ledger)
    if to and last.mailed_at is None and now() - last.made_at > LATE:
        add("Record", False, f"{says}, but it hasn't been emailed to {to}", "see the worker's log")
        return
    add("Record", True, f"{says}; {f'checkpoints go to {to}' if to else 'no checkpoints are emailed'}")


def _mailed_to(ledger: Ledger) -> str:
    found = ledger.playbooks.in_force()
    return str((found[1].get("audit") or {}).get("checkpoints_to") or "") if found else ""
