"""`erase`, `hold` and `retention` without a server: what is shown, what is refused, and with which exit code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from temporalio.client import Client

from domain.events import Rejected
from domain.playbook.model import Playbook
from ledger.people.erasures import Held, Reason
from ledger.store import Ledger
from settings import read_settings
from starter.cli.run.doctor import Visit
from starter.cli.run.erasure_checks import say_erasures
from starter.erasing import begin
from starter.retaining import due, next_ones
from tests.clocks import WEDNESDAY
from tests.ledgers import default_playbook, forget
from tests.starter.conftest import Cli, applied, settle


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    """Ann in Germany, who was turned down; Ben, who is in the running."""
    settle(ledger, "manual:ann", applied(), Rejected(event_id="no", occurred_at=WEDNESDAY, source="cli"))
    settle(ledger, "manual:ben", applied("ben"))
    return ledger


def keeps(ledger: Ledger, **rules: object) -> None:
    playbook = Playbook.model_validate(default_playbook().model_dump(mode="json") | {"retention": rules})
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)


def test_r23_a_dry_run_says_what_would_go_and_changes_nothing(cli: Cli, people: Ledger) -> None:
    said = cli("erase", "ann", "--dry-run")
    assert said.code == 0 and "Ann Lee (manual:ann): nothing was changed." in said.out
    assert "every workflow run about them" in said.out and people.erasures.under_way() == []
    assert cli("erase", "ann", "--dry-run", "--json").json["ids"] == ["manual:ann"]


def test_r23_erasing_asks_first_and_a_program_needs_yes(cli: Cli, people: Ledger) -> None:
    assert cli("erase", "ann", "--json").code == 2 and cli("erase", "ann").code == 2  # nobody is there to answer
    assert cli("erase", "nobody", "--yes").code == 3
    assert people.erasures.under_way() == [] and people.status("manual:ann") is not None


def test_r23_without_temporal_nobody_is_erased_by_half(cli: Cli, people: Ledger) -> None:
    said = cli("erase", "ann", "--yes")
    assert said.code == 4 and "Temporal does not answer" in said.err
    assert people.status("manual:ann") is not None and not people.erasures.are_erased("manual:ann")


def test_r23_a_hold_is_placed_shown_and_lifted(cli: Cli, people: Ledger) -> None:
    assert cli("hold", "ann").out == "Ann Lee (manual:ann) is under no legal hold.\n"
    placed = cli("hold", "ann", "--reason", "case 7", "--until", "2030-01-07", "--as", "Kim")
    assert "Ann Lee (manual:ann) can't be erased until" in placed.out and "case 7 (Kim)" in placed.out
    assert "forbidden by a legal hold" in cli("erase", "ann", "--dry-run").out
    assert [one["reason"] for one in cli("hold", "ann", "--json").json["holds"]] == ["case 7"]
    assert cli("hold", "ann", "--lift", "--reason", "x").code == 2
    assert cli("hold", "ann", "--lift").out == "Ann Lee (manual:ann): the hold is lifted.\n"
    assert cli("hold", "ann", "--json").json["holds"] == []


def test_r23_retention_shows_whose_time_is_up_and_whom_a_hold_keeps(cli: Cli, people: Ledger) -> None:
    assert "so everyone is kept until they ask" in cli("retention", "--dry-run").out
    keeps(people, rejected={"DE": {"max": "P6M"}})
    assert cli("retention", "--dry-run").out == "Nobody's time is up.\n"

    def later() -> object:
        return WEDNESDAY + timedelta(days=200)

    said = cli("retention", "--dry-run", clock=later)  # type: ignore[arg-type]
    assert "Ann Lee (manual:ann): rejected (DE), kept until" in said.out and "Ben" not in said.out
    assert "1 would be erased; nothing was changed." in said.out
    people.erasures.hold("manual:ann", "case 7", "kim", WEDNESDAY)
    assert "kept by a legal hold: case 7" in cli("retention", "--dry-run", clock=later).out  # type: ignore[arg-type]
    (row,) = cli("retention", "--dry-run", "--json", clock=later).json  # type: ignore[arg-type]
    assert (row["id"], row["outcome"], row["country"], row["held"]) == ("manual:ann", "rejected", "DE", "case 7")


@pytest.mark.parametrize("reason", ["request", "colleague"])
async def test_r23_the_least_time_refuses_a_request_where_the_playbook_says_that_it_does(
    people: Ledger, reason: Reason
) -> None:
    """What refuses comes before Temporal is asked for anything."""
    nobody = Client.__new__(Client)
    keeps(people, rejected={"DE": {"min": "P1Y", "max": "P2Y"}}, minimum_binds_requests=True)
    with pytest.raises(Held, match=r"manual:ann has to be kept until 15 Jul 2027: .* minimum binds requests too"):
        await begin(nobody, people, "manual:ann", reason, "kim", WEDNESDAY)
    assert people.erasures.under_way() == []
    keeps(people, rejected={"DE": {"min": "P1Y", "max": "P2Y"}})
    with pytest.raises(AttributeError):  # nothing refuses, so it is begun
        await begin(nobody, people, "manual:ann", reason, "kim", WEDNESDAY)
    assert len(people.erasures.under_way()) == 1


def test_r23_a_first_run_with_years_behind_it_takes_so_many_people_a_day(people: Ledger) -> None:
    for name in ("cleo", "dora"):
        settle(people, f"manual:{name}", applied(name), Rejected(event_id="no", occurred_at=WEDNESDAY, source="cli"))
    keeps(people, rejected={"default": {"max": "P6M"}})
    later = WEDNESDAY + timedelta(days=200)
    assert len(due(people, later)) == 3 and len(due(people, later, limit=2)) == 2
    assert due(people, WEDNESDAY + timedelta(days=100)) == []


def test_r23_whom_a_hold_keeps_uses_up_nothing_of_the_day(people: Ledger) -> None:
    for name in ("cleo", "dora"):
        settle(people, f"manual:{name}", applied(name), Rejected(event_id="no", occurred_at=WEDNESDAY, source="cli"))
    keeps(people, rejected={"default": {"max": "P6M"}})
    later = WEDNESDAY + timedelta(days=200)
    people.erasures.hold("manual:ann", "case 7", "kim", WEDNESDAY)
    people.erasures.hold("manual:cleo", "case 8", "kim", WEDNESDAY)
    assert [one.candidate_id for one in due(people, later, limit=1) if not one.held] == ["manual:dora"]
    assert {one.candidate_id: one.held for one in due(people, later)} == {
        "manual:ann": "case 7", "manual:cleo": "case 8", "manual:dora": "",
    }  # fmt: skip


def test_r23_the_command_begins_some_at_a_time_and_the_rest_next(
    people: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("starter.retaining.AT_ONCE", 2)
    for name in ("cleo", "dora", "emma"):
        settle(people, f"manual:{name}", applied(name), Rejected(event_id="no", occurred_at=WEDNESDAY, source="cli"))
    keeps(people, rejected={"default": {"max": "P6M"}})
    people.erasures.hold("manual:cleo", "case 8", "kim", WEDNESDAY)
    whose = due(people, WEDNESDAY + timedelta(days=200))
    begun, waiting = next_ones(people, whose)
    assert [one.candidate_id for one in begun] == ["manual:ann", "manual:dora"]
    assert [one.candidate_id for one in waiting] == ["manual:emma"]
    first, second = (people.erasures.ask(one.candidate_id, "retention", "f", WEDNESDAY).erasure_id for one in begun)
    assert next_ones(people, whose) == ([], waiting), "while those two are under way"
    people.erasures.stuck(first, "Something of theirs still stands in notes.txt.")
    assert next_ones(people, whose) == (waiting, []), "one that waits for a person holds nobody up"
    people.erasures.finish(second, {}, WEDNESDAY)
    assert next_ones(people, whose)[0][-1].candidate_id == "manual:emma"


def test_r23_doctor_speaks_of_an_erasure_only_where_a_person_has_to_see_to_it(people: Ledger) -> None:
    visit = Visit(read_settings())
    say_erasures(visit, people)
    assert visit.checks == []
    erasure = forget(people, "manual:ann")
    say_erasures(visit, people)
    assert visit.checks == []
    people.erasures.stuck(erasure, "Something of theirs still stands in notes.txt.")
    say_erasures(visit, people)
    (line,) = visit.checks
    assert (line.check, line.ok) == ("Erasure", False)
    assert line.says == "manual:ann: Something of theirs still stands in notes.txt."
