"""Where notes go in Lever, whose notes belong to opportunities, and in whose name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.views.ats_notes import Note
from integrations.ats.notes import NoteNotTaken, NoteRefused, NoteUnknown, OutgoingNote
from integrations.lever.lists import LeverLists, lists
from integrations.lever.notes import LeverNotes
from sandbox import faults
from tests.integrations.ats.live_ats import LEVER, Both, both


class Desk(Both):
    """Noor has two opportunities, the first of which is archived."""

    def begin(self) -> None:
        self.job = self.fake.add_job("Welder")
        self.person, self.old = self.fake.apply(self.job, first_name="Noor", email="noor@x.example")
        self.fake.reject(self.old)
        self.time.now += timedelta(days=1)
        _, self.open = self.fake.apply(self.job, first_name="Noor", candidate=self.person)

    def connection(self) -> LeverLists:
        return lists(self.fake.key, f"{self.server.url}/v1", pause=self.time.pause, clock=self.time)

    def note(self, application: str, fact: str = "fact-1") -> OutgoingNote:
        return OutgoingNote(self.person, application, fact, Note("stop", self.time.now, "No more messages by text"), "")

    def places(self) -> list[str]:
        return [str(row["opportunity"]) for row in self.fake.rows["notes"].values()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with both(tmp_path, LEVER) as way:
        way.__class__ = Desk
        assert isinstance(way, Desk)
        way.begin()
        yield way


def test_a_note_goes_to_the_opportunity_that_it_is_about(desk: Desk) -> None:
    assert desk.api.writer.write(desk.note(desk.old))
    assert desk.places() == [desk.old]


@pytest.mark.parametrize("application", ["", "an-id-of-another-ats", "../users", "deleted", "with space"])
def test_one_that_is_about_none_of_levers_goes_to_the_newest_that_is_open(desk: Desk, application: str) -> None:
    assert desk.api.writer.write(desk.note(application))
    assert desk.places() == [desk.open]
    assert all(path.startswith("/v1/opportunities") for _, path in desk.server.requests)


def test_it_is_found_again_wherever_it_went(desk: Desk) -> None:
    """Between a note and its repeat another opportunity may have become the newest."""
    written = desk.api.writer.write(desk.note(""))
    desk.fake.reject(desk.open)
    desk.time.now += timedelta(days=1)
    desk.fake.apply(desk.job, first_name="Noor", candidate=desk.person)
    assert desk.api.writer.find(desk.note("")) == written
    assert desk.api.writer.find(desk.note(desk.open)) == written
    assert desk.api.writer.find(desk.note("", "fact-2")) is None


def test_of_many_notes_each_is_looked_through(desk: Desk) -> None:
    for number in range(150):
        desk.api.writer.write(desk.note(desk.open, f"fact-{number}"))
    assert desk.api.writer.find(desk.note(desk.open, "fact-0")) is not None


def test_notes_stand_in_the_name_that_was_set_and_as_visible_as_was_set(desk: Desk) -> None:
    rita = desk.fake.add_user("Rita Okafor", "rita@acme.example")
    LeverNotes(desk.connection(), user_id=rita, visibility="secret").write(desk.note(desk.open))
    LeverNotes(desk.connection()).write(desk.note(desk.open, "fact-2"))
    assert [(row["user"], row["secret"]) for row in desk.fake.rows["notes"].values()] == [(rita, True), (None, False)]
    assert [path.partition("?")[2] for way, path in desk.server.requests if way == "POST"] == [f"perform_as={rita}", ""]


def test_where_lever_wants_a_name_the_setting_is_named_and_no_note_is_put_aside(desk: Desk) -> None:
    desk.fake.needs_user = True
    with pytest.raises(NoteNotTaken, match="set FOLLOWUP_LEVER_USER_ID") as error:
        desk.api.writer.write(desk.note(desk.open))
    assert error.value.ours
    with pytest.raises(NoteRefused, match="400"):
        LeverNotes(desk.connection(), user_id="nobody").write(desk.note(desk.open))


def test_a_note_about_somebody_who_is_gone_is_put_aside(desk: Desk) -> None:
    desk.fake.delete(desk.person)
    with pytest.raises(NoteRefused, match="no opportunity"):
        desk.api.writer.write(desk.note(desk.open))
    assert desk.api.writer.find(desk.note(desk.open)) is None


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("unauthorized", NoteNotTaken),
        ("too-many", NoteNotTaken),
        ("redirect", NoteNotTaken),
        ("503", NoteUnknown),
        ("accept-then-500", NoteUnknown),
        ("accept-then-cut", NoteUnknown),
    ],
)
def test_what_an_answer_to_a_note_means(desk: Desk, kind: str, error: type[Exception]) -> None:
    desk.server.script(faults.of_kind(kind))
    with pytest.raises(error) as caught:
        desk.api.writer.write(desk.note(desk.open))
    assert desk.fake.key not in str(caught.value)


def test_a_key_that_may_not_write_notes_says_so(desk: Desk) -> None:
    desk.fake.closed_to_us.add("notes")
    with pytest.raises(NoteNotTaken, match="may not use notes in Lever") as error:
        desk.api.writer.write(desk.note(desk.open))
    assert error.value.ours
