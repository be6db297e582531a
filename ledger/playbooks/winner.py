"""Ending a test in a playbook's folder: the winner's words become the message's, and nothing is left of the test (K10).

`playbook.yaml` is changed by taking text out of it, so everything else stays as people wrote it, comments too. What the
file says afterwards is compared with what it should say; where that isn't the same, nothing is changed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from domain.messages.files import BASE, parts_of
from ledger.playbooks.folder import FILE, MESSAGES, BadPlaybook, as_mapping
from ledger.playbooks.folder_files import Folder, UnreadableFile

_BY_HAND: Final = "do it by hand, then run `followup playbook apply`"


@dataclass(frozen=True, slots=True)
class Ending:
    """What becomes of files, by their place in the folder: their new content, or None where they go."""

    files: dict[str, bytes | None]
    becomes: dict[str, str]  # the winner's files, and which they become

    def carry_out(self, folder: Path) -> Ending:
        """Change the files; returns what puts them back. Raises OSError."""
        before = {
            name: (folder / name).read_bytes() if (folder / name).is_file() else None
            for name in self.files
        }  # fmt: skip
        undo = Ending(before, {})
        try:
            self._write(folder)
        except OSError:
            undo._write(folder)
            raise
        return undo

    def _write(self, folder: Path) -> None:
        for name, content in self.files.items():
            if content is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_bytes(content)


def ending(folder: Path, message: str, letter: str) -> Ending:
    """What has to change so that the test of a message is over and this variant goes on. Raises BadPlaybook."""
    files = Folder(folder)
    try:
        names = [name.removeprefix(f"{MESSAGES}/") for name in files.below(MESSAGES)]
        found: dict[str, bytes | None] = {FILE: _without_test(files.read(FILE), message, names)}
        becomes: dict[str, str] = {}
        for name in names:
            parts = parts_of(name)
            if parts is None or parts.name != message or not parts.variant:
                continue
            found[f"{MESSAGES}/{name}"] = None
            if parts.variant == letter:
                base = _base_of(name, letter)
                found[f"{MESSAGES}/{base}"] = files.read(f"{MESSAGES}/{name}")
                becomes[f"{MESSAGES}/{name}"] = f"{MESSAGES}/{base}"
    except UnreadableFile as error:
        raise BadPlaybook(str(error)) from None
    if letter != BASE and not becomes:
        raise BadPlaybook(f"The folder has no variant {letter} of {message}; {_BY_HAND}.")
    return Ending(found, becomes)


def _base_of(name: str, letter: str) -> str:
    """`applied/update.b.de.md` → `applied/update.de.md`."""
    head, _, file = name.rpartition("/")
    first, _, rest = file.partition(f".{letter}.")
    return f"{head}/{first}.{rest}" if head else f"{first}.{rest}"


# ---------------------------------------------------------------- playbook.yaml


def _without_test(content: bytes, message: str, names: list[str]) -> bytes:
    text = content.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    wanted, _ = as_mapping(text, FILE)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode) or message not in (wanted.get("experiments") or {}):
        raise BadPlaybook(f"{FILE} tests no message {message}; correct its name.")
    cuts = [_cut_of(text, root, ("experiments", message))]
    expected = copy.deepcopy(wanted)
    del expected["experiments"][message]
    if not expected["experiments"]:
        del expected["experiments"]
        cuts = [_cut_of(text, root, ("experiments",))]
    for stage, number in _weighing(wanted, message):
        step = expected["stages"][stage]["steps"][number]
        if others := [name for name in _messages(step) if name != message and _has_variants(name, names)]:
            raise BadPlaybook(
                f"The weights of step {step['step']} in stage {stage} are those of {others[0]}, too; {_BY_HAND}."
            )
        del step["variants"]
        cuts.append(_cut_of(text, root, ("stages", stage, "steps", number, "variants")))
    for start, end in sorted(cuts, reverse=True):
        text = text[:start] + text[end:]
    if _said(text) != expected:
        raise BadPlaybook(f"`experiments: {message}` can't be taken out of {FILE} as it is written; {_BY_HAND}.")
    return (mark + text).encode("utf-8")


def _said(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return None


def _messages(step: dict[str, Any]) -> list[str]:
    given = step.get("message")
    return [str(one) for one in given] if isinstance(given, list) else [str(given)]


def _has_variants(message: str, names: list[str]) -> bool:
    return any(parts.variant for name in names if (parts := parts_of(name)) and parts.name == message)


def _weighing(content: dict[str, Any], message: str) -> Iterator[tuple[str, int]]:
    """The steps that send it and give its variants weights: stage and place."""
    for stage, rules in (content.get("stages") or {}).items():
        for number, step in enumerate((rules or {}).get("steps") or ()):
            if step.get("variants") and message in _messages(step):
                yield stage, number


def _cut_of(text: str, root: yaml.Node, place: tuple[str | int, ...]) -> tuple[int, int]:
    """From where to where the text of a key with its value goes, so that what is around it stays well formed."""
    parent: yaml.Node = root
    for part in place[:-1]:
        parent = _child(parent, part)
    assert isinstance(parent, yaml.MappingNode)
    pairs = parent.value
    number = next(n for n, (key, _) in enumerate(pairs) if key.value == place[-1])
    key, value = pairs[number]
    if parent.flow_style:
        if number + 1 < len(pairs):
            return key.start_mark.index, pairs[number + 1][0].start_mark.index
        begins = _end(pairs[number - 1][1]) if number else key.start_mark.index
        return begins, _end(value)
    begins = text.rfind("\n", 0, key.start_mark.index) + 1
    if text[begins : key.start_mark.index].strip():  # the first key behind a dash: the next one takes its place
        following = pairs[number + 1][0] if number + 1 < len(pairs) else None
        return key.start_mark.index, following.start_mark.index if following is not None else _end(value)
    line_end = text.find("\n", max(_end(value) - 1, key.start_mark.index))
    return begins, len(text) if line_end < 0 else line_end + 1


def _child(node: yaml.Node, part: str | int) -> yaml.Node:
    if isinstance(node, yaml.SequenceNode):
        found: yaml.Node = node.value[part]
        return found
    assert isinstance(node, yaml.MappingNode)
    values: list[yaml.Node] = [value for key, value in node.value if key.value == part]
    return values[0]


def _end(node: yaml.Node) -> int:
    """Where its last word ends; a block itself ends where the next thing begins."""
    if isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
