"""A message that may ask us to stop holds everybody who has the address that it came from (R3, R7)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.names import Channel
from domain.replies.recorded_reply import Reading as Taken
from gateway.providers import twilio_inbound
from gateway.providers.shared_doubts import BY_WHOM, SHARED, told, with_others
from integrations.arrivals import Entry
from ledger.inbox.rows import Arrival
from tests.gateway.provider_desk import ANN, BOB, NOW, NUMBER, Desk, desk_in, text

DOUBT, STOP = Taken("stop", certain=False, closes=(Channel.SMS,)), Taken("stop")
WORDS = "hmm could you maybe take me off this please, my sister asked as well"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.ledger.claim(BOB, at=NOW, email="bob@example.com", phone=NUMBER)
    return made


def test_r3_each_of_the_others_has_a_row_of_their_own_in_the_same_commit(desk: Desk) -> None:
    """Nothing goes to whoever something waits for in the inbox, so all of them are held from that commit on."""
    entries = with_others(Entry("SM9", "inbound", ANN, "{}"), [BOB, ANN, ""])
    assert [(e.key, e.kind, e.about) for e in entries] == [("SM9", "inbound", ANN), ("SM9/1", SHARED, BOB)]
    rows = [Arrival("text", e.key, e.kind, e.about, e.body, NOW) for e in entries]
    assert desk.ledger.inbox.put(rows) == 2
    for ident in (ANN, BOB):
        with desk.ledger.book(ident) as book:
            assert book.unheard(since=NOW)


def test_r3_the_others_are_told_of_a_doubt_and_of_no_application() -> None:
    fact = {"event_id": "text:1", "text": WORDS, "author": "", "application_id": "eng", "in_reply_to": "<1@x>"}
    (tell,) = told(Entry("SM9/1", SHARED, BOB, ""), fact, DOUBT).tells
    assert (tell.candidate_id, tell.signal) == (BOB, "reply_received")
    assert tell.fact == {
        "event_id": "text:1",
        "text": WORDS,
        "author": BY_WHOM,
        "read_as": {"kind": "stop", "certain": False, "closes": ["sms"]},
    }
    (again,) = told(Entry("SM9/1", SHARED, BOB, ""), fact, STOP).tells
    assert again.fact["read_as"] == {"kind": "stop", "certain": False}, "read otherwise now, it still is a doubt"


def test_r3_a_doubtful_text_from_a_shared_number_is_told_to_both(desk: Desk) -> None:
    door = twilio_inbound.door(desk.settings)
    request = text(WORDS)
    entries = door.entries(request)
    assert {(e.kind, e.about) for e in entries} == {("inbound", ANN), (SHARED, BOB)} and not entries[0].wishes
    readings = desk.reads(door, request)
    assert {t.candidate_id for r in readings for t in r.tells} == {ANN, BOB}
    ids = [t.fact["event_id"] for r in readings for t in r.tells]
    assert len(set(ids)) == 2 and json.loads(entries[1].body)["text"] == WORDS


@pytest.mark.parametrize("kind", [SHARED, "shared doubt"], ids=["now", "as it was named before"])
def test_r3_what_the_inbox_gives_back_is_still_told_to_the_other(desk: Desk, kind: str) -> None:
    """The row as it is kept, not as the door made it: so the gateway reads it."""
    door = twilio_inbound.door(desk.settings)
    kinds = {SHARED: kind}
    entries = door.entries(text(WORDS))
    desk.ledger.inbox.put([Arrival("text", e.key, kinds.get(e.kind, e.kind), e.about, e.body, NOW) for e in entries])
    kept = [Entry(row.key, row.kind, row.about, row.body) for row in desk.ledger.inbox.due(NOW, 9)]
    told_to = [tell for entry in kept for tell in door.read(entry, desk.known()).tells]
    assert [(t.candidate_id, t.fact.get("author", "")) for t in told_to] == [(ANN, ""), (BOB, BY_WHOM)]
