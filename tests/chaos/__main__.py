"""`make chaos`, or `python -m tests.chaos`: runs of the harness, and a table of what came of them (docs/chaos.md).

It exits with 0 where every promise was kept and enough was killed and due, 1 where not, 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter

from tests.chaos.ledgers import PROVED
from tests.chaos.report import Plan, Report, as_json
from tests.chaos.rounds import ALL, KILLED
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
    ("answered late", lambda r: r.verdict.took_long),
    ("shared a commit", lambda r: r.verdict.shared),
    ("chains broken", lambda r: len(r.verdict.broken_chains)),
    ("columns in plain", lambda r: len(r.verdict.in_plain)),
    ("heard twice", lambda r: len(r.verdict.heard_twice)),
    ("unknown", lambda r: r.verdict.unknown),
    ("  parked with a task", lambda r: r.verdict.parked),
    ("  not settled in time", lambda r: len(r.verdict.unsettled)),
    ("held for its turn", lambda r: r.verdict.held),
    ("expired on record", lambda r: r.verdict.expired),
    ("taken away by a stop", lambda r: r.verdict.stopped),
    ("waiting for hours", lambda r: r.verdict.waiting),
    ("stops", lambda r: sum(r.stops.values())),
    ("kills", lambda r: r.killed),
    ("ledger troubles", lambda r: sum(r.troubles.values())),
    ("told to all gateways", lambda r: r.told_to_all),
    ("provider faults", lambda r: sum(r.faults.values())),
    ("recovery p50, s", lambda r: f"{r.recovery(0.5):.1f}"),
    ("recovery p95, s", lambda r: f"{r.recovery(0.95):.1f}"),
    ("settled after, s", lambda r: f"{r.settled:.0f}"),
    ("control sent", lambda r: r.control_sent),
    ("control duplicates", lambda r: r.control_duplicates),
)


SEEDS: Final = "1-6"
SIZE: Final[dict[str, float]] = {"candidates": 110, "updates": 24, "every": 4, "fire": 165.0, "least_kills": 36}
"""The run of a full size: 200 kills and 10,000 touches due in half an hour on two quiet cores."""
ROUNDS: Final[dict[str, float]] = {"candidates": 40, "updates": 6, "every": 2}
"""With several workers or gateways: so many candidates come with each fault, and have their last message soon."""


def main() -> int:
    given = _arguments()
    # That a killed server does not answer is no news here.
    quiet = LoggingConfig(filter=TelemetryFilter(core_level="ERROR", other_level="ERROR"))
    Runtime.set_default(Runtime(telemetry=TelemetryConfig(logging=quiet)))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as Ctrl-C: the children are ended on the way out
    in_rounds = given.workers > 1 or given.gateways > 1
    for name, usual in (SIZE | (ROUNDS if in_rounds else {})).items():
        if getattr(given, name) is None:
            setattr(given, name, type(SIZE[name])(usual))
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
            slow=seed % 4 == 3,
            workers=given.workers,
            gateways=given.gateways,
            in_rounds=in_rounds,
            only=given.only,
        )
        if time.monotonic() + (240 if in_rounds else plan.fire + 40) > until:
            print(f"\nThe {given.minutes:g} minutes are over: {len(given.seeds) - len(reports)} seeds were not run.")
            break
        try:
            reports.append(asyncio.run(run(plan, folder / f"seed-{seed}")))
        except KeyboardInterrupt:
            print("\nEnded; nothing is left running.")
            return 130
        print_report(reports[-1])
    if not reports:
        return 1
    missed = shortfalls(reports, *_targets(given))
    print(summary(reports))
    for sentence in missed:
        print(f"!! {sentence}")
    whole = {"runs": [as_json(report) for report in reports], "missed": missed}
    (folder / "summary.json").write_text(json.dumps(whole, indent=2) + "\n")
    print(f"The summary is in {folder}/summary.json; the runs' logs, journals and reports are beside it.")
    return 0 if not missed and all(report.verdict.holds for report in reports) else 1


def shortfalls(reports: list[Report], kills: int, due: int) -> list[str]:
    """What was to happen and did not, so that less is shown than was meant. One sentence each."""
    killed, were_due = sum(r.killed for r in reports), sum(r.verdict.due for r in reports)
    found = []
    if killed < kills:
        found.append(f"Only {killed} of our processes were killed, and {kills} were meant; run more seeds, or longer.")
    if were_due < due:
        found.append(f"Only {were_due} touches were due, and {due} were meant; run more seeds or candidates.")
    found += [
        f"The control of seed {r.plan.seed} shows no duplicate, so the harness may be blind; look at its control.log."
        for r in reports
        if r.plan.control and r.control_sent and not r.control_duplicates
    ]
    for r in reports:
        found += [f"Seed {r.plan.seed}: {sentence}" for sentence in unshown(r)]
    return found


def unshown(report: Report) -> list[str]:
    """Of a run in rounds: what struck without showing anything. One sentence each."""
    found = []
    for one in report.rounds:
        if one.began < 3:
            found.append(f"{one.fault} struck while only {one.began} messages went out; run more candidates.")
        if one.fault == KILLED and not one.cut:
            found.append("no message was under way at the workers that were killed; run more candidates.")
        if one.fault in PROVED and one.fault not in report.left_out and not report.shown.get(one.fault):
            found.append(f"in the round of {one.fault} the harness could write all the same; look at events.log.")
        if one.verdict is not None and not one.verdict.holds:
            found.append(f"after {one.fault} the verdict does not hold; look at report.json.")
    return found


def _targets(given: argparse.Namespace) -> tuple[int, int]:
    """At least so many kills, and so many touches due: of a run that was made smaller, only those that were named."""
    changed = any(getattr(given, name) != value for name, value in SIZE.items()) or given.seeds != _seeds(SEEDS)
    changed = changed or given.workers > 1 or given.gateways > 1
    kills, due = (0, 0) if changed else (200, 10_000)
    return given.kills if given.kills is not None else kills, given.due if given.due is not None else due


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
    for name, why in report.left_out.items():
        print(f"  left out: {name}, because {why}")
    if report.rounds:
        print(rounds_table(report))
    verdict = report.verdict
    for title, found in (
        ("duplicate", verdict.duplicates),
        ("lost", verdict.lost),
        ("after a stop", verdict.after_stop),
        ("at a wrong hour", verdict.wrong_hour),
        ("unreserved", verdict.unreserved),
        ("not settled", verdict.unsettled),
        ("broken", verdict.broken_chains),
        ("in plain", verdict.in_plain),
        ("heard twice", verdict.heard_twice),
    ):
        for one in found[:10]:
            print(f"  !! {title}: {one}")
    sys.stdout.flush()


def rounds_table(report: Report) -> str:
    """What struck, and what came of everything until then; the last figures are those of the whole run."""
    columns = ("begun", "cut off", "settled, s", "due", "sent", "twice", "lost", "other", "refused by the database")
    lines = [_row("fault", list(columns)), "|---|" + "---:|" * (len(columns) - 1) + "---|"]
    for one in report.rounds:
        v = one.verdict
        counted = (v.due, v.sent, len(v.duplicates), len(v.lost), one.other) if v else ("",) * 5
        refused = ", ".join(f"{why} {count}" for why, count in sorted(one.refused.items()))
        lines.append(_row(one.fault, [one.began, one.cut, f"{one.settled:.0f}", *counted, refused]))
    return "\n" + "\n".join(lines) + "\n"


def summary(reports: list[Report]) -> str:
    """All runs in a Markdown table, a column each, and their sum; then who was killed where."""
    names = [f"seed {r.plan.seed}" for r in reports]
    lines = [_row("", [*names, "all"]), "|---|" + "---:|" * (len(names) + 1)]
    for name, figure in ROWS:
        values = [figure(report) for report in reports]
        total = sum(values) if all(isinstance(value, int) for value in values) else ""
        lines.append(_row(name.strip(), [*values, total]))
    kills: Counter[str] = Counter()
    for report in reports:
        kills.update(report.kills)
    lines += ["", _row("killed", ["times"]), "|---|---:|"]
    lines += [_row(name, [count]) for name, count in sorted(kills.items())]
    return "\n" + "\n".join(lines) + "\n"


def _row(name: str, cells: list[Any]) -> str:
    return f"| {name:<24} |" + "".join(f" {cell:>10} |" for cell in cells)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make chaos", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=_seeds, default=_seeds(SEEDS), help=f"such as 1-8 or 3,5 (default {SEEDS})")
    for name, what in (
        ("candidates", "in each run, or in each of its rounds"),
        ("updates", "of each candidate, beside some others"),
        ("every", "whole seconds between two updates"),
        ("fire", "seconds under fire"),
        ("least_kills", "of our processes in each run, or twice the time, and half a minute at least"),
    ):
        flag, value = f"--{name.replace('_', '-')}", SIZE[name]
        usual = f"{value:g}" + (f", in rounds {ROUNDS[name]:g}" if name in ROUNDS else "")
        parser.add_argument(flag, type=type(value), help=f"{what} (default {usual})")
    parser.add_argument("--workers", type=int, default=1, help="several: fault after fault, in rounds (default 1)")
    parser.add_argument("--gateways", type=int, help="default 2 with several workers, else 1")
    parser.add_argument("--only", type=_faults, default=(), help=f"in rounds: some of {', '.join(ALL)} (default all)")
    parser.add_argument("--settle", type=float, default=120, help="seconds to settle without getting on (default 120)")
    parser.add_argument("--kill-every", type=float, default=2, help="seconds between two kills (default 2)")
    parser.add_argument("--between", type=int, default=20, help="messages between two kills of a worker (default 20)")
    parser.add_argument("--kills", type=int, help="fail below so many in all (default 200, of a smaller run none)")
    parser.add_argument("--due", type=int, help="fail below so many touches due (default 10000, of a smaller run none)")
    parser.add_argument("--minutes", type=float, default=35, help="at most in all (default 35)")
    parser.add_argument("--ledger", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--faults", type=float, default=1.0, help="scales the provider's faults")
    parser.add_argument("--mutant", choices=["", "blind", "deaf"], default="", help="break the product on purpose")
    parser.add_argument("--instants", default="", help="kill there alone, such as after-post,between-commit-and-marker")
    parser.add_argument("--no-control", action="store_true", help="leave the naive control out")
    parser.add_argument("--folder", type=Path, help="for logs and reports")
    given = parser.parse_args()
    if given.only and given.workers == 1 and (given.gateways or 1) == 1:
        parser.error("--only chooses among the faults of several workers; add --workers 3")
    if given.gateways is None:
        given.gateways = 2 if given.workers > 1 else 1
    return given


def _faults(text: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [name for name in found if name not in ALL]:
        raise argparse.ArgumentTypeError(f"there is no fault {unknown[0]}; choose from {', '.join(ALL)}")
    return found


def _seeds(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


if __name__ == "__main__":
    sys.exit(main())
