"""The ledger and the rules of that world: three messages, two minutes apart."""

from __future__ import annotations

import functools
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.playbook.model import Playbook
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger

ANN = "manual:ann"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
KEYS = ["a-secret-for-tests"]
MAIL, NUMBER = "ann@example.com", "+12125550123"


@functools.cache
def rules_of_three(resend: bool) -> Playbook:
    """Three messages, two minutes apart, by mail or text, at any hour."""
    rules = read_playbook(Path(__file__).parents[1] / "playbooks" / "quick").model_dump(mode="json")
    rules["messages"]["applied/hello.sms.txt"] = {"subject": "", "body": "Hello {{ candidate.first_name }}", "line": 1}
    hello = rules["stages"]["applied"]["steps"][0] | {"on_unknown": "resend" if resend else "park"}
    second = hello | {"step": "second", "after": "hello", "delay": "PT2M"}
    third = hello | {"step": "third", "after": "second", "delay": "PT2M"}
    rules["stages"]["applied"]["steps"] = [hello, second, third]
    return Playbook.model_validate(rules)


@functools.cache
def empty_ledger(resend: bool) -> Path:
    """A ledger with its tables and the playbook in force, made once."""
    file = Path(_home().name) / f"empty-{resend}.db"
    ledger = Ledger(f"sqlite:///{file}", KEYS)
    ledger.migrate()
    rules = rules_of_three(resend)
    ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "tests", NOON - timedelta(days=30))
    ledger.close()
    return file


@functools.cache
def _home() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="followup-machine-")
