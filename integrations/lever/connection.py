"""Lever as this installation is connected to it."""

from __future__ import annotations

from collections.abc import Mapping

from clock import Clock
from integrations.ats.api import Pause
from integrations.ats.connected import Connected
from integrations.lever.client import IN_A_LOOK, paced
from integrations.lever.events import SOURCE, Lever
from integrations.lever.listing import LeverListing
from integrations.lever.lists import lists
from integrations.lever.notes import VISIBILITIES, LeverNotes


def connect(values: Mapping[str, str], *, pause: Pause, clock: Clock) -> Connected:
    """By the values of its settings. Raises ValueError, naming the setting."""
    visibility = next((one for one in VISIBILITIES if one == values["lever_notes_visibility"]), None)
    if visibility is None:
        raise ValueError(f"FOLLOWUP_LEVER_NOTES_VISIBILITY must be one of {', '.join(VISIBILITIES)}.")
    key, url = values["lever_api_key"], values["lever_url"]
    api = lists(key, url, pause=pause)
    return Connected(
        SOURCE,
        "Lever",
        lambda: LeverListing(api, clock),
        Lever((), paced(key, url, IN_A_LOOK, pause)),
        LeverNotes(api, user_id=values["lever_user_id"], visibility=visibility),
    )
