"""A key per person: made once, wrapped outside the ledger, gone when it is shredded."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ledger.engine import LedgerUnavailable
from ledger.keys.key_store import FolderKeys, KeyLost, KeyShredded, KeysUnavailable
from ledger.keys.person_keys import KeyPlace, PersonKey, PersonKeys
from ledger.keys.sealing import NotSealedHere, opened, seal
from ledger.store import Ledger
from tests.ledger.conftest import opened as opened_ledger
from tests.ledger.keys_for_tests import Keys
from tests.ledger.test_ledger_statements import counted
from tests.ledgers import put

ANN, BOB = "candidate-manual-ann", "candidate-manual-bob"
KEEP = timedelta(days=90)


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    """One that is in plain until a test says otherwise."""
    with opened_ledger(ledger_url, sealed=False) as made:
        yield made


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


@pytest.fixture
def encrypted(ledger: Ledger, keys: Keys) -> PersonKeys:
    """Of a ledger that is encrypted."""
    made = PersonKeys(ledger._database, keys.place)
    assert made.begin()
    return made


def another(known: PersonKeys, keys: Keys) -> PersonKeys:
    """As a process has them that starts now."""
    return PersonKeys(known._database, keys.place)


def sealed_for(key: PersonKey, words: str = "Ann Lee") -> bytes:
    return seal(key.cipher, words.encode(), b"x")


def test_whoever_asks_first_makes_the_key_and_everybody_else_reads_it(encrypted: PersonKeys, keys: Keys) -> None:
    ann = encrypted.of_workflow(ANN)
    sealed = sealed_for(ann)
    other = another(encrypted, keys)
    assert opened(other.of_workflow(ANN).cipher, sealed, b"x") == b"Ann Lee"
    assert opened(other.by_id(ann.key_id).cipher, sealed, b"x") == b"Ann Lee"
    with pytest.raises(NotSealedHere):
        opened(other.of_workflow(BOB).cipher, sealed, b"x")


def test_many_who_ask_at_once_get_the_same_key(encrypted: PersonKeys, keys: Keys) -> None:
    processes = [another(encrypted, keys) for _ in range(4)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: processes[n % 4].of_workflow(ANN).key_id, range(16)))
    assert len(set(found)) == 1


def test_no_key_stands_in_the_ledger_but_wrapped(encrypted: PersonKeys, execute: Callable[..., list[Any]]) -> None:
    encrypted.of_workflow(ANN)
    (wrapped,) = execute("SELECT wrapped FROM person_keys WHERE workflow_id = :w", w=ANN)[0]
    assert len(wrapped) == 80, "a nonce, the 32 bytes under the key of the month, a tag"


def test_key_files_are_for_their_owner_alone(encrypted: PersonKeys, keys: Keys) -> None:
    encrypted.of_workflow(ANN)
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in keys.folder.iterdir()}
    assert found == {"2026-07.key": 0o600, "wrapped-keys": 0o600, "wrapped-keys.lock": 0o600}
    assert stat.S_IMODE(keys.folder.stat().st_mode) == 0o700


def test_a_known_key_costs_no_statement_and_a_look_a_minute(encrypted: PersonKeys, ledger: Ledger, keys: Keys) -> None:
    ann, bob = encrypted.of_workflow(ANN), encrypted.of_workflow(BOB)
    with counted(ledger) as statements:
        for _ in range(50):
            assert encrypted.of_workflow(ANN) is ann
            assert encrypted.by_id(bob.key_id) is bob
    assert statements == []
    keys.clock.pass_a_minute()
    with counted(ledger) as statements:
        assert encrypted.of_workflow(BOB) == bob
        assert encrypted.by_id(ann.key_id) == ann
    assert len([s for s in statements if s.startswith("SELECT")]) == 1


def test_a_shredded_key_is_gone_here_at_once_and_elsewhere_within_a_minute(encrypted: PersonKeys, keys: Keys) -> None:
    ann, other = encrypted.of_workflow(ANN), another(encrypted, keys)
    other.of_workflow(ANN)
    assert encrypted.shred([ANN]) == 1
    with pytest.raises(KeyShredded):
        encrypted.of_workflow(ANN)
    with pytest.raises(KeyShredded):
        encrypted.by_id(ann.key_id)
    keys.clock.pass_a_minute()
    with pytest.raises(KeyShredded):
        other.of_workflow(ANN)
    with pytest.raises(KeyShredded):
        other.by_id(ann.key_id)
    assert encrypted.shred([ANN]) == 0, "again is harmless"


def test_a_key_shredded_by_a_host_whose_clock_is_behind_is_forgotten_too(encrypted: PersonKeys, keys: Keys) -> None:
    encrypted.of_workflow(ANN)
    behind = Keys(keys.folder)
    behind.clock.at -= timedelta(minutes=40)
    assert another(encrypted, behind).shred([ANN]) == 1
    keys.clock.pass_a_minute()
    with pytest.raises(KeyShredded):
        encrypted.of_workflow(ANN)


def test_nobody_who_was_erased_gets_a_key_again_before_they_come_in_anew(encrypted: PersonKeys) -> None:
    encrypted.shred([BOB])  # who had none
    with pytest.raises(KeyShredded):
        encrypted.of_workflow(BOB)
    old = encrypted.of_workflow(ANN)
    encrypted.shred([ANN])
    assert encrypted.reopen([ANN, BOB, "candidate-manual-eve"]) == 2
    new = encrypted.of_workflow(ANN)
    assert new.key_id != old.key_id
    with pytest.raises(KeyShredded):
        encrypted.by_id(old.key_id)
    assert encrypted.reopen([ANN]) == 0, "a living key stays"
    assert encrypted.of_workflow(ANN) is new


def test_keys_that_are_away_are_waited_for_and_what_is_in_memory_goes_on(encrypted: PersonKeys, keys: Keys) -> None:
    ann = encrypted.of_workflow(ANN)
    keys.folder.rename(keys.folder.with_name("away"))
    keys.clock.pass_a_minute()
    assert encrypted.of_workflow(ANN) is ann
    cold = another(encrypted, keys)
    with pytest.raises(KeysUnavailable, match=r"2026-07\.key is missing; put it back"):
        cold.of_workflow(ANN)
    with pytest.raises(KeysUnavailable):
        encrypted.of_workflow(BOB)
    keys.folder.with_name("away").rename(keys.folder)
    assert cold.of_workflow(ANN).key_id == ann.key_id
    assert encrypted.of_workflow(BOB)


@pytest.mark.parametrize("words", [b"", b"not base64!", b"c2hvcnQ=\n"])
def test_a_damaged_key_file_is_told(encrypted: PersonKeys, keys: Keys, words: bytes) -> None:
    encrypted.of_workflow(ANN)
    (keys.folder / "2026-07.key").write_bytes(words)
    with pytest.raises(KeysUnavailable, match="damaged"):
        another(encrypted, keys).of_workflow(ANN)


def test_another_installations_keys_are_told_from_ours(encrypted: PersonKeys, keys: Keys, tmp_path: Path) -> None:
    encrypted.of_workflow(ANN)
    FolderKeys(tmp_path / "other").make("2026-07")
    wrong = KeyPlace(FolderKeys(tmp_path / "other"), keys.clock.now)
    with pytest.raises(KeysUnavailable, match="isn't this ledger's"):
        PersonKeys(encrypted._database, wrong).of_workflow(ANN)


def test_an_id_that_the_ledger_lacks_is_not_taken_for_an_erasure(encrypted: PersonKeys) -> None:
    with pytest.raises(KeysUnavailable, match="restored from an older copy"):
        encrypted.by_id("of-another-ledger")


def test_a_plain_installation_has_no_keys_and_needs_none(ledger: Ledger, keys: Keys) -> None:
    plain = PersonKeys(ledger._database)
    assert not plain.encrypts
    with pytest.raises(KeysUnavailable):
        plain.of_workflow(ANN)
    assert not another(plain, keys).encrypts
    with pytest.raises(KeysUnavailable, match="setup --encrypt"):
        another(plain, keys).of_workflow(ANN)
    assert not keys.folder.exists()


def test_who_runs_already_hears_within_a_minute_that_it_is_encrypted_now(ledger: Ledger, keys: Keys) -> None:
    running, setting_up = (PersonKeys(ledger._database, keys.place) for _ in range(2))
    assert not running.encrypts
    assert setting_up.begin()
    assert not setting_up.begin()
    keys.clock.pass_a_minute()
    assert running.encrypts


def test_a_plain_installation_hangs_on_no_key_while_its_ledger_is_away(
    ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, starting = (PersonKeys(ledger._database, keys.place) for _ in range(2))
    assert not running.encrypts and not running.seals_ledger

    def away() -> None:
        raise LedgerUnavailable("The ledger's database cannot be reached.")

    monkeypatch.setattr(ledger._database, "reading", away)
    keys.clock.pass_a_minute()
    assert not running.encrypts and not running.seals_ledger, "as it was a minute ago"
    with pytest.raises(LedgerUnavailable):
        assert starting.encrypts


def test_a_new_ledger_is_encrypted_and_one_that_is_in_use_is_not(tmp_path: Path, keys: Keys) -> None:
    with made(tmp_path / "new.db", keys) as new:
        assert new.keys.encrypts
    put(tmp_path / "old.db", with_playbook=True)
    with made(tmp_path / "old.db", keys) as old:
        assert not old.keys.encrypts


class made:
    def __init__(self, file: Path, keys: Keys) -> None:
        self.ledger = Ledger(f"sqlite:///{file}", ["k"], keys.place)

    def __enter__(self) -> Ledger:
        self.ledger.migrate()
        return self.ledger

    def __exit__(self, *_: object) -> None:
        self.ledger.close()


# ------------------------------------------------------------ month by month


def months(keys: Keys, encrypted: PersonKeys, count: int) -> Iterator[datetime]:
    for _ in range(count):
        keys.clock.at += timedelta(days=31)
        keys.clock.pass_a_minute()
        yield keys.clock.at


def test_r23_each_month_every_key_is_wrapped_again_and_what_was_sealed_is_read_on(
    encrypted: PersonKeys, keys: Keys, execute: Callable[..., list[Any]]
) -> None:
    ann = encrypted.of_workflow(ANN)
    sealed = sealed_for(ann)
    encrypted.shred([BOB])
    assert encrypted.turn_over(KEEP) is not None
    for _ in months(keys, encrypted, 1):
        turned = encrypted.turn_over(KEEP)
        assert turned is not None
        assert (turned.epoch, turned.wrapped_again, turned.destroyed) == ("2026-08", 1, ())
        again = encrypted.turn_over(KEEP)
        assert again is not None and again.wrapped_again == 0
    assert execute("SELECT epoch FROM person_keys WHERE wrapped <> ''") == [("2026-08",)]
    assert opened(another(encrypted, keys).of_workflow(ANN).cipher, sealed, b"x") == b"Ann Lee"


def test_r23_a_month_whose_copies_are_too_old_is_destroyed_and_they_cannot_be_read(
    encrypted: PersonKeys, keys: Keys, execute: Callable[..., list[Any]]
) -> None:
    encrypted.of_workflow(ANN)
    (copy,) = execute("SELECT wrapped, epoch FROM person_keys WHERE workflow_id = :w", w=ANN)
    gone: list[str] = []
    for _ in months(keys, encrypted, 3):
        turned = encrypted.turn_over(KEEP)
        assert turned is not None
        gone += turned.destroyed
    assert gone == [], "the first month's key was in use until 31 days later"
    for _ in months(keys, encrypted, 1):
        turned = encrypted.turn_over(KEEP)
        assert turned is not None
        gone += turned.destroyed
    assert gone == ["2026-07"]
    assert sorted(path.name for path in keys.folder.iterdir())[0] == "2026-08.key"
    execute("UPDATE person_keys SET wrapped = :w, epoch = :e WHERE workflow_id = :id", w=copy[0], e=copy[1], id=ANN)
    with pytest.raises(KeysUnavailable, match=r"The key of 2026-07 was destroyed, as FOLLOWUP_KEEP_COPIES says"):
        another(encrypted, keys).of_workflow(ANN)


def test_one_damaged_key_holds_up_nobody_elses(
    encrypted: PersonKeys, keys: Keys, execute: Callable[..., list[Any]]
) -> None:
    encrypted.of_workflow(ANN)
    encrypted.of_workflow(BOB)
    execute("UPDATE person_keys SET wrapped = :w WHERE workflow_id = :id", w="AAAA" * 20, id=ANN)
    (keys.folder / "wrapped-keys").unlink()
    for _ in months(keys, encrypted, 1):
        assert encrypted.turn_over(KEEP) is not None
    assert execute("SELECT epoch FROM person_keys ORDER BY workflow_id") == [("2026-07",), ("2026-08",)]
    assert another(encrypted, keys).of_workflow(BOB)
    with pytest.raises(KeyLost, match="damaged"):
        another(encrypted, keys).of_workflow(ANN)
    for _ in months(keys, encrypted, 5):
        turned = encrypted.turn_over(KEEP)
        assert turned is not None and "2026-07" not in turned.destroyed, "as long as anything lies under it"


def test_r23_a_key_that_is_shredded_while_it_is_wrapped_again_stays_so(encrypted: PersonKeys, keys: Keys) -> None:
    encrypted.of_workflow(ANN)
    keys.clock.at += timedelta(days=31)

    wrap_some = encrypted._months.wrapped

    def shredding(*args: Any) -> str:
        another(encrypted, keys).shred([ANN])
        return wrap_some(*args)

    encrypted._months.wrapped = shredding  # type: ignore[method-assign]
    encrypted.turn_over(KEEP)
    with pytest.raises(KeyShredded):
        another(encrypted, keys).of_workflow(ANN)
