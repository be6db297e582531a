"""Ledgers for tests, on SQLite: copies of one that was migrated once, since migrating takes longer than most tests."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from domain.playbook.model import Playbook
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY

DEFAULT = Path(__file__).parent.parent / "playbooks" / "default"


@cache
def default_playbook() -> Playbook:
    return read_playbook(DEFAULT)


@cache
def _migrated(with_playbook: bool) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.db"
        ledger = Ledger(f"sqlite:///{file}", ["no address is in it"])
        ledger.migrate()
        if with_playbook:
            playbook = default_playbook()
            ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)
        ledger.close()
        return file.read_bytes()


def put(file: Path, *, with_playbook: bool = False) -> None:
    """An empty ledger's file, with the default playbook in force or none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_migrated(with_playbook))


def ledger_of(settings: Settings, *, with_playbook: bool = True) -> Ledger:
    """The ledger of a home that has none yet."""
    put(settings.home / "ledger.db", with_playbook=with_playbook)
    return Ledger(settings.ledger_address, settings.keys)


def forget(ledger: Ledger, candidate_id: str, at: datetime = WEDNESDAY) -> str:
    """Erase somebody from the ledger, as the steps of an erasure do; its id."""
    erasure = ledger.erasures.ask(candidate_id, "colleague", "kim", at).erasure_id
    ledger.erasures.mark(erasure, at)
    ledger.erasures.empty(erasure, at)
    return erasure
