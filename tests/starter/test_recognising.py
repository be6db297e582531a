"""Lines that may be about one person are told one after the other, in the file's order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commands import signal_fact
from domain.events import Rejected
from ledger.store import Ledger
from starter.importing import Options, read_people
from starter.importing.lines import Enrolment
from starter.importing.matching import by_person, recognise
from tests.clocks import WEDNESDAY
from tests.starter.conftest import applied, settle


def line(number: int, ident: str, email: str = "", phone: str = "", job: str = "E1") -> Enrolment:
    return Enrolment(number, ident, job, "Somebody", email, phone, "", {})


def test_a_chain_of_shared_addresses_is_one_person() -> None:
    people = [line(2, "a", "x@x", ""), line(3, "b", "y@x", ""), line(4, "c", "z@x", "1"), line(5, "d", "y@x", "1")]
    assert [[one.line for one in group] for group in by_person(people)] == [[2], [3, 4, 5]]


def test_the_same_person_and_job_twice_in_a_file_is_told_once() -> None:
    found = recognise([line(2, "a", "x@x"), line(3, "b", "x@x"), line(4, "b", "x@x", job="E2")], None)
    assert [one.line for one in found.new] == [2, 4]
    assert [one.line for one in found.here] == [3]


MARKS = st.sampled_from(["", "1", "2", "3", "4"])


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), MARKS, MARKS), max_size=12))
def test_groups_share_nothing_and_lose_nobody(marks: list[tuple[str, str, str]]) -> None:
    people = [
        line(n, ident, email and f"e{email}", phone and f"p{phone}") for n, (ident, email, phone) in enumerate(marks)
    ]
    groups = by_person(people)
    assert sorted(one.line for group in groups for one in group) == list(range(len(people)))
    owned = [{mark for one in group for mark in (one.candidate_id, one.email, one.phone) if mark} for group in groups]
    assert sum(len(marks) for marks in owned) == len(set().union(*owned))
    assert all([one.line for one in group] == sorted(one.line for one in group) for group in groups)


def test_r17_a_number_stands_for_a_person_only_where_the_name_agrees_and_no_other_address_is_known(
    ledger: Ledger,
) -> None:
    number = "+12125550188"
    settle(ledger, "manual:ann", applied(candidate={"phone": number}))
    claims = {
        ("manual:same", "Lee, Ann", ""): "manual:ann",
        ("manual:same-2", "ANN LEE", "ann@example.com"): "manual:ann",
        ("manual:other-name", "Tom Lee", ""): "manual:other-name",
        ("manual:other-mail", "Ann Lee", "lee@example.org"): "manual:other-mail",
        ("manual:nameless", "", ""): "manual:nameless",
    }
    for (ident, name, email), owner in claims.items():
        assert ledger.claim(ident, at=WEDNESDAY, name=name, email=email, phone=number) == owner
        if owner != "manual:ann":
            assert ledger.owners([(email, number, "", name)])[0] in (None, ident)
    assert ledger.owners([("", number, "", "Ann Lee"), ("", number, "", "Tom Ray")]) == ["manual:ann", None]
    assert ledger.sharing([(number, "")]) == ["manual:ann"]


def test_r17_who_shares_a_number_with_somebody_who_has_just_come_in_is_named(ledger: Ledger) -> None:
    number = "+12125550188"
    person = {"first_name": "Ann", "last_name": "Lee", "phone": number}
    ledger.claim_told("greenhouse:1", applied(candidate=person | {"email": ""}), at=WEDNESDAY)
    tom, ann = (replace(line(2, "manual:p2", "", number), name=name) for name in ("Tom Ray", "Ann Lee"))
    (problem,) = recognise([tom], ledger).sharing
    shares = f"Tom Ray shares the number {number} with somebody who has just come in (greenhouse:1)"
    assert problem.text.partition(";")[0] == shares
    assert recognise([ann], ledger).sharing == []


def test_r17_in_one_file_a_number_joins_those_of_one_name_alone() -> None:
    def made(number: int, name: str, email: str = "") -> Enrolment:
        return replace(line(number, f"manual:p{number}", email, "+1", job=f"E{number}"), name=name, made=True)

    people = [made(2, "Ann Lee", "ann@x"), made(3, "LEE, Ann"), made(4, "Tom Lee"), made(5, "Ann Lee", "other@x")]
    found = recognise(people, None)
    assert [one.candidate_id for one in found.new] == ["manual:p2", "manual:p2", "manual:p4", "manual:p5"]
    assert [(problem.line, problem.text.partition(";")[0]) for problem in found.sharing] == [
        (4, "Tom Lee shares the number +1 with Ann Lee (line 2)"),
        (5, "Ann Lee shares the number +1 with Ann Lee (line 2)"),
    ]


def test_r17_an_application_after_a_rejection_is_told_as_the_file_calls_it(ledger: Ledger) -> None:
    """The number under which they were turned down is not that of the new one."""
    old = applied("rex", candidate={"email": "rex@example.com"}).model_copy(
        update={"application_id": "5082", "source": "greenhouse"}
    )
    rejected = Rejected(event_id="rejected", occurred_at=WEDNESDAY, application_id="5082")
    settle(ledger, "greenhouse:82", old, rejected)
    one = Enrolment(2, "manual:rex", "ENG-7", "Rex Lee", "rex@example.com", "", "", {"application_id": "ENG-7"})
    days = {-1: [], 1: [("ENG-7", True)]}
    for day, told in days.items():
        at = WEDNESDAY + timedelta(days=day)
        found = recognise([replace(one, fact={**one.fact, "applied_at": at.isoformat()}, applied_from=at)], ledger)
        assert [(line.fact["application_id"], bool(line.again)) for line in found.new] == told


def test_r17_an_ats_s_own_id_comes_first_and_a_typed_one_that_is_somebody_else_s_is_a_mistake(ledger: Ledger) -> None:
    """The ATS's hook told of them before, under the name and the address that they had then."""
    for ident in ("greenhouse:74", "manual:74"):
        person = {"first_name": "Beatrix", "last_name": "Ott", "email": f"{ident[:6]}@example.com"}
        settle(ledger, ident, applied(ident, candidate=person))
    line = Enrolment(2, "greenhouse:74", "OPS-1", "Bea Ott", "bea@example.com", "", "", {"application_id": "5074"})
    found = recognise([line], ledger)
    assert not found.bad and found.new == [line]
    assert (found.owner, found.named) == ({2: "greenhouse:74"}, {2: "Beatrix Ott"})
    (problem,) = recognise([replace(line, candidate_id="manual:74")], ledger).bad
    assert "give Bea Ott another id" in problem.text


OLD, NEW = "Ivo Berg,ivo@example.com,Cook,rejected,2026-03-02", "Ivo Berg,ivo@example.com,Cook,applied,2026-07-13"
ROWS = "name,email,job,stage,applied_at"


def read(*rows: str, header: str = ROWS) -> list[Enrolment]:
    content = "\n".join([header, *rows]).encode()
    return read_people(content, now=WEDNESDAY, options=Options(key=b"k")).good


def tell(ledger: Ledger, *rows: str, header: str = ROWS) -> list[tuple[int, bool]]:
    """The lines that are told, and whether as an application after another; their clocks hear them."""
    found = recognise(read(*rows, header=header), ledger)
    for one in found.new:
        told = {"event_id": one.event_id, "occurred_at": WEDNESDAY.isoformat(), "source": "cli", **one.fact}
        ident = found.owner.get(one.line, one.candidate_id)
        settle(ledger, ident, signal_fact("application_received", told, now=WEDNESDAY))
    assert found.again == [one.line for one in found.new if one.again]
    return [(one.line, bool(one.again)) for one in found.new]


def stages(ledger: Ledger) -> list[str]:
    (ident,) = {one.candidate_id for one in read(NEW)}
    return [app["stage"] for app in ledger.standings([ident])[ident]]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([[OLD, NEW]], [[(2, False), (3, True)]]),
        ([[NEW, OLD]], [[(2, False)]]),
        ([[OLD], [NEW]], [[(2, False)], [(2, True)]]),
        ([[OLD], [OLD, NEW]], [[(2, False)], [(3, True)]]),
        ([[OLD], [NEW, OLD]], [[(2, False)], [(2, True)]]),
        ([[OLD, NEW], [OLD, NEW], [NEW, OLD]], [[(2, False), (3, True)], [], []]),
        ([[NEW], [OLD]], [[(2, False)], []]),
    ],
    ids=["one file", "newest first", "two files", "both later", "both, newest first", "again", "old file later"],
)
def test_r17_whoever_was_turned_down_before_the_import_may_apply_again_for_the_job(
    ledger: Ledger, files: list[list[str]], told: list[list[tuple[int, bool]]]
) -> None:
    """Nobody knows when they were turned down; that a later application is another one is certain."""
    assert [tell(ledger, *rows) for rows in files] == told
    assert stages(ledger) == ["applied"]


@pytest.mark.parametrize(
    ("row", "again"),
    [
        ("applied,2026-03-02,", False),
        ("applied,2026-03-02T17:40:00Z,", False),
        ("applied,,", False),
        ("rejected,2026-07-13,", False),
        ("applied,2026-03-04,", True),
    ],
)
def test_r17_the_application_that_was_turned_down_is_no_other_one(ledger: Ledger, row: str, again: bool) -> None:
    header = "name,email,job,stage,applied_at,last_contact_at"
    rows = ["Ivo Berg,ivo@example.com,Cook,rejected,2026-03-02,", f"Ivo Berg,ivo@example.com,Cook,{row}"]
    assert tell(ledger, *rows, header=header) == [(2, False), (3, True)][: 1 + again]
    assert stages(ledger) == ["applied" if again else "rejected"]


@pytest.mark.parametrize("files", [1, 2])
def test_r17_where_the_day_of_an_old_application_is_unknown_their_last_contact_counts(
    ledger: Ledger, files: int
) -> None:
    header = "name,email,job,stage,applied_at,last_contact_at"
    closed, early, later = (
        f"Ivo Berg,ivo@example.com,Cook,{row}"
        for row in ("rejected,,2026-06-01", "applied,2026-05-01,", "applied,2026-07-13,")
    )
    if files == 1:
        assert tell(ledger, closed, early, later, header=header) == [(2, False), (4, True)]
    else:
        assert [tell(ledger, row, header=header) for row in (closed, early, later)] == [
            [(2, False)],
            [],
            [(2, True)],
        ]
    assert stages(ledger) == ["applied"]


def test_r17_whom_the_ats_showed_as_turned_down_may_apply_again_by_a_file(ledger: Ledger) -> None:
    old = applied("ivo", "cook", days_ago=0, stage="rejected", applied_at=WEDNESDAY - timedelta(days=130))
    settle(ledger, "greenhouse:7", old.model_copy(update={"application_id": "5082"}))
    assert tell(ledger, NEW.replace("Ivo Berg", "Ivo Lee")) == [(2, True)]
    assert [app["stage"] for app in ledger.standings(["greenhouse:7"])["greenhouse:7"]] == ["applied"]


def test_r17_an_application_of_the_record_that_ended_since_is_judged_by_the_record(ledger: Ledger) -> None:
    """The file still shows the old one as open, on the line before the new one."""
    stale = "Ivo Berg,ivo@example.com,Cook,applied,2026-03-02"
    tell(ledger, stale)
    (ident,) = {one.candidate_id for one in read(stale)}
    rejected_at = WEDNESDAY - timedelta(days=9)
    settle(ledger, ident, Rejected(event_id="no", occurred_at=rejected_at, application_id="cook"))
    assert tell(ledger, stale, NEW) == [(3, True)]


def test_r17_a_day_on_which_they_were_turned_down_is_no_later_application(ledger: Ledger) -> None:
    """The same file again, on the day on which they applied and had their answer."""
    today = f"Ivo Berg,ivo@example.com,Cook,applied,{WEDNESDAY:%Y-%m-%d}"
    tell(ledger, today)
    (ident,) = {one.candidate_id for one in read(today)}
    rejected_at = WEDNESDAY.replace(hour=9)
    settle(ledger, ident, Rejected(event_id="no", occurred_at=rejected_at, application_id="cook"))
    assert tell(ledger, today) == [] and stages(ledger) == ["rejected"]


def test_r5_a_zone_of_a_file_that_nobody_understands_is_a_line_on_the_timeline_and_a_task(ledger: Ledger) -> None:
    row, header = "Ivo Berg,ivo@example.com,Cook,applied,2026-07-13,Mars/One", f"{ROWS},timezone"
    tell(ledger, row, header=header)
    (one,) = read(row, header=header)
    (line,) = [told for told in ledger.timeline(one.candidate_id) if told.get("kind") == "zone"]
    assert line["type"] == "task_opened" and "the time zone on record isn't clear" in line["why"]
    (task,) = [task for task in ledger.tasks(candidate_id=one.candidate_id) if task["kind"] == "zone"]
    assert task["title"] == "Their time zone isn't clear: ask them, and set it with `followup prefer`"
