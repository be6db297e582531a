"""From any exception to an exit code and one sentence on stderr: the only place that knows both.

0 done, 1 failed, 2 wrong usage, 3 no such candidate or job, 4 Temporal or ledger unreachable (docs/architecture.md,
"Command line"). Classes are named, not imported: the SDK and the database are loaded by those who use them alone.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import Final

from starter.clean_output import told

FAILED: Final = 1
USAGE: Final = 2
NOBODY: Final = 3
AWAY: Final = 4


class Wrong(Exception):
    """What was typed cannot be meant; one sentence on what to type instead. Exit 2."""


class Nobody(Exception):
    """There is no such candidate, job or task; one sentence on where to look. Exit 3."""


class Failed(Exception):
    """It was understood and did not work out; one sentence on what to do. Exit 1."""


CODES: Final = {
    "starter.cli.errors.Wrong": USAGE,
    "starter.cli.errors.Nobody": NOBODY,
    "starter.cli.errors.Failed": FAILED,
    "starter.importing.tables.BadFile": USAGE,
    "starter.client.NoSuchCandidate": NOBODY,
    "starter.client.Refused": USAGE,
    "starter.client.NoAnswer": AWAY,
    "starter.broadcasting.BroadcastEnded": FAILED,
    "starter.embedded.CannotStart": FAILED,
    "starter.serving.process.CannotListen": FAILED,
    "domain.names.BadId": USAGE,
    "domain.commands.Untellable": USAGE,
    "domain.addresses.BadAddress": USAGE,
    "settings.BadSetting": USAGE,
    "ledger.playbooks.folder.BadPlaybook": FAILED,
    "ledger.playbooks.in_force.NoPlaybook": FAILED,
    "domain.events.releases.NewerRelease": FAILED,
    "domain.playbook.model.NewerPlaybook": FAILED,
    "ledger.engine.LedgerUnavailable": AWAY,
    "ledger.keys.key_store.KeyShredded": NOBODY,
    "connection.TemporalUnreachable": AWAY,
}


def explained(error: BaseException) -> int:
    """Tell what went wrong and return the exit code. With FOLLOWUP_DEBUG=1 the traceback comes first."""
    if isinstance(error, SystemExit):
        if isinstance(error.__context__, BrokenPipeError):  # Typer ends so when whoever read our output has gone
            return 0
        return error.code if isinstance(error.code, int) else FAILED
    if os.environ.get("FOLLOWUP_DEBUG") == "1":
        print("".join(told(error, debugging=True)), file=sys.stderr)
    code, sentence = _read(error)
    if sentence:
        print(sentence, file=sys.stderr)
    return code


def _read(error: BaseException) -> tuple[int, str]:
    if isinstance(error, KeyboardInterrupt):
        return 130, ""
    if isinstance(error, BrokenPipeError):
        return 0, ""
    if type(error).__name__ == "Abort":  # Typer's word for Ctrl-C, or the end of the input, at a question
        return FAILED, "Stopped at a question; nothing was done."
    for cls in type(error).__mro__:
        code = CODES.get(f"{cls.__module__}.{cls.__qualname__}")
        if code is not None:
            return code, _sentence(str(error))
    usage = _usage(error)
    if usage is not None:
        return USAGE, usage
    return FAILED, f"This should not have happened ({_named(error)}); FOLLOWUP_DEBUG=1 shows where."


def _usage(error: BaseException) -> str | None:
    """The sentence for a mistake that Typer found; None for other errors."""
    from typer._click.exceptions import ClickException, NoArgsIsHelpError

    if isinstance(error, NoArgsIsHelpError):
        return error.message  # the help itself, for a command group without a command
    if not isinstance(error, ClickException):
        return None
    context = getattr(error, "ctx", None)
    hint = f" See `{context.command_path} --help`." if context else ""
    return _sentence(error.format_message().replace("Value error, ", "")) + hint


def _sentence(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _named(error: BaseException) -> str:
    """Its kind and where it was: its words quote what people wrote, and this may stand in a log."""
    steps = traceback.extract_tb(error.__traceback__)
    where = f" in {Path(steps[-1].filename).name}, line {steps[-1].lineno}" if steps else ""
    return f"{type(error).__name__}{where}"
