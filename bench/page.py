"""The page that `make bench` prints: each section's figures, kept in `.bench/`, and put into docs/performance.md.

A section is a module, or a class, with a TITLE, `measure(full)` that gives figures as JSON, and `table(figures)` that
makes Markdown of them; so what is printed, kept and published is one thing, and no figure is typed by hand.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bench.machine import machine, told

RESULTS: Final = Path(__file__).parents[1] / ".bench"

SECTIONS: Final = {
    "counts": "bench.counts",
    "throughput": "bench.beside:Throughput",
    "core-each": "bench.beside:CoreEach",
    "kill": "bench.beside:Kill",
    "punctuality": "bench.punctuality",
    "growth": "bench.growth",
    "latency": "bench.latency",
    "rules": "bench.rules",
    "memory": "bench.memory",
    "recovery": "bench.recovery",
    "reporting": "bench.reporting",
}
"""In the page's order: what does not depend on the machine comes first."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page."""

    name: str
    title: str
    measure: Callable[[bool], dict[str, Any]]
    table: Callable[[dict[str, Any]], list[str]]

    @classmethod
    def named(cls, name: str) -> Section:
        module, _, attribute = SECTIONS[name].partition(":")
        made = import_module(module)
        holder = getattr(made, attribute) if attribute else made
        return cls(name, holder.TITLE, holder.measure, holder.table)


def run(names: Iterable[str], *, full: bool) -> list[str]:
    """Measure the sections, print and keep each as it comes. Returns those that failed: a bench fails on nothing."""
    here, begun = machine(), datetime.now(UTC)
    print(f"# followup, measured\n\n{told(here, begun)}\n", flush=True)
    failed = []
    for name in names:
        started = time.monotonic()
        try:
            section = Section.named(name)
            print(f"measuring: {section.title}", file=sys.stderr, flush=True)
            figures = section.measure(full)
            lines = section.table(figures)
        except Exception as error:  # the other sections are worth having
            failed.append(name)
            print(f"## {name}\n\nnot measured: {type(error).__name__}: {error}\n", flush=True)
            continue
        took = time.monotonic() - started
        _keep(
            name,
            {"at": datetime.now(UTC).isoformat(), "machine": here, "full": full, "took_s": took} | {"figures": figures},
        )
        print("\n".join([f"## {section.title}", "", *lines, ""]), flush=True)
    return failed


def _keep(name: str, result: dict[str, Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"page-{name}.json").write_text(json.dumps(result, indent=1) + "\n")


def write(page: Path) -> list[str]:
    """Put what was kept last between the page's markers, `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`.

    Returns the sections that the page has no place for, or that were never measured.
    """
    text, missing = page.read_text(), []
    for name in SECTIONS:
        kept = RESULTS / f"page-{name}.json"
        place = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- /bench:{name} -->)", re.DOTALL)
        if not kept.exists() or not place.search(text):
            missing.append(name)
            continue
        result = json.loads(kept.read_text())
        how = "--full" if result["full"] else "--quick"
        note = f"`python -m bench {how} {name}`: {told(result['machine'], datetime.fromisoformat(result['at']))}"
        body = "\n".join([note, "", *Section.named(name).table(result["figures"]), ""])
        found = place.search(text)
        assert found is not None
        text = f"{text[: found.start()]}{found[1]}{body}{found[2]}{text[found.end() :]}"
    page.write_text(text)
    return missing
