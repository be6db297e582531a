"""What a run in rounds counts, and what it says where a fault has shown nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.__main__ import unshown
from tests.chaos.report import Plan, Report, Round
from tests.chaos.rounds import KILLED, Journals
from tests.chaos.run import struck
from tests.chaos.verdict import Verdict


def write(home: Path, pid: int, *lines: dict[str, Any], end: str = "\n") -> None:
    folder = home / "worker"
    folder.mkdir(exist_ok=True)
    with (folder / f"journal.{pid}").open("a") as journal:
        journal.write("\n".join(json.dumps(line | {"pid": pid}) for line in lines) + end)


def test_a_message_is_under_way_from_its_reservation_to_the_providers_answer_and_while_it_lingers(
    tmp_path: Path,
) -> None:
    journals = Journals(tmp_path)
    write(tmp_path, 7, {"what": "reserved", "key": "a"}, {"what": "sending", "key": "a", "at": 10.0})
    write(tmp_path, 8, {"what": "reserved", "key": "b"})
    journals.look()
    assert (journals.under_way(7, 10), journals.under_way(8, 10), journals.began_since(9.5)) == (1, 1, 1)
    write(tmp_path, 7, {"what": "sent", "key": "a", "at": 10.1})
    journals.look()
    assert journals.under_way(7, 10.1) == 0
    write(tmp_path, 7, {"what": "lingers", "key": "a", "at": 10.1})
    journals.look()
    assert (journals.under_way(7, 10.5), journals.under_way(7, 11)) == (1, 0)
    assert journals.began_since(10.5) == 0


def test_a_line_that_is_half_written_is_read_when_it_is_whole(tmp_path: Path) -> None:
    journals = Journals(tmp_path)
    write(tmp_path, 7, {"what": "refused", "why": "53100"}, {"what": "refused", "why": "53100"}, end="")
    journals.look()
    assert journals.refused == {"53100": 1}
    write(tmp_path, 7)
    journals.look()
    assert journals.refused == {"53100": 2}


@pytest.mark.parametrize(
    ("one", "shown", "said"),
    [
        (Round("crashed", 0, verdict=Verdict()), {}, "struck while only 0 messages went out"),
        (Round(KILLED, 9), {}, "no message was under way"),
        (Round("disk full", 9), {}, "could write all the same"),
        (Round("disk full", 9), {"disk full": 1}, ""),
        (Round("crashed", 9, verdict=Verdict(lost=["a touch"])), {}, "the verdict does not hold"),
        (Round(KILLED, 9, cut=2, verdict=Verdict()), {}, ""),
    ],
)
def test_a_fault_that_has_shown_nothing_is_named(one: Round, shown: dict[str, int], said: str) -> None:
    found = unshown(Report(Plan(seed=1, in_rounds=True), rounds=[one], shown=shown))
    assert [said in sentence for sentence in found] == ([True] if said else [])


def test_a_trouble_that_did_not_come_about_is_not_counted() -> None:
    rounds = [Round(name, 9) for name in (KILLED, "crashed", "locked", "disk full", "disk full")]
    report = Report(Plan(seed=1, in_rounds=True), rounds=rounds, shown={"disk full": 1})
    assert struck(report) == {"crashed": 1, "disk full": 1}


def test_a_round_is_told_in_a_line_with_all_that_is_wrong() -> None:
    found = Verdict(due=9, sent=8, lost=["a"], unsettled=["b"], heard_twice=["c"])
    line = Round("crashed", 9, settled=12.4, verdict=found).in_words()
    assert line == "crashed: settled after 12 s; 9 due, 8 sent, 0 twice, 1 lost, 2 other"
