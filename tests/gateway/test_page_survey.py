"""The survey's page: the playbook's questions in order, what is recorded of them, and the one question of old."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from domain import events as e
from domain.names import Stage
from domain.playbook.model import Playbook
from gateway.pages.my_data import my_data
from gateway.pages.page_request import find
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.gateway.applicants import ANN, applied, at_stage, days, heard, record, told, wishes
from tests.gateway.page_house import PageHouse
from tests.ledgers import default_playbook

OWN: list[dict[str, Any]] = [
    {"kind": "score", "name": "speed", "ask": {"en": "How quick were we?", "de": "Wie schnell waren wir?"}},
    {"kind": "nps"},
    {
        "kind": "choice",
        "ask": "What mattered most?",
        "options": ["The people", {"en": "The pay", "de": "Das Geld"}, "<b>Both</b>"],
    },
    {"kind": "words", "ask": "What went well?"},
    {"kind": "words", "ask": "And what didn't?"},
]


def ask(ledger: Ledger, questions: list[dict[str, Any]] | None) -> None:
    """Put a playbook in force that asks this."""
    surveys = {} if questions is None else {"closed/survey": questions}
    playbook = Playbook.model_validate(default_playbook().model_dump(mode="json") | {"surveys": surveys})
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)


def rejected(ledger: Ledger, **more: Any) -> None:
    record(ledger, applied(**more), heard(days(-19)), told(e.Rejected, days(-3)), heard(days(-2)))


def fields(page: str) -> dict[str, list[str]]:
    """Each field's values, in order."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)"', page):
        found.setdefault(name, []).append(value)
    return found


async def test_the_questions_stand_in_order_and_what_is_answered_is_one_fact(pages: PageHouse) -> None:
    ask(pages.ledger, OWN)
    rejected(pages.ledger)
    page = (await pages.get(f"{pages.path()}/survey")).text
    order = ["How quick were we?", "recommend applying at Acme", "What mattered most?", "What went well?"]
    assert [page.index(text) for text in order] == sorted(page.index(text) for text in order)
    assert "&lt;b&gt;Both&lt;/b&gt;" in page and "at least four other people" in page
    found = fields(page)
    speed, choice = "q-speed", next(name for name in found if name not in ("q-speed", "nps"))
    assert found[speed] == ["1", "2", "3", "4", "5"] and found["nps"] == [str(n) for n in range(11)]
    words = re.findall(r'<textarea id="([^"]+)"', page)
    given = {speed: "2", "nps": "0", choice: found[choice][1], words[0]: "The talk.", words[1]: "The wait."}
    assert (await pages.post(f"{pages.path()}/survey", **given)).status_code == 200
    (wish,) = wishes(pages.ledger)
    assert (wish["signal"], wish["survey"], wish["application_id"]) == ("survey_completed", "closed/survey", "eng")
    assert wish["answers"] == [
        {"question": "speed", "kind": "score", "value": 2},
        {"question": "nps", "kind": "nps", "value": 0},
        {"question": choice.removeprefix("q-"), "kind": "choice", "choice": found[choice][1]},
    ]
    assert wish["comment"] == "What went well?\nThe talk.\n\nAnd what didn't?\nThe wait."


async def test_each_reader_is_asked_in_their_language_and_means_the_same(pages: PageHouse) -> None:
    ask(pages.ledger, OWN)
    rejected(pages.ledger, locale="de")
    page = (await pages.get(f"{pages.path()}/survey")).text
    assert "Wie schnell waren wir?" in page and "Das Geld" in page and "bei Acme zu bewerben" in page
    german = fields(page)
    ask(pages.ledger, [{**OWN[2], "options": ["The people", "The pay", "<b>Both</b>"]}])
    english = fields((await pages.get(f"{pages.path()}/survey")).text)
    assert [*english.values()] == [values for name, values in german.items() if name in english]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, "Answer at least one question."),
        ({"nps": "11"}, "Choose one of the answers."),
        ({"nps": "x"}, "Choose one of the answers."),
        ({"q-speed": "0"}, "Choose one of the answers."),
        ({"comment": "x" * 2001, "q-speed": "4"}, ""),  # a field that this survey has not
    ],
)
async def test_a_form_that_cannot_be_taken_is_given_back_with_what_to_do(
    pages: PageHouse, given: dict[str, str], error: str
) -> None:
    ask(pages.ledger, OWN)
    rejected(pages.ledger)
    answer = await pages.post(f"{pages.path()}/survey", **given)
    assert (answer.status_code == 422) is bool(error) and error in answer.text
    assert bool(wishes(pages.ledger)) is not bool(error)


async def test_one_answer_is_enough(pages: PageHouse) -> None:
    rejected(pages.ledger)
    assert (await pages.post(f"{pages.path()}/survey", nps="9")).status_code == 200
    (wish,) = wishes(pages.ledger)
    assert wish["answers"] == [{"question": "nps", "kind": "nps", "value": 9}] and wish["comment"] == ""


async def test_without_questions_of_its_own_a_playbook_asks_the_one_of_old(pages: PageHouse) -> None:
    ask(pages.ledger, None)
    rejected(pages.ledger)
    path = f"{pages.path()}/survey"
    page = (await pages.get(path)).text
    assert [*fields(page)] == ["score"] and "at least four other" not in page
    assert (await pages.post(path, comment="Kind.")).status_code == 422
    assert (await pages.post(path, score="6")).status_code == 422
    assert (await pages.post(path, score="4", comment="Kind, and quick.")).status_code == 200
    [wish] = wishes(pages.ledger)
    assert (wish["signal"], wish["score"], wish["comment"]) == ("survey_answered", 4, "Kind, and quick.")


async def test_two_applications_that_ended_otherwise_are_asked_about_one_after_the_other(pages: PageHouse) -> None:
    ask(pages.ledger, OWN)
    hired = [applied(days(-15), ident="ops", job_title="Analyst"), at_stage(Stage.OFFER, days(-9))]
    hired[1] = hired[1].replace(application_id="ops")
    record(
        pages.ledger, applied(), heard(days(-19)), told(e.Rejected, days(-3)), heard(days(-2)), *hired,
        told(e.Hired, days(-4)).replace(application_id="ops", event_id="hired-ops"),
    )  # fmt: skip
    page = (await pages.get(f"{pages.path()}/survey")).text
    assert "<select" not in page, "they are asked other things"
    about = re.findall(r'name="about" value="([^"]+)"', page)
    assert len(about) == 1


async def test_what_was_chosen_is_sealed_and_shown_to_its_candidate_alone(pages: PageHouse) -> None:
    rejected(pages.ledger)
    chosen = [{"question": "score", "kind": "score", "value": 2}]
    record(pages.ledger, told(e.SurveyCompleted, days(-1), survey="closed/survey", answers=chosen, comment="Slow."))
    (shown,) = [row for row in pages.ledger.timeline(ANN) if row["type"] == "survey_completed"]
    assert "answers" not in shown and shown["comment"] == "Slow."
    with pages.ledger._database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT payload FROM timeline WHERE type = 'survey_completed'").scalars()
        assert all("score" not in payload for payload in rows)
    request = find(pages.ledger, pages.path().rpartition("/")[2], "", {}, WEDNESDAY)
    assert request is not None
    theirs = json.loads(my_data(pages.ledger, request))
    (fact,) = [row for row in theirs["timeline"] if row["type"] == "survey_completed"]
    assert fact["answers"] == chosen


async def test_r14_the_task_has_their_words_and_an_answer_to_start_from(pages: PageHouse) -> None:
    rejected(pages.ledger)
    record(pages.ledger, told(e.SurveyCompleted, days(-1), survey="closed/survey", comment="I waited for weeks."))
    (task,) = [one for one in pages.ledger.workload().tasks if one.kind == "feedback"]
    assert task.words == "I waited for weeks."
    assert task.draft.startswith("Hi Ann,") and "> I waited for weeks." in task.draft
