"""How often a law is tried: by day two fifths of its number, while one writes a quarter, at night many new ones."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

MANY = int(os.environ.get("FOLLOWUP_LAWS", "0"))
"""`FOLLOWUP_LAWS=1000` tries every law that often, with new examples each time."""


WHOLE = 100
"""Examples of the profile that would try each law as often as its number says; those of tests/conftest.py have shares
of it.
"""


def times(examples: int) -> int:
    """How often now, of so many."""
    return MANY or max(10, round(examples * _loaded().max_examples / WHOLE))


def pace(examples: int) -> settings:
    """Settings for a law with this number, with the same examples in each run by day."""
    return settings(
        _loaded(),
        max_examples=times(examples),
        derandomize=_loaded().derandomize and not MANY,
        suppress_health_check=list(HealthCheck),
    )


def _loaded() -> settings:
    assert settings.default is not None
    return settings.default
