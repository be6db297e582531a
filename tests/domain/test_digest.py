"""What is in a colleague's mail of the day, for whom, and on which days: tables, with the reason in each row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.playbook.model import Playbook
from domain.views.digest import Digest, digest_at, digests, end_of, is_digest_day, previous_digest_at, today
from domain.views.digest_text import SHOWN, body, subject
from domain.views.workload import (
    About,
    Breach,
    Colleague,
    Coming,
    OpenTask,
    Promise,
    Workload,
    most_urgent_first,
    summary,
    tasks_of,
    typed,
)
from tests.domain.lives import PLAYBOOK, playbook
from tests.tables import each

MONDAY = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
"""08:00 in New York, of a week whose Thursday is Thanksgiving."""

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DANA = Colleague("Dana Reyes", "dana@acme.example")
SAM = Colleague("Sam Okafor", "sam@acme.example")


def about(ident: str = "ann", recruiter: Colleague = DANA, manager: Colleague = SAM, **more: Any) -> About:
    values = {"candidate_id": f"manual:{ident}", "name": ident.title(), "application_id": "eng", "job": "eng"}
    return About(**values | {"job_title": "Engineer", "recruiter": recruiter, "manager": manager} | more)


def task(kind: str = "answer", ident: str = "ann", *, due: timedelta = -HOUR, **more: Any) -> OpenTask:
    values: dict[str, Any] = {
        "task": f"{kind}-{ident}",
        "kind": kind,
        "title": "Reply to their message" if kind == "answer" else "Call them",
        "about": more.pop("about", None) or about(ident),
        "assignee": "Dana Reyes",
        "opened_at": MONDAY - 3 * DAY,
        "due_at": MONDAY + due,
    }
    return OpenTask(**values | more)


def found(now: datetime = MONDAY, rules: Playbook = PLAYBOOK, **rows: Any) -> dict[str, Digest]:
    made = digests(Workload(**{name: tuple(value) for name, value in rows.items() if name != "addresses"},
                            addresses=rows.get("addresses", {})), rules, now)  # fmt: skip
    assert len({d.to.email for d in made}) == len(made), "nobody gets two"
    return {d.to.email: d for d in made}


# ------------------------------------------------------------------------------------------- when


@each(
    ("day", "days", "closed", "expected", "because"),
    [
        ("2026-11-23", None, (), True, "a Monday"),
        ("2026-11-22", None, (), False, "a Sunday"),
        ("2026-11-26", None, (), False, "Thanksgiving, a holiday of the company's country"),
        ("2026-11-27", None, (), True, "the day after is none"),
        ("2026-11-24", None, ("2026-11-24",), False, "the company is closed"),
        ("2026-11-22", ("sun", "mon"), (), True, "the playbook names its own days"),
        ("2026-11-24", ("sun", "mon"), (), False, "and no others"),
        ("2026-11-26", ("thu",), (), False, "a holiday is off whatever days are named"),
        ("2026-11-23", (), (), False, "the playbook asks for none"),
    ],
)
def test_on_which_days_there_is_a_digest(
    day: str, days: tuple[str, ...] | None, closed: tuple[str, ...], expected: bool, because: str
) -> None:
    rules = playbook(digest={"days": days}, window={**PLAYBOOK.window.model_dump(mode="json"), "closed_days": closed})
    assert is_digest_day(rules, date.fromisoformat(day)) is expected, because


@pytest.mark.parametrize(
    ("timezone", "day", "utc", "because"),
    [
        ("America/New_York", "2026-03-06", "13:00", "winter"),
        ("America/New_York", "2026-03-09", "12:00", "the Monday after the clocks went forward"),
        ("America/New_York", "2026-10-30", "12:00", "still summer, when Europe has gone back already"),
        ("America/New_York", "2026-11-02", "13:00", "the Monday after the clocks went back"),
        ("Europe/Berlin", "2026-10-26", "07:00", "the Monday after the clocks went back"),
        ("Pacific/Auckland", "2026-11-23", "19:00", "of the day before in UTC"),
    ],
)
def test_eight_o_clock_is_the_company_s_summer_and_winter(timezone: str, day: str, utc: str, because: str) -> None:
    rules = playbook(company={**PLAYBOOK.company.model_dump(mode="json"), "timezone": timezone})
    at = digest_at(rules, date.fromisoformat(day))
    assert f"{at:%H:%M}" == utc, because
    assert today(rules, at) == date.fromisoformat(day), "the email is of the company's date"
    assert end_of(rules, today(rules, at)) > at


def test_a_day_of_twenty_five_hours_ends_at_its_midnight() -> None:
    sunday = date(2026, 11, 1)
    assert end_of(PLAYBOOK, sunday) - end_of(PLAYBOOK, sunday - DAY) == timedelta(hours=25)


@pytest.mark.parametrize(
    ("day", "previous", "because"),
    [
        ("2026-11-24", "2026-11-23", "yesterday's"),
        ("2026-11-23", "2026-11-20", "Friday's, for the weekend had none"),
        ("2026-11-27", "2026-11-25", "Wednesday's, for Thanksgiving had none"),
    ],
)
def test_news_is_what_came_after_the_digest_before(day: str, previous: str, because: str) -> None:
    assert previous_digest_at(PLAYBOOK, date.fromisoformat(day)) == digest_at(PLAYBOOK, date.fromisoformat(previous)), (
        because
    )


# ------------------------------------------------------------------------------------------- what


def test_who_has_nothing_to_read_gets_nothing() -> None:
    assert found() == {}
    assert found(tasks=[task("call", due=3 * DAY)]) == {}, "a task of Thursday is no news on Monday"
    assert found(promises=[Promise(about(), date(2026, 12, 4))]) == {}
    assert found(coming=[Coming(about(), MONDAY + DAY, "update", "email")]) == {}


def test_replies_are_all_told_and_the_overdue_ones_first() -> None:
    rows = [task(ident="bob", due=9 * HOUR), task(ident="cid", due=2 * DAY), task(ident="ann", due=-HOUR)]
    mine = found(tasks=rows)["dana@acme.example"]
    assert [t.about.name for t in mine.answer] == ["Ann", "Bob", "Cid"]
    assert subject(mine, MONDAY) == "Monday 23 November: 3 replies to answer (1 overdue)"


@pytest.mark.parametrize(
    ("due", "where", "because"),
    [
        (-30 * DAY, "tasks", "long overdue"),
        (HOUR, "tasks", "this morning"),
        (15 * HOUR, "tasks", "23:00 in New York is still Monday, though Tuesday in UTC"),
        (16 * HOUR, "later", "midnight in New York is Tuesday"),
    ],
)
def test_other_tasks_are_told_when_their_day_has_come(due: timedelta, where: str, because: str) -> None:
    mine = found(tasks=[task(), task("call", due=due)])["dana@acme.example"]
    assert [t.kind for t in getattr(mine, where)] == ["call"], because


@pytest.mark.parametrize(
    ("now", "by", "told", "because"),
    [
        (MONDAY, "2026-11-20", True, "it has passed"),
        (MONDAY, "2026-11-23", True, "today"),
        (MONDAY, "2026-11-24", True, "tomorrow"),
        (MONDAY, "2026-11-25", False, "the day after tomorrow"),
        (MONDAY + 2 * DAY, "2026-11-27", True, "Wednesday's next business day is Friday, after Thanksgiving"),
        (MONDAY + 4 * DAY, "2026-11-30", True, "Friday's next business day is Monday"),
        (MONDAY + 4 * DAY, "2026-12-01", False, "Tuesday is a business day further"),
    ],
)
def test_a_promise_is_told_from_one_business_day_before(now: datetime, by: str, told: bool, because: str) -> None:
    rows = found(now, promises=[Promise(about(), date.fromisoformat(by))])
    assert bool(rows) is told, because


def test_a_promise_s_task_is_told_with_the_promise_and_not_twice() -> None:
    mine = found(tasks=[task("promise")], promises=[Promise(about(), date(2026, 11, 23))])["dana@acme.example"]
    assert (len(mine.promises), mine.tasks, mine.later) == (1, [], [])
    assert subject(mine, MONDAY) == "Monday 23 November: 1 promise due"


@pytest.mark.parametrize(
    ("at", "told", "because"),
    [
        (MONDAY - HOUR, True, "this morning"),
        (MONDAY - 3 * DAY, True, "since Friday's digest"),
        (MONDAY - 3 * DAY - timedelta(minutes=1), False, "Friday's digest told it"),
        (MONDAY + HOUR, False, "it has not happened yet"),
    ],
)
def test_a_silence_is_told_once_when_it_has_become_too_long(at: datetime, told: bool, because: str) -> None:
    assert bool(found(breaches=[Breach(about(), at)])) is told, because


def test_what_goes_out_is_told_in_order_and_late_ones_go_now() -> None:
    rows = [
        Coming(about("cid"), MONDAY + 3 * HOUR, "thank-you", "sms"),
        Coming(about("ann"), MONDAY - HOUR, "update", "email"),
        Coming(about("bob"), MONDAY + 16 * HOUR, "update", "email"),
    ]
    mine = found(coming=rows)["dana@acme.example"]
    assert subject(mine, MONDAY) == "Monday 23 November: 2 messages going out"
    text = body(mine, PLAYBOOK, MONDAY)
    assert "now **Ann**, Engineer: status update by email (`ann`)" in text
    assert "11:00 AM EST **Cid**, Engineer: interview thank-you by text (`cid`)" in text
    assert "nothing needs your attention today" in text


# ------------------------------------------------------------------------------------------- for whom


@pytest.mark.parametrize(
    ("recruiter", "addresses", "to", "because"),
    [
        (DANA, {}, "dana@acme.example", "the application's recruiter"),
        (Colleague("Dana Reyes", " DANA@acme.example "), {}, "dana@acme.example", "however the address is typed"),
        (Colleague("dana REYES"), {"dana reyes": "dana@acme.example"}, "dana@acme.example", "their name elsewhere"),
        (Colleague("Dana Reyes"), {}, "talent@acme.example", "no address is on record: the team"),
        (Colleague(), {}, "talent@acme.example", "nobody looks after it: the team"),
        (Colleague("T", "Talent@acme.example"), {}, "talent@acme.example", "the team's own address"),
    ],
)
def test_whose_it_is(recruiter: Colleague, addresses: dict[str, str], to: str, because: str) -> None:
    one = task(about=about(recruiter=recruiter), assignee=recruiter.name)
    (mine,) = found(tasks=[one], addresses=addresses).values()
    assert mine.to.email.strip().lower() == to, because
    assert mine.team is (to == "talent@acme.example"), because


def test_an_escalated_task_reaches_the_hiring_manager_and_stays_the_recruiter_s() -> None:
    one = task(escalated_at=MONDAY - HOUR, escalated_to="Sam Okafor")
    made = found(tasks=[one])
    assert made["dana@acme.example"].answer == made["sam@acme.example"].escalated == [one]
    assert subject(made["sam@acme.example"], MONDAY) == "Monday 23 November: 1 task escalated"
    assert "Assigned to Dana Reyes (dana@acme.example), **overdue**" in body(made["sam@acme.example"], PLAYBOOK, MONDAY)
    assert "(escalated to Sam Okafor)" in body(made["dana@acme.example"], PLAYBOOK, MONDAY)


@pytest.mark.parametrize("manager", [Colleague(), Colleague("Sam Okafor")])
def test_a_task_escalated_to_nobody_with_an_address_reaches_the_team(manager: Colleague) -> None:
    one = task(escalated_at=MONDAY, escalated_to=manager.name, about=about(manager=manager))
    made = found(tasks=[one])
    assert made["talent@acme.example"].escalated == [one]


def test_a_recruiter_who_is_the_hiring_manager_too_reads_it_once() -> None:
    made = found(tasks=[task(escalated_at=MONDAY, about=about(manager=DANA))])
    assert list(made) == ["dana@acme.example"]
    assert made["dana@acme.example"].escalated == []


def test_a_new_recruiter_takes_over_what_was_given_to_the_old_one() -> None:
    made = found(tasks=[task(assignee="Old Colleague")])
    assert list(made) == ["dana@acme.example"]


# ------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("[x](http://evil)", r"**\[x\](http://evil)**"),
        ("<b>Eve</b>", r"**\<b>Eve\</b>**"),
        ("Eve\n# Heading\r\n- item", "**Eve # Heading - item**"),
        ("Eve\u202eelohssa", "**Eveelohssa**"),
        ("x" * 500, f"**{'x' * 79}…**"),
        ("`rm -rf ~`", r"**\`rm -rf \~\`**"),
    ],
)
def test_a_name_shows_as_typed_and_does_nothing(name: str, shown: str) -> None:
    (mine,) = found(tasks=[task(about=about(name=name))]).values()
    assert f"- {shown}, Engineer. Received Fri, Nov 20, 8:00 AM EST, **overdue** since today at 7:00 AM EST." in body(
        mine, PLAYBOOK, MONDAY
    )


@each(
    ("kind", "several", "job", "command"),
    [
        ("answer", False, "eng", "followup answer ann"),
        ("answer", True, "eng", "followup answer ann --job eng"),
        ("silence", True, "x; rm -rf ~", "followup contacted ann --job 'x; rm -rf ~'"),
        ("promise", False, "eng", "followup promise ann --by DATE"),
        ("news", False, "eng", "followup note ann"),
        ("startdate", False, "eng", "followup hire ann --start DATE"),
        ("offer", False, "eng", "followup offer ann --pay AMOUNT --expires DATE"),
        ("approve", False, "eng", "followup approve approve-ann"),
        ("call", False, "eng", "followup done call-ann"),
        ("of a later version", False, "eng", "followup done 'of a later version-ann'"),
    ],
)
def test_what_to_type(kind: str, several: bool, job: str, command: str) -> None:
    assert typed(task(kind, about=about(several=several, job=job))) == command


def test_a_candidate_of_an_ats_is_typed_with_the_source() -> None:
    assert typed(task(about=about(candidate_id="greenhouse:7"))) == "followup answer greenhouse:7"


def test_a_job_with_backticks_does_not_break_out_of_the_command() -> None:
    (mine,) = found(tasks=[task(about=about(several=True, job="a`b``c"))]).values()
    assert "``` followup answer ann --job 'a`b``c' ```" in body(mine, PLAYBOOK, MONDAY)


def test_a_long_section_is_cut_and_says_so() -> None:
    (mine,) = found(tasks=[task(ident=f"n{n}") for n in range(SHOWN + 7)]).values()
    text = body(mine, PLAYBOOK, MONDAY)
    assert text.count("followup answer") == SHOWN
    assert "- and 7 more: `followup tasks`" in text
    assert subject(mine, MONDAY).startswith(f"Monday 23 November: {SHOWN + 7} replies to answer")


def test_the_team_s_mail_says_why_it_comes_and_for_whom_each_is() -> None:
    (mine,) = found(tasks=[task(about=about(recruiter=Colleague("Kim Park")), assignee="Kim Park")]).values()
    assert subject(mine, MONDAY) == "Monday 23 November, for the team: 1 reply to answer (1 overdue)"
    text = body(mine, PLAYBOOK, MONDAY)
    assert "no recruiter or hiring manager with an email address of their own" in text
    assert "(for Kim Park)" in text


def test_a_stopped_candidate_s_promise_says_that_no_message_will_go() -> None:
    (mine,) = found(promises=[Promise(about(stopped=True), date(2026, 11, 23))]).values()
    assert "they don't want messages, but their own page shows the date" in body(mine, PLAYBOOK, MONDAY)


def test_r7_no_date_is_to_be_agreed_on_with_who_wants_no_messages() -> None:
    (mine,) = found(promises=[Promise(about(stopped=True), date(2026, 11, 23))]).values()
    assert "followup promise ann" not in body(mine, PLAYBOOK, MONDAY)


def test_r2_a_promise_that_is_put_off_again_asks_for_a_sentence() -> None:
    (mine,) = found(promises=[Promise(about(), date(2026, 11, 23), news=True)]).values()
    text = body(mine, PLAYBOOK, MONDAY)
    assert "add a note with news or a reason" in text and "`followup note ann`" in text
    (plain,) = found(promises=[Promise(about(), date(2026, 11, 23))]).values()
    assert "followup note" not in body(plain, PLAYBOOK, MONDAY)


def test_the_zone_of_the_times_is_said() -> None:
    (mine,) = found(tasks=[task(), task("call", "bob", due=3 * DAY)]).values()
    assert "As of 8:00 AM, America/New_York (EST). Due later: 1 more task." in body(mine, PLAYBOOK, MONDAY)


# ------------------------------------------------------------------------------------------- the same as `tasks`


def test_the_list_of_tasks_and_the_digest_have_the_same_order() -> None:
    rows = [task("call", "bob"), task(ident="cid"), task("reach", "dan", due=-DAY), task(ident="ann", due=-DAY)]
    mine = found(tasks=rows)["dana@acme.example"]
    assert [*mine.answer, *mine.tasks] == most_urgent_first(rows)


@pytest.mark.parametrize("wanted", ["Dana Reyes", "dana reyes", "DANA@acme.example", "Sam Okafor", "sam@acme.example"])
def test_a_person_s_tasks_are_found_by_name_and_address(wanted: str) -> None:
    one, other = task(escalated_at=MONDAY, escalated_to="Sam Okafor"), task(about=about(recruiter=SAM, manager=SAM))
    work = Workload(tasks=(one, task("call", about=about(recruiter=Colleague("Lou")), assignee="Lou")))
    assert tasks_of(work, wanted, MONDAY) == [one]
    assert tasks_of(Workload(tasks=(other,)), "", MONDAY) == []


def test_a_recruiter_whose_address_stands_elsewhere_is_found_by_it() -> None:
    one = task(about=about(recruiter=Colleague("Lou Day")))
    work = Workload(tasks=(one,), addresses={"lou day": "lou@acme.example"})
    assert tasks_of(work, "lou@acme.example", MONDAY) == [one]


def test_the_first_line_of_tasks_counts_them() -> None:
    rows = [task(), task(ident="bob", due=HOUR), task("call", due=-HOUR)]
    assert summary(rows, MONDAY) == "3 open tasks: 2 replies to answer (1 overdue), 1 other (1 overdue)."
    assert summary(rows[2:], MONDAY + HOUR) == "1 open task (1 overdue)."


def test_what_waits_for_a_yes_is_seen_before_it_is_due_for_it_holds_a_message_back() -> None:
    waits = task("approve", due=5 * DAY, title="Approve the message of step hello for Engineer")
    dana = found(tasks=[waits, task("call", due=5 * DAY)])["dana@acme.example"]
    assert (dana.tasks, [t.kind for t in dana.later]) == ([waits], ["call"])
    assert subject(dana, MONDAY).endswith(": 1 message to approve")
    text = body(dana, PLAYBOOK, MONDAY)
    assert "## To approve: 1" in text and "`followup approve approve-ann`" in text
    assert "here's what needs your attention today" in text and "Also due" not in text


def test_a_name_of_invisible_characters_is_greeted_without_one() -> None:
    nameless = about(recruiter=Colleague("\u200b \u2060", "dana@acme.example"))
    (one,) = found(tasks=[task("answer", about=nameless)]).values()
    assert body(one, PLAYBOOK, MONDAY).startswith("Hi")


# ------------------------------------------------------------------------------------------- messages to correct


def poisoned() -> Playbook:
    """What an older version put in force, and would be refused today."""
    content = PLAYBOOK.model_dump(mode="json")
    content["messages"]["applied/old.md"] = {"subject": "S", "body": "x\n{% for x in 'ab' %}{% endfor %}", "line": 4}
    return Playbook.model_validate(content)


def test_the_team_is_told_which_messages_in_force_must_be_corrected() -> None:
    rules = poisoned()
    digest = found(rules=rules)[rules.sender.email]
    text = body(digest, rules, MONDAY)
    assert digest.team and "1 message to correct" in subject(digest, MONDAY)
    assert "This goes to the team's address, for the person who looks after the playbook." in text
    assert "## Messages to correct: 1" in text and "messages/applied/old.md, line 5: " in text
    assert "`followup playbook apply`" in text
    assert DANA.email not in found(rules=rules)


def test_what_waits_for_the_team_is_told_beside_it() -> None:
    rules = poisoned()
    nobody = Colleague("", "")
    digest = found(rules=rules, tasks=[task(about=about(recruiter=nobody, manager=nobody))])[rules.sender.email]
    text = body(digest, rules, MONDAY)
    assert "To answer: 1" in text and "Messages to correct: 1" in text and "no recruiter or hiring manager" in text


def test_r1_r9_their_words_and_how_to_reach_them_stand_in_the_mail() -> None:
    reach = {"email": "ann@example.com", "phone": "+12125550123"}
    mail = found(
        tasks=[task(words="Any *news*?\n\nAnn", reach=reach), task("call", "bob", reach={}, words="")],
        breaches=[Breach(about("cleo"), MONDAY - HOUR, reach={"email": "cleo@example.com"})],
        promises=[Promise(about("dev"), MONDAY.date(), {"email": "dev@example.com"})],
    )[DANA.email]
    text = body(mail, PLAYBOOK, MONDAY)
    assert "  “Any \\*news\\*? Ann”\n  reach them: +12125550123 · ann@example.com\n  `followup answer ann`" in text
    assert "  reach them: cleo@example.com\n  `followup contacted cleo`" in text
    assert "  reach them: dev@example.com\n  `followup promise dev --by DATE`" in text
    assert text.count("reach them") == 3


@pytest.mark.parametrize(
    ("country", "day", "since", "as_of"),
    [
        ("US", "Monday, November 23: ", "no word from us since Sun, Nov 8", "As of 8:00 AM, "),
        ("DE", "Monday 23 November: ", "no word from us since Sun 8 Nov", "As of 08:00, "),
    ],
)
def test_days_and_hours_are_written_as_in_the_company_s_country(country: str, day: str, since: str, as_of: str) -> None:
    rules = Playbook.model_validate(
        PLAYBOOK.model_dump(mode="json", by_alias=True)
        | {"company": PLAYBOOK.company.model_dump() | {"country": country}}
    )
    mail = found(breaches=[Breach(about("cleo"), MONDAY - HOUR, since=MONDAY - 15 * DAY)])[DANA.email]
    text = body(mail, rules, MONDAY)
    assert since in text and as_of in text and subject(mail, MONDAY, country).startswith(day)


def test_the_mail_shows_addresses_as_their_owners_write_them() -> None:
    mail = found(breaches=[Breach(about("cleo"), MONDAY - HOUR, reach={"email": "cleo@xn--mller-kva.de"})])[DANA.email]
    assert "  reach them: cleo@müller.de\n" in body(mail, PLAYBOOK, MONDAY)
