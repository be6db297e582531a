"""Would a playbook's folder work? Everything that is wrong with it, and what is worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
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
    files: dict[str, str] = field(default_factory=dict)
    """The text of each file that it was read from."""
    errors: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    lint: list[Finding] = field(default_factory=list)

    @property
    def findings(self) -> list[str]:
        """All that forbids that it is used, a sentence each."""
        return [*self.errors, *(f"{f.file}, line {f.line}: {f.message} ({f.id})" for f in self.lint)]


def examine(
    folder: Path | None,
    settings: Settings | None = None,
    instead: Mapping[str, str] | None = None,
    *,
    only: str = "",
) -> Examined:
    """Look at everything in the folder: files, rules, messages, their language.

    `folder` and `settings`: else those of this place. `instead`: what stands in some of its files as they are typed.
    `only`: the file that is typed; what the others say is left out, which takes a fifth of the time.
    """
    from domain.checks.soundness import flaws
    from domain.lint.engine import lint
    from domain.messages.render import check_messages, english_parts
    from domain.messages.template_parsing import refusals
    from ledger.playbooks.folder import MESSAGES, BadPlaybook, line_finder, read_playbook, texts_of
    from ledger.playbooks.folder_files import UnreadableFile
    from settings import read_settings

    found = Examined(folder or (settings or read_settings()).playbook, folder)
    with suppress(UnreadableFile, OSError):  # said below
        found.files = texts_of(found.folder)
    found.files |= instead or {}
    typed = {name: text.encode() for name, text in found.files.items()}
    try:
        playbook = found.playbook = read_playbook(found.folder, as_draft=True, instead=typed)
    except BadPlaybook as error:
        found.errors = list(error.sentences)
        return found
    message = only.removeprefix(f"{MESSAGES}/")
    found.lint = lint(playbook, {message} if only else None)
    if message != only:
        found.errors = [text for text in refusals(playbook) if not found.lint and text.startswith(f"{only},")]
        return found
    said = {finding.file for finding in found.lint}
    line_of = line_finder(found.folder, instead=typed)
    for flaw in flaws(playbook, now().date()):
        (found.hints if flaw.hint else found.errors).append(flaw.at(line_of(flaw.place)))
    found.hints += [*english_parts(playbook), *notes(playbook, settings)]
    # The linter knows most of what fails to render, and says it better; what it has not seen is told all the same.
    unsaid = [*refusals(playbook), *check_messages(playbook)]
    found.errors += [text for text in dict.fromkeys(unsaid) if not text.startswith(tuple(f"{file}," for file in said))]
    return found
