"""The certificate of an erasure (R23): what was removed, what stays and why, and whom else to ask. It names nobody.

The ids in it are pseudonyms: with them a record of what happened, and when, can be found and checked.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

_REASONS: Final = {
    "request": "They asked for it.",
    "colleague": "A colleague decided it.",
    "ats": "Their ATS has no record of them any more.",
    "retention": "The time for which they could be kept was over.",
}

_STAYS: Final = (
    "When something happened to the pseudonym above, and by which rule, without names, addresses or words: it shows "
    "that candidates are treated as promised.",
    "A hash of each address that must never be written to, where they asked for that or were deleted in the ATS.",
    "The provider's id of each message, by which the provider can be asked to delete it.",
)

_EVIDENCE: Final = (
    "The record was signed before and after ({before:,} and {after:,} entries), so it can be checked that nothing else "
    "in it was changed or removed: `followup audit`."
)
_UNSIGNED: Final = "The record couldn't be signed at this erasure: {problem}"

_COPIES: Final = (
    "From {day} on, nobody can read this person's data in older copies of the ledger or of Temporal's "
    "database: followup will have destroyed the keys to it. Remove copies of those keys by then, too."
)
_COPIES_IN_PLAIN: Final = (
    "Older copies of the ledger and of Temporal's database aren't encrypted, so they hold this person's data "
    "for as long as they exist: delete them, or let them expire."
)
_OLDER_COPIES: Final = "Copies from before {day} aren't encrypted: delete them."
_PLAIN_INTAKES: Final = (
    "Copies of Temporal's database also hold, unencrypted, what other systems sent through an intake."
)
_RESTORED: Final = "If a copy is restored, this erasure is carried out on it before a worker starts."

_LOOKED_AT: Final = "A word of their name is in {places}. {by} has checked, and says it means someone else."


@dataclass(frozen=True, slots=True)
class Copies:
    """What can be said of copies: whether they are sealed, and since when, where that is later than the first fact."""

    sealed: bool = False
    since: datetime | None = None
    keep: timedelta = timedelta(0)  # so long after the month the key stays that opens them
    keep_bodies: timedelta = timedelta(0)  # and the words that came in, under the month's own


def unreadable_from(erased_at: datetime, copies: Copies) -> date | None:
    """From which day nobody can read what copies from before the erasure hold (R23); None where they aren't sealed.

    The key of the month in which it was is replaced when the month is over, and what came in under it outlives it by
    another month at least. A day more, because that is looked for in the course of it.
    """
    if not copies.sealed:
        return None
    first = erased_at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = (first + timedelta(days=32)).replace(day=1)
    after_next = (following + timedelta(days=32)).replace(day=1)
    return (max(following + max(copies.keep, copies.keep_bodies), after_next) + timedelta(days=1)).date()


_ASK: Final = {
    "email": "Ask the provider of your email (SendGrid, your relay) to delete its record of {n} to them.",
    "sms": "Ask the provider of your texts (Twilio) to delete {n} to them, by id.",
}


_NOTES: Final = (
    "followup wrote {n} about them in {system}, with first lines of messages and replies. Deleting the candidate there "
    "deletes them, too; if you anonymize or keep the candidate, ask for the notes, and check that {gone} gone."
)


def certificate(  # noqa: PLR0913  each is named where it is called
    *,
    erasure_id: str,
    ids: Sequence[str],
    reason: str,
    asked_by: str,
    asked_at: datetime,
    finished_at: datetime,
    done: Mapping[str, Mapping[str, Any]],
    messages: Mapping[str, int],
    looked_for: int,
    copies: Copies | None = None,
    notes: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """As JSON. `notes`: how many were written about them in each ATS."""
    ledger = done.get("ledger", {})
    runs = done.get("runs", {})
    processors = [
        {"channel": channel, "messages": count, "ask": _ASK[channel].format(n=_counted(count, "message"))}
        for channel, count in sorted(messages.items())
        if channel in _ASK and count
    ]
    if any(not ident.startswith("manual:") for ident in ids):
        ask = "Ask your ATS to delete or anonymize them there, unless it already has."
        processors.append({"channel": "ats", "messages": 0, "ask": ask})
    written = {system: count for system, count in sorted((notes or {}).items()) if count}
    processors += [
        {"channel": "ats", "system": system, "notes": count, "messages": 0, "ask": _ask_of_notes(system, count)}
        for system, count in written.items()
    ]
    kept = copies or Copies()
    day = unreadable_from(finished_at, kept)
    others = done.get("not_theirs", {})
    return {
        "erasure": erasure_id,
        "erased": True,
        "ids": list(ids),
        "reason": reason,
        "asked_by": asked_by,
        "asked_at": asked_at.isoformat(),
        "finished_at": finished_at.isoformat(),
        "removed": {
            "facts": ledger.get("facts", 0),
            "plain": ledger.get("plain", 0),
            "messages": ledger.get("messages", 0),
            "tasks": ledger.get("tasks", 0),
            "arrivals": ledger.get("arrivals", 0),
            "workflow_runs": runs.get("deleted", 0),
            "intakes": len(runs.get("intakes", ())),
            "files": done.get("files", {}).get("removed", 0),
            "keys": done.get("keys", {}).get("shredded", 0),
        },
        "checkpoints": {name: dict(done.get(name, {})) for name in ("before", "after")},
        "closed_addresses": done.get("addresses", {}).get("closed", 0),
        "searched": {"words": looked_for, "found": 0, "stores": ["ledger", "Temporal", "files of the home"]},
        "stays": list(_STAYS),
        "ask": processors,
        "not_theirs": {"places": others.get("places", 0), "by": others.get("by", "")},
        "copies": _about_copies(day, kept, bool(runs.get("intakes"))),
        "copies_unreadable_from": day.isoformat() if day else None,
    }


def _ask_of_notes(system: str, count: int) -> str:
    one = "it is" if count == 1 else "they are"
    return _NOTES.format(system=system.capitalize(), n=_counted(count, "note"), gone=one)


def _about_copies(day: date | None, copies: Copies, intakes: bool) -> str:
    if day is None:
        return f"{_COPIES_IN_PLAIN} {_RESTORED}"
    said = [_COPIES.format(day=f"{day:%d %b %Y}")]
    if copies.since is not None:
        said.append(_OLDER_COPIES.format(day=f"{copies.since:%d %b %Y}"))
    if intakes:
        said.append(_PLAIN_INTAKES)
    return " ".join([*said, _RESTORED])


_REMOVED: Final = {
    "facts": "Facts on their timeline, emptied of what is personal",
    "plain": "Entries in which an earlier release had left something unencrypted",
    "messages": "Messages: address, subject and words",
    "tasks": "Colleagues' tasks about them",
    "arrivals": "Inbox entries: what came in about them",
    "workflow_runs": "Workflow runs in Temporal",
    "intakes": "Intakes by other systems, among those",
    "files": "Files in the outbox",
    "keys": "Encryption keys",
}


def lines(said: Mapping[str, Any]) -> list[str]:
    """The same as sentences, for a terminal."""
    removed = [f"  {_REMOVED[name]}: {count:,}" for name, count in said["removed"].items() if count]
    searched = said["searched"]
    return [
        f"{', '.join(said['ids'])}: erased. {_REASONS[said['reason']]}",
        f"Certificate {said['erasure']}, {said['finished_at'][:16].replace('T', ' ')} UTC; asked for by "
        f"{said['asked_by']}.",
        "Removed:",
        *removed,
        f"Searched the ledger, Temporal and the home for {searched['words']} names, addresses and passages of theirs: "
        "none found.",
        *looked_at(said),
        *evidence(said),
        *(one["ask"] for one in said["ask"]),
        said["copies"],
    ]


def looked_at(said: Mapping[str, Any]) -> list[str]:
    """Where a colleague found that a word means somebody else; older certificates know no such place."""
    others = said.get("not_theirs") or {}
    if not others.get("places"):
        return []
    return [_LOOKED_AT.format(places=_counted(others["places"], "place"), by=others["by"])]


def evidence(said: Mapping[str, Any]) -> list[str]:
    """Which signed checkpoints show what the erasure did to the record; older certificates know none."""
    before, after = (said.get("checkpoints", {}).get(name, {}) for name in ("before", "after"))
    if problem := after.get("problem") or before.get("problem"):
        return [_UNSIGNED.format(problem=problem)]
    if not before or not after:
        return []
    return [_EVIDENCE.format(before=before["entries"], after=after["entries"])]


def page(said: Mapping[str, Any]) -> str:
    """The same as a page of its own, to be printed or filed."""
    rows = "".join(
        f"<tr><th scope='row'>{html.escape(_REMOVED[name])}</th><td>{count:,}</td></tr>"
        for name, count in said["removed"].items()
    )
    about = {
        "Certificate": said["erasure"],
        "Erased": ", ".join(said["ids"]),
        "Why": _REASONS[said["reason"]],
        "Asked for": f"{said['asked_at'][:16].replace('T', ' ')} UTC, by {said['asked_by']}",
        "Completed": f"{said['finished_at'][:16].replace('T', ' ')} UTC",
    }
    terms = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(str(value))}</dd>" for name, value in about.items())
    return _PAGE.format(
        erasure=html.escape(said["erasure"]),
        terms=terms,
        rows=rows,
        closed=_counted(said["closed_addresses"], "address", "addresses"),
        words=said["searched"]["words"],
        stays=_listed(said["stays"]),
        ask=_listed([one["ask"] for one in said["ask"]] or ["Nobody: no message went out to them."]),
        evidence="".join(f"<p>{html.escape(one)}</p>" for one in [*looked_at(said), *evidence(said)]),
        copies=html.escape(said["copies"]),
    )


def _listed(sentences: Sequence[str]) -> str:
    return "".join(f"<li>{html.escape(one)}</li>" for one in sentences)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Certificate of erasure {erasure}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a;
  background: #fff; }}
dt {{ font-weight: 600; }} dd {{ margin: 0 0 .5rem; overflow-wrap: anywhere; }}
th {{ text-align: left; font-weight: 400; padding-right: 2rem; }} td {{ text-align: right; }}
</style>
</head>
<body>
<h1>Certificate of erasure</h1>
<dl>{terms}</dl>
<h2>What was removed</h2>
<table>{rows}</table>
<p>{closed} of theirs may not be written to any more.</p>
<p>Afterwards the ledger, Temporal and the files of the home were searched for {words} names, addresses and passages of
theirs. None was found.</p>
{evidence}
<h2>What stays, and why</h2>
<ul>{stays}</ul>
<h2>Whom else to ask</h2>
<ul>{ask}</ul>
<h2>Copies</h2>
<p>{copies}</p>
</body>
</html>
"""
