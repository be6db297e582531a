"""What the rules cost: one decision for an ordinary candidate, and a whole year of many (`python -m bench.rules`).

Pure CPU on one core: no Temporal, no ledger, nobody is written to. The year is `followup preview`'s own simulation.
Beside it what is done for each message (`bench.words`, `bench.delivering`) and for each clock that a worker takes up
anew (`bench.replay`).
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bench import delivering, replay, words
from bench.lives import START, YearOfLife, lives
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.forecast.preview import play
from domain.reducers.evolve import begin
from domain.state.model import CandidateState
from ledger.playbooks.folder import read_playbook

YEAR = timedelta(days=365)
PLAYBOOK = read_playbook(Path(__file__).parents[1] / "playbooks" / "default")


TITLE: Final = "Rules, words and replay"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lives", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    print("\n".join(table({"rules": rules(given.lives, given.seed)})))


def measure(full: bool) -> dict[str, Any]:
    """A year of lives, the words of messages, and replays."""
    return {
        "rules": rules(1000 if full else 100, 1),
        "words": words.measured(),
        "delivering": delivering.measured(),
        "replay": replay.measured(),
    }


def rules(number: int, seed: int) -> dict[str, Any]:
    """A year of so many lives, and one decision on a state from the middle of each."""
    for warm_up in lives(5, seed + 1):
        _year(warm_up)
    decisions, sent, samples = 0, 0, []
    cpu = time.process_time()
    for one in lives(number, seed):
        seen, went, state, at = _year(one)
        decisions, sent = decisions + seen, sent + went
        if state is not None and at is not None:
            samples.append((state, at))
    cpu = time.process_time() - cpu
    took = sorted(_one_decision(state, at) for state, at in samples)
    return {
        "lives": number,
        "seed": seed,
        "decisions": decisions,
        "messages": sent,
        "cpu_s": cpu,
        "states": len(took),
        "decide_ms": {"median": statistics.median(took), "p95": took[int(len(took) * 0.95)]},
    }


def table(found: dict[str, Any]) -> list[str]:
    """As Markdown."""
    told = found["rules"]
    lines = [
        "| CPU of | ms |",
        "|---|---:|",
        f"| one `decide`, median of {told['states']} states | {told['decide_ms']['median']:.2f} |",
        f"| the same, p95 | {told['decide_ms']['p95']:.2f} |",
        f"| a year of one candidate, {told['decisions'] / told['lives']:.0f} decisions and "
        f"{told['messages'] / told['lives']:.1f} messages | {told['cpu_s'] / told['lives'] * 1e3:.0f} |",
    ]
    for part, milliseconds in found.get("words", {}).items():
        lines.append(f"| an email: {part} | {milliseconds:.2f} |")
    for part, milliseconds in found.get("delivering", {}).items():
        lines.append(f"| one message in the worker: {part} | {milliseconds:.2f} |")
    for one in found.get("replay", ()):
        lines.append(f"| replay of {one['events']} events | {one['ms']:.0f} |")
    return lines


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
        context = DecisionContext(playbook=PLAYBOOK, candidate=state.candidate, now=at)  # type: ignore[arg-type]
        begun = time.process_time_ns()
        decide(state, context)
        times.append((time.process_time_ns() - begun) / 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    main()
