"""What finding people takes on a large ledger: `python -m bench.finding [PEOPLE]`.

Two ledgers that differ in being sealed alone, with as many people. CPU of this process per search, the first one with
no key in memory and the median of ten more; how many statements, and of how many people something was opened.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import event, insert

from domain.names import workflow_id
from domain.people.search_words import words_of_snapshot
from domain.state.model import Application, Candidate, CandidateState
from domain.views.status import status_view
from ledger.instants import to_text
from ledger.keys import columns
from ledger.keys.key_mirror import KeyMirror
from ledger.keys.key_store import FolderKeys
from ledger.keys.person_keys import KeyPlace, PersonKeys
from ledger.keys.sealing import new_key
from ledger.queries import search
from ledger.schema import applications, candidates, person_keys
from ledger.store import Ledger

AT: Final = datetime(2026, 7, 15, 15, tzinfo=UTC)
_FIRST: Final = (
    "Ann",
    "Anna",
    "Bob",
    "José",
    "Zoë",
    "Kim",
    "Lou",
    "Rita",
    "Sam",
    "Tariq",
    "Uma",
    "Vera",
    "Wim",
    "Xenia",
)
_LAST: Final = ("Lee", "Walker", "García", "Okafor", "Müller", "Oppenheimer", "van Dijk", "Silva", "Nguyen", "Rossi")
_PAGE: Final = 1000

SEARCHES: Final = {
    "full name, one hit": "Ann Walker4711",
    "full name, many hits": "Anna Lee",
    "first name, thousands": "Ann",
    "last name, thousands": "Walker",
    "email": "p4711@example.com",
    "number": "+12125504711",
    "id": "ats:4711",
    "nobody": "Nebukadnezar",
}


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    for sealed in (False, True):
        with TemporaryDirectory() as folder:
            place = KeyPlace(FolderKeys(Path(folder) / "keys"), lambda: AT, mirror=KeyMirror(Path(folder) / "keys"))
            ledger = Ledger(f"sqlite:///{folder}/ledger.db", ["a key"], place if sealed else None)
            ledger.migrate()
            fill(ledger, people)
            size = (Path(folder) / "ledger.db").stat().st_size / 1e6
            print(f"{'sealed' if sealed else 'plain'}: {people:,} people, {size:.0f} MB", flush=True)
            url = str(ledger._database.url)
            ledger.close()
            for what, typed in SEARCHES.items():
                with closing(Ledger(url, ["a key"], place if sealed else None)) as again:
                    _measured(again, f"find {what}", partial(_finds, again, typed))
            with closing(Ledger(url, ["a key"], place if sealed else None)) as again:
                _measured(again, "list --search Ann", partial(_lists, again, "Ann"))
                _measured(again, "list of 50", partial(_lists, again))


def _finds(ledger: Ledger, typed: str) -> int:
    return ledger.find(typed, limit=20)[1]


def _lists(ledger: Ledger, typed: str = "") -> int:
    return len(ledger.listing(search=typed, limit=50))


def _measured(ledger: Ledger, what: str, ask: Callable[[], int]) -> None:
    with _counted(ledger) as counts:
        first, found = _cpu(ask)
    warm = statistics.median(_cpu(ask)[0] for _ in range(10))
    print(
        f"  {what:<28} {found:>6,} found  first {first * 1000:6.1f} ms  then {warm * 1000:6.1f} ms  "
        f"{counts['statements']:>3} statements  {counts['opened']:>5} opened",
        flush=True,
    )


def _cpu(ask: Callable[[], int]) -> tuple[float, int]:
    before = time.process_time()
    found = ask()
    return time.process_time() - before, found


@contextmanager
def _counted(ledger: Ledger) -> Iterator[dict[str, int]]:
    counts = {"statements": 0, "opened": 0}
    engine, opened = ledger._database.engine, PersonKeys._remembered

    def said(*_: Any) -> None:
        counts["statements"] += 1

    def remembered(keys: PersonKeys, row: Any) -> Any:
        counts["opened"] += 1
        return opened(keys, row)

    event.listen(engine, "before_cursor_execute", said)
    PersonKeys._remembered = remembered  # type: ignore[method-assign, assignment]
    try:
        yield counts
    finally:
        PersonKeys._remembered = opened  # type: ignore[method-assign]
        event.remove(engine, "before_cursor_execute", said)


def fill(ledger: Ledger, people: int, jobs: int = 1) -> None:
    """Rows as decisions leave them, of people who applied for so many jobs."""
    chance = random.Random(7)
    for start in range(0, people, _PAGE):
        states = [_state(number, chance, jobs) for number in range(start, min(start + _PAGE, people))]
        if ledger.keys.seals_ledger:
            _make_keys(ledger, [one.candidate.candidate_id for one in states])
        with ledger._database.writing("bench") as connection:
            rows = [_row(connection, one, chance) for one in states]
            connection.execute(insert(candidates), rows)
            connection.execute(
                insert(applications),
                [
                    {
                        "candidate_id": one.candidate.candidate_id,
                        "application_id": "a1",
                        "job_id": one.applications[0].job_id,
                        "stage": "applied",
                        "recruiter": "Kim",
                        "recruiter_email": "kim@example.com",
                    }
                    for one in states
                ],
            )
            for one in states:
                words = words_of_snapshot(one.model_dump(mode="json"))
                search.write(connection, one.candidate.candidate_id, words)


def _job(number: int, jobs: int) -> str:
    return "eng" if jobs == 1 else f"job-{number % jobs}"


def _state(number: int, chance: random.Random, jobs: int) -> CandidateState:
    last = chance.choice(_LAST) + (str(number) if number % 3 else "")
    person = Candidate(
        candidate_id=f"ats:{number}",
        first_name=chance.choice(_FIRST),
        last_name=last,
        email=f"p{number}@example.com",
        phone=f"+1212{5500000 + number}",
    )
    app = Application.model_validate(
        {
            "application_id": "a1",
            "job_id": _job(number, jobs),
            "job_title": "Engineer",
            "stage": "applied",
            "applied_at": AT,
            "known_since": AT,
            "entry": {"stage": "applied", "number": 1, "entered_at": AT},
        }
    )
    return CandidateState(candidate=person, applications=(app,))


def _row(connection: Any, state: CandidateState, chance: random.Random) -> dict[str, Any]:
    import json

    ident, view = state.candidate.candidate_id, status_view(state)
    sealed = {
        "name": str(view["name"]),
        "view": json.dumps(dict(view)),
        "snapshot": state.model_dump_json(),
    }
    at = to_text(AT + timedelta(minutes=chance.randrange(100_000)))
    return {
        "candidate_id": ident,
        "workflow_id": workflow_id(ident),
        "stage": "applied",
        "state": "active",
        "next_at": at,
        "last_contact_at": at,
        "recruiter": "Kim",
        "applications_digest": "",
        "seq": 1,
        "head": "",
        "marks": "",
        **{name: columns.sealed(connection, ident, text) for name, text in sealed.items()},
    }


def _make_keys(ledger: Ledger, candidate_ids: Sequence[str]) -> None:
    """Those of a thousand people in one commit, which in life take one each."""
    keys = ledger.keys
    keys.of_workflow("installation")
    month = f"{AT:%Y-%m}"
    rows = []
    for ident in map(workflow_id, candidate_ids):
        key_id = f"k{ident}"
        wrapped = keys._months.wrapped(new_key(), month, key_id, ident)
        rows.append(
            {
                "key_id": key_id,
                "workflow_id": ident,
                "current": ident,
                "epoch": month,
                "wrapped": wrapped,
                "made_at": to_text(AT),
                "shredded_at": None,
            }
        )
    with ledger._database.writing("keys") as connection:
        connection.execute(insert(person_keys), rows)
    keys.readable([str(row["key_id"]) for row in rows])


if __name__ == "__main__":
    main()
