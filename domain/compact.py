"""Models that leave out what is at its default when they are written: state and markers stay small."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.json_schema import GenerateJsonSchema


class _CompactSchema(GenerateJsonSchema):
    """A default is shown as it is written: without what is at its default in turn."""

    def encode_default(self, dft: Any) -> Any:
        return super().encode_default(dft.model_dump(mode="json") if isinstance(dft, Compact) else dft)


class Compact(BaseModel):
    """A model whose JSON holds only what differs from the defaults, at every depth.

    Asked of pydantic for the whole at once: a serializer in Python for each model in it was a tenth of a touch.
    Whoever writes one without `model_dump` asks for that too (`connection.CompactJson`); within a plain list or
    dict the defaults are written, and read again as they are.
    """

    model_config = ConfigDict(hide_input_in_errors=True)  # it is personal, and errors reach logs

    def model_dump(self, **options: Any) -> dict[str, Any]:
        return super().model_dump(**({"exclude_defaults": True} | options))

    def model_dump_json(self, **options: Any) -> str:
        return super().model_dump_json(**({"exclude_defaults": True} | options))

    @classmethod
    def model_json_schema(cls, *given: Any, **options: Any) -> dict[str, Any]:
        return super().model_json_schema(*given, **({"schema_generator": _CompactSchema} | options))
