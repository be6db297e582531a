"""The systems that an installation is connected to by an API of theirs, not by their hooks alone.

A system is one line here and one folder: its module `connection` puts together what is needed of it, and is loaded only
where its settings are set.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from clock import Clock
from integrations.arrivals import RowReader
from integrations.ats.api import Pause
from integrations.ats.notes import NoteWriter
from integrations.ats.reconcile import Listing


@dataclass(frozen=True, slots=True)
class Connection:
    """How a system is connected."""

    system: str  # the first part of the ids of its people, and what `followup sync` calls it
    vendor: str
    needs: tuple[str, ...]  # names of settings
    given: tuple[str, ...]  # settings of which `connect` is given the values, those that it needs among them
    module: str


@dataclass(frozen=True, slots=True)
class Connected:
    """One system, ready to be asked and told."""

    system: str
    vendor: str
    listing: Callable[[], Listing]  # for one look
    reader: RowReader  # of its rows in the inbox
    writer: NoteWriter
    looks_often: bool = False  # has it something that no hook tells and that cannot wait for the night?


CONNECTIONS: Final = (
    Connection(
        system="greenhouse",
        vendor="Greenhouse",
        needs=("greenhouse_client_id", "greenhouse_client_secret"),
        given=(
            "greenhouse_client_id",
            "greenhouse_client_secret",
            "greenhouse_user_id",
            "greenhouse_url",
            "greenhouse_token_url",
            "greenhouse_notes_visibility",
        ),
        module="integrations.greenhouse.connection",
    ),
    Connection(
        system="lever",
        vendor="Lever",
        needs=("lever_api_key",),
        given=("lever_api_key", "lever_url", "lever_user_id", "lever_notes_visibility"),
        module="integrations.lever.connection",
    ),
    Connection(
        system="ashby",
        vendor="Ashby",
        needs=("ashby_api_key",),
        given=("ashby_api_key", "ashby_url", "ashby_mail_from", "ashby_notes_visibility"),
        module="integrations.ashby.connection",
    ),
)


def missing(connection: Connection, settings: object) -> list[str]:
    """The settings that have to be set before a system is connected."""
    return [name for name in connection.needs if not getattr(settings, name)]


def connected(settings: object, *, pause: Pause, clock: Clock) -> dict[str, Connected]:
    """The systems whose settings are set, by name. Nothing is asked yet. Raises ValueError, naming the setting."""
    found = {}
    for connection in CONNECTIONS:
        if not missing(connection, settings):
            values: Mapping[str, str] = {name: _plain(getattr(settings, name)) for name in connection.given}
            found[connection.system] = import_module(connection.module).connect(values, pause=pause, clock=clock)
    return found


def _plain(value: Any) -> str:
    """The text of a setting, a secret one's too."""
    shown = value.get_secret_value() if hasattr(value, "get_secret_value") else value
    return "" if shown is None else str(shown)
