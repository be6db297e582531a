"""`followup sync`, and what `doctor` says of a system that is connected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ledger.store import Ledger
from ledger.systems.notes import DueNote
from sandbox.ats.ashby import AshbyFake
from sandbox.ats.greenhouse import GreenhouseFake
from sandbox.ats.sample import move_in
from sandbox.ats.server import AtsServer
from tests.clocks import WEDNESDAY, wednesday
from tests.starter.conftest import Cli

LATE = WEDNESDAY - timedelta(hours=2)


@pytest.fixture
def greenhouse(monkeypatch: pytest.MonkeyPatch) -> Iterator[GreenhouseFake]:
    fake = GreenhouseFake(clock=wednesday)
    with AtsServer(fake) as server:
        for name, value in {
            "CLIENT_ID": fake.client_id,
            "CLIENT_SECRET": fake.client_secret,
            "URL": server.url,
            "TOKEN_URL": f"{server.url}/token",
        }.items():
            monkeypatch.setenv(f"FOLLOWUP_GREENHOUSE_{name}", value)
        yield fake


def checks(cli: Cli) -> dict[str, dict[str, object]]:
    return {one["check"]: one for one in cli("doctor", "--json").json["checks"]}


def test_a_dry_run_shows_who_would_come_in_and_changes_nothing(
    cli: Cli, ledger: Ledger, greenhouse: GreenhouseFake
) -> None:
    greenhouse.apply(greenhouse.add_job("Welder"), first_name="Noor", last_name="Haddad", email="noor@x.example")
    done = cli("sync", "greenhouse", "--dry-run")
    assert done.code == 0
    assert "Noor Haddad   new: Welder, applied" in done.out
    assert "1 new, 0 other differences" in done.out
    assert "Nothing was changed." in done.out
    assert ledger.inbox.listing() == []
    assert ledger.runs.last("greenhouse", "everybody") is None


def test_without_it_differences_are_kept_for_the_gateway_and_once(
    cli: Cli, ledger: Ledger, greenhouse: GreenhouseFake
) -> None:
    greenhouse.apply(greenhouse.add_job("Welder"), first_name="Noor", email="noor@x.example")
    first = cli("sync", "greenhouse", "--json").json
    again = cli("sync", "greenhouse", "--json").json
    assert (first["kept"], again["kept"]) == (1, 0)
    assert [row["kind"] for row in ledger.inbox.listing()] == ["listed"]
    assert first["differences"][0]["what"] == "new: Welder, applied"


def test_the_sample_company_of_the_sandbox_would_come_in_from_ashby(
    cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = AshbyFake(surname_first=True, clock=wednesday)
    move_in(fake, WEDNESDAY)
    with AtsServer(fake) as server:
        monkeypatch.setenv("FOLLOWUP_ASHBY_API_KEY", fake.key)
        monkeypatch.setenv("FOLLOWUP_ASHBY_URL", server.url)
        done = cli("sync", "ashby", "--dry-run")
    assert done.code == 0
    assert "Noor Haddad   new: Welder, applied" in done.out
    assert "(5 requests to Ashby)" in done.out
    assert ledger.inbox.listing() == []


def test_since_looks_only_at_what_has_changed(cli: Cli, ledger: Ledger, greenhouse: GreenhouseFake) -> None:
    job = greenhouse.add_job("Welder")
    greenhouse.apply(job, first_name="Old", email="old@x.example", at=WEDNESDAY - timedelta(days=30))
    greenhouse.apply(job, first_name="New", email="new@x.example", at=WEDNESDAY - timedelta(days=1))
    found = cli("sync", "greenhouse", "--dry-run", "--since", "2026-07-10", "--json").json
    assert [one["name"] for one in found["differences"]] == ["New Doe"]


def test_what_is_not_connected_says_what_to_set(cli: Cli, ledger: Ledger) -> None:
    done = cli("sync", "greenhouse")
    assert done.code == 2
    assert "set FOLLOWUP_GREENHOUSE_CLIENT_ID and FOLLOWUP_GREENHOUSE_CLIENT_SECRET" in done.err
    assert cli("sync", "workday").code == 2
    assert "No ATS is connected by its API" in cli("sync").out


def test_a_wrong_secret_is_one_sentence_that_names_the_settings(
    cli: Cli, ledger: Ledger, greenhouse: GreenhouseFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_GREENHOUSE_CLIENT_SECRET", "wrong-secret")
    done = cli("sync", "greenhouse")
    assert done.code == 1
    assert "check FOLLOWUP_GREENHOUSE_CLIENT_ID and FOLLOWUP_GREENHOUSE_CLIENT_SECRET" in done.err
    assert "wrong-secret" not in done.err + done.out


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("NOTES", "messages", "'messages' isn't a kind of note; there are message, reply"),
        ("USER_ID", "rita", "FOLLOWUP_GREENHOUSE_USER_ID must be the number of a Greenhouse user"),
        ("NOTES_VISIBILITY", "all", "FOLLOWUP_GREENHOUSE_NOTES_VISIBILITY is wrong"),
    ],
)
def test_a_setting_that_is_wrong_is_named(
    cli: Cli,
    ledger: Ledger,
    greenhouse: GreenhouseFake,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    says: str,
) -> None:
    monkeypatch.setenv(f"FOLLOWUP_GREENHOUSE_{name}", value)
    done = cli("sync", "greenhouse")
    assert done.code == 2
    assert says in done.err


def test_doctor_says_how_far_notes_are_behind_and_when_everybody_was_compared(
    cli: Cli, ledger: Ledger, greenhouse: GreenhouseFake
) -> None:
    assert "never compared" in str(checks(cli)["Greenhouse people"]["says"])
    cli("sync", "greenhouse")
    assert checks(cli)["Greenhouse people"]["ok"] is True
    ledger.feed.advance("notes-greenhouse", 1, WEDNESDAY)
    assert checks(cli)["Greenhouse notes"]["says"] == "everything is written"
    ledger.notes.put("greenhouse", [DueNote(7, "greenhouse:1", "e", "task", LATE, 0, None)])
    notes = checks(cli)["Greenhouse notes"]
    assert notes["ok"] is False
    assert "1 waiting since" in str(notes["says"])
    ledger.notes.end("greenhouse", 7, "refused", WEDNESDAY, says="Greenhouse refuses notes (status 422).")
    notes = checks(cli)["Greenhouse notes"]
    assert (notes["ok"], notes["warns"], notes["says"]) == (True, True, "1 refused")
    assert "1 notes refused: Greenhouse refuses notes (status 422)." in cli("sync").out
    assert "1 notes will be tried again." in cli("sync", "greenhouse", "--retry-notes").out


def test_notes_that_are_switched_off_are_no_trouble(
    cli: Cli, ledger: Ledger, greenhouse: GreenhouseFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_GREENHOUSE_NOTES", "none")
    assert checks(cli)["Greenhouse notes"]["says"] == "switched off"
