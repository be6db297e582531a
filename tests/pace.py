"""How often a law is tried: a number for `make test`, a quarter of it while one writes, many new ones at night."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

MANY = int(os.environ.get("FOLLOWUP_LAWS", "0"))
"""`FOLLOWUP_LAWS=1000` tries every law that often, with new examples each time."""


def pace(examples: int) -> settings:
    """Settings for a law that is tried `examples` times in the profile `ci`, the same ones in each run."""
    loaded = settings.default
    assert loaded is not None
    ci = settings.get_profile("ci")
    share = MANY or max(10, round(examples * loaded.max_examples / ci.max_examples))
    return settings(
        loaded,
        max_examples=share,
        derandomize=loaded.derandomize and not MANY,
        suppress_health_check=list(HealthCheck),
    )
