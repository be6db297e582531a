"""R22: rules may differ by job, department, level, place, type, source and tag; the most specific one wins."""

from __future__ import annotations

import copy
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, reply
from plain_reading import TAGS, WORDS, Person, Unclear, plainly
from random_lives import Life, lived, lives

from activities.writing import UnwritableMessage, letter, wording
from domain import events as e
from domain.decisions.message_context import Links
from domain.messages.files import ByVersion
from domain.names import Stage
from domain.playbook.audience import Audience, Profile, people_of, shadowed, ties
from domain.playbook.conditions import BadCondition, parse
from domain.playbook.model import NewerPlaybook, Playbook
from domain.playbook.rule_history import FROM_THE_BEGINNING, standing_after
from domain.views.decision_inputs import inputs_view
from tests.pace import pace
from tests.tables import each

PLAIN = PLAYBOOK.model_dump(mode="json")
SALES = {"department": "Sales"}


def changed(*steps: tuple[str, dict[str, Any]], **top: Any) -> Playbook:
    """The default playbook with steps more, each in its stage, and with other top-level values."""
    content = copy.deepcopy(PLAIN)
    for stage, step in steps:
        content["stages"][stage]["steps"].append(step)
    for name, value in top.items():
        content[name] = {**content[name], **value} if isinstance(value, dict) else value
    return Playbook.model_validate(content)


def like(stage: str, name: str, **keys: Any) -> tuple[str, dict[str, Any]]:
    """A step of the default playbook again, with other keys."""
    step = next(s for s in PLAIN["stages"][stage]["steps"] if s["step"] == name)
    return stage, {**step, **keys}


# ---------------------------------------------------------------- whom a rule is for


@each(
    ("whom", "fits", "not_for"),
    [
        ({"department": "Sales"}, {"department": " SALES "}, {"department": "Sales Ops"}),
        ({"department": ["Sales", "Marketing"]}, {"department": "marketing"}, {}),
        ({"job": 4711}, {"job": "4711"}, {"job": "471"}),
        ({"employment_type": "Full-time"}, {"employment_type": "FullTime"}, {"employment_type": "Part time"}),
        ({"department": "Sales", "level": "senior"}, {"department": "sales", "level": "Senior"}, {"level": "senior"}),
        ({"location": "São Paulo"}, {"location": "sa\u0303o paulo"}, {"location": "Sao Paulo, Brazil"}),
        ({"source": "LinkedIn"}, {"source": "linkedin"}, {"source": "Referral"}),
        ({"tag": "EU"}, {"tags": ("eu", "vip")}, {"tags": ("eup",)}),
        ({"tag": ["eu", "vip"]}, {"tags": ("vip",)}, {"tags": ()}),
        ({"tag": "eu + vip"}, {"tags": ("vip", "eu")}, {"tags": ("eu",)}),
    ],
)
def test_r22_a_rule_is_for_whom_all_that_it_names_fits(
    whom: dict[str, Any], fits: dict[str, Any], not_for: dict[str, Any]
) -> None:
    audience = Audience.model_validate(whom)
    assert audience.fits(Profile.of(**fits))
    assert not audience.fits(Profile.of(**not_for))


@each(
    ("first", "second", "why"),
    [
        ({"department": "Sales"}, None, "anything goes before what is for all"),
        ({"department": "Sales", "level": "senior"}, {"department": "Sales"}, "it names more"),
        ({"department": "Sales", "level": "senior"}, {"location": "Berlin"}, "it names more, and of other things"),
        ({"job": "1"}, {"department": "Sales", "level": "senior", "tag": "eu"}, "one job before any department"),
        ({"job": "1", "tag": "eu"}, {"job": "1"}, "of two jobs the one that names more"),
        ({"department": "Sales"}, {"department": ["Sales", "Marketing"]}, "it is for fewer departments"),
        ({"tag": "eu + vip"}, {"tag": "eu"}, "it asks for two tags"),
        ({"tag": "eu"}, {"tag": ["eu", "vip"]}, "it is for fewer tags"),
    ],
)
def test_r22_the_most_specific_one_wins(first: dict[str, Any], second: dict[str, Any] | None, why: str) -> None:
    one, other = Audience.model_validate(first), second and Audience.model_validate(second)
    assert one.beats(other), why
    assert not (other and other.beats(one)), why


def _rules(*audiences: dict[str, Any]) -> list[tuple[Audience | None, int]]:
    return [(None, 0), *((Audience.model_validate(one), n) for n, one in enumerate(audiences, 1))]


def test_r22_two_that_may_both_fit_and_of_which_none_is_narrower_tie() -> None:
    assert list(ties(_rules({"department": "Sales"}, {"tag": "eu"})))
    assert list(ties(_rules({"tag": "eu"}, {"tag": "vip"})))
    assert list(ties(_rules({"department": "Sales"}, {"department": "sales"})))
    assert not list(ties(_rules({"department": "Sales"}, {"department": "Engineering"}))), "nobody is in both"
    assert not list(ties(_rules({"tag": "eu"}, {"tag": "vip"}, {"tag": "eu + vip"}))), "the third settles it"
    partly = _rules({"department": ["A", "B"]}, {"level": "x"}, {"department": "A", "level": "x"})
    assert list(ties(partly)), "it is settled for department A alone"


def test_r22_a_rule_that_never_wins_is_shadowed() -> None:
    assert [
        str(one) for one, _ in shadowed(_rules({"department": ["A", "B"]}, {"department": "A"}, {"department": "B"}))
    ] == ["department A or B"]
    assert not list(shadowed(_rules({"department": ["A", "B"]}, {"department": "A"})))
    assert not list(shadowed(_rules({"department": "A"}, {"job": "1"})))


def test_r22_of_the_people_a_rule_is_for_one_of_each_kind_is_found() -> None:
    one, other = Audience(department=("A", "B"), tag=("eu",)), Audience(department=("B", "C"), level=("x",))
    assert [(dict(p.values), set(p.tags)) for p in people_of(one, other)] == [
        ({"department": "b", "level": "x"}, {"eu"})
    ]


# ---------------------------------------------------------------- the law: as a plain reading has it

_WORDS = {**WORDS, "tag": (*TAGS, "eu + vip")}
_WHOM = st.lists(st.sampled_from([*_WORDS]), min_size=1, max_size=2, unique=True).flatmap(
    lambda names: st.fixed_dictionaries(
        {name: st.lists(st.sampled_from(_WORDS[name]), min_size=1, max_size=2, unique=True) for name in names}
    )
)
_PEOPLE = st.fixed_dictionaries(
    {"tags": st.sampled_from([("eu", "vip"), ("eu",), ("vip",), ()])}
    | {name: st.sampled_from(words) for name, words in WORDS.items() if name != "source"},
    optional={"source": st.just("LinkedIn")},
)
_STEPS = [
    ("applied", "acknowledge", {"delay": "PT3H"}),
    ("applied", "acknowledge", {"by": "PT4H", "approve": True}),
    ("applied", "update", {"every": "P5D"}),
    ("applied", "update", {"every": "P9D", "when": "decision_pending and not tag vip"}),
    ("applied", "promise-due", {"promises": "3bd"}),
    ("applied", "hello", {"after": "acknowledge", "delay": "P2D", "message": "applied/update", "asks": True}),
    ("applied", "hello", {"after": "entered", "delay": "P4D", "message": "applied/update-2", "asks": True}),
    ("applied", "ring", {"after": "entered", "kind": "task", "title": "Call", "when": "no_answer_for P3D"}),
    ("interview", "invite", {"delay": "PT1H"}),
    ("interview", "nudge", {"delay": "P1D"}),
    ("interview", "update", {"every": "P4D"}),
    ("prospect", "nudge", {"delay": "P2D"}),
    ("prospect", "outreach", {"delay": "P1D"}),
    ("rejected", "survey", {"delay": "P1D"}),
]  # fmt: skip


Edits = list[tuple[int, dict[str, list[str]]]]
"""What a lead might write who has different rules for different jobs: which of them, and for whom."""

_EDITS = st.lists(st.tuples(st.integers(0, len(_STEPS) + 2), _WHOM), min_size=3, max_size=8)


def _content(edits: Edits) -> dict[str, Any]:
    content = copy.deepcopy(PLAIN)
    applied = content["stages"]["applied"]
    for which, whom in edits:
        if which < len(_STEPS):
            stage, name, keys = _STEPS[which]
            steps = content["stages"][stage]["steps"]
            like = next((s for s in steps if s["step"] == name), {"step": name})
            steps.append({**like, **keys, "for": whom})
        elif which == len(_STEPS):
            applied.setdefault("by_job", []).append({"for": whom, "max_silence": "P6D"})
        elif which == len(_STEPS) + 1:
            content["limits"]["by_job"].append({"for": whom, "per_day": 3, "min_gap": "PT1H"})
        else:
            words = content["messages"]["applied/received.md"]
            file = f"applied/received@label{len(content['messages'])}.md"
            content["messages"][file] = {**words, "subject": f"For {whom}", "for": whom}
    return content


def _told(person: Person, what: int) -> list[Any]:
    about = {n: v for n, v in person.items() if n in ("department", "level", "tags")}
    about["application_source"] = person.get("source", "")
    begins = application(
        ["applied", "applied", "interview", "prospect", "interview"][what], ident=person.get("job", "else"), **about
    )
    more: list[Any] = [reply(MONDAY + 6 * D, application_id=begins.application_id)] if what == 1 else []
    if what == 4:
        more.append(fact(e.Rejected, MONDAY + 3 * D, application_id=begins.application_id))
    return [begins, *more]


def _as_record(story: Story) -> list[Any]:
    """All that is on record, without the version, and without what is said of for whom the rules are."""
    rows = []
    for moment in story.moments:
        for said in (*moment.told, *moment.events, *moment.done):
            row = e.dump_event(said)
            row.pop("playbook", None)
            row["why"] = [
                one for one in row.get("why", []) if one["rule"] != "R22" and "no longer has" not in one["text"]
            ]
            if row["type"] == "held":
                row["event_id"] = ""  # it has a mark of the reasons
            rows.append((moment.now, row))
    return rows


_LINKS = Links(unsubscribe="https://acme.example/stop")


def _words(story: Story) -> list[str]:
    """What they read."""
    read = []
    for moment in story.moments:
        touch = moment.decision.touch
        if touch is not None and moment.done:
            try:
                done = letter(wording(moment.before, touch, moment.world, _LINKS), None)
            except UnwritableMessage as error:
                read.append(str(error))
                continue
            read.append(f"{done.subject}\n{done.body}")
    return read


@pace(24)
@given(_EDITS, _PEOPLE, st.integers(0, 4))
def test_r22_everybody_gets_exactly_what_a_plain_reading_of_the_playbook_gives(
    edits: Edits, person: Person, what: int
) -> None:
    content = _content(edits)
    try:
        plain = Playbook.model_validate(plainly(content, {"job": "else", **person}))
    except Unclear:
        assume(False)  # a tie, which `playbook check` refuses
    told = _told(person, what)
    by_job, as_read = (live(told, days=20, rules=rules) for rules in (Playbook.model_validate(content), plain))
    assert _as_record(by_job) == _as_record(as_read)
    assert _words(by_job) == _words(as_read)


@pace(16)
@given(_EDITS, _EDITS, _PEOPLE, st.integers(0, 4), st.integers(0, 14 * 24 * 60))
def test_r22_r18_an_edit_does_to_everybody_what_it_does_to_their_plain_reading(
    old: Edits, new: Edits, person: Person, what: int, minute: int
) -> None:
    contents = [_content(old), _content(new)]
    try:
        was, now = (Playbook.model_validate(plainly(one, {"job": "else", **person})) for one in contents)
    except Unclear:
        assume(False)
    told, at = _told(person, what), MONDAY + timedelta(minutes=minute)
    rules = [Playbook.model_validate(one) for one in contents]
    by_job = live(told, days=20, rules=rules[0], edits=[(at, rules[1])])
    as_read = live(told, days=20, rules=was, edits=[(at, now)])
    assert _as_record(by_job) == _as_record(as_read)


_NOBODY = {"department": "Nowhere"}


@cache
def _with_more_for_nobody(version: ByVersion) -> Playbook:
    content = version.playbook.model_dump(mode="json")
    for stage in content["stages"].values():
        others = [{**step, "for": _NOBODY, "expires": "PT1H", "approve": not step.get("to")} for step in stage["steps"]]
        stage |= {"steps": [*others, *stage["steps"]], "by_job": [{"for": _NOBODY, "max_silence": "P1D"}]}
    content["limits"]["by_job"] = [{"for": _NOBODY, "per_day": 9}]
    return Playbook.model_validate(content)


def _for_nobody(rules: Playbook) -> Playbook:
    return _with_more_for_nobody(ByVersion(rules.version, rules))


@pace(16)
@given(lives())
def test_r22_rules_that_are_for_nobody_change_no_life(life: Life) -> None:
    assert _as_record(lived(life)) == _as_record(lived(life, _for_nobody))


def test_r22_a_playbook_without_rules_by_job_is_the_same_for_everybody_and_the_same_version() -> None:
    for person in (Profile(), Profile.of(("eu",), department="Sales", job="1")):
        assert PLAYBOOK.for_profile(person) is PLAYBOOK
    assert standing_after(FROM_THE_BEGINNING, PLAYBOOK, changed(max_silence="P9D"), MONDAY).edits == ()


# ---------------------------------------------------------------- one person, from beginning to end


def steps_of(story: Story) -> list[tuple[str, int]]:
    return [(one.step, (one.occurred_at - MONDAY).days) for one in story.sent]


def test_r22_the_step_of_a_department_takes_the_place_of_the_one_for_all_and_says_so() -> None:
    rules = changed(like("applied", "update", every="P5D", **{"for": SALES}))
    sales = live([application(department="sales")], rules=rules, days=8)
    others = live([application(department="Engineering")], rules=rules, days=8)
    assert [step for step, _ in steps_of(sales)] == ["acknowledge", "update"]
    assert [step for step, _ in steps_of(others)] == ["acknowledge"]
    said = sales.one("update").why
    assert any(one.rule == "R22" and one.text == "this is the step for department Sales" for one in said)


def test_r22_each_of_two_applications_of_a_person_has_its_own_rules() -> None:
    rules = changed(like("applied", "acknowledge", delay="P2D", by="P4D", **{"for": SALES}))
    told = [application(ident="a", department="Sales"), application(ident="b", department="Engineering")]
    story = live(told, rules=rules, days=4)
    when = {
        one.application_id: (one.occurred_at - MONDAY).days for one in story.of("sent") if one.step == "acknowledge"
    }
    assert when == {"a": 2, "b": 0}


def test_r22_caps_of_a_department_hold_for_what_is_said_about_it_and_all_that_reached_them_counts() -> None:
    hello = {"step": "hello", "after": "acknowledge", "delay": "PT3H", "message": "applied/update"}
    by_job = {"by_job": [{"for": SALES, "per_day": 2, "min_gap": "PT1H"}]}
    rules = changed(("applied", hello), limits=by_job)
    gone = {}
    for department in ("Sales", "Engineering"):
        story = live([application(department=department)], rules=rules, days=3)
        gone[department] = story.one("hello").occurred_at - MONDAY < 12 * H
    assert gone == {"Sales": True, "Engineering": False}


def test_r22_the_longest_silence_of_a_level_is_kept_and_shown() -> None:
    content = copy.deepcopy(PLAIN)
    content["stages"]["applied"]["by_job"] = [{"for": {"level": "executive"}, "max_silence": "P6D"}]
    rules = Playbook.model_validate(content)
    story = live([application(level="Executive")], rules=rules, days=13)
    first, second = story.sent[:2]
    assert second.step == "update" and second.occurred_at - first.occurred_at <= 6 * D + H
    context = story.moments[-1].world
    assert inputs_view(story.state, context)["rules_for"] == {"eng": ["level executive"]}


def test_r22_what_a_colleague_tags_is_read_by_the_very_next_decision_and_nothing_goes_twice() -> None:
    rules = changed(like("applied", "acknowledge", message="applied/update", **{"for": {"tag": "eu"}}))
    tagged = fact(e.CandidateUpdated, MONDAY + 2 * D, tagged=("EU",), source="cli")
    story = live([application(), tagged], rules=rules, days=5)
    assert [step for step, _ in steps_of(story)] == ["acknowledge"]
    before = live([application(tags=("eu",))], rules=rules, days=2)
    assert before.one("acknowledge").message == "applied/update"


def test_r22_a_step_that_is_for_others_after_a_tag_went_is_skipped_with_the_reason() -> None:
    rules = changed(("applied", {"step": "eu", "after": "entered", "delay": "P3D", "message": "applied/update",
                                 "for": {"tag": "eu"}}))  # fmt: skip
    off = fact(e.CandidateUpdated, MONDAY + D, untagged=("eu",), source="cli")
    on = fact(e.CandidateUpdated, MONDAY, tagged=("eu",), source="cli")
    (skipped,) = live([application(), on, off], rules=rules, days=3).of("skipped")
    assert skipped.step == "eu" and skipped.why[0].text == "the playbook has this step for other applications only"


# ---------------------------------------------------------------- words for some


def _with_words(**files: dict[str, Any]) -> Playbook:
    content = copy.deepcopy(PLAIN)
    content["messages"] |= {path.replace("__", "/"): file for path, file in files.items()}
    return Playbook.model_validate(content)


def _mail(subject: str, **more: Any) -> dict[str, Any]:
    return {"subject": subject, "body": f"Hello {{{{ candidate.first_name }}}}: {subject}", **more}


def _subject(rules: Playbook, **about: Any) -> str:
    story = live([application(**about)], rules=rules, days=1)
    return _words(story)[0].partition("\n")[0]


def test_r22_words_for_a_department_need_no_more_than_the_name_of_the_file() -> None:
    rules = _with_words(**{"applied__received@customer-success.md": _mail("For CS")})
    assert _subject(rules, department="Customer Success") == "For CS"
    assert _subject(rules, department="Sales") != "For CS"


def test_r22_one_file_of_a_label_says_for_whom_its_other_files_are() -> None:
    files = {
        "applied__received@few.md": _mail("English", **{"for": {"level": "senior"}}),
        "applied__received@few.de.md": _mail("Deutsch"),
    }
    assert _subject(_with_words(**files), level="Senior", locale="de") == "Deutsch"
    assert _subject(_with_words(**files), level="Senior", locale="fr") == "English"


def test_r22_the_language_comes_before_the_department() -> None:
    files = {"applied__received@sales.md": _mail("Sales"), "applied__received.de.md": _mail("Deutsch für alle")}
    assert _subject(_with_words(**files), department="Sales", locale="de") == "Deutsch für alle"


def test_r22_whoever_has_words_of_their_own_is_in_no_test_of_the_others() -> None:
    files = {"applied__received@sales.md": _mail("Sales"), "applied__received.b.md": _mail("B")}
    rules = _with_words(**files)
    heard = {_subject(rules, department="Sales", ident=f"job{n}") for n in range(6)}
    story = live([application(department="Sales")], rules=rules, days=1)
    assert heard == {"Sales"}
    assert any(one.text == "its words are those for department sales" for one in story.one("acknowledge").why)


def test_r22_a_part_may_be_for_some_too() -> None:
    rules = _with_words(**{"_signature@sales.md": {"body": "Yours, the sales team"}})
    sales = _words(live([application(department="Sales")], rules=rules, days=1))[0]
    assert "Yours, the sales team" in sales
    assert "Yours, the sales team" not in _words(live([application()], rules=rules, days=1))[0]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"applied__received.md": _mail("x", **{"for": SALES})}, "call it received@<label>.md"),
        (
            {
                "applied__received@a.md": _mail("x", **{"for": SALES}),
                "applied__received@a.b.md": _mail("y", **{"for": {"tag": "eu"}}),
            },
            "is for others than the rest of applied/received@a",
        ),
    ],
)
def test_r22_words_for_some_say_clearly_for_whom(files: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match="received") as refused:
        _with_words(**files)
    assert said in str(refused.value)


# ---------------------------------------------------------------- conditions


def _conditional(when: str, **keys: Any) -> Playbook:
    ring = {"step": "ring", "after": "entered", "kind": "task", "title": "Ring them", "when": when, **keys}
    return changed(("prospect", ring))


@pytest.mark.parametrize(
    ("when", "fits", "not_for"),
    [
        ("department Sales", {"department": "sales"}, {}),
        ("department Sales or level 3", {"level": "3"}, {"level": "2"}),
        ('not department "Night shift"', {}, {"department": "night shift"}),
        ("tag eu and not tag vip", {"tags": ("eu",)}, {"tags": ("eu", "vip")}),
        ("source LinkedIn", {"application_source": "linkedin"}, {"application_source": "Referral"}),
        ("job eng", {}, {"ident": "other"}),
        ("not replied and not bounced and not surveyed", {}, {"email": None, "ident": "x", "department": "-"}),
    ],
)
def test_r22_a_condition_asks_for_jobs_and_tags(when: str, fits: dict[str, Any], not_for: dict[str, Any]) -> None:
    def rings(about: dict[str, Any]) -> bool:
        told: list[Any] = [application("prospect", **about)]
        if about.get("department") == "-":
            told.append(reply(MONDAY + timedelta(minutes=1), application_id="x"))
        return bool(live(told, rules=_conditional(when, delay="P1D"), days=2).of("task_opened")[:1]) and any(
            task.title == "Ring them"
            for task in live(told, rules=_conditional(when, delay="P1D"), days=2).of("task_opened")
        )

    assert rings(fits) and not rings(not_for)


def test_r22_no_answer_for_five_days_asks_a_colleague_on_the_fifth_and_not_before() -> None:
    """What other systems hang on an opened mail: the reminder to a recruiter that nobody has answered."""
    rules = _conditional("no_answer_for P5D", delay="PT0S")
    story = live([application("prospect")], rules=rules, days=9)
    asked = story.one("outreach").occurred_at
    (task,) = [one for one in story.of("task_opened") if one.title == "Ring them"]
    assert asked + 5 * D <= task.occurred_at < asked + 6 * D
    answered = live([application("prospect"), reply(asked + 4 * D)], rules=rules, days=9)
    assert not [one for one in answered.of("task_opened") if one.title == "Ring them"]


def test_r22_what_waits_for_an_answer_is_counted_from_the_first_question_and_does_not_expire_before_it() -> None:
    rules = _conditional("no_answer_for P9D", expires="P2D")
    story = live([application("prospect")], rules=rules, days=14)
    (task,) = [one for one in story.of("task_opened") if one.title == "Ring them"]
    asked = story.one("outreach").occurred_at
    assert asked + 9 * D <= task.occurred_at < asked + 12 * D, "the reminder after a week asks anew, and counts not"


def test_r22_before_an_answer_is_missing_a_condition_holds_that_ceases_then() -> None:
    rules = _conditional("contacted and not no_answer_for P5D", delay="P6D", after="outreach")
    story = live([application("prospect")], rules=rules, days=10)
    assert not [one for one in story.of("task_opened") if one.title == "Ring them"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("clicked", "links aren't tracked"),
        ("opened", "opened emails aren't tracked"),
        ("department", "says nothing behind 'department'"),
        ("no_answer_for later", "is not a duration"),
        ("no_answer_for PT0S", "no time at all"),
        ("tag 'eu", "cannot be read"),
        ("replid", "did you mean 'replied'"),
    ],
)
def test_r22_a_condition_that_cannot_be_read_says_why(when: str, said: str) -> None:
    with pytest.raises(BadCondition) as refused:
        parse(when)
    assert said in str(refused.value)


# ---------------------------------------------------------------- an older release


def test_a_release_without_rules_by_job_refuses_them_instead_of_taking_them_for_all() -> None:
    """It knows neither `for` nor where the ledger keeps it, leaves both out, and finds that it is not the same."""
    rules = changed(
        like("applied", "update", every="P5D", **{"for": SALES}), limits={"by_job": [{"for": SALES, "per_day": 2}]}
    )
    kept = rules.model_dump(mode="json")
    assert Playbook.kept(kept, rules.version) == Playbook.kept(rules.model_dump(mode="json"), rules.version)
    assert all("for" not in step or step["for"] is None for step in kept["stages"]["applied"]["steps"])
    for stage in kept["stages"].values():
        for key in ("steps_for_some", "by_job"):
            stage.pop(key, None)
        stage["steps"] = [{k: v for k, v in step.items() if k != "for"} for step in stage["steps"]]
    kept["limits"].pop("by_job")
    with pytest.raises(NewerPlaybook):
        Playbook.kept(kept | {"of_a_newer_release": True}, rules.version)


def test_r22_an_order_of_steps_in_the_ledger_makes_no_other_playbook() -> None:
    rules = changed(like("applied", "update", every="P5D", **{"for": SALES}))
    again = Playbook.kept(rules.model_dump(mode="json"), rules.version)
    assert again.version == rules.version
    person = Profile.of(department="Sales")
    assert again.for_profile(person).step(Stage.APPLIED, "update") == rules.for_profile(person).step(
        Stage.APPLIED, "update"
    )
