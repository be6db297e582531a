"""What the next orders of magnitude take: `python -m bench.scale [--write docs/scale.md]`.

Arithmetic from the counts that `python -m bench counts` kept, from CPU per touch that `python -m bench growth` kept,
and from list prices with their day. What is assumed stands in `Assumed`; nothing is measured here.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.growth import per_touch
from bench.page import RESULTS

SIZES: Final = (100_000, 1_000_000, 10_000_000)
_MONTH: Final = 30.4  # days
_HOURS: Final = 730


@dataclass(frozen=True, slots=True)
class Assumed:
    """What nobody measured. Change it here and write the page anew."""

    hired: float = 0.1  # share of lives that end so; the others as a rejection does
    texts: float = 0.1  # share of messages that go as texts
    segments: float = 1.5  # of a text
    working_days: float = 21.7  # a month
    peak_hour: float = 1.0  # share of a day's messages in one hour: all candidates in one zone, R19 spreads over it
    cluster: float = (
        3.0  # CPU of a Temporal cluster with its network and PostgreSQL, against the dev server with SQLite
    )
    spare: float = 2.0  # CPU bought over CPU needed at the peak
    retention: int = 30  # days that closed histories stay in Temporal
    kept: int = 2  # years that the ledger's records are kept
    postgres: float = 2.0  # bytes in PostgreSQL with its indexes and free space, over bytes in SQLite


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars, list; where and when they were read stands in docs/scale.md."""

    actions: tuple[tuple[float, float], ...] = ((5, 50), (10, 45), (20, 40), (50, 35), (100, 30), (float("inf"), 25))
    active: float = 0.042 * 744  # a GB for a month
    retained: float = 0.00105 * 744
    mail: float = 0.0005  # SendGrid Pro, the lowest published rate
    mail_elsewhere: float = 0.00016  # Amazon SES
    segment: float = 0.0083 + 0.0035  # Twilio and a carrier's fee
    vcpu: float = 0.04048 * _HOURS  # Fargate
    memory: float = 0.004445 * _HOURS  # a GB
    database_vcpu: float = 0.478 / 4 * _HOURS * 2  # RDS, r8g, two zones
    database_gb: float = 0.115 * 2


def need(open_candidates: int, counts: dict[str, Any], worker_ms: float, server_ms: float) -> dict[str, float]:
    """What so many open candidates take in a month, and what that costs."""
    assumed, prices = Assumed(), Prices()
    hired, rejected = counts["lives"]["hired"], counts["lives"]["rejected"]

    def mean(figure: str) -> float:
        return float(assumed.hired * hired[figure] + (1 - assumed.hired) * rejected[figure])

    lives = open_candidates * _MONTH / mean("days")  # those who are open stay so many days: as many come as go
    messages, actions = lives * mean("messages"), lives * mean("actions")
    weighed = (
        assumed.hired * hired["days"] * hired["bytes"] + (1 - assumed.hired) * rejected["days"] * rejected["bytes"]
    )
    active_gb = open_candidates * weighed / mean("days") / 2 / 1e9  # half written, on the average
    retained_gb = lives * mean("bytes") * assumed.retention / _MONTH / 1e9
    peak = messages / assumed.working_days * assumed.peak_hour / 3600
    disk = counts["disk"]
    per_life = disk["ledger"] + mean("messages") * disk["ledger_per_message"]
    ledger_gb = lives * 12 * assumed.kept * per_life * assumed.postgres / 1e9
    temporal_gb = (open_candidates * disk["temporal"] + lives * mean("messages") * disk["temporal_per_message"]) / 1e9
    worker_vcpu = max(1.0, peak * worker_ms / 1000 * assumed.spare)
    server_vcpu = max(2.0, peak * server_ms / 1000 * assumed.cluster * assumed.spare)
    cloud = _tiers(actions, prices) + active_gb * prices.active + retained_gb * prices.retained
    workers = max(2, -(-worker_vcpu // 1))
    return {
        "lives": lives,
        "messages": messages,
        "actions": actions,
        "peak": peak,
        "active_gb": active_gb,
        "retained_gb": retained_gb,
        "temporal_gb": temporal_gb * assumed.postgres,
        "ledger_gb": ledger_gb,
        "commits": peak * 2,
        "workers": workers,
        "worker_vcpu": worker_vcpu,
        "server_vcpu": server_vcpu,
        "shards": 512 if open_candidates <= 1e6 else 4096,
        "partitions": _partitions(ledger_gb),
        "cloud": max(500.0, cloud * 0.1) + cloud,
        "mail": messages * (1 - assumed.texts) * prices.mail,
        "mail_elsewhere": messages * (1 - assumed.texts) * prices.mail_elsewhere,
        "texts": messages * assumed.texts * assumed.segments * prices.segment,
        "worker_cost": workers * (prices.vcpu + 2 * prices.memory),
        "ledger_cost": max(2.0, worker_vcpu) * prices.database_vcpu + ledger_gb * prices.database_gb,
        "self_hosted": server_vcpu * (prices.vcpu + 4 * prices.memory)
        + max(2.0, server_vcpu) * prices.database_vcpu
        + temporal_gb * assumed.postgres * prices.database_gb,
    }


def _partitions(gigabytes: float) -> int:
    """So many that each stays below 100 GB, which a vacuum and a restore get through; by the candidate's hash."""
    parts = 1
    while parts * 100 < gigabytes:
        parts *= 2
    return parts


def _tiers(actions: float, prices: Prices) -> float:
    """Temporal Cloud's progressive prices; beyond 200 million a month they are asked for, here the last one goes on."""
    cost, below = 0.0, 0.0
    for upto, price in prices.actions:
        part = min(actions / 1e6, upto) - below
        if part <= 0:
            break
        cost, below = cost + part * price, upto
    return cost


def tables(counts: dict[str, Any], worker_ms: float, server_ms: float) -> list[str]:
    """Load, machines, and dollars a month, one column per size."""
    found = [need(size, counts, worker_ms, server_ms) for size in SIZES]

    def row(name: str, key: str, form: str = ",.0f", over: float = 1) -> str:
        return f"| {name} | " + " | ".join(format(one[key] / over, form) for one in found) + " |"

    head = "| | " + " | ".join(f"{size:,} open" for size in SIZES) + " |"
    rule = "|---|" + "---:|" * len(SIZES)
    return [
        f"From `.bench/`: CPU per touch {worker_ms:.0f} ms in the worker and {server_ms:.0f} ms in the dev server.",
        "",
        head.replace("| |", "| load |", 1),
        rule,
        row("lives that begin, and end, a month", "lives"),
        row("messages a month", "messages"),
        row("Actions a month, millions", "actions", ",.1f", 1e6),
        row("messages a second in the peak hour", "peak", ",.1f"),
        row("ledger commits a second then", "commits", ",.1f"),
        row("Temporal Cloud: active storage, GB", "active_gb", ",.1f"),
        row("Temporal Cloud: retained storage, GB", "retained_gb", ",.1f"),
        row("self-hosted: Temporal's database, GB", "temporal_gb", ",.0f"),
        row("ledger, GB", "ledger_gb", ",.0f"),
        "",
        head.replace("| |", "| machines |", 1),
        rule,
        row("workers of one vCPU, at least two", "workers"),
        row("Temporal cluster, vCPU", "server_vcpu"),
        row("history shards, chosen once for ever", "shards"),
        row("partitions of `timeline` and `attempts`", "partitions"),
        "",
        head.replace("| |", "| dollars a month |", 1),
        rule,
        row("Temporal Cloud, with the Business plan", "cloud"),
        row("or a cluster of your own, machines alone", "self_hosted"),
        row("workers", "worker_cost"),
        row("the ledger's PostgreSQL, two zones", "ledger_cost"),
        row("mail by SendGrid", "mail"),
        row("or by Amazon SES", "mail_elsewhere"),
        row("texts by Twilio", "texts"),
    ]


def _kept(name: str) -> dict[str, Any]:
    path = RESULTS / f"page-{name}.json"
    if not path.exists():
        raise SystemExit(f"{path} is not there: run `python -m bench --full {name}` first.")
    figures: dict[str, Any] = json.loads(path.read_text())["figures"]
    return figures


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", type=Path, metavar="PAGE", help="put the tables between the page's markers")
    given = options.parse_args()
    largest = _kept("growth")["sizes"][-1]
    whole = per_touch(largest)
    worker = sorted(largest["cpu_ms_per_touch"]["worker"])[len(largest["cpu_ms_per_touch"]["worker"]) // 2]
    lines = tables(_kept("counts"), worker, whole - worker)
    print("\n".join(lines))
    if given.write:
        place = re.compile(r"(<!-- bench:scale -->\n).*?(<!-- /bench:scale -->)", re.DOTALL)
        body = "\n".join([*lines, ""])
        given.write.write_text(place.sub(lambda found: f"{found[1]}{body}{found[2]}", given.write.read_text()))


if __name__ == "__main__":
    main()
