"""`followup page`: the address of a candidate's page, and the end of the links that are out."""

from __future__ import annotations

import pytest

from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN = "manual:ann"


@pytest.fixture
def ann(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> str:
    settle(ledger, ANN, applied(days_ago=1))
    monkeypatch.setenv("FOLLOWUP_PUBLIC_URL", "https://follow.acme.example")
    return ANN


def opened(ledger: Ledger, url: str) -> str | None:
    found = ledger.links.live(url.removeprefix("https://follow.acme.example/c/"), WEDNESDAY)
    return found.candidate_id if found else None


def test_the_address_opens_the_candidates_page(cli: Cli, ann: str, ledger: Ledger) -> None:
    assert opened(ledger, cli("page", "ann").out.strip()) == ANN
    assert opened(ledger, cli("page", "ann", "--json").json["url"]) == ANN


def test_revoked_links_open_nothing_and_it_says_so(cli: Cli, ann: str, ledger: Ledger) -> None:
    url = cli("page", "ann").out.strip()
    assert "Existing links to Ann Lee's page no longer work" in cli("page", "ann", "--revoke").out
    assert opened(ledger, url) is None


def test_without_a_public_address_there_is_no_page(cli: Cli, ann: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_PUBLIC_URL")
    done = cli("page", "ann")
    assert done.code == 2 and "FOLLOWUP_PUBLIC_URL is not set" in done.err


def test_nobody_has_no_page(cli: Cli, ann: str) -> None:
    assert cli("page", "zoe").code == 3
