"""What one mail costs before it goes out: words, bodies, and the mail itself (`python -m bench.rules --help`)."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bench.lives import START, lives
from channels import mime
from domain.decisions.context import DecisionContext
from domain.forecast.preview import play
from domain.names import Channel
from domain.reducers.evolve import begin
from domain.state.model import CandidateState, Touch
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from worker import writer

_PLAYBOOK: Final = read_playbook(Path(__file__).parents[1] / "playbooks" / "default")
_TIMES: Final = 15


def measured() -> dict[str, float]:
    """Milliseconds of CPU per mail, the median over one mail of each message that the sample lives come to."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        ledger = Ledger(f"sqlite:///{folder}/ledger.db", ("a key of the bench, 32 bytes long",))
        ledger.migrate()
        write = writer(ledger)
        names = ("what the words depend on", "the words, text and HTML", "addressed", "the email (RFC 5322)")
        parts: dict[str, list[float]] = {name: [] for name in names}
        for state, touch, now in _mails():
            context = DecisionContext(_PLAYBOOK, state.candidate, now)
            wording = write.wording(state, touch, context)
            written = write.write(wording)
            message = write.address(written, state, touch, context)
            parts["what the words depend on"].append(_cpu(lambda: write.wording(state, touch, context)))  # noqa: B023
            parts["the words, text and HTML"].append(_cpu(lambda: write.write(wording)))  # noqa: B023 - called at once
            parts["addressed"].append(_cpu(lambda: write.address(written, state, touch, context)))  # noqa: B023
            parts["the email (RFC 5322)"].append(_cpu(lambda: mime.build(message).as_bytes()))  # noqa: B023
        ledger.close()
    return {part: statistics.median(took) for part, took in parts.items()}


def _mails() -> list[tuple[CandidateState, Touch, datetime]]:
    found: dict[str, tuple[CandidateState, Touch, datetime]] = {}
    for life in lives(60, 1):
        told = play(begin(life.candidate_id), _PLAYBOOK, START, START + timedelta(days=365), told=life.told)
        for state, facts, decision, now in told:
            touch = decision.touch
            if touch and touch.channel is Channel.EMAIL and any(fact.type == "sent" for fact in facts):
                found.setdefault(touch.message, (state, touch, now))
    return list(found.values())


def _cpu(work: Callable[[], Any]) -> float:
    took = []
    for _ in range(_TIMES):
        begun = time.thread_time_ns()
        work()
        took.append((time.thread_time_ns() - begun) / 1e6)
    return statistics.median(took)
