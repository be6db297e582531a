"""The weekly report goes to whoever acts for a lead who is away or has left (R25)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from activities.colleague_mail import MailFormat
from activities.digests import DigestRun
from activities.reports import Reports
from domain.names import reader_mark
from domain.people.team import Absence, member
from domain.playbook.model import Playbook
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.ledgers import default_playbook, ledger_of

DAY = timedelta(days=1)
_FORMAT = MailFormat(bodies=lambda text, _subject: (text, text), message_id=lambda key, _domain: f"<{key}>")
LOU, MIA = "lou@acme.example", "mia@acme.example"


@pytest.mark.parametrize("how", ["here", "away", "left"])
def test_r25_a_report_is_read_by_whoever_is_there(tmp_path: Path, how: str) -> None:
    ledger = ledger_of(Settings(home=tmp_path))
    content = default_playbook().model_dump(mode="json") | {"report": {"to": [LOU, MIA]}}
    playbook = Playbook.model_validate(content)
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)
    for name, email in (("Lou Bell", LOU), ("Mia Orr", MIA), ("Sam Lee", "sam@acme.example")):
        ledger.team.note(member(name, email, role="lead", source="typed"))
    if how == "away":
        away = Absence(WEDNESDAY - DAY, WEDNESDAY + DAY, (WEDNESDAY + DAY).date(), "sam@acme.example")
        ledger.team.set_absence(LOU, away, "mia")
    if how == "left":
        ledger.team.leave(LOU, MIA, WEDNESDAY - DAY, "mia")
    readers = Reports(ledger, {}, _FORMAT).list_reports(DigestRun(now=WEDNESDAY)).readers
    expected = {"here": [LOU, MIA], "away": ["sam@acme.example", MIA], "left": [MIA]}[how]
    assert readers == tuple(reader_mark(one) for one in expected), "each once"
    ledger.close()
