"""People are found by what they are called, reached by and have applied for, on both databases."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from domain.events import Person, SurveyAnswered, TaskOpened
from domain.names import Stage
from domain.people.search_words import words_of_snapshot
from domain.views.status import status_view
from domain.views.workload import Colleague
from ledger.queries import search
from ledger.schema import candidates, search_words
from ledger.store import Ledger
from tests.ledger.conftest import NOW, append, noted, opened, person, replied
from tests.ledger.test_ledger_statements import counted
from tests.ledger.test_ledger_workload import application, stands

ANN, JOSE, ZOE = "manual:ann", "greenhouse:17", "manual:zoe"
Execute = Callable[..., list[Any]]


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    """Three people, of whom two share a name."""
    rita = Person(name="Rita Lopez", email="rita@acme.example")
    ops = application("a3", job_id="OPS-1", job_title="Operations Lead", recruiter=rita)
    _stand(ledger, ANN, "Ann", "Lee", "ann@example.com", "+12125550123", application())
    _stand(ledger, JOSE, "José", "García", "jose@example.com", "", application("a2", Stage.REJECTED), ops)
    _stand(ledger, ZOE, "Zoë", "Lee-García", "zoe@post.example", "+34911234567", ops)
    return ledger


def _stand(ledger: Ledger, ident: str, first: str, last: str, email: str, phone: str, *apps: Any, **more: Any) -> None:
    from domain.state.model import CandidateState

    who = person(ident, first_name=first, last_name=last, email=email, phone=phone)
    state = CandidateState(candidate=who, applications=apps, **more)
    with ledger.book(ident) as book:
        book.project(state, status_view(state))


def ids(ledger: Ledger, text: str, **more: Any) -> list[str]:
    return [row["id"] for row in ledger.find(text, **more)[0]]


FOUND = {
    "ann": [ANN],
    "GARCIA": [JOSE, ZOE],
    "garcía josé": [JOSE],
    "lee": [ANN, ZOE],
    "jose@example.com": [JOSE],
    "example.com": [ANN, JOSE],
    "(212) 555-0123": [ANN],
    "greenhouse:17": [JOSE],
    "17": [JOSE],
    "ops-1": [JOSE, ZOE],
    "operations lee": [ZOE],
    "%": [],
    "_": [],
    "' OR 1=1 --": [],
    "nobody": [],
}


def test_r17_find(people: Ledger) -> None:
    for text, found in FOUND.items():
        assert ids(people, text) == found, text
        assert sorted(row["id"] for row in people.listing(search=text)) == sorted(found), text
        assert people.how_many(search=text) == len(found), text


def test_the_middle_of_a_word_finds_in_plain_and_not_where_words_are_found_by_their_beginnings(people: Ledger) -> None:
    assert ids(people, "arc") == ([] if people.keys.seals_ledger else [JOSE, ZOE]), "nobody's word begins so"


def test_what_find_tells(people: Ledger) -> None:
    (row,), of_all = people.find("jose")
    assert of_all == 1
    assert row == {
        "id": JOSE,
        "name": "José García",
        "state": "active",
        "email": "jose@example.com",
        "phone": "",
        "applications": [
            {"id": "a2", "job": "ENG-7", "title": "Engineer", "stage": "rejected"},
            {"id": "a3", "job": "OPS-1", "title": "Operations Lead", "stage": "applied"},
        ],
    }
    assert ids(people, "lee", limit=1) == [ANN] and people.find("lee", limit=1)[1] == 2
    assert ids(people, "lee garcia zoe") == [ZOE]


def test_the_very_name_comes_first_then_those_with_the_whole_words(people: Ledger) -> None:
    for ident, first, last in (
        ("a", "Anna", "Lee"),
        ("b", "Annette", "Lee"),
        ("c", "Zed Ann", "Lee"),
        ("d", "Lee", "Ann"),
    ):
        _stand(people, f"manual:{ident}", first, last, "", "", application())
    found = ids(people, "ann lee")
    assert found == [ANN, "manual:d", "manual:c", "manual:a", "manual:b"]


def test_a_search_is_one_of_several_filters(people: Ledger) -> None:
    wanted = {"search": "garcia", "stage": Stage.APPLIED}
    assert [row["id"] for row in people.listing(**wanted, job="OPS-1")] == [JOSE, ZOE]
    assert [row["id"] for row in people.listing(**wanted, job="ENG-7")] == []


def test_r17_a_changed_name_finds_and_the_old_one_does_not(people: Ledger) -> None:
    _stand(people, ANN, "Ann", "Okafor", "ann@example.com", "+12125550123", application())
    assert ids(people, "okafor") == [ANN] and ids(people, "ann lee") == []


def test_r17_an_address_that_they_had_once_finds_them(people: Ledger) -> None:
    append(people, noted(1), candidate_id=ANN, candidate=person(ANN, email="old@example.com"))
    people.claim(ANN, at=NOW, email="old@example.com")
    assert ids(people, "old@example.com") == [ANN]
    assert people.reached_at("OLD@example.com") == [ANN]
    assert people.reached_at("no address") == []
    _stand(people, "manual:new", "New", "Owner", "old@example.com", "", application())
    assert people.reached_at("old@example.com") == ["manual:new"], "who has it now comes first"


def test_r17_the_same_person_is_found_once_and_by_either_id(people: Ledger, execute: Execute) -> None:
    execute("INSERT INTO aliases (candidate_id, owner_id) VALUES ('lever:9f', :ann)", ann=ANN)
    assert ids(people, "lever:9f") == [ANN]
    _stand(people, JOSE, "José", "García", "jose@example.com", "", merged_into=ANN)
    execute("INSERT INTO aliases (candidate_id, owner_id) VALUES (:jose, :ann)", jose=JOSE, ann=ANN)
    assert ids(people, "jose") == [] and execute("SELECT count(*) FROM search_words") == [(2,)]


def test_r17_called(people: Ledger) -> None:
    assert people.called("lee ann") == [ANN] and people.called("Lee") == [] and people.called("Zoe Lee-Garcia") == [ZOE]


def test_r26_whom_another_release_wrote_is_found_and_written_down_at_the_next_start(
    people: Ledger, execute: Execute
) -> None:
    execute("DELETE FROM search_words")
    assert ids(people, "garcía") == [JOSE, ZOE] and ids(people, "arc") == [JOSE, ZOE]
    people.migrate()
    assert execute("SELECT count(*) FROM search_words") == [(3,)]
    assert ids(people, "garcía") == [JOSE, ZOE]


def test_more_people_than_a_page_are_written_down(people: Ledger, execute: Execute, monkeypatch: Any) -> None:
    monkeypatch.setattr(search, "PAGE", 2)
    execute("DELETE FROM search_words")
    people.migrate()
    assert execute("SELECT count(*) FROM search_words") == [(3,)]


def test_r4_what_somebody_is_found_by_is_written_only_where_it_changes(people: Ledger) -> None:
    with counted(people) as statements:
        stands(people, "manual:bob", application())
    assert any("search_words" in statement for statement in statements)
    with counted(people) as statements:
        stands(people, "manual:bob", application(), last_contact_at=NOW)
    assert not any("search_words" in statement or "applications (" in statement for statement in statements)


def test_recruiters_are_those_on_record(people: Ledger) -> None:
    assert Colleague("Rita Lopez", "rita@acme.example") in people.recruiters()
    by_address = people.listing(recruiter=Colleague("Rita Lopez", "rita@acme.example"))
    assert {row["id"] for row in by_address} == {JOSE, ZOE}
    assert people.listing(recruiter=Colleague("Rita Lopez", "another@acme.example")) == []
    assert people.listing(recruiter=Colleague("Nobody")) == []


def test_positions(people: Ledger) -> None:
    people.open_position("NEW-1", {"title": "Site Lead"}, "kim", NOW)
    people.open_position("NEW-1", {"title": "Site Manager"}, "kim", NOW)
    eng, new, ops = people.positions.all()
    assert (eng["job"], eng["title"], eng["open"], eng["closed"]) == ("ENG-7", "Engineer", 1, 1)
    assert eng["stages"] == {"applied": 1, "rejected": 1} and eng["recruiters"] == ["Kim"]
    assert (new["job"], new["title"], new["open"], new["stages"]) == ("NEW-1", "Site Manager", 0, {})
    assert (ops["open"], ops["recruiters"], ops["next_at"]) == (2, ["Rita Lopez"], None)
    assert [(one["id"], one["stage"]) for one in people.positions.people("ENG-7")] == [
        (JOSE, "rejected"),
        (ANN, "applied"),
    ]


def test_r1_whoever_may_have_waited_is_looked_at_page_by_page(people: Ledger, monkeypatch: Any) -> None:
    monkeypatch.setattr("ledger.queries.open_candidates._PAGE", 1)
    stands(people, "manual:bob", application(), last_contact_at=NOW)
    waited = people.waiting.without_word_since(NOW - timedelta(days=1))
    assert [state.candidate.candidate_id for state, _ in waited] == [JOSE, ANN, ZOE]


def test_r14_what_they_say_about_us_stands_with_the_task_that_asks_for_an_answer(people: Ledger) -> None:
    said = SurveyAnswered(event_id="s", occurred_at=NOW, score=2, comment="I waited for weeks.")
    opened = TaskOpened(
        event_id="o",
        occurred_at=NOW,
        task_id="feedback-1",
        kind="feedback",
        title="Read it",
        due_at=NOW,
        assignee="Kim",
    )
    append(people, said, replied(words="Thursday suits me"), opened, candidate_id=ANN)
    (task,) = people.workload().tasks
    assert task.words == "I waited for weeks."


def test_a_search_takes_few_statements_however_many_are_found(people: Ledger) -> None:
    with counted(people) as statements:
        assert len(people.find("lee")[0]) == 2
    some = len(statements)
    for number in range(20):
        _stand(people, f"manual:p{number}", "Pat", "Lee", "", "", application())
    with counted(people) as statements:
        assert len(people.find("lee")[0]) == 22
    assert len(statements) == some <= 8


MANY = 50_000


@pytest.mark.nightly
@pytest.mark.timeout(600)
def test_fifty_thousand_people_are_searched_in_a_moment(ledger_url: str) -> None:
    """Rows as a decision leaves them, copied under other names; what the process itself computes is counted. In plain:
    of a sealed ledger `python -m bench.finding` tells.
    """
    with opened(ledger_url, sealed=False) as ledger:
        _search_many(ledger)


def _search_many(ledger: Ledger) -> None:
    _stand(ledger, ANN, "Ann", "Lee", "ann@example.com", "+12125550123", application())
    with ledger._database.reading() as connection:
        base = dict(connection.execute(candidates.select()).mappings().one())
    for start in range(0, MANY, 1000):
        rows, words = [], []
        for number in range(start, start + 1000):
            ident, name = f"ats:{number}", f"Pat{number % 97} Walker{number}"
            rows.append(base | {"candidate_id": ident, "workflow_id": ident, "name": name})
            person_of = {"candidate_id": ident, "first_name": name, "email": f"w{number}@example.com"}
            words.append({"candidate_id": ident, "words": words_of_snapshot({"candidate": person_of})})
        with ledger._database.writing("a test") as connection:
            connection.execute(insert(candidates), rows)
            connection.execute(insert(search_words), words)
    pats = sum(str(number % 97).startswith("5") for number in range(MANY))
    wanted = {
        "walker47111": 1,
        "walker4711": 11,
        "pat5 walker": pats,
        "nobody": 0,
        "ats:47111": 1,
        "ann@example.com": 1,
    }
    for text, many in wanted.items():
        before = time.process_time()
        found, of_all = ledger.find(text, limit=50)
        listed = ledger.listing(search=text, limit=50)
        assert time.process_time() - before < 1.5, text
        assert len(found) == len(listed) == min(many, 50) and of_all == many, text
