"""What the rules cost: one decision for an ordinary candidate, and a whole year of many (`python -m bench.rules`).

Pure CPU on one core: no Temporal, no ledger, nobody is written to. The year is `followup preview`'s own simulation.
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import timedelta
from pathlib import Path

from bench.lives import START, YearOfLife, lives
from domain.decide import decide
from domain.evolve import begin
from domain.preview import play
from domain.state import CandidateState
from domain.world import World
from ledger.playbook_files import read_playbook

YEAR = timedelta(days=365)
PLAYBOOK = read_playbook(Path(__file__).parents[1] / "playbooks" / "default")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lives", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    for warm_up in lives(5, given.seed + 1):
        _year(warm_up)
    decisions, sent, samples = 0, 0, []
    cpu, wall = time.process_time(), time.perf_counter()
    for one in lives(given.lives, given.seed):
        seen, went, state, at = _year(one)
        decisions, sent = decisions + seen, sent + went
        if state is not None and at is not None:
            samples.append((state, at))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"a year of {given.lives} lives, seed {given.seed}: {decisions} decisions, {sent} messages")
    print(f"  {cpu:.1f} s CPU ({wall:.1f} s by the clock), {cpu / decisions * 1e3:.2f} ms a decision in the simulation")
    took = sorted(_one_decision(state, at) for state, at in samples)
    p95 = took[int(len(took) * 0.95)]
    print(f"one `decide` on {len(took)} of their states: median {statistics.median(took):.2f} ms, p95 {p95:.2f} ms")


def _year(one: YearOfLife) -> tuple[int, int, CandidateState | None, object]:
    """Decisions, messages, and a state from the middle of the life, with its moment."""
    seen, sent, middle, at = 0, 0, None, None
    for state, facts, _, now in play(begin(one.candidate_id), PLAYBOOK, START, START + YEAR, told=one.told):
        seen += 1
        sent += sum(fact.type == "sent" for fact in facts)
        if seen == 8 and state.applications:
            middle, at = state, now
    return seen, sent, middle, at


def _one_decision(state: CandidateState, at: object) -> float:
    """Milliseconds of one decision, the median of nine."""
    times = []
    for _ in range(9):
        world = World(playbook=PLAYBOOK, candidate=state.candidate, now=at)  # type: ignore[arg-type]
        begun = time.process_time_ns()
        decide(state, world)
        times.append((time.process_time_ns() - begun) / 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    main()
