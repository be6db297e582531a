"""`make chaos`, or `python -m tests.chaos`: runs of the harness, and a table of what came of them (docs/chaos.md)."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter

from tests.chaos.report import Plan, Report
from tests.chaos.run import run

ROWS: tuple[tuple[str, Any], ...] = (
    ("ledger", lambda r: r.plan.ledger),
    ("touches due", lambda r: r.verdict.due),
    ("sent", lambda r: r.verdict.sent),
    ("duplicates", lambda r: len(r.verdict.duplicates)),
    ("lost", lambda r: len(r.verdict.lost)),
    ("after a stop", lambda r: len(r.verdict.after_stop)),
    ("at a wrong hour", lambda r: len(r.verdict.wrong_hour)),
    ("sent unreserved", lambda r: len(r.verdict.unreserved)),
    ("chains broken", lambda r: len(r.verdict.broken_chains)),
    ("unknown", lambda r: r.verdict.unknown),
    ("  parked with a task", lambda r: r.verdict.parked),
    ("  not settled in time", lambda r: len(r.verdict.unsettled)),
    ("expired on record", lambda r: r.verdict.expired),
    ("taken away by a stop", lambda r: r.verdict.stopped),
    ("waiting for hours", lambda r: r.verdict.waiting),
    ("stops", lambda r: sum(r.stops.values())),
    ("kills", lambda r: r.killed),
    ("ledger troubles", lambda r: sum(r.troubles.values())),
    ("provider faults", lambda r: sum(r.faults.values())),
    ("recovery p50, s", lambda r: f"{r.recovery(0.5):.1f}"),
    ("recovery p95, s", lambda r: f"{r.recovery(0.95):.1f}"),
    ("settled after, s", lambda r: f"{r.settled:.0f}"),
    ("control sent", lambda r: r.control_sent),
    ("control duplicates", lambda r: r.control_duplicates),
)


def main() -> int:
    given = _arguments()
    # That a killed server does not answer is no news here.
    quiet = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=quiet)))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as Ctrl-C: the children are ended on the way out
    folder = given.folder or Path(tempfile.mkdtemp(prefix="followup-chaos-"))
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"The folder {folder} holds something already; name an empty one with --folder.")
    until = time.monotonic() + given.minutes * 60
    reports: list[Report] = []
    for seed in given.seeds:
        kinds = ["sqlite", "postgresql"] if given.ledger == "both" else [given.ledger]
        plan = Plan(
            seed=seed,
            ledger=kinds[seed % len(kinds)],
            candidates=given.candidates,
            updates=given.updates,
            every=given.every,
            fire=given.fire,
            settle=given.settle,
            kill_every=given.kill_every,
            between=given.between,
            least_kills=given.least_kills,
            control=not given.no_control,
            mutant=given.mutant,
            instants=tuple(part for part in given.instants.split(",") if part),
            faults=given.faults,
        )
        if time.monotonic() + plan.fire + 40 > until:
            print(f"The {given.minutes:g} minutes are over: {len(given.seeds) - len(reports)} seeds were not run.")
            break
        try:
            reports.append(asyncio.run(run(plan, folder / f"seed-{seed}")))
        except KeyboardInterrupt:
            print("Ended; nothing is left running.")
            break
        print_report(reports[-1])
    if not reports:
        return 1
    print_summary(reports)
    print(f"The runs' logs, journals and reports are in {folder}.")
    return 0 if all(report.verdict.holds for report in reports) else 1


def print_report(report: Report) -> None:
    """One run, as a person reads it."""
    print(f"\nSeed {report.plan.seed}, {report.plan.candidates} candidates, {report.seconds:.0f} s")
    for name, figure in ROWS:
        print(f"  {name:<24}{figure(report):>12}")
    for title, counts in (
        ("kills", report.kills),
        ("ended by themselves", report.ended),
        ("ledger", report.troubles),
        ("provider", report.faults),
        ("stops", report.stops),
        ("webhooks", report.hooks),
    ):
        if counts:
            print(f"  {title}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
    verdict = report.verdict
    for title, found in (
        ("duplicate", verdict.duplicates),
        ("lost", verdict.lost),
        ("after a stop", verdict.after_stop),
        ("at a wrong hour", verdict.wrong_hour),
        ("unreserved", verdict.unreserved),
        ("not settled", verdict.unsettled),
        ("broken", verdict.broken_chains),
    ):
        for one in found[:10]:
            print(f"  !! {title}: {one}")
    sys.stdout.flush()


def print_summary(reports: list[Report]) -> None:
    """All runs, a column each, and their sum."""
    seeds = "".join(f"{f'seed {r.plan.seed}':>12}" for r in reports)
    print(f"\n{'':<24}{seeds}{'all':>12}")
    for name, figure in ROWS:
        values = [figure(report) for report in reports]
        total = sum(values) if all(isinstance(value, int) for value in values) else ""
        print(f"{name:<24}" + "".join(f"{value:>12}" for value in [*values, total]))
    kills: Counter[str] = Counter()
    for report in reports:
        kills.update(report.kills)
    print("\nKills per process and instant:")
    for name, count in sorted(kills.items()):
        print(f"  {name:<44}{count:>5}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos", description=__doc__)
    parser.add_argument("--seeds", type=_seeds, default=_seeds("1-8"), help="such as 1-8 or 3,5 (default 1-8)")
    parser.add_argument("--candidates", type=int, default=120, help="in each run (default 120)")
    parser.add_argument("--updates", type=int, default=20, help="of each candidate, beside some others (default 20)")
    parser.add_argument("--every", type=float, default=3.0, help="seconds between two updates (default 3)")
    parser.add_argument("--fire", type=float, default=105, help="seconds under fire (default 105)")
    parser.add_argument("--settle", type=float, default=120, help="seconds at most to settle (default 120)")
    parser.add_argument("--kill-every", type=float, default=2.5, help="seconds between two kills (default 2.5)")
    parser.add_argument("--between", type=int, default=30, help="messages between two kills of a worker (default 30)")
    parser.add_argument("--least-kills", type=int, default=26, help="in each run, or twice the time (default 26)")
    parser.add_argument("--minutes", type=float, default=25, help="at most in all (default 25)")
    parser.add_argument("--ledger", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--faults", type=float, default=1.0, help="scales the provider's faults")
    parser.add_argument("--mutant", choices=["", "blind", "deaf"], default="", help="break the product on purpose")
    parser.add_argument("--instants", default="", help="kill there alone, such as after-post,between-commit-and-marker")
    parser.add_argument("--no-control", action="store_true", help="leave the naive control out")
    parser.add_argument("--folder", type=Path, help="for logs and reports")
    return parser.parse_args()


def _seeds(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


if __name__ == "__main__":
    sys.exit(main())
