"""`desk link` and `desk out`: who gets in at the desk, and who is out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from domain.people.team import LEAD
from ledger.people.desk_access import of_team
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, RITA, TEAM
from tests.starter.conftest import Cli


def _token(printed: str) -> str:
    return printed.strip().split()[-1].rpartition("/in/")[2]


def test_a_link_stands_at_the_end_of_its_line_and_is_for_a_lead_named_by_the_login(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    said = cli("desk", "link")
    assert said.code == 0
    assert said.out.count("\n") == 1
    assert said.out.split()[-1].startswith("http://127.0.0.1:8081/in/")
    found = ledger.desk.look(_token(said.out), WEDNESDAY)
    assert found is not None
    person, mailed = found
    assert (person.name, person.role, person.by_login, mailed) == ("kim", LEAD, True, False)


def test_a_link_for_a_colleague_has_their_role(cli: Cli, ledger: Ledger) -> None:
    ledger.team.follow_file(TEAM)
    said = cli("desk", "link", "rita", "--json")
    assert said.json | {"link": ""} == {"name": RITA.name, "email": RITA.email, "role": "recruiter", "link": ""}
    found = ledger.desk.look(_token(said.json["link"]), WEDNESDAY)
    assert found is not None
    assert found[0] == of_team(RITA)


def test_whoever_is_not_in_the_team_gets_no_link(cli: Cli, ledger: Ledger) -> None:
    ledger.team.follow_file(TEAM)
    said = cli("desk", "link", "zoe")
    assert said.code == 2
    assert "team.yaml" in said.err


def test_a_link_begins_with_the_address_that_colleagues_type_or_that_up_has(
    cli: Cli, ledger: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "running.json").write_text(json.dumps({"desk": "http://127.0.0.1:9999"}))
    assert cli("desk", "link").out.split()[-1].startswith("http://127.0.0.1:9999/in/")
    monkeypatch.setenv("FOLLOWUP_DESK_URL", "https://desk.acme.example/")
    assert cli("desk", "link").out.split()[-1].startswith("https://desk.acme.example/in/")


def test_a_colleague_is_logged_out_everywhere_and_nobody_else(cli: Cli, ledger: Ledger) -> None:
    ledger.team.follow_file(TEAM)
    sessions = [ledger.desk.begin(of_team(one), WEDNESDAY) for one in (RITA, RITA, LEA)]
    assert cli("desk", "out", "rita").out == "2 sessions have ended.\n"
    assert [ledger.desk.session(one, WEDNESDAY) is not None for one in sessions] == [False, False, True]
    assert cli("desk", "out", "--all", "--json").json == {"ended": 1}


@pytest.mark.parametrize("typed", [(), ("rita", "--all")])
def test_whom_to_log_out_has_to_be_said(cli: Cli, ledger: Ledger, typed: tuple[str, ...]) -> None:
    assert cli("desk", "out", *typed).code == 2
