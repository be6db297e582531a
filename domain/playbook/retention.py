"""How long people are kept once nothing is open (R23), by what became of them and by country: the playbook's
`retention:`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, field_validator, model_validator
from pydantic_core import CoreSchema, core_schema

DEFAULT: Final = "default"
"""Stands for every country that has no line of its own."""

_PERIOD: Final = re.compile(r"P(?=\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?")
_COUNTRY: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as laws have it: years and months of the calendar, weeks, days."""

    years: int = 0
    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `P6M`, `P1Y`, `P4W`, `P90D`. Raises ValueError with a sentence else."""
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a period; write P6M, P1Y, P4W or P90D")
        part = {name: int(value or 0) for name, value in match.groupdict().items()}
        return cls(part["years"], part["months"], part["weeks"] * 7 + part["days"])

    def after(self, at: datetime) -> datetime:
        """That long after the instant: the same day of a later month, or its last."""
        months = at.year * 12 + at.month - 1 + self.years * 12 + self.months
        year, month = divmod(months, 12)
        day = min(at.day, calendar.monthrange(year, month + 1)[1])
        return at.replace(year=year, month=month + 1, day=day) + timedelta(days=self.days)

    @property
    def rough(self) -> timedelta:
        """The least that it can be. For comparisons only."""
        return timedelta(days=self.years * 365 + self.months * 28 + self.days)

    def __str__(self) -> str:
        parts = ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
        return "P" + ("".join(f"{n}{unit}" for n, unit in parts if n) or "0D")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> Period:
            return value if isinstance(value, cls) else cls.parse(str(value))

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(str),
            json_schema_input_schema=core_schema.str_schema(),
        )


class Bounds(BaseModel):
    """How long at least, where the law wants a record, and at most."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    min: Period | None = None
    max: Period | None = None

    @model_validator(mode="after")
    def _make_sense(self) -> Bounds:
        if self.min is None and self.max is None:
            raise ValueError("give max, min or both, such as {max: P6M}")
        if self.min is not None and self.max is not None and self.min.rough > self.max.rough:
            raise ValueError(f"min ({self.min}) is longer than max ({self.max})")
        return self


ByCountry = dict[str, Bounds]

OUTCOMES: Final = ("rejected", "withdrawn", "hired", "network", "prospect")
"""What may have become of an application that is not open; a prospect is one who never answered."""


class Retention(BaseModel):
    """Without a line for what became of somebody they are kept until somebody asks."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rejected: ByCountry = {}
    withdrawn: ByCountry = {}
    hired: ByCountry = {}
    network: ByCountry = {}
    prospect: ByCountry = {}
    on_ats_deletion: Literal["ask", "run"] | None = None
    """Somebody whom the ATS has deleted: a colleague is asked whether to erase them here, or it is done."""
    minimum_binds_requests: bool = False
    """May a candidate who asks be erased before the minimum is over? Only where this is false."""

    @field_validator(*OUTCOMES)
    @classmethod
    def _countries(cls, value: ByCountry) -> ByCountry:
        for name in value:
            if name != DEFAULT and not _COUNTRY.fullmatch(name):
                raise ValueError(f"{name!r} is no country; write two letters such as DE, CA-ON, or default")
        return value

    def bounds(self, outcome: str, country: str, region: str = "") -> Bounds | None:
        """For what became of somebody there; None where nothing is said about it."""
        rules: ByCountry = getattr(self, outcome, {}) if outcome in OUTCOMES else {}
        for name in (f"{country}-{region}" if region else "", country, DEFAULT):
            if name in rules:
                return rules[name]
        return None

    @property
    def shortest(self) -> timedelta | None:
        """Nobody's time is up before; None where nobody's ever is."""
        longest = [one.max.rough for rules in self._all() for one in rules.values() if one.max is not None]
        return min(longest, default=None)

    def _all(self) -> list[ByCountry]:
        return [getattr(self, name) for name in OUTCOMES]
