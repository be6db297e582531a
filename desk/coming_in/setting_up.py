"""Setting an installation up at the desk: what is handed in, which is `followup init`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from settings import Settings


class NotSetUp(Exception):
    """What was answered can't be meant, or can't be written; one sentence. `field` names the answer, if it's one."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class SetUp:
    """What was written, and what became of the test message."""

    settings: Settings
    file: Path
    playbook: Path
    tested: bool
    test_to: str
    says: str = ""  # why the test message wasn't sent


class SettingUp(Protocol):
    """Writes the settings and a playbook of one's own, and sends a test message. Waits for the mail server."""

    def __call__(self, answers: Mapping[str, str]) -> SetUp:
        """`answers` by the names of the options of `followup init`, an empty one as good as none. Raises NotSetUp."""
