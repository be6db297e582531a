"""Lever's API, as far as reading its webhooks needs it: GET alone, one try, within a deadline, no redirects. Lists and
notes are in `lists.py`.

What fails for now is NotNow: the sweeper asks again, and not before the time that Lever names. What a setting or a
permission must put right is NotNow too, and said aloud. Only an answer that asking again would not change is
NotUnderstood.

Lever answers 404 to an id that is gone and to an address that is wrong. Since people are left in peace for good when
they are gone, 404 is believed only of an API that has shown us something.
"""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from clock import Clock
from integrations.arrivals import NotNow, NotUnderstood
from integrations.ats.api import Pace, Pause
from integrations.ats.interviews import Interviewer, ScheduleEntry
from integrations.ats.payload import Said, filled, read_object
from transport.deadline import Deadline, tls_context
from transport.http_request import NotKnown, NotSent, Reply, TooLong, basic, checked_base, post, retry_after

KEY, URL = "FOLLOWUP_LEVER_API_KEY", "FOLLOWUP_LEVER_URL"
_BUDGET = timedelta(seconds=10)
_MOST_INTERVIEWS = 100  # a page of Lever's
_MOST_OFFERS = 100
_LARGEST = 4 * 1024 * 1024  # bytes: an opportunity with hundreds of applications and stage changes has less
_ALWAYS_THERE = "stages"  # every account has some
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_REST = timedelta(minutes=1)
"""How long nothing is read where our key is refused: each try of each row would be refused, too."""


EXPANDED: Final = ("applications", "stage", "owner")
"""What an opportunity is asked for with, in place of ids."""

EXPANDED_OF_POSTING: Final = ("owner", "hiringManager")

AT_THE_DOOR: Final = (6, timedelta(seconds=1.5))
IN_A_LOOK: Final = (10, timedelta(seconds=2))
"""Requests, and the span in which so many are made at most. Lever allows a key ten in a second and twenty at once; the
gateway reads web hooks with it and the worker looks and writes with it, each without knowing of the other.
"""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A user of Lever."""

    name: str = ""
    email: str = ""
    role: str = ""

    def fields(self) -> dict[str, str]:
        return filled(name=self.name, email=self.email, role=self.role) if self.name else {}


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One person's candidacy. `contact` is the person, and stays the same over all their opportunities."""

    id: str
    contact: str
    name: str = ""
    email: str = ""
    phone: str = ""
    stage_id: str = ""
    stage_name: str = ""
    moved_at: datetime | None = None  # into the present stage
    archived_at: datetime | None = None
    archive_reason: str = ""  # its id
    posting: str = ""  # its id
    created_at: datetime | None = None
    owner: Colleague = Colleague()
    may_be_contacted: bool | None = None
    anonymized: bool = False
    deleted: bool = False
    snoozed_until: datetime | None = None
    tags: tuple[str, ...] | None = None
    source: str = ""  # the first that they name


@dataclass(frozen=True, slots=True)
class Contact:
    """A person. None: Lever does not say which addresses there are."""

    name: str = ""
    emails: tuple[str, ...] | None = None
    phones: tuple[str, ...] | None = None

    @property
    def details(self) -> dict[str, str]:
        return filled(email=(self.emails or ("",))[0], phone=(self.phones or ("",))[0])


@dataclass(frozen=True, slots=True)
class Posting:
    """A job."""

    id: str
    details: dict[str, str] = field(default_factory=dict)
    owner: Colleague = Colleague()
    hiring_manager: Colleague = Colleague()


@dataclass(frozen=True, slots=True)
class MadeOffer:
    """An offer, whether or not it has been sent."""

    id: str
    status: str
    created_at: datetime | None = None
    sent_at: datetime | None = None
    signed_at: datetime | None = None
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for archiving."""

    name: str
    hired: bool


class LeverApi:
    """Safe for several threads. Raises ValueError for a malformed address or key."""

    def __init__(
        self, api_key: str, base_url: str, *, budget: timedelta = _BUDGET, turn: Callable[[], None] | None = None
    ) -> None:
        """`turn` waits until the next request may be made."""
        self._authorization = authorization(api_key)
        self._base_url = checked_base(base_url, URL)
        self._budget = budget
        self._turn = turn
        self._tls = tls_context()
        self._has_shown = False

    def opportunity(self, ident: str) -> Opportunity | None:
        """None where Lever has it no more. Raises NotNow and NotUnderstood, as all of these."""
        found = self._get(f"opportunities/{ident}", expand=EXPANDED)
        return None if found is None else opportunity_in(found, ident)

    def stage_name(self, ident: str) -> str:
        found = self._get(f"stages/{ident}")
        return found.text("text") if found else ""

    def archive_reason(self, ident: str) -> Reason | None:
        found = self._get(f"archive_reasons/{ident}")
        return reason_in(found) if found else None

    def posting(self, ident: str) -> Posting | None:
        found = self._get(f"postings/{ident}", expand=EXPANDED_OF_POSTING)
        return None if found is None else posting_in(found, ident)

    def contact(self, ident: str) -> Contact | None:
        """A person; None where there is none."""
        found = self._get(f"contacts/{ident}")
        if found is None or found.flag("isAnonymized"):
            return None
        return contact_in(found)

    def interviews(self, opportunity: str) -> list[ScheduleEntry]:
        """The interviews of an opportunity that are not called off."""
        found = self._get(f"opportunities/{opportunity}/interviews", limit=_MOST_INTERVIEWS)
        slots = []
        for one in found.all() if found else ():
            at, minutes = one.instant("date"), one.at("duration").value
            if at is None or one.instant("canceledAt") or not (group := one.ident("panel") or one.ident("id")):
                continue
            length = minutes if isinstance(minutes, int) and 0 < minutes <= 24 * 60 else 60
            slots.append(
                ScheduleEntry(
                    group=group,
                    at=at,
                    ends_at=at + timedelta(minutes=length),
                    location=one.text("location"),
                    with_whom=tuple(
                        Interviewer(name, who.text("email"))
                        for who in one.all("interviewers")
                        if (name := who.text("name"))
                    ),
                )
            )
        return slots

    def offers(self, opportunity: str) -> list[MadeOffer]:
        """The offers of an opportunity; none where our key may not read them, which older keys may not."""
        try:
            found = self._get(f"opportunities/{opportunity}/offers", limit=_MOST_OFFERS)
        except NotNow as error:
            if error.ours:
                return []
            raise
        return [
            MadeOffer(
                id=ident,
                status=one.text("status").lower(),
                created_at=one.instant("createdAt"),
                sent_at=one.instant("sentDocument", "uploadedAt"),
                signed_at=one.instant("signedDocument", "uploadedAt"),
                starts_on=next((day for field in one.all("fields") if (day := _start_day(field))), None),
            )
            for one in (found.all() if found else ())
            if (ident := one.ident("id"))
        ]

    def _get(self, path: str, *, expand: tuple[str, ...] = (), limit: int | None = None) -> Said | None:
        """The `data` of an answer; None where Lever has nothing there (any more)."""
        query = [("expand", one) for one in expand] + ([("limit", str(limit))] if limit else [])
        kind = path.partition("/")[0]
        reply = self._asked(f"{path}?{urlencode(query)}" if query else path, kind)
        match reply.status:
            case 200:
                content = read_object(reply.body)
                if content is None or "data" not in content:
                    raise NotNow(f"Lever's API answered with something else than its data; check {URL}.")
                self._has_shown = True
                return Said(content["data"])
            case 404 | 410:
                if not self._has_shown and (path == _ALWAYS_THERE or self._get(_ALWAYS_THERE, limit=1) is None):
                    raise NotNow(f"There is nothing of Lever's API at its address; check {URL}.", rest=_REST, ours=True)
                return None
            case 401:
                raise NotNow(
                    f"Lever's API does not take our key; set {KEY} to one that is valid, and start the gateway again.",
                    rest=_REST,
                    ours=True,
                )
            case 403:
                raise NotNow(
                    f"Our key may not read {kind} in Lever, or not confidential ones; allow it in Lever's settings "
                    f"(Integrations and API > API Credentials), or set {KEY} to a key that may.",
                    ours=True,
                )
            case status if status == 429 or status >= 500:
                rest = retry_after(reply.headers)
                raise NotNow(f"Lever's API is busy or away (status {status}).", rest=rest)
            case status if 300 <= status < 400:
                raise NotNow(f"Lever's API sends us elsewhere, which is not followed; check {URL}.", ours=True)
            case status:
                raise NotUnderstood(f"Lever's API refuses to show {kind} (status {status}).")

    def _asked(self, path: str, kind: str) -> Reply:
        if self._turn is not None:
            self._turn()
        headers = {"Authorization": self._authorization, "Accept": "application/json", "User-Agent": "followup"}
        request = urllib.request.Request(  # noqa: S310 - the base is checked to be http(s)
            f"{self._base_url}/{path}", headers=headers
        )
        try:
            return post(request, Deadline(self._budget), self._tls, largest=_LARGEST)
        except TooLong as error:
            raise NotUnderstood(
                f"What Lever's API shows of the {kind} cannot be used: {error}; look at it in Lever, and tell what has "
                "changed yourself."
            ) from None
        except (NotSent, NotKnown) as error:
            raise NotNow(f"Lever's API could not be asked: {error}.") from None


def authorization(api_key: str) -> str:
    """What `Authorization` says for a key. Raises ValueError, naming the setting."""
    if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key:
        raise ValueError(f"{KEY} must be set to the API key, without spaces around it.")
    return basic(api_key, "")


def turns(pace: Pace, pause: Pause) -> Callable[[], None]:
    """Waits for the next turn. Raises NotNow where the process is to end."""

    def turn() -> None:
        seconds = pace.wait()
        if seconds > 0 and pause(seconds):
            raise NotNow("The process is to end; Lever's API is asked again later.")

    return turn


def running_time() -> datetime:
    """A clock for a rate alone: nobody sets it, and its instants mean nothing but what lies between them."""
    return _EPOCH + timedelta(seconds=time.monotonic())


def paced(
    api_key: str, base_url: str, rate: tuple[int, timedelta], pause: Pause, clock: Clock = running_time
) -> LeverApi:
    """The API at a rate of its own. Raises ValueError, naming the setting."""
    return LeverApi(api_key, base_url, turn=turns(Pace(*rate, clock), pause))


def opportunity_in(found: Said, ident: str = "") -> Opportunity:
    """An opportunity as Lever shows it, asked for with `EXPANDED`."""
    stage = found.at("stage")
    stage_id = stage.ident("id") or stage.ident()
    moves = [m.instant("updatedAt") for m in found.all("stageChanges") if m.ident("toStageId") == stage_id]
    archived = found.at("archived") if found.at("archived") else found.at()
    application = found.first("applications")
    phones = [(one.text("type") == "mobile", one.text("value")) for one in found.all("phones")]
    return Opportunity(
        id=found.ident("id") or ident,
        contact=found.ident("contact", "id") or found.ident("contact"),
        name=found.text("name"),
        email=found.first("emails").text(),
        phone=max(phones, key=lambda pair: pair[0], default=(False, ""))[1],
        stage_id=stage_id,
        stage_name=stage.text("text"),
        moved_at=max((m for m in moves if m), default=found.instant("lastAdvancedAt")),
        archived_at=archived.instant("archivedAt"),
        archive_reason=archived.ident("reason") or found.ident("archiveReason"),
        posting=application.ident("posting", "id") or application.ident("posting"),
        created_at=application.instant("createdAt") or found.instant("createdAt"),
        owner=_colleague(found.at("owner")),
        may_be_contacted=found.flag("dataProtection", "contact", "allowed"),
        anonymized=found.flag("isAnonymized") is True,
        deleted=found.instant("deletedAt") is not None,
        snoozed_until=found.instant("snoozedUntil"),
        tags=found.tags("tags"),
        source=found.first("sources").text(),
    )


def posting_in(found: Said, ident: str = "") -> Posting:
    """A posting as Lever shows it, asked for with `EXPANDED_OF_POSTING`."""
    categories = found.at("categories")
    return Posting(
        id=found.ident("id") or ident,
        details={
            "job_title": found.text("text"),
            "department": categories.text("department") or categories.text("team"),
            "location": categories.text("location"),
            "level": categories.text("level"),
            "employment_type": categories.text("commitment"),
        },
        owner=_colleague(found.at("owner")),
        hiring_manager=_colleague(found.at("hiringManager")),
    )


def contact_in(found: Said) -> Contact:
    """A contact as Lever shows it; an opportunity shows the same of its own."""
    emails = tuple(email for one in found.all("emails") if (email := one.text()))
    phones = tuple(phone for one in found.all("phones") if (phone := one.text("value")))
    return Contact(
        found.text("name"),
        emails if found.is_list("emails") else None,
        phones if found.is_list("phones") else None,
    )


def reason_in(found: Said) -> Reason:
    """A reason for archiving as Lever shows it."""
    return Reason(found.text("text"), hired=found.text("type") == "hired")


def _start_day(field: Said) -> date | None:
    """The first working day, where an offer's field is about that."""
    if "start" not in field.text("identifier").lower():
        return None
    at = field.instant("value")
    return field.day("value") or (at.date() if at else None)


def _colleague(user: Said) -> Colleague:
    return Colleague(user.text("name"), user.text("email"), user.text("jobTitle"))
