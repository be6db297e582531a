"""What the docs say is kept is kept, and what they say is forgotten is forgotten."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from gateway.dispatch.retention import InboxRetention
from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from settings import Settings, variable
from tests.ledger.conftest import ANN, NOW, append, replied, reserve

DOCS = Path(__file__).parents[2] / "docs"
YEARS = NOW + timedelta(days=3650)
KEY = f"{ANN}/a1/applied.1/acknowledge/1"


def test_the_times_in_the_docs_are_those_of_the_settings() -> None:
    table = (DOCS / "gateway.md").read_text("utf-8")
    example = (DOCS.parent / ".env.example").read_text("utf-8")
    for name in ("keep_bodies", "keep_arrivals"):
        days = Settings.model_fields[name].default.days
        assert re.search(rf"^\| `{variable(name)}` \|.*\| `P{days}D` \|$", table, re.MULTILINE), name
        assert f"P{days}D unless set otherwise" in example.partition(f"# {variable(name)}=")[0].splitlines()[-1]


def test_what_came_in_is_emptied_after_its_time_and_its_row_goes_after_its_own(ledger: Ledger) -> None:
    """docs/gateway.md, "Forgotten in time"."""
    keys = ("told", "waits", "not-understood")
    ledger.inbox.put([Arrival("greenhouse", key, "stage", "greenhouse:1", "words", NOW) for key in keys])
    ledger.inbox.settle(1, "told", NOW)
    ledger.inbox.settle(3, "not_understood", NOW, error="the words are odd")
    forgetting = InboxRetention(ledger.inbox, timedelta(days=30), timedelta(days=400))
    bodies = lambda: [row and (row["body"], row["error"]) for row in map(ledger.inbox.one, (1, 2, 3))]  # noqa: E731
    forgetting.go_on(NOW + timedelta(days=29))
    assert bodies() == [("words", ""), ("words", ""), ("words", "the words are odd")]
    forgetting.go_on(NOW + timedelta(days=31))
    assert bodies() == [("", ""), ("words", ""), ("", "")]
    forgetting.go_on(NOW + timedelta(days=399))
    assert bodies() == [("", ""), ("words", ""), ("", "")]
    forgetting.go_on(NOW + timedelta(days=401))
    assert bodies() == [None, ("words", ""), ("", "")]


def test_the_words_that_we_sent_and_the_timeline_stay_as_long_as_the_person_is(ledger: Ledger) -> None:
    """docs/delivery.md: replies are read against them. FOLLOWUP_KEEP_BODIES is about what came in."""
    reserve(ledger, KEY)
    append(ledger, replied(words="Thursday suits me"))
    forgetting = InboxRetention(ledger.inbox, timedelta(hours=1), timedelta(days=30))
    while forgetting.go_on(YEARS):
        pass
    assert [(sent["subject"], sent["body"]) for sent in ledger.deliveries()] == [("Thank you, Ann", "Dear Ann")]
    assert [entry["text"] for entry in ledger.timeline(ANN) if entry["type"] == "reply_received"] == [
        "Thursday suits me"
    ]


def test_no_page_says_that_words_we_sent_are_forgotten() -> None:
    for page in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]:
        for sentence in re.split(r"(?<=[.:;])\s", page.read_text("utf-8")):
            if "FOLLOWUP_KEEP_BODIES" in sentence:
                assert not re.search(r"(?i)words are kept for|sent .*(forgotten|emptied)", sentence), (
                    page.name,
                    sentence,
                )
