"""What the folder would change, and putting it in force with a reason (R18): `playbook diff` and `playbook apply`.

The words that differ are shown at once. Whose next contact moves is found out in a thread of its own, since it asks
everyone who's waiting; the form to apply stands below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import Response
from temporalio.service import RPCError

from desk.editing.files import edit_address, examined, folder_of, in_force_texts, unreadable
from desk.editing.text_diff import FileDiff, diffs
from desk.editing.workbench import Comparing
from desk.http.visits import Said, Visit
from desk.locales.translating import N_, _, ngettext
from domain.playbook.model import Playbook
from ledger.playbooks.folder_files import UnreadableFile
from ledger.playbooks.in_force import NotThatOne
from starter.applying import Act, for_everybody, put_in_force, used_letter
from starter.comparing import compare, contact_words, in_force, moved_words, why_moved
from starter.wording.candidates import plain, reason_words
from starter.wording.instants import shown

MOST_MOVES: Final = 100
"""Rows of people whose next contact moves."""

LONGEST_REASON: Final = 500


@dataclass(frozen=True)
class Changes:
    """The folder beside what is in force."""

    version: str
    before: str
    findings: list[str] = field(default_factory=list)
    rules: list[tuple[str, str]] = field(default_factory=list)
    files: list[FileDiff] = field(default_factory=list)
    problem: str = ""
    playbook: Playbook | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


async def changes(visit: Visit) -> Response:
    """`/playbook/changes`: what is different, and whom it moves."""
    return await _shown(visit)


async def _shown(visit: Visit, status: int = 200, problem: str = "", reason: str = "") -> Response:
    try:
        found = await visit.read(_changes, visit)
    except (UnreadableFile, OSError) as error:
        return visit.show("nobody", 409, title=_("The playbook's folder"), words=unreadable(error))
    return visit.show(
        "playbook_changes", status, found=found, problem=problem or found.problem, reason=reason,
        folder=folder_of(visit), edit_address=edit_address,
    )  # fmt: skip


def _changes(visit: Visit) -> Changes:
    found = examined(visit)
    old = in_force(visit.ledger)
    before = visit.ledger.playbooks.version_in_force() or ""
    texts = diffs(in_force_texts(visit, found), found.files)
    if found.playbook is None:
        return Changes("", before, found.findings, files=texts, texts=found.files)
    said = used_letter(found.playbook, visit.ledger)
    rules = rule_lines(old.playbook, found.playbook) if old is not None else []
    return Changes(
        found.playbook.version, before, found.findings, rules, texts, said, found.playbook, found.files,
    )  # fmt: skip


def rule_lines(old: Playbook, new: Playbook) -> list[tuple[str, str]]:
    """What is different in the rules: where, and how."""
    from domain.forecast.playbook_diff import rule_changes

    return [(plain(change.where), reason_words(change.text)) for change in rule_changes(old, new)]


async def moves(visit: Visit) -> Response:
    """`/playbook/moves?version=…&before=…`: whose next contact moves, or how far that is found out."""
    try:
        found = await visit.read(_changes, visit)
    except (UnreadableFile, OSError) as error:
        return visit.part("trouble", 409, words=unreadable(error))
    asked = (visit.asked("version"), visit.asked("before"))
    if found.playbook is None or asked != (found.version, found.before):
        return visit.part("trouble", 409, words=_(CHANGED))
    one = await comparing(visit, found.playbook, found.before)
    values: dict[str, Any] = {"one": one, "found": found, "where": "/playbook/moves", "act": "/playbook/apply"}
    may = not found.findings and not found.problem and found.version != found.before
    values |= moved_values(one) | {"may": may, "reason": visit.asked("reason")}
    return visit.part("playbook_moves", **values) if visit.is_part else visit.show("playbook_moves_page", **values)


async def comparing(visit: Visit, playbook: Playbook, before: str) -> Comparing:
    """The comparison with everyone who's waiting, done or under way."""
    waiting = await visit.read(visit.ledger.waiting.count)
    at, ledger = visit.now, visit.ledger
    return visit.desk.workbench.comparing(
        (playbook.version, before), at, waiting, lambda seen: compare(ledger, playbook, at, seen)
    )


def moved_values(one: Comparing) -> dict[str, Any]:
    """What a page says of a comparison that is over."""
    told = one.found
    if told is None:
        return {"says": "", "moved": [], "nobody": [], "more": 0}
    rest = _("; the first %(most)s", most=MOST_MOVES) if len(told.moves) > MOST_MOVES else ""
    moved = [
        (move.candidate_id, move.name, contact_words(move.before), contact_words(move.after), why_moved(move))
        for move in told.moves[:MOST_MOVES]
    ]
    return {
        "says": moved_words(told, rest), "moved": moved, "nobody": [plain(one) for one in told.for_nobody],
        "more": max(len(told.moves) - MOST_MOVES, 0),
    }  # fmt: skip


CHANGED: Final = N_(
    "The folder, or what's in force, has changed since you opened this page, so nothing was applied. Reload it and "
    "look again."
)


# ---------------------------------------------------------------- applying


async def apply(visit: Visit) -> Response:
    """`POST /playbook/apply`: what was looked at, and nothing else, is in force from now on."""
    reason = visit.form.get("reason", "").strip()
    try:
        found = await visit.read(_changes, visit)
    except (UnreadableFile, OSError) as error:
        return visit.show("nobody", 409, title=_("The playbook's folder"), words=unreadable(error))
    if (visit.form.get("version", ""), visit.form.get("before", "")) != (found.version, found.before):
        return await _shown(visit, 409, _(CHANGED), reason)
    if found.playbook is None or found.findings or found.problem:
        return await _shown(visit, 409, found.problem or _(NOT_YET), reason)
    if problem := reason_problem(reason):
        return await _shown(visit, 422, problem, reason)
    act = Act(reason, found.texts, found.before)
    try:
        said = await in_force_for_everybody(visit, found.playbook, act)
    except NotThatOne as other:
        return await _shown(visit, 409, overtaken(other), reason)
    visit.desk.said[visit.session.mark] = Said(said)
    return visit.redirect("/playbook/versions")


NOT_YET: Final = N_("It can't be applied yet: correct what is listed below first.")


def reason_problem(reason: str) -> str:
    """What is wrong with a reason; empty where nothing is."""
    if not reason:
        return _("Write why, for colleagues who read it later.")
    return (
        _("Use no more than %(most)s characters for the reason.", most=LONGEST_REASON)
        if len(reason) > LONGEST_REASON
        else ""
    )


def overtaken(other: NotThatOne) -> str:
    """That a colleague applied something first."""
    who = plain(other.author) or _("Someone")
    return _(
        "%(who)s put another playbook in force %(when)s, so yours wasn't applied. This is how it compares now.",
        who=who,
        when=shown(other.at),
    )


async def in_force_for_everybody(visit: Visit, playbook: Playbook, act: Act) -> str:
    """Put it in force and have everyone who's waiting decided again; what came of it.

    Raises NotThatOne, and TemporalUnreachable before anything was done.
    """
    waiting, who = await visit.read(visit.ledger.waiting.count), visit.who.author
    if not waiting:
        await visit.read(put_in_force, visit.ledger, playbook, who, act)
        return _(
            "Playbook %(version)s is in force. Nobody is waiting, so no next contact moves.",
            version=playbook.version[:12],
        )
    followup = await visit.desk.connecting()
    try:
        await for_everybody(followup, playbook, who, waiting, act, source="desk")
    except RPCError:
        if await visit.read(visit.ledger.playbooks.version_in_force) != playbook.version:
            raise
        return _(
            "Playbook %(version)s is in force. Temporal isn't responding, so next contacts weren't "
            "recalculated: each candidate follows the new rules from their next one on.",
            version=playbook.version[:12],
        )
    return ngettext(
        "Playbook %(version)s is in force. The next contacts of %(num)s candidate are being recalculated; nobody gets "
        "a message because of that.",
        "Playbook %(version)s is in force. The next contacts of %(num)s candidates are being recalculated; nobody gets "
        "a message because of that.",
        waiting, version=playbook.version[:12], num=f"{waiting:,}",
    )  # fmt: skip
