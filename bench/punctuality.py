"""How late a message goes when many fall due in the same second: `python -m bench.punctuality [TOUCHES …]`.

Bursts of `bench.burst`, with a channel that takes more a second than the machine can send, so that what is seen is the
product's own backlog. Low ranks are the backlog of the high ones, and the reverse is what must not be: so the urgent
ones are measured among all, and as many of them alone, with nothing else due.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any, Final

from bench import burst
from domain.delivery.send_queue import is_urgent

TITLE: Final = "Punctuality"
QUICK_TOUCHES, FULL_TOUCHES = (100,), (100, 1000, 5000)
ALL, OFFERS, URGENT = "all", "offers, among all", "urgent, among all"
ALONE, WAITING = "urgent, alone", "what may wait"
_URGENT_RANKS: Final = tuple(rank for rank in burst.RANKS if is_urgent(rank, promised=False))
_RATE: Final = 500.0
"""Messages a second that the channel is allowed: never the limit here."""


def _measured(sizes: tuple[int, ...]) -> dict[str, Any]:
    found = []
    for size in sizes:
        gone = burst.burst(size, _RATE)
        kinds = {
            ALL: gone,
            URGENT: [one for one in gone if is_urgent(one.rank, promised=False)],
            WAITING: [one for one in gone if not is_urgent(one.rank, promised=False)],
        }
        if kinds[URGENT]:
            kinds[ALONE] = burst.burst(len(kinds[URGENT]), _RATE, _URGENT_RANKS)
        offers = [one for one in gone if one.rank == "offer"]
        if offers:
            kinds[OFFERS] = offers
        found.append(
            {"touches": size, "overtook": burst.overtook(gone)}
            | {name: _cuts(ones) for name, ones in kinds.items() if ones}
        )
    return {"bursts": found, "rate": _RATE}


def _cuts(gone: list[burst.Gone]) -> dict[str, float]:
    late = sorted(one.late for one in gone)
    at = [late[min(len(late) - 1, int(len(late) * share))] for share in (0.5, 0.99)]
    return {"n": len(late), "p50": at[0], "p99": at[1], "max": late[-1]}


def measure(full: bool) -> dict[str, Any]:
    """Bursts of 100, and with `full` of 1,000 and 5,000."""
    return _measured(FULL_TOUCHES if full else QUICK_TOUCHES)


def table(found: dict[str, Any]) -> list[str]:
    """As Markdown."""
    lines = [
        "| due in the same second | of them | n | late p50, s | p99, s | max, s |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for one in found["bursts"]:
        for kind in (ALL, OFFERS, URGENT, ALONE, WAITING):
            if cut := one.get(kind):
                lines.append(
                    f"| {one['touches']:,} | {kind} | {cut['n']:,} | {cut['p50']:.1f} | {cut['p99']:.1f} "
                    f"| {cut['max']:.1f} |"
                )
    told = "Urgent are offers, interviews, rejections, and promises that are due."
    before = ", ".join(
        f"{one.get('overtook', 0):,} of the {one[WAITING]['n']:,}" for one in found["bursts"] if WAITING in one
    )
    return [
        *lines,
        "",
        f"{told} Alone: as many of them, with nothing else due.",
        f"Of what may wait, so many went before the last urgent one: {before}.",
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("touches", type=int, nargs="*", default=list(QUICK_TOUCHES))
    sys.stdout.write("\n".join(table(_measured(tuple(options.parse_args().touches)))) + "\n")


if __name__ == "__main__":
    main()
