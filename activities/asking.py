"""The activity `ask_provider`: what became of a message of which we do not know whether it went out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import SerializeAsAny
from temporalio import activity

from channels.sender import Found, Sender
from domain.delivery.attempts import IN_DOUBT
from domain.delivery.retries import next_question
from domain.events import AnyEvent, DeliveryReported, DeliveryUnknown, Event, Reason
from domain.names import AttemptState, Channel
from domain.state.model import DecisionRequest, DeliveryAttemptState, Part
from domain.state.reachability import address
from ledger.engine import LedgerUnavailable
from ledger.store import Ledger


class Answers(Part):
    """What was heard from outside, as facts; and the ids of facts told here that others know now (R17)."""

    events: tuple[SerializeAsAny[AnyEvent], ...] = ()
    passed: tuple[str, ...] = ()


class Asking:
    """Questions to the ways out. A regular activity: it is rare, may take long, and ops see it in the web UI."""

    def __init__(self, senders: Mapping[Channel, Sender], ledger: Ledger) -> None:
        self._senders = senders
        self._ledger = ledger

    @activity.defn(name="ask_provider")
    def ask_provider(self, request: DecisionRequest) -> Answers:
        """Ask about every touch whose question is due."""
        due = [
            (k, t) for k, t in request.state.tries.items() if t.unknown_since and t.ask_at and t.ask_at <= request.now
        ]
        return Answers(events=tuple(self._one(key, attempt, request) for key, attempt in due))

    def _one(self, key: str, attempt: DeliveryAttemptState, request: DecisionRequest) -> Event:
        channel = attempt.channel or Channel.EMAIL
        sender = self._senders.get(channel)
        to = address(request.state.candidate, channel)
        since = attempt.unknown_since or request.now
        said = "the provider was asked and cannot tell whether it was sent"
        whence = "the way out was asked"
        found = Found(accepted=False, exact=False)
        try:
            doubt = self._ledger.doubt(key, attempt.attempt)
            if doubt.state is not None and doubt.state not in IN_DOUBT:
                whence = "its end is on record by now"
                found = Found(doubt.state is AttemptState.ACCEPTED, True, doubt.provider_message_id)
            elif sender:
                found = sender.find(key, to=doubt.address or to, since=since, text=doubt.text, others=doubt.others)
        except OSError as error:  # not to be had now: later again, and meanwhile everything else goes on
            said = f"the provider could not be asked ({type(error).__name__})"
        except LedgerUnavailable:
            said = "the provider was not asked, since the ledger could not be read"
        about: dict[str, Any] = {"occurred_at": request.now, "application_id": attempt.application_id, "touch_key": key}
        if found.accepted or found.exact:
            return DeliveryReported(
                event_id=f"found:{key}:{attempt.attempt}:{found.accepted}",
                attempt=attempt.attempt,
                outcome="accepted" if found.accepted else "not_accepted",
                channel=channel,
                reason=whence,
                provider_message_id=found.provider_message_id,
                **about,
            )
        return DeliveryUnknown(
            event_id=f"unknown:{key}:{attempt.attempt}:{attempt.asked}",
            stage=attempt.stage,
            step=attempt.step,
            occurrence=attempt.occurrence,
            attempt=attempt.attempt,
            channel=channel,
            ask_at=request.now + next_question(attempt.asked),
            why=(Reason(rule="delivery", text=said),),
            **about,
        )
