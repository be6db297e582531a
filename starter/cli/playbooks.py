"""`playbook check` and `playbook show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from starter.cli.failures import Failed
from starter.cli.instants import shown
from starter.cli.options import AsJson
from starter.cli.people import open_ledger
from starter.cli.saying import by, print_json, print_table

playbook = typer.Typer(help="The rules: what is sent when, and with which words.", no_args_is_help=True)


@playbook.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Default: FOLLOWUP_PLAYBOOK.")] = None,
    as_json: AsJson = False,
) -> None:
    """Would the folder work? Rules, messages, names in messages."""
    from domain.messages import check_messages
    from ledger.playbook_files import BadPlaybook, read_playbook
    from settings import read_settings

    place = folder or read_settings().playbook
    version, findings = "", []
    try:
        read = read_playbook(place)
        version, findings = read.version, check_messages(read)
    except BadPlaybook as error:
        findings = [str(error)]
    if as_json:
        print_json({"folder": str(place), "version": version, "findings": findings})
    else:
        for finding in findings:
            print(finding)
    if findings:
        many = f"{len(findings)} findings" if len(findings) > 1 else "1 finding"
        raise Failed(f"The playbook in {place} cannot be used yet: {many}.")
    if not as_json:
        print(f"The playbook in {place} is in order; its version is {version}.")


@playbook.command()
def show(as_json: AsJson = False) -> None:
    """What is in force: its version, since when, and its steps."""
    from domain.playbook import Playbook
    from ledger.store import NoPlaybook

    with open_ledger() as ledger:
        in_force = ledger.playbooks.in_force()
        applied = ledger.playbooks.history()[-1:]
    if in_force is None:
        raise NoPlaybook
    version, content = in_force
    if as_json:
        print_json({"version": version, "applied": applied[0] if applied else None, "playbook": content})
        return
    since = f", in force since {shown(applied[0]['applied_at'])} ({applied[0]['author']})" if applied else ""
    print(f"Playbook {version} of {content['company']['name']}{since}")
    print_table(("Stage", "Step", "When", "At the latest", "Channel", "Only"), _rows(Playbook.model_validate(content)))


def _rows(rules: Any) -> list[tuple[str, ...]]:
    return [
        (
            str(stage),
            step.step,
            _timing(step),
            str(step.by) if step.by else "",
            "a task" if step.kind == "task" else by(step.channel) if step.channel != "preferred" else "",
            step.when,
        )
        for stage, of_stage in rules.stages.items()
        for step in of_stage.steps
    ]


def _timing(step: Any) -> str:
    if step.before:
        return f"{step.lead} before {step.before}" if step.lead.rough else f"on {step.before}"
    each = f"every {step.every}" if step.every else ""
    times = f", {step.times} times" if step.times else ""
    delay = f"{step.delay} after" if step.delay.rough else "after"
    return f"{each or delay} {'since' if each else ''} {step.after}{times}".replace("  ", " ")
