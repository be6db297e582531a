"""Tests of a message's variants, as a playbook asks for them: which figure they are to move, and by how much (K10)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _share(value: Any) -> Any:
    """`5%` as `0.05`."""
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return round(float(value.strip().removesuffix("%")) / 100, 6)
        except ValueError:
            return value
    return value


class Experiment(BaseModel):
    """A test of one message: all variants of it that have a weight, against its base."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    figure: Literal["K1", "K4"] = "K1"
    """What it is to move: who answers (K1), or who moves on (K4)."""
    smallest_effect: Annotated[float, BeforeValidator(_share), Field(ge=0.01, le=0.5)]
    """The smallest difference that is worth knowing, as a share of all: 0.05 is five candidates in a hundred."""
    from_: date = Field(alias="from")
    """Whoever gets the message from this day on, by the company's clock, counts."""
    expected: Annotated[Annotated[float, Field(gt=0, lt=1)] | None, BeforeValidator(_share)] = None
    """How many the base is thought to move; None: as the record has it, else half of them."""


NAMES: Final = {"K1": "response rate", "K4": "share that moved on"}
"""What the figures are called in a sentence."""
