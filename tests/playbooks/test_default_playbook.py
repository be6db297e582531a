"""The playbook that everybody starts with: it covers every row of the domain, in words one is glad to send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from domain.lint.engine import lint
from domain.messages.render import NAMES, SAMPLE_BARE, SAMPLE_FULL, Rendered, check_messages, render
from domain.messages.sms_segments import segments
from domain.names import OPEN_STAGES, Stage
from domain.playbook.model import Rank, Step
from domain.time.durations import Duration
from ledger.playbooks.folder import read_playbook
from tests.tables import each

FOLDER = Path(__file__).parents[2] / "playbooks" / "default"
PLAYBOOK = read_playbook(FOLDER)

ROWS = {
    "S1": [(Stage.PROSPECT, "outreach")],
    "S2": [(Stage.PROSPECT, "nudge"), (Stage.PROSPECT, "last-nudge")],
    "S3": [(Stage.APPLIED, "acknowledge")],
    "S4": [(Stage.APPLIED, "update"), (Stage.SCREENING, "update"), (Stage.INTERVIEW, "update")],
    "S5": [(Stage.REJECTED, "closure")],
    "S6": [(s, step) for s in (Stage.SCREENING, Stage.INTERVIEW) for step in ("details", "reminder", "cancelled")],
    "S7": [(Stage.INTERVIEW, step) for step in ("invite", "nudge", "second-nudge", "last-nudge")],
    "S8": [(Stage.SCREENING, "thank-you"), (Stage.INTERVIEW, "thank-you")],
    "S9": [(Stage.INTERVIEW, "check-in")],
    "S10": [(stage, "promise-due") for stage in OPEN_STAGES],
    "S11": [(Stage.OFFER, "covering-note"), (Stage.OFFER, "offer-call")],
    "S12": [(Stage.OFFER, "questions"), (Stage.OFFER, "expiring"), (Stage.OFFER, "check-in")],
    "S13": [(Stage.HIRED, "welcome"), (Stage.HIRED, "paperwork"), (Stage.HIRED, "first-days")],
    "S14": [(Stage.HIRED, "first-week"), (Stage.HIRED, "onboarding-feedback")],
    "S15": [(Stage.REJECTED, "closure")],
    "S16": [(Stage.REJECTED, "survey"), (Stage.HIRED, "survey"), (Stage.WITHDRAWN, "survey")],
    "S17": [(Stage.WITHDRAWN, "thanks")],
    "S18": [(Stage.NETWORK, "hello"), (Stage.NETWORK, "renew-consent")],
}

STEPS = [(stage, step) for stage, rules in PLAYBOOK.stages.items() for step in rules.steps]
TO_COLLEAGUES = sorted({name for _, s in STEPS for name in s.messages if s.to is not None})
MESSAGES = sorted(
    {
        *(name for _, s in STEPS for name in s.messages if s.to is None),
        PLAYBOOK.receipt_message,
        PLAYBOOK.called_off_message,
    }
)
SAMPLES = {"full": SAMPLE_FULL, "bare": SAMPLE_BARE}
MAILS = [(name, kind) for name in MESSAGES for kind in SAMPLES]
TEXTS = [(name, kind) for name in MESSAGES if PLAYBOOK.has_message(name, sms=True) for kind in SAMPLES]

BANNED = (
    r"\bsoon\b", r"\bshortly\b", r"in due course", r"unfortunately", r"\bas per\b", r"reach out", r"reaching out",
    r"touch base", r"\bexcit", r"thrilled", r"amazing", r"rock ?star", r"ninja", r"synerg", r"circle back",
    r"\basap\b", r"urgently", r"last chance", r"act now", r"don't miss", r"regret to inform", r"!", r"kindly",
    r"at this time", r"moving forward", r"dear sir", r"other candidates", r"high volume",
)  # fmt: skip
GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)


def words(name: str, context: Any, *, sms: bool = False) -> Rendered:
    return render(PLAYBOOK, name, sms=sms, locale=None, variant="", context=context)


def step(stage: Stage, name: str) -> Step:
    found = PLAYBOOK.step(stage, name)
    assert found is not None, f"{stage} has no step {name}"
    return found


@each("row", ROWS)
def test_every_row_of_the_domain_has_its_steps(row: str) -> None:
    for stage, name in ROWS[row]:
        step(stage, name)
    assert re.search(rf"# .*\b{row}\b", (FOLDER / "playbook.yaml").read_text()), f"no comment names {row}"


def test_the_rows_are_all() -> None:
    assert list(ROWS) == [f"S{n}" for n in range(1, 19)]
    assert set(PLAYBOOK.stages) == set(Stage)


@each(
    ("stage", "name", "timing"),
    [
        (Stage.PROSPECT, "nudge", {"delay": "P7D", "kind": "nudge"}),
        (Stage.PROSPECT, "last-nudge", {"delay": "P30D", "kind": "nudge"}),
        (Stage.APPLIED, "acknowledge", {"delay": "P0D", "by": "PT48H", "hours": "extended"}),
        (Stage.APPLIED, "update", {"every": "P14D"}),
        (Stage.INTERVIEW, "reminder", {"before": "interview", "lead": "P1D", "hours": "extended"}),
        (Stage.INTERVIEW, "nudge", {"delay": "P3D"}),
        (Stage.INTERVIEW, "second-nudge", {"delay": "P7D"}),
        (Stage.INTERVIEW, "last-nudge", {"delay": "P30D"}),
        (Stage.INTERVIEW, "thank-you", {"by": "PT24H", "wait_for_note": "PT12H", "promises": "5bd"}),
        (Stage.INTERVIEW, "check-in", {"after": "last_contact", "delay": "P7D"}),
        (Stage.OFFER, "questions", {"delay": "PT48H"}),
        (Stage.OFFER, "expiring", {"before": "offer_expiry", "lead": "2bd"}),
        (Stage.HIRED, "paperwork", {"before": "start_date", "lead": "P7D"}),
        (Stage.HIRED, "first-days", {"before": "start_date", "lead": "3bd"}),
        (Stage.HIRED, "first-week", {"after": "start_date", "delay": "5bd"}),
        (Stage.HIRED, "onboarding-feedback", {"after": "start_date", "delay": "P21D"}),
        (Stage.REJECTED, "closure", {"by": "PT48H", "hours": "window", "rank": "rejection"}),
        (Stage.REJECTED, "survey", {"delay": "P7D", "rank": "survey"}),
        (Stage.WITHDRAWN, "thanks", {"by": "PT48H"}),
        (Stage.NETWORK, "hello", {"every": "P90D", "rank": "nurture"}),
        (Stage.NETWORK, "renew-consent", {"after": "consent", "delay": "P365D"}),
    ],
)
def test_the_timing_is_that_of_the_domain(stage: Stage, name: str, timing: dict[str, str]) -> None:
    found = step(stage, name).model_dump(mode="json")
    assert {key: found[key] for key in timing} == timing


def test_what_a_promise_needs() -> None:
    for stage in OPEN_STAGES:
        due = step(stage, "promise-due")
        assert due.before == "promise" and due.lead == Duration() and due.promises and "promise_open" in due.when


def test_nudges_stop_and_the_last_one_says_so() -> None:
    for stage, s in STEPS:
        assert s.kind != "nudge" or "not answered" in s.when or stage is Stage.OFFER, s.step
    for name in ("prospect/last-nudge", "interview/last-nudge"):
        assert re.search(r"\blast (message|time)\b", words(name, SAMPLE_FULL).body)


def test_a_person_is_called_upon_rarely() -> None:
    manual = [s for _, s in STEPS if s.manual and s.title]
    assert 2 <= len(manual) <= 4
    assert all(s.title or s.question for _, s in STEPS if s.manual)


def test_only_offer_and_interview_go_before_a_rejection() -> None:
    ranked = {s.rank for stage, s in STEPS if stage is Stage.REJECTED}
    assert ranked == {Rank.REJECTION, Rank.SURVEY}


def test_check_finds_nothing() -> None:
    assert check_messages(PLAYBOOK) == []


def test_lint_finds_nothing_and_nothing_is_waived() -> None:
    assert lint(PLAYBOOK) == []
    assert [path for path, message in PLAYBOOK.messages.items() if message.waive] == []


def test_no_file_is_left_unused() -> None:
    used = {f"{name}{suffix}" for name in (*MESSAGES, *TO_COLLEAGUES) for suffix in (".md", ".sms.txt")}
    assert {path for path in PLAYBOOK.messages if not path.startswith("_")} <= used


def partly_known() -> Iterator[dict[str, Any]]:
    """The full sample without one name at a time."""
    for group, names in NAMES.items():
        for name in names or ("",):
            context = deepcopy(dict(SAMPLE_FULL))
            if not name:
                context[group] = ""
            elif f"{group}.{name}" not in (
                "candidate.first_name",
                "application.job_title",
                "company.name",
                "links.unsubscribe",
            ):
                context[group][name] = ""
            yield context


@each("name", MESSAGES)
def test_a_missing_fact_leaves_no_hole(name: str) -> None:
    for context in partly_known():
        for sms in (False, True):
            if PLAYBOOK.has_message(name, sms=sms):
                body = words(name, context, sms=sms).body
                assert not re.search(r"[{}%]{2}|None|  (?!\n)| [.,;:]|\(\)|: *$|, *,|\n\n\n|- \w+: *\n", body), body


@pytest.mark.parametrize("name", TO_COLLEAGUES)
def test_r14_a_mail_to_a_colleague_asks_one_thing_and_has_nothing_that_is_the_candidates_own(name: str) -> None:
    for kind, context in SAMPLES.items():
        rendered = words(name, context)
        assert 10 <= len(rendered.subject) <= 78, rendered.subject
        assert rendered.body.startswith("Hi Priya,\n\n" if kind == "full" else "Hi there,\n\n")
        assert "thank you" in rendered.body.lower() and "Best regards," in rendered.body
        assert rendered.body.count("https://follow.acme.example/f/") == (1 if kind == "full" else 0)
        assert kind == "full" or "Reply to this email" in rendered.body
        assert "/c/" not in rendered.body and "unsubscribe" not in rendered.body and "$" not in rendered.body
        assert not re.search(r"[{}%]{2}|None|  (?!\n)| [.,;:]|\(\)|\n\n\n", rendered.body), rendered.body


@each(("name", "kind"), MAILS)
def test_a_mail_has_what_a_mail_needs(name: str, kind: str) -> None:
    rendered = words(name, SAMPLES[kind])
    paragraphs = rendered.body.split("\n\n")
    assert 10 <= len(rendered.subject) <= 78, rendered.subject
    assert paragraphs[0] == "Hi Ann,"
    assert "thank you" in paragraphs[1].lower()
    assert "reply" in rendered.body.lower() or "Answer here" in rendered.body  # one thing to do
    closing = rendered.body.split("Best regards,\n\n")
    assert len(closing) == 2
    expected = {
        "full": "Dana Reyes  \nSenior Recruiter, Acme  \ndana.reyes@acme.example  \n+1 212 555 0142\n\n* * *\n\n"
        "Acme, 123 Main Street, New York, NY 10001, USA\n\n",
        "bare": "The Acme recruiting team\n\n* * *\n\nAcme\n\n",
    }
    assert closing[1].startswith(expected[kind])
    assert SAMPLES[kind]["links"]["unsubscribe"] in closing[1]
    purpose = closing[0].split()
    assert 30 <= len(purpose) <= 170, f"{len(purpose)} words"


@each(("name", "kind"), MAILS)
def test_the_tone_is_plain_and_warm(name: str, kind: str) -> None:
    rendered = words(name, SAMPLES[kind])
    text = f"{rendered.subject}\n{rendered.body}"
    assert not (found := [b for b in BANNED if re.search(b, text, re.IGNORECASE)]), found
    assert "{{" not in text and "{%" not in text and "\n\n\n" not in text
    assert text.isascii()  # no emoji


@each(("name", "kind"), TEXTS)
def test_a_text_is_short_and_says_who_writes(name: str, kind: str) -> None:
    body = words(name, SAMPLES[kind], sms=True).body
    assert len(body) <= 300 and set(body) <= GSM7 and "\n" not in body
    assert body.startswith("Acme: Hi Ann, ") and body.endswith("Reply STOP to opt out.")
    assert "thank you" in body.lower()
    assert not (found := [b for b in BANNED if re.search(b, body, re.IGNORECASE)]), found


def test_long_titles_still_fit_into_a_text() -> None:
    context = deepcopy(dict(SAMPLE_FULL))
    context["application"]["job_title"] = context["offer"]["title"] = "Senior Manager, Customer Success Operations"
    context["candidate"]["first_name"] = "Maximiliana"
    context["company"]["name"] = "Northwind Logistics"
    context["promise"]["by"] = "Wednesday, September 30"
    context["interview"] |= {"date": "Wednesday, September 30", "time": "10:00 AM (Central European Time)"}
    for name, _ in TEXTS:
        assert segments(words(name, context, sms=True).body).number < PLAYBOOK.texts.max_segments, name


@each(("stage", "found"), STEPS, ids=lambda x: getattr(x, "step", str(x)))
def test_a_step_that_promises_tells_the_date(stage: Stage, found: Step) -> None:
    for name in found.messages if found.promises else ():
        for sms in (False, True):
            if PLAYBOOK.has_message(name, sms=sms):
                assert "by Friday, December 4" in words(name, SAMPLE_FULL, sms=sms).body


def test_what_was_noted_stands_in_its_own_paragraph() -> None:
    for name in ("prospect/outreach", "interview/thank-you", "network/hello"):
        assert f"\n\n{SAMPLE_FULL['note']}\n\n" in words(name, SAMPLE_FULL).body


def test_feedback_stands_in_the_rejection_only_if_there_is_some() -> None:
    assert SAMPLE_FULL["rejection"]["feedback"] in words("rejected/closure", SAMPLE_FULL).body
    assert "here's what we can tell you" not in words("rejected/closure", SAMPLE_BARE).body
