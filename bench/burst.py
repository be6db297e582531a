"""A burst on one channel: `python -m bench.burst [TOUCHES] [PER_SECOND]`.

That many first messages of as many people, of a seeded mix of ranks, fall due in the same second, and the channel
sends so many a second. A real dev server (SQLite on disk) and a real worker, each a process of its own; the mails go
over real HTTP to the sandbox's SendGrid, whose journal is what is counted. Lateness: from due to acceptance there.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from domain.delivery.send_queue import is_urgent
from domain.names import CLOSED_STAGES, Stage
from domain.reducers.touches import parse_touch_key
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.house import QUICK, House, build, connected, fact, until
from tests.providers.server import ProviderServer

SEED: Final = 20260302
ENROLLED_A_SECOND: Final = 25
"""Cautious: everybody must be asleep before the burst."""

RANKS: Final = {  # the stage that stands for the rank, and its share of the burst
    "offer": (Stage.OFFER, 2),
    "interview": (Stage.INTERVIEW, 5),
    "rejection": (Stage.REJECTED, 3),
    "update": (Stage.APPLIED, 50),
    "nudge": (Stage.PROSPECT, 25),
    "survey": (Stage.HIRED, 10),
    "nurture": (Stage.NETWORK, 5),
}

_HEAD: Final = """\
company: {{name: Acme, timezone: {zone}, country: US, postal_address: "1 Main Street"}}
sender: {{name: Acme Talent, email: talent@acme.example}}
window: {{days: [mon, tue, wed, thu, fri, sat, sun], open: "00:00", close: "23:59", holidays: false}}
limits: {{per_day: 1000, per_week: 5000, min_gap: PT0S}}
max_silence: P30D
stages:
"""
_STAGE: Final = (
    "  {stage}:\n    max_silence: P30D\n    steps:\n      - {{step: only, after: application_received, "
    "delay: PT{lead}S, expires: P1D, message: applied/hello, rank: {rank}}}\n"
)


class Gone(NamedTuple):
    """One touch that the provider took."""

    rank: str
    late: float  # seconds
    holds: int


def main() -> None:
    touches = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    per_second = float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
    _tell(burst(touches, per_second), per_second)


def burst(touches: int, per_second: float, ranks: Sequence[str] = tuple(RANKS)) -> list[Gone]:
    """That many touches of these ranks due in the same second, through a channel of that rate; as they went."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        server = LocalServer(port=free_port(), database=Path(folder) / "temporal.db")
        process = spawn(server.command(), log=Path(folder) / "temporal.log")
        try:
            wait_until_listening(server.port, process)
            with ProviderServer(api_key="SG.bench") as provider:
                return asyncio.run(_burst(server, Path(folder), provider, _mixed(touches, ranks), per_second))
        finally:
            end(process, patience=5)


async def _burst(
    server: LocalServer, folder: Path, provider: ProviderServer, mixed: Sequence[str], per_second: float
) -> list[Gone]:
    touches = len(mixed)
    os.environ["TEMPORAL_ADDRESS"] = server.address
    lead = 10 + touches // ENROLLED_A_SECOND
    house = build(await connected(server.address), folder / "home", playbook=_playbook(folder / "playbook", lead))
    told_at = datetime.now(UTC)
    due_at = told_at + timedelta(seconds=lead)
    worker = spawn(
        [sys.executable, "-m", "starter.cli.main", "worker"],
        log=folder / "worker.log",
        env=os.environ
        | {
            "FOLLOWUP_HOME": str(house.settings.home),
            "FOLLOWUP_PLAYBOOK": str(folder / "playbook"),
            "FOLLOWUP_EMAIL": "sendgrid",
            "SENDGRID_API_KEY": "SG.bench",
            "FOLLOWUP_SENDGRID_URL": provider.url,
            "FOLLOWUP_EMAIL_PER_SECOND": str(per_second),
        },
    )
    try:
        await _enrol(house, mixed, told_at)
        left = (due_at - datetime.now(UTC)).total_seconds()
        told = f"{touches} people enrolled, {left:.0f} s before the burst; {per_second:g} a second, seed {SEED}"
        print(told, file=sys.stderr, flush=True)
        patience = lead + 3 * touches / per_second + 120
        await until(lambda: len(provider.mails) >= touches, patience=patience, what=f"the {touches} mails")
        await asyncio.sleep(1)  # more than there should be would be told below
    finally:
        end(worker, patience=12)
    holds: Counter[str] = Counter()
    for ident in {parse_key(mail.touch_key) for mail in provider.mails}:
        holds[ident] = len(house.rows(ident, "held"))
    house.ledger.close()
    shift = time.time() - time.monotonic()
    names = {stage: rank for rank, (stage, _) in RANKS.items()}
    return [
        Gone(
            names[parse_touch_key(mail.touch_key).stage],
            mail.at + shift - due_at.timestamp(),
            holds[parse_key(mail.touch_key)],
        )
        for mail in sorted(provider.mails, key=lambda mail: mail.at)
    ]


def parse_key(touch_key: str) -> str:
    """The candidate's id, with which a touch key begins."""
    return touch_key.partition("/")[0]


def _playbook(folder: Path, lead: int) -> Path:
    """One step per rank, all due `lead` seconds after they were told, in a zone where the day's first hour is over."""
    shutil.copytree(QUICK, folder)
    zone = "UTC" if datetime.now(UTC).hour in range(2, 22) else "Asia/Tokyo"
    stages = [_STAGE.format(stage=stage, lead=lead, rank=rank) for rank, (stage, _) in RANKS.items()]
    (folder / "playbook.yaml").write_text(_HEAD.format(zone=zone) + "".join(stages))
    return folder


def _mixed(touches: int, ranks: Sequence[str]) -> list[str]:
    return random.Random(SEED).choices(ranks, [RANKS[rank][1] for rank in ranks], k=touches)


async def _enrol(house: House, mixed: Sequence[str], told_at: datetime) -> None:
    queue = list(enumerate(mixed))

    async def some() -> None:
        while queue:
            number, rank = queue.pop()
            ident, stage = f"manual:b{number}-{house.tag}", RANKS[rank][0]
            await house.tell(
                ident,
                "application_received",
                **fact(
                    occurred_at=told_at.isoformat(),
                    application_id="job",
                    job_id="job",
                    job_title="Engineer",
                    stage=str(stage),
                    candidate={"first_name": "Ann", "email": f"b{number}@example.com"},
                ),
            )
            if stage in CLOSED_STAGES:  # whoever comes in closed is written nothing; a decision of now is told (R20)
                await house.tell(ident, str(stage), **fact(occurred_at=told_at.isoformat(), application_id="job"))

    await asyncio.gather(*(some() for _ in range(8)))


def _tell(gone: Sequence[Gone], per_second: float) -> None:
    print(f"{'rank':10} {'n':>5} {'late p50':>9} {'p99':>8} {'max':>8}  holds per touch: mean, max")
    for rank in RANKS:
        mine = [one for one in gone if one.rank == rank]
        if mine:
            late, holds = sorted(one.late for one in mine), [one.holds for one in mine]
            print(
                f"{rank:10} {len(mine):5} {_at(late, 0.5):8.1f}s {_at(late, 0.99):7.1f}s {late[-1]:7.1f}s  "
                f"{sum(holds) / len(holds):.2f}, {max(holds)}"
            )
    if urgent := [one for one in gone if is_urgent(one.rank, promised=False)]:
        others = len(gone) - len(urgent)
        print(f"before the last of {len(urgent)} urgent ones {overtook(gone)} of {others} others went")
    took = gone[-1].late - gone[0].late
    rate, each = len(gone) / max(took, 0.1), sum(one.holds for one in gone) / len(gone)
    print(f"{len(gone)} in {took:.1f} s, {rate:.1f} a second of {per_second:g}; {each:.2f} holds per touch")


def overtook(gone: Sequence[Gone]) -> int:
    """How many that may wait went before the last of those that are urgent."""
    last = max((number for number, one in enumerate(gone) if is_urgent(one.rank, promised=False)), default=0)
    return sum(1 for one in gone[:last] if not is_urgent(one.rank, promised=False))


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    main()
