"""How often a law is tried: a number for `make test`, a quarter of it while one writes, many new ones at night."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

MANY = int(os.environ.get("FOLLOWUP_LAWS", "0"))
"""`FOLLOWUP_LAWS=1000` tries every law that often, with new examples each time."""


def times(examples: int) -> int:
    """How often now, for what is tried so often in `make test` (the profile `ci`)."""
    return MANY or max(10, round(examples * _loaded().max_examples / settings.get_profile("ci").max_examples))


def pace(examples: int) -> settings:
    """Settings for a law that is tried so often in `make test`, with the same examples in each run."""
    return settings(
        _loaded(),
        max_examples=times(examples),
        derandomize=_loaded().derandomize and not MANY,
        suppress_health_check=list(HealthCheck),
    )


def _loaded() -> settings:
    assert settings.default is not None
    return settings.default
