"""`playbook diff` over a thousand who wait: candidate by candidate what is then decided."""

from __future__ import annotations

import shutil
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.events import Event
from domain.forecast.playbook_diff import next_contact
from domain.forecast.preview import play
from domain.playbook.model import Playbook
from domain.reducers.evolve import begin, evolve_all
from domain.state.model import CandidateState
from domain.views.status import status_view
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied

PEOPLE = 1000

STAGES = ("prospect", "applied", "screening", "interview", "rejected", "withdrawn", "network")
ZONES = ("America/New_York", "Europe/Berlin", "Pacific/Auckland", "Asia/Kolkata")


def life(number: int, playbook: Playbook, now: datetime) -> CandidateState:
    """Somebody who came in up to three weeks ago, and to whom happened what happens by itself."""
    ident = f"manual:p{number:04}"
    came = now - timedelta(days=number % 21, hours=number % 7)
    details = {"timezone": ZONES[number % len(ZONES)], "email": f"p{number}@example.com"}
    told: list[Event] = [
        applied(f"p{number}", stage=STAGES[number % len(STAGES)], candidate=details).model_copy(
            update={"occurred_at": came}
        )
    ]
    if number % 5 == 0:
        told.append(
            e.InterviewScheduled(
                event_id="i", occurred_at=came, application_id="ENG-7", at=came + timedelta(days=1 + number % 30)
            )
        )
    state = evolve_all(begin(ident), told)
    for later, _, decision, _ in play(state, playbook, came, now):
        state = later.model_copy(update={"decision": decision})
    return state


@pytest.fixture
def people(request: pytest.FixtureRequest, ledger: Ledger) -> dict[str, CandidateState]:
    now, count = WEDNESDAY, getattr(request, "param", PEOPLE)
    playbook = ledger.playbooks.rules().playbook
    lives = [one for number in range(min(count, 260)) if not (one := life(number, playbook, now)).decision.closed]  # type: ignore[union-attr]
    found = {}
    for number in range(count):
        base = lives[number % len(lives)]
        ident = f"manual:p{number:04}"
        renamed = base.candidate.model_copy(update={"candidate_id": ident})
        state = base.model_copy(update={"candidate": renamed, "decision": None, "tries": {}})
        decided = decide(state, DecisionContext(playbook, state.candidate, now))  # its own minute of the hour
        state = decided.state.model_copy(update={"decision": decided.next})
        found[ident] = state
        with ledger.book(ident) as book:
            book.project(state, status_view(state))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The default playbook with shorter cadences, a new step, and one that is gone."""
    made = tmp_path / "edited"
    shutil.copytree(Settings().playbook, made)
    text = (made / "playbook.yaml").read_text()
    for old, new in (
        ("max_silence: P14D ", "max_silence: P10D "),
        ("{step: nudge, after: outreach, delay: P7D", "{step: nudge, after: outreach, delay: P3D"),
        ("{step: check-in, after: last_contact, delay: P7D", "{step: check-in, after: last_contact, delay: P1D"),
        ("every: P90D", "every: P60D"),
        ("{step: survey, after: entered, delay: P7D", "{step: poll, after: entered, delay: P9D"),
    ):
        assert old in text
        text = text.replace(old, new)
    (made / "playbook.yaml").write_text(text)
    return made


@pytest.mark.parametrize("people", [100, pytest.param(PEOPLE, marks=pytest.mark.nightly)], indirect=True)
def test_a_thousand_are_compared_each_as_is_then_decided(
    cli: Cli, ledger: Ledger, people: dict[str, CandidateState], folder: Path
) -> None:
    before = {ident: next_contact(state, ledger.playbooks.rules(), WEDNESDAY)[0] for ident, state in people.items()}
    began = time.monotonic()
    said = cli("playbook", "diff", str(folder), "--json")
    took = time.monotonic() - began
    assert said.code == 0, said
    moved = {row["id"]: row for row in said.json}
    print(f"\n{len(people)} who wait, {len(moved)} move, {took:.1f} s")
    assert len(people) in (100, PEOPLE)
    assert len(people) / 5 < len(moved) < len(people)

    now = WEDNESDAY
    new = read_playbook(folder)
    ledger.playbooks.apply(new.model_dump(mode="json"), new.version, "test", now)
    rules = ledger.playbooks.rules()
    wrong = []
    for ident, state in people.items():
        then, _ = next_contact(state, rules, now)
        expected = moved[ident]["to"] if ident in moved else (before[ident].as_json() if before[ident] else None)  # type: ignore[union-attr]
        if expected != (then.as_json() if then else None):
            wrong.append((ident, expected, then))
    assert wrong == []
    hour = (now + timedelta(hours=1)).isoformat()
    sooner = [
        row for row in moved.values() if row["to"]["at"] < hour and not (row["from"] and row["from"]["at"] < hour)
    ]
    assert sooner == [], "nobody is messaged because of the edit itself"


@pytest.mark.parametrize("people", [100], indirect=True)
def test_the_words_say_how_many_move_and_how_many_stay(
    cli: Cli, ledger: Ledger, people: dict[str, CandidateState], folder: Path
) -> None:
    said = cli("playbook", "diff", str(folder))
    assert "prospect/nudge: delay is 3 days, was 7 days" in said.out
    assert "hired/poll: is new" in said.out and "hired/survey: is gone" in said.out
    assert "The next contact moves for" in said.out and "and stays for" in said.out
    assert "Nothing has changed yet" in said.out
    assert len(said.out.splitlines()) < 80
    assert ledger.playbooks.history()[-1]["author"] == "test"
