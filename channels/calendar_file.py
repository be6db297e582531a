"""The calendar file that goes along with interview details (S6): an invitation that calendars show, move and cancel.

By RFC 5546: METHOD:REQUEST with one ORGANIZER and the one ATTENDEE to whom the mail goes, METHOD:CANCEL to take it out.
How it stands in a mail is for `channels.mime` to say.
"""

from __future__ import annotations

from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress

from channels.sender import Attachment
from domain.addresses import folded_email
from domain.decisions.invitations import Invitation
from domain.one_line import one_line


def calendar_file(invitation: Invitation) -> Attachment:
    """The entry as an attachment, in UTC, so that each calendar shows it in its owner's zone."""
    method = "CANCEL" if invitation.cancelled else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//followup//interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    entry = Event()
    entry.add("uid", invitation.uid)
    entry.add("sequence", invitation.sequence)
    entry.add("dtstamp", invitation.told_at)
    entry.add("dtstart", invitation.starts_at)
    entry.add("dtend", invitation.ends_at)
    entry.add("summary", one_line(invitation.summary))
    entry.add("status", "CANCELLED" if invitation.cancelled else "CONFIRMED")
    entry.add("transp", "OPAQUE")
    entry["organizer"] = _person(invitation.organizer_name, invitation.organizer)
    attendee = _person(invitation.attendee_name, invitation.attendee)
    attendee.params |= {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION"}
    attendee.params["RSVP"] = "FALSE" if invitation.cancelled else "TRUE"
    entry.add("attendee", attendee)
    for name, value in (
        ("location", one_line(invitation.location)),
        ("description", invitation.description),
        ("url", one_line(invitation.url)),
    ):
        if value:
            entry.add(name, value)
    calendar.add_component(entry)
    return Attachment("invite.ics", f"text/calendar; method={method}", calendar.to_ical())


def _person(name: str, address: str) -> vCalAddress:
    """`mailto:` the very address that the mail goes to or comes from: calendars know their owner by it."""
    known = vCalAddress(f"mailto:{quote(folded_email(address), safe='@+-._~!$&*=')}")
    if said := one_line(name).replace('"', "'"):
        known.params["CN"] = said
    return known
