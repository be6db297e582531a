"""Any JSON at all, and bodies with anything at all in some of their places: for hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

LEAVES = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | st.text(max_size=20)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def mutated(value: Any, draw: st.DrawFn) -> Any:
    """The value with anything at all in some of its places."""
    if draw(st.integers(0, 12)) == 0:
        return draw(ANYTHING)
    if isinstance(value, dict):
        return {key: mutated(inner, draw) for key, inner in value.items()}
    return [mutated(inner, draw) for inner in value] if isinstance(value, list) else value
