"""The daily mail while a recruiter is away (R25): it goes to whoever covers, under a heading of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from domain.people.team import Absence, Member, Team
from domain.views.digest import Digest, digests
from domain.views.digest_text import body, subject
from domain.views.workload import Coming, Happened, Promise, Return, Workload, tasks_of
from tests.domain.lives import PLAYBOOK
from tests.domain.test_digest import DANA, DAY, HOUR, MONDAY, SAM, Colleague, about, task

KIM = Colleague("Kim Park", "kim@acme.example")
UNTIL = MONDAY + 5 * DAY


def member(one: Colleague, absence: Absence | None = None, role: str = "recruiter") -> Member:
    return Member(one.email, one.name, one.email, role, absence=absence)


def away(cover: Colleague | None = DANA, until: Any = UNTIL) -> Absence:
    return Absence(MONDAY - 2 * DAY, until, until.date(), cover.email if cover else "")


def found(team: Team, **rows: Any) -> dict[str, Digest]:
    made = digests(Workload(**{name: tuple(value) for name, value in rows.items()}, team=team), PLAYBOOK, MONDAY)
    return {one.to.email: one for one in made}


KIMS = [task(about=about(recruiter=KIM)), task("approve", "bob", about=about("bob", recruiter=KIM))]
COVERED = Team((member(KIM, away()), member(DANA), member(SAM)))


def test_r25_the_cover_reads_it_under_a_heading_of_its_own_and_who_is_away_gets_no_mail() -> None:
    mine = task(ident="cid", about=about("cid"))
    mails = found(
        COVERED,
        tasks=[*KIMS, mine],
        promises=[Promise(about("dan", recruiter=KIM), date(2026, 11, 23))],
        coming=[Coming(about("eve", recruiter=KIM), MONDAY + HOUR, "update", "email")],
    )
    assert set(mails) == {"dana@acme.example"}, "nobody on holiday is mailed"
    mail = mails["dana@acme.example"]
    assert [t.task for t in mail.answer] == ["answer-cid"]
    (covered,) = mail.covered
    assert [t.task for t in covered.pile.answer] == ["answer-ann"] and len(covered.pile.to_approve) == 1
    assert len(covered.pile.promises) == len(covered.pile.coming) == 1
    assert subject(mail, MONDAY) == (
        "Monday 23 November: 1 reply to answer (1 overdue); "
        "for Kim Park: 1 reply to answer (1 overdue), 1 promise due, 1 message to approve"
    )
    text = body(mail, PLAYBOOK, MONDAY)
    own, theirs = text.split("## For Kim Park, away until Sat, Nov 28")
    assert "**Cid**" in own and "**Ann**" not in own
    assert "You're covering for them" in theirs and "### To answer: 1" in theirs and "**Ann**" in theirs
    assert "### Going out today: 1" in theirs


def test_r25_whoever_covers_and_has_nothing_of_their_own_gets_the_mail_too() -> None:
    mail = found(COVERED, tasks=[KIMS[0]])["dana@acme.example"]
    assert subject(mail, MONDAY) == "Monday 23 November: for Kim Park: 1 reply to answer (1 overdue)"
    assert "here's what needs your attention today" in body(mail, PLAYBOOK, MONDAY)


def test_r25_without_a_cover_it_goes_to_a_lead_and_else_to_the_team_with_the_command() -> None:
    nobody = member(KIM, away(None))
    to_lead = found(Team((nobody, member(SAM, role="lead"))), tasks=KIMS)
    assert set(to_lead) == {"sam@acme.example"}
    mail = found(Team((nobody,)), tasks=KIMS)[PLAYBOOK.sender.email]
    assert mail.team
    text = body(mail, PLAYBOOK, MONDAY)
    assert "Nobody is covering" in text and "**Ann**" in text
    assert "`followup away kim@acme.example --cover NAME`" in text


def test_r25_what_was_escalated_to_a_manager_who_is_away_goes_to_their_cover() -> None:
    late = task(escalated_at=MONDAY - DAY, escalated_to="Sam Okafor")
    mails = found(Team((member(SAM, away(DANA)), member(DANA))), tasks=[late])
    (covered,) = mails["dana@acme.example"].covered
    assert set(mails) == {"dana@acme.example"} and covered.pile.escalated == [late]


def test_r25_tasks_of_a_cover_are_theirs_and_those_that_they_cover() -> None:
    work = Workload(tasks=(*KIMS, task(ident="cid")), team=COVERED)
    assert len(tasks_of(work, "dana@acme.example", MONDAY)) == 3
    assert len(tasks_of(work, "kim@acme.example", MONDAY)) == 2, "they stay hers as well"
    assert len(tasks_of(work, "dana@acme.example", UNTIL)) == 1, "and hers alone once she is back"


def test_r25_the_first_digest_after_it_tells_what_happened() -> None:
    over = away(until=MONDAY - HOUR)
    happened = (Happened(about("ann", recruiter=KIM), 2, 1, 1, "interview"), Happened(about("bob"), sent=1))
    back = Return(member(KIM, over), over.since, over.until, "Dana Reyes", happened)
    mail = found(Team((member(KIM, over), member(DANA))), returns=[back], tasks=KIMS[:1])["kim@acme.example"]
    assert [t.task for t in mail.answer] == ["answer-ann"] and not mail.covered
    text = body(mail, PLAYBOOK, MONDAY)
    assert "welcome back" in text
    assert "## While you were away, Sat, Nov 21 to Mon, Nov 23" in text and "while Dana Reyes covered for you" in text
    assert "**Ann**, Engineer: 2 messages went out, 1 reply came in, 1 task done, now at the interview stage" in text
    alone = found(Team((member(KIM, over),)), returns=[back])["kim@acme.example"]
    assert subject(alone, MONDAY) == "Monday 23 November: what happened while you were away"
    quiet = found(Team((member(KIM, over),)), returns=[replace(back, happened=())])["kim@acme.example"]
    assert "Nobody wrote, and nothing was sent." in body(quiet, PLAYBOOK, MONDAY)
    long_ago = replace(back, until=MONDAY - timedelta(days=10))
    assert not found(Team((member(KIM, over),)), returns=[long_ago]), "told once"
