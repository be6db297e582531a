"""`playbook check`: what is well formed and yet can never work, or leaves people in silence, each with what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from lives import PLAYBOOK
from test_rule_edits import Content, adding, edited, removing, setting, step, top

from domain.checks.soundness import Flaw, flaws
from tests.tables import each

TODAY = date(2026, 11, 2)


def found(change: Callable[[Content], None]) -> list[Flaw]:
    return flaws(edited(change), TODAY)


def both(*changes: Callable[[Content], None]) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        for one in changes:
            one(content)

    return change


def anew(stage: str, **keys: Any) -> Callable[[Content], None]:
    return adding(stage, step="extra", **keys)


def no_file(name: str, *, new: str = "") -> Callable[[Content], None]:
    def change(content: Content) -> None:
        file = content["messages"].pop(name)
        if new:
            content["messages"][new] = file

    return change


def test_the_default_playbook_has_no_flaw_but_that_it_is_still_the_samples() -> None:
    for days in range(0, 400, 37):
        said = flaws(PLAYBOOK, TODAY + timedelta(days=days))
        assert all(flaw.hint for flaw in said)
        assert [flaw.place for flaw in said] == ["company and sender"]


def inside(group: str, **keys: Any) -> Callable[[Content], None]:
    return lambda content: content[group].update(keys)


ERRORS = [
    # anchors that cannot happen there
    (
        anew("rejected", after="interview_held"),
        "stages.rejected, step extra: there are no interviews in stage rejected",
    ),
    (anew("applied", before="interview"), "an interview moves them from applied to stage interview"),
    (anew("prospect", after="interview_scheduled"), "move the step to stages.interview"),
    (anew("interview", after="offer_extended"), "an offer moves them to stage offer"),
    (anew("applied", before="offer_expiry"), "move the step to stages.offer"),
    (anew("offer", after="start_date"), "a first day of work is only known in stage hired"),
    (anew("withdrawn", before="promise"), "a promise ends with the decision"),
    (anew("hired", after="application_received"), "nobody applies in stage hired"),
    # steps behind such steps, and rings
    (
        both(anew("applied", after="offer_extended"), adding("applied", step="then", after="extra")),
        "step then: it comes after extra, which can never happen",
    ),
    (
        both(adding("applied", step="one", after="two"), adding("applied", step="two", after="one")),
        "step one: one comes after two comes after one: none of them can be first",
    ),
    (
        both(
            adding("applied", step="one", after="two"),
            adding("applied", step="two", after="one"),
            adding("applied", step="three", after="two"),
        ),
        "step three: it comes after two, which can never happen",
    ),
    (
        anew("offer", after="offer-call", kind="nudge"),
        "a nudge follows a message that was sent, and offer-call is a task",
    ),
    # conditions
    (anew("applied", after="entered", when="answered and not answered"), "'answered and not answered' can never hold;"),
    (anew("applied", after="entered", when="offer_open"), "can never hold (here is always: not offer_open)"),
    (anew("network", after="entered", when="decision_pending"), "(here is always: not decision_pending)"),
    (setting("interview", "details", when="decision_pending"), "can never hold (here is always: not decision_pending)"),
    (setting("interview", "thank-you", when="not interview_held"), "(here is always: interview_held)"),
    (setting("hired", "first-week", when="not start_date_known"), "(here is always: start_date_known)"),
    (anew("interview", after="reply_received", when="not answered"), "(here is always: answered)"),
    (anew("offer", after="entered", when="offer_open and interview_upcoming and decision_pending"), "can never hold;"),
    # silence
    (removing("applied", "update"), "stages.applied: nothing is sent repeatedly, so they'd hear nothing"),
    (setting("screening", "update", kind="nudge"), "stages.screening: nothing is sent repeatedly"),
    (setting("applied", "update", when="answered and not answered"), "can never hold"),
    # words
    (
        no_file("offer/questions.md", new="offer/questions.sms.txt"),
        "candidates who can't be texted get nothing; write one",
    ),
    (
        setting("hired", "first-week", channel="sms"),
        "it goes by text, and there is no file messages/hired/first-week.sms",
    ),
    (
        both(no_file("hired/welcome.md"), setting("hired", "welcome", channel="email")),
        "it goes by email, and there is no file messages/hired/welcome.md",
    ),
    # windows and caps
    (
        top(window={"closed_days": ["24.12."]}),
        "window.closed_days: '24.12.' is not a date; write one such as 2026-12-24",
    ),
    (
        top(window={"closed_days": [(TODAY + timedelta(days=d)).isoformat() for d in range(420)]}),
        "window: it never opens within a year",
    ),
    (top(limits={"min_gap": "P20D"}), "limits.min_gap: P20D between two contacts is more than the longest silence"),
    (top(window={"closed_days": ["24.12.2026"]}), "window.closed_days: '24.12.2026' is not a date; write 2026-12-24"),
    # who writes, and from where
    (inside("company", country="Atlantis"), "company.country: it is 'Atlantis', and no country's code, so no holiday"),
    (inside("company", country="Germany"), "no country's code, so no holiday would be kept; did you mean DE?"),
    (inside("company", country="us"), "did you mean US?"),
    (inside("company", country=""), "company.country: it is empty"),
    (inside("company", subdivision="Bayern"), "company.subdivision: 'Bayern' isn't a region of US with known holidays"),
    (inside("company", name=" "), "company.name: it is empty"),
    (inside("company", postal_address=""), "company.postal_address: it is empty, and every email must say where"),
    (inside("company", postal_address="TODO"), "company.postal_address: it is 'TODO', and every email must say where"),
    (inside("company", postal_address="tbd."), "company.postal_address: it is 'tbd.'"),
    (inside("sender", name=""), "sender.name: it is empty, and messages say the name that email comes from; write it"),
    (inside("sender", email="talent at harborlight"), "sender.email: 'talent at harborlight' is not an email address"),
    (inside("sender", email=""), "sender.email: it is empty; write the address that email comes from"),
    # what goes before them each time
    (
        setting("interview", "check-in", delay="P20D"),
        "step check-in: it never goes: update goes P14D after the last contact, and this would wait P20D",
    ),
    (
        anew("applied", after="last_contact", every="P30D", kind="nudge", when="decision_pending"),
        "step extra: it never goes: update goes P14D after the last contact, and this would wait P30D",
    ),
    # times
    (
        setting("interview", "thank-you", delay="P2D"),
        "it is due P2D after interview_held, and should have gone by PT24H",
    ),
    (setting("applied", "acknowledge", expires="PT1H"), "it expires PT1H after it is due, before its service level"),
    (setting("applied", "update", expires="PT0S"), "it expires at once"),
    (anew("applied", after="entered", lead="P1D"), "`lead:` counts with `before:` alone"),
    (setting("interview", "reminder", delay="P1D"), "`delay:` counts with `after:` alone"),
    (setting("applied", "update", every="PT0S"), "`every:` is zero"),
    (
        setting("interview", "thank-you", every="P2D"),
        "it goes once for each interview_held, and `every:` has no effect",
    ),
    (setting("interview", "thank-you", promises="PT4H"), "it promises an answer within PT4H, which isn't a date"),
    (setting("hired", "paperwork", lead="PT12H"), "a lead to a date counts whole days, and `lead: PT12H` has hours"),
    (
        setting("interview", "promise-due", lead="5bd"),
        "it comes 5bd before a promised date, and dates are promised 3bd",
    ),
]

HINTS = [
    (removing("screening", "promise-due"), "stages.screening: no step keeps a promised date"),
    (lambda content: content["stages"].pop("screening"), "stages.screening: the stage has no steps"),
    (
        setting("interview", "update", when="decision_pending and interview_held"),
        "stages.interview: no update goes out where they are: answered, decision_pending, not interview_held",
    ),
    (
        both(setting("offer", "check-in", times=2), removing("offer", "questions")),
        "stages.offer: no update goes out where they are: not decision_pending, offer_open",
    ),
    (setting("interview", "thank-you", wait_for_note="PT30H"), "it would wait PT30H for a note, and goes without one"),
    (
        setting("interview", "thank-you", by="PT12H"),
        "the window is closed for 15 hours and 30 minutes at a time, so `by: PT12H` can't",
    ),
    (
        both(top(window={"days": ["tue", "thu"]}), setting("rejected", "closure", by="PT48H")),
        "the window is closed for 4 days and 15 hours at a time, so `by: PT48H` can't always be kept",
    ),
    (
        setting("applied", "update", every="P30D"),
        "it goes every P14D because of `max_silence: P14D`, and not every P30D; write the same in both",
    ),
    (
        setting("interview", "check-in", delay="P15D"),
        "step check-in: it hardly ever goes: update goes P14D after the last contact",
    ),
    (inside("company", country="USA"), "company.country: a candidate's country has two letters"),
    (inside("company", name="ACME Ltd"), "these are still the sample's, so write yours: company.name is 'ACME Ltd'"),
    (inside("sender", email="jobs@foo.example"), "sender.email is 'jobs@foo.example'"),
    (top(window={"open": "20:30:00", "close": "22:00:00"}), "window: texts never go outside 08:00-20:00"),
    (
        top(window={"closed_days": [(date(2026, 12, 21) + timedelta(days=d)).isoformat() for d in range(14)]}),
        "window: nothing can go after 18 December 2026 until 04 January 2027",
    ),
    (setting("offer", "offer-call", wait_for_note="P1D"), "a task waits for no note"),
    (setting("hired", "welcome", times=3), "`times:` counts with `every:` alone"),
    (setting("applied", "update", delay="P1D"), "after the last contact `every: P14D` says when"),
    (setting("interview", "thank-you", promises="1bd"), "the recruiter is warned 1bd before: at once"),
    (setting("interview", "reminder", lead="P30D"), "it comes P30D before the interview, which is rarely known"),
    (setting("offer", "expiring", lead="P30D"), "it comes P30D before the offer expiry, which is rarely known"),
    (
        both(
            setting("prospect", "nudge", channel="sms"),
            lambda content: content["messages"].update({"prospect/nudge.b.md": {"subject": "b", "body": "b"}}),
        ),
        "variant b has no text: write messages/prospect/nudge.b.sms.txt",
    ),
]


@each(("change", "expected"), ERRORS, ids=[text[:60] for _, text in ERRORS])
def test_an_error_says_where_and_what_to_do(change: Callable[[Content], None], expected: str) -> None:
    said = [str(flaw) for flaw in found(change) if not flaw.hint]
    assert any(expected in sentence for sentence in said), said
    assert all(s.startswith("playbook.yaml, ") and s.endswith((".", "?")) and "\n" not in s for s in said)


@each(("change", "expected"), HINTS, ids=[text[:60] for _, text in HINTS])
def test_a_hint_says_where_to_look_and_does_not_forbid(change: Callable[[Content], None], expected: str) -> None:
    said = found(change)
    assert any(expected in str(flaw) for flaw in said if flaw.hint), [str(flaw) for flaw in said]
    assert not [str(flaw) for flaw in said if not flaw.hint]


def test_a_mistake_is_told_once_and_errors_come_first() -> None:
    change = both(
        removing("applied", "update"), removing("screening", "promise-due"), anew("applied", before="interview")
    )
    said = found(change)
    assert len(said) == len(set(said))
    assert [flaw.hint for flaw in said] == sorted(flaw.hint for flaw in said)
    assert step(PLAYBOOK.model_dump(mode="json"), "applied", "update")
