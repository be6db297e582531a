"""Who gets in by Lever's door, what is kept of what they say, and that no body and no answer does harm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.arrivals import NotNow, NotUnderstood, Request, UnverifiedRequest
from integrations.lever.events import OLDEST
from tests.gateway.anything import ANYTHING, mutated
from tests.integrations.ats.ats_desk import NOW, Desk, never_raises_else, request
from tests.integrations.ats.lever_server import LeverServer
from tests.integrations.ats.lever_words import (
    ARCHIVED,
    CONTACT,
    OPP,
    POSTING,
    REASON,
    about,
    lever_desk,
    lever_server,
    ms,
    opportunity,
    signed,
)
from tests.pace import pace


@pytest.fixture
def lever() -> Iterator[LeverServer]:
    with lever_server() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, lever: LeverServer) -> Iterator[Desk]:
    with lever_desk(tmp_path, lever) as made:
        yield made


def forged(**fields: Any) -> Request:
    return request(json.loads(about("candidateHired").body) | fields, {})


@pytest.mark.parametrize(
    "fields",
    [
        {"signature": ""},
        {"signature": "0" * 64},
        {"signature": None},
        {"token": "another"},
        {"token": None},
        {"triggeredAt": ms(NOW) + 1},
        {"triggeredAt": str(ms(NOW))},
        {"triggeredAt": True},
        {"triggeredAt": None},
        {"triggeredAt": 10**400},
    ],
)
def test_a_forged_request_is_refused(desk: Desk, fields: dict[str, Any]) -> None:
    with pytest.raises(UnverifiedRequest):
        desk.door.verify(forged(**fields))


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(desk: Desk, body: bytes) -> None:
    with pytest.raises(UnverifiedRequest):
        desk.door.verify(request(body, {}))


@pytest.mark.parametrize(
    ("age", "fresh"),
    [
        (timedelta(), True),
        (timedelta(hours=20), True),  # Lever tries again for hours
        (timedelta(days=13), True),  # and lets a person send it again for two weeks
        (OLDEST + timedelta(minutes=1), False),
        (-timedelta(minutes=4), True),
        (-timedelta(minutes=6), False),
        (timedelta(days=36500), False),
    ],
)
def test_an_old_event_is_refused(desk: Desk, age: timedelta, fresh: bool) -> None:
    old = signed("candidateHired", {"opportunityId": OPP}, at=NOW - age)
    if fresh:
        desk.door.verify(old)
        return
    with pytest.raises(UnverifiedRequest, match="time"):
        desk.door.verify(old)


def test_the_token_is_the_key_so_that_a_signature_counts_once(desk: Desk) -> None:
    one = desk.door.entries(about("candidateHired"))[0]
    other = desk.door.entries(signed("candidateDeleted", {"opportunityId": "other"}))[0]
    assert one.key == other.key == "t-1" and one.about == f"lever:{CONTACT}"


def test_a_captured_request_with_other_data_is_the_same_event(desk: Desk) -> None:
    good = json.loads(about("candidateHired").body)
    for lies in ({"event": "candidateDeleted"}, {"data": {"opportunityId": "x", "contactId": "victim"}}, {"more": 1}):
        replayed = request(good | lies, {"x-anything": "else"})
        desk.door.verify(replayed)  # it is signed, for all that the signature covers
        assert desk.door.entries(replayed)[0].key == "t-1"


@pytest.mark.parametrize("digits", [1, 3, 10])
def test_the_line_between_token_and_time_cannot_be_moved(desk: Desk, digits: int) -> None:
    """Lever signs the two written one after the other."""
    good = json.loads(about("candidateHired").body)
    joined = f"{good['token']}{good['triggeredAt']}"
    for cut in (len(good["token"]) + digits, len(good["token"]) - 1):
        rest = joined[cut:].lstrip("-")
        moved = good | {"token": joined[:cut], "triggeredAt": int(rest)}
        with pytest.raises(UnverifiedRequest):
            desk.door.verify(request(moved, {}))


def test_whose_an_opportunity_is_comes_from_an_earlier_event_where_this_one_names_nobody(desk: Desk) -> None:
    (entry,) = desk.door.entries(signed("candidateDeleted", {"candidateId": OPP}))
    assert (entry.about, entry.application) == ("", OPP)
    (entry,) = desk.door.entries(about("candidateHired"))
    assert (entry.about, entry.application) == (f"lever:{CONTACT}", OPP)


def test_a_test_from_lever_s_settings_says_so(desk: Desk) -> None:
    assert desk.read(signed("candidateHired", {})).note == "a test from Lever's settings"


EVENTS = st.sampled_from(
    ["applicationCreated", "candidateHired", "candidateStageChange", "candidateArchiveChange", "candidateDeleted",
     "interviewCreated", "interviewDeleted", "contactUpdated"]
) | st.text(max_size=10)  # fmt: skip


@st.composite
def shown(draw: st.DrawFn) -> Any:
    return mutated(draw(st.sampled_from([opportunity(), opportunity("Own"), opportunity() | ARCHIVED])), draw)


def test_an_anonymised_person_whom_nobody_follows_up_is_said_to_be_nobody(desk: Desk, lever: LeverServer) -> None:
    lever.put(f"opportunities/{OPP}", opportunity() | {"isAnonymized": True})
    lever.put(f"contacts/{CONTACT}", {"id": CONTACT, "name": "Tam Nguyen"})
    (entry,) = desk.door.entries(signed("applicationCreated", {"opportunityId": OPP, "contactId": CONTACT}))
    reading = desk.door.read(entry, desk.known())
    assert (reading.tells, reading.note) == ((), "about someone who isn't followed up here")


@given(event=EVENTS, data=ANYTHING | st.just({"opportunityId": OPP, "contactId": CONTACT}), app=shown())
@pace(75)
def test_no_body_and_no_answer_ever_does_more_than_be_not_understood(
    desk: Desk, lever: LeverServer, event: str, data: Any, app: Any
) -> None:
    lever.put(f"opportunities/{OPP}", app)
    lever.put(f"opportunities/{OPP}/interviews", app)
    lever.put(f"postings/{POSTING}", data)
    lever.put(f"archive_reasons/{REASON}", app)
    (entry,) = desk.door.entries(signed(event, data))
    never_raises_else(desk.door, entry, desk.known(), NotUnderstood, NotNow)
