"""The playbook's files in the browser: which there are, each with what is wrong with it as it is typed, and saving.

What is checked is what `followup playbook check` and `followup lint` check, by the same functions. What is saved is
saved into the folder, and in force is only what is applied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from desk.editing.text_diff import line_diff, told_files
from desk.http.guard import LETTER_CSP
from desk.http.visits import Said, Visit
from desk.locales.translating import N_, _
from domain.lint.engine import Finding
from domain.messages.files import parts_of
from domain.names import Stage
from domain.playbook.ats_stages import FILE as ATS_FILE
from domain.playbook.model import Playbook
from domain.time.zones import zone_named
from ledger.playbooks.folder import FILE, MESSAGES, texts_of
from ledger.playbooks.folder_files import LARGEST, UnreadableFile
from ledger.playbooks.folder_writing import (
    Unwritable,
    WrittenMeanwhile,
    as_kept,
    mark_of,
    may_be_named,
    why_not,
    write,
)
from settings import DEFAULT_PLAYBOOK
from starter.examining import Examined, examine
from starter.words_ahead import FileAsRead, file_as_read

ZONES: Final = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo",
    "Europe/London", "Europe/Berlin", "Asia/Kolkata", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip

_LINE: Final = re.compile(r", line (\d+)")
COMES_WITH_IT: Final = N_(
    "This is the playbook that comes with followup, so it isn't edited here. `followup init` makes one of your own."
)


@dataclass(frozen=True)
class Listed:
    """One file of the folder."""

    name: str
    use: str
    becomes: str  # against what is in force: "", "new", "changed" or "gone"
    findings: int

    @property
    def address(self) -> str:
        return edit_address(self.name)

    @property
    def folder(self) -> str:
        """In which it stands, as the stages are called; empty for the rules and what all share."""
        parts = self.name.split("/")
        return parts[1] if len(parts) > 2 else ""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which line of the file that is open; 0: in another one, or in none."""

    line: int
    text: str
    id: str = ""


@dataclass(frozen=True)
class Looked:
    """What the desk says to a file as it is typed."""

    problems: Sequence[Problem]
    elsewhere: Sequence[str]
    """What is wrong with other files, where it keeps this one from being judged."""
    hints: Sequence[str]
    read: FileAsRead | None
    frame: str = ""
    """The name of the mail's document for its frame."""


def edit_address(name: str) -> str:
    """The address of a file's page."""
    return f"/playbook/edit?file={quote(name, safe='/')}"


def folder_of(visit: Visit) -> Path:
    return visit.desk.settings.playbook


def locked(visit: Visit) -> str:
    """Why nothing can be saved here; empty where it can."""
    return _(COMES_WITH_IT) if is_shipped(visit) else why_not(folder_of(visit))


def is_shipped(visit: Visit) -> bool:
    """Is the playbook's folder the one that comes with followup?"""
    return folder_of(visit).resolve() == DEFAULT_PLAYBOOK.resolve()


def in_force_texts(visit: Visit, found: Examined) -> dict[str, str]:
    """The files of what is in force; none before the first.

    Where they aren't on record: the folder's, as far as they say the same.
    """
    acts = visit.ledger.playbooks.acts()
    act = visit.ledger.playbooks.act(acts[-1]["number"]) if acts else None
    if act is None or act["files"] is not None:
        return dict(act["files"]) if act is not None else {}
    if found.playbook is None or found.playbook.version == act["version"]:
        return dict(found.files)
    was, now = told_files(act), told_files({"files": None, "content": found.playbook.model_dump(mode="json")})
    return {name: found.files.get(name, text) if now.get(name) == text else text for name, text in was.items()}


def kept_text(visit: Visit, name: str) -> str | None:
    """A file of what is in force as it was written; None where there is none, or it isn't on record."""
    acts = visit.ledger.playbooks.acts()
    act = visit.ledger.playbooks.act(acts[-1]["number"]) if acts else None
    return (act["files"] or {}).get(name) if act is not None else None


def examined(visit: Visit) -> Examined:
    """Everything that is wrong with the folder as it is on disk. Raises UnreadableFile."""
    folder, settings = folder_of(visit), visit.desk.settings
    files = texts_of(folder)
    return visit.desk.workbench.examined(files, lambda: examine(folder, settings, files))


# ---------------------------------------------------------------- the list


async def files(visit: Visit) -> Response:
    """`/playbook/files`: the folder's files, and what is wrong with each."""
    try:
        listed, found = await visit.read(_listed, visit)
    except (UnreadableFile, OSError) as error:
        words = (
            str(error)
            if isinstance(error, UnreadableFile)
            else _("The folder can't be read: %(strerror)s.", strerror=error.strerror)
        )
        return visit.show("nobody", 409, title=_("The playbook's folder"), words=words)
    groups = {one.folder: [other for other in listed if other.folder == one.folder] for one in listed}
    return visit.show(
        "playbook_files", listed=listed, groups=groups, found=found, folder=folder_of(visit),
        locked=await visit.read(locked, visit), is_shipped=is_shipped(visit), stages=list(Stage),
    )  # fmt: skip


def _listed(visit: Visit) -> tuple[list[Listed], Examined]:
    found = examined(visit)
    before, uses = in_force_texts(visit, found), _uses(found.playbook) if found.playbook else {}
    said = found.findings
    rows = []
    for name in sorted({*found.files, *before}, key=_in_order):
        was, is_now = before.get(name), found.files.get(name)
        becomes = "" if was == is_now else "new" if was is None else "gone" if is_now is None else "changed"
        many = sum(text.startswith((f"{name},", f"{name} ", f"{name}:")) for text in said)
        rows.append(Listed(name, uses.get(name.removeprefix(f"{MESSAGES}/"), ""), becomes, many))
    return rows, found


def _in_order(name: str) -> tuple[int, str]:
    return ((FILE, ATS_FILE).index(name) if name in (FILE, ATS_FILE) else 2, name)


def _uses(playbook: Playbook) -> dict[str, str]:
    """Which steps send each file."""
    by_message: dict[str, list[str]] = {}
    for stage, rules in playbook.stages.items():
        for step in rules.steps:
            for message in step.messages:
                by_message.setdefault(message, []).append(f"{stage}: {step.step}")
    found = {}
    for path in playbook.messages:
        parts = parts_of(path)
        steps = list(dict.fromkeys(by_message.get(parts.name, []))) if parts else []
        found[path] = _("a part of others") if parts and parts.partial else ", ".join(steps[:2])
        if len(steps) > 2:
            found[path] = _("%(names)s and %(num)s more", names=found[path], num=len(steps) - 2)
    return found


# ---------------------------------------------------------------- one file


async def edit(visit: Visit) -> Response:
    """`/playbook/edit?file=…`: one file. A name that isn't there yet is a new file."""
    name = visit.asked("file") or _new_name(visit)
    if not may_be_named(name):
        words = _("A message's file is called messages/<stage>/<name>.md, or .sms.txt for a text.")
        return visit.show("nobody", 404, title=_("No such file"), words=words)
    try:
        text = await visit.read(_on_disk, visit, name)
    except Unwritable as error:
        return visit.show("nobody", 409, title=name, words=str(error))
    shown, before = text, ""
    if visit.asked("as") == "in-force":
        shown = await visit.read(kept_text, visit, name) or ""
        before = _("This is what's in force; it isn't saved yet.")
    return await _editor(visit, name, shown if shown is not None else _START, mark_of(text), note=before)


_START: Final = "---\nsubject: \n---\nHi {{ candidate.first_name }},\n\n"


def _new_name(visit: Visit) -> str:
    stage, name = visit.asked("stage"), visit.asked("name")
    return f"{MESSAGES}/{stage}/{name.removesuffix('.md')}{'' if name.endswith('.sms.txt') else '.md'}"


def _on_disk(visit: Visit, name: str) -> str | None:
    """A file's text; None where there is none. Raises Unwritable for what is no file of ours to edit."""
    from ledger.playbooks.folder_files import Folder

    found = Folder(folder_of(visit))
    if not found.has(name):
        return None
    try:
        return found.read(name).decode("utf-8")
    except UnreadableFile as error:
        raise Unwritable(str(error)) from None
    except UnicodeDecodeError:
        raise Unwritable(_("%(name)s is not UTF-8 text; save it as UTF-8.", name=name)) from None


async def _editor(
    visit: Visit,
    name: str,
    text: str,
    mark: str,
    status: int = 200,
    *,
    note: str = "",
    problem: str = "",
    theirs: str | None = None,
    clash: bool = False,
) -> Response:
    """The page of one file. `theirs`: what is on disk, where somebody else wrote it meanwhile."""
    zone = _zone(visit)
    looked = await visit.read(_look, visit, name, text, zone)
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return visit.show(
        "playbook_edit", status, file=name, text=clean, mark=mark, looked=looked, zone_chosen=zone, zones=ZONES,
        note=note, problem=problem, clash=clash, is_new=not mark, locked=await visit.read(locked, visit),
        difference=list(line_diff(clean, (theirs or "").replace("\r\n", "\n"))) if clash else [],
        gone=clash and theirs is None, is_message=name.startswith(f"{MESSAGES}/"), most=LARGEST,
        in_force=await visit.read(_differs, visit, name, text),
    )  # fmt: skip


def _differs(visit: Visit, name: str, text: str) -> bool:
    """Is something else in force under this name?"""
    before = kept_text(visit, name)
    return before is not None and before != text


def _zone(visit: Visit) -> str:
    wanted = visit.form.get("zone", "") or visit.asked("zone") or visit.timezone or "UTC"
    return wanted if zone_named(wanted) else visit.timezone or "UTC"


async def look(visit: Visit) -> Response:
    """`POST /playbook/look`: what is wrong with a file as it is typed, and how it reads. Nothing is saved."""
    name, text = visit.form.get("file", ""), visit.form.get("text", "")
    if not may_be_named(name):
        return visit.part("trouble", 422, words=_("There is no such file."))
    zone = _zone(visit)
    if not visit.is_part:
        return await _editor(visit, name, as_kept(text, None), visit.form.get("mark", ""))
    looked = await visit.read(_look, visit, name, as_kept(text, None), zone)
    return visit.part("playbook_look", looked=looked, file=name, zone_chosen=zone, now=visit.now)


def _look(visit: Visit, name: str, text: str, zone: str) -> Looked:
    if len(text.encode()) > LARGEST:
        return Looked(
            [
                Problem(
                    0,
                    _("%(name)s is larger than %(most)s KB; shorten it, or split it.", name=name, most=LARGEST // 1024),
                )
            ],
            [],
            [],
            None,
        )
    found = examine(folder_of(visit), visit.desk.settings, {name: text}, only=name)
    problems = [_problem_of(one) for one in found.lint if one.file == name]
    problems += [_problem(sentence, name) for sentence in found.errors if _is_about(sentence, name)]
    elsewhere = [sentence for sentence in found.errors if not _is_about(sentence, name)]
    hints = found.hints if name == FILE else []
    path = name.removeprefix(f"{MESSAGES}/")
    read = None
    if found.playbook is not None and path in found.playbook.messages and path != name:
        read = file_as_read(found.playbook, path, zone, visit.now)
    frame = visit.desk.workbench.keep_look(visit.session.mark, read.html) if read is not None and read.html else ""
    return Looked(sorted(problems, key=lambda one: one.line), elsewhere, hints, read, frame)


def _problem_of(one: Finding) -> Problem:
    return Problem(one.line, one.message, one.id)


def _is_about(sentence: str, name: str) -> bool:
    return sentence.startswith((f"{name},", f"{name} ", f"{name}:"))


def _problem(sentence: str, name: str) -> Problem:
    line = _LINE.match(sentence.removeprefix(name))
    said = sentence.removeprefix(name)
    said = said[line.end() :] if line else said
    return Problem(int(line[1]) if line else 0, said.lstrip(",: ").strip() or sentence)


async def seen(visit: Visit) -> Response:
    """`/playbook/seen/<name>`: a mail as it is read, in a frame that runs nothing and fetches nothing."""
    html = visit.desk.workbench.look(visit.session.mark, visit.request.path_params["name"])
    answer = (
        HTMLResponse(_lit(html, visit.asked("as")))
        if html is not None
        else visit.part("sent_letter", 404, letter={"text": _(_GONE)})
    )
    answer.headers["content-security-policy"] = LETTER_CSP
    answer.headers["x-frame-options"] = "SAMEORIGIN"
    return answer


def _lit(html: str, how: str) -> str:
    """The document as a mail program shows it in the light or in the dark, whichever the reader's browser is in."""
    dark = how == "dark"
    html = html.replace("@media (prefers-color-scheme: dark)", "@media all" if dark else "@media not all", 1)
    return html.replace(
        ":root { color-scheme: light dark;", f":root {{ color-scheme: {'dark' if dark else 'light'};", 1
    )


_GONE: Final = N_("This preview is gone; type a letter, or press Check, to see it again.")


# ---------------------------------------------------------------- saving


async def save(visit: Visit) -> Response:
    """`POST /playbook/save`: into the folder, unless somebody else wrote the file meanwhile."""
    name, mark = visit.form.get("file", ""), visit.form.get("mark", "")
    if not may_be_named(name):
        return visit.show(
            "nobody", 422, title=_("Not saved"), words=_("Nothing else is written than a playbook's files.")
        )
    typed = visit.form.get("text", "")
    if why := await visit.read(locked, visit):
        return await _editor(visit, name, as_kept(typed, None), mark, 409, problem=why)
    try:
        text = as_kept(typed, await visit.read(_on_disk, visit, name))
        await visit.read(write, folder_of(visit), {name: text}, {name: mark})
    except WrittenMeanwhile as clash:
        return await _clash(visit, name, as_kept(typed, None), clash.text)
    except Unwritable as error:
        return await _editor(visit, name, as_kept(typed, None), mark, 409, problem=str(error))
    visit.desk.workbench.ahead(lambda: examined(visit))
    visit.desk.said[visit.session.mark] = Said(_("Saved %(name)s. It isn't in force until it's applied.", name=name))
    return visit.redirect(edit_address(name))


async def _clash(visit: Visit, name: str, mine: str, theirs: str | None) -> Response:
    """Somebody else wrote it: what they wrote is shown, and a second press puts this over it."""
    return await _editor(visit, name, mine, mark_of(theirs), 409, clash=True, theirs=theirs)


async def remove(visit: Visit) -> Response:
    """`POST /playbook/remove`: a message's file goes, unless somebody else wrote it meanwhile."""
    name, mark = visit.form.get("file", ""), visit.form.get("mark", "")
    if not may_be_named(name) or not name.startswith(f"{MESSAGES}/"):
        return visit.show("nobody", 422, title=_("Not removed"), words=_("Only a message's file can be removed."))
    if why := await visit.read(locked, visit):
        return visit.show("nobody", 409, title=_("Not removed"), words=why)
    try:
        await visit.read(write, folder_of(visit), {name: None}, {name: mark})
    except WrittenMeanwhile:
        words = _("Someone changed this file after you opened it, so it wasn't removed. Look at it again first.")
        return visit.show("nobody", 409, title=_("Not removed"), words=words)
    except Unwritable as error:
        return visit.show("nobody", 409, title=_("Not removed"), words=str(error))
    visit.desk.said[visit.session.mark] = Said(
        _("Removed %(name)s from the folder. It's in force until you apply that.", name=name)
    )
    return visit.redirect("/playbook/files")


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The files that differ."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def unreadable(error: Any) -> str:
    """What keeps a folder from being read, in a sentence."""
    return (
        str(error)
        if isinstance(error, UnreadableFile)
        else _("The folder can't be read: %(strerror)s.", strerror=error.strerror)
    )
