"""Tags: one form, who gave them, and what becomes of them when facts come, are taken back, or two people are one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, H, application, fact, live

from domain import events as e
from domain.commands import Untellable, signal_fact
from domain.decisions.context import DecisionContext
from domain.decisions.message_context import Links, message_context
from domain.decisions.undo import words
from domain.reducers import merged_history as histories
from domain.reducers.evolve import begin, evolve, evolve_all
from domain.state.model import CandidateState
from domain.tags import LONGEST, MOST, BadTag, as_listed, tags_in
from domain.views.status import details, search_attributes, status_view
from gateway.pages import my_data
from tests.tables import each

ANN, BOB = "manual:ann", "manual:bob"

FORMS = [
    ("EU", ["eu"], "no case"),
    ("  visa   needed ", ["visa needed"], "one blank between words"),
    ("Caf\u00e9, cafe\u0301", ["caf\u00e9"], "composed and decomposed are one"),
    ("Stra\u00dfe;STRASSE", ["strasse"], "folded and not only lowered"),
    ("a,b;c|d\ne", ["a", "b", "c", "d", "e"], "what separates"),
    ("EU, eu , ,", ["eu"], "each once, and nothing is none"),
    ("\u202eevil\u202c\x00\x1b[31m", ["evil [31m"], "nothing that steers a terminal or a database"),
    ("+1 reference, -x, 2026", ["+1 reference", "-x", "2026"], "signs and digits are words like others"),
    ("\u6771\u4eac\u3001\u5927\u962a", ["\u6771\u4eac", "\u5927\u962a"], "separators of other scripts"),
    ("\u2b50", ["\u2b50"], "a sign alone"),
    (" \t ", [], "nothing"),
]  # fmt: skip


@each(("text", "wanted"), [row[:2] for row in FORMS], ids=[row[2] for row in FORMS])
def test_a_tag_has_one_form(text: str, wanted: list[str]) -> None:
    assert list(tags_in(text)) == wanted == list(as_listed([text]))


@given(st.text(max_size=60))
def test_the_form_of_a_tag_is_its_own_form(text: str) -> None:
    found = as_listed([text])
    assert as_listed(found) == found == tags_in(",".join(found))


def test_what_is_too_long_is_refused_when_typed_and_cut_visibly_when_an_ats_says_it() -> None:
    assert tags_in("x" * LONGEST) == ("x" * LONGEST,)
    with pytest.raises(BadTag, match="longer than the 80 characters"):
        tags_in("x" * (LONGEST + 1))
    (cut,) = as_listed(["X" * 500])
    assert cut == "x" * (LONGEST - 1) + "\u2026"
    assert len(as_listed(f"t{n}" for n in range(200))) == MOST


def test_tags_at_the_door_are_read_in_their_form_or_refused_with_a_sentence() -> None:
    def said(**fields: Any) -> Any:
        return signal_fact("candidate_updated", {"event_id": "1", **fields}, now=MONDAY)

    assert said(tagged=["EU, Referral", "eu"]).tagged == ("eu", "referral") and said(tags=[]).tags == ()
    for wrong in (
        {"tagged": "eu"},
        {"tags": [1]},
        {"tagged": ["x" * 99]},
        {"tags": [f"t{n}" for n in range(MOST + 1)]},
    ):
        with pytest.raises(Untellable) as error:
            said(**wrong)
        assert "xxx" * 10 not in str(error.value)


# ---------------------------------------------------------------- who gave them


def applied(source: str = "greenhouse", *tags: str, record: str = "greenhouse:1", ident: str = "eng") -> e.Event:
    return application(ident=ident, source=source, tags=tags, tags_of=record if source != "cli" else "")


def by_ats(*tags: str, record: str = "greenhouse:1", number: int = 1) -> e.CandidateUpdated:
    updated: e.CandidateUpdated = fact(
        e.CandidateUpdated, MONDAY + number * H, event_id=f"ats{number}", source="greenhouse", tags=tags, tags_of=record
    )
    return updated


def by_hand(*signed: str, number: int = 1) -> e.CandidateUpdated:
    more, less = (tuple(one[1:] for one in signed if one[0] == sign) for sign in "+-")
    updated: e.CandidateUpdated = fact(
        e.CandidateUpdated, MONDAY + number * H, event_id=f"hand{number}", source="cli", tagged=more, untagged=less
    )
    return updated


def state_of(*told: e.Event, candidate: str = ANN) -> CandidateState:
    return evolve_all(begin(candidate), told)


def tags(*told: e.Event) -> str:
    return " ".join(state_of(*told).candidate.tags_now)


GIVEN = [
    ("a new person's", [applied("greenhouse", "eu", "vip")], "eu vip"),
    ("the ATS's next word replaces its own", [applied("greenhouse", "eu"), by_ats("vip")], "vip"),
    ("and not a colleague's", [applied("greenhouse", "eu"), by_hand("+mine"), by_ats("vip", number=2)], "mine vip"),
    ("nor a file's", [applied("cli", "filed"), by_ats("vip"), by_ats(number=2)], "filed"),
    ("what a colleague took off stays off, however often the ATS says it",
     [applied("greenhouse", "eu", "vip"), by_hand("-eu"), by_ats("eu", "vip", number=2)], "vip"),
    ("until the ATS dropped it and says it anew",
     [applied("greenhouse", "eu"), by_hand("-eu"), by_ats(number=2), by_ats("eu", number=3)], "eu"),
    ("or a colleague puts it on again", [applied("greenhouse", "eu"), by_hand("-eu"), by_hand("+eu", number=2)], "eu"),
    ("a colleague's own stays when the ATS drops the same",
     [applied("cli", "eu"), by_ats("eu"), by_ats(number=2)], "eu"),
    ("two records of one person in an ATS do not take turns",
     [applied("greenhouse", "eu"), by_ats("vip", record="greenhouse:2")], "eu vip"),
    ("a second application adds", [applied("greenhouse", "eu"), applied("greenhouse", "ops", ident="ops")], "eu ops"),
    ("several in one", [by_hand("+a", "+b", "+c"), by_hand("-a", "-b", "+d", number=2)], "c d"),
    ("what is not there is not taken off later", [by_hand("-eu"), by_ats("eu", number=2)], "eu"),
]  # fmt: skip


@each(("told", "wanted"), [row[1:] for row in GIVEN], ids=[row[0] for row in GIVEN])
def test_a_source_replaces_what_it_said_and_nothing_else(told: list[e.Event], wanted: str) -> None:
    assert tags(*told) == wanted


def test_a_person_keeps_as_many_tags_as_a_state_may_hold_and_a_colleagues_first() -> None:
    many = [f"t{n:03}" for n in range(MOST)]
    state = state_of(applied("greenhouse", *many), by_hand("+mine", "+t007"))
    assert len(state.candidate.tags_now) == MOST and {"mine", "t007"} <= {*state.candidate.tags_now}
    assert state_of(applied("greenhouse", *many), by_ats(*many, record="greenhouse:2")).candidate.tags_now == tuple(
        many
    )


# ---------------------------------------------------------------- one person, undo, and where they do not go


def test_r17_tags_of_two_who_are_one_person_unite() -> None:
    ann = state_of(applied("greenhouse", "eu", "old"), by_hand("+mine", "-old"))
    bob = state_of(applied("greenhouse", "old", record="greenhouse:2", ident="ops"), by_hand("+his"), candidate=BOB)
    both = evolve(ann, histories.joined_fact(bob, MONDAY + 2 * H))
    assert both.candidate.tags_now == ("eu", "his", "mine", "old")
    assert evolve(both, by_ats(number=3)).candidate.tags_now == ("his", "mine", "old")
    public, _ = histories.taken_apart(bob)
    assert "his" not in json.dumps(public)


def test_r21_undo_takes_back_tags_that_were_added_and_taken_off() -> None:
    begun = [application(tags=("eu",), source="greenhouse", tags_of="greenhouse:1")]
    change = by_hand("+vip", "-eu")
    back = fact(e.TakenBack, MONDAY + 2 * H, source="cli", event_id="undo", about="hand1", application_id=None)
    story = live([*begun, change, back], days=1)
    assert [one.becomes for one in story.of("undone")] == ["done"] and story.state.candidate.tags_now == ("eu",)
    twin = live(begun, days=1)
    assert (story.state.candidate, story.decision.send_at) == (twin.state.candidate, twin.decision.send_at)
    assert words(change) == "the change of their tags" and "details" in words(
        by_ats().model_copy(update={"tags": None})
    )


def test_tags_reach_no_message_no_search_attribute_no_ops_and_no_candidate() -> None:
    story = live([application(), by_hand("+zebra")], days=2)
    assert status_view(story.state)["tags"] == ["zebra"]
    assert "zebra" not in json.dumps(search_attributes(story.state)) + details(story.state)
    touch = story.decision.touch
    assert touch is not None
    context = message_context(
        story.state, touch, DecisionContext(PLAYBOOK, story.state.candidate, MONDAY), Links(unsubscribe="")
    )
    assert "zebra" not in json.dumps(context, default=str)
    assert {"tags", "tagged", "untagged"} <= e.CandidateUpdated.personal and "tags" in e.ApplicationReceived.personal
    theirs = {name for names in my_data.TIMELINE.values() for name in names}  # the file that candidates get
    assert not theirs & {"tags", "tagged", "untagged", "tags_of"} and "candidate" in theirs
    assert not {name for name in e.Contactable.model_fields if "tag" in name}


def test_tags_move_no_message() -> None:
    plain = live([application()], days=20)
    tagged = live([application(tags=("eu",)), by_hand("+vip"), by_hand("-vip", number=30)], days=20)
    went = [(one.step, one.occurred_at) for one in plain.of("sent")]
    assert went and [(one.step, one.occurred_at) for one in tagged.of("sent")] == went
