"""The short table of docs/performance.md, from what was kept last: `python -m bench.short --write` and the page."""

from __future__ import annotations

import argparse
import json
import re
import statistics
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.growth import per_touch
from bench.machine import told
from bench.page import RESULTS


def lines(kept: dict[str, dict[str, Any]]) -> list[str]:
    """As Markdown; what was never measured has no row. `kept` are the figures of each section, by its name."""
    rows = [*_counts(kept.get("counts"))]
    rows += _throughput(kept.get("core-each"), "a core for Temporal, one for the worker")
    rows += _throughput(kept.get("throughput"), "all on two cores")
    rows += [*_kill(kept.get("kill"))]
    rows += [*_punctuality(kept.get("punctuality")), *_growth(kept.get("growth")), *_latency(kept.get("latency"))]
    return ["| | measured |", "|---|---|", *(f"| {what} | {value} |" for what, value in rows)]


def _counts(found: dict[str, Any] | None) -> list[tuple[str, str]]:
    if found is None:
        return []
    touch, disk = found["touch"], found["disk"]
    cost = f"{touch['events']} history events, {touch['actions']} Temporal Actions, {touch['commits']} ledger commits"
    sleeping = f"{disk['temporal'] / 1024:.0f} KB in Temporal's database, {disk['ledger'] / 1024:.0f} KB in the ledger"
    return [("one message", cost), ("a sleeping candidate", sleeping)]


def _throughput(found: dict[str, Any] | None, where: str) -> list[tuple[str, str]]:
    speed = {one["peer"]: one["touches_per_s"] for one in (found or {}).get("peers", ())}
    if "product" not in speed:
        return []
    others = {
        "floor": "a bare Temporal workflow that does nothing",
        "visible": "one that does nothing but tell the web UI",
        "usual": "the usual one with an activity",
    }
    shares = {name: statistics.median(over) for name, over in found["over"].items() if over} if found else {}
    beside = [f"{shares[name]:.2f} of {words}" for name, words in others.items() if name in shares]
    return [(f"messages a second in a burst, {where}", ", ".join([f"{speed['product']:.0f}", *beside]))]


def _kill(found: dict[str, Any] | None) -> list[tuple[str, str]]:
    twice = {one["peer"]: (one["account"]["twice"], one["account"]["lost"]) for one in (found or {}).get("peers", ())}
    if "product" not in twice:
        return []
    others = [sent for name, (sent, _) in twice.items() if name != "product"]
    beside = f"; the alternatives {min(others)} to {max(others)} twice" if others else ""
    return [("`kill -9` in the midst of it", f"{twice['product'][0]} sent twice, {twice['product'][1]} lost{beside}")]


def _punctuality(found: dict[str, Any] | None) -> list[tuple[str, str]]:
    if not found or not found["bursts"]:
        return []
    most = found["bursts"][-1]
    late = f"everything is out after {most['all']['max']:.0f} s"
    if offers := most.get("offers, among all"):
        late = f"every offer is out after {offers['max']:.0f} s, {late}"
    return [(f"{most['touches']:,} due in the same second", late)]


def _growth(found: dict[str, Any] | None) -> list[tuple[str, str]]:
    if not found or not found["sizes"]:
        return []
    first, last = found["sizes"][0], found["sizes"][-1]
    share = per_touch(last) / per_touch(first)
    return [(f"one message with {last['size']:,} asleep", f"{share:.2f} of its CPU with {first['size']:,}")]


def _latency(found: dict[str, Any] | None) -> list[tuple[str, str]]:
    if found is None:
        return []
    over = found["cold"]["commands"]["status"]["over nothing"]
    return [("`followup status` from a cold shell", f"{over:.2f} s over `python -c pass`")]


def write(page: Path) -> None:
    """Put the table between the page's markers, with the machine and the day of what was measured last."""
    kept = {file.stem.removeprefix("page-"): json.loads(file.read_text()) for file in RESULTS.glob("page-*.json")}
    if not kept:
        raise SystemExit("Nothing was measured yet: run `python -m bench` first.")
    latest = max(kept.values(), key=lambda one: str(one["at"]))
    note = f"Measured last: {told(latest['machine'], datetime.fromisoformat(latest['at']))}"
    body = "\n".join(lines({name: one["figures"] for name, one in kept.items()}))
    text, count = re.subn(
        r"(<!-- bench:short -->\n).*?(<!-- /bench:short -->)",
        lambda found: f"{found[1]}{body}\n\n{note}\n{found[2]}",
        page.read_text(),
        flags=re.DOTALL,
    )
    if not count:
        raise SystemExit(f"{page} has no place for it: `<!-- bench:short -->` and `<!-- /bench:short -->`.")
    page.write_text(text)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", type=Path, required=True, metavar="PAGE")
    write(options.parse_args().write)


if __name__ == "__main__":
    main()
