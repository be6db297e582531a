"""Models of what is kept: written without what is at its default, read with whatever a newer release added.

Strict at the doors, tolerant in memory (docs/releases.md): what comes from outside is checked with
`model_validate(..., extra="forbid")`, at every depth; what is read back from histories, markers and the ledger keeps
the fields that this release does not know, and hands them on. The other way round, a class that forbids and a call
that allows, reads them and does not write them back.
"""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import GenerateJsonSchema


def has_unknown(model: BaseModel) -> bool:
    """Does it hold fields, at any depth, that this release does not know?"""
    if model.__pydantic_extra__:
        return True
    for value in model.__dict__.values():
        if isinstance(value, BaseModel):
            if has_unknown(value):
                return True
        elif type(value) is tuple and any(isinstance(one, BaseModel) and has_unknown(one) for one in value):
            return True
    return False


def unknown_of(*models: BaseModel) -> dict[str, Any]:
    """The fields of these that this release does not know, to be handed on; of the same name the last one's."""
    found: dict[str, Any] = {}
    for model in models:
        found |= model.__pydantic_extra__ or {}
    return found


class _CompactSchema(GenerateJsonSchema):
    """A default is shown as it is written: without what is at its default in turn."""

    def encode_default(self, dft: Any) -> Any:
        return super().encode_default(dft.model_dump(mode="json") if isinstance(dft, Compact) else dft)


class Compact(BaseModel):
    """A model whose JSON holds only what differs from the defaults, at every depth.

    Fields that a newer release wrote are kept as they are, so that it finds them again.

    Asked of pydantic for the whole at once: a serializer in Python for each model in it was a tenth of a touch.
    Whoever writes one without `model_dump` asks for that too (`connection.CompactJson`); within a plain list or
    dict the defaults are written, and read again as they are.
    """

    # What a validation error quotes is personal, and errors reach logs.
    model_config = ConfigDict(extra="allow", hide_input_in_errors=True)

    def replace(self, **fields: Any) -> Self:
        """A copy with other values in these fields. mypy knows their names and types (`.ci/typed_replace.py`)."""
        return self.model_copy(update=fields)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        return super().model_dump(**({"exclude_defaults": True} | options))

    def model_dump_json(self, **options: Any) -> str:
        return super().model_dump_json(**({"exclude_defaults": True} | options))

    @classmethod
    def model_json_schema(cls, *given: Any, **options: Any) -> dict[str, Any]:
        return super().model_json_schema(*given, **({"schema_generator": _CompactSchema} | options))
