"""Keys of the months in Vault's transit engine: the same promises as in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from integrations.kms.vault import VaultKeys, VaultLines
from keystore import erasures_file, key_place
from ledger.keys.key_store import FolderKeys, KeysUnavailable
from ledger.keys.person_keys import KeyPlace, PersonKeys
from ledger.keys.sealing import opened, seal
from ledger.people.erasures_file import ErasuresFile
from ledger.store import Ledger
from settings import BadSetting, Settings, read_settings
from starter.erasing import empty_again
from tests.clocks import WEDNESDAY
from tests.integrations.vault_desk import TOKEN, VaultDesk, vault_desk
from tests.ledger.conftest import append, noted
from tests.ledger.keys_for_tests import TurnedClock
from tests.ledgers import put

RENEW = "POST /v1/auth/token/renew-self"
ANN, BOB = "candidate-manual-ann", "candidate-manual-bob"


@pytest.fixture
def vault() -> Iterator[VaultDesk]:
    with vault_desk() as desk:
        yield desk


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["k"])
    yield made
    made.close()


def keys_of(ledger: Ledger, vault: VaultDesk, clock: TurnedClock, token: str = TOKEN) -> PersonKeys:
    return PersonKeys(ledger._database, KeyPlace(VaultKeys(vault.url, token), clock.now, clock.ticks))


def test_what_is_sealed_in_one_process_is_read_in_another_and_vaults_key_never_leaves_it(
    ledger: Ledger, vault: VaultDesk
) -> None:
    clock = TurnedClock()
    first, second = (keys_of(ledger, vault, clock) for _ in range(2))
    assert first.begin()
    ann = first.of_workflow(ANN)
    sealed = seal(ann.cipher, b"Ann Lee", b"x")
    assert opened(second.of_workflow(ANN).cipher, sealed, b"x") == b"Ann Lee"
    assert [asked for asked in vault.asked if "export" in asked] == []


def test_vault_is_asked_once_a_minute_however_many_people_there_are(ledger: Ledger, vault: VaultDesk) -> None:
    clock = TurnedClock()
    keys = keys_of(ledger, vault, clock)
    keys.begin()
    vault.asked.clear()
    for n in range(20):
        keys.of_workflow(f"candidate-manual-{n}")
    assert vault.asked == ["POST /v1/transit/decrypt/followup-2026-07"]


def test_r23_an_old_month_is_deleted_in_vault(ledger: Ledger, vault: VaultDesk) -> None:
    clock = TurnedClock()
    keys = keys_of(ledger, vault, clock)
    keys.begin()
    keys.of_workflow(ANN)
    for _ in range(5):
        clock.at += timedelta(days=31)
        clock.pass_a_minute()
        keys.turn_over(timedelta(days=90))
    assert "followup-2026-07" not in vault.keys
    assert "followup-2026-12" in vault.keys
    VaultKeys(vault.url, TOKEN).destroy("2026-07")  # again is harmless


@pytest.mark.parametrize(
    ("token", "status", "says"),
    [("hvs.other", 0, "refuses the token; give VAULT_TOKEN"), (TOKEN, 503, "Vault answers 503")],
)
def test_a_vault_that_does_not_give_the_key_is_told_and_waited_for(
    ledger: Ledger, vault: VaultDesk, token: str, status: int, says: str
) -> None:
    clock = TurnedClock()
    keys_of(ledger, vault, clock).begin()
    keys = keys_of(ledger, vault, clock, token)
    vault.status = status
    with pytest.raises(KeysUnavailable, match=says):
        keys.of_workflow(ANN)
    vault.status = 0
    assert keys_of(ledger, vault, clock).of_workflow(ANN)


def test_a_token_that_ends_is_renewed_at_half_its_time_also_while_nobody_needs_a_key(
    ledger: Ledger, vault: VaultDesk
) -> None:
    clock = TurnedClock()
    vault.lease = 3000
    store = VaultKeys(vault.url, TOKEN, "hr/recruiting", ticks=clock.ticks)
    keys = PersonKeys(ledger._database, KeyPlace(store, clock.now, clock.ticks))
    keys.begin()
    keys.of_workflow(ANN)
    assert vault.asked.count(RENEW) == 1 and vault.namespaces == {"hr/recruiting"}
    clock.seconds += 1499
    keys.turn_over(timedelta(days=90))
    assert vault.asked.count(RENEW) == 1
    clock.seconds += 2
    keys.turn_over(timedelta(days=90))
    assert vault.asked.count(RENEW) == 2


def test_a_token_that_cannot_be_renewed_is_used_as_it_is_and_seldom_tried_again(
    ledger: Ledger, vault: VaultDesk
) -> None:
    clock = TurnedClock()
    store = VaultKeys(vault.url, TOKEN, ticks=clock.ticks)
    for minutes, times in ((0, 1), (59, 1), (2, 2)):
        clock.seconds += minutes * 60
        store.make("2026-07")
        assert vault.asked.count(RENEW) == times


def test_a_vault_that_is_gone_is_told(ledger: Ledger) -> None:
    with pytest.raises(KeysUnavailable, match="Vault doesn't answer"):
        VaultKeys("http://127.0.0.1:9/transit", TOKEN).make("2026-07")


def test_the_settings_say_which_store(tmp_path: Path, vault: VaultDesk) -> None:
    home = tmp_path / "home"
    usual = key_place(read_settings(home=home)).store
    assert isinstance(usual, FolderKeys) and usual.folder == home / "keys"
    assert not home.exists(), "nothing is made by looking"
    chosen = key_place(read_settings(home=home, FOLLOWUP_KEYS=str(tmp_path / "safe"))).store
    assert isinstance(chosen, FolderKeys) and chosen.folder == tmp_path / "safe"
    with pytest.raises(BadSetting, match="VAULT_TOKEN is needed"):
        key_place(read_settings(home=home, FOLLOWUP_KEYS=f"vault+{vault.url}"))
    there = key_place(read_settings(home=home, FOLLOWUP_KEYS=f"vault+{vault.url}", VAULT_TOKEN=TOKEN)).store
    assert there.make("2026-07")[1].startswith("vault:v1:")
    with pytest.raises(BadSetting, match="FOLLOWUP_KEYS is wrong: it must be a folder, or such as vault"):
        read_settings(home=home, FOLLOWUP_KEYS="vault+http://vault.example.com/transit")


def test_with_postgresql_the_store_has_to_be_named_since_a_home_may_go_with_its_container(tmp_path: Path) -> None:
    address = "postgresql+psycopg://followup@127.0.0.1/followup"
    assert not key_place(read_settings(home=tmp_path, ledger_url=address)).lasts
    assert key_place(read_settings(home=tmp_path, ledger_url=address, FOLLOWUP_KEYS=str(tmp_path / "safe"))).lasts
    assert key_place(read_settings(home=tmp_path, ledger_url=f"sqlite:///{tmp_path / 'other.db'}")).lasts


def test_a_new_ledger_is_not_encrypted_under_keys_that_may_not_last(tmp_path: Path) -> None:
    clock = TurnedClock()
    place = KeyPlace(FolderKeys(tmp_path / "keys"), clock.now, clock.ticks, lasts=False)
    new = Ledger(f"sqlite:///{tmp_path / 'new.db'}", ["k"], place)
    new.migrate()
    assert not new.keys.encrypts and not (tmp_path / "keys").exists()
    new.close()


def test_a_folder_of_keys_in_a_file_of_settings_counts_from_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("FOLLOWUP_KEYS=safe/keys\n")
    monkeypatch.chdir(tmp_path)
    place = key_place(read_settings()).store
    assert isinstance(place, FolderKeys) and place.folder == tmp_path / "safe" / "keys"


# ------------------------------------------------------------ who was erased


def host(tmp_path: Path, vault: VaultDesk, name: str) -> Settings:
    """One of several hosts: each has a home of its own, and all have the same Vault."""
    (tmp_path / name).mkdir(exist_ok=True)
    given = {"FOLLOWUP_KEYS": f"vault+{vault.url}", "VAULT_TOKEN": TOKEN, "VAULT_NAMESPACE": "hr"}
    return read_settings(home=tmp_path / name, **given)


def test_r23_who_was_erased_on_one_host_is_known_on_another_whose_home_is_new(tmp_path: Path, vault: VaultDesk) -> None:
    one = erasures_file(host(tmp_path, vault, "one"))
    one.add("e1", ["greenhouse:1", "lever:1"], "request", WEDNESDAY)
    one.add("e1", ["greenhouse:1"], "request", WEDNESDAY)  # told twice
    one.add_redaction("manual:bob", "note-1", WEDNESDAY)
    other = erasures_file(host(tmp_path, vault, "other"))
    (entry,) = other.entries()
    assert (entry.erasure_id, entry.ids, entry.reason, entry.at) == (
        "e1", ("greenhouse:1", "lever:1"), "request", WEDNESDAY,
    )  # fmt: skip
    assert other.redactions() == [("manual:bob", "note-1")]
    assert vault.namespaces == {"hr"} and list(vault.secrets) == ["followup/erasures-000000"]


def test_r23_a_ledger_restored_on_another_host_brings_nobody_back(tmp_path: Path, vault: VaultDesk) -> None:
    put(tmp_path / "ledger.db")
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["k"])
    append(ledger, noted(1))
    erasures_file(host(tmp_path, vault, "one")).add("e1", ["manual:ann"], "request", WEDNESDAY)
    assert empty_again(ledger, erasures_file(host(tmp_path, vault, "other")), WEDNESDAY) == ["e1"]
    assert "compiler" not in str(ledger.timeline("manual:ann"))
    ledger.close()


def test_r23_what_a_host_alone_knew_before_is_shared_once(tmp_path: Path, vault: VaultDesk) -> None:
    settings = host(tmp_path, vault, "one")
    ErasuresFile(settings.erasures_file).add("e1", ["greenhouse:1"], "request", WEDNESDAY)
    assert [erasures_file(settings).share() for _ in range(2)] == [1, 0]
    assert [entry.erasure_id for entry in erasures_file(host(tmp_path, vault, "other")).entries()] == ["e1"]
    assert ErasuresFile(settings.erasures_file).share() == 0, "a folder that all hosts have is shared already"


def test_r23_two_hosts_that_note_at_one_time_lose_nothing_and_no_secret_grows_for_ever(
    vault: VaultDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("integrations.kms.vault._LINES", 3)
    hosts = [VaultLines(vault.url, "secret/followup", TOKEN) for _ in range(2)]
    with ThreadPoolExecutor(2) as both:
        for told in [both.submit(host.add, f"line {n}") for n, host in enumerate(hosts * 5)]:
            told.result()
    for host_of_one in hosts:
        assert sorted(host_of_one.lines()) == [f"line {n}" for n in range(10)]
    assert [len(versions[-1]["lines"]) for _, versions in sorted(vault.secrets.items())] == [3, 3, 3, 1]


def test_r23_without_the_right_or_the_engine_an_erasure_says_what_to_do_and_nobody_is_taken_for_kept(
    vault: VaultDesk,
) -> None:
    """Nothing noted and nothing readable are two things: else a restore would bring people back in silence."""
    lines = VaultLines(vault.url, "secret/followup", TOKEN)
    assert lines.lines() == []
    vault.kv_refuses = True
    with pytest.raises(KeysUnavailable, match=r"refuses the token for secret/followup.* FOLLOWUP_VAULT_KV"):
        lines.lines()
    vault.kv_refuses, vault.kv_mount = False, "kv"
    for act in (lines.lines, lambda: lines.add("x")):
        with pytest.raises(KeysUnavailable, match=r"no KV engine \(version 2\) at secret.* FOLLOWUP_VAULT_KV"):
            act()
    VaultLines(vault.url, "kv/hr/followup", TOKEN).add("x")
    assert VaultLines(vault.url, "/kv/hr/followup/", TOKEN).lines() == ["x"]
