"""Dates of the law: by when candidates have to have word, by country or region (R24; not legal advice).

`statutory:` in a playbook adds to the table that comes with followup, changes a line of it or takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.time.durations import Duration


class Statutory(BaseModel):
    """One duty of one place: word on the decision within so long after the last interview."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision_due: Duration
    after: Literal["last_interview"] = "last_interview"
    name: str = Field("", pattern=r"^[a-z0-9-]*$")
    """What `--duty` calls it; without one the place."""
    in_force: date | None = None
    """It counts for interviews from this day on; None: for all."""
    source: str = ""
    """Where it stands."""


PLACE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
"""ISO 3166: a country, or one of its regions."""

DEFAULT: Final[Mapping[str, Statutory]] = {
    "CA-ON": Statutory(
        name="ontario",
        decision_due=Duration.parse("P45D"),
        in_force=date(2026, 1, 1),
        source="Employment Standards Act, 2000, Part III.1, with O. Reg. 476/24 (employers of 25 or more)",
    ),
}
"""What counts without a word in the playbook, as looked up on 2026-11-29."""

IN_WORDS: Final = {"CA-ON": ("ontario", "canada")}
"""Regions and their countries as the place of a job is written."""

Table = dict[str, Statutory | None]


def read_table(value: Any) -> Any:
    """A table as it is written: `CA-ON: false` takes the line out."""
    if not isinstance(value, dict):
        return value
    for place in value:
        if not isinstance(place, str) or not PLACE.fullmatch(place):
            raise ValueError(f"{place!r} is no country or region; write one such as CA-ON or DE")
    return {place: None if one is False else one for place, one in value.items()}


def duties(table: Mapping[str, Statutory | None]) -> dict[str, Statutory]:
    """What counts, by place, each with its name."""
    found = {place: one for place, one in {**DEFAULT, **table}.items() if one is not None}
    return {
        place: one if one.name else one.model_copy(update={"name": place.lower()})
        for place, one in sorted(found.items())
    }
