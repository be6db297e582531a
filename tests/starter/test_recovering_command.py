"""`recover` and `backup` as far as they need no server: what is typed, and whose the copies are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.operations.watchdog import Finding
from domain.playbook.model import Playbook
from ledger.audit.keys import SigningKey
from ledger.store import Ledger
from starter.cli.errors import Failed
from starter.cli.run.promise_check import tell
from starter.cli.run.recover import lost_by, operator_of
from tests.clocks import WEDNESDAY
from tests.ledgers import default_playbook
from tests.starter.conftest import Cli


@pytest.mark.parametrize(
    ("typed", "until"),
    [
        ("2026-11-01T14:05", "2026-11-01T14:06:00-05:00"),
        ("2026-11-01T14:05+01:00", "2026-11-01T14:06:00+01:00"),
        ("2026-11-01T14", "2026-11-01T15:00:00-05:00"),
        ("2026-11-01", "2026-11-02T00:00:00-05:00"),
        ("2026-11-01T14:05:20Z", "2026-11-01T14:05:20+00:00"),
        ("20261101T140520Z", "2026-11-01T14:05:20+00:00"),
    ],
)
def test_a_loss_told_to_the_minute_is_all_of_that_minute_so_that_nothing_goes_twice(
    typed: str, until: str, home: Path
) -> None:
    assert lost_by(typed, datetime(2027, 1, 1, tzinfo=UTC)) == datetime.fromisoformat(until)


def test_a_loss_in_this_very_minute_reaches_up_to_now() -> None:
    now = datetime(2026, 11, 22, 14, 5, 20, tzinfo=UTC)
    assert lost_by("2026-11-22T14:05Z", now) == now
    assert lost_by("2026-11-22T14:04:59Z", now) == now - timedelta(seconds=21)


def test_a_copy_is_readable_by_its_owner_alone(cli: Cli, ledger: Ledger, tmp_path: Path) -> None:
    assert cli("backup", str(tmp_path / "copy.db")).code == 0
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_nothing_is_copied_where_one_of_two_copies_cannot_be(
    cli: Cli, ledger: Ledger, home: Path, tmp_path: Path
) -> None:
    (home / "temporal.db").touch()
    (tmp_path / "old.db").write_text("an older copy")
    said = cli("backup", str(tmp_path / "old.db"), "--temporal", str(tmp_path / "temporal.db"))
    assert said.code == 1
    assert "already exists" in said.err
    assert not (tmp_path / "temporal.db").exists()


def test_a_ledger_that_is_not_there_may_be_a_lost_one(cli: Cli, home: Path) -> None:
    said = cli("doctor", "--promise")
    assert said.code == 4
    assert "docs/recovery.md" in said.err


def test_one_command_for_all_who_need_the_same_is_told_however_few_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def no_clock(n: int) -> Finding:
        return Finding(
            "no_clock", f"manual:{n}", "no clock is running for them", None, f"followup recover clocks manual:{n}"
        )

    tell([no_clock(1)])
    assert "of them" not in capsys.readouterr().out
    tell([no_clock(1), no_clock(2)])
    assert capsys.readouterr().out.endswith("\n  for all 2 of them: followup recover clocks\n")
    tell([no_clock(n) for n in range(21)])
    assert capsys.readouterr().out.endswith("for all of them: followup recover clocks\n")


def test_where_the_playbook_names_operators_one_of_them_signs_what_is_restored(ledger: Ledger, tmp_path: Path) -> None:
    kim, lou = SigningKey.made("kim"), SigningKey.made("lou")
    for key in (kim, lou):
        key.write(tmp_path / f"{key.name}.key")
    assert operator_of(ledger, None) is None  # nobody is named, so nothing is signed, as it always was
    with pytest.raises(Failed, match="isn't one of the playbook's operators"):
        operator_of(ledger, tmp_path / "kim.key")
    content = default_playbook().model_dump(mode="json") | {"audit": {"operators": [kim.public]}}
    playbook = Playbook.model_validate(content)
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)
    found = operator_of(ledger, tmp_path / "kim.key")
    assert found is not None and found.public == kim.public
    with pytest.raises(Failed, match="run this again with --key FILE"):
        operator_of(ledger, None)
    with pytest.raises(Failed, match="isn't one of the playbook's operators"):
        operator_of(ledger, tmp_path / "lou.key")
    with pytest.raises(Failed, match="can't be read"):
        operator_of(ledger, tmp_path / "nobody.key")
