"""Legal deadlines: by when candidates have to have word, by country or region (R24; not legal advice).

`statutory:` in a playbook adds to the table that comes with followup, changes a line of it or takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.time.durations import Duration


class StatutoryLine(BaseModel):
    """A duty of one place as a playbook says it; what it leaves out is as the table that comes with followup has it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decision_due: Duration | None = None
    after: Literal["last_interview"] = "last_interview"
    name: str = Field("", pattern=r"^[a-z0-9-]*$")
    """What `--duty` calls it; without one the place."""
    in_force: date | None = None
    """It counts for interviews from this day on; None: for all."""
    source: str = ""
    """Where it stands."""


class Statutory(StatutoryLine):
    """One duty of one place: word on the decision within so long after the last interview."""

    decision_due: Duration


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


def read_table(value: Any) -> Any:
    """A table as it is written: `CA-ON: false` takes the line out."""
    if not isinstance(value, dict):
        return value
    for place in value:
        if not isinstance(place, str) or not PLACE.fullmatch(place):
            raise ValueError(f"{place!r} is no country or region; write one such as CA-ON or DE")
        if isinstance(line := value[place], dict) and place not in DEFAULT and line.get("decision_due") is None:
            raise ValueError(f"{place} needs `decision_due`, as in `{place}: {{decision_due: P45D}}`")
    return {place: None if one is False else one for place, one in value.items()}


def duties(table: Mapping[str, StatutoryLine | None]) -> dict[str, Statutory]:
    """What counts, by place, each with its name."""
    known = {place: one for place, one in DEFAULT.items() if table.get(place, one) is not None}
    changed = {place: _changed(place, line) for place, line in table.items() if line is not None}
    return dict(sorted({**known, **changed}.items()))


def _changed(place: str, line: StatutoryLine) -> Statutory:
    """The table's line for that place, with what a playbook says of it; or one of its own."""
    said = {name: value for name, value in line if value not in (None, "")}
    known = dict(DEFAULT[place]) if place in DEFAULT else {"name": place.lower()}
    return Statutory.model_validate(known | said)


ALL: Final = "all"


def meant(found: Mapping[str, Statutory], text: str) -> frozenset[str]:
    """The places whose duty is called this: by its name, by the place, by the name it comes with, or `all`."""
    asked = text.strip().lower()
    return frozenset(
        place
        for place, one in found.items()
        if asked in (ALL, one.name, place.lower()) or (place in DEFAULT and asked == DEFAULT[place].name)
    )
