"""Ashby as this installation is connected to it."""

from __future__ import annotations

from collections.abc import Mapping

from clock import Clock
from integrations.ashby.client import client
from integrations.ashby.events import SOURCE, Ashby
from integrations.ashby.listing import AshbyListing
from integrations.ashby.notes import VISIBILITIES, AshbyNotes, sender
from integrations.ats.api import Pause
from integrations.ats.connected import Connected


def connect(values: Mapping[str, str], *, pause: Pause, clock: Clock) -> Connected:
    """By the values of its settings. Raises ValueError, naming the setting."""
    visibility = next((one for one in VISIBILITIES if one == values["ashby_notes_visibility"]), None)
    if visibility is None:
        raise ValueError(f"FOLLOWUP_ASHBY_NOTES_VISIBILITY must be one of {', '.join(VISIBILITIES)}.")
    api = client(values["ashby_api_key"], url=values["ashby_url"], pause=pause, clock=clock)
    writer = AshbyNotes(api, mail_from=sender(values["ashby_mail_from"]), visibility=visibility)
    return Connected(SOURCE, "Ashby", lambda: AshbyListing(api, clock), Ashby(()), writer)
