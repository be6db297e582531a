"""The team on record: from the file, from the ATS, and who is away, on each database (R25)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from domain.events import Person, StageChanged
from domain.names import Stage
from domain.people.team import Absence, Member, member
from ledger.store import Ledger
from tests.ledger.conftest import NOW, append, replied, sent
from tests.ledger.test_ledger_statements import counted
from tests.ledger.test_ledger_workload import application, stands

DAY = timedelta(days=1)
KIM = Person(name="Kim Park", email="Kim@acme.example", role="Talent Partner", phone="+1 555 0100")
SAM = member("Sam Lee", "sam@acme.example", role="lead", source="file")


def of_file(*who: Member) -> list[Member]:
    return list(who)


def test_whom_candidates_name_are_in_the_team(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application(recruiter=KIM, hiring_manager=Person(name="Max")))
    stands(ledger, "manual:bob", application(recruiter=KIM, hiring_manager=Person()))
    found = {one.key: one for one in ledger.team.all().members}
    assert set(found) == {"kim@acme.example", "name:max"}
    kim = found["kim@acme.example"]
    assert (kim.name, kim.email, kim.role, kim.title, kim.phone, kim.source) == (
        "Kim Park", "Kim@acme.example", "recruiter", "Talent Partner", "+1 555 0100", "ats",
    )  # fmt: skip
    assert found["name:max"].role == "hiring_manager"
    assert ledger.team.candidates_of() == {("Kim Park", "Kim@acme.example"): 2}


def test_what_the_file_says_counts_and_who_left_it_stays_while_they_are_needed(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application(recruiter=KIM, hiring_manager=Person()))
    file = of_file(member("Kim Park", "kim@acme.example", role="lead", title="Head", source="file"), SAM)
    assert ledger.team.follow_file(file) and not ledger.team.follow_file(file), "nothing is written twice"
    kim, sam = ledger.team.all().members
    assert (kim.role, kim.title, kim.source, sam.role) == ("lead", "Head", "file", "lead")
    stands(ledger, "manual:bob", application(recruiter=KIM, hiring_manager=Person()))
    assert ledger.team.all().members[0].role == "lead", "the ATS says nothing of roles"
    assert ledger.team.follow_file([])
    (kept,) = ledger.team.all().members
    assert (kept.key, kept.source, kept.role) == ("kim@acme.example", "ats", "recruiter")


def test_r25_an_absence_is_kept_and_costs_nothing_while_nobody_is_away(ledger: Ledger) -> None:
    ledger.team.follow_file([SAM, member("Kim Park", "kim@acme.example", role="recruiter", source="file")])
    with ledger.book("manual:ann"):
        pass  # a key that is made costs statements of its own, once
    with counted(ledger) as statements, ledger.book("manual:ann") as book:
        book.position()
        assert not book.team(NOW).members
    usual = len(statements)
    ledger.team.set_absence("kim@acme.example", Absence(NOW, NOW + DAY, (NOW + DAY).date(), SAM.key), "lead")
    with counted(ledger) as statements, ledger.book("manual:ann") as book:
        book.position()
        cover = book.team(NOW).cover_for("Kim Park", "", NOW)
    assert len(statements) == usual + 1, "one statement more while somebody is away"
    assert cover is not None and cover.who is not None and cover.who.email == "sam@acme.example"
    assert ledger.team.at(NOW).members and not ledger.team.at(NOW + DAY).members
    ledger.team.follow_file([SAM])
    assert ledger.team.at(NOW).members, "whoever is away stays on record, whatever the file says"


def test_r25_what_happened_meanwhile_is_told_of_their_own_candidates(ledger: Ledger) -> None:
    stands(ledger, "manual:ann", application(recruiter=KIM, hiring_manager=Person()))
    stands(ledger, "manual:bob", application(recruiter=Person(name="Lou"), hiring_manager=Person()))
    ledger.team.set_absence("kim@acme.example", Absence(NOW - DAY, NOW + DAY, NOW.date(), ""), "lead")
    moved = StageChanged(event_id="m", occurred_at=NOW, application_id="a1", stage=Stage.INTERVIEW)
    before = sent("k0", event_id="s0", occurred_at=NOW - 2 * DAY)
    for whose in ("manual:ann", "manual:bob"):
        append(ledger, before, sent("k1", event_id="s1"), replied(), moved, candidate_id=whose)
    (back,) = ledger.workload(coming_before=NOW + 2 * DAY).returns
    (one,) = back.happened
    assert one.about.candidate_id == "manual:ann"
    assert (one.sent, one.replies, one.done, one.moved_to) == (1, 1, 0, "interview")
    assert not ledger.workload(coming_before=NOW).returns, "they aren't back yet"


def test_r26_a_row_that_nobody_can_read_holds_nobody_up(ledger: Ledger, execute: Callable[..., list[Any]]) -> None:
    ledger.team.follow_file([SAM])
    execute("UPDATE team SET away_since = 'x', away_until = '9999', back_on = 'soon'")
    assert ledger.team.at(NOW).cover_for("Sam Lee", "", NOW) is None
