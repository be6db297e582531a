"""A ledger that is lost or restored from an older copy loses nobody: wrapped keys stand beside the months', too."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from ledger.keys.key_mirror import FILE, KeyMirror
from ledger.keys.key_store import KeyLost, KeyShredded, KeysUnavailable
from ledger.keys.person_keys import PersonKey, PersonKeys
from ledger.keys.sealing import opened, seal
from ledger.store import Ledger
from tests.ledger.conftest import KEYS
from tests.ledger.keys_for_tests import Keys
from tests.ledgers import put

ANN, BOB = "candidate-manual-ann", "candidate-manual-bob"
KEEP = timedelta(days=90)


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


@pytest.fixture
def place(tmp_path: Path, keys: Keys) -> Iterator[Place]:
    made = Place(tmp_path, keys)
    made.begun()
    yield made
    made.close()


class Place:
    """An installation whose ledger can be copied, lost and put back."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.file, self.copy, self.keys = folder / "ledger.db", folder / "copy.db", keys
        self._open: list[Ledger] = []

    def begun(self) -> PersonKeys:
        """Of a ledger that is there already, as a process has them that starts now; encrypted, where it was not."""
        if not self.file.exists():
            put(self.file)
        made = self.opened()
        made.begin()
        return made

    def opened(self) -> PersonKeys:
        ledger = Ledger(f"sqlite:///{self.file}", KEYS, self.keys.place)
        self._open.append(ledger)
        return ledger.keys

    def lose(self, *, restore: bool = False) -> None:
        self.close()
        for end in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + end).unlink(missing_ok=True)
        if restore:
            copyfile(self.copy, self.file)

    def back_up(self) -> None:
        self.close()
        copyfile(self.file, self.copy)

    def close(self) -> None:
        for ledger in self._open:
            ledger.close()
        self._open.clear()

    @property
    def second_copy(self) -> bytes:
        return (self.keys.folder / FILE).read_bytes()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with self.opened()._database.reading() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query).all()]


def sealed_for(key: PersonKey) -> bytes:
    return seal(key.cipher, b"Ann Lee", b"x")


def reads(key: PersonKey, sealed: bytes) -> bool:
    return opened(key.cipher, sealed, b"x") == b"Ann Lee"


# ------------------------------------------------------------ a loss


def test_what_was_sealed_is_read_after_the_ledger_is_lost(place: Place) -> None:
    ann = place.begun().of_workflow(ANN)
    sealed = sealed_for(ann)
    place.lose()
    again = place.begun()
    assert reads(again.by_id(ann.key_id), sealed)
    for process in (again, place.opened()):
        assert process.of_workflow(ANN).key_id == ann.key_id, "and nobody gets a second one"
    assert place.rows("SELECT key_id, workflow_id FROM person_keys") == [(ann.key_id, ANN)]


def test_whoever_came_in_after_the_copy_is_read_from_it(place: Place) -> None:
    ann = place.begun().of_workflow(ANN)
    place.back_up()
    bob = place.begun().of_workflow(BOB)
    sealed = sealed_for(bob)
    place.lose(restore=True)
    again = place.opened()
    assert again.by_id(ann.key_id)
    assert reads(again.by_id(bob.key_id), sealed)
    assert again.of_workflow(BOB).key_id == bob.key_id


def test_a_new_ledger_takes_all_keys_back_before_anything_is_read(place: Place) -> None:
    known = place.begun()
    there = {known.of_workflow(one).key_id for one in (ANN, BOB)}
    place.lose()
    ledger = Ledger(f"sqlite:///{place.file}", KEYS, place.keys.place)
    ledger.migrate()
    ledger.close()
    assert {ident for (ident,) in place.rows("SELECT key_id FROM person_keys")} == there


def test_a_worker_takes_back_what_an_older_ledger_lacks(place: Place) -> None:
    place.back_up()
    known = place.begun()
    known.begin_ledger()
    bob = known.of_workflow(BOB)
    place.lose(restore=True)
    again = place.opened()
    assert not again.seals_ledger
    assert again.turn_over(KEEP) is not None
    theirs = "SELECT key_id FROM person_keys WHERE workflow_id LIKE 'candidate-%'"
    assert place.rows(theirs) == [(bob.key_id,)]
    assert again.seals_ledger, "and what was sealed before is sealed on"


def test_a_ledger_from_before_it_was_encrypted_is_encrypted_again(tmp_path: Path, keys: Keys) -> None:
    place = Place(tmp_path, keys)
    put(place.file)
    place.back_up()
    bob = place.begun().of_workflow(BOB)
    place.lose(restore=True)
    again = place.opened()
    assert again.turn_over(KEEP) is not None
    assert again.encrypts and again.of_workflow(BOB).key_id == bob.key_id
    place.close()


def test_a_plain_installation_has_no_second_copy(tmp_path: Path, keys: Keys) -> None:
    place = Place(tmp_path, keys)
    put(place.file)
    assert place.opened().turn_over(KEEP) is None
    assert not keys.folder.exists()
    place.close()


def test_a_key_that_is_damaged_in_the_ledger_is_read_from_the_second_copy_and_mended(place: Place) -> None:
    ann = place.begun().of_workflow(ANN)
    sealed = sealed_for(ann)
    ledger = place.opened()
    with ledger._database.writing("a test") as connection:
        connection.exec_driver_sql("UPDATE person_keys SET wrapped = 'AAAA'")
    assert reads(place.opened().of_workflow(ANN), sealed)
    assert place.opened().turn_over(KEEP) is not None
    assert reads(place.opened().of_workflow(ANN), sealed), "what was written anew is not the damaged one"
    place.keys.clock.at += timedelta(days=31)
    assert place.opened().turn_over(KEEP) is not None
    (place.keys.folder / FILE).unlink()
    assert reads(place.opened().of_workflow(ANN), sealed)


# ------------------------------------------------------------ in the same step


def test_no_key_comes_into_the_ledger_that_is_not_in_the_second_copy(place: Place) -> None:
    known = place.begun()
    known.of_workflow(BOB)
    away = place.keys.folder.with_name("away")
    place.keys.folder.rename(away)
    with pytest.raises(KeysUnavailable, match="can't be written"):
        known.of_workflow(ANN)
    assert not place.keys.folder.exists(), "a disk that is away gets no folder in its place"
    away.rename(place.keys.folder)
    assert place.rows("SELECT workflow_id FROM person_keys") == [(BOB,)]
    assert known.of_workflow(ANN)


def test_a_host_that_could_keep_nobodys_key_is_told_so_before_anybody_comes_in(place: Place) -> None:
    known = place.begun()
    known.check()
    (place.keys.folder / FILE).unlink()
    (place.keys.folder / FILE).mkdir()
    with pytest.raises(KeysUnavailable, match="can't be written"):
        known.check()


def test_whoever_was_killed_between_the_two_leaves_a_key_that_is_used(place: Place) -> None:
    known = place.begun()
    made = known._made(ANN)  # written there; and the ledger was never reached
    assert place.begun().of_workflow(ANN).key_id == made["key_id"]
    assert place.second_copy.count(ANN.encode()) == 1


def test_many_at_once_lose_none_and_write_each_once(place: Place) -> None:
    processes = [place.opened() for _ in range(4)]
    people = [f"candidate-manual-{n % 10}" for n in range(40)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda n: processes[n % 4].of_workflow(people[n]), range(40)))
    assert sorted(row["workflow_id"] for row in KeyMirror(place.keys.folder).everything().keys) == sorted(set(people))


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_that_a_power_cut_left_unfinished_costs_nobody_elses_key(place: Place, cut: int) -> None:
    ann = place.begun().of_workflow(ANN)
    whole = place.second_copy
    (place.keys.folder / FILE).write_bytes(whole + whole.splitlines(keepends=True)[-1][:cut])
    bob = place.begun().of_workflow(BOB)
    place.lose()
    again = place.begun()
    assert [again.by_id(one.key_id).workflow_id for one in (ann, bob)] == [ANN, BOB]


# ------------------------------------------------------------ shredded there, too


def test_r23_a_shredded_key_is_in_no_copy_and_no_loss_brings_it_back(place: Place) -> None:
    known = place.begun()
    ann, bob = known.of_workflow(ANN), known.of_workflow(BOB)
    ((wrapped,),) = place.rows(f"SELECT wrapped FROM person_keys WHERE workflow_id = '{ANN}'")
    assert str(wrapped).encode() in place.second_copy
    known.shred([ANN])
    assert str(wrapped).encode() not in place.second_copy
    place.lose()
    again = place.begun()
    for read in (lambda: again.by_id(ann.key_id), lambda: again.of_workflow(ANN)):
        with pytest.raises(KeyShredded):
            read()
    assert again.of_workflow(BOB).key_id == bob.key_id


def test_r23_what_was_shredded_before_it_had_a_key_gets_none_after_a_loss(place: Place) -> None:
    place.begun().shred([ANN])
    place.lose()
    with pytest.raises(KeyShredded):
        place.begun().of_workflow(ANN)


def test_r23_shredding_that_was_broken_off_between_the_two_is_finished_by_the_next(place: Place) -> None:
    known = place.begun()
    known.of_workflow(ANN)
    ((wrapped,),) = place.rows("SELECT wrapped FROM person_keys")
    away = place.keys.folder.with_name("away")
    place.keys.folder.rename(away)
    with pytest.raises(KeysUnavailable):
        known.shred([ANN])
    away.rename(place.keys.folder)
    assert str(wrapped).encode() in place.second_copy
    place.opened().shred([ANN])
    assert str(wrapped).encode() not in place.second_copy


def test_r23_somebody_new_under_the_same_id_has_a_key_after_a_loss_and_the_old_one_stays_gone(place: Place) -> None:
    known = place.begun()
    old = known.of_workflow(ANN)
    known.shred([ANN])
    known.reopen([ANN])
    new = known.of_workflow(ANN)
    place.lose()
    again = place.begun()
    assert again.of_workflow(ANN).key_id == new.key_id != old.key_id
    assert again.take_back() == 1
    with pytest.raises(KeyShredded):
        again.by_id(old.key_id)


# ------------------------------------------------------------ month by month


def test_r23_when_the_month_turns_no_key_under_the_old_one_is_left(place: Place) -> None:
    known = place.begun()
    ann = known.of_workflow(ANN)
    sealed = sealed_for(ann)
    known.shred([BOB])
    ((wrapped,),) = place.rows("SELECT wrapped FROM person_keys WHERE wrapped <> ''")
    old = (place.keys.folder / FILE).open("rb")
    place.keys.clock.at += timedelta(days=31)
    assert place.opened().turn_over(KEEP) is not None
    assert str(wrapped).encode() not in place.second_copy
    with old:
        assert set(old.read()) == {0}, "what stood on the disk is overwritten"
    assert sorted(path.name for path in place.keys.folder.glob(f"{FILE}*")) == [FILE, f"{FILE}.lock"]
    for _ in range(4):
        place.keys.clock.at += timedelta(days=31)
        turned = place.opened().turn_over(KEEP)
    assert turned is not None
    assert not any(old in place.second_copy for old in (b'"month": "2026-07"', b'"epoch": "2026-07"'))
    assert place.second_copy.count(BOB.encode()) == 1
    place.lose()
    again = place.begun()
    assert reads(again.by_id(ann.key_id), sealed)
    with pytest.raises(KeyShredded):
        again.of_workflow(BOB)


def test_r23_no_month_is_destroyed_while_the_second_copy_holds_a_key_under_it_alone(place: Place) -> None:
    first = place.begun()
    first.turn_over(KEEP)
    place.keys.clock.at += timedelta(days=31)
    first.turn_over(KEEP)
    lost = place.keys.clock.at
    place.keys.clock.at -= timedelta(days=31)
    made = PersonKeys(first._database, place.keys.place)
    row = made._made(ANN) if made.begin() or made else {}
    place.keys.clock.at = lost + KEEP + timedelta(days=31)
    turned = first.turn_over(KEEP)
    assert turned is not None
    assert place.begun().of_workflow(ANN).key_id == row["key_id"]


def test_a_key_that_nobody_holds_is_lost_and_not_erased(place: Place) -> None:
    with pytest.raises(KeyLost):
        place.begun().by_id("never made")


def test_a_worker_that_ran_before_the_ledger_became_an_older_one_takes_back_what_it_met(place: Place) -> None:
    worker = place.begun()
    worker.turn_over(KEEP)
    bob = place.opened().of_workflow(BOB)
    with worker._database.writing("a test") as connection:
        connection.exec_driver_sql("DELETE FROM person_keys")
    assert worker.by_id(bob.key_id)
    worker.turn_over(KEEP)
    assert place.rows("SELECT key_id FROM person_keys") == [(bob.key_id,)]
