"""What the desk says: no sentence asks somebody at a browser to type a command."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from desk.acts.pressed_words import pressed

ROOT = Path(__file__).parent.parent.parent
SPOKEN = (
    "domain/commands.py", "domain/decisions/own_words.py", "domain/decisions/undo.py", "domain/forecast/own_words.py",
    "domain/state/task_kinds.py",
)  # fmt: skip


def _sentences(file: str) -> list[str]:
    """Each text of the file that names a command, with something in each of its gaps."""
    tree = ast.parse((ROOT / file).read_text())
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(p.value) if isinstance(p, ast.Constant) else "doubt-1a2b" for p in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | docs):
            found.append(node.value)
    return [text for text in found if "`followup " in text or " --" in text]


@pytest.mark.parametrize("file", SPOKEN)
def test_what_the_rules_refuse_is_said_at_the_desk_without_a_command(file: str) -> None:
    said = [text for text in _sentences(file) if " " in text]
    assert said, file
    fragments = ("prints what it may carry", "--answer", "--show`")  # no sentence of its own, or for nobody at the desk
    for text in said:
        if not any(one in text and "asks" not in text for one in fragments):
            assert "`followup" not in pressed(text) and " --" not in pressed(text), pressed(text)


def test_a_question_of_what_they_meant_is_answered_on_today() -> None:
    typed = (
        "This task asks what they meant: `followup approve doubt-1a --answer stop` or `followup approve doubt-1a "
        "--answer go-on`."
    )
    assert pressed(typed) == "This task asks what they meant: press it on Today."


def test_where_nothing_answers_nobody_is_told_to_start_a_worker() -> None:
    typed = (
        "No worker answered in time, so it may not have been recorded: start one with `followup up` or "
        "`followup worker`, and say it again."
    )
    assert "`" not in pressed(typed)
    assert "reload to see" in pressed(typed)


def test_a_sentence_without_a_command_stays_as_it_is() -> None:
    assert pressed("They have no open application.") == "They have no open application."
