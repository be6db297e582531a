"""Greenhouse as this installation is connected to it."""

from __future__ import annotations

from collections.abc import Mapping

from clock import Clock
from integrations.ats.api import Pause
from integrations.ats.connected import Connected
from integrations.greenhouse.client import client
from integrations.greenhouse.events import SOURCE, Greenhouse
from integrations.greenhouse.listing import GreenhouseListing
from integrations.greenhouse.notes import VISIBILITIES, GreenhouseNotes


def connect(values: Mapping[str, str], *, pause: Pause, clock: Clock) -> Connected:
    """By the values of its settings. Raises ValueError, naming the setting."""
    visibility = next((one for one in VISIBILITIES if one == values["greenhouse_notes_visibility"]), None)
    if visibility is None:
        raise ValueError(f"FOLLOWUP_GREENHOUSE_NOTES_VISIBILITY must be one of {', '.join(VISIBILITIES)}.")
    user = values["greenhouse_user_id"]
    api = client(
        values["greenhouse_client_id"],
        values["greenhouse_client_secret"],
        user_id=user,
        url=values["greenhouse_url"],
        token_url=values["greenhouse_token_url"],
        pause=pause,
        clock=clock,
    )
    return Connected(
        SOURCE,
        "Greenhouse",
        lambda: GreenhouseListing(api, clock),
        Greenhouse(()),
        GreenhouseNotes(api, user_id=user, visibility=visibility),
        looks_often=True,
    )
