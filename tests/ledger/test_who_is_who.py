"""Who is who by what was told (R17): the same whenever a clock gets to put it on record.

Each life is told twice. In one everything is on record at once; in the other the clocks are behind, and catch up
whenever they like. Whoever is told of gets the same id in both, and whoever is looked up is found as the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.intake import Intake
from domain.events import ApplicationReceived, CandidateUpdated, Contactable
from domain.reducers.evolve import accept, begin
from domain.state.model import CandidateState
from ledger.store import Ledger
from tests.ledger.conftest import KEYS, NOW, opened
from tests.pace import pace

NUMBER, OTHER = "+12125550123", "+12125550124"
MAIL = "ann@example.com"

Fact = ApplicationReceived | CandidateUpdated
Told = tuple[str, Fact]
"""Under which id it comes in, and what."""


def applied(ident: str, number: int = 1, **person: Any) -> Told:
    job = f"{ident}/{number}"
    told = Contactable(**person)
    return f"manual:{ident}", ApplicationReceived(
        event_id=f"applied:{job}", occurred_at=NOW, application_id=job, job_id=job, candidate=told
    )


def updated(ident: str, number: int = 1, removed: tuple[Any, ...] = (), **person: Any) -> Told:
    told = Contactable(**person)
    name = f"updated:{ident}/{number}"
    return f"manual:{ident}", CandidateUpdated(event_id=name, occurred_at=NOW, candidate=told, removed=removed)


class Clocks:
    """Everybody's clock, which may be behind."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._intake = Intake(ledger, None, lambda: NOW)  # type: ignore[arg-type]  # nobody is signalled
        self._states: dict[str, CandidateState] = {}
        self._waiting: dict[str, list[Fact]] = {}

    def tell(self, told: Told) -> str:
        """Under which id they are followed up to whom this is told; their clock does not hear it yet."""
        ident = self._intake._find_patiently(*told).candidate_id
        self._waiting.setdefault(ident, []).append(told[1])
        return ident

    def catch_up(self, ident: str, at_most: int = 99) -> None:
        """Their clock puts what it was told on record."""
        waiting, self._waiting[ident] = self._waiting.get(ident, [])[:at_most], self._waiting.get(ident, [])[at_most:]
        state = self._states.get(ident, begin(ident))
        for fact in waiting:
            state = accept(state, fact)
        with self.ledger.book(ident) as book:
            position = book.append(waiting, state.candidate, NOW)
            state = state.replace(position=position)
            book.project(state, {})
        self._states[ident] = state

    def behind(self) -> list[str]:
        return sorted(ident for ident, facts in self._waiting.items() if facts)


PROBES = [
    (email, phone, "", name)
    for email in ("", MAIL, "lee@example.org")
    for phone in (NUMBER, OTHER)
    for name in ("Ann Lee", "Ann Ray", "Ann", "Lee", "Tom Lee", "")
]


def who_is_who(ledger: Ledger, life: Sequence[Told], gaps: Sequence[int] | None) -> list[Any]:
    """Who everybody is in that life, as it is told and at its end; `gaps`: how much the clocks catch up after each
    telling, None: all at once.
    """
    clocks, seen = Clocks(ledger), list[Any]()
    for number, told in enumerate(life):
        seen.append(clocks.tell(told))
        for ident in clocks.behind():
            clocks.catch_up(ident, 99 if gaps is None else gaps[number] % 3)
        seen.append(ledger.owners(PROBES))
        seen.append([ledger.find_by_address(email=MAIL), ledger.find_by_address(phone=NUMBER)])
    return seen


def agrees(ledger: Ledger, life: Sequence[Told], gaps: Sequence[int], other: Ledger) -> None:
    assert who_is_who(ledger, life, gaps) == who_is_who(other, life, None)


@pytest.fixture
def orderly(tmp_path: Any) -> Any:
    with opened(f"sqlite:///{tmp_path / 'orderly.db'}") as made:
        yield made


WAYS_IN: dict[str, list[Told]] = {
    "renamed": [
        applied("ann", first_name="Ann", last_name="Ray", phone=NUMBER),
        updated("ann", first_name="Ann", last_name="Lee"),
        applied("same", first_name="Ann", last_name="Lee", phone=NUMBER),
        applied("old", first_name="Ann", last_name="Ray", phone=NUMBER),
    ],
    "in two halves": [
        applied("ann", first_name="Ann", phone=NUMBER),
        updated("ann", last_name="Lee"),
        applied("same", last_name="Lee, Ann", first_name="", phone=NUMBER),
        applied("half", first_name="Ann", phone=NUMBER),
    ],
    "the other half with an application": [
        applied("ann", last_name="Lee", phone=NUMBER),
        applied("ann", 2, first_name="Ann", last_name="Lee"),
        applied("same", first_name="ANN", last_name="LEE", phone=NUMBER),
    ],
    "another application renames nobody": [
        applied("ann", first_name="Ann", last_name="Ray", phone=NUMBER),
        applied("ann", 2, first_name="Ann", last_name="Lee", email=MAIL),
        applied("same", first_name="Ann", last_name="Lee", phone=NUMBER),
    ],
    "an address that was removed": [
        applied("ann", first_name="Ann", last_name="Lee", phone=NUMBER, email=MAIL),
        updated("ann", removed=("email",)),
        applied("tom", first_name="Tom", last_name="Lee", email=MAIL),
        applied("same", first_name="Ann", last_name="Lee", phone=NUMBER, email="lee@example.org"),
    ],
    "a number that was removed and another one": [
        applied("ann", first_name="Ann", last_name="Lee", phone=NUMBER),
        updated("ann", removed=("phone",)),
        updated("ann", 2, phone=OTHER),
        applied("other", first_name="Ann", last_name="Lee", phone=NUMBER),
        applied("same", first_name="Ann", last_name="Lee", phone=OTHER),
    ],
    "removed and given again": [
        applied("ann", first_name="Ann", last_name="Lee", email=MAIL, phone=NUMBER),
        updated("ann", removed=("email", "phone")),
        updated("ann", 2, email=MAIL),
        applied("same", first_name="Ann", last_name="Lee", email=MAIL),
        applied("other", first_name="Ann", last_name="Lee", phone=NUMBER),
    ],
    "another address": [
        applied("ann", first_name="Ann", last_name="Lee", email=MAIL, phone=NUMBER),
        updated("ann", email="lee@example.org"),
        applied("same", first_name="Ann", last_name="Lee", email="lee@example.org", phone=NUMBER),
        applied("also", first_name="Ann", last_name="Lee", email=MAIL, phone=NUMBER),
    ],
    "without a name at first": [
        applied("ann", phone=NUMBER),
        updated("ann", first_name="Ann", last_name="Lee"),
        applied("same", first_name="Ann", last_name="Lee", phone=NUMBER),
    ],
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_r17_who_somebody_is_counts_from_the_telling_on(on_sqlite: Ledger, orderly: Ledger, way: str) -> None:
    """Renamed, named in two halves, or with an address less: it needs no decision."""
    agrees(on_sqlite, WAYS_IN[way], [0] * 9, orderly)


def test_r17_who_somebody_is_counts_from_the_telling_on_with_either_database(ledger: Ledger, orderly: Ledger) -> None:
    agrees(ledger, WAYS_IN["a number that was removed and another one"], [0, 1, 0, 0, 0], orderly)


def test_r3_a_removed_address_keeps_no_stop_waiting_while_the_keys_are_away(ledger: Ledger, ledger_url: str) -> None:
    """Then whoever had the address is found, as before it was removed: it may be their word."""
    clocks = Clocks(ledger)
    clocks.tell(applied("ann", phone=NUMBER))
    clocks.catch_up("manual:ann")
    clocks.tell(updated("ann", removed=("phone",)))
    assert ledger.find_by_address(phone=NUMBER) == []
    if ledger.keys.has_store:
        without_keys = Ledger(ledger_url, KEYS)
        assert without_keys.find_by_address(phone=NUMBER) == ["manual:ann"]
        without_keys.close()


IDS = st.sampled_from(["ann", "tom", "lee"])
FIRST = st.sampled_from([None, None, "", "Ann", "Tom"])
LAST = st.sampled_from([None, None, "Lee", "Ray", "Lee, Ann", "Ann Lee"])
MAILS = st.sampled_from([None, None, MAIL, "lee@example.org", "nonsense"])
NUMBERS = st.sampled_from([None, NUMBER, NUMBER, OTHER])
PERSON = st.fixed_dictionaries({"first_name": FIRST, "last_name": LAST, "email": MAILS, "phone": NUMBERS})
REMOVED = st.sampled_from([(), (), (), ("email",), ("phone",), ("email", "phone")])
STEPS = st.lists(
    st.tuples(IDS, st.booleans(), REMOVED, PERSON, st.integers(0, 2)),
    min_size=2,
    max_size=6,
)


@pace(20)
@given(STEPS)
def test_r17_who_is_who_does_not_hang_on_when_a_clock_hears_it(steps: list[Any]) -> None:
    """A law over random lives: applications, new names, whole or by halves, addresses that come and go."""
    life = [
        applied(ident, number, **person) if applies else updated(ident, number, removed, **person)
        for number, (ident, applies, removed, person, _) in enumerate(steps)
    ]
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        one, other = Path(folder) / "behind.db", Path(folder) / "at-once.db"
        with opened(f"sqlite:///{one}", sealed=False) as behind, opened(f"sqlite:///{other}", sealed=False) as at_once:
            agrees(behind, life, [gap for *_, gap in steps], at_once)
