"""What a provider's answers mean, as tables: one row per answer, the first that fits counts.

docs/delivery.md shows the same tables; a test compares them, and another sends every row through the provider's server.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import timedelta
from typing import Literal

from channels.sender import Accepted, NotAccepted, Outcome, Refused, Unknown
from transport.http_request import NotKnown, NotSent

Means = Literal["accepted", "refused", "not accepted", "unknown"]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer, or several that mean the same. What is left out fits everything.

    `case` is what the channel knows beside numbers: the moment of the conversation, or that there was no answer; empty
    for an ordinary answer, None for every case.
    """

    answer: str
    """As the table in docs/delivery.md calls it."""
    means: Means
    reason: str = ""
    """For the timeline, filled in with `status`, `detail` and `said`."""
    _: KW_ONLY
    case: str | None = ""
    statuses: Container[int] | None = None
    codes: Container[int] | None = None
    address: Literal["fine", "bad", "unclear", "opted out"] = "fine"
    """Of a refusal: what it says about the address. Bad closes it for this channel (R6), opted out for good (R7).
    Unclear ones are counted: three over a week close it (R8)."""
    rests: timedelta | None = None
    """So long the whole channel rests where the answer does not say, and not this message alone. None: our own retries
    have their own wait (`domain.delivery.retries`)."""

    def fits(self, case: str, status: int, code: int) -> bool:
        """Is it this row?"""
        if self.case not in (None, case):
            return False
        return _within(self.statuses, status) and _within(self.codes, code)

    def outcome(self, retry_after: timedelta | None = None, **words: object) -> Outcome:
        """The outcome; `words` are put into the reason."""
        reason = self.reason.format_map(words)
        match self.means:
            case "accepted":
                return Accepted(str(words.get("ident", "")))
            case "refused":
                return Refused(
                    reason,
                    address_bad=self.address == "bad",
                    opted_out=self.address == "opted out",
                    undecided=self.address == "unclear",
                )
            case "not accepted":
                return NotAccepted(reason, retry_after or self.rests, slows=self.rests is not None)
            case "unknown":
                return Unknown(reason)


UNREACHED, BROKEN = "unreached", "broken"


def unheard(vendor: str) -> tuple[Row, Row]:
    """What no answer of an HTTP API means: by whether the request can have reached it."""
    return (
        Row(
            "no connection, no such host, a failed TLS handshake",
            "not accepted",
            f"{vendor} could not be reached: {{said}}.",
            case=UNREACHED,
        ),
        Row(
            "time-out, reset, cut or endless answer after the connection stood",
            "unknown",
            f"{vendor} got the request and gave {{said}}.",
            case=BROKEN,
        ),
    )


def redirected(vendor: str, setting: str) -> Row:
    """The key would go along to wherever it leads."""
    return Row(
        "3xx, never followed",
        "not accepted",
        f"{vendor}'s address answered with a redirect ({{status}}), not followed; check {setting}.",
        statuses=range(300, 400),
    )


def row_of(rows: Sequence[Row], case: str = "", status: int = 0, code: int = 0) -> Row:
    """The first row that fits; every table ends with one that fits what is left of each case."""
    return next(row for row in rows if row.fits(case, status, code))


def unanswered(rows: Sequence[Row], error: NotSent | NotKnown) -> Outcome:
    """The outcome of a request to an HTTP API that had no answer."""
    return row_of(rows, UNREACHED if isinstance(error, NotSent) else BROKEN).outcome(said=error)


def listed(rows: Sequence[Row]) -> list[str]:
    """The table's lines as docs/delivery.md shows them."""
    return [f"| {row.answer} | {_means(row)} | {_then(row)} |" for row in rows]


def _within(wanted: Container[int] | None, given: int) -> bool:
    return wanted is None or given in wanted


def _means(row: Row) -> str:
    about = {"fine": ", not the address's fault", "bad": ", the address is bad", "opted out": ", they opted out"}
    about["unclear"] = ", nothing says whether the address exists"
    return row.means + (about[row.address] if row.means == "refused" else "")


def _then(row: Row) -> str:
    match row.means:
        case "accepted":
            return "next touch"
        case "refused" if row.address == "opted out":
            return "suppression for good (R7), next channel"
        case "refused" if row.address == "unclear":
            return "counted: three over a week close the address (R8); next channel, else a task"
        case "refused" if row.address == "bad":
            return "the address is closed, next channel (R6), else a task"
        case "refused":
            return "next channel, else a task"
        case "unknown":
            return "asked about, then a task"
    return f"again; the channel rests {_span(row.rests)}, or as `Retry-After` says" if row.rests else "again"


def _span(wait: timedelta) -> str:
    seconds = int(wait.total_seconds())
    for size, name in ((3600, "h"), (60, "min"), (1, "s")):
        if seconds % size == 0:
            return f"{seconds // size} {name}"
    return f"{seconds} s"
