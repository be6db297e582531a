"""The mail and the text that take an interview out of a calendar, as they are handed to a sender (S6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import icalendar
import pytest

from domain import events as e
from domain.reducers.evolve import evolve_all
from ledger.store import Ledger
from tests.domain.lives import MONDAY, D, H, application, fact, live
from worker import writer

TEXTS = {"phone": "+12125550123", "sms_consent_at": MONDAY, "channel": "sms"}


@pytest.mark.parametrize("way", [{}, TEXTS], ids=["mail", "text"])
def test_s6_what_is_handed_over_says_it_in_words_and_in_the_calendar(tmp_path: Path, way: dict[str, Any]) -> None:
    told = fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 8 * D, interview_id="1", title="Talk")
    over = fact(e.StageChanged, MONDAY + 2 * D, stage="network")
    story = live([application("interview", **way), told, over], days=5)
    moment = next(m for m in story.moments if any(getattr(f, "step", "") == "call-off" for f in m.done))
    state, touch = evolve_all(moment.before, moment.events), moment.decision.touch
    assert touch is not None
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["a key"])
    write = writer(ledger)
    message = write.address(write.write(write.wording(state, touch, moment.world)), state, touch, moment.world)
    ledger.close()
    assert "Tuesday, November 10, at 10:00 AM ET" in message.text and "has been canceled" in message.text
    if way:
        assert message.attachments == () and message.to == "+12125550123"
        return
    (file,) = message.attachments
    calendar = icalendar.Calendar.from_ical(file.content)
    (entry,) = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(entry["STATUS"]), int(entry["SEQUENCE"])) == ("CANCEL", "CANCELLED", 1)
    assert message.subject == "Your Engineer interview on Tuesday, November 10 is canceled"
