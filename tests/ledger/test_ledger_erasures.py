"""What an erasure takes out of the ledger and what it leaves (R23); whom it must not touch; who may not be erased."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.events import ApplicationReceived, CandidateMerged, Contactable, Erased, OptedOut
from domain.names import Channel
from domain.people.team import member
from domain.state.model import CandidateState
from domain.views.erasure_left import in_the_way
from ledger.inbox.rows import Arrival
from ledger.keys.key_store import KeysUnavailable
from ledger.people.erasures import EMPTIES, Held, NotKnown
from ledger.people.erasures_file import ErasuresFile
from ledger.schema import metadata
from ledger.store import Ledger
from starter.erasing import empty_again
from tests.ledger.conftest import ANN, NOW, append, noted, person
from tests.ledgers import forget

BOB = "manual:bob"
LATER = NOW + timedelta(hours=1)


def here(ledger: Ledger, ident: str = ANN, **more: Any) -> None:
    """Somebody with a note on record, and where they stand."""
    who = person(ident).model_copy(update=more)
    with ledger.book(ident) as book:
        book.append([noted(1)], who, NOW)
        book.project(CandidateState(candidate=who), {"name": who.full_name, "state": "active"})
    ledger.claim(ident, at=NOW, email=who.email, phone=who.phone, name=who.full_name)


def applies(ident: str = "a9", *, at: Any = LATER, **more: Any) -> ApplicationReceived:
    return ApplicationReceived(
        event_id=f"{ident}@{at}", occurred_at=at, application_id=ident, job_id="eng", candidate=Contactable(), **more
    )


def test_every_table_says_what_an_erasure_does_there() -> None:
    assert {table.name for table in metadata.sorted_tables} == set(EMPTIES)


def test_r23_nothing_of_theirs_is_found_afterwards_and_what_others_have_stays(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    here(ledger)
    here(ledger, BOB, first_name="Bob", email="bob@example.com", phone="+12125550199")
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    assert ledger.erasures.found_in_tables(erasure)[0]  # before it they are found
    ledger.erasures.empty(erasure, LATER)
    assert ledger.erasures.found_in_tables(erasure)[0] == []
    assert ledger.status(ANN) is None and not ledger.known(ANN)
    assert ledger.status(BOB) is not None and ledger.verify(BOB) == []
    assert "compiler" in str(ledger.timeline(BOB)) and "compiler" not in str(ledger.timeline(ANN))
    left = str([execute(f"SELECT * FROM {table.name}") for table in metadata.sorted_tables if table.name != "erasures"])
    assert "ann@example.com" not in left


def test_r23_a_longer_name_of_somebody_else_holds_nobodys_certificate_up(ledger: Ledger) -> None:
    """A file of the ledger holds both names, and nothing in it says where one ends."""
    here(ledger, first_name="Ann", last_name="Lee")
    here(ledger, BOB, first_name="Ann", last_name="Leeson", email="bob@example.com", phone="+12125550199")
    erasure = forget(ledger, ANN, NOW)
    found, others = ledger.erasures.found_in_tables(erasure)
    assert found == [] and others.names == {"Ann Lee"}
    says_of(ledger, "Shares a flat with Ann Lee.", "manual:carl")
    (left,) = ledger.erasures.found_in_tables(erasure)[0]
    assert (left.whose, left.is_part) == ("manual:carl", False), "and hides nothing of theirs elsewhere"


def test_r7_a_deleted_person_silences_nobody_who_has_the_same_number(ledger: Ledger) -> None:
    here(ledger)
    shared = person(BOB).model_copy(update={"email": "bob@example.com"})
    forget(ledger, ANN, NOW)
    assert ledger.suppressed(shared) == {Channel.SMS, Channel.PHONE}  # the number is closed, and their mail is not
    assert ledger.suppressed(person(BOB)) == frozenset(Channel)


def test_r23_whose_time_is_up_has_refused_nothing(ledger: Ledger) -> None:
    here(ledger)
    erasure = ledger.erasures.ask(ANN, "retention", "followup", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW)
    assert ledger.suppressed(person(BOB)) == frozenset()


def test_r7_a_wish_that_was_heard_before_is_kept_as_it_was_said(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    here(ledger)
    append(ledger, OptedOut(event_id="stop", occurred_at=NOW, source="page"))
    forget(ledger, ANN, LATER)
    assert {row[0] for row in execute("SELECT reason FROM suppressions")} == {"opted out"}


def test_r23_a_legal_hold_refuses_with_its_reason_until_it_is_lifted_or_over(ledger: Ledger) -> None:
    here(ledger)
    ledger.erasures.hold(ANN, "case 7 before the labor court", "kim", NOW, LATER)
    with pytest.raises(Held, match="case 7 before the labor court"):
        ledger.erasures.ask(ANN, "request", "kim", NOW)
    assert ledger.erasures.ask(ANN, "request", "kim", LATER + timedelta(seconds=1)).state == "asked"


def test_r23_a_hold_that_comes_before_the_first_step_stops_it_and_they_go_on(ledger: Ledger) -> None:
    here(ledger)
    erasure = ledger.erasures.ask(ANN, "retention", "followup", NOW).erasure_id
    ledger.erasures.hold(ANN, "an inquiry", "kim", NOW)
    with pytest.raises(Held):
        ledger.erasures.mark(erasure, NOW)
    refused = ledger.erasures.one(erasure)
    assert refused.state == "refused" and f"`followup hold {ANN}` says why" in refused.says
    assert "an inquiry" not in refused.says, "the reason is in somebody's words, and goes with the hold"
    assert not ledger.erasures.are_erased(ANN) and ledger.known(ANN)
    assert ledger.erasures.lift(ANN, "kim", LATER) == 1
    forget(ledger, ANN, LATER)
    assert not ledger.known(ANN)


def test_r23_what_was_begun_is_carried_through_also_where_a_hold_comes_later(ledger: Ledger) -> None:
    here(ledger)
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.hold(ANN, "an inquiry", "kim", NOW)
    ledger.erasures.mark(erasure, LATER)  # once more, after a crash
    ledger.erasures.empty(erasure, LATER)
    assert not ledger.known(ANN) and ledger.erasures.one(erasure).state == "running"


def test_r23_an_id_that_is_joined_after_it_was_asked_for_goes_too(ledger: Ledger) -> None:
    here(ledger)
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    assert ledger.claim("greenhouse:7", at=NOW, email="ann@example.com") == ANN
    ledger.erasures.mark(erasure, NOW)
    ledger.erasures.empty(erasure, NOW)
    assert ledger.erasures.one(erasure).ids == ("greenhouse:7", ANN)
    assert ledger.erasures.takes_in("greenhouse:7", ledger.owner_of("greenhouse:7"), noted(9)) == ""


@pytest.mark.parametrize("asked", [ANN, BOB])
def test_r23_two_ids_that_are_just_being_joined_go_together_and_who_comes_in_later_does_not(
    ledger: Ledger, asked: str
) -> None:
    here(ledger)
    here(ledger, BOB, first_name="Bob", email="bob@example.com", phone="+12125550199")
    append(ledger, CandidateMerged(event_id="merge", occurred_at=NOW, source="ats", merged_id=BOB))
    assert set(ledger.erasures.ask(asked, "request", "kim", NOW).ids) == {ANN, BOB}
    ledger.erasures.finish(forget(ledger, asked, NOW), {"erased": True}, NOW)
    assert ledger.erasures.takes_in(BOB, ledger.owner_of(BOB), applies()) == f"{BOB}.2"
    here(ledger, f"{BOB}.2")
    with pytest.raises(NotKnown):
        ledger.erasures.ask(ANN, "request", "kim", LATER)
    assert ledger.status(f"{BOB}.2") is not None and not ledger.erasures.are_erased(f"{BOB}.2")


def test_r23_nobody_is_erased_who_is_not_here_and_nobody_twice(ledger: Ledger) -> None:
    with pytest.raises(NotKnown):
        ledger.erasures.ask("manual:nobody", "request", "kim", NOW)
    here(ledger)
    first = ledger.erasures.ask(ANN, "request", "kim", NOW)
    assert ledger.erasures.ask(ANN, "retention", "followup", LATER).erasure_id == first.erasure_id
    forget(ledger, ANN, LATER)


def test_r23_all_ids_of_a_person_are_erased_under_whichever_one_asks(ledger: Ledger) -> None:
    here(ledger)
    assert ledger.claim("greenhouse:7", at=NOW, email="ann@example.com") == ANN
    assert set(ledger.erasures.ask("greenhouse:7", "request", "kim", NOW).ids) == {ANN, "greenhouse:7"}


@pytest.mark.parametrize(
    ("fact", "anew"),
    [
        (applies("a9"), True),
        (applies("a9", at=NOW - timedelta(days=1)), False),  # it came in late
        (applies("a9", applied_at=NOW - timedelta(days=9)), False),  # the ATS tells of an old one with whatever changes
        (applies("a1", known_as="greenhouse:1"), False),  # it is the one that was erased
        (applies("a9", known_as="greenhouse:1", applied_at=LATER), True),
        (noted(3), False),
    ],
)
def test_r23_only_an_application_after_it_brings_somebody_in_and_they_are_somebody_new(
    ledger: Ledger, fact: Any, anew: bool
) -> None:
    append(ledger, applies("a1", at=NOW - timedelta(days=9)))
    forget(ledger, ANN, NOW)
    owner = ledger.erasures.takes_in(ANN, ledger.owner_of(ANN), fact)
    assert owner == (f"{ANN}.2" if anew else "")
    if not anew:
        return
    assert ledger.owner_of(ANN) == f"{ANN}.2"
    with ledger.book(f"{ANN}.2") as book:
        assert book.position().seq == 0 and not book.erased  # nothing of the one who was erased is theirs
    old = noted(4).model_copy(update={"application_id": "a1"})
    assert ledger.erasures.takes_in(ANN, f"{ANN}.2", old) == ""  # what is about the old one still is
    assert ledger.erasures.takes_in(ANN, f"{ANN}.2", noted(5)) == f"{ANN}.2"
    here(ledger, f"{ANN}.2")
    forget(ledger, f"{ANN}.2", LATER)
    assert ledger.erasures.successor(ANN) == f"{ANN}.3"


def test_r23_who_applies_anew_while_they_are_being_erased_stays(ledger: Ledger) -> None:
    here(ledger)
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    ledger.erasures.mark(erasure, NOW)
    assert ledger.erasures.takes_in(ANN, ANN, applies()) == f"{ANN}.2"
    here(ledger, f"{ANN}.2")
    ledger.erasures.empty(erasure, LATER)
    assert ledger.owner_of(ANN) == f"{ANN}.2" and ledger.status(f"{ANN}.2") is not None
    assert ledger.erasures.found_in_tables(erasure)[0] == []  # what is theirs now is theirs


def test_r23_what_comes_in_late_about_them_loses_its_words_once_it_is_settled(ledger: Ledger) -> None:
    here(ledger)
    forget(ledger, ANN, NOW)
    ledger.inbox.put([Arrival("ats", "late", "event", ANN, "Ann Lee moved on", LATER)])
    assert ledger.erasures.forget_late() == 0  # it has its turn first
    ledger.inbox.settle(1, "nothing", LATER, error="they were erased")
    assert ledger.erasures.forget_late() == 1 and ledger.inbox.one(1)["body"] == ""  # type: ignore[index]


def test_r23_a_copy_of_the_ledger_from_before_brings_nobody_back(ledger: Ledger, tmp_path: Any) -> None:
    """The ledger is the copy; the file beside the keys is newer."""
    here(ledger)
    file = ErasuresFile(tmp_path / "keys" / "erasures")
    file.add("e1", [ANN, "greenhouse:7"], "request", NOW)
    file.add("e1", [ANN, "greenhouse:7"], "request", NOW)
    with file.path.open("a") as more:
        more.write('{"erasure": "e2", "ids": ["manual:')  # a power failure
    assert len(file.entries()) == 1 and file.path.stat().st_mode & 0o077 == 0
    assert empty_again(ledger, file, LATER) == ["e1"]
    assert ledger.status(ANN) is None and ledger.suppressed(person()) == frozenset(Channel)
    assert "ann@example.com" not in file.path.read_text()
    ledger.erasures.finish("e1", {"erased": True}, LATER)
    ledger.erasures.ask_again("e1", [ANN, "greenhouse:7"], "request", NOW)
    assert empty_again(ledger, file, LATER) == []  # and what is done stays done


def test_r23_a_worker_that_starts_again_in_the_middle_keeps_the_words_to_look_for_and_what_was_counted(
    ledger: Ledger, tmp_path: Any
) -> None:
    here(ledger)
    erasure = forget(ledger, ANN, NOW)
    before = ledger.erasures.one(erasure)
    file = ErasuresFile(tmp_path / "keys" / "erasures")
    file.add(erasure, [ANN], "request", NOW)
    assert empty_again(ledger, file, LATER) == [erasure]
    after = ledger.erasures.one(erasure)
    assert "ann@example.com" in ledger.erasures.words(erasure).certain
    assert after.done["ledger"] == before.done["ledger"] and after.done["ledger"]["facts"] == 1
    assert (after.asked_by, after.asked_at) == (before.asked_by, before.asked_at)


def test_r23_a_clock_that_is_told_so_in_temporal_asks_the_ledger(ledger: Ledger) -> None:
    here(ledger)
    append(ledger, Erased(event_id="told", occurred_at=NOW, source="ops", author="kim"))
    (asked,) = ledger.erasures.under_way()
    assert ledger.erasures.one(asked).ids == (ANN,) and ledger.erasures.one(asked).asked_by == "kim"


def test_r23_the_words_that_are_looked_for_are_sealed_while_it_lasts_and_gone_afterwards(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    here(ledger)
    erasure = forget(ledger, ANN, NOW)
    assert "ann@example.com" in ledger.erasures.words(erasure).certain
    ((sealed,),) = execute("SELECT words FROM erasures")
    assert "example.com" not in sealed and b"example.com" not in base64.b64decode(sealed)
    ledger.erasures.finish(erasure, {"erased": True}, LATER)
    assert execute("SELECT words FROM erasures") == [(None,)]
    assert not ledger.erasures.words(erasure)


def test_r23_nobody_is_certified_to_be_gone_where_the_words_to_look_for_cannot_be_read(
    ledger: Ledger, ledger_url: str
) -> None:
    here(ledger)
    erasure = forget(ledger, ANN, NOW)
    other = Ledger(ledger_url, ["a secret that was changed meanwhile"], ledger.keys._place)
    with pytest.raises(KeysUnavailable, match="FOLLOWUP_SECRET_KEY that isn't set any more; add the old key"):
        other.erasures.words(erasure)
    other.close()


def test_r23_a_refusal_of_an_earlier_release_loses_the_reason_with_the_person(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    here(ledger)
    erasure = ledger.erasures.ask(ANN, "request", "kim", NOW).erasure_id
    said = f"{ANN} is under a legal hold, placed by kim: her quarrel with Odile. `followup hold {ANN} --lift` ends it."
    execute("UPDATE erasures SET state = 'refused', says = :s WHERE erasure_id = :e", s=said, e=erasure)
    execute("DELETE FROM erased_ids")
    forget(ledger, ANN, NOW)
    assert ledger.erasures.one(erasure).says == ""


def test_r23_a_lost_key_of_a_months_arrivals_holds_no_erasure_up(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    here(ledger)
    ledger.inbox.put([Arrival("greenhouse", "e1", "event", ANN, "about Ann, ann@example.com", NOW)])
    ledger.inbox.put([Arrival("greenhouse", "e2", "event", BOB, "about Bob", NOW)])
    execute("DELETE FROM person_keys WHERE workflow_id LIKE 'inbox-%'")
    for path in Path(ledger.keys._where.store.folder).glob("wrapped-keys") if ledger.keys.has_store else ():
        path.unlink()
    ledger.keys._by_id.clear()
    erasure = forget(ledger, ANN, NOW)
    assert ledger.erasures.found_in_tables(erasure)[0] == []
    bodies = dict(tuple(row) for row in execute("SELECT key, body FROM inbox"))
    assert bodies["e1"] == "" and bodies["e2"] != ""


LINDQVIST = {"first_name": "Ann", "last_name": "Lindqvist"}


def says_of(ledger: Ledger, words: str, whose: str = BOB) -> None:
    fact = noted(7).replace(text=words)
    append(ledger, fact, candidate_id=whose)


def test_r23_a_surname_alone_in_somebody_elses_record_is_found_and_is_said_to_be_perhaps_theirs(
    ledger: Ledger,
) -> None:
    here(ledger, **LINDQVIST)
    here(ledger, BOB, first_name="Bob", last_name="Okafor", email="bob@example.com", phone="+12125550199")
    says_of(ledger, "Ask Lindqvist about the flat.")
    erasure = forget(ledger, ANN, NOW)
    (left,), _ = ledger.erasures.found_in_tables(erasure)
    assert left.is_part and left.whose == BOB and left.ident == "note-7"
    assert "(a word of their name)" in left.says and "--not-theirs" in in_the_way([left])
    ledger.erasures.note(erasure, "search", tries=3, parts=[left.key], places=1)
    assert [ledger.erasures.not_theirs(erasure, "kim") for _ in range(2)] == [1, 0]
    assert ledger.erasures.one(erasure).done["not_theirs"] == {"by": "kim", "keys": [left.key], "places": 1}


def test_r23_with_the_whole_name_or_a_number_beside_it_nobody_can_say_that_it_means_somebody_else(
    ledger: Ledger,
) -> None:
    here(ledger, **LINDQVIST)
    here(ledger, BOB, first_name="Bob", last_name="Okafor", email="bob@example.com", phone="+12125550199")
    says_of(ledger, "Ask Lindqvist, under (212) 555-0123.")
    (left,), _ = ledger.erasures.found_in_tables(forget(ledger, ANN, NOW))
    assert not left.is_part


@pytest.mark.parametrize("who", ["a candidate", "a colleague", "an everyday word"])
def test_r23_a_surname_that_others_have_too_holds_nobodys_certificate_up(ledger: Ledger, who: str) -> None:
    here(ledger, **(LINDQVIST | ({"last_name": "Will"} if who == "an everyday word" else {})))
    here(ledger, BOB, first_name="Bob", last_name="Okafor", email="bob@example.com", phone="+12125550199")
    says_of(ledger, "Lindqvist will see. Will Lindqvist come?" if who != "an everyday word" else "Will he come?")
    if who == "a candidate":
        other = {"first_name": "Sven", "last_name": "Lindqvist", "email": "sven@example.com", "phone": "+12125550188"}
        here(ledger, "manual:sven", **other)
    if who == "a colleague":
        ledger.team.follow_file([member("Ulla Lindqvist", "ulla@acme.example", role="recruiter", source="file")])
    assert ledger.erasures.found_in_tables(forget(ledger, ANN, NOW))[0] == []


def test_r23_only_the_ledgers_own_files_are_taken_for_them(on_sqlite: Ledger, tmp_path: Path) -> None:
    """A copy may lie beside it, or have the same name elsewhere: that one holds the certificate up."""
    own = ("ledger.db", "ledger.db-wal", str(tmp_path / "ledger.db"), f"{tmp_path}/ledger.db-wal")
    others = ("ledger.db.bak", "old/ledger.db", "/elsewhere/ledger.db", "my-ledger.db", "notes.txt")
    assert all(map(on_sqlite.erasures.is_own_file, own))
    assert not any(map(on_sqlite.erasures.is_own_file, others))
