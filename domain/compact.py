"""Models that leave out what is at its default when they are written: state and markers stay small."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pydantic import BaseModel, SerializerFunctionWrapHandler, model_serializer

_NONE: Final = object()
"""Stands for the default of a field that has none, and is unlike every value."""


class Compact(BaseModel):
    """A model whose JSON holds only what differs from the defaults."""

    @model_serializer(mode="wrap")
    def _leave_out_defaults(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        values: dict[str, Any] = handler(self)
        defaults = _defaults(type(self))
        return {name: value for name, value in values.items() if getattr(self, name) != defaults[name]}


@cache
def _defaults(kind: type[BaseModel]) -> dict[str, Any]:
    """What each field is without being told, once per model: to be compared with, and never to be handed out."""
    return {
        # `type` says what it is, so it is always written.
        name: _NONE if name == "type" or field.is_required() else field.get_default(call_default_factory=True)
        for name, field in kind.model_fields.items()
    }
