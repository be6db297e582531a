"""A report over a million messages, and how fast its reader catches up: `python -m bench.reporting`.

Whole years of made-up candidates (`bench.lives`, played by the product's own rules) are put on record many times over;
the reader takes them in, and reports are made of the year: as it is, by parts, and of one part alone. On SQLite, or
with `--ledger` on another database that is empty.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from bench.lives import START, life
from domain.events import Event
from domain.forecast.preview import play
from domain.playbook.model import Playbook
from domain.reducers.evolve import begin
from domain.reporting.figures import Period
from domain.reporting.keeping import REFOLDING, WANTED, Rules, fold
from domain.reporting.records import PersonRecord
from domain.reporting.report import as_json, make_report
from domain.reporting.rows import rows_of
from domain.state.model import Position
from ledger.instants import to_text
from ledger.playbooks.folder import read_playbook
from ledger.reporting import keeper as kept
from ledger.reporting.keeper import READER
from ledger.reporting.reading import no_cycles
from ledger.schema import feed_cursors, timeline, touch_cases, touches
from ledger.store import Ledger
from ledger.timeline import facts as linking

TITLE: Final = "A report over a million messages"
KEYS: Final = ["a key of a benchmark that is kept nowhere"]
YEAR: Final = timedelta(days=365)
_LIVES: Final = 100
_STEP: Final = 1_000_000_000


def _playbook() -> Playbook:
    return read_playbook(Path(__file__).parents[1] / "playbooks" / "default")


def _years(rules: Playbook) -> list[list[Event]]:
    """What is put on record of each of some candidates."""
    found = []
    for number in range(_LIVES):
        one = life(1, number)
        told = list(one.told)
        for _, events, _, _ in play(begin(one.candidate_id), rules, START, START + YEAR, told=one.told):
            told += events
        found.append(sorted(told, key=lambda fact: fact.occurred_at))
    return found


def fill(url: str, messages: int, caught_up: int) -> dict[str, Any]:
    """Rows of so many messages, and on top so many facts for the reader to take in; how fast it did that."""
    ledger, rules = Ledger(url, KEYS), _playbook()
    ledger.migrate()
    ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "bench", START)
    years = _years(rules)
    end_of_day = kept._ends_of_days(rules)
    ledger.report_keeper.catch_up(START)  # the rows are of this edition
    first = list(_filled(ledger, years, end_of_day, messages))
    number = _put_on_record(ledger, years, caught_up)
    begun, spent = time.perf_counter(), time.process_time()
    if not ledger.report_keeper.catch_up(START + YEAR):
        raise SystemExit("Another transaction is open on this database, so the reader cannot catch up.")
    took, used = time.perf_counter() - begun, time.process_time() - spent
    ledger.close()
    speed = {"facts_per_s": round(number / took), "facts_per_cpu_s": round(number / used)}
    return {"messages": sum(first), "facts": number, **speed}


def _filled(ledger: Ledger, years: list[list[Event]], end_of_day: Any, messages: int) -> Iterator[int]:
    """The rows of these years, over and over, each time of other people."""
    pattern = []
    number = 0
    for told in years:
        person = PersonRecord()
        for fact in told:
            number += 1
            if fact.type in WANTED and fact.type not in REFOLDING:
                row = linking.linked("manual:x", [fact], Position())[0]._asdict()
                given = kept._as_fact({**row, "number": number}, None)
                fold(person, given, Rules())
        pattern.append(rows_of(person, end_of_day))
    done, turn = 0, 1
    while done < messages:
        shift = -turn * _STEP  # below every number of a fact
        sent, waited = [], []
        with ledger._database.writing("bench") as connection:
            for mine, cases in pattern:
                kinds, groups = ledger.report_keeper._numbers.of(connection, [*mine, *cases])
                for one in mine:
                    moved = one._replace(
                        number=one.number + shift, person=one.person + shift, application=one.application + shift
                    )
                    sent.append(kept._plain(moved) | {"kind": kinds[one.kind], "grp": groups[one.group]})
                for case in cases:
                    put = case._replace(person=case.person + shift, application=case.application + shift)
                    waited.append(kept._plain(put) | {"kind": kinds[case.kind], "grp": groups[case.group]})
            connection.execute(insert(touches), sent)
            connection.execute(insert(touch_cases), waited)
        yield len(sent)
        done, turn = done + len(sent), turn + 1


def _put_on_record(ledger: Ledger, years: list[list[Event]], wanted: int) -> int:
    """Facts of people who are new, mixed as they would come, without the work of a decision."""
    people: list[list[Event]] = []
    turn = 0
    while sum(len(told) for told in people) < wanted:
        people.append(years[turn % len(years)])
        turn += 1
    rows: list[dict[str, Any]] = []
    for nth, told in enumerate(people):
        for entry in linking.linked(f"manual:bench-{nth}", told, Position()):
            rows.append({**entry._asdict(), "recorded_at": to_text(START)})
    rows = sorted(rows, key=lambda row: row["occurred_at"])[:wanted]
    with ledger._database.writing("bench") as connection:
        for start in range(0, len(rows), 5000):
            connection.execute(insert(timeline), rows[start : start + 5000])
        assert connection.execute(feed_cursors.select().where(feed_cursors.c.reader == READER)).first() is None
    return len(rows)


KINDS: Final = (
    "", "--by stage", "--by job", "--by recruiter", "--by message", "--by hour", "--where stage", "--where recruiter",
    "--where recruiter --by job",
)  # fmt: skip
"""The reports that are measured; `--where` takes the first value that there is."""


def report(url: str, kind: str = "") -> dict[str, Any]:
    """A report of the year; how long it took, and how much memory this process had at most."""
    ledger = Ledger(url, KEYS)
    asked = kind.split()
    by = tuple(part for option, part in zip(asked[::2], asked[1::2], strict=True) if option == "--by")
    parts = [part for option, part in zip(asked[::2], asked[1::2], strict=True) if option == "--where"]
    where = tuple((part, ledger.report_rows.values(part)[0]) for part in parts)
    begun = time.perf_counter()
    ends = int((START + YEAR).timestamp())
    period = Period(int(START.timestamp()), ends, ends)
    rows = ledger.report_rows.rows(period, parted=bool(by), where=where)
    read = time.perf_counter()
    with no_cycles():
        text = json.dumps(as_json(make_report(rows, period, by=by, where_is=where)))
    took = time.perf_counter()
    ledger.close()
    return {
        "kind": kind,
        "messages": len(rows.touches),
        "cases": sum(len(one) for one in rows.cases.values()),
        "read_s": round(read - begun, 2),
        "count_s": round(took - read, 2),
        "report_s": round(took - begun, 2),
        "cpu_s": round(time.process_time(), 2),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "json_kb": len(text) // 1024,
    }


def everything(url: str, messages: int, facts: int, kinds: Iterable[str] = KINDS) -> dict[str, Any]:
    """Both, each in a process of its own, so the memory of one isn't that of the other."""

    def part(*words: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "bench.reporting", "--ledger", url, *words]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found: dict[str, Any] = json.loads(done.stdout)
        print(json.dumps(found), file=sys.stderr, flush=True)
        return found

    filled = part("--part", "fill", "--messages", str(messages), "--facts", str(facts))
    return {"fill": filled, "reports": [part("--part", "report", f"--kind={kind}") for kind in kinds]}


def measure(full: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        return everything(f"sqlite:///{folder}/ledger.db", 1_000_000 if full else 50_000, 20_000 if full else 5_000)


def table(figures: dict[str, Any]) -> list[str]:
    filled, reports = figures["fill"], figures["reports"]
    lines = [
        f"{reports[0]['messages']:,} messages of a year and {reports[0]['cases']:,} things that were waited for; the "
        f"reader took in {filled['facts_per_cpu_s']:,} facts a second of CPU.",
        "",
        "| `followup report` | CPU s | wall s | memory, MB |",
        "|---|---:|---:|---:|",
    ]
    for one in reports:
        kind = f"`{one['kind']}`" if one["kind"] else "as it is"
        lines.append(f"| {kind} | {one['cpu_s']:.1f} | {one['report_s']:.1f} | {one['memory_mb']:,} |")
    return lines


def main() -> None:
    """All of it, or one part."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=1_000_000)
    asked.add_argument("--facts", type=int, default=20_000)
    asked.add_argument("--ledger", help="an empty database, instead of a SQLite file that is gone afterwards")
    asked.add_argument("--part", choices=("fill", "report"), help=argparse.SUPPRESS)
    asked.add_argument("--kind", default="", help=argparse.SUPPRESS)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        url = given.ledger or f"sqlite:///{folder}/ledger.db"
        if given.part == "fill":
            print(json.dumps(fill(url, given.messages, given.facts)))
        elif given.part == "report":
            print(json.dumps(report(url, given.kind)))
        else:
            print("\n".join(table(everything(url, given.messages, given.facts))))


if __name__ == "__main__":
    main()
