"""What can happen to a candidate, each fact as one small model (docs/architecture.md, "Names in Temporal").

Facts from outside (`domain.events.inbound`) and facts that decisions put on record (`domain.events.recorded`) share
one envelope. Every fact has an `event_id` that is the same however often it is told, so that repeats are harmless.
Where facts are told (`domain.commands`) unknown fields are refused, never ignored: a mistyped key must not drop what
somebody meant to say.
Where they are read back, what a newer release wrote is kept.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, TypeAdapter, ValidationError

from domain.events import inbound, recorded
from domain.events.envelope import Contactable, Event, Instant, LongText, Person, Reason, ShortText, Why
from domain.events.inbound import (
    ApplicationReceived,
    Approved,
    Assigned,
    CandidateMerged,
    CandidateUpdated,
    Contacted,
    DeliveryReported,
    Erased,
    FeedbackReceived,
    Hired,
    HireWithdrawn,
    InterviewCancelled,
    InterviewHeld,
    InterviewScheduled,
    Left,
    Noted,
    OfferAnswered,
    OfferExtended,
    OptedIn,
    OptedOut,
    Paused,
    PreferencesSet,
    Promised,
    Rated,
    Redacted,
    Rejected,
    RejectionWithdrawn,
    Replan,
    ReplyReceived,
    Resumed,
    SayRequested,
    SendRequested,
    Snoozed,
    StageChanged,
    SurveyAnswer,
    SurveyAnswered,
    SurveyCompleted,
    TakenBack,
    TaskCompleted,
    Withdrawn,
)
from domain.events.recorded import (
    AttentionCleared,
    AttentionRaised,
    CameInSilent,
    ClockRestarted,
    ColleagueAsked,
    DeliveryPending,
    DeliveryUnknown,
    EntryPutApart,
    EventBuffered,
    Expired,
    HandedOver,
    Held,
    HistoryJoined,
    MergeAwaited,
    MergeRefused,
    MessageRefused,
    NotAcceptedYet,
    PutApart,
    Recovered,
    RefusedForGood,
    Sent,
    SilenceBreached,
    Skipped,
    TaskDropped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
    TouchEvent,
    Undone,
    WentQuiet,
)
from domain.events.releases import Unknown
from domain.names import SIGNALS

EVENT_TYPES: dict[str, type[Event]] = {
    one.model_fields["type"].default: one
    for one in (*vars(inbound).values(), *vars(recorded).values())
    if isinstance(one, type) and issubclass(one, Event) and isinstance(one.model_fields["type"].default, str)
}
"""Every fact, by its type."""

SIGNAL_EVENTS: dict[str, type[Event]] = {name: EVENT_TYPES[name] for name in SIGNALS}
UPDATE_EVENTS: dict[str, type[Event]] = {
    "pause": Paused,
    "resume": Resumed,
    "promise": Promised,
    "note": Noted,
    "complete_task": TaskCompleted,
    "approve": Approved,
    "send_now": SendRequested,
    "snooze": Snoozed,
    "set_preferences": PreferencesSet,
    "rate": Rated,
    "say": SayRequested,
    "undo": TakenBack,
    "assign": Assigned,
    "erase": Erased,
    "redact": Redacted,
}


def _load(value: Any) -> Event:
    if isinstance(value, Event):
        return value
    if not isinstance(value, dict) or not isinstance(kind := value.get("type"), str):
        raise ValueError("a fact is an object with a type")
    if kind not in EVENT_TYPES and kind in UPDATE_EVENTS:  # kept by a release that knew the update by its name alone
        kind = UPDATE_EVENTS[kind].model_fields["type"].default
        value = value | {"type": kind}
    if (cls := EVENT_TYPES.get(kind)) is not None:
        try:
            return cls.model_validate(value)
        except ValidationError:  # a newer release knows a value more: kept whole as well
            pass
    return Unknown.model_validate(value)


def dump_event(event: Event) -> dict[str, Any]:
    """The fact as plain JSON data, without what is at its default, its type always there."""
    return event.model_dump(mode="json")


AnyEvent = Annotated[
    Event, BeforeValidator(_load), PlainSerializer(dump_event), Field(json_schema_extra={"discriminator": "type"})
]
"""A fact of any type: loads the right class by its `type`, and `Unknown` where this release has none that fits."""

_any_event: TypeAdapter[Event] = TypeAdapter(AnyEvent)


def load_event(data: dict[str, Any]) -> Event:
    """The fact that this JSON object holds, `Unknown` where this release cannot read it. Raises ValueError for what is
    no fact at all.
    """
    return _any_event.validate_python(data)
