"""`lint`: what the messages of a playbook's folder must still have, line by line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from starter.checks.mail_notes import notes
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.wording.candidates import plain

if TYPE_CHECKING:
    from domain.lint.engine import Finding
    from domain.playbook.model import Playbook

MESSAGES = "messages"
_PLACE = re.compile(r"(?P<file>[\w./-]+\.(?:md|sms\.txt|yaml))(?:, line (?P<line>\d+))?")


def lint(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Default: every message in FOLLOWUP_PLAYBOOK.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check that messages are clear, warm and complete; exit 1 if there's anything to fix."""
    from domain.lint.engine import Finding, other_languages
    from domain.lint.engine import lint as findings_in
    from domain.lint.surveys import survey_complaints
    from ledger.playbooks.folder import FILE, BadPlaybook, line_finder, read_playbook
    from settings import read_settings

    folder = _folder_of(files or []) or read_settings().playbook
    about_mail: list[str] = []
    try:
        playbook = read_playbook(folder, as_draft=True)
        only = _named(files, folder, playbook) if files else None
        found, looked_at = findings_in(playbook, only), sorted(only if only is not None else playbook.messages)
        if only is None:
            line_of = line_finder(folder)
            asked = survey_complaints(playbook)
            found += [Finding(FILE, line_of(one.place), one.id, one.message) for one in asked]
        foreign = other_languages(playbook, only)
        about_mail = [] if files else notes(playbook)
    except BadPlaybook as error:
        found, looked_at, foreign = [_unreadable(str(error), Finding)], [], []
    if as_json:
        print_json([asdict(finding) for finding in found])
    else:
        _tell(found, looked_at, foreign)
    for note in about_mail:  # on stderr where rows are asked for, so that they stay rows
        print(f"note: {plain(note)}", file=sys.stderr if as_json else sys.stdout)
    if found:
        raise Failed(_what_to_do(found))


def _tell(found: list[Finding], looked_at: list[str], foreign: list[str]) -> None:
    for finding in found:
        print(f"{finding.file}:{finding.line}  {finding.id}  {plain(finding.message)}")
    if foreign:
        are = "is not in English" if len(foreign) == 1 else "are not in English"
        print(f"{_many(len(foreign), 'file')} {are}: words, thanks, call to action and reading grade were not judged.")
    if not found:
        print(f"{_many(len(looked_at), 'message file')} checked: nothing to fix.")


def _what_to_do(found: list[Finding]) -> str:
    files = len({finding.file for finding in found})
    where = f" in {files} files" if files > 1 else ""
    if found[0].id == "unreadable":
        return "The playbook cannot be read; fix this first, then lint again."
    them = "it" if len(found) == 1 else "them"
    return f"{_many(len(found), 'finding')}{where}; fix {them}, or add `waive:` with a reason (docs/playbook.md)."


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _unreadable(said: str, finding: type[Finding]) -> Finding:
    """A folder that cannot be read is a finding too, so that an editor can show where."""
    place = _PLACE.search(said)
    return finding(place["file"] if place else "playbook.yaml", int((place and place["line"]) or 1), "unreadable", said)


# --- which files --------------------------------------------------------------------------------------------------


def _folder_of(files: Iterable[Path]) -> Path | None:
    """The playbook's folder that the given paths lie in, where they are paths of files that exist."""
    folders = {home for file in files if file.exists() and (home := _home(file.resolve()))}
    if len(folders) > 1:
        raise Wrong("The files are in several playbooks; lint one playbook at a time.")
    return next(iter(folders), None)


def _home(path: Path) -> Path | None:
    return next((one for one in (path, *path.parents) if (one / "playbook.yaml").is_file()), None)


def _named(files: Iterable[Path], folder: Path, playbook: Playbook) -> set[str]:
    """The messages that the arguments mean: files or folders, by path, or as they are called in the playbook."""
    named: set[str] = set()
    root = folder.resolve() / MESSAGES
    for file in files:
        whole = file.resolve()
        if file.exists() and (whole == root.parent or whole == root or root in whole.parents):
            inside = "" if whole == root.parent else whole.relative_to(root).as_posix()
        else:
            inside = file.as_posix().removeprefix("./").removeprefix(f"{MESSAGES}/")
        start = "" if inside in ("", ".") else f"{inside.rstrip('/')}/"
        found = {path for path in playbook.messages if path == inside or path.startswith(start)}
        if not found:
            raise Wrong(f"There's no message file {file} in {folder}; give its path, or its path under {MESSAGES}/.")
        named |= found
    return named
