"""What one release of followup may meet of another: facts it cannot read, and states it must not touch.

A release can be taken back while people wait, because an older worker keeps what it does not know and hands it on
(docs/releases.md). What it skipped is folded in again by the newer one, from the ledger.
"""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import AfterValidator

from domain.events.envelope import Event

SCHEMA_NUMBER: Final = 2
"""Rises with a release whose states an older worker would treat wrongly: then there is no way back from it.

A field, a type of fact or a signal more never raises it; a stage, a channel or an action more does.
"""

FIRST_SCHEMA: Final = 1
"""The number of whatever carries none. A default that is persisted never changes."""


class NewerRelease(Exception):
    """A newer release has worked on this, and this one would do wrong: it must wait for the newer one.

    No ValueError, so that pydantic hands it on as it is: a workflow task fails on it and is tried again, and nothing
    is lost meanwhile.
    """

    def __init__(self, number: int) -> None:
        super().__init__(
            f"A newer release of followup has worked on this candidate (schema {number}, and this release knows up to "
            f"{SCHEMA_NUMBER}), and there is no way back from it: start the newer release again."
        )


def _known(number: int) -> int:
    if number > SCHEMA_NUMBER:
        raise NewerRelease(number)
    return number


SchemaNumber = Annotated[int, AfterValidator(_known)]
"""Checked wherever it is read. Let it be a model's first field: then it is checked before any other."""


class Unknown(Event):
    """A fact of a type, or with a value, that this release does not know: kept whole, and skipped by the fold."""


def is_personal(event: Event, name: str) -> bool:
    """Is the field of this fact personal? One that this release does not know may be, so it is treated as if it was."""
    return name in event.personal or name not in type(event).model_fields
