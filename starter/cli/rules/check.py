"""`playbook check`: would the folder work?"""

from __future__ import annotations

import shlex
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from starter.cli.errors import Failed
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.rules.experiments import data_of, lines_of, looked_up
from starter.examining import Examined, examine
from starter.wording.candidates import plain

if TYPE_CHECKING:
    from domain.playbook.model import Playbook

Folder = Annotated[Path | None, typer.Argument(help="Default: FOLLOWUP_PLAYBOOK.")]


def usable(found: Examined) -> Playbook:
    """The playbook. Raises Failed where anything forbids that it is used."""
    if found.playbook is None or found.findings:
        many = f"{len(found.findings)} findings" if len(found.findings) > 1 else "1 finding"
        command = f"followup playbook check{f' {shlex.quote(str(found.named))}' if found.named else ''}"
        raise Failed(f"The playbook in {found.folder} cannot be used yet: {many}; `{command}` lists them.")
    return found.playbook


def check(folder: Folder = None, as_json: AsJson = False) -> None:
    """Check the folder: its files, rules that can never work, silences, and messages."""
    found = examine(folder)
    tests = looked_up(found.playbook) if found.playbook is not None and not found.findings else ()
    if as_json:
        print_json(_report(found) | {"experiments": data_of(tests)})
    else:
        for text in found.findings:
            print(plain(text))
        for text in found.hints:
            print(f"hint: {plain(text)}")
        for text in lines_of(tests):
            print(plain(text))
    if found.findings:
        many = f"{len(found.findings)} findings" if len(found.findings) > 1 else "1 finding"
        raise Failed(f"The playbook in {found.folder} cannot be used yet: {many}.")
    if not as_json and found.playbook is not None:
        look = f" {len(found.hints)} hints are worth a look." if len(found.hints) > 1 else ""
        look = " 1 hint is worth a look." if len(found.hints) == 1 else look
        print(f"The playbook in {found.folder} is in order; its version is {found.playbook.version}.{look}")


def _report(found: Examined) -> dict[str, Any]:
    return {
        "folder": str(found.folder),
        "version": found.playbook.version if found.playbook else "",
        "findings": found.findings,
        "hints": found.hints,
        "lint": [asdict(finding) for finding in found.lint],
    }
