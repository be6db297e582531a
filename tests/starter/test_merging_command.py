"""`followup merge`: two ids are one person from then on, for every other command too."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.events import CandidateMerged, Event, OptedOut
from domain.names import Stage
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN, BOB = "manual:ann", "manual:bob"


def now() -> datetime:
    return WEDNESDAY


def said_to(merged_id: str, into: str = "") -> Event:
    return CandidateMerged(event_id=f"m-{merged_id}-{into}", occurred_at=now(), merged_id=merged_id, into=into)


@pytest.fixture
def merged(ledger: Ledger) -> Ledger:
    """Ann and Bob were both here, had both heard from us, and are one person."""
    settle(ledger, ANN, applied(days_ago=2))
    settle(ledger, BOB, applied("bob", "OPS-1", days_ago=3, stage=Stage.INTERVIEW, job_title="Operator"))
    settle(ledger, BOB, said_to(BOB, into=ANN))
    settle(ledger, ANN, said_to(BOB))
    return ledger


def test_status_of_either_id_is_that_of_the_one_person(cli: Cli, merged: Ledger) -> None:
    by_other = cli("status", "bob")
    assert by_other.code == 0 and by_other.out == cli("status", "ann").out
    assert by_other.out.startswith("Ann Lee (manual:ann)")
    assert "Merged with manual:bob (the same person)." in by_other.out
    view = cli("status", "bob", "--json").json
    assert (view["id"], view["joined"], [a["job"] for a in view["applications"]]) == (ANN, [BOB], ["ENG-7", "OPS-1"])


def test_list_shows_one_person_who_is_found_by_either_job(cli: Cli, merged: Ledger) -> None:
    assert [row["id"] for row in cli("list", "--json").json] == [ANN]
    assert [row["id"] for row in cli("list", "--job", "OPS-1", "--json").json] == [ANN]
    assert {row["candidate_id"] for row in cli("tasks", "--json").json} <= {ANN}


def test_timeline_tells_both_histories_in_order_and_why_they_are_one(cli: Cli, merged: Ledger) -> None:
    rows = cli("timeline", "ann", "--json").json
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert [row["type"] for row in rows].count("application_received") == 2
    assert {row.get("recorded_as") for row in rows} == {None, BOB}
    words = cli("timeline", "bob").out
    assert "history merged in - joined with manual:bob, who is the same person" in words
    assert "added for Operator, at the interview stage [as manual:bob]" in words
    assert "handed over [as manual:bob] - joined into manual:ann, who is the same person" in words
    assert "Merged with manual:bob (the same person)." in cli("why", "ann").out


def test_an_opt_out_under_the_other_id_shows(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=2))
    settle(ledger, BOB, applied("bob", "OPS-1", days_ago=3))
    settle(ledger, BOB, OptedOut(event_id="o", occurred_at=now()), said_to(BOB, into=ANN))
    settle(ledger, ANN, said_to(BOB))
    assert "They asked us to stop" in cli("status", "ann").out


@pytest.mark.parametrize(
    ("typed", "code", "says"),
    [
        (("ann", "ann", "--yes"), 2, "These are the same id; give the one that stays and the other one."),
        (("ann", "nobody", "--yes"), 3, "There is no candidate manual:nobody"),
        (("nobody", "ann", "--yes"), 3, "There is no candidate manual:nobody"),
        (("ann", "bob"), 2, "It can't be undone, so it asks first; add --yes to skip the question."),
        (("ann", "bob", "--json"), 2, "add --yes"),
        (("ann", "b@b.example"), 3, "Nobody has or had the address b@b.example"),
        (("ann", "bob", "--yes"), 4, "Temporal"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(
    cli: Cli, ledger: Ledger, typed: tuple[str, ...], code: int, says: str
) -> None:
    settle(ledger, ANN, applied())
    settle(ledger, BOB, applied("bob", "OPS-1"))
    said = cli("merge", *typed)
    assert (said.code, said.out) == (code, "")
    assert says in said.err


def test_those_who_are_one_already_stay_so(cli: Cli, merged: Ledger) -> None:
    said = cli("merge", "ann", "bob")
    assert said.out == "They are already one person, followed up as Ann Lee (manual:ann); nothing has changed.\n"
    assert cli("merge", "bob", "ann", "--json").json["id"] == ANN


def test_it_asks_first_and_says_what_would_be(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settle(ledger, ANN, applied())
    settle(ledger, BOB, applied("bob", stage=Stage.INTERVIEW), OptedOut(event_id="o", occurred_at=now()))
    monkeypatch.setattr("sys.stdin", _Terminal("n\n"))
    said = cli("merge", "ann", "bob")
    assert said.code == 1 and "Nothing was changed." in said.err
    assert "Ann Lee (manual:ann) stays: applied for Engineer (ENG-7)." in said.out
    assert "Bob Lee (manual:bob) becomes part of it: interview for Engineer (ENG-7)." in said.out
    assert "For ENG-7 one application continues" in said.out
    assert "asked us to stop under one of them" in said.out


class _Terminal:
    """A person at a keyboard who has typed this."""

    def __init__(self, typed: str) -> None:
        self._lines = typed.splitlines(keepends=True)

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int = -1) -> str:
        return self._lines.pop(0) if self._lines else ""
