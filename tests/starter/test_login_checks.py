"""`doctor` on logging in to the desk with the company's identity provider: whether it's set, and on request there."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.store import Ledger
from tests.integrations.issuer_desk import CLIENT, issuer_desk
from tests.starter.conftest import Cli, Said


def login(said: Said) -> list[Any]:
    return [check for check in said.json["checks"] if check["check"] == "Login"]


def test_doctor_asks_the_identity_provider_on_request_alone(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert login(cli("doctor", "--json")) == []
    assert "by links" in login(cli("doctor", "--login", "--json"))[0]["says"]
    monkeypatch.setenv("FOLLOWUP_OIDC_CLIENT_ID", CLIENT)
    assert "without FOLLOWUP_OIDC_ISSUER" in login(cli("doctor", "--json"))[0]["says"]
    with issuer_desk() as issuer:
        monkeypatch.setenv("FOLLOWUP_OIDC_ISSUER", issuer.url)
        assert login(cli("doctor", "--json"))[0]["ok"]
        assert issuer.asked == []
        found = login(cli("doctor", "--login", "--json"))[0]
        assert found["ok"], found
        assert "/login/company/back" in found["says"]
        issuer.status = 500
        found = login(cli("doctor", "--login", "--json"))[0]
        assert not found["ok"]
        assert "doesn't answer" in found["says"]
