"""Greenhouse's events about people and offers: who is left in peace, who is one person, and what an offer is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.names import Channel, Stage
from domain.tags import MOST
from integrations.arrivals import NotUnderstood, NotYet
from ledger.inbox.rows import Arrival, Settled
from tests.integrations.ats.ats_desk import NOW, PLAYBOOK, Desk, decided, only, signals, told
from tests.integrations.ats.greenhouse_words import (
    about,
    application,
    candidate,
    greenhouse_desk,
    offer,
    signed,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with greenhouse_desk(tmp_path) as made:
        yield made


def test_do_not_mail_holds_from_the_first_instant(desk: Desk) -> None:
    app = application(candidate=candidate(can_email=False))
    (tell,) = desk.read(about(app, "new_candidate_application")).tells
    assert told([tell]).closed_channels == (Channel.EMAIL,)


def test_can_email_true_opens_nothing(desk: Desk) -> None:
    """R7: only they themselves open it again."""
    state = told(desk.read(about(application(candidate=candidate(can_email=False)))).tells)
    again = desk.read(signed("update_candidate", {"candidate": candidate(can_email=True)}))
    assert (again.tells, again.note) == ((), "about someone who isn't followed up here")
    desk.here(desk.read(about(application(candidate=candidate(can_email=False)))).tells)
    again = desk.read(signed("update_candidate", {"candidate": candidate(can_email=True)}))
    assert told(again.tells, state).closed_channels == (Channel.EMAIL,)
    assert told(desk.read(about(application("Onsite"))).tells, state).closed_channels == (Channel.EMAIL,)


def test_a_candidate_s_new_address_is_told(desk: Desk) -> None:
    state = desk.here(desk.read(about(application())).tells)
    new = candidate(email_addresses=[{"value": "noor@new.example", "type": "personal"}])
    reading = desk.read(signed("update_candidate", {"candidate": new}))
    assert told(reading.tells, state).candidate.email == "noor@new.example"


def test_tags_come_with_the_application_and_change_with_every_event_that_shows_others(desk: Desk) -> None:
    state = desk.here(desk.read(about(application(), "new_candidate_application")).tells)
    assert state.candidate.tags_now == ("welding",)
    assert signals(desk.read(about(application("Onsite")))) == ["application_received", "stage_changed"]  # no news
    moved = desk.read(about(application("Onsite", candidate=candidate(tags=["Welding", "Night shift, TIG"]))))
    assert signals(moved) == ["application_received", "stage_changed", "candidate_updated"]
    state = desk.stands(told(moved.tells, state))
    assert state.candidate.tags_now == ("night shift", "tig", "welding")
    edited = desk.read(signed("update_candidate", {"candidate": candidate(tags=["tig", "x" * 500])}))
    state = desk.stands(told(edited.tells, state))
    assert state.candidate.tags_now == ("tig", "x" * 79 + "\u2026")
    same = desk.read(signed("update_candidate", {"candidate": candidate(tags=["x" * 500, "TIG"])}))
    assert [tell.fact.get("tags") for tell in same.tells] == [None]
    unsaid = {name: value for name, value in candidate().items() if name != "tags"}  # a hire shows none
    assert signals(desk.read(about(application(None, candidate=unsaid, status="hired"), "hire_candidate"))) == [
        "application_received",
        "hired",
    ]
    none = desk.read(about(application("Onsite", candidate=candidate(tags=[]))))
    assert told(none.tells, state).candidate.tags_now == ()


def test_tags_are_told_while_it_is_not_known_what_is_on_record(desk: Desk) -> None:
    (first,) = desk.read(about(application(), "new_candidate_application")).tells
    desk.ledger.inbox.put([Arrival("greenhouse", "k1", "new_candidate_application", "greenhouse:4711", "{}", NOW)])
    (row,) = desk.ledger.inbox.due(NOW, 1)
    facts = ((first.candidate_id, first.fact["event_id"]),)  # told, and no worker has heard it
    desk.ledger.inbox.settle_all([Settled(row.number, "told", NOW, facts=facts)])
    moved = desk.read(about(application("Onsite", candidate=candidate(tags=["tig"]))))
    assert signals(moved) == ["application_received", "stage_changed", "candidate_updated"]
    assert told([first, *moved.tells]).candidate.tags_now == ("tig",)


def test_tags_for_which_there_is_no_room_are_not_told_again_and_again(desk: Desk) -> None:
    many = about(application("Onsite", candidate=candidate(tags=[f"tag {n}" for n in range(60)])))
    state = told(desk.read(about(application())).tells)
    own = {"hand": tuple(f"own {n}" for n in range(5))}
    state = desk.stands(state.model_copy(update={"candidate": state.candidate.model_copy(update={"tags": own})}))
    state = desk.stands(told(desk.read(many).tells, state))
    assert len(state.candidate.tags_now) == MOST and {*own["hand"]} < {*state.candidate.tags_now}
    assert "candidate_updated" not in signals(desk.read(many))


def test_a_merge_is_told_to_the_one_who_stays(desk: Desk) -> None:
    desk.here(desk.read(about(application())).tells)
    reading = desk.read(signed("merge_candidate", {"person": {"id": 4711, "new_candidate_id": 5000}}))
    (tell,) = reading.tells
    assert (tell.candidate_id, tell.fact["merged_id"]) == ("greenhouse:5000", "greenhouse:4711")
    nobody = desk.read(signed("merge_candidate", {"person": {"id": 1, "new_candidate_id": 2}}))
    assert not nobody.tells and nobody.note


def test_nothing_is_sent_to_somebody_who_was_deleted(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite"))).tells)
    gone = {"id": 4711, "first_name": "Noor", "deleted_application_ids": [88001]}
    reading = desk.read(signed("delete_candidate", {"person": gone}))
    assert signals(reading) == ["opted_out", "withdrawn"]
    state = told(reading.tells, state)
    assert state.stopped and set(state.closed_channels) == {Channel.EMAIL, Channel.SMS}
    assert only(state).stage is Stage.WITHDRAWN


def test_a_deletion_that_is_a_merge_closes_nobody_s_channels(desk: Desk) -> None:
    """Without a hook for merges Greenhouse tells them as deletions, of which the applications go on elsewhere."""
    desk.here(desk.read(about(application("Onsite"))).tells)
    with pytest.raises(NotUnderstood, match="how Greenhouse tells a merge"):
        desk.read(signed("delete_candidate", {"person": {"id": 4711, "deleted_application_ids": []}}))


def test_an_anonymised_person_is_left_in_peace_and_what_they_did_here_is_not_undone(desk: Desk) -> None:
    state = desk.here(desk.read(about(application(None, status="hired"), "hire_candidate")).tells)
    reading = desk.read(signed("candidate_anonymized", {"candidate_id": 4711, "anonymized_fields": ["full_name"]}))
    assert signals(reading) == ["opted_out"]
    assert only(told(reading.tells, state)).stage is Stage.HIRED
    other = desk.read(signed("candidate_anonymized", {"candidate_id": 4711, "anonymized_fields": ["education"]}))
    assert not other.tells and other.note


def test_a_deleted_application_is_for_a_colleague_to_judge_unless_the_playbook_says(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Onsite"))).tells)
    gone = {"application": {"id": 88001, "candidate_id": 4711, "job_id": 300}}
    after = told(desk.read(signed("delete_application", gone)).tells, state)
    assert only(after).stage is Stage.INTERVIEW and "Application deleted" in after.pending[-1].error  # type: ignore[attr-defined]
    ats = PLAYBOOK.ats.model_copy(update={"greenhouse": {"application deleted": Stage.WITHDRAWN}})
    desk.playbook = PLAYBOOK.model_copy(update={"ats": ats})
    assert only(told(desk.read(signed("delete_application", gone)).tells, state)).stage is Stage.WITHDRAWN


# ---------------------------------------------------------------- offers


def test_an_offer_counts_once_it_was_sent(desk: Desk) -> None:
    state = desk.here(desk.read(about(application("Offer"))).tells)
    assert desk.read(offer("Created", sent_on=None)).note == "an offer that was not sent yet"
    assert desk.read(offer("Deprecated")).tells == ()
    state = told(desk.read(offer("Created")).tells, state)
    made = only(state).offer
    assert made is not None and (made.start_date.isoformat(), made.notes) == ("2026-12-01", "")  # type: ignore[union-attr]
    state = told(desk.read(offer("Rejected", resolved_at=NOW.isoformat())).tells, state)
    assert only(state).offer.answer == "declined"  # type: ignore[union-attr]


@pytest.mark.parametrize("nested", [True, False])
def test_an_offer_that_lies_with_them_and_is_deleted_is_put_to_a_colleague(desk: Desk, nested: bool) -> None:
    payload = {"id": 66, "application_id": 88001, "offer_status": "Created", "sent_on": "2026-11-02"}
    deleted = signed("offer_deleted", {"offer": payload} if nested else payload)
    assert desk.door.entries(deleted)[0].application == "88001"
    state = desk.here(desk.read(about(application("Offer"))).tells)
    assert desk.read(deleted).note
    state = desk.stands(told(desk.read(offer("Created")).tells, state))
    after = told(desk.read(deleted).tells, state)
    assert [task.kind for task in decided(after).tasks] == ["offergone"]
    desk.stands(told(desk.read(offer("Rejected")).tells, state))
    assert desk.read(deleted).note


def test_an_offer_to_somebody_who_may_still_be_on_the_way_is_read_again_later(desk: Desk) -> None:
    with pytest.raises(NotYet):
        desk.read(offer("Created"))
    with pytest.raises(NotUnderstood, match="88001"):
        desk.read(offer("Created"), now=NOW + timedelta(days=2))


@pytest.mark.parametrize("action", ["ping", "interview_deleted", "offer_deleted", "scorecard_deleted", "job_created"])
def test_what_nothing_follows_from_says_so(desk: Desk, action: str) -> None:
    reading = desk.read(signed(action, {"interview": {"id": 5}}))
    assert reading.tells == () and reading.note
