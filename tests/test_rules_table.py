"""docs/rules.md names for each rule what holds it and what shows it; here it is seen that all of that exists."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

from tests.tables import each

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "rules.md"
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_FUNCTION = re.compile(r"`([\w/]+\.py):(\w+(?:\.\w+)?)`")
_ROW = re.compile(r"^\| (\w+) \| (.+) \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = [match.groups() for match in _ROW.finditer(PAGE.read_text()) if match[1] != "id"]
LAWS = "tests/domain/laws.py"


@lru_cache
def names_in(path: str) -> frozenset[str]:
    """Functions and classes of a file, methods with their class: `Calendar.next_open`."""
    found: set[str] = set()
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            inside = (ast.FunctionDef, ast.AsyncFunctionDef)
            found |= {f"{node.name}.{n.name}" for n in node.body if isinstance(n, inside)}
    return frozenset(found)


def test_every_rule_and_every_line_of_when_rules_meet_has_a_row() -> None:
    ids = [row[0] for row in ROWS]
    assert ids == [f"R{n}" for n in range(1, 27)] + [str(n) for n in range(1, 12)] + ["once", "clock"]


@each("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_a_row_names_exists(row: tuple[str, ...]) -> None:
    _, _, held_by, shown_by = row
    functions, tests, laws = _FUNCTION.findall(held_by), _TEST.findall(shown_by), _FUNCTION.findall(shown_by)
    assert functions and (tests or laws)
    named = held_by.count(".py") + shown_by.count(".py")
    assert named == len(functions) + len(tests) + len(laws), "a name on this row is not written as path:name"
    for path, name in [*functions, *tests, *laws]:
        assert (ROOT / path).is_file(), f"{path} is gone: say in docs/rules.md where the rule stands now"
        assert name in names_in(path), f"{path} has no {name} any more: say in docs/rules.md what is in its place"
    assert all(path == LAWS for path, _ in laws)


def test_every_law_is_on_the_page_and_is_tried() -> None:
    tree = ast.parse((ROOT / LAWS).read_text())
    tried = next(
        {name.id for name in ast.walk(node.value) if isinstance(name, ast.Name)}
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "LAWS" and node.value is not None
    )
    laws = {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args] == ["story"] and _asserts(node)
    }
    on_the_page = {name for _, name in _FUNCTION.findall(PAGE.read_text())}
    assert laws == tried
    assert tried <= on_the_page


def _asserts(node: ast.FunctionDef) -> bool:
    return any(isinstance(part, ast.Assert) for part in ast.walk(node))


OPERATIONS = ROOT / "docs" / "operations.md"


def test_each_trouble_on_the_page_for_operations_names_a_test_that_is_there() -> None:
    """Of "What silences us, and what then", every row was tried, by the test that it names."""
    section = OPERATIONS.read_text().partition("## What silences us, and what then")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and not line.startswith(("| what", "| **"))]
    assert len(rows) > 25
    for row in rows:
        ((path, name),) = _TEST.findall(row)
        assert name in names_in(path), f"{path} has no {name} any more: say on the page what shows it now"
