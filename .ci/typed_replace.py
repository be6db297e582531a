"""Has mypy know `Compact.replace`: it takes each field of the model by its name and type, and nothing else.

A plugin, since no type says so of a method that all models inherit. What a model's own `__init__` takes is asked for,
which `pydantic.mypy` has typed.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_NAMED_OPT, FuncDef
from mypy.plugin import MethodSigContext, Plugin
from mypy.types import CallableType, FunctionLike, Instance, get_proper_type

_COMPACT = "domain.compact.Compact"


class TypedReplace(Plugin):
    """Types one method."""

    def get_method_signature_hook(self, fullname: str) -> Callable[[MethodSigContext], FunctionLike] | None:
        return _signature if fullname.endswith(".replace") else None


def _signature(ctx: MethodSigContext) -> FunctionLike:
    """Every field that `__init__` takes; none has to be given."""
    model = get_proper_type(ctx.type)
    if not isinstance(model, Instance) or not model.type.has_base(_COMPACT):
        return ctx.default_signature
    init = model.type.get_method("__init__")
    if not isinstance(init, FuncDef) or not isinstance(init.type, CallableType):
        return ctx.default_signature
    fields = [
        (name, of)
        for name, of, kind in zip(init.type.arg_names, init.type.arg_types, init.type.arg_kinds, strict=True)
        if kind.is_named()
    ]
    return ctx.default_signature.copy_modified(
        arg_names=[name for name, _ in fields],
        arg_types=[of for _, of in fields],
        arg_kinds=[ARG_NAMED_OPT] * len(fields),
    )


def plugin(_version: str) -> type[Plugin]:
    return TypedReplace
