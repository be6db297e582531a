"""The envelope of every fact, and the small types that facts are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from domain.compact import Compact
from domain.names import Channel
from domain.tags import LONGEST, MOST, tags_in

_Date = TypeVar("_Date", bound=date)


def _to_utc(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC)
    return value


def _within_reason(value: _Date) -> _Date:
    """Calendars end, and a date far off would end them for this person's every later decision."""
    if not 2000 <= value.year < 2200:
        raise ValueError(f"the year {value.year} cannot be meant; give one between 2000 and 2199")
    return value


Instant = Annotated[
    AwareDatetime, Field(description="ISO 8601 with offset"), BeforeValidator(_to_utc), AfterValidator(_within_reason)
]
Day = Annotated[date, AfterValidator(_within_reason)]


def _read_tags(value: Any) -> Any:
    """A list of texts as tags in their one form; what is no such list is for the type to refuse."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        return value
    return tuple(dict.fromkeys(tag for text in value for tag in tags_in(text)))


Tags = Annotated[
    tuple[str, ...],
    Field(max_length=MOST, description=f"words without case, at most {LONGEST} characters each; a comma parts two"),
    BeforeValidator(_read_tags),
]
ShortText = Annotated[str, Field(max_length=300)]
LongText = Annotated[str, Field(max_length=10_000)]


ERASED = "(erased)"
"""Stands for a personal text that was taken out of the record and that its fact cannot be without."""


class Reason(Compact):
    """Why something was done or not: the rule's id in DOMAIN and a sentence with its inputs."""

    model_config = ConfigDict(frozen=True)
    rule: str
    text: str


Why = tuple[Reason, ...]


class Event(Compact):
    """The envelope. `personal` names the fields that an erasure removes (R7, K10)."""

    model_config = ConfigDict(frozen=True)
    personal: ClassVar[frozenset[str]] = frozenset()

    type: str
    event_id: str = Field(min_length=1, max_length=200)
    occurred_at: Instant
    source: str = "system"
    author: str = ""
    application_id: str | None = None

    @model_serializer(mode="wrap")
    def _with_its_type(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What it is, is written although it is the class's default: by it the fact is read again."""
        values: dict[str, Any] = handler(self)
        return {"type": self.type} | values


def field_of(event: Event, name: str, default: Any = None) -> Any:
    """A field that facts of some types have; one that only a newer release gives to this type is not taken for it."""
    return getattr(event, name) if name in type(event).model_fields else default


class Person(Compact):
    """A colleague: a recruiter or a hiring manager."""

    model_config = ConfigDict(frozen=True)
    name: ShortText = ""
    email: ShortText = ""
    role: ShortText = ""
    phone: ShortText = ""


class Contactable(Compact):
    """How a candidate is reached and addressed. None leaves what is on record as it is.

    A name that came in one piece stands in `last_name` alone, beside an empty `first_name`
    (domain.people.person_names).
    """

    model_config = ConfigDict(frozen=True)
    first_name: ShortText | None = None
    last_name: ShortText | None = None
    email: ShortText | None = None
    phone: ShortText | None = None
    timezone: ShortText | None = None
    country: ShortText | None = None
    locale: ShortText | None = None
    channel: Channel | None = None
    sms_consent_at: Instant | None = None
