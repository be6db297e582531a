"""What arrives at a hook, and what becomes of it: the words that doors, inbox and dispatcher share.

A door belongs to one sender: an ATS, a mail or text provider. It says whether a request is theirs, splits it into
entries that are stored before anything else is done, and reads each of them when it is to be told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple, Protocol

from domain.playbook.model import Playbook
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import Sought
from ledger.queries.positions import PositionHeard
from ledger.queries.reading import Reader


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request as it came in."""

    headers: Mapping[str, str]  # names in lower case
    body: bytes
    url: str  # as the sender saw it: FOLLOWUP_PUBLIC_URL where set, else what was asked for, with path and query
    received_at: datetime  # aware UTC


class UnverifiedRequest(Exception):
    """Not theirs, or too old; answered with 401. The sentence says what is wrong without helping whoever tries."""


class NotUnderstood(Exception):
    """Rightly signed, and no sense can be made of it; one sentence. The row stays, to be tried again after a fix."""


class NotNow(Exception):
    """It cannot be read at present: the ATS's own API is away. One sentence; it is read again later, for ever."""

    def __init__(self, sentence: str, *, rest: timedelta | None = None, ours: bool = False) -> None:
        """`rest`: so long nothing of this source is to be read. `ours`: somebody has to set something first."""
        super().__init__(sentence)
        self.rest = rest
        self.ours = ours
        self.positions: tuple[PositionHeard, ...] = ()
        """What it says of positions all the same: a job that is filled is named to nobody meanwhile (S18)."""


class NotYet(NotNow):
    """It is about an application that is not here yet; what the same person's next rows bring may go before it."""

    def __init__(self, sentence: str, application: str) -> None:
        super().__init__(sentence)
        self.application = application


class NotOnRecord(NotYet):
    """What was told before about the same person is not on record yet: a moment, or as long as the worker is away."""

    def __init__(self) -> None:
        super().__init__(STILL_SETTLING, "")


STILL_SETTLING: Final = "What came in earlier about them is not on record yet; this will be read again once it is."


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said; a batch holds several. It is stored before anything else is done."""

    key: str  # unique within the source; the digest of the body where the sender gives it no id
    kind: str  # the sender's own word for it: candidate_stage_change, bounce, inbound, …
    about: str  # whom it is about, as far as can be told cheaply, as in "greenhouse:17", or "": keeps order per person
    body: str  # what `read` needs, as text
    application: str = ""  # the ATS's id of the application, if any: it leads to whom it is about where `about` is ""
    wishes: tuple[SuppressionRequest, ...] = ()  # a stop by address, which holds as soon as this is stored (R3, R7)
    also: str = ""  # the key under which another door keeps the same thing
    sought: Sought | None = None  # whose number is looked up as this is stored, where it could not be before


class OutgoingSignal(NamedTuple):
    """One signal to one person's clock."""

    candidate_id: str  # `<source>:<id>`
    signal: str  # a name of domain.names.SIGNALS
    fact: dict[str, Any]  # its fields, with event_id from source, key and position, so that a repeat is harmless


class Delivered(NamedTuple):
    """An attempt arrived: kept in the ledger beside it, and told to no clock."""

    touch_key: str
    attempt: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """What an entry comes to: what is told, or why nothing is."""

    tells: tuple[OutgoingSignal, ...] = ()
    note: str = ""  # "a ping", "about nobody who is here, so kept for a recruiter", …
    delivered: tuple[Delivered, ...] = ()
    closes: tuple[SuppressionRequest, ...] = ()  # addresses of nobody here, closed without a clock
    joins: tuple[tuple[str, str], ...] = ()  # ids of nobody here, each with the one that it is told as from now on
    positions: tuple[PositionHeard, ...] = ()  # what it says of positions: that they are open, or closed (S18)


@dataclass(frozen=True, slots=True)
class Known:
    """What reading may look at."""

    playbook: Playbook  # in force, with the names that an ATS has for the stages
    reader: Reader  # the ledger: find_by_address, deliveries, owner_of, …
    now: datetime


class RowReader(Protocol):
    """What reads the rows of a source when they are to be told. For several threads at once."""

    @property
    def source(self) -> str:
        """The first part of its people's ids, and of its rows in the inbox."""

    def read(self, entry: Entry, known: Known) -> Reading:
        """What an entry comes to. May ask the sender's API. Raises NotUnderstood, or NotNow to be asked again later."""


class WebhookSource(Protocol):
    """One hook. For several threads at once.

    A door may have `answer(request) -> (media type, content)`: what its sender is answered once it is stored, where
    that is more than that it is stored. It may have `wants`, names of headers in lower case: what comes without one of
    them is nobody's, and is refused before its body is read.
    """

    @property
    def source(self) -> str:
        """The first part of its people's ids, and of its rows in the inbox."""

    def verify(self, request: Request, /) -> None:
        """Is it theirs, and recent? Compares in constant time. Raises UnverifiedRequest."""

    def entries(self, request: Request) -> list[Entry]:
        """What it says, split. Quick: what cannot be split is one entry of the kind `unreadable`.

        Raises LedgerUnavailable alone, where it cannot be kept rightly now and its sender will send it again.
        """

    def read(self, entry: Entry, known: Known) -> Reading:
        """What an entry comes to. May ask the sender's API. Raises NotUnderstood, or NotNow to be asked again later."""


TOO_LARGE = "too_large"
"""The kind of the line that stands for what was refused because it was too large: one a day and source."""

UNREADABLE = "unreadable"
"""The kind of an entry that could not even be split."""


def body_digest(body: bytes) -> str:
    """Stands for an id where the sender gives none: the same body is the same thing said again."""
    return hashlib.sha256(body).hexdigest()[:40]


def unreadable(request: Request) -> list[Entry]:
    """The one entry of a request that cannot be split: kept as it came, for a person to look at."""
    text = request.body.decode("utf-8", "backslashreplace").replace("\0", "\\x00")
    return [Entry(key=body_digest(request.body), kind=UNREADABLE, about="", body=text)]
