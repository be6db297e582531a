"""What happened and why: `timeline` and `why`, from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, tzinfo
from typing import TYPE_CHECKING, Any, Final

from domain.names import FACT_TYPES, TEMPORAL, Channel
from domain.state.task_kinds import APPROVE
from starter.cli.options import AsJson, Ident
from starter.cli.output.covers import signed_next
from starter.cli.output.dates import ago, forms, now, shown, shown_day, shown_until
from starter.cli.output.formatting import (
    beginning,
    by,
    choices_words,
    closed_words,
    job_of,
    joined_words,
    mood_words,
    next_words,
    plain,
    print_json,
    promise_words,
    reason_words,
    rule_words,
    step_words,
    task_words,
    typed_for,
    typed_id,
    who,
)
from starter.cli.output.tags import tags_told
from starter.cli.people import View, found, lives_by, open_ledger, open_reader

if TYPE_CHECKING:
    from ledger.queries.reading import Reader
    from ledger.store import Ledger

_DEEDS: Final = (
    "sent", "held", "skipped", "expired", "not_accepted", "refused", "delivery_pending", "delivery_unknown",
    "task_opened", "task_reminded", "task_escalated", "silence_breached", "went_quiet", "attention_raised",
    "clock_restarted", "history_joined", "merge_awaited", "recovered", "told_early", "came_in_silent", "undone",
)  # fmt: skip
"""What we did or decided, as against what we were told."""

_MEDIUM: Final = {"whatsapp": "by WhatsApp", "rcs": "by RCS"}
"""What came as a text and is none."""

_USUAL: Final = {"reply_received": "email", "contacted": "phone"}
"""The channel where a fact leaves it out."""

_DETAILS: Final = ("candidate", "can_email", "removed", "snoozed_until")
"""What `candidate_updated` tells besides tags."""

_QUOTED: Final = ("text", "note", "feedback", "reason", "comment", "result", "error")


_UNTIL: Final = ("paused", "snoozed")
"""What may last until a day, by the candidate's clock."""


def timeline(ident: Ident, as_json: AsJson = False) -> None:
    """Show everything on record about a candidate, in order, with reasons."""
    with open_reader() as reader:
        person = found(reader, ident)
        entries = _by_time(whole_story(reader, person))
    if as_json:
        print_json(entries)
        return
    tz = lives_by(person) if any(entry["type"] in _UNTIL for entry in entries) else None
    for entry in entries:
        why = "" if _says_why(entry) else reason_words(entry["why"])
        print(f"{shown(entry['at']):<24}  {told(entry, tz)}{f' - {why}' if why else ''}")


def whole_story(reader: Reader, person: View) -> list[dict[str, Any]]:
    """The entries in order, among them those of other ids that turned out to be the same person (`recorded_as`)."""
    entries = reader.timeline(person["id"])
    others = [{**e, "recorded_as": other} for other in person.get("joined") or [] for e in reader.timeline(other)]
    return _by_time([*others, *entries]) if others else entries


def _by_time(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Not by place in the record: a task stands there with when it fell due, noticed a moment later."""
    return sorted(entries, key=lambda entry: datetime.fromisoformat(entry["at"]))


def _says_why(entry: dict[str, Any]) -> bool:
    """Does what is told of it hold its reason already? The title of an approval does."""
    return bool(entry["type"] == "task_opened" and entry["kind"] == APPROVE)


def told(entry: dict[str, Any], tz: tzinfo | None = None) -> str:  # noqa: C901  one arm for each kind, which is easiest read in one place
    """One entry of the timeline in words, without its reasons."""
    if entry["type"] not in FACT_TYPES:
        kind = plain(entry["type"].replace("_", " "))
        by_whom = f" ({plain(entry['author'])})" if entry["author"] else ""
        return f"{kind}{by_whom}: written by a newer release; it's kept, and counts once that release runs again"
    about, way = step_words(entry.get("step", "")), entry.get("channel") or _USUAL.get(entry["type"])
    channel = by(way) if way else ""
    match entry["type"]:
        case "sent":
            subject = f' "{plain(entry["subject"])}"' if entry["subject"] else ""
            variant = f" (variant {entry['variant']})" if entry.get("variant") else ""
            words = f"sent {about}{variant} {channel}{subject}"
        case "held":
            words = f"held {about}" + (f" until {shown(entry['until'])}" if entry.get("until") else "")
        case "skipped" | "expired":
            words = f"{entry['type']} {about}"
        case "not_accepted":
            words = f"{about} {channel} was not accepted; next try {shown(entry['retry_at'])}"
        case "refused":
            words = f"{about} {channel} was refused permanently"
        case "delivery_pending":
            words = f"sending {about} {channel} is taking a while; waiting until {shown(entry['until'])}"
        case "delivery_unknown":
            words = f"not known whether {about} {channel} went out"
        case "assigned":
            words = " and ".join(_assigned(entry))
        case "task_opened":
            words = f"task {entry['task_id']}: {plain(entry['title'])}, by {shown(entry['due_at'])}"
        case "task_completed" | "task_dropped" | "task_reminded" | "task_escalated":
            words = f"task {entry['task_id']} {entry['type'].removeprefix('task_')}"
        case "approved":
            said = "approved" if entry.get("yes", True) else "declined, so it does not go:"
            words = f"{_MEANT.get(entry.get('answer') or '', said)} {entry['task_id']}"
        case "replan":
            words = "decided again" + (", because the playbook was changed" if entry["source"] == "cli" else "")
        case "application_received":
            job = plain(entry.get("job_title") or entry.get("job_id", ""))
            words = f"application for {job}, in {entry.get('stage', 'applied')}"
        case "stage_changed":
            words = f"moved to {entry['stage']}"
        case "interview_scheduled":
            words = f"interview set for {shown(entry['interview_at'])}"
        case "promised":
            words = f"promised an answer by {shown_day(entry['by'])}"
        case "candidate_merged":
            words = f"the same person as {entry.get('into') or entry['merged_id']}"
        case "history_joined":
            words = "history taken over"
        case "handed_over":
            words = "handed over"
        case "merge_refused":
            words = f"did not hand over to {entry['into']}"
        case "merge_awaited":
            words = f"waits for {entry['merged_id']}, asked again {shown(entry['ask_at'])}"
        case "recovered":
            words = f"record written again after a loss of the ledger, entries {entry['since']} to {entry['until']}"
        case "clock_restarted":
            words = f"follow-up started again, after it was {plain(entry['ended_as'])} in Temporal"
        case "silence_breached":
            words = "waited too long to hear from us"
        case "taken_back":
            words = "an entry taken back"
        case "undone":
            words = "undone" if entry["becomes"] == "done" else "not undone"
        case "offer_answered":
            words = f"offer {entry['answer']}"
        case "reply_received":
            words = f"reply {_MEDIUM.get(entry.get('medium') or '', channel)}{_taken_as(entry)}"
        case "say_requested":
            subject = f' "{plain(entry["subject"])}"' if entry.get("subject") else ""
            words = f"{'answer' if entry.get('answer') else 'message'} written{subject}"
        case "candidate_updated" if tags := tags_told(entry):
            words = f"candidate updated, {tags}" if any(entry.get(name) for name in _DETAILS) else tags
        case "paused" if entry["source"] == TEMPORAL:
            words = "paused, because somebody canceled the follow-up in Temporal"
        case "paused" | "snoozed":
            words = entry["type"] + (f" until {shown_until(entry['until'], tz)}" if entry.get("until") else "")
        case other:
            words = other.replace("_", " ") + (f" {channel}" if channel else "")
    quoted = [f'"{beginning(entry[name])}"' for name in _QUOTED if entry.get(name)]
    author = [f"({plain(entry['author'])})"] if entry["author"] else []
    under = [f"[as {entry['recorded_as']}]"] if entry.get("recorded_as") else []
    return " ".join([words, *quoted, *author, *under])


def _assigned(entry: dict[str, Any]) -> Iterator[str]:
    """`assigned to Sam Lee`, `covered by Lou Bell while their recruiter is away`."""
    for name, said in (("recruiter", "assigned to {}"), ("cover", "covered by {} while their recruiter is away")):
        person = entry.get(name) or {}
        if who := person.get("name") or person.get("email"):
            yield said.format(plain(who))


_MEANT: Final = {
    "stop": "read as a stop:",
    "go-on": "read as no stop and no withdrawal:",
    "withdrawn": "read as a withdrawal:",
}


def _taken_as(entry: dict[str, Any]) -> str:
    """How it was taken what they wrote, by its door or else by its words, where it closes or holds something."""
    read_as = entry.get("read_as") or _read_by_words(entry)
    what = {"stop": "a stop", "withdraw": "a withdrawal", "automatic": "automatic", "reaction": "a reaction"}
    found = what.get(read_as.get("kind", ""))
    if found is None:
        return ""
    ways = [_WAYS[one] for one in read_as.get("closes", ()) if one in _WAYS]
    everything = " of everything" if read_as["kind"] == "stop" and read_as.get("certain", True) else ""
    scope = f" of {' and '.join(ways)}" if ways else everything
    return f", read as {found}{scope}" if read_as.get("certain", True) else f", perhaps {found}{scope}"


def _read_by_words(entry: dict[str, Any]) -> dict[str, Any]:
    """As the clock took what no door has read, such as what a colleague typed."""
    from domain.events import ReplyReceived
    from domain.replies.classify import read

    found = read(
        ReplyReceived(
            event_id="shown",
            occurred_at=datetime.fromisoformat(entry["at"]),
            text=entry.get("text") or "",
            channel=Channel(entry.get("channel") or "email"),
            automatic=entry.get("automatic"),
        )
    )
    return {"kind": found.kind, "certain": found.certain, "closes": [str(one) for one in found.closes]}


def why(ident: Ident, as_json: AsJson = False) -> None:
    """Explain the last thing that happened, and what comes next, when and why."""
    with open_ledger() as ledger:
        person = found(ledger, ident)
        entries = whole_story(ledger, person)
        inputs = _inputs(ledger, person["id"])
        signed = signed_next(ledger, person["id"])
    last = next((entry for entry in reversed(entries) if entry["type"] in _DEEDS), None)
    if as_json:
        coming = {**person["next"], "reasons": [*person["reasons"], *signed]} if person["next"] else None
        names = ("id", "name", "state", "applications", "why", "reasons", "wake_at", "playbook", "tasks")
        print_json({name: person[name] for name in names} | {"last": last, "next": coming, "inputs": inputs})
        return
    for application in person["applications"]:
        stage = _STANDS.get(application["stage"], f"is in {application['stage']}")
        print(f"{who(person)} {stage} for {job_of(application)}, since {shown_day(application['since'])}.")
    mood = "" if person.get("doubted_since") else mood_words(person)  # that is the reason below
    for line in (joined_words(person), mood, closed_words(person), promise_words(person)):
        if line:
            print(line)
    if last is None:
        print("Nothing has been done yet.")
    else:
        same = last["type"] == "held" and last["reasons"] == person["reasons"]
        below = ", for the reasons below" if same else ""
        tz = lives_by(person) if last["type"] in _UNTIL else None
        print(f"\nLast, {shown(last['at'])} ({ago(last['at'])}): {told(last, tz)}{below}.")
        if not same and not _says_why(last):
            _print_reasons(last["reasons"])
    print(f"\n{next_words({**person, 'why': ''})}")
    own = [reason for reason in person["reasons"] if reason["rule"] != "approval"]  # the task below says it
    _print_reasons([*own, *signed])
    if person["next"] is None and person["wake_at"]:
        print(f"  followup checks again {shown(person['wake_at'])}.")
    if inputs:
        print("\nWhat it depends on:")
        for line in _inputs_in_words(inputs):
            print(f"  - {plain(line)}")
    if person["tasks"]:
        print("\nOpen tasks:")
        for task in person["tasks"]:
            print(f"  {task_words(task)}\n    {plain(typed_for(person, task))}{choices_words(task.get('answers', ()))}")
    if person["playbook"]:
        print(
            f"\nDecided with playbook {person['playbook']}; `followup next {typed_id(person)}` shows what comes after."
        )


_STANDS: Final = {
    "prospect": "is a prospect",
    "applied": "has applied",
    "screening": "is in screening",
    "interview": "is at the interview stage",
    "offer": "has an offer",
    "hired": "is hired",
    "rejected": "was rejected",
    "withdrawn": "withdrew",
    "network": "is kept in the network",
}


def _inputs(ledger: Ledger, candidate_id: str) -> dict[str, Any] | None:
    """What the rules look at now, by the playbook in force; None before the first."""
    from domain.decisions.context import DecisionContext
    from domain.playbook.model import Playbook
    from domain.state.model import CandidateState
    from domain.views.explain import inputs_view

    kept, in_force = ledger.snapshot(candidate_id), ledger.playbooks.in_force()
    if kept is None or in_force is None:
        return None
    state = CandidateState.model_validate(kept)
    playbook = Playbook.kept(in_force[1], in_force[0])
    closed = ledger.suppressed(state.candidate)
    return inputs_view(
        state, DecisionContext(playbook=playbook, candidate=state.candidate, now=now(), suppressed=closed)
    )


_WAYS: Final = {"email": "email", "sms": "texts", "phone": "the phone", "linkedin": "LinkedIn"}
_NONE: Final = {("sms", "no address"): "no number"}
_ZONE_FROM: Final = {
    "record": "",
    "phone": ", by their number",
    "company": ", the company's, because theirs isn't known",
}


def _inputs_in_words(inputs: dict[str, Any]) -> list[str]:
    window, caps = inputs["window"], inputs["caps"]
    holidays = f", no {window['holidays_of']} holidays" if window["holidays_of"] else ""
    opens, closes = (forms().hour(time.fromisoformat(window[name])) for name in ("open", "close"))
    hours = f"{' '.join(day.title() for day in window['days'])} {opens}-{closes}{holidays}"
    ways = ", ".join(f"{_WAYS[name]} ({_NONE.get((name, may), may)})" for name, may in inputs["channels"].items())
    lines = [
        f"their time: {inputs['timezone']}{_ZONE_FROM[inputs['timezone_from']]}; {hours}",
        f"messages: {caps['today']} today (limit {caps['per_day']}), {caps['last_7_days']} in 7 days "
        f"(limit {caps['per_week']})",
        f"channels: {ways}" + (f"; they prefer {_WAYS[inputs['preferred']]}" if inputs["preferred"] else ""),
    ]
    lines += [f"they should hear from us about {job} by {shown(at)}" for job, at in inputs["silent_until"].items()]
    return lines


def _print_reasons(reasons: list[dict[str, str]]) -> None:
    for reason in reasons:
        known = rule_words(reason["rule"])
        rule = f" ({known})" if known != reason["rule"] or reason["rule"][:1] in "RS" else ""
        print(f"  - {reason_words(reason['text'])}{rule}")
