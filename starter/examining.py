"""Would a playbook's folder work? Everything that is wrong with it, and what is worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starter.checks.mail_notes import notes
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.lint.engine import Finding
    from domain.playbook.model import Playbook
    from settings import Settings


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


def examine(
    folder: Path | None, settings: Settings | None = None, instead: Mapping[str, str] | None = None
) -> Examined:
    """Look at everything in the folder: files, rules, messages, their language.

    `folder` and `settings`: else those of this place. `instead`: what stands in some of its files as they are typed.
    """
    from domain.checks.soundness import flaws
    from domain.lint.engine import lint
    from domain.messages.render import check_messages, english_parts
    from domain.messages.template_parsing import refusals
    from ledger.playbooks.folder import BadPlaybook, line_finder, read_playbook
    from settings import read_settings

    found = Examined(folder or (settings or read_settings()).playbook, folder)
    typed = {name: text.encode() for name, text in (instead or {}).items()}
    try:
        playbook = found.playbook = read_playbook(found.folder, as_draft=True, instead=typed)
    except BadPlaybook as error:
        found.errors = list(error.sentences)
        return found
    found.lint = lint(playbook)
    said = {finding.file for finding in found.lint}
    line_of = line_finder(found.folder, instead=typed)
    for flaw in flaws(playbook, now().date()):
        (found.hints if flaw.hint else found.errors).append(flaw.at(line_of(flaw.place)))
    found.hints += [*english_parts(playbook), *notes(playbook, settings)]
    # The linter knows most of what fails to render, and says it better; what it has not seen is told all the same.
    unsaid = [*refusals(playbook), *check_messages(playbook)]
    found.errors += [text for text in dict.fromkeys(unsaid) if not text.startswith(tuple(f"{file}," for file in said))]
    return found
