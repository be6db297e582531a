"""What a dry run says of those who would come in silent for too long: how many, and when each hears (R20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from domain.views.workload import counted
from settings import Settings
from starter.wording.candidates import plain
from starter.wording.instants import shown, shown_day

if TYPE_CHECKING:
    from domain.forecast.coming_in import AlreadySilent
    from domain.playbook.rule_history import Rules

_SHOWN: Final = 20


def rules_of(settings: Settings) -> Rules:
    """Those of the playbook in force, else of the folder."""
    from domain.playbook.rule_history import Rules
    from ledger.engine import LedgerUnavailable
    from ledger.playbooks.folder import read_playbook
    from ledger.store import NoPlaybook
    from starter.cli.people import open_ledger

    try:
        with open_ledger(settings) as ledger:
            return ledger.playbooks.rules()
    except (LedgerUnavailable, NoPlaybook):
        return Rules(read_playbook(settings.playbook))


def silent_lines(silent: Sequence[AlreadySilent]) -> Iterator[str]:
    """How many, by when, and who, for a person to read."""
    if not silent:
        return
    times = [one.hears_at for one in silent if one.hears_at is not None]
    asked = len(silent) - len(times)
    said = f"{counted(len(silent), 'person has', 'people have')} already waited too long to hear from us."
    said += f" Due an update: {len(times):,}, by {shown(max(times))}." if times else ""
    yield said + (f" Can't be written to, so a colleague is asked: {asked:,}." if asked else "")
    for one in silent[:_SHOWN]:
        hears = f"would hear {shown(one.hears_at)}" if one.hears_at else "a colleague would be asked"
        yield f"  {plain(one.name)} ({plain(one.candidate_id)}): no word since {shown_day(one.since)}, {hears}"
    if len(silent) > _SHOWN:
        yield f"  and {len(silent) - _SHOWN:,} more (--json lists all)"


def silent_json(silent: Sequence[AlreadySilent]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.candidate_id,
            "since": one.since.isoformat(),
            "hears_at": one.hears_at.isoformat() if one.hears_at else None,
        }
        for one in silent
    ]
