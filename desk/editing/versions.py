"""What was in force: each version with its reason, two of them compared, and one taken back as a new act.

Taken back is what was applied, file by file. Edits in the folder that nobody applied yet are never written over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from desk.editing.changes import (
    comparing,
    in_force_for_everybody,
    moved_values,
    overtaken,
    reason_problem,
    rule_lines,
)
from desk.editing.files import changed, folder_of, locked, unreadable
from desk.editing.text_diff import FileDiff, diffs, told_files
from desk.http.visits import Said, Visit
from desk.locales.translating import N_, _
from domain.messages.template_parsing import refusals
from domain.playbook.model import NewerPlaybook, Playbook
from ledger.playbooks.folder import texts_of
from ledger.playbooks.folder_files import UnreadableFile
from ledger.playbooks.folder_writing import Unwritable, WrittenMeanwhile, mark_of, write
from ledger.playbooks.in_force import NotThatOne
from starter.applying import Act, used_letter

SHOWN: Final = 100
"""Versions on the page, the newest ones."""


@dataclass(frozen=True)
class TakingBack:
    """What would happen if a version were taken back."""

    act: dict[str, Any]
    now: dict[str, Any]
    playbook: Playbook | None
    rules: list[tuple[str, str]]
    files: list[FileDiff]
    edited: list[str]
    """Files of the folder that aren't as they are in force."""
    locked: str
    problem: str


async def versions(visit: Visit) -> Response:
    """`/playbook/versions`."""
    acts = (await visit.read(visit.ledger.playbooks.acts))[::-1]
    return visit.show("playbook_versions", acts=acts[:SHOWN], more=max(len(acts) - SHOWN, 0))


async def two(visit: Visit) -> Response:
    """`/playbook/compare?one=…&other=…`: two versions, the older first."""
    numbers = sorted(_number(visit.asked(name)) for name in ("one", "other"))
    acts = [await visit.read(visit.ledger.playbooks.act, number) for number in numbers]
    one, other = acts
    if one is None or other is None:
        return visit.show("nobody", 404, title=_("No such version"), words=_("Choose two versions from the list."))
    rules = await visit.read(_rules_between, one, other)
    files = await visit.read(_files_between, one, other)
    return visit.show("playbook_compare", one=one, other=other, rules=rules, files=files)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _kept(act: dict[str, Any]) -> Playbook | None:
    from pydantic import ValidationError

    try:
        return Playbook.kept(act["content"], act["version"])
    except (ValidationError, NewerPlaybook):
        return None


def _rules_between(one: dict[str, Any], other: dict[str, Any]) -> list[tuple[str, str]]:
    was, then = _kept(one), _kept(other)
    return rule_lines(was, then) if was is not None and then is not None else []


def _files_between(one: dict[str, Any], other: dict[str, Any]) -> list[FileDiff]:
    if one["files"] is None or other["files"] is None:  # as they'd say the same: else every line would differ
        one, other = {**one, "files": None}, {**other, "files": None}
    return diffs(told_files(one), told_files(other))


# ---------------------------------------------------------------- taking back


async def back(visit: Visit) -> Response:
    """`/playbook/back?to=…`: what taking a version back would change."""
    return await _shown(visit, _number(visit.asked("to")))


async def _shown(visit: Visit, number: int, status: int = 200, problem: str = "", reason: str = "") -> Response:
    found = await visit.read(_taking_back, visit, number)
    if found is None:
        return visit.show("nobody", 404, title=_("No such version"), words=_("Choose a version from the list."))
    one = await comparing(visit, found.playbook, found.now["version"]) if found.playbook is not None else None
    return visit.show(
        "playbook_back", status, found=found, one=one, problem=problem or found.problem, reason=reason,
        folder=folder_of(visit), **(moved_values(one) if one is not None else {}),
    )  # fmt: skip


async def back_moves(visit: Visit) -> Response:
    """`/playbook/back/moves?to=…`: whose next contact moves, or how far that is found out."""
    number = _number(visit.asked("to"))
    found = await visit.read(_taking_back, visit, number)
    if found is None or found.playbook is None:
        return visit.part("trouble", 404, words=_("There is no such version."))
    one = await comparing(visit, found.playbook, found.now["version"])
    return visit.part("playbook_back_moves", one=one, found=found, **moved_values(one))


def _taking_back(visit: Visit, number: int) -> TakingBack | None:
    book = visit.ledger.playbooks
    acts = book.acts()
    act, latest = book.act(number), book.act(acts[-1]["number"]) if acts else None
    if act is None or latest is None:
        return None
    playbook, problem = _kept(act), ""
    if act["version"] == latest["version"]:
        playbook, problem = None, _("This version is in force already.")
    elif playbook is None:
        problem = _("This version is from another release and can't be read by this one.")
    elif act["files"] is None:
        playbook, problem = (
            None,
            _("The files of this version aren't on record, so take it back from your own history."),
        )
    elif refused := refusals(playbook):
        playbook, problem = None, refused[0]
    elif letter := used_letter(playbook, visit.ledger):
        playbook, problem = None, letter
    why = locked(visit)
    try:
        edited = [] if why else changed(told_files(latest), texts_of(folder_of(visit)))
    except (UnreadableFile, OSError) as error:
        edited, problem = [], unreadable(error)
    return TakingBack(
        act, latest, playbook, _rules_between(latest, act), _files_between(latest, act), edited, why, problem
    )


async def take_back(visit: Visit) -> Response:
    """`POST /playbook/back`: an earlier version is in force again, and its files are in the folder."""
    number, reason = _number(visit.form.get("to", "")), visit.form.get("reason", "").strip()
    found = await visit.read(_taking_back, visit, number)
    if found is None or found.playbook is None:
        return await _shown(visit, number, 409, reason=reason)
    if visit.form.get("before", "") != found.now["version"]:
        return await _shown(visit, number, 409, _(_CHANGED), reason)
    if problem := reason_problem(reason):
        return await _shown(visit, number, 422, problem, reason)
    if found.edited:
        return await _shown(visit, number, 409, _(_EDITED), reason)
    if await visit.read(visit.ledger.waiting.count):
        await visit.desk.connecting()  # where it is away nothing is written either
    there, then = told_files(found.now), dict(found.act["files"])
    try:
        if not found.locked:
            await visit.read(_write, visit, there, then)
    except (WrittenMeanwhile, Unwritable) as error:
        words = _(_EDITED) if isinstance(error, WrittenMeanwhile) else str(error)
        return await _shown(visit, number, 409, words, reason)
    try:
        said = await in_force_for_everybody(visit, found.playbook, Act(reason, then, found.now["version"]))
    except Exception as error:  # nothing is in force that wasn't: the folder is as it was, too
        if not found.locked:
            await visit.read(_write, visit, then, there)
        if isinstance(error, NotThatOne):
            return await _shown(visit, number, 409, overtaken(error), reason)
        raise
    kept = _("Its files are in the folder.")
    if found.locked:
        kept = _("The folder still has the other one: %(why)s", why=found.locked)
    visit.desk.said[visit.session.mark] = Said(f"{said} {kept}")
    return visit.redirect("/playbook/versions")


_CHANGED: Final = N_("Another playbook was put in force meanwhile, so nothing was done. This is how it compares now.")
_EDITED: Final = N_(
    "Files in the folder have edits that aren't in force. Taking a version back would lose them, so nothing was done: "
    "apply them, or put those files back first."
)


def _write(visit: Visit, there: dict[str, str], then: dict[str, str]) -> None:
    """Write one version's files over another's. Raises Unwritable, WrittenMeanwhile."""
    names = changed(there, then)
    marks = {name: mark_of(there.get(name)) for name in names}
    write(folder_of(visit), {name: then.get(name) for name in names}, marks)
