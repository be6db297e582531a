"""What is different in the words of two files, line by line, as a page shows it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from ledger.playbooks.folder import FILE, MESSAGES

_AROUND: Final = 3
_MOST_LINES: Final = 400
"""Lines of one file's difference; a page stays readable, and under its size."""


@dataclass(frozen=True)
class Line:
    """`kind`: `gone`, `new`, `same` or `skip`."""

    kind: str
    text: str


@dataclass(frozen=True)
class FileDiff:
    """One file: what became of it, and where it differs."""

    name: str
    becomes: str  # "new", "gone" or "changed"
    lines: tuple[Line, ...]
    cut: bool = False


def diffs(before: Mapping[str, str], after: Mapping[str, str]) -> list[FileDiff]:
    """Every file that isn't the same in both."""
    found = []
    for name in sorted({*before, *after}, key=lambda one: (one != FILE, one)):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        lines = list(line_diff(was or "", now or ""))
        becomes = "new" if was is None else "gone" if now is None else "changed"
        found.append(FileDiff(name, becomes, tuple(lines[:_MOST_LINES]), len(lines) > _MOST_LINES))
    return found


def line_diff(was: str, now: str) -> Iterator[Line]:
    """The lines that differ, each with some around it."""
    first = True
    for text in difflib.unified_diff(was.splitlines(), now.splitlines(), n=_AROUND, lineterm=""):
        if text.startswith(("---", "+++")) and first:
            continue
        if text.startswith("@@"):
            if not first:
                yield Line("skip", "")
            first = False
            continue
        yield Line({"-": "gone", "+": "new"}.get(text[:1], "same"), text[1:])


def told_files(act: Mapping[str, Any]) -> dict[str, str]:
    """The files of something that was in force; where they aren't on record, as they would say the same."""
    if act["files"] is not None:
        return dict(act["files"])
    content = {key: value for key, value in act["content"].items() if key != MESSAGES}
    made = {FILE: yaml.safe_dump(content, sort_keys=False, allow_unicode=True)}
    for name, message in (act["content"].get(MESSAGES) or {}).items():
        head = f"---\nsubject: {json.dumps(message['subject'], ensure_ascii=False)}\n---\n"
        made[f"{MESSAGES}/{name}"] = (head if message.get("subject") else "") + message["body"]
    return made
