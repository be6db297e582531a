"""Interviews come with an invitation (S6) that calendars show, move and take out again (RFC 5545, 5546, 6047)."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, Message
from pathlib import Path
from typing import Any

import icalendar
import pytest

from channels import mime
from channels.calendar_file import calendar_file
from channels.outbox import OutboxEmail
from channels.sender import Accepted, Attachment, Sender
from channels.sendgrid_email import SendGridEmail
from channels.smtp_email import SmtpEmail
from domain.decisions.invitations import Invitation
from tests.channels.mail_server import Inbox, running
from tests.clocks import wednesday
from tests.providers.server import ProviderServer

START = datetime(2026, 12, 1, 15, tzinfo=UTC)
TALK = Invitation(
    uid="a@acme.example",
    sequence=0,
    told_at=START - timedelta(days=3),
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    summary="Technical interview: Engineer, Acme",
    organizer_name='Acme "Talent", Ltd.',
    organizer="talent@acme.example",
    attendee_name="Anna Müller",
    attendee="anna@müller.example",
    location="https://meet.example/x",
    description="Tuesday, December 1, 10:00 AM ET\nhttps://meet.example/x",
    url="https://meet.example/x",
)


def entry(file: Attachment | bytes) -> tuple[icalendar.Calendar, icalendar.Event]:
    content = file if isinstance(file, bytes) else file.content
    (calendar,) = icalendar.Calendar.from_ical(content, multiple=True)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_names_organizer_and_attendee_time_place_and_an_id_that_stays() -> None:
    calendar, event = entry(calendar_file(TALK))
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (TALK.uid, TALK.summary, TALK.location)
    assert (event["DTSTART"].dt, event["DTEND"].dt, event["DTSTAMP"].dt) == (START, TALK.ends_at, TALK.told_at)
    assert (int(event["SEQUENCE"]), event["STATUS"]) == (0, "CONFIRMED")
    assert event["ORGANIZER"] == "mailto:talent@acme.example"
    assert event["ORGANIZER"].params["CN"] == "Acme 'Talent', Ltd."
    assert event["ATTENDEE"] == "mailto:anna@xn--mller-kva.example", "as the email goes to them"
    known = ("CN", "PARTSTAT", "ROLE", "RSVP")
    assert [event["ATTENDEE"].params[name] for name in known] == [
        "Anna Müller", "NEEDS-ACTION", "REQ-PARTICIPANT", "TRUE",
    ]  # fmt: skip


def test_a_cancellation_takes_the_same_entry_out_for_the_same_people() -> None:
    calendar, gone = entry(calendar_file(replace(TALK, sequence=1, cancelled=True)))
    _, there = entry(calendar_file(TALK))
    assert (calendar["METHOD"], gone["STATUS"], int(gone["SEQUENCE"])) == ("CANCEL", "CANCELLED", 1)
    assert [gone[name] for name in ("UID", "ORGANIZER", "ATTENDEE")] == [
        there[name] for name in ("UID", "ORGANIZER", "ATTENDEE")
    ]


def test_nothing_that_somebody_typed_becomes_a_line_of_the_calendar_file() -> None:
    typed = 'x\r\nATTENDEE:mailto:all@evil.example\r\nX:"; CN=y'
    evil = replace(TALK, summary=typed, location=typed, description=typed, url=typed, attendee_name=typed)
    content = calendar_file(replace(evil, organizer_name=typed)).content
    _, event = entry(content)
    assert event["ATTENDEE"] == "mailto:anna@xn--mller-kva.example"
    unfolded = content.replace(b"\r\n ", b"").split(b"\r\n")
    assert [line for line in unfolded if line.startswith(b"ATTENDEE")][1:] == []
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def shape(part: Message) -> Any:
    inner = part.get_payload()
    return (
        (part.get_content_type(), [shape(one) for one in inner]) if isinstance(inner, list) else part.get_content_type()
    )


INVITATION = (
    "multipart/mixed",
    [("multipart/alternative", ["text/plain", "text/html", "text/calendar"]), "application/ics"],
)
"""What Exchange documents (MS-OXCMAIL 2.1.3.3.8), and what Google's own invitations look like."""


def check_invitation(parsed: Message, method: str) -> None:
    assert shape(parsed) == INVITATION
    alternative, file = (part for part in parsed.walk() if part.get_content_maintype() in ("text", "application")
                         and part.get_content_subtype() in ("calendar", "ics"))  # fmt: skip
    assert (alternative.get_param("method"), alternative.get_param("charset")) == (method, "utf-8")
    assert alternative.get_content_disposition() is None, "a file would be no form of the message"
    assert (file.get_content_disposition(), file.get_filename()) == ("attachment", "invite.ics")
    assert alternative.get_payload(decode=True) == file.get_payload(decode=True)
    calendar, _ = entry(bytes(file.get_payload(decode=True)))
    assert calendar["METHOD"] == method


@pytest.mark.parametrize("cancelled", [False, True], ids=["invitation", "cancellation"])
def test_s6_an_invitation_has_the_shape_that_outlook_and_google_show_by_every_way_out(
    cancelled: bool, mail: Any, inbox: Inbox, tmp_path: Path
) -> None:
    message = mail(attachments=(calendar_file(replace(TALK, cancelled=cancelled)),))
    method = "CANCEL" if cancelled else "REQUEST"
    with running(inbox) as controller:
        assert isinstance(SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(message), Accepted)
    content = inbox.taken[0].content
    assert isinstance(content, bytes)
    check_invitation(email.message_from_bytes(content), method)

    assert isinstance(OutboxEmail(tmp_path).send(message), Accepted)
    (file,) = (tmp_path / "outbox/mail/new").iterdir()
    check_invitation(email.message_from_bytes(file.read_bytes()), method)

    with ProviderServer(clock=wednesday, api_key="SG.key") as provider:
        sender: Sender = SendGridEmail("SG.key", provider.url)
        assert isinstance(sender.send(message), Accepted)
        body = provider.mails[0].body
    assert [part["type"] for part in body["content"]] == ["text/plain", "text/html", f"text/calendar; method={method}"]
    assert entry(body["content"][2]["value"].encode())[0]["METHOD"] == method
    assert [(one["type"], one["filename"]) for one in body["attachments"]] == [("application/ics", "invite.ics")]


def test_an_entry_just_to_be_taken_in_goes_along_as_a_file(mail: Any) -> None:
    published = Attachment("day.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n")
    built: EmailMessage = mime.build(mail(attachments=(published,)))
    assert shape(built) == (
        "multipart/mixed",
        [("multipart/alternative", ["text/plain", "text/html"]), "text/calendar"],
    )
