"""Messages that a reader got wrong once, and some that it must not unlearn: each taken for what it is (R3, R7, R8)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from domain.names import Channel
from domain.replies.classify import MessageReading, read_mail, read_text
from domain.replies.mail.forms import Field
from domain.replies.mail.parse import mail_of
from domain.replies.ours import NOTHING_OURS, Ours, ours_in, ours_of, together
from ledger.playbooks.folder import read_playbook
from tests.replies.confusion import WEDNESDAY
from tests.tables import each

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()
]
REPORTS = ("bounce-hardness", "bounce-missed", "delay-warning", "complaint-missed")
"""Read by the status and the words of a report, which has tests of its own."""
OURS = together([ours_in(read_playbook(Path("playbooks/default"))), ours_of(["You will hear from us by Friday."])])


def reading_of(case: dict[str, Any], ours: Ours = OURS) -> MessageReading:
    if "text" in case:
        return read_text(case["text"], WEDNESDAY, Channel(case["channel"]), ours=ours)
    mail = mail_of([Field("email", case["raw"].encode())])
    assert mail is not None
    answers_ours = "reply+token@" in mail.recipients or "<ours@acme.example>" in mail.answers
    return read_mail(mail, WEDNESDAY, ours=ours, answers_ours=answers_ours)


@each("case", [one for one in CASES if one["group"] not in REPORTS], ids=lambda one: one["id"])
@each("known", [True, False], ids=["ours known", "ours unknown"])
def test_r8_a_message_is_taken_for_what_it_is_and_its_words_are_theirs(case: dict[str, Any], known: bool) -> None:
    read = reading_of(case, OURS if known else NOTHING_OURS)
    expected = case["kind_expected"]
    if case["group"] == "tapback" and "can I still" not in case["text"]:
        expected = "reaction"  # no answer either: nobody is owed a word
    assert read.kind == expected, read.why
    if "own_words_expected" in case:
        assert read.own_words == case["own_words_expected"]
