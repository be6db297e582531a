"""What a wheel holds: one package, `followup`, with the rooms in it, so that nobody's `settings` is replaced.

An installation for development takes the rooms from where they stand instead.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = (
    "domain", "workflows", "activities", "channels", "transport", "ledger", "integrations", "gateway", "desk",
    "sandbox", "starter",
)  # fmt: skip
DATA = ("playbooks/default", "examples/candidates.csv", "examples/story.yaml", "docs")
MODULES = (
    "worker.py", "settings.py", "keystore.py", "connection.py", "payload_codec.py", "metrics.py", "clock.py",
)  # fmt: skip


class Rooms(BuildHookInterface[Any]):
    """Puts the rooms below `followup/rooms`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Hatchling's call before it builds; `version` is "standard" or "editable"."""
        if version == "standard":
            build_data["force_include"] |= {name: f"followup/rooms/{name}" for name in (*FOLDERS, *DATA, *MODULES)}
