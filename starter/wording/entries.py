"""How an entry of the timeline is told to colleagues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Final

from domain.names import CLOSED_STAGES, FACT_TYPES, TEMPORAL, Channel, Stage
from domain.playbook.step_words import the_step
from domain.state.task_kinds import APPROVE
from domain.views.candidate_status import CandidateStatus
from starter.wording.candidates import beginning, by, plain, title_words
from starter.wording.instants import here, shown, shown_day, shown_hour, shown_until

if TYPE_CHECKING:
    from ledger.queries.reading import Reader


_MEDIUM: Final = {"whatsapp": "by WhatsApp", "rcs": "by RCS"}
"""What came as a text and is none."""


_USUAL: Final = {"reply_received": "email", "contacted": "phone"}
"""The channel where a fact leaves it out."""


_DETAILS: Final = ("candidate", "can_email", "removed", "snoozed_until")
"""What `candidate_updated` tells besides tags."""


_QUOTED: Final = ("text", "note", "feedback", "reason", "comment", "result", "error")


UNTIL: Final = ("paused", "snoozed")
"""What may last until a day, by the candidate's clock."""


def whole_story(reader: Reader, person: CandidateStatus) -> list[dict[str, Any]]:
    """The entries in order, among them those of other ids that turned out to be the same person (`recorded_as`)."""
    entries = reader.timeline(person.id)
    others = [{**e, "recorded_as": other} for other in person.joined for e in reader.timeline(other)]
    return by_time([*others, *entries]) if others else entries


def by_time(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Not by place in the record: a task stands there with when it fell due, noticed a moment later."""
    return sorted(entries, key=lambda entry: datetime.fromisoformat(entry["at"]))


def says_why(entry: dict[str, Any]) -> bool:
    """Does what is told of it hold its reason already? The title of an approval does."""
    return bool(entry["type"] == "task_opened" and entry["kind"] == APPROVE)


def told(entry: dict[str, Any], tz: tzinfo | None = None) -> str:  # noqa: C901  one arm for each kind, which is easiest read in one place
    """One entry of the timeline in words, without its reasons."""
    if entry["type"] not in FACT_TYPES:
        kind = plain(entry["type"].replace("_", " "))
        by_whom = f" ({plain(entry['author'])})" if entry["author"] else ""
        return f"{kind}{by_whom}: written by a newer release; it's kept and will count once that release runs again"
    about, way = the_step(entry.get("step", "")), entry.get("channel") or _USUAL.get(entry["type"])
    channel = by(way) if way else ""
    match entry["type"]:
        case "sent":
            subject = f' "{plain(entry["subject"])}"' if entry["subject"] else ""
            variant = f" (variant {entry['variant']})" if entry.get("variant") else ""
            words = f"sent {about}{variant} {channel}{subject}"
        case "colleague_asked":
            words = _asked(entry)
        case "feedback_received":
            words = _feedback(entry)
        case "left":
            words = "no longer employed" + (f" since {shown_day(entry['left_on'])}" if entry.get("left_on") else "")
        case "held":
            words = f"held {about}" + (f" until {_later(entry)}" if entry.get("until") else "")
        case "skipped" | "expired":
            words = f"skipped {about}" if entry["type"] == "skipped" else f"too late for {about}"
        case "not_accepted":
            words = f"{about} {channel} didn't go through; next try {shown(entry['retry_at'])}"
        case "refused":
            words = f"permanently refused: {about} {channel}"
        case "delivery_pending":
            words = f"sending {about} {channel} is taking a while; waiting until {shown(entry['until'])}"
        case "delivery_unknown":
            words = f"unclear whether {about} {channel} went out"
        case "assigned":
            words = " and ".join(_assigned(entry))
        case "task_opened":
            words = f"task {entry['task_id']}: {title_words(entry['title'])} (due {shown(entry['due_at'])})"
        case "task_completed" | "task_dropped" | "task_reminded" | "task_escalated":
            words = f"task {entry['task_id']} {_BECAME[entry['type']]}"
        case "approved":
            said = "approved" if entry.get("yes", True) else "declined, so it won't go out:"
            words = f"{_MEANT.get(entry.get('answer') or '', said)} {entry['task_id']}"
        case "replan":
            words = "next contact recalculated" + (" because the playbook changed" if entry["source"] == "cli" else "")
        case "application_received":
            job = plain(entry.get("job_title") or entry.get("job_id", ""))
            stage = entry.get("stage", Stage.APPLIED)
            words = f"{'application' if stage == Stage.APPLIED else 'added'} for {job}{came_in_at(stage)}"
        case "stage_changed":
            words = f"moved to the {entry['stage']} stage"
        case "interview_scheduled":
            words = f"interview set for {shown(entry['interview_at'])}"
        case "promised":
            words = f"promised an answer by {shown_day(entry['by'])}"
        case "candidate_merged":
            words = f"found to be the same person as {entry.get('into') or entry['merged_id']}"
        case "history_joined":
            words = "history merged in"
        case "handed_over":
            words = "handed over"
        case "merge_refused":
            words = f"didn't hand over to {entry['into']}"
        case "merge_awaited":
            words = f"waiting for {entry['merged_id']} to hand over; asking again {shown(entry['ask_at'])}"
        case "recovered":
            words = f"record restored after the ledger was lost, entries {entry['since']} to {entry['until']}"
        case "clock_restarted":
            words = f"follow-up restarted after it was {plain(entry['ended_as'])} in Temporal"
        case "came_in_silent":
            words = "they were already overdue for an update when added"
        case "silence_breached":
            words = "they've been waiting too long to hear from us"
        case "taken_back":
            words = "an entry undone"
        case "redacted":
            words = "the text of an entry removed"
        case "put_apart":
            words = "unencrypted text moved to where an erasure can remove it"
        case "undone":
            words = "undo complete" if entry["becomes"] == "done" else "undo refused"
        case "offer_answered":
            words = _OFFERED.get(entry["answer"], f"offer {entry['answer']}")
        case "reply_received":
            words = f"reply {_MEDIUM.get(entry.get('medium') or '', channel)}{_taken_as(entry)}"
        case "say_requested":
            subject = f' "{plain(entry["subject"])}"' if entry.get("subject") else ""
            words = f"{'answer' if entry.get('answer') else 'message'} written{subject}"
        case "candidate_updated" if tags := tags_told(entry):
            words = f"candidate updated, {tags}" if any(entry.get(name) for name in _DETAILS) else tags
        case "paused" if entry["source"] == TEMPORAL:
            words = "paused because someone canceled the follow-up in Temporal"
        case "paused" | "snoozed":
            words = entry["type"] + (f" until {shown_until(entry['until'], tz)}" if entry.get("until") else "")
        case other:
            words = _ELSE.get(other, other.replace("_", " ")) + (f" {channel}" if channel else "")
    quoted = [f'"{beginning(entry[name])}"' for name in _QUOTED if entry.get(name)]
    author = [f"({plain(entry['author'])})"] if entry["author"] else []
    under = [f"[as {entry['recorded_as']}]"] if entry.get("recorded_as") else []
    return " ".join([words, *quoted, *author, *under])


def _later(entry: dict[str, Any]) -> str:
    """Until when; of the same day the hour alone."""
    at, until = (here(datetime.fromisoformat(entry[name])) for name in ("at", "until"))
    return shown_hour(until) if at.date() == until.date() else shown(until)


def came_in_at(stage: str) -> str:
    """Where they stood as they came in, unless they had just applied: `, at the offer stage`."""
    if stage in (Stage.APPLIED, Stage.PROSPECT):
        return ", as a prospect" if stage == Stage.PROSPECT else ""
    if stage in CLOSED_STAGES:
        return f", already {stage}"
    return ", in your network" if stage == Stage.NETWORK else f", at the {stage} stage"


def _assigned(entry: dict[str, Any]) -> Iterator[str]:
    """`assigned to Sam Lee`, `covered by Lou Bell while their recruiter is away`."""
    for name, said in (("recruiter", "assigned to {}"), ("cover", "covered by {} while their recruiter is away")):
        person = entry.get(name) or {}
        if who := person.get("name") or person.get("email"):
            yield said.format(plain(who))


def _asked(entry: dict[str, Any]) -> str:
    """`asked Max Ode for feedback by email "Your feedback on …"`"""
    to = plain(entry.get("to") or "a colleague")
    to += f" (covering for {plain(entry['covers_for'])})" if entry.get("covers_for") else ""
    again = " again" if entry.get("number", 1) > 1 else ""
    asked = {
        "feedback": f"asked {to} for feedback{again}",
        "still_employed": f"asked {to}{again} whether they're still employed",
    }
    said = asked.get(entry.get("question") or "", f"sent {to} {the_step(entry.get('step', ''))}")
    subject = f' "{plain(entry["subject"])}"' if entry.get("subject") else ""
    return f"{said} by email{subject}"


def _feedback(entry: dict[str, Any]) -> str:
    """`feedback from Max Ode: yes`, `Hanna Berg says they're still employed`."""
    by = entry.get("by") or {}
    who = plain(by.get("name") or by.get("email") or "a colleague")
    answer = entry.get("answer")
    if entry.get("about") == "employment":
        said = {"yes": "they're still employed", "no": "they're no longer employed"}
        return f"{who} says {said.get(answer or '', 'something about their employment')}"
    return f"feedback from {who}" + (f": {answer}" if answer else "")


_BECAME: Final = {
    "task_completed": "completed",
    "task_dropped": "no longer needed",
    "task_escalated": "escalated",
    "task_reminded": "is due",
}


_ELSE: Final = {
    "attention_cleared": "no longer needs attention",
    "attention_raised": "needs attention",
    "hire_withdrawn": "hire undone",
    "message_refused": "couldn't be read",
    "rejection_withdrawn": "rejection undone",
    "send_requested": "asked to send a step early",
    "told_early": "arrived before the application",
    "went_quiet": "no more messages planned",
}
"""What is said otherwise than by its type."""


_OFFERED: Final = {"discuss": "they want to talk about the offer"}


_MEANT: Final = {
    "stop": "taken as an opt-out:",
    "go-on": "taken as neither an opt-out nor a withdrawal:",
    "withdrawn": "taken as a withdrawal:",
}


WAYS: Final = {"email": "email", "sms": "texts", "phone": "the phone", "linkedin": "LinkedIn"}


def _taken_as(entry: dict[str, Any]) -> str:
    """How it was taken what they wrote, by its door or else by its words, where it closes or holds something."""
    read_as = entry.get("read_as") or _read_by_words(entry)
    what = {
        "stop": "an opt-out",
        "withdraw": "a withdrawal",
        "automatic": "an automatic reply",
        "reaction": "a reaction",
    }
    found = what.get(read_as.get("kind", ""))
    if found is None:
        return ""
    ways = [WAYS[one] for one in read_as.get("closes", ()) if one in WAYS]
    everything = " from everything" if read_as["kind"] == "stop" and read_as.get("certain", True) else ""
    scope = f" from {' and '.join(ways)}" if ways else everything
    return f", read as {found}{scope}" if read_as.get("certain", True) else f", possibly {found}{scope}"


def _read_by_words(entry: dict[str, Any]) -> dict[str, Any]:
    """As the clock took what no door has read, such as what a colleague typed."""
    from domain.events import ReplyReceived
    from domain.replies.recorded_reply import read

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


def tags_told(entry: Mapping[str, Any]) -> str:
    """What an entry of the timeline says of tags: `tags added: eu; taken off: vip`; empty where it says nothing."""
    said = []
    if (whole := entry.get("tags")) is not None:
        said.append(f"tags in {plain(entry['source'].capitalize())}: {_listed(whole) or 'none'}")
    said += [f"tags added: {_listed(more)}"] if (more := entry.get("tagged")) else []
    said += [f"tags taken off: {_listed(less)}"] if (less := entry.get("untagged")) else []
    return "; ".join(said)


def _listed(tags: Sequence[str]) -> str:
    return ", ".join(map(plain, tags))
