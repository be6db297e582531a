"""`followup inbox`, `signal-urls`, and what `doctor` says of the gateway."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli

AT = WEDNESDAY - timedelta(days=5)


def keep(ledger: Ledger, key: str, about: str = "greenhouse:17", body: str = '{"said": "héllo \\u001b[31m"}') -> None:
    ledger.inbox.put([Arrival("greenhouse", key, "candidate_stage_change", about, body, AT)])


def test_an_empty_inbox_says_so(cli: Cli, ledger: Ledger) -> None:
    assert cli("inbox").out == "The inbox is empty: everything has been passed on.\n"
    assert cli("inbox", "list", "--json").json == []
    assert cli("inbox", "retry", "--all").out == "There's nothing to try again.\n"


def test_what_waits_and_what_was_not_understood_is_listed_with_its_reason(cli: Cli, ledger: Ledger) -> None:
    for key in ("a", "b", "c"):
        keep(ledger, key)
    ledger.inbox.settle(1, "told", AT)
    ledger.inbox.settle(2, "not_understood", AT, error="It names no candidate.")
    ledger.inbox.postpone(3, AT + timedelta(minutes=5), error="Lever does not answer.")
    shown = cli("inbox").out
    assert "It names no candidate." in shown
    assert "Lever does not answer. Tried once, next" in shown
    assert [row["number"] for row in cli("inbox", "list", "--json").json] == [2, 3]
    assert [row["number"] for row in cli("inbox", "list", "--state", "told", "--json").json] == [1]
    assert cli("inbox", "list", "--state", "lost").code == 2


def test_one_entry_is_shown_in_full_without_steering_the_terminal(cli: Cli, ledger: Ledger) -> None:
    keep(ledger, "a")
    said = cli("inbox", "show", "1")
    assert "greenhouse, candidate_stage_change (key a)" in said.out
    assert "héllo" in said.out
    assert "\x1b" not in said.out
    assert cli("inbox", "show", "1", "--json").json["key"] == "a"
    missing = cli("inbox", "show", "7")
    assert (missing.code, missing.err) == (
        3,
        "There's no number 7 in the inbox; `followup inbox` lists what's there.\n",
    )


def test_a_retry_names_one_or_all(cli: Cli, ledger: Ledger) -> None:
    for key in ("a", "b"):
        keep(ledger, key)
        ledger.inbox.settle(1 if key == "a" else 2, "not_understood", AT, error="no")
    assert cli("inbox", "retry", "1").out == "Number 1 is tried again as soon as a gateway runs.\n"
    assert ledger.inbox.depth().waiting == 1
    assert cli("inbox", "retry", "--all", "--json").json == {"retried": 1}
    assert cli("inbox", "retry").code == 2
    assert cli("inbox", "retry", "1", "--all").code == 2
    assert cli("inbox", "retry", "9").code == 3
    ledger.inbox.settle(1, "not_understood", AT, error="no")
    ledger.inbox.forget_bodies(WEDNESDAY)
    assert "was deleted after FOLLOWUP_KEEP_BODIES" in cli("inbox", "retry", "1").err


def test_doctor_says_when_something_is_stuck_in_the_inbox(cli: Cli, ledger: Ledger) -> None:
    assert "✓ Inbox: everything has been passed on" in cli("doctor").out
    keep(ledger, "a")
    ledger.inbox.settle(1, "not_understood", AT, error="no")
    assert "✓ Inbox: 1 not understood: `followup inbox` shows them" in cli("doctor").out
    keep(ledger, "b")
    said = cli("doctor").out
    assert "✗ Inbox: 1 waiting since" in said
    assert "run `followup gateway`" in said


def test_signal_urls_say_what_to_paste_where_and_what_is_missing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_PUBLIC_URL", "https://talent.example")
    monkeypatch.setenv("FOLLOWUP_GREENHOUSE_SECRET", "s3cret")
    said = cli("signal-urls").out
    assert "✓ Greenhouse        https://talent.example/hooks/greenhouse" in said
    assert "FOLLOWUP_GREENHOUSE_SECRET is set" in said
    assert "· Any other system  https://talent.example/hooks/ats" in said
    assert "FOLLOWUP_WEBHOOK_SECRET is NOT set" in said
    assert "s3cret" not in said
    rows = {row["vendor"]: row for row in cli("signal-urls", "--json").json}
    assert rows["Greenhouse"]["open"] is True
    assert rows["Any other system"]["settings"] == {"FOLLOWUP_WEBHOOK_SECRET": False}
    assert "Candidate merged" in said and "Candidate merged" in rows["Greenhouse"]["events"]
    assert max(map(len, said.splitlines())) <= 120
    assert "7 of 8 are closed until their settings are complete" in said


def test_one_closed_hook_is_said_as_one(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from gateway.webhooks.sources import HOOKS
    from settings import Settings

    monkeypatch.setenv("FOLLOWUP_PUBLIC_URL", "https://talent.example")
    names = {name for hook in HOOKS for name in hook.missing(Settings())} - {"FOLLOWUP_WEBHOOK_SECRET"}
    for name in names:
        monkeypatch.setenv(name, "talent.example" if name.endswith("DOMAIN") else "s3cret")
    assert "1 of 8 is closed until its settings are complete" in cli("signal-urls").out


@pytest.mark.parametrize("vendor", ["Greenhouse", "Lever", "Ashby"])
def test_the_events_to_set_up_are_those_that_the_page_on_that_ats_explains(vendor: str) -> None:
    from gateway.webhooks.sources import HOOKS

    (events,) = (hook.events for hook in HOOKS if hook.vendor == vendor)
    section = Path("docs/ats.md").read_text("utf-8").partition(f"\n## {vendor}\n")[2].partition("\n## ")[0].lower()
    assert events and [event for event in events if event.lower() not in section] == []


def test_without_a_public_address_signal_urls_say_so(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_PUBLIC_URL", raising=False)
    assert cli("signal-urls").out.startswith("FOLLOWUP_PUBLIC_URL is not set")


def test_a_port_that_cannot_be_had_is_said_in_one_sentence(cli: Cli, ledger: Ledger) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = cli("gateway", "--port", str(port))
    assert said.code == 1
    assert said.err.splitlines()[-1].startswith(f"Port {port} of 127.0.0.1 can't be used")
