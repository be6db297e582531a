"""What an older worker skipped is folded in by the newer one, once, with all that follows from it (R26).

The older release is this one without a type of fact or two: it meets them as it would meet a newer release's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from activities.decisions import Decisions
from domain import events as e
from domain.commands import signal_fact
from domain.events.releases import Unknown
from domain.names import Channel
from domain.reducers.evolve import accept, begin, fold
from domain.state.model import CandidateState, DecisionRequest, DecisionResult
from ledger.store import Ledger
from tests.activities.delivery_ledger import ANN, KEYS, MAIL, NOON, rules_of_three
from tests.ledgers import put

H = timedelta(hours=1)


@contextmanager
def older_release(*kinds: str) -> Iterator[None]:
    """This release, as it was before it knew these types of fact."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in kinds:
            patch.delitem(e.EVENT_TYPES, kind)
            patch.delitem(e.SIGNAL_EVENTS, kind, raising=False)
        yield


class Clock:
    """One candidate's clock over a real ledger; what it holds goes through JSON, as over continue-as-new."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.now = ledger, NOON
        self.state = begin(ANN)
        self.verdicts: list[DecisionResult] = []

    def told(self, name: str, **fields: Any) -> None:
        self.now += timedelta(minutes=1)
        fact = {"event_id": f"{name}-{self.now:%H%M}", "occurred_at": self.now.isoformat(), "source": "ats"} | fields
        self.state = accept(self.state, signal_fact(name, fact, now=self.now, checked=True))

    def decides(self) -> list[str]:
        """What the decision put on record."""
        self.now += timedelta(minutes=1)
        begun = len(self.verdicts)
        while len(self.verdicts) == begun or self.verdicts[-1].more:
            state = CandidateState.model_validate_json(self.state.model_dump_json())
            verdict = Decisions(self.ledger).decide(DecisionRequest(state=state, now=self.now))
            self.verdicts.append(DecisionResult.model_validate_json(verdict.model_dump_json()))
            self.state = fold(state, self.verdicts[-1])
        return [event.type for verdict in self.verdicts[begun:] for event in (*verdict.missing, *verdict.events)]


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[Clock]:
    put(tmp_path / "ledger.db")
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS)
    rules = rules_of_three(False)
    ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "tests", NOON - timedelta(days=30))
    made = Clock(ledger)
    made.told("application_received", application_id="eng", job_id="eng", candidate={"email": MAIL})
    made.decides()
    yield made
    ledger.close()


def test_r26_a_fact_that_was_skipped_counts_once_the_newer_release_runs(clock: Clock) -> None:
    with older_release("offer_extended"):
        clock.told("offer_extended", application_id="eng", title="Engineer", pay="$130,000")
        clock.told("contacted", application_id="eng")
        clock.decides()
        assert clock.state.applications[0].stage == "applied"
        assert [(one.type, one.unread) for one in clock.state.skipped] == [("offer_extended", True)]
        assert [t["kind"] for t in clock.ledger.tasks()] == ["refused"]
        clock.decides()
        assert not clock.verdicts[-1].refolds
    clock.decides()
    assert clock.state.applications[0].stage == "offer"
    assert clock.state.skipped == () and clock.ledger.tasks() == []
    assert clock.state.last_contact_at is not None
    assert sum(verdict.refolds for verdict in clock.verdicts) == 1
    assert clock.decides() == []
    assert clock.ledger.verify(ANN) == []
    assert CandidateState.model_validate(clock.ledger.snapshot(ANN)).applications == clock.state.applications


def test_r26_what_still_waits_for_the_ledger_is_folded_in_too(clock: Clock) -> None:
    with older_release("offer_extended"):
        clock.told("offer_extended", application_id="eng", title="Engineer", pay="$130,000")
    clock.state = CandidateState.model_validate_json(clock.state.model_dump_json())  # the newer release reads it
    clock.decides()
    assert clock.state.applications[0].stage == "offer" and clock.state.skipped == () and clock.ledger.tasks() == []


def test_r26_what_follows_from_a_skipped_fact_in_other_tables_is_carried_out(clock: Clock) -> None:
    with older_release("candidate_updated", "opted_out"):
        clock.told("candidate_updated", candidate={"email": "new@example.com"})
        clock.told("opted_out", channel="email")
        clock.decides()
        assert clock.ledger.find_by_address(email="new@example.com") == []
    clock.decides()
    assert clock.ledger.find_by_address(email="new@example.com") == [ANN]
    assert clock.state.closed_channels == (Channel.EMAIL,)
    assert Channel.EMAIL in clock.ledger.suppressed(clock.state.candidate)


def test_r26_a_newer_worker_that_replays_what_an_older_one_did_carries_it_out_too(clock: Clock) -> None:
    """It reads the history itself, and skips nothing; that the older one could not read it stands in the marker."""
    before = clock.state
    with older_release("candidate_updated"):
        clock.told("candidate_updated", candidate={"email": "new@example.com"}, event_id="moved")
        clock.decides()
    told = {"event_id": "moved", "occurred_at": clock.now.isoformat(), "candidate": {"email": "new@example.com"}}
    replayed = accept(before, signal_fact("candidate_updated", told, now=clock.now, checked=True))
    clock.state = fold(replayed, clock.verdicts[-1])
    assert [one.event_id for one in clock.state.skipped] == ["moved"]
    clock.decides()
    assert clock.ledger.find_by_address(email="new@example.com") == [ANN] and clock.state.skipped == ()


def test_a_long_story_is_folded_anew_page_by_page(clock: Clock) -> None:
    with older_release("offer_extended"):
        clock.told("offer_extended", application_id="eng", title="Engineer", pay="$130,000")
        clock.decides()
        for number in range(230):
            clock.state = accept(
                clock.state, e.Noted(event_id=f"n{number}", occurred_at=clock.now, text=f"note {number}", source="cli")
            )
        clock.decides()
    clock.told("survey_answered", application_id="eng", score=5)
    clock.decides()
    assert [verdict.refolds for verdict in clock.verdicts[-3:]] == [True, False, False]
    app = clock.state.applications[0]
    assert (app.stage, app.note, app.survey_answered) == ("offer", "note 229", True)
    assert not clock.state.catching_up and clock.state.pending == ()
    assert clock.ledger.verify(ANN) == []


def test_r26_an_older_worker_goes_on_with_what_it_knows_and_loses_nothing_of_the_rest(clock: Clock) -> None:
    clock.told("offer_extended", application_id="eng", title="Engineer", pay="$130,000")
    clock.decides()
    with older_release("offer_extended", "sent"):
        clock.decides()
        clock.told("stage_changed", application_id="eng", stage="interview")
        clock.decides()
        assert clock.state.applications[0].stage == "interview"
        assert clock.state.applications[0].offer is not None


def test_what_is_told_to_somebody_whose_clock_begins_again_becomes_a_task_too(clock: Clock) -> None:
    with older_release("offer_extended"):
        clock.state = begin(ANN)
        clock.told("offer_extended", application_id="eng", title="Engineer", pay="$130,000")
        clock.decides()
        assert [t["kind"] for t in clock.ledger.tasks()] == ["refused"]
        clock.decides()
        assert [(one.type, one.unread) for one in clock.state.skipped] == [("offer_extended", True)]
    clock.decides()
    assert clock.state.applications[0].stage == "offer" and clock.ledger.tasks() == []


def test_r26_an_older_release_that_begins_from_the_ledger_skips_and_the_newer_one_makes_it_whole(clock: Clock) -> None:
    clock.told("offer_extended", application_id="eng", title="Engineer", pay="$130,000")
    clock.decides()
    with older_release("offer_extended"):
        clock.state = begin(ANN)  # as `recover clocks` starts one
        clock.decides()
        assert clock.state.applications[0].offer is None
        assert [(one.type, one.unread) for one in clock.state.skipped] == [("offer_extended", False)]
        assert clock.ledger.tasks() == []  # nobody is asked about what the newer release has dealt with
    clock.decides()
    assert clock.state.applications[0].offer is not None and clock.state.skipped == ()


def test_r26_a_merge_by_the_older_release_hands_on_what_it_cannot_read(clock: Clock) -> None:
    other = Clock(clock.ledger)
    other.state = begin("manual:bea")
    other.told("application_received", application_id="ops", job_id="ops", candidate={"email": "bea@example.com"})
    other.decides()
    with older_release("offer_extended"):
        other.told("offer_extended", application_id="ops", title="Operator", pay="$130,000")
        other.decides()
        other.told("candidate_merged", merged_id="manual:bea", into=ANN)
        other.decides()
        clock.told("candidate_merged", merged_id="manual:bea")
        clock.decides()
        assert [app.stage for app in clock.state.applications] == ["applied", "applied"]
        row = next(row for row in clock.ledger.timeline(ANN) if row["type"] == "offer_extended")
        assert row["title"] == "Operator"
    clock.decides()
    assert [app.stage for app in clock.state.applications] == ["applied", "offer"]
    assert clock.ledger.verify(ANN) == clock.ledger.verify("manual:bea") == []


def test_facts_that_were_skipped_are_the_same_in_both_releases(clock: Clock) -> None:
    with older_release("offer_extended"):
        fact = signal_fact("offer_extended", {"event_id": "o", "title": "Engineer"}, now=NOON + H, checked=True)
        assert isinstance(fact, Unknown)
        data = e.dump_event(fact)
    assert isinstance(e.load_event(data), e.OfferExtended) and e.dump_event(e.load_event(data)) == data
