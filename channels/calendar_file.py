"""The calendar file that goes along with interview details (S6): one entry that every calendar can take in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from channels.sender import Attachment

_SHORTEST = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Appointment:
    """An interview as a calendar needs it. `revision` counts how often it was moved, so that entries replace each
    other; `cancelled` takes the entry out again."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    revision: int
    summary: str
    location: str = ""
    description: str = ""
    url: str = ""
    told_at: datetime | None = None
    cancelled: bool = False


def calendar_file(appointment: Appointment) -> Attachment:
    """The entry as an attachment, in UTC, so that each calendar shows it in its owner's zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//followup//interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if appointment.cancelled else "PUBLISH")
    entry = Event()
    entry.add("uid", appointment.uid)
    entry.add("sequence", appointment.revision - 1)
    entry.add("dtstamp", appointment.told_at or appointment.starts_at)
    entry.add("dtstart", appointment.starts_at)
    entry.add("dtend", max(appointment.ends_at, appointment.starts_at + _SHORTEST))
    entry.add("summary", appointment.summary)
    entry.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    for name, value in (
        ("location", appointment.location),
        ("description", appointment.description),
        ("url", appointment.url),
    ):
        if value:
            entry.add(name, value)
    calendar.add_component(entry)
    method = "CANCEL" if appointment.cancelled else "PUBLISH"
    return Attachment("interview.ics", f"text/calendar; method={method}", calendar.to_ical())
