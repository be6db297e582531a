"""A ledger that began in plain is sealed while it is in use, and it may be broken off anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.keys import resealing
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW, append, noted, reserve
from tests.ledger.keys_for_tests import Keys, TurnedClock
from tests.ledger.test_sealed_columns import BOB, PLANTED, attempts_of, in_plain, live
from tests.ledgers import put

EVE = "manual:eve"


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


@pytest.fixture
def ledger(tmp_path: Path, keys: Keys) -> Iterator[Ledger]:
    """One from before there were keys, with two people in it."""
    put(tmp_path / "ledger.db", with_playbook=True)
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS, keys.place)
    live(made)
    live(made, BOB)
    reserve(made, "-/digest/2026-07-15/kim", candidate_id="-", body="Wilhelmina wrote")
    yield made
    made.close()


def seal_all(ledger: Ledger) -> int:
    pages = 0
    while ledger.seal_more(NOW):
        pages += 1
    return pages


def test_everything_is_sealed_and_nothing_of_it_stays_in_the_file(ledger: Ledger) -> None:
    assert in_plain(ledger) == set(PLANTED)
    before = ledger.timeline(ANN), ledger.snapshot(ANN), ledger.status(ANN), ledger.find("Wilhelmina")
    assert ledger.keys.begin_ledger()
    progress = ledger.sealing()
    assert progress is not None and (progress.people, progress.left, progress.done_at) == (2, 2, None)
    seal_all(ledger)
    assert in_plain(ledger) == set()
    assert before == (ledger.timeline(ANN), ledger.snapshot(ANN), ledger.status(ANN), ledger.find("Wilhelmina"))
    assert ledger.verify(ANN) == []
    (attempt,) = attempts_of(ledger, f"{ANN}/j1/applied.1/hello/1")
    assert attempt.address == "willa.o@example.com"
    progress = ledger.sealing()
    assert progress is not None and (progress.left, progress.done_at) == (0, NOW)
    assert not ledger.seal_more(NOW), "and then there is nothing more to do"


def test_it_goes_on_where_it_was_broken_off(ledger: Ledger, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing, "PAGE", 1)
    ledger.keys.begin_ledger()
    assert ledger.seal_more(NOW)
    assert ledger.seal_more(NOW)
    progress = ledger.sealing()
    assert progress is not None and progress.left == 1, "the mail to a colleague came first, then one of the two"
    again = Ledger(str(ledger._database.url), KEYS, keys.place)
    append(again, noted(9, "likes compilers"), candidate_id=EVE)
    assert seal_all(again) >= 1
    assert in_plain(again) == set()
    again.close()


def test_what_is_written_in_plain_behind_it_is_sealed_as_well(ledger: Ledger, keys: Keys) -> None:
    ledger.keys.begin_ledger()
    assert ledger.seal_more(NOW)
    late = Ledger(str(ledger._database.url), KEYS)  # has not heard of it
    append(late, noted(9, "likes compilers"))
    seal_all(ledger)
    assert in_plain(ledger) == set()
    assert ledger.timeline(ANN)[-1]["text"] == "likes compilers"
    late.close()


def test_a_plain_ledger_is_left_as_it_is(ledger: Ledger) -> None:
    assert not ledger.seal_more(NOW)
    assert ledger.sealing() is None
    assert in_plain(ledger) == set(PLANTED)


def test_r23_whether_all_is_sealed_and_since_when_where_it_began_in_plain(ledger: Ledger, tmp_path: Path) -> None:
    """Copies from before hold it in plain."""
    assert ledger.sealed_since() == (False, None)
    ledger.keys.begin_ledger()
    assert ledger.sealed_since() == (False, None), "people are in plain still"
    seal_all(ledger)
    assert ledger.sealed_since() == (True, NOW)
    (tmp_path / "new").mkdir()
    put(tmp_path / "new" / "ledger.db")
    born = Ledger(f"sqlite:///{tmp_path / 'new' / 'ledger.db'}", KEYS, Keys(tmp_path / "new", TurnedClock(NOW)).place)
    born.keys.begin_ledger()
    assert born.sealed_since() == (True, None)
    append(born, noted(1))
    assert born.sealed_since() == (True, None)
    born.close()
