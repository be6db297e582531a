"""Days and hours on the command line, as in the company's country; JSON is the same everywhere."""

from __future__ import annotations

import re

import pytest

from domain.events import Promised, ReplyReceived
from domain.playbook.model import Playbook
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

COMMANDS = (
    ["list"], ["status", "ann"], ["why", "ann"], ["tasks"], ["digest"], ["timeline", "ann"], ["next", "ann"],
    ["job", "show", "ENG-7"], ["doctor"],
)  # fmt: skip
AMERICAN = re.compile(r", (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}\b|\d [AP]M\b")
CONTINENTAL = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)|\b\d\d:\d\d (?:EDT|their)")


def company_in(ledger: Ledger, country: str) -> None:
    content = read_playbook(Settings().playbook).model_dump(mode="json", by_alias=True)
    content["company"] |= {"country": country}
    ledger.playbooks.apply(content, Playbook.model_validate(content).version, "test", WEDNESDAY)
    settle(ledger, "manual:ann", applied(days_ago=3), Promised(event_id="p", occurred_at=WEDNESDAY, by="2026-07-24"))
    settle(ledger, "manual:ann", ReplyReceived(event_id="r", occurred_at=WEDNESDAY, text="Is there any news?"))


@pytest.mark.parametrize(
    ("country", "theirs", "others"), [("US", AMERICAN, CONTINENTAL), ("DE", CONTINENTAL, AMERICAN)]
)
def test_days_and_hours_are_those_of_the_company_s_country(
    cli: Cli, ledger: Ledger, country: str, theirs: re.Pattern[str], others: re.Pattern[str]
) -> None:
    company_in(ledger, country)
    for command in COMMANDS:
        out = cli(*command).out
        assert not (wrong := others.search(out)), f"{command}: {wrong}\n{out}"
        assert theirs.search(out) or command == ["doctor"], f"{command}\n{out}"


def test_what_is_printed_of_one_instant_in_two_countries(cli: Cli, ledger: Ledger) -> None:
    company_in(ledger, "US")
    assert "due Thu, Jul 16, 11:00 AM EDT" in (american := cli("status", "ann").out), american
    as_json = cli("status", "ann", "--json").json
    company_in(ledger, "DE")
    assert "due Thu 16 Jul 11:00 EDT" in (german := cli("status", "ann").out), german
    there = cli("status", "ann", "--json").json
    assert there["tasks"] == as_json["tasks"] and there["promise"] == as_json["promise"]


def test_a_preview_is_written_as_in_the_country_of_its_folder(cli: Cli) -> None:
    assert AMERICAN.search(cli("preview").out) and not CONTINENTAL.search(cli("preview").out)
