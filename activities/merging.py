"""What a sitting does about two ids of one person (R17): hand over, or take over what was handed over."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.delivery.retries import next_question
from domain.events import Event, Reason, TaskDropped
from domain.reducers.evolve import evolve
from domain.reducers.merge_handshake import handed_over, refused, stuck_task, stuck_task_id
from domain.reducers.merged_history import disagreements, joined_fact, skipped_of, tasks_taken_over
from domain.reducers.touches import parse_touch_key
from domain.state.model import Candidate, CandidateState, DeliveryAttemptState
from ledger.delivery.attempts import Attempt
from ledger.people.merges import Merges

_LOOK_WITHIN = timedelta(days=1)


def hand_over(merges: Merges, state: CandidateState, now: datetime) -> Event:
    """From here on they are followed up under the other id, unless that one is followed up here already."""
    into = state.leaving_to
    return handed_over(into, now) if merges.hand_over(into) else refused(into, now, state.position.seq)


def take_over(merges: Merges, state: CandidateState, now: datetime) -> list[Event]:
    """The facts of the next history that can be joined; none where there is none (any more)."""
    if state.merged_into:
        return []  # whoever follows them up now takes over this, too
    for merging in state.merging:
        way = merges.way_to_owner(merging.merged_id)
        if way[-1] != state.candidate.candidate_id:
            if task := stuck_task(merging, state, now):
                return [task]
            continue
        for other_id in reversed(way[:-1]):
            if other_id in state.joined:
                continue
            other = merges.record_of(other_id)
            if other is None:  # it was never more than another name of theirs
                other = CandidateState(candidate=Candidate(candidate_id=other_id), merged_into=way[-1])
            if other.merged_into:
                return _joined(merges, state, other, now)
    return []


def _joined(merges: Merges, state: CandidateState, other: CandidateState, now: datetime) -> list[Event]:
    other_id = other.candidate.candidate_id
    in_doubt = {a.touch_key: _doubt(a, now) for a in merges.unconfirmed(other_id)}
    fact = joined_fact(other, now, closed=merges.closed_for(other.candidate), in_doubt=in_doubt)
    # In this same transaction, so that no address of theirs is open for a moment.
    merges.close_for_all(evolve(state, fact), other.candidate, now)
    facts: list[Event] = [fact, *tasks_taken_over(other, now)]
    facts += skipped_of(other, merges.facts_of(other_id, other.skipped), evolve(state, fact))
    facts += disagreements(state, other, now, lambda at: at + _LOOK_WITHIN)
    stuck = stuck_task_id(other_id, state)
    if state.task(stuck) is not None:
        why = (Reason(rule="R17", text=f"{other_id} has handed over"),)
        facts.append(TaskDropped(event_id=f"dropped:{stuck}", occurred_at=now, task_id=stuck, why=why))
    return facts


def _doubt(attempt: Attempt, now: datetime) -> DeliveryAttemptState:
    """A message of which nobody has said whether it went out: it is asked about, and not sent again."""
    return DeliveryAttemptState(
        attempt=attempt.attempt,
        channel=attempt.channel,
        unknown_since=attempt.attempted_at,
        ask_at=now + next_question(0),
        asked=1,
        **parse_touch_key(attempt.touch_key).about,
    )
