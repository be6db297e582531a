"""`bench.throughput` (twice) and `bench.kill` as sections of the page: the product, the floor and the alternatives."""

from __future__ import annotations

import importlib.util
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, Final

from bench.peers import PEERS

VISIBLE, USUAL = 0.8, 1.2
"""What the product's touches a second are at least, as a share of the floor's with its upsert and of the usual shape's,
where the worker does not take its CPU from the server (docs/decisions, 47 and 50)."""

TURNS: Final = 3
"""How often those on Temporal are measured with `--full`, in turns: a machine may be half as fast minutes later."""

_ON_TEMPORAL: Final = ("product", "floor", "visible", "usual")
_FIGURES: Final = (
    "enrolments_per_s",
    "signals_per_s",
    "touches_per_s",
    "worker_ms_per_touch",
    "server_ms_per_touch",
)
_WRONG: Final = ("twice", "lost", "after_reply")
_NEEDS: Final = {"dbos": "dbos", "celery": "celery"}


def peers() -> tuple[list[str], list[str]]:
    """Those that can run here, and a sentence for each that cannot."""
    missing = [name for name, package in _NEEDS.items() if importlib.util.find_spec(package) is None]
    return [name for name in PEERS if name not in missing], [
        f"{name} was left out: install its package with the extra `bench`." for name in missing
    ]


def each(
    run: Callable[[int, Sequence[str]], Sequence[Any]], people: int, among: Sequence[str] = tuple(PEERS)
) -> dict[str, Any]:
    """One after the other; one that cannot be started is told, and does not stop the others."""
    names, told = peers()
    names = [name for name in names if name in among]
    found = []
    for name in names:
        print(f"  {name}", file=sys.stderr, flush=True)
        try:
            found += [asdict(one) for one in run(people, [name])]
        except Exception as error:  # a bench fails on nothing
            told.append(f"{name} did not run ({type(error).__name__}: {str(error).splitlines()[0][:160]}).")
    return {"people": people, "peers": found, "left out": told}


def in_turns(
    run: Callable[[int, Sequence[str]], Sequence[Any]], people: int, turns: int, among: Sequence[str] = tuple(PEERS)
) -> dict[str, Any]:
    """As `each`, those on Temporal so many times: medians of the figures, and the product over each in every turn."""
    found = each(run, people, among)
    seen = {one["peer"]: [one] for one in found["peers"]}
    again = [name for name in _ON_TEMPORAL if name in seen]
    for number in range(1, turns):
        for name in again if number % 2 == 0 else reversed(again):
            print(f"  {name}, turn {number + 1}", file=sys.stderr, flush=True)
            try:
                seen[name] += [asdict(one) for one in run(people, [name])]
            except Exception as error:  # a bench fails on nothing
                found["left out"].append(f"{name} did not run in turn {number + 1} ({type(error).__name__}).")
                seen[name].append(None)
    found["turns"] = turns
    found["over"] = {
        name: [a["touches_per_s"] / b["touches_per_s"] for a, b in zip(seen["product"], ones, strict=False) if a and b]
        for name, ones in seen.items()
        if name != "product" and "product" in seen
    }
    found["peers"] = [_middle([one for one in ones if one]) for ones in seen.values()]
    return found


def _middle(ones: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure, and everything that went wrong in any turn."""
    figures = {what: statistics.median(one[what] for one in ones) for what in _FIGURES}
    account = {what: sum(one["account"].get(what, 0) for one in ones) for what in _WRONG}
    return ones[0] | figures | {"account": ones[0]["account"] | account}


class Throughput:
    """Enrolments, signals and touches a second, and CPU per touch."""

    TITLE: Final = "Throughput, beside the alternatives"

    @staticmethod
    def measure(full: bool) -> dict[str, Any]:
        from bench.throughput import run

        return in_turns(run, 1000 if full else 60, TURNS if full else 1)

    @staticmethod
    def table(found: dict[str, Any]) -> list[str]:
        return [*_speeds(found), *found["left out"]]


class CoreEach:
    """The same on Temporal, with a core for the server and one for the worker."""

    TITLE: Final = "Throughput, a core each"

    @staticmethod
    def measure(full: bool) -> dict[str, Any]:
        from bench.throughput import run

        apart = partial(run, core_each=True)
        return in_turns(apart, 1000 if full else 60, TURNS if full else 1, _ON_TEMPORAL)

    @staticmethod
    def table(found: dict[str, Any]) -> list[str]:
        wanted = f"Wanted: at least {VISIBLE} of `visible` and {USUAL} of `usual`, in touches a second."
        return [*_speeds(found), wanted, *found["left out"]]


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


def _speeds(found: dict[str, Any]) -> list[str]:
    by_name = {one["peer"]: one for one in found["peers"]}
    lines = [
        "| | enrolments/s | signals/s | touches/s | product over it | CPU ms a touch: worker | server | right? |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for name, one in by_name.items():
        over = _over(found["over"].get(name))
        lines.append(
            f"| {name} | {one['enrolments_per_s']:.0f} | {one['signals_per_s']:.0f} | {one['touches_per_s']:.0f} "
            f"| {over} | {one['worker_ms_per_touch']:.1f} | {one['server_ms_per_touch']:.1f} "
            f"| {_right(one['account'])} |"
        )
    lines += ["", f"{found['people']:,} people, five follow-ups each, a third of them reply."]
    if found["turns"] > 1:
        lines += [f"Those on Temporal {found['turns']} times in turns: medians, and the product's share in each turn."]
    if "floor" in by_name and "visible" in by_name:
        upsert = by_name["visible"]["touches_per_s"] / by_name["floor"]["touches_per_s"]
        lines += [f"`visible`, which does nothing else either, gets to {upsert:.2f} of `floor`."]
    return lines


def _over(shares: Sequence[float] | None) -> str:
    """The product's share of another's touches: the median, and each turn's where there were several."""
    if not shares:
        return ""
    each_turn = f" ({', '.join(f'{share:.2f}' for share in shares)})" if len(shares) > 1 else ""
    return f"{statistics.median(shares):.2f}{each_turn}"


def _right(account: dict[str, Any]) -> str:
    wrong = {what: account.get(what, 0) for what in _WRONG}
    return ", ".join(f"{number} {what.replace('_', ' ')}" for what, number in wrong.items() if number) or "yes"
