"""Interview details come with a calendar file (S6) that calendars take in, move and take out again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar

from channels.calendar_file import Appointment, calendar_file
from channels.mime import build
from channels.sender import OutgoingMessage

START = datetime(2026, 12, 1, 15, tzinfo=UTC)
TALK = Appointment(
    uid="a@acme.example",
    starts_at=START,
    ends_at=START + timedelta(hours=1),
    revision=1,
    summary="Technical interview: Engineer, Acme",
    location="Video call",
    url="https://meet.example/x",
    told_at=START - timedelta(days=3),
)


def entry(appointment: Appointment) -> tuple[icalendar.Calendar, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(calendar_file(appointment).content)
    return calendar, calendar.walk("VEVENT")[0]


def test_the_entry_has_time_place_and_an_id_that_stays() -> None:
    calendar, event = entry(TALK)
    assert calendar["METHOD"] == "PUBLISH"
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == (TALK.uid, TALK.summary, "Video call")
    assert event["DTSTART"].dt == START
    assert event["DTEND"].dt == START + timedelta(hours=1)


def test_a_moved_interview_replaces_the_entry_and_a_cancelled_one_takes_it_out() -> None:
    from dataclasses import replace

    _, first = entry(TALK)
    _, moved = entry(replace(TALK, starts_at=START + timedelta(days=1), revision=2))
    calendar, gone = entry(replace(TALK, revision=3, cancelled=True))
    assert int(first["SEQUENCE"]) < int(moved["SEQUENCE"]) < int(gone["SEQUENCE"])
    assert calendar["METHOD"] == "CANCEL"
    assert gone["STATUS"] == "CANCELLED"


def test_an_interview_without_an_end_takes_a_quarter_of_an_hour_at_least() -> None:
    from dataclasses import replace

    _, event = entry(replace(TALK, ends_at=START))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=15)


def test_it_goes_along_with_the_mail() -> None:
    mail = build(
        OutgoingMessage(
            touch_key="a/b/interview.1/details/1.1",
            attempt=1,
            to="ann@example.com",
            subject="Your interview",
            text="See you.",
            html="<p>See you.</p>",
            sender_address="talent@acme.example",
            sent_at=START,
            attachments=(calendar_file(TALK),),
        )
    )
    attached = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert attached.get_filename() == "interview.ics"
    assert attached.get_param("method") == "PUBLISH"
