"""What comes next, and why: `why`, from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING, Any, Final

from domain.time.business_hours import WEEKDAYS
from starter.cli.options import AsJson, Ident
from starter.cli.output.covers import signed_next
from starter.cli.output.formatting import (
    choices_words,
    mood_words,
    next_words,
    print_json,
    task_words,
    typed_for,
    typed_id,
    who,
)
from starter.cli.people import found, lives_by, open_ledger
from starter.wording.candidates import (
    closed_words,
    has_stood,
    joined_words,
    plain,
    promise_words,
    reason_words,
    rule_words,
)
from starter.wording.entries import UNTIL, WAYS, says_why, told, whole_story
from starter.wording.instants import ago, forms, now, shown

if TYPE_CHECKING:
    from ledger.store import Ledger

_DEEDS: Final = (
    "sent", "held", "skipped", "expired", "not_accepted", "refused", "delivery_pending", "delivery_unknown",
    "task_opened", "task_reminded", "task_escalated", "silence_breached", "went_quiet", "attention_raised",
    "clock_restarted", "history_joined", "merge_awaited", "recovered", "told_early", "came_in_silent", "undone",
)  # fmt: skip
"""What we did or decided, as against what we were told."""


def why(ident: Ident, as_json: AsJson = False) -> None:
    """Explain the last thing that happened, and what comes next, when and why."""
    with open_ledger() as ledger:
        person = found(ledger, ident)
        entries = whole_story(ledger, person)
        inputs = _inputs(ledger, person.id)
        signed = signed_next(ledger, person.id)
        came_in_so = _came_in_so(ledger, person.id)
    last = next((entry for entry in reversed(entries) if entry["type"] in _DEEDS), None)
    if as_json:
        coming = {**person.next.as_json(), "reasons": [*person.reasons, *signed]} if person.next else None
        names = ("id", "name", "state", "applications", "why", "reasons", "wake_at", "playbook", "tasks")
        shown_now = person.as_json()
        print_json({name: shown_now[name] for name in names} | {"last": last, "next": coming, "inputs": inputs})
        return
    for application in person.applications:
        print(f"{who(person)} {has_stood(application, day_known=application.id not in came_in_so)}.")
    mood = "" if person.doubted_since else mood_words(person)  # that is the reason below
    for line in (joined_words(person), mood, closed_words(person), promise_words(person)):
        if line:
            print(line)
    if last is None:
        print("Nothing has happened yet.")
    else:
        same = last["type"] == "held" and last["reasons"] == [*person.reasons]
        below = ", for the reasons below" if same else ""
        tz = lives_by(person) if last["type"] in UNTIL else None
        print(f"\nLast step, {shown(last['at'])} ({ago(last['at'])}): {told(last, tz)}{below}.")
        if not same and not says_why(last):
            _print_reasons(last["reasons"])
    print(f"\n{next_words(person.model_copy(update={'why': ''}))}")
    own = [reason for reason in person.reasons if reason["rule"] != "approval"]  # the task below says it
    _print_reasons([*own, *signed])
    if person.next is None and person.wake_at:
        print(f"  followup checks again {shown(person.wake_at)}.")
    if inputs:
        print("\nWhat it depends on:")
        for line in _inputs_in_words(inputs):
            print(f"  - {plain(line)}")
    if person.tasks:
        print("\nOpen tasks:")
        for task in person.tasks:
            print(f"  {task_words(task)}\n    {plain(typed_for(person, task))}{choices_words(task.answers)}")
    if person.playbook:
        print(f"\nDecided with playbook {person.playbook}; `followup next {typed_id(person)}` shows what comes after.")


def _came_in_so(ledger: Ledger, candidate_id: str) -> set[str]:
    """The applications that stood in their stage before we knew of them: since when, nobody says."""
    kept = ledger.snapshot(candidate_id) or {}
    return {app["application_id"] for app in kept.get("applications", []) if app["entry"].get("midway")}


def _inputs(ledger: Ledger, candidate_id: str) -> dict[str, Any] | None:
    """What the rules look at now, by the playbook in force; None before the first."""
    from domain.decisions.context import DecisionContext
    from domain.playbook.model import Playbook
    from domain.state.model import CandidateState
    from domain.views.decision_inputs import inputs_view

    kept, in_force = ledger.snapshot(candidate_id), ledger.playbooks.in_force()
    if kept is None or in_force is None:
        return None
    state = CandidateState.model_validate(kept)
    playbook = Playbook.kept(in_force[1], in_force[0])
    closed = ledger.suppressed(state.candidate)
    return inputs_view(
        state, DecisionContext(playbook=playbook, candidate=state.candidate, now=now(), suppressed=closed)
    )


_MAY: Final = {"closed by them": "they opted out", "does not work": "doesn't work"}
_NONE: Final = {("sms", "no address"): "no phone number"}
_ZONE_FROM: Final = {
    "record": "",
    "phone": " (based on their phone number)",
    "company": " (the company's, because theirs isn't known)",
}


def _inputs_in_words(inputs: dict[str, Any]) -> list[str]:
    window, caps = inputs["window"], inputs["caps"]
    holidays = f", except {window['holidays_of']} holidays" if window["holidays_of"] else ""
    opens, closes = (forms().hour(time.fromisoformat(window[name])) for name in ("open", "close"))
    hours = f"{_days(window['days'])}, {opens}-{closes}{holidays}"
    ways = ", ".join(
        f"{WAYS[name]} ({_NONE.get((name, may), _MAY.get(may, may))})" for name, may in inputs["channels"].items()
    )
    week = caps["last_7_days"]
    lines = [
        f"their time: {inputs['timezone']}{_ZONE_FROM[inputs['timezone_from']]}; {hours}",
        f"messages today: {caps['today']} (limit {caps['per_day']}); in the last 7 days: {week} "
        f"{'counts' if week == 1 else 'count'} toward the limit of {caps['per_week']}",
        f"channels: {ways}" + (f"; they prefer {WAYS[inputs['preferred']]}" if inputs["preferred"] else ""),
    ]
    lines += [f"rules by job for {job}: those for {'; '.join(whom)}" for job, whom in inputs["rules_for"].items()]
    lines += [f"they should hear from us about {job} by {shown(at)}" for job, at in inputs["silent_until"].items()]
    return lines


def _days(days: Sequence[str]) -> str:
    """`Mon-Fri`; days that don't follow each other one by one: `Mon, Wed`."""
    at = [WEEKDAYS.index(day) for day in days]
    names = [day.title() for day in days]
    in_a_row = len(at) > 2 and at == list(range(at[0], at[0] + len(at)))
    return f"{names[0]}-{names[-1]}" if in_a_row else ", ".join(names)


def _print_reasons(reasons: list[dict[str, str]]) -> None:
    for reason in reasons:
        known = rule_words(reason["rule"])
        rule = f" ({known})" if known != reason["rule"] or reason["rule"][:1] in "RS" else ""
        print(f"  - {reason_words(reason['text'])}{rule}")
