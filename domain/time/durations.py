"""Durations as the playbook writes them: ISO 8601 (`P14D`, `PT2H`), short (`14d`, `2w`, `48h`), business days (`2bd`).

Days are calendar days in the candidate's zone, so that 09:00 stays 09:00 across daylight-saving changes (R5);
hours, minutes and seconds are elapsed time; business days are the window's open days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

_ISO = re.compile(
    r"P(?=.)(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)
_BUSINESS = re.compile(r"(\d+)bd")
_SHORT = re.compile(r"(?P<count>\d+)(?P<unit>[wdh])", re.IGNORECASE)
_SPELT = re.compile(
    r"(?P<count>\d+)\s*(?P<business>(?:business|working|work)[\s-]*)?"
    r"(?P<unit>w(?:ee)?ks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|months?|bd)\.?",
    re.IGNORECASE,
)


def _instead(text: str) -> str:
    """What to write for `7 days`; where that cannot be told, how durations look."""
    match = _SPELT.fullmatch(text.strip())
    if match is None:
        return "write P14D, PT2H or 2bd (business days)"
    count, unit = match["count"], match["unit"].lower()
    if unit.startswith("month"):
        return f"months differ in length, so write days, such as P{int(count) * 30}D"
    if match["business"] or unit == "bd":
        return f"write {count}bd"
    return f"write {'PT' if unit[0] in 'hm' else 'P'}{count}{unit[0].upper()}"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: business days, or calendar days and elapsed time together."""

    business_days: int = 0
    days: int = 0
    elapsed: timedelta = timedelta()

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `P14D`, `P1W`, `PT2H30M`, `14d`, `1w`, `48h` or `2bd`. Raises ValueError with a sentence else."""
        if match := _BUSINESS.fullmatch(text):
            return cls(business_days=int(match[1]))
        if match := _ISO.fullmatch(text):
            part = {name: int(value or 0) for name, value in match.groupdict().items()}
            return cls(
                days=part["weeks"] * 7 + part["days"],
                elapsed=timedelta(hours=part["hours"], minutes=part["minutes"], seconds=part["seconds"]),
            )
        if short := _SHORT.fullmatch(text):
            count = int(short["count"])
            match short["unit"].lower():
                case "h":
                    return cls(elapsed=timedelta(hours=count))
                case "w":
                    return cls(days=count * 7)
                case _:
                    return cls(days=count)
        raise ValueError(f"{text!r} is not a duration; {_instead(text)}")

    @property
    def rough(self) -> timedelta:
        """The length where no calendar is at hand: a business day counts as 7/5 of a day. For comparisons only."""
        return timedelta(days=self.days + self.business_days * 7 / 5) + self.elapsed

    def __str__(self) -> str:
        if self.business_days:
            return f"{self.business_days}bd"
        seconds = int(self.elapsed.total_seconds())
        hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
        time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if n)
        day = f"{self.days}D" if self.days else ""
        return f"P{day}T{time}" if time else f"P{day or '0D'}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: Any) -> Duration:
            if isinstance(value, cls):
                return value
            if isinstance(value, str):
                return cls.parse(value)
            raise ValueError(f"{value!r} is not a duration; {_instead(str(value))}")

        return core_schema.no_info_plain_validator_function(
            read,
            serialization=core_schema.plain_serializer_function_ser_schema(str),
            json_schema_input_schema=core_schema.str_schema(),
        )
