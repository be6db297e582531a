"""One message to many candidates: what is told, to whom, and how far it has come.

A broadcast may begin a page again, or be begun again by hand: so each person's fact has an id that hangs on the matter
and not on the attempt, and telling it twice is telling it once.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import ConfigDict, Field

from domain.compact import Compact
from domain.names import digest

PAGE: Final = 50
"""People told by one activity."""

_LISTED: Final = 20
"""Names of people who could not be told, at most; the number of them is whole."""


class _Part(Compact):
    model_config = ConfigDict(frozen=True)


class Target(_Part):
    """One person, and what they alone are told."""

    candidate_id: str
    application_id: str | None = None
    event_id: str = ""  # where it hangs on more than the broadcast and the person
    signal: str = ""  # another one than the others are told, with the fields given here alone
    fields: dict[str, Any] = {}


class Progress(_Part):
    """How far a broadcast has come."""

    told: int = 0
    failed: int = 0  # who could not be told, however often it was tried
    failures: tuple[str, ...] = ()  # a sentence each, the first ones
    after: str = ""  # the last of those who were told, where it goes to everybody who waits
    position: int = 0  # how many of the listed ones are behind us
    total: int = 0
    done: bool = False

    @property
    def words(self) -> str:
        """For ops in the web UI."""
        failed = f", {self.failed} couldn't be reached" if self.failed else ""
        return f"{self.told} of {self.total} told{failed}" if self.total else f"{self.told} told{failed}"


class Broadcast(_Part):
    """The input of `CandidateBroadcast`: a signal, or an update, with its fields, and whom it goes to."""

    matter: str = Field(description="what it is about; the ids of the facts hang on it")
    signal: str
    fields: dict[str, Any] = Field(default={}, description="the signal's own fields; source, author, occurred_at")
    targets: tuple[Target, ...] | None = Field(default=None, description="none: everybody whose follow-up goes on")
    per_second: int = Field(default=25, ge=1, le=1000, description="people told in a second, at most")
    progress: Progress = Progress()


class Page(_Part):
    """A part of a broadcast: what one activity tells."""

    matter: str
    signal: str
    fields: dict[str, Any] = {}
    targets: tuple[Target, ...] | None = None
    after: str = ""
    limit: int = PAGE
    per_second: int = 25


class PageTold(_Part):
    """What came of a page."""

    told: int = 0
    failures: tuple[str, ...] = ()
    after: str = ""
    last: bool = False


def next_page(broadcast: Broadcast, progress: Progress) -> Page:
    """The part that is told next."""
    targets = None
    if broadcast.targets is not None:
        targets = broadcast.targets[progress.position : progress.position + PAGE]
    return Page(
        matter=broadcast.matter,
        signal=broadcast.signal,
        fields=broadcast.fields,
        targets=targets,
        after=progress.after,
        per_second=broadcast.per_second,
    )


def advanced(broadcast: Broadcast, progress: Progress, told: PageTold) -> Progress:
    """The progress after a page."""
    position = progress.position + PAGE
    done = told.last if broadcast.targets is None else position >= len(broadcast.targets)
    return Progress(
        told=progress.told + told.told,
        failed=progress.failed + len(told.failures),
        failures=(*progress.failures, *told.failures)[:_LISTED],
        after=told.after or progress.after,
        position=position,
        total=progress.total,
        done=done,
    )


def fact_of(page: Page, target: Target) -> tuple[str, dict[str, Any]]:
    """The signal and the fact that this person is told: the same however often the page is told."""
    ident = target.event_id or digest(page.matter, target.candidate_id, target.application_id or "")
    shared = {} if target.signal else page.fields
    fact = {**shared, **target.fields, "event_id": f"{target.signal or page.signal}:{ident}"}
    if target.application_id is not None:
        fact["application_id"] = target.application_id
    return target.signal or page.signal, fact
