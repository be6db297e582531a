"""Would a playbook's folder work? Everything that is wrong with it, and what is worth a look."""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from starter.cli.errors import Failed
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.rules.experiments import data_of, lines_of, looked_up
from starter.cli.run.mail_checks import notes
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.lint.engine import Finding
    from domain.playbook.model import Playbook

Folder = Annotated[Path | None, typer.Argument(help="Default: FOLLOWUP_PLAYBOOK.")]


@dataclass
class Examined:
    """A folder that was looked at. `errors` forbid that it is used; `hints` do not."""

    folder: Path
    named: Path | None = None  # as it was typed; None where it is FOLLOWUP_PLAYBOOK
    playbook: Playbook | None = None
    errors: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    lint: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> list[str]:
        """All that forbids that it is used, a sentence each."""
        return [*self.errors, *(f"{f.file}, line {f.line}: {f.message} ({f.id})" for f in self.lint)]

    def usable(self) -> Playbook:
        """The playbook. Raises Failed where anything forbids that it is used."""
        if self.playbook is None or self.findings:
            many = f"{len(self.findings)} findings" if len(self.findings) > 1 else "1 finding"
            command = f"followup playbook check{f' {shlex.quote(str(self.named))}' if self.named else ''}"
            raise Failed(f"The playbook in {self.folder} cannot be used yet: {many}; `{command}` lists them.")
        return self.playbook


def examine(folder: Path | None) -> Examined:
    """Look at everything in the folder: files, rules, messages, their language."""
    from domain.checks.soundness import flaws
    from domain.lint.engine import lint
    from domain.messages.render import check_messages, english_parts
    from domain.messages.template_parsing import refusals
    from ledger.playbooks.folder import BadPlaybook, line_finder, read_playbook
    from settings import read_settings

    found = Examined(folder or read_settings().playbook, folder)
    try:
        playbook = found.playbook = read_playbook(found.folder, as_draft=True)
    except BadPlaybook as error:
        found.errors = list(error.sentences)
        return found
    found.lint = lint(playbook)
    said = {finding.file for finding in found.lint}
    line_of = line_finder(found.folder)
    for flaw in flaws(playbook, now().date()):
        (found.hints if flaw.hint else found.errors).append(flaw.at(line_of(flaw.place)))
    found.hints += [*english_parts(playbook), *notes(playbook)]
    # The linter knows most of what fails to render, and says it better; what it has not seen is told all the same.
    unsaid = [*refusals(playbook), *check_messages(playbook)]
    found.errors += [text for text in dict.fromkeys(unsaid) if not text.startswith(tuple(f"{file}," for file in said))]
    return found


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
