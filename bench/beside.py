"""`bench.throughput` and `bench.kill` as sections of the page: the product beside the floor and the alternatives."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, Final

from bench.peers import PEERS

VISIBLE, USUAL = 0.8, 1.2
"""What the product's touches a second are at least, as a share of the floor's with its upsert and of the usual shape's
(docs/decisions, 47)."""

_NEEDS: Final = {"dbos": "dbos", "celery": "celery"}


def peers() -> tuple[list[str], list[str]]:
    """Those that can run here, and a sentence for each that cannot."""
    missing = [name for name, package in _NEEDS.items() if importlib.util.find_spec(package) is None]
    return [name for name in PEERS if name not in missing], [
        f"{name} was left out: install its package with the extra `bench`." for name in missing
    ]


def each(run: Callable[[int, Sequence[str]], Sequence[Any]], people: int) -> dict[str, Any]:
    """One after the other; one that cannot be started is told, and does not stop the others."""
    names, told = peers()
    found = []
    for name in names:
        print(f"  {name}", file=sys.stderr, flush=True)
        try:
            found += [asdict(one) for one in run(people, [name])]
        except Exception as error:  # a bench fails on nothing
            told.append(f"{name} did not run ({type(error).__name__}: {str(error).splitlines()[0][:160]}).")
    return {"people": people, "peers": found, "left out": told}


class Throughput:
    """Enrolments, signals and touches a second, and CPU per touch."""

    TITLE: Final = "Throughput, beside the alternatives"

    @staticmethod
    def measure(full: bool) -> dict[str, Any]:
        from bench.throughput import run

        return each(run, 1000 if full else 60)

    @staticmethod
    def table(found: dict[str, Any]) -> list[str]:
        by_name = {one["peer"]: one for one in found["peers"]}
        product = by_name.get("product")
        lines = [
            "| | enrolments/s | signals/s | touches/s | product over it | CPU ms a touch: worker | server | right? |",
            "|---|---:|---:|---:|---:|---:|---:|---|",
        ]
        for name, one in by_name.items():
            over = f"{product['touches_per_s'] / one['touches_per_s']:.2f}" if product and one["touches_per_s"] else ""
            lines.append(
                f"| {name} | {one['enrolments_per_s']:.0f} | {one['signals_per_s']:.0f} | {one['touches_per_s']:.0f} "
                f"| {over} | {one['worker_ms_per_touch']:.1f} | {one['server_ms_per_touch']:.1f} "
                f"| {_right(one['account'])} |"
            )
        lines += ["", f"{found['people']:,} people, five follow-ups each, a third of them reply."]
        lines += [f"Wanted: at least {VISIBLE} of `visible` and {USUAL} of `usual`, in touches a second."]
        if "floor" in by_name and "visible" in by_name:
            upsert = by_name["visible"]["touches_per_s"] / by_name["floor"]["touches_per_s"]
            lines += [f"`visible`, which does nothing else either, gets to {upsert:.2f} of `floor`."]
        return [*lines, *found["left out"]]


class Kill:
    """What is left of the work after kill -9."""

    TITLE: Final = "The same work, and kill -9"

    @staticmethod
    def measure(full: bool) -> dict[str, Any]:
        from bench.kill import run

        return each(run, 200 if full else 40)

    @staticmethod
    def table(found: dict[str, Any]) -> list[str]:
        lines = [
            "| | due | sent twice | lost | sent after a reply | longest silence, s |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        for one in found["peers"]:
            account = one["account"]
            lines.append(
                f"| {one['peer']} | {account['expected']} | {account['twice']} | {account['lost']} "
                f"| {account['after_reply']} | {one['silence']:.0f} |"
            )
        lines += ["", f"{found['people']} people; the workers are killed once, then workers and server together."]
        return [*lines, *found["left out"]]


def _right(account: dict[str, Any]) -> str:
    wrong = {what: account.get(what, 0) for what in ("twice", "lost", "after_reply")}
    return ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in wrong.items() if number) or "yes"
